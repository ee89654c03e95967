"""Parks, events, projects, branches: filters, map, table, chart and files hold the same rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import openpyxl
import pytest

from tests.page.screen import Row, Screen, on_map, open_page, table

REGION = {c["iso3"]: c["region"] for c in table("countries")}
NAME = {c["iso3"]: c["name_zh"] for c in table("countries")}
EXPO = "中国—非洲经贸博览会"
COUNTED = {
    "park": lambda r: NAME.get(r["iso3"], r["iso3"]),
    "project": lambda r: r["sector"],
    "branch": lambda r: r["bank_zh"],
    "event": lambda r: r["start_date"][:4],
}


def members(*blocs: str) -> set[str]:
    """Countries of unions and lists, as the table of memberships has them."""
    counted = ("member", "listed", "ratified")
    return {
        m["iso3"] for m in table("memberships") if m["bloc_id"] in blocs and m["role"] in counted
    }


def split(cell: str) -> set[str]:
    return set(cell.split(";"))


@dataclass(frozen=True)
class Case:
    """Values of some filters of a page, and the rows that they should leave."""

    page: str
    chosen: dict[str, object]
    keeps: Callable[[Row], bool]

    @property
    def kind(self) -> str:
        return "branch" if self.page == "branches" else self.page[:-1]

    @property
    def expected(self) -> list[Row]:
        left = [r for r in table(self.page) if self.keeps(r)]
        if self.kind == "event":
            left.sort(key=lambda r: r["start_date"], reverse=True)
        return left

    def __str__(self) -> str:
        return f"{self.page}-{'-'.join(self.chosen) or 'all'}"


CASES = [
    Case("parks", {}, lambda r: True),
    Case("parks", {"region": ["east-africa"]}, lambda r: REGION.get(r["iso3"]) == "east-africa"),
    Case("parks", {"country": ["LAO", "ETH"]}, lambda r: r["iso3"] in ("LAO", "ETH")),
    Case("parks", {"sector": ["农业"]}, lambda r: "农业" in split(r["sectors"])),
    Case("parks", {"status": ["operating"]}, lambda r: r["status"] == "operating"),
    Case("parks", {"hunan": ["yes"]}, lambda r: r["hunan_linked"] == "yes"),
    Case("parks", {"bloc": ["rcep"]}, lambda r: r["iso3"] in members("rcep")),
    Case("parks", {"bloc": ["rcep", "sadc"]}, lambda r: r["iso3"] in members("rcep", "sadc")),
    Case("parks", {"verified": ["no"]}, lambda r: r["verified"] == "no"),
    Case("parks", {"confidence": ["low"]}, lambda r: r["confidence"] == "low"),
    Case(
        "parks", {"region": ["mainland-asean"], "hunan": ["yes"], "confidence": ["high", "medium"]},
        lambda r: REGION.get(r["iso3"]) == "mainland-asean" and r["hunan_linked"] == "yes"
        and r["confidence"] in ("high", "medium"),
    ),
    Case("events", {}, lambda r: True),
    Case("events", {"year": ["2023"]}, lambda r: r["start_date"][:4] == "2023"),
    Case("events", {"series": [EXPO]}, lambda r: r["series"] == EXPO),
    Case("events", {"country": ["CHN"]}, lambda r: r["iso3"] == "CHN"),
    Case("events", {"linked": ["KEN"]}, lambda r: "KEN" in split(r["linked_iso3"])),
    Case("events", {"confidence": ["low"]}, lambda r: r["confidence"] == "low"),
    Case(
        "events", {"year": ["2023", "2025"], "series": [EXPO]},
        lambda r: r["start_date"][:4] in ("2023", "2025") and r["series"] == EXPO,
    ),
    Case("projects", {}, lambda r: True),
    Case("projects", {"region": ["west-africa"]}, lambda r: REGION.get(r["iso3"]) == "west-africa"),
    Case("projects", {"country": ["ZMB"]}, lambda r: r["iso3"] == "ZMB"),
    Case("projects", {"sector": ["农业"]}, lambda r: r["sector"] == "农业"),
    Case("projects", {"form": ["aid"]}, lambda r: r["form"] == "aid"),
    Case("projects", {"hunan": ["no"]}, lambda r: r["hunan_linked"] == "no"),
    Case("projects", {"status": ["completed"]}, lambda r: r["status"] == "completed"),
    Case("projects", {"year": ["2019"]}, lambda r: r["year_start"][:4] == "2019"),
    Case("projects", {"bloc": ["asean"]}, lambda r: r["iso3"] in members("asean")),
    Case("projects", {"confidence": ["low"]}, lambda r: r["confidence"] == "low"),
    Case(
        "projects", {"form": ["contract"], "hunan": ["yes"], "bloc": ["au"]},
        lambda r: r["form"] == "contract" and r["hunan_linked"] == "yes"
        and r["iso3"] in members("au"),
    ),
    Case("branches", {}, lambda r: True),
    Case("branches", {"bank": ["中国银行"]}, lambda r: r["bank_zh"] == "中国银行"),
    Case("branches", {"region": ["maritime-asean"]},
         lambda r: REGION.get(r["iso3"]) == "maritime-asean"),
    Case("branches", {"country": ["ZAF"]}, lambda r: r["iso3"] == "ZAF"),
    Case("branches", {"category": ["ccb"]}, lambda r: r["category"] == "ccb"),
    Case("branches", {"licence": ["subsidiary"]}, lambda r: r["licence"] == "subsidiary"),
    Case("branches", {"bloc": ["sadc"]}, lambda r: r["iso3"] in members("sadc")),
    Case("branches", {"verified": ["partly"]}, lambda r: r["verified"] == "partly"),
    Case("branches", {"confidence": ["low"]}, lambda r: r["confidence"] == "low"),
    Case(
        "branches", {"bank": ["中国银行"], "licence": ["branch"]},
        lambda r: r["bank_zh"] == "中国银行" and r["licence"] == "branch",
    ),
]  # fmt: skip


def ids(case: Case, found: list[Row]) -> list[str]:
    return [f"{case.kind}:{r[f'{case.kind}_id']}" for r in found]


def agrees(screen: Screen, case: Case, offered: dict[str, Callable[[], bytes]]) -> None:
    """Table, map, count, chart and file all hold exactly the rows that a case leaves."""
    left = case.expected
    assert left, "a case that leaves nothing shows nothing"
    drawn = on_map(left)
    assert list(screen.cells(f"{case.kind}-table")["名称"]) == [r["name_zh"] for r in left]
    assert screen.drawn(f"{case.kind}s") == ids(case, drawn)
    counted = f"{len(left)} 条"
    if len(drawn) < len(left):
        counted += f"（{len(left) - len(drawn)} 条无可靠位置，只在表中）"
    assert counted in screen.captions
    (name,) = [n for n in offered if n.endswith(".csv")]
    # The head of a file names it and its filters; the table begins at its header.
    text = offered[name]().decode("utf-8-sig")
    start = text.index(f"{case.kind}_id")
    exported = list(csv.DictReader(io.StringIO(text[start:])))
    key = f"{case.kind}_id"
    assert [r[key] for r in exported[: len(left)]] == [r[key] for r in left]
    tally = Counter(COUNTED[case.kind](r) for r in left)
    if case.kind == "event":
        # A chart by year cannot place what has no date; the table still lists it.
        del tally[""]
        assert {r["year"]: r["count"] for r in screen.chart} == tally
    else:
        assert [r["value"] for r in screen.chart] == sorted(tally.values(), reverse=True)[:9]
        known = [r for r in screen.chart if r["label"] in tally]
        assert all(r["value"] == tally[r["label"]] for r in known)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_filters_leave_the_same_rows_everywhere(case: Case, offered):
    screen = open_page(case.page)
    if case.chosen:
        offered.clear()
        screen = screen.choose(**{
            key: value if screen.widget(key).type == "multiselect" else value[0]
            for key, value in case.chosen.items()
        })  # fmt: skip
    agrees(screen, case, offered)


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("parks", {"country": ["UZB"], "sector": ["铜钴冶炼"]}),
        ("events", {"series": ["北斗峰会"], "linked": ["KEN"]}),
        ("projects", {"country": ["ZMB"], "bloc": ["asean"]}),
        ("branches", {"bank": ["浦发银行"], "country": ["ZAF"]}),
    ],
)
def test_filters_that_leave_nothing_say_so(path, chosen, offered):
    kind = Case(path, {}, bool).kind
    full = open_page(path)
    assert full.drawn(f"{kind}s")
    offered.clear()
    screen = full.choose(**chosen)
    assert "0 条" in screen.captions
    assert screen.drawn(f"{kind}s") == []
    assert not screen.app.dataframe
    (info,) = screen.app.info
    assert "没有符合筛选的记录" in info.value
    assert all(give() for give in offered.values()), "a file of nothing is still a file"


def test_a_second_filter_is_kept_when_the_first_is_let_go():
    both = open_page("parks").choose(country=["LAO"], status=["operating"])
    alone = both.choose(country=[])
    expected = [p["name_zh"] for p in table("parks") if p["status"] == "operating"]
    assert list(alone.cells("park-table")["名称"]) == expected


@pytest.mark.parametrize("value", ["LAO", "老挝"])
def test_the_address_may_name_a_value_by_word_or_by_id(value):
    screen = open_page("parks", country=value)
    expected = [p["name_zh"] for p in table("parks") if p["iso3"] == "LAO"]
    assert list(screen.cells("park-table")["名称"]) == expected
    assert screen.address["country"] == "老挝"
    assert not screen.warnings


def test_several_values_in_the_address_are_all_used():
    screen = open_page("parks", country=["LAO", "埃塞俄比亚"], hunan="yes")
    expected = [
        p["name_zh"]
        for p in table("parks")
        if p["iso3"] in ("LAO", "ETH") and p["hunan_linked"] == "yes"
    ]
    assert list(screen.cells("park-table")["名称"]) == expected


def test_a_stale_value_in_the_address_is_named_with_the_nearest():
    screen = open_page("parks", country=["埃塞俄比", "老挝"])
    (warning,) = screen.warnings
    assert "“埃塞俄比”" in warning
    assert "埃塞俄比亚" in warning.partition("相近的有：")[2]
    expected = [p["name_zh"] for p in table("parks") if p["iso3"] == "LAO"]
    assert list(screen.cells("park-table")["名称"]) == expected, "what is right is still used"
    assert screen.address["country"] == "老挝"


def text(cell: object) -> str:
    """A cell of a display frame as text; an empty one is missing."""
    return cell if isinstance(cell, str) else ""


def test_every_row_of_a_table_says_what_the_curated_table_says():
    cells = open_page("parks").cells("park-table")
    status = {"operating": "运营", "building": "在建", "planned": "规划", "stalled": "停滞",
              "unknown": "不明"}  # fmt: skip
    for park, (_, shown) in zip(table("parks"), cells.iterrows(), strict=True):
        assert shown["进展"] == status[park["status"]]
        assert shown["截至"] == park["as_of"]
        assert text(shown["地点"]) == park["place"]
        assert text(shown["开发主体"]) == park["developer"]
        if park["iso3"] in NAME:
            assert shown["国家"] == NAME[park["iso3"]]
        area = shown["面积（平方公里）"]
        assert area == float(park["area_km2"]) if park["area_km2"] else area != area
        year = shown["起始年"]
        assert year == float(park["year_started"]) if park["year_started"] else year != year


def test_amounts_keep_their_unit():
    cells = open_page("projects").cells("project-table")
    for project, (_, shown) in zip(table("projects"), cells.iterrows(), strict=True):
        if not project["amount"]:
            assert shown["金额"] == ""
            continue
        assert f"{float(project['amount']):,.10g} {project['amount_unit']}" in shown["金额"]


def test_hong_kong_and_taiwan_are_never_countries():
    for path in ("parks", "events", "projects", "branches"):
        options = open_page(path).widget("country").options
        assert not {"香港", "台湾", "澳门", "中国香港", "中国台湾"} & set(options), path
    focus = {c["iso3"] for c in table("countries")}
    assert not {"HKG", "TWN", "MAC"} & focus


@pytest.mark.parametrize("fmt", ["xlsx", "csv", "geojson", "kml", "gpkg"])
def test_every_format_holds_the_filtered_rows_and_their_sources(fmt, offered, tmp_path):
    screen = open_page("parks")
    offered.clear()
    screen.choose(country=["LAO"])
    left = [p for p in table("parks") if p["iso3"] == "LAO"]
    (name,) = [n for n in offered if n.endswith(f".{fmt}")]
    content = offered[name]()
    if fmt == "gpkg":
        file = tmp_path / "parks.gpkg"
        file.write_bytes(content)
        found = len(gpd.read_file(file, layer=gpd.list_layers(file)["name"].iloc[0]))
        assert found == len(left)
        return
    if fmt == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        cells = {str(c) for sheet in book for line in sheet.iter_rows(values_only=True)
                 for c in line if c is not None}  # fmt: skip
        text = "\n".join(cells)
    else:
        text = content.decode("utf-8-sig")
    # A placemark needs a place.
    held = [p for p in left if p["lat"]] if fmt == "kml" else left
    assert set(re.findall(r"\bP\d{2,3}\b", text)) == {p["park_id"] for p in held}
    assert all(p["name_zh"] in text for p in held)
    titles = {s["source_id"]: s["title"] for s in table("sources")}
    assert titles[left[0]["source_id"]] in text
