"""What each of Hunan's prefectures has to do with the world: projects, zones, events, countries.

Everything rests on the release's relations and on the tables that name a prefecture; nothing is
shared out between prefectures that a source gives for the province as a whole.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.relations import Link, links
from geodata.store import Store

# What a prefecture's own people or firms did abroad; a country counts once for each.
ABROAD: Final = ("project", "park", "case")
COUNTED: Final = (*ABROAD, "event", "zone", "branch", "institution")


@dataclass(frozen=True, slots=True)
class Dealing:
    """A country that a prefecture deals with.

    Parameters
    ----------
    iso3 : ISO code
    counts : how many projects, parks, cases and twinnings tie the two, by kind
    names : names of those things, in Chinese
    """

    iso3: str
    counts: Mapping[str, int]
    names: tuple[str, ...]

    @property
    def total(self) -> int:
        """All ties together."""
        return sum(self.counts.values())


def short_name(name_zh: str) -> str:
    """What texts call a prefecture: 长沙市 is 长沙, 湘西土家族苗族自治州 is 湘西."""
    return name_zh[:2] if name_zh.endswith("自治州") else name_zh.removesuffix("市")


@lru_cache(maxsize=64)
def tied(store: Store, prefecture_id: str) -> Mapping[str, tuple[Link, ...]]:
    """Everything linked with a prefecture by kind, as the relations have it.

    Raises
    ------
    NotFoundError : if there is no such prefecture
    """
    store.get("prefecture", prefecture_id)
    found = links(store, "prefecture", prefecture_id)
    return {kind: tuple(items) for kind, items in found.items()}


def count(store: Store, prefecture_id: str, kind: str) -> int:
    """How many different entities of a kind are linked with a prefecture."""
    return len({link.id for link in tied(store, prefecture_id).get(kind, ())})


@lru_cache(maxsize=64)
def dealings(store: Store, prefecture_id: str) -> tuple[Dealing, ...]:
    """The countries that a prefecture deals with, most ties first, then by ISO code.

    A tie is a project, park or case abroad of its firms, or a twinning. Events are left out:
    guests of a fair in Changsha come from everywhere. A park or project at home names no country.
    """
    counts: dict[str, Counter[str]] = {}
    names: dict[str, list[str]] = {}
    found = tied(store, prefecture_id)
    for kind in ABROAD:
        for link in {link.id: link for link in found.get(kind, ())}.values():
            iso3 = store.get(kind, link.id).get("iso3")
            if isinstance(iso3, str) and iso3 != "CHN":
                counts.setdefault(iso3, Counter())[kind] += 1
                names.setdefault(iso3, []).append(link.name)
    for link in {link.id: link for link in found.get("country", ())}.values():
        counts.setdefault(link.id, Counter())["country"] += 1
        names.setdefault(link.id, []).append(link.reason_zh)
    made = [Dealing(iso3, dict(number), tuple(names[iso3])) for iso3, number in counts.items()]
    return tuple(sorted(made, key=lambda each: (-each.total, each.iso3)))


def trade_rows(store: Store, prefecture_id: str) -> pd.DataFrame:
    """The figures of Hunan's trade that are of a prefecture, or of which it has the main part.

    `scope` says whose figure it is: a provincial one is not the prefecture's own.
    """
    name = short_name(str(store.get("prefecture", prefecture_id)["name_zh"]))
    rows = store.table("hunan_trade")
    held = rows["prefecture"].fillna("").str.contains(name, regex=False)
    own = rows["scope"].str.startswith(name)
    return pd.DataFrame(rows[held | own])
