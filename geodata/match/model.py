"""What a good, a rule, a finding and a lead are: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from geodata.alerts.model import LOCALES, Value, Words
from geodata.store import Row

Direction = Literal["sell", "buy"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("sell", "buy")

__all__ = [
    "DIRECTIONS", "LOCALES", "NO_DATA", "Direction", "Finding", "Good", "Lead", "NoData",
    "Reason", "Rule", "Unjudged", "Value", "Words",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Good:
    """One row of ``match_goods.csv``.

    Parameters
    ----------
    id : machine word
    direction : sell (leaves Hunan) or buy (comes to it)
    name, evidence_text : in three languages
    evidence : ``kind:id`` of what shows that Hunan deals in it, the chief one first
    markets : (``kind:id`` of evidence, ISO code or region that it names)
    prefecture_ids : where in Hunan it is made or landed; may be unknown
    trade_names : what trade items call it (name_en)
    commodities : ids of commodities that it is
    sectors, project_ids : projects in the trade
    fresh : whether it goes by air where it can
    source_ids, as_of, confidence, note : of the row
    """

    id: str
    direction: Direction
    name: Words
    evidence_text: Words
    evidence: tuple[str, ...]
    markets: tuple[tuple[str, str], ...]
    prefecture_ids: tuple[str, ...]
    trade_names: frozenset[str]
    commodities: frozenset[str]
    sectors: frozenset[str]
    project_ids: frozenset[str]
    fresh: bool
    source_ids: tuple[str, ...]
    as_of: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``match_rules.csv``.

    Parameters
    ----------
    id : machine word
    direction : of the goods that it judges
    method : name of the function that looks
    goods : ids of the goods that it judges; none: all of its direction
    target : what the function looks at
    threshold : in `unit`; `None` where the method needs none
    points : what it adds to a lead
    anchor : whether it is by itself enough for a lead
    name, sentence : title, and template of the reason
    """

    id: str
    direction: Direction
    method: str
    goods: frozenset[str]
    target: str
    threshold: float | None
    unit: str
    points: int
    anchor: bool
    name: Words
    sentence: Words

    def judges(self, good: Good) -> bool:
        """Whether the rule has anything to say of a good."""
        return good.direction == self.direction and (not self.goods or good.id in self.goods)


@dataclass(frozen=True, slots=True)
class Finding:
    """That a rule holds, with the rows that say so.

    Parameters
    ----------
    values : what fills the rule's sentence
    rows : kind and row of each fact, the chief one first
    value : the figure, in the rule's unit; `None` where the fact is no figure
    year : of the chief fact; blank where it has none
    """

    values: Mapping[str, Value]
    rows: tuple[tuple[str, Row], ...]
    value: float | None = None
    year: str = ""


@dataclass(frozen=True, slots=True)
class NoData:
    """That a rule cannot be judged, for the release has no figure to judge it by."""


NO_DATA: Final = NoData()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is a lead: a rule that holds, its figure, its sources and its points.

    Parameters
    ----------
    rule_id, rule_name : the rule
    points : what it adds
    anchor : whether it is by itself enough for a lead
    text : the reason as a sentence
    value, unit : the figure; `None` where the fact is no figure
    threshold : of the rule
    year : of the fact; blank where it has none
    source_ids : of all facts it rests on
    references : ``kind:id`` of those facts
    confidence : the lowest of them
    """

    rule_id: str
    rule_name: Words
    points: int
    anchor: bool
    text: Words
    value: float | None
    unit: str
    threshold: float | None
    year: str
    source_ids: tuple[str, ...]
    references: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule that could not be judged for lack of data."""

    rule_id: str
    rule_name: Words


@dataclass(frozen=True, slots=True)
class Lead:
    """That a good could be sold to, or bought from, a country.

    Parameters
    ----------
    iso3, country : where
    direction : sell or buy
    good_id, name : what
    score : sum of the reasons' points
    reasons : what speaks for it, most points first
    unjudged : rules that could not be judged for lack of data
    corridor_ids : Hunan's corridors with a hub in the country; air ones for fresh goods only
    prefecture_ids : where in Hunan the good is made or landed
    fresh : whether it goes by air where it can
    source_ids : of the reasons, each once
    """

    iso3: str
    country: Words
    direction: Direction
    good_id: str
    name: Words
    score: int
    reasons: tuple[Reason, ...]
    unjudged: tuple[Unjudged, ...]
    corridor_ids: tuple[str, ...]
    prefecture_ids: tuple[str, ...]
    fresh: bool

    @property
    def key(self) -> str:
        """What tells two leads apart: ``cocoa:CIV``."""
        return f"{self.good_id}:{self.iso3}"

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of all reasons, each once, in their order."""
        return tuple(dict.fromkeys(each for reason in self.reasons for each in reason.source_ids))

    def reason_sentences(self, locale: str = "zh") -> tuple[str, ...]:
        """The reasons as sentences, most points first."""
        return tuple(reason.text.of(locale) for reason in self.reasons)
