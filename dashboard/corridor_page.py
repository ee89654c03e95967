"""The corridors page: a corridor, a service of it, its legs and nodes, and what it carried."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    alert_banner,
    brief_menu,
    context,
    corridor_alerts,
    corridor_choice,
    corridor_compare,
    corridor_hubs,
    corridor_legs,
    corridor_reach,
    corridor_scene,
    corridor_scope,
    corridor_volumes,
    downloads,
    filters,
    frame,
    selection,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.corridor_scope import Scope
from dashboard.i18n import N_, _
from geodata.kinds import KINDS
from layers.base import country_labels, country_picks, ground
from layers.legs import ALL
from layers.scene import Legend, Scene

LISTS: Final = ("service", "leg", "node")
TABS: Final = {
    "compare": N_("公布与测算"),
    "choice": N_("铁海与江海"),
    "reach": N_("沿线触达"),
    "volumes": N_("运量与来源"),
}


def scene_of(view: View, scope: Scope, legs: pd.DataFrame, nodes: pd.DataFrame) -> Scene:
    """The map of a scope."""
    camera = corridor_scene.camera_of(view, scope.key, scope.camera)
    marks, swatches = corridor_legs.marks(view, legs["leg_id"])
    warned, warning = corridor_alerts.symbols(view, scope)
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
            *warned,
        ),
        legends=(
            corridor_scene.legend(view, scope.key, more=tuple(swatches)),
            *((Legend(_("风险提示"), tuple(warning)),) if warning else ()),
        ),
        footer=corridor_scene.credit(view, scope.key),
        alt=_("物流通道走向图，{n} 个区段").format(n=len(legs)),
    )


def _above_card(view: View, scope: Scope) -> None:
    if selection.selected() is None:
        alert_banner.show(view, corridor_alerts.of_scope(view, scope), "corridor-alerts")
    if scope.corridor == corridor_hubs.HUBS:
        st.caption(corridor_hubs.hubs(view.store))
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


def _region(scope: Scope) -> str:
    """The region of inland corridors; nothing where every corridor is meant."""
    return w.word(w.INLAND_REGIONS, scope.region) if scope.inland else ""


def _brief(
    scope: Scope, legs: pd.DataFrame, nodes: pd.DataFrame, kind: str, rows: pd.DataFrame
) -> brief_menu.Offer:
    """The corridor where one is chosen; else what the table lists."""
    if not scope.inland and scope.corridor != ALL:
        return brief_menu.Offer("corridor", _("这条通道"), f"corridor:{scope.corridor}")
    return brief_menu.of_rows(
        kind, rows, title=lambda: w.word(w.KIND_GROUPS, kind), filters=lambda: _region(scope),
        scene=lambda view: scene_of(view, scope, legs, nodes),
    )  # fmt: skip


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
        brief_menu.show(view, [_brief(scope, legs, nodes, kind, rows)], key="corridor")
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
