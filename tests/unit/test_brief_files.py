"""The four files: named for every system, whole or not at all, opened again by an office."""

import io
import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from geodata.errors import ExportError, UsageError
from geodata.store import FolderStore
from layers.briefs import files, maps
from layers.briefs.model import LOCALES, Locale
from layers.briefs.qr import qr_png, qr_svg
from layers.briefs.words import WORDS, column_texts, day_text, decimals_of, number_text, word
from tests.unit.brief_sample import HOSTILE, LINK, REVIEW, brief, full_of, locales, texts

SIGNATURES = {"pptx": b"PK\x03\x04", "pdf": b"%PDF-", "xlsx": b"PK\x03\x04", "html": b"<!DOCTYPE"}


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_word_is_there_in_three_languages_with_the_same_fields() -> None:
    for key, said in WORDS.items():
        assert len(said) == len(LOCALES)
        assert all(said), key
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in said]
        assert fields[0] == fields[1] == fields[2], key


@pytest.mark.parametrize(
    ("locale", "day", "number", "unknown"),
    [
        ("zh", "2026年11月21日", "1,234,567.9", "暂无"),
        ("en", "November 21, 2026", "1,234,567.9", "n/a"),
        ("fr", "21 novembre 2026", "1\u202f234\u202f567,9", "n.d."),
    ],
)
def test_days_and_numbers_follow_the_language(
    locale: Locale, day: str, number: str, unknown: str
) -> None:
    assert day_text(date(2026, 11, 21), locale) == day
    assert number_text(1_234_567.89, locale) == number
    assert word(locale, "unknown") == unknown


def test_numbers_of_a_column_are_alike_and_years_are_not_grouped() -> None:
    assert column_texts((1.5, 20, None, 3.25, "约 4"), "zh") == [
        "1.50", "20.00", "暂无", "3.25", "约 4",
    ]  # fmt: skip
    assert column_texts((2007, 2015), "zh") == ["2007", "2015"]
    assert column_texts((2007, 201_500), "zh") == ["2,007", "201,500"]
    assert column_texts((0.00004,), "zh") == ["0.00004"]
    # Numbers of different measures do not share their digits.
    assert column_texts((2233, 7, 1.25), "zh") == ["2,233", "7", "1.25"]
    assert [decimals_of(v) for v in ([], [0], [7.2], [78.78], [1234.5], [0.1234])] == [
        0, 0, 1, 2, 1, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("fmt", files.FORMATS)
@pytest.mark.parametrize("locale", LOCALES)
def test_each_format_holds_the_title_release_and_review(
    map_store: FolderStore, fmt: str, locale: Locale
) -> None:
    told: list[tuple[float, str]] = []
    data = files.write(
        brief(map_store, locale=locale), fmt, map_store, progress=lambda *at: told.append(at)
    )
    assert data.startswith(SIGNATURES[fmt])
    assert [share for share, _ in told] == [0.0, 1.0]
    text = plain(text_of(data, fmt))
    for part in ("赞比亚", map_store.release_id, REVIEW, "世界发展指标", "45.2亿美元"):
        assert part in text


def text_of(data: bytes, fmt: str) -> str:
    if fmt == "html":
        return data.decode()
    if fmt == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if fmt == "xlsx":
        book = load_workbook(io.BytesIO(data))
        return "\n".join(str(cell) for page in book for row in page.values for cell in row)
    return "\n".join(
        part
        for slide in Presentation(io.BytesIO(data)).slides
        for shape in slide.shapes
        for part in (
            [shape.text_frame.text]
            if shape.has_text_frame
            else [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.has_table
            else []
        )
    )


def test_unknown_format_names_those_there_are(map_store: FolderStore) -> None:
    with pytest.raises(UsageError, match="没有“docx”这种格式") as caught:
        files.write(brief(map_store), "docx", map_store)
    assert "pptx、pdf、xlsx、html" in caught.value.remedy


def test_brief_of_another_release_is_refused(map_store: FolderStore) -> None:
    with pytest.raises(ExportError, match="简报属于数据版本 000000000000"):
        files.write(brief(map_store, release="000000000000"), "xlsx", map_store)


@pytest.mark.parametrize("fmt", ["pptx", "html", "pdf"])
def test_link_too_long_for_a_code_says_what_to_do(map_store: FolderStore, fmt: str) -> None:
    with pytest.raises(ExportError, match="网址长 4020 字，二维码放不下") as caught:
        files.write(brief(map_store, link="https://example.org/" + "a" * 4000), fmt, map_store)
    assert "减少筛选条件" in caught.value.remedy


def test_failure_within_a_library_is_one_message(
    map_store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_brief: object, _store: object) -> bytes:
        raise ValueError("坏了")

    monkeypatch.setitem(files._WRITERS, "pptx", broken)
    with pytest.raises(ExportError, match="无法写成 pptx：坏了") as caught:
        files.write(brief(map_store), "pptx", map_store)
    assert caught.value.where == "country:ZMB"


def test_map_is_drawn_once_for_the_same_brief(
    map_store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = maps.map_png(brief(map_store), map_store)
    monkeypatch.setattr(maps, "render", lambda *_, **__: pytest.fail("drawn again"))
    assert maps.map_png(brief(map_store), map_store) is first


def test_review_line_is_on_the_map_even_where_the_scene_lacks_it(
    map_store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    footers: list[str] = []

    def drawn(*_: object, footer: str, **__: object) -> bytes:
        footers.append(footer)
        return b""

    monkeypatch.setattr(maps, "render", drawn)
    maps.map_png(brief(map_store, review="审图号：GS(2026)1234"), map_store)
    assert footers == [f"边界：中国官方画法 · {REVIEW} · 审图号：GS(2026)1234"]


def test_save_puts_the_whole_file_in_place(tmp_path: Path) -> None:
    path = tmp_path / "简报.pptx"
    path.write_bytes(b"old")
    files.save(b"new", path)
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["简报.pptx"]


def test_failed_save_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "简报.pptx"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ExportError, match="无法写入文件：No space left on device"):
        files.save(b"new", path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["简报.pptx"]


def test_save_names_the_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="目标文件夹不存在") as caught:
        files.save(b"", tmp_path / "none" / "a.pdf")
    assert caught.value.where == str(tmp_path / "none")
    with pytest.raises(ExportError, match="目标是一个文件夹"):
        files.save(b"", tmp_path)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("坦桑尼亚", "坦桑尼亚-简报-20261121.pdf"),
        ('a<b>:"/\\|?*c', "a-b-c-简报-20261121.pdf"),
        ("CON", "_CON-简报-20261121.pdf"),
        ("com1.x", "_com1.x-简报-20261121.pdf"),
        ("..", "简报-简报-20261121.pdf"),
        ("a\u202etxt", "a-txt-简报-20261121.pdf"),
    ],
)
def test_file_names_are_safe_on_windows(map_store: FolderStore, title: str, name: str) -> None:
    assert files.file_name(brief(map_store, title=title), "pdf") == name


@given(title=texts)
def test_any_title_gives_a_safe_name(map_store: FolderStore, title: str) -> None:
    name = files.file_name(brief(map_store, title=title), "pptx")
    assert len(name) <= 120
    assert not set(name) & set('<>:"/\\|?*\n\t\0')
    assert name.endswith(".pptx")
    assert not name.startswith(".")


@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(text=st.sampled_from(HOSTILE) | texts, locale=locales)
def test_any_text_gives_paper(map_store: FolderStore, text: str, locale: Any) -> None:
    data = files.write(full_of(map_store, text, locale), "pdf", map_store)
    assert len(PdfReader(io.BytesIO(data)).pages) <= 2


def test_codes_hold_the_link(map_store: FolderStore) -> None:
    assert qr_svg(LINK).startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    picture = qr_png(LINK, 400)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) >= 400
    assert qr_svg(LINK) == qr_svg(LINK)
    # A long address is coded with less repair: the code stays coarser.
    assert len(qr_svg("https://a.example/" + "b" * 900)) > len(qr_svg(LINK))
    with pytest.raises(ExportError, match="没有网址"):
        qr_svg("")


@pytest.fixture(scope="module")
def office() -> str:
    """LibreOffice; a test that needs it fails where it is missing."""
    program = shutil.which(os.environ.get("SOFFICE", "soffice"))
    if program is None:
        pytest.fail("没有 LibreOffice：运行 make test，或设 SOFFICE=$(sh .ci/office.sh)")
    return program


def converted(office: str, data: bytes, suffix: str, folder: Path) -> PdfReader:
    """The file as the office prints it; a word of warning or error fails."""
    source = folder / f"brief.{suffix}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    run = subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert run.returncode == 0, run.stderr
    # The launcher looks for Java, which the parts for slides and tables do without.
    said = [line for line in run.stderr.splitlines() if "javaldx" not in line]
    assert not re.search("warning|error", "\n".join(said), re.IGNORECASE), run.stderr
    return PdfReader(folder / "brief.pdf")


@pytest.mark.timeout(300)
def test_office_opens_the_slides(office: str, map_store: FolderStore, tmp_path: Path) -> None:
    data = files.write(brief(map_store), "pptx", map_store)
    pages = converted(office, data, "pptx", tmp_path).pages
    slides = Presentation(io.BytesIO(data)).slides
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        assert plain(slide.shapes.title.text) in plain(page.extract_text())


@pytest.mark.timeout(300)
def test_office_opens_the_workbook(office: str, map_store: FolderStore, tmp_path: Path) -> None:
    data = files.write(brief(map_store), "xlsx", map_store)
    text = plain("".join(p.extract_text() for p in converted(office, data, "xlsx", tmp_path).pages))
    for part in ("45.2亿美元", "20,570,000", "赞比亚中国经贸合作区", "世界发展指标"):
        assert part in text
    # What begins like a formula is still the text that it was.
    hostile = files.write(full_of(map_store, HOSTILE[0]), "xlsx", map_store)
    (tmp_path / "hostile").mkdir()
    found = converted(office, hostile, "xlsx", tmp_path / "hostile").pages
    assert plain(HOSTILE[0]) in plain("".join(page.extract_text() for page in found))
