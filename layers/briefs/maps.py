"""The picture of a brief's map, drawn once for all its files."""

import threading
from collections import OrderedDict
from typing import Final

from geodata.store import Store
from layers.briefs.model import Brief
from layers.print import render
from layers.scene import Scene

MAP_MM: Final = (204.0, 146.0)  # where a slide places it
DPI: Final = 220
_KEPT: Final = 4

# A scene holds lists, so it is known by itself; kept along, no other takes its place in memory.
_pictures: OrderedDict[tuple[int, str, str, str], tuple[Scene, bytes]] = OrderedDict()
_guard = threading.Lock()


def map_png(brief: Brief, store: Store) -> bytes:
    """The map at `DPI` for a place of `MAP_MM`, with its legend, footer and review line.

    Raises
    ------
    ExportError
        If an address of the scene is not of this release.
    """
    footer = brief.scene.footer
    if brief.review not in footer:
        footer = " · ".join(part for part in (footer, brief.review) if part)
    key = (id(brief.scene), store.release_id, brief.locale, footer)
    with _guard:
        if key in _pictures:
            return _pictures[key][1]
    picture = render(
        brief.scene, store, size_mm=MAP_MM, dpi=DPI, fmt="png", footer=footer, locale=brief.locale
    )
    with _guard:
        _pictures[key] = (brief.scene, picture)
        while len(_pictures) > _KEPT:
            _pictures.popitem(last=False)
    return picture
