"""The route planner: options on the map and in time, how far everything is, what is assumed."""

from dataclasses import replace

import streamlit as st

from dashboard import (
    card,
    charts,
    context,
    filters,
    frame,
    planner_assume,
    planner_cards,
    planner_files,
    planner_gantt,
    planner_inputs,
    planner_reach,
    planner_scene,
    planner_tables,
    selection,
)
from dashboard import planner_answers as pa
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _
from dashboard.planner_inputs import BY, VIEWS, Ask, Inputs
from dashboard.table import plain
from geodata.errors import UsageError
from geodata.planner.model import ORDERS, Answer

DETAILS = ("legs", "bases")


def _inputs(view: View) -> Inputs:
    """The filter row."""
    tab = filters.choose("view", _("视图"), tuple(VIEWS), w.words(VIEWS), form="segments")
    start, end = planner_inputs.places(view)
    cargo, fault, value, ready = planner_inputs.cargo()
    by = filters.choose("by", _("排序"), tuple(BY), w.words(BY), form="segments")
    order = next(each for each in ORDERS if each == by)
    closed = planner_inputs.closed_gates(view)
    opened = planner_inputs.gates_today(view)
    changed = tuple(st.query_params.get_all(planner_assume.PARAM))
    ask = Ask(start, end, cargo, order, closed, opened, changed) if cargo else None
    return Inputs(ask, fault, tab, value, ready)


def show() -> None:
    """Run the page."""
    view = context.view()
    answer: Answer | None = None
    with frame.filter_row():
        inputs = _inputs(view)
        if inputs.tab == "plan" and inputs.ask is not None:
            try:
                answer = pa.answer(view.store, inputs.ask)
            except UsageError as error:
                inputs = replace(inputs, fault=error)
        if answer is not None and inputs.ask is not None and answer.options:
            planner_files.menu(view, inputs, answer)
    if inputs.tab == "assume":
        planner_assume.show(view, inputs)
    elif inputs.tab == "reach":
        planner_reach.show(view, inputs)
    else:
        _plan(view, inputs, answer)


def go_to(stop: str) -> None:
    """Plan to a stop; for widgets' callbacks."""
    st.session_state["to"] = stop
    st.session_state["view"] = "plan"
    selection.select(None)


def _plan(view: View, inputs: Inputs, answer: Answer | None) -> None:
    place = frame.layout(view)
    ask = inputs.ask
    chosen = []
    with place.card:
        _selected(view, inputs)
        if inputs.fault is not None:
            planner_cards.fault(inputs.fault)
            if ask is not None:
                planner_cards.assumed(ask)
        elif ask is not None and answer is not None:
            if answer.no_route:
                st.warning(answer.no_route, icon=":material/block:")
                planner_cards.assumed(ask)
            else:
                chosen = planner_cards.choose(answer)
                planner_cards.changes(view, ask, answer)
                planner_cards.options(view, inputs, answer, [number for number, _o in chosen])
            if answer.closed:
                planner_cards.affected(view, ask)
    scene = planner_scene.scene(view, ask, answer, chosen)
    frame.draw_map(view, scene, place, key="planner-map", with_ties=False)
    with place.below:
        if chosen:
            _below(view, chosen)


def _selected(view: View, inputs: Inputs) -> None:
    """The card of what is selected on the map, with a way to plan to it."""
    reference = selection.selected()
    if not reference:
        return
    if reference in planner_inputs.ends(view.store) and (
        inputs.ask is None or inputs.ask.end != reference
    ):
        st.button(
            _("规划到这里"), key="plan-here", icon=":material/route:", type="primary",
            on_click=go_to, args=(reference,),
        )  # fmt: skip
    card.show(view, reference, empty="")
    st.divider()


def _below(view: View, chosen: planner_scene.Chosen) -> None:
    left, right = st.columns([0.6, 0.4], gap="small")
    height = planner_gantt.height(chosen)
    with left:
        words = {"legs": _("区段"), "bases": _("每个数字的依据")}
        detail = filters.choose("detail", _("表"), DETAILS, lambda d: words[d], form="segments")
        table = (planner_tables.legs if detail == "legs" else planner_tables.bases)(view, chosen)
        config = {_("网址"): st.column_config.LinkColumn(display_text=_("打开来源"), width="small")}
        st.dataframe(
            plain(table), key="planner-table", hide_index=True, placeholder="—",
            height=round((height - 44) * view.scale), row_height=round(30 * view.scale),
            column_config=config if detail == "bases" else None,
            alt=_("所选方案的区段，共 {n} 行").format(n=len(table)),
        )  # fmt: skip
    with right:
        charts.show(
            planner_gantt.gantt(view, chosen), view.style, key="planner-gantt", height=height
        )
