"""Beside the nine columns: all that is in a country, all its indicators, all its resources."""

from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import charts, columns, country_charts, country_overview, provenance, table
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, listed, pick
from dashboard.vocabulary import term
from geodata.format import quantity
from geodata.kinds import KINDS
from geodata.store import Store

HEIGHT: Final = 280
OVERLAYS: Final = ("site", "park", "project", "event", "branch", "node")


@lru_cache(maxsize=512)
def own_rows(store: Store, kind: str, iso3: str) -> pd.DataFrame:
    """The rows of a kind in a country, without geometry."""
    rows = store.table(kind)
    return pd.DataFrame(rows[rows["iso3"] == iso3].drop(columns="geometry"))


@lru_cache(maxsize=64)
def things(view: View, iso3: str) -> pd.DataFrame:
    """Everything on the map in the country: reference, kind, name, detail, date, confidence."""
    rows = []
    for kind in OVERLAYS:
        for row in own_rows(view.store, kind, iso3).to_dict("records"):
            detail = term(row.get("sectors") or row.get("sector"))
            detail = detail or row.get("city") or row.get("role")
            if kind == "site":
                detail = columns.commodity_name(view, row["commodity"])
            rows.append(
                {
                    "ref": f"{kind}:{row[KINDS[kind].id_column]}",
                    _("类别"): w.kind_word(kind),
                    _("名称"): pick(row),
                    _("说明"): detail if isinstance(detail, str) else "",
                    _("复核"): w.word(w.VERIFIED, row["verified"])
                    if isinstance(row["verified"], str)
                    else "",
                    _("截至"): row["as_of"],
                    _("可信度"): w.word(w.CONFIDENCE, row["confidence"]),
                }
            )
    return pd.DataFrame(rows)


def here(view: View, iso3: str) -> None:
    """Everything on the map in the country; a row selects it."""
    found = things(view, iso3)
    table.show(
        found, "", view, references=[] if found.empty else list(found["ref"]),
        cells=found.drop(columns="ref", errors="ignore"), key="country-table", height=HEIGHT,
    )  # fmt: skip


def figures(view: View, iso3: str) -> None:
    """The newest value of every indicator, with basis, year, source and age."""
    terms = view.store.table("indicator_term").set_index("indicator")
    rows = view.store.table("indicator")
    own = rows[(rows["iso3"] == iso3)]
    own = own.sort_values("year", na_position="first").drop_duplicates("indicator", keep="last")
    now = int(view.store.manifest.built_at[:4])
    cells = []
    for row in own.to_dict("records"):
        term = terms.loc[row["indicator"]]
        year = None if pd.isna(row["year"]) else int(row["year"])
        shown = quantity(row["value"], term["unit"], view.locale, int(term["decimals"]))
        old = provenance.stale(year or row["as_of"], now, view.settings.stale_years)
        cells.append(
            {
                _("类别"): w.word(w.TOPICS, term["topic"]),
                _("指标"): pick(term),
                _("数值"): shown or (row["value_text"] or ""),
                _("年份"): year,
                _("口径"): term["basis_zh"] if isinstance(term["basis_zh"], str) else "",
                _("时效"): _("超过 {n} 年").format(n=view.settings.stale_years) if old else "",
                _("来源"): provenance.source_title(view.store, row["source_id"]),
                _("可信度"): w.word(w.CONFIDENCE, row["confidence"]),
            }
        )
    left, right = st.columns([0.64, 0.36], gap="small")
    frame = pd.DataFrame(cells)
    if not frame.empty:
        frame = frame.sort_values([_("类别"), _("指标")], kind="stable")
    left.dataframe(
        table.plain(frame),
        hide_index=True,
        height=HEIGHT,
        row_height=30,
        placeholder="—",
        key="figures-table",
    )
    with right:
        made = country_charts.over_years(
            view, iso3, ("gdp_nominal_wb",), _("国内生产总值"), _("世行现价，美元")
        )
        if made is not None:
            charts.show(made, view.style, key="figures-gdp", height=HEIGHT)


def resources(view: View, iso3: str) -> None:
    """Every resource fact of the country, and its industries."""
    catalog = view.store.table("commodity").set_index("commodity")
    rows = view.store.table("resource")
    own = rows[rows["iso3"] == iso3]
    cells = []
    for row in own.to_dict("records"):
        commodity = catalog.loc[row["commodity"]]
        cells.append(
            {
                _("门类"): w.word(w.FAMILIES, commodity["family"]),
                _("商品"): columns.commodity_name(view, row["commodity"]),
                _("事实"): _measure(row, view.locale),
                _("占世界 %"): _blank(row["world_share_pct"]),
                _("储量"): quantity(row["reserves"], row["reserves_unit"], view.locale),
                _("年份"): None if pd.isna(row["year"]) else int(row["year"]),
                _("来源"): provenance.source_title(view.store, row["source_id"]),
                _("可信度"): w.word(w.CONFIDENCE, row["confidence"]),
            }
        )
    frame = pd.DataFrame(cells)
    if not frame.empty:
        frame = frame.sort_values(_("占世界 %"), ascending=False, na_position="last", kind="stable")
    left, right = st.columns([0.64, 0.36], gap="small")
    left.dataframe(
        table.plain(frame),
        hide_index=True,
        height=HEIGHT,
        row_height=30,
        placeholder="—",
        key="resources-table",
    )
    industries = view.store.table("industry")
    mine = industries[industries["iso3"] == iso3].sort_values("rank")
    with right:
        st.markdown(f"**{_('主要产业（由大到小）')}**")
        st.markdown(
            listed(provenance.escape(pick(r)) for r in mine.to_dict("records")) or _("暂无")
        )
        made = country_overview.world_shares(view, iso3)
        if made is not None:
            charts.show(made, view.style, key="shares-chart", height=200)


def _blank(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _measure(row: dict[str, Any], locale: str) -> str:
    """A resource row in words."""
    if row["measure"] == "presence":
        return _("有记载")
    if row["measure"] == "tonnage-rank":
        return _("按产量列农产品第 {n} 位").format(n=int(row["rank"]))
    measure = {
        "production": "production" if pd.isna(row["stage"]) else f"production-{row['stage']}",
        "generation-share": "generation-share",
        "land-share": "land-share",
    }.get(row["measure"])
    words = w.word(w.MEASURES, measure) if measure else _("产能")
    shown = quantity(row["production"], row["production_unit"], locale)
    return f"{words} {shown}".strip()
