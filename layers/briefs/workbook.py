"""A brief as an Excel workbook: figures, tables, data and charts, sources, notes."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geodata.export.sheet import looks_like_formula
from layers.briefs.cleaning import blocks_with, cleaned
from layers.briefs.model import Brief, Cell, Chart, Facts, Table, Words
from layers.briefs.slides_master import INK, NAVY, RULE, SERIES, WHITE
from layers.briefs.stamps import stamped
from layers.briefs.words import common_decimals, day_text, is_years, word

SHEET_NAME_LIMIT: Final = 31
CELL_LIMIT: Final = 32_767  # characters, Excel's own limit
_URL_LIMIT: Final = 2_079
_WIDEST: Final = 60
_VALUE: Final = 3  # column of the bare numbers of figures
_LINE_HEIGHT: Final = 14.5  # points
_TALLEST: Final = 400.0  # of a row; Excel's own limit is 409
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_FORMS: Final = {
    "bars": {"type": "bar"},
    "columns": {"type": "column"},
    "lines": {"type": "line"},
    "stacked": {"type": "column", "subtype": "stacked"},
}


def write_xlsx(brief: Brief) -> bytes:
    """The brief as a workbook: numbers are numbers, texts are texts whatever they begin with.

    Sheets: the figures; one for each table and for each chart, with the chart itself; the
    sentences; the sources, numbered as in the other files; what the brief is. The same brief gives
    the same bytes.
    """
    brief = cleaned(brief)
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        day = datetime(brief.day.year, brief.day.month, brief.day.day)  # noqa: DTZ001  (a bare day)
        book.set_properties(
            {
                "title": brief.title[:255],
                "subject": brief.subject[:255],
                "author": word(brief.locale, "atlas"),
                "comments": f"{word(brief.locale, 'release')} {brief.release}"[:255],
                "created": day,
            }
        )
        _Writer(book, brief).write()
    return stamped(out.getvalue(), brief.day)


class _Writer:
    """The open workbook, its formats and the names that its sheets have taken."""

    def __init__(self, book: Any, brief: Brief) -> None:
        self.book = book
        self.brief = brief
        self.taken: set[str] = set()
        font = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": f"#{INK}"}
        self.font = font
        self.formats: dict[tuple[str, ...], Format] = {}
        head = font | {
            "bold": True, "font_color": f"#{WHITE}", "bg_color": f"#{NAVY}",
            "valign": "vcenter", "text_wrap": True,
        }  # fmt: skip
        self.heads = {
            is_number: book.add_format(head | {"align": "right" if is_number else "left"})
            for is_number in (False, True)
        }

    def write(self) -> None:
        """All sheets."""
        self._facts()
        for block in self.brief.blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Chart):
                self._chart(block)
        self._words()
        self._sources()
        self._about()

    def word(self, key: str) -> str:
        """A fixed word in the brief's language."""
        return word(self.brief.locale, key)

    def numbers(self, ids: Sequence[str]) -> str:
        """Numbers of sources as a cell: 1, 4."""
        return ", ".join(map(str, self.brief.numbered(ids)))

    def format(self, **own: object) -> Format:
        """A format on top of the common one, made once."""
        key = tuple(f"{name}={value}" for name, value in own.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format(self.font | {"valign": "top"} | own)
        return self.formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A sheet of a name that Excel takes and no other sheet has."""
        title = sheet_name(name, self.taken)
        self.taken.add(title.casefold())
        page = self.book.add_worksheet(title)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_footer("&L&8" + self.word("atlas") + "&R&8&P / &N")
        return page

    def put(self, page: Worksheet, line: int, column: int, value: Cell, pattern: str = "") -> None:
        """One cell; unknown stays blank."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            risky = looks_like_formula(value)
            style = {"text_wrap": True} | ({"quote_prefix": True} if risky else {})
            text = value if len(value) <= CELL_LIMIT else value[: CELL_LIMIT - 1] + "…"
            page.write_string(line, column, text, self.format(**style))
        elif value - value == 0:  # neither infinite nor "not a number"
            page.write_number(line, column, value, self.format(num_format=pattern or "General"))

    def grid(
        self, page: Worksheet, top: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]]
    ) -> None:
        """Heads and rows with widths, a filter and heads that stay in view."""
        page.set_row(top, 22)
        for column, head in enumerate(heads):
            cells = [row[column] for row in rows]
            is_number = any(isinstance(cell, int | float) for cell in cells)
            page.write_string(top, column, head[:CELL_LIMIT], self.heads[is_number])
            pattern = number_pattern(cells)
            for line, cell in enumerate(cells, top + 1):
                self.put(page, line, column, cell, pattern or number_pattern([cell]))
            page.set_column(column, column, _width([head, *cells]))
        for line, row in enumerate(rows, top + 1):
            # Offices other than Excel do not find the height of wrapped texts by themselves.
            if (lines := max(map(_lines, row), default=1)) > 1:
                page.set_row(line, min(lines * _LINE_HEIGHT, _TALLEST))
        page.freeze_panes(top + 1, 1)
        if rows and heads:
            page.autofilter(top, 0, top + len(rows), len(heads) - 1)

    def _facts(self) -> None:
        keys = (
            "section",
            "label",
            "text",
            "value",
            "unit",
            "period",
            "sources",
            "confidence",
            "note",
        )
        rows: list[tuple[Cell, ...]] = [
            (
                group.title, fact.label, fact.text or self.word("unknown"), fact.number, fact.unit,
                fact.period, self.numbers(fact.sources),
                self.word(fact.confidence) if fact.confidence in ("high", "medium", "low") else "",
                fact.note,
            )
            for group in blocks_with(self.brief, Facts)
            for fact in group.rows
        ]  # fmt: skip
        page = self.sheet(self.word("summary"))
        # Figures of many units share the column: each cell shows its own digits.
        self.grid(
            page, 0, [self.word(key) for key in keys], [(*row[:3], None, *row[4:]) for row in rows]
        )
        page.write_string(0, _VALUE, self.word("value"), self.heads[True])
        page.set_column(_VALUE, _VALUE, 20)
        for line, row in enumerate(rows, 1):
            self.put(page, line, _VALUE, row[_VALUE], number_pattern([row[_VALUE]]))

    def _table(self, table: Table) -> None:
        page = self.sheet(table.title or self.word("table"))
        self._heading(page, table.title, table.note, table.sources)
        self.grid(page, 3, table.columns, table.rows)

    def _chart(self, chart: Chart) -> None:
        page = self.sheet(chart.title or self.word("chart"))
        unit = word(self.brief.locale, "unit_is", unit=chart.unit) if chart.unit else ""
        note = " · ".join(part for part in (unit, chart.note) if part)
        self._heading(page, chart.title, note, chart.sources)
        heads = [self.word("category"), *(series.name for series in chart.series)]
        values = [series.values for series in chart.series]
        rows: list[tuple[Cell, ...]] = [
            (name, *(each[place] for each in values)) for place, name in enumerate(chart.categories)
        ]
        self.grid(page, 3, heads, rows)
        if not rows or not values:
            return
        drawn = self.book.add_chart(_FORMS[chart.form])
        last = 3 + len(rows)
        for place in range(len(values)):
            colour = f"#{SERIES[place % len(SERIES)]}"
            look = {"line": {"color": colour, "width": 2.25}} if chart.form == "lines" else {
                "fill": {"color": colour}, "gap": 45,
            }  # fmt: skip
            drawn.add_series(
                {
                    "name": [page.get_name(), 3, place + 1],
                    "categories": [page.get_name(), 4, 0, last, 0],
                    "values": [page.get_name(), 4, place + 1, last, place + 1],
                    **look,
                }
            )
        # The title is the cell above: a text such as “x!A1” would be read as a reference.
        drawn.set_title(
            {"name": [page.get_name(), 0, 0], "name_font": {"size": 12, "color": f"#{NAVY}"}}
        )
        grid = {"visible": True, "line": {"color": f"#{RULE}", "width": 0.5}}
        names: dict[str, object] = {"reverse": chart.form == "bars"}
        scale: dict[str, object] = {"major_gridlines": grid}
        # The axes of lying bars change places; the first bar is on top, as in the table.
        across, up = (scale, names) if chart.form == "bars" else (names, scale)
        drawn.set_x_axis(across)
        drawn.set_y_axis(up)
        drawn.set_legend({"none": True} if len(values) == 1 else {"position": "bottom"})
        drawn.set_size({"width": 720, "height": 400})
        page.insert_chart(3, len(heads) + 1, drawn, {"description": chart.title[:200]})

    def _heading(self, page: Worksheet, title: str, note: str, sources: Sequence[str]) -> None:
        """Title, basis and sources above a grid."""
        bold = self.format(bold=True, font_size=13, font_color=f"#{NAVY}")
        page.write_string(0, 0, title[:CELL_LIMIT], bold)
        numbers = "".join(f"[{number}]" for number in self.brief.numbered(sources))
        source = word(self.brief.locale, "source_line", numbers=numbers) if numbers else ""
        small = self.format(font_size=9, italic=True)
        for line, text in enumerate((note, source), 1):
            if text:
                page.write_string(line, 0, text[:CELL_LIMIT], small)

    def _words(self) -> None:
        rows: list[tuple[Cell, ...]] = [
            (block.title, text, self.numbers(block.sources))
            for block in blocks_with(self.brief, Words)
            for text in block.paragraphs
        ]
        if rows:
            heads = [self.word(key) for key in ("section", "content", "sources")]
            self.grid(self.sheet(self.word("words")), 0, heads, rows)

    def _sources(self) -> None:
        page = self.sheet(self.word("sources"))
        keys = ("number", "title", "publisher", "published", "link", "licence")
        rows: list[tuple[Cell, ...]] = [
            (number, each.title, each.publisher, each.published, each.url, each.licence)
            for number, each in enumerate(self.brief.sources, 1)
        ]
        self.grid(page, 0, [self.word(key) for key in keys], rows)
        for line, each in enumerate(self.brief.sources, 1):
            self._link(page, line, 4, each.url)

    def _link(self, page: Worksheet, line: int, column: int, url: str) -> None:
        """An address that opens, where it leads to the web and Excel can hold it."""
        if url.startswith(("http://", "https://")) and len(url) <= _URL_LIMIT:
            blue = self.format(font_color=f"#{SERIES[4]}", underline=1)
            page.write_url(line, column, url, blue, string=url[:255])

    def _about(self) -> None:
        brief = self.brief
        page = self.sheet(self.word("about"))
        rows: list[tuple[Cell, ...]] = [
            (self.word("title"), brief.title),
            (self.word("subtitle"), brief.subtitle),
            (self.word("subject"), brief.subject),
            (self.word("date"), day_text(brief.day, brief.locale)),
            (self.word("release"), brief.release),
            (self.word("review"), brief.review),
            (self.word("link"), brief.link),
            (self.word("licence"), self.word("rights")),
            (self.word("note"), self.word("blank_means")),
            *((self.word("note"), note) for note in brief.notes),
        ]
        self.grid(page, 0, [self.word("item"), self.word("content")], rows)
        self._link(page, 7, 1, brief.link)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, without its signs of reference, and not yet taken.

    Parameters
    ----------
    taken : names of other sheets, casefolded: Excel does not tell capitals apart
    """
    plain = _FORBIDDEN.sub(" ", wanted).strip("' ") or "-"
    name, count = _head_of(plain, SHEET_NAME_LIMIT), 1
    # Excel keeps "History" for itself.
    while name.casefold() in taken or name.casefold() == "history":
        count += 1
        tail = f" {count}"
        name = _head_of(plain, SHEET_NAME_LIMIT - len(tail)) + tail
    return name


def _head_of(text: str, most: int) -> str:
    """The beginning of a name; Excel counts a sign beyond the first 65,536 as two."""
    head = text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    return head.strip("' ")


def number_pattern(cells: Sequence[Cell]) -> str:
    """Excel's format for a column: years plain, others grouped with the digits they need.

    Blank where the numbers are too different to share one.
    """
    if is_years(cells):
        return "0"
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    if any(0 < abs(number) < 0.001 for number in numbers):
        return "General"
    decimals = common_decimals(cells)
    if decimals is None:
        return ""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _characters(cell: Cell) -> int:
    """Width of a cell in characters: a Chinese one takes two."""
    text = "" if cell is None else str(cell)[:CELL_LIMIT]
    return sum(2 if character > "⺀" else 1 for character in text)


def _width(cells: Sequence[Cell]) -> float:
    """Width of a column in characters."""
    widest = max(map(_characters, cells), default=8)
    return float(min(max(widest + 3, 8), _WIDEST))


def _lines(cell: Cell) -> int:
    """Lines that a cell takes in a column of the greatest width."""
    return -(-_characters(cell) // (_WIDEST - 4)) if isinstance(cell, str) else 1
