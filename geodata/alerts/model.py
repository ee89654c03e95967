"""What a rule, a finding and an alert are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

LOCALES: Final = ("zh", "en", "fr")
SEVERITIES: Final = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in three languages."""

    zh: str
    en: str
    fr: str

    def of(self, locale: str) -> str:
        """The text in a language; Chinese for one that there is none in."""
        return {"en": self.en, "fr": self.fr}.get(locale, self.zh)


# What may fill a place in a sentence: a text of the data, or one in three languages.
Value = str | int | Words


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``alert_rules.csv``, with the office's threshold where it set one.

    Parameters
    ----------
    id : machine word
    method : name of the function that looks
    subject_kind : kind that its alerts are about
    target : what the function looks for
    threshold, urgent : in `unit`; at `urgent` the alert is grave; `None` where there is none
    severity : of `SEVERITIES`
    name, sentence : title, and template of the sentence
    """

    id: str
    method: str
    subject_kind: str
    target: str
    threshold: float | None
    urgent: float | None
    unit: str
    severity: str
    name: Words
    sentence: Words


@dataclass(frozen=True, slots=True)
class Finding:
    """What a method found: a thing that a rule warns of.

    Parameters
    ----------
    kind, id : the thing
    values : what fills the sentence
    row : the row that it rests on, for source and date
    iso3s, corridors, services : what it concerns
    start, end : partial dates between which it holds
    due : the day it comes, if that is ahead
    urgent : whether it is grave whatever the rule's severity
    point : latitude and longitude in degrees (WGS84), if it has a place of its own
    """

    kind: str
    id: str
    values: Mapping[str, Value]
    row: Mapping[str, Any]
    iso3s: tuple[str, ...] = ()
    corridors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    due: date | None = None
    urgent: bool = False
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning, as people read it.

    Parameters
    ----------
    key : stable id, ``rule:kind:id``
    rule : id of the rule; ``notice`` for one entered by hand
    severity : high, medium or low
    reference : ``kind:id`` of what it is about
    iso3s, corridors, services : what it concerns
    start, end : partial dates between which it holds; blank where unknown
    due : the day it comes, if that is ahead
    source_id, as_of : where it is from
    lat, lon : degrees (WGS84), of the thing itself or of its country; `None` where unknown
    """

    key: str
    rule: str
    severity: str
    reference: str
    titles: Words = field(repr=False)
    sentences: Words = field(repr=False)
    iso3s: tuple[str, ...] = ()
    corridors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    due: date | None = None
    source_id: str = ""
    as_of: str = ""
    lat: float | None = None
    lon: float | None = None

    def title(self, locale: str) -> str:
        """Few words: what it is about."""
        return self.titles.of(locale)

    def sentence(self, locale: str) -> str:
        """What is the matter, in one sentence."""
        return self.sentences.of(locale)
