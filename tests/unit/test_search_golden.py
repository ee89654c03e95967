"""Golden queries: what people type, and what they mean by it, in the release of the real tables."""

import csv

import pytest

from geodata.search import search
from geodata.settings import ROOT
from geodata.store import FolderStore

TOP = 3
LEAST_MRR = 0.9
with (ROOT / "tests" / "golden" / "search.csv").open(encoding="utf-8", newline="") as file:
    GOLDEN = list(csv.DictReader(file))


def rank_of(store: FolderStore, query: str, expected: str) -> int | None:
    """The place, from 1, of the first hit that is meant; none when it is not among ten."""
    meant = set(expected.split(";"))
    keys = [hit.key for hit in search(store, query, limit=10).hits]
    return next((place for place, key in enumerate(keys, 1) if key in meant), None)


@pytest.mark.parametrize("row", GOLDEN, ids=[row["query"] for row in GOLDEN])
def test_what_is_meant_is_among_the_first_three(world: FolderStore, row: dict[str, str]) -> None:
    place = rank_of(world, row["query"], row["expected"])
    found = [f"{hit.key} {hit.name}（{hit.why}）" for hit in search(world, row["query"]).hits[:5]]
    assert place is not None, (row, found)
    assert place <= TOP, (row, found)


def test_the_first_hit_is_nearly_always_the_one(
    world: FolderStore, capsys: pytest.CaptureFixture[str]
) -> None:
    places = [rank_of(world, row["query"], row["expected"]) for row in GOLDEN]
    mrr = sum(1 / place for place in places if place) / len(places)
    with capsys.disabled():
        print(f"\n{len(places)} golden queries, mean reciprocal rank {mrr:.3f}")  # noqa: T201
    assert len(GOLDEN) >= 80
    assert mrr >= LEAST_MRR


def test_what_is_meant_exists(world: FolderStore) -> None:
    for row in GOLDEN:
        kind, id = row["expected"].split(";")[0].split(":", 1)
        assert str(world.get(kind, id)), row
