"""Partial dates (2024, 2024-06, 2024-06-30) as the days they may mean."""

import calendar
import re
from datetime import date, timedelta

from geodata.schema._base import PARTIAL_DATE

_DATE = re.compile(PARTIAL_DATE, re.ASCII)


def first_day(text: object) -> date | None:
    """The earliest day that a partial date may mean; `None` for what is no date."""
    return _day(text, last=False)


def last_day(text: object) -> date | None:
    """The latest day that a partial date may mean; `None` for what is no date."""
    return _day(text, last=True)


def _day(text: object, *, last: bool) -> date | None:
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        year, month, day = [*map(int, text.split("-")), 0, 0][:3]
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def years_after(day: date, years: int) -> date:
    """The same day some years later, 28 February where there is no 29th; the last day there is."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def end_of_term(text: object, years: int) -> date | None:
    """The last day of a term of some years that began on a partial date, at the latest."""
    begun = last_day(text)
    return None if begun is None else years_after(begun, years) - timedelta(days=1)
