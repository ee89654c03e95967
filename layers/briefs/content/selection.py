"""The brief of what a page has filtered: its rows, its map, and the sentence of its filters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.kinds import KINDS
from geodata.store import Row, plain
from layers.briefs.content import presence
from layers.briefs.content.desk import Desk, cited
from layers.briefs.model import Block, Chart, Fact, Facts, Series, Table, Words
from layers.scene import Scene

# More belongs into the download of the rows.
MOST: Final = 60
BARS: Final = 10
_OWN: Final[dict[str, Callable[[Desk, Sequence[Row], int], Table | None]]] = {
    "park": presence.parks, "project": presence.projects, "branch": presence.branches,
    "case": presence.cases, "event": presence.events,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What is on a page.

    Parameters
    ----------
    kind : of the rows
    rows : as filtered, of the release that the brief is of
    title : of the page, in the language of the brief where there is one
    filters : the filters as a sentence; blank for none
    scene : the map of the page, light, with its legend
    blocks : what the page adds besides, in the language of the brief
    """

    kind: str
    rows: pd.DataFrame
    title: str
    filters: str
    scene: Scene
    blocks: tuple[Block, ...] = ()


def title(desk: Desk, chosen: Selection) -> tuple[str, str]:
    """Title and subtitle."""
    return chosen.title or desk.word("kind", chosen.kind), desk.say("of-selection")


def blocks(desk: Desk, chosen: Selection) -> Iterator[Block]:
    """How many and where, the rows themselves, and what the page adds."""
    flat = pd.DataFrame(chosen.rows.drop(columns="geometry", errors="ignore"))
    rows: list[Row] = [
        {str(name): plain(value) for name, value in row.items()} for row in flat.to_dict("records")
    ]
    by_country = [str(row["iso3"]) for row in rows if row.get("iso3")]
    yield Facts(desk.say("rows"), tuple(_glance(desk, chosen, rows, by_country)))
    yield from chosen.blocks
    if len(set(by_country)) > 1 and chosen.kind != "country":
        yield _chart(desk, chosen.kind, rows, by_country)
    # The page's own table tells more than the rows of its kind.
    own = any(isinstance(block, Table) for block in chosen.blocks)
    table = None if own else _table(desk, chosen.kind, rows)
    if table is not None:
        yield table
    said = (desk.say("unknown-note"), desk.say("chinese-note"))
    yield Words(desk.say("cautions"), tuple(each for each in said if each))


def _glance(
    desk: Desk, chosen: Selection, rows: Sequence[Row], by_country: Sequence[str]
) -> Iterator[Fact]:
    sources = cited(*rows[:MOST])
    yield Fact(
        desk.say("count"), desk.number(len(rows), 0), number=len(rows), sources=sources,
        period=desk.day.isoformat(),
    )  # fmt: skip
    if by_country:
        yield Fact(
            desk.say("countries"), desk.number(len(set(by_country)), 0),
            number=len(set(by_country)), sources=sources, period=desk.day.isoformat(),
        )  # fmt: skip
    if chosen.filters:
        yield Fact(desk.say("filters"), desk.chinese(chosen.filters))


def _chart(desk: Desk, kind: str, rows: Sequence[Row], by_country: Sequence[str]) -> Chart:
    """How many in each country, the most first."""
    counts = pd.Series(by_country).value_counts(sort=False)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:BARS]
    name = desk.word("kind", kind)
    return Chart(
        desk.say("by-country", kind=name),
        "bars",
        tuple(desk.country(str(iso3)) for iso3, _count in ranked),
        (Series(desk.say("count"), tuple(int(count) for _iso3, count in ranked)),),
        sources=cited(*rows[:MOST]),
        note=desk.say("rows-cut-countries", n=BARS, all=len(counts)) if len(counts) > BARS else "",
    )


def _table(desk: Desk, kind: str, rows: Sequence[Row]) -> Table | None:
    """The rows in the columns of their kind; those of any other kind by name, country and date."""
    if kind in _OWN:
        return _OWN[kind](desk, rows, MOST)
    if not rows:
        return None
    told = rows[:MOST]
    # Rows that are countries, or in none, have no column of countries.
    placed = kind != "country" and any(row.get("iso3") for row in told)
    heads = ("name", *(("country",) if placed else ()), "as-of", "confidence")
    return Table(
        desk.word("kind", kind),
        tuple(desk.say(head) for head in heads),
        tuple(
            (
                _name(desk, kind, row), *((desk.country(row.get("iso3")),) if placed else ()),
                row.get("as_of"), desk.word("confidence", row.get("confidence")),
            )
            for row in told
        ),
        cited(*told),
        desk.say("rows-cut", n=MOST, all=len(rows)) if len(rows) > MOST else "",
    )  # fmt: skip


def _name(desk: Desk, kind: str, row: Row) -> str:
    """What a row is called; rows of figures have no name of their own but that of their subject."""
    own = desk.called(row)
    if own:
        return own
    for column, subject in (("indicator", "indicator_term"), ("commodity", "commodity")):
        if row.get(column):
            return desk.name(subject, str(row[column]))
    return str(row.get(KINDS[kind].id_column, "")) if kind in KINDS else ""
