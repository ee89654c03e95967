"""Answers from what the atlas works out itself: composite scores, and what it warns of today."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

from geodata.alerts import about, counts
from geodata.alerts.model import Words
from geodata.finder.model import Condition, Fact, Outcome
from geodata.finder.reading import chosen, focus, measured
from geodata.scores import score
from geodata.store import Store


def graded(store: Store, condition: Condition) -> Outcome:
    """A score, or the worst rank of its interval; 数据不足 never matches and counts as unknown."""
    index, _, rank = condition.field.partition("-")
    found = score(store, index)
    cited: dict[str, list[str]] = {}
    for iso3, source_id in zip(found.figures["iso3"], found.figures["source_id"], strict=True):
        cited.setdefault(str(iso3), []).append(str(source_id))
    facts = {}
    for row in found.table[found.table["enough"]].reset_index().to_dict("records"):
        text, value = _rank(row) if rank else _score(row)
        ids = tuple(dict.fromkeys(cited.get(str(row["iso3"]), ())))
        facts[str(row["iso3"])] = Fact(text, value, ids)
    return measured(store, condition, facts, set(focus(store)) - set(facts))


def _rank(row: Mapping[Hashable, Any]) -> tuple[Words, float]:
    """The rank with its interval; the worst one counts."""
    best, worst = sorted((int(row["rank_low"]), int(row["rank_high"])))
    place = int(row["rank"])
    own = f"{place} ({best}–{worst})"
    zh = f"第 {place} 位（{best}–{worst}）"
    return Words(zh, f"rank {own}", f"rang {own}"), float(worst)


def _score(row: Mapping[Hashable, Any]) -> tuple[Words, float]:
    value = float(row["score"])
    span = f"{row['low']:.0f}–{row['high']:.0f}"
    own = f"{value:.1f} ({span})"
    return Words(f"{value:.1f} 分（{span}）", own, own), value


def alert(store: Store, today: date, condition: Condition) -> Outcome:
    """What is warned of a country on a day: nothing, nothing grave, or something grave."""
    facts, matched = {}, set()
    for iso3 in focus(store):
        own = about(store, today, "country", iso3)
        n = counts(own)
        grave = n["high"]
        text = Words(f"共 {len(own)} 条，高级别 {grave} 条", f"{len(own)}, of them {grave} high",
                     f"{len(own)}, dont {grave} graves")  # fmt: skip
        ids = tuple(dict.fromkeys(each.source_id for each in own if each.source_id))
        facts[iso3] = Fact(text, float(len(own)), ids)
        is_so = {"none": not own, "no-high": not grave, "high": bool(grave)}
        if any(is_so[option] for option in condition.values):
            matched.add(iso3)
    return chosen(store, facts, matched)
