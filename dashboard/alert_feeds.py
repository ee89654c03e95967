"""News of official feeds: fetched when asked, shown once let in."""

from dashboard.context import View


def actions(view: View) -> None:
    """Filters and buttons."""


def show(view: View) -> None:
    """The list."""
