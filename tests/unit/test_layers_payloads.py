"""The map data behind each address: what it holds, how large it is, and what has no address."""

import json
from typing import Any, cast

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from geodata.errors import NotFoundError, UsageError
from geodata.store import FolderStore
from layers.base import CONTEXT, DISPUTED, SEA
from layers.legs import dashes, leg_features
from layers.payloads import focus_order, payload
from layers.tiles import tile_bounds
from tests.tiny_map import FOCUS

KB = 1000
# Bytes as served before compression.
BUDGETS = {
    ("land", "0"): 400 * KB,
    ("land", "1"): 1500 * KB,
    ("borders", "0"): 150 * KB,
    ("borders", "1"): 500 * KB,
    ("tiles", "borders", "0", "0", "0"): 500 * KB,
    ("sea",): 1 * KB,
    ("prefectures", "zh"): 300 * KB,
    ("labels", "2", "zh"): 12 * KB,
    ("labels", "4", "en"): 12 * KB,
    ("pick", "plain", "zh"): 150 * KB,
    ("legs", "all", "solid", "zh"): 160 * KB,
    ("legs", "all", "dashed", "en"): 20 * KB,
    ("legs", "inland", "solid", "zh"): 100 * KB,
    ("legs", "C1", "solid", "zh"): 130 * KB,
    ("legs", "C4", "solid", "en"): 60 * KB,
    ("tiles", "land", "4", "9", "8"): 300 * KB,
    ("tiles", "land", "7", "73", "66"): 300 * KB,
    ("tiles", "admin1", "5", "18", "16"): 200 * KB,
    ("tiles", "borders", "6", "36", "33"): 100 * KB,
    ("tiles", "names-2-0.0-zh", "4", "9", "8"): 12 * KB,
}


def features(store: FolderStore, *parts: str) -> list[dict[str, Any]]:
    found = json.loads(payload(store, *parts))
    assert found["type"] == "FeatureCollection"
    assert set(found) == {"type", "features"}
    for each in found["features"]:
        assert each["type"] == "Feature"
        assert set(each) == {"type", "properties", "geometry"}
    return list(found["features"])


def index_of(store: FolderStore) -> dict[str, int]:
    land = store.layer("land_z0")
    found = features(store, "land", "0")
    assert len(found) == len(land)
    return {
        iso3: each["properties"]["i"] for iso3, each in zip(land["iso3"], found, strict=True)
    }  # fmt: skip


@pytest.mark.parametrize("parts", BUDGETS, ids="/".join)
def test_valid_within_the_world_and_within_budget(
    world: FolderStore, parts: tuple[str, ...]
) -> None:
    body = payload(world, *parts)
    assert len(body) <= BUDGETS[parts]
    assert b"\n" not in body
    assert b"NaN" not in body
    if parts[0] == "labels":
        for row in json.loads(body):
            assert set(row) == {"p", "n", "s"}
            assert -180 <= row["p"][0] <= 180
            assert -90 <= row["p"][1] <= 90
        return
    shapes = [shape(each["geometry"]) for each in features(world, *parts)]
    assert shapes
    west, south, east, north = shapely.total_bounds(shapes)
    # The sea is drawn beyond the antimeridian on purpose, so that a wide window shows no edge.
    edge = 400 if parts == ("sea",) else 180
    assert -edge <= west < east <= edge
    assert -90 <= south <= north <= 90
    assert not any(geometry.is_empty for geometry in shapes)


@pytest.mark.parametrize("detail", ["0", "1", "2"])
def test_land_is_valid(world: FolderStore, detail: str) -> None:
    shapes = [shape(each["geometry"]) for each in features(world, "land", detail)]
    assert {geometry.geom_type for geometry in shapes} <= {"Polygon", "MultiPolygon"}
    assert shapely.is_valid(shapes).all()
    assert len(shapes) == len(world.layer(f"land_z{detail}"))


def test_index_of_land_on_the_tiny_world(map_store: FolderStore) -> None:
    assert focus_order(map_store) == list(FOCUS)
    assert index_of(map_store) == {
        "ZMB": 5, "COD": 1, "CHN": CONTEXT, "EGY-SDN": DISPUTED, "AGO": 0, "GHA": 3, "LAO": 4,
        "GAB": 2,
    }  # fmt: skip


def test_index_of_land(world: FolderStore) -> None:
    index = index_of(world)
    order = focus_order(world)
    assert len(order) == CONTEXT == 65
    assert index["COD"] == order.index("COD")
    assert index["CHN"] == index["BRA"] == CONTEXT
    assert sorted(i for i in index.values() if i < CONTEXT) == list(range(65))
    land = world.layer("land_z0")
    disputed = set(land.loc[land["kind"] == "disputed", "iso3"])
    assert {iso3 for iso3, i in index.items() if i == DISPUTED} == disputed
    assert {"ESH", "KEN-SSD", "SDN-SSD"} <= disputed


def test_land_tiles_begin_with_the_sea(map_store: FolderStore) -> None:
    found = features(map_store, "tiles", "land", "4", "9", "8")
    bounds = tile_bounds(4, 9, 8)  # 22.5–45° east, 0–22° south
    assert [each["properties"]["i"] for each in found] == [SEA, 5, 1]
    assert shape(found[0]["geometry"]).equals_exact(shapely.box(*bounds), 1e-9, normalize=True)
    for each in found:
        west, south, east, north = shape(each["geometry"]).bounds
        assert bounds[0] <= west < east <= bounds[2]
        assert bounds[1] <= south < north <= bounds[3]
    # Congo spans 20–30° east and 10° south to the equator; the tile begins at 22.5°.
    assert shape(found[2]["geometry"]).bounds == (22.5, -10.0, 30.0, 0.0)
    empty = features(map_store, "tiles", "land", "4", "0", "8")
    assert [each["properties"] for each in empty] == [{"i": SEA}]


def test_other_tiles(map_store: FolderStore) -> None:
    (inner,) = features(map_store, "tiles", "admin1", "4", "9", "8")
    assert inner["geometry"]["coordinates"] == [[22.5, -5], [30, -5]]
    (province,) = features(map_store, "tiles", "admin1", "3", "6", "3")
    assert province["geometry"]["coordinates"] == [[100, 35], [110, 35]]
    (border,) = features(map_store, "tiles", "borders", "4", "9", "8")
    assert border["properties"] == {"d": 0}
    # 30–40° east in dashes of about 2.8 / 2⁴ degrees; the tile ends at 45° east.
    found = features(map_store, "tiles", "borders", "4", "9", "7")
    dashes = [each for each in found if each["properties"]["d"] == 1]
    assert [shape(each["geometry"]).length for each in dashes] == pytest.approx(
        [10 / 57] * 29, abs=1e-6
    )


def test_names_come_in_their_own_tile(map_store: FolderStore) -> None:
    # Kolwezi at 21° east, Likasi at 29° east; none twice.
    def places(name: str, z: int, x: int, y: int) -> list[dict[str, Any]]:
        found = features(map_store, "tiles", name, str(z), str(x), str(y))
        return [each["properties"] for each in found if each["properties"]["r"]]

    found = [
        each
        for x in range(24, 40)
        for y in range(24, 40)
        for each in places("names-2-0.0-en", 6, x, y)
    ]
    minor = {"s": 12.0, "r": 2, "c": 1}
    assert found == [{"n": "Kolwezi", **minor}, {"n": "Likasi", **minor}]
    # Names of the opening view are in the tiles too, and stand out.
    (congo,) = features(map_store, "tiles", "names-2-0.0-en", "0", "0", "0")[:1]
    assert (congo["properties"]["c"], congo["properties"]["r"]) == (0, 0)
    # Type twice as large needs twice the room: what fitted at level 4 comes at level 5.
    assert len(places("names-2-0.0-en", 4, 8, 8)) == 1
    assert places("names-1-1.0-en", 4, 8, 8) == []
    assert len(places("names-1-1.0-en", 5, 17, 16)) == 1


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    "subject", ["plain", "resource.cobalt.production-mine", "resource.cassava.tonnage-rank"]
)
def test_every_country_can_be_picked(world: FolderStore, subject: str, locale: str) -> None:
    found = features(world, "pick", subject, locale)
    names = world.table("country").set_index("iso3")[f"name_{locale}"]
    seen = {}
    for each in found:
        properties = each["properties"]
        assert set(properties) == {"id", "n", "t"}
        assert properties["t"].strip()
        seen[properties["id"].removeprefix("country:")] = properties["n"]
        # A click sends the whole feature to the server.
        size = len(json.dumps(each, ensure_ascii=False).encode())
        assert size <= 20 * KB, properties["id"]
    assert seen == names.to_dict()
    assert len(found) == 65


def test_names_cannot_break_out(map_store: FolderStore) -> None:
    (ghana,) = [
        each["properties"]
        for each in features(map_store, "pick", "plain", "en")
        if each["properties"]["id"] == "country:GHA"
    ]
    assert ghana["n"] == 'Gh"a<b>&'
    body = payload(map_store, "pick", "plain", "en").decode()
    assert r'"n":"Gh\"a<b>&"' in body


class Legs:
    """A release of two legs between two nodes: one of known course, one schematic candidate."""

    def layer(self, name: str) -> gpd.GeoDataFrame:
        assert name == "leg_lines"
        line = shapely.LineString([(100, 20), (103, 20)])
        return gpd.GeoDataFrame(
            {
                "leg_id": ["A", "B"], "kind": ["leg", "inland_leg"], "inland_id": [None, "AF-X"],
                "corridor_id": ["C1", None], "service_id": ["C1a", None],
                "from_node": ["N", "N"], "to_node": ["M", "M"], "mode_index": [0, 1],
                "geometry_kind": ["routed", "schematic"], "evidence": ["published", "candidate"],
                "text_zh": ["甲", "乙"], "text_en": ["a", "b"],
            },
            geometry=[line, line],
            crs="EPSG:4326",
        )  # fmt: skip

    def table(self, name: str) -> pd.DataFrame:
        rows: dict[str, dict[str, list[str]]] = {
            "node": {"node_id": ["N", "M"], "name_zh": ["北", "南"], "name_en": ["No", "So"]},
            "corridor": {"corridor_id": ["C1"]},
            "inland": {"inland_id": ["AF-X"], "region": ["africa"]},
        }
        return pd.DataFrame(rows[name])


def test_what_a_leg_says_and_how_it_is_drawn() -> None:
    store = cast("FolderStore", Legs())
    (solid,), (own,) = leg_features(store, "C1", "solid", "zh")
    assert own == {"id": "leg:A", "m": 0, "n": "北 — 南", "t": "甲"}
    assert shapely.get_coordinates(solid).tolist() == [[100, 20], [103, 20]]
    (dashed,), (own,) = leg_features(store, "AF-X", "dashed", "en")
    # A candidate is paler: its colour is that of its mode, eight places on.
    assert own == {"id": "inland_leg:B", "m": 1 + 8, "n": "No — So", "t": "b"}
    assert [len(dash.coords) for dash in dashed.geoms] == [2, 2, 2]
    for scope, style in (("C1", "dashed"), ("AF-X", "solid"), ("C1a", "dashed"), ("C9", "solid")):
        assert leg_features(store, scope, style, "zh") == ([], [])
    for scope in ("inland", "inland-africa"):
        assert len(leg_features(store, scope, "dashed", "zh")[0]) == 1


def test_legs_of_the_tiny_world_follow_its_network(map_store: FolderStore) -> None:
    found = {
        each["properties"]["id"]: each["properties"]
        for style in ("solid", "dashed") for each in features(map_store, "legs", "all", style, "en")
    }  # fmt: skip
    assert found.keys() == {"leg:C1a-1", "leg:C3-1"}
    sea = found["leg:C3-1"]
    assert (sea["m"], sea["n"]) == (3 + 8, "Qinzhou — Lobito")
    assert sea["t"].startswith("sea · candidate\nabout ")


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        ("all", lambda legs: legs["kind"] == "leg"),
        ("inland", lambda legs: legs["kind"] == "inland_leg"),
        ("inland-africa", lambda legs: legs["inland_id"].fillna("").str.startswith("AF-")),
        ("inland-asean", lambda legs: legs["inland_id"].fillna("").str.startswith("AS-")),
        ("C4", lambda legs: legs["corridor_id"] == "C4"),
        ("AF-N", lambda legs: legs["inland_id"] == "AF-N"),
    ],
)
def test_legs_of_the_atlas_are_dashed_or_solid_and_never_both(
    world: FolderStore, scope: str, rows: Any
) -> None:
    legs = world.layer("leg_lines")
    kinds = legs[rows(legs)].set_index("leg_id")["geometry_kind"]

    def ids(style: str) -> set[str]:
        found = features(world, "legs", scope, style, "zh")
        return {each["properties"]["id"].split(":")[1] for each in found}

    assert len(kinds)
    assert ids("dashed") == set(kinds.index[kinds == "schematic"])
    assert ids("solid") == set(kinds.index[kinds != "schematic"])


@pytest.mark.parametrize(("scope", "off"), [("all", 0.02), ("C4", 0.01), ("C3b", 0.004)])
def test_lines_are_as_fine_as_their_map_needs(world: FolderStore, scope: str, off: float) -> None:
    routed = world.layer("leg_lines").set_index("leg_id").geometry
    found = features(world, "legs", scope, "solid", "zh")
    for each in found:
        drawn, whole = shape(each["geometry"]), routed[each["properties"]["id"].split(":")[1]]
        # No farther off than promised; a thousandth of a degree is lost to short numbers.
        assert shapely.hausdorff_distance(whole, drawn) <= off + 0.001
        assert len(drawn.coords) <= len(whole.coords)


def test_confirmed_legs_lie_above_candidates(world: FolderStore) -> None:
    found = features(world, "legs", "C4", "solid", "zh")
    pale = [each["properties"]["m"] >= 8 for each in found]
    assert pale == sorted(pale, reverse=True)
    assert {("候选" in each["properties"]["t"]) for each in found} == {True, False}


def test_a_dashed_line_begins_and_ends_with_a_dash() -> None:
    line = shapely.LineString([(0, 0), (3, 0)])
    found = [shapely.get_coordinates(dash).round(6).tolist() for dash in dashes(line, 0.5)]
    assert found == [[[0, 0], [0.6, 0]], [[1.2, 0], [1.8, 0]], [[2.4, 0], [3, 0]]]


def test_borders_and_outline(map_store: FolderStore) -> None:
    border, *others = features(map_store, "borders", "0")
    assert border["geometry"]["coordinates"] == [[20, -10], [30, -10]]
    # Ten degrees in dashes of about 0.7: 7 dashes and 6 gaps between them, equally long.
    dashes = [shape(f["geometry"]) for f in others if f["properties"]["d"] == 1]
    assert len(dashes) == 7
    assert {round(dash.length, 6) for dash in dashes} == {round(10 / 13, 6)}
    assert dashes[0].coords[0] == (30, 20)
    assert dashes[-1].coords[-1] == (40, 20)
    pieces = json.loads(payload(map_store, "borders", "0", "pieces"))
    assert pieces[0] == {"s": [20, -10], "e": [30, -10], "d": 0}
    assert [piece["d"] for piece in pieces[:8]] == [0] + [1] * 7
    (outline,) = features(map_store, "outline", "COD")
    assert outline["geometry"]["type"] == "LineString"
    assert shape(outline["geometry"]).length == 40
    assert shape(outline["geometry"]).bounds == (20, -10, 30, 0)


def test_the_dash_line_is_whole(world: FolderStore) -> None:
    for address in (("borders", "0"), ("borders", "1"), ("tiles", "borders", "0", "0", "0")):
        kinds = [each["properties"]["d"] for each in features(world, *address)]
        assert kinds.count(2) == 10
        assert kinds.count(1) > 10
    pieces = json.loads(payload(world, "borders", "1", "pieces"))
    line = world.layer("dash_line").geometry
    assert sum(piece["d"] == 2 for piece in pieces) == sum(
        len(part.coords) - 1 for shape_ in line for part in getattr(shape_, "geoms", [shape_])
    )
    assert len(features(world, "prefectures", "zh")) == 14


@pytest.mark.parametrize(
    "address",
    [
        "", "land", "land/3", "land/-1", "land/0/zh", "borders/9", "sea/0", "nothing",
        "labels/2", "labels/x/zh", "labels/²/zh", "labels/-1/zh", "labels/1e9/zh",
        "labels/99999/zh", "labels/./zh", "pick/plain", "outline/XXX", "legs/all/dotted/zh",
        "legs/all/solid", "tiles/land/0/1/0",
        "tiles/land/9/0/0", "tiles/land/-1/0/0", "tiles/land/²/0/0",
        "tiles/land/99999999999999/0/0", "tiles/clouds/3/4/4", "tiles/names-2-0.0/3/4/4",
        "tiles/names-²-0-zh/4/4/4", "tiles/names-2--0.5-zh/4/4/4", "../manifest.json",
    ],
)  # fmt: skip
def test_no_such_address(map_store: FolderStore, address: str) -> None:
    with pytest.raises(NotFoundError):
        payload(map_store, *address.split("/"))


def test_a_subject_that_is_no_variable(map_store: FolderStore) -> None:
    for subject in ("nonsense", "resource.copper", "indicator.gdp.²"):
        with pytest.raises(UsageError):
            payload(map_store, "pick", subject, "zh")


def test_bytes_are_made_once(map_store: FolderStore) -> None:
    assert payload(map_store, "land", "0") is payload(map_store, "land", "0")
