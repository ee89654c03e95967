"""The legend lying on the map: what each colour, shape and line style means."""

from html import escape

import streamlit as st

from dashboard.i18n import _
from layers.palette import Theme
from layers.scene import Legend, Swatch


def _mark(swatch: Swatch) -> str:
    """The swatch as a styled box: inline SVG does not pass Streamlit's sanitiser."""
    return (
        f'<i class="mark {swatch.shape}" style="--c:{escape(swatch.colour, quote=True)}" '
        'aria-hidden="true"></i>'
    )


def html(legends: tuple[Legend, ...], theme: Theme) -> str:
    """The legend as HTML; every text is escaped."""
    parts = []
    for legend in legends:
        if not legend.swatches:
            continue
        if legend.title:
            parts.append(f"<h5>{escape(legend.title)}</h5>")
        parts += [f"<div>{_mark(s)}<span>{escape(s.label)}</span></div>" for s in legend.swatches]
    label = escape(_("图例"))
    return (
        f'<div class="atlas-legend {theme}" role="img" aria-label="{label}">{"".join(parts)}</div>'
    )


def show(legends: tuple[Legend, ...], theme: Theme) -> None:
    """Lay the legend on the map."""
    if any(legend.swatches for legend in legends):
        with st.container(key="legend"):
            st.html(html(legends, theme))
