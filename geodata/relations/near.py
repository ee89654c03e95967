"""Things near each other: along the great circle and by road."""

from collections.abc import Iterator
from itertools import product
from typing import Final

import numpy as np

from geodata.relations.rules import Rule, Words
from geodata.relations.things import Hit, Points, Ref, Things, best
from geodata.routing.fan import fan
from geodata.routing.sphere import haversine

# By road only the places nearest in a straight line are tried: so many times what is kept.
TRIED: Final = 3
# The farthest a hit may be from worthless: at the threshold a hit is worth half of one at hand.
LEAST: Final = 0.5
ROAD: Final = Words("公路", "by road", "par la route")
STRAIGHT: Final = Words("直线", "in a straight line", "à vol d’oiseau")


def by_distance(rule: Rule, things: Things) -> list[Hit]:
    """Pairs within the threshold along the great circle."""
    return best(list(_pairs(rule, things)), rule)


def by_road(rule: Rule, things: Things) -> list[Hit]:
    """Pairs within the threshold on the road network; none without one."""
    graph = things.ground.road if things.ground else None
    if graph is None:
        return []
    tried: dict[Ref, list[Hit]] = {}
    for hit in _pairs(rule, things):
        tried.setdefault(hit.subject, []).append(hit)
    wanted: dict[Ref, list[Ref]] = {}
    for subject, hits in sorted(tried.items()):
        hits.sort(key=lambda hit: (hit.km or 0.0, hit.object))
        for hit in hits[: TRIED * rule.most] if rule.most else hits:
            wanted.setdefault(hit.object, []).append(subject)
    at = _places(rule, things)
    found = []
    for target, subjects in sorted(wanted.items()):
        ways = fan(graph, at[target], [at[subject] for subject in subjects])
        for subject, way in zip(subjects, ways, strict=True):
            if way is not None and way.km <= rule.limit:
                found.append(
                    Hit(subject, target, round(way.km, 1), ease(way.km, rule.limit), via=ROAD)
                )
    return best(found, rule)


def ease(km: float, limit: float) -> float:
    """How good a distance is: 1 at hand, `LEAST` at the limit."""
    return 1 - (1 - LEAST) * min(1.0, km / limit) if limit > 0 else 1.0


def _pairs(rule: Rule, things: Things) -> Iterator[Hit]:
    for one, other in product(rule.subjects, rule.objects):
        here = things.points(one, rule.subject_where, rule.limit)
        there = things.points(other, rule.object_where, rule.limit)
        if not here.ids or not there.ids:
            continue
        km = haversine(here.lon[:, None], here.lat[:, None], there.lon, there.lat)
        for row, column in zip(*np.nonzero(km <= rule.limit), strict=True):
            subject, target = (one, here.ids[row]), (other, there.ids[column])
            if subject == target or not things.in_scope(rule.scope, subject, target):
                continue
            far = float(km[row, column])
            yield Hit(subject, target, round(far, 1), ease(far, rule.limit), via=STRAIGHT)


def _places(rule: Rule, things: Things) -> dict[Ref, tuple[float, float]]:
    found: dict[Ref, tuple[float, float]] = {}
    for kinds, where in ((rule.subjects, rule.subject_where), (rule.objects, rule.object_where)):
        for kind in kinds:
            points: Points = things.points(kind, where, rule.limit)
            for id, lon, lat in zip(points.ids, points.lon, points.lat, strict=True):
                found[kind, id] = (float(lon), float(lat))
    return found
