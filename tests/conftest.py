"""What tests share: the mark of their folder, the tiny tables and a release of them."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from geodata import boundaries
from geodata.build import build
from geodata.settings import ROOT
from geodata.store import FolderStore
from tests import tiny

KINDS_OF_TEST = ("unit", "page", "browser", "bench", "slow")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test is what its folder says it is."""
    for item in items:
        for part in item.path.parts:
            if part in KINDS_OF_TEST:
                item.add_marker(part)


@pytest.fixture
def content() -> dict[str, list[dict[str, Any]]]:
    """The tiny rows, to be changed."""
    return tiny.rows()


@pytest.fixture
def tables_dir(tmp_path: Path) -> Path:
    """The tiny tables as they are."""
    return tiny.write(tmp_path / "tables", tiny.rows())


@pytest.fixture
def tiny_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds make the layers of the tiny world."""
    monkeypatch.setattr(boundaries, "build_layers", tiny.layers)


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", tiny.layers)
        build(tiny.write(folder / "tables", tiny.rows()), folder / "data")
    return folder / "data"


@pytest.fixture
def data_dir(tmp_path: Path, _built_once: Path, tiny_layers: None) -> Path:
    """A data folder of its own with one release of the tiny tables in use."""
    return Path(shutil.copytree(_built_once, tmp_path / "data"))


@pytest.fixture
def tiny_store(data_dir: Path) -> FolderStore:
    """The release of the tiny tables."""
    return FolderStore.open(data_dir)


@pytest.fixture(scope="session")
def real_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a release of the real tables, built once; only to be read."""
    folder = tmp_path_factory.mktemp("real")
    # Routes are kept by the hash of what they are made of: those of the last build serve again.
    if (kept := ROOT / "data" / "routes").is_dir():
        shutil.copytree(kept, folder / "routes")
    build(ROOT / "geodata" / "tables", folder)
    return folder
