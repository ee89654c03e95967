"""Releases that many unit tests read and none changes."""

from pathlib import Path

import pytest
from hypothesis import settings

from geodata.store import FolderStore
from tests import tiny_map

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def map_store(tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
    """The tiny release with all that a map is drawn from."""
    return tiny_map.make(tmp_path_factory.mktemp("tiny-map"))


@pytest.fixture(scope="session")
def world(real_data_dir: Path) -> FolderStore:
    """The release of the curated tables."""
    return FolderStore.open(real_data_dir)
