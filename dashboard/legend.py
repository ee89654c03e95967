"""The legend lying on the map: what each colour, shape and line style means."""

from html import escape

import streamlit as st

from dashboard.i18n import _
from layers.scene import Legend, Swatch


def _svg(swatch: Swatch) -> str:
    colour = escape(swatch.colour, quote=True)
    shapes = {
        "area": f'<rect width="22" height="12" y="2" rx="2" fill="{colour}" stroke="#8886"/>',
        "line": f'<path d="M0 8h22" stroke="{colour}" stroke-width="3"/>',
        "dashed": f'<path d="M0 8h22" stroke="{colour}" stroke-width="3" stroke-dasharray="6 4"/>',
        "halo": f'<circle cx="11" cy="8" r="8" fill="{colour}" opacity="0.25"/>'
        f'<circle cx="11" cy="8" r="3" fill="{colour}"/>',
        "circle": f'<circle cx="11" cy="8" r="5" fill="{colour}"/>',
        "diamond": f'<path d="M11 1l7 7-7 7-7-7z" fill="{colour}"/>',
        "square": f'<rect x="5" y="2" width="12" height="12" fill="{colour}"/>',
        "triangle": f'<path d="M11 2l7 12H4z" fill="{colour}"/>',
        "hexagon": f'<path d="M6 2h10l5 6-5 6H6L1 8z" fill="{colour}"/>',
    }
    return f'<svg width="22" height="16" aria-hidden="true">{shapes[swatch.shape]}</svg>'


def html(legends: tuple[Legend, ...]) -> str:
    """The legend as HTML; every text is escaped."""
    parts = []
    for legend in legends:
        if not legend.swatches:
            continue
        if legend.title:
            parts.append(f"<h5>{escape(legend.title)}</h5>")
        parts += [f"<div>{_svg(s)}<span>{escape(s.label)}</span></div>" for s in legend.swatches]
    return f'<div class="atlas-legend" role="img" aria-label="{escape(_("图例"))}">{"".join(parts)}</div>'


def show(legends: tuple[Legend, ...]) -> None:
    """Lay the legend on the map."""
    if any(legend.swatches for legend in legends):
        with st.container(key="legend"):
            st.html(html(legends))
