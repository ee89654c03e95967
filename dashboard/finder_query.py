"""The query of the page 条件选国: one parameter of the address, changed by every widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard.i18n import N_
from geodata.errors import UsageError
from geodata.finder import Condition, Query, format_query, parse
from geodata.finder.model import MOST
from geodata.store import Store

PARAM: Final = "q"
# Questions to begin with: what each is called, and its text.
EXAMPLES: Final = (
    (N_("有钴、税收协定已生效、园区近铁路"), "cobalt;dta=in-force;park~rail<=200"),
    (N_("享零关税、主要出口可可、咖啡或腰果类坚果"),
     "tariff=zero;cocoa-beans=exported|coffee=exported|coconuts-brazil-nuts-cashews=exported"),
    (N_("二十天内可达、产天然橡胶"), "days<=20;rubber"),
    (N_("有湘企项目而没有建行网点"), "project:hunan>=1;branch:CCB<=0"),
    (N_("产铜占世界百分之一以上、湘粤非通道可达"), "copper>=1;corridor=C4"),
    (N_("营商与政治稳定评分靠前、税收协定已生效"), "business>=60;political-rank<=30;dta=in-force"),
    (N_("风险等级低于6、两类协定齐备、港口近铁路"),
     "oecd_country_risk_class<=5;dta=in-force;bit=in-force;site:port~rail<=20"),
    (N_("讲法语、有园区、经济增长百分之四以上"), "language=French;park>=1;gdp_growth>=4"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks.

    Parameters
    ----------
    query : with names as ids; without conditions where the text cannot be read
    text : as in the address
    fault : why it cannot be read
    """

    query: Query
    text: str
    fault: UsageError | None = None


def asked(store: Store) -> Asked:
    """The query of the address."""
    text = str(st.query_params.get(PARAM, ""))
    try:
        return Asked(parse(text, store), text)
    except UsageError as error:
        return Asked(Query(), text, error)


def ask(query: Query) -> None:
    """Put a query into the address; for widgets' callbacks."""
    ask_text(format_query(query))


def ask_text(text: str) -> None:
    """Put the text of a query into the address; a blank one leaves it."""
    if text.strip():
        st.query_params[PARAM] = text.strip()
    elif PARAM in st.query_params:
        del st.query_params[PARAM]


def joins(query: Query) -> list[bool]:
    """For each condition whether it is an alternative (或) to the one before it."""
    return [bool(place) for group in query.groups for place in range(len(group))]


def made_of(conditions: Sequence[Condition], alternatives: Sequence[bool]) -> Query:
    """The query of conditions in order; the first is never an alternative."""
    groups: list[tuple[Condition, ...]] = []
    for condition, joined in zip(conditions, alternatives, strict=True):
        if joined and groups:
            groups[-1] = (*groups[-1], condition)
        else:
            groups.append((condition,))
    return Query(tuple(groups))


def replaced(query: Query, number: int, condition: Condition) -> Query:
    """The query with another condition at a place, counted from 0."""
    own = list(query.conditions)
    own[number] = condition
    return made_of(own, joins(query))


def without(query: Query, number: int) -> Query:
    """The query without a condition; what was an alternative to it stays one to the others."""
    own, alternatives = list(query.conditions), joins(query)
    if not alternatives[number] and number + 1 < len(own):
        alternatives[number + 1] = False
    del own[number], alternatives[number]
    return made_of(own, alternatives)


def turned(query: Query, number: int) -> Query:
    """The query with 且 for 或, or 或 for 且, before a condition."""
    alternatives = joins(query)
    alternatives[number] = not alternatives[number]
    return made_of(query.conditions, alternatives)


def added(query: Query, condition: Condition) -> Query:
    """The query with one condition more; a full one stays as it is."""
    if len(query.conditions) >= MOST:
        return query
    return Query((*query.groups, (condition,)))
