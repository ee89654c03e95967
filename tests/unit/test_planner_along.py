"""Figures along a given chain of legs; where goods wait at borders and change gauge."""

import pytest

from geodata.planner.along import Way, along, chain
from geodata.planner.crossings import crossings
from geodata.store import FolderStore


def way(start: str, end: str, km: float, mode: str = "rail") -> Way:
    return Way(start, end, mode, km, f"leg:{start}{end}")


WAYS = [way("A", "B", 10), way("B", "C", 10), way("A", "C", 25), way("C", "D", 5)]


@pytest.mark.parametrize(
    ("start", "end", "via", "wanted"),
    [
        ("A", "C", (), ["leg:AB", "leg:BC"]),
        ("A", "D", ("B",), ["leg:AB", "leg:BC", "leg:CD"]),
        # The way back is as that there; a way that needs both directions is none.
        ("C", "A", (), ["leg:AB", "leg:BC"]),
        ("D", "X", (), None),
        ("B", "B", (), None),
    ],
)
def test_the_chain_between_two_nodes(
    start: str, end: str, via: tuple[str, ...], wanted: list[str] | None
) -> None:
    found = chain(WAYS, start, end, via)
    assert (None if found is None else [each.ref for each in found]) == wanted


def test_forks_are_not_joined_backwards() -> None:
    # From one terminal to the port, and back to another terminal, is no service.
    assert chain([way("X", "P", 5), way("Y", "P", 5)], "X", "Y") is None


def test_the_legs_of_the_atlas(world: FolderStore) -> None:
    ways = [way("CSX_RAIL", "ALK", 1), way("ALK", "DST", 1), way("DST", "MOW", 1)]
    option = along(world, ways)
    assert option is not None
    kinds = [[part.kind for part in leg.parts] for leg in option.legs]
    # One train waits and is loaded once; wagons are changed at Dostyk, where no train is waited
    # for; the border is crossed before.
    assert kinds[0][:3] == ["handling", "wait", "run"]
    assert kinds[1][:2] == ["run", "border"]
    assert kinds[2][:2] == ["gauge", "run"]
    assert along(world, [way("CSX_RAIL", "MBA", 1)]) is None
    assert along(world, []) is None


def test_published_days_are_left_out_unless_asked_for(world: FolderStore) -> None:
    ways = [way("NANSHA", "MBA", 1, "sea")]
    computed, said = along(world, ways), along(world, ways, as_published=True)
    assert computed is not None
    assert said is not None
    runs = [
        next(part for part in option.legs[0].parts if part.kind == "run")
        for option in (computed, said)
    ]
    assert [run.published for run in runs] == [False, True]
    assert runs[1].days == (20, 20, 20)


def test_where_goods_wait_and_change_gauge(world: FolderStore) -> None:
    found = crossings(world)
    border = found["C1b-006"].borders[0]
    assert (border.pair, border.node) == ("CHN-KAZ", "ALK")
    gauge = found["C1b-007"].gauge
    assert gauge is not None
    assert (gauge.node, gauge.before_mm, gauge.after_mm) == ("DST", 1435, 1520)
    # The train leaves Kazakhstan a thousand kilometres from Dostyk: no station marks that.
    assert {(b.pair, b.node) for b in found["C1b-007"].borders} == {("KAZ-RUS", None)}
    hours = world.get("border_time", "KEN-UGA")["hours"]
    (malaba,) = found["AF-N-05"].borders
    assert malaba.node == "MLB"
    assert malaba.hours[1] == pytest.approx(hours)
    pairs = [b.pair for b in found["C1d-027"].borders]
    assert len(pairs) == len(set(pairs))
