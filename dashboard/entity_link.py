"""A link to an entity: to the page where it is at home, or a selection on the page at hand.

Streamlit's page link does nothing when it leads to the page that is already open, whatever its
query, so there the link is a button that selects.
"""

import streamlit as st

from dashboard import provenance, selection
from dashboard.i18n import _
from dashboard.navigation import BY_PATH
from dashboard.pages_registry import current_path, page_of


def to_planner(iso3: str) -> None:
    """A link to the ways from Hunan to a country."""
    pinned = st.query_params.get("release")
    st.page_link(
        page_of("planner"), label=_("到这里的线路"), icon=BY_PATH["planner"].icon,
        query_params={"to": f"country:{iso3}"} | ({"release": pinned} if pinned else {}),
    )  # fmt: skip


def show(reference: str, path: str, label: str, *, hint: str = "", icon: str | None = None) -> None:
    """Show the link.

    Parameters
    ----------
    reference : ``kind:id`` of the entity
    path : page where it is at home
    label : its name, as plain text
    hint : shown on hover
    icon : Material symbol; the page's own where none is given
    """
    icon = icon or BY_PATH[path].icon
    if path == current_path():
        st.button(
            provenance.escape(label), key=f"link-{reference}", type="tertiary", icon=icon,
            help=hint or None, on_click=selection.select, args=(reference,),
        )  # fmt: skip
    else:
        st.page_link(
            page_of(path), label=provenance.escape(label), icon=icon, help=hint or None,
            query_params=selection.link(reference),
        )  # fmt: skip
