"""What a method of matching looks at, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geodata.alerts.model import LOCALES, Value, Words
from geodata.format import number
from geodata.match.facts import Facts
from geodata.match.model import Finding, Good, NoData, Rule
from geodata.store import Row

Verdict = Finding | NoData | None
BLANK = Words("", "", "")


@dataclass(frozen=True, slots=True)
class Case:
    """What a method looks at: a good in a country on a day."""

    facts: Facts
    rule: Rule
    good: Good
    iso3: str
    day: date

    @property
    def threshold(self) -> float:
        """The rule's threshold; nought where it has none."""
        return self.rule.threshold or 0.0


@lru_cache(maxsize=4096)
def figure(value: float) -> Words:
    """A figure as sentences write it: 2.96, 75.9, 1,200; with the comma in French."""
    decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return Words(*(number(value, code, decimals) for code in LOCALES))


def year_of(row: Row) -> str:
    """The year of a fact, else of the date it is told as of; blank where there is neither."""
    year = row.get("year")
    return str(int(year)) if year is not None else str(row.get("as_of") or "")[:4]


def found(
    rows: Iterable[tuple[str, Row]], number: float | None = None, /, **values: Value
) -> Finding:
    """A finding of these rows; its year is that of the first unless it is given.

    Parameters
    ----------
    rows : kind and row of each fact, the chief one first
    number : the figure, in the rule's unit
    values : what fills the rule's sentence
    """
    listed = tuple(rows)
    year = str(values.get("year", "")) or year_of(listed[0][1])
    return Finding({"year": year, **values}, listed, number, year)
