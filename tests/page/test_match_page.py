"""湘品匹配: leads by direction, good and country; a lead's card with reasons, way and links."""

import csv
import io

import pytest

from dashboard.search_home import home
from tests.page.screen import open_page, table

TABLE = "match-table"
GOODS = table("match_goods")


def leads(page):
    """Good, country and points of each row of the table."""
    cells = page.cells(TABLE)
    return list(zip(cells["商品"], cells["国家"], cells["得分"], strict=True))


def test_what_hunan_sells_comes_first(store):
    page = open_page("match")
    assert page.widget("way").value == "sell"
    points = [points for _good, _country, points in leads(page)]
    assert points == sorted(points, reverse=True)
    assert len(points) == 60
    assert any(caption.startswith("只列前 60 条，共 ") for caption in page.captions)
    names = {row["name_zh"] for row in GOODS if row["direction"] == "sell"}
    assert {good for good, _country, _points in leads(page)} <= names


def test_goods_are_those_of_the_direction(store):
    page = open_page("match", way="buy")
    assert set(page.widget("buy_good").options) == {
        "全部商品", *(row["name_zh"] for row in GOODS if row["direction"] == "buy"),
    }  # fmt: skip


@pytest.mark.parametrize("asked", ["cocoa", "可可"])
def test_a_good_has_one_lead_a_country(store, asked):
    page = open_page("match", way="buy", buy_good=asked)
    found = leads(page)
    assert found[0] == ("可可", "科特迪瓦", 10)
    assert {good for good, _country, _points in found} == {"可可"}
    assert len({country for _good, country, _points in found}) == len(found)
    assert f"{len(found)} 条线索" in page.captions
    assert "可可（分）" in page.html("legend")


def test_the_search_leads_to_the_good(store):
    found = home(store, "match_good", "cocoa")
    assert (found.path, found.params) == ("match", {"way": "buy", "buy_good": "cocoa"})
    assert home(store, "match_good", "fireworks").params["sell_good"] == "fireworks"


def test_countries_and_reasons_narrow(store):
    page = open_page("match", country="ZMB")
    assert {country for _good, country, _points in leads(page)} == {"赞比亚"}
    page = page.choose(reason="sell-mines")
    assert leads(page) == [("工程机械", "赞比亚", 6)]


def test_a_country_of_the_map_is_the_lead_of_the_good_chosen(store):
    page = open_page("match", sell_good="construction-machinery").pick_on_map(
        countries={"properties": {"id": "country:ZMB"}}
    )
    assert page.address["sel"] == "country:ZMB"
    assert page.heading == "工程机械 · 赞比亚"
    (reasons,) = [text for text in page.markdown if text.startswith("- **+")]
    lines = reasons.splitlines()
    assert lines[0] == "- **+2** 本图录有赞比亚的矿山11处，如孔科拉铜矿  "
    assert sum(int(line[5]) for line in lines if line.startswith("- **+")) == 6
    assert all("来源：" in line and "可信度：" in line for line in lines[1::2])


def test_a_country_alone_lists_its_leads(store):
    page = open_page("match", way="buy", sel="country:CIV")
    assert page.heading == "科特迪瓦"
    listed = [each["n"] for each in page.listed]
    assert listed[:2] == ["可可", "天然橡胶"]


def test_a_lead_tells_the_way_and_who_is_behind_it(store):
    page = open_page("match", sel="lead:cut-flowers:KEN")
    assert page.heading == "鲜花 · 肯尼亚"
    assert page.facts["起运"] == "长沙市"
    assert page.facts["经由"] == "国际航空"
    assert page.facts["用时"].endswith("（推算）")
    rubber = open_page("match", sel="lead:rubber:CIV")
    assert {"country:CIV", "project:J28", "park:P15"} <= set(rubber.unfold("ties").links)


def test_what_could_not_be_judged_is_said(store):
    page = open_page("match", sel="lead:cocoa:CIV")
    (said,) = [each for each in page.captions if each.startswith("缺数据、未能判断的规则：")]
    assert "产量占世界比重" in said


def test_a_row_and_a_bar_select_the_lead(store):
    page = open_page("match", way="buy", buy_good="cobalt")
    page = page.pick_row(TABLE, 0)
    assert page.address["sel"] == "country:COD"
    assert page.heading == "钴 · 刚果（金）"
    page = open_page("match", way="buy").pick_bar("lead:cobalt:COD")
    assert page.heading == "钴 · 刚果（金）"


def test_segments_of_a_bar_add_up_to_the_score(store):
    page = open_page("match", way="buy", buy_good="cobalt")
    rows = [row for row in page.chart if row["label"] == "刚果（金）"]
    assert sum(row["points"] for row in rows) == 14 == rows[0]["total"]


def test_the_rules_are_all_on_the_page(store):
    rules = page_rules(open_page("match", way="buy"))
    own = [row for row in table("match_rules") if row["direction"] == "buy"]
    assert list(rules["规则"]) == [row["name_zh"] for row in own]
    assert list(rules["分"]) == [int(row["points"]) for row in own]


def page_rules(page):
    (frame,) = [each.value for each in page.app.dataframe if "可单独成立" in each.value.columns]
    return frame


def test_the_file_has_every_reason_with_its_source(store, offered):
    open_page("match", way="buy", buy_good="cocoa", country="CIV")
    (made,) = [make for name, make in offered.items() if name.startswith("match-")]
    rows = list(csv.DictReader(io.StringIO(made().decode("utf-8-sig"))))
    assert sum(int(row["分"]) for row in rows) == 10 == int(rows[0]["总分"])
    assert all(row["来源"] for row in rows)


def test_a_lead_that_is_none_is_explained(store):
    page = open_page("match", sel="lead:cocoa:EGY")
    assert "可可在埃及没有可单独成立的理由，不列为线索。" in [each.value for each in page.app.info]
    page = open_page("match", sel="lead:coco:CIV")
    assert any("coco" in each for each in page.warnings)
    assert any("可可" in button.label for button in page.app.button)


def test_a_good_that_is_none_is_reported(store):
    page = open_page("match", sell_good="widgets")
    assert any("widgets" in each for each in page.warnings)
    assert page.widget("sell_good").value == "all"


def test_in_english_reasons_are_english(store):
    page = open_page("match", lang="en", sel="lead:cocoa:CIV")
    (reasons,) = [text for text in page.markdown if text.startswith("- **+")]
    assert "Main exports of Côte d'Ivoire: cocoa beans at rank 2 (2023)" in reasons.replace(
        "\\", ""
    )
