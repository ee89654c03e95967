"""Charts beside the table: few forms, labelled in place, coloured like the map."""

from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd

from dashboard.i18n import _
from layers.palette import DARK_KINDS, GROUNDS, KINDS, Theme, hex_of

# Name of the selection that a click on a bar makes.
PICK: Final = "pick"


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


def bars(
    labels: list[str],
    values: list[float],
    style: Style,
    *,
    title: str,
    colours: list[str] | None = None,
    texts: list[str] | None = None,
    refs: list[str] | None = None,
    limit: int = 9,
    label_width: int = 110,
) -> alt.LayerChart | None:
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
    frame = pd.DataFrame(
        {
            "label": labels[:limit],
            "value": values[:limit],
            "colour": (colours or [style.colour("park")] * len(labels))[:limit],
            "text": (texts or [f"{v:,.10g}" for v in values])[:limit],
            "ref": (refs or [""] * len(labels))[:limit],
        }
    )
    names = alt.Axis(
        labelOverlap=False, labelLimit=style.size(label_width),
        labelFontSize=style.size(11), ticks=False, domain=False,
    )  # fmt: skip
    base = alt.Chart(frame, title=style.title(title)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=names),
        x=alt.X("value:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("label:N", title=_("名称")), alt.Tooltip("text:N", title=_("数值"))],
    )  # fmt: skip
    drawn = base.mark_bar(
        cornerRadiusEnd=3, size=style.size(min(16, 150 // max(len(frame), 1)))
    ).encode(color=alt.Color("colour:N", scale=None))
    if refs:
        drawn = drawn.add_params(alt.selection_point(name=PICK, fields=["ref"]))
    return alt.layer(
        drawn,
        base.mark_text(align="left", dx=4, fontSize=style.size(11), color=style.text).encode(
            text="text:N"
        ),
    ).configure_view(stroke=None)


def counts(
    series: pd.Series,
    style: Style,
    *,
    title: str,
    kind: str = "park",
    words: dict[str, str] | None = None,
) -> alt.LayerChart | None:
    """How often each value occurs, most frequent first."""
    found = series.dropna().value_counts()
    labels = [(words or {}).get(str(k), str(k)) for k in found.index]
    return bars(
        labels, [float(v) for v in found], style,
        title=title, colours=[style.colour(kind)] * len(labels),
    )  # fmt: skip


def timeline(years: pd.Series, style: Style, *, title: str, kind: str) -> alt.LayerChart | None:
    """Number of rows by year."""
    found = years.dropna().astype("string").str.slice(0, 4).value_counts().sort_index()
    if found.empty:
        return None
    frame = pd.DataFrame({"year": found.index.astype(str), "count": found.to_numpy()})
    base = alt.Chart(frame, title=style.title(title)).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelFontSize=style.size(11))),
        y=alt.Y("count:Q", title=None, axis=None),
        tooltip=[
            alt.Tooltip("year:O", title=_("年份")), alt.Tooltip("count:Q", title=_("数量")),
        ],
    )  # fmt: skip
    return alt.layer(
        base.mark_bar(color=style.colour(kind), cornerRadiusEnd=3),
        base.mark_text(dy=-7, fontSize=style.size(11), color=style.text).encode(text="count:Q"),
    ).configure_view(stroke=None)


def lines(frame: pd.DataFrame, style: Style, *, title: str, unit: str) -> alt.LayerChart | None:
    """Series over years; each series is one basis and is never joined to another.

    Parameters
    ----------
    frame : columns year (int), value, series
    unit : shown on the axis
    """
    if frame.empty:
        return None
    base = alt.Chart(frame, title=style.title(title)).encode(
        x=alt.X(
            "year:O",
            title=None,
            axis=alt.Axis(labelAngle=0, labelOverlap=True, labelFontSize=style.size(11)),
        ),
        y=alt.Y("value:Q", title=unit, axis=alt.Axis(format="~s", tickCount=4)),
        color=alt.Color("series:N", title=None, legend=alt.Legend(orient="top", labelLimit=260)),
        tooltip=["year:O", alt.Tooltip("value:Q", format=",.4s"), "series:N"],
    )
    return alt.layer(base.mark_line(strokeWidth=2), base.mark_circle(size=28)).configure_view(
        stroke=None
    )
