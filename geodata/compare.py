"""Countries side by side: the same figure of each, and which is best and worst where that is plain.

A figure stands beside the same figure of the others only: one indicator is one definition, and
of two bases each is a line of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geodata.errors import UsageError
from geodata.profile import figure
from geodata.profile.figures import terms
from geodata.profile.model import Figure
from geodata.store import Store

FEWEST: Final = 2
MOST: Final = 6
# A figure so many years older than the newest of the others is shown, but not marked.
APART: Final = 5
# What is compared first: who lives there, what they earn, trade with China, how it runs, the risk.
KEY: Final = (
    "population", "gdp_nominal", "gdp_per_capita_nominal", "gdp_growth", "inflation_cpi",
    "imports_from_china_reported", "exports_to_china_reported", "import_share_from_china",
    "electrification", "internet_users_pct", "lpi_overall", "wgi_political_stability_pctrank",
    "wgi_rule_of_law_pctrank", "wgi_control_of_corruption_pctrank", "ti_corruption_perceptions",
    "oecd_country_risk_class", "imf_wb_debt_distress_risk", "public_debt_pct_gdp",
)  # fmt: skip
# Whether more is better for one who wants to trade or invest. What is big, or only different, is
# neither: population, area, shares of sectors, exchange rates are not marked.
HIGHER: Final = frozenset(
    """gdp_per_capita_nominal gdp_per_capita_ppp gdp_growth electrification electrification_rural
    electrification_wdi internet_users_pct internet_users_pct_wdi mobile_per_100 broadband_per_100
    broadband_per_100_wdi lpi_overall hdi life_expectancy life_expectancy_wdi literacy
    wgi_control_of_corruption wgi_control_of_corruption_pctrank wgi_government_effectiveness
    wgi_government_effectiveness_pctrank wgi_political_stability wgi_political_stability_pctrank
    wgi_regulatory_quality wgi_regulatory_quality_pctrank wgi_rule_of_law wgi_rule_of_law_pctrank
    wgi_voice_accountability wgi_voice_accountability_pctrank ti_corruption_perceptions
    wjp_rule_of_law fraser_economic_freedom iiag_overall_governance iiag_business_environment
    iiag_infrastructure iiag_security_safety un_egov_index new_business_density""".split()
)
LOWER: Final = frozenset(
    """inflation_cpi unemployment poverty_pct oecd_country_risk_class imf_wb_debt_distress_risk
    public_debt_pct_gdp""".split()
)
# What of ours is there, by kind; and events that name a country count for it too.
PRESENCE: Final = ("park", "project", "case", "branch", "event", "institution")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of every country compared.

    Parameters
    ----------
    key : indicator, or kind of thing that is counted
    topic : of the indicator's table; ``presence`` for counts
    figures : of each country in the order asked for, None where unknown; empty for counts
    numbers : the bare values in the same order
    best, worst : ISO codes; empty where neither is plain, or all known are the same
    """

    key: str
    topic: str
    figures: tuple[Figure | None, ...]
    numbers: tuple[float | None, ...]
    best: frozenset[str] = frozenset()
    worst: frozenset[str] = frozenset()


def checked(store: Store, countries: Sequence[str]) -> tuple[str, ...]:
    """The countries asked for, each once, in their order.

    Raises
    ------
    NotFoundError : if one of them is no focus country
    UsageError : if they are fewer than two or more than six
    """
    wanted = tuple(dict.fromkeys(countries))
    for iso3 in wanted:
        store.get("country", iso3)
    if not FEWEST <= len(wanted) <= MOST:
        raise UsageError(
            f"对比要 {FEWEST} 至 {MOST} 个国家，给了 {len(wanted)} 个",
            remedy="增减国家后再试，如 KEN,TZA,ETH",
        )
    return wanted


def marks(
    key: str, countries: Sequence[str], values: Sequence[float | None]
) -> tuple[frozenset[str], frozenset[str]]:
    """ISO codes with the best and with the worst of the known values; none where all are alike.

    Parameters
    ----------
    key : indicator; one that is neither `HIGHER` nor `LOWER` has no best
    values : of the countries, None where unknown
    """
    known = {c: v for c, v in zip(countries, values, strict=True) if v is not None}
    nothing: frozenset[str] = frozenset()
    if key not in HIGHER | LOWER or len(set(known.values())) < 2:
        return nothing, nothing
    top, low = max(known.values()), min(known.values())
    if key in LOWER:
        top, low = low, top
    return (
        frozenset(c for c, v in known.items() if v == top),
        frozenset(c for c, v in known.items() if v == low),
    )


def _comparable(figures: Sequence[Figure | None]) -> list[float | None]:
    """The values of figures, without those much older than the newest of them."""
    newest = max((found.year or 0 for found in figures if found), default=0)
    return [
        found.value if found and (found.year or newest) >= newest - APART else None
        for found in figures
    ]


def indicator_line(store: Store, countries: Sequence[str], indicator: str) -> Line:
    """One indicator of the countries.

    Raises
    ------
    NotFoundError : if there is no such country or indicator
    """
    figures = tuple(figure(store, iso3, indicator) for iso3 in countries)
    values = tuple(found.value if found else None for found in figures)
    best, worst = marks(indicator, countries, _comparable(figures))
    topic = str(terms(store)[indicator]["topic"])
    return Line(indicator, topic, figures, values, best, worst)


def lines(store: Store, countries: Sequence[str], topic: str) -> tuple[Line, ...]:
    """The lines of a topic that are known of at least one of the countries.

    Parameters
    ----------
    topic : ``key``, ``presence``, or a topic of the table of indicators
    """
    if topic == "presence":
        return presence(store, countries)
    if topic == "key":
        wanted: list[str] = [name for name in KEY if name in terms(store)]
    else:
        wanted = [name for name, term in terms(store).items() if term["topic"] == topic]
    found = (indicator_line(store, countries, name) for name in wanted)
    return tuple(line for line in found if any(line.figures))


@lru_cache(maxsize=8)
def _presence(store: Store, kind: str) -> dict[str, int]:
    """How many of a kind each country has; an event counts for every country that it names."""
    rows = store.table(kind)
    if kind == "institution":  # one that there is not has a row too
        rows = rows[rows["status"] != "none"]
    cells = [rows["iso3"].fillna("")]
    if "linked_iso3" in rows:
        cells.append(rows["linked_iso3"].fillna(""))
    counts: dict[str, int] = {}
    for codes in zip(*cells, strict=True):
        for iso3 in {each for cell in codes for each in str(cell).split(";")} - {""}:
            counts[iso3] = counts.get(iso3, 0) + 1
    return counts


def presence(store: Store, countries: Sequence[str]) -> tuple[Line, ...]:
    """How many parks, projects, cases, branches, events and institutions each country has here.

    They are what the atlas knows of, so that 0 is "none known", and no mark is set.
    """
    return tuple(
        Line(
            kind, "presence", (), tuple(float(_presence(store, kind).get(c, 0)) for c in countries)
        )
        for kind in PRESENCE
    )
