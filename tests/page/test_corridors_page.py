"""The corridors page: corridor and service choosers, the three lists, volumes and their sources."""

import pytest

from tests.page.screen import Row, open_page, row, rows, table

SHORT = {c["corridor_id"]: c["short_zh"] for c in table("corridors")}
NODES = {n["node_id"]: n for n in table("nodes")}


def nodes_of(legs: list[Row]) -> list[Row]:
    used = {leg[end] for leg in legs for end in ("from_node", "to_node")}
    return [n for n in table("nodes") if n["node_id"] in used]


def drawn_nodes(legs: list[Row]) -> list[str]:
    return [f"node:{n['node_id']}" for n in nodes_of(legs) if n["lat"]]


def ends_of(legs: list[Row]) -> list[tuple[str, str]]:
    return [
        (NODES[leg["from_node"]]["name_zh"], NODES[leg["to_node"]]["name_zh"]) for leg in legs
    ]  # fmt: skip


def inland_legs(region: str) -> list[Row]:
    ids = {i["inland_id"] for i in rows("inland_corridors", region=region)}
    return [leg for leg in table("inland_legs") if leg["inland_id"] in ids]


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
    cells = screen.choose(list="leg").cells("corridors-table")
    assert list(zip(cells["起"], cells["止"], strict=True)) == ends_of(legs)


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


@pytest.mark.parametrize("region", ["africa", "asean"])
def test_inland_corridors_of_a_region(region: str):
    screen = open_page("corridors").choose(corridor="inland")
    screen = screen if region == "africa" else screen.choose(inland_region=region)
    own = rows("inland_corridors", region=region)
    assert len(own) == {"africa": 29, "asean": 12}[region]
    assert list(screen.cells("corridors-table")["名称"]) == [i["name_zh"] for i in own]
    assert f"/legs/inland-{region}/solid" in screen.layers[f"legs-solid-inland-{region}"]["data"]
    cells = screen.choose(list="leg").cells("corridors-table")
    assert list(zip(cells["起"], cells["止"], strict=True)) == ends_of(inland_legs(region))


def test_one_inland_corridor_with_its_border_and_its_gauge():
    screen = open_page("corridors", corridor="inland", inland="AF-N", list="leg")
    legs = rows("inland_legs", inland_id="AF-N")
    cells = screen.cells("corridors-table")
    assert list(zip(cells["起"], cells["止"], strict=True)) == ends_of(legs)
    assert screen.drawn("nodes") == drawn_nodes(legs)
    assert screen.address["inland"] == row("inland_corridors", inland_id="AF-N")["name_zh"]
    # The standard-gauge line ends at Naivasha; Kenya and Uganda meet at Malaba, where goods wait
    # as long as the table of border times has it.
    assert screen.drawn("gauges") == ["node:NVS"]
    assert "node:MLB" in screen.drawn("borders-crossed")
    hours = float(row("border_times", border_time_id="KEN-UGA")["hours"])
    said = dict(zip(zip(cells["起"], cells["止"], strict=True), cells["换装与过境"], strict=True))
    assert said["内罗毕内陆箱站", "奈瓦沙内陆箱站"] == ""
    assert "换装 1435→1000 毫米（奈瓦沙内陆箱站）" in said["奈瓦沙内陆箱站", "马拉巴口岸"]
    assert f"过境 肯尼亚—乌干达，约 {hours:.0f} 小时" in said["马拉巴口岸", "坎帕拉"]
    assert {"换装（轨距改变）", "过境停留"} <= set(legend_words(screen.html("legend")))


def legend_words(html: str) -> list[str]:
    return [part.split("</span>")[0] for part in html.split("<span>")[1:]]


def test_where_wagons_are_changed_between_china_and_kazakhstan():
    screen = open_page("corridors", corridor="C1", service="C1b", list="leg")
    assert set(screen.drawn("gauges")) == {"node:DST", "node:ATK", "node:MLW"}
    assert set(screen.drawn("borders-crossed")) == {"node:ALK", "node:KHG", "node:BRS"}
    cells = screen.cells("corridors-table")
    text = " ".join(cells["换装与过境"])
    assert "换装 1435→1520 毫米（多斯特克）" in text
    assert "过境 中国—哈萨克斯坦" in text
    assert "来源：" in text


@pytest.mark.parametrize(
    ("reference", "corridor"),
    [("service:C4a", "C4"), ("corridor:C3", "C3"), ("leg:C3a-044", "C3"),
     ("inland:AS-L", "inland"), ("inland_leg:AF-N-02", "inland")],
)  # fmt: skip
def test_a_link_to_part_of_a_corridor_opens_that_corridor(reference: str, corridor: str):
    assert open_page("corridors", sel=reference).widget("corridor").value == corridor


def test_a_link_to_an_inland_leg_opens_its_corridor():
    screen = open_page("corridors", sel="inland_leg:AS-L-02")
    assert screen.widget("inland").value == "AS-L"
    leg = row("inland_legs", leg_id="AS-L-02")
    assert screen.heading.replace("\\", "") == " — ".join(ends_of([leg])[0])


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
def test_the_volume_chart_shows_one_basis_in_time(corridor: str):
    screen = open_page("corridors")
    screen = screen if corridor == "all" else screen.choose(corridor=corridor)
    own = [v for v in table("volumes") if corridor in ("all", v["corridor_id"])]
    bases: dict[tuple[str, ...], list[Row]] = {}
    for v in own:
        key = (v["corridor_id"], v["service_id"], v["metric"], v["unit"])
        bases.setdefault(key, []).append(v)
    shown = [r["value"] for r in screen.chart]
    assert shown
    in_time = [
        [float(v["value"]) for v in sorted(found, key=lambda v: v["period_end"])]
        for found in bases.values()
    ]  # fmt: skip
    assert any(shown == values[: len(shown)] or shown == values for values in in_time) or any(
        len(shown) == 1 and shown[0] in values for values in in_time
    )


def test_two_counts_of_the_same_trains_are_never_in_one_chart():
    # 2,440 and 2,000 are both "trains so far" of one corridor, counted in different ways.
    screen = open_page("corridors", corridor="C4", tab="volumes")
    options = screen.widget("basis").options
    assert sum("累计开行" in option for option in options) == 2
    for option in ("C4||累计开行|列|gzw-zhuzhou-gov-cn-d214bc",
                   "C4||累计开行|列|icms-icswb-com-4bb48c"):  # fmt: skip
        assert len(screen.choose(basis=option).chart) == 1
    listed = screen.listing("口径")
    assert len(listed) == len(rows("volumes", corridor_id="C4"))
    assert listed["来源"].notna().all()


def test_published_beside_computed():
    screen = open_page("corridors", corridor="C3", service="C3b")
    cells = screen.listing("测算（公里）")
    (whole,) = cells[cells["公布的区间"] == "怀化—万象"].to_dict("records")
    published = float(
        row("published_distances", published_distance_id="rail-huaihua-vientiane")["km"]
    )
    assert whole["公布（公里）"] == published == 2098
    off = (whole["测算（公里）"] - published) / published * 100
    assert whole["里程差 %"] == pytest.approx(off, abs=0.1)
    assert abs(off) < 10
    six = cells[(cells["公布（天）"] == "6")].to_dict("records")
    assert [each["公布日期"] for each in six] == ["2022-01-06"]
    typical = float(six[0]["测算（天）"].split("（")[0])
    assert six[0]["残差（天）"] == pytest.approx(typical - 6, abs=0.1)


@pytest.mark.parametrize("corridor", ["all", "inland"])
def test_of_all_corridors_one_is_to_be_chosen_for_the_comparison(corridor: str):
    screen = open_page("corridors", corridor=corridor, tab="compare")
    assert any("选定一条通道、线路或走廊" in caption for caption in screen.captions)


@pytest.mark.parametrize(
    "chosen", [*({"corridor": c} for c in sorted(SHORT)), {"corridor": "inland", "inland": "AF-N"}]
)
def test_every_corridor_has_figures_to_compare(chosen: Row):
    screen = open_page("corridors", tab="compare", **chosen)
    cells = screen.listing("测算（公里）")
    assert (cells["公布（公里）"].notna() | cells["公布（天）"].notna()).all()
    assert cells["来源"].str.len().min() > 0


def test_rail_or_river_to_both_coasts():
    screen = open_page("corridors", corridor="C4", tab="choice")
    text = " ".join(screen.markdown).replace("\\", "")
    assert "少 10 天" in text
    assert "少 9 天" in text
    assert "测算（以蒙巴萨港为例）" in text
    assert "测算（以拉各斯阿帕帕港为例）" in text
    tables = [e.value for e in screen.app.dataframe if "走法" in e.value.columns]
    assert len(tables) == 2
    for legs in tables:
        assert list(legs["方式"]) == ["铁路", "海运", "", "公路", "内河", "海运", ""]


def test_what_lies_along_within_a_distance_that_the_reader_sets():
    screen = open_page("corridors", corridor="C3", service="C3b", tab="reach")
    assert screen.widget("within").value == "300"
    near = set(screen.links)
    assert {"country:LAO", "park:P05"} <= near
    closer = screen.choose(within="50")
    assert set(closer.links) < near
    linked = open_page("corridors", corridor="C3", service="C3b", tab="reach", within="50")
    assert set(linked.links) == set(closer.links)
    assert "country:LAO" in closer.links  # Boten lies in it


def test_hub_ports_are_counted_with_their_source():
    screen = open_page("corridors", corridor="C4")
    (said,) = [c.replace("\\", "") for c in screen.captions if "枢纽海港" in c]
    legs = rows("legs", corridor_id="C4")
    ports = {leg["to_node"] for leg in legs if leg["mode"] == "sea"
             and leg["evidence"] == "candidate"}  # fmt: skip
    assert f"候选 {len(ports)} 港" in said
    assert "已证实 1 港（蒙巴萨港）" in said
    assert "白皮书" in said
    assert "候选" in screen.html("legend")


def test_clicking_a_line_selects_the_leg():
    line = {"type": "Feature", "properties": {"id": "leg:C3a-044"}, "geometry": None}
    screen = open_page("corridors").pick_on_map(**{"legs-solid-all~0": line})
    assert screen.address["sel"] == "leg:C3a-044"
    leg = row("legs", leg_id="C3a-044")
    assert screen.heading.replace("\\", "") == " — ".join(ends_of([leg])[0])


def test_schematic_lines_are_dashed_and_labelled():
    screen = open_page("corridors")
    # Dashed by their geometry: no shader that dashes.
    for style in ("dashed", "solid"):
        assert "getDashArray" not in screen.layers[f"legs-{style}-all"]
    assert "走向示意" in screen.html("legend")
    assert "虚线为示意走向" in screen.html("footer")


@pytest.mark.parametrize("path", ["corridors", "overview"])
def test_the_networks_that_lines_follow_are_named(path: str):
    footer = open_page(path).html("footer")
    assert "© OpenStreetMap contributors, ODbL" in footer


def test_flights_owe_nothing_to_a_network():
    assert "OpenStreetMap" not in open_page("corridors", corridor="C5").html("footer")
