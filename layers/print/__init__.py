"""Draws a Scene on paper: PNG, SVG or PDF by matplotlib, without a window and without a browser.

`render` draws the map with its legend and footer, `charts` the charts that stand beside it.
"""

from layers.print.render import VIEW, render

__all__ = ["VIEW", "render"]
