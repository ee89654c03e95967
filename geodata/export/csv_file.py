"""CSV that Excel opens with the right characters."""

import csv
import io
from typing import Any

from geodata.export.sheet import Sheet, looks_like_formula


def to_csv(sheet: Sheet) -> bytes:
    """The rows as CSV: UTF-8 with a byte order mark, without which Excel guesses wrong.

    CSV has no second page for the sources, so their titles are a last column.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*sheet.columns, "source_titles"])
    for row, record in zip(sheet.rows, sheet.records(), strict=True):
        writer.writerow(_safe(value) for value in (*row, "；".join(sheet.cited(record))))
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    if isinstance(value, str) and looks_like_formula(value):
        return "'" + value
    return value
