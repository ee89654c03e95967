"""An Excel workbook: the rows, their sources, and notes."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geodata.errors import ExportError
from geodata.export.sheet import Sheet, looks_like_formula
from geodata.kinds import KINDS

CELL_LIMIT = 32767  # characters, Excel's own limit
ROW_LIMIT = 1_048_575
_WIDEST = 60
_HEAD = PatternFill("solid", fgColor="FF12304F")
_EPOCH = (2000, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def to_xlsx(sheet: Sheet) -> bytes:
    """The workbook: the rows, further pages if there are any, 来源 and 说明.

    Raises
    ------
    ExportError
        If there are more rows, or a longer text, than a workbook can hold.
    """
    if len(sheet.rows) > ROW_LIMIT:
        raise ExportError(
            f"共 {len(sheet.rows)} 行，超过 Excel 一张表的上限", remedy="先筛选，或改用 csv 格式"
        )
    book = Workbook()
    first = book.active
    first.title = KINDS[sheet.kind].zh
    _fill(first, sheet.columns, sheet.rows)
    for title, columns, rows in sheet.further:
        _fill(book.create_sheet(title), columns, rows)
    _fill(book.create_sheet("来源"), sheet.source_columns, sheet.sources)
    _fill(book.create_sheet("说明"), ["项目", "内容"], sheet.notes)
    out = io.BytesIO()
    book.save(out)
    return _same_every_day(out.getvalue())


def _fill(page: Worksheet, columns: list[str], rows: Iterable[Sequence[Any]]) -> None:
    widths = [len(name) + 2 for name in columns]
    for column, name in enumerate(columns, start=1):
        cell = page.cell(1, column, name)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = _HEAD
        cell.alignment = Alignment(vertical="center")
    for line, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if value is not None:
                _put(page, line, column, value)
                widths[column - 1] = max(widths[column - 1], _width(str(value)))
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = min(width + 1, _WIDEST)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions


def _put(page: Worksheet, line: int, column: int, value: Any) -> None:
    """Write one cell; a text is text whatever it begins with."""
    if isinstance(value, str) and len(value) > CELL_LIMIT:
        raise ExportError(
            f"第 {line} 行有一段文字长 {len(value)} 字，超过 Excel 单元格的上限",
            remedy="改用 csv 或 geojson 格式",
        )
    cell = page.cell(line, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        cell.quotePrefix = looks_like_formula(value)


def _width(text: str) -> int:
    """Columns a text takes: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text[:_WIDEST])


def _same_every_day(data: bytes) -> bytes:
    """The workbook without the times that openpyxl writes into it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", content)
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()
