"""How far the facts can be leaned on: old ones, rival ones, events to come and without results."""

from collections.abc import Iterator
from datetime import date

from geodata.alerts.dates import first_day, last_day, years_after
from geodata.alerts.model import Finding, Rule, Value, Words
from geodata.alerts.reading import country, frame, get, name, parts, point, rows, words_of
from geodata.coverage import country_columns
from geodata.kinds import KINDS
from geodata.store import Row, Store

# What an event may leave behind.
RESULTS = ("deals_count", "amount", "key_facts")


def facts_old(store: Store, today: date, rule: Rule) -> Iterator[Finding]:
    """Facts of the rule's target kind older than its years: one finding a country or corridor.

    A date known to the year counts as its last day: what may be young is not called old.
    """
    kind, found = KINDS.get(rule.target), frame(store, rule.target)
    if kind is None or found.empty or rule.threshold is None:
        return
    limit = int(rule.threshold)
    old_dates = {
        text
        for text in found["as_of"].dropna().unique()
        if (day := last_day(text)) is not None and years_after(day, limit) < today
    }
    columns = country_columns(kind) if rule.subject_kind == "country" else ["corridor_id"]
    columns = [column for column in columns if column in found.columns]
    if not columns:
        return
    old = found.loc[found["as_of"].isin(old_dates), [columns[0], "as_of", "source_id"]]
    spread = old.assign(of=old[columns[0]].str.split(";")).explode("of")
    known = set(frame(store, rule.subject_kind).get(KINDS[rule.subject_kind].id_column, ()))
    groups = spread[spread["of"].isin(known)].sort_values("as_of", kind="stable").groupby("of")
    oldest = groups.agg(count=("as_of", "size"), as_of=("as_of", "first"),
                        source_id=("source_id", "first"))  # fmt: skip
    for row in oldest.reset_index().to_dict("records"):
        yield _old(store, rule, {str(key): cell for key, cell in row.items()}, limit)


def _old(store: Store, rule: Rule, row: Row, limit: int) -> Finding:
    kind, of = KINDS[rule.target], str(row["of"])
    at_home = rule.subject_kind == "country"
    values: dict[str, Value] = {
        "name": country(store, of) if at_home else name(store, rule.subject_kind, of),
        "kind": Words(kind.zh, kind.en, kind.en), "count": int(row["count"]), "years": limit,
        "date": str(row["as_of"]),
    }  # fmt: skip
    return Finding(
        rule.subject_kind, of, values, row,
        iso3s=(of,) if at_home else (), corridors=() if at_home else (of,),
    )  # fmt: skip


def claims_conflict(store: Store, _today: date, _rule: Rule) -> Iterator[Finding]:
    """Things of which sources say different values of one field."""
    claims = rows(store, "claim")
    about: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for claim in claims:
        thing = (str(claim["kind"]), str(claim["subject_id"]))
        about.setdefault(thing, {}).setdefault(str(claim["field"]), []).append(claim)
    for (kind, id), fields in about.items():
        own = get(store, kind, id)
        if own is None:
            continue
        rival = {field: said for field, said in fields.items() if _differ(own.get(field), said)}
        if rival:
            yield _conflict(store, kind, id, own, list(rival.values()))


def _differ(own: object, said: list[Row]) -> bool:
    """Whether the values said, and the one the row has, are not all the same."""
    values = {(_plain(claim["value"]), str(claim.get("unit") or "")) for claim in said}
    if len(values) > 1:
        return True
    return own is not None and {value for value, _unit in values} != {_plain(own)}


def _plain(value: object) -> str:
    """A value as text in which 10 and 10.0 are the same."""
    text = str(value).strip()
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return text


def _conflict(store: Store, kind: str, id: str, own: Row, rival: list[list[Row]]) -> Finding:
    first = rival[0][0]
    words = [str(said[0]["field_zh"]) for said in rival]
    codes = ", ".join(str(said[0]["field"]).replace("_", " ") for said in rival)
    iso3 = own.get("iso3")
    iso3s = (str(iso3),) if iso3 else parts(own.get("linked_iso3"))
    corridor = id if kind == "corridor" else own.get("corridor_id")
    values: dict[str, Value] = {
        "name": words_of(own, id) if own.get("name_zh") else _unnamed(store, kind, own, id),
        "fields": Words("、".join(words), codes, codes), "count": len(rival),
    }  # fmt: skip
    return Finding(
        kind, id, values, first, iso3s=iso3s, corridors=(str(corridor),) if corridor else (),
        services=(id,) if kind == "service" else (), point=point(own),
    )  # fmt: skip


def _unnamed(store: Store, kind: str, own: Row, id: str) -> Words:
    """What a row without a name is called: its kind and its country."""
    found = KINDS[kind]
    if not own.get("iso3"):
        return Words(f"{found.zh} {id}", f"{found.en} {id}", f"{found.en} {id}")
    where = country(store, str(own["iso3"]))
    return Words(f"{where.zh}·{found.zh}", f"{where.en} · {found.en}", f"{where.fr} · {found.en}")


def event_soon(store: Store, today: date, rule: Rule) -> Iterator[Finding]:
    """Events that begin within the rule's days, today and the last day included.

    Only where the day of the beginning is known: "2026" says not whether it is near.
    """
    for row in rows(store, "event"):
        start = first_day(row.get("start_date"))
        if start is None or start != last_day(row.get("start_date")) or rule.threshold is None:
            continue
        days = (start - today).days
        if 0 <= days <= rule.threshold:
            yield _event(row, start.isoformat(), days, due=start)


def event_without_results(store: Store, today: date, rule: Rule) -> Iterator[Finding]:
    """Events that ended more than the rule's days ago, of which no result is recorded."""
    for row in rows(store, "event"):
        end = last_day(row.get("end_date") or row.get("start_date"))
        if end is None or rule.threshold is None:
            continue
        days = (today - end).days
        if days > rule.threshold and all(row.get(column) is None for column in RESULTS):
            yield _event(row, str(row.get("end_date") or row["start_date"]), days)


def _event(row: Row, when: str, days: int, *, due: date | None = None) -> Finding:
    id = str(row["event_id"])
    iso3s = dict.fromkeys((*parts(row.get("iso3")), *parts(row.get("linked_iso3"))))
    values: dict[str, Value] = {"name": words_of(row, id), "date": when, "days": days}
    return Finding(
        "event", id, values, row, iso3s=tuple(iso3s), start=str(row.get("start_date") or ""),
        end=str(row.get("end_date") or ""), due=due, point=point(row),
    )  # fmt: skip
