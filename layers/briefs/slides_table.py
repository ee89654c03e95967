"""Tables as native tables, in pages of rows that fit."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.util import Pt

from layers.briefs.fitting import LINE, fit, shares, width
from layers.briefs.model import Brief, Cell, Table
from layers.briefs.slides_master import (
    BOTTOM,
    GREY,
    INK,
    MARGIN,
    NAVY,
    RULE,
    TOP,
    WHITE,
    WIDTH,
    place,
)
from layers.briefs.slides_page import SMALL, Page, Style, plain_frame
from layers.briefs.words import column_texts, is_years, marks, word

MOST_ROWS: Final = 10  # on a slide
MOST_PAGES: Final = 3  # of a table; further rows are in the workbook
MOST_COLUMNS: Final = 9
_SIZES: Final = (13.0, 12.0, 11.0, 10.0, 9.0)
_PAD: Final = 5.0
_FOOT: Final = 30.0
_AIR: Final = 7.0
_MOST_LINES: Final = 3


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
    sheet = _Sheet(kept, brief, most_rows, sizes)
    pages = sheet.pages()
    shown = sum(len(lines) for lines in pages[:most_pages])
    pages = pages[:most_pages]
    foot = [word(brief.locale, "source_line", numbers=marks(brief.numbered(table.sources)))]
    foot = [*(foot if table.sources else []), *([table.note] if table.note else [])]
    if missing := len(table.rows) - shown:
        foot.append(word(brief.locale, "more_rows", count=missing))
    if missing := len(table.columns) - len(kept.columns):
        foot.append(word(brief.locale, "more_columns", count=missing))
    for number, lines in enumerate(pages, 1):
        title = table.title
        if len(pages) > 1:
            title = word(brief.locale, "continued", title=title, page=number, pages=len(pages))
        page = Page.of(deck, brief, title)
        page.cited += table.sources
        sheet.draw(page, lines)
        line = (MARGIN, BOTTOM - _FOOT + 4, WIDTH - 2 * MARGIN, _FOOT - 4)
        page.text(" · ".join(foot), line, SMALL)
        page.finish()


def _narrowed(table: Table) -> Table:
    """The first columns; a slide has room for no more."""
    return Table(
        table.title,
        table.columns[:MOST_COLUMNS],
        tuple(row[:MOST_COLUMNS] for row in table.rows),
        table.sources,
        table.note,
    )


class _Sheet:
    """A table measured: size of type, widths of columns, lines that each row takes."""

    def __init__(
        self, table: Table, brief: Brief, most_rows: int, sizes: tuple[float, ...]
    ) -> None:
        self.brief = brief
        self.most_rows = most_rows
        self.heads = table.columns
        columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
        self.right = [
            any(isinstance(cell, int | float) for cell in column) and not is_years(column)
            for column in columns
        ]
        texts = [column_texts(column, brief.locale) for column in columns]
        self.rows = [list(row) for row in zip(*texts, strict=True)]
        total = WIDTH - 2 * MARGIN
        for size in sizes:
            self.size = size
            needs = [
                _need(head, column, size) for head, column in zip(self.heads, texts, strict=True)
            ]
            if sum(needs) <= total:
                break
        self.widths = shares(needs, total, 40.0)

    def _high(self, texts: Sequence[str], *, bold: bool = False) -> float:
        """Height of a row, points."""
        most = max(
            fit(
                text,
                wide - 2 * _PAD,
                _MOST_LINES * self.size * LINE,
                (self.size,),
                bold=bold,
            ).lines
            for text, wide in zip(texts, self.widths, strict=True)
        )
        return most * self.size * LINE + 9

    def pages(self) -> list[list[list[str]]]:
        """The rows of each slide; one without rows still shows the head."""
        room = BOTTOM - TOP - _FOOT - self._high(self.heads, bold=True)
        # Slides of about the same number of rows look better than a last one of two.
        slides = max(-(-len(self.rows) // self.most_rows), 1)
        most = -(-len(self.rows) // slides)
        pages: list[list[list[str]]] = [[]]
        left = room
        for row in self.rows:
            high = self._high(row)
            if pages[-1] and (high > left or len(pages[-1]) == most):
                pages.append([])
                left = room
            pages[-1].append(row)
            left -= high
        return pages

    def draw(self, page: Page, rows: Sequence[Sequence[str]]) -> None:
        """The native table of some rows."""
        frame = page.shapes.add_table(len(rows) + 1, len(self.heads), 0, 0, 0, 0)
        grid = frame.table
        highs = [self._high(self.heads, bold=True), *map(self._high, rows)]
        # What the page has left makes the rows airier, to a point.
        spare = min((BOTTOM - _FOOT - TOP - sum(highs)) / len(highs), _AIR)
        highs = [high + max(spare, 0.0) for high in highs]
        place(frame, MARGIN, TOP, WIDTH - 2 * MARGIN, sum(highs))
        _unstyled(grid)
        for column, wide in zip(grid.columns, self.widths, strict=True):
            column.width = Pt(wide)
        for row, high in zip(grid.rows, highs, strict=True):
            row.height = Pt(high)
        lines = [self.heads, *rows]
        for line, texts in enumerate(lines):
            for at, text in enumerate(texts):
                self._cell(page, grid.cell(line, at), text, at, highs[line], is_head=line == 0)
        page.describe(frame, f"{page.shapes.title.text}: {' | '.join(self.heads)}"[:500])

    def _cell(
        self, page: Page, cell: Any, text: str, at: int, high: float, *, is_head: bool
    ) -> None:
        plain_frame(cell.text_frame)
        cell.margin_left = cell.margin_right = Pt(_PAD)
        cell.margin_top = cell.margin_bottom = Pt(3)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        unknown = text == word(self.brief.locale, "unknown")
        style = Style(
            (self.size, self.size - 1.5),
            WHITE if is_head else GREY if unknown else INK,
            bold=is_head,
            align=PP_ALIGN.RIGHT if self.right[at] else PP_ALIGN.LEFT,
        )
        room = (self.widths[at] - 2 * _PAD, high - 8)
        paragraph = cell.text_frame.paragraphs[0]
        page.run(paragraph, text, room, style)
        if text.startswith(("http://", "https://")):
            paragraph.runs[0].hyperlink.address = text
        if is_head:
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string(NAVY)
        else:
            cell.fill.background()
            _rules(cell)


def _need(head: str, texts: Sequence[str], size: float) -> float:
    """Width that a column wants; cells longer than a line or two wrap and do not widen it."""
    widest = max((width(text[:80], size) for text in texts), default=0.0)
    return max(width(head[:60], size, bold=True), widest) + 2 * _PAD + 2


def _unstyled(grid: Any) -> None:
    """Without the bands of an office's own style."""
    grid.horz_banding = False
    grid.first_row = True


def _rules(cell: Any) -> None:
    """Thin lines above and below a cell; python-pptx has no call for the borders of cells."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    for name in ("lnB", "lnT"):
        line = (
            f'<a:{name} {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{RULE}"/>'
            f"</a:solidFill></a:{name}>"
        )
        properties.insert(0, parse_xml(line))


def table_of(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """A table of plain rows."""
    return Table(title, tuple(columns), tuple(tuple(row) for row in rows))
