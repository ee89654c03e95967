"""Points of a kind as a layer: inline, few fields, honest about precision.

A point known only to the town or the region has a soft halo and no crisp edge; a fact nobody
could find again is listed in the table but not drawn (the caller filters it with `drawable`).
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import pandas as pd

from layers.palette import GROUNDS, SITE_FAMILIES, Rgb, Theme, alpha, site_colour
from layers.scene import Colour, ColourBy, Layer, Points, Shape

SHAPES: Final[dict[str, Shape]] = {
    "site": "circle",
    "park": "diamond",
    "event": "hexagon",
    "project": "triangle",
    "branch": "square",
    "node": "circle",
    "zone": "square",
    "institution": "wedge",
    "case": "star",
    "country": "circle",
}
SIZES: Final[dict[str, float]] = {
    "site": 4.5, "park": 7, "event": 7, "project": 6.5, "branch": 5.5, "node": 4.5, "zone": 6,
    "institution": 5.5, "case": 8,
}  # fmt: skip
VAGUE: Final = frozenset({"town", "region", "country", "line-midpoint"})
# Radius of the halo in pixels: it says "about here", and must not grow into a false area.
HALO: Final[dict[str, float]] = {"town": 11, "region": 17, "country": 20, "line-midpoint": 15}


def drawable(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that may stand on the map: with a point, and not in doubt altogether."""
    placed = rows["lat"].notna()
    if "verified" in rows:
        placed &= rows["verified"].fillna("") != "no"
    return rows[placed]


def point_rows(
    rows: pd.DataFrame,
    kind: str,
    id_column: str,
    name: Callable[[Any], str],
    line: Callable[[Any], str],
) -> list[dict[str, Any]]:
    """Rows for a `Points` layer: ``id``, ``p``, ``n`` and ``t``.

    Parameters
    ----------
    rows : drawable rows, with lat and lon in degrees
    kind : kind of the rows
    id_column : their identifier
    name, line : text of the tooltip's two parts
    """
    out = []
    for row in rows.to_dict("records"):
        lon, lat = round(float(row["lon"]), 4), round(float(row["lat"]), 4)
        out.append(
            {"id": f"{kind}:{row[id_column]}", "p": [lon, lat], "n": name(row), "t": line(row)}
        )
    return out


def point_layers(
    kind: str,
    items: list[dict[str, Any]],
    precisions: list[str],
    theme: Theme,
    colour: Rgb,
    *,
    selected: str | None = None,
    families: Sequence[str] = (),
) -> tuple[Layer, ...]:
    """Halo of the vague ones, the points themselves, and a ring around the selected one.

    Parameters
    ----------
    items, precisions : from `point_rows`, and the precision of each
    colour : of the points, and of the halos
    selected : ``kind:id`` of the point to ring
    families : for sites, the family of each, which gives its colour
    """
    tones = GROUNDS[theme]
    halos = [
        {"p": item["p"], "r": HALO[precision]}
        for item, precision in zip(items, precisions, strict=True)
        if precision in VAGUE
    ]
    chosen = [{"p": item["p"], "r": 15} for item in items if item["id"] == selected]
    layers: list[Layer] = []
    if halos:
        layers.append(Points(f"{kind}-halo", halos, alpha(colour, 0.16), size=11, pickable=False))
    if chosen:
        layers.append(
            Points(
                f"{kind}-chosen",
                chosen,
                alpha(tones.accent, 0.3),
                outline=tones.accent,
                pickable=False,
            )
        )
    fill: Colour | ColourBy = alpha(colour, 0.94)
    if families:
        for item, family in zip(items, families, strict=True):
            item["c"] = list(SITE_FAMILIES).index(family)
        tones_of = tuple(alpha(site_colour(name, theme), 0.94) for name in SITE_FAMILIES)
        fill = ColourBy("c", tones_of)
    layers.append(
        Points(
            f"{kind}s",
            items,
            fill,
            shape=SHAPES[kind],
            size=SIZES[kind],
            outline=tones.outline,
        )
    )
    return tuple(layers)


def symbol_radius(values: pd.Series, largest: float = 26.0, smallest: float = 3.0) -> pd.Series:
    """Radius in pixels whose area is proportional to the value (Flannery's ratio not applied).

    Parameters
    ----------
    values : non-negative numbers
    largest : pixels of the greatest value
    smallest : floor in pixels, so that a small value can still be clicked
    """
    top = values.max()
    if not top or pd.isna(top):
        return values * 0 + smallest
    radius: pd.Series = ((values / top) ** 0.5 * largest).clip(lower=smallest)
    return radius
