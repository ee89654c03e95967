"""Rows of a release for the methods: plain values, and nothing raised for what is not there.

An older release may lack tables and columns that rules of today look at: it has no rows then.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd

from geodata.alerts.model import Words
from geodata.kinds import KINDS
from geodata.store import Row, Store, plain

# What stands for a date that nobody has found.
UNKNOWN = Words("不详", "unknown", "inconnue")


@lru_cache(maxsize=128)
def frame(store: Store, kind: str) -> pd.DataFrame:
    """All rows of a kind without geometry; none where the release has no such table."""
    if kind not in store.manifest.tables:
        return pd.DataFrame()
    return pd.DataFrame(store.table(kind).drop(columns="geometry", errors="ignore"))


@lru_cache(maxsize=256)
def rows(store: Store, kind: str, **wanted: str) -> list[Row]:
    """Rows whose columns hold these values, `None` for what is unknown; not to be changed."""
    found = frame(store, kind)
    for column, value in wanted.items():
        if column not in found.columns:
            return []
        found = found[found[column] == value]
    columns = [[plain(cell) for cell in found[name].tolist()] for name in found.columns]
    return [dict(zip(found.columns, cells, strict=True)) for cells in zip(*columns, strict=True)]


def parts(cell: object) -> tuple[str, ...]:
    """The ids of a cell, split at ``;``."""
    return tuple(part for part in cell.split(";") if part) if isinstance(cell, str) else ()


@lru_cache(maxsize=16)
def _by_id(store: Store, kind: str) -> dict[str, Row]:
    id_column = KINDS[kind].id_column if kind in KINDS else ""
    return {str(row[id_column]): row for row in rows(store, kind) if id_column in row}


def get(store: Store, kind: str, id: str) -> Row | None:
    """A row by id, `None` where there is none."""
    return _by_id(store, kind).get(id)


def words_of(row: Row, fallback: str = "") -> Words:
    """A row's name: French falls back to English, English to Chinese."""
    zh = row.get("name_zh") or row.get("title") or fallback
    en = row.get("name_en") or zh
    return Words(str(zh), str(en), str(row.get("name_fr") or en))


def name(store: Store, kind: str, id: str) -> Words:
    """What an entity is called; its id where the release has no name for it."""
    return words_of(get(store, kind, id) or {}, id)


@lru_cache(maxsize=8)
def _countries(store: Store) -> dict[str, tuple[Words, tuple[float, float] | None]]:
    """Name of every country, and its capital's point; its label's where no capital is known.

    A symbol on the label would cover the country's name on the map.
    """
    found: dict[str, tuple[Words, tuple[float, float] | None]] = {}
    if "labels" in store.manifest.layers:
        for row in store.layer("labels").itertuples():
            named = words_of({"name_zh": row.name_zh, "name_en": row.name_en}, str(row.iso3))
            found[str(row.iso3)] = (named, (row.geometry.y, row.geometry.x))
    for own in rows(store, "country"):
        iso3 = str(own["iso3"])
        at = found[iso3][1] if iso3 in found else None
        if own.get("capital_lat") is not None:
            at = (float(own["capital_lat"]), float(own["capital_lon"]))
        found[iso3] = (words_of(own, iso3), at)
    return found


def country(store: Store, iso3: str | None) -> Words:
    """A country's name in three languages; its code where the release does not name it."""
    blank = Words("多国", "several countries", "plusieurs pays")
    return _countries(store).get(iso3, (Words(iso3, iso3, iso3), None))[0] if iso3 else blank


def country_point(store: Store, iso3: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS84 degrees) where a country's symbol stands: at its capital."""
    return _countries(store).get(iso3, (None, None))[1]


def point(row: Row) -> tuple[float, float] | None:
    """A row's own point (latitude and longitude, WGS84 degrees), if it may stand on the map."""
    if row.get("lat") is None or row.get("verified") == "no":
        return None
    return float(row["lat"]), float(row["lon"])


def joined(several: list[Words], blank: Words) -> Words:
    """Names in a row, parted as each language does it."""
    if not several:
        return blank
    return Words(
        "、".join(each.zh for each in several),
        ", ".join(each.en for each in several),
        ", ".join(each.fr for each in several),
    )


def latest(found: list[Row], key: Callable[[Row], Any]) -> dict[str, Row]:
    """The last row of each country by a key that can be compared."""
    last: dict[str, Row] = {}
    for row in found:
        iso3 = row.get("iso3")
        if isinstance(iso3, str) and (iso3 not in last or key(row) >= key(last[iso3])):
            last[iso3] = row
    return last
