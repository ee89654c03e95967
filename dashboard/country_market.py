"""Column 市场动态: trade with China and with Hunan, partners, goods, reviewed news."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from dashboard import alert_feeds, charts, country_charts, country_facts, country_places
from dashboard.context import View
from dashboard.country_facts import Fact
from dashboard.i18n import _, listed, pick
from geodata.errors import FeedError
from geodata.feeds import Item, feeds, read
from geodata.format import counted
from geodata.store import as_row

HEIGHT: Final = 165
NEWS: Final = 5
FIGURES: Final = ("imports_from_china_reported", "exports_to_china_reported",
                  "trade_with_china_reported", "import_share_from_china", "export_share_to_china",
                  "imports_goods_services", "exports_goods_services", "current_account",
                  "fdi_inflow_pct_gdp")  # fmt: skip


@lru_cache(maxsize=256)
def lines(view: View, iso3: str) -> tuple[Fact, ...]:
    """Trade figures, trade with Hunan, leading goods, notes."""
    return (
        *country_facts.figures(view, iso3, FIGURES),
        *hunan(view, iso3),
        _leading(view, iso3, "export", "commodity", _("主要出口商品")),
        _leading(view, iso3, "import", "commodity", _("主要进口商品")),
        _leading(view, iso3, "export", "partner", _("主要出口去向")),
        _leading(view, iso3, "import", "partner", _("主要进口来源")),
        *country_places.notes(view, iso3, "market"),
    )


def hunan(view: View, iso3: str) -> list[Fact]:
    """Hunan's trade with the country as stated; one that nobody has stated is said to be unknown.

    Each row is of its own period and basis: they are listed and never added.
    """
    rows = view.store.table("hunan_trade")
    found = []
    for _number, raw in rows[rows["partner_iso3"] == iso3].iterrows():
        row = as_row(raw)
        shown = counted(row["value"], row["unit"] or "", view.locale)
        if not shown and row["yoy_pct"] is None:
            continue
        growth = "" if row["yoy_pct"] is None else _("同比 {n}%").format(n=f"{row['yoy_pct']:+g}")
        found.append(
            country_facts.of_row(
                view, _("湖南：{item}").format(item=row["item"]), shown or growth, row,
                side=" · ".join(x for x in (row["period"], growth if shown else "") if x),
                dated=True,
                others=country_facts.claims(view, "hunan_trade", row["trade_id"], "value"),
            )
        )  # fmt: skip
    return found or [country_facts.unknown(_("与湖南贸易"))]


def _leading(view: View, iso3: str, flow: str, kind: str, label: str) -> Fact:
    """The leading goods or partners of a flow in one line."""
    items = view.store.table("trade_item")
    own = items[
        (items["iso3"] == iso3) & (items["flow"] == flow) & (items["item_kind"] == kind)
    ].sort_values("rank")
    rows = [as_row(row) for _number, row in own.iterrows()]
    if not rows:
        return country_facts.unknown(label)
    # The source gives shares of partners only; of goods their order.
    order = _("按金额由大到小") if kind == "commodity" else _("份额")
    year = f" · {rows[0]['year']}" if rows[0]["year"] else ""
    return country_facts.of_row(
        view, label, listed(_named(row) for row in rows), rows[0], side=order + year, long=True
    )


def _named(row: dict[str, Any]) -> str:
    share = row["share_pct"]
    return pick(row) if share is None else f"{pick(row)} {share:g}%"


def _partners(view: View, iso3: str, flow: str, title: str) -> charts.Chart | None:
    names, values, colours = country_charts.partners(view, iso3, flow)
    return charts.bars(
        names, values, view.style, title=title, colours=colours,
        texts=[f"{value:g}%" for value in values],
    )  # fmt: skip


def news(view: View, iso3: str) -> list[Item]:
    """Reviewed news that names the country, or came by a feed about it; newest first.

    Raises
    ------
    FeedError : if what is kept cannot be read
    """
    row = view.store.get("country", iso3)
    about = {feed.id for feed in feeds(view.store) if feed.iso3s == (iso3,)}
    names = [row["name_zh"], row["name_en"]]
    return [
        item
        for item in read(view.settings.data_dir, "accepted")
        if item.feed_id in about
        or any(name in text for name in names for text in (item.title, item.summary))
    ][:NEWS]


def show(view: View, iso3: str) -> None:
    """Show the column."""
    left, middle, right = st.columns([0.4, 0.3, 0.3], gap="small")
    with left:
        country_facts.show(view, lines(view, iso3), columns=1)
    with middle:
        _series(view, iso3, "imports_from_china", _("自中国进口"))
        _chart(view, _partners(view, iso3, "import", _("进口来源 %")), "import")
    with right:
        _series(view, iso3, "exports_to_china", _("对中国出口"))
        _chart(view, _partners(view, iso3, "export", _("出口去向 %")), "export")
    _show_news(view, iso3)
    country_places.show_places(view, iso3, "market")


def _series(view: View, iso3: str, flow: str, title: str) -> None:
    bases = (f"{flow}_reported", f"{flow}_cn_reported")
    made = country_charts.over_years(view, iso3, bases, title, _("美元"))
    if made is None:
        st.caption(_("{label}：{values}").format(label=title, values=_("暂无系列数据")))
    else:
        charts.show(made, view.style, key=f"market-{flow}", height=HEIGHT)


def _chart(view: View, made: charts.Chart | None, key: str) -> None:
    if made is not None:
        charts.show(made, view.style, key=f"market-partners-{key}", height=150)


def _show_news(view: View, iso3: str) -> None:
    country_facts.heading(view, _("经贸资讯"))
    try:
        found: Sequence[Item] = news(view, iso3)
    except FeedError as error:
        st.error(error.message, icon=":material/error:")
        return
    if not found:
        st.caption(_("暂无已审核的资讯。资讯在“风险提示”页收取与审核。"))
        return
    known = {feed.id: feed for feed in feeds(view.store)}
    items = "".join(
        f"<li>{country_facts.link(item.link, item.title)} <small>{escape(_origin(item, known))}"
        f" · {escape(item.published or _('日期不明'))}</small></li>"
        for item in found
    )
    st.html(f'<div class="atlas-places {view.theme}"><ul>{items}</ul></div>')


def _origin(item: Item, known: dict[str, Any]) -> str:
    return alert_feeds.name(known[item.feed_id]) if item.feed_id in known else item.feed_id
