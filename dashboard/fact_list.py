"""Labels and values in two columns, as the detail card tells them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.context import View
from dashboard.i18n import _


def fact_list(lines: Sequence[tuple[str, str]], view: View) -> None:
    """Labels and values as a definition list; every text is escaped."""
    body = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in lines)
    if body:
        st.html(f'<dl class="atlas-facts {view.theme}">{body}</dl>')


def or_none(value: object) -> str:
    """A value as text, or the words for an unknown one."""
    if value is None or value != value or value == "":
        return _("暂无")
    return str(value)
