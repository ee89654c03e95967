"""Charts of scores: intervals of ranks, and a country's parts against its region."""

from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import columns
from dashboard.charts import PICK, Chart, Style
from dashboard.context import View
from dashboard.i18n import _
from dashboard.score_rows import medians, ordered
from geodata.scores import Scored
from layers.palette import GROUNDS, hex_of

SHOWN: Final = 12
PART_HEIGHT: Final = 19  # px of a bar


def ranks(view: View, scored: Scored, colours: dict[str, str], around: str | None) -> Chart | None:
    """Rank of each country as a dot on its interval: the first, or those around one.

    Parameters
    ----------
    colours : ``#rrggbb`` by ISO code, as on the map
    around : ISO code of the country to have in the middle
    """
    rows = ordered(scored)
    rows = rows[rows["enough"]].reset_index(drop=True)
    if rows.empty:
        return None
    at = list(rows["iso3"]).index(around) if around in set(rows["iso3"]) else 0
    start = max(min(at - SHOWN // 2, len(rows) - SHOWN), 0)
    shown = rows.iloc[start : start + SHOWN]
    items = tuple(
        (columns.name_of_country(view, r["iso3"]), int(r["rank"]), int(r["rank_low"]),
         int(r["rank_high"]), colours[r["iso3"]], f"country:{r['iso3']}")
        for r in shown.to_dict("records")
    )  # fmt: skip
    title = _("名次及其区间（5%—95%）")
    words = (_("国家"), _("名次"), _("最好"), _("最差"))
    return Chart(_ranks(items, view.style, title, words), picks=True)


@lru_cache(maxsize=64)
def _ranks(
    items: tuple[tuple[str, int, int, int, str, str], ...], style: Style, title: str,
    words: tuple[str, ...],
) -> dict[str, Any]:  # fmt: skip
    frame = pd.DataFrame(items, columns=["label", "rank", "low", "high", "colour", "ref"])
    names = _names(style, 100)
    ticks = alt.Axis(tickMinStep=1, format="d", labelFontSize=style.size(11), tickCount=6)
    scale = alt.Scale(domain=[max(int(frame["low"].min()) - 1, 0), int(frame["high"].max()) + 1],
                      nice=False)  # fmt: skip
    shade = GROUNDS[style.theme].minor_text
    bar = (
        alt.Chart()
        .mark_rule(strokeWidth=style.size(3), color=hex_of(shade), opacity=0.55)
        .encode(x=alt.X("low:Q", title=None, axis=ticks, scale=scale), x2="high:Q")
    )
    dot = (
        alt.Chart()
        .mark_circle(size=style.size(110), opacity=1, stroke=hex_of(shade), strokeWidth=0.8)
        .encode(x=alt.X("rank:Q"), color=alt.Color("colour:N", scale=None))
        .add_params(alt.selection_point(name=PICK, fields=["ref"]))
    )
    both = alt.layer(bar, dot, data=frame, title=style.title(title)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=names),
        tooltip=[
            alt.Tooltip(f"{field}:{kind}", title=word)
            for field, kind, word in zip(
                ("label", "rank", "low", "high"), "NQQQ", words, strict=True
            )
        ],
    )
    spec: dict[str, Any] = both.configure_view(stroke=None).to_dict()
    return spec


def parts(view: View, scored: Scored, iso3: str) -> tuple[Chart, int]:
    """A country's parts as bars, its region's medians as marks across; with the height, px."""
    middle = medians(scored, iso3)
    items = tuple(
        (term.name(view.locale), float(scored.parts.loc[iso3, term.indicator]),
         float(middle[term.indicator]))
        for term in scored.terms
        if scored.weights[term.indicator] > 0
    )  # fmt: skip
    known = tuple(
        (label, None if own != own else round(own, 1), None if mid != mid else round(mid, 1))
        for label, own, mid in items
    )
    words = (_("指标"), _("换算分"), _("区域中位"))
    title = _("各项换算分（0—100），竖线为区域中位")
    return Chart(_parts(known, view.style, title, words)), PART_HEIGHT * len(known) + 46


@lru_cache(maxsize=128)
def _parts(
    items: tuple[tuple[str, float | None, float | None], ...], style: Style, title: str,
    words: tuple[str, ...],
) -> dict[str, Any]:  # fmt: skip
    frame = pd.DataFrame(items, columns=["label", "own", "mid"])
    names = _names(style, 118)
    ticks = alt.Axis(values=[0, 50, 100], labelFontSize=style.size(10), grid=False)
    bars = (
        alt.Chart()
        .mark_bar(color=style.colour("park"), cornerRadiusEnd=2, size=style.size(10))
        .encode(x=alt.X("own:Q", title=None, axis=ticks, scale=alt.Scale(domain=[0, 100])))
    )
    marks = (
        alt.Chart()
        .mark_tick(color=hex_of(GROUNDS[style.theme].accent), thickness=2.5, size=style.size(15))
        .encode(x="mid:Q")
    )
    both = alt.layer(bars, marks, data=frame, title=style.title(title)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=names),
        tooltip=[
            alt.Tooltip(f"{field}:{kind}", title=word)
            for field, kind, word in zip(("label", "own", "mid"), "NQQ", words, strict=True)
        ],
    )
    spec: dict[str, Any] = both.configure_view(stroke=None).to_dict()
    return spec


def _names(style: Style, width: int) -> alt.Axis:
    """The axis of names; each stays beside its mark, the first and last too."""
    return alt.Axis(
        labelLimit=style.size(width), labelFontSize=style.size(11), ticks=False, domain=False,
        labelOverlap=False, labelFlush=False, labelBound=False,
    )  # fmt: skip
