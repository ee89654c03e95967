"""Dates exist, come in order, and are not in the future.

A partial date (2024, 2024-06) is compared only as far as both dates are known.
"""

import re
from collections.abc import Iterator
from datetime import date

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.kinds import KINDS
from geodata.schema._base import PARTIAL_DATE
from geodata.schema_check import columns_of

_DATE = re.compile(PARTIAL_DATE)

DATE_COLUMNS = frozenset({
    "as_of", "start_date", "end_date", "since", "relations_since", "dta_signed", "dta_in_force",
    "dta_applicable", "bit_signed", "bit_in_force", "rcep_in_force", "opened", "published",
    "accessed", "period_end", "until", "visa_end", "start", "end",
})  # fmt: skip
# Nothing can be known as of a day that has not come; plans (in force from, held on) may be ahead.
NOT_AHEAD = frozenset({"as_of", "since", "relations_since", "dta_signed", "bit_signed", "opened",
                       "published", "accessed"})  # fmt: skip
ORDERED: tuple[tuple[str, str, str], ...] = (
    ("event", "start_date", "end_date"),
    ("membership", "since", "until"),
    ("alert", "start", "end"),
    ("treaty", "dta_signed", "dta_in_force"),
    ("treaty", "dta_in_force", "dta_applicable"),
    ("treaty", "dta_signed", "dta_applicable"),
    ("treaty", "bit_signed", "bit_in_force"),
    ("source", "published", "accessed"),
    ("project", "year_start", "year_end"),
    ("zone", "year_approved", "year_operating"),
)


def later(first: str, second: str) -> bool:
    """Whether the first partial date is surely after the second."""
    common = min(len(first), len(second))
    return first[:common] > second[:common]


def dates_exist(context: Context) -> Iterator[Failure]:
    """No 30 February."""
    for kind, column in _date_cells():
        for line, value in context.cells(kind, column):
            if len(value) == 10 and not _exists(value):
                yield context.failure(
                    kind, line, column, value, "日历上没有这一天", "更正日期；只知道月份就写到月"
                )


def dates_in_order(context: Context) -> Iterator[Failure]:
    """What begins ends later."""
    for kind, begin, end in ORDERED:
        ends = dict(context.cells(kind, end))
        for line, value in context.cells(kind, begin):
            first, second = _year(value), _year(ends.get(line, ""))
            # What is no date at all is reported by the schema.
            if _DATE.match(first) and _DATE.match(second) and later(first, second):
                yield context.failure(
                    kind, line, end, second, f"早于 {begin}（{first}）",
                    "核对两个日期，更正写错的一个",
                )  # fmt: skip


def not_in_the_future(context: Context) -> Iterator[Failure]:
    """What is said to be known is not ahead of today."""
    today = context.today.isoformat()
    for kind, column in _date_cells():
        if column not in NOT_AHEAD:
            continue
        for line, value in context.cells(kind, column):
            if _DATE.match(value) and later(value, today):
                yield context.failure(
                    kind,
                    line,
                    column,
                    value,
                    f"晚于今天（{today}）",
                    "更正日期；尚未发生的不写在这里",
                )


def _date_cells() -> Iterator[tuple[str, str]]:
    for kind in KINDS.values():
        for column in columns_of(kind.model):
            if column in DATE_COLUMNS:
                yield kind.name, column


def _exists(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _year(value: str) -> str:
    """A year column holds numbers: 2015.0 is the year 2015."""
    return value.removesuffix(".0")
