"""Which indicators tell of the same thing, from another source or on another basis.

They are shown beside one another and never merged: each keeps its source and its basis.
"""

from functools import cache
from typing import Final

# The first of a group is the one that pages show.
GROUPS: Final[tuple[tuple[str, ...], ...]] = (
    ("life_expectancy", "life_expectancy_wdi"),
    ("gdp_nominal", "gdp_nominal_wb", "gdp_ppp"),
    ("gdp_per_capita_nominal", "gdp_per_capita_ppp"),
    ("gdp_share_agriculture", "agri_value_added_pct_gdp"),
    ("imports_from_china_reported", "imports_from_china_cn_reported"),
    ("exports_to_china_reported", "exports_to_china_cn_reported"),
    ("trade_with_china_reported", "trade_with_china_cn_reported"),
    ("tax_revenue_pct_gdp", "tax_revenue_pct_gdp_wdi"),
    ("electrification", "electrification_wdi"),
    ("internet_users_pct", "internet_users_pct_wdi"),
    ("broadband_per_100", "broadband_per_100_wdi"),
    ("forest_land_pct", "forest_pct_wdi"),
    *(
        (f"{dimension}_pctrank", dimension)
        for dimension in (
            "wgi_control_of_corruption",
            "wgi_government_effectiveness",
            "wgi_political_stability",
            "wgi_regulatory_quality",
            "wgi_rule_of_law",
            "wgi_voice_accountability",
        )
    ),
)
# Indicator → column of the country's own row that tells the same, and the unit it is in.
OF_COUNTRY: Final[dict[str, tuple[str, str]]] = {"area_total": ("area_km2", "km2")}


@cache
def same_thing(indicator: str) -> tuple[str, ...]:
    """The other indicators that tell of the same thing; none for most.

    Parameters
    ----------
    indicator : id in ``indicator_terms.csv``
    """
    for group in GROUPS:
        if indicator in group:
            return tuple(other for other in group if other != indicator)
    return ()
