"""The route planner: what is asked, what is answered, and what is said when the question is bad."""

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from dashboard import planner_answers as pa
from dashboard.planner_inputs import gate_ids, stop_names
from geodata.planner import api
from geodata.planner.model import Cargo, Range
from geodata.store import FolderStore
from tests.page.screen import Screen, open_page, rows, table

MOMBASA = "node:MBA"
BOX = Cargo("container", 0, 1)
TODAY = {r["chokepoint_id"]: r["name_zh"] for r in rows("chokepoints", closed_by_default="yes")}


@pytest.fixture
def page() -> Screen:
    return open_page("planner")


def plan(store: FolderStore, **asked: Any) -> Any:
    return api.plan(store, asked.pop("start", "长沙"), asked.pop("end", MOMBASA),
                    asked.pop("cargo", BOX), **asked)  # fmt: skip


def ways(screen: Screen) -> list[dict[str, str]]:
    """The option cards: label → value."""
    found = []
    for element in screen.app.html:
        if "atlas-way" in element.value:
            pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", element.value, re.DOTALL)
            found.append({label: re.sub(r"<[^>]+>", "", value) for label, value in pairs})
    return found


def badges(screen: Screen) -> list[str]:
    return [m.replace("\\", "") for m in screen.markdown if "-badge[" in m]


def errors(screen: Screen) -> list[str]:
    return [element.value.replace("\\", "") for element in screen.app.error]


# Options.


def test_a_plan_is_there_at_once(page: Screen, store: FolderStore):
    answer = plan(store)
    cards = ways(page)
    assert len(cards) == len(answer.options) >= 3
    for shown, option in zip(cards, answer.options, strict=True):
        assert pa.days_text(option.days) in shown["用时"]
        assert shown["里程"] == f"{option.km:,.0f} 公里"
        assert "CO₂e" in shown
    assert page.widget("from").value == "prefecture:430100"
    assert page.widget("to").value == MOMBASA


def test_ends_and_starts_are_those_that_were_asked_for(page: Screen, store: FolderStore):
    starts = page.widget("from").options
    for prefecture in table("prefectures"):
        assert prefecture["name_zh"] in starts
    assert "怀化国际陆港（怀化西货场）（陆港）" in starts
    ends = page.widget("to").options
    names = stop_names(store, "zh")
    for country in table("countries"):
        assert names[f"country:{country['iso3']}"] in ends
    assert any("杜伊斯堡" in each for each in ends)
    assert len(set(ends)) == len(ends)
    assert not set(starts) & set(ends)


@pytest.mark.parametrize("order", ["time", "cost", "co2"])
def test_options_are_ranked_as_chosen(page: Screen, store: FolderStore, order: str):
    screen = page.choose(by=order)
    answer = plan(store, order=order)
    assert [c["里程"] for c in ways(screen)] == [f"{o.km:,.0f} 公里" for o in answer.options]


def test_the_table_has_the_legs_of_the_option(page: Screen, store: FolderStore):
    option = plan(store).options[0]
    legs = page.listing("段")
    assert list(legs["公里"]) == [round(leg.km) for leg in option.legs]
    assert list(legs["天"]) == [pa.span(leg.days) for leg in option.legs]
    assert "方案" not in legs


def test_two_options_are_compared_on_map_table_and_chart(page: Screen, store: FolderStore):
    options = plan(store).options
    screen = page.choose(ways=["1", "3"])
    legs = screen.listing("段")
    assert set(legs["方案"]) == {1, 3}
    assert len(legs) == len(options[0].legs) + len(options[2].legs)
    assert {row["leg"].partition("·")[0] for row in screen.chart} == {"1", "3"}
    drawn = {row["n"].partition("：")[0] for row in screen.layers["plan-solid"]["data"]}
    assert {"方案 1", "方案 3"} <= drawn


def test_a_card_shows_its_option_alone(page: Screen):
    screen = page.choose(ways=["1", "3"]).click("way-2")
    assert screen.widget("ways").value == ["2"]


def test_every_figure_says_what_it_rests_on(page: Screen, store: FolderStore):
    bases = page.choose(detail="bases").listing("依据")
    option = plan(store).options[0]
    count = sum(len(leg.parts) + 3 for leg in option.legs)
    assert len(bases) == count
    assert set(bases["依据"]) <= {"公布", "测算", "缺可信依据"}
    assert bases[bases["依据"] != "缺可信依据"]["来源或假设"].ne("").all()
    parameters = {p["name_zh"] for p in table("parameters")}
    computed = bases[(bases["依据"] == "测算") & (bases["分项"] != "里程")]
    assert set(computed["来源或假设"]) <= parameters


def test_published_figures_link_to_their_source(store: FolderStore):
    screen = open_page("planner", **{"from": "怀化", "to": "country:LAO"})
    numbers = [str(n) for n in range(1, len(ways(screen)) + 1)][:3]
    bases = screen.choose(ways=numbers, detail="bases").listing("依据")
    published = bases[(bases["依据"] == "公布") & (bases["分项"] != "里程")]
    titles = {s["title"]: s["address"] for s in table("sources")}
    assert len(published)
    for title, address in zip(published["来源或假设"], published["网址"], strict=True):
        assert titles[title] == (address or "")


def test_missing_cost_is_said_with_its_leg():
    cards = ways(open_page("planner", **{"from": "怀化", "to": "country:LAO"}))
    missing = [c["费用"] for c in cards if "缺可信依据" in c["费用"]]
    assert missing
    assert all(text.startswith("费用缺可信依据缺：") and "→" in text for text in missing)


def test_arrival_with_a_ready_date(store: FolderStore):
    screen = open_page("planner", ready="2026-12-01")
    first = plan(store).options[0]
    low, high = re.findall(r"\d{4}-\d\d-\d\d", ways(screen)[0]["到达"])
    assert (low, high) == tuple(
        str(day)
        for day in (_after("2026-12-01", first.days.low), _after("2026-12-01", first.days.high))
    )


def _after(day: str, days: float) -> date:
    return date.fromisoformat(day) + timedelta(days=round(days))


@pytest.mark.parametrize(
    ("values", "cargo"),
    [({"n40": 2, "n20": 1}, Cargo("container", 1, 2)), ({"form": "bulk"}, Cargo("bulk", 0, 0, 500)),
     ({"form": "air"}, Cargo("air", 0, 0, kg=800))],
)  # fmt: skip
def test_the_cargo_is_what_is_planned(page: Screen, store: FolderStore, values, cargo: Cargo):
    screen = page.choose(**values)
    cards = ways(screen)
    answer = plan(store, cargo=cargo)
    assert [c["CO₂e"] for c in cards] == [pa.tonnes_text(o.co2) for o in answer.options]


# Closures.


def test_closing_a_strait_changes_days_and_says_by_how_much(page: Screen, store: FolderStore):
    before, after = plan(store), plan(store, closed=["malacca"])
    screen = page.choose(close=["malacca"])
    more = after.options[0].days.typical - before.options[0].days.typical
    km = after.options[0].km - before.options[0].km
    assert more > 0.5
    assert any(f"{more:+.1f} 天，{km:+,.0f} 公里" in b and "马六甲" in b for b in badges(screen))
    assert "closed-malacca" in screen.drawn("closed")


def test_what_is_closed_today_is_closed_and_may_be_opened(page: Screen, store: FolderStore):
    assert set(page.drawn("closed")) == {f"closed-{id}" for id in TODAY}
    said = " ".join(page.markdown).replace("\\", "")
    assert all(name in said for name in TODAY.values())
    screen = page.choose(reopen=["red-sea"])
    assert set(screen.drawn("closed")) == {f"closed-{id}" for id in TODAY} - {"closed-red-sea"}


def test_any_chokepoint_and_any_border_or_port_may_be_closed(page: Screen, store: FolderStore):
    options = gate_ids(store)
    assert {c["chokepoint_id"] for c in table("chokepoints")} <= set(options)
    assert "node:QZP" in options
    screen = page.choose(close=["node:QZP"])
    assert not any("钦州" in c.get("经", "") for c in ways(screen))


def test_who_is_touched_is_listed_with_links(page: Screen):
    screen = page.choose(close=["malacca"])
    screen.app.session_state["affected"] = True
    shown = Screen(screen.app.run())
    assert {"country:EGY"} <= set(shown.links)
    assert any(link.startswith("service:") for link in shown.links)
    assert any(link.startswith("park:") for link in shown.links)
    folded = len(shown.links)
    screen.app.session_state["more-country"] = True
    assert len(Screen(screen.app.run()).links) > folded


# Bad questions.


def test_closed_destination_is_said():
    screen = open_page("planner", close="dar-mombasa")
    assert any("终点“蒙巴萨港”已关闭" in e for e in errors(screen))
    assert not ways(screen)
    assert screen.widget("close").value == ["dar-mombasa"]


def test_closed_origin_is_said():
    screen = open_page("planner", **{"from": "node:QZP", "close": "node:QZP"})
    assert any("起点“钦州港”已关闭" in e for e in errors(screen))


@pytest.mark.parametrize(
    ("values", "said"), [({"n40": -3}, "货量不能小于 0"), ({"n40": 0}, "货量须大于 0"),
                         ({"value": -1.0}, "货值不能小于 0")],
)  # fmt: skip
def test_senseless_cargo_is_said_and_kept(page: Screen, values: dict[str, float], said: str):
    screen = page.choose(**values)
    assert any(said in e for e in errors(screen))
    for key, value in values.items():
        assert screen.widget(key).value == value
    assert "countries" in screen.layers


@pytest.mark.parametrize(
    ("params", "said"),
    [({"to": "蒙巴"}, "没有叫“蒙巴”的终点"), ({"from": "长杀"}, "没有叫“长杀”的起点"),
     ({"to": "长沙"}, "终点“长沙”在国内"), ({"from": "蒙巴萨"}, "起点“蒙巴萨”不在国内"),
     ({"close": "马六钾"}, "没有可关闭的“马六钾”"),
     ({"close": "长沙市"}, "“长沙市”不在可关闭之列")],
)  # fmt: skip
def test_unknown_words_in_a_link_are_said_and_the_page_stands(params: dict[str, str], said: str):
    screen = open_page("planner", **params)
    assert any(said in w.replace("\\", "") for w in screen.warnings)
    assert len(ways(screen)) >= 3


def test_near_names_are_offered():
    (warning,) = open_page("planner", to="蒙巴").warnings
    assert "蒙巴萨" in warning


@pytest.mark.parametrize("text", ["蒙巴萨", "Mombasa", "node:MBA", "蒙巴萨港（肯尼亚 · 海港）"])
def test_a_link_may_name_a_place_as_people_do(text: str):
    screen = open_page("planner", to=text, close="马六甲")
    assert not screen.warnings
    assert screen.widget("to").value == MOMBASA
    assert screen.widget("close").value == ["malacca"]


def test_unknown_assumption_in_a_link_is_said():
    for view in ("plan", "reach", "assume"):
        screen = open_page("planner", assume="speed.donkey=3", view=view)
        assert any("没有参数“speed.donkey”" in e for e in errors(screen)), view


def test_no_way_is_explained_with_what_would_open_one():
    screen = open_page(
        "planner", to="country:ZMB", close=["node:NANSHA", "node:QZP", "cape", "malacca"]
    )
    said = [w for w in screen.warnings if "到不了" in w or "线网中没有" in w]
    assert said or ways(screen)


def test_no_way_by_a_gate_that_all_ways_pass(store: FolderStore):
    closed = [id for id in gate_ids(store) if id.startswith("node:")]
    ports = [id for id in closed if id != MOMBASA]
    screen = open_page("planner").choose(close=ports)
    assert any("到不了“蒙巴萨港”" in w for w in screen.warnings)
    assert not ways(screen)


# Reach.


def test_reach_lists_all_countries_with_a_legend_of_real_bounds(store: FolderStore):
    screen = open_page("planner", view="reach")
    found = api.reach(store, "长沙", BOX)
    cells = screen.cells("reach-table")
    assert len(cells) == 65
    days = sorted(round(o.days.typical, 1) for o in found.values())
    assert sorted(cells["典型天数"].dropna()) == days
    legend = screen.html("legend")
    assert f"{days[-1]:g}" in legend
    assert f"{days[0]:g}" in legend
    assert "最短用时" in legend


def test_reach_with_and_without_the_closures(store: FolderStore):
    screen = open_page("planner", view="reach", close="malacca")
    more = screen.cells("reach-table").set_index("国家")["因关闭多（天）"]
    assert more["埃及"] > 1
    opened = screen.choose(shut=False)
    assert (opened.cells("reach-table")["因关闭多（天）"].dropna() == 0).all()
    everything = api.reach(store, "长沙", BOX, opened=list(TODAY))
    shown = opened.cells("reach-table").set_index("国家")["典型天数"]
    assert shown["埃及"] == round(everything["EGY"].days.typical, 1)


@pytest.mark.parametrize("order", ["cost", "co2"])
def test_reach_by_cost_or_carbon(store: FolderStore, order: str):
    screen = open_page("planner", view="reach", by=order)
    assert {"cost": "最低费用", "co2": "最低排放"}[order] in screen.html("legend")
    assert len(screen.cells("reach-table")) == 65


def test_a_country_of_the_reach_is_planned_to():
    land = {"type": "Feature", "properties": {"id": "country:ZMB"}, "geometry": None}
    screen = open_page("planner", view="reach").pick_on_map(**{"countries~0": land})
    assert screen.address["sel"] == "country:ZMB"
    planned = screen.click("reach-plan")
    assert planned.widget("view").value == "plan"
    assert planned.widget("to").value == "country:ZMB"
    assert ways(planned)


# Assumptions.


def test_all_assumptions_are_listed_with_their_sources():
    cells = open_page("planner", view="assume").listing("假设")
    assert list(cells["假设"]) == [p["name_zh"] for p in table("parameters")]
    assert cells["来源"].ne("").all()


def test_a_changed_assumption_changes_figures_and_is_never_hidden(store: FolderStore):
    changed = "handling.sea=10/11/12"
    screen = open_page("planner", assume=changed)
    plain = open_page("planner")
    assert ways(screen)[0]["用时"] != ways(plain)[0]["用时"]
    assert any("已改 1 项测算假设" in b for b in badges(screen))
    assert not any("已改" in b for b in badges(plain))
    cells = open_page("planner", assume=changed, view="assume").listing("假设")
    (row,) = cells[cells["编号"] == "handling.sea"].to_dict("records")
    assert (row["已改"], row["低"], row["典型"], row["高"]) == ("●", 10, 11, 12)
    assert (cells["已改"] == "●").sum() == 1


def test_assumptions_are_restored():
    screen = open_page("planner", assume="speed.sea=250/260/270", view="assume")
    assert "assume" not in screen.click("assume-restore").address


def edit(screen: Screen, row: int, **cells: float) -> Screen:
    """Edit a row of the assumptions' table."""
    (editor,) = [e for e in screen._elements(screen.app._tree) if e.type == "dataframe"
                 and "假设" in e.value.columns]  # fmt: skip
    state = {"edited_rows": {str(row): cells}, "added_rows": [], "deleted_rows": []}
    return screen._send(editor.proto.id, state)


def test_editing_puts_the_change_into_the_address():
    ids = [p["parameter_id"] for p in table("parameters")]
    screen = open_page("planner", view="assume")
    edited = edit(screen, ids.index("wait.sea"), 典型=5)
    assert edited.address["assume"] in (["wait.sea=0/5/7"], "wait.sea=0/5/7")
    twice = edit(edited, ids.index("wait.sea"), 典型=3.5)
    assert "assume" not in twice.address


def test_figures_out_of_order_are_refused_and_said():
    ids = [p["parameter_id"] for p in table("parameters")]
    screen = edit(open_page("planner", view="assume"), ids.index("wait.sea"), 典型=99)
    assert any("须为 0 ≤ 低 ≤ 典型 ≤ 高" in e for e in errors(screen))
    assert "assume" not in screen.address


# Files.


def test_the_workbook_has_legs_assumptions_sources_and_the_question(
    offered: dict[str, Callable[[], bytes]], store: FolderStore
):
    open_page("planner", value="120000", assume="wait.sea=0/5/7")
    (name,) = [n for n in offered if n.startswith("plan-") and n.endswith(".xlsx")]
    book = openpyxl.load_workbook(io.BytesIO(offered[name]()))
    assert book.sheetnames == ["区段", "测算假设", "来源", "说明"]
    legs = list(book["区段"].iter_rows(values_only=True))
    options = plan(store).options
    assert len(legs) - 1 == sum(len(o.legs) for o in options)
    used = {row[0]: row for row in book["测算假设"].iter_rows(values_only=True, min_row=2)}
    assert used["wait.sea"][2:5] == (0, 5, 7)
    assert used["wait.sea"][-1] == "是"
    assert used["speed.sea"][-1] == "否"
    notes = dict(book["说明"].iter_rows(values_only=True))
    assert notes["货值（元）"] == "120,000"
    assert "长沙市 → 蒙巴萨港" in notes["筛选"]
    assert book["来源"].max_row > 2


def test_lines_as_geojson(offered: dict[str, Callable[[], bytes]]):
    open_page("planner")
    (name,) = [n for n in offered if n.startswith("plan-") and n.endswith(".geojson")]
    found = json.loads(offered[name]())
    assert {f["geometry"]["type"] for f in found["features"]} == {"LineString"}
    assert found["features"][0]["id"] == "leg:1-1"


def test_the_map_as_a_page_of_its_own(offered: dict[str, Callable[[], bytes]]):
    open_page("planner")
    (name,) = [n for n in offered if n.startswith("map-plan-")]
    html = offered[name]().decode()
    assert "未送审，仅供内部研究" in html
    assert "蒙巴萨港" in html
    assert "http" not in re.sub(r"https?://www\.w3\.org\S*", "", html).split("<body")[1][:500]


# The page as a whole.


@pytest.mark.parametrize("view", ["plan", "reach", "assume"])
def test_english_has_no_chinese_headers(view: str):
    screen = open_page("planner", lang="English", view=view)
    for element in screen.app.dataframe:
        assert not [c for c in element.value.columns if re.search(r"[\u3400-\u9fff]", str(c))]


def test_a_plan_is_light(page: Screen):
    (chart,) = page.app.get("deck_gl_json_chart")
    assert len(chart.proto.json.encode()) < 40_000


def test_a_selected_country_offers_to_plan_to_it(page: Screen):
    land = {"type": "Feature", "properties": {"id": "country:ETH"}, "geometry": None}
    screen = page.pick_on_map(**{"countries~0": land}).click("plan-here")
    assert screen.widget("to").value == "country:ETH"
    assert "sel" not in screen.address


def test_a_country_page_leads_to_the_ways_there():
    links = open_page("country", sel="country:ZMB").app.get("page_link")
    (query,) = [e.proto.query_string for e in links if e.proto.page == "planner"]
    assert query == "to=country%3AZMB"


def test_money_of_a_range_is_in_one_scale():
    assert pa.money_text(Range(67_123, 80_000, 101_987), "zh") == "6.71–10.2 万 元"
    assert pa.money_text(Range(927.4, 1000, 1671), "zh") == "927–1,670 元"
    assert pa.money_text(Range(float("nan"), float("nan"), float("nan")), "zh") == "费用缺可信依据"


def test_an_unknown_origin_is_named_though_the_destination_is_put_into_words():
    screen = open_page("planner", **{"from": "某地", "to": "country:LAO"})
    assert screen.address["to"].startswith("万象"), "the address was rewritten"
    assert any("没有叫“某地”的起点" in text for text in screen.warnings)
    # It stands until the reader changes something himself.
    again = open_page("planner", **{"from": "某地", "to": "country:LAO", "close": "abc"})
    assert sum("某地" in text or "abc" in text for text in again.warnings) == 2
