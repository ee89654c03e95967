"""The planner's assumptions: one table, each with its range and source, changed at will."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geodata.errors import UsageError
from geodata.planner.model import Range
from geodata.store import Store


@dataclass(frozen=True, slots=True)
class Parameters:
    """Ranges by parameter id.

    Parameters
    ----------
    ranges : what is reckoned with
    units : of each, such as ``km/day`` or ``USD/TEU``
    changed : ids that the reader has changed
    """

    ranges: Mapping[str, Range]
    units: Mapping[str, str]
    changed: frozenset[str] = frozenset()

    def find(self, *ids: str) -> tuple[str, Range] | None:
        """The first of the ids that is known, with its range; None if none is."""
        for id in ids:
            if id in self.ranges:
                return id, self.ranges[id]
        return None

    def get(self, *ids: str) -> tuple[str, Range]:
        """The first of the ids that is known, with its range.

        Raises
        ------
        UsageError : if none is
        """
        found = self.find(*ids)
        if found is None:
            raise UsageError(f"没有参数“{ids[0]}”", remedy="核对数据表 parameters.csv")
        return found

    def changed_by(self, changes: Mapping[str, Range]) -> "Parameters":
        """These parameters with some changed.

        Raises
        ------
        UsageError : if one is unknown, negative, zero where it divides, or out of order
        """
        for id, range_ in changes.items():
            if id not in self.ranges:
                raise UsageError(f"没有参数“{id}”", remedy="参数名见“测算假设”表")
            if not 0 <= range_.low <= range_.typical <= range_.high:
                raise UsageError(
                    f"参数“{id}”须为 0 ≤ 低 ≤ 典型 ≤ 高，现为"
                    f" {range_.low:g}、{range_.typical:g}、{range_.high:g}"
                )
            if id.startswith("speed.") and range_.low <= 0:
                raise UsageError(f"速度“{id}”须大于 0")
        return Parameters({**self.ranges, **changes}, self.units, self.changed | changes.keys())


@lru_cache(maxsize=4)
def defaults(store: Store) -> Parameters:
    """The parameters of a release."""
    table = store.table("parameter")
    ids = table["parameter_id"].astype(str).tolist()
    figures = table[["low", "typical", "high"]].astype(float).to_numpy().tolist()
    ranges = {id: Range(*row) for id, row in zip(ids, figures, strict=True)}
    return Parameters(ranges, dict(zip(ids, table["unit"].astype(str), strict=True)))


def parse_changes(texts: Iterable[str]) -> dict[str, Range]:
    """Read changes such as ``speed.rail.china=500`` or ``speed.rail.china=400/500/600``.

    Raises
    ------
    UsageError : if one cannot be read
    """
    changes = {}
    for text in texts:
        id, _, figures = text.partition("=")
        try:
            numbers = [float(each) for each in figures.split("/")]
        except ValueError:
            numbers = []
        if len(numbers) == 1:
            numbers *= 3
        if len(numbers) != 3:
            raise UsageError(f"读不懂假设“{text}”", remedy="写作 参数=典型值，或 参数=低/典型/高")
        changes[id.strip()] = Range(*numbers)
    return changes


def changes_text(changes: Mapping[str, Range]) -> list[str]:
    """Changes as `parse_changes` reads them."""
    return [f"{id}={r.low:g}/{r.typical:g}/{r.high:g}" for id, r in sorted(changes.items())]
