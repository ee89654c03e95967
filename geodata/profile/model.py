"""A figure of a country, with its provenance."""

from dataclasses import dataclass

from geodata.format import COMPACT_FROM, quantity
from geodata.profile.median import Median


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one country, as one source states it.

    Parameters
    ----------
    iso3, indicator : what it is of; the indicator's id, or a column's name for what is no indicator
    name_zh, name_en : what it is called
    basis_zh : definition and basis, blank where none is given
    value : in `unit`; None where the source gives words only
    text : the source's words where there is no number, else blank
    unit : machine word, as in ``indicator_terms.csv``
    decimals : most digits after the point
    year : None where the source names none
    source_id, other_source_ids, as_of, confidence, note : its provenance
    others : other figures for the same thing, from other sources or on another basis
    region_median : median of the newest values in the country's region, None where too few
    """

    iso3: str
    indicator: str
    name_zh: str
    name_en: str
    basis_zh: str
    value: float | None
    text: str
    unit: str
    decimals: int
    year: int | None
    source_id: str
    other_source_ids: str
    as_of: str
    confidence: str
    note: str
    others: tuple["Figure", ...] = ()
    region_median: Median | None = None

    def shown(self, locale: str) -> str:
        """The value with its unit as the language writes it, or the source's words."""
        return in_words(self.value, self.unit, locale, self.decimals) or self.text


def in_words(value: float | None, unit: str, locale: str, decimals: int) -> str:
    """A value with its unit; one told in 万 or millions has a digit after the point at least.

    Parameters
    ----------
    value : in `unit`; None gives an empty text
    """
    compact = value is not None and abs(value) >= COMPACT_FROM
    return quantity(value, unit, locale, max(decimals, 1) if compact else decimals)
