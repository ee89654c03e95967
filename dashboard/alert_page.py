"""The page of alerts: today's, what changed between releases, and news that was let in."""

from datetime import date
from typing import Final

import streamlit as st

from dashboard import (
    alert_banner,
    alert_changes,
    alert_feeds,
    alert_rows,
    alert_scene,
    alert_words,
    card,
    charts,
    context,
    data_card,
    filters,
    frame,
    i18n,
    selection,
    table,
)
from dashboard.context import View
from dashboard.i18n import N_, _
from geodata import clock
from geodata.alerts import Alert, about, alerts, counts

VIEWS: Final = {"now": N_("当前提示"), "changes": N_("按版本的变化"), "feeds": N_("资讯")}


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        which = filters.choose(
            "part", _("内容"), tuple(VIEWS), lambda v: _(VIEWS[v]), form="segments"
        )
        state = alert_feeds.actions(view) if which == "feeds" else ""
        found = [] if state else _listed(view, which)
    if state:
        alert_feeds.show(view, state)
        return
    place = frame.layout(view)
    frame.draw_map(view, alert_scene.scene_of(view, found), place, key="alerts-map")
    with place.below:
        _below(view, found, which)
    with place.card:
        _about(view)
        data_card.show(view, selection.selected())


def _about(view: View) -> None:
    """The alerts of a selected thing whose card does not tell them itself."""
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    if id_ and kind not in card.FACTS and kind not in card.TOLD and kind != "country":
        alert_banner.show(view, about(view.store, clock.today(), kind, id_), "alerts-about")


def _listed(view: View, which: str) -> list[Alert]:
    """The alerts of the view chosen that the filters leave."""
    today = clock.today()
    everything = alerts(view.store, today) if which == "now" else alert_changes.choose(view, today)
    rows = alert_rows.frame_of(view, everything, today)
    items = alert_rows.filters_of(view, rows)
    left = filters.apply(rows, items, filters.row(items))
    kept = set(left["key"])
    found = [alert for alert in everything if alert.key in kept]
    number = counts(found)
    st.caption(
        _("{day}：{words}").format(
            day=today.isoformat(),
            words=" · ".join(f"{alert_words.severity(code)} {n}" for code, n in number.items()),
        ),
        width="content",
    )
    if found:
        _download(view, found, today)
    return found


def _download(view: View, found: list[Alert], today: date) -> None:
    """The alerts listed, as a table for Excel."""

    def table() -> bytes:
        with i18n.speaking(view.locale):  # it is made when asked for, outside of this run
            return alert_rows.cells_of(view, found).to_csv(index=False).encode("utf-8-sig")

    st.download_button(
        _("下载"), table,
        file_name=f"alerts-{today.isoformat()}.csv", mime="text/csv", key="alerts-dl",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _below(view: View, found: list[Alert], which: str) -> None:
    names = alert_words.rule_names(view)
    rows = alert_rows.frame_of(view, found, clock.today())
    made = charts.counts(rows["rule"], view.style, title=_("各种提示的条数"), words=names)
    parts = st.columns([0.64, 0.36], gap="small") if made is not None else (st.container(),)
    with parts[0]:
        table.show(
            rows, "alert", view, references=[alert.reference for alert in found],
            cells=alert_rows.cells_of(view, found), key=f"alerts-table-{which}",
        )  # fmt: skip
    if made is not None:
        with parts[1]:
            charts.show(made, view.style, key=f"alerts-chart-{which}")
