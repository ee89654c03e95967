"""How things stand: statuses, risk indicators, missions and relations."""

from collections.abc import Iterator
from datetime import date

from geodata.alerts.model import Finding, Rule, Value, Words
from geodata.alerts.reading import (
    UNKNOWN,
    country,
    get,
    latest,
    name,
    parts,
    point,
    rows,
    words_of,
)
from geodata.kinds import KINDS
from geodata.store import Row, Store

CHINA = "CHN"
# A figure of more years ago says too little of today to warn anybody.
MOST_YEARS = 5


def status_is(store: Store, _today: date, rule: Rule) -> Iterator[Finding]:
    """Things of the rule's kind whose status is one of the words it names."""
    kind = rule.subject_kind
    for status in parts(rule.target):
        for row in rows(store, kind, status=status):
            yield _standing(store, kind, row)


def _standing(store: Store, kind: str, row: Row) -> Finding:
    id = str(row[KINDS[kind].id_column])
    iso3 = row.get("iso3")
    corridors, services = _lines(kind, id, row)
    iso3s = (str(iso3),) if iso3 else _nodes_in(store, row)
    values: dict[str, Value] = {
        "name": _called(store, id, row), "country": country(store, iso3 or None),
        "date": str(row.get("as_of") or "") or UNKNOWN,
    }  # fmt: skip
    return Finding(
        kind, id, values, row, iso3s=iso3s, corridors=corridors, services=services,
        point=point(row),
    )  # fmt: skip


def _called(store: Store, id: str, row: Row) -> Words:
    """A thing's name; a leg has none but its ends."""
    if "from_node" not in row:
        return words_of(row, id)
    start, end = (name(store, "node", str(row[side])) for side in ("from_node", "to_node"))
    return Words(f"{start.zh}—{end.zh}", f"{start.en}–{end.en}", f"{start.fr}–{end.fr}")


def _lines(kind: str, id: str, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The corridor and the service that a row is or belongs to."""
    corridor = id if kind == "corridor" else row.get("corridor_id")
    service = id if kind == "service" else row.get("service_id")
    return ((str(corridor),) if corridor else ()), ((str(service),) if service else ())


def _nodes_in(store: Store, row: Row) -> tuple[str, ...]:
    """Countries at the ends of a leg, China left out."""
    nodes = [get(store, "node", str(row.get(side))) for side in ("from_node", "to_node")]
    found = [str(node["iso3"]) for node in nodes if node and node.get("iso3")]
    return tuple(dict.fromkeys(iso3 for iso3 in found if iso3 != CHINA))


def indicator_at_least(store: Store, today: date, rule: Rule) -> Iterator[Finding]:
    """Countries whose newest figure is the rule's threshold or more."""
    for iso3, row, value in _figures(store, today, rule):
        if rule.threshold is not None and value >= rule.threshold:
            urgent = rule.urgent is not None and value >= rule.urgent
            yield _figure(store, iso3, row, value, urgent=urgent)


def indicator_at_most(store: Store, today: date, rule: Rule) -> Iterator[Finding]:
    """Countries whose newest figure is the rule's threshold or less."""
    for iso3, row, value in _figures(store, today, rule):
        if rule.threshold is not None and value <= rule.threshold:
            urgent = rule.urgent is not None and value <= rule.urgent
            yield _figure(store, iso3, row, value, urgent=urgent)


def _figures(store: Store, today: date, rule: Rule) -> Iterator[tuple[str, Row, float]]:
    known = [r for r in rows(store, "indicator", indicator=rule.target) if r["value"] is not None]
    for iso3, row in latest(known, lambda r: int(r["year"])).items():
        if today.year - int(row["year"]) <= MOST_YEARS:
            yield iso3, row, float(row["value"])


def _figure(store: Store, iso3: str, row: Row, value: float, *, urgent: bool) -> Finding:
    values: dict[str, Value] = {
        "country": country(store, iso3), "value": f"{value:.10g}", "date": str(row["as_of"]),
        "year": int(row["year"]),
    }  # fmt: skip
    return Finding("country", iso3, values, row, iso3s=(iso3,), urgent=urgent)


def no_embassy(store: Store, _today: date, rule: Rule) -> Iterator[Finding]:
    """Countries in which no Chinese embassy is known to be, or a source says there is none."""
    kind = rule.target or "embassy"
    missions = rows(store, "institution", institution_type=kind)
    if not missions:
        return  # a release without institutions does not know
    there = {r["iso3"] for r in missions if r["status"] not in ("none", "closed")}
    said = {r["iso3"]: r for r in missions}
    for row in rows(store, "country"):
        iso3 = str(row["iso3"])
        if iso3 not in there:
            values: dict[str, Value] = {"country": country(store, iso3)}
            yield Finding("country", iso3, values, said.get(iso3, row), iso3s=(iso3,))


def no_relations(store: Store, _today: date, _rule: Rule) -> Iterator[Finding]:
    """Countries without diplomatic relations with China."""
    for row in rows(store, "country", relations="no"):
        iso3 = str(row["iso3"])
        yield Finding("country", iso3, {"country": country(store, iso3)}, row, iso3s=(iso3,))


def topic_recorded(store: Store, _today: date, rule: Rule) -> Iterator[Finding]:
    """Countries that a finance fact of the rule's topic is about, with the newest of them."""
    found = rows(store, "finance_fact", topic=rule.target)
    for iso3, row in latest(found, lambda r: str(r.get("period") or "")).items():
        values: dict[str, Value] = {
            "country": country(store, iso3), "date": str(row.get("period") or row["as_of"]),
        }  # fmt: skip
        yield Finding("country", iso3, values, row, iso3s=(iso3,))
