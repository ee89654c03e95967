"""The stated links: hand-checked facts, and what every row owes its reader."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from geodata.kinds import KINDS
from geodata.settings import ROOT
from geodata.tables import read

TABLES: Path = ROOT / "geodata" / "tables"

Row = dict[str, str]

# Read by hand in the source that each names.
FACTS = (
    ("project", "J02", "financed-by", "branch", "B035", "doc-001"),
    ("project", "J04", "financed-by", "branch", "B034", "doc-001"),
    ("project", "J37", "signed-at", "event", "E05", "chinese-smeinfo-my-5a5f1e"),
    ("project", "J27", "signed-at", "event", "E05", "epaper-voc-com-cn-6a3c97"),
    ("project", "J142", "signed-at", "event", "E109", "w4vfr-cn-6bdd8b"),
    ("park", "P06", "signed-at", "event", "E14", "changsha-baogaosu-com-fcfd15"),
    ("event", "E01", "launched", "branch", "B037", "doc-001"),
    ("event", "E03", "launched", "institution", "I158", "arguney-com-9a84e9"),
    ("event", "E07", "organised-by", "branch", "B031", "doc-002"),
    ("event", "E16", "exhibits", "park", "P04", "anhua-gov-cn-c8fea4"),
    ("event", "E149", "exhibits", "commodity", "pineapples", "chev-cn-45a015"),
    ("event", "E12", "launched", "corridor", "C4", "zhilve-com-a74237"),
    ("project", "J116", "supplies", "project", "J01", "transmission-sanygroup-com-4b7e77"),
    ("park", "P60", "hosts", "project", "J04", "cm-hczyw-com-8e4901"),
    ("branch", "B064", "serves", "project", "J183", "app-bjtitle-com-32c48e"),
    ("prefecture", "430200", "twinned-with", "country", "NGA", "thebillshakespeares-com-7bb024"),
    ("zone", "Z41", "hub-of", "corridor", "C4", "wap-dizo-com-cn-b785e5"),
)
KEY = ("subject_kind", "subject_id", "predicate", "object_kind", "object_id")
PLACEHOLDER = re.compile(r"[{}|\t\n]|TODO|TBD|待核|待补|\?\?|…$")


@cache
def rows(kind: str) -> tuple[Row, ...]:
    """A table's rows as text; blanks are empty."""
    frame = read(KINDS[kind], TABLES).frame.astype("string").fillna("")
    return tuple({str(k): str(v) for k, v in row.items()} for row in frame.to_dict("records"))


@cache
def ids(kind: str) -> frozenset[str]:
    """The ids of a kind."""
    return frozenset(row[KINDS[kind].id_column] for row in rows(kind))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: "-".join(fact[1:5]))
def test_facts_read_by_hand(fact: tuple[str, ...]) -> None:
    found = [row for row in rows("link") if tuple(row[c] for c in KEY) == fact[:5]]
    assert [row["source_id"] for row in found] == [fact[5]]


def test_how_many_and_of_whom() -> None:
    """The bulk is about events and projects, whose rows alone name few others."""
    count = Counter(row["subject_kind"] for row in rows("link"))
    assert len(rows("link")) >= 900
    assert {kind: count[kind] >= least for kind, least in
            {"event": 280, "project": 250, "institution": 100, "branch": 80, "park": 65,
             "case": 50}.items()} == dict.fromkeys(
        ("event", "project", "institution", "branch", "park", "case"), True)  # fmt: skip


def test_none_twice_and_none_to_itself() -> None:
    keys = [tuple(row[c] for c in KEY) for row in rows("link")]
    assert [key for key, n in Counter(keys).items() if n > 1] == []
    assert [key for key in keys if key[:2] == key[3:]] == []


def test_both_ends_exist() -> None:
    for row in rows("link"):
        assert row["subject_id"] in ids(row["subject_kind"]), row["link_id"]
        assert row["object_id"] in ids(row["object_kind"]), row["link_id"]


def test_predicates_are_known_and_fit_their_kinds() -> None:
    known = {row["predicate"]: row for row in rows("predicate")}
    for row in rows("link"):
        predicate = known[row["predicate"]]
        for side in ("subject", "object"):
            kinds = predicate[f"{side}_kinds"]
            assert not kinds or row[f"{side}_kind"] in kinds.split(";"), row["link_id"]


def test_a_symmetric_link_stands_once() -> None:
    symmetric = {r["predicate"] for r in rows("predicate") if r["symmetric"] == "yes"}
    pairs = Counter(
        (row["predicate"], frozenset({(row["subject_kind"], row["subject_id"]),
                                      (row["object_kind"], row["object_id"])}))
        for row in rows("link") if row["predicate"] in symmetric
    )  # fmt: skip
    assert [pair for pair, n in pairs.items() if n > 1] == []


@pytest.mark.parametrize("column", ["reason_zh", "reason_en"])
def test_reasons_are_whole_sentences_without_ids(column: str) -> None:
    stop = {"reason_zh": "。", "reason_en": "."}[column]
    for row in rows("link"):
        reason = row[column]
        assert reason.endswith(stop), row["link_id"]
        assert not PLACEHOLDER.search(reason), row["link_id"]
        assert len(reason) >= 6, row["link_id"]
        for side in ("subject", "object"):
            words = re.findall(r"[A-Za-z0-9_-]+", reason)
            assert row[f"{side}_id"] not in words or row[f"{side}_id"].islower(), row["link_id"]


def test_the_two_languages_are_two() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for row in rows("link"):
        assert chinese.search(row["reason_zh"]), row["link_id"]
        assert not chinese.search(row["reason_en"]), row["link_id"]


def test_every_link_has_source_and_time() -> None:
    for row in rows("link"):
        assert row["source_id"] in ids("source"), row["link_id"]
        assert re.match(r"\d{4}", row["as_of"]), row["link_id"]


def test_what_nobody_has_looked_up_is_not_high() -> None:
    guess = [row for row in rows("link") if row["source_id"] == "general-knowledge"]
    assert guess
    assert {row["confidence"] for row in guess} <= {"medium", "low"}


LEFT = {
    "event": {"E29", "E30", "E38"},
    "project": {"J10", "J33", "J43", "J46", "J203", "J204", "J205"},
}


@pytest.mark.parametrize("kind", sorted(LEFT))
def test_events_and_projects_reach_beyond_their_country(kind: str) -> None:
    """Those that no text ties to anything else are known by name, so that none slips away."""
    tied = {
        row[f"{end}_id"]
        for row in rows("link")
        for end, other in (("subject", "object"), ("object", "subject"))
        if row[f"{end}_kind"] == kind and row[f"{other}_kind"] != "country"
    }
    assert ids(kind) - tied == LEFT[kind]
