"""Which names stand on the map at a zoom: chosen on the server so that none collide.

A label that fits at a zoom fits at every larger one, because points only move apart. So the
opening view has a fixed set (the band), and tiles bring the names that fit once there is room.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import shapely

from geodata.search.countries import CountryWords
from geodata.store import Store
from layers.camera import TILE, mercator_y

SIZES: Final = {1: 15.0, 2: 13.5, 3: 12.0}
PLACE_SIZE: Final = 12.0
DOT_SHIFT: Final = 11.0  # px from a place's dot up to the middle of its name
# deck.gl sets a glyph of a distance field at its ink, without the side bearing: narrow glyphs
# would stick to the one before. ASCII brackets and a hair space put the gap back.
KERNING: Final = str.maketrans({"（": "(", "）": ")", "日": "\u200a日", "几": "\u200a几"})


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a point (degrees), with its size in pixels; `dot` marks a place."""

    lon: float
    lat: float
    text: str
    size: float
    dot: bool


def named(frame: pd.DataFrame, locale: str) -> "pd.Series[str]":
    """Names in a language, falling back to English, then Chinese."""
    own = f"name_{locale}"
    names = frame[own] if own in frame else frame["name_en"]
    return names.where(names.notna() & (names != ""), frame["name_en"]).fillna(frame["name_zh"])


def text_width(text: str, size: float) -> float:
    """Width in pixels, about: a full em for a Chinese character, 0.56 em for a Latin one."""
    return size * sum(1.0 if ord(c) > 0x2E7F else 0.56 for c in text)


def _box(label: Label, zoom: float) -> shapely.Polygon:
    """The label's rectangle in pixels at a zoom, with a little air."""
    scale = TILE * 2**zoom
    x, y = label.lon / 360 * scale, -mercator_y(label.lat) * scale
    half = text_width(label.text, label.size) / 2 + 3
    tall = label.size * 0.75
    shift = -DOT_SHIFT if label.dot else 0.0
    return shapely.box(x - half, y - tall + shift, x + half, y + tall + shift)


def clear(
    rows: Sequence[Mapping[str, Any]], zoom: float, size: float, taken: Sequence[Sequence[float]]
) -> list[Mapping[str, Any]]:
    """Of rows with ``p`` and ``n`` those whose texts keep clear of each other and of points.

    Parameters
    ----------
    rows : the first ones win
    zoom : of the map as it opens
    size : of the type, pixels
    taken : (lon, lat) of points, degrees, that no text may cover
    """
    scale = TILE * 2**zoom
    boxes = [
        shapely.Point(lon / 360 * scale, -mercator_y(lat) * scale).buffer(9) for lon, lat in taken
    ]
    chosen = []
    for row in rows:
        lon, lat = row["p"]
        box = _box(Label(lon, lat, row["n"], size, dot=False), zoom)
        if not boxes or not shapely.intersects(box, boxes).any():
            boxes.append(box)
            chosen.append(row)
    return chosen


def _countries(store: Store, locale: str) -> list[Label]:
    """Country labels, the most important first: the 65 by area, then large neighbours."""
    labels = store.layer("labels")
    shown = labels[labels["focus"] | (labels["importance"] == 1)]
    names = list(named(shown, locale))
    if locale == "fr":  # the boundary set has no French names; CLDR has those of states
        words = CountryWords()
        french = [words.french(code) for code in shown["iso3"]]
        pairs = zip(shown["iso3"], french, names, strict=True)
        names = [name if own == code else own for code, own, name in pairs]
    focus = dict(
        zip(store.table("country")["iso3"], named(store.table("country"), locale), strict=True)
    )
    shown = shown.assign(text=[focus.get(i, n) for i, n in zip(shown["iso3"], names, strict=True)])
    ordered = shown.sort_values(["focus", "area_rank"], ascending=[False, True])
    return [
        Label(
            round(row.geometry.x, 3),
            round(row.geometry.y, 3),
            str(row.text).translate(KERNING),
            SIZES[int(row.importance)] - (0 if row.focus else 1.5),
            dot=False,
        )
        for row in ordered.itertuples()
    ]


def _places(store: Store, locale: str, importance: int) -> Iterator[Label]:
    places = store.table("place")
    # Names of airports are long and known to few: they come last.
    rank = places["importance"].where(places["place_type"] != "airport", 3)
    shown = places.assign(rank=rank)[(rank <= importance) & places["lat"].notna()]
    shown = shown.assign(text=named(shown, locale)).sort_values("rank", kind="stable")
    for row in shown.to_dict("records"):
        text = str(row["text"]).translate(KERNING)
        lon, lat = round(float(row["lon"]), 4), round(float(row["lat"]), 4)
        yield Label(lon, lat, text, PLACE_SIZE, dot=True)


def _fitting(
    candidates: Iterator[Label] | list[Label], zoom: float, taken: list[Label]
) -> list[Label]:
    """The candidates that keep clear of the labels taken and of each other, in order."""
    boxes = [_box(label, zoom) for label in taken]
    chosen = []
    for label in candidates:
        box = _box(label, zoom)
        if boxes and shapely.intersects(box, boxes).any():
            continue
        boxes.append(box)
        chosen.append(label)
    return chosen


@lru_cache(maxsize=64)
def band_labels(store: Store, band: float, locale: str) -> tuple[Label, ...]:
    """Country names of an opening view whose zoom is at least `band`."""
    return tuple(_fitting(_countries(store, locale), band, []))


@lru_cache(maxsize=64)
def tile_labels(store: Store, band: float, level: float, locale: str) -> tuple[Label, ...]:
    """Names that fit besides those of the band in tiles of a level.

    deck.gl shows tiles of level z from zoom z − 0.5 on. Places come from level 4 (importance 1)
    to 6 (importance 3).

    Parameters
    ----------
    band : zoom of the opening view
    level : level of the tiles, less what larger type takes (log2 of its factor)
    locale : language of the names
    """
    base = list(band_labels(store, band, locale))
    zoom = max(level - 0.5, band)
    left = [label for label in _countries(store, locale) if label not in base]
    more = _fitting(left, zoom, base)
    return tuple(more + _fitting(_places(store, locale, round(level) - 3), zoom, base + more))
