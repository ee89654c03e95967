"""Published against computed: kilometres and days of the same ends, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import columns, provenance
from dashboard.context import View
from dashboard.corridor_scope import Scope
from dashboard.i18n import _, listed, locale, noted, pick
from dashboard.table import plain
from geodata.planner.along import Way, along, chain, ways_of
from geodata.planner.model import Option, Range, total
from geodata.store import Store
from layers.legs import ALL, legs_of

HEIGHT: Final = 300
GENERAL: Final = "general-knowledge"
RANK: Final = "rank"


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure: between which nodes, kilometres or days or both, and its source."""

    name: str  # row's name in the reader's language
    start: str
    end: str
    via: tuple[str, ...]
    mode: str
    km: float | None
    days: tuple[float, float | None] | None
    source_id: str
    as_of: str
    service: str | None = None


def figures(store: Store, scope: str) -> Iterator[Figure]:
    """What is published between nodes: of distances, times, services and legs."""
    for row in _records(store, "published_distance"):
        if row["basis"] != "computed" and _known(row["km"]) is not None:
            via = tuple(str(row["via"]).split(";")) if isinstance(row["via"], str) else ()
            yield _figure(row, via, _known(row["km"]), None)
    for row in _records(store, "published_time"):
        if row["figure"] == "transit":
            days = (_known(row["days_low"]) or 0.0, _known(row["days_high"]))
            yield _figure(row, (), _known(row["distance_km"]), days, row["service_id"])
    names = columns.names(store, "node")
    legs = legs_of(store, scope)
    for leg in pd.DataFrame(legs.drop(columns="geometry")).to_dict("records"):
        low, high = _known(leg["days_low"]), _known(leg["days_high"])
        span = (low, high) if low is not None else None
        if _known(leg["published_km"]) is None and span is None:
            continue
        ends = f"{names[leg['from_node']]}—{names[leg['to_node']]}"
        table = "inland_leg" if leg["kind"] == "inland_leg" else "leg"
        yield Figure(
            ends, leg["from_node"], leg["to_node"], (), leg["mode"], _known(leg["published_km"]),
            span, leg["source_id"], str(store.get(table, leg["leg_id"])["as_of"]),
            leg["service_id"],
        )  # fmt: skip


def _figure(
    row: dict[str, Any], via: tuple[str, ...], km: float | None,
    days: tuple[float, float | None] | None, service: object = None,
) -> Figure:  # fmt: skip
    return Figure(
        pick(row), str(row["from_node"]), str(row["to_node"]), via, str(row["mode"]), km, days,
        str(row["source_id"]), str(row["as_of"]), service if isinstance(service, str) else None,
    )  # fmt: skip


def _records(store: Store, kind: str) -> list[dict[str, Any]]:
    rows = store.table(kind)
    rows = rows[rows["from_node"].notna() & rows["to_node"].notna()]
    return rows.to_dict("records")  # type: ignore[return-value]


def _known(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and pd.notna(value) else None


@lru_cache(maxsize=64)
def _graphs(store: Store, scope: str) -> tuple[tuple[Way, ...], ...]:
    """Where a chain is looked for: in the scope's own legs, then with those of its corridor."""
    own = legs_of(store, scope)
    found = [tuple(ways_of(own))]
    if scope in set(store.table("service")["service_id"]):
        corridor = str(store.get("service", scope)["corridor_id"])
        every = legs_of(store, corridor)
        shared = every[every["service_id"].isna() | (every["service_id"] == scope)]
        found += [tuple(ways_of(shared))]
    return tuple(found)


def chain_of(store: Store, figure: Figure, scope: str) -> list[Way] | None:
    """The legs of a scope between a figure's ends by its mode; None if it has none."""
    graphs = _graphs(store, scope)
    # Legs of the whole corridor only continue a service of its own figures.
    for ways in graphs if figure.service == scope else graphs[:1]:
        usable = [
            way for way in ways
            if figure.mode in ("rail-sea", "river-sea", "road-sea") or way.mode == figure.mode
        ]  # fmt: skip
        found = chain(usable, figure.start, figure.end, figure.via)
        if found and ("sea" not in figure.mode or any("sea" in way.mode for way in found)):
            return found
    return None


def computed_days(store: Store, ways: list[Way]) -> Range | None:
    """Days of a chain as they are published: from departure, without loading and waiting for it.

    A flight's published time is that in the air.
    """
    option = along(store, ways)
    return None if option is None else _under_way(option)


def _under_way(option: Option) -> Range:
    air = option.legs[0].mode == "air"
    parts = []
    for number, leg in enumerate(option.legs):
        for part in leg.parts:
            if air and part.kind != "run":
                continue
            if number or part.kind not in ("wait", "handling"):
                parts.append(part.days)
    return total(parts)


def scopes(store: Store, scope: Scope) -> list[str]:
    """The services or inland corridors whose figures are compared, narrowest first."""
    if scope.service is not None:
        return [scope.key]
    if scope.inland:
        inland = store.table("inland")
        return list(inland.loc[inland["region"] == scope.region, "inland_id"])
    services = store.table("service")
    own = services if scope.corridor == ALL else services[
        services["corridor_id"] == scope.corridor
    ]  # fmt: skip
    corridors = dict.fromkeys(own["corridor_id"])
    return [*own["service_id"], *corridors]


def wide(scope: Scope) -> bool:
    """Whether a scope has too many figures for one message: a corridor is to be chosen first."""
    return scope.service is None and (scope.inland or scope.corridor == ALL)


def rows(view: View, scope: Scope) -> pd.DataFrame:
    """One row a published figure that legs of the scope can be set beside."""
    return _rows(view.store, tuple(scopes(view.store, scope)), locale())


@lru_cache(maxsize=64)
def _rows(store: Store, keys: tuple[str, ...], _locale: str) -> pd.DataFrame:
    found: list[dict[str, Any]] = []
    seen: set[tuple[object, ...]] = set()
    services = set(store.table("service")["service_id"])
    names = {**columns.names(store, "service"), **columns.names(store, "inland"),
             **columns.names(store, "corridor")}  # fmt: skip
    for key in keys:
        for figure in figures(store, key):
            if figure.service not in (None, key) and key in services:
                continue
            said = (figure.start, figure.end, figure.km, figure.days, figure.source_id)
            if said in seen:
                continue
            ways = chain_of(store, figure, key)
            if ways is None:
                continue
            seen.add(said)
            rank = {RANK: figure.source_id == GENERAL}
            found.append({_("线路"): names.get(key, key), **_cells(store, figure, ways), **rank})
    # Days first, and last what no source dates.
    found.sort(key=lambda row: (row.pop(RANK), row[_("公布（天）")] is None))
    return pd.DataFrame(found)


def _cells(store: Store, figure: Figure, ways: list[Way]) -> dict[str, Any]:
    km = sum(way.km for way in ways)
    nodes = columns.names(store, "node")
    off = None if figure.km is None else round((km - figure.km) / figure.km * 100, 1)
    days = computed_days(store, ways) if figure.days else None
    low, high = figure.days or (None, None)
    said = None if days is None else noted(f"{days.typical:.3g}", f"{days.low:.3g}–{days.high:.3g}")
    middle = None if low is None else (low + (low if high is None else high)) / 2
    return {
        _("公布的区间"): figure.name,
        _("测算经由"): listed(nodes.get(way.start, way.start) for way in ways[1:]) or None,
        _("公布（公里）"): None if figure.km is None else round(figure.km),
        _("测算（公里）"): round(km),
        _("里程差 %"): off,
        _("公布（天）"): None if low is None else _span(low, high),
        _("测算（天）"): said,
        _("残差（天）"): (
            None if days is None or middle is None else round(days.typical - middle, 1)
        ),
        _("公布日期"): figure.as_of,
        _("来源"): provenance.source_title(store, figure.source_id),
    }  # fmt: skip


def _span(low: float, high: float | None) -> str:
    if high is None:
        return f"≥ {low:.3g}"
    return f"{low:.3g}" if low == high else f"{low:.3g}–{high:.3g}"


def show(view: View, scope: Scope) -> None:
    """The comparison's table and what its columns mean."""
    if wide(scope):
        st.caption(_("选定一条通道、线路或走廊，这里对比它公布的与测算的里程和天数。"))
        return
    table = rows(view, scope)
    if table.empty:
        st.info(_("这条线路没有可比的公布里程或天数。"), icon=":material/search_off:")
        return
    st.caption(
        _("测算里程是同一起讫区段之和；测算天数为规划参数的典型值（低–高），自发车起，"
          "不含起运装箱与等班，空运只计飞行。里程差、残差＝测算－公布。")
    )  # fmt: skip
    numbers = {
        _("里程差 %"): st.column_config.NumberColumn(format="%+.1f"),
        _("残差（天）"): st.column_config.NumberColumn(format="%+.1f"),
        _("公布（公里）"): st.column_config.NumberColumn(format="localized"),
        _("测算（公里）"): st.column_config.NumberColumn(format="localized"),
    }
    st.dataframe(
        plain(table), hide_index=True, height=min(HEIGHT, 38 + 30 * len(table)), row_height=30,
        placeholder="—", column_config=numbers, key="compare-table",
    )  # fmt: skip
