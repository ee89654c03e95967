"""The directory of institutions: each filter leaves the right rows; gaps are said, not hidden."""

from collections import Counter
from collections.abc import Callable

import pytest

from dashboard import institution_page
from dashboard.words import INSTITUTION_TYPES
from geodata.store import FolderStore
from tests.page.screen import Row, Screen, on_map, open_page, rows, table

NAME = {c["iso3"]: c["name_zh"] for c in table("countries")} | {"CHN": "中国", "AUS": "澳大利亚"}
Rule = Callable[[Row], bool]


def served(row: Row) -> set[str]:
    return set((row["serves"] or row["iso3"]).split(";")) - {""}


RULES: dict[str, tuple[dict[str, object], Rule]] = {
    "all": ({}, lambda r: True),
    "type": ({"type": ["embassy"]}, lambda r: r["institution_type"] == "embassy"),
    "types": ({"type": ["hunan-office", "hunan-chamber"]},
              lambda r: r["institution_type"] in ("hunan-office", "hunan-chamber")),
    "country served": ({"country": ["LAO"]}, lambda r: "LAO" in served(r)),
    "city": ({"city": ["长沙"]}, lambda r: r["city"] == "长沙"),
    "status": ({"status": ["unclear"]}, lambda r: r["status"] == "unclear"),
    "basis of website": ({"site": ["pattern"]}, lambda r: r["website_basis"] == "pattern"),
    "verified": ({"verified": ["no"]}, lambda r: r["verified"] == "no"),
    "confidence": ({"confidence": ["low"]}, lambda r: r["confidence"] == "low"),
    "two": ({"type": ["consulate-general"], "country": ["ZAF"]},
            lambda r: r["institution_type"] == "consulate-general" and "ZAF" in served(r)),
}  # fmt: skip

# Traced by hand: filter values → ids.
EXACT: dict[str, tuple[dict[str, object], list[str]]] = {
    "who is in Changsha for Laos": (
        {"country": ["LAO"], "city": ["长沙"]}, ["I157", "I159", "I160"]),
    "the consulates in Changsha": ({"type": ["foreign-consulate"]}, ["I157", "I158"]),
    "Hunan's offices abroad": (
        {"type": ["hunan-office"]}, ["I163", "I164", "I165", "I166", "I167"]),
    "consulates in South Africa": (
        {"type": ["consulate-general"], "country": ["ZAF"]}, ["I132", "I133", "I134"]),
    "the insurer by its short name": ({"word": "信保"}, ["I200", "I206", "I209"]),
    "Exim by English name": ({"word": "exim"}, ["I194", "I195", "I208"]),
    "type and country as words": ({"word": "湖南商会 泰国"}, ["I173"]),
    "traditional characters": ({"word": "馬拉維 長沙"}, ["I158"]),
    "none known": ({"status": ["none"]}, ["I037"]),
    "closed": ({"status": ["closed"]}, ["I138"]),
}  # fmt: skip


def agrees(screen: Screen, left: list[Row]) -> None:
    """Table, map, count and chart hold exactly these rows."""
    assert list(screen.cells("institution-table")["名称"]) == [r["name_zh"] for r in left]
    drawn = on_map(left)
    assert screen.drawn("institutions") == [f"institution:{r['institution_id']}" for r in drawn]
    counted = f"{len(left)} 条"
    if len(drawn) < len(left):
        counted += f"（{len(left) - len(drawn)} 条无可靠位置，只在表中）"
    assert counted in screen.captions
    tally = Counter(INSTITUTION_TYPES[r["institution_type"]] for r in left)
    assert [r["value"] for r in screen.chart] == sorted(tally.values(), reverse=True)[:9]
    assert all(r["value"] == tally[r["label"]] for r in screen.chart)


@pytest.mark.parametrize("name", RULES)
def test_filters_leave_the_same_rows_everywhere(name: str) -> None:
    chosen, keeps = RULES[name]
    screen = open_page("institutions")
    left = [r for r in table("institutions") if keeps(r)]
    assert left
    agrees(screen.choose(**chosen) if chosen else screen, left)


@pytest.mark.parametrize("name", EXACT)
def test_filters_leave_exactly_these(name: str) -> None:
    chosen, wanted = EXACT[name]
    left = [r for r in table("institutions") if r["institution_id"] in wanted]
    assert len(left) == len(wanted)
    agrees(open_page("institutions").choose(**chosen), left)


def test_a_word_that_nothing_holds_says_so() -> None:
    screen = open_page("institutions", word="没有这样的词")
    assert "0 条" in screen.captions
    assert screen.drawn("institutions") == []
    assert "没有符合筛选的记录" in screen.app.info[0].value


def test_countries_with_and_without_missions_are_counted() -> None:
    screen = open_page("institutions")
    assert screen.metrics == {"有大使馆的国家": "64 / 65", "有经济商务处的国家": "64 / 65"}
    assert screen.captions.count("没有：斯威士兰") == 2
    assert screen.captions.count("现状未核：利比亚") == 2


def test_a_country_whose_mission_is_closed_has_none(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = store.table("institution").copy()
    frame.loc[frame["institution_id"] == "I001", "status"] = "closed"
    kept = type(store).table
    monkeypatch.setattr(
        type(store), "table",
        lambda self, kind: frame if kind == "institution" else kept(self, kind),
    )  # fmt: skip
    assert institution_page.without(store, "embassy") == ["DZA", "SWZ"]
    assert institution_page.without(store, "commercial-office") == ["SWZ"]
    assert institution_page.unclear(store, "embassy") == ["LBY"]


def test_the_table_shows_the_rows_with_their_gaps() -> None:
    cells = open_page("institutions").cells("institution-table")
    basis = {"seen": "来源载明", "pattern": "按惯例推得，未打开核对", "": ""}
    for row, (_, seen) in zip(table("institutions"), cells.iterrows(), strict=True):
        text = {column: value if isinstance(value, str) else "" for column, value in seen.items()}
        assert text["类型"] == INSTITUTION_TYPES[row["institution_type"]]
        assert text["服务的国家"] == "、".join(NAME[c] for c in row["serves"].split(";") if c)
        assert (text["地址"], text["电话"], text["网址"]) == (
            row["address"], row["phone"], row["website"],
        )  # fmt: skip
        assert text["网址依据"] == basis[row["website_basis"]]


def test_selecting_in_map_and_table_opens_the_card() -> None:
    start = open_page("institutions")
    assert (
        start.pick_on_map(institutions={"id": "institution:I157"}).heading == "老挝驻长沙总领事馆"
    )
    by_table = start.pick_row("institution-table", 0)
    assert by_table.heading == "中国驻阿尔及利亚大使馆"
    assert by_table.links["country:DZA"] == "country"
    shown = open_page("institutions", sel="institution:I206")
    assert "financial_service:export-credit-insurance" in shown.links
    assert shown.links["financial_service:export-credit-insurance"] == "finance"


def test_every_focus_country_can_be_chosen_and_finds_its_embassy() -> None:
    options = open_page("institutions").widget("country").options
    assert {c["name_zh"] for c in table("countries")} <= set(options)
    for iso3 in ("LBR", "TLS", "SSD"):
        screen = open_page("institutions", country=iso3, type="embassy")
        (embassy,) = rows("institutions", institution_type="embassy", iso3=iso3)
        assert list(screen.cells("institution-table")["名称"]) == [embassy["name_zh"]]
