"""The pages registered with Streamlit in this run, so that links can name them by path."""

from contextvars import ContextVar
from typing import Any

_pages: ContextVar[dict[str, Any]] = ContextVar("atlas_pages")
_current: ContextVar[str] = ContextVar("atlas_page", default="")


def register(pages: dict[str, Any]) -> None:
    """Remember this run's pages by path."""
    _pages.set(pages)


def enter(page: Any) -> None:
    """Remember which of the registered pages this run shows."""
    _current.set(next(path for path, known in _pages.get().items() if known is page))


def current_path() -> str:
    """The path of the page that this run shows."""
    return _current.get()


def page_of(path: str) -> Any:
    """Streamlit's page of a path."""
    return _pages.get()[path]
