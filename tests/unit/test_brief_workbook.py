"""The workbook: numbers are numbers, texts are texts, every figure and source is there."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from geodata.store import FolderStore
from layers.briefs.cleaning import clean
from layers.briefs.model import Chart, Series, Table
from layers.briefs.workbook import sheet_name, write_xlsx
from tests.unit.brief_sample import HOSTILE, LINK, REVIEW, SOURCES, brief, full_of, locales, texts


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def grid(book: Workbook, name: str) -> list[list[Any]]:
    return [list(row) for row in book[name].values]


@pytest.fixture(scope="module")
def book(map_store: FolderStore) -> Workbook:
    return opened(write_xlsx(brief(map_store)))


def test_sheets_in_the_order_of_reading(book: Workbook) -> None:
    assert book.sheetnames == ["概要", "与中国贸易", "园区", "要点说明", "来源", "说明"]


def test_figures_as_read_and_as_numbers(book: Workbook) -> None:
    assert grid(book, "概要") == [
        ["栏目", "指标", "内容", "数值", "单位", "时间", "来源", "可信度", "备注"],
        ["要点", "人口", "2,057 万人", 20_570_000, "人", "2023", "1", "高", None],
        ["要点", "进口额", "45.2 亿美元", 45.2, "亿美元", "2024", "1, 2", "中", "海关口径"],
        ["要点", "签证", "暂无", None, None, None, "3", "低", None],
    ]
    assert [book["概要"].cell(row, 4).number_format for row in (2, 3)] == ["#,##0", "#,##0.0"]
    assert book["概要"].freeze_panes == "B2"
    assert book["概要"].auto_filter.ref == "A1:I4"


def test_table_with_its_basis_and_years_not_grouped(book: Workbook) -> None:
    page = book["园区"]
    assert [page["A1"].value, page["A2"].value, page["A3"].value] == [
        "园区",
        "规划面积",
        "来源：[3]",
    ]
    assert grid(book, "园区")[3:] == [
        ["名称", "年份", "面积（平方公里）"],
        ["赞比亚中国经贸合作区", 2007, 11.58],
        ["江西多功能经济区", 2015, None],
    ]
    assert (page["B5"].number_format, page["C5"].number_format) == ("0", "#,##0.00")


def test_chart_data_and_the_chart_that_reads_them(book: Workbook) -> None:
    page = book["与中国贸易"]
    assert page["A2"].value == "单位：亿美元 · 海关口径"
    assert grid(book, "与中国贸易")[3:] == [
        ["类别", "出口", "进口"],
        ["2022", 12.5, 3],
        ["2023", None, 4.25],
        ["2024", 15, 5],
    ]
    [chart] = page._charts
    assert [series.val.numRef.f for series in chart.series] == [
        "与中国贸易!$B$5:$B$7",
        "与中国贸易!$C$5:$C$7",
    ]


def test_sources_are_numbered_and_web_addresses_open(book: Workbook) -> None:
    assert [row[:5] for row in grid(book, "来源")[1:]] == [
        [1, "世界发展指标", "世界银行", "2025-07-01", SOURCES[0].url],
        [2, "海关统计", "海关总署", "2025-01-18", SOURCES[1].url],
        [3, "湖南与非洲", "某出版社", "2023", None],
    ]
    assert book["来源"]["E2"].hyperlink.target == SOURCES[0].url


def test_notes_say_which_release_and_review(book: Workbook, map_store: FolderStore) -> None:
    said = {row[0]: row[1] for row in grid(book, "说明")[:8]}
    assert said["标题"] == "赞比亚"
    assert said["日期"] == "2026年11月21日"
    assert said["数据版本"] == map_store.release_id
    assert said["审图"] == REVIEW
    assert said["网址"] == LINK


def test_address_that_is_no_web_address_is_no_link(map_store: FolderStore) -> None:
    sources = tuple(replace(each, url="javascript:alert(1)") for each in SOURCES)
    book = opened(write_xlsx(brief(map_store, sources=sources, link="file:///etc/passwd")))
    assert book["来源"]["E2"].value == "javascript:alert(1)"
    assert all(cell.hyperlink is None for page in book for row in page.rows for cell in row)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(map_store: FolderStore, text: str) -> None:
    data = write_xlsx(full_of(map_store, text))
    book = opened(data)
    cells = [cell for page in book for row in page.rows for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        pages = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in parts.read(name) for name in pages)
    if text.startswith(("=", "+", "@")):
        risky = [cell for cell in cells if cell.value == text and cell.row > 4]
        assert risky
        assert all(cell.quotePrefix for cell in risky)


@settings(max_examples=40)
@given(text=texts, locale=locales)
def test_any_text_gives_a_workbook_that_opens(
    map_store: FolderStore, text: str, locale: Any
) -> None:
    book = opened(write_xlsx(full_of(map_store, text, locale)))
    assert len(book.sheetnames) == 6


@given(wanted=st.lists(st.text(max_size=50).map(clean), max_size=8))
def test_sheet_names_are_legal_and_unique(wanted: list[str]) -> None:
    taken: set[str] = set()
    for name in wanted:
        made = sheet_name(name, taken)
        assert 2 <= len(made.encode("utf-16-le")) <= 62
        assert not set(made) & set("[]:*?/\\")
        assert made.casefold() not in taken
        assert not made.startswith("'")
        assert not made.endswith("'")
        taken.add(made.casefold())


def test_sheet_name_of_two_tables_of_the_same_title() -> None:
    assert sheet_name("项目/合同", set()) == "项目 合同"
    assert sheet_name("Parks", {"parks"}) == "Parks 2"
    assert sheet_name("x" * 40, {"x" * 31}) == "x" * 29 + " 2"
    assert sheet_name("History", set()) == "History 2"
    assert sheet_name("", set()) == "-"


def test_empty_brief_and_tables_without_rows_open(map_store: FolderStore) -> None:
    assert opened(write_xlsx(brief(map_store, blocks=(), sources=(), link=""))).sheetnames == [
        "概要",
        "来源",
        "说明",
    ]
    blocks = (Table("空", (), ()), Chart("空图", "lines", (), (Series("s", ()),)))
    book = opened(write_xlsx(brief(map_store, blocks=blocks)))
    assert book.sheetnames == ["概要", "空", "空图", "来源", "说明"]


def test_numbers_that_are_none_stay_blank(map_store: FolderStore) -> None:
    odd = Table("表", ("a",), ((float("nan"),), (float("inf"),), (0.0,), (0.00004,)))
    page = grid(opened(write_xlsx(brief(map_store, blocks=(odd,)))), "表")
    assert [row[0] for row in page[4:]] == [None, None, 0, 0.00004]


def test_numbers_of_different_measures_show_their_own_digits(map_store: FolderStore) -> None:
    mixed = Table("表", ("a",), ((2233.0,), (7,), (1.25,)))
    page = opened(write_xlsx(brief(map_store, blocks=(mixed,))))["表"]
    assert [page.cell(row, 1).number_format for row in (5, 6, 7)] == ["#,##0", "#,##0", "#,##0.00"]
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.fitToHeight == 0


def test_the_same_brief_gives_the_same_bytes(map_store: FolderStore) -> None:
    assert write_xlsx(brief(map_store)) == write_xlsx(brief(map_store))
