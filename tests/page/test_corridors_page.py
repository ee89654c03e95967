"""The corridors page: corridor and service choosers, the three lists, volumes and their sources."""

import pytest

from tests.page.screen import Row, open_page, row, rows, table

SHORT = {c["corridor_id"]: c["short_zh"] for c in table("corridors")}


def nodes_of(legs: list[Row]) -> list[Row]:
    used = {leg[end] for leg in legs for end in ("from_node", "to_node")}
    return [n for n in table("nodes") if n["node_id"] in used]


def drawn_nodes(legs: list[Row]) -> list[str]:
    return [f"node:{n['node_id']}" for n in nodes_of(legs) if n["lat"]]


def test_all_corridors_at_first():
    screen = open_page("corridors")
    names = [s["name_zh"] for s in table("services")]
    assert list(screen.cells("corridors-table")["名称"]) == names
    assert screen.drawn("nodes") == drawn_nodes(list(table("legs")))
    assert f"{len(names)} 条" in screen.captions
    for style in ("dashed", "solid"):
        assert f"/legs/all/{style}" in screen.layers[f"legs-{style}-all"]["data"]


@pytest.mark.parametrize("corridor", sorted(SHORT))
def test_a_corridor_shows_its_own_services_legs_and_nodes(corridor: str):
    screen = open_page("corridors").choose(corridor=corridor)
    services = rows("services", corridor_id=corridor)
    legs = rows("legs", corridor_id=corridor)
    assert list(screen.cells("corridors-table")["名称"]) == [s["name_zh"] for s in services]
    assert screen.drawn("nodes") == drawn_nodes(legs)
    assert f"/legs/{corridor}/" in screen.layers[f"legs-solid-{corridor}"]["data"]
    node = {n["node_id"]: n["name_zh"] for n in table("nodes")}
    cells = screen.choose(list="leg").cells("corridors-table")
    pairs = [(node[leg["from_node"]], node[leg["to_node"]]) for leg in legs]
    assert list(zip(cells["起"], cells["止"], strict=True)) == pairs


def test_a_service_narrows_to_its_legs():
    screen = open_page("corridors").choose(corridor="C4").choose(service="C4a")
    legs = rows("legs", service_id="C4a")
    (name,) = screen.cells("corridors-table")["名称"]
    assert name == row("services", service_id="C4a")["name_zh"]
    assert screen.drawn("nodes") == drawn_nodes(legs)
    listed = screen.choose(list="node").cells("corridors-table")
    assert list(listed["名称"]) == [n["name_zh"] for n in nodes_of(legs)]


def test_leaving_a_corridor_forgets_its_service():
    screen = open_page("corridors").choose(corridor="C4").choose(service="C4a")
    other = screen.choose(corridor="C1")
    names = [s["name_zh"] for s in rows("services", corridor_id="C1")]
    assert list(other.cells("corridors-table")["名称"]) == names


@pytest.mark.parametrize(("reference", "corridor"), [("service:C4a", "C4"), ("corridor:C3", "C3"),
                                                     ("leg:C3a-044", "C3")])  # fmt: skip
def test_a_link_to_part_of_a_corridor_opens_that_corridor(reference: str, corridor: str):
    assert open_page("corridors", sel=reference).widget("corridor").value == corridor


def test_volumes_above_the_card_name_period_and_bound():
    screen = open_page("corridors").choose(corridor="C3")
    found = [v for v in rows("volumes", corridor_id="C3") if v["bound"] != "target"]
    newest = sorted(found, key=lambda v: v["period_end"], reverse=True)
    assert len(screen.app.metric) == min(4, len(found))
    by_label = {f"{v['metric']} · {v['period']}": v for v in newest}
    for label, value in screen.metrics.items():
        volume = by_label[label]
        assert value.startswith("≥ ") == (volume["bound"] == "at-least")
        assert value.endswith(volume["unit"])
    (shown,) = {v["period_end"][:4] for v in newest[:1]}
    assert any(shown in label for label in screen.metrics)


@pytest.mark.parametrize("corridor", ["all", *sorted(SHORT)])
def test_the_volume_chart_shows_one_unit_and_says_which(corridor: str):
    screen = open_page("corridors")
    screen = screen if corridor == "all" else screen.choose(corridor=corridor)
    own = [v for v in table("volumes") if corridor in ("all", v["corridor_id"])]
    values = [r["value"] for r in screen.chart]
    assert values or not own
    units = {v["unit"] for v in own}
    fits = [u for u in units if set(values) <= {float(v["value"]) for v in own if v["unit"] == u}]
    assert fits or not own


def test_clicking_a_line_selects_the_leg():
    line = {"type": "Feature", "properties": {"id": "leg:C3a-044"}, "geometry": None}
    screen = open_page("corridors").pick_on_map(**{"legs-solid-all~0": line})
    assert screen.address["sel"] == "leg:C3a-044"
    leg = row("legs", leg_id="C3a-044")
    names = [row("nodes", node_id=leg[end])["name_zh"] for end in ("from_node", "to_node")]
    assert screen.heading.replace("\\", "") == " — ".join(names)


def test_schematic_lines_are_dashed_and_labelled():
    screen = open_page("corridors")
    assert screen.layers["legs-dashed-all"]["getDashArray"] == [4, 3]
    assert "getDashArray" not in screen.layers["legs-solid-all"]
    assert "示意" in screen.html("legend")
    assert "虚线为示意走向" in screen.html("footer")
