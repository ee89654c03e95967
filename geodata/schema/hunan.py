"""Hunan's own side: prefectures, zones, trade and the province's and platform's metrics."""

from pandera.typing import Series

from geodata.schema._base import ISO3, Placed, Sourced, maybe, one_of, text, unique_id

# exact: as stated; at-least: the source says more than; derived: worked out from stated figures.
FIGURE_BOUNDS = ("exact", "at-least", "derived")
TRADE_RECORDS = (
    "aggregate", "country", "export-good", "import-good", "industry", "market-fact",
)  # fmt: skip


class Prefecture(Placed):
    """One of Hunan's 14 prefecture-level units."""

    prefecture_id: Series[str] = unique_id(str_matches=r"^43\d{4}$")
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    ftz_area: Series[str] = maybe()
    bonded_zone: Series[str] = maybe()
    national_zones: Series[str] = maybe()
    cbec_year: Series[float] = maybe()  # cross-border e-commerce pilot zone since
    cbec_note: Series[str] = maybe()
    corridor_role: Series[str] = maybe()
    ofdi_share_pct: Series[float] = maybe(in_range={"min_value": 0, "max_value": 100})
    ofdi_note: Series[str] = maybe()


class Zone(Placed):
    """A Hunan-side zone, market, terminal or hub of the outward economy."""

    zone_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = maybe()
    zone_type: Series[str] = text()
    prefecture_id: Series[str] = maybe()
    prefecture_text: Series[str] = maybe()
    area_km2: Series[float] = maybe(gt=0)
    year_approved: Series[float] = maybe()
    year_operating: Series[float] = maybe()
    parent_zone_id: Series[str] = maybe()
    role: Series[str] = maybe()
    facts: Series[str] = maybe()


class HunanTrade(Sourced):
    """One figure of Hunan's trade, by good, country or group."""

    trade_id: Series[str] = unique_id()
    record_type: Series[str] = one_of(TRADE_RECORDS)
    scope: Series[str] = text()
    flow: Series[str] = one_of(("total", "export", "import"), nullable=True)
    partner_group: Series[str] = maybe()
    partner_iso3: Series[str] = maybe(str_matches=ISO3)
    period: Series[str] = text()
    item: Series[str] = text()
    value: Series[float] = maybe()
    unit: Series[str] = maybe()
    bound: Series[str] = one_of(FIGURE_BOUNDS)
    yoy_pct: Series[float] = maybe()
    share_pct: Series[float] = maybe(in_range={"min_value": 0, "max_value": 100})
    share_of: Series[str] = maybe()
    prefecture: Series[str] = maybe()


class Metric(Sourced):
    """One figure of the province or of the platform's work."""

    metric_id: Series[str] = unique_id()
    group: Series[str] = text()
    indicator: Series[str] = text()
    period: Series[str] = text()
    value: Series[float] = maybe()
    unit: Series[str] = text()
    bound: Series[str] = one_of(FIGURE_BOUNDS)
