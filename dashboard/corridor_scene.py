"""Corridor lines and nodes as layers of a Scene, with their legend."""

from functools import lru_cache

import pandas as pd

from dashboard import selection
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.i18n import _, noted, pick
from geodata.legs import MODES
from geodata.store import Store
from layers.palette import MODES as MODE_COLOURS
from layers.palette import alpha, hex_of, kind_colour, moving_colour, rgb
from layers.points import point_layers, point_rows
from layers.scene import ColourBy, Layer, Legend, Lines, Swatch, Trips
from layers.trips import TRAIL_S


def line_layers(view: View, scope: str) -> tuple[Layer, ...]:
    """Legs of a corridor, of a service, or all: routed ones solid, schematic ones dashed."""
    colours = tuple(alpha(rgb(MODE_COLOURS[mode]), 0.9) for mode in MODES)
    by_mode = ColourBy("m", colours)
    return (
        Lines(
            f"legs-dashed-{scope}", view.at("legs", scope, "dashed", view.locale), by_mode,
            width=2.2, dashed=True, pickable=True,
        ),
        Lines(
            f"legs-solid-{scope}", view.at("legs", scope, "solid", view.locale), by_mode,
            width=2.2, pickable=True,
        ),
    )  # fmt: skip


def trips(view: View, scope: str) -> Trips:
    """Marks that travel along the legs of a corridor, of a service, or all."""
    colours = tuple(moving_colour(mode, view.theme) for mode in MODES)
    return Trips(
        f"trips-{scope}", view.at("trips", scope), ColourBy("m", colours), TRAIL_S, width=4.0
    )


def legs_of(view: View, scope: str) -> pd.DataFrame:
    """Rows of the legs of a corridor, of a service, or all."""
    legs = view.store.table("leg")
    if scope == "all":
        return legs
    return legs[(legs["corridor_id"] == scope) | (legs["service_id"] == scope)]


def nodes_of(view: View, legs: pd.DataFrame) -> pd.DataFrame:
    """Rows of the nodes that legs join."""
    nodes = view.store.table("node")
    return nodes[nodes["node_id"].isin({*legs["from_node"], *legs["to_node"]})]


def node_layers(view: View, nodes: pd.DataFrame) -> tuple[Layer, ...]:
    """Nodes as points."""
    placed = nodes[nodes["lat"].notna()]

    def line(row: dict[str, object]) -> str:
        kind = w.word(w.NODE_TYPES, row["node_type"])
        role = row["role"] if isinstance(row["role"], str) else ""
        return " · ".join(p for p in (name_of_country(view, row["iso3"]), kind, role) if p)

    items = point_rows(placed, "node", "node_id", pick, line)
    # Most nodes are known to a few kilometres, which the map's scale already says.
    exact = ["exact"] * len(items)
    return point_layers(
        "node", items, exact, view.theme, kind_colour("node", view.theme),
        selected=selection.selected(),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _modes(store: Store, scope: str) -> tuple[tuple[str, bool], ...]:
    """Modes that the legs use, and whether all legs of a mode are schematic."""
    lines = pd.DataFrame(store.layer("leg_lines").drop(columns="geometry"))
    if scope != "all":
        lines = lines[(lines["corridor_id"] == scope) | (lines["service_id"] == scope)]
    found = lines.groupby("mode")["geometry_kind"].agg(lambda kinds: (kinds == "schematic").all())
    return tuple((mode, bool(found[mode])) for mode in MODES if mode in found.index)


def legend(view: View, scope: str, *, nodes: bool = True) -> Legend:
    """Modes that the legs use, and what a dash means; with the nodes where they are drawn."""
    swatches = []
    for mode, schematic in _modes(view.store, scope):
        label = noted(w.word(w.MODES, mode), _("示意") if schematic else "")
        swatches.append(Swatch(label, MODE_COLOURS[mode], "dashed" if schematic else "line"))
    if nodes:
        colour = hex_of(kind_colour("node", view.theme))
        swatches.append(Swatch(w.word(w.KIND_GROUPS, "node"), colour, "circle"))
    return Legend(_("通道"), tuple(swatches))
