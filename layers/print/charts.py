"""Charts of briefs as SVG: bars, columns, lines and stacked parts, labelled where they stand."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from geodata.errors import ExportError
from geodata.format import number
from layers.briefs.model import Chart, Series
from layers.palette import GROUNDS, rgb
from layers.print.draw import Rgba01, tone
from layers.print.fonts import fitting, settable, type_of, width, wrapped
from layers.print.output import written
from layers.print.sheet import MM

Values = NDArray[np.floating[Any]]
# The Okabe-Ito colours of the palette after its navy and its accent; told apart by all readers.
COLOURS: Final = ("#0b2f5c", "#c8501e", "#00866a", "#c98200", "#b5609a", "#3fa3d8", "#5a6b7d")
TYPE: Final = 6.6  # points
SMALLEST_MM: Final = 20.0
LABELLED: Final = 26  # bars that still have room for a figure each
LONGEST: Final = 0.38  # of the width, that names of bars take at most
DECIMALS: Final = 2
GROUND: Final = GROUNDS["light"]


def chart_svg(
    chart: Chart, *, size_mm: tuple[float, float], locale: str, outlined: bool = False
) -> bytes:
    """The chart as SVG, without its title: that stands in the text around it.

    Parameters
    ----------
    size_mm : width and height in millimetres
    locale : of the numbers
    outlined : text becomes outlines, for readers without the font

    Raises
    ------
    ExportError : if the size is absurd
    """
    if not min(size_mm) >= SMALLEST_MM:
        raise ExportError(
            f"图表“{chart.title}”的尺寸 {size_mm[0]:g}×{size_mm[1]:g} 毫米太小",
            remedy=f"宽、高各不小于 {SMALLEST_MM:g} 毫米",
        )
    figure = Figure(figsize=(size_mm[0] / 25.4, size_mm[1] / 25.4), dpi=220)
    figure.patch.set_alpha(0)
    FigureCanvasAgg(figure)
    box = (size_mm[0] * MM, size_mm[1] * MM)
    series = [each for each in chart.series if any(v is not None for v in each.values)]
    top = _key(figure, chart, series, box)
    if not series or not chart.categories:
        figure.text(
            0.5,
            0.5,
            NOTHING.get(locale, NOTHING["en"]),
            ha="center",
            va="center",
            fontproperties=type_of(8),
        )
    elif chart.form == "bars":
        _bars(figure, chart, series, box, top, locale)
    else:
        _standing(figure, chart, series, box, top, locale)
    return written(figure, "svg", alt(chart, locale), outlined=outlined)


NOTHING: Final[dict[str, str]] = {"zh": "暂无", "en": "no data", "fr": "non disponible"}


def alt(chart: Chart, locale: str) -> str:
    """The chart in words: its title, unit and figures."""
    said = [f"{chart.title}（{chart.unit}）" if chart.unit else chart.title]
    for series in chart.series:
        pairs = zip(chart.categories, series.values, strict=True)
        figures = "; ".join(
            f"{name} {number(value, locale, DECIMALS)}"
            for name, value in pairs
            if value is not None
        )
        said.append(f"{series.name}: {figures}" if series.name else figures)
    return settable(" | ".join(said))


def _colour(place: int) -> Rgba01:
    return tone(rgb(COLOURS[place % len(COLOURS)]))


def _numbers(series: Series) -> Values:
    return np.array([np.nan if v is None else float(v) for v in series.values])


def _key(figure: Figure, chart: Chart, series: Sequence[Series], box: tuple[float, float]) -> float:
    """Unit and names of the series in the first lines; the points that they take."""
    x, row = 0.0, 0
    pieces: list[tuple[str, int | None]] = [(chart.unit, None)] if chart.unit else []
    if len(series) > 1:
        pieces += [(each.name, place) for place, each in enumerate(series)]
    elif series and series[0].name and series[0].name != chart.title:
        pieces.append((series[0].name, 0))
    for name, place in pieces:
        indent = TYPE * 1.1 if place is not None else 0.0
        for line in wrapped(name, TYPE, box[0] - indent):
            across = indent + width(line, TYPE)
            if x and x + across > box[0]:
                x, row = 0.0, row + 1
            y = box[1] - (row + 0.7) * TYPE * 1.4
            if place is not None:
                figure.text(
                    x / box[0], y / box[1], "■", fontproperties=type_of(TYPE), va="center",
                    color=_colour(place), parse_math=False,
                )  # fmt: skip
            figure.text(
                (x + indent) / box[0], y / box[1], line, fontproperties=type_of(TYPE), va="center",
                color=tone(GROUND.minor_text), parse_math=False,
            )  # fmt: skip
            x += across + TYPE
    return (row + 1) * TYPE * 1.4 + 3 if pieces else 3.0


def _axes(
    figure: Figure, box: tuple[float, float], edges: tuple[float, float, float, float]
) -> Axes:
    """Axes within edges (left, bottom, right, top, points from each side of the box)."""
    left, bottom, right, top = edges
    axes = figure.add_axes(
        (
            left / box[0],
            bottom / box[1],
            max(box[0] - left - right, 10) / box[0],
            max(box[1] - bottom - top, 10) / box[1],
        )
    )
    axes.patch.set_alpha(0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, pad=2)
    return axes


def _figure(value: float, locale: str) -> str:
    # The narrow space of French thousands is hardly seen in the fonts at hand.
    return settable(number(value, locale, DECIMALS).replace("\u202f", "\u00a0"))


def _short(text: str, room: float) -> str:
    """A name cut to a room with an ellipsis; the whole one is in the table and in the alt text."""
    text = settable(text)
    if width(text, TYPE) <= room:
        return text
    return text[: fitting(text, TYPE, room - width("…", TYPE))] + "…"


def _bars(
    figure: Figure,
    chart: Chart,
    series: Sequence[Series],
    box: tuple[float, float],
    top: float,
    locale: str,
) -> None:
    room = box[0] * LONGEST
    names = [_short(name, room) for name in chart.categories]
    left = max(width(name, TYPE) for name in names) + 5
    right = (
        max(width(_figure(v, locale), TYPE) for s in series for v in s.values if v is not None) + 5
    )
    axes = _axes(figure, box, (left, 2, right, top))
    rows = np.arange(len(names), dtype=float)
    thick = min(0.74, 0.25 * len(names)) / len(series)
    for place, each in enumerate(series):
        values = _numbers(each)
        at = rows + (place - (len(series) - 1) / 2) * thick
        axes.barh(at, np.nan_to_num(values), thick * 0.92, color=_colour(place))
        _label(axes, values, at, locale, lying=True)
    axes.set_yticks(rows, names, fontproperties=type_of(TYPE), parse_math=False)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xticks([])
    axes.axvline(0, color=tone(GROUND.border), linewidth=0.5)


def _label(
    axes: Axes,
    values: Values,
    at: Values,
    locale: str,
    *,
    lying: bool,
) -> None:
    """The figure at the end of each bar; an unknown one has no bar and says nothing."""
    for value, place in zip(values, at, strict=True):
        if np.isnan(value):
            continue
        down = value < 0
        axes.annotate(
            _figure(value, locale),
            (value, place) if lying else (place, value),
            xytext=((-2 if down else 2), 0) if lying else (0, (-2 if down else 2)),
            textcoords="offset points",
            ha=("right" if down else "left") if lying else "center",
            va="center" if lying else ("top" if down else "bottom"),
            fontproperties=type_of(TYPE),
            color=tone(GROUND.text),
            parse_math=False,
            annotation_clip=False,
        )


def _standing(
    figure: Figure,
    chart: Chart,
    series: Sequence[Series],
    box: tuple[float, float],
    top: float,
    locale: str,
) -> None:
    """Columns, lines and stacked columns: categories along the bottom."""
    count = len(chart.categories)
    known = [v for s in series for v in s.values if v is not None]
    labelled = (
        chart.form == "columns"
        and count * len(series) <= LABELLED
        and _fits(known, box[0] / max(count * len(series), 1), locale)
    )
    ends = chart.form == "lines"
    right = max(width(_figure(v, locale), TYPE) for v in known) + 6 if ends else 4.0
    left = 4.0 if labelled else max(width(_figure(v, locale), TYPE) for v in known) + 6
    axes = _axes(figure, box, (left, TYPE * 1.7, right, top + (TYPE if labelled else 2)))
    _ticks(axes, chart.categories, box[0] - left - right)
    places = np.arange(count, dtype=float)
    if chart.form == "stacked":
        _stack(axes, series, places, locale)
    elif ends:
        _lines(axes, series, locale)
    else:
        for place, each in enumerate(series):
            values = _numbers(each)
            wide = min(0.78, 0.16 * count) / len(series)
            at = places + (place - (len(series) - 1) / 2) * wide
            axes.bar(at, np.nan_to_num(values), wide * 0.92, color=_colour(place))
            if labelled:
                _label(axes, values, at, locale, lying=False)
    if labelled:
        axes.set_yticks([])
        axes.margins(y=0.12)
    else:
        axes.yaxis.set_major_locator(MaxNLocator(4))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _figure(value, locale)))
        axes.tick_params(axis="y", labelcolor=tone(GROUND.minor_text))
        for label in axes.get_yticklabels():
            label.set(fontproperties=type_of(TYPE), parse_math=False)
        axes.grid(axis="y", color=tone(GROUND.admin), linewidth=0.4)
        axes.set_axisbelow(True)
    axes.axhline(0 if min(known) <= 0 or not ends else axes.get_ylim()[0],
                 color=tone(GROUND.border), linewidth=0.5)  # fmt: skip


def _fits(values: Sequence[float], room: float, locale: str) -> bool:
    return all(width(_figure(value, locale), TYPE) < room for value in values)


def _ticks(axes: Axes, names: Sequence[str], room: float) -> None:
    """Names below, as many as fit side by side; the last one always stands."""
    each = room / len(names)
    widest = max(width(settable(name), TYPE) for name in names) + 4
    step = max(1, min(int(np.ceil(widest / each)), len(names)))
    # Names that are not years are cut rather than left out: nothing else tells them.
    if not all(name.strip()[:4].isdigit() for name in names):
        step = 1
    shown = list(range(len(names) - 1, -1, -step))[::-1]
    axes.set_xlim(-0.6, len(names) - 0.4)
    axes.set_xticks(
        shown,
        [_short(names[i], each * step) for i in shown],
        fontproperties=type_of(TYPE),
        parse_math=False,
    )


def _stack(axes: Axes, series: Sequence[Series], places: Values, locale: str) -> None:
    """Columns of parts, each with its figure where the part is as high as the type."""
    base = np.zeros(len(places))
    tops = np.nansum([_numbers(each) for each in series], axis=0).max()
    points = axes.get_window_extent().height / axes.figure.dpi * 72
    for place, each in enumerate(series):
        values = _numbers(each)
        heights = np.nan_to_num(values)
        axes.bar(places, heights, min(0.7, 0.2 * len(places)), bottom=base, color=_colour(place))
        for x, low, value in zip(places, base, values, strict=True):
            if tops and value / tops * points > TYPE * 1.3:
                axes.text(
                    x, low + value / 2, _figure(value, locale), ha="center", va="center",
                    color=tone(GROUND.halo), fontproperties=type_of(TYPE), parse_math=False,
                )  # fmt: skip
        base = base + heights


def _lines(axes: Axes, series: Sequence[Series], locale: str) -> None:
    """Lines over what is known, broken where it is not, each with its last figure."""
    ends = []
    for place, each in enumerate(series):
        values = _numbers(each)
        axes.plot(values, color=_colour(place), linewidth=1.3, marker="o", markersize=2.2)
        last = int(np.flatnonzero(~np.isnan(values))[-1])
        ends.append((values[last], last, place))
    bottom, top = axes.get_ylim()
    points = axes.get_window_extent().height / axes.figure.dpi * 72 / (top - bottom)
    below = -np.inf
    for value, last, place in sorted(ends):
        # Figures of lines that end together are pushed apart, upwards.
        y = max((value - bottom) * points, below + TYPE * 1.1)
        below = y
        axes.annotate(
            _figure(value, locale), (last, value), xytext=(4, y - (value - bottom) * points),
            textcoords="offset points", va="center", fontproperties=type_of(TYPE),
            color=_colour(place), parse_math=False, annotation_clip=False,
        )  # fmt: skip
