"""How things hang together: predicates, the rules that find relations, and stated links."""

from typing import cast

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from geodata.schema._base import ID_LIST, SLUG, Sourced, Table, maybe, one_of, text, unique_id

YES_NO = ("yes", "no")
BASES = ("stated", "derived")
METHODS = (
    "column", "claims", "ends", "crosses", "near", "road", "reach", "same", "treaty", "goods",
    "named",
)  # fmt: skip
UNITS = ("km", "years")
SCOPES = ("country", "region", "other-country")
_SHARE = {"min_value": 0, "max_value": 1}


class Predicate(Table):
    """A word for how a subject stands to an object, and its inverse, in three languages."""

    predicate: Series[str] = unique_id(str_matches=SLUG)
    inverse: Series[str] = text(str_matches=SLUG)  # itself when symmetric
    name_zh: Series[str] = text()  # read from the subject to the object
    name_en: Series[str] = text()
    name_fr: Series[str] = text()
    inverse_zh: Series[str] = text()
    inverse_en: Series[str] = text()
    inverse_fr: Series[str] = text()
    symmetric: Series[str] = one_of(YES_NO)
    weight: Series[float] = pa.Field(in_range=_SHARE)  # how strongly it ties
    subject_kinds: Series[str] = maybe(str_matches=ID_LIST)  # blank: any kind
    object_kinds: Series[str] = maybe(str_matches=ID_LIST)
    note: Series[str] = maybe()


class RelationRule(Table):
    """One rule by which relations are found, with the sentence that gives the reason."""

    rule_id: Series[str] = unique_id(str_matches=SLUG)
    method: Series[str] = one_of(METHODS)
    subject_kinds: Series[str] = text(str_matches=ID_LIST)
    column: Series[str] = maybe()  # column of the subject; ;-separated where several are read
    subject_where: Series[str] = maybe()  # column=value|value: only such subjects
    predicate: Series[str] = text()
    object_kinds: Series[str] = text(str_matches=ID_LIST)
    object_column: Series[str] = maybe()
    object_where: Series[str] = maybe()
    scope: Series[str] = one_of(SCOPES, nullable=True)  # blank: anywhere
    basis: Series[str] = one_of(BASES)
    threshold: Series[float] = maybe(ge=0)
    unit: Series[str] = one_of(UNITS, nullable=True)
    most: Series[int] = maybe(ge=1)  # keep so many for each subject
    strength: Series[float] = pa.Field(in_range=_SHARE)
    reason_zh: Series[str] = text()  # with {subject} {object} {km} {via} {shared}
    reason_en: Series[str] = text()
    reason_fr: Series[str] = text()
    note: Series[str] = maybe()

    @pa.dataframe_check(name="unit_complete", error="threshold and unit are both given or blank")
    def unit_complete(cls, frame: pd.DataFrame) -> Series[bool]:
        """A threshold has its unit."""
        return cast("Series[bool]", frame["threshold"].isna() == frame["unit"].isna())


class StatedLink(Sourced):
    """A relation between two entities that a source states."""

    link_id: Series[str] = unique_id(str_matches=r"^L\d{3,}$")
    subject_kind: Series[str] = text()
    subject_id: Series[str] = text()
    predicate: Series[str] = text()
    object_kind: Series[str] = text()
    object_id: Series[str] = text()
    reason_zh: Series[str] = text()  # one sentence of our own
    reason_en: Series[str] = text()
