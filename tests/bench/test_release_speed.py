"""How long a build takes and how fast a release opens."""

import time
from pathlib import Path

from geodata.build import build
from geodata.settings import ROOT
from geodata.store import FolderStore

BUILD_LIMIT_S = 60.0
LOAD_LIMIT_S = 1.0


def test_build_and_load(tmp_path: Path) -> None:
    begun = time.perf_counter()
    build(ROOT / "geodata" / "tables", tmp_path)
    built = time.perf_counter() - begun
    # The first reading pays for imports; a reader that already runs is what counts.
    seconds: list[float] = []
    for _ in range(3):
        begun = time.perf_counter()
        store = FolderStore.open(tmp_path)
        for kind in store.manifest.tables:
            store.table(kind)
        seconds.append(time.perf_counter() - begun)
    assert built < BUILD_LIMIT_S
    assert min(seconds) < LOAD_LIMIT_S
