"""What it takes to move goods: assumptions, chokepoints, border times, published figures."""

from pandera.typing import Series

from geodata.schema._base import (
    ID_LIST,
    ISO3,
    SLUG,
    Placed,
    Sourced,
    maybe,
    one_of,
    partial_date,
    text,
    unique_id,
)
from geodata.schema.corridor import EVIDENCE, GAUGE_MM, GEOMETRIES, MODES

ASSUMPTION_MODES = (
    "rail", "road", "river", "river-sea", "sea", "rail-sea", "air", "port", "border", "all",
)  # fmt: skip
ASSUMPTION_UNITS = (
    "km/day", "km/h", "knots", "hours", "days", "pct", "ratio", "index", "ships",
    "USD/FEU", "USD/TEU", "USD/20ft", "USD/container", "USD/container-km", "USD/TEU-km",
    "USD/tkm", "USD/kg", "NGN/container", "CNY/TEU", "CNY/TEU-km", "CNY/FEU-km", "CNY/tkm",
    "gCO2e/tkm", "gCO2e/TEU-km", "kgCO2e/t", "text",
)  # fmt: skip
CHOKEPOINT_TYPES = (
    "strait", "canal", "cape", "sea-area", "port", "rail-border", "road-border",
    "road-rail-border", "rail-line", "rail-sea", "gauge-change", "road", "area", "waterway",
)  # fmt: skip
CHOKEPOINT_STATES = ("open", "restricted", "closed")
# Names of the sea graph's passages that a route may be told to avoid (package searoute 1.6,
# classes/passages.py).
PASSAGES = (
    "babalmandab", "bering", "bosporus", "chili", "gibraltar", "malacca", "northwest", "ormuz",
    "panama", "south_africa", "suez", "sunda",
)  # fmt: skip
PUBLISHED_MODES = ("rail", "road", "river", "sea", "river-sea", "rail-sea", "road-sea", "air")
TIME_FIGURES = ("transit", "saving", "none")
DISTANCE_UNITS = ("km", "nm", "mi")
DISTANCE_BASES = ("published", "general-knowledge", "computed")
INLAND_REGIONS = ("africa", "asean")
INLAND_STATUS = ("operating", "planned", "suspended", "unknown")


class Assumption(Sourced):
    """A speed, time, rate or emission factor that a reckoning may use, with its range."""

    assumption_id: Series[str] = unique_id(str_matches=SLUG)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    mode: Series[str] = one_of(ASSUMPTION_MODES)
    low: Series[float] = maybe()
    typical: Series[float] = maybe()
    high: Series[float] = maybe()
    unit: Series[str] = one_of(ASSUMPTION_UNITS)
    scope: Series[str] = text()


class Chokepoint(Placed):
    """A strait, canal, border or stretch that much depends on, and how it stands."""

    chokepoint_id: Series[str] = unique_id(str_matches=SLUG)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    aliases: Series[str] = maybe()  # ;-separated, as people call it
    chokepoint_type: Series[str] = one_of(CHOKEPOINT_TYPES)
    affects: Series[str] = maybe()
    state: Series[str] = one_of(CHOKEPOINT_STATES)
    since: Series[str] = partial_date()
    closed_by_default: Series[str] = one_of(("yes", "no"))
    status_text: Series[str] = maybe()
    passages: Series[str] = maybe(str_matches=ID_LIST)  # of the sea graph, see PASSAGES
    node_ids: Series[str] = maybe(str_matches=ID_LIST)


class BorderTime(Sourced):
    """How long goods wait between two countries, estimated for the pair."""

    border_time_id: Series[str] = unique_id()
    iso3_a: Series[str] = text(str_matches=ISO3)
    iso3_b: Series[str] = text(str_matches=ISO3)
    hours: Series[float] = maybe(gt=0)
    road_links: Series[int] = maybe(ge=1)


class PublishedTime(Sourced):
    """What a source says of a service's time, frequency or saving."""

    published_time_id: Series[str] = unique_id()
    service_id: Series[str] = maybe()
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    mode: Series[str] = one_of(PUBLISHED_MODES)
    origin: Series[str] = maybe()
    destination: Series[str] = maybe()
    from_node: Series[str] = maybe()
    to_node: Series[str] = maybe()
    distance_km: Series[float] = maybe(gt=0)
    figure: Series[str] = one_of(TIME_FIGURES)  # transit: how long; saving: how much less
    days_low: Series[float] = maybe(gt=0)
    days_high: Series[float] = maybe(gt=0)  # blank with a lower bound only: "10 days and more"
    frequency: Series[str] = maybe()
    saving: Series[str] = maybe()
    status_text: Series[str] = maybe()


class PublishedDistance(Sourced):
    """A distance as a source gives it, and in kilometres."""

    published_distance_id: Series[str] = unique_id(str_matches=SLUG)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    mode: Series[str] = one_of(PUBLISHED_MODES)
    from_node: Series[str] = maybe()
    to_node: Series[str] = maybe()
    via: Series[str] = maybe()  # ;-separated node ids that the source names
    km: Series[float] = maybe(gt=0)
    value: Series[float] = maybe(gt=0)
    unit: Series[str] = one_of(DISTANCE_UNITS)
    basis: Series[str] = one_of(DISTANCE_BASES)
    closed_passages: Series[str] = maybe(str_matches=ID_LIST)  # computed with these shut


class Inland(Sourced):
    """A corridor from a port or border into Africa or ASEAN."""

    inland_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    region: Series[str] = one_of(INLAND_REGIONS)


class InlandLeg(Sourced):
    """One mode between two nodes of an inland corridor."""

    leg_id: Series[str] = unique_id()
    inland_id: Series[str] = text()
    seq: Series[int] = maybe(ge=1)
    from_node: Series[str] = text()
    to_node: Series[str] = text()
    mode: Series[str] = one_of(MODES)
    distance_km: Series[float] = maybe(gt=0)
    distance_text: Series[str] = maybe()  # where the published figure is of more than this leg
    transit_text: Series[str] = maybe()
    transit_days_low: Series[float] = maybe(gt=0)
    transit_days_high: Series[float] = maybe(gt=0)
    cost_text: Series[str] = maybe()
    gauge_mm: Series[int] = maybe(in_range=GAUGE_MM)
    operator: Series[str] = maybe()
    status: Series[str] = one_of(INLAND_STATUS)
    status_text: Series[str] = maybe()
    geometry: Series[str] = one_of(GEOMETRIES)
    via: Series[str] = maybe()  # ;-separated points that pin the route: node ids, or "lon lat"
    evidence: Series[str] = one_of(EVIDENCE)
