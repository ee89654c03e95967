"""What the pages do about the release: which one they read, and what they say when they cannot."""

import json
import shutil
from pathlib import Path

import pytest

from dashboard import navigation
from dashboard.provenance import escape
from geodata.release import current_folder, point_to
from geodata.store import FolderStore
from tests.page.screen import open_page, table

PAGES = tuple(page.path for page in navigation.PAGES)


@pytest.fixture
def own_data(real_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder to spoil."""
    folder = Path(shutil.copytree(real_data_dir, tmp_path / "data"))
    monkeypatch.setenv("HOA_DATA_DIR", str(folder))
    return folder


@pytest.mark.parametrize("path", PAGES)
def test_without_a_release_every_page_says_how_to_build_one(path, tmp_path, monkeypatch):
    monkeypatch.setenv("HOA_DATA_DIR", str(tmp_path / "empty"))
    (error,) = open_page(path).app.error
    assert "还没有数据版本" in error.value
    assert "python -m geodata build" in error.value


@pytest.mark.parametrize("path", PAGES)
def test_a_release_that_is_not_there_is_named_with_those_that_are(path, store: FolderStore):
    (error,) = open_page(path, release="0123456789ab").app.error
    assert "0123456789ab" in error.value
    assert store.release_id in error.value
    assert "去掉版本参数即用当前版本" in error.value


@pytest.mark.parametrize("release", ["../..", "", "<b>x</b>", "current"])
def test_any_text_as_a_release_is_answered(release, store: FolderStore):
    screen = open_page("parks", release=release)
    if release:
        assert escape(f"“{release}”") in screen.app.error[0].value
    else:
        assert len(screen.cells("park-table")) == len(table("parks"))


def test_a_pinned_release_is_the_one_shown(store: FolderStore):
    screen = open_page("parks", release=store.release_id)
    assert f"数据版本 {store.release_id}" in screen.html("footer")
    addresses = [x["data"] for x in screen.deck["layers"] if isinstance(x["data"], str)]
    assert addresses
    assert all(a.startswith(f"/geo/{store.release_id}/") for a in addresses)


def test_a_release_built_again_by_force_is_read(own_data: Path):
    first = current_folder(own_data)
    again = Path(shutil.copytree(first, first.with_name(f"{first.name}.1")))
    point_to(again, own_data)
    assert len(open_page("parks").cells("park-table")) == len(table("parks"))
    shutil.rmtree(first)
    assert len(open_page("parks").cells("park-table")) == len(table("parks"))


def test_a_damaged_release_says_what_to_do(own_data: Path):
    manifest = current_folder(own_data) / "manifest.json"
    document = json.loads(manifest.read_text("utf-8"))
    document["content"]["sources"] += 1
    manifest.write_text(json.dumps(document), "utf-8")
    (error,) = open_page("parks").app.error
    assert "python -m geodata build --force" in error.value


def test_a_changed_file_says_what_to_do(own_data: Path):
    file = current_folder(own_data) / "tables" / "park.parquet"
    file.write_bytes(file.read_bytes() + b" ")
    (error,) = open_page("parks").app.error
    assert "park.parquet" in error.value
    assert "python -m geodata build --force" in error.value


def test_a_setting_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOA_STALE_YEARS", "soon")
    (error,) = open_page("parks").app.error
    assert escape("HOA_STALE_YEARS") in error.value
    assert "soon" in error.value


def test_the_review_number_stands_under_every_map(monkeypatch: pytest.MonkeyPatch):
    for path in PAGES:
        # Financial services have a map once one is chosen.
        chosen = {"sel": "financial_service:letter-of-credit"} if path == "finance" else {}
        assert "未送审，仅供内部研究" in open_page(path, **chosen).html("footer"), path
    monkeypatch.setenv("HOA_REVIEW_NUMBER", "GS(2026)0001<i>")
    footer = open_page("parks").html("footer")
    assert "审图号：GS(2026)0001&lt;i&gt;" in footer
    assert "未送审" not in footer
