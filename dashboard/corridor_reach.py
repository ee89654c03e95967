"""What lies along a service: countries, parks, projects and branches near its nodes."""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from dashboard import columns, entity_link, filters
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _
from dashboard.navigation import home_of
from geodata.planner.stops import EARTH_KM
from geodata.store import Store
from layers.points import drawable

KINDS: Final = ("country", "park", "project", "branch")
DISTANCES: Final = ("50", "100", "200", "300", "500", "1000")
DEFAULT: Final = "300"
SHOWN: Final = 6


class Near(NamedTuple):
    """Something near a node: kilometres off, great circle; 0 for a country that a node is in."""

    reference: str
    km: float
    node: str


@lru_cache(maxsize=256)
def near(store: Store, nodes: frozenset[str], km: float) -> dict[str, tuple[Near, ...]]:
    """What lies within a distance of any of the nodes, nearest first, by kind.

    A country is reached when a node is in it or its capital is within the distance.

    Parameters
    ----------
    nodes : node ids
    km : great circle
    """
    table = store.table("node")
    places = table[table["node_id"].isin(nodes) & table["lat"].notna()]
    found = {}
    for kind in KINDS:
        rows = _placed(store, kind)
        items = _within(rows, places, km)
        if kind == "country":
            inside = set(rows["id"])
            at_home = [
                Near(f"country:{iso3}", 0.0, str(node))
                for iso3, node in zip(places["iso3"], places["node_id"], strict=True)
                if iso3 in inside
            ]
            items = [*at_home, *(Near(f"country:{item.reference}", *item[1:]) for item in items)]
        else:
            items = [Near(f"{kind}:{item.reference}", *item[1:]) for item in items]
        best: dict[str, Near] = {}
        for item in sorted(items, key=lambda each: (each.km, each.reference)):
            best.setdefault(item.reference, item)
        found[kind] = tuple(best.values())
    return found


def _placed(store: Store, kind: str) -> pd.DataFrame:
    """Ids and places of what may be reached."""
    rows = store.table(kind)
    if kind == "country":
        names = {"iso3": "id", "capital_lat": "lat", "capital_lon": "lon"}
    else:
        rows = drawable(rows)
        names = {f"{kind}_id": "id"}
    return pd.DataFrame(rows.rename(columns=names)[["id", "lat", "lon"]]).dropna()


def _within(rows: pd.DataFrame, places: pd.DataFrame, km: float) -> list[Near]:
    """Rows within a distance of the nearest place."""
    if rows.empty or places.empty:
        return []
    away = _apart(places[["lon", "lat"]], rows[["lon", "lat"]])
    nodes = places["node_id"].tolist()
    nearest = away.argmin(axis=0)
    return [
        Near(str(id_), float(away[place, n]), str(nodes[place]))
        for n, (id_, place) in enumerate(zip(rows["id"], nearest, strict=True))
        if away[place, n] <= km
    ]


def _apart(places: pd.DataFrame, rows: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Great-circle kilometres on the sphere from each place to each row (lon, lat in degrees)."""
    here = np.radians(places.to_numpy(float))[:, None, :]
    there = np.radians(rows.to_numpy(float))[None, :, :]
    lon, lat = np.moveaxis(there - here, -1, 0)
    chord = np.sin(lat / 2) ** 2
    chord += np.cos(here[..., 1]) * np.cos(there[..., 1]) * np.sin(lon / 2) ** 2
    kilometres: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(chord))
    return kilometres


def choose_distance() -> float:
    """The widget for the distance, bound to the address, in kilometres."""
    return float(
        filters.choose(
            "within", _("距节点"), DISTANCES, lambda km: _("{km} 公里内").format(km=km),
            form="segments", default=DEFAULT,
        )
    )  # fmt: skip


def show(view: View, nodes: pd.DataFrame) -> None:
    """The lists, four side by side."""
    km = choose_distance()
    found = near(view.store, frozenset(nodes["node_id"]), km)
    st.caption(
        _("距所选线路 {n} 个节点的大圆距离；国家按节点所在国与首都计。近者在前。").format(
            n=len(nodes)
        )
    )
    for kind, column in zip(KINDS, st.columns(len(KINDS), gap="small"), strict=True):
        with column:
            items = found[kind]
            st.markdown(f"**{w.word(w.KIND_GROUPS, kind)}** :gray-badge[{len(items)}]")
            for item in items[:SHOWN]:
                _link(view, item)
            if len(items) > SHOWN:
                rest = st.expander(
                    _("全部 {n} 项").format(n=len(items)), key=f"near-all-{kind}",
                    on_change="rerun",
                )  # fmt: skip
                if rest.open:
                    with rest:
                        for item in items[SHOWN:]:
                            _link(view, item)


def _link(view: View, item: Near) -> None:
    kind, _sep, id_ = item.reference.partition(":")
    hint = _("距{node} {km:,.0f} 公里").format(
        node=columns.name_of(view, "node", item.node), km=item.km
    )
    label = columns.name_of(view, kind, id_)
    entity_link.show(
        item.reference, home_of(view.store, kind, id_),
        f"{label} · {item.km:,.0f} km" if item.km else label, hint=hint,
    )  # fmt: skip
