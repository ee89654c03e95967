"""Columns and checks that tables share.

A table is CSV: UTF-8, one header, one fact per row, no line break inside a field, so that the
line number of a failure is simply the row number plus two. Blank means unknown.
"""

from typing import Any, ClassVar, cast

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

PRECISIONS = ("exact", "street", "town", "region", "country", "line-midpoint", "unknown")
CONFIDENCES = ("high", "medium", "low")
# verified: found in two independent places (yes), in part (partly), not found again (no);
# blank where nobody has looked yet.
VERIFIED = ("yes", "partly", "no")
PARTIAL_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
ISO3 = r"^[A-Z]{3}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LIST = r"^[^;\s]+(;[^;\s]+)*$"


def text(**options: Any) -> Any:
    """Text that must be filled in."""
    return pa.Field(nullable=False, str_length={"min_value": 1}, **options)


def maybe(**options: Any) -> Any:
    """A value that may be unknown."""
    return pa.Field(nullable=True, **options)


def unique_id(**options: Any) -> Any:
    """The table's stable identifier."""
    return pa.Field(nullable=False, unique=True, **options)


def one_of(values: tuple[str, ...], *, nullable: bool = False) -> Any:
    """One of a closed list of words."""
    return pa.Field(isin=list(values), nullable=nullable)


def partial_date(*, nullable: bool = True) -> Any:
    """A date known to the year, month or day: 2024, 2024-06 or 2024-06-30."""
    return pa.Field(str_matches=PARTIAL_DATE, nullable=nullable)


class Table(pa.DataFrameModel):
    """Base of all tables: the columns named and no others, coerced to their types."""

    class Config:
        """Pandera's settings."""

        strict = True
        coerce = True


class Sourced(Table):
    """A row that says where it is from, when it was so, and how sure we are."""

    source_id: Series[str] = text()
    other_source_ids: Series[str] = maybe(str_matches=ID_LIST)
    as_of: Series[str] = partial_date(nullable=False)
    confidence: Series[str] = one_of(CONFIDENCES)
    note: Series[str] = maybe()


class Placed(Sourced):
    """A row at a point (WGS84 degrees), with how exactly the point is known."""

    lat: Series[float] = maybe(in_range={"min_value": -90, "max_value": 90})
    lon: Series[float] = maybe(in_range={"min_value": -180, "max_value": 180})
    precision: Series[str] = one_of(PRECISIONS)
    verified: Series[str] = one_of(VERIFIED, nullable=True)

    __point: ClassVar[str] = "lat and lon are both given, or both blank with precision 'unknown'"

    @pa.dataframe_check(name="point_complete", error=__point)
    def point_complete(cls, frame: pd.DataFrame) -> Series[bool]:
        """A point is whole, and a blank point says that its place is unknown."""
        blank = frame["lat"].isna()
        whole = blank == frame["lon"].isna()
        return cast("Series[bool]", whole & (blank == (frame["precision"] == "unknown")))
