"""What the writers of a brief's content work with: the release, the language and the day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from geodata.alerts import reading
from geodata.export.sheet import source_ids
from geodata.format import counted, number, quantity, unit_word
from geodata.search.countries import CountryWords
from geodata.store import Row, Store
from layers.briefs.content.phrases import say, word
from layers.briefs.model import Fact, Locale

# The mark behind a text that the sources give in Chinese only.
CHINESE: Final = " [zh]"
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
# Units that French writes otherwise than English.
_FRENCH: Final = {
    "thousand carats": "milliers de carats", "million carats": "millions de carats",
    "million m³": "millions de m³", "per 100": "pour 100", "per 1,000 adults": "pour 1 000 adultes",
    "per km²": "par km²", "mm/yr": "mm/an", "years": "ans", "kt (dry)": "kt (sec)",
    "LCU/US$": "monnaie locale/US$", "passengers": "passagers", "trains": "trains",
    "flights": "vols", "firms": "entreprises", "certificates": "certificats",
    "firm visits": "visites d’entreprises", "percentile": "percentile",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """One brief at work.

    Parameters
    ----------
    store : the release that every figure is from
    locale : language of all texts
    day : date of the brief: what is due or past is told for it
    """

    store: Store
    locale: Locale
    day: date

    def say(self, key: str, **fields: object) -> str:
        """A fixed phrase."""
        return say(self.locale, key, **fields)

    def word(self, table: str, code: object) -> str:
        """The words for a machine's code."""
        return word(self.locale, table, code)

    def rows(self, kind: str, **wanted: str) -> list[Row]:
        """Rows of a kind whose columns hold these values; none where there is no such table."""
        return reading.rows(self.store, kind, **wanted)

    def called(self, row: Row, fallback: str = "") -> str:
        """A row's name: French falls back to English, English to Chinese."""
        return reading.words_of(row, fallback).of(self.locale)

    def name(self, kind: str, id: str) -> str:
        """What an entity is called; its id where the release has no name for it."""
        if kind == "country":
            return self.country(id)
        return reading.name(self.store, kind, id).of(self.locale)

    def country(self, iso3: str | None) -> str:
        """A country's name; a blank for none."""
        if not iso3:
            return ""
        own = reading.get(self.store, "country", iso3)
        if own is not None:
            return self.called(own, iso3)
        known = _abroad(self.store)
        return {"zh": known.name, "fr": known.french}.get(self.locale, known.english)(iso3)

    def chinese(self, text: str | None) -> str:
        """A text that exists in Chinese only, marked as such in other languages."""
        if not text or self.locale == "zh" or not _HAN.search(text):
            return text or ""
        return text + CHINESE

    def number(self, value: float | None, decimals: int = 1) -> str:
        """A number as the language groups it."""
        return number(value, self.locale, decimals)

    def quantity(self, value: float | None, unit: str | None, decimals: int = 1) -> str:
        """A number with its unit."""
        return self._units(quantity(value, unit, self.locale, decimals))

    def counted(self, value: float | None, unit: str | None) -> str:
        """A figure in the unit its source counts in."""
        shown = counted(value, unit or "", self.locale)
        return self._units(shown)

    def unit(self, unit: str | None) -> str:
        """The words for a machine's unit."""
        return self._units(unit_word(unit, self.locale))

    def unit_text(self, english: str) -> str:
        """A unit's English words in the language of the brief."""
        return self._units(english)

    def _units(self, text: str) -> str:
        if self.locale == "fr":
            for english, french in _FRENCH.items():
                if text.endswith(english):
                    return text[: -len(english)] + french
        return text

    def join(self, parts: Iterable[str]) -> str:
        """Parts of a sentence after one another, without the blank ones."""
        return self.say("semicolon").join(part for part in parts if part)

    def listed(self, parts: Iterable[str]) -> str:
        """Names in a row."""
        return self.say("sep").join(part for part in parts if part)

    def dated(self, from_: str | None, until: str | None) -> str:
        """A span of partial dates in words; blank where neither is known."""
        if from_ and until:
            return self.say("until", from_=from_, until=until)
        return self.say("from", from_=from_) if from_ else ""

    def fact(self, label: str, text: str, row: Row | None = None, **more: Any) -> Fact:
        """A statement with the provenance of the row that it rests on."""
        if row is None or not text:
            return Fact(label, text, **more)
        filled = {
            "sources": cited(row),
            "confidence": str(row.get("confidence") or ""),
            "period": str(row.get("as_of") or ""),
        } | more
        return Fact(label, text, **filled)


@lru_cache(maxsize=4)
def _abroad(store: Store) -> CountryWords:
    """What countries are called that are no focus countries; made once a release."""
    return CountryWords.of(store)


def cited(*rows: Row | None) -> tuple[str, ...]:
    """The sources that rows rest on, each once: of each row the first, which is the main one."""
    return tuple(dict.fromkeys(id for row in rows if row for id in source_ids(row)[:1]))
