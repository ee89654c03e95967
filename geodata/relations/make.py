"""The relations of a release: every rule over every table, and the links that sources state."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from geodata.kinds import KINDS
from geodata.relations.columns import by_claims, by_column
from geodata.relations.facts import by_goods, by_treaty
from geodata.relations.lines import by_crossing, by_ends, by_reach
from geodata.relations.named import by_name
from geodata.relations.near import by_distance, by_road
from geodata.relations.rules import (
    LANGUAGES,
    Predicate,
    Rule,
    Words,
    inverses,
    read_predicates,
    read_rules,
)
from geodata.relations.same import by_shared
from geodata.relations.things import ROUGH, Ground, Hit, Ref, Things

COLUMNS: Final = [
    "subject_kind", "subject_id", "predicate", "object_kind", "object_id", "basis", "rule_id",
    "reason_zh", "reason_en", "reason_fr", "km", "strength", "source_id",
]  # fmt: skip
METHODS: Final[dict[str, Callable[[Rule, Things], Iterable[Hit]]]] = {
    "column": by_column, "claims": by_claims, "ends": by_ends, "crosses": by_crossing,
    "near": by_distance, "road": by_road, "reach": by_reach, "same": by_shared,
    "treaty": by_treaty, "goods": by_goods, "named": by_name,
}  # fmt: skip
# How much a stated link counts for, by how sure its source makes us.
# Chinese has no mark of thousands here, French a narrow space.
_THOUSANDS: Final = Words("", ",", "\u202f")
LESS_THAN_ONE: Final = Words("不到1", "less than 1", "moins de 1")
# Where an end is known to the town only, fewer kilometres than a town is wide say nothing.
TOWN_KM: Final = 15
WITHIN_TOWN: Final = Words("不到15", "less than 15", "moins de 15")
ABOUT: Final = Words("约", "about ", "environ ")
CONFIDENCE: Final = {"high": 1.0, "medium": 0.9, "low": 0.7}


class Found(NamedTuple):
    """A relation before it is written down; `rank` orders those that say the same."""

    subject: Ref
    predicate: Predicate
    object: Ref
    basis: str
    rule_id: str
    reasons: Words
    km: float | None
    strength: float
    source_id: str | None
    rank: tuple[bool, float, float, str]


def build_relations(
    tables: Mapping[str, pd.DataFrame],
    ground: Ground | None = None,
    thresholds: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """All relations that the tables state or imply; none dangles, none is to itself.

    Parameters
    ----------
    tables : frame by kind, with the rules and predicates among them
    ground : lines, land and roads, for the rules that measure; without it they find nothing
    thresholds : rule id → threshold in place of the table's

    Returns
    -------
    frame of `COLUMNS`, in an order that does not depend on the order of the tables' rows: km is
    missing where nothing was measured, strength is 0–1, and of several rules that find the same
    relation a stated one is kept before a derived one, then the strongest

    Raises
    ------
    UsageError
        If a threshold is for a rule that does not exist.
    """
    things = Things(tables, ground)
    predicates = read_predicates(tables["predicate"])
    backwards = inverses(predicates)
    best: dict[tuple[Ref, str, Ref], Found] = {}
    rules = read_rules(tables["relation_rule"], thresholds)
    for found in (*_by_rules(rules, things, predicates, backwards),
                  *_by_links(things, predicates, backwards)):  # fmt: skip
        if found.subject == found.object:
            continue
        key = (found.subject, found.predicate.name, found.object)
        if key not in best or found.rank < best[key].rank:
            best[key] = found
    rows = [_row(found) for _, found in sorted(best.items(), key=lambda item: item[0])]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    texts = [column for column in COLUMNS if column not in ("km", "strength")]
    return frame.astype(dict.fromkeys(texts, "str") | {"km": "float64", "strength": "float64"})


def _by_rules(
    rules: list[Rule],
    things: Things,
    predicates: Mapping[str, Predicate],
    backwards: Mapping[str, str],
) -> Iterator[Found]:
    for rule in rules:
        word = backwards.get(rule.predicate, rule.predicate)
        for hit in METHODS[rule.method](rule, things):
            subject, target = _turned(hit.subject, hit.object, rule.predicate, predicates[word])
            strength = round(predicates[word].weight * rule.strength * hit.ease, 3)
            yield Found(
                subject, predicates[word], target, rule.basis, rule.id,
                _reasons(rule, hit, things), hit.km, strength, hit.source_id,
                (rule.basis != "stated", -rule.strength, -strength, rule.id),
            )  # fmt: skip


def _by_links(
    things: Things, predicates: Mapping[str, Predicate], backwards: Mapping[str, str]
) -> Iterator[Found]:
    """Links that a source states; a word that reads backwards is turned around."""
    for id, row in things.rows("link"):
        said = str(row["predicate"])
        predicate = predicates[backwards.get(said, said)]
        here = (str(row["subject_kind"]), str(row["subject_id"]))
        there = (str(row["object_kind"]), str(row["object_id"]))
        subject, target = _turned(here, there, said, predicate)
        french = f"{things.name(*subject).fr} {predicate.names.fr} {things.name(*target).fr}"
        strength = round(predicate.weight * CONFIDENCE[row["confidence"]], 3)
        yield Found(
            subject, predicate, target, "stated", id,
            Words(row["reason_zh"], row["reason_en"], french), None, strength,
            str(row["source_id"]), (False, -2.0, -strength, id),
        )  # fmt: skip


def _turned(one: Ref, other: Ref, said: str, predicate: Predicate) -> tuple[Ref, Ref]:
    """Subject and object as they are stored: by the forward word; symmetric ones in one order."""
    if predicate.symmetric:
        order = list(KINDS)
        first, second = sorted((one, other), key=lambda ref: (order.index(ref[0]), ref[1]))
        return first, second
    return (one, other) if said == predicate.name else (other, one)


def _reasons(rule: Rule, hit: Hit, things: Things) -> Words:
    if not any("{" in each for each in rule.reasons):
        return rule.reasons
    return Words(
        *(
            rule.reasons[n].format(
                subject=things.name(*hit.subject)[n],
                object=things.name(*hit.object)[n],
                km=kilometres(hit, things, n),
                via=hit.via[n] if hit.via else "",
                shared=hit.shared[n] if hit.shared else "",
            )
            for n in range(len(LANGUAGES))
        )
    )


def kilometres(hit: Hit, things: Things, language: int) -> str:
    """The kilometres of a hit, no finer than its two places are known."""
    if hit.km is None:
        return ""
    rough = any(things.precision_of.get(ref) in ROUGH for ref in (hit.subject, hit.object))
    if rough and hit.km < TOWN_KM:
        return WITHIN_TOWN[language]
    if hit.km < 1:
        return LESS_THAN_ONE[language]
    shown = f"{hit.km:,.0f}".replace(",", _THOUSANDS[language])
    return ABOUT[language] + shown if rough else shown


def _row(found: Found) -> tuple[Any, ...]:
    return (
        *found.subject, found.predicate.name, *found.object, found.basis, found.rule_id,
        *found.reasons, found.km, found.strength, found.source_id,
    )  # fmt: skip
