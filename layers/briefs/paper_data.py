"""What the template of the paper is told: every text as it stands, nothing of it markup."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from layers.briefs.fitting import shares, width
from layers.briefs.model import Block, Brief, Chart, Fact, Facts, Locale, Table, Words
from layers.briefs.words import column_texts, day_text, is_years, source_text, word

# A table of more columns goes over the whole width of the page.
NARROW: Final = 4
PAGE_MM: Final = 182.0  # width of a page within its margins, and of one of two columns
COLUMN_MM: Final = 88.0
PADDING_MM: Final = 2.6  # beside the text of a cell
SMALLER: Final = 0.88  # type of tables
LONGEST: Final = 170  # characters of a cell or a figure
LONGEST_PARAGRAPH: Final = 700
LONGEST_TITLE: Final = 90
UNBROKEN: Final = 16  # characters without a place to break that a narrow column still holds
PIECE: Final = 6  # characters between places to break in a longer run
_RUN: Final = re.compile(rf"[^\s\u2e80-\uffff]{{{UNBROKEN + 1},}}")
_BREAK: Final = "\u200b"
_AFTER: Final = re.compile(r"(?<=[/.,;&?=_-])(?=\w)")
LEFT_OUT: Final[dict[Locale, str]] = {
    "zh": "两页放不下，另有栏目见表格文件：{titles}",
    "en": "Left out for want of room, see the workbook: {titles}",
    "fr": "Omis faute de place, voir le classeur : {titles}",
}
MORE_FACTS: Final[dict[Locale, str]] = {
    "zh": "另有 {count} 项，见表格文件",
    "en": "{count} more figures in the workbook",
    "fr": "{count} chiffres de plus dans le classeur",
}
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a brief goes on the paper.

    Parameters
    ----------
    size : of the type, points
    rows : of a table
    facts : under a heading
    paragraphs : under a heading
    chart_mm : height of a chart
    dropped : blocks left out, from the last
    """

    size: float
    rows: int
    facts: int
    paragraphs: int
    chart_mm: float
    dropped: int = 0


def cut(text: str, longest: int = LONGEST) -> str:
    """The text, no longer than it may be, with places to break in what has none."""
    if len(text) > longest:
        text = text[: longest - 1].rstrip() + "…"
    # The narrow space of French thousands is hardly seen in the fonts at hand.
    return _RUN.sub(_broken, text.replace("\u202f", "\u00a0"))


def _broken(found: re.Match[str]) -> str:
    """A long run with places to break after its signs; what is still long breaks anywhere."""
    pieces = (
        _BREAK.join(part[at : at + PIECE] for at in range(0, len(part), PIECE))
        if len(part) > UNBROKEN
        else part
        for part in _AFTER.split(found[0])
    )
    return _BREAK.join(pieces)


def marks(brief: Brief, ids: Sequence[str]) -> str:
    """Source numbers as they stand at a figure: [1,4]."""
    numbers = brief.numbered(ids)
    return f"[{','.join(map(str, numbers))}]" if numbers else ""


def document(brief: Brief, room: Room, charts: Callable[[Chart], Data]) -> Data:
    """All that the template reads.

    Parameters
    ----------
    brief : with clean texts
    room : how much goes on the paper
    charts : what the template needs of a chart's picture: its file and its words
    """
    locale = brief.locale
    kept = list(brief.blocks[: len(brief.blocks) - room.dropped])
    left = brief.blocks[len(kept) :]
    place = next((i for i, block in enumerate(kept) if isinstance(block, Facts)), None)
    first = kept.pop(place) if place is not None else None
    titles = "；".join(block.title for block in left)
    title = cut(brief.title, LONGEST_TITLE)
    return {
        "title": title,
        "title_size": 20 if len(title) < 24 else 15 if len(title) < 48 else 11,
        "subtitle": cut(brief.subtitle, 2 * LONGEST_TITLE),
        "lang": locale,
        "day": [brief.day.year, brief.day.month, brief.day.day],
        "size": room.size,
        "words": {key: word(locale, key) for key in ("atlas", "sources")},
        "stamp": [
            word(locale, "atlas"),
            day_text(brief.day, locale),
            f"{word(locale, 'release')} {brief.release}",
        ],
        "foot": cut(f"{title} · {word(locale, 'release')} {brief.release} · {brief.review}", 200),
        "link": brief.link,
        "alt": cut(brief.scene.alt or brief.title, LONGEST_PARAGRAPH),
        "first": (_facts(brief, first, room) if isinstance(first, Facts) else None),
        "parts": list(_parts(brief, kept, room, charts)),
        "left_out": cut(LEFT_OUT[locale].format(titles=titles), LONGEST_PARAGRAPH) if left else "",
        "sources": _halves(brief),
        "notes": [cut(note, LONGEST_PARAGRAPH) for note in brief.notes],
    }


def _halves(brief: Brief) -> list[list[str]]:
    """The sources in two columns of about the same length."""
    lines = [
        cut(source_text(number, source), 2 * LONGEST)
        for number, source in enumerate(brief.sources, 1)
    ]
    total, passed, split = sum(map(len, lines)), 0, 0
    while passed * 2 < total:
        passed += len(lines[split])
        split += 1
    return [lines[:split], lines[split:]]


def _parts(
    brief: Brief, blocks: Sequence[Block], room: Room, charts: Callable[[Chart], Data]
) -> Iterator[Data]:
    """Runs of blocks that go over the width of the page or in two columns."""
    run: list[Data] = []
    for block in blocks:
        if isinstance(block, Table) and len(block.columns) > NARROW:
            yield from _run(run)
            run = []
            yield from _run([_table(brief, block, room)])
        else:
            run.append(_block(brief, block, room, charts))
    yield from _run(run)


def _run(blocks: list[Data]) -> Iterator[Data]:
    """Blocks in two columns; a single one has the whole width."""
    if blocks:
        wide = len(blocks) == 1
        yield {"wide": wide, "blocks": [block | {"full": wide} for block in blocks]}


def _block(brief: Brief, block: Block, room: Room, charts: Callable[[Chart], Data]) -> Data:
    match block:
        case Facts():
            return _facts(brief, block, room)
        case Table():
            return _table(brief, block, room)
        case Chart():
            own = {
                "form": "chart",
                "title": cut(block.title),
                "sources": marks(brief, block.sources),
                "note": cut(block.note, 2 * LONGEST),
            }
            return own | charts(block)
        case Words():
            more = len(block.paragraphs) - room.paragraphs
            return {
                "form": "words",
                "title": cut(block.title),
                "sources": marks(brief, block.sources),
                "paragraphs": [
                    cut(text, LONGEST_PARAGRAPH) for text in block.paragraphs[: room.paragraphs]
                ],
                "more": _more(MORE_FACTS[brief.locale], more),
            }


def _more(text: str, count: int) -> str:
    return text.format(count=count) if count > 0 else ""


def _facts(brief: Brief, block: Facts, room: Room) -> Data:
    return {
        "form": "facts",
        "title": cut(block.title),
        "rows": [_fact(brief, fact) for fact in block.rows[: room.facts]],
        "more": _more(MORE_FACTS[brief.locale], len(block.rows) - room.facts),
    }


def _fact(brief: Brief, fact: Fact) -> Data:
    """A figure; its period and a confidence that is not high stand behind it."""
    tail = [fact.period] if fact.period and fact.period not in fact.text else []
    if fact.confidence == "low" and fact.text:
        tail.append(word(brief.locale, "confidence_is", level=word(brief.locale, "low")))
    return {
        "label": cut(fact.label, 80),
        "text": cut(fact.text) or word(brief.locale, "unknown"),
        "known": bool(fact.text),
        "sources": marks(brief, fact.sources),
        "tail": cut(" · ".join(tail), 60),
        "note": cut(fact.note),
    }


def _table(brief: Brief, block: Table, room: Room) -> Data:
    shown = block.rows[: room.rows]
    columns = [list(cells) for cells in zip(*shown, strict=True)] or [[] for _ in block.columns]
    texts = [[cut(text) for text in column_texts(cells, brief.locale)] for cells in columns]
    more = len(block.rows) - len(shown)
    return {
        "form": "table",
        "title": cut(block.title),
        "sources": marks(brief, block.sources),
        "columns": [cut(name, 60) for name in block.columns],
        "rows": [list(row) for row in zip(*texts, strict=True)],
        "right": [_numbers(cells) and not is_years(cells) for cells in columns],
        "widths": _widths(block.columns, texts, room.size),
        "more": word(brief.locale, "more_rows", count=more) if more else "",
        "note": cut(block.note, 2 * LONGEST),
    }


def _numbers(cells: Sequence[object]) -> bool:
    known = [cell for cell in cells if cell is not None and cell != ""]
    return all(isinstance(cell, int | float) for cell in known) and bool(known)


def _widths(names: Sequence[str], columns: Sequence[Sequence[str]], size: float) -> list[float]:
    """Widths in millimetres: what the longest cell needs where there is room for it."""
    mm = size * SMALLER * 25.4 / 72
    needs = [
        max((width(text, mm) for text in (name, *column)), default=0.0) + PADDING_MM
        for name, column in zip(names, columns, strict=True)
    ]
    total = PAGE_MM if len(names) > NARROW else COLUMN_MM
    return shares(needs, total, total / len(names) / 3)
