"""Column 国别概况: the country in one look, against the median of its region."""

from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import charts, columns, country_charts, country_facts, country_places
from dashboard import words as w
from dashboard.context import View
from dashboard.country_facts import Fact, Proof
from dashboard.i18n import _, listed, noted, pick
from geodata.format import number, quantity
from geodata.profile import figure
from geodata.store import as_row

HEIGHT: Final = 280
RESOURCES_SAID: Final = 5
BEIJING_H: Final = 8.0  # hours ahead of UTC
SHARES: Final = ("urban_population_pct", "literacy", "electrification", "internet_users_pct",
                 "agricultural_land_pct", "forest_land_pct")  # fmt: skip
FIGURES: Final = ("population", "population_growth", "median_age", "life_expectancy",
                  "gdp_nominal", "gdp_per_capita_nominal", "gdp_growth", "inflation_cpi",
                  "unemployment", "hdi")  # fmt: skip


def difference(offset: float | None) -> str:
    """How a country's standard time differs from Beijing's, in words.

    Parameters
    ----------
    offset : hours ahead of UTC
    """
    if offset is None:
        return ""
    hours = offset - BEIJING_H
    if hours == 0:
        return _("与北京相同")
    text = _("比北京早 {n} 小时") if hours > 0 else _("比北京晚 {n} 小时")
    return text.format(n=number(abs(hours), "en", 2))


def blocs(view: View, iso3: str) -> list[dict[str, Any]]:
    """The country's memberships with the names of their blocs, as rows."""
    rows = view.store.table("membership")
    found = [as_row(row) for _number, row in rows[rows["iso3"] == iso3].iterrows()]
    return [{**row, "name": columns.name_of(view, "bloc", row["bloc_id"])} for row in found]


@lru_cache(maxsize=256)
def lines(view: View, iso3: str) -> tuple[Fact, ...]:
    """The facts of the column: the country's own, its key figures, its notes."""
    row = view.store.get("country", iso3)
    member = [each for each in blocs(view, iso3) if each["role"] == "member"]

    def own(label: str, value: object, **more: Any) -> Fact:
        return country_facts.of_row(view, label, value, row, **more)

    languages = row["languages_zh"] if view.locale == "zh" else row["languages"]
    currency = f"{row['currency_zh']} {row['currency_code']}"
    ties = _("{date} 建交").format(date=row["relations_since"]) if row["relations_since"] else ""
    marks = [_("内陆国")] if row["landlocked"] == "yes" else []
    marks += [_("最不发达国家")] if row["ldc"] == "yes" else []
    return (
        own(_("首都"), pick(row, "capital"), others=country_facts.claims(
            view, "country", iso3, "capital_en")),
        own(_("语言"), listed(str(languages).split(";"))),
        _area(view, iso3, row),
        own(_("货币"), currency if view.locale == "zh" else row["currency_code"]),
        own(_("时差"), difference(row["utc_offset_h"]), side=row["timezone"]),
        own(_("对华关系"), ties or (_("无外交关系") if row["relations"] == "no" else "")),
        *country_facts.figures(view, iso3, FIGURES),
        *((own(_("类别"), listed(marks)),) if marks else ()),
        own(_("邻国"), columns.country_names_of(row, view, "neighbours"), long=True),
        country_facts.of_row(
            view, _("组织与协定"), listed(each["name"].partition(" (")[0] for each in member),
            member[0] if member else row, long=True,
        ),
        *country_places.notes(view, iso3, "overview"),
        *resources(view, iso3),
        # What the chart beside draws, each with its source.
        *country_facts.figures(view, iso3, SHARES),
    )  # fmt: skip


def _area(view: View, iso3: str, row: dict[str, Any]) -> Fact:
    """The area as the base map has it; what others state is said beside it."""
    others = list(country_facts.claims(view, "country", iso3, "area_km2"))
    found = figure(view.store, iso3, "area_total")
    # Where sources differ on the extent, the claims say how, and the bare figure is not repeated.
    if found is not None and not others:
        given = {name: getattr(found, name) for name in
                 ("source_id", "other_source_ids", "as_of", "confidence", "note")}  # fmt: skip
        others = [Proof(found.shown(view.locale), found.basis_zh, given)]
    shown = quantity(row["area_km2"], "km2", view.locale, 0)
    return country_facts.of_row(view, _("面积"), shown, row, others=others)


def show(view: View, iso3: str) -> None:
    """Show the column."""
    left, middle, right = st.columns([0.48, 0.25, 0.27], gap="small")
    with left:
        country_facts.show(view, lines(view, iso3))
    with middle:
        made = country_charts.shares(view, iso3, SHARES, _("社会与土地（%）"))
        if made is not None:
            charts.show(made, view.style, key="overview-shares", height=HEIGHT)
    with right:
        grown = country_charts.over_years(
            view, iso3, ("gdp_nominal_wb",), _("国内生产总值"), _("世行现价，美元")
        )
        if grown is not None:
            charts.show(grown, view.style, key="overview-gdp", height=HEIGHT - 130)
        made_of = world_shares(view, iso3, limit=4)
        if made_of is not None:
            charts.show(made_of, view.style, key="overview-resources", height=145)
    country_places.show_places(view, iso3, "overview")


def _leading(view: View, iso3: str) -> pd.DataFrame:
    """Resource rows of at least one per cent of the world's output, largest first."""
    rows = view.store.table("resource")
    own = rows[(rows["iso3"] == iso3) & (rows["world_share_pct"].fillna(0) >= 1)]
    return own.sort_values("world_share_pct", ascending=False, kind="stable")


def _resource_name(view: View, row: dict[str, Any]) -> str:
    stage = w.word(w.MEASURES, f"production-{row['stage']}") if row["stage"] else ""
    return noted(columns.commodity_name(view, row["commodity"]), stage)


def resources(view: View, iso3: str) -> list[Fact]:
    """What the country makes much of the world's output of, with the source of each share."""
    rows = [as_row(row) for _number, row in _leading(view, iso3).iterrows()]
    if not rows:
        return []
    said = [f"{_resource_name(view, row)} {row['world_share_pct']:.3g}%" for row in rows]
    proofs = [
        Proof(text, str(row["year"] or ""), row) for text, row in zip(said, rows, strict=True)
    ]
    return [
        country_facts.of_row(
            view, _("占世界产量"), listed(said[:RESOURCES_SAID]), rows[0],
            side=str(rows[0]["year"] or ""), long=True, others=proofs[1:],
        )
    ]  # fmt: skip


def world_shares(view: View, iso3: str, limit: int = 9) -> charts.Chart | None:
    """The same as bars; None where there is nothing of the kind."""
    rows = [as_row(row) for _number, row in _leading(view, iso3).iterrows()]
    plain = [columns.commodity_name(view, row["commodity"]) for row in rows]
    return charts.bars(
        # The stage only where the same good stands twice: the facts tell it of each.
        [
            name if plain.count(name) == 1 else _resource_name(view, row)
            for name, row in zip(plain, rows, strict=True)
        ],
        [float(row["world_share_pct"]) for row in rows],
        view.style,
        title=_("产量占世界 %（1% 以上）"),
        texts=[f"{row['world_share_pct']:.3g}%" for row in rows],
        colours=["#8a3d12"] * len(rows),
        label_width=104,
        limit=limit,
    )
