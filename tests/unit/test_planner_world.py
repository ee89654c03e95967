"""Plans over the real network: what must hold whatever the tables say."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.planner import accuracy, calibrate
from geodata.planner.api import gates, network, plan, planner, reach
from geodata.planner.causes import CAUSES
from geodata.planner.links import NO_ROAD
from geodata.planner.model import Answer, Cargo, Option
from geodata.planner.network import Network
from geodata.routing.sphere import between
from geodata.settings import ROOT
from geodata.store import FolderStore

BOX = Cargo("container", 0, 1)
PREFECTURES = (
    "长沙", "株洲", "湘潭", "衡阳", "邵阳", "岳阳", "常德", "张家界", "益阳", "郴州", "永州",
    "怀化", "娄底", "湘西",
)  # fmt: skip
ENDS = ("万象", "蒙巴萨", "country:ZMB", "country:NGA", "杜伊斯堡", "country:VNM", "country:EGY")
GATES = ("malacca", "cape", "node:NANSHA", "mohan-boten", "alashankou", "node:MBA", "suez")


@pytest.fixture(scope="module")
def net(world: FolderStore) -> Network:
    return network(world)


def straight_km(net: Network, option: Option) -> float:
    first, last = (net.stops[net.number[s]] for s in (option.legs[0].start, option.legs[-1].end))
    return between((first.lon, first.lat), (last.lon, last.lat))


def sound(net: Network, option: Option) -> None:
    """What holds for any option."""
    assert option.km >= 0.995 * straight_km(net, option)
    for before, after in pairwise(option.legs):
        assert before.end == after.start
    for leg in option.legs:
        assert leg.km > 0
        ranges = [part.days for part in leg.parts] + [leg.days, leg.co2]
        ranges += [leg.cost] if leg.cost.known else []
        for low, typical, high in ranges:
            assert 0 <= low <= typical <= high
        assert leg.co2.typical > 0
        assert all(part.reference for part in leg.parts)
        assert leg.line is not None
        ends = (leg.line.coords[0], leg.line.coords[-1])
        for (x, y), id in zip(ends, (leg.start, leg.end), strict=True):
            stop = net.stops[net.number[id]]
            assert abs((x - stop.lon + 180) % 360 - 180) < 0.05, (leg.start, leg.end)
            assert abs(y - stop.lat) < 0.05
    assert option.days.typical > 0


@pytest.mark.parametrize("start", PREFECTURES)
def test_from_every_prefecture(world: FolderStore, net: Network, start: str) -> None:
    for end in ENDS:
        answer = plan(world, start, end, BOX)
        assert answer.options, (end, answer.no_route)
        days = [option.days.typical for option in answer.options]
        assert days == sorted(days)
        for option in answer.options:
            sound(net, option)


@pytest.mark.parametrize("end", ["万象", "蒙巴萨", "country:ZMB", "country:NGA"])
def test_three_ways_or_more(world: FolderStore, end: str) -> None:
    assert len(plan(world, "长沙", end, BOX).options) >= 3


@pytest.mark.parametrize("order", ["time", "cost", "co2"])
def test_ranked_by_what_is_asked(world: FolderStore, order: str) -> None:
    answer = plan(world, "长沙", "蒙巴萨", BOX, order=order)  # type: ignore[arg-type]
    figures = [getattr(o, "days" if order == "time" else order) for o in answer.options]
    known = [each.typical for each in figures if each.known]
    assert known == sorted(known)
    assert [each.known for each in figures] == sorted((e.known for e in figures), reverse=True)


def uses(world: FolderStore, answer: Answer, gate: str) -> bool:
    """Whether any option passes a gate."""
    (closure,) = gates_of(world, gate)
    net = network(world)
    passes = {link.id: link.passes for link in net.links}
    return any(
        closure.stops & {leg.start, leg.end}
        or closure.passages & set(leg.passages)
        or closure.id in passes.get(f"{leg.start}>{leg.end}:{leg.mode}", ())
        or closure.id in passes.get(f"{leg.end}>{leg.start}:{leg.mode}", ())
        for option in answer.options
        for leg in option.legs
    )


def gates_of(world: FolderStore, gate: str) -> Iterator[object]:
    everything = [each.id for each in gates(world, ())]
    return (each for each in gates(world, (gate,), opened=everything))


@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PREFECTURES), st.sampled_from(ENDS), st.sampled_from(GATES))
def test_closing_a_gate(world: FolderStore, start: str, end: str, gate: str) -> None:
    before = plan(world, start, end, BOX)
    if f"node:{gate.partition(':')[2]}" == before.end:
        with pytest.raises(UsageError, match="已关闭"):
            plan(world, start, end, BOX, closed=[gate])
        return
    after = plan(world, start, end, BOX, closed=[gate])
    assert not uses(world, after, gate)
    if not after.options:
        assert after.no_route
        assert uses(world, before, gate)
        return
    assert after.options[0].days.typical >= before.options[0].days.typical - 1e-9
    if not uses(world, before, gate):
        assert [o.key for o in after.options] == [o.key for o in before.options]
        assert [o.km for o in after.options] == [o.km for o in before.options]


def test_every_focus_country_by_container(world: FolderStore, net: Network) -> None:
    best = reach(world, "长沙", BOX)
    assert set(best) == set(world.table("country")["iso3"])
    assert len(best) == 65
    shut = {stop for gate in gates(world, ()) for stop in gate.stops}
    for iso3, option in best.items():
        assert option.km >= 0.995 * straight_km(net, option), iso3
        assert not shut & {leg.start for leg in option.legs}, iso3
        assert 1 < option.days.typical < 120, iso3
    # Around the Cape while the Red Sea is closed: Egypt is farther than South Africa.
    assert best["EGY"].days.typical > best["ZAF"].days.typical
    # Not by ports without liners, nor from the Beibu Gulf to Africa.
    starts = {leg.start for o in best.values() for leg in o.legs if leg.mode == "sea"}
    assert starts <= {"node:NANSHA", "node:SZP", "node:WGQ", "node:QZP", "node:ZJP"}
    africa = {s.id for s in net.stops if "africa" in s.region}
    gulf = {"node:QZP", "node:ZJP"}
    for option in best.values():
        assert not any(leg.start in gulf and leg.end in africa for leg in option.legs)


def test_a_plan_is_the_best_that_reach_finds(world: FolderStore) -> None:
    best = reach(world, "怀化", BOX)
    for iso3 in ("LAO", "KEN", "ZMB", "NGA"):
        first = plan(world, "怀化", f"country:{iso3}", BOX).options[0]
        assert first.days.typical == pytest.approx(best[iso3].days.typical)


def test_links_make_sense(net: Network) -> None:
    by_iso = [stop.iso3 for stop in net.stops]
    for link in net.links:
        start, end = net.stops[link.start], net.stops[link.end]
        direct = between((start.lon, start.lat), (end.lon, end.lat))
        assert link.km >= 0.98 * direct - 1, link.id
        if link.mode == "road":
            assert not NO_ROAD & set(link.borders), link.id
            through = by_iso[link.start] != "CHN" != by_iso[link.end]
            assert not (through and any("CHN" in pair for pair in link.borders)), link.id
        if link.mode.startswith(("rail", "road")) and link.borders:
            chain = [pair.split("-") for pair in link.borders]
            assert by_iso[link.start] in chain[0] or by_iso[link.end] in chain[0], link.id
            assert all(set(a) & set(b) for a, b in pairwise(chain)), link.id


def test_more_boxes_cost_more_and_take_as_long(world: FolderStore) -> None:
    one = plan(world, "长沙", "蒙巴萨", BOX).options
    ten = plan(world, "长沙", "蒙巴萨", Cargo("container", 0, 10)).options
    assert [o.key for o in one] == [o.key for o in ten]
    for a, b in zip(one, ten, strict=True):
        assert b.days == a.days
        assert b.co2.typical == pytest.approx(10 * a.co2.typical)
        if a.cost.known:
            assert b.cost.typical == pytest.approx(10 * a.cost.typical)


@pytest.mark.parametrize(
    ("start", "end", "closed", "words"),
    [
        ("长沙", "长沙", (), "起点和终点都是"),
        ("长莎", "蒙巴萨", (), "最接近的有：长沙"),
        ("长沙", "蒙巴萨港口", (), "最接近的有：蒙巴萨"),
        ("蒙巴萨", "长沙", (), "不在国内"),
        ("node:NANSHA", "蒙巴萨", ("node:NANSHA",), "起点“.*”已关闭"),
        ("长沙", "蒙巴萨", ("马六假",), "没有可关闭的“马六假”"),
        ("长沙", "60,-20", (), "没有叫“60,-20”的终点"),
    ],
)
def test_a_bad_question_says_what_was_meant(
    world: FolderStore, start: str, end: str, closed: tuple[str, ...], words: str
) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        plan(world, start, end, BOX, closed=closed)
    assert caught.value.remedy


def test_lengths_are_near_the_published_ones(world: FolderStore) -> None:
    table = calibrate.distances(world)
    by_mode = calibrate.summary(table).set_index("mode")
    assert by_mode.loc["all", "rows"] >= 40
    assert by_mode.loc["all", "median_abs_pct"] < 2.5
    # The factors of the networks leave no drift.
    assert abs(by_mode.loc["rail", "median_pct"]) <= 1
    assert abs(by_mode.loc["road", "median_pct"]) <= 2
    missed = table[~(table["residual_pct"].abs() <= table["target_pct"])]
    assert missed.loc[missed["cause_zh"] == "", "id"].tolist() == []
    assert set(table["id"]) | set(calibrate.times(world)["id"]) >= set(CAUSES)


def test_days_are_reckoned_and_every_miss_has_its_cause(world: FolderStore) -> None:
    table = calibrate.times(world)
    assert len(table) >= 25
    assert table["km"].notna().all()
    assert table["within"].mean() > 0.5
    assert table.loc[~table["within"] & (table["cause_zh"] == ""), "id"].tolist() == []
    ordered = table[["computed_low", "computed_typical", "computed_high"]].to_numpy()
    assert (np.diff(ordered, axis=1) >= 0).all()
    # A sailing's own published days are in the plan, and never in what they are compared with.
    made = planner(world, BOX)
    sailing = {link.id: link for link in made.net.links}["node:NANSHA>node:MBA:sea"]
    assert sailing.days == (20, 20)
    row = table.set_index("id").loc["T29"]
    assert row["computed_low"] < 20 < row["computed_high"]


def test_the_document_is_up_to_date(world: FolderStore) -> None:
    said = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    assert said == accuracy.page(world), "python -m geodata.planner.accuracy --write"
