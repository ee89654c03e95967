"""Every text of the interface is marked, and every marked text is in every catalog."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dashboard import i18n, messages, navigation, vocabulary, words

pytestmark = pytest.mark.unit


@pytest.fixture
def chinese_after() -> Iterator[None]:
    yield
    i18n.activate(i18n.SOURCE_LOCALE)


def module(tmp_path: Path, source: str) -> Path:
    path = tmp_path / "page.py"
    path.write_text(source, "utf-8")
    return path


def problems(monkeypatch: pytest.MonkeyPatch, code: Catalog, catalog: Catalog) -> list[str]:
    monkeypatch.setattr(messages, "extract", lambda: code)
    monkeypatch.setattr(messages, "read", lambda _locale: catalog)
    return messages.check_catalog("en")


def one(id_: str | tuple[str, str], string: object = "", **more: object) -> Catalog:
    catalog = Catalog(locale="en")
    catalog.add(id_, string, **more)
    return catalog


def test_nothing_is_left_to_translate() -> None:
    assert messages.check() == []


@pytest.mark.parametrize("locale", messages.targets())
def test_a_catalog_survives_being_written(locale: str) -> None:
    before = messages.read(locale)
    after = read_po(BytesIO(messages.as_po(before, locale)), locale=locale)
    assert {m.id: m.string for m in after if m.id} == {m.id: m.string for m in before if m.id}


def test_chinese_outside_a_marker_is_found(tmp_path: Path) -> None:
    path = module(
        tmp_path,
        '"""说明。"""\n'
        'st.write(_("好"), N_("好"), ngettext("{n} 条", "{n} 条", 2))\n'
        'if scope == "湖南":\n'
        '    st.write("坏", f"{a}（坏）", {"k": "坏"})\n'
        '    st.write(_("坏" if a else "好"), _(f"{a}坏"))\n',
    )
    found = messages.unmarked(path)
    assert {text.forms[0] for text in found} == {"坏", "（坏）", "好"}
    assert {text.line for text in found} == {4, 5}


def test_texts_are_collected_from_calls_and_from_inside_f_strings() -> None:
    source = """a = f"**{_('内')}**" if x else _("外")\nngettext("{n} 条", "{n} 条", 2)\n"""
    found = {text.forms for text, _literals in messages.marked(ast.parse(source), "x.py")}
    assert found == {("内",), ("外",), ("{n} 条", "{n} 条")}


def test_missing_and_left_over_texts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = problems(monkeypatch, one("新"), one("旧", "Old"))
    assert lines == ["en: missing: '新'", "en: not in the code: '旧'"]


def test_an_obsolete_text_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = one("新", "New")
    catalog.obsolete["旧"] = one("旧", "Old")["旧"]
    assert problems(monkeypatch, one("新"), catalog) == ["en: obsolete: '旧'"]


@pytest.mark.parametrize(
    ("id_", "string", "flags", "said"),
    [
        ("好", "", (), "untranslated"),
        ("好", "Good", ("fuzzy",), "fuzzy"),
        ("好", "很 good", (), "Chinese in the translation"),
        ("{n} 条", "{m} records", (), "placeholders differ"),
        ("{n} 条", "records", (), "placeholders differ"),
        ("{n} 条", "{n records", (), "braces"),
        (("{n} 条", "{n} 条"), ("{n} record", ""), (), "untranslated"),
        (("{n} 条", "{n} 条"), ("one record", "{n} records"), (), "placeholders differ"),
    ],
)
def test_a_faulty_translation_is_named(
    monkeypatch: pytest.MonkeyPatch,
    id_: str | tuple[str, str],
    string: object,
    flags: tuple[str, ...],
    said: str,
) -> None:
    lines = problems(monkeypatch, one(id_), one(id_, string, flags=flags))
    assert len(lines) == 1
    assert lines[0].startswith(f"en: {said}")


def test_update_leaves_new_texts_blank_and_drops_old_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    code = one("总览地图")
    code.add("留")
    before = one("总览", "Overview")
    before.add("留", "Kept")
    monkeypatch.setattr(messages, "extract", lambda: code)
    monkeypatch.setattr(messages, "read", lambda _locale: before)
    after = messages.updated("en")
    assert {m.id: m.string for m in after if m.id} == {"总览地图": "", "留": "Kept"}
    assert '总览"' not in messages.as_po(after, "en").decode()


def test_the_english_interface_speaks_english(chinese_after: None) -> None:
    i18n.activate("en")
    titles = [i18n._(page.title) for page in navigation.PAGES]
    assert titles[:3] == ["Overview", "Africa", "ASEAN"]
    assert not any(messages.CJK.search(title) for title in titles)
    assert words.word(words.CONFIDENCE, "high") == "High"
    assert i18n.noted("Rail", i18n._("示意")) == "Rail (schematic)"
    assert i18n.listed(["a", "b"]) == "a, b"


def test_an_unknown_language_falls_back_to_chinese(chinese_after: None) -> None:
    i18n.activate("tlh")
    assert i18n.locale() == "zh"
    assert i18n._("总览") == "总览"
    assert i18n.noted("铁路", None) == "铁路"
    assert i18n.noted("铁路", "示意") == "铁路（示意）"


def test_words_of_the_data_follow_the_language(chinese_after: None) -> None:
    assert vocabulary.term("建材;轻工") == "建材、轻工"
    assert vocabulary.term(None) == ""
    i18n.activate("en")
    assert vocabulary.term("建材;轻工;未列之业") == "Building materials, Light industry, 未列之业"
