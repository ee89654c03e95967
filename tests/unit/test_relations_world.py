"""The relations of the curated tables."""

from itertools import pairwise

import pytest

from geodata.kinds import KINDS
from geodata.relations import connect, links, neighbourhood, orphans, suggestions
from geodata.relations.reading import NEIGHBOURS
from geodata.store import FolderStore

# The white paper only lists these two; no source says where, when or with whom.
BARE = {("event", "E38"), ("project", "J46")}


def test_every_relation_has_reasons_and_a_strength(world: FolderStore) -> None:
    frame = world.table("relation")
    for column in ("reason_zh", "reason_en", "reason_fr"):
        assert frame[column].str.len().min() > 1
        assert not frame[column].str.contains(r"[{}]|\bNone\b|\bnan\b").any()
    assert frame["strength"].between(0.01, 1).all()
    assert frame.loc[frame["basis"] == "stated", "source_id"].notna().all()
    assert not frame.duplicated(
        ["subject_kind", "subject_id", "predicate", "object_kind", "object_id"]
    ).any()


def test_events_projects_parks_and_branches_lead_beyond_their_country(world: FolderStore) -> None:
    found = orphans(world)
    found = found[found["kind"].isin(["event", "project", "park", "branch", "case"])]
    assert set(zip(found["kind"], found["id"], strict=True)) <= BARE


@pytest.mark.parametrize("kind", ["park", "project", "event", "branch", "case", "country"])
def test_nearly_everything_has_five_related_items(world: FolderStore, kind: str) -> None:
    ids = world.table(kind)[KINDS[kind].id_column].astype("str")
    found = [suggestions(world, kind, id) for id in ids]
    assert all(len({link.kind for link in each}) == len(each) for each in found)
    assert sum(len(each) == 5 for each in found) >= 0.97 * len(found)


def test_the_walk_from_a_country_and_back(world: FolderStore) -> None:
    """Country → park → branch → project → event → country, each one step."""
    steps = [("country", "ZAF"), ("park", "P12"), ("branch", "B001"), ("project", "J14"),
             ("country", "ZAF"), ("event", "E04")]  # fmt: skip
    for here, there in pairwise(steps):
        assert there in [(x.kind, x.id) for x in links(world, *here)[there[0]]], (here, there)


def test_a_branch_and_a_corridor_are_connected_by_a_port_inland(world: FolderStore) -> None:
    ways = connect(world, ("branch", "B001"), ("corridor", "C4"))
    assert [(x.kind, x.id) for x in ways[0]] == [("node", "JNB_CD"), ("corridor", "C4")]


@pytest.mark.parametrize("kind", NEIGHBOURS)
def test_pictures_are_of_a_size_to_be_read(world: FolderStore, kind: str) -> None:
    for id in world.table(kind)[KINDS[kind].id_column].astype("str").head(20):
        graph = neighbourhood(world, kind, id)
        assert 1 <= len(graph.nodes) <= 60
        assert len({(node.kind, node.id) for node in graph.nodes}) == len(graph.nodes)


def test_the_distance_by_road_is_told(world: FolderStore) -> None:
    """Nairobi to Mombasa is 486 km by the railway and 480 to 500 by road, as atlases have it."""
    found = {link.id: link for link in links(world, "project", "J107")["node"]}
    mombasa = found["MBA"]
    assert mombasa.rule == "work-port"
    assert mombasa.km == pytest.approx(490, abs=15)
    # Both are known to their towns only.
    assert mombasa.reason_zh == f"中肯经贸孵化园到蒙巴萨港公路约{mombasa.km:.0f}公里"
