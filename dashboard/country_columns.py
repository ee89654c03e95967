"""The columns of a country's page: their names, what each shows, and what can be taken from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    country_business,
    country_finance,
    country_lists,
    country_market,
    country_overview,
    country_policy,
    country_tabs,
    country_travel,
    filters,
    guide_column,
)
from dashboard.context import View
from dashboard.i18n import LOCALES, N_, _, speaking

KEY: Final = "tab"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name : on its switch, marked for translation
    show : draws it below the map
    kind : of the rows that the download menu offers
    """

    name: str
    show: Callable[[View, str], None]
    kind: str


COLUMNS: Final[dict[str, Column]] = {
    "overview": Column(N_("国别概况"), country_overview.show, "country"),
    "market": Column(N_("市场动态"), country_market.show, "trade_item"),
    "business": Column(N_("营商环境"), country_business.show, "indicator"),
    "policy": Column(N_("政策法规"), country_policy.show, "treaty"),
    "guide": Column(N_("国别指南"), guide_column.show, "official_place"),
    "projects": Column(N_("项目招商"), country_lists.show_projects, "project"),
    "events": Column(N_("活动展会"), country_lists.show_events, "event"),
    "finance": Column(N_("金融服务"), country_finance.show, "finance_fact"),
    "travel": Column(N_("商旅服务"), country_travel.show, "institution"),
    # Beside the nine: everything that is in the country, and every figure and resource of it.
    "here": Column(N_("在这里"), country_tabs.here, "country"),
    "figures": Column(N_("全部指标"), country_tabs.figures, "indicator"),
    "resources": Column(N_("资源与产业"), country_tabs.resources, "resource"),
}
# What tabs of earlier addresses were called, and the column that shows the same now.
FORMER: Final = {"trade": "market", "treaties": "policy"}
FORMER_WORDS: Final = {
    N_("指标"): "figures", N_("贸易"): "market", N_("协定与金融"): "policy",
}  # fmt: skip


def name(column: str) -> str:
    """A column's name in the reader's language."""
    return _(COLUMNS[column].name)


def take_former(key: str = KEY) -> None:
    """Lead the address of an earlier tab to the column that shows the same now."""
    asked = st.query_params.get(key)
    if not asked or key in st.session_state:
        return
    known = dict(FORMER)
    for code in LOCALES:
        with speaking(code):
            known |= {_(word): column for word, column in FORMER_WORDS.items()}
    current = {name(column) for column in COLUMNS}
    if asked in known and asked not in current:
        st.query_params[key] = known[asked]


def choose() -> str:
    """The column the reader has chosen."""
    take_former()
    return filters.choose(KEY, _("栏目"), tuple(COLUMNS), name, form="segments")


def rows(view: View, iso3: str, column: str) -> tuple[str, pd.DataFrame]:
    """Kind and rows that the download menu offers for a column."""
    kind = COLUMNS[column].kind
    if column == "events":
        return kind, country_lists.events(view, iso3)
    if kind not in view.store.manifest.tables:  # a release older than the kind
        kind = "country"
    table = view.store.table(kind)
    mine = table["iso3"] == iso3
    if kind == "official_place":
        mine = (mine | table["iso3"].isna()) & (table["column"] == column)
    if "serves" in table:
        mine |= table["serves"].fillna("").map(lambda cell: iso3 in cell.split(";")).astype(bool)
    return kind, table[mine]
