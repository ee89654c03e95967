"""The planner's map: the chosen options by mode, the others faint, stops and closed gates."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from dashboard import corridor_scene
from dashboard import planner_answers as pa
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, noted
from dashboard.planner_inputs import Ask, gate_names
from geodata.legs import MODES
from geodata.planner.closures import closures
from geodata.planner.document import leg_line
from geodata.planner.model import Answer, Leg, Option
from geodata.planner.network import network
from geodata.store import Store
from layers.base import country_labels, country_picks, ground
from layers.camera import Bounds, fit
from layers.palette import GROUNDS, Theme, alpha, hex_of, kind_colour, rgb
from layers.palette import MODES as MODE_COLOURS
from layers.plan_lines import light
from layers.scene import ColourBy, Layer, Legend, Paths, Points, Scene, Swatch

CHOSEN_PX: Final = 4.5
OTHER_PX: Final = 1.8
FAINT: Final = 0.4
FAINT_VERTICES: Final = 120  # a thin line needs no bends of a few kilometres
SHUT: Final[dict[Theme, str]] = {"light": "#a3161d", "dark": "#ff7b7b"}
ROOM: Final = 2.0  # degrees about a plan
LEGEND: Final = 0.3  # of a plan's width

Chosen = Sequence[tuple[int, Option]]
Row = dict[str, Any]
LegKey = tuple[str, str, str]


def key_of(leg: Leg) -> LegKey:
    """What makes two legs the same line."""
    return leg.mode, leg.start, leg.end


@lru_cache(maxsize=128)
def _lines(
    store: Store, ask: Ask, picked: tuple[int, ...]
) -> tuple[tuple[Leg, int, list[list[float]]], ...]:
    """Each line once: its leg, the option it is drawn for, its vertices; chosen ones first."""
    options, net = pa.answer(store, ask).options, network(store)
    best: dict[LegKey, tuple[Leg, int]] = {}
    for number in (*picked, *(n for n in range(1, len(options) + 1) if n not in picked)):
        for leg in options[number - 1].legs:
            best.setdefault(key_of(leg), (leg, number))
    near = [each for each in best.values() if each[1] in picked]
    rest = [each for each in best.values() if each[1] not in picked]
    points = light([leg_line(net, leg) for leg, _number in near])
    points += light([leg_line(net, leg) for leg, _number in rest], most=FAINT_VERTICES, decimals=2)
    return tuple((leg, n, line) for (leg, n), line in zip((*near, *rest), points, strict=True))


def _rows(view: View, ask: Ask, picked: tuple[int, ...]) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows of the other options, and of the chosen ones' schematic and solid legs."""
    rows: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    for leg, number, points in _lines(view.store, ask, picked):
        far = _("{mode} · {km} 公里").format(
            mode=w.word(w.MODES, leg.mode), km=f"{leg.km:,.0f}"
        )  # fmt: skip
        row: Row = {
            "p": points, "m": MODES.index(leg.mode),
            "w": CHOSEN_PX if number in picked else OTHER_PX,
            "n": _("方案 {n}：{leg}").format(n=number, leg=pa.leg_name(view, leg)),
            "t": far,
        }  # fmt: skip
        if number in picked:
            row["t"] = noted(far, w.word(pa.KM_BASIS, leg.basis)) + f"\n{pa.days_text(leg.days)}"
        if leg.ref.startswith("leg:"):
            row["id"] = leg.ref
        form = 0 if number not in picked else 1 if leg.basis == "schematic" else 2
        rows[form].append(row)
    return rows


def _stops(view: View, chosen: Chosen) -> list[Row]:
    """Origin, places of change and destination of the chosen options."""
    net = network(view.store)
    ids: dict[str, None] = {}
    for _number, option in chosen:
        for leg in option.legs:
            ids |= {leg.start: None, leg.end: None}
    found = []
    for id in ids:
        stop = net.stops[net.number[id]]
        row: Row = {"p": [round(stop.lon, 3), round(stop.lat, 3)],
                    "n": pa.stop_name(view, id), "t": _("经停")}  # fmt: skip
        # What is an entity of the atlas can be chosen; a city of Hunan has no card.
        row["id"] = id if id.partition(":")[0] in ("node", "country", "site") else f"stop-{id}"
        found.append(row)
    return found


def _closed(view: View, ids: Sequence[str]) -> list[Row]:
    """The gates that count as closed."""
    net, known = network(view.store), closures(view.store)
    names = gate_names(view.store, view.locale)
    places = view.store.table("chokepoint").set_index("chokepoint_id")[["lon", "lat"]]
    rows = []
    for id in ids:
        if id in known:
            lon, lat = (float(v) for v in places.loc[id])
            since = known[id].since
            line = _("今日关闭，自 {date}").format(date=since) if known[id].by_default else ""
        else:
            stop = net.stops[net.number[id]]
            lon, lat, line = stop.lon, stop.lat, ""
        if lon == lon:
            rows.append({"id": f"closed-{id}", "p": [round(lon, 3), round(lat, 3)],
                         "n": names[id], "t": line or _("假如关闭")})  # fmt: skip
    return rows


def bounds(view: View, ask: Ask, answer: Answer | None) -> Bounds:
    """West, south, east, north of all options; of the two ends where there is none.

    The legend lies on the lower left: a destination there gets room beside it.
    """
    net = network(view.store)
    ends = [net.stops[net.number[stop]] for stop in (ask.start, ask.end)]
    boxes = [(s.lon, s.lat, s.lon, s.lat) for s in ends]
    for option in answer.options if answer else ():
        boxes += [leg.line.bounds for leg in option.legs if leg.line is not None]
    array = np.array(boxes)
    west, south = array[:, :2].min(axis=0) - ROOM
    east, north = array[:, 2:].max(axis=0) + ROOM
    if ends[1].lat < (south + north) / 2 and ends[1].lon < (west + east) / 2:
        west -= LEGEND * (east - west)
    return float(west), float(south), float(east), float(north)


def scene(view: View, ask: Ask | None, answer: Answer | None, chosen: Chosen) -> Scene:
    """The map of a plan; of no plan the bare world."""
    camera = view.camera("world")
    layers: list[Layer] = [country_picks(view.at)]
    swatches: list[Swatch] = []
    if ask is not None:
        camera = fit(bounds(view, ask, answer), *view.map_size)
    layers.append(country_labels(view.at, view.theme, camera, view.scale))
    if ask is not None and answer is not None:
        picked = tuple(number for number, _option in chosen)
        drawn = _drawn(view, ask, picked) if answer.options else ([], [])
        layers += drawn[0]
        swatches += drawn[1]
        tones = GROUNDS[view.theme]
        layers.append(
            Points(
                "stops", _stops(view, chosen), kind_colour("node", view.theme), size=5.5,
                outline=tones.outline,
            )
        )  # fmt: skip
        shut = _closed(view, answer.closed)
        if shut:
            red = SHUT[view.theme]
            layers.append(
                Points("closed", shut, rgb(red), "hexagon", size=7.0, outline=tones.outline)
            )
            swatches.append(Swatch(_("已关闭的口岸、海峡"), red, "hexagon"))
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme),
        layers=tuple(layers),
        legends=(Legend(_("方式"), tuple(swatches)),),
        footer=corridor_scene.credit(view, "all") if answer and answer.options else "",
        alt=_("线路规划图，{n} 个方案").format(n=len(answer.options) if answer else 0),
    )


def _drawn(view: View, ask: Ask, picked: tuple[int, ...]) -> tuple[list[Layer], list[Swatch]]:
    """The options' layers and what the legend says of them."""
    others, dashed, solid = _rows(view, ask, picked)
    full = ColourBy("m", tuple(rgb(MODE_COLOURS[mode]) for mode in MODES))
    faint = ColourBy("m", tuple(alpha(rgb(MODE_COLOURS[mode]), FAINT) for mode in MODES))
    layers: list[Layer] = []
    if others:
        layers.append(Paths("plan-other", others, faint))
    if dashed:
        layers.append(Paths("plan-dashed", dashed, full, dashed=True))
    if solid:
        layers.append(Paths("plan-solid", solid, full))
    swatches = []
    for number, mode in enumerate(MODES):
        for rows, shape, note in ((solid, "line", ""), (dashed, "dashed", _("示意"))):
            if any(row["m"] == number for row in rows):
                label = noted(w.word(w.MODES, mode), note)
                swatches.append(Swatch(label, MODE_COLOURS[mode], shape))  # type: ignore[arg-type]
    if others:
        tone = hex_of(GROUNDS[view.theme].minor_text)
        swatches.append(Swatch(_("其他方案（细、淡）"), tone, "line"))
    return layers, swatches
