"""The corridors page: a corridor, a service of it, its legs and nodes, and what it carried."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    columns,
    context,
    corridor_choice,
    corridor_compare,
    corridor_legs,
    corridor_reach,
    corridor_scene,
    corridor_scope,
    corridor_volumes,
    downloads,
    filters,
    frame,
    provenance,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.corridor_scope import Scope
from dashboard.i18n import N_, _, listed
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from layers.base import country_labels, country_picks, ground
from layers.scene import Scene

LISTS: Final = ("service", "leg", "node")
TABS: Final = {
    "compare": N_("公布与测算"),
    "choice": N_("铁海与江海"),
    "reach": N_("沿线触达"),
    "volumes": N_("运量与来源"),
}
HUBS: Final = "C4"


def scene_of(view: View, scope: Scope, legs: pd.DataFrame, nodes: pd.DataFrame) -> Scene:
    """The map of a scope."""
    camera = corridor_scene.camera_of(view, scope.key, scope.camera)
    marks, swatches = corridor_legs.marks(view, legs["leg_id"])
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme),
        layers=(
            country_picks(view.at),
            country_labels(view.at, view.theme, camera, view.scale),
            *corridor_scene.line_layers(view, scope.key),
            *corridor_scene.node_layers(view, nodes),
            *marks,
        ),
        legends=(corridor_scene.legend(view, scope.key, more=tuple(swatches)),),
        footer=corridor_scene.credit(view, scope.key),
        alt=_("物流通道走向图，{n} 个区段").format(n=len(legs)),
    )


def hubs(view: View) -> str:
    """What is known of the African hub ports of the rail–sea corridor; markdown."""
    legs = view.store.table("leg")
    nodes = view.store.table("node").set_index("node_id")
    own = legs[legs["corridor_id"] == HUBS]
    africa = set(view.store.table("country").query("group == 'Africa'")["iso3"])
    abroad = own[own["to_node"].map(nodes["iso3"]).isin(africa)]
    ports = abroad[abroad["mode"] == "sea"]
    inland = abroad[abroad["mode"] != "sea"]
    sure = ports[ports["evidence"] == "published"]
    names = listed(columns.node_name(view, node) for node in dict.fromkeys(sure["to_node"]))
    try:
        row = view.store.get("corridor", HUBS)
    except NotFoundError:
        return ""
    return provenance.escape(
        _(
            "首期覆盖非洲 11 个枢纽海港、20 条内陆公路铁路（{source}），来源均未具名。"
            "图上已证实 {sure} 港（{names}）；候选 {maybe} 港、内陆 {inland} 段，浅色；"
            "北非 {shown} 港线路已公布而港口未列，为示意。"
        ).format(
            source=provenance.source_title(view.store, row["source_id"]),
            sure=sure["to_node"].nunique(), names=names,
            maybe=ports.loc[ports["evidence"] == "candidate", "to_node"].nunique(),
            inland=int((inland["evidence"] == "candidate").sum()),
            shown=ports.loc[ports["evidence"] == "illustrative", "to_node"].nunique(),
        )
    )  # fmt: skip


def _above_card(view: View, scope: Scope) -> None:
    if scope.corridor == HUBS:
        st.caption(hubs(view))
    corridor_volumes.above_card(view, scope)


def _more(view: View, scope: Scope, nodes: pd.DataFrame) -> None:
    """What lies below the table: one of four views, in the address."""
    tab = filters.choose(
        "tab", _("更多"), tuple(TABS), lambda t: _(TABS[t]), form="segments", default="compare"
    )
    if tab == "compare":
        corridor_compare.show(view, scope)
    elif tab == "choice":
        corridor_choice.show(view)
    elif tab == "reach":
        corridor_reach.show(view, nodes)
    else:
        corridor_volumes.show(view, scope)


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        scope = corridor_scope.choose(view)
        chosen = filters.choose(
            "list", _("列表"), LISTS, w.words(w.KIND_GROUPS), form="segments", default="service"
        )
        legs = corridor_scope.legs(view, scope)
        nodes = corridor_scene.nodes_of(view, legs)
        kind, rows = corridor_scope.rows(view, scope, chosen)
        frame.count(len(rows), len(rows))
        downloads.menu(
            rows,
            kind,
            view,
            title=w.word(w.KIND_GROUPS, kind),
            filters=scope.key,
            key="corridor-dl",
            scene=lambda: scene,
        )
    scene = scene_of(view, scope, legs, nodes)
    place = frame.layout(view)
    frame.show(
        view,
        scene,
        frame.Rows(
            rows,
            kind,
            [f"{kind}:{i}" for i in rows[KINDS[kind].id_column]],
            corridor_legs.cells(view, rows) if chosen == "leg" else None,
        ),
        place,
        key="corridors",
        empty=_("点选一条线、一个节点或表中一行，这里显示它的事实、来源与关联。"),
        chart=lambda: corridor_volumes.chart(view, scope),
        above_card=lambda: _above_card(view, scope),
    )
    with place.below:
        _more(view, scope, nodes)
