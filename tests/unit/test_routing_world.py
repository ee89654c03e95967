"""Ways over the real networks: lengths against published ones, lanes that keep off the land."""

import numpy as np
import pytest
import searoute
import shapely

from geodata import routing
from geodata.errors import UsageError
from geodata.kinds import KINDS
from geodata.routing import lane, river
from geodata.routing.edges import unpacked
from geodata.routing.graph import Graph, load
from geodata.routing.mends import crossing, read_mends
from geodata.routing.path import NoPath, Path, shortest
from geodata.routing.sea import sea_distances, sea_graph, sea_path
from geodata.settings import ROOT
from geodata.tables import read

TABLES = ROOT / "geodata" / "tables"
PLACES = {
    "dostyk": (82.48, 45.25), "brest": (23.68, 52.10), "zabaikalsk": (117.33, 49.65),
    "moscow": (37.66, 55.78), "malaszewicze": (23.54, 52.03), "duisburg": (6.73, 51.41),
    "kunming": (102.83, 24.99), "mohan": (101.69, 21.19), "bangkok": (100.52, 13.74),
    "padang besar": (100.32, 6.66), "mombasa": (39.62, -4.03), "nairobi": (36.91, -1.36),
    "dar": (39.26, -6.86), "kapiri": (28.68, -13.97), "kigoma": (29.63, -4.88),
    "abidjan": (-4.02, 5.33), "ouagadougou": (-1.52, 12.37), "matadi": (13.45, -5.83),
    "kinshasa": (15.31, -4.31), "durban": (31.02, -29.85), "johannesburg": (28.04, -26.20),
    "dong dang": (106.71, 21.94), "hanoi": (105.84, 21.02), "lobito": (13.55, -12.36),
    "luau": (22.22, -10.70), "changsha": (112.99, 28.34), "alashankou": (82.57, 45.17),
    "erenhot": (111.98, 43.65), "ulaanbaatar": (106.88, 47.91), "phnom penh": (104.92, 11.57),
    "douala": (9.73, 4.06), "ngaoundere": (13.58, 7.32), "qinzhou port": (108.62, 21.70),
    "huaihua": (109.97, 27.55), "nansha": (113.68, 22.64), "yantian": (114.27, 22.577),
    "kampala": (32.58, 0.31), "harare": (31.05, -17.83), "beitbridge": (29.99, -22.22),
}  # fmt: skip


@pytest.fixture(scope="module")
def rail() -> Graph:
    return load("rail", TABLES)


def km(graph: Graph, *names: str) -> float:
    path = shortest(graph, [PLACES[name] for name in names])
    assert isinstance(path, Path), path
    return path.km


@pytest.mark.parametrize(
    ("names", "published", "tolerance"),
    [
        (("dostyk", "brest"), 5430, 0.07),
        (("zabaikalsk", "moscow"), 6660, 0.05),
        (("malaszewicze", "duisburg"), 1300, 0.05),
        (("kunming", "mohan"), 613, 0.03),
        (("bangkok", "padang besar"), 990, 0.03),
        (("mombasa", "nairobi"), 480, 0.03),
        (("dar", "kapiri"), 1860, 0.03),
        (("dar", "kigoma"), 1252, 0.03),
        (("abidjan", "ouagadougou"), 1260, 0.10),
        (("matadi", "kinshasa"), 366, 0.03),
        (("durban", "johannesburg"), 725, 0.03),
        (("dong dang", "hanoi"), 162, 0.03),
        (("lobito", "luau"), 1344, 0.07),
        (("douala", "ngaoundere"), 885, 0.05),
        (("changsha", "alashankou"), 4000, 0.06),
        (("erenhot", "ulaanbaatar"), 710, 0.03),
    ],
)
def test_rail_is_about_as_long_as_published(rail: Graph, names, published, tolerance) -> None:
    assert km(rail, *names) == pytest.approx(published, rel=tolerance)


def test_what_the_mends_opened(rail: Graph) -> None:
    assert km(rail, "ulaanbaatar", "moscow") == pytest.approx(6300, rel=0.05)
    assert km(rail, "bangkok", "phnom penh") == pytest.approx(650, rel=0.05)
    for port in ("qinzhou port", "nansha", "yantian"):
        path = shortest(rail, [PLACES["huaihua"], PLACES[port]])
        assert isinstance(path, Path)
        assert path.snap_km[1] < 1


def test_what_the_mends_closed(rail: Graph) -> None:
    # Heihe is across a river without a rail bridge, so the way to it is through its own country.
    heihe, blagoveshchensk = (127.50, 50.22), (127.53, 50.29)
    node, other = (int(rail.tree.query(xyz)[1]) for xyz in map(_xyz, (heihe, blagoveshchensk)))
    near = rail.matrix.indices[rail.matrix.indptr[node] : rail.matrix.indptr[node + 1]]
    assert other not in near
    path = shortest(rail, [(23.7, 52.1), (30.5, 50.4)])  # Brest to Kyiv: not over the closed line
    assert isinstance(path, Path)
    assert path.line.distance(shapely.Point(24.24, 51.65)) > 0.1


def _xyz(point: tuple[float, float]) -> np.ndarray:
    x, y = np.radians(point)
    return np.array([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


@pytest.mark.parametrize("mode", ["rail", "road"])
def test_every_cut_cuts_something(mode) -> None:
    with np.load(TABLES / "geo" / f"{mode}_graph.npz") as data:
        edges = unpacked({name: data[name] for name in data.files})
    for mend in read_mends(mode, TABLES):
        if mend.action == "cut":
            assert 1 <= crossing(edges, mend.start, mend.end).sum() <= 4, mend.id


def test_no_edge_is_shorter_than_straight(rail: Graph) -> None:
    from geodata.routing.sphere import haversine  # noqa: PLC0415

    ends = rail.matrix.indices
    direct = haversine(rail.lon[rail.rows], rail.lat[rail.rows], rail.lon[ends], rail.lat[ends])
    assert (rail.matrix.data >= direct - 1e-6).all()


def test_networks_that_are_not_connected_say_so(rail: Graph) -> None:
    none = shortest(rail, [(31.25, 30.06), (32.53, 15.60)])  # Cairo to Khartoum
    assert isinstance(none, NoPath)
    assert "互不相连" in none.reason


@pytest.mark.parametrize(
    ("names", "published", "tolerance"),
    [
        (("mombasa", "nairobi"), 485, 0.10),
        (("durban", "johannesburg"), 570, 0.05),
        (("beitbridge", "harare"), 580, 0.05),
    ],
)
def test_road_is_about_as_long_as_published(names, published, tolerance) -> None:
    assert km(load("road", TABLES), *names) == pytest.approx(published, rel=tolerance)


PORTS = {
    "nansha": (113.68, 22.64), "mombasa": (39.65, -4.07), "singapore": (103.85, 1.25),
    "shanghai": (121.8, 31.3), "algiers": (3.05, 36.8), "dar": (39.3, -6.8), "tema": (0.0, 5.6),
    "los angeles": (-118.2, 33.7), "rotterdam": (4.0, 51.95), "cape town": (18.4, -33.9),
    "lagos": (3.4, 6.4), "yangon": (96.2, 16.5), "jakarta": (106.9, -6.1),
}  # fmt: skip
LANES = [
    ("nansha", "mombasa"), ("nansha", "algiers"), ("singapore", "dar"), ("nansha", "tema"),
    ("shanghai", "los angeles"), ("shanghai", "rotterdam"), ("singapore", "cape town"),
    ("cape town", "lagos"), ("nansha", "yangon"), ("nansha", "jakarta"),
]  # fmt: skip


def lane_between(start: str, end: str, **options) -> Path:
    path = sea_path(PORTS[start], PORTS[end], **options)
    assert isinstance(path, Path), path
    return path


@pytest.mark.parametrize(("start", "end"), LANES)
def test_lanes_are_as_long_as_searoute_says_and_cross_no_more_land(start, end) -> None:
    raw, drawn = lane_between(start, end, drawn=False), lane_between(start, end)
    theirs = searoute.searoute([*PORTS[start]], [*PORTS[end]], units="km")["properties"]["length"]
    assert raw.km - sum(raw.snap_km) == pytest.approx(theirs, rel=0.005)
    assert drawn.km == raw.km
    straight = shapely.LineString(lane.densified(shapely.get_coordinates(raw.line), 100.0))
    assert coasts_met(drawn.line) <= coasts_met(straight)
    steps = np.abs(np.diff(shapely.get_coordinates(drawn.line), axis=0)).max()
    assert steps < 3  # degrees: no stroke across the map, no piece beyond 100 km
    assert drawn.line.coords[0] == pytest.approx(PORTS[start], abs=1e-4)


def coasts_met(line: shapely.LineString) -> set[int]:
    """Pieces of coast a line crosses, by number."""
    points = shapely.get_coordinates(line)
    points[:, 0] = (points[:, 0] + 180) % 360 - 180
    pairs = np.stack([points[:-1], points[1:]], axis=1)
    pairs = pairs[np.abs(pairs[:, 0, 0] - pairs[:, 1, 0]) < 180]
    _, hit = lane._coasts().query(shapely.linestrings(pairs), predicate="intersects")
    return set(hit.tolist())


def test_a_corner_in_open_water_is_rounded_and_at_the_coast_kept() -> None:
    open_water = lane.smoothed(shapely.LineString([(70, 0), (75, 0), (75, 5)]))
    assert open_water.distance(shapely.Point(75, 0)) > 0.3
    assert (open_water.coords[0], open_water.coords[-1]) == ((70, 0), (75, 5))
    # Around Dondra Head, the south of Sri Lanka, close by: a wide curve would be on land.
    raw = shapely.LineString([(79.2, 6.1), (80.59, 5.905), (82.2, 6.3)])
    assert not lane.touches_land(raw)
    cape = lane.smoothed(raw)
    assert not lane.touches_land(cape)
    assert cape.distance(shapely.Point(80.59, 5.905)) < 0.02
    at_sea = lane.smoothed(shapely.transform(raw, lambda xy: xy - [0, 3]))
    assert at_sea.distance(shapely.Point(80.59, 2.905)) > 0.03


def test_across_the_date_line_a_lane_does_not_jump() -> None:
    xs = shapely.get_coordinates(lane_between("shanghai", "los angeles").line)[:, 0]
    assert xs[-1] == pytest.approx(-118.2 + 360, abs=1e-4)
    assert np.abs(np.diff(xs)).max() < 3


def test_closing_suez_sends_ships_around_the_cape() -> None:
    free = lane_between("nansha", "algiers")
    around = lane_between("nansha", "algiers", closed_passages=["suez"])
    assert "suez" in free.passages
    assert "south_africa" in around.passages
    assert around.km > free.km + 5000
    assert lane_between("singapore", "dar", closed_passages=["suez"]).km == pytest.approx(
        lane_between("singapore", "dar").km, abs=1e-6
    )


def test_distances_at_sea_are_those_of_the_lanes() -> None:
    names = ["mombasa", "algiers", "tema", "jakarta"]
    lengths = sea_distances(PORTS["nansha"], [PORTS[n] for n in names], closed_passages=["suez"])
    singly = [lane_between("nansha", n, closed_passages=["suez"], drawn=False).km for n in names]
    assert lengths.tolist() == pytest.approx(singly, abs=1e-4)


def test_qinzhou_to_haiphong_is_sailed_directly() -> None:
    path = sea_path((108.62, 21.70), (106.70, 20.85))
    assert isinstance(path, Path)
    assert 220 < path.km < 300


def test_an_unknown_passage() -> None:
    with pytest.raises(UsageError, match="没有名为“suze”的海上通道"):
        sea_path(PORTS["nansha"], PORTS["algiers"], closed_passages=["suze"])
    assert {"suez", "malacca", "northwest"} <= set(sea_graph().passages)


def test_rivers_are_as_long_as_published() -> None:
    frame = read(KINDS["waterway"], TABLES).frame
    assert frame.groupby("waterway_id").size()["yangtze"] >= 80
    chenglingji, wusongkou, xianing = (113.13, 29.44), (121.51, 31.395), (112.965, 28.29)
    for start, end, published in ((chenglingji, wusongkou, 1390), (xianing, chenglingji, 160)):
        path = river.river_path(start, end)
        assert isinstance(path, Path)
        assert (path.km, path.basis) == (pytest.approx(published, abs=0.1), "digitised")
    # Without published lengths it is the line as drawn, and what is drawn is never shortened.
    plain = frame[frame["waterway_id"] == "yangtze"].assign(published_km=np.nan)
    drawn = river.chainage(plain)[-1]
    assert 1100 < drawn < 1390


@pytest.mark.parametrize(
    ("mode", "points", "words"),
    [
        ("boat", [(1, 1), (2, 2)], "没有“boat”这种运输方式"),
        ("rail", [(1, 1)], "至少要有起点和终点"),
        ("rail", [(200, 1), (1, 1)], "超出范围"),
        ("air", [(1, 1), (1, 1)], "同一处"),
    ],
)
def test_a_bad_call_says_what_was_meant(mode, points, words) -> None:
    with pytest.raises(UsageError, match=words):
        routing.route(mode, points)


def test_through_the_air() -> None:
    flown = routing.route("air", [(113.22, 28.19), (36.93, -1.32)])
    assert flown.basis == "great-circle"
    assert flown.km == pytest.approx(8624, rel=0.02)


def test_a_closed_border_is_gone_around() -> None:
    ends = [(82.2, 45.3), (83.0, 45.1)]  # on either side of Dostyk–Alashankou
    free = routing.route("rail", ends)
    shut = routing.route("rail", ends, closed=[(82.57, 45.17)])
    assert free.km is not None
    assert shut.km is None or shut.km > free.km + 100
