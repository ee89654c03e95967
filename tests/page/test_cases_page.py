"""The page of cases: each filter leaves the right rows, in cards, table, map and file alike."""

import csv
import io
from collections import Counter
from collections.abc import Callable

import pytest

from tests.page.screen import Row, Screen, on_map, open_page, table

REGION = {c["iso3"]: c["region"] for c in table("countries")}
NAME = {c["iso3"]: c["name_zh"] for c in table("countries")} | {"CHN": "中国", "BGD": "孟加拉国"}
FORM = {"investment": "投资", "contract": "承包", "labour": "劳务", "trade": "贸易", "aid": "援助"}
Rule = Callable[[Row], bool]


def split(cell: str) -> set[str]:
    return set(cell.split(";")) - {""}


def countries(row: Row) -> set[str]:
    return split(row["iso3"]) | split(row["linked_iso3"])


def ids(*numbers: int) -> list[str]:
    return [f"K{number:02}" for number in numbers]


def shown(screen: Screen) -> list[str]:
    """Ids of the cards in their order."""
    keys = [button.key or "" for button in screen.app.button]
    return [key.partition(":")[2] for key in keys if key.startswith("pick-case:")]


# By the columns of the table as it is; what is exact stands below.
RULES: dict[str, tuple[dict[str, object], Rule]] = {
    "all": ({}, lambda r: True),
    "form": ({"form": ["aid", "labour"]}, lambda r: r["form"] in ("aid", "labour")),
    "sector": ({"sector": ["能源"]}, lambda r: "能源" in split(r["sectors"])),
    "country": ({"country": ["IDN"]}, lambda r: "IDN" in countries(r)),
    "linked country": ({"country": ["ZMB"]}, lambda r: "ZMB" in countries(r)),
    "region": ({"region": ["west-africa"]},
               lambda r: "west-africa" in {REGION.get(c) for c in countries(r)}),
    "corridor": ({"corridor": ["C3"]}, lambda r: r["corridor_id"] == "C3"),
    "year": ({"year": ["2013"]}, lambda r: r["year"] == "2013"),
    "confidence": ({"confidence": ["low"]}, lambda r: r["confidence"] == "low"),
    "two": ({"form": ["investment"], "sector": ["能源", "电子"]},
            lambda r: r["form"] == "investment" and bool({"能源", "电子"} & split(r["sectors"]))),
}  # fmt: skip

# Traced by hand: filter values → ids.
EXACT: dict[str, tuple[dict[str, object], list[str]]] = {
    "a case of two countries is found under either": ({"country": ["ZMB"]}, ids(2, 35)),
    "a market in Changsha is found under its supplier": ({"country": ["KEN"]}, ids(11, 13, 41)),
    "labour": ({"form": ["labour"]}, ids(39)),
    "aid": ({"form": ["aid"]}, ids(7, 8, 17)),
    "one of several actors": ({"actor": ["水电八局"]}, ids(4, 5, 6)),
    "an actor with its department in brackets": ({"actor": ["湖南建工"]}, ids(7, 8, 9)),
    "a bank by its branch or as a whole": ({"bank": ["中国进出口银行"]}, ids(3, 4, 5, 22, 32)),
    "another bank": ({"bank": ["国家开发银行"]}, ids(22, 36)),
    "corridor": ({"corridor": ["C3"]}, ids(30, 31)),
    "word in the text": ({"word": "微电网"}, ids(2)),
    "words in different columns": ({"word": "埃塞 机车"}, ids(25)),
    "traditional characters": ({"word": "雜交水稻"}, ids(17, 18)),
    "form as a word": ({"word": "劳务"}, ids(39)),
    "English name, any case": ({"word": "MICROGRID"}, ids(2)),
    "several": ({"word": "三一", "country": ["IDN"]}, ids(21, 22)),
}


def choose(screen: Screen, chosen: dict[str, object]) -> Screen:
    return screen.choose(**chosen) if chosen else screen


def agrees(screen: Screen, left: list[Row], offered: dict[str, Callable[[], bytes]]) -> None:
    """Map, count, chart and file hold exactly these rows."""
    drawn = on_map(left)
    assert screen.drawn("cases") == [f"case:{r['case_id']}" for r in drawn]
    counted = f"{len(left)} 条"
    if len(drawn) < len(left):
        counted += f"（{len(left) - len(drawn)} 条无可靠位置，只在表中）"
    assert counted in screen.captions
    (name,) = [n for n in offered if n.endswith(".csv")]
    text = offered[name]().decode("utf-8-sig")
    exported = list(csv.DictReader(io.StringIO(text[text.index("case_id") :])))
    assert [r["case_id"] for r in exported[: len(left)]] == [r["case_id"] for r in left]
    tally = Counter(FORM[r["form"]] for r in left)
    assert {r["label"]: r["value"] for r in screen.chart} == tally


@pytest.mark.parametrize("name", RULES)
def test_filters_leave_the_same_rows_everywhere(name: str, offered) -> None:
    chosen, keeps = RULES[name]
    screen = open_page("cases", **{"as": "table"})
    if chosen:
        offered.clear()
        screen = choose(screen, chosen)
    left = [r for r in table("cases") if keeps(r)]
    assert left
    assert list(screen.cells("case-table")["名称"]) == [r["name_zh"] for r in left]
    agrees(screen, left, offered)


@pytest.mark.parametrize("name", EXACT)
def test_filters_leave_exactly_these_cards(name: str, offered) -> None:
    chosen, wanted = EXACT[name]
    screen = open_page("cases")
    offered.clear()
    screen = choose(screen, chosen)
    assert shown(screen) == wanted
    assert not screen.app.dataframe, "cards or table, not both"
    agrees(screen, [r for r in table("cases") if r["case_id"] in wanted], offered)


def test_a_word_that_nothing_holds_says_so() -> None:
    screen = open_page("cases", word="没有这样的词")
    assert shown(screen) == []
    assert "0 条" in screen.captions
    assert "没有符合筛选的记录" in screen.app.info[0].value


def test_a_card_says_where_how_who_and_what_came_of_it() -> None:
    captions = [c.replace("\\", "") for c in open_page("cases").captions]
    head, result = (
        "乌干达 · 承包 · 2013 · 水电八局；水电十二局",
        "600兆瓦，年均发电约40亿度，合同额17亿美元。",
    )
    assert f"{head}  \n{result}" in captions
    assert any(c.startswith("中国、肯尼亚 · 贸易 · 2023 · 红星") for c in captions)
    for row in table("cases"):
        what = f"{FORM[row['form']]} · {row['year']}".rstrip(" ·")
        assert any(what in c and row["actor"] in c for c in captions), row["case_id"]


def test_cases_of_several_countries_and_of_none_are_counted() -> None:
    several = sum(len(countries(r)) > 1 for r in table("cases"))
    screen = open_page("cases")
    assert f"{several} 个案例涉及多国，地图上只标主要地点；1 个案例没有写明国家" in screen.captions
    alone = open_page("cases", country="UGA")
    assert not any("涉及多国" in c for c in alone.captions)


def test_the_table_shows_the_rows_as_they_are() -> None:
    cells = open_page("cases", **{"as": "table"}).cells("case-table")
    for row, (_, seen) in zip(table("cases"), cells.iterrows(), strict=True):
        text = {column: value if isinstance(value, str) else "" for column, value in seen.items()}
        assert text["形式"] == FORM[row["form"]]
        assert text["融资"] == row["financing"]
        assert text["结果"] == row["results"]
        assert text["启示"] == row["lesson"]
        wanted = [*row["iso3"].split(";"), *row["linked_iso3"].split(";")]
        assert text["国家"] == "、".join(NAME[c] for c in wanted if c)


def test_selecting_in_cards_map_and_table_opens_the_story() -> None:
    start = open_page("cases")
    assert start.heading == ""
    by_card = start.click("pick-case:K05")
    assert by_card.address["sel"] in ("case:K05", ["case:K05"])
    assert by_card.heading == "卡鲁玛水电站：政策性贷款与两局联营"
    by_map = start.pick_on_map(cases={"id": "case:K19"})
    assert by_map.heading == "中伟摩洛哥：与当地资本合建材料基地"
    by_table = open_page("cases", **{"as": "table"}).pick_row("case-table", 29)
    assert by_table.heading == "怀化—万象中老班列：以枢纽集货"


def test_the_chosen_card_is_marked_and_lets_go_when_pressed_again() -> None:
    screen = open_page("cases", sel="case:K05")
    (marked,) = [b.key for b in screen.app.button if b.icon == ":material/radio_button_checked:"]
    assert marked == "pick-case:K05"
    assert screen.click("pick-case:K05").heading == ""


def test_the_story_is_told_in_order_with_its_gaps() -> None:
    screen = open_page("cases", sel="case:K32")
    assert list(screen.facts) == [
        "主体", "地点", "开始", "形式", "行业", "做法", "融资", "货运通道", "结果",
    ]  # fmt: skip
    assert screen.facts["地点"] == "孟加拉国 · 拉杰沙希"
    assert screen.facts["货运通道"] == "暂无"
    way = open_page("cases", sel="case:K30").facts["货运通道"]
    assert way == "怀化东盟铁海联运 · 怀化—万象中老国际货运班列"
    for row in table("cases"):
        assert row["lesson_basis"] == "inference", "a lesson of another basis needs a test"


def test_a_case_leads_to_what_it_tells_of() -> None:
    links = open_page("cases", sel="case:K22").links
    assert links["project:J116"] == links["project:J01"] == "projects"
    assert links["branch:B035"] == "branches"


def test_the_page_speaks_english() -> None:
    screen = open_page("cases", lang="en", word="microgrid")
    assert shown(screen) == ids(2)
    assert any(c.startswith("Zambia · Contracting · 2024") for c in screen.captions)
