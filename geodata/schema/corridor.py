"""Corridors, their services, legs, nodes and volumes."""

from pandera.typing import Series

from geodata.schema._base import ISO3, Placed, Sourced, maybe, one_of, text, unique_id

MODES = ("rail", "road", "river", "sea", "river-sea", "rail-sea", "rail-road", "air")
NODE_TYPES = (
    "rail-terminal", "dry-port", "border", "seaport", "river-port", "airport", "inland", "park",
)  # fmt: skip
EVIDENCE = ("published", "candidate", "illustrative", "unknown")
GEOMETRIES = ("routed", "published", "schematic")
BOUNDS = ("exact", "at-least", "target")
# From the narrowest track in use to the Indian one.
GAUGE_MM = {"min_value": 600, "max_value": 1676}
SERVICE_STATUS = ("operating", "reported", "unknown")


class Corridor(Sourced):
    """One of Hunan's five logistics corridors."""

    corridor_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    short_zh: Series[str] = text()
    short_en: Series[str] = text()
    mode: Series[str] = one_of(MODES)
    operator: Series[str] = maybe()
    origin: Series[str] = maybe()
    destination: Series[str] = maybe()
    year_opened: Series[float] = maybe()
    status: Series[str] = one_of(SERVICE_STATUS)
    frequency: Series[str] = maybe()
    transit_days: Series[str] = maybe()
    cost_note: Series[str] = maybe()
    key_facts: Series[str] = maybe()


class Service(Sourced):
    """A regular connection within a corridor."""

    service_id: Series[str] = unique_id()
    corridor_id: Series[str] = text()
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    mode: Series[str] = one_of(MODES)
    operator: Series[str] = maybe()
    origin: Series[str] = maybe()
    destination: Series[str] = maybe()
    distance_km: Series[float] = maybe(gt=0)
    transit_days: Series[str] = maybe()  # as published, with its basis
    frequency: Series[str] = maybe()
    cost_note: Series[str] = maybe()
    year_opened: Series[float] = maybe()
    status: Series[str] = one_of(SERVICE_STATUS)
    status_text: Series[str] = maybe()
    key_facts: Series[str] = maybe()
    per_week_low: Series[float] = maybe(gt=0)  # departures, where frequency says how many
    per_week_high: Series[float] = maybe(gt=0)
    days_low: Series[float] = maybe(gt=0)  # of transit_days
    days_high: Series[float] = maybe(gt=0)  # blank where only a lower bound is known


class Leg(Sourced):
    """One mode between two nodes; drawn dashed while its geometry is schematic."""

    leg_id: Series[str] = unique_id()
    corridor_id: Series[str] = text()
    service_id: Series[str] = maybe()  # blank where the leg is stated for the corridor only
    seq: Series[int] = maybe(ge=1)
    from_node: Series[str] = text()
    to_node: Series[str] = text()
    mode: Series[str] = one_of(MODES)
    distance_km: Series[float] = maybe(gt=0)
    transit_days: Series[str] = maybe()
    frequency: Series[str] = maybe()
    operator: Series[str] = maybe()
    evidence: Series[str] = one_of(EVIDENCE)
    evidence_text: Series[str] = maybe()
    geometry: Series[str] = one_of(GEOMETRIES)
    gauge_mm: Series[int] = maybe(in_range=GAUGE_MM)
    via: Series[str] = maybe()  # ;-separated points that pin the route: node ids, or "lon lat"


class Node(Placed):
    """A station, dry port, border, seaport, river port or airport on a corridor."""

    node_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    iso3: Series[str] = text(str_matches=ISO3)
    node_type: Series[str] = one_of(NODE_TYPES)
    corridor_ids: Series[str] = maybe()  # ;-separated corridor or service ids
    role: Series[str] = maybe()


class Volume(Sourced):
    """What a corridor or service carried in a period; never added across bases."""

    volume_id: Series[str] = unique_id()
    corridor_id: Series[str] = text()
    service_id: Series[str] = maybe()
    period: Series[str] = text()
    period_end: Series[str] = maybe()  # partial date for ordering
    metric: Series[str] = text()
    value: Series[float] = maybe(ge=0)
    unit: Series[str] = text()
    yoy_pct: Series[float] = maybe()
    bound: Series[str] = one_of(BOUNDS)
