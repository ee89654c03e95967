"""What a release covers, counted by hand in the tiny tables."""

from typing import Any

import pytest

from geodata import coverage
from geodata.build import build
from geodata.kinds import KINDS
from geodata.store import FolderStore
from tests import tiny


@pytest.fixture
def built(tmp_path, content, tiny_layers):
    """Builds the tiny rows after a change, and opens the release."""

    def make() -> FolderStore:
        build(tiny.write(tmp_path / "changed", content), tmp_path / "built")
        return FolderStore.open(tmp_path / "built")

    return make


def of_kind(content: dict[str, list[dict[str, Any]]], kind: str) -> dict[str, Any]:
    return content[kind][0]


# The product's own choices and words, and the sources themselves, are no facts.
NO_FACTS = {"source", "alert_rule", "predicate", "relation_rule", "match_rule"}


def test_every_row_with_a_source_is_one_fact(tiny_store, content):
    found = coverage.facts(tiny_store)
    expected = sum(len(rows) for kind, rows in content.items() if kind not in NO_FACTS)
    assert len(found) == expected
    assert not found.duplicated(["kind", "id"]).any()


def test_a_source_is_no_fact():
    assert not coverage.is_fact(KINDS["source"])
    assert {name for name, kind in KINDS.items() if not coverage.is_fact(kind)} == NO_FACTS


def test_countries_that_a_row_is_about():
    assert coverage.country_columns(KINDS["event"]) == ["iso3", "linked_iso3"]
    assert coverage.country_columns(KINDS["hunan_trade"]) == ["partner_iso3"]
    # Kenya's imports from India say nothing of India.
    assert coverage.country_columns(KINDS["trade_item"]) == ["iso3"]
    assert coverage.country_columns(KINDS["metric"]) == []


def test_an_event_is_about_its_place_and_all_who_take_part(tiny_store):
    events = coverage.about(tiny_store).query("kind == 'event'")
    assert sorted(events["iso3"]) == ["CHN", "COD", "LAO"]


def test_counts_by_country(tiny_store):
    found = coverage.by_country(tiny_store, 2026, 5)
    # COD: country, membership, resource, park P2, event. LAO: country, node, park P1, event.
    assert found["facts"].to_dict() == {"COD": 5, "LAO": 4}
    assert found.loc["COD", ["park", "resource", "node"]].to_list() == [1, 1, 0]
    assert found["newest"].to_dict() == {"COD": "2024-06", "LAO": "2024-06"}


def test_counts_of_one_kind_leave_the_other_countries_blank(tiny_store):
    found = coverage.by_country(tiny_store, 2026, 5, "resource")
    assert found["facts"].to_dict() == {"COD": 1, "LAO": 0}
    assert found["high"].isna().to_dict() == {"COD": False, "LAO": True}


def test_share_of_high_confidence(content, built):
    of_kind(content, "resource")["confidence"] = "high"
    assert coverage.by_country(built(), 2026, 5)["high"].to_dict() == {"COD": 20, "LAO": 0}


@pytest.mark.parametrize(("year", "stale"), [(2029, 0), (2030, 100)])
def test_a_fact_is_old_after_the_given_years(tiny_store, year, stale):
    # As of 2024: five years later it is not yet older than five years.
    assert coverage.by_country(tiny_store, year, 5)["stale"].to_dict() == {
        "COD": stale,
        "LAO": stale,
    }


def test_every_table_is_told(tiny_store):
    found = coverage.by_table(tiny_store)
    assert list(found.index) == list(KINDS)
    park = found.loc["park"]
    assert (park["rows"], park["sources"], park["newest"]) == (2, 2, "2024-06")
    assert (park["high"], park["medium"], park["low"]) == (0, 100, 0)


def test_a_table_without_rows_or_without_sources_has_blanks(tiny_store):
    found = coverage.by_table(tiny_store)
    assert found.loc["branch", "rows"] == 0
    assert found.loc["branch", "newest":].isna().all()
    assert found.loc["source", "rows"] == 3
    assert found.loc["source", "sources":].isna().all()


def test_what_rests_on_a_source_counts_further_sources_too(tiny_store, content):
    found = coverage.resting(tiny_store)["source_id"].value_counts()
    assert found["web-page"] == 1
    assert found["paper"] == len(coverage.facts(tiny_store))
    assert "memory" not in found


def test_a_row_without_a_place_is_in_doubt(tiny_store):
    (found,) = coverage.doubts(tiny_store).to_dict("records")
    assert (found["kind"], found["id"], found["reasons"]) == ("park", "P2", "no-place")


def test_all_reasons_are_told(content, built):
    content["park"][1] |= {"verified": "no", "confidence": "low"}
    (found,) = coverage.doubts(built()).to_dict("records")
    assert found["reasons"] == "unverified;no-place;low"


def test_low_confidence_is_a_doubt_for_things_at_a_place_only(content, built):
    of_kind(content, "resource")["confidence"] = "low"
    of_kind(content, "node")["confidence"] = "low"
    found = coverage.doubts(built())
    assert list(zip(found["kind"], found["id"], strict=True)) == [("node", "HH"), ("park", "P2")]


def test_nothing_in_doubt_keeps_the_columns(content, built):
    content["park"].pop()
    found = coverage.doubts(built())
    assert found.empty
    assert {"kind", "id", "reasons"} <= set(found)
