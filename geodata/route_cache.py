"""Routes of a release, kept beside the releases: worked out again only when an input changes."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas as gpd

# Raise when the code that works out routes changes what it makes of the same inputs.
ROUTES_VERSION = 7
# What routes are made of, in the folder of the tables.
INPUTS = (
    "nodes.csv", "legs.csv", "inland_legs.csv", "services.csv", "countries.csv", "prefectures.csv",
    "sites.csv", "published_times.csv", "chokepoints.csv", "graph_mends.csv", "waterways.csv",
    "geo/rail_graph.npz", "geo/road_graph.npz", "geo/world.parquet",
)  # fmt: skip
Frames = Mapping[str, gpd.GeoDataFrame]


def inputs_digest(tables_dir: Path) -> str:
    """A hash of the bytes that routes are made of."""
    found = hashlib.sha256(f"{ROUTES_VERSION}\n".encode())
    for name in INPUTS:
        path = tables_dir / name
        found.update(name.encode())
        if path.exists():
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def cached(data_dir: Path, tables_dir: Path, make: Callable[[], Frames]) -> Frames:
    """The frames as made before from the same inputs, else made now and kept.

    Parameters
    ----------
    data_dir : folder of the releases; routes are kept in ``routes`` beside them
    tables_dir : folder of the tables
    make : makes the frames
    """
    folder = data_dir / "routes" / inputs_digest(tables_dir)
    if folder.is_dir():
        return {path.stem: gpd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    frames = make()
    scratch = folder.with_suffix(".part")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    for name, frame in frames.items():
        frame.to_parquet(scratch / f"{name}.parquet", index=False, compression="zstd")
    # Whole or not at all; only the last is kept.
    for old in folder.parent.iterdir():
        if old != scratch:
            shutil.rmtree(old, ignore_errors=True)
    scratch.rename(folder)
    return frames
