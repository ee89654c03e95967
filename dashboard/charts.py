"""Charts beside the table: few forms, labelled in place, coloured like the map."""

import altair as alt
import pandas as pd

from dashboard.i18n import _


def bars(
    labels: list[str],
    values: list[float],
    *,
    title: str,
    colours: list[str] | None = None,
    texts: list[str] | None = None,
    limit: int = 9,
) -> alt.LayerChart | None:
    """Horizontal bars, longest first, with the value written at the end.

    Parameters
    ----------
    labels, values : of the bars, already sorted
    colours : ``#rrggbb`` of each bar, as on the map
    texts : what is written at the end of each bar
    limit : most bars shown
    """
    if not labels:
        return None
    frame = pd.DataFrame(
        {
            "label": labels[:limit],
            "value": values[:limit],
            "colour": (colours or ["#0b2f5c"] * len(labels))[:limit],
            "text": (texts or [f"{v:,.10g}" for v in values])[:limit],
        }
    )
    base = alt.Chart(frame, title=alt.Title(title, anchor="start", fontSize=12)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=110, ticks=False, domain=False)),
        x=alt.X("value:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("label:N", title=_("名称")), alt.Tooltip("text:N", title=_("数值"))],
    )  # fmt: skip
    return alt.layer(
        base.mark_bar(cornerRadiusEnd=3, size=min(16, 150 // max(len(frame), 1))).encode(
            color=alt.Color("colour:N", scale=None)
        ),
        base.mark_text(align="left", dx=4, fontSize=11).encode(text="text:N"),
    ).configure_view(stroke=None)


def counts(
    series: pd.Series, *, title: str, words: dict[str, str] | None = None, colour: str = "#0b2f5c"
) -> alt.LayerChart | None:
    """How often each value occurs, most frequent first."""
    found = series.dropna().value_counts()
    labels = [(words or {}).get(str(k), str(k)) for k in found.index]
    return bars(labels, [float(v) for v in found], title=title, colours=[colour] * len(labels))


def timeline(years: pd.Series, *, title: str, colour: str) -> alt.LayerChart | None:
    """Number of rows by year."""
    found = years.dropna().astype("string").str.slice(0, 4).value_counts().sort_index()
    if found.empty:
        return None
    frame = pd.DataFrame({"year": found.index.astype(str), "count": found.to_numpy()})
    base = alt.Chart(frame, title=alt.Title(title, anchor="start", fontSize=12)).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("count:Q", title=None, axis=None),
        tooltip=[
            alt.Tooltip("year:O", title=_("年份")), alt.Tooltip("count:Q", title=_("数量")),
        ],
    )  # fmt: skip
    return alt.layer(
        base.mark_bar(color=colour, cornerRadiusEnd=3),
        base.mark_text(dy=-7, fontSize=11).encode(text="count:Q"),
    ).configure_view(stroke=None)


def lines(frame: pd.DataFrame, *, title: str, unit: str) -> alt.LayerChart | None:
    """Series over years; each series is one basis and is never joined to another.

    Parameters
    ----------
    frame : columns year (int), value, series
    unit : shown on the axis
    """
    if frame.empty:
        return None
    base = alt.Chart(frame, title=alt.Title(title, anchor="start", fontSize=12)).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("value:Q", title=unit, axis=alt.Axis(format="~s", tickCount=4)),
        color=alt.Color("series:N", title=None, legend=alt.Legend(orient="top", labelLimit=260)),
        tooltip=["year:O", alt.Tooltip("value:Q", format=",.4s"), "series:N"],
    )
    return alt.layer(base.mark_line(strokeWidth=2), base.mark_circle(size=28)).configure_view(
        stroke=None
    )
