"""What page tests share: the real tables built once, and every page run against them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager

from dashboard import i18n
from geodata.store import FolderStore


@pytest.fixture(scope="session")
def store(real_data_dir: Path) -> FolderStore:
    """The release that the pages show."""
    return FolderStore.open(real_data_dir)


# What is due or past is told for this day, whenever the tests run.
TODAY = "2026-11-21"


@pytest.fixture(autouse=True)
def _app_reads_it(real_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOA_REVIEW_NUMBER", "HOA_DEFAULT_LOCALE", "HOA_STALE_YEARS", "HOA_TABLES_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOA_DATA_DIR", str(real_data_dir))
    monkeypatch.setenv("HOA_TODAY", TODAY)
    i18n.activate(i18n.SOURCE_LOCALE)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each download button would give, by file name: AppTest cannot press one."""
    found: dict[str, Callable[[], bytes]] = {}
    register = MediaFileManager.add_deferred

    def remember(self, data_callable, mimetype, coordinates, file_name=None, **more):
        found[str(file_name)] = data_callable
        return register(self, data_callable, mimetype, coordinates, file_name, **more)

    monkeypatch.setattr(MediaFileManager, "add_deferred", remember)
    return found
