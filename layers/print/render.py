"""Draws a Scene with matplotlib as PNG, SVG or PDF: the map, its legend and its footer.

Every form of layer is drawn but `Trips`: paper has no clock. What the app loads in tiles is taken
in one piece, as fine as the print needs. Only objects of matplotlib are used, never its global
state, so that many threads may draw at once.
"""

import math
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from geodata.errors import ExportError
from geodata.store import Store
from layers.base import FINE_ZOOM
from layers.palette import GROUNDS, Ground
from layers.print import content, draw, furniture, names
from layers.print.draw import tone
from layers.print.fonts import type_of
from layers.print.names import Name
from layers.print.output import Format, written
from layers.print.sheet import MM, Sheet
from layers.scene import (
    Detail,
    Labels,
    Layer,
    Lines,
    Paths,
    Points,
    Polygons,
    Scene,
    Texts,
    Trips,
)

# The window in pixels that the camera of a scene is fitted to; all that it shows is on the print.
VIEW: Final = (900.0, 620.0)
MARK: Final = 0.56  # points that a pixel of type and marks takes on a print of STANDARD
STANDARD: Final = 160.0  # mm
LEGEND_TYPE: Final = 12.0  # px
FOOTER_TYPE: Final = 9.5
BAR_TYPE: Final = 10.5
LEGEND_SHARE: Final = 0.35  # of the height, at most
FOOTER_SHARE: Final = 0.25
FINEST: Final = 7  # level of tiles
SMALLEST_MM: Final = 20.0


def render(
    scene: Scene,
    store: Store,
    *,
    size_mm: tuple[float, float],
    dpi: int = 220,
    fmt: Format = "png",
    footer: str = "",
    locale: str = "zh",
    view: tuple[float, float] = VIEW,
    scale: float | None = None,
    outlined: bool = True,
) -> bytes:
    """The scene as a picture of exactly the size asked for.

    Parameters
    ----------
    scene : what to draw
    store : the release that the scene's addresses belong to
    size_mm : width and height of the whole picture in millimetres, legend and footer included
    dpi : pixels per inch of a PNG
    footer : line below the map (boundary view, review number, release); the scene's own if empty
    locale : language of what the renderer itself writes
    view : width and height in pixels of the window that the scene's camera is fitted to
    scale : factor on type and marks; by the size of the print if None
    outlined : in SVG legend and footer are outlines too, for readers without the font; names
        on the map always are

    Raises
    ------
    ExportError : if an address of the scene is not of this release, or the size is absurd
    """
    if min(size_mm) < SMALLEST_MM or not all(map(math.isfinite, size_mm)):
        raise ExportError(
            f"图幅 {size_mm[0]:g}×{size_mm[1]:g} 毫米太小，画不下地图",
            remedy=f"宽、高各不小于 {SMALLEST_MM:g} 毫米",
        )
    width, height = size_mm[0] * MM, size_mm[1] * MM
    factor = scale or max(size_mm[0] / STANDARD, 0.4) ** 0.7
    mark = MARK * factor
    ground = GROUNDS[scene.theme]
    figure = Figure(figsize=(width / 72, height / 72), dpi=dpi, facecolor=tone(ground.halo))
    FigureCanvasAgg(figure)

    edge = mark
    legend = furniture.strip(
        scene.legends, LEGEND_TYPE * mark, (width - 2 * edge, height * LEGEND_SHARE), locale
    )
    notes, small = furniture.footer_lines(
        footer or scene.footer, FOOTER_TYPE * mark, (width - 2 * edge, height * FOOTER_SHARE)
    )
    below = legend.height + len(notes) * small * furniture.LINE + (small * 0.4 if notes else 0)
    tall = max(height - below, height * 0.2)

    sheet = Sheet(scene.camera, width, tall, points=min(width / view[0], tall / view[1]), mark=mark)
    around = _axes(figure, (0, 0, 1, 1), width, height)
    furniture.draw_strip(around, legend, edge, height - tall, ground)
    for number, line in enumerate(reversed(notes)):
        around.text(
            edge, small * (0.3 + furniture.LINE * (number + 0.5)), line, ha="left", va="center",
            fontproperties=type_of(small), color=tone(ground.minor_text), parse_math=False,
        )  # fmt: skip
    chart = _axes(figure, (0, 1 - tall / height, 1, tall / height), width, tall)
    _map(chart, scene, store, sheet, ground)
    furniture.draw_bar(chart, sheet, BAR_TYPE * mark, ground, locale)
    return written(figure, fmt, f"{scene.alt}\n{footer or scene.footer}".strip(), outlined=outlined)


def _axes(
    figure: Figure, box: tuple[float, float, float, float], width: float, height: float
) -> Axes:
    """Axes whose unit is the point, without any of their own lines."""
    axes = figure.add_axes(box)
    axes.set(xlim=(0, width), ylim=(0, height), autoscale_on=False)
    axes.set_axis_off()
    return axes


def _map(axes: Axes, scene: Scene, store: Store, sheet: Sheet, ground: Ground) -> None:
    axes.add_patch(
        Rectangle((0, 0), sheet.width, sheet.height, facecolor=tone(ground.sea), zorder=-1)
    )
    texts: list[Name] = []
    marks: list[NDArray[np.float64]] = []
    for order, layer in enumerate((*scene.ground, *scene.layers)):
        _layer(axes, layer, store, sheet, order)
        texts += _names(layer, store, sheet)
        if isinstance(layer, Points) and layer.rows and layer.pickable:
            at = sheet.place([row["p"] for row in layer.rows])
            radius = np.array([[row.get("r", layer.size)] for row in layer.rows]) * sheet.mark
            marks.append(np.hstack([at - radius, at + radius]))
    boxes = np.vstack(marks) if marks else np.empty((0, 4))
    bar = furniture.bar_box(sheet, BAR_TYPE * sheet.mark)
    names.draw(axes, names.place(texts, boxes, sheet, [bar] if bar else []), sheet)


def _layer(axes: Axes, layer: Layer, store: Store, sheet: Sheet, order: float) -> None:
    match layer:
        case Polygons():
            if not _unseen(layer):
                draw.areas(axes, sheet, content.shapes(store, layer.address), layer.fill, order)
        case Lines():
            near = layer.fine and sheet.zoom >= FINE_ZOOM
            found = content.shapes(store, layer.address + ("/fine" if near else ""))
            draw.lines(axes, sheet, found, layer, order, dashed=layer.dashed)
        case Points():
            draw.points(axes, sheet, layer, order)
        case Paths():
            draw.paths(axes, sheet, layer, order)
        case Detail(form="areas"):
            if (level := _level(layer, sheet)) is not None:
                found = content.tiled(store, layer.address, level, _window(sheet))
                draw.areas(axes, sheet, found, layer.colour, order)
        case Detail(form="lines"):
            if (level := _level(layer, sheet)) is not None:
                found = content.tiled(store, layer.address, level, _window(sheet))
                draw.lines(axes, sheet, found, layer, order, dashed=False)
        case Detail() | Labels() | Texts() | Trips():
            pass  # names are drawn last, above all; paper has no clock


def _unseen(layer: Polygons) -> bool:
    """Whether the areas only answer clicks: they need not even be read."""
    return isinstance(layer.fill, tuple) and len(layer.fill) == 4 and tone(layer.fill)[3] < 0.01


def _level(layer: Detail, sheet: Sheet) -> int | None:
    """The level of tiles that a print needs; None where the whole scene is enough.

    A print is read from nearer than a screen: it takes the level above that of its zoom.
    """
    level = min(math.floor(sheet.zoom + 1), FINEST)
    return level if level >= layer.min_zoom else None


def _window(sheet: Sheet) -> tuple[float, float, float, float]:
    """Bounds of the map, rounded outwards so that prints of one view share what was cut."""
    west, south, east, north = sheet.bounds
    return (
        math.floor(west * 2 - 0.5) / 2,
        max(math.floor(south * 2 - 0.5) / 2, -85.0),
        math.ceil(east * 2 + 0.5) / 2,
        min(math.ceil(north * 2 + 0.5) / 2, 85.0),
    )


def _names(layer: Layer, store: Store, sheet: Sheet) -> list[Name]:
    """The names that a layer brings, the most important first."""
    above = 500.0
    if isinstance(layer, Texts):
        drop = np.array([0.0, layer.drop * sheet.mark])
        return [
            Name(_pair(sheet.place(row["p"])[0] - drop), names.printed(row["n"]),
                 layer.size * sheet.mark, layer.colour, layer.halo, fixed=True, order=above + 1)
            for row in layer.rows
        ]  # fmt: skip
    if isinstance(layer, Labels):
        return [
            Name(_pair(sheet.place(row["p"])[0]), names.printed(row["n"]),
                 row["s"] * sheet.mark, layer.colour, layer.halo, order=above)
            for row in content.rows(store, layer.address)
        ]  # fmt: skip
    if not isinstance(layer, Detail) or layer.form != "labels":
        return []
    level = _level(layer, sheet)
    if level is None:
        return _names(layer.whole, store, sheet) if layer.whole else []
    # A level further: what collides is left out here, by the real widths of the names.
    found = content.tiled(store, layer.address, min(level + 1, FINEST), _window(sheet))
    spots = sheet.spot(_coordinates(found))
    ordered = sorted(range(len(found.properties)), key=lambda i: found.properties[i].get("c", 0))
    return [
        Name(_pair(spots[i]), names.printed(own["n"]), own["s"] * sheet.mark,
             _ink(layer, own), layer.halo or (255, 255, 255), own["r"] * sheet.mark, order=above)
        for i in ordered
        for own in (found.properties[i],)
    ]  # fmt: skip


def _coordinates(found: content.Shapes) -> NDArray[np.float64]:
    return np.array([(point.x, point.y) for point in found.geometry]).reshape(-1, 2)


def _pair(spot: NDArray[np.float64]) -> tuple[float, float]:
    return float(spot[0]), float(spot[1])


def _ink(layer: Detail, own: content.Properties) -> tuple[int, int, int]:
    red, green, blue, _ = (round(255 * part) for part in draw.tone_of(layer.colour, own))
    return red, green, blue
