"""Notes on countries and official places: what is there, what may be said, and what is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.checks import CHECKS
from geodata.checks.context import Context
from geodata.checks.profile import AVOIDED
from geodata.kinds import KINDS
from geodata.schema.profile import BASIC_TOPICS, COLUMNS, TOPIC_COLUMNS, TOPICS
from geodata.settings import ROOT
from geodata.tables import read, read_all
from geodata.validate import validate
from tests import tiny

TABLES: Path = ROOT / "geodata" / "tables"
TODAY = date(2026, 1, 1)
Content = dict[str, list[dict[str, Any]]]


def table(kind: str) -> dict[str, dict[str, Any]]:
    """Rows by id; blanks are left out."""
    rows = read(KINDS[kind], TABLES).frame.to_dict("records")
    return {
        str(row[KINDS[kind].id_column]): {str(k): v for k, v in row.items() if v == v and v != ""}
        for row in rows
    }


def world() -> Content:
    """The tiny tables with two notes and two official places."""
    note = {
        "note_id": "LAO-economy-1", "iso3": "LAO", "topic": "economy",
        "text_zh": "内陆国，铁路通到昆明。", "text_en": "Landlocked, with a railway to Kunming.",
        "text_fr": "Pays enclavé, relié à Kunming par le rail.", **tiny.SOURCED,
    }  # fmt: skip
    place = {
        "official_place_id": "all-guide", "column": "guide", "name_zh": "国别指南",
        "name_en": "Country guide", "publisher_zh": "商务部", "publisher_en": "Commerce",
        "url": "http://guide.example", "url_basis": "pattern", "what_zh": "投资环境",
        "what_en": "Setting for investors", **tiny.SOURCED,
    }  # fmt: skip
    return tiny.rows() | {
        "profile_note": [
            note,
            note | {"note_id": "COD-risk-1", "iso3": "COD", "topic": "risk", "text_fr": ""},
        ],
        "official_place": [
            place,
            place | {"official_place_id": "lao-bank", "iso3": "LAO", "column": "finance",
                     "url": "", "url_basis": ""},
        ],
    }  # fmt: skip


def note(**cells: Any) -> Callable[[Content], None]:
    return lambda content: content["profile_note"][0].update(cells)


def place(**cells: Any) -> Callable[[Content], None]:
    return lambda content: content["official_place"][0].update(cells)


# name: what breaks it, file, column, part of the problem, part of the remedy
BREAKS: dict[str, tuple[Callable[[Content], None], str, str, str, str]] = {
    "id of another country": (
        note(note_id="COD-economy-1"), "profile_notes.csv", "note_id", "与 iso3、topic 不符",
        "LAO-economy-1"),
    "id without number": (
        note(note_id="LAO-economy"), "profile_notes.csv", "note_id", "与 iso3、topic 不符",
        "LAO-economy-1"),
    "unknown topic": (
        note(topic="weather", note_id="LAO-weather-1"), "profile_notes.csv", "topic",
        "不在允许的取值内", "climate"),
    "no focus country": (
        note(iso3="FRA", note_id="FRA-economy-1"), "profile_notes.csv", "iso3",
        "在 countries.csv 中不存在", "更正编号"),
    "too long": (
        note(text_zh="国" * 161), "profile_notes.csv", "text_zh", "有 161 个字符，超过 160 个",
        "分成两条"),
    "English in the Chinese column": (
        note(text_zh="Landlocked."), "profile_notes.csv", "text_zh", "没有汉字", "按列名"),
    "Chinese in the French column": (
        note(text_fr="Pays 老挝"), "profile_notes.csv", "text_fr", "夹有汉字", "按列名"),
    "disputed waters": (
        note(text_zh="东临南海。"), "profile_notes.csv", "text_zh", "不谈有争议的地区", "删去"),
    "old name of a country": (
        note(text_en="North of Swaziland."), "profile_notes.csv", "text_en",
        "不是本平台使用的国名", "Eswatini"),
    "address without basis": (
        place(url_basis=""), "official_places.csv", "url_basis", "没有写依据", "general-knowledge"),
    "basis without address": (
        place(url=""), "official_places.csv", "url_basis", "没有网址，却写了依据", "留空"),
    "unknown column": (
        place(column="weather"), "official_places.csv", "column", "不在允许的取值内", "overview"),
    "no web address": (
        place(url="guide.example"), "official_places.csv", "url", "格式不对", "https"),
}  # fmt: skip


def test_the_world_is_sound(tmp_path: Path) -> None:
    assert validate(tiny.write(tmp_path, world()), today=TODAY) == []


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_refused(tmp_path: Path, name: str) -> None:
    change, file, column, problem, remedy = BREAKS[name]
    content = world()
    change(content)
    failures = validate(tiny.write(tmp_path, content), today=TODAY)
    assert [(f.file, f.line, f.column) for f in failures] == [(file, 2, column)], failures
    assert problem in failures[0].problem
    assert remedy in failures[0].remedy


def test_every_rule_of_notes_has_a_case_that_breaks_it(tmp_path: Path) -> None:
    own = {c.__name__: c for c in CHECKS if c.__module__ == "geodata.checks.profile"}
    seen: set[str] = set()
    for number, (change, *_) in enumerate(BREAKS.values()):
        content = world()
        change(content)
        folder = tiny.write(tmp_path / str(number), content)
        context = Context(read_all(folder)[0], folder, TODAY)
        seen |= {name for name, check in own.items() if list(check(context))}
    assert seen == set(own)


@pytest.mark.parametrize(
    ("text", "refused"),
    [("南海岸多沙", False), ("临西南海域", False), ("越南海关", False), ("在南海北部", True), ("西撒哈拉", True),
     ("near Taiwan", True), ("mer de Chine méridionale", True), ("Halaib", True),
     ("the southern coast", False), ("撒哈拉沙漠西部", False)],
)  # fmt: skip
def test_what_is_never_spoken_of(text: str, refused: bool) -> None:
    assert bool(AVOIDED.search(text)) is refused


def test_topics_are_shown_in_columns_of_the_page() -> None:
    assert set(TOPIC_COLUMNS.values()) <= set(COLUMNS)
    assert set(BASIC_TOPICS) <= set(TOPICS)
