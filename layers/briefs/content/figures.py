"""Indicators as facts: value, year, regional median, other figures for the same thing."""

from collections.abc import Sequence
from typing import Final

from geodata.profile import Figure, figure, series
from layers.briefs.content.desk import Desk
from layers.briefs.model import Chart, Fact, Series

# What tells most of a country, in the order of reading; French names, which the table lacks.
KEY: Final[dict[str, str]] = {
    "population": "Population",
    "gdp_nominal": "PIB (prix courants)",
    "gdp_per_capita_nominal": "PIB par habitant",
    "gdp_growth": "Croissance économique",
    "inflation_cpi": "Inflation",
    "imports_from_china_reported": "Importations de Chine",
    "exports_to_china_reported": "Exportations vers la Chine",
    "lpi_overall": "Indice de performance logistique",
    "electrification": "Accès à l’électricité",
    "internet_users_pct": "Utilisateurs d’Internet",
    "public_debt_pct_gdp": "Dette publique, part du PIB",
    "fdi_inflow_pct_gdp": "IDE entrants, part du PIB",
}
RISK: Final[dict[str, str]] = {
    "oecd_country_risk_class": "Classe de risque pays OCDE (0–7)",
    "imf_wb_debt_distress_risk": "Risque de surendettement (1–4)",
}
COMPARED: Final[dict[str, str]] = {
    **RISK, **KEY,
    "urban_population_pct": "Population urbaine",
    "median_age": "Âge médian",
    "wgi_rule_of_law_pctrank": "État de droit (percentile)",
    "wgi_political_stability_pctrank": "Stabilité politique (percentile)",
    "wgi_control_of_corruption_pctrank": "Maîtrise de la corruption (percentile)",
    "import_share_from_china": "Part des importations venant de Chine",
    "export_share_to_china": "Part des exportations vers la Chine",
    "railway_km": "Voies ferrées",
    "agricultural_land_pct": "Terres agricoles",
}  # fmt: skip
TRADE: Final = {
    "own-basis": ("imports_from_china_reported", "exports_to_china_reported"),
    "cn-basis": ("imports_from_china_cn_reported", "exports_to_china_cn_reported"),
}
OLD_YEARS: Final = 5
MOST_YEARS: Final = 12


def has(desk: Desk, iso3: str, indicator: str) -> Figure | None:
    """A country's figure; None also where the release does not know the indicator."""
    if not desk.rows("indicator_term", indicator=indicator):
        return None
    return figure(desk.store, iso3, indicator)


def label(desk: Desk, indicator: str) -> str:
    """What an indicator is called."""
    if desk.locale == "fr" and indicator in COMPARED:
        return COMPARED[indicator]
    found = desk.rows("indicator_term", indicator=indicator)
    return desk.called(found[0], indicator) if found else indicator


def shown(desk: Desk, found: Figure) -> str:
    """A figure with its unit, or its source's words."""
    if found.value is None:
        return desk.chinese(found.text)
    return desk.quantity(found.value, found.unit, found.decimals)


def indicator_facts(desk: Desk, iso3: str, indicators: Sequence[str]) -> tuple[Fact, ...]:
    """The country's figures of indicators, unknown ones too: that nobody knows is worth telling."""
    return tuple(
        one(desk, iso3, indicator)
        for indicator in indicators
        if desk.rows("indicator_term", indicator=indicator)
    )


def one(desk: Desk, iso3: str, indicator: str) -> Fact:
    """A figure as a fact, its note the regional median and the other figures for the same."""
    found = has(desk, iso3, indicator)
    name = label(desk, indicator)
    if found is None:
        return Fact(name, "")
    notes = []
    middle = found.region_median
    if middle is not None:
        value = desk.quantity(middle.value, found.unit, found.decimals)
        notes.append(desk.say("median-is", value=value))
    if desk.locale == "zh" and found.basis_zh:
        notes.append(found.basis_zh)
    return Fact(
        name,
        shown(desk, found),
        number=found.value,
        unit=desk.unit(found.unit),
        period=str(found.year or found.as_of),
        sources=(found.source_id,),
        confidence=found.confidence,
        note=desk.join(notes),
    )


def trade_chart(desk: Desk, iso3: str) -> Chart | None:
    """Trade with China by year on one basis: the country's own where it has a series."""
    for basis, pair in TRADE.items():
        if not all(desk.rows("indicator_term", indicator=each) for each in pair):
            continue
        known = [dict(series(desk.store, iso3, indicator)) for indicator in pair]
        years = sorted({*known[0], *known[1]})[-MOST_YEARS:]
        if len(years) < 2:
            continue
        # Years that nobody reported stay in, as gaps.
        span = tuple(range(years[0], years[-1] + 1))
        factor, unit = money_scale(desk)
        newest = [has(desk, iso3, indicator) for indicator in pair]
        return Chart(
            title=desk.say("china-trade", basis=desk.say(basis)),
            form="lines",
            categories=tuple(str(year) for year in span),
            series=tuple(
                Series(
                    desk.say(name),
                    tuple(
                        None if year not in values else round(values[year] / factor, 4)
                        for year in span
                    ),
                )
                for name, values in zip(("imports-china", "exports-china"), known, strict=True)
            ),
            unit=unit,
            sources=tuple(dict.fromkeys(each.source_id for each in newest if each)),
            note=desk.say("basis"),
        )
    return None


def money_scale(desk: Desk) -> tuple[float, str]:
    """What dollars of a chart are divided by, and the unit that they are then in."""
    return {
        "zh": (1e8, "亿美元"), "en": (1e6, "US$ million"), "fr": (1e6, "millions US$"),
    }[desk.locale]  # fmt: skip


def old(desk: Desk, facts: Sequence[Fact]) -> list[str]:
    """A sentence for each figure that is older than a few years."""
    return [
        desk.say("old", label=fact.label, period=fact.period[:4])
        for fact in facts
        if fact.text and fact.period[:4].isdigit()
        and desk.day.year - int(fact.period[:4]) > OLD_YEARS
    ]  # fmt: skip


def rivals_of(found: Figure) -> list[Figure]:
    """Other figures for the same thing in the same unit: purchasing power is no rival."""
    return [each for each in found.others if each.value is not None and each.unit == found.unit]


def conflicts(desk: Desk, iso3: str, indicators: Sequence[str], most: int = 4) -> list[str]:
    """A sentence for each figure of which other sources say otherwise."""
    said = []
    for indicator in indicators:
        found = has(desk, iso3, indicator)
        if found is None or not (rivals := rivals_of(found)):
            continue
        values = [f"{shown(desk, each)} ({each.year or each.as_of})" for each in (found, *rivals)]
        sentence = desk.say("conflict", what=label(desk, indicator), values=desk.join(values))
        said.append(sentence)
    return said[:most]
