"""What is asked and what is answered: conditions, queries, facts, outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from geodata.alerts.model import Words

Op = Literal["has", "in", "ge", "le", "between"]
OPS: Final[tuple[Op, ...]] = ("has", "in", "ge", "le", "between")
# More conditions than this nobody reads as one sentence.
MOST: Final = 12
NOTHING: Final = Words("", "", "")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a country.

    Parameters
    ----------
    field : name of a field: an indicator, a commodity, ``dta``, ``park`` …
    subject : which of them: ``hunan`` of parks, a bank of branches, a commodity of sites
    near : what a thing is near to: ``rail``, ``port``, ``branch:CCB`` …; blank for none
    op : has it; is one of the values; at least, at most or between numbers
    values : of `in`
    low, high : of `ge` (low), `le` (high) and `between` (both), in the field's unit
    """

    field: str
    subject: str = ""
    near: str = ""
    op: Op = "has"
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def allows(self, value: float) -> bool:
        """Whether a number fulfils the condition; `has` takes any."""
        if self.low is not None and value < self.low:
            return False
        return self.high is None or value <= self.high


@dataclass(frozen=True, slots=True)
class Query:
    """Groups of conditions: every group must hold, and a group holds where any of its does.

    This is the one form of AND and OR that a reader needs no brackets for: an OR belongs to the
    condition before it, and AND stands between what the ORs have joined.
    """

    groups: tuple[tuple[Condition, ...], ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions in order."""
        return tuple(condition for group in self.groups for condition in group)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a country for a condition.

    Parameters
    ----------
    text : the figure or fact in words
    value : as a number, where it is one
    source_ids : where it is from; none for what the atlas has worked out itself
    as_of : partial date; blank where there is none
    references : ``kind:id`` of the things on the map that make the match
    """

    text: Words
    value: float | None = None
    source_ids: tuple[str, ...] = ()
    as_of: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Outcome:
    """A condition's answer for all focus countries.

    Parameters
    ----------
    facts : what is known by ISO code, of countries that match and of those that do not
    matched : countries that fulfil the condition
    unknown : countries of which the data do not say; they do not match
    """

    facts: Mapping[str, Fact]
    matched: frozenset[str]
    unknown: frozenset[str]
