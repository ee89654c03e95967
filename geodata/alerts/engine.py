"""Run the rules over a release and the notices beside them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from geodata.alerts.dates import first_day, last_day
from geodata.alerts.methods import METHODS
from geodata.alerts.model import LOCALES, SEVERITIES, Alert, Finding, Rule, Value, Words
from geodata.alerts.reading import country_point, get, name, parts, point, rows
from geodata.alerts.rules import rules, thresholds
from geodata.kinds import KINDS
from geodata.store import Row, Store

NOTICE = "notice"
# Kinds of which everything that concerns them is told, not only what is about them.
CONCERNED = ("country", "corridor", "service")


def alerts(store: Store, today: date) -> tuple[Alert, ...]:
    """Everything to warn of on a day: gravest first, then what comes soonest, then by name.

    Raises
    ------
    UsageError
        If the office's thresholds make no sense.
    """
    return by_rules(store, today, rules(store, thresholds()))


@lru_cache(maxsize=16)
def by_rules(store: Store, today: date, given: tuple[Rule, ...]) -> tuple[Alert, ...]:
    """What rules find in a release on a day, and its notices."""
    found: dict[str, Alert] = {}
    for alert in (*_found(store, today, given), *_notices(store, today)):
        found.setdefault(alert.key, alert)
    return tuple(sorted(found.values(), key=_order))


def _order(alert: Alert) -> tuple[int, date, str, str]:
    return (
        SEVERITIES.index(alert.severity), alert.due or date.max, alert.titles.zh, alert.key,
    )  # fmt: skip


def _found(store: Store, today: date, given: Iterable[Rule]) -> Iterator[Alert]:
    for rule in given:
        for finding in METHODS[rule.method].find(store, today, rule):
            yield _alert(store, rule, finding)


def _alert(store: Store, rule: Rule, finding: Finding) -> Alert:
    source_id = str(finding.row.get("source_id") or "")
    as_of = str(finding.row.get("as_of") or "")
    common: dict[str, Value] = {"source": name(store, "source", source_id), "as_of": as_of}
    values = {**common, **finding.values}
    lat, lon = _point(store, finding.point, finding.iso3s)
    return Alert(
        key=f"{rule.id}:{finding.kind}:{finding.id}",
        rule=rule.id,
        severity="high" if finding.urgent else rule.severity,
        reference=f"{finding.kind}:{finding.id}",
        titles=_filled(rule.name, values),
        sentences=_filled(rule.sentence, values),
        iso3s=finding.iso3s, corridors=finding.corridors, services=finding.services,
        start=finding.start, end=finding.end, due=finding.due,
        source_id=source_id, as_of=as_of, lat=lat, lon=lon,
    )  # fmt: skip


def _filled(template: Words, values: Mapping[str, Value]) -> Words:
    """A template with its places filled, in each language with the words of that language."""
    texts = []
    for code in LOCALES:
        own = {k: v.of(code) if isinstance(v, Words) else str(v) for k, v in values.items()}
        texts.append(template.of(code).format_map(own))
    return Words(*texts)


def _point(
    store: Store, own: tuple[float, float] | None, iso3s: tuple[str, ...]
) -> tuple[float | None, float | None]:
    """A thing's own point, else that of its country if it is of one alone."""
    at = own or (country_point(store, iso3s[0]) if len(iso3s) == 1 else None)
    return at or (None, None)


def _notices(store: Store, today: date) -> Iterator[Alert]:
    """Notices entered by hand that have not ended."""
    for row in rows(store, "alert"):
        end = last_day(row.get("end"))
        if end is None or end >= today:
            yield _notice(store, today, row)


def _notice(store: Store, today: date, row: Row) -> Alert:
    id = str(row["alert_id"])
    lines = parts(row.get("corridor_ids"))
    services = tuple(each for each in lines if get(store, "service", each))
    of = [str((get(store, "service", each) or {})["corridor_id"]) for each in services]
    iso3s = parts(row.get("linked_iso3"))
    start = first_day(row.get("start"))
    lat, lon = _point(store, point(row), iso3s)
    return Alert(
        key=f"{NOTICE}:alert:{id}",
        rule=NOTICE,
        severity=str(row["severity"]),
        reference=str(row.get("subject") or f"alert:{id}"),
        titles=Words(*(str(row[f"name_{code}"]) for code in LOCALES)),
        sentences=Words(*(str(row[f"text_{code}"]) for code in LOCALES)),
        iso3s=iso3s,
        corridors=tuple(dict.fromkeys([*(c for c in lines if c not in services), *of])),
        services=services,
        start=str(row.get("start") or ""), end=str(row.get("end") or ""),
        due=start if start is not None and start > today else last_day(row.get("end")),
        source_id=str(row["source_id"]), as_of=str(row["as_of"]), lat=lat, lon=lon,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _index(store: Store, today: date, given: tuple[Rule, ...]) -> Mapping[str, tuple[Alert, ...]]:
    """Alerts by everything they are about or concern, as ``kind:id``."""
    index: dict[str, dict[str, Alert]] = {}
    for alert in by_rules(store, today, given):
        concerned = {
            alert.reference,
            *(f"country:{iso3}" for iso3 in alert.iso3s),
            *(f"corridor:{id}" for id in alert.corridors),
            *(f"service:{id}" for id in alert.services),
        }
        for reference in concerned:
            index.setdefault(reference, {})[alert.key] = alert
    return {reference: tuple(own.values()) for reference, own in index.items()}


def about(store: Store, today: date, kind: str, id: str) -> tuple[Alert, ...]:
    """What to warn of who looks at an entity, in the order of `alerts`.

    Of a country, corridor or service everything that concerns it; of anything else what is about
    it, and what is grave of the country that it is in.

    Raises
    ------
    UsageError
        If the office's thresholds make no sense.
    """
    index = _index(store, today, rules(store, thresholds()))
    own = index.get(f"{kind}:{id}", ())
    row = get(store, kind, id) if kind not in CONCERNED and kind in KINDS else None
    iso3 = row.get("iso3") if row else None
    if not isinstance(iso3, str):
        return own
    grave = [each for each in index.get(f"country:{iso3}", ()) if each.severity == "high"]
    return tuple(sorted({each.key: each for each in (*own, *grave)}.values(), key=_order))


def counts(found: Iterable[Alert]) -> dict[str, int]:
    """How many alerts there are of each severity, gravest first."""
    severities = [alert.severity for alert in found]
    return {severity: severities.count(severity) for severity in SEVERITIES}
