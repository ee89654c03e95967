"""Type on paper: a Chinese font from a package, and texts made safe to set in it."""

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

fontManager.addfont(CHINESE)
# Once for the process, before anything is drawn: real fonts in PDF, the same ids in every SVG.
mpl.rcParams["pdf.fonttype"] = 42
mpl.rcParams["svg.fonttype"] = "path"
mpl.rcParams["svg.hashsalt"] = "atlas"


def type_of(size: float) -> FontProperties:
    """The font at a size in points."""
    return FontProperties(family=list(FAMILIES), size=size)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(
        code for path in (CHINESE, OTHERS) for code in get_font(str(path)).get_charmap()
    )


@lru_cache(maxsize=4096)
def settable(text: str) -> str:
    """The text without what cannot be set: marks that turn the direction, controls, odd spaces.

    A character that neither font has becomes `MISSING`, so that its place is seen. In Latin texts
    an apostrophe is straight: the Chinese font's curved one is as wide as a character.
    """
    glyphs = _glyphs()
    if not any(ord(char) > 0x2E7F for char in text):
        text = text.replace("\u2019", "'")
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


@lru_cache(maxsize=8192)
def width(text: str, size: float) -> float:
    """Width in points of a settable text at a size in points."""
    font = get_font((str(CHINESE), str(OTHERS)))
    font.set_size(100, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 100 * size


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
        while width(line.rstrip(), size) > room and len(line) > 1:
            fits = max(1, int(len(line) * room / width(line, size)))
            while fits > 1 and width(line[:fits], size) > room:
                fits -= 1
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
