"""Things that are named in the text of others: a prefecture in a company's name, a venue."""

import re
from collections.abc import Iterator
from typing import Final

from geodata.relations.rules import Rule, Words
from geodata.relations.things import Hit, Things

# A name shorter than this may be part of another word.
LEAST: Final = 4
# How much of a text is told as the reason, characters.
SHOWN: Final = 40
_NOTE = re.compile(r"（[^（）]*）|\([^()]*\)")
_PREFECTURE = re.compile(r"(土家族苗族自治州|市)$")
_ZONE = re.compile(r"^(.{2,3}?)(经开区|高新区|国际陆港经开区|综保区|县|区)$")
_COUNTY = re.compile(r"^.{2,3}市(.{2,3}?)[县区市]?$")


def by_name(rule: Rule, things: Things) -> Iterator[Hit]:
    """Things whose text names another; the text about the name is the reason."""
    for kind in rule.objects:
        words = prefecture_words(things) if kind == "prefecture" else _names(kind, things, rule)
        # Longest first: a name within a longer one, as of a bank in its branch's, is not meant.
        ordered = sorted(words, key=lambda word: (-len(word), word))
        for one in rule.subjects:
            for column in rule.columns:
                for id, cell, source in things.cells(one, column, rule.subject_where):
                    for word, target in _found(cell, ordered, words).items():
                        if (one, id) != (kind, target):
                            shared = Words.same(about(cell, word))
                            yield Hit((one, id), (kind, target), shared=shared, source_id=source)


def _found(cell: str, ordered: list[str], words: dict[str, str]) -> dict[str, str]:
    text = cell.lower()
    found: dict[str, str] = {}
    for word in ordered:
        if word in text:
            text = text.replace(word, "\0")
            if words[word] not in found.values():
                found[word] = words[word]
    return found


def about(text: str, word: str) -> str:
    """The text around a word, whole where it is short."""
    if len(text) <= SHOWN:
        return text
    place = max(0, text.lower().find(word))
    start = max(0, min(place - (SHOWN - len(word)) // 2, len(text) - SHOWN))
    end = min(len(text), max(start + SHOWN, place + len(word)))
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def prefecture_words(things: Things) -> dict[str, str]:
    """Prefecture by its short name and by the counties that the tables place in it."""
    found: dict[str, str] = {}
    for id, name, _ in things.cells("prefecture", "name_zh"):
        found[_PREFECTURE.sub("", name)[:3] if len(name) <= 4 else name[:2]] = id
    for id, cell, _ in things.cells("prefecture", "national_zones"):
        for zone in cell.split(";"):
            if county := _ZONE.match(zone):
                found.setdefault(county.group(1), id)
    of_zone = {id: prefecture for id, prefecture, _ in things.cells("zone", "prefecture_id")}
    for id, cell, _ in things.cells("zone", "prefecture_text"):
        county = _COUNTY.match(cell)
        if county and len(county.group(1)) >= 2 and id in of_zone:
            found.setdefault(county.group(1), of_zone[id])
    return found


def _names(kind: str, things: Things, rule: Rule) -> dict[str, str]:
    """Thing by its whole name, where the name is long enough and names one thing only."""
    found: dict[str, set[str]] = {}
    for column in rule.object_columns or ("name_zh",):
        for id, name, _ in things.cells(kind, column, rule.object_where):
            bare = _NOTE.sub("", name).strip().lower()
            if len(bare) >= LEAST:
                found.setdefault(bare, set()).add(id)
    return {word: min(ids) for word, ids in found.items() if len(ids) == 1}
