"""Going to an entity from a script of ours: chosen in one run, the page is turned in the next.

A callback cannot turn the page, so what was chosen waits until the pages are known.
"""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from dashboard import selection
from dashboard.pages_registry import current_path, page_of

_WAITING: Final = "atlas_go"
# Parameters that are no filter's.
_PLAIN: Final = frozenset((selection.PARAM, "release"))


def to_address(path: str, params: Mapping[str, str], here: str) -> None:
    """Open a page as an address says it; for callbacks.

    Parameters
    ----------
    path : page to open; blank for the page at hand
    params : names and values of the address; values of filters are ids
    here : the page at hand
    """
    if path and path != here:
        st.session_state[_WAITING] = (path, dict(params))
        return
    for name, value in params.items():
        # A filter that is on the page has its value from its widget, all else from the address.
        if name in st.session_state:
            st.session_state[name] = value
        else:
            st.query_params[name] = value


def follow() -> None:
    """Turn to the page that was chosen in the run before, and set its filters there."""
    waiting: Any = st.session_state.pop(_WAITING, None)
    if not waiting:
        return
    path, params = waiting
    filters = {name: value for name, value in params.items() if name not in _PLAIN}
    if path != current_path():
        # The filters of this page own their names in the address: those wait for the next run.
        plain = {name: value for name, value in params.items() if name in _PLAIN}
        if filters:
            st.session_state[_WAITING] = (path, filters)
        st.switch_page(page_of(path), query_params=plain)
    for name, value in filters.items():
        # The value of a filter of the last page is not that of this one's.
        st.session_state.pop(name, None)
        st.query_params[name] = value
