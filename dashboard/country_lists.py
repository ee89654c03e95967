"""Columns 项目招商 and 活动展会: lists whose rows select on the map and in the card."""

from functools import lru_cache
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import charts, columns, country_places, table, vocabulary
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, pick
from geodata.kinds import KINDS
from geodata.store import as_row

HEIGHT: Final = 270
PROJECTS: Final = ("park", "project", "case")
STATUS: Final = {"park": w.PARK_STATUS, "project": w.PROJECT_STATUS}


@lru_cache(maxsize=256)
def projects(view: View, iso3: str) -> pd.DataFrame:
    """Parks, projects and cases of the country as one list, with the reference of each row."""
    found = []
    for kind in PROJECTS:
        rows = pd.DataFrame(view.store.table(kind).drop(columns="geometry", errors="ignore"))
        own = rows["iso3"] == iso3
        if "linked_iso3" in rows:
            own |= rows["linked_iso3"].fillna("").map(lambda cell: iso3 in cell.split(";"))
        for _number, raw in rows[own].iterrows():
            row = as_row(raw)
            status = row.get("status")
            start = row.get("year_started", row.get("year_start", row.get("year")))
            found.append(
                {
                    "ref": f"{kind}:{row[KINDS[kind].id_column]}",
                    _("类别"): w.kind_word(kind),
                    _("名称"): pick(row),
                    _("行业"): vocabulary.term(row.get("sectors") or row.get("sector")),
                    _("主体"): next((str(row[field]) for field in ("company", "developer", "actor")
                                    if isinstance(row.get(field), str)), ""),
                    _("进展"): w.word(STATUS[kind], status) if kind in STATUS else "",
                    _("开始"): None if start is None else int(start),
                    _("金额"): columns.money(row, view),
                    _("截至"): row["as_of"],
                    _("可信度"): w.word(w.CONFIDENCE, row["confidence"]),
                }
            )  # fmt: skip
    return pd.DataFrame(found)


@lru_cache(maxsize=256)
def events(view: View, iso3: str) -> pd.DataFrame:
    """Rows of the events in the country or linked to it, the newest first."""
    rows = view.store.table("event")
    linked = rows["linked_iso3"].fillna("").map(lambda cell: iso3 in cell.split(";"))
    return rows[(rows["iso3"] == iso3) | linked.astype(bool)].sort_values(
        "start_date", ascending=False, na_position="last", kind="stable"
    )


def show_projects(view: View, iso3: str) -> None:
    """Show the column 项目招商."""
    found = projects(view, iso3)
    left, right = st.columns([0.72, 0.28], gap="small")
    with left:
        if found.empty:
            st.info(_("暂无已收录的项目、园区与案例，可到下列官方出处查看。"))
        else:
            table.show(
                found, "", view, references=list(found["ref"]), cells=found.drop(columns="ref"),
                key="country-projects", height=HEIGHT,
            )  # fmt: skip
    with right:
        if not found.empty:
            sectors = found[_("行业")].str.split(_("、")).explode()
            made = charts.counts(
                sectors[sectors != ""], view.style, title=_("按行业"), kind="project"
            )
            if made is not None:
                charts.show(made, view.style, key="country-projects-chart", height=HEIGHT)
    country_places.show_places(view, iso3, "projects")


def show_events(view: View, iso3: str) -> None:
    """Show the column 活动展会."""
    found = events(view, iso3)
    left, right = st.columns([0.72, 0.28], gap="small")
    with left:
        if found.empty:
            st.info(_("暂无与该国有关的活动，可到下列官方出处查看。"))
        else:
            table.show(
                found, "event", view, references=[f"event:{id_}" for id_ in found["event_id"]],
                key="country-events", height=HEIGHT,
            )  # fmt: skip
    with right:
        made = charts.timeline(found["start_date"], view.style, title=_("历年活动"), kind="event")
        if made is not None:
            charts.show(made, view.style, key="country-events-chart", height=HEIGHT)
    country_places.show_places(view, iso3, "events")
