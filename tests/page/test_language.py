"""The English interface: nothing of the interface stays Chinese, and choices survive the change."""

import re
from functools import cache

import pytest
from babel.messages.pofile import read_po

from dashboard import country_page, navigation
from dashboard.i18n import LOCALE_DIR
from dashboard.messages import CJK
from tests.page.screen import ROOT, Screen, open_page, row, rows, table

PAGES = tuple(page.path for page in navigation.PAGES)
RUN = re.compile(r"[\u3400-\u9fff]{2,}")
CHART = "vega_lite_chart"
CATALOG = LOCALE_DIR / "en" / "LC_MESSAGES" / "atlas.po"


@cache
def chinese() -> frozenset[str]:
    """The interface's Chinese texts that have no placeholder and differ in English."""
    with CATALOG.open("rb") as file:
        catalog = read_po(file, locale="en")
    return frozenset(
        str(m.id) for m in catalog if m.id and isinstance(m.id, str) and CJK.search(m.id)
    )


@cache
def data_words() -> frozenset[str]:
    """Cells of the curated tables: facts that a source gives in Chinese stay as they are."""
    names = [path.stem for path in (ROOT / "geodata" / "tables").glob("*.csv")]
    return frozenset(
        part
        for name in names
        for r in table(name)
        for cell in r.values()
        if cell
        for part in (cell, *cell.split(";"))
    )


def left_over(screen: Screen) -> set[str]:
    """Texts of the interface that are rendered in Chinese.

    Where nothing but the interface is written, also as a part of a longer text.
    """
    own = [screen.html("legend"), screen.html("footer")]
    own += [e.proto.spec.encode().decode("unicode_escape") for e in screen.app.get(CHART)]
    own += [m for m in screen.markdown if "-badge[" in m]
    parts = {*screen.texts(), *(p for text in own for p in RUN.findall(text))}
    return parts & (chinese() - data_words())


@pytest.mark.parametrize("path", PAGES)
def test_no_text_of_the_interface_stays_chinese(path: str):
    screen = open_page(path, lang="English")
    seen = list(screen.texts())
    assert len(seen) > 20
    assert not left_over(screen)
    headers = {str(c) for element in screen.app.dataframe for c in element.value.columns}
    assert not {h for h in headers if CJK.search(h)}


def test_the_search_for_chinese_texts_finds_them_where_they_are():
    found = left_over(open_page("parks", sel="park:P02"))
    assert {
        "国家",
        "更多筛选",
        "图例",
        "边界",
        "未送审",
        "各国园区数",
        "可信度",
    } & chinese() <= found
    assert len(found) > 30


@pytest.mark.parametrize("tab", country_page.TABS)
def test_no_header_of_the_country_tabs_stays_chinese(tab: str):
    screen = open_page("country", lang="English", sel="country:ZMB").choose(tab=tab)
    assert not left_over(screen)
    headers = {str(c) for element in screen.app.dataframe for c in element.value.columns}
    assert not {h for h in headers if CJK.search(h)}


@pytest.mark.parametrize("reference", ["park:P02", "event:E01", "project:J23", "branch:B001"])
def test_the_labels_of_a_card_are_english(reference: str):
    kind = reference.partition(":")[0]
    path = "branches" if kind == "branch" else f"{kind}s"
    screen = open_page(path, lang="English", sel=reference)
    assert screen.facts
    assert not {label for label in screen.facts if CJK.search(label)}
    assert not {m for m in screen.markdown if re.search(r"可信度|定位|说法不一|已复核", m)}


def test_names_are_english_where_there_are_any():
    screen = open_page("parks", lang="English")
    names = [p["name_en"] or p["name_zh"] for p in table("parks")]
    assert list(screen.cells("park-table").iloc[:, 0]) == names
    assert screen.layers["countries"]["data"].endswith("/en")
    english = {c["iso3"]: c["name_en"] for c in table("countries")}
    chosen = screen.choose(country=["LAO"])
    assert set(chosen.cells("park-table").iloc[:, 1]) == {english["LAO"]}
    assert len(chosen.cells("park-table")) == len(rows("parks", iso3="LAO"))


def test_a_link_names_its_values_in_its_language():
    english = row("countries", iso3="LAO")["name_en"]
    screen = open_page("parks", lang="English", country=english)
    assert len(screen.cells("park-table")) == len(rows("parks", iso3="LAO"))
    assert not screen.warnings


def test_what_is_chosen_survives_a_change_of_language():
    screen = open_page("parks").choose(country=["LAO"], status=["operating"])
    expected = rows("parks", iso3="LAO", status="operating")
    assert len(screen.cells("park-table")) == len(expected)
    english = screen.choose(lang="en")
    assert english.widget("country").value == ["LAO"]
    assert list(english.cells("park-table").iloc[:, 0]) == [
        p["name_en"] or p["name_zh"] for p in expected
    ]
    back = english.choose(lang="zh")
    assert list(back.cells("park-table")["名称"]) == [p["name_zh"] for p in expected]


def test_the_selection_survives_a_change_of_language():
    screen = open_page("parks", sel="park:P02").choose(lang="en")
    assert screen.heading.replace("\\", "") == row("parks", park_id="P02")["name_en"]


def test_the_office_may_open_in_english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOA_DEFAULT_LOCALE", "en")
    assert open_page("parks").widget("lang").value == "en"
