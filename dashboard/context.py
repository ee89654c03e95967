"""What a page run works with: the release, the language, the theme and the addresses."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard import i18n, theme, viewport
from dashboard.charts import Style
from geodata.release import current_folder, pinned_folder
from geodata.settings import Settings, settings
from geodata.store import FolderStore, Store
from layers.base import Addresses
from layers.camera import PRESETS, fit
from layers.palette import Theme
from layers.scene import Camera


@dataclass(frozen=True, slots=True)
class View:
    """One run of one page.

    Parameters
    ----------
    store : the release every figure on the page belongs to
    locale, theme : as the reader has chosen
    at : where the release's map data is served
    settings : the office's settings
    map_size : width and height of the map in CSS pixels
    scale : how much larger than on a desk type and symbols are drawn
    """

    store: Store
    locale: str
    theme: Theme
    at: Addresses
    settings: Settings
    map_size: tuple[float, float]

    scale: float

    @property
    def style(self) -> Style:
        """How charts are drawn."""
        return Style(self.theme, self.scale)

    def camera(self, preset: str) -> Camera:
        """A preset camera, fitted to the window."""
        return fit(PRESETS[preset], *self.map_size)


@cache
def _open(folder: Path) -> FolderStore:
    return FolderStore(folder)


def opened(release_id: str | None = None) -> FolderStore:
    """The release asked for, or the current one; each is opened once a process.

    Raises
    ------
    ReleaseError : if there is none
    """
    data_dir = settings().data_dir
    # The pointer is read each time: a new release is seen without a restart. What is opened is
    # kept by folder, for a release built again by force has its id but a folder of its own.
    return _open(pinned_folder(data_dir, release_id) if release_id else current_folder(data_dir))


def prefix() -> str:
    """The path under which the app is served: empty, or starting with a slash."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def view() -> View:
    """The view of this run."""
    store = opened(st.query_params.get("release"))
    locale = i18n.locale()
    return View(
        store=store,
        locale=locale,
        theme=theme.current(),
        at=Addresses(store.release_id, locale, prefix()),
        settings=settings(),
        map_size=viewport.known().map_size,
        scale=viewport.known().scale,
    )
