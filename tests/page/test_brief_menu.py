"""The menu of briefs: what it offers, makes, and says where a file cannot be made."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from dashboard import brief_menu
from geodata.errors import ExportError
from layers.briefs import files
from tests.page.screen import Screen, open_page, rows

MOST_BYTES = 1500


def opened(page: str, key: str, **params) -> Screen:
    """The page with its menu open, as a click on it leaves it."""
    screen = open_page(page, **params)
    menu(screen, key)
    return screen


def menu(screen: Screen, key: str) -> None:
    screen.app.session_state[f"{key}-brief"] = True
    screen.app.run()
    assert not screen.app.exception


def pressed(screen: Screen, key: str) -> Screen:
    screen.app.button(f"{key}-brief-make").click().run()
    assert not screen.app.exception
    return screen


def labels(screen: Screen) -> list[str]:
    return [each.proto.label for each in screen.app.get("download_button")]


@pytest.mark.parametrize(
    ("page", "key", "params"),
    [
        ("country", "country", {"sel": "country:KEN"}),
        ("corridors", "corridor", {"corridor": "怀化东盟"}),
        ("parks", "park", {}),
        ("compare", "compare", {"c": "KEN,TZA"}),
        ("africa", "Africa", {}),
    ],
)
def test_a_closed_menu_makes_nothing(page, key, params, monkeypatch):
    def never(*args, **more):
        raise AssertionError("a brief was made though nobody asked")

    monkeypatch.setattr(brief_menu, "make", never)
    screen = open_page(page, **params)
    assert not [b for b in screen.app.button if (b.key or "").endswith("-brief-make")]
    menu(screen, key)
    assert [b.key for b in screen.app.button if (b.key or "").endswith("-brief-make")] == [
        f"{key}-brief-make"
    ]


def test_a_closed_menu_costs_a_page_little(monkeypatch):
    sent = []
    enqueue = ForwardMsgQueue.enqueue

    def remember(self, message):
        sent.append(message)
        return enqueue(self, message)

    monkeypatch.setattr(ForwardMsgQueue, "enqueue", remember)
    open_page("country", sel="country:KEN")
    menus = [each for each in sent if each.delta.fragment_id]
    assert 0 < sum(each.ByteSize() for each in menus) <= MOST_BYTES


def test_the_code_leads_to_the_view_under_the_offices_address(monkeypatch):
    monkeypatch.setenv("HOA_PUBLIC_URL", "https://atlas.example.cn/")
    screen = opened("country", "country", sel="country:KEN")
    screen.app.segmented_control("country-brief-fmt").set_value("xlsx")
    pressed(screen, "country")
    book = load_workbook(io.BytesIO(screen.app.session_state[brief_menu.MADE][2]))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    (link,) = [each for each in cells if each.startswith("https://atlas.example.cn/")]
    assert "sel=country%3AKEN" in link


def test_a_brief_of_the_country_on_the_page():
    screen = opened("country", "country", sel="country:KEN")
    screen.app.segmented_control("country-brief-fmt").set_value("xlsx")
    pressed(screen, "country")
    name, data = screen.app.session_state[brief_menu.MADE][1:]
    assert name == "肯尼亚-简报-20261121.xlsx"
    assert data.startswith(b"PK")
    assert any(name in each for each in labels(screen))


def test_language_and_format_of_the_file_are_the_readers_choice():
    screen = opened("country", "country", sel="country:TZA")
    screen.app.segmented_control("country-brief-lang").set_value("fr")
    screen.app.segmented_control("country-brief-fmt").set_value("pdf")
    pressed(screen, "country")
    name, data = screen.app.session_state[brief_menu.MADE][1:]
    assert name.startswith("Tanzanie-")
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Faut-il y aller" in text
    assert "Carte non examinée" in text


def test_another_choice_takes_the_old_file_away():
    screen = opened("country", "country", sel="country:KEN")
    screen.app.segmented_control("country-brief-fmt").set_value("xlsx")
    pressed(screen, "country")
    made = labels(screen)
    screen.app.segmented_control("country-brief-fmt").set_value("pdf").run()
    assert [each for each in made if each not in labels(screen)]


def test_a_failure_is_told_and_leaves_no_file(monkeypatch):
    def fails(*args, **more):
        raise ExportError("磁盘已满", where="pptx", remedy="清出空间后再试")

    monkeypatch.setattr(brief_menu, "write", fails)
    screen = opened("country", "country", sel="country:KEN")
    before = labels(screen)
    pressed(screen, "country")
    (said,) = [each.value for each in screen.app.error]
    assert "磁盘已满" in said
    assert "清出空间后再试" in said
    assert labels(screen) == before


def test_the_brief_of_filtered_rows_holds_just_them():
    screen = opened("parks", "park", country="老挝")
    screen.app.segmented_control("park-brief-fmt").set_value("xlsx")
    pressed(screen, "park")
    name, data = screen.app.session_state[brief_menu.MADE][1:]
    assert name == "园区-简报-20261121.xlsx"
    book = load_workbook(io.BytesIO(data))
    (sheet,) = [each for each in book if each.title.startswith("中国园区")]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    wanted = {row["name_zh"] for row in rows("parks", iso3="LAO")}
    assert wanted <= cells
    others = {row["name_zh"] for row in rows("parks")} - wanted
    assert not others & cells


def test_a_selected_park_has_a_brief_of_its_own():
    screen = opened("parks", "park", sel="park:P01")
    of = screen.app.radio("park-brief-of")
    assert of.options == ["选中的园区", "当前筛选"]
    screen.app.segmented_control("park-brief-fmt").set_value("xlsx")
    pressed(screen, "park")
    assert screen.app.session_state[brief_menu.MADE][1].startswith("泰国湖南工业园")


def test_files_and_labels_are_those_of_the_writers():
    assert tuple(brief_menu.LABELS) == files.FORMATS == tuple(files.MEDIA_TYPES)


@pytest.mark.parametrize(
    ("page", "key", "params", "title"),
    [
        ("africa", "Africa", {}, "钴"),
        ("finder", "find", {"q": "has(cobalt)"}, "条件选国"),
        ("scores", "scores", {}, "营商环境"),
        ("match", "match", {}, "湘品匹配"),
        ("prefectures", "prefecture", {}, "全部"),
        ("corridors", "corridor", {}, "线路"),
        ("nearby", "gap", {"part": "gaps"}, "覆盖缺口"),
    ],
)
def test_every_filtered_map_gives_a_brief_in_any_language(page, key, params, title):
    screen = opened(page, key, **params)
    screen.app.segmented_control(f"{key}-brief-fmt").set_value("xlsx")
    screen.app.segmented_control(f"{key}-brief-lang").set_value("fr")
    pressed(screen, key)
    name, data = screen.app.session_state[brief_menu.MADE][1:]
    assert name, data
    assert data.startswith(b"PK")
