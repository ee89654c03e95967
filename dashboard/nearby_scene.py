"""The map of a place with the ways to the services near it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from dashboard import selection
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, noted, pick
from dashboard.nearby_inputs import GROUP_WORDS
from geodata.nearby import Service, Spot
from geodata.nearby.offers import GROUPS
from geodata.routing.graph import OPENSTREETMAP
from geodata.routing.sphere import great_circle
from layers.base import country_labels, ground
from layers.camera import Bounds, fit
from layers.labels import clear
from layers.palette import GROUNDS, Rgb, alpha, hex_of, kind_colour
from layers.plan_lines import light
from layers.points import HALO, SHAPES, VAGUE
from layers.scene import ColourBy, Layer, Legend, Paths, Points, Scene, Swatch, Texts

ROOM: Final = 1.5  # degrees about what is shown
WIDTH: Final = 1.6
# Which kind's colour and shape each group has.
KIND_OF: Final = {"branch": "branch", "institution": "institution", "gate": "node"}
# Written on the map: so many of the nearest at most, below their points.
LABELS: Final = 14
TEXT_PX: Final = 11.5
DROP_PX: Final = 14.0


def type_word(service: Service, banks: Mapping[str, str]) -> str:
    """What a type of service is called in the reader's language."""
    if service.group == "branch":
        return _(banks.get(service.service_type, service.service_type))
    if service.group == "gate":
        return w.word(w.NODE_TYPES, service.service_type)
    if service.service_type == "mission":
        return _("使领馆")
    return w.word(w.INSTITUTION_TYPES, service.service_type)


def km_text(service: Service) -> str:
    """The distance in words: by road where it is known."""
    if service.road_km is not None:
        return _("公路 {km} 公里").format(km=f"{service.road_km:,.0f}")
    return _("{km} 公里").format(km=f"{service.km:,.0f}")


def around(
    view: View, spot: Spot | None, services: Sequence[Service], banks: Mapping[str, str]
) -> Scene:
    """The map of a place; of none the bare world, which waits for a click."""
    camera = view.camera("both")
    if spot is not None:
        camera = fit(bounds([(spot.lon, spot.lat), *((s.lon, s.lat) for s in services)]),
                     *view.map_size)  # fmt: skip
    layers: list[Layer] = [country_labels(view.at, view.theme, camera, view.scale)]
    if spot is not None:
        layers += _ways(view, spot, services)
        layers += _services(view, services, banks)
        layers += _distances(view, spot, services, camera.zoom)
        layers += _spot(view, spot)
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme),
        layers=tuple(layers),
        legends=_legend(view, services),
        footer=OPENSTREETMAP if any(s.road is not None for s in services) else "",
        alt=_("周边服务图，{n} 处").format(n=len(services)),
    )


def bounds(places: Sequence[tuple[float, float]]) -> Bounds:
    """West, south, east, north with room about (lon, lat) places, degrees."""
    array = np.array(places, "f8")
    west, south = array.min(axis=0) - ROOM
    east, north = array.max(axis=0) + ROOM
    return float(west), max(float(south), -80.0), float(east), min(float(north), 80.0)


def _colours(view: View) -> tuple[Rgb, ...]:
    return tuple(kind_colour(KIND_OF[group], view.theme) for group in GROUPS)


def _ways(view: View, spot: Spot, services: Sequence[Service]) -> list[Layer]:
    """Solid along roads, dashed along great circles, with the km at their ends."""
    by_road = [s for s in services if s.road is not None]
    straight = [s for s in services if s.road is None and s.km > 0]
    layers: list[Layer] = []
    colours = ColourBy("g", tuple(alpha(tone, 0.8) for tone in _colours(view)))
    here = (spot.lon, spot.lat)
    if straight:
        lines = [great_circle(here, (s.lon, s.lat)) for s in straight]
        rows = _line_rows(straight, lines)
        layers.append(Paths("near-straight", rows, colours, dashed=True))
    if by_road:
        rows = _line_rows(by_road, [s.road for s in by_road])
        layers.append(Paths("near-road", rows, colours))
    return layers


def _line_rows(services: Sequence[Service], lines: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {"p": line, "w": WIDTH, "g": GROUPS.index(s.group), "id": s.reference, "n": pick(s),
         "t": km_text(s)}
        for s, line in zip(services, light(lines, decimals=2), strict=True)
    ]  # fmt: skip


def _services(view: View, services: Sequence[Service], banks: Mapping[str, str]) -> list[Layer]:
    """Points by group, each with its halo; the km of the nearest beside them."""
    tones = GROUNDS[view.theme]
    layers: list[Layer] = []
    for group, colour in zip(GROUPS, _colours(view), strict=True):
        own = [s for s in services if s.group == group]
        halos = [{"p": _at(s), "r": HALO[s.precision]} for s in own if s.precision in VAGUE]
        rows = [
            {"id": s.reference, "p": _at(s), "n": pick(s),
             "t": noted(type_word(s, banks), km_text(s))}
            for s in own
        ]  # fmt: skip
        chosen = [{"p": row["p"], "r": 15} for row in rows if row["id"] == selection.selected()]
        if halos:
            layers.append(
                Points(f"near-{group}-halo", halos, alpha(colour, 0.16), size=11, pickable=False)
            )
        if chosen:
            layers.append(
                Points(f"near-{group}-chosen", chosen, alpha(tones.accent, 0.3),
                       outline=tones.accent, pickable=False)
            )  # fmt: skip
        if rows:
            layers.append(
                Points(f"near-{group}", rows, alpha(colour, 0.94), SHAPES[KIND_OF[group]],
                       size=6, outline=tones.outline)
            )  # fmt: skip
    return layers


def _distances(view: View, spot: Spot, services: Sequence[Service], zoom: float) -> list[Layer]:
    """The km of the nearest services below them, where nothing else is written."""
    rows = [
        {"p": _at(s), "n": _("{km} 公里").format(km=f"{(s.road_km or s.km):,.0f}")}
        for s in sorted(services, key=lambda s: s.km)
    ]
    size = TEXT_PX * view.scale
    kept = clear(rows, zoom, size, [(spot.lon, spot.lat)])[:LABELS]
    tones = GROUNDS[view.theme]
    return [Texts("near-km", kept, tones.text, tones.halo, TEXT_PX, DROP_PX)] if kept else []


def _spot(view: View, spot: Spot) -> list[Layer]:
    tones = GROUNDS[view.theme]
    place = [round(spot.lon, 4), round(spot.lat, 4)]
    row = {"id": spot.reference if spot.kind else f"at-{spot.reference}", "p": place,
           "n": pick(spot) or spot.reference, "t": _("从这里量起")}  # fmt: skip
    layers: list[Layer] = []
    if spot.precision in VAGUE:
        halo = [{"p": place, "r": HALO[spot.precision]}]
        layers.append(Points("near-here-halo", halo, alpha(tones.accent, 0.25), pickable=False))
    layers.append(Points("near-here", [row], tones.accent, "star", size=9, outline=tones.outline))
    return layers


def _at(service: Service) -> list[float]:
    return [round(service.lon, 4), round(service.lat, 4)]


def _legend(view: View, services: Sequence[Service]) -> tuple[Legend, ...]:
    tones = GROUNDS[view.theme]
    swatches = [Swatch(_("从这里量起"), hex_of(tones.accent), "star")]
    for group, colour in zip(GROUPS, _colours(view), strict=True):
        if any(s.group == group for s in services):
            shape = SHAPES[KIND_OF[group]]
            swatches.append(Swatch(w.word(GROUP_WORDS, group), hex_of(colour), shape))
    if any(s.road is None for s in services):
        swatches.append(Swatch(_("直线（不是路）"), hex_of(tones.minor_text), "dashed"))
    if any(s.road is not None for s in services):
        swatches.append(Swatch(_("沿公路推算"), hex_of(tones.minor_text), "line"))
    return (Legend("", tuple(swatches)),)
