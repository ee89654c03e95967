"""Days, cost and CO₂e of every link and hand-over, each figure with what it rests on.

Computed figures are distance over speed and amount times rate, with the parameters' ranges.
Emissions are well to wheel, mass × distance × factor (ISO 14083:2023, 8.4).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.planner.model import Cargo, Part, Range, computed, published, total
from geodata.planner.network import Edge, Link, Network
from geodata.planner.parameters import Parameters

NOTHING: Final = Range(0.0, 0.0, 0.0)
UNKNOWN: Final = Range(math.nan, math.nan, math.nan)
HOURS: Final = 24.0
BorderHours = Mapping[str, float]  # "KEN-UGA" → hours, codes in alphabetical order


def family(mode: str) -> str:
    """The mode without the gauge."""
    return mode.partition("-")[0] if mode.startswith("rail") else mode


@dataclass(frozen=True)
class Figures:
    """What the parameters say of a cargo.

    Parameters
    ----------
    net : the network
    parameters : ranges and units
    cargo : what is carried
    border_hours : measured border times by pair of countries
    """

    net: Network
    parameters: Parameters
    cargo: Cargo
    border_hours: BorderHours

    def run(self, link: Link, km: float) -> Part:
        """Days under way: as published for the link, else its length over the speed."""
        if link.days is not None and math.isclose(km, link.km, rel_tol=0.02):
            low, high = link.days
            return published("run", Range(low, (low + high) / 2, high), link.days_source)
        mode = family(link.mode)
        id, speed = self.parameters.get(
            f"speed.{mode}.{link.region}.{link.mode}", f"speed.{mode}.{link.region}",
            f"speed.{mode}",
        )  # fmt: skip
        return computed("run", Range(km / speed.high, km / speed.typical, km / speed.low), id)

    def borders(self, link: Link, km: float) -> list[Part]:
        """Days at the borders that the link crosses; published days hold them already."""
        if link.days is not None and math.isclose(km, link.km, rel_tol=0.02):
            return []
        mode = family(link.mode)
        parts = []
        for pair in link.borders:
            if mode == "road" and pair in self.border_hours:
                id, spread = self.parameters.get("border.spread")
                days = self.border_hours[pair] / HOURS
                found = Range(*(days * each for each in spread))
                parts.append(published("border", found, f"border_time:{pair}"))
            else:
                id, range_ = self.parameters.get(
                    f"border.{mode}.{pair}", f"border.{mode}.{link.region}", f"border.{mode}"
                )
                parts.append(computed("border", range_, id))
        return parts

    def wait(self, link: Link) -> Part:
        """Days until the next departure: none at best, an interval at worst, half of it between."""
        if link.per_week is not None:
            low, high = link.per_week
            typical = 7 / ((low + high) / 2)
            return published("wait", Range(0, typical / 2, 7 / low), link.per_week_source)
        mode = family(link.mode)
        id, range_ = self.parameters.get(f"wait.{mode}.{link.region}", f"wait.{mode}")
        return computed("wait", range_, id)

    def hand_over(self, stop: int, before: str, after: str) -> list[Part]:
        """Days between arriving by one mode and being ready to depart by another.

        Parameters
        ----------
        stop : number of the stop
        before : mode of arrival, blank at the beginning of the journey
        after : mode of departure
        """
        at = self.net.stops[stop]
        parts = []
        if before.startswith("rail") and after.startswith("rail"):
            low, high = sorted((before, after))
            id, range_ = self.parameters.get(f"gauge.{at.id}", f"gauge.{low}.{high}", "gauge")
            return [computed("gauge", range_, id)]
        if before == "sea":
            id, range_ = self.parameters.get(
                f"dwell.port.{at.iso3}", f"dwell.port.{at.region}", "dwell.port"
            )
            parts.append(computed("dwell", range_, id))
        mode = family(after)
        area = "china" if at.iso3 == "CHN" else "abroad"
        id, range_ = self.parameters.get(f"handling.{mode}.{area}", f"handling.{mode}")
        parts.append(computed("handling", range_, id))
        return parts

    def cost(self, link: Link, km: float) -> tuple[Range, str]:
        """CNY for the cargo and the parameter it rests on; unknown where none is honest."""
        mode = family(link.mode)
        form = "" if self.cargo.form == "container" else f"{self.cargo.form}."
        found = self.parameters.find(
            f"cost.{form}{mode}.{link.region}.{link.mode}", f"cost.{form}{mode}.{link.region}",
            f"cost.{form}{mode}",
        )  # fmt: skip
        if found is None:
            return UNKNOWN, ""
        id, rate = found
        unit = self.parameters.units[id]
        amount = self._amount(unit, km)
        _, fx = self.parameters.get("money.usd") if unit.startswith("USD") else ("", Range(1, 1, 1))
        return Range(*(each * amount * fx.typical for each in rate)), id

    def _amount(self, unit: str, km: float) -> float:
        """How many of a rate's units the cargo makes over a distance."""
        per = unit.partition("/")[2]
        carried = {
            "TEU": self.cargo.teu, "FEU": self.cargo.teu / 2, "box": self.cargo.boxes,
            "truck": self.cargo.trucks, "t": self.tonnes.typical, "kg": self.cargo.kg,
        }  # fmt: skip
        what, _, distance = per.partition("-")
        return carried[what] * (km if distance == "km" else 1.0)

    @property
    def tonnes(self) -> Range:
        """Mass of the cargo; of containers by an assumed load."""
        if self.cargo.form == "bulk":
            return Range(*[self.cargo.tonnes] * 3)
        if self.cargo.form == "air":
            return Range(*[self.cargo.kg / 1000] * 3)
        _, each = self.parameters.get("cargo.tonnes-per-teu")
        return Range(*(each_ * self.cargo.teu for each_ in each))

    def co2(self, link: Link, km: float) -> tuple[Range, str]:
        """Tonnes of CO₂e and the parameter they rest on."""
        mode = family(link.mode)
        id, factor = self.parameters.get(f"co2.{mode}.{link.region}", f"co2.{mode}")
        mass = self.tonnes
        return Range(*(m * km * f / 1e6 for m, f in zip(mass, factor, strict=True))), id

    def edge_days(self, edge: Edge, km: float) -> list[Part]:
        """What takes time on a change of state."""
        if edge.kind in ("through", "board"):
            link = self.net.links[edge.link]
            parts = [self.run(link, km), *self.borders(link, km)]
            return [self.wait(link), *parts] if edge.kind == "board" else parts
        return self.hand_over(edge.stop, edge.before, edge.after)

    def typical_days(self, edge: Edge, km: float) -> float:
        """The typical figure of `edge_days`."""
        return total(part.days for part in self.edge_days(edge, km)).typical
