"""测算假设: the planner's parameters, each with its range and source, changed by the reader.

Changes live in the address (``assume``), so that a link gives the same figures to whoever opens it.
"""

from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import columns, planner_cards, provenance
from dashboard import planner_answers as pa
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, listed
from dashboard.planner_inputs import Ask, Inputs
from geodata.errors import UsageError
from geodata.planner.model import Range
from geodata.planner.parameters import Parameters, changes_text, defaults, parse_changes
from geodata.store import Store

PARAM: Final = "assume"
TURN: Final = "atlas_assume_turn"
FAULT: Final = "atlas_assume_fault"
UNITS: Final = {
    "km/day": N_("公里/日"), "days": N_("天"), "ratio": N_("倍"), "CNY/TEU-km": N_("元/标箱·公里"),
    "USD/TEU-km": N_("美元/标箱·公里"), "CNY/FEU-km": N_("元/40 英尺箱·公里"),
    "USD/box-km": N_("美元/箱·公里"), "USD/TEU": N_("美元/标箱"), "USD/kg": N_("美元/公斤"),
    "CNY/t-km": N_("元/吨·公里"), "USD/t-km": N_("美元/吨·公里"),
    "gCO2e/tkm": N_("克 CO₂e/吨·公里"), "t/TEU": N_("吨/标箱"), "CNY/USD": N_("元/美元"),
}  # fmt: skip


def show(view: View, inputs: Inputs) -> None:
    """Show the view."""
    ids = tuple(view.store.table("parameter")["parameter_id"].astype(str))
    main, side = st.columns([0.745, 0.255], gap="small")
    texts = st.query_params.get_all(PARAM)
    try:
        changes = parse_changes(texts)
        defaults(view.store).changed_by(changes)
    except UsageError as error:
        changes = {}
        with side:
            planner_cards.fault(error)
    with main:
        key = f"assume-editor-{st.session_state.get(TURN, 0)}"
        frame = _frame(view, changes)
        words = {"low": _("低"), "typical": _("典型"), "high": _("高")}
        st.data_editor(
            frame, key=key, hide_index=True, height=round(620 * view.scale),
            disabled=[name for name in frame if name not in words.values()],
            column_config={
                _("已改"): st.column_config.TextColumn(width=44),
                _("假设"): st.column_config.TextColumn(width=220),
                _("选自"): st.column_config.TextColumn(width=200),
                _("来源"): st.column_config.TextColumn(width=260),
                **{name: st.column_config.NumberColumn(required=True) for name in words.values()},
            },
            on_change=_edited, args=(view.store, key, ids, words),
        )  # fmt: skip
    with side, st.container(key="card"):
        st.markdown(f"## {_('测算假设')}")
        st.caption(_("改“低、典型、高”三列，所有数字随之改变，改动写在链接里。带 ● 的已改。"))
        fault = st.session_state.pop(FAULT, None)
        if fault:
            st.error(provenance.escape(fault), icon=":material/error:")
        if texts:
            st.button(
                _("恢复全部默认（{n} 项）").format(n=len(texts)), key="assume-restore",
                icon=":material/undo:", on_click=_restore,
            )  # fmt: skip
        if inputs.ask is not None:
            planner_cards.assumed(inputs.ask)
            _effect(view, inputs.ask)


def _effect(view: View, ask: Ask) -> None:
    """What the changes make of the plan at hand."""
    st.markdown(
        "**" + provenance.escape(
            f"{pa.stop_name(view, ask.start)} → {pa.stop_name(view, ask.end)}"
        ) + "**"
    )  # fmt: skip
    cells = {}
    for label, changes in ((_("默认假设"), ()), (_("改后"), ask.changes)):
        if label == _("改后") and not changes:
            continue
        asked = Ask(ask.start, ask.end, ask.cargo, ask.order, ask.closed, ask.opened, changes)
        try:
            options = pa.answer(view.store, asked).options
        except UsageError as error:
            planner_cards.fault(error)
            return
        if options:
            best = options[0]
            cells[label] = {
                _("用时"): pa.days_text(best.days),
                _("费用"): pa.money_text(best.cost, view.locale),
                "CO₂e": pa.tonnes_text(best.co2),
            }
    if cells:
        st.table(pd.DataFrame(cells))


def _restore() -> None:
    if PARAM in st.query_params:
        del st.query_params[PARAM]
    st.session_state[TURN] = int(st.session_state.get(TURN, 0)) + 1


def _edited(store: Store, key: str, ids: tuple[str, ...], words: dict[str, str]) -> None:
    """Put what was edited into the address; what makes no sense stays in the table and is said."""
    edits: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
    try:
        changes = parse_changes(st.query_params.get_all(PARAM))
    except UsageError:
        changes = {}
    try:
        changes = merged(defaults(store), changes, edits, ids, words)
    except UsageError as error:
        st.session_state[FAULT] = error.message
        return
    if changes:
        st.query_params[PARAM] = changes_text(changes)
    elif PARAM in st.query_params:
        del st.query_params[PARAM]
    st.session_state[TURN] = int(st.session_state.get(TURN, 0)) + 1


def merged(
    parameters: Parameters, changes: dict[str, Range], edits: dict[int, dict[str, Any]],
    ids: tuple[str, ...], words: dict[str, str],
) -> dict[str, Range]:  # fmt: skip
    """Changes with the table's edits; what is back at its default is no change.

    Parameters
    ----------
    edits : by row number, header → new value, as the table gives them
    ids : parameter of each row
    words : header of each of low, typical, high

    Raises
    ------
    UsageError : if the figures of a parameter are out of order or negative
    """
    found = dict(changes)
    for row, cells in edits.items():
        id = ids[int(row)]
        own = found.get(id, parameters.ranges[id])._asdict()
        own |= {name: cells[word] for name, word in words.items() if cells.get(word) is not None}
        found[id] = Range(**{name: float(value) for name, value in own.items()})
    parameters.changed_by(found)
    return {id: range_ for id, range_ in found.items() if range_ != parameters.ranges[id]}


@lru_cache(maxsize=8)
def _rows(store: Store) -> tuple[dict[str, Any], ...]:
    rows = store.table("parameter").to_dict("records")
    return tuple({str(key): value for key, value in row.items()} for row in rows)


def _frame(view: View, changes: dict[str, Range]) -> pd.DataFrame:
    cells = []
    own = "name_zh" if view.locale == "zh" else "name_en"
    for row in _rows(view.store):
        range_ = changes.get(row["parameter_id"], Range(row["low"], row["typical"], row["high"]))
        from_ = row["assumption_ids"] if isinstance(row["assumption_ids"], str) else ""
        cells.append({
            _("已改"): "●" if row["parameter_id"] in changes else "",
            _("假设"): row[own],
            _("低"): range_.low, _("典型"): range_.typical, _("高"): range_.high,
            _("单位"): w.word(UNITS, row["unit"]),
            _("选自"): listed(
                columns.name_of(view, "assumption", each) for each in from_.split(";") if each
            ),
            _("来源"): provenance.source_title(view.store, row["source_id"]),
            _("截至"): row["as_of"],
            _("编号"): row["parameter_id"],
        })  # fmt: skip
    return pd.DataFrame(cells)
