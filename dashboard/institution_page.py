"""The page of institutions: embassies, commercial offices, chambers and liaison offices."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import charts, filters, kind_page, selection
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.charts import Chart
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.i18n import _, listed, pick
from geodata.cases import parts
from geodata.store import Store

# The missions that are counted country by country.
MISSIONS: Final = ("embassy", "commercial-office")
# What no longer is, or never was, does not serve a country.
ABSENT: Final = ("none", "closed")


def served_by(row: Mapping[str, Any]) -> list[str]:
    """ISO codes of the countries an institution serves; where it is, if no source says which."""
    return parts(row["serves"]) or parts(row["iso3"])


def without(store: Store, institution_type: str) -> list[str]:
    """ISO codes of the focus countries that have no working institution of a type."""
    rows = store.table("institution")
    there = rows[(rows["institution_type"] == institution_type) & ~rows["status"].isin(ABSENT)]
    served = {iso3 for row in there.to_dict("records") for iso3 in parts(row["serves"])}
    return sorted(set(store.table("country")["iso3"]) - served)


def _texts(view: View, row: Mapping[str, Any]) -> Iterable[object]:
    yield from (row[field] for field in ("name_zh", "name_en", "city", "address", "note"))
    yield w.word(w.INSTITUTION_TYPES, row["institution_type"])
    for iso3 in {*parts(row["iso3"]), *parts(row["serves"])}:
        yield name_of_country(view, iso3)


@lru_cache(maxsize=8)
def _towns(store: Store) -> dict[str, dict[str, Any]]:
    """Place by Chinese name: how a city is called in the reader's language."""
    rows = store.table("place")[["name_zh", "name_en", "name_fr"]]
    return {str(row["name_zh"]): row for row in pd.DataFrame(rows).to_dict("records")}


def _city_word(store: Store, city: str) -> str:
    return pick(_towns(store).get(city, {"name_zh": city})) or city


def institution_filters(view: View, rows: pd.DataFrame) -> list[filters.Filter]:
    """The filters of the page, most used first."""
    found = {iso3 for row in rows.to_dict("records") for iso3 in served_by(row)}

    def country_word(iso3: str) -> str:
        return name_of_country(view, iso3)

    countries = sorted(found, key=lambda c: (c == "CHN", country_word(c)))
    cities = filters.options_of(rows, "city")
    return [
        f.keyword(lambda row: _texts(view, row)),
        f.coded("type", _("类型"), rows, "institution_type", w.INSTITUTION_TYPES),
        f.also("country", _("服务的国家"), countries, country_word, served_by),
        filters.Filter(
            "city",
            _("城市"),
            cities,
            lambda city: _city_word(view.store, city),
            filters.equals("city"),
        ),
        f.coded("status", _("状态"), rows, "status", w.INSTITUTION_STATUS),
        f.coded("site", _("网址依据"), rows, "website_basis", w.WEBSITE_BASES, more=True),
        f.coded("verified", _("复核"), rows, "verified", w.VERIFIED, more=True),
        f.confidence(rows),
    ]


def chart(view: View, rows: pd.DataFrame) -> Chart | None:
    """How many institutions of each type there are."""
    words = {code: w.word(w.INSTITUTION_TYPES, code) for code in w.INSTITUTION_TYPES}
    return charts.counts(
        rows["institution_type"], view.style, title=_("各类机构数"), kind="institution", words=words
    )


def line(row: dict[str, object], view: View) -> str:
    """The second line of a point's tooltip."""
    where = " · ".join(
        str(part) for part in (name_of_country(view, row["iso3"]), row["city"]) if part
    )
    return "\n".join(part for part in (where, w.word(w.INSTITUTION_STATUS, row["status"])) if part)


def unclear(store: Store, institution_type: str) -> list[str]:
    """ISO codes of the countries whose institution of a type may not be working at present."""
    rows = store.table("institution")
    doubted = rows[(rows["institution_type"] == institution_type) & (rows["status"] == "unclear")]
    return sorted(doubted["iso3"].dropna())


def _coverage(view: View, _rows: pd.DataFrame) -> None:
    """In how many focus countries China has an embassy and a commercial office, and where not."""
    if selection.selected():
        return  # the card has the place to itself
    total = len(view.store.table("country"))
    for column, kind in zip(st.columns(len(MISSIONS), gap="small"), MISSIONS, strict=True):
        missing = without(view.store, kind)
        with column:
            st.metric(
                _("有{what}的国家").format(what=w.word(w.INSTITUTION_TYPES, kind)),
                f"{total - len(missing)} / {total}",
                border=True,
            )
            for text, found in (
                (_("没有：{names}"), missing),
                (_("现状未核：{names}"), unclear(view.store, kind)),
            ):
                if found:
                    names = listed(name_of_country(view, iso3) for iso3 in found)
                    st.caption(text.format(names=names))


def show() -> None:
    """Run the page."""
    kind_page.show(
        kind_page.KindPage(
            kind="institution", filters=institution_filters, chart=chart, line=line,
            above_card=_coverage,
        )
    )  # fmt: skip
