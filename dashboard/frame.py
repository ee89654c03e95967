"""The one page frame: filter row, map with legend and footer, detail card, table and chart.

A page chooses data and composes; the frame lays out, so that who knows one page knows all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import card, legend, selection, table
from dashboard.context import View
from dashboard.i18n import _
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


@contextmanager
def filter_row() -> Iterator[None]:
    """The row on top of the page where filters go."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
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


def draw_map(view: View, scene: Scene, *, key: str) -> None:
    """The map with its legend and footer; a click selects."""
    with st.container(key="map"):
        st.pydeck_chart(
            deck.render(scene, turn=selection.turn(), scale=view.scale),
            key=key,
            on_select=lambda: selection.on_map(key),
            selection_mode="single-object",
            alt=scene.alt,
        )
        legend.show(scene.legends, scene.theme)
        st.html(f'<div class="atlas-footer {scene.theme}">{escape(footer(view))}</div>')


def show(
    view: View,
    scene: Scene,
    rows: Rows,
    *,
    key: str,
    empty: str,
    chart: Callable[[], alt.Chart | alt.LayerChart | None] | None = None,
    above_card: Callable[[], None] | None = None,
) -> None:
    """Lay out a map page below its filter row.

    Parameters
    ----------
    scene : the map
    rows : the table
    key : prefix of the widgets' keys
    empty : what the card says while nothing is selected
    chart : makes the chart beside the table
    above_card : draws what stands above the card
    """
    main, side = st.columns([0.745, 0.255], gap="small")
    with main:
        draw_map(view, scene, key=f"{key}-map")
        made = chart() if chart else None
        below = st.columns([0.64, 0.36], gap="small") if made is not None else (st.container(),)
        with below[0]:
            table.show(
                rows.frame,
                rows.kind,
                view,
                references=rows.references,
                cells=rows.cells,
                key=f"{key}-table",
            )
        if made is not None:
            with below[1]:
                st.altair_chart(
                    made, width="stretch", height=round(230 * view.scale), key=f"{key}-chart"
                )
    with side, st.container(key="card", border=False):
        if above_card:
            above_card()
        card.show(view, selection.selected(), empty=empty)


def count(listed: int, drawn: int) -> None:
    """How many rows the filters leave, and how many of them stand on the map."""
    text = _("{n} 条").format(n=listed)
    if drawn < listed:
        text += _("（{n} 条无可靠位置，只在表中）").format(n=listed - drawn)
    st.caption(text, width="content")
