"""Interface texts through gettext: Chinese is the source, other languages are catalogs.

Catalogs are `.po` files read directly (Babel), so there is no compiled file to forget.
"""

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_DIR: Final = Path(__file__).parent / "locale"
LOCALES: Final[dict[str, str]] = {"zh": "中文", "en": "English"}
SOURCE_LOCALE: Final = "zh"

_current: ContextVar[str] = ContextVar("atlas_locale", default=SOURCE_LOCALE)


@cache
def _catalog(locale: str) -> gettext.NullTranslations:
    """The catalog of a language; the source language needs none."""
    path = LOCALE_DIR / locale / "LC_MESSAGES" / "atlas.po"
    if locale == SOURCE_LOCALE or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=locale)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def activate(locale: str) -> None:
    """Speak this language in the current run; an unknown one falls back to Chinese."""
    _current.set(locale if locale in LOCALES else SOURCE_LOCALE)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak another language for a while."""
    token = _current.set(locale)
    try:
        yield
    finally:
        _current.reset(token)


def locale() -> str:
    """The language of the current run."""
    return _current.get()


def _(message: str) -> str:
    """The message in the current language."""
    return _catalog(_current.get()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for a count in the current language, with ``{n}`` filled in."""
    return _catalog(_current.get()).ngettext(singular, plural, count).format(n=count)


def N_(message: str) -> str:  # noqa: N802  (the usual gettext name for "mark, translate later")
    """Mark a message of a table of words; it is translated where it is shown."""
    return message


def noted(text: str, note: object) -> str:
    """A text with a note in brackets, as the language writes them; no note adds nothing."""
    if not (isinstance(note, str) and note):
        return text
    return _("{text}（{note}）").format(text=text, note=note)


def listed(items: Iterable[str]) -> str:
    """Items in a row, parted as the language does it."""
    return _("、").join(items)


def pick(row: object, field: str = "name") -> str:
    """A row's name in the current language: its own, else English, else Chinese.

    Parameters
    ----------
    row : anything with ``name_zh``, ``name_en`` … as attributes or keys
    field : the part before the language
    """
    for code in dict.fromkeys((locale(), *(("en", "zh") if locale() != "zh" else ("zh", "en")))):
        name = f"{field}_{code}"
        value = row.get(name) if hasattr(row, "get") else getattr(row, name, None)
        if isinstance(value, str) and value:
            return value
    return ""
