"""Charts of a country with its region behind: shares with a tick, series with a dashed line.

Specifications are written out: the same input makes the same dictionary, once.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from dashboard import columns
from dashboard import words as w
from dashboard.charts import Chart, Style
from dashboard.context import View
from dashboard.i18n import _, noted, pick
from geodata.format import column_scale, number
from geodata.profile import figure, median_series, series
from geodata.profile.figures import terms
from layers.palette import hex_of, kind_colour

MEDIAN: Final = "#8a94a0"
Bar = tuple[str, float, str, float | None, str]
Point = tuple[int, float, str]


def shares(view: View, iso3: str, indicators: Sequence[str], title: str) -> Chart | None:
    """Percentages or percentiles as bars from 0 to 100, the region's median as a tick.

    Parameters
    ----------
    indicators : of values between 0 and 100; those without a figure are left out
    """
    rows: list[Bar] = []
    for indicator in indicators:
        found = figure(view.store, iso3, indicator)
        if found is None or found.value is None:
            continue
        median = found.region_median
        year = f" {found.year}" if found.year else ""
        rows.append(
            (
                short(pick({"name_zh": found.name_zh, "name_en": found.name_en})),
                found.value,
                number(found.value, view.locale, 1),
                median.value if median else None,
                f"{found.shown(view.locale)}{year}",
            )
        )
    if not rows:
        return None
    return Chart(_shares(tuple(rows), view.style, title, _colour(view), _median_word(view, iso3)))


def short(name: str) -> str:
    """An indicator's name without what it stands in brackets, for an axis."""
    return name.partition("（")[0].partition(" (")[0]


def over_years(
    view: View, iso3: str, indicators: Sequence[str], title: str, unit: str
) -> Chart | None:
    """Series of a country, each basis a line of its own, the first one's median behind.

    Parameters
    ----------
    indicators : of the same unit; lines of different basis are never joined
    unit : shown beside the title
    """
    known = terms(view.store)
    several = sum(bool(series(view.store, iso3, indicator)) for indicator in indicators) > 1
    lines: list[Point] = []
    for indicator in indicators:
        term = known.get(indicator)
        if term is None:
            continue
        own = series(view.store, iso3, indicator)
        # One basis needs no name but the country's: the title says what it is.
        name = str(pick(term)) if several else columns.name_of_country(view, iso3)
        lines += [(year, value, name) for year, value in own]
    if not lines:
        return None
    region = str(view.store.get("country", iso3)["region"])
    years = {year for year, _value, _name in lines}
    behind = tuple(
        (year, value, n)
        for year, value, n in median_series(view.store, indicators[0], region)
        if min(years) <= year <= max(years)
    )
    return Chart(
        _over_years(
            tuple(lines), behind, view.style, noted(title, unit),
            _median_word(view, iso3), view.locale,
        )
    )  # fmt: skip


def _median_word(view: View, iso3: str) -> str:
    region = str(view.store.get("country", iso3)["region"])
    return _("{region}中位").format(region=w.word(w.REGIONS, region))


def _colour(view: View) -> str:
    return hex_of(kind_colour("park", view.theme))


@lru_cache(maxsize=512)
def _shares(
    rows: tuple[Bar, ...], style: Style, title: str, colour: str, median: str
) -> dict[str, Any]:
    data = [
        {"l": label, "v": value, "t": text, "m": middle, "h": hint}
        for label, value, text, middle, hint in rows
    ]
    size = style.size(11)
    tips = [
        {"field": "l", "type": "nominal", "title": _("指标")},
        {"field": "h", "type": "nominal", "title": _("数值")},
        {"field": "m", "type": "quantitative", "title": median, "format": ".1f"},
    ]
    return {
        "datasets": {"rows": data},
        "data": {"name": "rows"},
        "title": {
            "text": title, "subtitle": f"┆ {median}", "subtitleColor": MEDIAN, "anchor": "start",
            "offset": 4, "fontSize": style.size(12), "subtitleFontSize": size, "color": style.text,
        },
        "encoding": {
            "y": {
                "field": "l", "type": "nominal", "sort": None, "title": None,
                "axis": {"labelLimit": style.size(110), "labelFontSize": size, "ticks": False,
                         "domain": False, "labelOverlap": False},
            },
            "x": {
                "type": "quantitative", "title": None, "axis": None,
                "scale": {"domain": [0, 112]},
            },
            "tooltip": tips,
        },
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 3, "color": colour,
                         "size": style.size(min(13, 110 // len(data)))},
                "encoding": {"x": {"field": "v"}},
            },
            {
                "mark": {"type": "tick", "color": MEDIAN, "thickness": style.size(3),
                         "size": style.size(min(18, 150 // len(data)))},
                "encoding": {"x": {"field": "m"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": size,
                         "color": style.text},
                "encoding": {"x": {"field": "v"}, "text": {"field": "t", "type": "nominal"}},
            },
        ],
        "config": {"view": {"stroke": None}},
    }  # fmt: skip


@lru_cache(maxsize=512)
def _over_years(
    rows: tuple[Point, ...],
    behind: tuple[tuple[int, float, int], ...],
    style: Style,
    title: str,
    median: str,
    locale: str,
) -> dict[str, Any]:
    data: list[dict[str, Any]] = [{"y": y, "v": v, "s": s} for y, v, s in rows]
    data += [{"y": y, "v": v, "s": median, "n": n} for y, v, n in behind]
    names = list(dict.fromkeys(s for _y, _v, s in rows))
    factor, many = column_scale(max(abs(float(row["v"])) for row in data), locale)
    size = style.size(11)
    colours = ["#0b6e8f", "#c8501e", "#5b3f8f", "#3f7d3a"][: len(names)]
    is_median = f"datum.s === '{median}'"
    return {
        "datasets": {"rows": data},
        "data": {"name": "rows"},
        "title": {"text": title, "anchor": "start", "fontSize": style.size(12),
                  "color": style.text, "offset": 2},
        "padding": {"top": 7, "left": 2, "right": 4, "bottom": 2},
        "encoding": {
            "x": {"field": "y", "type": "ordinal", "title": None,
                  "axis": {"labelAngle": 0, "labelOverlap": True, "labelFontSize": size}},
            "y": {"field": "v", "type": "quantitative", "title": None,
                  "axis": {"tickCount": 4, "labelFontSize": size,
                           "labelExpr": f"format(datum.value / {factor:.0f}, ',~r') + '{many}'"}},
            "color": {
                "field": "s", "type": "nominal", "title": None,
                "scale": {"domain": [*names, median], "range": [*colours, MEDIAN]},
                "legend": {"orient": "top", "columns": 2, "labelLimit": style.size(150),
                           "labelFontSize": size, "offset": 2, "padding": 0},
            },
            "tooltip": [
                {"field": "y", "type": "ordinal", "title": _("年份")},
                {"field": "v", "type": "quantitative", "format": ",.4s", "title": _("数值")},
                {"field": "s", "type": "nominal", "title": _("系列")},
                {"field": "n", "type": "quantitative", "title": _("国数")},
            ],
        },
        "layer": [
            {"transform": [{"filter": is_median}],
             "mark": {"type": "line", "strokeWidth": 1.6, "strokeDash": [5, 4]}},
            {"transform": [{"filter": f"!({is_median})"}],
             "mark": {"type": "line", "strokeWidth": 2, "point": {"size": 22, "filled": True}}},
        ],
        "config": {"view": {"stroke": None}},
    }  # fmt: skip


def partners(view: View, iso3: str, flow: str) -> tuple[list[str], list[float], list[str]]:
    """Names, shares (per cent) and colours of a country's leading partners; China stands out."""
    items = view.store.table("trade_item")
    own = items[
        (items["iso3"] == iso3) & (items["flow"] == flow) & (items["item_kind"] == "partner")
    ].sort_values("rank")
    own = own[own["share_pct"].notna()]
    # A partner that is no country of the map, like 中国香港, has the name of its row.
    known = columns.country_names(view.store)
    names = [known.get(row["partner_iso3"]) or pick(row) for row in own.to_dict("records")]
    plain = MEDIAN
    colours = ["#c8501e" if code == "CHN" else plain for code in own["partner_iso3"]]
    return names, [float(share) for share in own["share_pct"]], colours
