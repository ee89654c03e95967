"""The release id: a hash of what goes into a release, the same on every machine."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path

from geodata.kinds import KINDS
from geodata.route_cache import ROUTES_VERSION
from geodata.tables import path_of

# Raise when the code of a build changes what it writes from the same tables.
# The routes have a version of their own, `geodata.route_cache.ROUTES_VERSION`, that counts too.
# Raised too when the map data served by address changes its form: browsers keep it for ever.
BUILD_VERSION = 4
ID_LENGTH = 12


def release_id(
    tables_dir: Path, boundary_view: str, thresholds: Mapping[str, float] | None = None
) -> str:
    """The id of the release that these tables make: 12 hex digits.

    It depends on the cells, on the bytes of the geographic inputs and on the thresholds of relation
    rules that were set; not on line ends, quoting, file times, the order of files in the folder or
    the time of building.
    """
    total = hashlib.sha256(f"{BUILD_VERSION}.{ROUTES_VERSION}\n{boundary_view}\n".encode())
    if thresholds:
        given = {name: float(value) for name, value in sorted(thresholds.items())}
        total.update(f"{json.dumps(given)}\n".encode())
    for kind in sorted(KINDS.values(), key=lambda kind: kind.table):
        path = path_of(kind, tables_dir)
        total.update(f"{path.name} {_cells_digest(path)}\n".encode())
    inputs = [*(tables_dir / "geo").glob("*.parquet"), *(tables_dir / "geo").glob("*.npz")]
    for path in sorted(inputs, key=lambda path: path.name):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"geo/{path.name} {digest}\n".encode())
    return total.hexdigest()[:ID_LENGTH]


def _cells_digest(path: Path) -> str:
    """Hash of a table's cells; of nothing when the file is missing or is not text."""
    digest = hashlib.sha256()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        return "-"
    for row in csv.reader(io.StringIO(text, newline="")):
        digest.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()
