"""Five countries and three indicators, small enough to score by hand.

``a`` and ``b`` are of the pillar ``one``, ``c`` of ``two``. Scaled without cutting: a 0, 25, 50,
75, 100; b (the less the better) 100, 75, 50, missing, 0; c (logged: 1 + c is 16, 8, 4, 2, 1)
100, 75, 50, 25, 0.
"""

from types import SimpleNamespace
from typing import Any

import pandas as pd

from geodata.errors import NotFoundError

COUNTRIES = ("AAA", "BBB", "CCC", "DDD", "EEE")
YEAR = 2026
FIGURES: dict[str, dict[str, float]] = {
    "a": dict(zip(COUNTRIES, (10, 20, 30, 40, 50), strict=True)),
    "b": {"AAA": 1, "BBB": 2, "CCC": 3, "EEE": 5},
    "c": dict(zip(COUNTRIES, (15, 7, 3, 1, 0), strict=True)),
}
SOURCED = {
    "source_id": "paper", "other_source_ids": None, "as_of": "2025", "confidence": "high",
    "note": None,
}  # fmt: skip


def term(indicator: str, **changes: Any) -> dict[str, Any]:
    """A row of the table of scores."""
    pillar = {"a": "one", "b": "one"}.get(indicator, "two")
    return {
        "score_indicator_id": f"business-{indicator}", "index_code": "business", "pillar": pillar,
        "pillar_zh": pillar, "pillar_en": pillar, "pillar_fr": pillar, "indicator": indicator,
        "derivation": None, "name_zh": f"{indicator}项", "name_en": f"Item {indicator}",
        "name_fr": f"Mesure {indicator}", "direction": "lower" if indicator == "b" else "higher",
        "transform": "log1p" if indicator == "c" else "none", "normalisation": "min-max",
        "winsor_pct": 0.0, "floor": None, "ceiling": None,
        "weight": {"a": 0.4, "b": 0.2}.get(indicator, 0.4), "max_age_years": 5.0,
        "old_weight": 0.5, "min_coverage": 0.67, "reason_zh": "理由", "reason_en": "Reason",
        **SOURCED, **changes,
    }  # fmt: skip


def terms() -> list[dict[str, Any]]:
    """The rows of the index ``business``."""
    return [term("a"), term("b"), term("c")]


def fact(iso3: str, indicator: str, value: float, year: int | None = 2025) -> dict[str, Any]:
    """A row of the table of indicators."""
    return {
        "indicator_id": f"{iso3}-{indicator}-{year}", "iso3": iso3, "indicator": indicator,
        "year": year, "value": value, "value_text": None, **SOURCED,
    }  # fmt: skip


def facts(figures: dict[str, dict[str, float]] = FIGURES) -> list[dict[str, Any]]:
    """Rows of the table of indicators, all of 2025."""
    return [
        fact(iso3, indicator, value)
        for indicator, known in figures.items()
        for iso3, value in known.items()
    ]


class World:
    """A release in memory: only what scores read.

    Parameters
    ----------
    facts, terms, treaties : rows; the five countries' own where not given
    """

    def __init__(
        self,
        facts_: list[dict[str, Any]] | None = None,
        terms_: list[dict[str, Any]] | None = None,
        treaties: list[dict[str, Any]] | None = None,
        countries: tuple[str, ...] = COUNTRIES,
        regions: tuple[str, ...] | None = None,
    ) -> None:
        self._tables = {
            "country": pd.DataFrame(
                {"iso3": countries, "region": regions or ("here",) * len(countries),
                 "name_zh": countries, "name_en": countries}
            ),
            "indicator": pd.DataFrame(
                facts() if facts_ is None else facts_, columns=list(fact("AAA", "a", 1.0))
            ),
            "score_indicator": pd.DataFrame(terms() if terms_ is None else terms_),
            "treaty": pd.DataFrame(treaties or []),
        }  # fmt: skip
        self.manifest = SimpleNamespace(tables=self._tables)
        self.release_id = "abc"

    def table(self, kind: str) -> pd.DataFrame:
        if kind not in self._tables:
            raise NotFoundError(kind, "*")
        return self._tables[kind]
