"""What the finder's answers share: the countries asked about, sources, memberships, figures."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from geodata.alerts.dates import first_day, last_day
from geodata.alerts.model import LOCALES, Words
from geodata.alerts.reading import parts, rows
from geodata.finder.model import Condition, Fact, Outcome
from geodata.format import quantity
from geodata.store import Row, Store

# Roles with which a country counts as in a bloc or on a list; signing alone does not.
IN_FORCE_ROLES: Final = frozenset({"member", "ratified", "listed"})


@lru_cache(maxsize=8)
def focus(store: Store) -> tuple[str, ...]:
    """ISO codes of the countries that conditions are asked of, in the order of the table."""
    return tuple(str(iso3) for iso3 in store.table("country")["iso3"])


def sources(*given: Mapping[str, Any]) -> tuple[str, ...]:
    """Every source that rows name, each once."""
    found = [
        id for row in given
        for id in (row.get("source_id"), *parts(row.get("other_source_ids"))) if isinstance(id, str)
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def dated(*given: Mapping[str, Any]) -> str:
    """The newest date that rows bear; blank where none does."""
    return max(
        (str(row["as_of"]) for row in given if isinstance(row.get("as_of"), str)), default=""
    )


@lru_cache(maxsize=64)
def members(store: Store, bloc: str, today: date) -> dict[str, Row]:
    """Memberships of a bloc or list that hold on a day, by ISO code."""
    found = {}
    for row in rows(store, "membership", bloc_id=bloc):
        since, until = first_day(row["since"]), last_day(row["until"])
        begun = since is None or since <= today
        if row["role"] in IN_FORCE_ROLES and begun and (until is None or until >= today):
            found[str(row["iso3"])] = row
    return found


def figure(value: float, unit: str, decimals: int = 1) -> Words:
    """A number with its unit in three languages."""
    return Words(*(quantity(value, unit, code, decimals) for code in LOCALES))


def joined(texts: Iterable[Words]) -> Words:
    """Texts in a row, as each language parts them."""
    found = list(texts)
    return Words(
        "、".join(each.zh for each in found),
        ", ".join(each.en for each in found),
        ", ".join(each.fr for each in found),
    )


def measured(
    store: Store, condition: Condition, facts: Mapping[str, Fact], unknown: Iterable[str] = ()
) -> Outcome:
    """The outcome of a test of numbers: who has one that the condition allows."""
    asked = frozenset(focus(store))
    matched = frozenset(
        iso3 for iso3, fact in facts.items()
        if iso3 in asked and fact.value is not None and condition.allows(fact.value)
    )  # fmt: skip
    return Outcome(facts, matched, (frozenset(unknown) & asked) - matched)


def chosen(
    store: Store, facts: Mapping[str, Fact], matched: Iterable[str], unknown: Iterable[str] = ()
) -> Outcome:
    """The outcome of a test of words."""
    asked = frozenset(focus(store))
    found = frozenset(matched) & asked
    return Outcome(facts, found, (frozenset(unknown) & asked) - found)
