"""Where a figure is from, in one line: source, date, confidence."""

import re
from typing import Any, Final

from dashboard.i18n import _
from dashboard.words import CONFIDENCE, word
from geodata.errors import NotFoundError
from geodata.store import Store

# What begins a list or underlines a heading, at the start of a line.
BLOCK: Final = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)


def source_title(store: Store, source_id: object) -> str:
    """A source's title, or its id if the release does not name it."""
    try:
        return str(store.get("source", str(source_id))["title"])
    except NotFoundError:
        return str(source_id)


def line(store: Store, row: Any) -> str:
    """「来源 · 日期 · 可信度」of a row; markdown.

    Parameters
    ----------
    row : anything with ``get``: source_id, other_source_ids, as_of, confidence, note
    """
    titles = [source_title(store, row.get("source_id"))]
    others = row.get("other_source_ids")
    if isinstance(others, str) and others:
        titles += [source_title(store, each) for each in others.split(";")[:3]]
    parts = [
        _("来源：") + _("；").join(titles),
        _("日期：") + str(row.get("as_of") or _("未注")),
        _("可信度：") + word(CONFIDENCE, row.get("confidence")),
    ]
    note = row.get("note")
    if isinstance(note, str) and note:
        parts.append(_("说明：") + note)
    return "  \n".join(escape(part) for part in parts)


def stale(as_of: object, current_year: int, years: int) -> bool:
    """Whether a fact is older than `years` years."""
    text = str(as_of or "")
    return text[:4].isdigit() and current_year - int(text[:4]) > years


def badge(confidence: object) -> str:
    """A coloured badge for a confidence; markdown."""
    colour = {"high": "green", "medium": "yellow", "low": "red"}.get(str(confidence), "gray")
    return f":{colour}-badge[{_('可信度')} {word(CONFIDENCE, confidence)}]"


def escape(text: str) -> str:
    """Text that markdown shows as it is."""
    for mark in "\\`*_[]<>$:#|~&":
        text = text.replace(mark, f"\\{mark}")
    return BLOCK.sub(r"\1\\\2", text)
