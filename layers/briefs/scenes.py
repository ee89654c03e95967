"""The maps of briefs: a Scene for each subject, in the light theme that paper needs."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geodata.kinds import KINDS
from geodata.legs import MODES
from geodata.store import Store
from layers.base import Addresses, country_labels, ground, outline
from layers.briefs.content.phrases import say, word
from layers.briefs.model import Locale
from layers.camera import Bounds, fit
from layers.labels import named
from layers.legs import legs_of
from layers.palette import GROUNDS, alpha, hex_of, kind_colour, pale_colour, rgb, site_family
from layers.palette import MODES as MODE_COLOURS
from layers.payloads import focus_order
from layers.points import SHAPES, drawable, point_layers, point_rows
from layers.scene import ColourBy, Layer, Legend, Lines, Scene, Swatch

THEME: Final = "light"
# The size for which names are placed: that of the map on a slide, in CSS pixels.
SIZE: Final = (900.0, 620.0)
EQUAL_AREA: Final = "EPSG:6933"  # areas are compared on it
OVERLAYS: Final = ("site", "node", "branch", "event", "project", "park")
# Around a park, degrees: about 250 km.
AROUND: Final = 2.2
LEAST: Final = 1.0
_COMPARED: Final = ("#0b2f5c", "#c8501e", "#00866a", "#b5609a", "#c98200", "#3fa3d8")


def finished(store: Store, locale: Locale, scene: Scene, name: str, review: str) -> Scene:
    """A scene with the footer that every map carries, and words for who cannot see it."""
    parts = [
        say(locale, "boundary") if store.manifest.boundary_view == "cn"
        else store.manifest.boundary_view,
        review, say(locale, "release", release=store.release_id), say(locale, "schematic"),
        scene.footer.replace("\n", " · "),
    ]  # fmt: skip
    return replace(
        scene,
        footer=" · ".join(part for part in parts if part),
        alt=scene.alt or say(locale, "map-alt", name=name),
    )


@lru_cache(maxsize=256)
def country_bounds(store: Store, iso3: str) -> Bounds:
    """Bounds of a country's larger parts: far islands would make its mainland a speck."""
    land = store.layer("land_z0")
    parts = land.loc[land["iso3"] == iso3].geometry.explode()
    areas = parts.to_crs(EQUAL_AREA).area
    west, south, east, north = parts[areas >= 0.02 * areas.max()].total_bounds
    return float(west), float(south), float(east), float(north)


def country(store: Store, locale: Locale, iso3: str) -> Scene:
    """A country with what is in it."""
    at = Addresses(store.release_id, locale)
    camera = fit(country_bounds(store, iso3), *SIZE, margin=0.12)
    drawn, swatches = overlays(store, locale, lambda rows: rows["iso3"] == iso3)
    return Scene(
        theme=THEME,
        camera=camera,
        ground=ground(at, THEME),
        layers=(outline(at, THEME, iso3), country_labels(at, THEME, camera), *drawn),
        legends=(Legend("", tuple(swatches)),) if swatches else (),
    )


def park(store: Store, locale: Locale, id: str) -> Scene:
    """A park with its surroundings; the whole country where its place is not known."""
    row = store.get("park", id)
    iso3 = str(row["iso3"])
    if row["lat"] is None or row["verified"] == "no":
        return country(store, locale, iso3)
    lon, lat = float(row["lon"]), float(row["lat"])
    bounds = (lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND)
    at = Addresses(store.release_id, locale)
    camera = fit(bounds, *SIZE, margin=0.02)
    wide = (lon - 2 * AROUND, lat - 1.5 * AROUND, lon + 2 * AROUND, lat + 1.5 * AROUND)

    def near(rows: pd.DataFrame) -> "pd.Series[bool]":
        return rows["lon"].between(wide[0], wide[2]) & rows["lat"].between(wide[1], wide[3])

    drawn, swatches = overlays(store, locale, near, selected=f"park:{id}")
    return Scene(
        theme=THEME,
        camera=camera,
        ground=ground(at, THEME),
        layers=(country_labels(at, THEME, camera), *drawn),
        legends=(Legend("", tuple(swatches)),) if swatches else (),
    )


def corridor(store: Store, locale: Locale, id: str) -> Scene:
    """A corridor's lines, solid or dashed by what is known of them, and its nodes."""
    at = Addresses(store.release_id, locale)
    lines = legs_of(store, id)
    west, south, east, north = (float(value) for value in lines.total_bounds)
    if not west <= east:  # no leg of it is drawn
        west, south, east, north = 60.0, -10.0, 130.0, 50.0
    camera = fit((west - LEAST, south - LEAST, east + LEAST, north + LEAST), *SIZE)
    by_mode = ColourBy(
        "m",
        (
            *(alpha(rgb(MODE_COLOURS[mode]), 0.95) for mode in MODES),
            *(alpha(pale_colour(mode, THEME), 0.95) for mode in MODES),
        ),
    )
    drawn_lines = tuple(
        Lines(f"legs-{style}-{id}", at("legs", id, style, locale), by_mode, width=2.2)
        for style in ("dashed", "solid")
    )
    legs = store.table("leg")
    legs = legs[legs["corridor_id"] == id]
    nodes = store.table("node")
    nodes = nodes[nodes["node_id"].isin({*legs["from_node"], *legs["to_node"]})]
    used = set(lines["mode"])
    swatches = [
        Swatch(word(locale, "mode", mode), MODE_COLOURS[mode], "line")
        for mode in MODES if mode in used
    ]  # fmt: skip
    if (lines["geometry_kind"] == "schematic").any():
        swatches.append(
            Swatch(say(locale, "schematic-line"), hex_of(GROUNDS[THEME].minor_text), "dashed")
        )
    swatches.append(_swatch(locale, "node"))
    return Scene(
        theme=THEME,
        camera=camera,
        ground=ground(at, THEME),
        layers=(
            country_labels(at, THEME, camera), *drawn_lines, *_points(locale, "node", nodes)
        ),
        legends=(Legend("", tuple(swatches)),),
        footer="\n".join(dict.fromkeys(lines["attribution"].dropna())),
    )  # fmt: skip


def compare(store: Store, locale: Locale, iso3s: tuple[str, ...]) -> Scene:
    """The countries side by side, each in its colour."""
    at = Addresses(store.release_id, locale)
    bounds = [country_bounds(store, iso3) for iso3 in iso3s]
    west, south = (min(each[side] for each in bounds) for side in (0, 1))
    east, north = (max(each[side] for each in bounds) for side in (2, 3))
    camera = fit((west, south, east, north), *SIZE, margin=0.1)
    tones = [rgb(_COMPARED[place]) for place in range(len(iso3s))]
    classes = tuple(iso3s.index(each) if each in iso3s else -1 for each in focus_order(store))
    desk_name = named(store.table("country").set_index("iso3"), locale)
    return Scene(
        theme=THEME,
        camera=camera,
        ground=ground(
            at, THEME, classes=classes, colours=tuple(alpha(tone, 0.75) for tone in tones)
        ),
        layers=(country_labels(at, THEME, camera),),
        legends=(
            Legend(
                "",
                tuple(
                    Swatch(str(desk_name[iso3]), hex_of(tone))
                    for iso3, tone in zip(iso3s, tones, strict=True)
                ),
            ),
        ),
    )


def overlays(
    store: Store, locale: Locale, wanted: Any, *, selected: str | None = None
) -> tuple[list[Layer], list[Swatch]]:
    """Points of all kinds with their entries in the legend; kinds without any are left out.

    Parameters
    ----------
    wanted : rows → which of them
    selected : ``kind:id`` of the point to ring
    """
    layers: list[Layer] = []
    swatches: list[Swatch] = []
    for kind in OVERLAYS:
        rows = drawable(store.table(kind))
        rows = rows[wanted(rows)]
        if not rows.empty:
            layers += _points(locale, kind, rows, selected=selected)
            swatches.append(_swatch(locale, kind))
    return layers, swatches


def _points(
    locale: Locale, kind: str, rows: pd.DataFrame, *, selected: str | None = None
) -> tuple[Layer, ...]:
    names = named(rows.set_index(KINDS[kind].id_column), locale)

    def name(row: dict[str, Any]) -> str:
        return str(names[row[KINDS[kind].id_column]])

    items = point_rows(
        rows, kind, KINDS[kind].id_column, name, lambda _row: word(locale, "kind", kind)
    )
    families = [site_family(each) for each in rows["site_type"]] if kind == "site" else ()
    # Most nodes are known to a few kilometres, which the map's scale already says.
    precisions = ["exact"] * len(items) if kind == "node" else list(rows["precision"])
    return point_layers(
        kind, items, precisions, THEME, kind_colour(kind, THEME), selected=selected,
        families=families,
    )  # fmt: skip


def _swatch(locale: Locale, kind: str) -> Swatch:
    return Swatch(word(locale, "kind", kind), hex_of(kind_colour(kind, THEME)), SHAPES[kind])
