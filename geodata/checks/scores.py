"""The indicators of each score fit together."""

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.scores.terms import WITHHELD

ROW: Final = "score_indicator"
# A rule of an index or a pillar that is written on each of its rows.
SHARED: Final = (
    ("index_code", "min_coverage"), ("pillar", "pillar_zh"), ("pillar", "pillar_en"),
    ("pillar", "pillar_fr"), ("pillar", "index_code"),
)  # fmt: skip


def score_indicators_exist(context: Context) -> Iterator[Failure]:
    """An indicator is one that there is, or derived; none is a measure scores are held against."""
    known = context.ids("indicator_term")
    derived = dict(context.cells(ROW, "derivation"))
    for line, indicator in context.cells(ROW, "indicator"):
        if indicator in WITHHELD:
            yield context.failure(
                ROW, line, "indicator", indicator, "是用来检验得分的指标，不能又用来算分",
                "换一个指标，或删去这一行",
            )  # fmt: skip
        elif known is not None and (indicator in known) == (line in derived):
            yield context.failure(
                ROW, line, "indicator", indicator,
                "指标表里有这个指标，却写了 derivation" if line in derived else "没有这个指标",
                "直接取自指标表的留空 derivation，推算的另起名并写 derivation",
            )  # fmt: skip


def score_indicators_serve_once(context: Context) -> Iterator[Failure]:
    """An indicator serves one index once, so that no fact counts twice and the two stay apart."""
    first: dict[str, int] = {}
    for line, indicator in context.cells(ROW, "indicator"):
        before = first.setdefault(indicator, line)
        if before != line:
            yield context.failure(
                ROW, line, "indicator", indicator, f"第 {before} 行已用了这个指标",
                "一个指标只用一次，换一个指标或删去一行",
            )  # fmt: skip


def score_weights_sum(context: Context) -> Iterator[Failure]:
    """The weights of an index sum to 1."""
    indexes = dict(context.cells(ROW, "index_code"))
    weights: dict[str, list[float]] = defaultdict(list)
    last: dict[str, int] = {}
    for line, weight in context.cells(ROW, "weight"):
        if line in indexes:
            weights[indexes[line]].append(float(weight))
            last[indexes[line]] = line
    for index, shares in weights.items():
        total = math.fsum(shares)
        if not math.isclose(total, 1, abs_tol=1e-6):
            yield context.failure(
                ROW, last[index], "weight", shares[-1], f"{index} 的权重合计 {total:g}，不是 1",
                "调整这个指数各行的 weight，使合计为 1",
            )  # fmt: skip


def score_rules_agree(context: Context) -> Iterator[Failure]:
    """What holds for a whole index or pillar is the same on each of its rows."""
    for of, column in SHARED:
        groups = dict(context.cells(ROW, of))
        first: dict[str, tuple[int, str]] = {}
        for line, value in context.cells(ROW, column):
            if line not in groups:
                continue
            before, wanted = first.setdefault(groups[line], (line, value))
            if value != wanted:
                yield context.failure(
                    ROW, line, column, value, f"与第 {before} 行同属 {groups[line]}，写法不同",
                    f"写 {wanted}，或改第 {before} 行",
                )  # fmt: skip


def score_ends_in_order(context: Context) -> Iterator[Failure]:
    """Fixed ends of a scale come in pairs, the lower one first."""
    lows, highs = dict(context.cells(ROW, "floor")), dict(context.cells(ROW, "ceiling"))
    for line in sorted(lows.keys() | highs.keys()):
        if line not in lows or line not in highs or float(lows[line]) >= float(highs[line]):
            yield context.failure(
                ROW, line, "floor", lows.get(line, ""), "floor 与 ceiling 没有成对或次序颠倒",
                "两项都写且 floor 小于 ceiling，或都留空",
            )  # fmt: skip
