"""What the cross-table checks work on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.failures import Failure, Severity
from geodata.kinds import KINDS
from geodata.tables import Read


@dataclass(frozen=True)
class Context:
    """All tables as read.

    Parameters
    ----------
    tables : by kind; a missing table is reported elsewhere and simply absent here
    tables_dir : their folder
    today : the day that counts as today
    """

    tables: Mapping[str, Read]
    tables_dir: Path
    today: date

    def frame(self, kind: str) -> pd.DataFrame:
        """The typed rows of a kind, indexed by line; empty when the table is missing."""
        table = self.tables.get(kind)
        return table.frame if table is not None else pd.DataFrame()

    def column(self, kind: str, column: str) -> list[Any]:
        """All cells of a column; none when the table is missing."""
        frame = self.frame(kind)
        return frame[column].tolist() if column in frame.columns else []

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        return {
            kind: frozenset(table.frame[KINDS[kind].id_column].dropna().astype("str"))
            for kind, table in self.tables.items()
        }

    def ids(self, kind: str) -> frozenset[str] | None:
        """All ids of a kind, or `None` when its table is missing: then nothing can be said."""
        return self._ids.get(kind)

    def cells(self, kind: str, column: str) -> Iterator[tuple[int, str]]:
        """Line and text of every filled cell of a column."""
        frame = self.frame(kind)
        if column in frame.columns:
            # Plain lists: a Series costs more to filter than a small table to read.
            for line, value in zip(frame.index.tolist(), frame[column].tolist(), strict=True):
                if value is not pd.NA and value == value:  # unknown is not itself
                    yield int(line), str(value)

    def failure(
        self,
        kind: str,
        line: int,
        column: str,
        value: Any,
        problem: str,
        remedy: str,
        severity: Severity = "error",
    ) -> Failure:
        """A failure in the table of a kind."""
        file = f"{KINDS[kind].table}.csv"
        return Failure(file, line, column, str(value), problem, remedy, severity)
