"""Tables on slides: small ones share a slide, long ones go on over several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pptx.presentation import Presentation

from layers.briefs.model import Brief, Table
from layers.briefs.slides_grid import Sheet
from layers.briefs.slides_master import BOTTOM, MARGIN, NAVY, TOP, WIDTH
from layers.briefs.slides_page import SMALL, Page, Style
from layers.briefs.words import marks, word

MOST_ROWS: Final = 10  # on a slide
MOST_PAGES: Final = 3  # of a table; further rows are in the workbook
MOST_COLUMNS: Final = 9
_SIZES: Final = (13.0, 12.0, 11.0, 10.0, 9.0)
_SHARED_SIZES: Final = (11.0, 10.0, 9.0)  # of tables that share a slide
_FOOT: Final = 30.0
_AIR: Final = 7.0
_HEAD: Final = 20.0
_BASIS: Final = 28.0  # the small line under a table that shares a slide, and the gap below
_ROOM: Final = BOTTOM - TOP
_WIDE: Final = WIDTH - 2 * MARGIN
_HEADING: Final = Style((13, 12, 11), NAVY, bold=True)


def draw_tables(deck: Presentation, brief: Brief, tables: Sequence[Table]) -> None:
    """Tables that follow one another: those that fit share a slide, others take their own."""
    shared: list[_Small] = []
    for table in tables:
        small = _Small.of(table, brief)
        if small and sum(each.high for each in (*shared, small)) <= _ROOM:
            shared.append(small)
            continue
        _draw_shared(deck, brief, shared)
        shared = [small] if small else []
        if not small:
            draw_table(deck, brief, table)
    _draw_shared(deck, brief, shared)


@dataclass(frozen=True, slots=True)
class _Small:
    """A table that fits beside others on a slide, and the height that it takes there."""

    table: Table
    sheet: Sheet
    high: float

    @classmethod
    def of(cls, table: Table, brief: Brief) -> "_Small | None":
        """None where the table needs slides of its own."""
        kept = _narrowed(table)
        if not kept.columns or len(kept.rows) > MOST_ROWS - 2:
            return None
        sheet = Sheet(kept, brief, MOST_ROWS, _SHARED_SIZES)
        high = _HEAD + sheet.height(sheet.rows) + _BASIS
        return cls(table, sheet, high) if high <= _ROOM * 0.7 else None


def _draw_shared(deck: Presentation, brief: Brief, shared: Sequence[_Small]) -> None:
    if not shared:
        return
    if len(shared) == 1:
        draw_table(deck, brief, shared[0].table)
        return
    page = Page.of(deck, brief, " · ".join(each.table.title for each in shared))
    y = TOP
    lines = sum(len(each.sheet.rows) + 1 for each in shared)
    air = min((_ROOM - sum(each.high for each in shared)) / lines, _AIR)
    for each in shared:
        page.cited += each.table.sources
        page.text(each.table.title, (MARGIN, y, _WIDE, _HEAD - 3), _HEADING)
        each.sheet.draw(page, each.table.title, each.sheet.rows, y + _HEAD, air)
        y += each.high + air * (len(each.sheet.rows) + 1)
        foot = _footnote(brief, each.table, missing_rows=0)
        page.text(foot, (MARGIN, y - _BASIS + 3, _WIDE, 13), SMALL)
    page.finish()


def draw_table(
    deck: Presentation,
    brief: Brief,
    table: Table,
    *,
    most_pages: int = MOST_PAGES,
    most_rows: int = MOST_ROWS,
    sizes: tuple[float, ...] = _SIZES,
) -> None:
    """One table on as many slides as its rows take, the head on each.

    Parameters
    ----------
    most_pages : slides it may take; what is left over is counted below the last row
    most_rows : on one slide
    sizes : of type in points, largest first; the first at which no cell wraps is taken
    """
    kept = _narrowed(table)
    if not kept.columns:
        return
    sheet = Sheet(kept, brief, most_rows, sizes)
    room = _ROOM - _FOOT
    pages = sheet.pages(room)[:most_pages]
    shown = sum(len(lines) for lines in pages)
    foot = _footnote(brief, table, missing_rows=len(table.rows) - shown)
    for number, lines in enumerate(pages, 1):
        title = table.title
        if len(pages) > 1:
            title = word(brief.locale, "continued", title=title, page=number, pages=len(pages))
        page = Page.of(deck, brief, title)
        page.cited += table.sources
        # What the page has left makes the rows airier, to a point.
        air = min((room - sheet.height(lines)) / (len(lines) + 1), _AIR)
        sheet.draw(page, title, lines, TOP, max(air, 0.0))
        page.text(foot, (MARGIN, BOTTOM - _FOOT + 4, _WIDE, _FOOT - 4), SMALL)
        page.finish()


def _footnote(brief: Brief, table: Table, *, missing_rows: int) -> str:
    """The line below a table: sources, basis, and what the slide has no room for."""
    numbers = marks(brief.numbered(table.sources))
    parts = [word(brief.locale, "source_line", numbers=numbers)] if numbers else []
    parts += [table.note] if table.note else []
    if missing_rows:
        parts.append(word(brief.locale, "more_rows", count=missing_rows))
    if missing := len(table.columns[MOST_COLUMNS:]):
        parts.append(word(brief.locale, "more_columns", count=missing))
    return " · ".join(parts)


def _narrowed(table: Table) -> Table:
    """The first columns; a slide has room for no more."""
    return Table(
        table.title,
        table.columns[:MOST_COLUMNS],
        tuple(row[:MOST_COLUMNS] for row in table.rows),
        table.sources,
        table.note,
    )
