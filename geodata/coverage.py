"""What a release covers: facts by country, table and source, their age, and what is in doubt.

A fact is a row of a table that names its source. It is about each country that the row names as
its own, as a partner or as taking part, and counts once for each.
"""

from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.kinds import KINDS, Kind
from geodata.schema._base import Sourced
from geodata.store import Store

# Columns that say which countries a row is about; several ISO codes are split at ";".
COUNTRY_COLUMNS: Final = ("iso3", "linked_iso3", "serves", "partner_iso3")
LEVELS: Final = ("high", "medium", "low")
# Why a placed row is in doubt, in the order in which reasons are told.
REASONS: Final = ("unverified", "no-place", "low")


def is_fact(kind: Kind) -> bool:
    """Whether rows of the kind name their source, date and confidence."""
    return issubclass(kind.model, Sourced)


def country_columns(kind: Kind) -> list[str]:
    """The columns that say which countries rows of the kind are about.

    The partner of a country's own trade is no fact about the partner.
    """
    found = [name for name in COUNTRY_COLUMNS if name in kind.model.to_schema().columns]
    return [name for name in found if name != "partner_iso3"] if "iso3" in found else found


@lru_cache(maxsize=4)
def facts(store: Store) -> pd.DataFrame:
    """Every fact of a release.

    Returns
    -------
    DataFrame
        kind, id, year (of as_of), as_of, confidence, source_id, other_source_ids; one row a fact.
    """
    parts = []
    for kind in KINDS.values():
        if not is_fact(kind):
            continue
        rows = store.table(kind.name)
        parts.append(
            pd.DataFrame(
                {
                    "kind": kind.name,
                    "id": rows[kind.id_column].astype("str"),
                    "year": pd.to_numeric(rows["as_of"].str.slice(0, 4), errors="coerce"),
                    "as_of": rows["as_of"],
                    "confidence": rows["confidence"],
                    "source_id": rows["source_id"],
                    "other_source_ids": rows["other_source_ids"],
                }
            )
        )
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


@lru_cache(maxsize=4)
def about(store: Store) -> pd.DataFrame:
    """Which countries each fact is about: iso3, kind, id; each pair once."""
    parts = []
    for kind in KINDS.values():
        rows = store.table(kind.name)
        for column in country_columns(kind):
            named = rows[column].dropna().str.split(";").explode()
            ids = rows[kind.id_column].astype("str").loc[named.index]
            parts.append(pd.DataFrame({"iso3": named, "kind": kind.name, "id": ids}))
    return pd.concat([part for part in parts if len(part)], ignore_index=True).drop_duplicates()


def facts_about(store: Store, kind: str | None = None) -> pd.DataFrame:
    """The facts joined with the focus countries that they are about.

    Parameters
    ----------
    kind : only facts of this kind
    """
    named, all_facts = about(store), facts(store)
    if kind:
        named, all_facts = named[named["kind"] == kind], all_facts[all_facts["kind"] == kind]
    named = named[named["iso3"].isin(store.table("country")["iso3"])]
    return named.merge(all_facts, on=["kind", "id"])


@lru_cache(maxsize=64)
def by_country(store: Store, year: int, stale_years: int, kind: str | None = None) -> pd.DataFrame:
    """How much is known of each focus country, how sure and how old it is.

    Parameters
    ----------
    year : the year that counts as now
    stale_years : a fact of more years ago is old
    kind : only facts of this kind

    Returns
    -------
    DataFrame
        Index iso3 in order of the country table; facts (count), high and stale (share in
        percent, missing where there are no facts), newest (partial date), then a count for each
        kind found.
    """
    rows = facts_about(store, kind)
    rows = rows.assign(
        high=rows["confidence"].eq("high") * 100.0,
        stale=rows["year"].lt(year - stale_years) * 100.0,
    )
    found = rows.groupby("iso3").agg(
        facts=("id", "size"), high=("high", "mean"), stale=("stale", "mean"),
        newest=("as_of", "max"),
    )  # fmt: skip
    kinds = pd.crosstab(rows["iso3"], rows["kind"])
    order = [name for name in KINDS if name in kinds]
    out = found.join(kinds[order]).reindex(store.table("country")["iso3"])
    counts = ["facts", *order]
    out[counts] = out[counts].fillna(0).astype("int64")
    return out


@lru_cache(maxsize=4)
def by_table(store: Store) -> pd.DataFrame:
    """Every table: index kind; rows, sources, newest, and high, medium, low in percent.

    A table whose rows name no source (the sources themselves) has missing values there.
    """
    records = {}
    all_facts = facts(store).groupby("kind")
    for kind in KINDS:
        record: dict[str, object] = {"rows": len(store.table(kind))}
        if kind in all_facts.groups:
            rows = all_facts.get_group(kind)
            record["sources"] = len(_source_ids(rows))
            record["newest"] = rows["as_of"].max()
            record |= {level: rows["confidence"].eq(level).mean() * 100 for level in LEVELS}
        records[kind] = record
    columns = ["rows", "sources", "newest", *LEVELS]
    return pd.DataFrame.from_dict(records, orient="index").reindex(columns=columns)


def _source_ids(rows: pd.DataFrame) -> set[str]:
    others = rows["other_source_ids"].dropna().str.split(";").explode()
    return set(rows["source_id"]) | set(others)


@lru_cache(maxsize=4)
def resting(store: Store) -> pd.DataFrame:
    """Which fact rests on which source, as its first or a further one: source_id, kind, id."""
    rows = facts(store)
    further = rows.assign(source_id=rows["other_source_ids"].str.split(";"))
    further = further.dropna(subset=["source_id"]).explode("source_id")
    both = pd.concat([rows, further], ignore_index=True)
    return both[["source_id", "kind", "id"]].drop_duplicates()


@lru_cache(maxsize=4)
def doubts(store: Store) -> pd.DataFrame:
    """Rows of placed kinds that a reader should not lean on yet.

    Returns
    -------
    DataFrame
        kind, id, name_zh, name_en, iso3, as_of, source_id, confidence, and reasons: codes of
        `REASONS` split by ";".
    """
    parts = []
    for kind in (each for each in KINDS.values() if each.placed):
        rows = store.table(kind.name)
        if "name_zh" not in rows:
            continue  # vertices of a line are no things of their own
        marks = pd.DataFrame(
            {
                "unverified": rows["verified"].eq("no"),
                "no-place": rows["precision"].eq("unknown"),
                "low": rows["confidence"].eq("low"),
            }
        )
        rows = rows[marks.any(axis="columns")]
        if rows.empty:
            continue
        parts.append(
            pd.DataFrame(
                {
                    "kind": kind.name,
                    "id": rows[kind.id_column].astype("str"),
                    "name_zh": rows["name_zh"],
                    "name_en": rows.get("name_en"),
                    "iso3": rows.get("iso3"),
                    "as_of": rows["as_of"],
                    "source_id": rows["source_id"],
                    "confidence": rows["confidence"],
                    "reasons": [
                        ";".join(name for name in REASONS if mark[name])
                        for mark in marks.loc[rows.index].to_dict("records")
                    ],
                }
            )
        )
    empty = pd.DataFrame(
        columns=["kind", "id", "name_zh", "name_en", "iso3", "as_of", "source_id", "confidence",
                 "reasons"]
    )  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else empty
