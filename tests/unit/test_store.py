"""Reading a release: rows, links, and the nearest matches of what is not there."""

import pytest

from geodata.errors import NotFoundError, Suggestion
from geodata.kinds import KINDS
from geodata.nearest import nearest
from geodata.relations import Link, links
from geodata.store import FolderStore, Store


def test_the_folder_store_is_a_store(tiny_store: FolderStore) -> None:
    assert isinstance(tiny_store, Store)
    assert len(tiny_store.release_id) == 12


def test_a_row_is_plain_and_unknown_is_none(tiny_store: FolderStore) -> None:
    park = tiny_store.get("park", "P1")
    assert park["area_km2"] == 11.5
    assert park["year_started"] is None
    assert park["other_source_ids"] == "web-page"
    assert "geometry" not in park
    year = tiny_store.get("resource", "COD-cobalt")["year"]
    assert (year, type(year)) == (2024, int)


def test_tables_are_read_once_and_rows_keep_their_order(tiny_store: FolderStore) -> None:
    assert tiny_store.table("park") is tiny_store.table("park")
    assert tiny_store.table("park")["park_id"].tolist() == ["P1", "P2"]
    assert tiny_store.layer("land_z1") is tiny_store.layer("land_z1")


def test_an_unknown_id_offers_the_nearest(tiny_store: FolderStore) -> None:
    with pytest.raises(NotFoundError, match="没有“country:CDO”") as caught:
        tiny_store.get("country", "CDO")
    assert caught.value.suggestions[0] == Suggestion("country", "COD", "刚果（金）")
    assert "country:COD（刚果（金））" in str(caught.value)
    assert (caught.value.kind, caught.value.id) == ("country", "CDO")


def test_an_unknown_id_near_nothing_says_what_to_do(tiny_store: FolderStore) -> None:
    with pytest.raises(NotFoundError) as caught:
        tiny_store.get("park", "zzzzzzzz")
    assert caught.value.suggestions == []
    assert "用名称搜索" in caught.value.remedy


def test_unknown_kinds_tables_and_layers(tiny_store: FolderStore) -> None:
    with pytest.raises(NotFoundError, match="没有“parc:P1”") as caught:
        tiny_store.get("parc", "P1")
    assert ("park", "P1") in [(s.kind, s.id) for s in caught.value.suggestions]
    with pytest.raises(NotFoundError):
        tiny_store.table("parc")
    with pytest.raises(NotFoundError, match="layer:land_z1"):
        tiny_store.layer("land")


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("赛色塔", None, ("park", "P1")),
        ("Saysetha", None, ("park", "P1")),
        ("saysettha", None, ("park", "P1")),
        ("刚果", None, ("country", "COD")),
        ("怀化", "node", ("node", "HH")),
        ("怀化通道", None, ("corridor", "C1")),
        ("cobalt", None, ("commodity", "cobalt")),
        ("p1", None, ("park", "P1")),
    ],
)
def test_nearest_by_id_and_name(
    tiny_store: FolderStore, text: str, kind: str | None, first: tuple[str, str]
) -> None:
    best = nearest(tiny_store.names, text, kind=kind)[0]
    assert (best.kind, best.id) == first


def test_nearest_of_nothing_and_of_figures(tiny_store: FolderStore) -> None:
    assert nearest(tiny_store.names, "  ") == []
    assert nearest(tiny_store.names, "赛色塔园区", count=1) == [
        Suggestion("park", "P1", "赛色塔园区")
    ]
    # Figures have ids that nobody means, unless that kind was asked for.
    assert all(s.kind != "leg" for s in nearest(tiny_store.names, "C1a-1"))
    assert nearest(tiny_store.names, "C1a-2", kind="leg")[0] == Suggestion("leg", "C1a-1", "C1a-1")


def test_relations_are_those_of_the_tables(tiny_store: FolderStore) -> None:
    frame = tiny_store.table("relation")
    found = {
        f"{r.subject_kind}:{r.subject_id} {r.predicate} {r.object_kind}:{r.object_id} {r.basis}"
        for r in frame.itertuples()
    }
    assert found == {
        "node:VTE located-in country:LAO derived",
        "park:P1 located-in country:LAO derived",
        "park:P2 located-in country:COD derived",
        "country:COD produces commodity:cobalt derived",
        "service:C1a reaches park:P1 derived",
        "membership:COD-sadc about country:COD stated",
        "resource:COD-cobalt about country:COD stated",
        "event:E1 involves country:COD stated",
        "event:E1 involves country:LAO stated",
        "membership:COD-sadc member-of bloc:sadc stated",
        "resource:COD-cobalt of-commodity commodity:cobalt stated",
        "service:C1a part-of corridor:C1 stated",
        "leg:C1a-1 part-of corridor:C1 stated",
        "leg:C1a-1 part-of service:C1a stated",
        "leg:C1a-1 starts-at node:HH stated",
        "leg:C1a-1 ends-at node:VTE stated",
        "node:HH hub-of corridor:C1 stated",
        "node:HH hub-of service:C1a stated",
        "zone:Z1 located-in prefecture:430100 stated",
        "zone:Z2 located-in prefecture:430100 stated",
        "zone:Z2 part-of zone:Z1 stated",
        "claim:K1 about park:P1 stated",
        "corridor:C1 passes-through node:HH derived",
        "corridor:C1 passes-through node:VTE derived",
        "corridor:C1 passes-through country:LAO derived",
        "service:C1a passes-through node:HH derived",
        "service:C1a passes-through node:VTE derived",
        "service:C1a passes-through country:LAO derived",
    }
    assert frame["reason_zh"].str.len().min() > 0


def test_no_relation_dangles(tiny_store: FolderStore) -> None:
    for row in tiny_store.table("relation").itertuples():
        tiny_store.get(row.subject_kind, row.subject_id)
        tiny_store.get(row.object_kind, row.object_id)
        assert (row.subject_kind, row.subject_id) != (row.object_kind, row.object_id)


def test_relations_of_one_entity_are_those_at_either_end(tiny_store: FolderStore) -> None:
    assert len(tiny_store.relations("zone", "Z1")) == 2
    assert len(tiny_store.relations("country", "COD")) == 5
    assert len(tiny_store.relations("source", "paper")) == 0


def test_links_give_reasons_and_put_stated_before_same_country(tiny_store: FolderStore) -> None:
    found = links(tiny_store, "park", "P1")
    assert list(found) == ["country", "service", "node", "claim"]
    assert found["country"] == [
        Link(
            "country", "LAO", "老挝", "located-in", forward=True, basis="derived",
            rule="place-country", km=None, strength=0.5, source_id="paper", reason_zh="位于老挝",
            reason_en="In Laos", reason_fr="Se trouve dans ce pays : Laos",
        )
    ]  # fmt: skip
    (service,) = found["service"]
    assert service[:7] == (
        "service",
        "C1a",
        "怀化—万象",
        "reaches",
        False,
        "derived",
        "service-reach",
    )
    assert service.reason("zh") == "赛色塔园区距怀化—万象的铁路7公里"
    assert found["node"] == [
        Link(
            "node", "VTE", "万象南", "same-country", forward=True, basis="same-country",
            rule="same-country", km=None, strength=0.05, source_id=None,
            reason_zh="同国：在同一个国家", reason_en="In the same country",
            reason_fr="Dans le même pays",
        )
    ]  # fmt: skip
    assert found["claim"][0].reason_zh == "“面积”另有说法"


def test_links_follow_the_order_of_kinds_and_leave_out_the_entity_itself(
    tiny_store: FolderStore,
) -> None:
    for kind in KINDS:
        for id in tiny_store.table(kind)[KINDS[kind].id_column]:
            found = links(tiny_store, kind, id)
            assert list(found) == [each for each in KINDS if each in found]
            assert (kind, id) not in [(x.kind, x.id) for group in found.values() for x in group]


def test_links_of_nothing(tiny_store: FolderStore) -> None:
    with pytest.raises(NotFoundError):
        links(tiny_store, "park", "P9")
