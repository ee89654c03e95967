"""Facts of transport agree with themselves: ranges in order, closures explained, passages real."""

import difflib
import re
from collections.abc import Iterator
from itertools import pairwise

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.schema.transport import PASSAGES

_KM = {"km": 1.0, "nm": 1.852, "mi": 1.609344}  # international nautical and statute mile
# Kilometres are given to a tenth.
_ROUNDING_KM = 0.06
_POINT = re.compile(r"^(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)$")
# Columns of one range, low first.
RANGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("assumption", ("low", "typical", "high")),
    ("published_time", ("days_low", "days_high")),
    ("service", ("days_low", "days_high")),
    ("service", ("per_week_low", "per_week_high")),
    ("inland_leg", ("transit_days_low", "transit_days_high")),
)
_PASSAGE_COLUMNS = (("chokepoint", "passages"), ("published_distance", "closed_passages"))


def ranges_in_order(context: Context) -> Iterator[Failure]:
    """The low end of a range is no higher than its high end."""
    for kind, columns in RANGES:
        cells = {column: dict(context.cells(kind, column)) for column in columns}
        for line in sorted({line for each in cells.values() for line in each}):
            known = [(c, float(cells[c][line])) for c in columns if line in cells[c]]
            for (first, low), (second, high) in pairwise(known):
                if low > high:
                    yield context.failure(
                        kind, line, second, f"{high:g}", f"小于 {first}（{low:g}）",
                        "由小到大填写；只知道一个数就两头写同一个数",
                    )  # fmt: skip


def passages_known(context: Context) -> Iterator[Failure]:
    """Passages have the names that the sea network knows them by."""
    for kind, column in _PASSAGE_COLUMNS:
        for line, value in context.cells(kind, column):
            for name in value.split(";"):
                if name in PASSAGES:
                    continue
                close = difflib.get_close_matches(name, PASSAGES, n=1)
                remedy = f"是否应为 {close[0]}；" if close else ""
                yield context.failure(
                    kind, line, column, name, "海上网络没有这个航道",
                    remedy + "可写的有：" + "、".join(PASSAGES),
                )  # fmt: skip


def closures_explained(context: Context) -> Iterator[Failure]:
    """What routes avoid unless told otherwise is not open, and the row says since when or why."""
    states = dict(context.cells("chokepoint", "state"))
    told = dict(context.cells("chokepoint", "since"))
    told |= dict(context.cells("chokepoint", "status_text"))
    for line, value in context.cells("chokepoint", "closed_by_default"):
        if value != "yes":
            continue
        if states.get(line) == "open":
            yield context.failure(
                "chokepoint", line, "state", "open", "默认关闭，状态却写为 open",
                "状态改为 closed 或 restricted，或把 closed_by_default 改为 no",
            )  # fmt: skip
        if line not in told:
            yield context.failure(
                "chokepoint", line, "status_text", "", "默认关闭，却没有写自何时起或为什么",
                "填写 since 或 status_text",
            )  # fmt: skip


def blanks_explained(context: Context) -> Iterator[Failure]:
    """An assumption without a figure says why there is none."""
    found = {
        line for column in ("low", "typical", "high")
        for line, _ in context.cells("assumption", column)
    }  # fmt: skip
    notes = dict(context.cells("assumption", "note"))
    for line, id in context.cells("assumption", "assumption_id"):
        if line not in found and line not in notes:
            yield context.failure(
                "assumption",
                line,
                "note",
                id,
                "没有数值，也没有说明",
                "填写数值，或在 note 写明为何没有",
            )


def figures_have_days(context: Context) -> Iterator[Failure]:
    """A published time says what its days are of, and has days just when it says so."""
    days = dict(context.cells("published_time", "days_low"))
    days |= dict(context.cells("published_time", "days_high"))
    for line, figure in context.cells("published_time", "figure"):
        if (figure == "none") == (line in days):
            yield context.failure(
                "published_time", line, "figure", figure,
                "写了天数却称没有" if figure == "none" else "没有天数",
                "有天数写 transit 或 saving，没有写 none",
            )  # fmt: skip


def distances_agree(context: Context) -> Iterator[Failure]:
    """Kilometres are the published value in its unit."""
    kind = "published_distance"
    values, units = dict(context.cells(kind, "value")), dict(context.cells(kind, "unit"))
    for line, km in context.cells(kind, "km"):
        factor = _KM.get(units.get(line, ""))
        if factor is None or line not in values:
            continue  # reported by the schema, or nothing to compare with
        meant = float(values[line]) * factor
        if abs(float(km) - meant) > _ROUNDING_KM:
            yield context.failure(
                kind, line, "km", f"{float(km):g}",
                f"与原值不符：{float(values[line]):g} {units[line]} 合 {meant:.1f} km",
                "更正 km、value 或 unit",
            )  # fmt: skip


def via_points(context: Context) -> Iterator[Failure]:
    """What pins a route is a node, or a longitude and a latitude."""
    nodes = context.ids("node")
    if nodes is None:
        return  # the missing table is a failure of its own
    for kind in ("leg", "inland_leg"):
        for line, value in context.cells(kind, "via"):
            for each in value.split(";"):
                point = _POINT.match(each)
                if each in nodes or (
                    point and abs(float(point[1])) <= 180 and abs(float(point[2])) <= 90
                ):
                    continue
                yield context.failure(
                    kind, line, "via", each, "不是节点编号，也不是经纬度",
                    "写 nodes.csv 里的编号，或“经度 纬度”（如 112.97 28.33），几个用分号隔开",
                )  # fmt: skip
