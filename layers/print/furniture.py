"""What stands around a printed map: legend, footer, scale bar."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.patheffects import AbstractPathEffect, withStroke
from matplotlib.transforms import Affine2D

from geodata.format import number
from layers.palette import Ground, rgb
from layers.print.draw import tone
from layers.print.fonts import settable, type_of, width, wrapped
from layers.print.marks import outline_of
from layers.print.sheet import Sheet
from layers.scene import Legend, Swatch

ROW: Final = 1.65  # height of a row of the legend, in sizes of its type
LINE: Final = 1.4  # height of a line of the footer, likewise
SMALLEST: Final = 0.7  # to which type shrinks before entries go
MORE: Final[dict[str, str]] = {
    "zh": "……另有 {n} 项", "en": "… and {n} more", "fr": "… et {n} de plus",
}  # fmt: skip
KM: Final[dict[str, str]] = {"zh": "公里"}
EQUATOR_KM: Final = 40_075.017
# Share by which the scale may differ between the top and the bottom of a map with a bar.
EVEN: Final = 0.15


@dataclass(frozen=True, slots=True)
class Entry:
    """A title of a legend (`swatch` is None) or one of its entries, where it stands in points."""

    x: float
    row: int
    text: str
    swatch: Swatch | None


@dataclass(frozen=True, slots=True)
class Strip:
    """A legend set in rows below a map."""

    entries: tuple[Entry, ...]
    rows: int
    size: float

    @property
    def height(self) -> float:
        """Points that it takes."""
        return self.rows * self.size * ROW + (self.size * 0.5 if self.rows else 0)


def strip(legends: Sequence[Legend], size: float, room: tuple[float, float], locale: str) -> Strip:
    """The legend set in rows: type shrinks where it must, then the last entries are counted.

    Parameters
    ----------
    size : of the type, points
    room : width and greatest height, points
    """
    pieces: list[tuple[str, Swatch | None]] = []
    for legend in legends:
        if legend.title:
            pieces.append((legend.title, None))
        pieces += [(swatch.label, swatch) for swatch in legend.swatches]
    for share in (1.0, 0.85, SMALLEST):
        found = _rows(pieces, size * share, room[0])
        if found.height <= room[1]:
            return found
    small = size * SMALLEST
    for kept in range(len(pieces) - 1, 0, -1):
        more = (MORE.get(locale, MORE["en"]).format(n=len(pieces) - kept), None)
        found = _rows([*pieces[:kept], more], small, room[0])
        if found.height <= room[1]:
            return found
    return Strip((), 0, small)


def _rows(pieces: Sequence[tuple[str, Swatch | None]], size: float, room: float) -> Strip:
    entries: list[Entry] = []
    x, row = 0.0, 0
    for text, swatch in pieces:
        indent = size * 1.7 if swatch else 0.0
        for place, line in enumerate(wrapped(text, size, room - indent - size) or [" "]):
            across = indent + width(line, size)
            if place or (x and x + across > room):
                x, row = 0.0, row + 1
            entries.append(Entry(x + indent, row, line, None if place else swatch))
            x += across + size * (1.4 if swatch else 0.9)
    return Strip(tuple(entries), row + 1 if entries else 0, size)


def draw_strip(axes: Axes, found: Strip, left: float, top: float, ground: Ground) -> None:
    """The legend with its first row below `top` (points)."""
    size = found.size
    for entry in found.entries:
        y = top - (entry.row + 0.75) * size * ROW
        x = left + entry.x
        axes.text(
            x, y, entry.text, fontproperties=type_of(size), ha="left", va="center_baseline",
            parse_math=False, color=tone(ground.text if entry.swatch else ground.minor_text),
        )  # fmt: skip
        if entry.swatch is not None:
            _mark(axes, entry.swatch, x - size * 0.95, y, size, ground)


def _mark(axes: Axes, swatch: Swatch, x: float, y: float, size: float, ground: Ground) -> None:
    colour = tone(rgb(swatch.colour))
    if swatch.shape == "area":
        box = (x - size * 0.65, y - size * 0.4), size * 1.3, size * 0.8
        axes.add_patch(
            Rectangle(*box, facecolor=colour, edgecolor=tone(ground.border), linewidth=0.3)
        )
    elif swatch.shape in ("line", "dashed"):
        ends = [(-0.7, -0.15), (0.15, 0.7)] if swatch.shape == "dashed" else [(-0.7, 0.7)]
        for start, end in ends:
            axes.add_line(
                Line2D(
                    [x + size * start, x + size * end],
                    [y, y],
                    color=colour,
                    linewidth=size * 0.2,
                    solid_capstyle="butt",
                )
            )
    elif swatch.shape == "halo":
        axes.add_patch(Circle((x, y), size * 0.6, facecolor=(*colour[:3], 0.25), linewidth=0))
        axes.add_patch(Circle((x, y), size * 0.22, facecolor=colour, linewidth=0))
    else:
        reach = Affine2D().scale(size * 0.42).translate(x, y)
        shape = outline_of(swatch.shape).transformed(reach)
        axes.add_patch(PathPatch(shape, facecolor=colour, linewidth=0))


def footer_lines(text: str, size: float, room: tuple[float, float]) -> tuple[list[str], float]:
    """The footer in lines that fit, and the size of its type.

    Type shrinks for a long footer; only one that would take the map's place is cut, and says so.

    Parameters
    ----------
    room : width and greatest height, points
    """
    for share in (1.0, 0.85, SMALLEST):
        lines = wrapped(text, size * share, room[0])
        if len(lines) * size * share * LINE <= room[1]:
            return lines, size * share
    small = size * SMALLEST
    most = max(int(room[1] / (small * LINE)), 1)
    return [*lines[: most - 1], lines[most - 1][:-1] + "…"], small


def bar_km(sheet: Sheet) -> float | None:
    """Length of a scale bar: 1, 2 or 5 × 10ⁿ km, about a fifth of the width.

    None where the scale differs too much over the map: web-mercator grows with latitude.
    """
    _, south, _, north = sheet.bounds
    scales = [math.cos(math.radians(lat)) for lat in (south, north, (south + north) / 2)]
    if max(scales) / min(scales) > 1 + EVEN:
        return None
    wanted = sheet.width / 5 / sheet.world * EQUATOR_KM * scales[2]
    step = 10.0 ** math.floor(math.log10(wanted))
    return next(step * times for times in (5, 2, 1) if step * times <= wanted)


def bar_box(sheet: Sheet, size: float) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of the scale bar with its figure and arrow; None without one."""
    km = bar_km(sheet)
    if km is None:
        return None
    return sheet.width - size - _bar_points(sheet, km) - size, 0, sheet.width, size * 4.3


def _bar_points(sheet: Sheet, km: float) -> float:
    return km / (EQUATOR_KM * math.cos(math.radians(sheet.camera.lat))) * sheet.world


def draw_bar(axes: Axes, sheet: Sheet, size: float, ground: Ground, locale: str) -> None:
    """The scale bar in the lower right corner, with an arrow to the north above it."""
    km = bar_km(sheet)
    if km is None:
        return
    long = _bar_points(sheet, km)
    right, y = sheet.width - size, size
    halo: list[AbstractPathEffect] = [
        withStroke(linewidth=size * 0.35, foreground=tone(ground.halo))
    ]
    ink = tone(ground.text)
    ticks = [right - long, right - long, right, right]
    bar = Line2D(ticks, [y + size * 0.4, y, y, y + size * 0.4], color=ink, linewidth=size * 0.1)
    bar.set(path_effects=halo, zorder=1000)
    axes.add_line(bar)
    unit = KM.get(locale, "km")
    arrow = settable("北" if locale == "zh" else "N")
    told = f"{settable(number(km, locale, 3))} {unit}"
    for x, text, up in ((right - long / 2, told, 0.75), (right, f"{arrow} ▲", 2.0)):
        label = axes.text(
            x, y + size * up, text, fontproperties=type_of(size), color=ink, zorder=1000,
            ha="center" if up < 1 else "right", va="bottom", parse_math=False,
        )  # fmt: skip
        label.set_path_effects(halo)
