"""周边与缺口: what is near a place, and where a bank is missing, by every widget of the page."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard import nearby_inputs
from geodata.nearby import DEFAULT_LICENCES, gaps, services_near
from geodata.nearby.gaps import banks
from geodata.store import FolderStore
from tests.page.screen import Screen, open_page, row, rows

LUSAKA = "park:P21"  # a park with a sure place
GAP_TABLE = "gap-table"


def around(store: FolderStore, id: str, **more: Any) -> list[Any]:
    """The services near a park within 2,000 km."""
    found = store.get("park", id)
    every = services_near(
        store, found["lat"], found["lon"], iso3=found["iso3"], precision=found["precision"],
        without=f"park:{id}", **more,
    )  # fmt: skip
    return [each for each in every if each.km <= 2000]


@pytest.fixture
def lusaka() -> Screen:
    return open_page("nearby", at=LUSAKA)


def click_map(screen: Screen, lon: float, lat: float) -> Screen:
    """What the page's own script sends when the bare map is clicked."""
    listener = next(
        element for element in screen.app.get("bidi_component")
        if element.proto.component_name == "atlas_map_click"
    )  # fmt: skip
    events = json.dumps([{"event": "point", "value": [lon, lat]}])
    states = screen.app._tree.get_widget_states()
    name = f"$$STREAMLIT_INTERNAL_KEY_{listener.proto.id}__events"
    states.widgets.append(WidgetState(id=name, json_trigger_value=events))
    return Screen(screen.app._run(states))


# The place.


def test_with_no_place_the_page_says_what_to_do():
    screen = open_page("nearby")
    assert any("在地图上点任一处" in text for text in screen.captions)
    assert not screen.app.dataframe
    assert "countries" not in screen.layers  # a click on land is a click on a point


def test_the_services_of_a_park(lusaka: Screen, store: FolderStore):
    expected = around(store, "P21")
    shown = lusaka.cells("near-table")
    assert list(shown["名称"]) == [each.name_zh for each in expected]
    assert list(shown["直线（公里）"]) == [round(each.km, 1) for each in expected]
    assert list(shown["同国或跨国"]) == [
        "同国" if each.same_country else "跨国" for each in expected
    ]  # fmt: skip
    assert "公路（公里）" not in shown
    drawn = {
        id for group in ("branch", "institution", "gate") for id in lusaka.drawn(f"near-{group}")
    }
    assert drawn == {each.reference for each in expected}
    assert lusaka.drawn("near-here") == [LUSAKA]
    assert len(lusaka.layers["near-straight"]["data"]) == len(expected)
    assert all("公里" in text["n"] for text in lusaka.layers["near-km"]["data"])
    assert lusaka.address["at"] == LUSAKA


def test_a_place_of_the_list_is_chosen(store: FolderStore):
    screen = open_page("nearby")
    parks = [r for r in rows("parks") if r["lat"] and r["verified"] != "no"]
    assert len(screen.widget(nearby_inputs.CHOICE).options) == len(parks)
    screen = screen.choose(**{nearby_inputs.CHOICE: LUSAKA})
    assert screen.address["at"] == LUSAKA
    assert len(screen.cells("near-table")) == len(around(store, "P21"))
    # Another kind's list; the place stays until another is chosen.
    screen = screen.choose(**{nearby_inputs.KIND: "branch"})
    assert screen.address["at"] == LUSAKA
    screen = screen.choose(**{nearby_inputs.CHOICE: "branch:B001"})
    assert screen.address["at"] == "branch:B001"
    assert "建行约翰内斯堡分行" not in set(screen.cells("near-table")["名称"])


@pytest.mark.parametrize("text", ["卢萨卡园区", "lusaka yuanqu"])
def test_a_name_typed_is_understood(store: FolderStore, text: str):
    (reference, _name), *_rest = nearby_inputs._near(store, text)
    assert nearby_inputs.meant(store, text) == reference
    assert "卢萨卡" in nearby_inputs.called(store, reference)
    assert nearby_inputs.meant(store, "-4.05,39.67") == "-4.05,39.67"
    assert nearby_inputs.meant(store, "park:P1") == "park:P1"


@pytest.mark.parametrize("at", ["-4.05,39.67", "-4.05，39.67", " -4.05, 39.67 "])
def test_a_point_of_the_address(at: str):
    screen = open_page("nearby", at=at)
    assert any("地图上的点 -4.05,39.67（肯尼亚）" in text for text in screen.captions)
    assert "蒙巴萨港" in set(screen.cells("near-table")["名称"])
    assert not screen.warnings


@pytest.mark.parametrize(("at", "what"), [
    ("bogus", "不是可查的地点"), ("95,200", "超出范围"), ("park:P999", "没有"),
    ("<b>x</b>:1", "没有"), ("1,2,3", "不是可查的地点"),
])  # fmt: skip
def test_what_is_no_place_stays_said(at: str, what: str):
    screen = open_page("nearby", at=at)
    assert what in screen.warnings[0]
    assert screen.address["at"] == at
    screen = screen.choose(within="all")
    assert what in screen.warnings[0]
    assert "<b>" not in screen.warnings[0].replace("\\<", "")


def test_a_park_of_unknown_position_is_refused_and_others_offered():
    unknown = rows("parks", precision="unknown")[0]
    screen = open_page("nearby", at=f"park:{unknown['park_id']}")
    assert "位置未知" in screen.warnings[0]


def test_what_may_have_been_meant_is_one_click_away():
    screen = open_page("nearby", at="park:P999")
    offered = [b.key for b in screen.app.button if (b.key or "").startswith("near-at-park:")]
    assert offered
    screen = screen.click(offered[0])
    assert screen.address["at"] == offered[0].removeprefix("near-at-")
    assert not screen.warnings
    assert len(screen.cells("near-table"))


def test_a_click_on_the_bare_map(lusaka: Screen):
    screen = click_map(lusaka, 39.67, -4.05)
    assert screen.address["at"] == "-4.05,39.67"
    assert "蒙巴萨港" in set(screen.cells("near-table")["名称"])


# What to look for.


def test_groups(lusaka: Screen, store: FolderStore):
    screen = lusaka.choose(groups=["gate"])
    expected = around(store, "P21", groups=["gate"])
    assert list(screen.cells("near-table")["名称"]) == [each.name_zh for each in expected]
    assert "near-branch" not in screen.layers


def test_distance(lusaka: Screen):
    before = len(lusaka.cells("near-table"))
    near = lusaka.choose(within="500").cells("near-table")
    assert len(near) > 0
    assert near["直线（公里）"].max() <= 500
    every = open_page("nearby", at=LUSAKA, within="all").cells("near-table")
    assert len(every) > before > len(near)
    assert set(banks_of(every)) >= {"中国建设银行", "中国银行", "中国工商银行"}


def banks_of(shown: Any) -> list[str]:
    return list(shown.loc[shown["类别"] == "银行网点", "类型"])


def test_roads(lusaka: Screen, store: FolderStore):
    screen = lusaka.choose(roads=True)
    expected = around(store, "P21", with_roads=True)
    shown = screen.cells("near-table")
    by_road = [None if each.road_km is None else round(each.road_km) for each in expected]
    assert [None if v != v else v for v in shown["公路（公里）"]] == by_road
    assert len(screen.layers["near-road"]["data"]) == sum(v is not None for v in by_road) > 5
    assert "OpenStreetMap" in screen.html("footer")


def test_a_row_a_point_and_a_bar_select(lusaka: Screen, store: FolderStore):
    first = around(store, "P21")[0]
    by_row = lusaka.pick_row("near-table", 0)
    assert by_row.address["sel"] == first.reference
    assert by_row.heading == first.name_zh
    by_map = open_page("nearby", at=LUSAKA).pick_on_map(**{"near-branch": {"id": first.reference}})
    assert by_map.heading == first.name_zh
    by_bar = open_page("nearby", at=LUSAKA).pick_bar(first.reference)
    assert by_bar.heading == first.name_zh
    assert by_bar.address["at"] == LUSAKA


# Gaps.


def test_gaps_of_a_bank(store: FolderStore):
    screen = open_page("nearby", part="gaps")
    expected = gaps(store, "CCB", 500, "park")
    shown = screen.cells(GAP_TABLE)
    assert list(shown["名称"]) == list(expected["name_zh"])
    assert list(shown["位次"]) == list(range(1, len(expected) + 1))
    known = expected[expected["position"] == "known"]
    assert screen.drawn("gaps") == [f"park:{id}" for id in known["id"]]
    far = (expected["position"] != "unknown").sum()
    assert any(f"500 公里以内没有中国建设银行（CCB）网点的园区：{far} 个。" in c
               for c in screen.captions)  # fmt: skip
    assert len(screen.chart) == 9


@pytest.mark.parametrize("kind", ["park", "project", "country"])
def test_every_kind_bank_and_distance(store: FolderStore, kind: str):
    screen = open_page("nearby", part="gaps", gapkind=kind, gapbank="ICBC", gapkm="1500")
    expected = gaps(store, "ICBC", 1500, kind)
    assert list(screen.cells(GAP_TABLE)["名称"]) == list(expected["name_zh"])
    wider = screen.choose(gapkm=4000, gapbank="any")
    expected = gaps(store, "any", 4000, kind)
    shown = [] if expected.empty else list(wider.cells(GAP_TABLE)["名称"])
    assert shown == list(expected["name_zh"])


def test_licences_that_count(store: FolderStore):
    screen = open_page("nearby", part="gaps", gapbank="CDB")
    with_office = screen.choose(gaplicence=["branch", "representative-office"])
    expected = gaps(store, "CDB", 500, "park", licences=["branch", "representative-office"])
    assert list(with_office.cells(GAP_TABLE)["名称"]) == list(expected["name_zh"])
    assert len(expected) < len(gaps(store, "CDB", 500, "park", licences=DEFAULT_LICENCES))
    assert any("代表处" in text for text in with_office.captions if "计入的牌照" in text)


def test_a_bank_without_such_a_branch_is_said(store: FolderStore):
    screen = open_page("nearby", part="gaps", gapbank="ECOBANK")
    assert "ECOBANK" in banks(store)
    assert any("所选银行没有这些牌照的境外网点" in e.value for e in screen.app.info)
    assert len(screen.cells(GAP_TABLE))


def test_countries_are_coloured_by_how_far_a_branch_is(store: FolderStore):
    screen = open_page("nearby", part="gaps", gapkind="country")
    assert "不是缺口" in screen.html("legend")
    names = set(screen.cells(GAP_TABLE)["名称"])
    assert not {"南非", "越南"} & names
    assert "肯尼亚" in names
    screen = screen.pick_row(GAP_TABLE, 0)
    assert screen.address["sel"].startswith("country:")
    assert len(screen.layers["gap-way"]["data"]) == 1


def test_a_gap_that_is_selected_has_a_line_to_the_nearest_branch(store: FolderStore):
    screen = open_page("nearby", part="gaps", sel="park:P02")
    assert screen.heading == row("parks", park_id="P02")["name_zh"]
    expected = gaps(store, "CCB", 500, "park").set_index("id").loc["P02", "km"]
    assert [t["n"] for t in screen.layers["gap-km"]["data"]] == [f"{expected:,.0f} 公里"]


def test_the_files_of_gaps(store: FolderStore, offered: dict[str, Callable[[], bytes]]):
    open_page("nearby", part="gaps", gapkind="project", gapkm="1000")
    expected = gaps(store, "CCB", 1000, "project")
    name = next(each for each in offered if each.endswith(".csv"))
    table = list(csv.DictReader(io.StringIO(offered[name]().decode("utf-8-sig"))))
    assert [r["project_id"] for r in table] == list(expected["id"])
    assert float(table[0]["km"]) == pytest.approx(expected["km"].iloc[0])
    assert table[0]["nearest_id"] == expected["nearest_id"].iloc[0]
    branch = row("branches", branch_id=table[0]["nearest_id"])
    assert branch["source_id"] in table[0]["other_source_ids"].split(";")
    page = offered[next(each for each in offered if each.endswith(".html"))]()
    assert "覆盖缺口" in page.decode()
    geojson = json.loads(offered[next(each for each in offered if each.endswith(".geojson"))]())
    assert len(geojson["features"]) == len(expected)
    assert "1,000 公里以内" in geojson["metadata"]["notes"]["筛选"]


def test_going_from_one_part_to_the_other_keeps_the_place(lusaka: Screen):
    there = lusaka.choose(part="gaps")
    assert there.address["at"] == LUSAKA
    back = there.choose(part="around")
    assert len(back.cells("near-table")) == len(lusaka.cells("near-table"))
