"""Routes are worked out again when, and only when, something they are made of changes."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from geodata import route_cache
from geodata.build import build
from geodata.route_cache import INPUTS, cached, inputs_digest
from geodata.settings import ROOT


class Made:
    """Makes a frame and counts how often; `fails` makes it die half way."""

    def __init__(self, fails: bool = False) -> None:
        self.times = 0
        self.fails = fails

    def __call__(self) -> dict[str, gpd.GeoDataFrame]:
        self.times += 1
        if self.fails:
            raise OSError("no space left")
        line = shapely.LineString([(110, 27.5), (102.7, 18)])
        frame = gpd.GeoDataFrame({"km": [self.times]}, geometry=[line], crs="EPSG:4326")
        return {"links": frame, "stops": frame}


def test_the_second_time_they_are_read(tables_dir: Path, tmp_path: Path) -> None:
    make = Made()
    first = cached(tmp_path, tables_dir, make)
    second = cached(tmp_path, tables_dir, make)
    assert make.times == 1
    assert set(second) == {"links", "stops"}
    assert_geodataframe_equal(second["links"], first["links"])


@pytest.mark.parametrize("name", INPUTS)
def test_any_input_that_changes_makes_them_anew(
    tables_dir: Path, tmp_path: Path, name: str
) -> None:
    make = Made()
    cached(tmp_path, tables_dir, make)
    path = tables_dir / name
    path.write_bytes(path.read_bytes() + b"\n")
    found = cached(tmp_path, tables_dir, make)
    assert make.times == 2
    assert found["links"]["km"].tolist() == [2]
    # Only the last are kept.
    assert [each.name for each in (tmp_path / "routes").iterdir()] == [inputs_digest(tables_dir)]


def test_other_tables_do_not_matter(tables_dir: Path, tmp_path: Path) -> None:
    make = Made()
    cached(tmp_path, tables_dir, make)
    for name in ("parks.csv", "volumes.csv", "sources.csv"):
        assert name not in INPUTS
        (tables_dir / name).write_bytes((tables_dir / name).read_bytes() + b"\n")
    cached(tmp_path, tables_dir, make)
    assert make.times == 1


def test_a_new_way_of_making_them(
    tables_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Made()
    cached(tmp_path, tables_dir, make)
    monkeypatch.setattr(route_cache, "ROUTES_VERSION", route_cache.ROUTES_VERSION + 1)
    cached(tmp_path, tables_dir, make)
    assert make.times == 2


def test_what_dies_half_way_leaves_nothing_to_be_read(tables_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no space"):
        cached(tmp_path, tables_dir, Made(fails=True))
    folder = tmp_path / "routes" / inputs_digest(tables_dir)
    assert not folder.exists()
    # As a process killed while writing leaves it.
    scratch = folder.with_suffix(".part")
    scratch.mkdir(parents=True)
    (scratch / "links.parquet").write_bytes(b"half")
    assert cached(tmp_path, tables_dir, Made())["links"]["km"].tolist() == [1]
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]


def test_every_input_exists() -> None:
    assert [name for name in INPUTS if not (ROOT / "geodata" / "tables" / name).exists()] == []


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    from geodata import build as module  # noqa: PLC0415

    calls: list[int] = []
    real = module.leg_lines

    def leg_lines(*arguments: object) -> object:
        calls.append(1)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "leg_lines", leg_lines)
    return calls


def test_a_park_renamed_costs_no_routing(
    tables_dir: Path, tmp_path: Path, tiny_layers: None, counted: list[int]
) -> None:
    build(tables_dir, tmp_path / "data")
    parks = tables_dir / "parks.csv"
    parks.write_text(parks.read_text("utf-8").replace("赛色塔园区", "改名"), "utf-8")
    assert build(tables_dir, tmp_path / "data").fresh
    assert len(counted) == 1
