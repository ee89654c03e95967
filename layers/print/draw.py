"""Layers as artists of matplotlib, on axes whose unit is the point."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from layers.print.content import Properties, Shapes
from layers.print.marks import outline_of
from layers.print.sheet import Sheet
from layers.scene import Colour, ColourBy, Detail, Lines, Paths, Points

Rgba01 = tuple[float, float, float, float]
TOLERANCE: Final = 0.12  # points: half a pixel of a picture of 300 dpi
DASHES: Final = (4.0, 3.0)  # in widths of the line, as on the screen
SEAM: Final = 0.25  # points that an area reaches into its neighbour, so that no seam shows
SEEN: Final = 3 / 255  # the least opacity that anyone sees; below are areas that only answer clicks


def tone(colour: Colour) -> Rgba01:
    """Red, green, blue and opacity of 0–1."""
    red, green, blue = colour[:3]
    return red / 255, green / 255, blue / 255, (colour[3] / 255 if len(colour) == 4 else 1.0)


def tone_of(colour: Colour | ColourBy, own: Mapping[str, Any]) -> Rgba01:
    """The colour of a feature or row by its properties."""
    if not isinstance(colour, ColourBy):
        return tone(colour)
    index = own[colour.field]
    return tone(colour.colours[colour.classes[index] if colour.classes else index])


def _width_of(layer: Lines | Detail, own: Properties) -> float:
    if isinstance(layer.width, tuple):
        by = layer.colour.field if isinstance(layer.colour, ColourBy) else ""
        return layer.width[own[by]] if by else layer.width[0]
    return layer.width


def _ring_path(shape: Any) -> Path | None:
    """Rings of an area as one path; None where nothing of it is left."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(points):
        return None
    codes = np.full(len(points), Path.LINETO, dtype=np.uint8)
    starts = np.flatnonzero(np.diff(ring, prepend=-1))
    codes[starts] = Path.MOVETO
    codes[np.append(starts[1:], len(points)) - 1] = Path.CLOSEPOLY
    return Path(points, codes)


def areas(axes: Axes, sheet: Sheet, found: Shapes, fill: Colour | ColourBy, order: float) -> None:
    """Filled areas; those that are as good as invisible are left out."""
    colours = [tone_of(fill, own) for own in found.properties]
    shown = [i for i, colour in enumerate(colours) if colour[3] > SEEN]
    if not shown:
        return
    cut = sheet.cut(found.geometry[shown], tolerance=TOLERANCE)
    paths, tones = [], []
    for shape, i in zip(cut, shown, strict=True):
        if (path := _ring_path(shape)) is not None:
            paths.append(path)
            tones.append(colours[i])
    # An edge of its own would show twice where an area is translucent.
    edges = [colour if colour[3] == 1 else (0.0, 0.0, 0.0, 0.0) for colour in tones]
    axes.add_collection(
        PathCollection(paths, facecolors=tones, edgecolors=edges, linewidths=SEAM, zorder=order),
        autolim=False,
    )


def lines(
    axes: Axes, sheet: Sheet, found: Shapes, layer: Lines | Detail, order: float, *, dashed: bool
) -> None:
    """Lines with the widths and colours of their layer."""
    cut = sheet.cut(found.geometry, tolerance=TOLERANCE)
    strokes: list[NDArray[np.float64]] = []
    tones, widths = [], []
    for shape, own in zip(cut, found.properties, strict=True):
        parts = [shapely.get_coordinates(part) for part in shapely.get_parts(shape)]
        strokes += parts
        tones += [tone_of(layer.colour, own)] * len(parts)
        widths += [_width_of(layer, own) * sheet.mark] * len(parts)
    _stroke(axes, strokes, tones, widths, order, dashed=dashed)


def paths(axes: Axes, sheet: Sheet, layer: Paths, order: float) -> None:
    """Inline lines."""
    _stroke(
        axes,
        [sheet.place(row["p"]) for row in layer.rows],
        [tone_of(layer.colour, row) for row in layer.rows],
        [row["w"] * sheet.mark for row in layer.rows],
        order,
        dashed=layer.dashed,
    )


def _stroke(
    axes: Axes,
    strokes: Sequence[NDArray[np.float64]],
    tones: Sequence[Rgba01],
    widths: Sequence[float],
    order: float,
    *,
    dashed: bool,
) -> None:
    if not strokes:
        return
    axes.add_collection(
        LineCollection(
            strokes,
            colors=tones,
            linewidths=widths,
            linestyles=(0, DASHES) if dashed else "solid",
            capstyle="butt" if dashed else "round",
            joinstyle="round",
            zorder=order,
        ),
        autolim=False,
    )


def points(axes: Axes, sheet: Sheet, layer: Points, order: float) -> None:
    """Points of one shape; the last row lies on top."""
    if not layer.rows:
        return
    radii = np.array([row.get("r", layer.size) for row in layer.rows], dtype=float) * sheet.mark
    outline = tone(layer.outline) if layer.outline else (0.0, 0.0, 0.0, 0.0)
    marks = PathCollection(
        [outline_of(layer.shape)],
        sizes=radii**2,  # a collection scales its outline by the root of the size
        offsets=sheet.place([row["p"] for row in layer.rows]),
        offset_transform=axes.transData,
        facecolors=[tone_of(layer.colour, row) for row in layer.rows],
        edgecolors=[outline],
        linewidths=sheet.mark if layer.outline else 0.0,
        zorder=order,
    )
    # Sizes are in points whatever the axes show.
    marks.set_transform(Affine2D())
    axes.add_collection(marks, autolim=False)
