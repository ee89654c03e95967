"""Cells are clean text: nothing hidden in them, nothing said twice."""

import re
from collections.abc import Iterator

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.kinds import KINDS

# Control, zero-width and direction characters, the byte order mark, and U+FFFD, which marks text
# that was once decoded wrongly.
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]"
)
_EDGES = re.compile(r"^[\s\u3000]|[\s\u3000]$")


def no_hidden_characters(context: Context) -> Iterator[Failure]:
    """Nothing that cannot be seen."""
    for kind, line, column, value in _all_cells(context):
        found = _HIDDEN.search(value)
        if found:
            code = f"U+{ord(found.group()):04X}"
            yield context.failure(
                kind, line, column, _visible(value), f"含有看不见的字符 {code}", "删去这个字符"
            )


def no_spaces_at_edges(context: Context) -> Iterator[Failure]:
    """No space before or after a text."""
    for kind, line, column, value in _all_cells(context):
        if _EDGES.search(value):
            yield context.failure(
                kind, line, column, _visible(value), "首尾有空格", "删去首尾的空格"
            )


def no_duplicate_rows(context: Context) -> Iterator[Failure]:
    """No fact is stated twice: rows differ in more than their id."""
    for name, table in context.tables.items():
        content = table.cells.drop(columns=KINDS[name].id_column, errors="ignore")
        if content.empty or KINDS[name].id_column not in table.cells.columns:
            continue
        first: dict[tuple[str, ...], int] = {}
        for line, *values in content.itertuples(name=None):
            before = first.setdefault(tuple(values), int(line))
            if before != line:
                yield context.failure(
                    name, int(line), "", "", f"除编号外与第 {before} 行完全相同", "删去重复的一行"
                )


def _all_cells(context: Context) -> Iterator[tuple[str, int, str, str]]:
    for name, table in context.tables.items():
        for column in table.cells.columns:
            lines, values = table.cells.index.tolist(), table.cells[column].tolist()
            for line, value in zip(lines, values, strict=True):
                if value:
                    yield name, int(line), str(column), str(value)


def _visible(value: str) -> str:
    """The value with what cannot be seen spelt out."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", value)
