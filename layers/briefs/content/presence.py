"""What Chinese and Hunan firms have in a country: parks, projects, branches, cases, events."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from geodata.alerts.reading import parts
from geodata.store import Row
from layers.briefs.content.desk import Desk, cited
from layers.briefs.model import Cell, Table

Cells = Callable[[Row], tuple[Cell, ...]]
MOST: Final = 6
_RECENT: Final = ("year_start", "year_started", "start_date", "year", "opened")


def tables(desk: Desk, iso3: str) -> Iterator[Table]:
    """One table a kind; a kind of which the country has nothing is left out."""
    yield from (
        table
        for table in (
            parks(desk, desk.rows("park", iso3=iso3)),
            projects(desk, desk.rows("project", iso3=iso3)),
            branches(desk, desk.rows("branch", iso3=iso3)),
            cases(desk, desk.rows("case", iso3=iso3)),
            events(desk, [row for row in desk.rows("event") if _takes_part(row, iso3)]),
        )
        if table is not None
    )


def _takes_part(row: Row, iso3: str) -> bool:
    return row["iso3"] == iso3 or iso3 in parts(row["linked_iso3"])


def parks(desk: Desk, rows: Sequence[Row], most: int = MOST) -> Table | None:
    """Parks, those of Hunan firms first."""
    return _table(
        desk, "parks", rows, ("name", "hunan", "status", "since", "area"),
        lambda row: (
            desk.called(row), desk.word("yes_no", row["hunan_linked"]),
            desk.word("park_status", row["status"]), row["year_started"], row["area_km2"],
        ),
        most=most,
    )  # fmt: skip


def projects(desk: Desk, rows: Sequence[Row], most: int = MOST) -> Table | None:
    """Projects, those of Hunan firms first."""
    return _table(
        desk, "projects", rows, ("name", "company", "form", "amount", "since", "status"),
        lambda row: (
            desk.called(row), desk.chinese(row["company"]), desk.word("form", row["form"]),
            desk.counted(row["amount"], row["amount_unit"]) or None, row["year_start"],
            desk.word("project_status", row["status"]),
        ),
        most=most,
    )  # fmt: skip


def branches(desk: Desk, rows: Sequence[Row], most: int = MOST) -> Table | None:
    """Branches of Chinese banks, those that may lend first."""
    order = ("branch", "subsidiary", "sub-branch", "representative-office")
    ranked = sorted(
        rows, key=lambda row: order.index(row["licence"]) if row["licence"] in order else len(order)
    )
    return _table(
        desk, "branches", ranked, ("name", "licence", "since"),
        lambda row: (
            desk.called(row), desk.word("licence", row["licence"]),
            str(row["opened"] or "")[:4] or None,
        ),
        by_date=False, most=most,
    )  # fmt: skip


def cases(desk: Desk, rows: Sequence[Row], most: int = MOST) -> Table | None:
    """Cases: who did what, and what came of it."""
    return _table(
        desk, "cases", rows, ("name", "company", "year", "cases-col"),
        lambda row: (
            desk.called(row), desk.chinese(row["actor"]), row["year"], desk.chinese(row["what"]),
        ),
        most=most,
    )  # fmt: skip


def events(desk: Desk, rows: Sequence[Row], most: int = MOST) -> Table | None:
    """Events in the country or with it, the newest first."""
    return _table(
        desk, "events", rows, ("name", "when", "country", "amount"),
        lambda row: (
            desk.called(row), row["start_date"], desk.country(row["iso3"]),
            desk.counted(row["amount"], row["amount_unit"]) or None,
        ),
        most=most,
    )  # fmt: skip


def _table(
    desk: Desk,
    title: str,
    rows: Sequence[Row],
    heads: Sequence[str],
    cells: Cells,
    *,
    by_date: bool = True,
    most: int = MOST,
) -> Table | None:
    """Rows as a table: Hunan's first, then the newest; no more than a brief can bear."""
    if not rows:
        return None
    ranked = sorted(rows, key=_newest_first) if by_date else list(rows)
    told = ranked[:most]
    note = desk.say("rows-cut", n=most, all=len(rows)) if len(rows) > most else ""
    return Table(
        desk.say(title),
        tuple(desk.say(head) for head in heads),
        tuple(cells(row) for row in told),
        cited(*told),
        note,
    )


def _newest_first(row: Row) -> tuple[bool, int]:
    """Hunan's first; then by date, the newest first and the undated last."""
    day = next((str(row[name]) for name in _RECENT if row.get(name)), "")
    digits = "".join(each for each in day if each.isdigit()).ljust(8, "0")[:8]
    return row.get("hunan_linked") != "yes", -int(digits)
