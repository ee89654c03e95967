"""The goods and rules of a release, as its tables give them."""

from functools import lru_cache

from geodata.alerts.reading import parts, rows
from geodata.errors import NotFoundError
from geodata.match.methods import METHODS
from geodata.match.model import LOCALES, Direction, Good, Rule, Words
from geodata.nearest import Names, nearest
from geodata.store import Row, Store

RULE_KIND = "match_rule"
GOOD_KIND = "match_good"


@lru_cache(maxsize=8)
def rules(store: Store) -> tuple[Rule, ...]:
    """The rules of a release that are switched on, in the order of their table."""
    return tuple(
        Rule(
            id=str(row["rule_id"]),
            direction=_direction(row),
            method=str(row["method"]),
            goods=frozenset(parts(row["goods"])),
            target=str(row["target"] or ""),
            threshold=row["threshold"],
            unit=str(row["unit"] or ""),
            points=int(row["points"]),
            anchor=row["anchor"] == "yes",
            name=_words(row, "name"),
            sentence=_words(row, "sentence"),
        )
        for row in rows(store, RULE_KIND)
        if row["on"] == "yes" and row["method"] in METHODS
    )


@lru_cache(maxsize=8)
def goods(store: Store) -> tuple[Good, ...]:
    """The goods of a release, in the order of their table."""
    return tuple(
        Good(
            id=str(row["good_id"]),
            direction=_direction(row),
            name=_words(row, "name"),
            evidence_text=_words(row, "evidence"),
            evidence=parts(row["evidence"]),
            markets=tuple(_market(each) for each in parts(row["markets"])),
            prefecture_ids=parts(row["prefecture_ids"]),
            trade_names=frozenset(parts(row["trade_names"])),
            commodities=frozenset(parts(row["commodities"])),
            sectors=frozenset(parts(row["project_sectors"])),
            project_ids=frozenset(parts(row["project_ids"])),
            fresh=row["fresh"] == "yes",
            source_ids=sources_of(row),
            as_of=str(row["as_of"]),
            confidence=str(row["confidence"]),
            note=str(row["note"] or ""),
        )
        for row in rows(store, GOOD_KIND)
    )


def _direction(row: Row) -> Direction:
    return "sell" if row["direction"] == "sell" else "buy"


def _market(text: str) -> tuple[str, str]:
    reference, _at, named = text.rpartition("@")
    return reference, named


def _words(row: Row, field: str) -> Words:
    return Words(*(str(row[f"{field}_{code}"]) for code in LOCALES))


def find_good(store: Store, text: str) -> Good:
    """The good of an id or a name in any language.

    Raises
    ------
    NotFoundError
        If there is none; it carries the nearest.
    """
    wanted = text.strip().casefold()
    for good in goods(store):
        names = (good.id, *(good.name.of(code) for code in LOCALES))
        if wanted in {name.casefold() for name in names}:
            return good
    near = nearest(Names.of({GOOD_KIND: store.table(GOOD_KIND)}), text, kind=GOOD_KIND, cutoff=0.3)
    raise NotFoundError(GOOD_KIND, text, near)


def sources_of(row: Row) -> tuple[str, ...]:
    """Ids of the sources of a row, the first one first."""
    return tuple(id for id in (str(row["source_id"]), *parts(row["other_source_ids"])) if id)
