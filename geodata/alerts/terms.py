"""Terms that end or have ended, and treaties that are signed and no more."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from geodata.alerts.dates import end_of_term, last_day
from geodata.alerts.model import Finding, Rule, Value
from geodata.alerts.reading import UNKNOWN, country, latest, rows
from geodata.store import Row, Store


class Term(NamedTuple):
    """A country's term: its last day, and the partial date it began on."""

    row: Row
    end: date
    start: str


Terms = Callable[[Store, Rule], Iterator[Term]]


def memberships(store: Store, rule: Rule) -> Iterator[Term]:
    """Terms of membership in the rule's bloc or list."""
    for row in rows(store, "membership", bloc_id=rule.target):
        end = last_day(row.get("until"))
        if end is not None:
            yield Term(row, end, row.get("since") or "")


def visas(store: Store, _rule: Rule) -> Iterator[Term]:
    """Visa terms whose last day a source names."""
    for row in rows(store, "treaty"):
        end = last_day(row.get("visa_end"))
        if end is not None:
            yield Term(row, end, "")


def swaps(store: Store, _rule: Rule) -> Iterator[Term]:
    """The newest swap line of each country, from the day it was signed for its years."""
    amounts = latest(
        [row for row in rows(store, "finance_fact", topic="pboc_swap_amount") if row.get("period")],
        lambda row: str(row["period"]),
    )
    years = latest(rows(store, "finance_fact", topic="pboc_swap_term"), lambda r: str(r["period"]))
    for iso3, row in amounts.items():
        term = years.get(iso3)
        # A term of another signing says nothing of this one.
        if term is None or term["period"] != row["period"] or not str(term["value"]).isdigit():
            continue
        end = end_of_term(row["period"], int(term["value"]))
        if end is not None:
            yield Term(row, end, str(row["period"]))


def ending(terms: Terms) -> Callable[[Store, date, Rule], Iterator[Finding]]:
    """A method: terms that end within the rule's days, the first and the last day included."""

    def find(store: Store, today: date, rule: Rule) -> Iterator[Finding]:
        for term in terms(store, rule):
            days = (term.end - today).days
            if rule.threshold is not None and 0 <= days <= rule.threshold:
                yield _finding(store, term, days, urgent=_within(days, rule.urgent))

    return find


def ended(terms: Terms) -> Callable[[Store, date, Rule], Iterator[Finding]]:
    """A method: terms that ended before today, no longer ago than the rule's days."""

    def find(store: Store, today: date, rule: Rule) -> Iterator[Finding]:
        for term in terms(store, rule):
            days = (today - term.end).days
            if days > 0 and (rule.threshold is None or days <= rule.threshold):
                yield _finding(store, term, days, ahead=False)

    return find


def _within(days: int, limit: float | None) -> bool:
    return limit is not None and days <= limit


def _finding(
    store: Store, term: Term, days: int, *, urgent: bool = False, ahead: bool = True
) -> Finding:
    iso3, end = str(term.row["iso3"]), term.end.isoformat()
    return Finding(
        "country", iso3, {"country": country(store, iso3), "date": end, "days": days}, term.row,
        iso3s=(iso3,), start=term.start, end=end, due=term.end if ahead else None, urgent=urgent,
    )  # fmt: skip


def not_in_force(store: Store, _today: date, rule: Rule) -> Iterator[Finding]:
    """Treaties (``dta``, ``bit``) that are signed; no day of entry into force is known."""
    for row in rows(store, "treaty", **{f"{rule.target}_status": "signed"}):
        if row.get(f"{rule.target}_in_force"):
            continue
        yield _treaty(store, row, row.get(f"{rule.target}_signed") or "")


def terminated(store: Store, _today: date, rule: Rule) -> Iterator[Finding]:
    """Treaties (``dta``, ``bit``) that have ended."""
    for row in rows(store, "treaty", **{f"{rule.target}_status": "terminated"}):
        yield _treaty(store, row, row.get(f"{rule.target}_signed") or "")


def _treaty(store: Store, row: Row, signed: str) -> Finding:
    iso3 = str(row["iso3"])
    values: dict[str, Value] = {"country": country(store, iso3), "date": signed or UNKNOWN}
    return Finding("country", iso3, values, row, iso3s=(iso3,), start=signed)
