"""The selected entity: one ``kind:id``, kept in the address as ``sel``."""

from typing import Any, Final

import streamlit as st

from dashboard.charts import PICK
from layers import deck

PARAM: Final = "sel"
TURN: Final = "atlas_turn"


def selected() -> str | None:
    """The selected ``kind:id``, if any."""
    return st.query_params.get(PARAM)


def selected_of(kind: str) -> str | None:
    """The id of the selected entity if it is of this kind."""
    found = selected()
    if not found:
        return None
    head, _, tail = found.partition(":")
    return tail if head == kind else None


def select(reference: str | None) -> None:
    """Select an entity, or nothing; for widgets' callbacks."""
    if reference:
        st.query_params[PARAM] = reference
    elif PARAM in st.query_params:
        del st.query_params[PARAM]


def turn() -> int:
    """How many map selections there have been: part of the ids of the map's pickable layers.

    Streamlit keeps a map's selection and dims everything else while it lasts; a layer whose id
    has changed drops it.
    """
    return int(st.session_state.get(TURN, 0))


def link(reference: str) -> dict[str, str]:
    """Query parameters of a link to an entity; a pinned release stays pinned."""
    pinned = st.query_params.get("release")
    return {PARAM: reference} | ({"release": pinned} if pinned else {})


def on_map(key: str) -> None:
    """A click on the map selects what it hit; a click on nothing changes nothing."""
    state: dict[str, Any] = st.session_state[key]
    found = deck.selected(state["selection"])
    if found:
        select(found)
        st.session_state[TURN] = turn() + 1


def on_chart(key: str) -> None:
    """A bar chosen in a chart selects its entity."""
    chosen = st.session_state[key]["selection"].get(PICK, [])
    reference = next((item["ref"] for item in chosen if item.get("ref")), None)
    if reference:
        select(reference)


def on_table(key: str, references: list[str]) -> None:
    """A row chosen in the table selects its entity; the same row again selects nothing."""
    rows = st.session_state[key]["selection"]["rows"]
    select(references[rows[0]] if rows else None)
