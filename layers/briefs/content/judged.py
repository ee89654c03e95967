"""What is judged rather than reported: scores with their intervals, and matched goods."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Final

from geodata.match import DIRECTIONS, leads
from geodata.scores import INDEXES, Scored, score
from layers.briefs.content.desk import Desk
from layers.briefs.model import Fact, Table

# Of each direction, and reasons of each lead: the page of matched goods has them all.
LEADS: Final = 4
REASONS: Final = 2


def scored(desk: Desk, index: str, weights: Mapping[str, float] | None = None) -> Scored | None:
    """An index worked out; None where the release has no table of scores."""
    if not desk.rows("score_indicator", index_code=index):
        return None
    return score(desk.store, index, weights)


def score_facts(
    desk: Desk, iso3: str, weights: Mapping[str, Mapping[str, float]]
) -> Iterator[Fact]:
    """The country's scores, each with its interval and interval of ranks.

    Parameters
    ----------
    weights : by index, as `geodata.scores.score` takes them
    """
    for index in INDEXES:
        found = scored(desk, index, weights.get(index))
        if found is None:
            continue
        row = found.table.loc[iso3].to_dict()
        label = desk.word("index", index)
        sources = score_sources(found, iso3)
        if not row["enough"]:
            yield Fact(label, desk.say("not-enough"), sources=sources, period=str(found.year))
            continue
        low, high = (desk.number(float(row[name]), 0) for name in ("low", "high"))
        yield Fact(
            label,
            desk.say("score-text", score=desk.number(float(row["score"]), 0), low=low, high=high),
            number=round(float(row["score"]), 1),
            period=str(found.year),
            sources=sources,
            confidence="medium",
            note=desk.say(
                "score-note", rank=int(row["rank"]), first=int(row["rank_low"]),
                last=int(row["rank_high"]), coverage=round(float(row["coverage"]) * 100),
            ),
        )  # fmt: skip


def score_sources(found: Scored, iso3: str) -> tuple[str, ...]:
    """The sources of the figures that a country's score rests on."""
    own = found.figures[found.figures["iso3"] == iso3]
    return tuple(dict.fromkeys(str(each) for each in own["source_id"].dropna()))


def leads_table(desk: Desk, iso3: str) -> Iterator[Table]:
    """The best matched goods of a country: what to bring, what to take back, and why."""
    if not desk.rows("match_good"):
        return
    best = [leads(desk.store, iso3, direction, on=desk.day)[:LEADS] for direction in DIRECTIONS]
    # In turn, so that the first rows tell both what to bring and what to take back.
    found = [lead for pair in zip_longest(*best) for lead in pair if lead is not None]
    if not found:
        return
    heads = ("direction", "good", "points", "reason", "corridor")
    yield Table(
        desk.say("leads"),
        tuple(desk.say(head) for head in heads),
        tuple(
            (
                desk.word("direction", lead.direction), lead.name.of(desk.locale), lead.score,
                " ".join(lead.reason_sentences(desk.locale)[:REASONS]),
                desk.listed(_corridor(desk, each) for each in lead.corridor_ids) or None,
            )
            for lead in found
        ),
        # Those of the reasons that are told.
        tuple(
            dict.fromkeys(
                source for lead in found for reason in lead.reasons[:REASONS]
                for source in reason.source_ids
            )
        ),
        desk.say("leads-note"),
    )  # fmt: skip


def _corridor(desk: Desk, id: str) -> str:
    """A corridor's short name."""
    found = desk.rows("corridor", corridor_id=id)
    if not found:
        return id
    return str(found[0]["short_zh"] if desk.locale == "zh" else found[0]["short_en"])
