"""Facts as cards, native text in native shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation
from pptx.util import Pt

from layers.briefs.fitting import LINE, fit
from layers.briefs.model import Brief, Fact, Facts
from layers.briefs.slides_master import BOTTOM, GREY, INK, MARGIN, NAVY, PALE, TOP, WIDTH
from layers.briefs.slides_page import SMALL, Page, Style
from layers.briefs.words import marks, word

COLUMNS: Final = 3
GAP: Final = 9.0
HIGH: Final = 76.0
HEAD: Final = 26.0
_INSET: Final = 9.0
_AROUND: Final = 25.0  # label and margins of a card
_LABEL: Final = Style((10.5, 9.5, 8.5), GREY)
_VALUE: Final = Style((20, 18, 16, 14, 12, 11, 10), NAVY, bold=True)
_SAYING: Final = Style((13, 12, 11, 10), INK)
_GROUP: Final = Style((13, 12), NAVY, bold=True)
_FULL: Final = WIDTH - 2 * MARGIN
_WIDE: Final = (_FULL - GAP * (COLUMNS - 1)) / COLUMNS
_TALLEST: Final = 90.0  # of a statement
_ROOM: Final = BOTTOM - TOP

Box = tuple[float, float, float, float]


def value_of(fact: Fact, brief: Brief) -> str:
    """The figure as read; unknown is said."""
    return fact.text or word(brief.locale, "unknown")


def basis(fact: Fact, brief: Brief) -> str:
    """The small line of a figure: period, caution, source numbers."""
    doubt = ""
    if fact.confidence in ("medium", "low"):
        level = word(brief.locale, fact.confidence)
        doubt = word(brief.locale, "confidence_is", level=level)
    parts = (fact.period, fact.note, doubt, marks(brief.numbered(fact.sources)))
    return " · ".join(part for part in parts if part)


def draw_card(page: Page, fact: Fact, box: Box) -> None:
    """One figure: what it is, the value, and what it rests on."""
    wide, high = box[2:]
    page.cited += fact.sources
    room = wide - 2 * _INSET
    frame = page.panel(box, PALE, name=fact.label[:60])
    frame.margin_left = frame.margin_right = Pt(_INSET)
    frame.margin_top = frame.margin_bottom = Pt(4)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    below = basis(fact, page.brief)
    text = value_of(fact, page.brief)
    foot = _basis_height(below, room)
    label = page.run(frame.paragraphs[0], fact.label, (room, 15), _LABEL)
    left = high - 10 - label - foot
    style = _style_of(text)
    left -= page.run(frame.add_paragraph(), text, (room, left), style)
    if below:
        page.run(frame.add_paragraph(), below, (room, left + foot), SMALL)


def _basis_height(text: str, room: float) -> float:
    """Of the small line, two lines at most."""
    if not text:
        return 0.0
    fitted = fit(text, room, 24.5, SMALL.sizes)
    return fitted.lines * fitted.size * LINE + 0.5


def _style_of(text: str) -> Style:
    """Of a value: large where it reads as a figure, plain where it is a sentence."""
    is_long = fit(text, _WIDE - 2 * _INSET, 34, (12,), bold=True).cut
    return _SAYING if is_long else _VALUE


def _is_wide(fact: Fact, brief: Brief) -> bool:
    """Whether a figure needs the whole width."""
    room = _WIDE - 2 * _INSET
    text, below = value_of(fact, brief), basis(fact, brief)
    style = _style_of(text)
    left = HIGH - _AROUND - _basis_height(below, room)
    value = fit(text, room, left, style.sizes, bold=style.bold)
    return value.cut or fit(below, room, 24.5, SMALL.sizes).cut


@dataclass(frozen=True, slots=True)
class _Line:
    """Cards side by side: up to three, or a wide one."""

    facts: tuple[Fact, ...]
    wide: float
    high: float


def _lines(facts: Sequence[Fact], brief: Brief) -> list[_Line]:
    """Cards by line: the narrow ones first, so that none stands alone between wide ones."""
    wide = [fact for fact in facts if _is_wide(fact, brief)]
    narrow = [fact for fact in facts if not _is_wide(fact, brief)]
    lines = [
        _Line(tuple(narrow[start : start + COLUMNS]), _WIDE, HIGH)
        for start in range(0, len(narrow), COLUMNS)
    ]
    for fact in wide:
        room = _FULL - 2 * _INSET
        fitted = fit(value_of(fact, brief), room, _TALLEST, _SAYING.sizes)
        high = fitted.lines * fitted.size * LINE + _basis_height(basis(fact, brief), room) + 28
        lines.append(_Line((fact,), _FULL, high))
    return lines


def draw_facts(deck: Presentation, brief: Brief, groups: Sequence[Facts]) -> None:
    """Groups of figures one below the other, on as many slides as they take.

    A group's heading stands above its cards; the slide's title names the groups on it.
    """
    planned: list[list[tuple[str, _Line]]] = [[]]
    left = _ROOM
    for group in groups:
        for place, line in enumerate(_lines(group.rows, brief)):
            opens = place == 0 or not planned[-1]
            need = line.high + GAP + (HEAD if opens else 0)
            if planned[-1] and need > left + GAP:
                planned.append([])
                left = _ROOM
                need = line.high + GAP + HEAD
            planned[-1].append((group.title, line))
            left -= need
    for lines in filter(None, planned):
        _draw(Page.of(deck, brief, " · ".join(dict.fromkeys(head for head, _ in lines))), lines)


def _draw(page: Page, lines: Sequence[tuple[str, _Line]]) -> None:
    several = len({head for head, _ in lines}) > 1
    y, above = TOP, ""
    for head, line in lines:
        if several and head != above:
            page.text(head, (MARGIN, y, _FULL, HEAD - 6), _GROUP)
            y += HEAD
        above = head
        for place, fact in enumerate(line.facts):
            draw_card(page, fact, (MARGIN + place * (_WIDE + GAP), y, line.wide, line.high))
        y += line.high + GAP
    page.finish()
