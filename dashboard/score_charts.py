"""Charts of scores: intervals of ranks, and a country's parts against its region.

They change with every weight, so their Vega-Lite is written out: making it through Altair's
validating classes takes longer than the scores.
"""

from typing import Any, Final

from dashboard import columns
from dashboard.charts import PICK, Chart, Style
from dashboard.context import View
from dashboard.i18n import _
from dashboard.score_rows import medians, ordered
from geodata.scores import Scored
from layers.palette import GROUNDS, hex_of

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
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
    rows = rows[rows["enough"]]
    if rows.empty:
        return None
    listed = list(rows["iso3"])
    at = listed.index(around) if around in listed else 0
    start = max(min(at - SHOWN // 2, len(rows) - SHOWN), 0)
    items = [
        {"label": columns.name_of_country(view, row["iso3"]), "rank": int(row["rank"]),
         "low": int(row["rank_low"]), "high": int(row["rank_high"]),
         "colour": colours[row["iso3"]], "ref": f"country:{row['iso3']}"}
        for row in rows.iloc[start : start + SHOWN].to_dict("records")
    ]  # fmt: skip
    style = view.style
    shade = hex_of(GROUNDS[style.theme].minor_text)
    ends = [min(item["low"] for item in items) - 1, max(item["high"] for item in items) + 1]
    axis = {
        "format": "d", "labelFontSize": style.size(11), "tickCount": 6, "tickMinStep": 1,
    }  # fmt: skip
    bar = {
        "mark": {"type": "rule", "color": shade, "opacity": 0.55, "strokeWidth": style.size(3)},
        "encoding": {
            "x": {"field": "low", "type": "quantitative", "title": None, "axis": axis,
                  "scale": {"domain": ends, "nice": False}},
            "x2": {"field": "high"},
        },
    }  # fmt: skip
    dot = {
        "mark": {"type": "circle", "size": style.size(110), "opacity": 1, "stroke": shade,
                 "strokeWidth": 0.8},
        "encoding": {"x": {"field": "rank", "type": "quantitative"},
                     "color": {"field": "colour", "type": "nominal", "scale": None}},
        "params": [{"name": PICK, "select": {"type": "point", "fields": ["ref"]}}],
    }  # fmt: skip
    words = {"label": _("国家"), "rank": _("名次"), "low": _("最好"), "high": _("最差")}
    title = _("名次及其区间（5%—95%）")
    return Chart(_spec(items, [bar, dot], style, title, words, width=100), picks=True)


def parts(view: View, scored: Scored, iso3: str) -> tuple[Chart, int]:
    """A country's parts as bars, its region's medians as marks across; with the height, px."""
    middle = medians(scored, iso3)
    items = [
        {"label": term.name(view.locale),
         "own": _tenth(scored.parts.loc[iso3, term.indicator]),
         "mid": _tenth(middle[term.indicator])}
        for term in scored.terms
        if scored.weights[term.indicator] > 0
    ]  # fmt: skip
    style = view.style
    axis = {"values": [0, 50, 100], "labelFontSize": style.size(10), "grid": False}
    bar = {
        "mark": {"type": "bar", "color": style.colour("park"), "cornerRadiusEnd": 2,
                 "size": style.size(10)},
        "encoding": {"x": {"field": "own", "type": "quantitative", "title": None, "axis": axis,
                           "scale": {"domain": [0, 100]}}},
    }  # fmt: skip
    mark = {
        "mark": {"type": "tick", "color": hex_of(GROUNDS[style.theme].accent), "thickness": 2.5,
                 "size": style.size(15)},
        "encoding": {"x": {"field": "mid", "type": "quantitative"}},
    }  # fmt: skip
    words = {"label": _("指标"), "own": _("换算分"), "mid": _("区域中位")}
    title = _("各项换算分（0—100），竖线为区域中位")
    made = Chart(_spec(items, [bar, mark], style, title, words, width=118))
    return made, PART_HEIGHT * len(items) + 46


def _tenth(value: Any) -> float | None:
    return None if value != value else round(float(value), 1)


def _spec(
    items: list[dict[str, Any]], layers: list[dict[str, Any]], style: Style, title: str,
    words: dict[str, str], *, width: int,
) -> dict[str, Any]:  # fmt: skip
    """Layers over one set of rows, each row a line of its own with its label at the left.

    Parameters
    ----------
    words : field → its name in the tooltip
    width : most pixels of a label
    """
    names = {
        "labelLimit": style.size(width), "labelFontSize": style.size(11), "ticks": False,
        "domain": False, "labelOverlap": False, "labelFlush": False, "labelBound": False,
    }  # fmt: skip
    return {
        "$schema": SCHEMA,
        "title": {"text": title, "anchor": "start", "fontSize": style.size(12),
                  "color": style.text},
        "data": {"name": "rows"},
        "datasets": {"rows": items},
        "layer": layers,
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": names},
            "tooltip": [{"field": field, "title": word} for field, word in words.items()],
        },
        "config": {"view": {"stroke": None}},
    }  # fmt: skip
