"""Names on paper: placed by their real widths, so that none cover each other or leave the map."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from layers.labels import DOT_SHIFT
from layers.palette import Rgb
from layers.print.draw import tone
from layers.print.fonts import settable, type_of, width
from layers.print.sheet import Sheet

HALO: Final = 3.0  # px around a name
TALL: Final = 1.1  # height of a line of type, in sizes
AIR: Final = 1.0  # points between two names
ROOM: Final = 6000.0  # square marks (px) of the map for each name: more would hide the map
# Where a name is tried, in its own widths and heights: first at its point, then beside it.
AROUND: Final = ((0, 0), (0, 0.9), (0, -0.9), (0.35, 0), (-0.35, 0), (0, 1.7), (0, -1.7))
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """A text to be placed.

    Parameters
    ----------
    at : point on the sheet
    text : as set
    size : points
    colour, halo : of the type and around it
    dot : radius in points of the dot that marks a place; 0 for none
    fixed : drawn where it is told, whatever is below
    order : above what it is drawn
    """

    at: tuple[float, float]
    text: str
    size: float
    colour: Rgb
    halo: Rgb
    dot: float = 0.0
    fixed: bool = False
    order: float = 0.0


def printed(text: str) -> str:
    """A name of the screen as it is set on paper: its kerning for the screen undone."""
    if any(ord(char) > 0x2E7F for char in text):
        text = text.replace("(", "（").replace(")", "）")
    return settable(text.replace("\u200a", ""))


def place(
    names: Sequence[Name],
    marks: NDArray[np.float64],
    sheet: Sheet,
    kept: Sequence[Box] = (),
) -> list[tuple[Name, tuple[float, float]]]:
    """Names with the middle of each, in points; those without room are left out.

    Parameters
    ----------
    names : the first ones win, after those that are fixed
    marks : n × 4 array of boxes (left, bottom, right, top) that no name should cover
    sheet : the map
    kept : boxes that stay free
    """
    taken: list[Box] = list(kept)
    most = max(sheet.width * sheet.height / sheet.mark**2 / ROOM, 4)
    placed: list[tuple[Name, tuple[float, float]]] = []
    for name in sorted(names, key=lambda each: not each.fixed):
        if len(placed) >= most and not name.fixed:
            break
        found = _spot(name, np.array(taken).reshape(-1, 4), marks, sheet)
        if found is not None:
            taken.append(_box(name, found))
            if name.dot:
                taken.append(_round(name.at, name.dot))
            if name.dot and _hit(_round(name.at, name.dot), marks):
                name = replace(name, dot=0.0)  # noqa: PLW2901  (a mark of ours stands there)
            placed.append((name, found))
    return placed


def _spot(
    name: Name, taken: NDArray[np.float64], marks: NDArray[np.float64], sheet: Sheet
) -> tuple[float, float] | None:
    """The first place that is free of names and marks, else of names, else none."""
    if name.fixed:
        return name.at
    second = None
    for spot in _tried(name, sheet):
        box = _box(name, spot)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= sheet.width and box[3] <= sheet.height
        if not inside or _hit(box, taken):
            continue
        if not _hit(box, marks):
            return spot
        second = second or spot
    return second


def _tried(name: Name, sheet: Sheet) -> Iterator[tuple[float, float]]:
    x, y = name.at
    across, up = width(name.text, name.size), name.size * TALL
    if name.dot:
        away = across / 2 + name.dot + 2
        rise = DOT_SHIFT * sheet.mark
        yield from ((x, y + rise), (x + away, y), (x, y - rise), (x - away, y))
    else:
        for right, above in AROUND:
            yield x + right * across, y + above * up


def _box(name: Name, middle: tuple[float, float]) -> Box:
    half, tall = width(name.text, name.size) / 2 + AIR, name.size * TALL / 2 + AIR / 2
    return middle[0] - half, middle[1] - tall, middle[0] + half, middle[1] + tall


def _round(at: tuple[float, float], radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _hit(box: Box, others: NDArray[np.float64]) -> bool:
    if not len(others):
        return False
    apart = (
        (others[:, 0] >= box[2])
        | (others[:, 2] <= box[0])
        | (others[:, 1] >= box[3])
        | (others[:, 3] <= box[1])
    )
    return not bool(apart.all())


def draw(axes: Axes, placed: Sequence[tuple[Name, tuple[float, float]]], sheet: Sheet) -> None:
    """The names, each with its halo and its dot."""
    for name, (x, y) in placed:
        if name.dot:
            axes.add_patch(
                Circle(name.at, name.dot, facecolor=tone(name.colour), edgecolor=tone(name.halo),
                       linewidth=0.4, zorder=name.order)
            )  # fmt: skip
        text: Any = axes.text(
            x, y, name.text, fontproperties=type_of(name.size), color=tone(name.colour),
            ha="center", va="center_baseline", parse_math=False, zorder=name.order, clip_on=True,
        )  # fmt: skip
        text.set_path_effects([withStroke(linewidth=HALO * sheet.mark, foreground=tone(name.halo))])
