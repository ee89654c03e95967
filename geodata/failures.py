"""What a check reports: one cell or file that is wrong, and what the data keeper should do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing wrong in one table.

    Parameters
    ----------
    file : name of the file, as in ``parks.csv``
    line : line in the file, counted from 1 (the header); 0 when it is about the whole file
    column : name of the column; blank when it is about the whole line
    value : the value as it stands in the file
    problem : what is wrong with it
    remedy : what to do about it
    severity : an ``error`` stops a build, a ``warning`` does not
    """

    file: str
    line: int
    column: str
    value: str
    problem: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f" 第 {self.line} 行"
        if self.column:
            where += f" {self.column} 列"
        shown = f"“{self.value}”" if self.value else ""
        mark = "（提醒）" if self.severity == "warning" else ""
        return f"{mark}{where}：{shown}{self.problem}。{self.remedy}。"

    def as_dict(self) -> dict[str, str | int]:
        """The failure as plain data, for JSON."""
        return asdict(self)


def errors(failures: Iterable[Failure]) -> list[Failure]:
    """Those failures that stop a build."""
    return [failure for failure in failures if failure.severity == "error"]
