"""Shares add up to no more than a whole, and units are ones we know."""

from collections.abc import Iterator

import pandas as pd

from geodata.checks.context import Context
from geodata.failures import Failure

# A point more than 100: each share is rounded by its source.
WHOLE_PCT = 101.0
UNITS = frozenset(
    """
    pct USD USD_PPP LCU_per_USD count persons persons_per_km2 per_100 per_1000_adults years score
    percentile index_0_1 index_0_10 index_0_100 index_1_5 class_0_7 class_1_4 km km2 kW kWh MW
    mm_per_year t kt Mt kg kt-dry t/yr bbl bbl/d m3 m3/yr Mm3 ct kct Mct TEU
    % 亿元 亿美元 亿欧元 亿港元 亿元人民币 万亿元人民币 亿迪拉姆 亿林吉特 亿兰特 万亿印尼盾 其他
    万元 万美元 元 美元
    公里 平方公里 平方米 万平方米 公顷 万公顷 兆瓦 千瓦 吨 万吨 公斤 标箱 万标箱 列 班 次 天 年 小时
    个 家 户 项 条 种 对 人 万人次 人次 份 万份 家次 篇 长期 长期外币
    """.split()
)
_UNIT_COLUMNS = (
    ("indicator_term", "unit"), ("resource", "production_unit"), ("resource", "reserves_unit"),
    ("site", "capacity_unit"), ("volume", "unit"), ("event", "amount_unit"),
    ("project", "amount_unit"), ("hunan_trade", "unit"), ("metric", "unit"),
    ("finance_fact", "unit"), ("claim", "unit"),
)  # fmt: skip
# Value and the unit it cannot do without.
_PAIRS = (
    ("site", "capacity", "capacity_unit"), ("event", "amount", "amount_unit"),
    ("project", "amount", "amount_unit"), ("hunan_trade", "value", "unit"),
)  # fmt: skip


def units_known(context: Context) -> Iterator[Failure]:
    """No unit is spelt in a new way."""
    for kind, column in _UNIT_COLUMNS:
        for line, value in context.cells(kind, column):
            if value not in UNITS:
                yield context.failure(
                    kind, line, column, value, "没有这个单位",
                    "改用已有的单位（见 geodata/checks/figures.py 的 UNITS），确属新单位就加进去",
                )  # fmt: skip


def amounts_have_units(context: Context) -> Iterator[Failure]:
    """A number without a unit says nothing."""
    for kind, value, unit in _PAIRS:
        units = dict(context.cells(kind, unit))
        for line, number in context.cells(kind, value):
            if line not in units:
                yield context.failure(
                    kind, line, unit, number, f"{value} 有数值而没有单位", f"补上 {unit}"
                )


def shares_sum(context: Context) -> Iterator[Failure]:
    """Shares of one whole add up to at most 101 %."""
    resources = context.frame("resource")
    if not resources.empty:
        of_whole = resources[resources["measure"] == "generation-share"]
        yield from _sums(context, "resource", "production", of_whole, ["iso3", "year"])
    items = context.frame("trade_item")
    if not items.empty:
        yield from _sums(
            context, "trade_item", "share_pct", items, ["iso3", "flow", "item_kind", "year"]
        )
    prefectures = context.frame("prefecture")
    if not prefectures.empty:
        yield from _sums(
            context, "prefecture", "ofdi_share_pct", prefectures.assign(whole="湖南"), ["whole"]
        )


def percentages_fit(context: Context) -> Iterator[Failure]:
    """A share of something is between 0 and 100 %."""
    frame = context.frame("resource")
    if frame.empty:
        return
    too_much = frame[(frame["production_unit"] == "pct") & (frame["production"] > 100)]
    for line, value in too_much["production"].items():
        yield context.failure(
            "resource", int(str(line)), "production", value, "占比超过 100%", "更正数值"
        )


def _sums(
    context: Context, kind: str, column: str, frame: pd.DataFrame, by: list[str]
) -> Iterator[Failure]:
    for whole, rows in frame.dropna(subset=[column]).groupby(by, dropna=False):
        total = float(rows[column].sum())
        if total > WHOLE_PCT:
            name = " ".join(str(part).removesuffix(".0") for part in whole)
            yield context.failure(
                kind, int(rows.index[0]), column, f"{total:.1f}", f"{name} 的占比合计超过 100%",
                "核对这一组的每一行，是否重复或口径不同",
            )  # fmt: skip
