"""What the selected entity is tied to, drawn over any map: a line to each, and each as a point."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import columns
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.relations import Link, links
from geodata.store import Store
from layers.palette import GROUNDS, Rgb, alpha, hex_of, kind_colour
from layers.points import SHAPES
from layers.scene import ColourBy, Legend, Paths, Points, Scene, Swatch

KEY: Final = "ties"
# Beyond these a reader sees a brush of lines, and each is some 150 bytes.
MOST: Final = 24
WIDTH: Final = 1.6


def point_of(store: Store, kind: str, id: str) -> tuple[float, float] | None:
    """Longitude and latitude (WGS84) of an entity, a country's at its capital; None for no place.

    Raises
    ------
    NotFoundError
        If there is no such entity.
    """
    row = store.get(kind, id)
    ends = ("capital_lon", "capital_lat") if kind == "country" else ("lon", "lat")
    lon, lat = (row.get(name) for name in ends)
    if lon is None or lat is None or row.get("verified") == "no":
        return None
    return round(float(lon), 3), round(float(lat), 3)


def placed(store: Store, kind: str, id: str) -> list[tuple[Link, tuple[float, float]]]:
    """The strongest ties of an entity to what has a place; of a country those that lead abroad.

    Raises
    ------
    NotFoundError
        If there is no such entity.
    """
    here = point_of(store, kind, id)
    found = [
        (link, there)
        for group in links(store, kind, id).values()
        for link in group
        if link.basis != "same-country" and link.kind in SHAPES
        if (there := point_of(store, link.kind, link.id)) is not None and there != here
    ]
    own = store.get(kind, id).get("iso3")
    if kind == "country":
        found = [(link, at) for link, at in found if store.get(link.kind, link.id)["iso3"] != own]
    else:
        found = [(link, at) for link, at in found if (link.kind, link.id) != ("country", own)]
    found.sort(key=lambda pair: -pair[0].strength)
    return found[:MOST]


def drawn(view: View, scene: Scene, legend: DeltaGenerator, of: str | None) -> Scene:
    """The scene with the ties of an entity (``kind:id``), which the legend switches."""
    kind, _sep, id_ = (of or "").partition(":")
    if kind not in KINDS:
        return scene
    try:
        here = point_of(view.store, kind, id_)
        ends = placed(view.store, kind, id_) if here else []
    except NotFoundError:
        return scene  # the card says so
    if not ends:
        return scene
    with legend:
        shown = st.toggle(_("关联连线"), value=True, key=KEY, bind="query-params")
    if not shown:
        return scene
    tones = GROUNDS[view.theme]
    kinds = list(SHAPES)
    lines = [{"p": [list(here), list(there)], "w": WIDTH} for _link, there in ends if here]
    points: list[dict[str, Any]] = [
        {
            "id": f"{link.kind}:{link.id}", "p": list(there),
            "n": columns.name_of(view, link.kind, link.id),
            "t": f"{w.kind_word(link.kind)} · {link.reason(view.locale)}",
            "c": kinds.index(link.kind),
        }
        for link, there in ends
    ]  # fmt: skip
    colours = tuple(alpha(_colour(view, each), 0.95) for each in kinds)
    swatch = Swatch(_("与所选事物的关联"), hex_of(tones.accent), "dashed")
    over = scene.with_layers(
        Paths("ties", lines, alpha(tones.accent, 0.75), dashed=True, pickable=False),
        Points("tied", points, ColourBy("c", colours), size=5, outline=tones.outline),
    )
    return replace(over, legends=(*over.legends, Legend("", (swatch,))))


def _colour(view: View, kind: str) -> Rgb:
    """A kind's colour on the map; countries have none of their own."""
    return GROUNDS[view.theme].text if kind == "country" else kind_colour(kind, view.theme)
