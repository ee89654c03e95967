"""The conditions as a row of buttons, each with its count; a click opens what can be changed."""

from typing import Final

import streamlit as st

from dashboard import finder_edit, finder_query, provenance
from dashboard.context import View
from dashboard.finder_query import EXAMPLES
from dashboard.i18n import _
from geodata.finder import Found, Query, Step, phrase
from geodata.finder.fields import TOPICS, fields
from geodata.finder.model import MOST

ADD: Final = "find-add"


def show(view: View, found: Found) -> None:
    """The row: a button for each condition, 且 or 或 between, and the one that adds."""
    query = found.query
    for number, step in enumerate(found.steps):
        if number:
            _join(query, number, alternative=found.steps[number - 1].group == step.group)
        _chip(view, query, number, step)
    _add(view, query)


def examples(*, folded: bool) -> None:
    """Questions to begin with, one click each.

    Parameters
    ----------
    folded : behind a button, where a query is there already and the map needs the room
    """
    if folded:
        with st.popover(_("示例"), icon=":material/lightbulb:", key="find-examples-more"):
            _examples()
        return
    with st.container(horizontal=True, gap="small", key="find-examples"):
        st.caption(_("从这些问题开始："), width="content")
        _examples()


def _examples() -> None:
    for number, (title, text) in enumerate(EXAMPLES):
        st.button(
            _(title), key=f"find-example-{number}", on_click=finder_query.ask_text,
            args=(text,), type="secondary",
        )  # fmt: skip


def text_form(query_text: str) -> None:
    """The query as text, to be changed or pasted."""
    with st.popover(_("文字"), icon=":material/code:"):
        st.caption(
            _(
                "分号为“且”，竖线为“或”；“或”只与前一个条件相连。例：cobalt;dta=in-force;park~rail<=200"
            )
        )
        finder_edit.sync("find-text", query_text)
        st.text_area(
            _("条件文字"), key="find-text", height=100, max_chars=2000, on_change=_typed,
            label_visibility="collapsed",
        )  # fmt: skip


def _typed() -> None:
    finder_query.ask_text(" ".join(str(st.session_state["find-text"]).split()))


def _join(query: Query, number: int, *, alternative: bool) -> None:
    st.button(
        _("或") if alternative else _("且"), key=f"find-join-{number}", type="tertiary",
        help=_("“或”与前一个条件并为一组，满足其一即可；组与组之间都要满足。点一下改换。"),
        on_click=lambda: finder_query.ask(finder_query.turned(query, number)),
    )  # fmt: skip


def _chip(view: View, query: Query, number: int, step: Step) -> None:
    said = phrase(view.store, step.condition).of(view.locale)
    label = _("{condition} → {n} 国").format(
        condition=provenance.escape(said), n=f"**{len(step.left)}**"
    )
    with st.popover(label, key=f"find-chip-{number}-{step.condition.field}"):
        finder_edit.Editor(view, query, number).show()
        if step.unknown:
            st.caption(_("另有 {n} 国缺数据，无从判断。").format(n=len(step.unknown)))
        st.button(
            _("去掉这个条件"), key=f"find-drop-{number}", icon=":material/delete:",
            on_click=lambda: finder_query.ask(finder_query.without(query, number)),
        )  # fmt: skip


def _add(view: View, query: Query) -> None:
    """The button that adds a condition: first what it is about, then which field."""
    if len(query.conditions) >= MOST:
        return

    def chosen() -> None:
        name = st.session_state[ADD]
        if name:
            first = finder_edit.first_condition(view.store, fields(view.store)[name])
            finder_query.ask(finder_query.added(query, first))
        st.session_state[ADD] = None

    with st.popover(_("添加条件"), icon=":material/add:", key="find-adding"):
        topic = st.selectbox(
            _("哪一类"), list(TOPICS), key="find-topic",
            format_func=lambda each: TOPICS[each].of(view.locale),
        )  # fmt: skip
        known = {name: f for name, f in fields(view.store).items() if f.topic == topic}
        st.selectbox(
            _("哪一项"), list(known), index=None, key=ADD, on_change=chosen,
            format_func=lambda name: known[name].label.of(view.locale),
            placeholder=_("选一项即加入"),
        )  # fmt: skip
