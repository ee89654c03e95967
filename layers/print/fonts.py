"""Type on paper: a Chinese font from a package, and texts made safe to set in it."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags

# The package unpacks to a folder; its Chinese font (OFL) is a file there.
with as_file(files("zhplot") / "fonts" / "NotoSansSC-Regular.ttf") as _found:
    CHINESE: Final = Path(_found)
# DejaVu comes with matplotlib and serves the scripts that the Chinese font lacks.
OTHERS: Final = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
FAMILIES: Final = ("Noto Sans SC", "DejaVu Sans")
MISSING: Final = "□"
_APOSTROPHE: Final = re.compile(r"(?<=[A-Za-zÀ-ÿ])\u2019(?=[\sA-Za-zÀ-ÿ]|$)")

fontManager.addfont(CHINESE)
# To the front: among fonts of one name the first is taken, and a machine may have its own.
fontManager.ttflist.insert(0, fontManager.ttflist.pop())
# Once for the process, before anything is drawn: real fonts in PDF, the same ids in every SVG.
mpl.rcParams["pdf.fonttype"] = 42
mpl.rcParams["svg.fonttype"] = "path"
mpl.rcParams["svg.hashsalt"] = "atlas"


def type_of(size: float) -> FontProperties:
    """The font at a size in points."""
    return FontProperties(family=list(FAMILIES), size=size)


@lru_cache(maxsize=1)
def _glyphs() -> tuple[frozenset[int], frozenset[int]]:
    """The characters of the Chinese font, and those of either font."""
    chinese, others = (frozenset(get_font(str(path)).get_charmap()) for path in (CHINESE, OTHERS))
    return chinese, chinese | others


@lru_cache(maxsize=4096)
def settable(text: str) -> str:
    """The text without what cannot be set: marks that turn the direction, controls, odd spaces.

    A character that neither font has becomes `MISSING`, so that its place is seen. A Latin
    apostrophe is straight: the Chinese font's curved one is as wide as a character.
    """
    glyphs = _glyphs()[1]
    text = _APOSTROPHE.sub("'", text)
    out = []
    for char in text:
        kind = unicodedata.category(char)
        if kind == "Zs":
            out.append(char if ord(char) in glyphs else " ")
        elif char in "\n\t":
            out.append(" ")
        elif kind.startswith("C") or kind in ("Zl", "Zp") or unicodedata.combining(char) > 240:
            continue
        else:
            out.append(char if ord(char) in glyphs else MISSING)
    return "".join(out)


@lru_cache(maxsize=32_768)
def _advance(char: str) -> float:
    """Width of a character in sizes of its type."""
    font = get_font(str(CHINESE if ord(char) in _glyphs()[0] else OTHERS))
    font.set_size(100, 72)
    return float(font.load_char(ord(char), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 6.5536e6


def width(text: str, size: float) -> float:
    """Width in points of a settable text at a size in points, kerning apart."""
    return sum(map(_advance, text)) * size


def fitting(text: str, size: float, room: float) -> int:
    """How many of a text's characters have room, at least one."""
    left = room
    for place, char in enumerate(text):
        left -= _advance(char) * size
        if left < 0:
            return max(place, 1)
    return len(text)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Lines of a text that are no wider than `room` points; Chinese breaks anywhere.

    A word wider than the room is broken too: nothing is ever cut off.
    """
    lines, line = [], ""
    for word in _words(settable(text)):
        if line and width((line + word).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
        while len(line) > 1 and width(line.rstrip(), size) > room:
            fits = fitting(line, size, room)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """Pieces between which a line may break: words with their space, Chinese characters."""
    out: list[str] = []
    open_ = False
    for char in text:
        chinese = ord(char) > 0x2E7F
        if out and ((open_ and not chinese) or char in "，。；：、）》”·"):
            out[-1] += char
        else:
            out.append(char)
        open_ = not chinese and char != " "
    return out
