"""The page of scores on the curated tables: each widget's change, the address, the files."""

import csv
import io
import json
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from dashboard.score_words import parse, written
from geodata.scores import score
from geodata.scores.change import what_would_change
from tests.page.screen import open_page, row, rows

BUSINESS, POLITICAL = "scores-table-business", "scores-table-political"


def names(iso3s):
    return [row("countries", iso3=iso3)["name_zh"] for iso3 in iso3s]


def best(scored):
    return list(scored.table.sort_values("score", ascending=False).index)


def charts(page):
    return [
        json.loads(each.proto.spec)["title"]["text"] for each in page.app.get("vega_lite_chart")
    ]


def test_the_ranking_is_the_engines(store):
    page = open_page("scores")
    scored = score(store, "business")
    cells = page.cells(BUSINESS)
    has = int(scored.table["enough"].sum())
    assert len(cells) == 65
    assert list(cells["国家"])[:has] == names(best(scored)[:has])
    first = scored.table.loc[best(scored)[0]]
    assert cells.iloc[0][["名次", "名次区间", "得分", "得分区间"]].tolist() == [
        1, f"{first['rank_low']}–{first['rank_high']}", round(first["score"], 1),
        f"{first['low']:.1f}–{first['high']:.1f}",
    ]  # fmt: skip
    assert f"{has} 国有得分" in page.captions
    assert "营商环境 0–100 · 得分越高，办企业的条件越好" in page.html("legend")


def test_too_few_figures_are_told_in_the_table_the_legend_and_the_card(store):
    scored = score(store, "business")
    less = list(scored.table.index[~scored.table["enough"]])
    assert less == ["SDN"]
    page = open_page("scores", sel="country:SDN")
    last = page.cells(BUSINESS).iloc[-1]
    assert (last["国家"], last["名次区间"]) == ("苏丹", "数据不足")
    assert pd.isna(last["名次"])
    assert pd.isna(last["得分"])
    legend = page.html("legend")
    assert "数据不足" in legend
    # A grey of its own, which Sudan alone has.
    assert "#a9adb3" in legend
    (told,) = page.warnings
    assert "至少要 67%" in told
    # Of the twelve these have no figure; that of logistics is old, and counts in part.
    assert told.endswith("缺：清廉指数、经济自由度指数、新企业密度、外商直接投资净流入占GDP比重")
    # The other index has enough of every country, and so no such entry.
    assert "数据不足" not in open_page("scores", index="political").html("legend")


def test_the_other_index(store):
    page = open_page("scores").choose(index="political")
    scored = score(store, "political")
    assert list(page.cells(POLITICAL)["国家"]) == names(best(scored))
    assert "得分越高，政治风险越低" in page.html("legend")


def test_a_slider_writes_the_address_and_the_engine_scores_by_it(store):
    page = open_page("scores").choose(**{"weight-lpi_overall": 30})
    assert page.address["w"] == "lpi_overall:0.3"
    scored = score(store, "business", {"lpi_overall": 0.3})
    has = int(scored.table["enough"].sum())
    assert list(page.cells(BUSINESS)["国家"])[:has] == names(best(scored)[:has])
    assert "已改权重：物流绩效指数 9→30" in page.captions
    more = page.choose(**{"weight-dta_china": 0})
    assert more.address["w"] == "lpi_overall:0.3,dta_china:0"
    # Back at the table's weight it is no change any more.
    back = more.choose(**{"weight-lpi_overall": 9})
    assert back.address["w"] == "dta_china:0"
    reset = back.click("score-reset")
    assert "w" not in reset.address
    assert reset.widget("weight-dta_china").value == 9


def test_a_link_reopens_the_weights_of_both_indexes(store):
    page = open_page("scores", w="gini:0.3,lpi_overall:0.25")
    assert page.widget("weight-lpi_overall").value == 25
    assert "已改权重：物流绩效指数 9→25" in page.captions
    other = page.choose(index="political")
    assert other.widget("weight-gini").value == 30
    assert "已改权重：基尼系数 7→30" in other.captions
    # Reset is of the index at hand.
    assert other.click("score-reset").address["w"] == "lpi_overall:0.25"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("foo:0.1", "没有指标“foo”"),
        ("lpi_overall:9", "写 0 到 0.5 之间的数"),
        ("lpi_overall:-1", "写 0 到 0.5 之间的数"),
        ("lpi_overall", "写 0 到 0.5 之间的数"),
        ("lpi_overall:nan", "写 0 到 0.5 之间的数"),
    ],
)
def test_what_is_wrong_with_weights_in_a_link_is_named(store, given, told):
    page = open_page("scores", w=f"{given},dta_china:0")
    (warning,) = page.warnings
    assert told in warning.replace("\\", "")
    assert given in warning.replace("\\", "")
    # What was right still counts.
    assert "已改权重：对华避免双重征税协定已生效 9→0" in page.captions
    assert page.choose(**{"weight-dta_china": 1}).warnings == []


def test_no_weight_at_all_is_told_and_the_tables_stand_in(store):
    codes = [r["indicator"] for r in rows("score_indicators", index_code="business")]
    page = open_page("scores", w=",".join(f"{code}:0" for code in codes))
    assert page.warnings == ["权重全为 0，无法打分，现按原权重显示。"]
    scored = score(store, "business")
    assert page.cells(BUSINESS)["国家"].iloc[0] == names(best(scored)[:1])[0]


def test_a_country_chosen_in_the_table_is_told(store):
    page = open_page("scores").pick_row(BUSINESS, 1)
    scored = score(store, "business")
    iso3 = best(scored)[1]
    assert page.address["sel"] == f"country:{iso3}"
    told = scored.table.loc[iso3]
    assert page.facts["得分"] == f"{told['score']:.1f}（{told['low']:.1f}–{told['high']:.1f}）"
    assert page.facts["名次"] == f"2 / 64（{told['rank_low']}–{told['rank_high']}）"
    assert charts(page) == ["名次及其区间（5%—95%）", "各项换算分（0—100），竖线为区域中位"]


def test_kenya_is_told_part_by_part_with_its_sources(store):
    page = open_page("scores", sel="country:KEN")
    parts = page.listing("换算分").set_index("指标")
    assert len(parts) == 12
    assert parts["权重 %"].sum() == pytest.approx(100)
    lpi = row("indicators", indicator_id="KEN-lpi_overall-2018")
    assert parts.loc["物流绩效指数", "数值"] == lpi["value"]
    assert parts.loc["物流绩效指数", "年份"] == "2018（旧，减权）"
    assert parts.loc["物流绩效指数", "来源"] == row("sources", source_id="wb-lpi")["title"]
    assert parts.loc["对华避免双重征税协定已生效", "数值"] == "否"
    scored = score(store, "business")
    assert parts.loc["通电率", "换算分"] == round(scored.parts.loc["KEN", "electrification"], 1)
    (told,) = [text for text in page.markdown if "什么会改变名次" in text]
    first = what_would_change(scored, "KEN").changes[0]
    assert f"得分 {first.score:.1f}，第 {first.rank} 名" in told
    shift = what_would_change(scored, "KEN").shift
    assert f"{shift.share_to:.2%}" in told


def test_months_of_imports_are_shown_as_months(store):
    page = open_page("scores", index="political", sel="country:KEN")
    parts = page.listing("换算分").set_index("指标")
    newest = {
        code: float(
            max(rows("indicators", iso3="KEN", indicator=code), key=lambda r: r["year"])["value"]
        )
        for code in ("fx_reserves", "imports_goods_services")
    }
    months = newest["fx_reserves"] / newest["imports_goods_services"] * 12
    shown = parts.loc["外汇储备可支付进口月数", "数值"]
    assert shown == f"{round(months, 1):g} 个月"


def test_the_map_and_the_chart_select(store):
    page = open_page("scores")
    assert page.pick_on_map(countries={"id": "country:GHA"}).address["sel"] == "country:GHA"


def test_a_selection_that_is_no_country_leaves_the_ranking(store):
    page = open_page("scores", sel="park:P01")
    assert charts(page) == ["名次及其区间（5%—95%）"]


def test_files(store, offered):
    page = open_page("scores", w="dta_china:0")
    (ranking,) = [data for file, data in offered.items() if file.endswith(".csv")]
    found = list(csv.DictReader(io.StringIO(ranking().decode("utf-8-sig"))))
    scored = score(store, "business", {"dta_china": 0})
    assert [each["iso3"] for each in found][:3] == best(scored)[:3]
    assert {each["权重"] for each in found} == {"已改权重：对华避免双重征税协定已生效 9→0"}
    assert {each["数据版本"] for each in found} == {store.release_id}
    assert {each["抽样"] for each in found} == {"1000 / 20261121"}
    (method,) = [data for file, data in offered.items() if file.endswith(".xlsx")]
    sheets = openpyxl.load_workbook(BytesIO(method()))
    text = " ".join(
        str(cell) for sheet in sheets for line in sheet.iter_rows(values_only=True) for cell in line
    )
    assert "物流绩效指数" in text
    assert "世界银行" in text
    assert page.cells(BUSINESS)["国家"].iloc[0] == "新加坡"


def test_weights_are_read_and_written_alike():
    known = {"a": "甲", "b": "乙"}
    asked = parse(" a:0.125, b:0 ,", known)
    assert asked.weights == {"a": 0.125, "b": 0}
    assert asked.faults == ()
    assert written(asked.weights) == "a:0.125,b:0"
    assert parse("", known).weights == {}
    twice = parse("a:0.1,a:0.2", known)
    assert twice.weights == {"a": 0.2}


def test_the_page_speaks_english(store):
    page = open_page("scores", lang="en", sel="country:KEN")
    assert "Kenya" in set(page.cells(BUSINESS).iloc[:, 2])
    parts = next(e.value for e in page.app.dataframe if len(e.value) == 12)
    assert "Logistics Performance Index" in set(parts.iloc[:, 1])
