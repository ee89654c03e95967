"""Run the rules over every good and country, and add up the points."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from geodata import clock
from geodata.alerts.reading import words_of
from geodata.errors import UsageError
from geodata.kinds import KINDS
from geodata.match.book import find_good, goods, rules, sources_of
from geodata.match.case import Case
from geodata.match.facts import Facts, facts
from geodata.match.methods import METHODS
from geodata.match.model import (
    DIRECTIONS,
    LOCALES,
    Finding,
    Good,
    Lead,
    NoData,
    Reason,
    Rule,
    Unjudged,
    Value,
    Words,
)
from geodata.schema._base import CONFIDENCES
from geodata.store import Row, Store


def leads(
    store: Store,
    iso3: str | None = None,
    direction: str | None = None,
    *,
    good_id: str | None = None,
    on: date | None = None,
) -> tuple[Lead, ...]:
    """What Hunan could sell or buy, best first: by points, then by names.

    A lead has at least one reason that is by itself enough (`Reason.anchor`); its score is the
    sum of its reasons' points.

    Parameters
    ----------
    store : the release
    iso3 : only leads of this focus country
    direction : only ``sell`` or only ``buy``
    good_id : only leads of this good
    on : the day by which terms are in force; the clock's where not given

    Raises
    ------
    UsageError
        If there is no such direction.
    NotFoundError
        If there is no such country or good; it carries the nearest.
    """
    if direction is not None and direction not in DIRECTIONS:
        raise UsageError(
            f"没有“{direction}”这个方向", remedy="可用：sell（湖南卖出）、buy（湖南买进）"
        )
    if iso3 is not None:
        store.get("country", iso3)
    if good_id is not None:
        find_good(store, good_id)
    day = on or clock.today()
    return tuple(
        lead
        for lead in (_all(store, day) if iso3 is None else _of(store, iso3, day))
        if (direction is None or lead.direction == direction)
        and (good_id is None or lead.good_id == good_id)
    )


@lru_cache(maxsize=16)
def _all(store: Store, day: date) -> tuple[Lead, ...]:
    found = (lead for iso3 in facts(store).countries for lead in _of(store, iso3, day))
    return tuple(sorted(found, key=_order))


@lru_cache(maxsize=256)
def _of(store: Store, iso3: str, day: date) -> tuple[Lead, ...]:
    """The leads of a country: who asks for one need not wait for all 65."""
    known = facts(store)
    given = rules(store)
    found = (_lead(known, given, good, iso3, day) for good in goods(store))
    return tuple(sorted((lead for lead in found if lead is not None), key=_order))


def _order(lead: Lead) -> tuple[int, str, str, str]:
    return (-lead.score, lead.name.zh, lead.country.zh, lead.key)


def _lead(known: Facts, given: tuple[Rule, ...], good: Good, iso3: str, day: date) -> Lead | None:
    """What speaks for a good in a country; None where nothing is by itself enough."""
    held: list[tuple[Rule, Finding]] = []
    unjudged: list[Unjudged] = []
    for rule in given:
        if not rule.judges(good):
            continue
        verdict = METHODS[rule.method].find(Case(known, rule, good, iso3, day))
        if isinstance(verdict, Finding):
            held.append((rule, verdict))
        elif isinstance(verdict, NoData):
            unjudged.append(Unjudged(rule.id, rule.name))
    if not any(rule.anchor for rule, _finding in held):
        return None
    country = words_of(known.countries[iso3])
    reasons = [_reason(rule, finding, country, good) for rule, finding in held]
    hubs = [id for id, _node in known.hubs.get(iso3, [])]
    return Lead(
        iso3=iso3,
        country=country,
        direction=good.direction,
        good_id=good.id,
        name=good.name,
        score=sum(reason.points for reason in reasons),
        # Python's sort is stable: among equals the order of the table of rules stays.
        reasons=tuple(sorted(reasons, key=lambda reason: (-reason.points, not reason.anchor))),
        unjudged=tuple(unjudged),
        corridor_ids=tuple(id for id in hubs if good.fresh or not known.by_air(id)),
        prefecture_ids=good.prefecture_ids,
        fresh=good.fresh,
    )


def _reason(rule: Rule, finding: Finding, country: Words, good: Good) -> Reason:
    values: dict[str, Value] = {"country": country, "good": good.name, **finding.values}
    levels = [str(row.get("confidence") or "low") for _kind, row in finding.rows]
    return Reason(
        rule_id=rule.id,
        rule_name=rule.name,
        points=rule.points,
        anchor=rule.anchor,
        text=_filled(rule.sentence, values),
        value=finding.value,
        unit=rule.unit,
        threshold=rule.threshold,
        year=finding.year,
        source_ids=tuple(
            dict.fromkeys(each for _kind, row in finding.rows for each in sources_of(row))
        ),
        references=tuple(f"{kind}:{_id(kind, row)}" for kind, row in finding.rows),
        confidence=max(levels, key=CONFIDENCES.index),
    )


def _id(kind: str, row: Row) -> str:
    return str(row[KINDS[kind].id_column])


def _filled(template: Words, values: Mapping[str, Value]) -> Words:
    """A template with its places filled, in each language with the words of that language."""
    texts = []
    for code in LOCALES:
        own = {k: v.of(code) if isinstance(v, Words) else str(v) for k, v in values.items()}
        texts.append(template.of(code).format_map(own))
    return Words(*texts)
