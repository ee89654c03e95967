"""A table measured for a slide and drawn as a native one."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from layers.briefs.fitting import LINE, fit, shares, width
from layers.briefs.model import Brief, Table
from layers.briefs.slides_master import GREY, INK, MARGIN, NAVY, RULE, WHITE, WIDTH, place
from layers.briefs.slides_page import Page, Style, plain_frame
from layers.briefs.words import column_texts, is_years, word

_PAD: Final = 5.0
_MOST_LINES: Final = 3


class Sheet:
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

    def high(self, texts: Sequence[str], *, bold: bool = False) -> float:
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

    def height(self, rows: Sequence[Sequence[str]]) -> float:
        """Of the head and some rows, without air."""
        return self.high(self.heads, bold=True) + sum(map(self.high, rows))

    def pages(self, room: float) -> list[list[list[str]]]:
        """The rows of each slide; one without rows still shows the head.

        Parameters
        ----------
        room : height of a table on a slide, head included
        """
        room -= self.high(self.heads, bold=True)
        # Slides of about the same number of rows look better than a last one of two.
        slides = max(-(-len(self.rows) // self.most_rows), 1)
        most = -(-len(self.rows) // slides)
        pages: list[list[list[str]]] = [[]]
        left = room
        for row in self.rows:
            high = self.high(row)
            if pages[-1] and (high > left or len(pages[-1]) == most):
                pages.append([])
                left = room
            pages[-1].append(row)
            left -= high
        return pages

    def draw(
        self, page: Page, title: str, rows: Sequence[Sequence[str]], top: float, air: float
    ) -> None:
        """The native table of some rows.

        Parameters
        ----------
        title : what a screen reader calls it
        top : where it begins, points from the top of the slide
        air : added to the height of each row
        """
        frame = page.shapes.add_table(len(rows) + 1, len(self.heads), 0, 0, 0, 0)
        grid = frame.table
        highs = [self.high(self.heads, bold=True) + air]
        highs += [self.high(row) + air for row in rows]
        place(frame, MARGIN, top, WIDTH - 2 * MARGIN, sum(highs))
        grid.horz_banding = False  # without the bands of an office's own style
        for column, wide in zip(grid.columns, self.widths, strict=True):
            column.width = Pt(wide)
        for row, high in zip(grid.rows, highs, strict=True):
            row.height = Pt(high)
        for line, texts in enumerate([self.heads, *rows]):
            for at, text in enumerate(texts):
                self._cell(page, grid.cell(line, at), text, at, highs[line], is_head=line == 0)
        page.describe(frame, f"{title}: {' | '.join(self.heads)}"[:500])

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


def _rules(cell: Any) -> None:
    """Thin lines above and below a cell; python-pptx has no call for the borders of cells."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    for name in ("lnB", "lnT"):
        line = (
            f'<a:{name} {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{RULE}"/>'
            f"</a:solidFill></a:{name}>"
        )
        properties.insert(0, parse_xml(line))
