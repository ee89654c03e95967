"""What lies under a country's map: indicators, resources and industries, trade, treaties."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, columns, provenance
from dashboard import words as w
from dashboard.card import fact_list
from dashboard.context import View
from dashboard.i18n import _, listed, pick
from dashboard.vocabulary import term
from geodata.format import quantity

HEIGHT = 260
SERIES = {
    "economy": ("gdp_nominal_wb",),
    "trade": (
        "imports_from_china_reported", "exports_to_china_reported",
        "imports_from_china_cn_reported", "exports_to_china_cn_reported",
    ),
}  # fmt: skip


def download_rows(view: View, iso3: str, tab: str) -> tuple[str, pd.DataFrame]:
    """Kind and rows that the download menu offers for a tab."""
    kind = {
        "here": "country", "figures": "indicator", "resources": "resource",
        "trade": "trade_item", "treaties": "treaty",
    }[tab]  # fmt: skip
    rows = view.store.table(kind)
    return kind, rows[rows["iso3"] == iso3]


def show(view: View, iso3: str, tab: str) -> None:
    """Show one tab."""
    {"figures": _figures, "resources": _resources, "trade": _trade, "treaties": _treaties}[tab](
        view, iso3
    )


def _figures(view: View, iso3: str) -> None:
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
        frame, hide_index=True, height=HEIGHT, row_height=30, placeholder="—", key="figures-table"
    )
    with right:
        _series(view, iso3, SERIES["economy"], _("国内生产总值（世界银行口径，美元）"), "US$")


def _series(view: View, iso3: str, indicators: tuple[str, ...], title: str, unit: str) -> None:
    rows = view.store.table("indicator")
    terms = view.store.table("indicator_term").set_index("indicator")
    own = rows[(rows["iso3"] == iso3) & rows["indicator"].isin(indicators)].dropna(
        subset=["year", "value"]
    )
    if own.empty:
        st.caption(_("暂无系列数据"))
        return
    names = own["indicator"].map(
        lambda i: (
            pick(terms.loc[i])
            + (
                f"·{terms.loc[i, 'basis_zh']}"
                if view.locale == "zh" and terms.loc[i, "basis_zh"]
                else ""
            )
        )
    )
    data = pd.DataFrame(
        {"year": own["year"].astype(int), "value": own["value"], "series": names}
    ).sort_values("year")
    made = charts.lines(data, view.style, title=title, unit=unit)
    if made is not None:
        charts.show(made, view.style, key=f"series-{'-'.join(indicators)[:30]}", height=HEIGHT)


def _resources(view: View, iso3: str) -> None:
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
        frame, hide_index=True, height=HEIGHT, row_height=30, placeholder="—", key="resources-table"
    )
    industries = view.store.table("industry")
    mine = industries[industries["iso3"] == iso3].sort_values("rank")
    with right:
        st.markdown(f"**{_('主要产业（由大到小）')}**")
        st.markdown(
            listed(provenance.escape(pick(r)) for r in mine.to_dict("records")) or _("暂无")
        )
        shares = own[own["world_share_pct"].fillna(0) >= 1].sort_values(
            "world_share_pct", ascending=False
        )
        made = charts.bars(
            [columns.commodity_name(view, c) for c in shares["commodity"]],
            [float(v) for v in shares["world_share_pct"]],
            view.style,
            title=_("产量占世界 %（1% 以上）"),
            texts=[f"{v:.3g}%" for v in shares["world_share_pct"]],
            colours=["#8a3d12"] * len(shares),
            limit=6,
        )
        if made is not None:
            charts.show(made, view.style, key="shares-chart", height=170)


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


def _trade(view: View, iso3: str) -> None:
    """Leading goods and partners, and trade with China by basis."""
    items = view.store.table("trade_item")
    own = items[items["iso3"] == iso3].sort_values(["flow", "item_kind", "rank"])
    kinds = {"commodity": _("商品"), "partner": _("伙伴")}
    frame = pd.DataFrame(
        {
            _("方向"): own["flow"].map(lambda x: w.word(w.FLOWS, x)),
            _("类别"): own["item_kind"].map(lambda x: kinds[x]),
            _("位次"): own["rank"].astype(int),
            _("名称"): [pick(r) for r in own.to_dict("records")],
            _("份额 %"): own["share_pct"],
            _("年份"): own["year"].astype("Int64"),
        }
    )
    left, right = st.columns([0.5, 0.5], gap="small")
    left.dataframe(
        frame, hide_index=True, height=HEIGHT, row_height=30, placeholder="—", key="trade-table"
    )
    with right:
        _series(view, iso3, SERIES["trade"], _("与中国贸易（美元，口径不同不可合并）"), "US$")


def _treaties(view: View, iso3: str) -> None:
    """Tax, investment, visa and tariff terms, memberships and finance facts."""
    left, right = st.columns(2, gap="small")
    treaties = view.store.table("treaty")
    for row in treaties[treaties["iso3"] == iso3].to_dict("records"):
        lines = [
            (_("避免双重征税协定"), _status(row, "dta")),
            (_("双边投资协定"), _status(row, "bit")),
            (_("RCEP 生效"), row["rcep_in_force"]),
            (_("贸易协定"), row["trade_agreement"]),
            (_("关税待遇"), row["tariff_terms"]),
            (_("普通护照签证"), row["visa_terms"]),
            (_("说明"), row["note"]),
        ]
        with left:
            fact_list(
                [(label, value if isinstance(value, str) and value else _("暂无"))
                 for label, value in lines],
                view,
            )  # fmt: skip
        left.caption(provenance.line(view.store, {**row, "note": None}))
    facts = view.store.table("finance_fact")
    own = facts[facts["iso3"] == iso3]
    right.dataframe(
        pd.DataFrame(
            {
                _("金融事实"): own["topic_zh"].map(term),
                _("内容"): (own["value"] + " " + own["unit"].fillna("")).str.strip(),
                _("期间"): own["period"],
                _("来源"): [provenance.source_title(view.store, s) for s in own["source_id"]],
                _("可信度"): own["confidence"].map(lambda c: w.word(w.CONFIDENCE, c)),
            }
        ),
        hide_index=True, height=HEIGHT, row_height=30, placeholder="—", key="finance-table",
    )  # fmt: skip


def _status(row: dict[str, Any], prefix: str) -> str:
    parts = [w.word(w.TREATY_STATUS, row[f"{prefix}_status"])]
    for field, label in (("signed", _("签署")), ("in_force", _("生效"))):
        value = row[f"{prefix}_{field}"]
        if isinstance(value, str):
            parts.append(f"{label} {value}")
    note = row[f"{prefix}_note"]
    if isinstance(note, str):
        parts.append(note)
    return " · ".join(parts)
