"""What a column says in sentences, and the official places where it sends a reader."""

from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from dashboard import country_facts as facts
from dashboard.context import View
from dashboard.country_facts import Fact
from dashboard.i18n import N_, _, pick
from geodata.schema.profile import TOPIC_COLUMNS
from geodata.store import Store, as_row

TOPICS: Final = {
    "geography": N_("地理"), "climate": N_("气候"), "history": N_("历史"),
    "government": N_("政治制度"), "legal-system": N_("法律体系"), "society": N_("社会文化"),
    "economy": N_("经济"), "market": N_("市场"), "transport": N_("交通"), "risk": N_("风险"),
    "trade-policy": N_("贸易政策"), "investment": N_("投资"), "tax": N_("税收"),
    "labour": N_("劳动就业"), "incentives": N_("优惠与鼓励"),
    "investor-protection": N_("对中资企业的保护"), "environment": N_("环境保护"),
    "exchange-control": N_("外汇管理"), "debt": N_("债务"), "travel": N_("出行"),
}  # fmt: skip
PLACES_SHOWN: Final = 4


@lru_cache(maxsize=8)
def _rows(store: Store, kind: str) -> list[dict[str, Any]]:
    """All rows of a kind; none in a release older than the kind."""
    if kind not in store.manifest.tables:
        return []
    return [as_row(row) for _number, row in store.table(kind).iterrows()]


def notes(view: View, iso3: str, column: str) -> list[Fact]:
    """A column's notes on a country, by topic; a topic without one is left out."""
    own = [row for row in _rows(view.store, "profile_note") if row["iso3"] == iso3]
    found = []
    for topic, home in TOPIC_COLUMNS.items():
        if home != column:
            continue
        label = _(TOPICS[topic]) if topic in TOPICS else topic
        found += [
            facts.of_row(view, label, pick(row, "text"), row, long=True)
            for row in own
            if row["topic"] == topic
        ]
    return found


def missing(view: View, iso3: str, column: str) -> list[str]:
    """Words of a column's topics on which there is no note."""
    known = {row["topic"] for row in _rows(view.store, "profile_note") if row["iso3"] == iso3}
    return [
        _(TOPICS[topic])
        for topic, home in TOPIC_COLUMNS.items()
        if home == column and topic not in known and topic in TOPICS
    ]


def places(view: View, iso3: str, column: str) -> list[dict[str, Any]]:
    """The official places of a column: the country's own first, then those good for all."""
    group = view.store.get("country", iso3)["group"]
    found = [
        row
        for row in _rows(view.store, "official_place")
        if row["column"] == column
        and row["iso3"] in (iso3, None)
        and row.get("group") in (group, None)
    ]
    return sorted(found, key=lambda row: row["iso3"] is None)


def show_places(view: View, iso3: str, column: str) -> None:
    """Links to the official places; the first few, the rest folded."""
    found = places(view, iso3, column)
    if not found:
        return
    lines = [_place(row) for row in found]
    head = escape(_("到官方出处查看（链接到外部网站）"))
    rest = ""
    if lines[PLACES_SHOWN:]:
        more = escape(_("全部 {n} 项").format(n=len(lines)))
        folded = "".join(lines[PLACES_SHOWN:])
        rest = f"<details><summary>{more}</summary><ul>{folded}</ul></details>"
    shown = "".join(lines[:PLACES_SHOWN])
    st.html(f'<div class="atlas-places {view.theme}"><b>{head}</b><ul>{shown}</ul>{rest}</div>')


def _place(row: dict[str, Any]) -> str:
    name = facts.link(row["url"], pick(row))
    if not row["url"]:
        name += " " + escape(_("（地址未录）"))
    elif row["url_basis"] != "seen":
        name += f" <em>{escape(_('未打开核对'))}</em>"
    parts = (pick(row, "publisher"), pick(row, "what"))
    said = escape(" · ".join(part for part in parts if part and part != pick(row)))
    return f"<li>{name} <small>{said}</small></li>"
