"""Related items worth a look, of different kinds (相关推荐)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geodata.relations.graph import FIGURES
from geodata.relations.reading import Link, index, order, same_country
from geodata.relations.things import Ref
from geodata.store import Store

# Ways on from so many of the strongest relations are looked at.
ONWARD: Final = 25
# What everybody finds without being told: offered only when there is nothing else.
PLAIN: Final = frozenset(("country", "treaty", "bloc", "commodity"))
TWO_STEPS: Final = "two-steps"


@lru_cache(maxsize=2048)
def suggestions(store: Store, kind: str, id: str, n: int = 5) -> tuple[Link, ...]:
    """Related entities, no two of a kind, each with its reason, best first.

    What is directly related comes first, then what is related to that, then what is in the same
    country, then the country and its like.

    Raises
    ------
    NotFoundError
        If there is no such entity.
    """
    own = store.get(kind, id)
    start: Ref = (kind, id)
    direct = [link for link in index(store).around(start) if link.kind not in FIGURES]
    telling = [link for link in direct if link.kind not in PLAIN]
    iso3 = own.get("iso3") if kind != "country" else None
    neighbours = same_country(store, iso3) if isinstance(iso3, str) else ()
    chosen: dict[str, Link] = {}
    for group in (telling, _onward(store, start, telling), neighbours, direct,
                  _onward(store, start, direct, plain=True)):  # fmt: skip
        for link in group:
            if len(chosen) == n:
                return tuple(chosen.values())
            if (link.kind, link.id) != start and link.kind not in chosen:
                chosen[link.kind] = link
    return tuple(chosen.values())


def _onward(store: Store, start: Ref, direct: list[Link], *, plain: bool = False) -> Iterator[Link]:
    """What the relations of the relations lead to, the strongest whole way first."""
    known = index(store)
    found: dict[Ref, Link] = {}
    for first in direct[:ONWARD]:
        for second in known.around((first.kind, first.id)):
            other = (second.kind, second.id)
            if other == start or second.kind in FIGURES or (second.kind in PLAIN and not plain):
                continue
            link = _joined(first, second)
            if other not in found or link.strength > found[other].strength:
                found[other] = link
    yield from sorted(found.values(), key=order)


def _joined(first: Link, second: Link) -> Link:
    """Two relations in turn as one, with both reasons."""
    return second._replace(
        basis="derived",
        rule=TWO_STEPS,
        km=None,
        strength=round(first.strength * second.strength, 3),
        source_id=None,
        reason_zh=f"{first.reason_zh}；{second.reason_zh}",
        reason_en=f"{first.reason_en}; {second.reason_en}",
        reason_fr=f"{first.reason_fr} ; {second.reason_fr}",
    )
