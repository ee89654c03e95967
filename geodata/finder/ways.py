"""Answers about the ways from Hunan: days to get there, and the corridors that lead there."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from geodata.alerts.model import Words
from geodata.alerts.reading import joined, parts, rows, words_of
from geodata.finder.fields import field_of
from geodata.finder.model import NOTHING, Condition, Fact, Outcome
from geodata.finder.reading import chosen, dated, focus, measured, sources
from geodata.finder.vocabulary import HUBS
from geodata.planner import api
from geodata.planner.model import Cargo, Option
from geodata.planner.network import network
from geodata.store import Row, Store

# Where the planner begins unless the reader says otherwise.
START: Final = "prefecture:430100"


def way(store: Store, condition: Condition) -> Outcome:
    """Days to get there by the planner's best way, or corridors with a node in the country."""
    if condition.field == "corridor":
        return _corridor(store, condition)
    start = _stop(condition.subject)
    facts = {}
    for iso3, option in _reached(store, start).items():
        days, end = option.days, network(store).stops[network(store).number[option.legs[-1].end]]
        span = f"{days.low:.0f}–{days.high:.0f}"
        facts[iso3] = Fact(
            Words(f"到{end.name_zh} {days.typical:.1f} 天（{span}）",
                  f"{days.typical:.1f} days to {end.name_en} ({span})",
                  f"{days.typical:.1f} jours jusqu’à {end.name_en} ({span})"),
            days.typical,
        )  # fmt: skip
    return measured(store, condition, facts, set(focus(store)) - set(facts))


def _stop(subject: str) -> str:
    if not subject:
        return START
    return f"node:{subject}" if subject in HUBS else f"prefecture:{subject}"


@lru_cache(maxsize=32)
def _reached(store: Store, start: str) -> Mapping[str, Option]:
    """The quickest option to each country for one 40-foot container, gates as they are today."""
    return api.reach(store, start, Cargo())


def _corridor(store: Store, condition: Condition) -> Outcome:
    names = field_of(store, condition).options
    facts: dict[str, Fact] = {}
    told: dict[str, list[tuple[str, dict[str, Row]]]] = {}
    for corridor in condition.values:
        for iso3, nodes in _served(store, corridor).items():
            told.setdefault(iso3, []).append((corridor, nodes))
    for iso3, own in told.items():
        nodes = {id: row for _, found in own for id, row in found.items()}
        lines = [
            Words(f"{names[c].zh}：{at.zh}", f"{names[c].en}: {at.en}", f"{names[c].fr} : {at.fr}")
            for c, found in own
            for at in [joined([words_of(row) for row in found.values()], NOTHING)]
        ]
        facts[iso3] = Fact(
            Words("；".join(each.zh for each in lines), "; ".join(each.en for each in lines),
                  " ; ".join(each.fr for each in lines)),
            None, sources(*nodes.values()), dated(*nodes.values()),
            tuple(f"node:{id}" for id in nodes),
        )  # fmt: skip
    return chosen(store, facts, facts)


@lru_cache(maxsize=32)
def _served(store: Store, corridor: str) -> Mapping[str, dict[str, Row]]:
    """Nodes of a corridor by country: those that name it, and the ends of its legs."""
    lines = {corridor} | {
        str(row["service_id"]) for row in rows(store, "service", corridor_id=corridor)
    }
    ends = {
        str(row[end]) for row in rows(store, "leg", corridor_id=corridor)
        for end in ("from_node", "to_node")
    }  # fmt: skip
    found: dict[str, dict[str, Row]] = {}
    for row in rows(store, "node"):
        if row["node_id"] in ends or lines.intersection(parts(row["corridor_ids"])):
            found.setdefault(str(row["iso3"]), {})[str(row["node_id"])] = row
    return found
