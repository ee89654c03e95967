"""Column 商旅服务: missions with their sites, visa, flights from Changsha, time difference."""

from functools import lru_cache
from typing import Any, Final

import streamlit as st

from dashboard import country_facts, country_places, country_policy
from dashboard import words as w
from dashboard.context import View
from dashboard.country_facts import Fact
from dashboard.country_overview import difference
from dashboard.i18n import _, pick
from geodata.store import as_row

MISSIONS: Final = ("embassy", "commercial-office", "consulate-general", "consulate",
                   "consular-office", "ccpit-office")  # fmt: skip
OTHERS: Final = ("hunan-office", "hunan-chamber", "chinese-chamber", "association",
                 "foreign-consulate", "foreign-chamber", "government")  # fmt: skip
HOME: Final = "HHA"  # Changsha's airport among the nodes


def institutions(view: View, iso3: str, types: tuple[str, ...]) -> list[dict[str, Any]]:
    """Institutions of these types in the country or accredited to it, in the order of types."""
    rows = view.store.table("institution")
    serves = rows["serves"].fillna("").map(lambda cell: iso3 in cell.split(";"))
    own = rows[rows["institution_type"].isin(types) & ((rows["iso3"] == iso3) | serves)]
    found = [as_row(row) for _number, row in own.iterrows()]
    return sorted(found, key=lambda row: types.index(row["institution_type"]))


def mission(view: View, row: dict[str, Any]) -> Fact:
    """An institution as a fact: its name links to its site; city, telephone, state behind."""
    state = "" if row["status"] == "operating" else w.word(w.INSTITUTION_STATUS, row["status"])
    basis = _("网址未打开核对") if row["website"] and row["website_basis"] == "pattern" else ""
    said = [row["city"] or "", row["phone"] or "", row["address"] or "", state, basis]
    fact = country_facts.of_row(
        view, w.word(w.INSTITUTION_TYPES, row["institution_type"]), pick(row), row,
        side=" · ".join(part for part in said if part), long=True,
    )  # fmt: skip
    return Fact(fact.label, fact.value, fact.side, fact.proofs, href=row["website"] or "",
                long=True)  # fmt: skip


def flights(view: View, iso3: str) -> list[Fact]:
    """Air services between Changsha and the country; unknown where there is none."""
    nodes = view.store.table("node").set_index("node_id")
    there = set(nodes.index[nodes["iso3"] == iso3])
    legs = view.store.table("leg")
    ends = legs["from_node"].isin(there) | legs["to_node"].isin(there)
    ids = dict.fromkeys(legs.loc[ends & (legs["mode"] == "air"), "service_id"].dropna())
    found = []
    for id_ in ids:
        row = view.store.get("service", id_)
        said = [row["frequency"] or "", w.word(w.SERVICE_STATUS, row["status"])]
        found.append(
            country_facts.of_row(
                view, _("长沙航线"), pick(row), row,
                side=" · ".join(part for part in said if part), long=True, dated=True,
            )
        )  # fmt: skip
    return found or [country_facts.unknown(_("长沙航线"))]


@lru_cache(maxsize=256)
def lines(view: View, iso3: str) -> tuple[Fact, ...]:
    """What a traveller asks first: visa, time, flights, money, telephone."""
    row = view.store.get("country", iso3)
    own = [
        (_("时差"), difference(row["utc_offset_h"]), row["timezone"]),
        (_("电话区号"), row["calling_code"], ""),
        (_("货币"), row["currency_zh"] if view.locale == "zh" else row["currency_code"], ""),
    ]
    return (
        country_policy.visa(view, iso3),
        *flights(view, iso3),
        *(country_facts.of_row(view, label, value, row, side=side) for label, value, side in own),
        *country_places.notes(view, iso3, "travel"),
    )


@lru_cache(maxsize=256)
def missions(view: View, iso3: str) -> tuple[Fact, ...]:
    """Embassy, commercial office and consulates; an embassy that is not known is said so."""
    found = [mission(view, row) for row in institutions(view, iso3, MISSIONS)]
    return tuple(found) or (country_facts.unknown(_("中国驻外机构")),)


def show(view: View, iso3: str) -> None:
    """Show the column."""
    left, middle, right = st.columns([0.3, 0.36, 0.34], gap="small")
    with left:
        country_facts.heading(view, _("行前须知"))
        country_facts.show(view, lines(view, iso3), columns=1)
    with middle:
        country_facts.heading(view, _("中国驻外机构（名称链接到其网站）"))
        country_facts.show(view, missions(view, iso3), columns=1)
    with right:
        own = [mission(view, row) for row in institutions(view, iso3, OTHERS)]
        if own:
            country_facts.heading(view, _("商会、侨团与其他机构"))
            country_facts.show(view, own, columns=1)
        country_places.show_places(view, iso3, "travel")
