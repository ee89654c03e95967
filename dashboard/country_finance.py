"""Column 金融服务: banks, exchange rules, tax agreement, settlement, ratings, risk classes."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import (
    card_links,
    columns,
    country_facts,
    country_places,
    country_policy,
    link_list,
    table,
)
from dashboard.context import View
from dashboard.country_facts import Fact
from dashboard.i18n import _, pick
from dashboard.navigation import home_of
from dashboard.vocabulary import term
from geodata.nearby import services_near
from geodata.store import as_row

KIND: Final = "branch"
FIGURES: Final = (
    "oecd_country_risk_class", "imf_wb_debt_distress_risk", "public_debt_pct_gdp",
    "external_debt", "fx_reserves", "exchange_rate_lcu_per_usd", "inflation_cpi",
)  # fmt: skip
# Facts in the order in which a treasurer asks; those not named follow.
ORDER: Final = (
    "exchange_regime", "exchange_control", "local_currency_settlement", "pboc_swap", "rmb",
    "cny", "cips", "hunan", "rating", "panda", "debt",
)  # fmt: skip
# What is told of every country even where nobody has stated it.
ALWAYS: Final = ("exchange_regime", "exchange_control", "local_currency_settlement", "pboc_swap")
SERVICES_SHOWN: Final = 6
LONG: Final = 14  # characters that stand beside a label without a line of their own


def _rank(topic: str) -> int:
    return next((i for i, start in enumerate(ORDER) if topic.startswith(start)), len(ORDER))


def facts(view: View, iso3: str) -> list[Fact]:
    """The country's facts of money and banking; old ones are marked by their own dates."""
    rows = view.store.table("finance_fact")
    records = [as_row(row) for _number, row in rows[rows["iso3"] == iso3].iterrows()]
    records.sort(key=lambda row: _rank(row["topic"]))
    words = {
        "exchange_regime": _("汇率制度"), "exchange_control": _("外汇管理"),
        "local_currency_settlement": _("本币结算"), "pboc_swap": _("本币互换"),
    }  # fmt: skip
    found = [
        country_facts.unknown(words[topic])
        for topic in ALWAYS
        if not any(row["topic"].startswith(topic) for row in records)
    ]
    for row in records:
        value = " ".join(part for part in (row["value"], row["unit"]) if part)
        old = country_facts.is_old(view, row["period"] or row["as_of"])
        fact = country_facts.of_row(
            view, term(row["topic_zh"]), value, row, side=row["period"] or "",
            long=len(value) > LONG,
            others=country_facts.claims(view, "finance_fact", row["finance_id"], "value"),
        )  # fmt: skip
        found.append(replace(fact, old=old))
    return [*found, country_facts.unknown(_("中国信保国别风险级别"))]


def branches(view: View, iso3: str) -> pd.DataFrame:
    """Branches in the country."""
    rows = view.store.table(KIND)
    return rows[rows["iso3"] == iso3]


@lru_cache(maxsize=256)
def lines(view: View, iso3: str) -> tuple[Fact, ...]:
    """The facts of the column."""
    return (
        country_policy.tax_agreement(view, iso3),
        *country_facts.figures(view, iso3, FIGURES),
        *facts(view, iso3),
        *country_places.notes(view, iso3, "finance"),
    )


@lru_cache(maxsize=256)
def nearest(view: View, iso3: str) -> tuple[link_list.Item, ...]:
    """The nearest bank of each name to the capital, nearest first."""
    row = view.store.get("country", iso3)
    if row["capital_lat"] is None or row["capital_lon"] is None:
        return ()
    found = services_near(
        view.store, row["capital_lat"], row["capital_lon"], iso3=iso3, precision="town",
        groups=("branch",),
    )  # fmt: skip
    near = sorted(found, key=lambda each: each.km)[:SERVICES_SHOWN]
    return tuple(card_links.service_item(view, each) for each in near)


@lru_cache(maxsize=256)
def services(view: View, iso3: str) -> tuple[link_list.Item, ...]:
    """Financial services that are asked for at a branch or institution in the country."""
    places: dict[str, Any] = {}
    for kind in (KIND, "institution"):
        rows = view.store.table(kind)
        id_column = f"{kind}_id"
        places |= dict.fromkeys(rows.loc[rows["iso3"] == iso3, id_column])
    found = []
    for _number, raw in view.store.table("financial_service").iterrows():
        row = as_row(raw)
        asked = f"{row['branch_ids'] or ''};{row['institution_ids'] or ''}".split(";")
        if any(each in places for each in asked if each):
            id_ = row["financial_service_id"]
            found.append(
                link_list.Item(
                    f"financial_service:{id_}", home_of(view.store, "financial_service", id_),
                    pick(row), pick(row, "situations"),
                )
            )  # fmt: skip
    return tuple(found)


def show(view: View, iso3: str) -> None:
    """Show the column."""
    left, right = st.columns([0.6, 0.4], gap="small")
    rows = branches(view, iso3)
    with left:
        country_facts.show(view, lines(view, iso3))
    with right:
        if rows.empty:
            country_facts.heading(view, _("境内没有已知的中资银行网点"))
        else:
            table.show(
                rows, KIND, view, references=[f"{KIND}:{id_}" for id_ in rows["branch_id"]],
                cells=columns.kept_table(rows, KIND, view).iloc[:, [0, 2, 3, 5, 6]],
                key="country-branches", height=150,
            )  # fmt: skip
        groups = [
            link_list.Group(
                "near-bank", _("离首都最近的银行"), nearest(view, iso3) if rows.empty else ()
            ),
            link_list.Group("services", _("境内可办的金融服务"), services(view, iso3)),
        ]
        link_list.show(groups, key="finance-links", of=iso3)
        country_places.show_places(view, iso3, "finance")
