"""Texts of a brief without what breaks XML, hides or turns text round."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from layers.briefs.model import Brief, Chart, Facts, Source, Table, Words

_Form = TypeVar("_Form", Facts, Table, Chart, Words)

# Control characters, halves of pairs and non-characters are illegal in XML; the marks that turn
# the direction of text (U+202A–202E, U+2066–2069) can make a name read as another one.
_ILLEGAL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff"
    r"\ud800-\udfff]+"
)
_SPACES: Final = re.compile(r" {2,}")


def clean(text: str) -> str:
    """The text on one line, of characters that every format can hold."""
    return _SPACES.sub(" ", _ILLEGAL.sub(" ", text)).strip()


def cleaned(brief: Brief) -> Brief:
    """The brief with every text of it clean; its scene is the renderers' matter."""
    return replace(
        brief,
        subject=clean(brief.subject),
        title=clean(brief.title),
        subtitle=clean(brief.subtitle),
        release=clean(brief.release),
        review=clean(brief.review),
        link=clean(brief.link),
        notes=tuple(clean(note) for note in brief.notes),
        blocks=tuple(_clean(block) for block in brief.blocks),
        sources=tuple(_clean(source) for source in brief.sources),
    )


def _clean(value: Any) -> Any:
    """A text, a tuple or a record with every text in it clean; ids of sources are as they were."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_clean(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _clean(getattr(value, field.name))
            for field in fields(value)
            if field.name not in ("id", "sources")
        }
        return replace(value, **changed)
    return value


def blocks_with(brief: Brief, form: type[_Form]) -> list[_Form]:
    """The blocks of one form, in the order of reading."""
    return [block for block in brief.blocks if isinstance(block, form)]


def sources_of(brief: Brief, ids: list[str]) -> list[tuple[int, Source]]:
    """Numbered sources, those named."""
    return [(number, brief.sources[number - 1]) for number in brief.numbered(ids)]
