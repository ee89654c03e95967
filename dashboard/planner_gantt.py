"""The chart of a plan in time: a row a leg, a bar a part, a whisker from its best to its worst."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import planner_answers as pa
from dashboard import words as w
from dashboard.charts import Chart, Style
from dashboard.context import View
from dashboard.i18n import _, noted
from geodata.planner.model import Option
from layers.palette import Theme

# What moves is deep, what waits is pale; told apart in grey as well.
COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {
        "wait": "#cfd6de", "handling": "#9aa9ba", "run": "#0b4a8f", "border": "#c8501e",
        "gauge": "#8a3d12", "dwell": "#e3b07c",
    },
    "dark": {
        "wait": "#4a5a6b", "handling": "#7c8fa3", "run": "#66b5e8", "border": "#f08a52",
        "gauge": "#c98200", "dwell": "#a77444",
    },
}  # fmt: skip
ROW: Final = 24
AROUND: Final = 104  # title, axis and legend, px
Bar = tuple[str, str, float, float, str]  # row, part, from, to, words
Whisker = tuple[str, float, float]


def gantt(view: View, chosen: Sequence[tuple[int, Option]]) -> Chart:
    """The legs of the chosen options one after another, in typical days."""
    bars: list[Bar] = []
    whiskers: list[Whisker] = []
    colours = COLOURS[view.theme]
    for number, option in chosen:
        begun = 0.0
        for place, leg in enumerate(option.legs, 1):
            mark = f"{number}·{place} " if len(chosen) > 1 else f"{place} "
            row = f"{mark}{w.word(w.MODES, leg.mode)} {pa.leg_name(view, leg)}"
            low, _typical, high = leg.days
            whiskers.append((row, round(begun + low, 2), round(begun + high, 2)))
            for part in leg.parts:
                ended = begun + part.days.typical
                text = noted(pa.days_text(part.days), _("公布") if part.published else _("测算"))
                bars.append(
                    (row, w.word(pa.PARTS, part.kind), round(begun, 2), round(ended, 2), text)
                )  # fmt: skip
                begun = ended
    used = {bar[1] for bar in bars}
    scale = tuple((_(word), colours[kind]) for kind, word in pa.PARTS.items() if _(word) in used)
    words = (_("天"), _("环节"), _("区段"))
    return Chart(
        _gantt(tuple(bars), tuple(whiskers), scale, view.style,
               _("各段用时（典型天数；细线为本段最短—最长）"), words)
    )  # fmt: skip


def height(chosen: Sequence[tuple[int, Option]]) -> int:
    """Pixels that the chart of these options takes."""
    return max(230, AROUND + ROW * sum(len(option.legs) for _number, option in chosen))


@lru_cache(maxsize=128)
def _gantt(
    bars: tuple[Bar, ...],
    whiskers: tuple[Whisker, ...],
    scale: tuple[tuple[str, str], ...],
    style: Style,
    title: str,
    words: tuple[str, str, str],
) -> dict[str, Any]:
    days, part, leg = words
    # One set of rows for both layers: each set is sent with a description of its own.
    frame = pd.concat(
        [
            pd.DataFrame(bars, columns=["leg", "part", "from", "to", "text"]),
            pd.DataFrame(whiskers, columns=["leg", "low", "high"]),
        ],
        ignore_index=True,
    )
    rows = alt.Axis(
        labelLimit=style.size(180), labelFontSize=style.size(11), ticks=False, domain=False,
        labelOverlap=False,
    )  # fmt: skip
    y = alt.Y("leg:N", sort=None, title=None, axis=rows)
    axis = alt.Axis(labelFontSize=style.size(11), titleFontSize=style.size(11), tickCount=6)
    drawn = (
        alt.Chart()
        .transform_filter("isValid(datum.to)")
        .mark_bar(height=style.size(12), cornerRadius=1)
        .encode(
            y=y,
            x=alt.X("from:Q", title=days, axis=axis),
            x2="to:Q",
            color=alt.Color(
                "part:N", title=None, sort=[name for name, _colour in scale],
                scale=alt.Scale(
                    domain=[name for name, _colour in scale],
                    range=[colour for _name, colour in scale],
                ),
                legend=alt.Legend(
                    orient="top", labelFontSize=style.size(11), symbolType="square",
                    columns=3, columnPadding=8, offset=2,
                ),
            ),
            tooltip=[alt.Tooltip("leg:N", title=leg), alt.Tooltip("part:N", title=part),
                     alt.Tooltip("text:N", title=days)],
        )
    )  # fmt: skip
    base = alt.Chart().transform_filter("isValid(datum.low)").encode(y=alt.Y("leg:N", sort=None))
    line = {"color": style.text, "thickness": 1.2}
    ticks = {**line, "size": style.size(8)}
    whisker = base.mark_errorbar(rule=line, ticks=ticks).encode(
        x=alt.X("low:Q", title=days), x2="high:Q"
    )
    both = alt.layer(drawn, whisker, data=frame, title=style.title(title))
    made = both.configure_view(stroke=None)
    spec: dict[str, Any] = made.to_dict()
    return spec
