"""What Hunan sells and buys, and the rules by which a country is a lead for it."""

from pandera.typing import Series

from geodata.schema._base import (
    ID_LIST,
    SLUG,
    Sourced,
    Table,
    maybe,
    one_of,
    text,
    unique_id,
)

# sell: goods that leave Hunan; buy: goods that come to it.
DIRECTIONS = ("sell", "buy")
YES_NO = ("yes", "no")
# What a rule's threshold counts in.
RULE_UNITS = ("rank", "pct", "count", "km")
# Regions that a piece of evidence may name instead of one country; as in countries.csv.
REGIONS = ("Africa", "ASEAN")
_REFERENCE = r"[a-z_]+:[^;\s@]+"
REFERENCES = rf"^{_REFERENCE}(;{_REFERENCE})*$"
# kind:id of the evidence, and the country (ISO code) or region that it names.
MARKETS = rf"^{_REFERENCE}@[A-Za-z]+(;{_REFERENCE}@[A-Za-z]+)*$"
_LIST = r"^[^;]+(;[^;]+)*$"


class MatchGood(Sourced):
    """A good that Hunan sells abroad or buys there, with what shows that it does."""

    good_id: Series[str] = unique_id(str_matches=SLUG)
    direction: Series[str] = one_of(DIRECTIONS)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = text()
    evidence: Series[str] = text(str_matches=REFERENCES)  # kind:id, the chief one first
    evidence_zh: Series[str] = text()  # what it shows, with figure, unit and period
    evidence_en: Series[str] = text()
    evidence_fr: Series[str] = text()
    markets: Series[str] = maybe(str_matches=MARKETS)  # whom the evidence names
    prefecture_ids: Series[str] = maybe(str_matches=ID_LIST)  # where in Hunan; first ships it
    trade_names: Series[str] = maybe(str_matches=_LIST)  # name_en of trade items, ;-separated
    commodities: Series[str] = maybe(str_matches=ID_LIST)
    project_sectors: Series[str] = maybe(str_matches=_LIST)  # as projects name them
    project_ids: Series[str] = maybe(str_matches=ID_LIST)
    fresh: Series[str] = one_of(YES_NO)  # whether it goes by air where it can


class MatchRule(Table):
    """What speaks for a good in a country, and how much.

    A rule is a choice of the product's makers, not a fact: it has no source of its own.
    """

    rule_id: Series[str] = unique_id(str_matches=SLUG)
    direction: Series[str] = one_of(DIRECTIONS)
    method: Series[str] = text()  # a name in geodata/match/methods.py
    goods: Series[str] = maybe(str_matches=ID_LIST)  # blank: all goods of the direction
    target: Series[str] = maybe()  # what the method looks at: an indicator, a bloc …
    threshold: Series[float] = maybe()
    unit: Series[str] = one_of(RULE_UNITS, nullable=True)
    points: Series[int] = maybe(ge=1, le=5)
    # yes: by itself enough for a lead; no: only adds to one
    anchor: Series[str] = one_of(YES_NO)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = text()
    sentence_zh: Series[str] = text()
    sentence_en: Series[str] = text()
    sentence_fr: Series[str] = text()
    on: Series[str] = one_of(YES_NO)
    note: Series[str] = maybe()
