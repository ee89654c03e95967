"""Check all tables: each by its schema, then all of them against each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from geodata.checks import CHECKS
from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.tables import read_all


@dataclass(frozen=True, slots=True)
class Examined:
    """Typed frames by kind, indexed by line, and everything wrong with them."""

    frames: Mapping[str, pd.DataFrame]
    failures: list[Failure]


def examine(tables_dir: Path, *, today: date | None = None) -> Examined:
    """Read and check every table; nothing stops at the first failure.

    Parameters
    ----------
    tables_dir : folder of the curated tables, with the geographic inputs in ``geo``
    today : the day that counts as today; facts later than it are failures
    """
    tables, failures = read_all(tables_dir)
    for table in tables.values():
        failures += table.failures
    context = Context(tables, tables_dir, today or datetime.now(UTC).date())
    for check in CHECKS:
        failures += check(context)
    failures.sort(key=lambda f: (f.severity, f.file, f.line, f.column, f.problem))
    return Examined({kind: table.frame for kind, table in tables.items()}, failures)


def validate(tables_dir: Path, *, today: date | None = None) -> list[Failure]:
    """Everything wrong with the tables, errors before warnings, in the order of the files."""
    return examine(tables_dir, today=today).failures
