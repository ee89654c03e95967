"""The pages registered with Streamlit in this run, so that links can name them by path."""

from contextvars import ContextVar
from typing import Any

_pages: ContextVar[dict[str, Any]] = ContextVar("atlas_pages")


def register(pages: dict[str, Any]) -> None:
    """Remember this run's pages by path."""
    _pages.set(pages)


def page_of(path: str) -> Any:
    """Streamlit's page of a path."""
    return _pages.get()[path]
