"""Column 政策法规: agreements with China, tariff terms, and notes on rules by topic."""

from functools import lru_cache
from typing import Any, Final

import streamlit as st

from dashboard import country_facts, country_places
from dashboard import words as w
from dashboard.context import View
from dashboard.country_facts import Fact
from dashboard.country_overview import blocs
from dashboard.i18n import N_, _, listed
from geodata.store import as_row

ROLES: Final = {
    "member": N_("成员"), "partner": N_("伙伴"), "signatory": N_("签署国"),
    "ratified": N_("已批准"), "listed": N_("列入"),
}  # fmt: skip
# Lists and agreements that say on which terms goods go; the others are unions.
TERMS: Final = ("china-zero-tariff-2026", "acfta", "rcep", "afcfta", "un-ldc", "wto")


def treaty_row(view: View, iso3: str) -> dict[str, Any] | None:
    """The country's row of treaties with China."""
    rows = view.store.table("treaty")
    own = rows[rows["iso3"] == iso3]
    return None if own.empty else as_row(own.iloc[0])


def status(row: dict[str, Any], prefix: str) -> str:
    """Status and dates of the tax (`dta`) or investment (`bit`) agreement, in words."""
    parts = [w.word(w.TREATY_STATUS, row[f"{prefix}_status"])]
    dates = (("signed", _("签署")), ("in_force", _("生效")), ("applicable", _("起适用")))
    for field, label in dates:
        value = row.get(f"{prefix}_{field}")
        if value:
            parts.append(f"{label} {value}")
    if row[f"{prefix}_note"]:
        parts.append(row[f"{prefix}_note"])
    return " · ".join(parts)


def tax_agreement(view: View, iso3: str) -> Fact:
    """The double-tax agreement with China."""
    return _agreement(view, iso3, "dta", _("避免双重征税协定"))


def _agreement(view: View, iso3: str, prefix: str, label: str) -> Fact:
    row = treaty_row(view, iso3)
    if row is None:
        return country_facts.unknown(label)
    others = [
        proof
        for field in ("status", "in_force", "signed")
        for proof in country_facts.claims(view, "treaty", row["treaty_id"], f"{prefix}_{field}")
    ]
    return country_facts.of_row(view, label, status(row, prefix), row, long=True, others=others)


def visa(view: View, iso3: str) -> Fact:
    """Visa terms for holders of ordinary Chinese passports."""
    row = treaty_row(view, iso3)
    if row is None:
        return country_facts.unknown(_("普通护照签证"))
    until = _("至 {date}").format(date=row["visa_end"]) if row["visa_end"] else ""
    return country_facts.of_row(
        view, _("普通护照签证"), row["visa_terms"], row, side=until, long=True, dated=True
    )


def terms(view: View, iso3: str) -> list[Fact]:
    """Agreements and lists that goods go by, each with its dates; those that end first."""
    own = [each for each in blocs(view, iso3) if each["bloc_id"] in TERMS]
    own.sort(key=lambda each: (each["until"] is None, each["until"] or "",
                               TERMS.index(each["bloc_id"])))  # fmt: skip
    found = []
    for each in own:
        dates = [_("自 {date}").format(date=each["since"]) if each["since"] else "",
                 _("至 {date}").format(date=each["until"]) if each["until"] else ""]  # fmt: skip
        found.append(
            country_facts.of_row(
                view, each["name"].partition(" (")[0], w.word(ROLES, each["role"]), each,
                side=" · ".join(part for part in dates if part),
            )
        )  # fmt: skip
    return found


@lru_cache(maxsize=256)
def agreements(view: View, iso3: str) -> tuple[Fact, ...]:
    """What the country and China have agreed on, and on which terms goods go."""
    row = treaty_row(view, iso3)
    found = [tax_agreement(view, iso3), _agreement(view, iso3, "bit", _("双边投资协定"))]
    if row is not None:
        found += [
            country_facts.of_row(view, label, row[field], row, long=field != "rcep_in_force")
            for field, label in (
                ("rcep_in_force", _("RCEP 生效")), ("trade_agreement", _("贸易协定")),
                ("tariff_terms", _("关税待遇")), ("note", _("说明")),
            )
            if field != "note" or row[field]
        ]  # fmt: skip
    return (*found, visa(view, iso3), *terms(view, iso3))


@lru_cache(maxsize=256)
def rules(view: View, iso3: str) -> tuple[Fact, ...]:
    """Notes on the country's own rules; the topics without one in a single line."""
    without = country_places.missing(view, iso3, "policy")
    rest = (Fact(listed(without), _("暂无"), _("见下方官方出处"), long=True),) if without else ()
    return (*country_places.notes(view, iso3, "policy"), *rest)


def show(view: View, iso3: str) -> None:
    """Show the column."""
    left, right = st.columns(2, gap="small")
    with left:
        country_facts.heading(view, _("与中国的协定和关税"))
        country_facts.show(view, agreements(view, iso3), columns=1)
    with right:
        country_facts.heading(view, _("当地法规"))
        country_facts.show(view, rules(view, iso3), columns=1)
        country_places.show_places(view, iso3, "policy")
