"""Charts as native charts: their data open in the office, their texts and colours are set."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.presentation import Presentation
from pptx.util import Pt

from layers.briefs.model import Brief, Chart
from layers.briefs.slides_master import BOTTOM, GREY, INK, MARGIN, NAVY, RULE, SERIES, TOP, WIDTH
from layers.briefs.slides_page import SMALL, Page, Style, set_fonts
from layers.briefs.words import TAGS, decimals_of, marks, word

FORMS: Final = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
}
GAP: Final = 24.0
_HEAD: Final = 36.0
_FOOT: Final = 26.0
_BAR: Final = 46.0  # height of a lying bar with its gap, at most
_LABELLED: Final = 14  # up to so many bars carry their value
_HEADING: Final = Style((13, 12, 11, 10), NAVY, bold=True)
_NAME_LIMIT: Final = 60  # characters of a category or series in a chart

Box = tuple[float, float, float, float]


def number_format(values: Sequence[float]) -> str:
    """The format of labels and of the data: as many digits as the values need."""
    decimals = decimals_of(values)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def scale_format(values: Sequence[float]) -> str:
    """The format of an axis, whose marks lie about a fifth of the span apart."""
    span = max((abs(value) for value in values), default=0.0)
    decimals = 0 if span >= 4 else 1 if span >= 0.4 else 2 if span >= 0.04 else 3
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def draw_charts(deck: Presentation, brief: Brief, charts: Sequence[Chart]) -> None:
    """Charts that follow one another: one, two or four on a slide."""
    step = 4 if len(charts) > 2 else 2
    for start in range(0, len(charts), step):
        some = charts[start : start + step]
        title = " · ".join(dict.fromkeys(chart.title for chart in some))
        page = Page.of(deck, brief, title)
        for chart, box in zip(some, _boxes(len(some)), strict=True):
            draw_chart(page, chart, box, with_head=len(some) > 1)
        page.finish()


def _boxes(count: int) -> list[Box]:
    """Places of one to four charts."""
    columns = 1 if count == 1 else 2
    rows = -(-count // columns)
    wide = (WIDTH - 2 * MARGIN - GAP * (columns - 1)) / columns
    high = (BOTTOM - TOP - 10 * (rows - 1)) / rows
    return [
        (
            MARGIN + (place % columns) * (wide + GAP),
            TOP + (place // columns) * (high + 10),
            wide,
            high,
        )
        for place in range(count)
    ]


def draw_chart(page: Page, chart: Chart, box: Box, *, with_head: bool) -> None:
    """One chart with its unit above and its sources below."""
    x, y, wide, high = box
    brief = page.brief
    page.cited += chart.sources
    head = 0.0
    unit = word(brief.locale, "unit_is", unit=chart.unit) if chart.unit else ""
    if with_head:
        page.text(chart.title, (x, y, wide, 18), _HEADING)
        head = 19.0
    if unit:
        page.text(unit, (x, y + head, wide, 13), SMALL)
    top = y + (_HEAD if with_head else 18)
    tall = y + high - _FOOT - top
    if chart.form == "bars":
        # Few bars are not made fat to fill a slide.
        tall = min(tall, 40.0 + _BAR * len(chart.categories) * max(len(chart.series), 1))
    room = (x, top, wide, tall)
    if chart.categories and chart.series:
        _native(page, chart, room)
    else:
        page.text(word(brief.locale, "unknown"), room, Style((14,), GREY))
    source = word(brief.locale, "source_line", numbers=marks(brief.numbered(chart.sources)))
    below = " · ".join(part for part in (source if chart.sources else "", chart.note) if part)
    if below:
        page.text(below, (x, top + tall + 2, wide, _FOOT - 2), SMALL)


def _native(page: Page, chart: Chart, box: Box) -> None:
    values = [value for series in chart.series for value in series.values if value is not None]
    shown = number_format(values)
    data = CategoryChartData(number_format=shown)
    data.categories = [_short(name) for name in chart.categories]
    for series in chart.series:
        data.add_series(_short(series.name), series.values)
    frame = page.shapes.add_chart(FORMS[chart.form], *(Pt(side) for side in box), data)
    frame.name = chart.title[:60]
    page.describe(frame, f"{chart.title} ({chart.unit})" if chart.unit else chart.title)
    native = frame.chart
    native.has_title = False
    native.font.size = Pt(10)
    native.font.color.rgb = RGBColor.from_string(INK)
    set_fonts(native.font, TAGS[page.brief.locale])
    _legend(native, several=len(chart.series) > 1)
    _axes(native, chart, scale_format(values))
    for place, series in enumerate(native.plots[0].series):
        _paint(series, chart.form, SERIES[place % len(SERIES)], faint=place >= len(SERIES))
    plot = native.plots[0]
    if chart.form != "lines":
        plot.gap_width = 45
    if chart.form == "stacked":
        plot.overlap = 100
    if chart.form in ("bars", "columns") and len(values) <= _LABELLED:
        plot.has_data_labels = True
        plot.data_labels.number_format = shown
        plot.data_labels.number_format_is_linked = False
        plot.data_labels.font.size = Pt(9.5)
        plot.data_labels.font.color.rgb = RGBColor.from_string(INK)
        set_fonts(plot.data_labels.font, TAGS[page.brief.locale])
        native.value_axis.has_major_gridlines = False
        native.value_axis.visible = False


def _legend(native: Any, *, several: bool) -> None:
    native.has_legend = several
    if several:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(10)


def _axes(native: Any, chart: Chart, shown: str) -> None:
    names, scale = native.category_axis, native.value_axis
    names.format.line.color.rgb = RGBColor.from_string(RULE)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if chart.form == "bars":
        names.reverse_order = True  # the first category on top, as in a table
    scale.has_major_gridlines = True
    scale.major_gridlines.format.line.color.rgb = RGBColor.from_string(RULE)
    scale.major_gridlines.format.line.width = Pt(0.5)
    scale.format.line.fill.background()
    scale.tick_labels.number_format = shown
    scale.tick_labels.number_format_is_linked = False
    scale.major_tick_mark = XL_TICK_MARK.NONE
    values = [value for series in chart.series for value in series.values if value is not None]
    if chart.form != "lines" and all(value >= 0 for value in values):
        scale.minimum_scale = 0
    if chart.form == "stacked" and chart.unit == "%":
        scale.maximum_scale = 100


def _paint(series: Any, form: str, colour: str, *, faint: bool) -> None:
    if form == "lines":
        series.smooth = False
        series.format.line.width = Pt(2.25)
        series.format.line.color.rgb = RGBColor.from_string(colour)
        if faint:
            series.format.line.dash_style = MSO_LINE.DASH
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    series.invert_if_negative = False


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LIMIT else name[: _NAME_LIMIT - 1] + "…"
