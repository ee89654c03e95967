"""The planner on a network reckoned by hand."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.planner.closures import Closure
from geodata.planner.model import Cargo, Range, parse_cargo, total
from geodata.planner.parameters import changes_text, parse_changes
from tests.unit.planner_net import (
    ELSEWHERE,
    GATE,
    PARAMETERS,
    PORT,
    STRAIT,
    tiny_network,
    tiny_planner,
)  # fmt: skip

OCEAN = Closure("ocean", "大洋", "Ocean", passages=frozenset({"ocean"}))


def test_a_journey_by_rail_and_sea_day_by_day() -> None:
    (option,) = tiny_planner().plan("node:H", "node:M").options
    rail, sea = option.legs
    assert [(p.kind, p.days) for p in rail.parts] == [
        ("handling", Range(1, 1, 1)), ("wait", Range(0, 1, 2)), ("run", Range(0.8, 1, 2)),
    ]  # fmt: skip
    assert [(p.kind, p.days) for p in sea.parts] == [
        ("handling", Range(2, 2, 2)), ("wait", Range(0, 3, 6)), ("run", Range(16, 20, 25)),
    ]  # fmt: skip
    assert not any(part.published for leg in option.legs for part in leg.parts)
    assert option.days.typical == 28
    # √(1² + 0.2² + 3² + 4²) below, √(1² + 1² + 3² + 5²) above.
    assert option.days.low == pytest.approx(28 - math.sqrt(1 + 0.04 + 9 + 16))
    assert option.days.high == pytest.approx(28 + math.sqrt(1 + 1 + 9 + 25))
    assert option.km == 10800
    # One 40-foot container is 2 TEU of 10 t: rail 2 × 800 × 2 yuan, sea 2 × 2,000 dollars at 7.
    assert (rail.cost.typical, sea.cost.typical) == (3200, 28000)
    # 20 t × 800 km × 20 g and 20 t × 10,000 km × 20 g.
    assert (rail.co2.typical, sea.co2.typical) == pytest.approx((0.32, 4.0))
    assert sea.passages == ("strait",)


def test_a_train_that_runs_through_waits_once_and_its_frequency_is_published() -> None:
    (option,) = tiny_planner().plan("node:H", "node:V").options
    first, second = option.legs
    wait = first.parts[1]
    # Three trains a week: 0 to 7/3 days, half of it between.
    assert (wait.kind, wait.published, wait.reference) == ("wait", True, "s1")
    assert wait.days == pytest.approx((0, 7 / 6, 7 / 3))
    assert [part.kind for part in second.parts] == ["run", "border"]
    assert second.days.typical == pytest.approx(400 / 400 + 0.5)
    # No rate is known for Laos: no total either, rather than half of one.
    assert first.cost.known
    assert not second.cost.known
    assert not option.cost.known


def test_a_hand_over_abroad_takes_the_dwell_of_that_port_and_a_measured_border() -> None:
    (option,) = tiny_planner().plan("node:H", "node:K").options
    road = option.legs[-1]
    assert [(p.kind, p.days, p.reference) for p in road.parts] == [
        ("dwell", Range(2, 3, 4), "dwell.port.KEN"),
        ("handling", Range(0, 0, 0), "handling.road"),
        ("wait", Range(0, 0, 0), "wait.road"),
        ("run", Range(4, 5, 10), "speed.road"),
        ("border", Range(0.5, 1, 1.5), "border_time:KEN-UGA"),
    ]
    assert road.cost == Range(7000, 14000, 21000)


def test_closing_a_strait_costs_its_detour() -> None:
    planner = tiny_planner()
    (before,) = planner.plan("node:H", "node:M").options
    (after,) = planner.plan("node:H", "node:M", closed=[STRAIT]).options
    assert after.km - before.km == 3000
    assert after.days.typical - before.days.typical == pytest.approx(3000 / 500)
    assert after.legs[1].passages == ()


@pytest.mark.parametrize(
    ("end", "closed", "reason"),
    [
        ("node:V", [GATE], "关闭 磨憨/磨丁 后到不了“万象”；重开其中之一即可通：磨憨/磨丁"),
        ("node:M", [PORT, GATE],
         "关闭 南沙港、磨憨/磨丁 后到不了“蒙巴萨”；重开其中之一即可通：南沙港"),
        ("node:M", [PORT, OCEAN], "关闭 南沙港、大洋 后到不了“蒙巴萨”；须同时重开其中几处"),
        ("node:X", [],
         ("线网中没有从“怀化”到“孤岛”的铁路、公路、内河、江海直达、海运线路；"
         "补充连接它的区段后才可规划")),
    ],
)  # fmt: skip
def test_no_way_has_a_reason_and_what_would_open_one(
    end: str, closed: list[Closure], reason: str
) -> None:
    answer = tiny_planner().plan("node:H", end, closed=closed)
    assert answer.options == ()
    assert answer.no_route == reason


def test_closing_what_nobody_passes_changes_nothing() -> None:
    planner = tiny_planner()
    for end in ("node:M", "node:V", "node:K"):
        assert (
            planner.plan("node:H", end, closed=[ELSEWHERE]).options
            == planner.plan("node:H", end).options
        )


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from([GATE, STRAIT, PORT, OCEAN, ELSEWHERE]), max_size=4),
       st.sampled_from(["node:M", "node:V", "node:K"]),
       st.sampled_from(["time", "cost", "co2"]))  # fmt: skip
def test_closing_never_makes_the_best_better(closed: set[Closure], end: str, order: str) -> None:
    planner = tiny_planner()
    gates = sorted(closed, key=lambda gate: gate.id)
    before = planner.plan("node:H", end, order=order).options[0]
    after = planner.plan("node:H", end, order=order, closed=gates).options
    shut = {stop for gate in gates for stop in gate.stops}
    for option in after:
        assert option.rank(order) >= before.rank(order)
        assert not shut & {stop for leg in option.legs for stop in (leg.start, leg.end)}
        for range_ in (option.days, option.co2):
            assert 0 <= range_.low <= range_.typical <= range_.high


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.floats(0, 100)] * 3).map(sorted), min_size=1, max_size=6))
def test_a_total_is_in_order_and_no_wider_than_the_sum(found: list[list[float]]) -> None:
    ranges = [Range(*each) for each in found]
    whole = total(ranges)
    assert whole.low <= whole.typical <= whole.high
    assert whole.low >= sum(each.low for each in ranges) - 1e-9
    assert whole.high <= sum(each.high for each in ranges) + 1e-9


@pytest.mark.parametrize(
    ("start", "end", "closed", "what"),
    [
        ("node:H", "node:H", [], "起点和终点都是“怀化”"),
        ("node:P", "node:M", [PORT], "起点“南沙港”已关闭（南沙港）"),
        ("node:H", "node:P", [PORT], "终点“南沙港”已关闭（南沙港）"),
    ],
)
def test_what_cannot_be_asked(start: str, end: str, closed: list[Closure], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        tiny_planner().plan(start, end, closed=closed)


def test_reach_is_the_best_option_of_each() -> None:
    planner = tiny_planner()
    found = planner.reach("node:H", ["node:M", "node:V", "node:X"])
    assert set(found) == {"node:M", "node:V"}
    for end, option in found.items():
        assert option.days == planner.plan("node:H", end).options[0].days


def test_a_changed_assumption_changes_what_rests_on_it() -> None:
    (option,) = tiny_planner(speed__sea=Range(1000, 1000, 1000)).plan("node:H", "node:M").options
    assert option.legs[1].parts[-1].days == Range(10, 10, 10)


@pytest.mark.parametrize(
    ("text", "cargo"),
    [
        ("2x40", Cargo("container", 0, 2)),
        ("1x20+2x40", Cargo("container", 1, 2)),
        ("3×20", Cargo("container", 3, 0)),
        ("500t", Cargo("bulk", 0, 0, 500.0)),
        ("12.5 吨", Cargo("bulk", 0, 0, 12.5)),
        ("800kg", Cargo("air", 0, 0, 0.0, 800.0)),
    ],
)
def test_cargo_is_read(text: str, cargo: Cargo) -> None:
    assert parse_cargo(text) == cargo
    assert parse_cargo(cargo.text) == cargo


@pytest.mark.parametrize(
    "text", ["", "40", "2x30", "-5t", "0x40", "0kg", "nan t", "9999999t", "x40"]
)
def test_cargo_that_cannot_be(text: str) -> None:
    with pytest.raises(UsageError, match=r"读不懂货物|须大于 0"):
        parse_cargo(text)


def test_teu_and_trucks() -> None:
    cargo = Cargo("container", 3, 2)
    assert (cargo.teu, cargo.boxes, cargo.trucks) == (7, 5, 4)


def test_changes_are_read_and_written() -> None:
    assert parse_changes(["speed.sea=500", "wait.sea=0/1/2"]) == {
        "speed.sea": Range(500, 500, 500), "wait.sea": Range(0, 1, 2),
    }  # fmt: skip
    assert changes_text({"speed.sea": Range(1, 2, 3)}) == ["speed.sea=1/2/3"]
    for text in ("speed.sea", "speed.sea=x", "speed.sea=1/2"):
        with pytest.raises(UsageError, match="读不懂假设"):
            parse_changes([text])


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"speed.moon": Range(1, 2, 3)}, "没有参数“speed.moon”"),
        ({"speed.sea": Range(3, 2, 1)}, "须为 0 ≤ 低 ≤ 典型 ≤ 高"),
        ({"wait.sea": Range(-1, 2, 3)}, "须为 0 ≤ 低 ≤ 典型 ≤ 高"),
        ({"speed.sea": Range(0, 2, 3)}, "速度“speed.sea”须大于 0"),
    ],
)
def test_assumptions_that_cannot_be(changes: dict[str, Range], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        PARAMETERS.changed_by(changes)


def test_modes_for_air_cargo() -> None:
    answer = tiny_planner(Cargo("air", 0, 0, kg=100.0)).plan("node:H", "node:M")
    assert answer.no_route is not None
    assert "航空、公路" in answer.no_route


def test_a_link_both_ways_is_drawn_the_way_it_is_gone() -> None:
    net = tiny_network()
    assert sum(link.id == "M>K:road" for link in net.links) == 2
