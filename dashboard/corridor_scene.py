"""Corridor lines and nodes as layers of a Scene, with their legend."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from dashboard import selection
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.i18n import _, listed, pick
from geodata.legs import MODES
from geodata.store import Store
from layers.camera import fit
from layers.legs import CONFIRMED, legs_of
from layers.palette import MODES as MODE_COLOURS
from layers.palette import alpha, hex_of, kind_colour, moving_colour, pale_colour, rgb
from layers.points import point_layers, point_rows
from layers.scene import Camera, ColourBy, Layer, Legend, Lines, Swatch, Trips
from layers.trips import TRAIL_S

OSM = "© OpenStreetMap contributors, ODbL"
MANY = 90  # nodes, whose texts are sent with each change of the map
LEAST = 1.0  # degrees shown around the shortest line
SEA = "searoute, Apache-2.0"


def line_layers(view: View, scope: str) -> tuple[Layer, ...]:
    """Legs of a scope: solid where they run, dashed where schematic, pale while not confirmed."""
    confirmed = (alpha(rgb(MODE_COLOURS[mode]), 0.95) for mode in MODES)
    pale = (alpha(pale_colour(mode, view.theme), 0.95) for mode in MODES)
    by_mode = ColourBy("m", (*confirmed, *pale))
    # Schematic lines are dashes already: a shader that dashes takes most of a second to start.
    return (
        Lines(
            f"legs-dashed-{scope}", view.at("legs", scope, "dashed", view.locale), by_mode,
            width=2.2, pickable=True,
        ),
        Lines(
            f"legs-solid-{scope}", view.at("legs", scope, "solid", view.locale), by_mode,
            width=2.2, pickable=True,
        ),
    )  # fmt: skip


def trips(view: View, scope: str) -> Trips:
    """Marks that travel along the legs of a scope."""
    colours = tuple(moving_colour(mode, view.theme) for mode in MODES)
    return Trips(
        f"trips-{scope}", view.at("trips", scope), ColourBy("m", colours), TRAIL_S, width=4.0
    )


def nodes_of(view: View, legs: pd.DataFrame) -> pd.DataFrame:
    """Rows of the nodes that legs join."""
    nodes = view.store.table("node")
    return nodes[nodes["node_id"].isin({*legs["from_node"], *legs["to_node"]})]


def node_layers(view: View, nodes: pd.DataFrame) -> tuple[Layer, ...]:
    """Nodes as points; of many the tooltip has no role, which is on the card."""
    many = len(nodes) > MANY
    placed = nodes[nodes["lat"].notna()]

    def line(row: dict[str, object]) -> str:
        kind = w.word(w.NODE_TYPES, row["node_type"])
        role = row["role"] if isinstance(row["role"], str) and not many else ""
        return " · ".join(p for p in (name_of_country(view, row["iso3"]), kind, role) if p)

    items = point_rows(placed, "node", "node_id", pick, line)
    # Most nodes are known to a few kilometres, which the map's scale already says.
    exact = ["exact"] * len(items)
    return point_layers(
        "node", items, exact, view.theme, kind_colour("node", view.theme),
        selected=selection.selected(),
    )  # fmt: skip


class Drawn(NamedTuple):
    """What the legs of a scope need in the legend and the footer."""

    modes: tuple[str, ...]
    schematic: bool
    evidence: frozenset[str]
    attribution: str


@lru_cache(maxsize=128)
def drawn(store: Store, scope: str) -> Drawn:
    """Modes, kinds of line and evidence of a scope's legs, and whose networks they follow."""
    lines = legs_of(store, scope)
    used = set(lines["mode"])
    return Drawn(
        tuple(mode for mode in MODES if mode in used),
        bool((lines["geometry_kind"] == "schematic").any()),
        frozenset(lines["evidence"]),
        "\n".join(dict.fromkeys(lines["attribution"].dropna())),
    )


def camera_of(view: View, scope: str, preset: str) -> Camera:
    """The preset's camera; for a service or an inland corridor one that shows just its legs."""
    if preset == scope or scope.startswith("inland") or scope == "all":
        return view.camera(preset)
    west, south, east, north = (float(value) for value in legs_of(view.store, scope).total_bounds)
    if not west <= east:  # no leg of it is drawn
        return view.camera(preset)
    room = max(LEAST, (east - west) / 8, (north - south) / 8)
    # The legend covers the left quarter of the map.
    legend_width = (east - west + 2 * room) * 0.35
    bounds = (west - room - legend_width, south - room, east + room, north + room)
    return fit(bounds, *view.map_size)


def credit(view: View, scope: str) -> str:
    """To whom the lines of a scope are owed, for the map's footer; blank if to nobody."""
    owed = drawn(view.store, scope).attribution
    names = [OSM] * ("OpenStreetMap" in owed) + [SEA] * ("searoute" in owed)
    return _("线路：{names}").format(names=" · ".join(names)) if names else ""


def legend(view: View, scope: str, *, nodes: bool = True, more: tuple[Swatch, ...] = ()) -> Legend:
    """Modes that the legs use, what pale and dashed mean, and the marks that the map has."""
    found = drawn(view.store, scope)
    swatches = [Swatch(w.word(w.MODES, m), MODE_COLOURS[m], "line") for m in found.modes]
    sample = found.modes[0] if found.modes else "rail"
    pale = hex_of(pale_colour(sample, view.theme))
    unsure = [
        w.word(w.EVIDENCE, kind)
        for kind in ("candidate", "illustrative", "unknown")
        if kind in found.evidence - {CONFIRMED}
    ]
    if unsure:
        swatches.append(Swatch(_("浅色：{words}").format(words=listed(unsure)), pale, "line"))
    if found.schematic:
        swatches.append(Swatch(_("走向示意"), MODE_COLOURS[sample], "dashed"))
    if nodes:
        colour = hex_of(kind_colour("node", view.theme))
        swatches.append(Swatch(w.word(w.KIND_GROUPS, "node"), colour, "circle"))
    return Legend(_("通道"), (*swatches, *more))
