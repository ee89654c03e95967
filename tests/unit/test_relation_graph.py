"""The small graph around an entity: what stays legible, and where it stands."""

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import Style
from dashboard.relation_graph import FAR, NEAR, Edge, Node, chart, legible, places


def star(ones: int, twos: int) -> tuple[list[Node], list[Edge]]:
    """One in the middle, some around it, others hanging on the first of those."""
    nodes = [Node("park:A", "park", "甲", 0)]
    nodes += [Node(f"project:{n}", "project", f"项目{n}", 1) for n in range(ones)]
    nodes += [Node(f"event:{n}", "event", f"活动{n}", 2) for n in range(twos)]
    edges = [Edge("park:A", f"project:{n}", 0.5, "因") for n in range(ones)]
    edges += [Edge("project:0", f"event:{n}", 0.5, "因") for n in range(twos if ones else 0)]
    return nodes, edges


@given(st.integers(0, 40), st.integers(0, 60))
def test_what_is_drawn_stays_legible_and_hangs_together(ones: int, twos: int):
    nodes, edges = legible(*star(ones, twos))
    steps = [node.step for node in nodes]
    assert steps.count(1) == min(ones, NEAR)
    assert steps.count(2) == (min(twos, FAR) if ones else 0)
    have = {node.reference for node in nodes}
    assert all({edge.near, edge.far} <= have for edge in edges)
    reached = {edge.far for edge in edges}
    assert all(node.reference in reached for node in nodes[1:])


def test_rings():
    nodes, edges = star(3, 4)
    at = places(nodes, edges)
    assert len(at) == 8
    assert hypot(*at["park:A"]) < 1e-9
    near = {round(hypot(*at[f"project:{n}"]), 6) for n in range(3)}
    far = {round(hypot(*at[f"event:{n}"]), 6) for n in range(4)}
    assert len(near) == len(far) == 1
    assert near.pop() < far.pop() <= 1


def test_a_mark_carries_what_a_click_selects():
    made = chart(*star(2, 1), Style("light"))
    assert made is not None
    assert made.picks
    rows = [row for rows in made.spec["datasets"].values() for row in rows]
    assert {row["ref"] for row in rows if "ref" in row} == {
        "park:A", "project:0", "project:1", "event:0",
    }  # fmt: skip


def test_nothing_around_is_no_graph():
    assert chart(*star(0, 0), Style("light")) is None
