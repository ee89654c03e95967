"""A click on the bare map chooses that point; deck.gl's own selection tells picked objects only."""

from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v2 import component

from dashboard import nearby_inputs
from dashboard.frame import Layout

KEY: Final = "atlas-map-click"
DECIMALS: Final = 3  # of a degree: about 100 m, finer than a finger

_listen = component("atlas_map_click", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def listen(place: Layout) -> None:
    """Let a click on the map of this page choose a point."""
    with place.map:
        _listen(key=KEY, data={}, on_point_change=_clicked)


def _clicked() -> None:
    point: Any = st.session_state[KEY]["point"]
    if point:
        lon, lat = (round(float(each), DECIMALS) + 0.0 for each in point)
        nearby_inputs.go_to(f"{lat:g},{lon:g}")
