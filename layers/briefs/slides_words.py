"""Sentences and sources on slides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pptx.presentation import Presentation

from layers.briefs.fitting import LINE, fit
from layers.briefs.model import Brief, Table, Words
from layers.briefs.slides_master import ACCENT, BOTTOM, INK, MARGIN, NAVY, TOP, WIDTH
from layers.briefs.slides_page import SMALL, Page, Style
from layers.briefs.slides_table import draw_table
from layers.briefs.words import marks, word

_TEXT: Final = Style((16, 14, 13), INK)
_INDENT: Final = 20.0
_SPACE: Final = 12.0
_FOOT: Final = 20.0
_HEAD: Final = 28.0
_HIGHEST: Final = 120.0  # of one paragraph
_WIDE: Final = WIDTH - 2 * MARGIN - _INDENT
_ROOM: Final = BOTTOM - TOP - _FOOT - _HEAD
_HEADING: Final = Style((14, 13, 12), NAVY, bold=True)


def draw_words(deck: Presentation, brief: Brief, blocks: Sequence[Words]) -> None:
    """Paragraphs, each with a mark, on as many slides as they take.

    A block's heading stands above its paragraphs; the slide's title names the blocks on it.
    """
    pages: list[list[_Line]] = [[]]
    left = _ROOM
    for block in blocks:
        for place, text in enumerate(block.paragraphs):
            line = _Line(block, text, _height(text), opens=place == 0)
            need = line.high + (_HEAD if line.opens else 0)
            if pages[-1] and need > left:
                pages.append([])
                left = _ROOM
            pages[-1].append(line)
            left -= need
    for number, lines in enumerate(pages, 1):
        heads = " · ".join(dict.fromkeys(line.block.title for line in lines))
        if len(pages) > 1:
            heads = word(brief.locale, "continued", title=heads, page=number, pages=len(pages))
        _draw(Page.of(deck, brief, heads), lines)


def _height(text: str) -> float:
    """Of a paragraph and the gap below it, points."""
    fitted = fit(text, _WIDE, _HIGHEST, _TEXT.sizes)
    return fitted.lines * fitted.size * LINE + 2 + _SPACE


def _draw(page: Page, lines: Sequence["_Line"]) -> None:
    several = len({line.block.title for line in lines}) > 1
    y = TOP
    for place, line in enumerate(lines):
        block = line.block
        if several and (place == 0 or line.opens):
            page.text(block.title, (MARGIN, y, _WIDE, _HEAD - 6), _HEADING)
            y += _HEAD
        page.panel((MARGIN, y + 7, 6, 6), ACCENT)
        page.text(line.text, (MARGIN + _INDENT, y, _WIDE, line.high - _SPACE), _TEXT)
        y += line.high
        page.cited += block.sources
    if page.cited:
        numbers = marks(page.brief.numbered(page.cited))
        source = word(page.brief.locale, "source_line", numbers=numbers)
        page.text(source, (MARGIN, BOTTOM - _FOOT + 4, _WIDE, _FOOT - 4), SMALL)
    page.finish()


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, its block, and whether it is the block's first."""

    block: Words
    text: str
    high: float
    opens: bool


def draw_sources(deck: Presentation, brief: Brief) -> None:
    """All sources with their numbers; addresses are links where they lead to the web."""
    locale = brief.locale
    heads = tuple(
        word(locale, key) for key in ("number", "title", "publisher", "published", "link")
    )
    rows = tuple(
        (f"[{number}]", each.title, each.publisher, each.published, each.url)
        for number, each in enumerate(brief.sources, 1)
    )
    table = Table(word(locale, "sources"), heads, rows)
    draw_table(deck, brief, table, most_pages=len(rows) + 1, most_rows=16, sizes=(10.0, 9.0))
