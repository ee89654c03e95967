"""The page that compares countries: choice, table with marks, charts on one scale, sources."""

import pytest

from geodata.scores import score
from geodata.store import FolderStore
from tests.page.screen import open_page, rows


def newest(iso3: str, indicator: str) -> dict[str, str]:
    """The newest row of the table of indicators."""
    found = [r for r in rows("indicators", iso3=iso3, indicator=indicator) if r["value"]]
    return max(found, key=lambda r: r["year"] or "0")


def test_figures_stand_side_by_side_with_their_years_and_marks():
    screen = open_page("compare", c="KEN,TZA,ETH")
    cells = screen.cells("compare-table-key").set_index("比较项")
    assert list(cells.columns) == ["肯尼亚", "坦桑尼亚", "埃塞俄比亚"]
    growth = {c: newest(c, "gdp_growth") for c in ("KEN", "TZA", "ETH")}
    best = max(growth, key=lambda c: float(growth[c]["value"]))
    worst = min(growth, key=lambda c: float(growth[c]["value"]))
    for iso3, name in zip(growth, cells.columns, strict=True):
        told = cells.loc["经济增长率", name]
        assert f"{float(growth[iso3]['value']):g}%（{growth[iso3]['year']}）" in told
        assert told.startswith("▲") == (iso3 == best)
        assert told.startswith("▽") == (iso3 == worst)
    assert not cells.loc["人口"].str.contains("▲|▽").any()


def test_countries_are_chosen_kept_in_the_address_and_coloured():
    screen = open_page("compare", c="KEN,TZA").choose(**{"compare-choice": ["ZMB", "COD", "NGA"]})
    assert screen.address["c"] == "ZMB,COD,NGA"
    assert list(screen.cells("compare-table-key").columns[1:]) == [
        "赞比亚",
        "刚果（金）",
        "尼日利亚",
    ]
    legend = screen.html("legend")
    assert all(name in legend for name in ("赞比亚", "刚果（金）", "尼日利亚"))


def test_a_row_tells_where_each_figure_is_from():
    screen = open_page("compare", c="KEN,TZA")
    names = list(screen.cells("compare-table-key")["比较项"])
    chosen = screen.pick_row("compare-table-key", names.index("经济增长率"))
    assert chosen.address["sel"] == "indicator_term:gdp_growth"
    assert chosen.heading == "经济增长率"
    assert chosen.facts["可信度"] == "高"
    assert "世界概况" in chosen.facts["来源"]
    assert "## " + "经济增长率" in chosen.markdown


def test_treaties_and_presence_are_topics_too():
    terms = open_page("compare", c="KEN,TZA", topic="terms")
    cells = terms.cells("compare-table-terms").set_index("比较项")
    assert "签署 2017-09-21" in cells.loc["避免双重征税协定", "肯尼亚"]
    assert "生效 2014-04-17" in cells.loc["双边投资协定", "坦桑尼亚"]
    assert cells.loc["与北京时差（小时）", "肯尼亚"] == "-5"
    picked = terms.pick_row("compare-table-terms", 0)
    assert picked.heading == "避免双重征税协定"
    there = open_page("compare", c="KEN,TZA", topic="presence").cells("compare-table-presence")
    parks = there.set_index("比较项").loc["园区"]
    assert parks["肯尼亚"] == str(len(rows("parks", iso3="KEN")))


def test_scores_stand_with_their_intervals(store: FolderStore):
    cells = open_page("compare", c="KEN,TZA", topic="scores").cells("compare-table-scores")
    table = score(store, "business").table.loc["KEN"]
    told = cells.set_index("比较项").loc["营商环境得分（0–100，100 最好）", "肯尼亚"]
    assert told == f"{table['score']:.0f}（{table['low']:.0f}–{table['high']:.0f}）"
    assert len(cells) == 6


@pytest.mark.parametrize("topic", ["economy", "trade", "people", "governance", "finance"])
def test_every_topic_lists_what_is_known(topic: str):
    cells = open_page("compare", c="KEN,TZA", topic=topic).cells(f"compare-table-{topic}")
    assert len(cells) >= 5
    assert cells[["肯尼亚", "坦桑尼亚"]].notna().any(axis=1).all()


def test_the_small_charts_share_their_scale_and_follow_the_choice():
    screen = open_page("compare", c="KEN,TZA")
    assert {r["series"] for r in screen.chart} == {"肯尼亚", "坦桑尼亚"}
    changed = screen.choose(ind="imports_from_china_reported")
    values = {(r["series"], int(r["year"])): r["value"] for r in changed.chart}
    row = newest("KEN", "imports_from_china_reported")
    assert values["肯尼亚", int(row["year"])] == float(row["value"])


def test_too_few_are_said():
    screen = open_page("compare", c="KEN")
    assert "再选至少 1 国" in screen.app.info[0].value


def test_wrong_codes_and_too_many_are_named():
    screen = open_page("compare", c="KEN,XX,TZA")
    assert "“XX”不是" in screen.warnings[0]
    assert list(screen.cells("compare-table-key").columns[1:]) == ["肯尼亚", "坦桑尼亚"]
    many = open_page("compare", c="KEN,TZA,ETH,UGA,RWA,BDI,ZMB")
    assert "最多对比 6 国" in many.warnings[0]
    assert len(many.cells("compare-table-key").columns) == 7


def test_a_country_is_put_in_from_any_card():
    screen = open_page("parks", sel="park:P12")
    inside = screen.click("compare-turn")
    links = [link for link in inside.app.get("page_link") if link.proto.page == "compare"]
    assert [link.proto.query_string for link in links] == ["c=ZAF"]
    out = inside.click("compare-turn")
    assert not [link for link in out.app.get("page_link") if link.proto.page == "compare"]


def test_a_country_clicked_on_the_map_has_its_card():
    screen = open_page("compare", c="KEN,TZA").pick_on_map(
        countries={"properties": {"id": "country:KEN"}}
    )
    assert screen.heading == "肯尼亚"
