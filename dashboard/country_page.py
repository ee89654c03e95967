"""The country page: nine columns of one country below its map."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    alert_scene,
    brief_menu,
    card,
    columns,
    context,
    country_columns,
    downloads,
    entity_link,
    filters,
    frame,
    selection,
    viewport,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.country_columns import COLUMNS
from dashboard.country_tabs import OVERLAYS, own_rows
from dashboard.i18n import _
from dashboard.overlays import overlays
from geodata import clock
from geodata.alerts import about
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.schema.country import REGIONS
from geodata.store import Store
from layers.base import country_labels, country_picks, ground, outline
from layers.camera import fit
from layers.scene import Layer, Legend, Scene

SWITCHES: Final = (*OVERLAYS, "alert")
EQUAL_AREA: Final = "EPSG:6933"  # areas are compared on it
TABS: Final = tuple(COLUMNS)
# The country, where what is selected does not say it.
OF: Final = "of"
ALL: Final = "all"
REMEMBERED: Final = "atlas_country"
FIRST: Final = "TZA"
ROW_REM: Final = 4.0  # the map leaves the columns so much more of the window than on other pages
LEAST_PX: Final = 360.0


def current(view: View) -> str:
    """ISO code of the country the page is about.

    The selected country, or a country of the selected entity: of those the one that the page was
    about before, so that choosing an event held elsewhere does not leave the country.
    """
    focus = set(view.store.table("country")["iso3"])
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    if kind == "country" and id_ in focus:
        return id_
    kept = st.query_params.get(OF) or st.session_state.get(REMEMBERED)
    own = [iso3 for iso3 in _countries(view, kind, id_) if iso3 in focus]
    if own and kept not in own:
        return own[0]
    return str(kept) if kept in focus else FIRST


def _countries(view: View, kind: str, id_: str) -> list[str]:
    """The countries of an entity: where it is, then those it is linked to or serves."""
    if kind not in KINDS:
        return []
    try:
        row = view.store.get(kind, id_)
    except NotFoundError:
        return []
    cells = (row.get(field) for field in ("iso3", "linked_iso3", "serves"))
    return [iso3 for cell in cells if isinstance(cell, str) for iso3 in cell.split(";")]


def _keep(view: View, iso3: str) -> None:
    """Remember the country, and keep it in the address where the selection does not say it."""
    st.session_state[REMEMBERED] = iso3
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    said = id_ if kind == "country" else next(iter(_countries(view, kind, id_)), "")
    if kind and said != iso3:
        st.query_params[OF] = iso3
    elif OF in st.query_params:
        del st.query_params[OF]


@lru_cache(maxsize=8)
def _order(store: Store) -> tuple[str, ...]:
    """The focus countries by group, region and name."""
    rows = pd.DataFrame(store.table("country")).sort_values(["group", "region", "name_en"])
    return tuple(rows["iso3"])


def _region() -> str:
    """The region whose countries are offered, or all."""
    words = {ALL: _("全部地区")} | {code: w.word(w.REGIONS, code) for code in REGIONS}
    return filters.choose("region", _("地区"), (ALL, *REGIONS), words.__getitem__, width=104)


def _choose(view: View) -> str:
    iso3 = current(view)
    _keep(view, iso3)
    region = _region()
    order = [
        code
        for code in _order(view.store)
        if region in (ALL, view.store.get("country", code)["region"])
    ]
    # The country at hand stays in its chooser while the reader looks into another region.
    order = order if iso3 in order else [iso3, *order]
    key = "country-choice"
    st.session_state[key] = iso3
    st.selectbox(
        _("国家"), order, format_func=lambda c: columns.name_of_country(view, c), key=key,
        width=filters.scaled(150), label_visibility="collapsed",
        on_change=lambda: selection.select(f"country:{st.session_state[key]}"),
    )  # fmt: skip
    return iso3


@lru_cache(maxsize=256)
def _bounds(store: Store, iso3: str) -> tuple[float, float, float, float]:
    """Bounds of the country's larger parts: far islands would make its mainland a speck."""
    land = store.layer("land_z0")
    parts = land.loc[land["iso3"] == iso3].geometry.explode()
    areas = parts.to_crs(EQUAL_AREA).area
    west, south, east, north = parts[areas >= 0.02 * areas.max()].total_bounds
    return float(west), float(south), float(east), float(north)


def _scene(view: View, iso3: str, shown: list[str]) -> Scene:
    camera = fit(_bounds(view.store, iso3), *view.map_size, margin=0.12)
    layers: list[Layer] = [
        country_picks(view.at),
        outline(view.at, view.theme, iso3),
        country_labels(view.at, view.theme, camera, view.scale),
    ]
    kinds = [kind for kind in shown if kind in OVERLAYS]
    drawn, swatches = overlays(view, kinds, lambda kind: own_rows(view.store, kind, iso3))
    warnings: tuple[Legend, ...] = ()
    if "alert" in shown:
        found = about(view.store, clock.today(), "country", iso3)
        warned, warning = alert_scene.symbols(view, [a for a in found if a.severity != "low"])
        drawn = [*drawn, *warned]
        warnings = (Legend(_("风险提示"), tuple(warning)),) if warning else ()
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme),
        layers=(*layers, *drawn),
        legends=(Legend("", tuple(swatches)), *warnings),
        alt=_("{name}地图").format(name=columns.name_of_country(view, iso3)),
    )


def _lower(view: View) -> View:
    """The view with the map as low as the style sheet makes it on this page."""
    width, height = view.map_size
    window = viewport.known()
    if window.width <= viewport.PHONE:
        return view
    return replace(view, map_size=(width, max(LEAST_PX, height - ROW_REM * window.rem)))


def show() -> None:
    """Run the page."""
    view = _lower(context.view())
    with frame.filter_row():
        iso3 = _choose(view)
        column = country_columns.choose()
        kind, rows = country_columns.rows(view, iso3, column)
        downloads.menu(
            rows, kind, view, title=columns.name_of_country(view, iso3), filters=iso3,
            key="country-dl", scene=lambda: scene,
        )  # fmt: skip
        own = brief_menu.Offer("country", _("这个国家"), f"country:{iso3}")
        brief_menu.show(view, [own], key="country")
    place = frame.layout(view)
    shown = frame.toggles(place, "things", SWITCHES, SWITCHES)
    scene = _scene(view, iso3, shown)
    frame.draw_map(view, scene, place, key=f"country-map-{iso3}")
    with place.below, st.container(key="country-column", gap="small"):
        COLUMNS[column].show(view, iso3)
    with place.card:
        entity_link.to_planner(iso3)
        card.show(view, selection.selected() or f"country:{iso3}", empty="")
