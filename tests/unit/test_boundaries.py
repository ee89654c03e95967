"""The boundary layers show what the law asks for and fit together at every zoom."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.boundaries import SETS, boundary_set, build_layers, probe
from geodata.boundaries.edges import edges_of
from geodata.errors import BoundaryError

TABLES = Path(__file__).resolve().parents[2] / "geodata" / "tables"
ZOOMS = (0, 1, 2)
BUDGET = {"land_z0": 12_000, "land_z1": 45_000, "land_z2": 150_000}
PROBES = {
    "Taipei": (121.56, 25.04, "CHN"),
    "Kaohsiung": (120.35, 22.65, "CHN"),
    "Tawang": (91.86, 27.58, "CHN"),
    "Aksai Chin": (79.5, 35.2, "CHN"),
    "Hong Kong": (114.13, 22.43, "CHN"),
    "Juba": (31.58, 4.85, "SSD"),
    "Khartoum": (32.53, 15.5, "SDN"),
    "Laayoune": (-13.15, 27.1, "ESH"),
    "Dakhla's hinterland": (-15.0, 23.5, "ESH"),
    "Agadir": (-9.4, 30.4, "MAR"),
    "Hargeisa": (44.06, 9.56, "SOM"),
    "Pristina": (21.16, 42.66, "SRB"),
    "Maseru": (27.7, -29.4, "LSO"),
    "Kinshasa": (15.4, -4.5, "COD"),
    "Brazzaville": (15.1, -4.1, "COG"),
    "Srinagar": (74.8, 34.1, "IND-PAK-JK"),
    "the sea off Hainan": (111.9, 18.5, None),
}
FORBIDDEN = {
    "台湾", "中国台湾", "香港", "中国香港", "澳门", "中国澳门", "科索沃", "索马里兰", "刚果",
    "民主刚果", "中非", "史瓦帝尼", "埃斯瓦蒂尼", "象牙海岸", "维德角", "福克兰群岛",
    "约旦河西岸和加沙",
}  # fmt: skip
NAMES = {
    "CHN": "中国", "COD": "刚果（金）", "COG": "刚果（布）", "SWZ": "斯威士兰", "CIV": "科特迪瓦",
    "CPV": "佛得角", "TLS": "东帝汶", "CAF": "中非共和国", "MKD": "北马其顿", "DMA": "多米尼克",
    "DOM": "多米尼加", "PSE": "巴勒斯坦", "ESH": "西撒哈拉", "FLK": "马尔维纳斯群岛（福克兰群岛）",
}  # fmt: skip
# A capital may lie a little off a simplified coast; the source draws no land where Banjul's
# spit is, at the mouth of the Gambia.
NEAR_DEG = 0.02
OFF_THE_COAST = {"GMB": 0.05}
Layers = dict[str, gpd.GeoDataFrame]


@pytest.fixture(scope="module")
def layers() -> Layers:
    return build_layers(TABLES / "geo")


@pytest.fixture(scope="module")
def countries() -> pd.DataFrame:
    return pd.read_csv(TABLES / "countries.csv")


def polygons(layers: Layers, zoom: int) -> np.ndarray:
    return layers[f"land_z{zoom}"].geometry.to_numpy()


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("place", PROBES)
def test_place_lies_in_the_right_country(layers: Layers, zoom: int, place: str) -> None:
    lon, lat, expected = PROBES[place]
    assert probe(layers[f"land_z{zoom}"], lon, lat) == expected


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_focus_country_is_drawn(layers: Layers, countries: pd.DataFrame, zoom: int) -> None:
    land = layers[f"land_z{zoom}"]
    focus = land[land["focus"]]
    assert set(focus["iso3"]) == set(countries["iso3"])
    assert len(focus) == 65
    assert (shapely.area(focus.geometry.to_numpy()) > 0).all()


def test_every_capital_lies_in_its_country(layers: Layers, countries: pd.DataFrame) -> None:
    land = layers["land_z2"].set_index("iso3").geometry
    placed = countries.dropna(subset=["capital_lon", "capital_lat"])
    capitals = shapely.points(placed["capital_lon"], placed["capital_lat"])
    away = shapely.distance(land.loc[placed["iso3"]].to_numpy(), capitals)
    off = dict(zip(placed["iso3"], away, strict=True))
    assert len(off) >= 60
    assert {
        code: round(d, 3) for code, d in off.items() if d > OFF_THE_COAST.get(code, NEAR_DEG)
    } == {}


@pytest.mark.parametrize("zoom", ZOOMS)
def test_land_is_a_coverage_without_gaps_or_overlaps(layers: Layers, zoom: int) -> None:
    land = polygons(layers, zoom)
    assert shapely.is_valid(land).all()
    assert shapely.coverage_is_valid(land, gap_width=0.0001)
    union = shapely.union_all(land)
    assert union.area == pytest.approx(shapely.area(land).sum(), rel=1e-9)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_each_border_is_drawn_once(layers: Layers, zoom: int) -> None:
    edges = edges_of(polygons(layers, zoom))
    inner = edges.ends[(edges.right >= 0) & (edges.right != edges.left)]
    expected = np.hypot(*(inner[:, 1] - inner[:, 0]).T).sum()
    assert shapely.length(layers[f"borders_z{zoom}"].geometry.to_numpy()).sum() == pytest.approx(
        expected
    )
    assert set(layers[f"borders_z{zoom}"]["kind"]) == {"international", "disputed"}


@pytest.mark.parametrize("zoom", [0, 1])
def test_coast_has_no_border_and_no_seam(layers: Layers, zoom: int) -> None:
    coast = layers[f"coast_z{zoom}"]
    borders = layers[f"borders_z{zoom}"]
    shared = shapely.intersection(
        shapely.union_all(coast.geometry.to_numpy()), shapely.union_all(borders.geometry.to_numpy())
    )
    assert shared.length == 0
    bounds = coast.bounds
    assert not ((bounds.minx == bounds.maxx) & (bounds.minx.abs() == 180)).any()


@pytest.mark.parametrize("zoom", ZOOMS)
def test_coordinates_are_rounded(layers: Layers, zoom: int) -> None:
    coords = shapely.get_coordinates(polygons(layers, zoom))
    assert np.abs(coords - np.round(coords, 4 if zoom == 2 else 3)).max() < 1e-9


@pytest.mark.parametrize("name", BUDGET)
def test_layer_keeps_to_its_budget(layers: Layers, name: str) -> None:
    assert shapely.get_num_coordinates(layers[name].geometry.to_numpy()).sum() <= BUDGET[name]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_islands_of_the_south_and_east_china_sea_stay(layers: Layers, zoom: int) -> None:
    land = layers[f"land_z{zoom}"]
    china = land.geometry[land["iso3"] == "CHN"].iloc[0]
    for group in SETS["cn"].island_groups:
        assert shapely.intersects(china, shapely.box(*group.box)), group.name_zh


def test_island_names(layers: Layers) -> None:
    names = set(layers["island_labels"]["name_zh"])
    assert {"东沙群岛", "西沙群岛", "中沙群岛", "南沙群岛", "钓鱼岛", "赤尾屿"} <= names


def test_dash_line_has_ten_segments(layers: Layers) -> None:
    dash = layers["dash_line"]
    assert dash["segment"].tolist() == list(range(1, 11))
    assert (dash.geom_type == "LineString").all()


def test_labels_stand_inside_their_polygons(layers: Layers) -> None:
    labels = layers["labels"].set_index("iso3")
    for zoom in (1, 2):
        land = layers[f"land_z{zoom}"].set_index("iso3").geometry.loc[labels.index]
        large = (labels["importance"] < 3) | (zoom == 2)
        inside = shapely.contains(land.to_numpy(), labels.geometry.to_numpy())
        assert labels.index[large & ~inside].tolist() == []
    assert labels.geometry["MYS"].x < 104.5  # the peninsula
    assert set(labels["importance"]) == {1, 2, 3}


def test_names(layers: Layers) -> None:
    for name in ("land_z0", "land_z1", "land_z2", "labels"):
        frame = layers[name].set_index("iso3")
        assert not FORBIDDEN & set(frame["name_zh"])
        assert not {"TWN", "HKG", "MAC", "XKX"} & set(frame.index)
        assert {code: frame.loc[code, "name_zh"] for code in NAMES} == NAMES
        assert frame["name_zh"].str.len().gt(0).all()
        assert frame["name_en"].str.len().gt(0).all()


def test_focus_names_match_the_countries_table(layers: Layers, countries: pd.DataFrame) -> None:
    land = layers["land_z0"].set_index("iso3")
    english = countries.set_index("iso3")["name_en"]
    assert land.loc[english.index, "name_en"].to_dict() == english.to_dict()


@pytest.mark.parametrize("name", ["admin1_z1", "admin1_z2", "provinces_z1", "provinces_z2"])
def test_unit_lines_stay_inside_their_country(layers: Layers, name: str) -> None:
    lines = layers[name]
    land = layers[f"land_{name[-2:]}"].set_index("iso3").geometry
    merged = lines.dissolve("iso3").geometry
    outside = shapely.length(
        shapely.difference(
            merged.to_numpy(), shapely.buffer(land.loc[merged.index].to_numpy(), 0.002)
        )
    )
    assert outside.sum() == 0


def test_units_fill_their_country() -> None:
    world = gpd.read_parquet(TABLES / "geo" / "world.parquet").set_index("iso3").geometry
    admin1 = gpd.read_parquet(TABLES / "geo" / "admin1.parquet")
    area = pd.Series(shapely.area(admin1.geometry.to_numpy())).groupby(admin1["iso3"]).sum()
    assert len(area) >= 60
    assert area.to_numpy() == pytest.approx(shapely.area(world[area.index].to_numpy()), rel=1e-3)
    provinces = gpd.read_parquet(TABLES / "geo" / "provinces.parquet")
    assert len(provinces) == 34
    assert shapely.area(provinces.geometry.to_numpy()).sum() == pytest.approx(
        world["CHN"].area, rel=1e-4
    )


def test_prefectures_of_hunan(layers: Layers) -> None:
    prefectures = layers["prefectures"]
    assert len(prefectures) == 14
    assert shapely.coverage_is_valid(prefectures.geometry.to_numpy())
    assert probe(prefectures.rename(columns={"name_zh": "iso3"}), 112.94, 28.2) == "长沙市"


def test_every_layer_has_its_crs(layers: Layers) -> None:
    for name, frame in layers.items():
        assert frame.crs is not None, name
        assert frame.crs.to_epsg() == 4326, name
        assert len(frame), name
    assert layers["ocean"].total_bounds.tolist() == [-180, -85, 180, 85]


def test_unknown_set_and_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match="utopia"):
        boundary_set("utopia")
    with pytest.raises(BoundaryError, match=r"world\.parquet"):
        build_layers(tmp_path)
