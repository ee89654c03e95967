"""Going to an entity from a script of ours: chosen in one run, the page is turned in the next.

A callback cannot turn the page, so what was chosen waits until the pages are known.
"""

from typing import Any, Final

import streamlit as st

from dashboard import selection
from dashboard.navigation import BY_PATH
from dashboard.pages_registry import page_of

_WAITING: Final = "atlas_go"


def to(reference: str, path: str, here: str) -> None:
    """Select an entity on the page where it is at home; for callbacks.

    Parameters
    ----------
    reference : ``kind:id``
    path : page to open; one that is not there is the page at hand
    here : the page at hand
    """
    if path == here or path not in BY_PATH:
        selection.select(reference)
    else:
        st.session_state[_WAITING] = (reference, path)


def follow() -> None:
    """Turn to the page that was chosen in the run before, if one was."""
    waiting: Any = st.session_state.pop(_WAITING, None)
    if waiting:
        reference, path = waiting
        st.switch_page(page_of(path), query_params=selection.link(reference))
