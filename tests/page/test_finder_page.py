"""条件选国, used as a person would: every widget changes the address, and the page follows it."""

import io

import geopandas as gpd
import openpyxl
import pytest

from dashboard.finder_query import EXAMPLES
from tests.page.screen import Screen, open_page

EXAMPLE = "cobalt;dta=in-force;park~rail<=200"
SIX = ["摩洛哥", "南非", "赞比亚", "津巴布韦", "印度尼西亚", "菲律宾"]


def asked(screen: Screen) -> str:
    found = screen.address.get("q", [""])
    return found[0] if isinstance(found, list) else found


def chips(screen: Screen) -> list[str]:
    """Labels of the conditions' buttons."""
    texts = [b.proto.popover.label for b in _blocks(screen.app._tree) if b.type == "popover"]
    return [text.replace("*", "").replace("\\", "") for text in texts if "→" in text]


def _blocks(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child
            yield from _blocks(child)


def labels(screen: Screen) -> dict[str, str]:
    return {button.key: button.label for button in screen.app.button}


# What is shown.


def test_the_example_tells_counts_sentence_table_and_map():
    screen = open_page("finder", q=EXAMPLE)
    assert chips(screen) == [
        "钴有记载 → 13 国", "税收协定：已生效 → 7 国", "有园区距铁路线不超过 200 公里 → 6 国",
    ]  # fmt: skip
    cells = screen.cells("find-table")
    assert list(cells["国家"]) == SIX
    assert list(cells.columns) == ["国家", "区域", "钴", "税收协定", "园区距铁路线"]
    zambia = cells.set_index("国家").loc["赞比亚"]
    assert zambia["税收协定"] == "已生效（2011-06-30）"
    assert zambia["园区距铁路线"] == "赞比亚中国经济贸易合作区：距铁路线 11 公里（±15），共 2 处"
    assert "park:P20" in screen.drawn("parks")
    assert any(each.startswith("site:") for each in screen.drawn("sites"))
    assert "符合条件（6 国）" in screen.html("legend")
    assert [row["text"] for row in screen.chart] == ["65 国", "13 国", "7 国", "6 国"]
    assert any("国家须同时满足：钴有记载；且税收协定：已生效" in each for each in screen.markdown)


def test_without_conditions_every_country_is_listed_and_questions_are_offered():
    screen = open_page("finder")
    assert len(screen.cells("find-table")) == 65
    assert chips(screen) == []
    assert [labels(screen)[f"find-example-{n}"] for n in range(len(EXAMPLES))] == [
        title for title, _ in EXAMPLES
    ]


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_each_example_finds_countries_by_one_click(number: int):
    screen = open_page("finder").click(f"find-example-{number}")
    assert asked(screen) == EXAMPLES[number][1]
    assert not screen.app.error
    assert 0 < len(screen.cells("find-table")) < 65


def test_why_a_country_matches_with_sources_and_a_link_to_its_page():
    screen = open_page("finder", q=EXAMPLE).pick_row("find-table", 2)
    assert screen.address["sel"] in ("country:ZMB", ["country:ZMB"])
    assert "**符合全部条件**" in screen.markdown
    (compare,) = [e for e in screen.app.get("page_link") if e.proto.page == "compare"][:1]
    assert "c=MAR%2CZAF%2CZMB%2CZWE%2CIDN%2CPHL" in compare.proto.query_string
    assert screen.facts["税收协定"] == "已生效（2011-06-30）"
    assert any(each.startswith("钴：《世界概况》") for each in screen.captions)
    assert screen.links["country:ZMB"] == "country"
    out = open_page("finder", q=EXAMPLE, sel="country:COD")
    assert "**不符合**" in out.markdown
    assert out.facts["税收协定"] == "未见"


def test_countries_without_data_are_told_apart():
    screen = open_page("finder", q="cobalt>=1", sel="country:ZMB")
    assert "**缺数据，无从判断**" in screen.markdown
    assert screen.facts["钴"] == "暂无"
    assert "缺数据，无从判断（9 国）" in screen.html("legend")
    assert any("缺数据而未列入（9 国）" in each and "赞比亚" in each for each in screen.captions)
    assert "另有 9 国缺数据，无从判断。" in screen.captions


def test_an_empty_answer_says_which_condition_and_what_relaxing_gives():
    screen = open_page("finder", q="cobalt;dta=in-force;park:hunan~rail<=0")
    (said,) = [each.value for each in screen.app.info]
    assert "最后 7 国都被排除" in said
    offers = {k: v for k, v in labels(screen).items() if k and k.startswith("find-relax-")}
    assert offers["find-relax-0"].startswith("放宽为“有园区（湘企关联）距铁路线不超过")
    eased = screen.click("find-relax-0")
    assert len(eased.cells("find-table")) == 1
    assert offers["find-relax-0"].endswith("→ 1 国")


def test_a_link_that_cannot_be_read_says_why():
    screen = open_page("finder", q="cobalt;parkk>=1")
    (said,) = [each.value for each in screen.app.error]
    assert "没有叫“parkk”的条件" in said
    assert "第 2 个条件" in said
    assert "park（园区）" in said
    assert screen.app.text_area(key="find-text").value == "cobalt;parkk>=1"


def test_markup_in_a_link_is_shown_as_it_is():
    screen = open_page("finder", q="<b>x</b>")
    (said,) = [each.value for each in screen.app.error]
    assert "\\<b\\>" in said


def test_english():
    screen = open_page("finder", q=EXAMPLE, lang="en", sel="country:ZMB")
    cells = screen.cells("find-table")
    assert cells.iloc[2]["Country"] == "Zambia"
    assert cells.iloc[2]["Double-tax treaty"] == "in force (2011-06-30)"


# What can be changed.


def test_a_condition_is_added():
    screen = open_page("finder", q="cobalt").choose(**{"find-topic": "treaty"})
    screen = screen.choose(**{"find-add": "dta"})
    assert asked(screen) == "cobalt;dta=in-force"
    screen = screen.choose(**{"find-topic": "indicator"}).choose(**{"find-add": "gdp_growth"})
    assert asked(screen).startswith("cobalt;dta=in-force;gdp_growth>=")
    assert len(chips(screen)) == 3


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        ("dta=in-force", "find-values-0", ["in-force", "signed"], "dta=in-force,signed"),
        ("dta=in-force", "find-values-0", [], "dta=in-force"),
        ("cobalt", "find-op-0", "in", "cobalt=produced"),
        ("cobalt", "find-op-0", "ge", "cobalt>=1"),
        ("gdp_growth>=3", "find-op-0", "le", "gdp_growth<=3"),
        ("gdp_growth>=3", "find-op-0", "between", "gdp_growth=3..3"),
        ("gdp_growth>=3", "find-op-0", "has", "gdp_growth"),
        ("gdp_growth>=3", "find-low-0", 4.5, "gdp_growth>=4.5"),
        ("gdp_growth=3..5", "find-high-0", 7.0, "gdp_growth=3..7"),
        ("gdp_growth=3..5", "find-high-0", 2.0, "gdp_growth=2..3"),
        ("park~rail<=200", "find-high-0", 50.0, "park~rail<=50"),
        ("park>=1", "find-subject-0", "hunan", "park:hunan>=1"),
        ("park:hunan>=2", "find-subject-0", "", "park>=2"),
        ("park>=2", "find-near-0", "port", "park~port<=100"),
        ("park~rail<=70", "find-near-0", "branch", "park~branch<=70"),
        ("park~rail<=70", "find-near-0", "", "park>=1"),
        ("park~branch<=70", "find-nearof-0", "CCB", "park~branch:CCB<=70"),
        ("park~branch:CCB<=70", "find-nearof-0", "", "park~branch<=70"),
        ("days<=30", "find-subject-0", "HH_PORT", "days:HH_PORT<=30"),
    ],
)
def test_a_widget_changes_its_condition(before: str, key: str, value: object, after: str):
    screen = open_page("finder", q=before).choose(**{key: value})
    assert asked(screen) == after
    # The page of the new address shows the same as the page that was changed.
    assert chips(open_page("finder", q=after)) == chips(screen)


def test_and_becomes_or_and_back():
    screen = open_page("finder", q=EXAMPLE)
    assert labels(screen)["find-join-1"] == "且"
    screen = screen.click("find-join-1")
    assert asked(screen) == "cobalt|dta=in-force;park~rail<=200"
    assert labels(screen)["find-join-1"] == "或"
    assert asked(screen.click("find-join-1")) == EXAMPLE


def test_a_condition_is_taken_out():
    screen = open_page("finder", q="cobalt|copper;dta=in-force")
    assert asked(screen.click("find-drop-2")) == "cobalt|copper"
    first = open_page("finder", q="cobalt|copper;dta=in-force").click("find-drop-0")
    assert asked(first) == "copper;dta=in-force"
    assert asked(open_page("finder", q="cobalt").click("find-drop-0")) == ""


def test_the_text_is_changed():
    screen = open_page("finder", q="cobalt").choose(**{"find-text": "铜 ；\n 内陆国＝是 "})
    assert asked(screen) == "铜 ； 内陆国＝是"
    assert chips(screen) == ["铜有记载 → 24 国", "内陆国：是 → 8 国"]
    assert set(screen.cells("find-table")["国家"]) >= {"赞比亚", "老挝"}
    emptied = screen.choose(**{"find-text": ""})
    assert asked(emptied) == ""


def test_the_file_has_a_column_for_each_condition_and_all_sources(offered):
    open_page("finder", q=EXAMPLE)
    (name,) = [each for each in offered if each.endswith(".xlsx")]
    book = openpyxl.load_workbook(io.BytesIO(offered[name]()), read_only=True)
    head, *lines = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    while "iso3" not in head:
        head, *lines = lines
    rows = {line[head.index("iso3")]: dict(zip(head, line, strict=True)) for line in lines}
    assert set(rows) >= {"MAR", "ZAF", "ZMB", "ZWE", "IDN", "PHL"}
    assert rows["ZMB"]["dta=in-force"] == "已生效（2011-06-30）"
    assert "赞比亚中国经济贸易合作区" in rows["ZMB"]["park~rail<=200"]
    assert "cia-factbook-2026" in rows["ZMB"]["other_source_ids"]
    assert "zcqtz-com-779ba5" in rows["ZMB"]["other_source_ids"]


@pytest.mark.parametrize("fmt", ["csv", "geojson", "kml", "gpkg", "html"])
def test_every_format_takes_conditions_as_names_of_columns(fmt: str, offered, tmp_path):
    open_page("finder", q="gdp_growth>=5|population=1e6..2e6;park:hunan~branch:CCB<=300")
    (name,) = [each for each in offered if each.endswith(f".{fmt}")]
    data = offered[name]()
    if fmt == "html":
        assert "符合条件" in data.decode()
        return
    path = tmp_path / name
    path.write_bytes(data)
    if fmt == "csv":
        assert "park:hunan~branch:CCB<=300" in path.read_text("utf-8-sig")
        return
    frame = gpd.read_file(path, **({"layer": "country"} if fmt == "gpkg" else {}))
    assert len(frame) > 0
    if fmt != "kml":
        assert "park:hunan~branch:CCB<=300" in frame.columns
        assert frame["gdp_growth>=5"].str.contains("%").any()
