"""The one page frame: filter row, map with legend and footer, detail card, table and chart.

A page chooses data and composes; the frame lays out, so that who knows one page knows all.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import card, charts, filters, legend, selection, table, ties
from dashboard.context import View
from dashboard.i18n import _, pick
from dashboard.words import KIND_GROUPS, word
from layers import deck
from layers.scene import Scene


@dataclass(frozen=True, slots=True)
class Rows:
    """What the table under the map lists.

    Parameters
    ----------
    frame : the rows, as the map draws or lists them
    kind : their kind
    references : ``kind:id`` of each row
    cells : display frame, where it is not the kind's usual columns
    """

    frame: pd.DataFrame
    kind: str
    references: list[str]
    cells: pd.DataFrame | None = None

    def first(self, count: int = 6) -> list[tuple[str, str]]:
        """Reference and name of the first rows: what an empty card offers."""
        # A plain frame of the names alone: taking rows off a GeoDataFrame is slow.
        own = [name for name in self.frame.columns if str(name).startswith("name_")]
        rows = pd.DataFrame(self.frame[own]).head(count)
        names = [pick(row) for row in rows.to_dict("records")]
        found = zip(self.references, names, strict=False)
        return [(reference, name) for reference, name in found if name]


# One mark a kind, as on the map, so that the switches read like a legend.
MARKS: Final = {
    "symbol": "◯", "corridor": "━", "site": "●", "park": "◆", "project": "▲",
    "branch": "■", "event": "⬢", "node": "●", "alert": "▲",
}  # fmt: skip


@contextmanager
def filter_row() -> Iterator[None]:
    """The row on top of the page where filters go."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="xsmall"):
        yield


def footer(view: View) -> str:
    """The line that every map carries: boundaries, review, release."""
    boundary = (
        _("边界：中国官方画法")
        if view.settings.boundary_view == "cn"
        else view.settings.boundary_view
    )
    review = view.settings.review_number
    return " · ".join(
        (
            boundary,
            _("审图号：{number}").format(number=review) if review else _("未送审，仅供内部研究"),
            _("数据版本 {release}").format(release=view.store.release_id),
            _("虚线为示意走向，光晕为约略位置"),
        )
    )


def credits_of(view: View, scene: Scene) -> str:
    """The line below a map: `footer`, and to whom what the scene draws is owed."""
    return " · ".join(part for part in (footer(view), scene.footer) if part)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a page go; the legend is there before the map that it switches."""

    map: DeltaGenerator
    legend: DeltaGenerator
    below: DeltaGenerator
    card: DeltaGenerator


def layout(view: View) -> Layout:
    """Make the page's places, below the filter row."""
    main, side = st.columns([0.745, 0.255], gap="small")
    with main:
        map_place = st.container(key="map")
        below = st.container(gap="small")
    legend_place = map_place.container(key=f"legend-{view.theme}", gap="small")
    with side:
        card_place = st.container(key="card")
    return Layout(map_place, legend_place, below, card_place)


def toggles(place: Layout, key: str, kinds: Sequence[str], default: Sequence[str]) -> list[str]:
    """The legend's switches: which kinds of thing the map shows, bound to the address."""

    def words(kind: str) -> str:
        return f"{MARKS[kind]} {word(KIND_GROUPS, kind)}"

    filters.adopt(key, kinds, words, several=True)
    with place.legend:
        chosen = st.pills(
            _("图层（点选开关）"), kinds, selection_mode="multi", default=list(default),
            format_func=words, key=key, bind="query-params",
        )  # fmt: skip
    return list(chosen or [])


def draw_map(
    view: View,
    scene: Scene,
    place: Layout,
    *,
    key: str,
    with_ties: bool = True,
    of: str | None = None,
) -> None:
    """The map with its legend and footer; a click selects.

    Parameters
    ----------
    with_ties : whether what an entity is tied to is drawn over it
    of : ``kind:id`` of that entity; the selected one where not given
    """
    if with_ties:
        scene = ties.drawn(view, scene, place.legend, of or selection.selected())
    with place.legend:
        legend.show(scene.legends, scene.theme)
    with place.map:
        st.pydeck_chart(
            deck.render(scene, turn=selection.turn(), scale=view.scale),
            key=key,
            on_select=lambda: selection.on_map(key),
            selection_mode="single-object",
            alt=scene.alt,
        )
        st.html(f'<div class="atlas-footer {scene.theme}">{escape(credits_of(view, scene))}</div>')


def show(
    view: View,
    scene: Scene,
    rows: Rows,
    place: Layout,
    *,
    key: str,
    empty: str,
    chart: Callable[[], charts.Chart | None] | None = None,
    above_card: Callable[[], None] | None = None,
    instead: Callable[[], None] | None = None,
) -> None:
    """Fill the places of a map page.

    Parameters
    ----------
    scene : the map
    rows : the table
    place : from `layout`
    key : prefix of the widgets' keys
    empty : what the card says while nothing is selected
    chart : makes the chart beside the table
    above_card : draws what stands above the card
    instead : draws the rows where the table would, when they are wanted in another form
    """
    draw_map(view, scene, place, key=f"{key}-map")
    with place.below:
        made = chart() if chart else None
        parts = st.columns([0.64, 0.36], gap="small") if made is not None else (st.container(),)
        with parts[0]:
            if instead:
                instead()
            else:
                table.show(
                    rows.frame,
                    rows.kind,
                    view,
                    references=rows.references,
                    cells=rows.cells,
                    key=f"{key}-table",
                )
        if made is not None:
            with parts[1]:
                charts.show(
                    made, view.style, key=f"{key}-chart",
                    on_pick=lambda: selection.on_chart(f"{key}-chart"),
                )  # fmt: skip
    with place.card:
        if above_card:
            above_card()
        chosen = selection.selected()
        card.show(view, chosen, empty=empty, first=() if chosen else rows.first())


def count(listed: int, drawn: int) -> None:
    """How many rows the filters leave, and how many of them stand on the map."""
    text = _("{n} 条").format(n=listed)
    if drawn < listed:
        text += _("（{n} 条无可靠位置，只在表中）").format(n=listed - drawn)
    st.caption(text, width="content")
