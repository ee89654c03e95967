"""The web page: it holds the whole brief, asks nobody for anything, and text is never markup."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from geodata.store import FolderStore
from layers.briefs.webpage import POLICY, write_html
from tests.unit.brief_sample import HOSTILE, LINK, REVIEW, SOURCES, brief, full_of, locales, texts


class Reader(HTMLParser):
    """What a browser would see: elements, their attributes, text outside scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style") and data.strip():
            self.said.append(data.strip())

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def read(data: bytes) -> Reader:
    reader = Reader()
    reader.feed(data.decode())
    return reader


@pytest.fixture(scope="module")
def page(map_store: FolderStore) -> bytes:
    return write_html(brief(map_store), map_store)


def test_head_figures_table_words_and_sources_are_there(
    page: bytes, map_store: FolderStore
) -> None:
    said = read(page).said
    for text in (
        "赞比亚",
        "去不去，带什么去",
        f"2026年11月21日 · 数据版本 {map_store.release_id} · {REVIEW}",
        "2,057 万人",
        "45.2 亿美元",
        "2024 · 海关口径 · 可信度中",
        "赞比亚中国经贸合作区",
        "2007",
        "11.58",
        "两种口径不可相加。",
        "旧值已注明年份。",
    ):
        assert text in said
    listed = " ".join(said[said.index("来源") :])
    assert all(source.title in listed and source.publisher in listed for source in SOURCES)


def test_numbers_of_sources_lead_to_their_lines(page: bytes) -> None:
    reader = read(page)
    marks = {a["href"] for a in reader.of("a") if a.get("class") == "mark"}
    assert marks == {"#source-1", "#source-2", "#source-3"}
    assert {li["id"] for li in reader.of("li") if "id" in li} == {m[1:] for m in marks}


def test_chart_is_a_picture_with_its_data_below(page: bytes) -> None:
    reader = read(page)
    [chart] = [img for img in reader.of("img") if img.get("class") == "chart"]
    assert chart["alt"] == "与中国贸易"
    text = page.decode()
    details = text[text.index("<details>") : text.index("</details>")]
    assert re.findall(r"<td[^>]*>([^<]*)</td>", details) == [
        "2022", "12.5", "3.00", "2023", "暂无", "4.25", "2024", "15.0", "5.00",
    ]  # fmt: skip


def test_nothing_is_fetched_and_the_policy_forbids_it(page: bytes) -> None:
    reader = read(page)
    metas = reader.of("meta")
    assert metas[0] == {"http-equiv": "Content-Security-Policy", "content": POLICY}
    assert "default-src 'none'" in POLICY
    assert reader.of("link") == []
    assert reader.of("iframe") == []
    assert all("src" not in script for script in reader.of("script"))
    assert all(img["src"].startswith("data:image/svg+xml;base64,") for img in reader.of("img"))
    links = {a["href"] for a in reader.of("a") if not a["href"].startswith("#")}
    assert links == {LINK, SOURCES[0].url, SOURCES[1].url}


def test_map_has_its_legend_footer_and_popups(page: bytes) -> None:
    said = read(page).said
    assert f"边界：中国官方画法 · {REVIEW}" in said
    text = page.decode()
    assert re.search(r"map_\d{4}\.eachLayer", text)
    assert "园区&#96;&#36;{1}" in text
    assert '<html lang="zh-CN">' in text


def test_the_same_brief_gives_the_same_bytes(page: bytes, map_store: FolderStore) -> None:
    assert write_html(brief(map_store), map_store) == page


def test_empty_brief_says_so(map_store: FolderStore) -> None:
    empty = brief(map_store, blocks=(), sources=(), notes=(), link="")
    said = read(write_html(empty, map_store)).said
    assert "这份简报没有内容，请换一个对象或放宽筛选" in said
    assert "扫码打开同一视图" not in said


def test_link_that_is_no_web_address_is_not_clickable(map_store: FolderStore) -> None:
    reader = read(write_html(brief(map_store, link="javascript:alert(1)"), map_store))
    assert all(not a["href"].startswith("javascript") for a in reader.of("a"))


def markup(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes."""
    return [(tag, tuple(sorted(attributes))) for tag, attributes in read(data).tags]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element(map_store: FolderStore, text: str) -> None:
    tame = "长" * 50 if len(text) > 40 else "tame"
    page = write_html(full_of(map_store, text), map_store)
    assert markup(page) == markup(write_html(full_of(map_store, tame), map_store))
    assert "\u202e" not in page.decode()


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(text=texts, locale=locales)
def test_any_text_gives_a_page(map_store: FolderStore, text: str, locale: Any) -> None:
    reader = read(write_html(full_of(map_store, text, locale), map_store))
    assert [tag for tag, _ in reader.tags].count("main") == 1
