"""Charts beside the table: few forms, labelled in place, coloured like the map.

They are Vega-Lite specifications, made once for the same input: building one through Altair's
validating classes costs more than the rest of a rerun.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import i18n
from dashboard.i18n import _
from geodata.format import column_scale
from layers.palette import DARK_KINDS, GROUNDS, KINDS, Theme, hex_of

# Name of the selection that a click on a bar makes.
PICK: Final = "pick"
HEIGHT: Final = 230
# Shares of a chart's width: what a letter beside a bar takes, and the air before and after it.
ROOM: Final = 0.028
AIR: Final = 0.035


@dataclass(frozen=True, slots=True)
class Style:
    """How charts are drawn in a view: theme and the factor on type."""

    theme: Theme
    scale: float = 1.0

    @property
    def text(self) -> str:
        """Colour of type."""
        return hex_of(GROUNDS[self.theme].text)

    def colour(self, kind: str) -> str:
        """Colour of a kind, as on the map."""
        return (KINDS if self.theme == "light" else DARK_KINDS)[kind]

    def size(self, pixels: float) -> float:
        """Pixels, enlarged for a wall."""
        return round(pixels * self.scale, 1)

    def title(self, text: str) -> alt.Title:
        """A chart's title."""
        return alt.Title(text, anchor="start", fontSize=self.size(12), color=self.text)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be shown.

    Parameters
    ----------
    spec : Vega-Lite specification; shared, not to be changed
    picks : whether a click on a mark selects an entity
    """

    spec: dict[str, Any]
    picks: bool = False


def show(
    chart: Chart, style: Style, *, key: str, height: int = HEIGHT, on_pick: Any = None
) -> None:
    """Show a chart.

    Parameters
    ----------
    key : widget key
    height : pixels on a desk
    on_pick : called when a mark that stands for an entity is clicked
    """
    pixels = round(height * style.scale)
    rows, spec = _parted(chart.spec)
    if chart.picks and on_pick is not None:
        st.vega_lite_chart(
            rows, spec, width="stretch", height=pixels, key=key,
            on_select=on_pick, selection_mode=PICK,
        )  # fmt: skip
    else:
        st.vega_lite_chart(rows, spec, width="stretch", height=pixels, key=key)


def _parted(spec: dict[str, Any]) -> tuple[pa.Table | None, dict[str, Any]]:
    """The one set of rows of a specification as a plain Arrow table, and the rest of it.

    Streamlit would make a frame of the rows, whose description is larger than they are.
    """
    sets = spec.get("datasets", {})
    if len(sets) != 1 or spec.get("data", {}).get("name") not in sets:
        return None, spec
    (rows,) = sets.values()
    rest = {name: part for name, part in spec.items() if name not in ("data", "datasets")}
    return pa.Table.from_pylist(rows), rest


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    style: Style,
    *,
    title: str,
    colours: Sequence[str] = (),
    texts: Sequence[str] = (),
    refs: Sequence[str] = (),
    limit: int = 9,
    label_width: int = 110,
) -> Chart | None:
    """Horizontal bars, longest first, with the value written at the end.

    Parameters
    ----------
    labels, values : of the bars, already sorted
    colours : ``#rrggbb`` of each bar, as on the map
    texts : what is written at the end of each bar
    refs : ``kind:id`` that a click on a bar selects
    limit : most bars shown
    label_width : pixels for the names
    """
    if not labels:
        return None
    count = min(len(labels), limit)
    rows = zip(
        labels[:count],
        values[:count],
        colours[:count] or [style.colour("park")] * count,
        texts[:count] or [f"{v:,.10g}" for v in values[:count]],
        refs[:count] or [""] * count,
        strict=True,
    )
    words = (_("名称"), _("数值"))
    return Chart(_bars(tuple(rows), style, title, label_width, words), picks=bool(refs))


@lru_cache(maxsize=256)
def _bars(
    rows: tuple[tuple[str, float, str, str, str], ...],
    style: Style,
    title: str,
    label_width: int,
    words: tuple[str, str],
) -> dict[str, Any]:
    frame = pd.DataFrame(rows, columns=["label", "value", "colour", "text", "ref"])
    picks = any(frame["ref"])
    names = alt.Axis(
        labelOverlap=False, labelLimit=style.size(label_width),
        labelFontSize=style.size(11), ticks=False, domain=False,
    )  # fmt: skip
    drawn = (
        alt.Chart()
        .mark_bar(cornerRadiusEnd=3, size=style.size(min(16, 150 // max(len(frame), 1))))
        .encode(color=alt.Color("colour:N", scale=None))
    )
    if picks:
        drawn = drawn.add_params(alt.selection_point(name=PICK, fields=["ref"]))
    text = (
        alt.Chart()
        .mark_text(align="left", dx=4, fontSize=style.size(11), color=style.text)
        .encode(text="text:N")
    )
    # What both share is said once: a chart is sent whole with each change.
    both = alt.layer(
        drawn, text, data=frame if picks else frame.drop(columns="ref"), title=style.title(title)
    ).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=names),
        x=alt.X("value:Q", title=None, axis=None, scale=_with_room(frame)),
        tooltip=[alt.Tooltip("label:N", title=words[0]), alt.Tooltip("text:N", title=words[1])],
    )
    return _spec(both)


def _with_room(frame: pd.DataFrame) -> alt.Scale:
    """A scale that leaves room for the longest text at the end of the longest bar."""
    wide = max(sum(1 if char.isascii() else 2 for char in text) for text in frame["text"])
    return alt.Scale(
        domain=[0, float(frame["value"].max()) * (1 + AIR + ROOM * wide) or 1], nice=False
    )


def counts(
    series: pd.Series,
    style: Style,
    *,
    title: str,
    kind: str = "park",
    words: dict[str, str] | None = None,
) -> Chart | None:
    """How often each value occurs, most frequent first.

    Parameters
    ----------
    kind : whose colour the bars have
    words : text for values that are codes
    """
    found = series.dropna().value_counts()
    labels = [(words or {}).get(str(k), str(k)) for k in found.index]
    colours = [style.colour(kind)] * len(labels)
    return bars(labels, [float(v) for v in found], style, title=title, colours=colours)


def timeline(years: pd.Series, style: Style, *, title: str, kind: str) -> Chart | None:
    """Number of rows by year.

    Parameters
    ----------
    years : years, or dates that begin with one
    kind : whose colour the bars have
    """
    found = years.dropna().astype("string").str.slice(0, 4).value_counts().sort_index()
    if found.empty:
        return None
    rows = tuple((str(year), int(count)) for year, count in found.items())
    return Chart(_timeline(rows, style, title, style.colour(kind), (_("年份"), _("数量"))))


@lru_cache(maxsize=64)
def _timeline(
    rows: tuple[tuple[str, int], ...], style: Style, title: str, colour: str, words: tuple[str, str]
) -> dict[str, Any]:
    frame = pd.DataFrame(rows, columns=["year", "count"])
    axis = alt.Axis(labelAngle=0, labelFontSize=style.size(11))
    base = alt.Chart(frame, title=style.title(title)).encode(
        x=alt.X("year:O", title=None, axis=axis),
        y=alt.Y("count:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("year:O", title=words[0]), alt.Tooltip("count:Q", title=words[1])],
    )
    text = base.mark_text(dy=-7, fontSize=style.size(11), color=style.text)
    return _spec(
        alt.layer(base.mark_bar(color=colour, cornerRadiusEnd=3), text.encode(text="count:Q"))
    )


def lines(frame: pd.DataFrame, style: Style, *, title: str, unit: str) -> Chart | None:
    """Series over years; each series is one basis and is never joined to another.

    Parameters
    ----------
    frame : columns year (int), value, series
    unit : shown on the axis
    """
    if frame.empty:
        return None
    rows = tuple(frame[["year", "value", "series"]].itertuples(index=False, name=None))
    return Chart(_lines(rows, style, title, unit, i18n.locale()))


@lru_cache(maxsize=128)
def _lines(
    rows: tuple[tuple[int, float, str], ...], style: Style, title: str, unit: str, locale: str
) -> dict[str, Any]:
    frame = pd.DataFrame(rows, columns=["year", "value", "series"])
    factor, many = column_scale(float(frame["value"].abs().max()), locale)
    ticks = f"format(datum.value / {factor:.0f}, ',~r') + '{many}'"
    axis = alt.Axis(labelAngle=0, labelOverlap=True, labelFontSize=style.size(11))
    scale = alt.Axis(labelExpr=ticks, tickCount=4, labelFontSize=style.size(11))
    base = alt.Chart(frame, title=style.title(title)).encode(
        x=alt.X("year:O", title=None, axis=axis),
        y=alt.Y("value:Q", title=unit, axis=scale),
        color=alt.Color(
            "series:N", title=None,
            legend=alt.Legend(
                orient="top", columns=2, labelLimit=style.size(240), labelFontSize=style.size(11)
            ),
        ),
        tooltip=["year:O", alt.Tooltip("value:Q", format=",.4s"), "series:N"],
    )  # fmt: skip
    return _spec(alt.layer(base.mark_line(strokeWidth=2), base.mark_circle(size=28)))


def multiples(
    frame: pd.DataFrame, style: Style, *, title: str, colours: dict[str, str], columns: int = 3
) -> Chart:
    """One small chart a series, side by side on one scale.

    Parameters
    ----------
    frame : columns year (int), value, series
    colours : ``#rrggbb`` of each series, in the order shown
    columns : most charts in a row
    """
    rows = tuple(frame[["year", "value", "series"]].itertuples(index=False, name=None))
    return Chart(_multiples(rows, style, title, tuple(colours.items()), columns, i18n.locale()))


@lru_cache(maxsize=128)
def _multiples(
    rows: tuple[tuple[int, float, str], ...],
    style: Style,
    title: str,
    colours: tuple[tuple[str, str], ...],
    columns: int,
    locale: str,
) -> dict[str, Any]:
    frame = pd.DataFrame(rows, columns=["year", "value", "series"])
    factor, many = column_scale(float(frame["value"].abs().max()), locale)
    ticks = f"format(datum.value / {factor:.0f}, ',~r') + '{many}'"
    years = alt.Axis(labelAngle=0, tickCount=2, format="d", labelFontSize=style.size(10))
    scale = alt.Axis(labelExpr=ticks, tickCount=3, labelFontSize=style.size(10))
    drawn = (
        alt.Chart()
        .mark_line(point=alt.OverlayMarkDef(size=8), strokeWidth=1.5)
        .encode(
            x=alt.X("year:Q", title=None, axis=years, scale=alt.Scale(zero=False, nice=False)),
            y=alt.Y("value:Q", title=None, axis=scale),
            color=alt.Color(
                "series:N", legend=None,
                scale=alt.Scale(domain=[n for n, _c in colours], range=[c for _n, c in colours]),
            ),
            tooltip=["year:Q", alt.Tooltip("value:Q", format=",.4s"), "series:N"],
        )
        .properties(width=style.size(76), height=style.size(70))
    )  # fmt: skip
    heads = alt.Header(title=None, labelFontSize=style.size(11), labelColor=style.text)
    chart = alt.layer(drawn, data=frame).facet(
        facet=alt.Facet("series:N", header=heads, sort=[name for name, _c in colours]),
        columns=columns, title=style.title(title), spacing=10,
    )  # fmt: skip
    spec: dict[str, Any] = chart.configure_view(stroke=None).to_dict()
    return spec


def _spec(chart: alt.LayerChart) -> dict[str, Any]:
    spec: dict[str, Any] = chart.configure_view(stroke=None).to_dict()
    return spec
