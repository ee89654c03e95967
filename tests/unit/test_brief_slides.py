"""Slides: every figure and source is there, native and editable, and nothing overflows."""

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from geodata.store import FolderStore
from layers.briefs import fitting
from layers.briefs.maps import DPI, MAP_MM, map_png
from layers.briefs.model import Brief, Chart, Fact, Facts, Series, Source, Table, Words
from layers.briefs.slides import write_pptx
from tests.unit.brief_sample import (
    FACTS,
    HOSTILE,
    LINK,
    REVIEW,
    SOURCES,
    brief,
    full_of,
    locales,
    texts,
)

FEW = settings(max_examples=15, phases=[Phase.explicit, Phase.generate])


def opened(data: bytes) -> Deck:
    return Presentation(io.BytesIO(data))


def said(shape: Any) -> list[str]:
    """Every text of a shape, cells included."""
    if shape.has_text_frame:
        return [paragraph.text for paragraph in shape.text_frame.paragraphs]
    if shape.has_table:
        return [cell.text for row in shape.table.rows for cell in row.cells]
    return []


def slide_texts(deck: Deck) -> list[list[str]]:
    return [[text for shape in slide.shapes for text in said(shape)] for slide in deck.slides]


def every_text(deck: Deck) -> str:
    return "\n".join(text for slide in slide_texts(deck) for text in slide)


def notes(deck: Deck) -> list[str]:
    return [slide.notes_slide.notes_text_frame.text for slide in deck.slides]


@pytest.fixture(scope="module")
def deck(map_store: FolderStore) -> Deck:
    return opened(write_pptx(brief(map_store), map_store))


def test_titles_in_the_order_of_reading(deck: Deck) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == ["赞比亚", "要点", "与中国贸易", "园区", "注意 · 说明", "来源"]
    assert (deck.slide_width.pt, deck.slide_height.pt) == (960, 540)


def test_cover_says_what_when_and_from_which_release(deck: Deck, map_store: FolderStore) -> None:
    cover = slide_texts(deck)[0]
    assert "去不去，带什么去" in cover
    assert "日期 2026年11月21日" in cover
    assert f"数据版本 {map_store.release_id}" in cover
    assert REVIEW in cover
    code = next(shape for shape in deck.slides[0].shapes if shape.shape_type == 13)
    assert code.element.xpath(".//p:cNvPr/@descr") == [f"扫码打开同一视图: {LINK}"]
    assert code.click_action.hyperlink.address == LINK


def test_figures_stand_with_period_doubt_and_sources(deck: Deck) -> None:
    beside = slide_texts(deck)[1]
    assert beside[1:4] == ["人口", "2,057 万人", "2023 · [1]"]
    assert beside[4:7] == ["进口额", "45.2 亿美元", "2024 · 海关口径 · 可信度中 · [1][2]"]
    assert beside[7:10] == ["签证", "暂无", "可信度低 · [3]"]


def test_map_is_a_picture_of_at_least_200_dpi_with_words_for_it(
    deck: Deck, map_store: FolderStore
) -> None:
    picture = next(shape for shape in deck.slides[1].shapes if shape.shape_type == 13)
    pixels = Image.open(io.BytesIO(picture.image.blob)).size
    assert pixels[0] / Emu(picture.width).inches >= 200
    assert pixels[1] / Emu(picture.height).inches >= 200
    assert (Emu(picture.width).mm, Emu(picture.height).mm) == pytest.approx(MAP_MM, abs=0.01)
    assert picture.element.xpath(".//p:cNvPr/@descr") == ["赞比亚的地图"]
    assert picture.image.blob == map_png(brief(map_store), map_store)
    assert DPI >= 200


def test_chart_is_native_and_its_data_open_in_the_office(deck: Deck) -> None:
    chart = next(shape.chart for shape in deck.slides[2].shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["2022", "2023", "2024"]
    assert [(series.name, tuple(series.values)) for series in chart.series] == [
        ("出口", (12.5, None, 15.0)),
        ("进口", (3.0, 4.25, 5.0)),
    ]
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [list(row) for row in sheet.values] == [
        [None, "出口", "进口"],
        ["2022", 12.5, 3],
        ["2023", None, 4.25],
        ["2024", 15, 5],
    ]
    assert {"单位：亿美元", "来源：[2] · 海关口径"} <= set(slide_texts(deck)[2])


def test_table_is_native_numbers_aligned_unknown_said(deck: Deck) -> None:
    table = next(shape.table for shape in deck.slides[3].shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名称", "年份", "面积（平方公里）"],
        ["赞比亚中国经贸合作区", "2007", "11.58"],
        ["江西多功能经济区", "2015", "暂无"],
    ]
    assert "来源：[3] · 规划面积" in slide_texts(deck)[3]


def test_sources_are_numbered_and_their_addresses_are_links(deck: Deck) -> None:
    table = next(shape.table for shape in deck.slides[5].shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["[1]", "世界发展指标", "世界银行", "2025-07-01", SOURCES[0].url],
        ["[2]", "海关统计", "海关总署", "2025-01-18", SOURCES[1].url],
        ["[3]", "湖南与非洲", "某出版社", "2023", "暂无"],
    ]
    run = table.cell(1, 4).text_frame.paragraphs[0].runs[0]
    assert run.hyperlink.address == SOURCES[0].url


def test_notes_of_each_slide_name_the_sources_of_its_figures(deck: Deck) -> None:
    first = "[1] 世界发展指标 · 世界银行 · 2025-07-01 · https://data.example.org/wdi?a=1&b=2"
    second = "[2] 海关统计 · 海关总署 · 2025-01-18 · https://customs.example.org/"
    third = "[3] 湖南与非洲 · 某出版社 · 2023"
    assert notes(deck) == [
        "本页没有引用数据",
        "\n".join(("本页数据来源", first, second, third)),
        "\n".join(("本页数据来源", second)),
        "\n".join(("本页数据来源", third)),
        "\n".join(("本页数据来源", first, second)),
        "本页没有引用数据",
    ]


def test_every_run_names_both_fonts_and_the_language(map_store: FolderStore) -> None:
    for locale, tag in (("zh", "zh-CN"), ("en", "en-US"), ("fr", "fr-FR")):
        data = write_pptx(brief(map_store, locale=locale), map_store)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            slides = [
                parts.read(name).decode()
                for name in parts.namelist()
                if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
            ]
        for run in re.findall(r"<a:rPr.*?</a:rPr>", "".join(slides)):
            assert f' lang="{tag}"' in run
            assert '<a:latin typeface="Arial"/><a:ea typeface="Microsoft YaHei"/>' in run


def test_no_placeholder_is_left_empty_and_idle_layouts_are_gone(deck: Deck) -> None:
    assert [layout.name for layout in deck.slide_layouts] == ["Title Slide", "Title Only"]
    for slide in deck.slides:
        assert all(holder.text_frame.text for holder in slide.placeholders)
    assert deck.part.blob.count(b'type="screen4x3"') == 0
    foot = "".join(shape.text_frame.text for shape in deck.slide_layouts[1].shapes)
    assert REVIEW in foot


def test_the_same_brief_gives_the_same_bytes(map_store: FolderStore) -> None:
    assert write_pptx(brief(map_store), map_store) == write_pptx(brief(map_store), map_store)
    assert opened(write_pptx(brief(map_store), map_store)).core_properties.created.year == 2026


def test_long_table_goes_on_over_slides_and_counts_what_is_left(map_store: FolderStore) -> None:
    rows = tuple((f"项目 {number}", number) for number in range(1, 48))
    long = brief(map_store, blocks=(Table("项目", ("名称", "序号"), rows),))
    deck = opened(write_pptx(long, map_store))
    pages = [slide for slide in deck.slides if slide.shapes.title.text.startswith("项目")]
    assert [page.shapes.title.text for page in pages] == [
        "项目（1/3）",
        "项目（2/3）",
        "项目（3/3）",
    ]
    tables = [shape.table for page in pages for shape in page.shapes if shape.has_table]
    shown = [table.cell(row, 0).text for table in tables for row in range(1, len(table.rows))]
    assert shown == [f"项目 {number}" for number in range(1, 31)]
    assert all(table.cell(0, 0).text == "名称" for table in tables)
    assert "另有 17 行，见表格文件" in every_text(deck)


def test_more_figures_than_fit_beside_the_map_come_next_and_none_twice(
    map_store: FolderStore,
) -> None:
    many = tuple(Fact(f"指标{number}", f"值{number}", sources=("wdi",)) for number in range(60))
    deck = opened(write_pptx(brief(map_store, blocks=(Facts("要点", many),)), map_store))
    found = re.findall(r"^值(\d+)$", every_text(deck), re.MULTILINE)
    assert sorted(map(int, found)) == list(range(60))


def test_charts_in_a_row_share_a_slide(map_store: FolderStore) -> None:
    forms = ("bars", "columns", "lines", "stacked", "bars")
    charts = tuple(
        Chart(f"图{n}", form, ("a", "b"), (Series("s", (1.0, 2.0)), Series("t", (3.0, 4.0))), "%")
        for n, form in enumerate(forms)
    )
    deck = opened(write_pptx(brief(map_store, blocks=charts), map_store))
    count = [sum(shape.has_chart for shape in slide.shapes) for slide in deck.slides]
    assert [each for each in count if each] == [4, 1]


def test_brief_without_blocks_says_so(map_store: FolderStore) -> None:
    empty = brief(map_store, blocks=(), sources=(), notes=(), link="", subtitle="")
    deck = opened(write_pptx(empty, map_store))
    assert "这份简报没有内容，请换一个对象或放宽筛选" in every_text(deck)


def need(frame: Any, room: float) -> float:
    """Height that the text of a frame takes, points."""
    return sum(
        len(fitting.wrapped(run.text, run.font.size.pt, room, bold=bool(run.font.bold)))
        * run.font.size.pt
        * fitting.LINE
        for paragraph in frame.paragraphs
        for run in paragraph.runs
    )


def too_tall(shape: Any) -> list[str]:
    """Texts of a shape that are taller than their box or row."""
    if shape.has_text_frame:
        frame = shape.text_frame
        room = Emu(shape.width - frame.margin_left - frame.margin_right).pt
        return [frame.text[:40]] if need(frame, room) > Emu(shape.height).pt + 2 else []
    if not shape.has_table:
        return []
    return [
        cell.text[:40]
        for row in shape.table.rows
        for cell, column in zip(row.cells, shape.table.columns, strict=True)
        if need(cell.text_frame, Emu(column.width - cell.margin_left - cell.margin_right).pt)
        > Emu(row.height - cell.margin_top - cell.margin_bottom).pt + 1
    ]


def overflowing(deck: Deck) -> list[str]:
    """Texts taller than their box, and shapes that leave the slide."""
    found = []
    for shape in (shape for slide in deck.slides for shape in slide.shapes):
        right, bottom = shape.left + shape.width, shape.top + shape.height
        if min(shape.left, shape.top) < 0 or right > deck.slide_width or bottom > deck.slide_height:
            found.append(f"{shape.name} leaves the slide")
        found += too_tall(shape)
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_held_and_never_overflows(map_store: FolderStore, text: str) -> None:
    deck = opened(write_pptx(full_of(map_store, text), map_store))
    assert overflowing(deck) == []
    assert not re.search(r"[\x00-\x08\x0b\u202e\ufffe]", every_text(deck) + "".join(notes(deck)))


def test_overlong_text_is_cut_and_whole_in_the_notes(map_store: FolderStore) -> None:
    deck = opened(write_pptx(full_of(map_store, "长" * 5000), map_store))
    assert deck.slides[0].shapes.title.text.endswith("…")
    assert f"全文: {'长' * 5000}" in notes(deck)[0]


@FEW
@given(text=texts, locale=locales)
def test_any_text_gives_a_deck_that_opens(map_store: FolderStore, text: str, locale: Any) -> None:
    deck = opened(write_pptx(full_of(map_store, text, locale), map_store))
    assert len(deck.slides) >= 5
    assert overflowing(deck) == []


def test_real_sizes_of_a_country_brief_do_not_overflow(map_store: FolderStore) -> None:
    statement = "以工程机械与农机切入：正在修建标准轨铁路，矿业与农业机械进口连年增长。" * 4
    facts = (*(Fact("一句话", statement, sources=("wdi",), note=statement) for _ in range(7)),)
    sources = (*SOURCES, *(Source(f"s{n}", "题名" * 20, "发布者" * 9) for n in range(60)))
    words = tuple(statement for _ in range(30))
    whole: Brief = brief(
        map_store, blocks=(Facts("要点", facts), Words("说明", words)), sources=sources
    )
    deck = opened(write_pptx(whole, map_store))
    assert overflowing(deck) == []
    assert "[63]" in every_text(deck)


def test_small_tables_share_a_slide_each_with_its_sources(map_store: FolderStore) -> None:
    def table(name: str, count: int, source: str) -> Table:
        rows = tuple((f"{name}{number}", number) for number in range(count))
        return Table(name, ("名称", "序号"), rows, (source,), f"{name}口径")

    blocks = (table("园", 2, "wdi"), table("项", 4, "gacc"), table("网", 9, "book"))
    deck = opened(write_pptx(brief(map_store, blocks=blocks), map_store))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[2:4] == ["园 · 项", "网"]
    shared = slide_texts(deck)[2]
    assert {"园", "来源：[1] · 园口径", "项", "来源：[2] · 项口径"} <= set(shared)
    tables = [shape for shape in deck.slides[2].shapes if shape.has_table]
    assert tables[0].top + tables[0].height < tables[1].top
    assert overflowing(deck) == []
    assert notes(deck)[2].splitlines()[1:] == [
        "[1] 世界发展指标 · 世界银行 · 2025-07-01 · https://data.example.org/wdi?a=1&b=2",
        "[2] 海关统计 · 海关总署 · 2025-01-18 · https://customs.example.org/",
    ]


def test_figures_of_any_usual_length_are_whole(map_store: FolderStore) -> None:
    text = "Economic and Commercial Office of the Embassy of China, Republic of Zambia, Lusaka"
    said = [text[:length].strip() + "." for length in range(1, len(text) + 1)]
    said += [("经济商务处设在使馆内" * 9)[:length] + "。" for length in range(1, 80)]
    facts = tuple(
        Fact(
            f"指标{n}",
            each,
            period="2024",
            sources=("wdi",),
            note="地区中位数 54.4%；口径" * (n % 4),
        )
        for n, each in enumerate(said)
    )
    blocks = (Facts("图旁", FACTS + FACTS), Facts("要点", facts))
    deck = opened(write_pptx(brief(map_store, blocks=blocks), map_store))
    shown = {text for slide in slide_texts(deck) for text in slide}
    assert [each for each in said if each not in shown] == []
    assert overflowing(deck) == []
