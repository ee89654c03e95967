"""The country page: key figures, resources, trade, and all that is in the country, on its map."""

from functools import lru_cache
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    alert_scene,
    card,
    columns,
    context,
    country_tabs,
    downloads,
    entity_link,
    filters,
    frame,
    selection,
    table,
    vocabulary,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, pick
from dashboard.overlays import overlays
from geodata import clock
from geodata.alerts import about
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.store import Store
from layers.base import country_labels, country_picks, ground, outline
from layers.camera import fit
from layers.scene import Layer, Legend, Scene

OVERLAYS: Final = ("site", "park", "project", "event", "branch", "node")
SWITCHES: Final = (*OVERLAYS, "alert")
EQUAL_AREA: Final = "EPSG:6933"  # areas are compared on it
TABS: Final = ("here", "figures", "resources", "trade", "treaties")


def current(view: View) -> str:
    """ISO code of the country the page is about.

    The selected country, or the country of the selected entity; else the first by name.
    """
    focus = set(view.store.table("country")["iso3"])
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    if kind == "country" and id_ in focus:
        return id_
    if kind and kind in KINDS:
        try:
            iso3 = view.store.get(kind, id_).get("iso3")
        except NotFoundError:
            iso3 = None
        if isinstance(iso3, str) and iso3 in focus:
            return iso3
    remembered = st.session_state.get("atlas_country")
    return remembered if remembered in focus else "TZA"


@lru_cache(maxsize=8)
def _order(store: Store) -> tuple[str, ...]:
    """The focus countries by group, region and name."""
    rows = pd.DataFrame(store.table("country")).sort_values(["group", "region", "name_en"])
    return tuple(rows["iso3"])


def _choose(view: View) -> str:
    iso3 = current(view)
    st.session_state["atlas_country"] = iso3
    order = _order(view.store)
    key = "country-choice"
    st.session_state[key] = iso3
    st.selectbox(
        _("国家"), order, format_func=lambda c: columns.name_of_country(view, c), key=key,
        width=220, label_visibility="collapsed",
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


@lru_cache(maxsize=512)
def _own(store: Store, kind: str, iso3: str) -> pd.DataFrame:
    """The rows of a kind in a country, without geometry."""
    rows = store.table(kind)
    return pd.DataFrame(rows[rows["iso3"] == iso3].drop(columns="geometry"))


def _scene(view: View, iso3: str, shown: list[str]) -> Scene:
    camera = fit(_bounds(view.store, iso3), *view.map_size, margin=0.12)
    layers: list[Layer] = [
        country_picks(view.at),
        outline(view.at, view.theme, iso3),
        country_labels(view.at, view.theme, camera, view.scale),
    ]
    kinds = [kind for kind in shown if kind in OVERLAYS]
    drawn, swatches = overlays(view, kinds, lambda kind: _own(view.store, kind, iso3))
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


@lru_cache(maxsize=64)
def here(view: View, iso3: str) -> pd.DataFrame:
    """Everything on the map in the country: reference, kind, name, detail, date, confidence."""
    rows = []
    for kind in OVERLAYS:
        for row in _own(view.store, kind, iso3).to_dict("records"):
            detail = vocabulary.term(row.get("sectors") or row.get("sector"))
            detail = detail or row.get("city") or row.get("role")
            if kind == "site":
                detail = columns.commodity_name(view, row["commodity"])
            rows.append(
                {
                    "ref": f"{kind}:{row[KINDS[kind].id_column]}",
                    _("类别"): w.kind_word(kind),
                    _("名称"): pick(row),
                    _("说明"): detail if isinstance(detail, str) else "",
                    _("复核"): w.word(w.VERIFIED, row["verified"])
                    if isinstance(row["verified"], str)
                    else "",
                    _("截至"): row["as_of"],
                    _("可信度"): w.word(w.CONFIDENCE, row["confidence"]),
                }
            )
    return pd.DataFrame(rows)


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        iso3 = _choose(view)
        words = {
            "here": _("在这里"), "figures": _("指标"), "resources": _("资源与产业"),
            "trade": _("贸易"), "treaties": _("协定与金融"),
        }  # fmt: skip
        tab = filters.choose("tab", _("内容"), TABS, lambda t: words[t], form="segments")
        kind, rows = country_tabs.download_rows(view, iso3, tab)
        downloads.menu(
            rows, kind, view, title=columns.name_of_country(view, iso3), filters=iso3,
            key="country-dl", scene=lambda: scene,
        )  # fmt: skip
    place = frame.layout(view)
    shown = frame.toggles(place, "things", SWITCHES, SWITCHES)
    scene = _scene(view, iso3, shown)
    frame.draw_map(view, scene, place, key=f"country-map-{iso3}")
    with place.below:
        if tab == "here":
            things = here(view, iso3)
            table.show(
                things, "", view,
                references=[] if things.empty else list(things["ref"]),
                cells=things.drop(columns="ref", errors="ignore"), key="country-table",
            )  # fmt: skip
        else:
            country_tabs.show(view, iso3, tab)
    with place.card:
        entity_link.to_planner(iso3)
        card.show(view, selection.selected() or f"country:{iso3}", empty="")
