"""Naming an entity by typing: the best match is taken, the next best are one click away."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from dashboard import columns, context, filters, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, listed, locale
from geodata.search import search

OTHERS: Final = 4


def show(
    view: View, key: str, label: str, kinds: tuple[str, ...], take: Callable[[str], None]
) -> None:
    """A box to type a name in any language, pinyin or initials.

    Parameters
    ----------
    key : of the widget
    label : what the box asks for
    kinds : kinds that may be meant
    take : called with the ``kind:id`` that was meant
    """
    st.text_input(
        label, key=key, placeholder=label, label_visibility="collapsed",
        icon=":material/search:", width=filters.scaled(230),
        on_change=_typed, args=(key, kinds, take),
    )  # fmt: skip
    others: list[str] = st.session_state.get(_others(key), [])
    missed = st.session_state.get(_missed(key))
    if missed is not None:
        text, near = missed
        said = _("没有找到“{text}”。").format(text=provenance.escape(text))
        st.caption(said + (_("相近的词：") + provenance.escape(listed(near)) if near else ""))
    for other in others:
        kind, _sep, id_ = other.partition(":")
        st.button(
            f"{provenance.escape(columns.name_of(view, kind, id_))} · {w.kind_word(kind)}",
            key=f"{key}-{other}", type="tertiary", on_click=_taken, args=(key, other, take),
        )  # fmt: skip


def _others(key: str) -> str:
    return f"{key}-others"


def _missed(key: str) -> str:
    return f"{key}-missed"


def _typed(key: str, kinds: tuple[str, ...], take: Callable[[str], None]) -> None:
    text = str(st.session_state.get(key) or "").strip()
    st.session_state.pop(_missed(key), None)
    st.session_state[_others(key)] = []
    if not text:
        return
    store = context.opened(st.query_params.get("release"))
    found = search(store, text, limit=OTHERS + 1, kinds=kinds, locale=locale())
    if not found.hits:
        st.session_state[_missed(key)] = (text, found.nearest)
        return
    best, *rest = (hit.key for hit in found.hits)
    st.session_state[_others(key)] = rest
    st.session_state[key] = ""
    take(best)


def _taken(key: str, reference: str, take: Callable[[str], None]) -> None:
    st.session_state[_others(key)] = []
    take(reference)
