"""Sites on a map: coloured by family, with a legend entry for each family present."""

import pandas as pd

from dashboard import selection
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import pick
from layers.palette import SITE_FAMILIES, hex_of, kind_colour, site_colour, site_family
from layers.points import point_layers, point_rows
from layers.scene import Layer, Swatch


def site_layers(view: View, rows: pd.DataFrame) -> tuple[tuple[Layer, ...], list[Swatch]]:
    """Layers and legend entries of drawable sites."""
    families = [site_family(site_type) for site_type in rows["site_type"]]
    items = point_rows(
        rows, "site", "site_id", pick, lambda row: w.word(w.SITE_TYPES, row["site_type"])
    )
    layers = point_layers(
        "site", items, list(rows["precision"]), view.theme, kind_colour("site", view.theme),
        selected=selection.selected(), families=families,
    )  # fmt: skip
    swatches = [
        Swatch(w.word(w.SITE_FAMILIES, name), hex_of(site_colour(name, view.theme)), "circle")
        for name in SITE_FAMILIES
        if name in families
    ]
    return layers, swatches
