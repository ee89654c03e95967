"""Runs the clock of the marks that travel on a map, in the browser alone.

No rerun and no message: a small script finds the map's deck.gl, and tells its layers of trips the
time. It stands still for readers who ask their system for less motion, and gives up by itself
where drawing is slow.
"""

from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.components.v2 import component

from dashboard.frame import Layout
from dashboard.i18n import _
from layers.scene import Scene, Trips
from layers.trips import CYCLE_S, START_S

KEY: Final = "motion"

_clock = component("atlas_clock", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def switch(place: Layout, *, possible: bool) -> bool:
    """The legend's switch for motion, bound to the address; whether marks are to move.

    Parameters
    ----------
    possible : whether there is a line for them to move on
    """
    with place.legend:
        chosen = st.toggle(
            _("动态"), value=True, key=KEY, bind="query-params", disabled=not possible,
        )  # fmt: skip
    return possible and chosen


def run(place: Layout, scene: Scene) -> None:
    """Let the marks of a drawn scene move, if it has any."""
    layers = [layer.id for layer in scene.layers if isinstance(layer, Trips)]
    if layers:
        with place.map:
            _clock(key="atlas-clock", data={"layers": layers, "start": START_S, "cycle": CYCLE_S})
