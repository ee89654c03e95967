"""Briefs on paper: every figure and source can be read in the file, of two pages at most."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import ExportError
from geodata.store import FolderStore
from layers.base import Addresses, ground
from layers.briefs import paper
from layers.briefs.model import Brief, Chart, Fact, Facts, Series, Source, Table, Words
from layers.briefs.paper import write_pdf
from layers.briefs.paper_data import Room, cut, document
from layers.scene import Camera, Legend, Scene, Swatch

REVIEW = "未送审，仅供内部研究"
HOSTILE = '#panic("x") $x^2$ ] } *b* _i_ `c` <l> @r // \\ \u202egnp.exe 😀 =cmd|'


def brief(store: FolderStore, *blocks: object, **changes: object) -> Brief:
    at = Addresses(store.release_id, "zh")
    scene = Scene(
        "light", Camera(25, -15, 3.0), ground(at, "light"), (),
        legends=(Legend("", (Swatch("园区", "#0b2f5c", "diamond"),)),),
        footer="边界：中国官方画法", alt="赞比亚地图",
    )  # fmt: skip
    told = blocks or (
        Facts("一眼看清", (
            Fact("人口", "2,082 万", 2.082e7, "人", "2024", ("wdi", "census"), "high"),
            Fact("风险等级", "7 级", 7, "", "2026", ("oecd",), "low", "0 最好，7 最差"),
            Fact("签证", ""),
        )),
        Facts("关键数字", (Fact("国内生产总值", "263 亿美元", 2.63e10, "", "2024", ("wdi",)),)),
        Chart("铜产量", "columns", ("2022", "2023"), (Series("铜", (763.5, 698.0)),), "千吨",
              ("usgs",), "精矿含铜"),
        Table("项目", ("名称", "金额", "年份"),
              (("谦比希铜矿", 1234.5, 1998), ("卢萨卡", None, 2021)), ("census",)),
        Words("注意", ("铜价波动大。",), ("usgs",)),
    )  # fmt: skip
    made = Brief(
        subject="country:ZMB", title="赞比亚", subtitle="去不去、带什么去", locale="zh",
        day=date(2026, 11, 21), release=store.release_id, review=REVIEW,
        link="https://atlas.example/country?sel=country:ZMB", scene=scene, blocks=told,  # type: ignore[arg-type]
        sources=(
            Source("wdi", "世界发展指标", "世界银行", "https://data.example/wdi", "2026-03"),
            Source("census", "人口普查"), Source("oecd", "国家风险分类", "经合组织"),
            Source("usgs", "矿产品概要", "USGS", "https://usgs.example/mcs", "2025"),
        ),
        notes=("“暂无”不是零。",),
    )  # fmt: skip
    return replace(made, **changes)


def read(data: bytes) -> tuple[pypdf.PdfReader, str]:
    """The file and its text without spaces, which a reader may put anywhere."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = "".join(page.extract_text() for page in reader.pages)
    return reader, re.sub(r"[\s\u200b]", "", text)


def test_every_figure_and_source_can_be_read(map_store: FolderStore) -> None:
    reader, text = read(write_pdf(brief(map_store), map_store))
    for wanted in (
        "赞比亚", "去不去、带什么去", "2026年11月21日", map_store.release_id, REVIEW,
        "2,082万[1,2]2024", "7级[3]2026·可信度低", "0最好，7最差", "签证暂无", "263亿美元[1]2024",
        "铜产量[4]", "763.5", "698", "千吨", "精矿含铜", "项目[2]", "1,234.5", "1998",
        "卢萨卡暂无2021",
        "铜价波动大。", "[1]世界发展指标·世界银行·2026-03·https://data.example/wdi", "[2]人口普查",
        "[3]国家风险分类·经合组织", "[4]矿产品概要·USGS·2025·https://usgs.example/mcs",
        "“暂无”不是零。", "边界：中国官方画法·未送审，仅供内部研究", "园区",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_the_file_says_what_it_is(map_store: FolderStore) -> None:
    reader, _ = read(write_pdf(brief(map_store), map_store))
    assert reader.metadata is not None
    assert reader.metadata.title == "赞比亚"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 11, 21)
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("zh")


def test_fonts_are_in_the_file(map_store: FolderStore) -> None:
    reader, _ = read(write_pdf(brief(map_store, locale="fr"), map_store))
    names = set()
    for item in range(1, len(reader.xref_objStm) + max(reader.xref[0], default=0) + 1):
        found = reader.get_object(item)
        if isinstance(found, dict) and found.get("/Type") == "/FontDescriptor":
            names.add(str(found["/FontName"]))
            assert "/FontFile2" in found or "/FontFile3" in found
    assert any("NotoSansSC" in name for name in names)


def test_the_same_brief_is_the_same_file(map_store: FolderStore) -> None:
    first, second = (write_pdf(brief(map_store), map_store) for _ in range(2))
    assert first == second


def test_the_map_and_the_code_are_drawn(map_store: FolderStore) -> None:
    data = write_pdf(brief(map_store), map_store)
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    x, y = picture.size[0] * 0.3, picture.size[1] * 0.2
    # Zambia's square is in the middle of the map, and focus countries are nearly white.
    assert picture.getpixel((int(x), int(y))) == pytest.approx((246, 244, 239), abs=2)
    corner = picture.crop((505, 30, 560, 85)).convert("1")
    dark = 1 - np.asarray(corner).mean()
    assert 0.2 < dark < 0.7
    bare = write_pdf(brief(map_store, link=""), map_store)
    assert len(bare) < len(data)


@pytest.mark.parametrize("locale", ["zh", "en", "fr"])
def test_nothing_is_markup(map_store: FolderStore, locale: str) -> None:
    told = (
        Facts(HOSTILE, (Fact(HOSTILE, HOSTILE, sources=("x",), note=HOSTILE, period=HOSTILE),)),
        Facts(HOSTILE, (Fact(HOSTILE, HOSTILE, sources=("x",), note=HOSTILE),)),
        Table(HOSTILE, (HOSTILE, "b"), ((HOSTILE, 1),), ("x",), HOSTILE),
        Chart(HOSTILE, "bars", (HOSTILE,), (Series(HOSTILE, (1.0,)),), HOSTILE, ("x",), HOSTILE),
        Words(HOSTILE, (HOSTILE,)),
    )
    made = brief(
        map_store, *told, locale=locale, title=HOSTILE, subtitle=HOSTILE, review=HOSTILE,
        sources=(Source("x", HOSTILE, HOSTILE, HOSTILE),), notes=(HOSTILE,),
    )  # fmt: skip
    _, text = read(write_pdf(made, map_store))
    assert text.count('#panic("x")$x^2$]}*b*_i_`c`<l>@r//\\gnp.exe') >= 12
    assert "\u202e" not in text


def test_long_texts_stay_on_the_page(map_store: FolderStore) -> None:
    for long in ("W" * 5000, "湖南" * 2500, "word " * 1000):
        told = (
            Facts(long, (Fact(long, long, period=long, note=long), Fact("a", "b"))),
            Facts(long, (Fact(long, long, period=long, note=long),)),
            Table(long, (long,) * 6, ((long,) * 6,) * 3, note=long),
            Table(long, (long,) * 2, ((long,) * 2,) * 3),
            Chart(long, "columns", (long,) * 3, (Series(long, (1.0, 2.0, 3.0)),), long, note=long),
            Words(long, (long,) * 3),
        )
        made = brief(
            map_store, *told, title=long, subtitle=long, review=long, sources=(Source("x", long),)
        )
        data = write_pdf(made, map_store)
        document_ = pypdfium2.PdfDocument(data)
        assert len(document_) <= 2
        for page in document_:
            picture = page.render(scale=1).to_pil().convert("L")
            # The margins stay white: nothing runs over the edge.
            for box in ((0, 0, 30, 842), (565, 0, 595, 842), (0, 0, 595, 20), (0, 830, 595, 842)):
                assert picture.crop(box).getextrema() == (255, 255)


def test_what_does_not_fit_is_counted(map_store: FolderStore) -> None:
    rows = tuple((f"项目{n}", n, "甲", "乙", "丙") for n in range(400))
    tables = [Table(f"表{n}", ("名称", "数", "a", "b", "c"), rows) for n in range(30)]
    reader, text = read(write_pdf(brief(map_store, *tables), map_store))
    assert len(reader.pages) == 2
    shown = len(set(re.findall(r"表(\d+)名称", text)))
    tight = paper.ROOMS[-1].rows
    assert text.count(f"另有{400 - tight}行，见表格文件") == shown
    assert 3 < shown < 30
    left = "；".join(f"表{n}" for n in range(shown, 30))
    assert f"两页放不下，另有栏目见表格文件：{left}" in text


def test_rooms_grow_tighter() -> None:
    for wide, tight in pairwise(paper.ROOMS):
        assert tight.size <= wide.size
        assert tight.rows < wide.rows
        assert tight.chart_mm <= wide.chart_mm


def test_an_empty_brief_is_a_page_with_its_map(map_store: FolderStore) -> None:
    made = replace(brief(map_store), blocks=(), sources=(), notes=(), link="")
    reader, text = read(write_pdf(made, map_store))
    assert len(reader.pages) == 1
    assert "赞比亚" in text
    assert "来源" not in text


def test_a_map_of_another_release_is_refused(map_store: FolderStore) -> None:
    made = brief(map_store)
    elsewhere = ground(Addresses("0123456789ab", "zh"), "light")
    with pytest.raises(ExportError, match="不属于数据版本"):
        write_pdf(replace(made, scene=replace(made.scene, ground=elsewhere)), map_store)


def test_a_failure_of_the_page_is_told(
    map_store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> dict[str, object]:
        return {"title": "x"}

    monkeypatch.setattr(paper, "document", broken)
    with pytest.raises(ExportError, match="简报“赞比亚”排版失败"):
        write_pdf(brief(map_store), map_store)


def test_columns_of_a_table_have_room_for_their_words(map_store: FolderStore) -> None:
    table = Table("x", ("Country", "Terms", "Year"), (("Tanzania", "long words " * 20, 2024),))
    made = document(brief(map_store, table), Room(8, 9, 9, 9, 30), lambda _: {})
    [part] = made["parts"]
    country, terms, year = part["blocks"][0]["widths"]
    assert country > 8 * 0.5 * 8 * 0.88 * 25.4 / 72
    assert year < country < terms
    assert country + terms + year == pytest.approx(88)
    assert part["blocks"][0]["right"] == [False, False, False]  # a year is not a quantity


@given(st.text(max_size=400), st.integers(2, 200))
def test_cut_keeps_the_head_and_breaks_what_has_no_break(text: str, longest: int) -> None:
    found = cut(text, longest).replace("\u200b", "")
    assert len(found) <= longest
    if len(text) <= longest:
        assert found == text.replace("\u200b", "").replace("\u202f", "\u00a0")
    else:
        assert text.replace("\u202f", "\u00a0").startswith(found[:-1])
    for run in re.split(r"[\s\u2e80-\uffff\u200b]", cut(text, longest)):
        assert len(run) <= 16 or "\u200b" in text


def test_words_are_not_broken_where_a_sign_is() -> None:
    assert cut("d’assurance-crédit").split("\u200b") == ["d’assurance-", "crédit"]
    address = ["https://", "a.", "example/", "b?", "c=", "d"]
    assert cut("https://a.example/b?c=d").split("\u200b") == address
    assert cut("infrastructure plan") == "infrastructure plan"
    assert cut("10\u202f920,5") == "10\u00a0920,5"


@settings(max_examples=12)
@given(st.text(max_size=80))
def test_any_text_gives_a_file(map_store: FolderStore, text: str) -> None:
    told = (Facts(text, (Fact(text, text, note=text),)), Words(text, (text,)))
    made = brief(map_store, *told, title=text, sources=(Source("x", text, text, text),), link="")
    reader, _ = read(write_pdf(made, map_store))
    assert 1 <= len(reader.pages) <= 2
