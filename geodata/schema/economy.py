"""Indicators, resources, industries and trade items."""

from typing import cast

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from geodata.schema._base import ISO3, SLUG, Sourced, maybe, one_of, text, unique_id

FAMILIES = ("mineral", "energy", "agriculture", "forest", "fishery", "manufactured", "service")
# capacity: what a plant could make in a year, never to be read as what it made.
MEASURES = (
    "presence", "tonnage-rank", "production", "capacity", "land-share", "generation-share",
)  # fmt: skip
# "" is not a stage: blank where the source does not tell mine from plant.
STAGES = ("mine", "refinery", "smelter", "plant")
FLOWS = ("export", "import")
TOPICS = (
    "economy", "trade", "people", "infrastructure", "energy", "land", "governance", "finance",
)  # fmt: skip

# Unit words of resources, with what people read. A figure is per year unless the word says
# otherwise; units are never converted here, so figures stay as their source prints them.
_AMOUNT_UNITS = {
    "t": "吨",
    "kt": "千吨",
    "Mt": "百万吨",
    "kt-dry": "千吨（干量）",
    "kg": "千克",
    "kct": "千克拉",
    "Mct": "百万克拉",
    "Mm3": "百万立方米",
}
PRODUCTION_UNITS: dict[str, str] = _AMOUNT_UNITS | {
    "m3/yr": "立方米/年",
    "bbl/d": "桶/日",
    "t/yr": "吨/年",
    "pct": "%",
}
RESERVES_UNITS: dict[str, str] = _AMOUNT_UNITS | {"m3": "立方米", "bbl": "桶"}


class IndicatorTerm(Sourced):
    """What an indicator means and how it is shown."""

    indicator: Series[str] = unique_id(str_matches=r"^[a-z0-9_]+$")
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    topic: Series[str] = one_of(TOPICS)
    unit: Series[str] = text()  # machine word: USD, persons, pct, index, km …
    unit_zh: Series[str] = text()
    basis_zh: Series[str] = maybe()  # e.g. 对方国口径, 现价, 购买力平价（2021）
    decimals: Series[int] = maybe(ge=0, le=4)
    key_figure: Series[str] = one_of(("yes", "no"))  # shown on the profile card


class Indicator(Sourced):
    """One number of one country in one year."""

    indicator_id: Series[str] = unique_id()  # ISO3-indicator-year
    iso3: Series[str] = text(str_matches=ISO3)
    indicator: Series[str] = text()
    year: Series[float] = maybe(in_range={"min_value": 1960, "max_value": 2035})
    value: Series[float] = maybe()
    value_text: Series[str] = maybe()


class Commodity(Sourced):
    """A thing mined, pumped, grown, caught or made."""

    commodity: Series[str] = unique_id(str_matches=SLUG)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = maybe()
    family: Series[str] = one_of(FAMILIES)
    subfamily: Series[str] = maybe()
    hs_chapters: Series[str] = maybe()
    synonyms: Series[str] = maybe()


class Resource(Sourced):
    """One fact about one commodity in one country."""

    resource_id: Series[str] = unique_id()
    iso3: Series[str] = text(str_matches=ISO3)
    commodity: Series[str] = text()
    measure: Series[str] = one_of(MEASURES)
    stage: Series[str] = one_of(STAGES, nullable=True)
    rank: Series[float] = maybe(ge=1)  # rank by tonnage within the country
    production: Series[float] = maybe(ge=0)
    production_unit: Series[str] = one_of(tuple(PRODUCTION_UNITS), nullable=True)
    world_share_pct: Series[float] = maybe(in_range={"min_value": 0, "max_value": 100})
    reserves: Series[float] = maybe(ge=0)
    reserves_unit: Series[str] = one_of(tuple(RESERVES_UNITS), nullable=True)
    reserves_share_pct: Series[float] = maybe(in_range={"min_value": 0, "max_value": 100})
    year: Series[float] = maybe(in_range={"min_value": 1960, "max_value": 2035})

    @pa.dataframe_check(
        name="amount_with_unit",
        error="production and reserves carry a unit exactly when they carry a number",
    )
    def amount_with_unit(cls, frame: pd.DataFrame) -> Series[bool]:
        """A number without its unit, or a unit without its number, says nothing."""
        made = frame["production"].isna() == frame["production_unit"].isna()
        held = frame["reserves"].isna() == frame["reserves_unit"].isna()
        return cast("Series[bool]", made & held)


class Industry(Sourced):
    """An industry of a country, largest first."""

    industry_id: Series[str] = unique_id()
    iso3: Series[str] = text(str_matches=ISO3)
    rank: Series[int] = maybe(ge=1)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()


class TradeItem(Sourced):
    """A country's leading good or partner in its trade with the world."""

    trade_item_id: Series[str] = unique_id()
    iso3: Series[str] = text(str_matches=ISO3)
    flow: Series[str] = one_of(FLOWS)
    item_kind: Series[str] = one_of(("commodity", "partner"))
    rank: Series[int] = maybe(ge=1)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    partner_iso3: Series[str] = maybe(str_matches=ISO3)
    share_pct: Series[float] = maybe(in_range={"min_value": 0, "max_value": 100})
    year: Series[float] = maybe(in_range={"min_value": 1960, "max_value": 2035})
