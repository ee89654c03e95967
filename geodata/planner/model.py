"""What the planner is asked and what it answers: plain data."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from shapely import LineString

from geodata.errors import UsageError

Order = Literal["time", "cost", "co2"]
ORDERS: Final[tuple[Order, ...]] = ("time", "cost", "co2")
Form = Literal["container", "bulk", "air"]


class Range(NamedTuple):
    """A low, a typical and a high figure, in that order."""

    low: float
    typical: float
    high: float

    @property
    def known(self) -> bool:
        """Whether there is a figure at all: NaN stands for none."""
        return not math.isnan(self.typical)


def total(ranges: Iterable[Range]) -> Range:
    """The sum of independent ranges.

    Typical figures add up; what they are off by adds up as the root of the sum of squares,
    because not every leg goes well or badly on the same journey (JCGM 100:2008, 5.1.2).
    """
    found = list(ranges)
    typical = sum(each.typical for each in found)
    below = math.sqrt(sum((each.typical - each.low) ** 2 for each in found))
    above = math.sqrt(sum((each.high - each.typical) ** 2 for each in found))
    return Range(max(typical - below, 0.0), typical, typical + above)


@dataclass(frozen=True, slots=True)
class Cargo:
    """What is to be carried.

    Parameters
    ----------
    form : containers, loose goods by weight, or goods by air
    boxes_20, boxes_40 : numbers of containers
    tonnes : of loose goods
    kg : of air cargo
    """

    form: Form = "container"
    boxes_20: int = 0
    boxes_40: int = 1
    tonnes: float = 0.0
    kg: float = 0.0

    @property
    def teu(self) -> int:
        """Twenty-foot equivalents."""
        return self.boxes_20 + 2 * self.boxes_40 if self.form == "container" else 0

    @property
    def boxes(self) -> int:
        """Containers of whatever length."""
        return self.boxes_20 + self.boxes_40 if self.form == "container" else 0

    @property
    def trucks(self) -> int:
        """Truck loads: one 40-foot or two 20-foot containers each."""
        return self.boxes_40 + math.ceil(self.boxes_20 / 2) if self.form == "container" else 0

    @property
    def text(self) -> str:
        """As `parse` reads it."""
        if self.form == "bulk":
            return f"{self.tonnes:g}t"
        if self.form == "air":
            return f"{self.kg:g}kg"
        parts = [f"{n}x{size}" for n, size in ((self.boxes_20, 20), (self.boxes_40, 40)) if n]
        return "+".join(parts)


_BOXES: Final = re.compile(r"(\d+)\s*[x×*]\s*(20|40)")
_WEIGHT: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s*(t|吨|kg|公斤)")
MOST: Final = 1_000_000


def parse_cargo(text: str) -> Cargo:
    """Read a cargo: ``2x40``, ``1x20+2x40``, ``500t`` (loose goods) or ``800kg`` (by air).

    Raises
    ------
    UsageError : if it cannot be read, or is nothing, negative or absurdly much
    """
    cleaned = text.strip().lower()
    remedy = "写作 2x40、1x20+2x40（集装箱）、500t（散货，吨）或 800kg（空运，公斤）"
    if weight := _WEIGHT.fullmatch(cleaned):
        amount = float(weight[1])
        if not 0 < amount <= MOST:
            raise UsageError(f"货量“{text}”须大于 0 且不超过 {MOST:,}", remedy=remedy)
        if weight[2] in ("t", "吨"):
            return Cargo("bulk", 0, 0, tonnes=amount)
        return Cargo("air", 0, 0, kg=amount)
    counts = {20: 0, 40: 0}
    for part in re.split(r"[+,，;]", cleaned):
        box = _BOXES.fullmatch(part.strip())
        if box is None:
            raise UsageError(f"读不懂货物“{text}”", remedy=remedy)
        counts[int(box[2])] += int(box[1])
    cargo = Cargo("container", counts[20], counts[40])
    if not 0 < cargo.boxes <= MOST:
        raise UsageError(f"货量“{text}”须大于 0 且不超过 {MOST:,}", remedy=remedy)
    return cargo


class Part(NamedTuple):
    """What takes time on a leg: one of run, wait, handling, dwell, border, gauge.

    Parameters
    ----------
    kind : what it is
    days : how long
    published : whether a source gives it; else it is computed from `reference`
    reference : source id of a published figure, or parameter id of a computed one
    """

    kind: str
    days: Range
    published: bool
    reference: str


def published(kind: str, days: Range, source_id: str) -> Part:
    """A figure that a source gives."""
    return Part(kind, days, published=True, reference=source_id)


def computed(kind: str, days: Range, parameter_id: str) -> Part:
    """A figure reckoned with a parameter."""
    return Part(kind, days, published=False, reference=parameter_id)


@dataclass(frozen=True, slots=True)
class Leg:
    """One mode between two stops.

    Parameters
    ----------
    mode : rail, road, river, river-sea, sea or air
    start, end : stop ids, such as ``node:HH_PORT``
    km : length; `basis` says how it was obtained
    parts : what takes time, in order
    cost : CNY for the cargo, NaN where there is no honest basis
    co2 : tonnes of CO₂e, well to wheel
    cost_reference, co2_reference : parameter ids, blank where there is none
    ref : the leg or inland leg it follows, such as ``leg:C4a-060``, blank for an access road
    passages : sea passages on the way
    """

    mode: str
    start: str
    end: str
    km: float
    basis: str
    parts: tuple[Part, ...]
    cost: Range
    co2: Range
    cost_reference: str
    co2_reference: str
    ref: str
    line: LineString | None = None
    passages: tuple[str, ...] = ()

    @property
    def days(self) -> Range:
        """All that takes time."""
        return total(part.days for part in self.parts)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go."""

    legs: tuple[Leg, ...]

    @property
    def key(self) -> tuple[tuple[str, str, str], ...]:
        """What tells two options apart."""
        return tuple((leg.mode, leg.start, leg.end) for leg in self.legs)

    @property
    def km(self) -> float:
        """Length of all legs."""
        return sum(leg.km for leg in self.legs)

    @property
    def days(self) -> Range:
        """Days of all legs."""
        return total(part.days for leg in self.legs for part in leg.parts)

    @property
    def cost(self) -> Range:
        """CNY of all legs; NaN if one has no honest basis."""
        return total(leg.cost for leg in self.legs)

    @property
    def co2(self) -> Range:
        """Tonnes of CO₂e of all legs."""
        return total(leg.co2 for leg in self.legs)

    def rank(self, order: Order) -> tuple[bool, float, float]:
        """What options are sorted by: those without a figure come last, then by time."""
        figure = {"time": self.days, "cost": self.cost, "co2": self.co2}[order]
        return (not figure.known, figure.typical if figure.known else 0.0, self.days.typical)


@dataclass(frozen=True, slots=True)
class Answer:
    """Options, best first; or the reason why there is none."""

    start: str
    end: str
    cargo: Cargo
    order: Order
    closed: tuple[str, ...]
    options: tuple[Option, ...] = ()
    no_route: str | None = None
    notes: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
