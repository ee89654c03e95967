"""Points of other kinds laid over a map: their layers and their entries in the legend."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from dashboard import selection
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.i18n import pick
from geodata.kinds import KINDS
from layers.palette import SITE_FAMILIES, hex_of, kind_colour, site_colour, site_family
from layers.points import SHAPES, drawable, point_layers, point_rows
from layers.scene import Layer, Swatch


def overlays(
    view: View, kinds: Sequence[str], rows_of: Callable[[str], pd.DataFrame]
) -> tuple[list[Layer], list[Swatch]]:
    """Layers and legend entries of several kinds, in the order given.

    Parameters
    ----------
    kinds : what is switched on
    rows_of : the rows of a kind that the page is about; those without a reliable point are left out
    """
    layers: list[Layer] = []
    swatches: list[Swatch] = []
    for kind in kinds:
        rows = drawable(rows_of(kind))
        if not rows.empty:
            layers += _points(view, kind, rows)
            swatches += _entries(view, kind, rows)
    return layers, swatches


def _points(view: View, kind: str, rows: pd.DataFrame) -> tuple[Layer, ...]:
    items = point_rows(rows, kind, KINDS[kind].id_column, pick, lambda row: _line(view, kind, row))
    families = [site_family(t) for t in rows["site_type"]] if kind == "site" else ()
    return point_layers(
        kind, items, list(rows["precision"]), view.theme, kind_colour(kind, view.theme),
        selected=selection.selected(), families=families,
    )  # fmt: skip


def _entries(view: View, kind: str, rows: pd.DataFrame) -> list[Swatch]:
    if kind != "site":
        colour = hex_of(kind_colour(kind, view.theme))
        return [Swatch(w.word(w.KIND_GROUPS, kind), colour, SHAPES[kind])]
    families = {site_family(site_type) for site_type in rows["site_type"]}
    return [
        Swatch(w.word(w.SITE_FAMILIES, name), hex_of(site_colour(name, view.theme)), "circle")
        for name in SITE_FAMILIES
        if name in families
    ]


def _line(view: View, kind: str, row: dict[str, Any]) -> str:
    """The second line of a point's tooltip: what it is, and in which country."""
    what = w.word(w.SITE_TYPES, row["site_type"]) if kind == "site" else w.kind_word(kind)
    return " · ".join(part for part in (what, name_of_country(view, row["iso3"])) if part)
