"""Ranked ways from a place in Hunan to a place abroad."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
from shapely import LineString

from geodata.errors import UsageError
from geodata.planner.closures import Closure
from geodata.planner.figures import Figures, family
from geodata.planner.model import Answer, Cargo, Leg, Option, Order, Part, total
from geodata.planner.network import Forms, Network
from geodata.planner.parameters import Parameters
from geodata.planner.search import Floats, Search

MOST_OPTIONS: Final = 6
MOST_ALIKE: Final = 2  # options with the same modes in turn, while others are left
LONG_HAUL_KM: Final = 250.0
# Options slower than the fastest by more than this are not worth a reader's time.
SLOWEST: Final = 4.0
# Stands for the cost of a link whose cost has no basis, CNY: high enough to be taken last.
NO_BASIS: Final = 1e6
Bools = npt.NDArray[np.bool_]
LonLat = tuple[float, float]


class Sea(Protocol):
    """The sea graph."""

    def distances(self, start: LonLat, targets: Sequence[LonLat], closed: frozenset[str]) -> Floats:
        """Kilometres from a port to ports, infinite where there is no way."""

    def lane(
        self, start: LonLat, end: LonLat, closed: frozenset[str]
    ) -> tuple[LineString, tuple[str, ...]]:
        """The lane between two ports and the passages that it takes."""


@dataclass(frozen=True)
class Planner:
    """A network, a cargo and what is assumed.

    Parameters
    ----------
    net : the network
    parameters : what is assumed
    cargo : what is carried
    border_hours : measured border times by pair of countries
    sea : the sea graph
    """

    net: Network
    parameters: Parameters
    cargo: Cargo
    border_hours: dict[str, float]
    sea: Sea

    @cached_property
    def figures(self) -> Figures:
        """Days, cost and CO₂e of links."""
        return Figures(self.net, self.parameters, self.cargo, self.border_hours)

    @cached_property
    def _open_km(self) -> Floats:
        return np.array([link.km for link in self.net.links])

    @cached_property
    def _sea_links(self) -> dict[int, list[int]]:
        """Numbers of the sea links by their port of departure."""
        found: dict[int, list[int]] = {}
        for n, link in enumerate(self.net.links):
            if link.mode == "sea":
                found.setdefault(link.start, []).append(n)
        return found

    def km(self, closed: Iterable[Closure]) -> Floats:
        """Length of each link with some gates closed; infinite where a port is cut off."""
        passages = frozenset(p for gate in closed for p in gate.passages)
        if not passages:
            return self._open_km
        km = self._open_km.copy()
        stops = self.net.stops
        for port, links in self._sea_links.items():
            ends = [stops[self.net.links[n].end] for n in links]
            found = self.sea.distances(
                (stops[port].lon, stops[port].lat), [(s.lon, s.lat) for s in ends], passages
            )
            # A detour is longer than the open lane: what is shorter is the graph's rounding.
            km[links] = np.maximum(found, km[links])
        return km

    def barred(self, closed: Iterable[Closure]) -> Bools:
        """Edges that cannot be used: gates are closed, or the cargo does not go by that mode."""
        closed = tuple(closed)
        shut = {self.net.number[s] for gate in closed for s in gate.stops if s in self.net.number}
        gates = {gate.id for gate in closed} | {s for gate in closed for s in gate.stops}
        modes = Forms[self.cargo.form]
        links = np.array([
            family(link.mode) not in modes or link.start in shut or link.end in shut
            or bool(gates & link.passes)
            for link in self.net.links
        ], bool)  # fmt: skip
        edges, _, _ = self.net.edges
        return np.array([links[e.link] if e.link >= 0 else e.stop in shut for e in edges], bool)

    @cached_property
    def _link_of_edge(self) -> npt.NDArray[np.int64]:
        return np.array([edge.link for edge in self.net.edges[0]])

    @cached_property
    def _open_weights(self) -> dict[Order, Floats]:
        """Typical figures of each edge while nothing is closed."""
        edges, _, _ = self.net.edges
        figures, links = self.figures, self.net.links
        days = [figures.typical_days(e, links[e.link].km if e.link >= 0 else 0.0) for e in edges]
        cost = [figures.cost(link, link.km)[0].typical for link in links]
        co2 = [figures.co2(link, link.km)[0].typical for link in links]

        def on_edges(values: list[float]) -> Floats:
            found = np.append(np.nan_to_num(np.array(values, float), nan=NO_BASIS), 0.0)
            return found[self._link_of_edge]

        return {"time": np.array(days), "cost": on_edges(cost), "co2": on_edges(co2)}

    def weights(self, km: Floats) -> dict[Order, Floats]:
        """Typical days, CNY and tonnes of each edge."""
        changed = np.flatnonzero(km != self._open_km)
        if not len(changed):
            return self._open_weights
        weights = {order: values.copy() for order, values in self._open_weights.items()}
        edges, _, _ = self.net.edges
        touched = np.flatnonzero(np.isin(self._link_of_edge, changed))
        for n in touched:
            link = self.net.links[edges[n].link]
            length = float(km[edges[n].link])
            if not np.isfinite(length):
                for values in weights.values():
                    values[n] = np.inf
                continue
            weights["time"][n] = self.figures.typical_days(edges[n], length)
            cost = self.figures.cost(link, length)[0].typical
            weights["cost"][n] = NO_BASIS if np.isnan(cost) else cost
            weights["co2"][n] = self.figures.co2(link, length)[0].typical
        return weights

    def begin(self, order: Order) -> "_Begin":
        """Weighs the start of a journey by an order."""
        return _Begin(self.figures, order)

    def plan(
        self, start: str, end: str, *, order: Order = "time", closed: Sequence[Closure] = ()
    ) -> Answer:
        """Options from a stop to a stop, best first.

        Raises
        ------
        UsageError : if both are the same, or one of them is closed
        """
        self._check(start, end, closed)
        ids = tuple(gate.id for gate in closed)
        found = self._options(start, end, closed)
        if not found:
            return Answer(start, end, self.cargo, order, ids,
                          no_route=self._why_not(start, end, closed))  # fmt: skip
        fastest = min(option.days.typical for option in found)
        kept = [o for o in found if o.days.typical <= SLOWEST * fastest + 5]
        ranked = self._different(sorted(kept, key=lambda option: option.rank(order)))
        passages = frozenset(p for gate in closed for p in gate.passages)
        options = tuple(self._drawn(option, passages) for option in ranked)
        return Answer(start, end, self.cargo, order, ids, options)

    def _different(self, ranked: list[Option]) -> list[Option]:
        """The best options, few of the same modes in turn while others are left."""
        seen: dict[object, int] = {}
        first: list[Option] = []
        rest: list[Option] = []
        for option in ranked:
            turns = self._kind(option)[0]
            seen[turns] = seen.get(turns, 0) + 1
            (first if seen[turns] <= MOST_ALIKE else rest).append(option)
        chosen = (first + rest)[:MOST_OPTIONS]
        return [option for option in ranked if option in chosen]

    def _check(self, start: str, end: str, closed: Sequence[Closure]) -> None:
        names = {stop.id: stop.name_zh for stop in self.net.stops}
        if start == end:
            raise UsageError(f"起点和终点都是“{names[start]}”", remedy="请选两个不同的地方")
        for stop, what in ((start, "起点"), (end, "终点")):
            for gate in closed:
                if stop in gate.stops:
                    raise UsageError(
                        f"{what}“{names[stop]}”已关闭（{gate.name_zh}）",
                        remedy="从关闭清单中去掉它，或换一个地方",
                    )

    def _options(self, start: str, end: str, closed: Sequence[Closure]) -> list[Option]:
        """Different ways: the best by each order, and the fastest through each way out of China."""
        here, there = self.net.number[start], self.net.number[end]
        km = self.km(closed)
        weights = self.weights(km)
        barred = self.barred(closed)
        found: dict[tuple[object, ...], Option] = {}

        def add(search: Search, order: Order, bars: Bools) -> bool:
            begin = self.begin(order)
            way = search.journeys(here, begin, [there], barred=bars).get(there)
            if way is None or (order != "cost" and way[0] >= NO_BASIS):
                return False
            option = self.option(here, way[1], km)
            key = self._kind(option)
            if key not in found or option.rank("time") < found[key].rank("time"):
                found[key] = option
            return True

        searches: dict[Order, Search] = {o: Search(self.net, w) for o, w in weights.items()}
        if not add(searches["time"], "time", barred):
            return []
        add(searches["cost"], "cost", barred)
        add(searches["co2"], "co2", barred)
        for out in self.exits:
            bars = barred | (self.exit_of_edge >= 0) & (self.exit_of_edge != out)
            if add(searches["time"], "time", bars):
                # Trucks win on time; what trains and barges do to the same gate is shown too.
                add(searches["time"], "time", bars | self._long_haul)
        return list(found.values())

    @cached_property
    def _long_haul(self) -> Bools:
        """Edges that are a long truck journey within China."""
        stops = self.net.stops
        links = [
            link.mode == "road" and link.km > LONG_HAUL_KM
            and stops[link.start].iso3 == stops[link.end].iso3 == "CHN"
            for link in self.net.links
        ]  # fmt: skip
        return np.append(np.array(links, bool), False)[self._link_of_edge]

    @cached_property
    def exit_of_edge(self) -> npt.NDArray[np.int64]:
        """The stop through which an edge leaves China, -1 for edges that do not."""
        edges, _, _ = self.net.edges
        stops, links = self.net.stops, self.net.links
        return np.array([
            links[e.link].start
            if e.link >= 0 and stops[links[e.link].start].iso3 == "CHN"
            and stops[links[e.link].end].iso3 != "CHN" else -1
            for e in edges
        ])  # fmt: skip

    @cached_property
    def exits(self) -> list[int]:
        """Stops through which a link leaves China."""
        return sorted(set(self.exit_of_edge.tolist()) - {-1})

    def _kind(self, option: Option) -> tuple[object, ...]:
        """What makes two options different to a reader: modes in turn and the way out of China."""
        # A lorry to the station is access, one across provinces is a way of its own.
        modes = [
            leg.mode if leg.mode != "road" else "truck" if leg.km > LONG_HAUL_KM else ""
            for leg in option.legs
        ]
        modes = [mode for mode in modes if mode]
        turns = tuple(m for n, m in enumerate(modes) if not n or modes[n - 1] != m)
        stops = self.net.stops
        number = self.net.number
        out = next(
            (leg.start for leg in option.legs
             if stops[number[leg.start]].iso3 == "CHN" != stops[number[leg.end]].iso3), "",
        )  # fmt: skip
        return (turns, out)

    def option(self, here: int, edges: Sequence[int], km: Floats) -> Option:
        """The option of a chain of edges, its sea lanes not yet drawn."""
        all_edges, _, _ = self.net.edges
        stops = self.net.stops
        first = self.net.links[all_edges[edges[0]].link]
        pending: list[Part] = self.figures.hand_over(here, "", first.mode)
        legs = []
        for n in edges:
            edge = all_edges[n]
            if edge.link < 0:
                pending += self.figures.edge_days(edge, 0.0)
                continue
            link, length = self.net.links[edge.link], float(km[edge.link])
            cost, cost_id = self.figures.cost(link, length)
            co2, co2_id = self.figures.co2(link, length)
            line = self.net.lines.get(link.id)
            if (
                line is not None
                and link.id in self._reversed
                and link.start == self._reversed[link.id]
            ):
                line = line.reverse()
            legs.append(Leg(
                family(link.mode), stops[link.start].id, stops[link.end].id, length,
                link.km_basis, (*pending, *self.figures.edge_days(edge, length)), cost, co2,
                cost_id, co2_id, link.ref, line,
            ))  # fmt: skip
            pending = []
        return Option(tuple(legs))

    @cached_property
    def _reversed(self) -> dict[str, int]:
        """Start of the backward direction of links that go both ways."""
        seen: dict[str, int] = {}
        back: dict[str, int] = {}
        for link in self.net.links:
            if link.id in seen:
                back[link.id] = link.start
            seen.setdefault(link.id, link.start)
        return back

    def _drawn(self, option: Option, closed: frozenset[str]) -> Option:
        return Option(tuple(self._with_lane(leg, closed) for leg in option.legs))

    def _with_lane(self, leg: Leg, closed: frozenset[str]) -> Leg:
        if leg.mode != "sea":
            return leg
        start, end = (self.net.stops[self.net.number[s]] for s in (leg.start, leg.end))
        line, passages = self.sea.lane((start.lon, start.lat), (end.lon, end.lat), closed)
        return replace(leg, line=line, passages=passages)

    def reach(
        self, start: str, ends: Sequence[str], *, order: Order = "time",
        closed: Sequence[Closure] = (),
    ) -> dict[str, Option]:  # fmt: skip
        """The best option to each of many stops; those that cannot be reached are left out."""
        here = self.net.number[start]
        km = self.km(closed)
        search = Search(self.net, self.weights(km)[order])
        numbers = [self.net.number[end] for end in ends]
        found = search.journeys(here, self.begin(order), numbers, barred=self.barred(closed))
        return {
            self.net.stops[stop].id: self.option(here, way, km)
            for stop, (_, way) in found.items() if stop != here
        }  # fmt: skip

    def _why_not(self, start: str, end: str, closed: Sequence[Closure]) -> str:
        """Why there is no way, and what would open one."""
        stops, number = self.net.stops, self.net.number
        goal = stops[number[end]]
        if not self.reach(start, [end]):
            modes = "、".join(MODE_ZH[m] for m in Forms[self.cargo.form])
            return (
                f"线网中没有从“{stops[number[start]].name_zh}”到“{goal.name_zh}”的{modes}线路；"
                "补充连接它的区段后才可规划"
            )
        opening = [
            gate.name_zh for gate in closed
            if self.reach(start, [end], closed=[each for each in closed if each != gate])
        ]  # fmt: skip
        names = "、".join(gate.name_zh for gate in closed)
        if opening:
            return (
                f"关闭 {names} 后到不了“{goal.name_zh}”；重开其中之一即可通：{'、'.join(opening)}"
            )
        return f"关闭 {names} 后到不了“{goal.name_zh}”；须同时重开其中几处"


MODE_ZH: Final = {
    "rail": "铁路", "road": "公路", "river": "内河", "river-sea": "江海直达", "sea": "海运",
    "air": "航空",
}  # fmt: skip


@dataclass(frozen=True)
class _Begin:
    """Weight of being made ready to depart by a mode."""

    figures: Figures
    order: Order

    def __call__(self, stop: int, mode: str) -> float:
        if self.order != "time":
            return 0.0
        return total(p.days for p in self.figures.hand_over(stop, "", mode)).typical
