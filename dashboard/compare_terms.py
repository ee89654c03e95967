"""Treaties, tariffs, visas and standing of the countries compared: words, not numbers."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import columns, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.fact_list import fact_list, or_none
from dashboard.i18n import _
from dashboard.vocabulary import term
from geodata.store import Row, as_row


def _treaty(view: View, iso3: str) -> Row:
    rows = view.store.table("treaty")
    own = rows[rows["iso3"] == iso3]
    return as_row(own.iloc[0]) if len(own) else {}


def _status(row: Row, prefix: str) -> str | None:
    """A treaty's status with its dates; nothing where no row speaks of it."""
    status = row.get(f"{prefix}_status")
    if not status:
        return None
    parts = [w.word(w.TREATY_STATUS, status)]
    for field, label in (("signed", _("签署")), ("in_force", _("生效"))):
        if row.get(f"{prefix}_{field}"):
            parts.append(f"{label} {row[f'{prefix}_{field}']}")
    return " · ".join(parts)


def _of(view: View, iso3: str) -> dict[str, tuple[Any, Row]]:
    """What is compared of a country: words, and the row that says so, by heading."""
    treaty, country = _treaty(view, iso3), view.store.get("country", iso3)
    hours = country.get("utc_offset_h")
    return {
        _("避免双重征税协定"): (_status(treaty, "dta"), treaty),
        _("双边投资协定"): (_status(treaty, "bit"), treaty),
        _("RCEP 生效"): (treaty.get("rcep_in_force"), treaty),
        _("关税待遇"): (treaty.get("tariff_terms"), treaty),
        _("普通护照签证"): (treaty.get("visa_terms"), treaty),
        _("最不发达国家"): (w.word(w.YES_NO, country["ldc"]), country),
        _("内陆国"): (w.word(w.YES_NO, country["landlocked"]), country),
        _("与北京时差（小时）"): (None if hours is None else f"{hours - 8:+g}", country),
        _("语言"): (
            term(country["languages_zh" if view.locale == "zh" else "languages"]), country
        ),
        _("货币"): (country["currency_zh"], country),
    }  # fmt: skip


def cells(view: View, countries: list[str]) -> pd.DataFrame:
    """One line a heading, one column a country; unknown cells are empty."""
    told = {iso3: _of(view, iso3) for iso3 in countries}
    headings = list(next(iter(told.values())))
    return pd.DataFrame(
        [
            {_("比较项"): heading}
            | {
                columns.name_of_country(view, iso3): told[iso3][heading][0] or None
                for iso3 in countries
            }
            for heading in headings
        ]
    )


def card(view: View, countries: list[str], heading: str) -> None:
    """What one heading says of each country, with where it is from."""
    st.markdown(f"## {provenance.escape(heading)}")
    for iso3 in countries:
        value, row = _of(view, iso3).get(heading, (None, {}))
        fact_list([(columns.name_of_country(view, iso3), or_none(value))], view)
        if row:
            st.caption(provenance.line(view.store, row))
