"""Relations that follow from a country's facts: what it makes and trades, which treaty holds."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from geodata.relations.rules import Rule, Words
from geodata.relations.things import Hit, Things

# A world share of this much, percent, makes a country one of the world's main sources.
MAIN_SHARE: Final = 20.0
TREATIES: Final = {
    "dta_status": Words("避免双重征税协定", "double-tax agreement", "convention fiscale"),
    "bit_status": Words(
        "双边投资协定", "bilateral investment treaty", "traité bilatéral d’investissement"
    ),
}
_NOTE = re.compile(r"（[^（）]*）|\([^()]*\)")


def by_treaty(rule: Rule, things: Things) -> Iterator[Hit]:
    """Things in a country whose tax or investment treaty with China is in force."""
    held: dict[str, list[tuple[str, Words, str]]] = {}
    for id, row in things.rows("treaty"):
        names = [words for column, words in TREATIES.items() if row[column] == "in-force"]
        if names:
            shared = Words(
                *(_and(list(each), rule_and) for each, rule_and in zip(
                    zip(*names, strict=True), ("和", " and ", " et "), strict=True
                ))
            )  # fmt: skip
            held.setdefault(str(row["iso3"]), []).append((id, shared, str(row["source_id"])))
    for kind in rule.subjects:
        for id, iso3, _ in things.cells(kind, "iso3", rule.subject_where):
            for treaty, shared, source in held.get(iso3, ()):
                via = things.name("country", iso3)
                yield Hit((kind, id), ("treaty", treaty), via=via, shared=shared, source_id=source)


def by_goods(rule: Rule, things: Things) -> Iterator[Hit]:
    """A country and a commodity that its facts name; the fact with the largest share is told."""
    words = _commodity_words(things) if "commodity" not in rule.columns else {}
    told: dict[tuple[str, str], tuple[float, str, dict[str, Any]]] = {}
    for kind in rule.subjects:
        for id, row in things.rows(kind, rule.subject_where):
            good = next(
                (found for column in rule.columns if (found := _good(row[column], words, things))),
                None,
            )
            if good is None or not things.has("country", str(row["iso3"])):
                continue
            key = (str(row["iso3"]), good)
            share = _share(row)
            if key not in told or (-share, id) < (-told[key][0], told[key][1]):
                told[key] = (share, id, row)
    for (iso3, good), (share, _, row) in sorted(told.items()):
        ease = 0.5 + 0.5 * min(1.0, share / MAIN_SHARE)
        yield Hit(
            ("country", iso3), ("commodity", good), ease=ease, shared=_figure(row, share),
            source_id=str(row["source_id"]),
        )  # fmt: skip


def _and(parts: list[str], word: str) -> str:
    return word.join(parts)


def _share(row: dict[str, Any]) -> float:
    value = row.get("world_share_pct")
    return float(value) if value is not None and pd.notna(value) else 0.0


def _figure(row: dict[str, Any], share: float) -> Words:
    """The year of a fact and its share of the world, as far as they are known."""
    year = row.get("year")
    when = f"{int(year)}" if year is not None and pd.notna(year) else ""
    zh = f"{when}年" if when else "年份未注"
    en = when or "no year"
    fr = when or "sans date"
    if share:
        amount = f"{share:.3g}"
        zh += f"，占世界 {amount}%"
        en += f", {amount}% of the world"
        fr += f", {amount} % du monde"
    return Words(zh, en, fr)


def _good(cell: object, words: dict[str, str], things: Things) -> str | None:
    if not isinstance(cell, str):
        return None
    return cell if not words and things.has("commodity", cell) else words.get(_folded(cell))


def _commodity_words(things: Things) -> dict[str, str]:
    """Commodity by each of its names; a word that names two of them names neither."""
    found: dict[str, set[str]] = {}
    for id, row in things.rows("commodity"):
        names = [row["name_zh"], row["name_en"], *str(row["synonyms"] or "").split(";")]
        for name in names:
            if isinstance(name, str) and _folded(name):
                found.setdefault(_folded(name), set()).add(id)
    return {word: min(ids) for word, ids in found.items() if len(ids) == 1}


def _folded(text: str) -> str:
    """A name without notes in brackets, case and the plural's s."""
    bare = _NOTE.sub("", text).strip().casefold()
    return bare[:-1] if bare.isascii() and len(bare) > 3 and bare.endswith("s") else bare
