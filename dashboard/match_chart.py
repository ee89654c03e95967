"""The chart of leads: a bar a lead, one segment for the points of each rule."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard.charts import PICK, Chart, Style
from dashboard.context import View
from dashboard.i18n import _
from dashboard.match_rows import reference
from geodata.match import Lead

SHOWN: Final = 9
# Okabe & Ito's colours, then paler ones of the same order; rules follow their table.
COLOURS: Final = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6a00", "#7f8c99",
    "#7fb8d8", "#eaae7f", "#7fceb9", "#e5bcd3",
)  # fmt: skip
Segment = tuple[str, str, int, str, int]


def chart(view: View, left: Sequence[Lead], *, one_good: bool) -> Chart | None:
    """The first leads with their points by rule; a click on a bar selects the lead.

    Parameters
    ----------
    one_good : whether all are of one good, so that the country alone names a lead
    """
    segments: list[Segment] = []
    one_country = len({lead.iso3 for lead in left}) == 1
    for lead in left[:SHOWN]:
        country, good = lead.country.of(view.locale), lead.name.of(view.locale)
        # What all bars share need not be said at each.
        label = country if one_good else good if one_country else f"{country} · {good}"
        chosen = reference(lead, one_good=one_good)
        segments += [
            (label, reason.rule_name.of(view.locale), reason.points, chosen, lead.score)
            for reason in lead.reasons
        ]
    if not segments:
        return None
    words = (_("得分前列的线索：各条规则的分"), _("规则"), _("分"), _("线索"))
    return Chart(_stacked(tuple(segments), view.style, words), picks=True)


@lru_cache(maxsize=64)
def _stacked(
    segments: tuple[Segment, ...], style: Style, words: tuple[str, str, str, str]
) -> dict[str, Any]:
    title, rule, points, lead = words
    frame = pd.DataFrame(segments, columns=["label", "rule", "points", "ref", "total"])
    rules = list(dict.fromkeys(frame["rule"]))
    tones = [COLOURS[place % len(COLOURS)] for place in range(len(rules))]
    base = alt.Chart(frame, title=style.title(title)).encode(
        y=alt.Y(
            "label:N", sort=None, title=None,
            axis=alt.Axis(
                labelLimit=style.size(130), labelOverlap=False, labelFontSize=style.size(11),
                ticks=False, domain=False,
            ),
        ),
    )  # fmt: skip
    bars = base.mark_bar(stroke="white", strokeWidth=0.6).encode(
        x=alt.X("points:Q", title=None, axis=None, stack="zero"),
        color=alt.Color(
            "rule:N", title=None, sort=rules, scale=alt.Scale(domain=rules, range=tones),
            legend=alt.Legend(
                orient="right", symbolType="square", symbolSize=style.size(90),
                labelLimit=style.size(112), labelFontSize=style.size(10), rowPadding=1, offset=6,
            ),
        ),
        tooltip=[
            alt.Tooltip("label:N", title=lead), alt.Tooltip("rule:N", title=rule),
            alt.Tooltip("points:Q", title=points),
        ],
    ).add_params(alt.selection_point(name=PICK, fields=["ref"]))  # fmt: skip
    total = base.mark_text(
        align="left", dx=4, fontSize=style.size(11), color=style.text
    ).encode(x=alt.X("max(total):Q"), text="max(total):Q")  # fmt: skip
    spec: dict[str, Any] = alt.layer(bars, total).configure_view(stroke=None).to_dict()
    return spec
