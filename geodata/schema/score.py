"""What a composite score is made of: one row an index and indicator."""

import pandera.pandas as pa
from pandera.typing import Series

from geodata.schema._base import SLUG, Sourced, maybe, one_of, text, unique_id

INDEX_CODES = ("business", "political")
# How a figure is had where no indicator holds it; blank where one does.
DERIVATIONS = ("months-of-imports", "dta-in-force", "bit-in-force")
# Which figure is better.
DIRECTIONS = ("higher", "lower")
TRANSFORMS = ("none", "log1p")
NORMALISATIONS = ("min-max",)


class ScoreIndicator(Sourced):
    """An indicator of an index: which way is better, how it is scaled, and what it weighs.

    The weights and rules are choices of the product's makers; the source is that of the figures.
    """

    score_indicator_id: Series[str] = unique_id(str_matches=SLUG)
    index_code: Series[str] = one_of(INDEX_CODES)
    pillar: Series[str] = text(str_matches=SLUG)
    pillar_zh: Series[str] = text()
    pillar_en: Series[str] = text()
    pillar_fr: Series[str] = text()
    indicator: Series[str] = text(str_matches=r"^[a-z0-9_]+$")
    derivation: Series[str] = one_of(DERIVATIONS, nullable=True)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = text()
    direction: Series[str] = one_of(DIRECTIONS)
    transform: Series[str] = one_of(TRANSFORMS)
    normalisation: Series[str] = one_of(NORMALISATIONS)
    winsor_pct: Series[float] = pa.Field(nullable=False, in_range={"min_value": 0, "max_value": 25})
    floor: Series[float] = maybe()  # fixed ends instead of percentiles, as for yes and no
    ceiling: Series[float] = maybe()
    weight: Series[float] = pa.Field(nullable=False, in_range={"min_value": 0, "max_value": 1})
    max_age_years: Series[float] = maybe(ge=0)
    old_weight: Series[float] = pa.Field(nullable=False, in_range={"min_value": 0, "max_value": 1})
    min_coverage: Series[float] = pa.Field(
        nullable=False, in_range={"min_value": 0, "max_value": 1}
    )
    reason_zh: Series[str] = text()
    reason_en: Series[str] = text()
