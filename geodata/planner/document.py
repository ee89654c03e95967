"""A plan as plain JSON and as rows: what the command line prints and the files hold."""

import math
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
from shapely import LineString

from geodata.planner.model import Answer, Leg, Option, Part, Range
from geodata.planner.network import Network

PARTS_ZH = {
    "run": "在途", "wait": "等班", "handling": "装卸、报关", "dwell": "港口停留", "border": "过境",
    "gauge": "换装",
}  # fmt: skip


def figures(range_: Range, digits: int) -> list[float] | None:
    """Low and high, None where there is no figure."""
    if math.isnan(range_.typical):
        return None
    return [round(range_.low, digits), round(range_.high, digits)]


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "days": figures(part.days, 2),
        "typical": round(part.days.typical, 2),
        "basis": "published" if part.published else "computed",
        "reference": part.reference,
    }


def leg_document(net: Network, leg: Leg) -> dict[str, Any]:
    """A leg."""
    start, end = (net.stops[net.number[id]] for id in (leg.start, leg.end))
    return {
        "mode": leg.mode,
        "from": start.name_zh,
        "to": end.name_zh,
        "from_id": start.id,
        "to_id": end.id,
        "km": round(leg.km),
        "days": figures(leg.days, 1),
        "typical_days": round(leg.days.typical, 1),
        "basis": leg.basis,
        "parts": [_part(part) for part in leg.parts],
        "cost_cny": figures(leg.cost, 0),
        "cost_reference": leg.cost_reference or None,
        "co2e_t": round(leg.co2.typical, 3),
        "co2e_reference": leg.co2_reference,
        "ref": leg.ref or None,
        "passages": list(leg.passages),
    }


def option_document(net: Network, option: Option) -> dict[str, Any]:
    """An option."""
    return {
        "km": round(option.km),
        "days": figures(option.days, 1),
        "typical_days": round(option.days.typical, 1),
        "cost_cny": figures(option.cost, 0),
        "co2e_t": round(option.co2.typical, 3),
        "legs": [leg_document(net, leg) for leg in option.legs],
    }


def document(net: Network, answer: Answer) -> dict[str, Any]:
    """A whole answer."""
    return {
        "from": answer.start,
        "to": answer.end,
        "cargo": answer.cargo.text,
        "by": answer.order,
        "closed": list(answer.closed),
        "options": [option_document(net, option) for option in answer.options],
        "no_route": answer.no_route,
    }


def rows(net: Network, answer: Answer) -> Iterator[dict[str, Any]]:
    """One row a leg, for tables and files."""
    for number, option in enumerate(answer.options, 1):
        for place, leg in enumerate(option.legs, 1):
            start, end = (net.stops[net.number[id]] for id in (leg.start, leg.end))
            days, cost = leg.days, figures(leg.cost, 0)
            yield {
                "option": number, "leg": place, "mode": leg.mode, "from_zh": start.name_zh,
                "from_en": start.name_en, "to_zh": end.name_zh, "to_en": end.name_en,
                "km": round(leg.km), "km_basis": leg.basis, "days_low": round(days.low, 1),
                "days_typical": round(days.typical, 1), "days_high": round(days.high, 1),
                "parts": "；".join(
                    f"{PARTS_ZH[p.kind]} {p.days.low:.1f}–{p.days.high:.1f} 天"
                    f"（{'公布' if p.published else '测算'}：{p.reference}）"
                    for p in leg.parts
                ),
                "cost_low_cny": cost[0] if cost else None,
                "cost_high_cny": cost[1] if cost else None,
                "cost_reference": leg.cost_reference, "co2e_t": round(leg.co2.typical, 3),
                "co2e_reference": leg.co2_reference, "ref": leg.ref,
            }  # fmt: skip


def leg_line(net: Network, leg: Leg) -> LineString:
    """A leg's line (EPSG:4326); where it has none, the straight one between its ends."""
    if leg.line is not None:
        return leg.line
    ends = [net.stops[net.number[stop]] for stop in (leg.start, leg.end)]
    return LineString([(stop.lon, stop.lat) for stop in ends])


def lines(net: Network, answer: Answer) -> gpd.GeoDataFrame:
    """One line a leg (EPSG:4326), with the columns of `rows`."""
    shapes = [leg_line(net, leg) for option in answer.options for leg in option.legs]
    return gpd.GeoDataFrame(list(rows(net, answer)), geometry=shapes, crs="EPSG:4326")
