"""A plan as a sheet: a row a leg, the sources it cites, the assumptions it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from geodata.export.sheet import Sheet, sheet_of
from geodata.planner.document import lines
from geodata.planner.model import Answer, Leg, Range
from geodata.planner.network import network
from geodata.planner.parameters import defaults
from geodata.store import Store

ASSUMPTIONS: Final = ["参数", "名称", "低", "典型", "高", "单位", "来源", "是否改过"]


def plan_sheet(
    store: Store,
    answer: Answer,
    *,
    title: str,
    filters: str,
    review: str,
    changes: Mapping[str, Range],
    notes: Iterable[tuple[str, str]] = (),
) -> Sheet:
    """The legs of all options with what every figure rests on, for the writers of files.

    Parameters
    ----------
    answer : with options
    title, filters : heading, and the question as one sentence
    review : the line about the map's review that every map carries
    changes : assumptions that the reader changed
    notes : further pairs for the notes page
    """
    legs = [leg for option in answer.options for leg in option.legs]
    frame = lines(network(store), answer)
    frame.insert(
        0, "leg_id", [f"{o}-{n}" for o, n in zip(frame["option"], frame["leg"], strict=True)]
    )
    cited = [_sources(store, leg) for leg in legs]
    frame["source_id"] = [ids[0] if ids else None for ids in cited]
    frame["other_source_ids"] = [";".join(ids[1:]) or None for ids in cited]
    made = sheet_of(frame, "leg", store=store, title=title, filters=filters, review=review)
    used = dict.fromkeys(id for leg in legs for id in parameter_ids(leg))
    return replace(
        made,
        notes=[*made.notes, *notes],
        further=[("测算假设", ASSUMPTIONS, _assumptions(store, used, changes))],
    )


def parameter_ids(leg: Leg) -> list[str]:
    """The parameters that a leg's figures rest on, in order."""
    found = [part.reference for part in leg.parts if not part.published]
    return [*found, *(each for each in (leg.cost_reference, leg.co2_reference) if each)]


def published_source(store: Store, reference: str) -> str:
    """The source of a published figure: its reference, or that of the border time it names."""
    kind, found, pair = reference.partition("border_time:")
    if kind or not found:
        return reference
    table = store.table("border_time")
    for a, b, source in zip(table["iso3_a"], table["iso3_b"], table["source_id"], strict=True):
        if sorted((str(a), str(b))) == sorted(pair.split("-")):
            return str(source)
    return ""


def _sources(store: Store, leg: Leg) -> list[str]:
    """Sources of a leg's published figures, then of its parameters."""
    table = store.table("parameter").set_index("parameter_id")["source_id"]
    ids = [published_source(store, part.reference) for part in leg.parts if part.published]
    ids += [str(table[id]) for id in parameter_ids(leg) if id in table.index]
    return [id for id in dict.fromkeys(ids) if id]


def _assumptions(store: Store, ids: Iterable[str], changes: Mapping[str, Range]) -> list[list[Any]]:
    """The parameters as reckoned with."""
    parameters = defaults(store).changed_by(changes)
    table = store.table("parameter").set_index("parameter_id")
    titles = store.table("source").set_index("source_id")["title"]
    return [
        [id, table.loc[id, "name_zh"], *parameters.ranges[id], parameters.units[id],
         titles.get(table.loc[id, "source_id"]), "是" if id in changes else "否"]
        for id in ids if id in table.index
    ]  # fmt: skip
