"""Notes on countries and official places: what is there, what may be said, and what is refused."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.checks import CHECKS
from geodata.checks.context import Context
from geodata.checks.profile import AVOIDED
from geodata.kinds import KINDS
from geodata.schema.profile import BASIC_TOPICS, COLUMNS, LIMITS, TOPIC_COLUMNS, TOPICS
from geodata.settings import ROOT
from geodata.tables import read, read_all
from geodata.validate import validate
from tests import tiny

TABLES: Path = ROOT / "geodata" / "tables"
TODAY = date(2026, 1, 1)
NOTES = 680
# Beside the basic topics, these are told of every country too.
EVERYWHERE = ("transport", "trade-policy")
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
    "for one country and a group": (
        place(iso3="LAO", group="ASEAN"), "official_places.csv", "group", "又写了一组国家",
        "只写一项"),
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
    [("南海岸多沙", False), ("临西南海域", False), ("越南海关", False), ("在南海北部", True),
     ("西撒哈拉", True), ("near Taiwan", True), ("mer de Chine méridionale", True),
     ("Halaib", True), ("the southern coast", False), ("撒哈拉沙漠西部", False)],
)  # fmt: skip
def test_what_is_never_spoken_of(text: str, refused: bool) -> None:
    assert bool(AVOIDED.search(text)) is refused


def test_topics_are_shown_in_columns_of_the_page() -> None:
    assert set(TOPIC_COLUMNS.values()) <= set(COLUMNS)
    assert set(BASIC_TOPICS) <= set(TOPICS)


def test_how_many() -> None:
    notes, places = table("profile_note"), table("official_place")
    assert len(notes) == NOTES
    assert len(places) == 400
    assert len([row for row in places.values() if "iso3" not in row]) == 49


def test_every_focus_country_has_the_notes_that_all_have() -> None:
    there = {(row["iso3"], row["topic"]) for row in table("profile_note").values()}
    for iso3 in table("country"):
        assert [t for t in (*BASIC_TOPICS, *EVERYWHERE) if (iso3, t) not in there] == [], iso3


def test_no_two_notes_say_the_same() -> None:
    notes = [row for row in table("profile_note").values() if row["topic"] in BASIC_TOPICS]
    for column in LIMITS:
        assert len({row[column] for row in notes}) == len(notes), column


def test_notes_are_in_three_languages() -> None:
    assert [id for id, row in table("profile_note").items() if "text_fr" not in row] == []


def test_every_column_has_an_official_place_for_all_countries() -> None:
    places = table("official_place").values()
    general = Counter(row["column"] for row in places if "iso3" not in row)
    assert set(general) == set(COLUMNS)
    assert min(general.values()) >= 4
    # Every country has a central bank to ask.
    assert {row["iso3"] for row in places if row["column"] == "finance" and "iso3" in row} == set(
        table("country")
    )


def test_what_is_good_for_one_group_only_says_so() -> None:
    groups = {id: row["group"] for id, row in table("official_place").items() if "group" in row}
    assert groups == {
        "all-african-union": "Africa", "all-afdb-projects": "Africa", "all-focac": "Africa",
        "all-caetexpo": "Africa", "all-asean": "ASEAN", "all-adb-projects": "ASEAN",
        "all-caexpo": "ASEAN",
    }  # fmt: skip


def test_an_address_nobody_opened_says_so() -> None:
    for id, row in table("official_place").items():
        if row.get("url_basis") == "general-knowledge":
            assert row["confidence"] != "high", id
            assert row["source_id"] == "general-knowledge", id
        if row.get("url_basis") == "seen":
            assert row["source_id"] != "general-knowledge", id


def test_a_website_is_the_same_as_the_institution_s() -> None:
    sites = {row.get("website") for row in table("institution").values()}
    own = [
        row for id, row in table("official_place").items()
        if id.endswith(("-embassy", "-commercial-office"))
    ]  # fmt: skip
    assert len(own) == 73
    assert {row["url"] for row in own} <= sites


BLOCS = {
    "ohada": "OHADA", "ecowas": "西非国家经济共同体", "uemoa": "西非经济货币联盟",
    "cemac": "中部非洲经济与货币共同体", "eac": "东非共同体", "sacu": "南部非洲关税同盟",
    "comesa": "东部和南部非洲共同市场", "sadc": "南部非洲发展共同体", "rcep": "RCEP",
}  # fmt: skip


@pytest.mark.parametrize("bloc", [*BLOCS])
def test_notes_agree_with_the_memberships(bloc: str) -> None:
    members = {row["iso3"] for row in table("membership").values() if row["bloc_id"] == bloc}
    topic = "legal-system" if bloc == "ohada" else "trade-policy"
    named = {
        row["iso3"] for row in table("profile_note").values()
        if row["topic"] == topic and BLOCS[bloc] in row["text_zh"].partition("尚未见")[0]
    }  # fmt: skip
    assert named == members


def test_world_trade_and_zero_tariffs_agree_with_the_memberships() -> None:
    rows = table("membership").values()
    of = {
        b: {r["iso3"] for r in rows if r["bloc_id"] == b} for b in ("wto", "china-zero-tariff-2026")
    }
    for row in table("profile_note").values():
        if row["topic"] == "trade-policy":
            assert row["text_zh"].startswith("世界贸易组织成员") == (row["iso3"] in of["wto"])
            listed = "列入零关税名单（2026-05-01起" in row["text_zh"]
            assert listed == (row["iso3"] in of["china-zero-tariff-2026"])


def test_notes_say_which_countries_have_no_coast() -> None:
    inland = {iso3 for iso3, row in table("country").items() if row["landlocked"] == "yes"}
    patterns = {"geography": "^[^；]*(内陆[^；]*国|国中之国)", "transport": "^(无出海口|内陆国)"}
    told = {
        topic: {
            row["iso3"] for row in table("profile_note").values()
            if row["topic"] == topic and re.search(pattern, row["text_zh"])
        }
        for topic, pattern in patterns.items()
    }  # fmt: skip
    assert told["geography"] == inland
    assert told["transport"] == inland


def test_notes_name_no_office_holder_and_date_what_changes() -> None:
    for id, row in table("profile_note").items():
        if row["topic"] == "government":
            # The profiles of the source write surnames in capitals.
            capitals = set(re.findall(r"\b[A-Z]{4,}\b", row["text_en"]))
            assert capitals <= {"ASEAN", "ECOWAS"}, id
            if "过渡" in row["text_zh"] or "接管" in row["text_zh"]:
                assert re.search(r"(19|20)\d\d年", row["text_zh"]), id


EXACT = {
    "KEN-tax-1": {"text_zh": "企业所得税标准税率30%，增值税标准税率16%。", "confidence": "medium"},
    "TLS-trade-policy-1": {"source_id": "wto-org-82614e", "as_of": "2026-11-20"},
    "DZA-geography-1": {"source_id": "cia-factbook-2026", "as_of": "2025", "confidence": "high"},
    "MMR-government-1": {"as_of": "2026-01", "source_id": "general-knowledge"},
}


@pytest.mark.parametrize("id", EXACT)
def test_exact_values(id: str) -> None:
    row = table("profile_note")[id]
    assert {column: row[column] for column in EXACT[id]} == EXACT[id]
