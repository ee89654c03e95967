"""The filters that several pages share, made from the release and the rows at hand."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import vocabulary
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.filters import Filter, Rule, any_of, equals, options_of, parts_of
from dashboard.i18n import _, pick
from geodata.search.fold import fold, words_of
from geodata.store import Store

# UN lists and tariff lists are memberships too, but nobody filters parks by them first.
BLOC_ORDER = ("au", "asean", "rcep", "afcfta", "ecowas", "sadc", "eac", "comesa", "eccas", "amu")


def _by_iso(column: str, sets: dict[str, set[str]]) -> Rule:
    def rule(rows: pd.DataFrame, values: list[str]) -> pd.DataFrame:
        wanted: set[str] = set().union(*(sets.get(v, set()) for v in values))
        return rows[rows[column].isin(wanted)]

    return rule


@lru_cache(maxsize=16)
def _regions(store: Store, group: str | None) -> dict[str, set[str]]:
    """ISO codes of each region, of all focus countries or those of a group."""
    countries = store.table("country")
    if group:
        countries = countries[countries["group"] == group]
    return {str(name): set(part["iso3"]) for name, part in countries.groupby("region")}


@lru_cache(maxsize=8)
def _members(store: Store) -> dict[str, set[str]]:
    """ISO codes of each bloc's members."""
    members = store.table("membership")
    members = members[members["role"].isin(["member", "listed", "ratified"])]
    return {str(name): set(part["iso3"]) for name, part in members.groupby("bloc_id")}


@lru_cache(maxsize=8)
def _blocs(store: Store) -> dict[str, dict[str, object]]:
    """Row of each bloc."""
    return {row["bloc_id"]: row for row in store.table("bloc").to_dict("records")}


def region(view: View, rows: pd.DataFrame, group: str | None = None) -> Filter:
    """Regions of the focus countries that the rows touch."""
    sets = _regions(view.store, group)
    present = set(rows["iso3"].dropna())
    options = tuple(name for name in w.REGIONS if sets.get(name, set()) & present)
    return Filter("region", _("区域"), options, w.words(w.REGIONS), _by_iso("iso3", sets))


def bloc(view: View, rows: pd.DataFrame) -> Filter:
    """Unions, agreements and UN lists."""
    sets, blocs = _members(view.store), _blocs(view.store)
    present = set(rows["iso3"].dropna())
    ids = [name for name in blocs if sets.get(name, set()) & present]
    first = [name for name in BLOC_ORDER if name in ids]
    options = (*first, *(name for name in ids if name not in first))

    def words(bloc_id: str) -> str:
        name = pick(blocs[bloc_id])
        return name if bloc_id in name.casefold() or "-" in bloc_id else f"{name} {bloc_id.upper()}"

    return Filter("bloc", _("组织"), options, words, _by_iso("iso3", sets), more=True)


def country(view: View, rows: pd.DataFrame) -> Filter:
    """Countries of the rows, by name."""
    found = sorted(
        set(rows["iso3"].dropna()), key=lambda iso3: (iso3 == "CHN", name_of_country(view, iso3))
    )
    return Filter(
        "country", _("国家"), tuple(found), lambda iso3: name_of_country(view, iso3), equals("iso3")
    )


def sector(rows: pd.DataFrame, column: str, *, several: bool) -> Filter:
    """Sectors as the sources name them."""
    options = parts_of(rows, column) if several else options_of(rows, column)
    rule = any_of(column) if several else equals(column)
    return Filter("sector", _("行业"), options, vocabulary.term, rule)


def coded(
    key: str, label: str, rows: pd.DataFrame, column: str, table: dict[str, str], *,
    more: bool = False,
) -> Filter:  # fmt: skip
    """A column of codes: status, form, category …"""
    present = set(rows[column].dropna())
    options = tuple(code for code in table if code in present)
    return Filter(key, label, options, w.words(table), equals(column), more=more)


def hunan(rows: pd.DataFrame) -> Filter:
    """Whether a Hunan enterprise or institution takes part."""
    return coded("hunan", _("湘企关联"), rows, "hunan_linked", w.YES_NO)


def confidence(rows: pd.DataFrame) -> Filter:
    """How sure the fact is."""
    return coded("confidence", _("可信度"), rows, "confidence", w.CONFIDENCE, more=True)


def year(rows: pd.DataFrame, column: str, *, more: bool = False) -> Filter:
    """Years found in a date or year column, newest first; rows without a year are left out."""
    texts = rows[column].astype("string").str.slice(0, 4)
    options = tuple(sorted(set(texts.dropna()), reverse=True))

    def rule(frame: pd.DataFrame, values: list[str]) -> pd.DataFrame:
        return frame[frame[column].astype("string").str.slice(0, 4).isin(values)]

    return Filter("year", _("年份"), options, str, rule, more=more)


def linked(view: View, rows: pd.DataFrame) -> Filter:
    """Countries that an event names as taking part."""
    return Filter(
        "linked",
        _("参与国"),
        parts_of(rows, "linked_iso3"),
        lambda iso3: name_of_country(view, iso3),
        any_of("linked_iso3"),
        more=True,
    )


_folded = lru_cache(maxsize=4096)(fold)


def keyword(texts: Callable[[Mapping[str, Any]], Iterable[object]]) -> Filter:
    """Rows whose texts hold every word typed: any case, any accents, either script.

    Parameters
    ----------
    texts : row → what is looked through; blanks are passed over
    """

    def rule(frame: pd.DataFrame, values: list[str]) -> pd.DataFrame:
        asked = [word for value in values for word in words_of(value)]
        records = frame.drop(columns="geometry", errors="ignore").to_dict("records")
        held = []
        for record in records:
            text = " ".join(str(part) for part in texts(record) if isinstance(part, str))
            held.append(all(word in _folded(text) for word in asked))
        return frame[pd.Series(held, index=frame.index, dtype=bool)]

    return Filter("word", _("关键词"), (), str, rule, typed=True)


def also(
    key: str, label: str, options: Iterable[str], words: Callable[[str], str],
    parts: Callable[[Mapping[str, Any]], Iterable[str]], *, more: bool = False,
) -> Filter:  # fmt: skip
    """A filter over what several columns of a row name together.

    Parameters
    ----------
    parts : row → the ids that it names; it stays when one of them is chosen
    """

    def rule(frame: pd.DataFrame, values: list[str]) -> pd.DataFrame:
        wanted = set(values)
        records = frame.drop(columns="geometry", errors="ignore").to_dict("records")
        held = [not wanted.isdisjoint(parts(record)) for record in records]
        return frame[pd.Series(held, index=frame.index, dtype=bool)]

    return Filter(key, label, tuple(options), words, rule, more=more)
