"""Mends of the rail, road and sea networks, and the waterways drawn by hand."""

from typing import cast

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from geodata.schema._base import SLUG, Placed, Sourced, maybe, one_of, text, unique_id

GRAPHS = ("rail", "road", "sea")
ACTIONS = ("join", "cut")
_LON = {"min_value": -180, "max_value": 180}
_LAT = {"min_value": -90, "max_value": 90}


class Mend(Sourced):
    """An edge that a network lacks (join), or a place where it has one that nothing uses (cut)."""

    mend_id: Series[str] = unique_id(str_matches=SLUG)
    graph: Series[str] = one_of(GRAPHS)
    action: Series[str] = one_of(ACTIONS)
    from_lon: Series[float] = pa.Field(in_range=_LON)
    from_lat: Series[float] = pa.Field(in_range=_LAT)
    to_lon: Series[float] = pa.Field(in_range=_LON)
    to_lat: Series[float] = pa.Field(in_range=_LAT)
    km: Series[float] = maybe(gt=0)  # blank: the great circle and a twentieth more
    reason_zh: Series[str] = text()
    reason: Series[str] = text()


class Waterway(Placed):
    """A vertex of a river drawn by hand, in order downstream."""

    vertex_id: Series[str] = unique_id(str_matches=SLUG)
    waterway_id: Series[str] = text(str_matches=SLUG)
    seq: Series[int] = pa.Field(ge=1)
    place_zh: Series[str] = maybe()
    place_en: Series[str] = maybe()
    # Navigable length as published, from the first vertex of the waterway to this one.
    published_km: Series[float] = maybe(gt=0)

    @pa.dataframe_check(name="sequence", error="seq counts 1, 2, 3 … within each waterway")
    def sequence(cls, frame: pd.DataFrame) -> Series[bool]:
        """The vertices of a waterway are numbered without a gap."""
        counted = frame.groupby("waterway_id").cumcount() + 1
        return cast("Series[bool]", frame["seq"] == counted)
