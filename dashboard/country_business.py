"""Column 营商环境: the composite scores with their intervals, governance, power, infrastructure."""

from functools import lru_cache
from typing import Final

import streamlit as st

from dashboard import charts, country_charts, country_facts, country_places
from dashboard.context import View
from dashboard.country_facts import Fact, Proof
from dashboard.i18n import N_, _
from dashboard.navigation import BY_PATH
from dashboard.pages_registry import page_of
from geodata.format import number
from geodata.scores import INDEXES, score
from geodata.store import as_row

HEIGHT: Final = 270
TABLE: Final = "score_indicator"
SCORES: Final = {"business": N_("营商环境评分"), "political": N_("政治稳定评分")}
GOVERNANCE: Final = tuple(
    f"wgi_{name}_pctrank"
    for name in (
        "government_effectiveness", "regulatory_quality", "rule_of_law",
        "control_of_corruption", "political_stability",
    )
)  # fmt: skip
MIX: Final = tuple(
    f"power_mix_{name}"
    for name in (
        "hydroelectricity", "fossil_fuels", "solar", "wind", "geothermal",
        "biomass_and_waste", "nuclear",
    )
)  # fmt: skip
MADE_BY: Final = ("gdp_share_agriculture", "gdp_share_industry", "gdp_share_services")
FIGURES: Final = (
    "lpi_overall", "oecd_country_risk_class", "iiag_business_environment",
    "fraser_economic_freedom", "ti_corruption_perceptions", "new_business_density",
    "electrification", "electrification_rural", "power_capacity", "power_consumption",
    "internet_users_pct", "mobile_per_100", "broadband_per_100", "railway_km", "ports_total",
    "airports_total", "trade_pct_gdp", "un_egov_index",
)  # fmt: skip


def scores(view: View, iso3: str) -> list[Fact]:
    """The country's scores, each with its interval and rank, or that there is not enough data."""
    if TABLE not in view.store.manifest.tables:  # a release older than the scores
        return [country_facts.unknown(_(SCORES[index])) for index in INDEXES]
    found = []
    for index in INDEXES:
        made = score(view.store, index)
        told = _(
            "本平台测算：{n} 项指标加权，100 为最好；区间来自权重与缺值的扰动（种子 {seed}）"
        ).format(n=len(made.terms), seed=made.seed)
        own = (Proof("", told, {}),)
        row = as_row(made.table.loc[[iso3]].iloc[0])
        label = _(SCORES[index])
        if not row["enough"]:
            found.append(Fact(label, _("数据不足"), _("覆盖 {n}%").format(
                n=round(100 * row["coverage"])), own))  # fmt: skip
            continue
        count = int(made.table["enough"].sum())
        found.append(
            Fact(
                label,
                _("{value}（{low}–{high}）").format(
                    **{k: number(row[c], view.locale, 0)
                       for k, c in (("value", "score"), ("low", "low"), ("high", "high"))}
                ),
                _("{n} 国中第 {rank}（{low}–{high}）· {draws} 次扰动").format(
                    n=count, rank=int(row["rank"]), low=int(row["rank_low"]),
                    high=int(row["rank_high"]), draws=made.draws,
                ),
                own,
            )
        )  # fmt: skip
    return found


@lru_cache(maxsize=256)
def lines(view: View, iso3: str) -> tuple[Fact, ...]:
    """Scores, published measures, infrastructure, notes."""
    return (
        *scores(view, iso3),
        *country_facts.figures(view, iso3, FIGURES),
        *country_places.notes(view, iso3, "business"),
        # What the charts beside draw, each with its source.
        *country_facts.figures(view, iso3, (*GOVERNANCE, *MIX, *MADE_BY)),
    )


def show(view: View, iso3: str) -> None:
    """Show the column."""
    left, middle, right = st.columns([0.48, 0.26, 0.26], gap="small")
    with left:
        country_facts.show(view, lines(view, iso3))
        if "scores" in BY_PATH:
            pinned = st.query_params.get("release")
            st.page_link(
                page_of("scores"), label=_("评分怎么来的、换权重看排名"),
                icon=BY_PATH["scores"].icon, query_params={"sel": f"country:{iso3}"}
                | ({"release": pinned} if pinned else {}),
            )  # fmt: skip
    with middle:
        _chart(view, iso3, GOVERNANCE, _("治理（百分位，越高越好）"), HEIGHT)
    with right:
        _chart(view, iso3, MIX, _("发电来源 %"), HEIGHT // 2 + 20)
        _chart(view, iso3, MADE_BY, _("产业结构（占GDP %）"), HEIGHT // 2 - 10)
    country_places.show_places(view, iso3, "business")


def _chart(view: View, iso3: str, indicators: tuple[str, ...], title: str, height: int) -> None:
    made = country_charts.shares(view, iso3, indicators, title)
    if made is not None:
        charts.show(made, view.style, key=f"business-{indicators[0]}", height=height)
