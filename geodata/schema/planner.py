"""What the planner assumes."""

from typing import cast

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from geodata.schema._base import ID_LIST, Sourced, maybe, one_of, text, unique_id

GROUPS = ("speed", "wait", "handling", "dwell", "border", "gauge", "cost", "co2", "cargo", "money")
UNITS = (
    "km/day", "days", "ratio", "t/TEU", "CNY/USD", "gCO2e/tkm", "CNY/TEU-km", "CNY/FEU-km",
    "USD/TEU-km", "USD/box-km", "USD/TEU", "CNY/t-km", "USD/t-km", "USD/kg",
)  # fmt: skip


class Parameter(Sourced):
    """A figure that the planner reckons with, as a range; the reader may change it."""

    parameter_id: Series[str] = unique_id(str_matches=r"^[a-z0-9]+(\.[A-Za-z0-9-]+)*$")
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    group: Series[str] = one_of(GROUPS)
    low: Series[float] = pa.Field(ge=0)
    typical: Series[float] = pa.Field(ge=0)
    high: Series[float] = pa.Field(ge=0)
    unit: Series[str] = one_of(UNITS)
    assumption_ids: Series[str] = maybe(str_matches=ID_LIST)  # what it was chosen from

    @pa.dataframe_check(name="in_order", error="low ≤ typical ≤ high")
    def in_order(cls, frame: pd.DataFrame) -> Series[bool]:
        """A range is in order."""
        fits = (frame["low"] <= frame["typical"]) & (frame["typical"] <= frame["high"])
        return cast("Series[bool]", fits)

    @pa.dataframe_check(name="group_of_id", error="the id begins with the group")
    def group_of_id(cls, frame: pd.DataFrame) -> Series[bool]:
        """The first word of the id is the group."""
        first = frame["parameter_id"].str.partition(".")[0]
        return cast("Series[bool]", first == frame["group"])
