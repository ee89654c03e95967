"""The corridors page: a corridor, a service of it, its legs and nodes, and what it carried."""

import pandas as pd
import streamlit as st

from dashboard import (
    charts,
    context,
    corridor_scene,
    downloads,
    filters,
    frame,
    provenance,
    selection,
)
from dashboard import words as w
from dashboard.charts import Chart
from dashboard.context import View
from dashboard.i18n import _, pick
from dashboard.vocabulary import term
from geodata.format import counted
from geodata.kinds import KINDS
from layers.base import country_labels, country_picks, ground
from layers.palette import MODES
from layers.scene import Scene

ALL = "all"
LISTS = ("service", "leg", "node")


def _scope(view: View) -> tuple[str, str]:
    """The widgets that choose corridor and service; the corridor id and the narrowest scope."""
    corridors = view.store.table("corridor").set_index("corridor_id")
    services = view.store.table("service").set_index("service_id")
    wanted = _wanted_corridor(view)
    corridor = filters.choose(
        "corridor", _("通道"), (ALL, *corridors.index),
        lambda c: _("全部通道") if c == ALL else pick(corridors.loc[c], "short"),
        form="segments", default=wanted,
    )  # fmt: skip
    if corridor == ALL:
        return ALL, ALL
    own = services[services["corridor_id"] == corridor]
    service = filters.choose(
        "service", _("线路"), (ALL, *own.index),
        lambda s: _("全部线路") if s == ALL else pick(own.loc[s]),
        default=selection.selected_of("service"), width=260,
    )  # fmt: skip
    return corridor, corridor if service == ALL else service


def _wanted_corridor(view: View) -> str | None:
    """The corridor of the selected corridor, service or leg, for a link that names one."""
    reference = selection.selected() or ""
    kind, _sep, id_ = reference.partition(":")
    if kind == "corridor":
        return id_
    if kind in ("service", "leg"):
        rows = view.store.table(kind)
        found = rows.loc[rows[KINDS[kind].id_column] == id_, "corridor_id"]
        return str(found.iloc[0]) if len(found) else None
    return None


def _volume_chart(view: View, corridor: str) -> Chart | None:
    """What the corridor carried: one unit and one kind of measure at a time."""
    volumes = view.store.table("volume")
    if corridor != ALL:
        volumes = volumes[volumes["corridor_id"] == corridor]
    counted = volumes.groupby("unit").size().sort_values(ascending=False)
    if counted.empty:
        return None
    unit = str(counted.index[0])
    own = volumes[volumes["unit"] == unit].sort_values("period_end", ascending=False)
    names = view.store.table("corridor").set_index("corridor_id")
    bounds = {"at-least": "≥ ", "target": _("目标") + " "}
    labels = [
        (f"{pick(names.loc[row.corridor_id], 'short')} " if corridor == ALL else "")
        + f"{term(row.metric)} {term(row.period)}"
        for row in own.itertuples()
    ]
    return charts.bars(
        labels, [float(v) for v in own["value"]], view.style,
        title=_("公布运量（{unit}），口径各异，不可相加").format(unit=term(unit)),
        texts=[f"{bounds.get(row.bound, '')}{row.value:,.10g}" for row in own.itertuples()],
        colours=[MODES["rail"]] * len(own),
        label_width=210,
    )  # fmt: skip


def _volumes_above_card(view: View, corridor: str) -> None:
    """The newest figures of a corridor, each with its period and source."""
    if corridor == ALL:
        return
    volumes = view.store.table("volume")
    own = volumes[(volumes["corridor_id"] == corridor) & (volumes["bound"] != "target")]
    newest = own.sort_values("period_end", ascending=False).head(4)
    cells = [st.columns(2, gap="small") for _row in range((len(newest) + 1) // 2)]
    for number, row in enumerate(newest.to_dict("records")):
        more = "≥ " if row["bound"] == "at-least" else ""
        cells[number // 2][number % 2].metric(
            f"{term(row['metric'])} · {term(row['period'])}",
            f"{more}{counted(row['value'], row['unit'], view.locale)}",
            delta=f"{row['yoy_pct']:+g}%" if pd.notna(row["yoy_pct"]) else None,
            help=provenance.line(view.store, row),
            border=True,
        )


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        corridor, scope = _scope(view)
        listed = filters.choose(
            "list", _("列表"), LISTS, w.words(w.KIND_GROUPS), form="segments", default="service"
        )
        legs = corridor_scene.legs_of(view, scope)
        nodes = corridor_scene.nodes_of(view, legs)
        services = view.store.table("service")
        if scope != ALL:
            services = services[
                (services["corridor_id"] == scope) | (services["service_id"] == scope)
            ]
        rows = {"service": services, "leg": legs, "node": nodes}[listed]
        frame.count(len(rows), len(rows))
        downloads.menu(
            rows,
            listed,
            view,
            title=w.word(w.KIND_GROUPS, listed),
            filters=scope,
            key="corridor-dl",
            scene=lambda: scene,
        )
    camera = view.camera("world" if corridor == ALL else corridor)
    scene = Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme),
        layers=(
            country_picks(view.at),
            country_labels(view.at, view.theme, camera, view.scale),
            *corridor_scene.line_layers(view, scope),
            *corridor_scene.node_layers(view, nodes),
        ),
        legends=(corridor_scene.legend(view, scope),),
        alt=_("物流通道走向图，{n} 个区段").format(n=len(legs)),
    )
    id_column = KINDS[listed].id_column
    frame.show(
        view,
        scene,
        frame.Rows(rows, listed, [f"{listed}:{i}" for i in rows[id_column]]),
        frame.layout(view),
        key="corridors",
        empty=_("点选一条线、一个节点或表中一行，这里显示它的事实、来源与关联。"),
        chart=lambda: _volume_chart(view, corridor),
        above_card=lambda: _volumes_above_card(view, corridor),
    )
