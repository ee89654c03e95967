"""What the keeper is told of links, words and rules that make no sense."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.checks import CHECKS as ALL_CHECKS
from geodata.checks import relations
from geodata.checks.context import Context
from geodata.checks.references import ANY_COUNTRY, REFERENCES
from geodata.failures import Failure
from geodata.kinds import KINDS
from geodata.schema_check import columns_of
from geodata.settings import ROOT
from geodata.tables import read
from tests import tiny, tiny_support
from tests.unit.test_relations_reading import LINK

Content = dict[str, list[dict[str, Any]]]
CHECKS = (
    relations.predicates_agree, relations.links_lead_somewhere, relations.links_say_what_is_known,
    relations.rules_are_complete, relations.rules_name_what_exists, relations.reasons_can_be_told,
)  # fmt: skip
NEAR = {
    "rule_id": "a-rule", "method": "near", "subject_kinds": "park", "predicate": "near",
    "object_kinds": "node", "basis": "derived", "threshold": 50, "unit": "km", "strength": 0.5,
    "reason_zh": "{km}", "reason_en": "{km}", "reason_fr": "{km}",
}  # fmt: skip
WORD = {
    "predicate": "likes", "inverse": "liked-by", "symmetric": "no", "weight": 1,
    **{f"{each}_{code}": "x" for each in ("name", "inverse") for code in ("zh", "en", "fr")},
}  # fmt: skip


def context_of(folder: Path, content: Content) -> Context:
    tiny.write(folder, tiny.rows() | tiny_support.rows() | content)
    return Context({n: read(k, folder) for n, k in KINDS.items()}, folder, date(2026, 1, 1))


def failures(folder: Path, content: Content) -> list[Failure]:
    context = context_of(folder, content)
    return [failure for check in CHECKS for failure in check(context)]


def link(**cells: str) -> Content:
    return {"link": [LINK | cells]}


def rule(**cells: Any) -> Content:
    return {"relation_rule": [NEAR | cells]}


def words(*changes: dict[str, Any]) -> Content:
    return {"predicate": [WORD, *(WORD | change for change in changes)], "relation_rule": []}


def test_sound_links_rules_and_words_break_nothing(tmp_path: Path) -> None:
    assert failures(tmp_path, link()) == []
    # A word may be read backwards.
    turned = link(subject_kind="project", subject_id="J1", predicate="hosted-by",
                  object_kind="park", object_id="P1")  # fmt: skip
    assert failures(tmp_path, turned) == []


CASES: dict[str, tuple[Content, str, str, str, str]] = {
    "dangling subject": (
        link(subject_id="P11"), "links.csv", "subject_id", "在 parks.csv 中不存在", "是否应为 P1"),
    "dangling object": (
        link(object_id="J11"), "links.csv", "object_id", "在 projects.csv 中不存在", "是否应为 J1"),
    "no such kind": (
        link(object_kind="projekt"), "links.csv", "object_kind", "没有这一类事物",
        "是否应为 project"),
    "to itself": (
        link(object_kind="park", object_id="P1", predicate="near"), "links.csv", "object_id",
        "与主语是同一个事物", "写另一端的编号"),
    "no such word": (
        link(predicate="host"), "links.csv", "predicate", "在 predicates.csv 中不存在",
        "是否应为 hosts"),
    "kinds that do not fit": (
        link(predicate="signed-at"), "links.csv", "predicate", "不能用在 park 与 project 之间",
        "宾语可为 event"),
    "said twice": (
        {"link": [LINK, LINK | {"link_id": "L002"}]}, "links.csv", "predicate",
        "与第 2 行说的是同一关联", "删去重复的一行"),
    "rule of an unknown word": (
        rule(predicate="nearby"), "relation_rules.csv", "predicate", "在 predicates.csv 中不存在",
        "是否应为 near"),
    "rule of an unknown kind": (
        rule(object_kinds="nodes"), "relation_rules.csv", "object_kinds", "没有这一类别",
        "是否应为 node"),
    "rule of an unknown column": (
        rule(method="same", column="developper"), "relation_rules.csv", "column",
        "这些类别都没有这一列", "是否应为 developer"),
    "rule without its column": (
        rule(method="same"), "relation_rules.csv", "column", "方法 same 要读一列", "写列名"),
    "rule without its threshold": (
        rule(threshold="", unit=""), "relation_rules.csv", "threshold", "方法 near 要有阈值",
        "写公里数"),
    "rule of distance for what has no place": (
        rule(object_kinds="treaty"), "relation_rules.csv", "object_kinds", "没有坐标",
        "去掉这一类"),
    "condition that is none": (
        rule(object_where="node_type"), "relation_rules.csv", "object_where", "不是可用的条件",
        "列名=值|值"),
    "condition on an unknown column": (
        rule(object_where="kind=seaport"), "relation_rules.csv", "object_where", "不是可用的条件",
        "列名!=值"),
    "sentence with an unknown word": (
        rule(reason_en="{km} from {place}"), "relation_rules.csv", "reason_en", "不是可填的词",
        "{object}"),
    "sentence with an open brace": (
        rule(reason_fr="{km"), "relation_rules.csv", "reason_fr", "花括号不成对", "改正句子"),
    "distance told in one language": (
        rule(reason_en="near"), "relation_rules.csv", "reason_zh", "不是每种语言的句子都有它",
        "三种语言写同样的内容"),
    "inverse that is another word": (
        words({"predicate": "loves"}), "predicates.csv", "inverse", "与第 2 行的词相同", "换一个"),
    "symmetric word with an inverse": (
        words({"predicate": "meets", "inverse": "met-by", "symmetric": "yes"}), "predicates.csv",
        "inverse", "与 symmetric 不符", "对称的词"),
    "word for an unknown kind": (
        words({"predicate": "loves", "inverse": "loved-by", "subject_kinds": "parc"}),
        "predicates.csv", "subject_kinds", "没有这一类别", "是否应为 park"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_named(case: str, tmp_path: Path) -> None:
    content, file, column, problem, remedy = CASES[case]
    found = failures(tmp_path, content)
    meant = [f for f in found if (f.file, f.column) == (file, column) and problem in f.problem]
    assert len(meant) == 1, "\n".join(map(str, found))
    assert remedy in meant[0].remedy
    assert meant[0].line >= 2


def test_every_check_has_a_case_that_breaks_it_and_is_asked(tmp_path: Path) -> None:
    contexts = [
        context_of(tmp_path / str(number), content)
        for number, (content, *_) in enumerate(CASES.values())
    ]
    assert {check for check in CHECKS if any(list(check(each)) for each in contexts)} == set(CHECKS)
    assert set(CHECKS) == {c for c in ALL_CHECKS if c.__module__ == relations.__name__}


@pytest.mark.parametrize("check", CHECKS)
def test_the_curated_tables_break_no_rule(check: Callable[[Context], Any]) -> None:
    folder = ROOT / "geodata" / "tables"
    context = Context({n: read(k, folder) for n, k in KINDS.items()}, folder, date(2026, 11, 21))
    assert list(check(context)) == []


def test_every_column_that_a_rule_reads_is_checked_for_ids_that_do_not_exist() -> None:
    """A rule passes over an id it does not know; so a check of the tables has to find it."""
    checked = {(each.kind, each.column) for each in REFERENCES} | set(ANY_COUNTRY)
    rules = read(KINDS["relation_rule"], ROOT / "geodata" / "tables").frame
    read_by_rules = {
        (kind, column)
        for row in rules[rules["method"] == "column"].itertuples()
        for kind in row.subject_kinds.split(";")
        for column in row.column.split(";")
        if column in columns_of(KINDS[kind].model)
    }
    assert read_by_rules - checked == set()
