"""What rules work on: the rows of every kind with their names, countries and points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.kinds import KINDS
from geodata.relations.rules import Rule, Where, Words
from geodata.routing.graph import Graph
from geodata.routing.sphere import Floats

Ref = tuple[str, str]
# A point of a region may be a hundred kilometres off: it counts only for rules this wide, km.
REGION_FROM_KM: Final = 100.0
YEARS: Final = ("year", "year_start", "year_started", "start_date", "opened")
_SURE: Final = ("exact", "street", "town")
_ROUGH: Final = ("region", "line-midpoint")
# A place known no closer than its town.
ROUGH: Final = frozenset(("town", *_ROUGH))


class Hit(NamedTuple):
    """A relation that a rule found.

    Parameters
    ----------
    subject, object : kind and id
    km : how far apart, where the rule measures it
    ease : 0–1, how good the hit is among those of its rule
    via, shared : words for the reason
    source_id : who states the fact it follows from
    """

    subject: Ref
    object: Ref
    km: float | None = None
    ease: float = 1.0
    via: Words | None = None
    shared: Words | None = None
    source_id: str | None = None


@dataclass(frozen=True)
class Ground:
    """What lies between things.

    Parameters
    ----------
    lines : of the legs, as `geodata.legs.leg_lines` makes them
    land : polygons with `iso3`, EPSG:4326
    road : the road network; without it no rule measures by road
    """

    lines: gpd.GeoDataFrame
    land: gpd.GeoDataFrame
    road: Graph | None = None


class Points(NamedTuple):
    """Things at known points: ids, and arrays of equal length in degrees."""

    ids: list[str]
    lon: Floats
    lat: Floats


class Things:
    """The rows of every kind, ready to be related.

    Parameters
    ----------
    tables : frame by kind
    ground : what rules of distance need; without it they find nothing
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], ground: Ground | None = None) -> None:
        # In order of the ids, so that no result depends on the order of the rows.
        self._frames = {
            kind: frame.sort_values(KINDS[kind].id_column, kind="stable")
            for kind, frame in tables.items()
            if kind in KINDS
        }
        self.ground = ground
        self._names: dict[str, dict[str, Words]] = {}

    def frame(self, kind: str, where: Where | None = None) -> pd.DataFrame:
        """Rows of a kind that meet a condition; no rows when there is no such table."""
        frame = self._frames.get(kind, pd.DataFrame())
        return where.rows(frame) if where is not None and len(frame) else frame

    def ids(self, kind: str, where: Where | None = None) -> list[str]:
        """Ids of those rows."""
        frame = self.frame(kind, where)
        return [str(id) for id in frame[KINDS[kind].id_column]] if len(frame) else []

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(self.ids(kind)) for kind in self._frames}

    def has(self, kind: str, id: str) -> bool:
        """Whether there is such a thing."""
        return id in self._known.get(kind, frozenset())

    def rows(self, kind: str, where: Where | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
        """Id and cells of each of those rows."""
        frame = self.frame(kind, where)
        plain = frame.drop(columns="geometry", errors="ignore")
        records: list[dict[str, Any]] = plain.to_dict("records")  # type: ignore[assignment]
        for row in records:
            yield str(row[KINDS[kind].id_column]), row

    def cells(
        self, kind: str, column: str, where: Where | None = None
    ) -> Iterator[tuple[str, str, str | None]]:
        """Id, cell and source of each of those rows whose cell is filled."""
        frame = self.frame(kind, where)
        if column not in frame.columns:
            return
        sources = frame["source_id"] if "source_id" in frame.columns else [None] * len(frame)
        for id, value, source in zip(
            frame[KINDS[kind].id_column], frame[column], sources, strict=True
        ):
            if isinstance(value, str) and value:
                yield str(id), value, source if isinstance(source, str) else None

    def name(self, kind: str, id: str) -> Words:
        """What a thing is called; its id where it has no name."""
        if kind not in self._names:
            self._names[kind] = _names(kind, self.frame(kind))
        return self._names[kind].get(id) or Words.same(id)

    @cached_property
    def country_of(self) -> dict[Ref, str]:
        """Country code of everything that has one."""
        found: dict[Ref, str] = {}
        for kind in self._frames:
            found |= {(kind, id): iso3 for id, iso3, _ in self.cells(kind, "iso3")}
        return found

    @cached_property
    def region_of(self) -> dict[str, str]:
        """Region by country code."""
        return {id: region for id, region, _ in self.cells("country", "region")}

    @cached_property
    def year_of(self) -> dict[Ref, float]:
        """The year in which a thing began, where it is known."""
        found: dict[Ref, float] = {}
        for kind, frame in self._frames.items():
            for column in (each for each in YEARS if each in frame.columns):
                years = pd.to_numeric(frame[column].astype("str").str.slice(0, 4), errors="coerce")
                for id, year in zip(frame[KINDS[kind].id_column], years, strict=True):
                    if pd.notna(year):
                        found[kind, str(id)] = float(year)
        return found

    @cached_property
    def point_of(self) -> dict[Ref, tuple[float, float]]:
        """The (lon, lat) point of a thing, however roughly it is known."""
        found: dict[Ref, tuple[float, float]] = {}
        for kind, frame in self._frames.items():
            if "lat" in frame.columns:
                known = frame[frame["lat"].notna()]
                points = zip(known["lon"].astype(float), known["lat"].astype(float), strict=True)
                ids = known[KINDS[kind].id_column].astype("str")
                found |= {(kind, id): point for id, point in zip(ids, points, strict=True)}
        return found

    @cached_property
    def precision_of(self) -> dict[Ref, str]:
        """How exactly the place of a thing is known."""
        return {
            (kind, id): precision
            for kind, frame in self._frames.items()
            if "precision" in frame.columns
            for id, precision in zip(
                frame[KINDS[kind].id_column].astype("str"), frame["precision"], strict=True
            )
        }

    def in_scope(self, scope: str | None, one: Ref, other: Ref) -> bool:
        """Whether two things are in the same country, in another, or in the same region."""
        if scope is None:
            return True
        here, there = self.country_of.get(one), self.country_of.get(other)
        if here is None or there is None:
            return False
        if scope == "country":
            return here == there
        if scope == "other-country":
            return here != there
        region = self.region_of.get(here)
        return region is not None and region == self.region_of.get(there)

    def points(self, kind: str, where: Where | None, limit_km: float) -> Points:
        """Things whose point is known well enough for a rule that reaches so far."""
        frame = self.frame(kind, where)
        if not len(frame) or "lat" not in frame.columns:
            return Points([], np.empty(0), np.empty(0))
        enough = _SURE + (_ROUGH if limit_km >= REGION_FROM_KM else ())
        frame = frame[frame["precision"].isin(enough) & frame["lat"].notna()]
        ids = [str(id) for id in frame[KINDS[kind].id_column]]
        return Points(ids, frame["lon"].to_numpy("f8"), frame["lat"].to_numpy("f8"))


def best(hits: list[Hit], rule: Rule) -> list[Hit]:
    """The nearest hits of each subject, as many as the rule keeps.

    Of a word that reads both ways a hit is kept when either side keeps it; the caller gives such
    a hit once.
    """
    if rule.most is None:
        return hits
    own: dict[Ref, list[Hit]] = {}
    for hit in hits:
        own.setdefault(hit.subject, []).append(hit)
    kept = []
    for group in own.values():
        group.sort(key=lambda hit: (hit.km if hit.km is not None else 0.0, -hit.ease, hit.object))
        kept += group[: rule.most]
    return kept


def _names(kind: str, frame: pd.DataFrame) -> dict[str, Words]:
    def column(name: str) -> list[Any]:
        return frame[name].tolist() if name in frame.columns else [None] * len(frame)

    if not len(frame):
        return {}
    names = {}
    called = zip(
        frame[KINDS[kind].id_column], column("name_zh"), column("name_en"), column("name_fr"),
        column("title"), strict=True,
    )  # fmt: skip
    for id, zh, en, fr, title in called:
        texts = [each for each in (zh, en, title, str(id)) if isinstance(each, str) and each]
        english = en if isinstance(en, str) and en else texts[0]
        french = fr if isinstance(fr, str) and fr else english
        names[str(id)] = Words(texts[0], english, french)
    return names
