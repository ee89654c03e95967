"""How much room a text takes, so that nothing overflows its box.

Widths are those of Noto Sans SC, the font that prints and pages are set in; the fonts that an
office puts in its place run a little wider, which `LATIN` and `BOLD` allow for.
"""

import importlib.resources
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import ImageFont

LATIN: Final = 1.12  # Arial is up to 12 % wider than the Latin of Noto Sans SC
BOLD: Final = 1.06
LINE: Final = 1.33  # line height as a multiple of the size: that of Microsoft YaHei, the tallest
_EM: Final = 200  # size that widths are measured at, in pixels
_CJK_FROM: Final = "⺀"
_guard: Final = threading.Lock()  # a face of FreeType serves one thread at a time


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that fits.

    Parameters
    ----------
    text : as it was, or cut with an ellipsis
    size : of the type, points
    lines : how many it takes
    cut : whether something is missing
    """

    text: str
    size: float
    lines: int
    cut: bool


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    file = importlib.resources.files("zhplot") / "fonts" / "NotoSansSC-Regular.ttf"
    with importlib.resources.as_file(file) as path:
        return ImageFont.truetype(path, _EM)


@lru_cache(maxsize=20_000)
def _advance(character: str) -> float:
    """Width of a character as a multiple of the size; signs the font lacks count as wide."""
    if ord(character) > 0xFFFF:
        return 1.3
    with _guard:
        width = _font().getlength(character) / _EM
    return width if character >= _CJK_FROM else width * LATIN


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text on one line, in the unit of `size`."""
    return sum(map(_advance, text)) * size * (BOLD if bold else 1)


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a space or hyphen, and around each Chinese character."""
    pieces: list[str] = []
    word = ""
    for character in text:
        if character >= _CJK_FROM:
            pieces += [word, character] if word else [character]
            word = ""
            continue
        word += character
        if character in " -/":
            pieces.append(word)
            word = ""
    return [*pieces, word] if word else pieces


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a box `room` wide; a word wider than the box is broken."""
    lines = [""]
    left = room
    for piece in _pieces(text):
        needed = width(piece.rstrip(), size, bold=bold)
        if needed <= left:
            lines[-1] += piece
            left -= width(piece, size, bold=bold)
            continue
        if needed <= room:
            lines.append(piece)
            left = room - width(piece, size, bold=bold)
            continue
        for character in piece:
            step = width(character, size, bold=bold)
            if step > left and lines[-1]:
                lines.append("")
                left = room
            lines[-1] += character
            left -= step
    return lines


def fit(
    text: str, room: float, height: float, sizes: Sequence[float], *, bold: bool = False
) -> Fitted:
    """The text at the largest size at which it fits; at the smallest it is cut.

    Parameters
    ----------
    room, height : of the box, points
    sizes : points, largest first
    """
    # A box holds a few hundred characters: what lies far beyond need not be measured.
    far = 4 * int(room * height / (sizes[-1] ** 2)) + 40
    head = text[:far]
    for size in sizes:
        lines = wrapped(head, size, room, bold=bold)
        if len(head) == len(text) and len(lines) <= _most(height, size):
            return Fitted(text, size, len(lines), cut=False)
    size = sizes[-1]
    most = _most(height, size)
    kept = wrapped(head, size, room, bold=bold)[:most]
    last = kept[-1].rstrip()
    while last and width(last + "…", size, bold=bold) > room:
        last = last[:-1]
    return Fitted("".join(kept[:-1]) + last.rstrip() + "…", size, most, cut=True)


def _most(height: float, size: float) -> int:
    """Lines that a box holds, at least one."""
    return max(int(height / (size * LINE) + 0.05), 1)


def shares(needs: Sequence[float], total: float, least: float) -> list[float]:
    """Widths of columns: what they need where there is room, else shrunk from the widest on.

    Parameters
    ----------
    needs : width that the widest cell of each column wants
    total : width of the table
    least : width that no column goes below
    """
    wanted = [max(need, least) for need in needs]
    if sum(wanted) <= total:
        spare = (total - sum(wanted)) / len(wanted)
        return [need + spare for need in wanted]
    # The narrow columns keep what they need; the others share what is left evenly.
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    widths = [0.0] * len(wanted)
    left = total
    for place, column in enumerate(order):
        widths[column] = min(wanted[column], left / (len(order) - place))
        left -= widths[column]
    return widths
