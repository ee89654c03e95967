"""Alerts beside other things: a banner on a page, a count in the header."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from dashboard import alert_words
from dashboard.context import View
from dashboard.i18n import _
from dashboard.pages_registry import page_of
from geodata import clock
from geodata.alerts import Alert, alerts, counts

SHOWN: Final = 2
# Further ones are better filtered on the page of alerts.
MOST: Final = 20


def show(view: View, found: Sequence[Alert], key: str) -> None:
    """A compact banner: the gravest alerts, the rest folded; nothing where there are none.

    Parameters
    ----------
    found : alerts, gravest first
    key : a class of its own, to be found by
    """
    if not found:
        return
    lines = [_line(view, alert) for alert in found[:MOST]]
    rest = lines[SHOWN:]
    more = ""
    if rest:
        text = _("另有 {n} 条提示").format(n=len(found) - SHOWN)
        more = f"<details><summary>{escape(text)}</summary>{''.join(rest)}</details>"
    st.html(f'<div class="atlas-alerts {view.theme} {key}">{"".join(lines[:SHOWN])}{more}</div>')


def _line(view: View, alert: Alert) -> str:
    return (
        f'<div class="{alert.severity}"><b>{alert_words.MARKS[alert.severity]} '
        f"{escape(alert.title(view.locale))}</b> {escape(alert.sentence(view.locale))}</div>"
    )


def badge(view: View) -> None:
    """How many grave alerts there are today, as a link to the page of alerts."""
    found = counts(alerts(view.store, clock.today()))
    pinned = st.query_params.get("release")
    words = " · ".join(f"{alert_words.severity(code)} {n}" for code, n in found.items())
    st.page_link(
        page_of("alerts"), label=str(found["high"]), icon=":material/warning:",
        help=_("风险提示：{words}").format(words=words),
        query_params={"release": pinned} if pinned else None,
    )  # fmt: skip
