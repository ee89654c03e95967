"""Links, neighbourhoods, ways and related items on a release small enough to see through."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from typer.testing import CliRunner

from geodata.build import build
from geodata.cli.app import app
from geodata.content import release_id
from geodata.errors import NotFoundError, UsageError
from geodata.kinds import KINDS
from geodata.relations import (
    COLUMNS,
    Link,
    build_relations,
    connect,
    links,
    neighbourhood,
    orphans,
    predicate_name,
    suggestions,
)
from geodata.settings import settings
from geodata.store import FolderStore
from geodata.tables import read
from tests import tiny, tiny_support

Content = dict[str, list[dict[str, Any]]]
LINK = {**tiny.SOURCED, "link_id": "L001", "subject_kind": "park", "subject_id": "P1",
        "predicate": "hosts", "object_kind": "project", "object_id": "J1",
        "reason_zh": "项目就在园里。", "reason_en": "The project is in the park."}  # fmt: skip


def rows() -> Content:
    """The tiny tables with those of support, and two stated links."""
    content = tiny.rows() | tiny_support.rows()
    # "signing-of" reads backwards: the event is the subject of the sentence.
    back = LINK | {
        "link_id": "L002", "subject_kind": "event", "subject_id": "E1", "predicate": "signing-of",
        "reason_zh": "会上签约。", "reason_en": "Signed there.",
    }  # fmt: skip
    return content | {"link": [LINK, back]}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
    folder = tmp_path_factory.mktemp("related")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geodata.boundaries.build_layers", tiny.layers)
        build(tiny.write(folder / "tables", rows()), folder / "data")
    return FolderStore.open(folder / "data")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder = tiny.write(tmp_path_factory.mktemp("tables"), rows())
    return {name: read(kind, folder).frame for name, kind in KINDS.items()}


def refs(found: list[Link]) -> list[str]:
    return [f"{link.kind}:{link.id}" for link in found]


# --- the table of relations


def test_a_stated_link_is_kept_with_its_reason_source_and_strength(store: FolderStore) -> None:
    frame = store.table("relation")
    assert list(frame.columns) == COLUMNS
    row = frame[frame["rule_id"] == "L001"].to_dict("records")[0]
    km = row.pop("km")
    assert pd.isna(km)
    assert row == {
        "subject_kind": "park", "subject_id": "P1", "predicate": "hosts",
        "object_kind": "project", "object_id": "J1", "basis": "stated", "rule_id": "L001",
        "reason_zh": "项目就在园里。", "reason_en": "The project is in the park.",
        "reason_fr": "Saysettha accueille 电站", "strength": 0.9, "source_id": "paper",
    }  # fmt: skip


def test_a_word_read_backwards_is_turned_around(store: FolderStore) -> None:
    frame = store.table("relation")
    row = frame[frame["rule_id"] == "L002"].iloc[0]
    assert list(row[COLUMNS[:5]]) == ["project", "J1", "signed-at", "event", "E1"]


def test_a_stated_relation_wins_over_a_derived_one(tables: dict[str, pd.DataFrame]) -> None:
    near = LINK | {"link_id": "L003", "subject_id": "P1", "predicate": "located-in",
                   "object_kind": "country", "object_id": "LAO", "confidence": "low"}  # fmt: skip
    own = tables["link"].iloc[:1].assign(**near)
    frame = build_relations(tables | {"link": own})
    found = frame[(frame["subject_id"] == "P1") & (frame["predicate"] == "located-in")]
    assert found[["basis", "rule_id"]].to_numpy().tolist() == [["stated", "L003"]]


@examples(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_nothing_is_lost(
    tables: dict[str, pd.DataFrame], random: Any
) -> None:
    first = build_relations(tables)
    mixed = {
        kind: frame.iloc[random.sample(range(len(frame)), len(frame))]
        for kind, frame in tables.items()
    }
    pd.testing.assert_frame_equal(build_relations(mixed), first)


def test_more_rows_lose_no_relation_that_nothing_better_replaces(
    tables: dict[str, pd.DataFrame],
) -> None:
    without = build_relations(tables | {"link": tables["link"].iloc[:0]})
    with_links = build_relations(tables)
    key = COLUMNS[:5]
    assert set(map(tuple, without[key].to_numpy())) < set(map(tuple, with_links[key].to_numpy()))


def test_a_threshold_changes_what_is_near_and_the_release(
    tmp_path: Path, tables: dict[str, pd.DataFrame]
) -> None:
    def near(thresholds: dict[str, float]) -> int:
        frame = build_relations(tables, None, thresholds)
        return int((frame["rule_id"] == "branch-near-work").sum())

    assert near({"branch-near-work": 0.0}) < near({})
    folder = tiny.write(tmp_path, rows())
    ids = {
        release_id(folder, "cn"), release_id(folder, "cn", {"institution-near": 0}),
        release_id(folder, "cn", {"institution-near": 1}),
    }  # fmt: skip
    assert len(ids) == 3
    assert release_id(folder, "cn", {}) == release_id(folder, "cn")
    one, other = {"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 1.0}
    assert release_id(folder, "cn", one) == release_id(folder, "cn", other)


def test_thresholds_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOA_RULE_THRESHOLDS", '{"park-project": 80}')
    assert settings().rule_thresholds == {"park-project": 80.0}
    monkeypatch.setenv("HOA_RULE_THRESHOLDS", "park-project=80")
    with pytest.raises(UsageError, match="HOA_RULE_THRESHOLDS 不是 JSON 对象"):
        settings()


# --- links


def test_links_are_seen_from_both_ends(store: FolderStore) -> None:
    frame = store.table("relation")
    for row in frame.itertuples():
        here, there = (row.subject_kind, row.subject_id), (row.object_kind, row.object_id)
        assert there in [(x.kind, x.id) for x in links(store, *here).get(there[0], [])]
        assert here in [(x.kind, x.id) for x in links(store, *there).get(here[0], [])]


def test_links_come_strongest_first_and_say_which_way_they_read(store: FolderStore) -> None:
    found = links(store, "park", "P1")
    (project,) = found["project"]
    assert (project.predicate, project.forward, project.rule) == ("hosts", True, "L001")
    (back,) = links(store, "project", "J1")["park"]
    assert (back.predicate, back.forward, back.strength) == ("hosts", False, 0.9)
    for group in found.values():
        keys = [(link.basis == "same-country", -link.strength) for link in group]
        assert keys == sorted(keys)


def test_predicates_have_names_both_ways_in_three_languages(store: FolderStore) -> None:
    def names(forward: bool) -> list[str]:
        return [predicate_name(store, "hosts", forward, each) for each in ("zh", "en", "fr", "pt")]

    assert names(forward=True) == ["园内有", "hosts", "accueille", "hosts"]
    assert names(forward=False) == ["位于园区", "is hosted by", "est accueilli par", "is hosted by"]
    assert predicate_name(store, "loves", forward=True, locale="zh") == "loves"


def test_reasons_are_told_in_the_language_asked_for(store: FolderStore) -> None:
    (country,) = links(store, "park", "P1")["country"]
    assert [country.reason(each) for each in ("zh", "en", "fr", "pt")] == [
        "位于老挝", "In Laos", "Se trouve dans ce pays : Laos", "In Laos",
    ]  # fmt: skip


# --- orphans


def test_an_orphan_has_nothing_but_its_country(store: FolderStore) -> None:
    found = orphans(store)
    assert list(found.columns) == ["kind", "id", "name_zh", "iso3"]
    listed = set(zip(found["kind"], found["id"], strict=True))
    # P2 has no place and nobody mentions it; P1 has a project, a case and a railway.
    assert ("park", "P2") in listed
    assert ("park", "P1") not in listed
    assert ("project", "J1") not in listed


# --- pictures


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("most", [1, 5, 60])
def test_a_picture_keeps_to_its_bounds(store: FolderStore, steps: int, most: int) -> None:
    graph = neighbourhood(store, "park", "P1", steps, most)
    assert graph.nodes[0][:3] == ("park", "P1", "赛色塔园区")
    assert len(graph.nodes) <= most
    assert max(node.steps for node in graph.nodes) <= steps
    inside = {(node.kind, node.id) for node in graph.nodes}
    assert len(inside) == len(graph.nodes)
    for edge in graph.edges:
        assert edge.subject in inside
        assert (edge.link.kind, edge.link.id) in inside
    assert [e.link.strength for e in graph.edges] == sorted(
        (e.link.strength for e in graph.edges), reverse=True
    )


def test_every_thing_of_a_picture_hangs_together(store: FolderStore) -> None:
    graph = neighbourhood(store, "park", "P1")
    joined = {("park", "P1")}
    ends = [(edge.subject, (edge.link.kind, edge.link.id)) for edge in graph.edges]
    for _ in graph.nodes:
        joined |= {b for a, b in ends if a in joined} | {a for a, b in ends if b in joined}
    assert joined == {(node.kind, node.id) for node in graph.nodes}


def test_a_picture_of_nothing(store: FolderStore) -> None:
    with pytest.raises(NotFoundError):
        neighbourhood(store, "park", "P9")


# --- ways


def test_a_project_ties_a_park_to_an_event(store: FolderStore) -> None:
    way = connect(store, ("park", "P1"), ("event", "E1"))[0]
    assert [(x.kind, x.id, x.predicate, x.forward) for x in way] in (
        [("project", "J1", "hosts", True), ("event", "E1", "signed-at", True)],
        [("case", "K1", "tells-of", False), ("event", "E1", "tells-of", True)],
    )


def test_ways_share_nothing_on_the_way(store: FolderStore) -> None:
    found = connect(store, ("park", "P1"), ("event", "E1"), 4, 5)
    assert len(found) > 1
    between = [{(x.kind, x.id) for x in way[:-1]} for way in found]
    assert sum(map(len, between)) == len(set().union(*between))
    for way in found:
        assert (way[-1].kind, way[-1].id) == ("event", "E1")
        assert len(way) <= 4


def test_no_way_is_no_error(store: FolderStore) -> None:
    assert connect(store, ("park", "P1"), ("source", "paper")) == ()
    assert connect(store, ("park", "P1"), ("park", "P1")) == ()
    assert connect(store, ("park", "P1"), ("country", "LAO"), 1)[0][0].predicate == "located-in"
    with pytest.raises(NotFoundError):
        connect(store, ("park", "P1"), ("park", "P9"))


def test_ways_there_and_back_are_as_long(store: FolderStore) -> None:
    there = connect(store, ("branch", "B1"), ("corridor", "C1"))
    back = connect(store, ("corridor", "C1"), ("branch", "B1"))
    assert [len(way) for way in there] == [len(way) for way in back]


# --- related items


def test_suggestions_are_of_different_kinds_with_reasons(store: FolderStore) -> None:
    for kind in ("park", "project", "event", "case", "branch", "institution", "node"):
        for id in store.table(kind)[KINDS[kind].id_column]:
            found = suggestions(store, kind, id)
            assert len({link.kind for link in found}) == len(found) <= 5
            assert all(link.reason_zh and link.reason_en and link.reason_fr for link in found)
            assert (kind, id) not in [(link.kind, link.id) for link in found]
    assert refs(list(suggestions(store, "park", "P1", 2))) == ["case:K1", "project:J1"]
    assert len(suggestions(store, "park", "P1")) == 5


def test_what_is_two_steps_away_has_both_reasons(store: FolderStore) -> None:
    found = {link.kind: link for link in suggestions(store, "park", "P1")}
    joined = [link for link in found.values() if link.rule == "two-steps"]
    assert joined
    assert all("；" in link.reason_zh for link in joined)


# --- commands


@pytest.fixture
def atlas(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("HOA_DATA_DIR", str(store.folder.parent.parent))
    return lambda *args: CliRunner().invoke(app, args)


def test_the_command_related(atlas: Callable[..., Any]) -> None:
    said = json.loads(atlas("related", "project:J1", "--json").stdout)
    assert (said["kind"], said["id"]) == ("project", "J1")
    park = next(each for each in said["relations"] if each["kind"] == "park")
    assert park == {
        "kind": "park", "id": "P1", "name": "赛色塔园区", "predicate": "hosts", "inverse": True,
        "label": {"zh": "位于园区", "en": "is hosted by", "fr": "est accueilli par"},
        "basis": "stated", "rule": "L001",
        "reason": {"zh": "项目就在园里。", "en": "The project is in the park.",
                   "fr": "Saysettha accueille 电站"},
        "km": None, "strength": 0.9, "source_id": "paper",
    }  # fmt: skip
    assert len(said["suggestions"]) == 5
    text = atlas("related", "project:J1").stdout
    assert "park:P1 赛色塔园区（位于园区；有出处：项目就在园里。）" in text
    assert "相关推荐" in text


def test_the_command_connect(atlas: Callable[..., Any]) -> None:
    said = json.loads(atlas("connect", "park:P1", "country:LAO", "--ways", "1", "--json").stdout)
    assert (said["from"], said["to"]) == ("park:P1", "country:LAO")
    assert [[step["predicate"] for step in way] for way in said["ways"]] == [["located-in"]]
    assert "第 1 条，1 步" in atlas("connect", "park:P1", "country:LAO").stdout
    assert "4 步以内没有联系" in atlas("connect", "park:P1", "source:paper").stdout


@pytest.mark.parametrize(("given", "said"), [("park:P9", "P1"), ("parc:P1", "没有“parc”"),
                                             ("赛色塔", "park:P1")])  # fmt: skip
def test_related_to_nothing(atlas: Callable[..., Any], given: str, said: str) -> None:
    error = atlas("related", given).exception
    assert said in str(error)


def test_a_source_leads_to_what_rests_on_it(store: FolderStore) -> None:
    found = links(store, "source", "web-page")
    assert {kind: refs(group) for kind, group in found.items()} == {"park": ["park:P1"]}
    (link,) = found["park"]
    assert (link.predicate, link.forward, link.reason("zh")) == ("cites", False, "来源：网页")
    assert refs(links(store, "source", "paper")["country"]) == ["country:COD", "country:LAO"]
