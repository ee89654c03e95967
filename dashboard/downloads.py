"""Files of what is filtered: each format with its sources, made when asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.context import View
from dashboard.frame import credits_of
from dashboard.i18n import _
from geodata.export import MEDIA_TYPES, SPATIAL, export
from geodata.kinds import KINDS
from layers import web
from layers.scene import Scene

LABELS: Final = {
    "xlsx": "Excel",
    "csv": "CSV",
    "geojson": "GeoJSON",
    "kml": "KML",
    "gpkg": "GeoPackage",
}


def menu(
    rows: pd.DataFrame,
    kind: str,
    view: View,
    *,
    title: str,
    filters: str,
    key: str,
    scene: Callable[[], Scene] | None = None,
) -> None:
    """A button that opens the list of formats.

    Parameters
    ----------
    rows : what is filtered
    kind : kind of the rows
    title, filters : head of the file and the filters as a sentence
    key : prefix of the widgets' keys
    scene : gives the map on the screen, for the format that holds it; called when asked for
    """
    placed = KINDS[kind].placed or kind == "country"
    with st.popover(_("下载"), icon=":material/download:"):
        st.caption(
            _("当前筛选的 {n} 条记录，附来源。数据版本 {release}").format(
                n=len(rows), release=view.store.release_id
            )
        )
        for fmt, label in LABELS.items():
            if fmt in SPATIAL and not placed:
                continue
            st.download_button(
                label,
                data=lambda fmt=fmt: export(
                    rows,
                    kind,
                    fmt,
                    store=view.store,
                    title=title,
                    filters=filters,
                    review=view.settings.review_text,
                ),
                file_name=f"{kind}-{view.store.release_id}.{fmt}",
                mime=MEDIA_TYPES[fmt],
                key=f"{key}-{fmt}",
                on_click="ignore",
                icon=":material/draft:",
                width="stretch",
            )
        if scene is not None:
            st.download_button(
                _("地图网页（离线可看）"),
                data=lambda: _page(view, scene(), title),
                file_name=f"map-{kind}-{view.store.release_id}.html",
                mime="text/html",
                key=f"{key}-html",
                on_click="ignore",
                icon=":material/map:",
                width="stretch",
            )


def _page(view: View, scene: Scene, title: str) -> bytes:
    """The map as one HTML file, with the footer of the screen."""
    drawn = replace(scene, footer=credits_of(view, scene))
    return web.render(drawn, view.store, title=title).encode()
