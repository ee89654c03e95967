"""What comes from a table, a file or an address is shown as it is, whatever is written in it."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dashboard import card, columns, filters, legend
from dashboard.provenance import escape
from layers.scene import Legend, Swatch
from tests.page.screen import open_page

MARKS = st.text(alphabet=st.sampled_from("\\`*_[]<>$:#|~&;!-+=.()1 a中\"'/{}@^"), max_size=30)
ANY = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")))
NASTY = MARKS | ANY
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# A fixture that never changes may serve every example.
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Read(HTMLParser):
    """The tags of a piece of HTML and the texts between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self._open = False

    def handle_endtag(self, tag):
        self._open = False

    def handle_data(self, data):
        if self._open:
            self.texts[-1] += data
        else:
            self.texts.append(data)
        self._open = True


@many
@given(NASTY.map(str.strip))
@example("<script>alert(1)</script>")
@example("![x](http://example.org/y.png)")
@example("1. first")
@example("- item")
@example("&lt;b&gt; &amp; &#35;")
@example(":red[x] :material/home: $x$")
@example("a\\*b\\\\")
def test_escaped_text_is_read_as_it_was_written(text: str):
    blocks = MARKDOWN.parse(escape(text))
    assert [b.type for b in blocks] in ([], ["paragraph_open", "inline", "paragraph_close"])
    parts = [child for b in blocks for child in b.children or ()]
    assert {part.type for part in parts} <= {"text", "text_special"}
    assert "".join(part.content for part in parts) == text


@many
@given(title=NASTY, label=NASTY, colour=NASTY)
@example(title="<script>", label="<img src=x onerror=alert(1)>", colour='"><script>')
def test_a_legend_holds_only_its_own_tags(title: str, label: str, colour: str):
    made = legend.html((Legend(title, (Swatch(label, colour, "circle"),)),), "light")
    read = Read(made)
    assert read.tags == ["div", *(["h5"] if title else []), "div", "i", "span"]
    assert read.texts == [text for text in (title, label) if text]
    assert ("style", f"--c:{colour}") in read.attributes
    assert not [name for name, _value in read.attributes if name.startswith("on")]


@many
@given(st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=4))
@example([("<b>", "</dd><script>alert(1)</script>")])
def test_facts_hold_only_their_own_tags(monkeypatch: pytest.MonkeyPatch, lines):
    shown: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(card.st, "html", shown.append)
        card.fact_list(lines, SimpleNamespace(theme="light"))
    (html,) = shown
    read = Read(html)
    assert read.tags == ["dl", *["dt", "dd"] * len(lines)]
    assert read.texts == [text for pair in lines for text in pair if text]


CELLS = st.none() | st.lists(st.sampled_from("abcd"), max_size=3, unique=True).map(";".join)
TINY = st.lists(st.tuples(st.sampled_from("ABC"), CELLS), max_size=6).map(
    lambda rows: pd.DataFrame(rows, columns=["iso3", "sectors"], dtype=object)
)
WANTED = st.lists(st.sampled_from("abcdABC"), max_size=3, unique=True)


def _item(key: str, rule: filters.Rule) -> filters.Filter:
    return filters.Filter(key, key, tuple("abcdABC"), str, rule)


@many
@given(TINY, WANTED)
def test_any_of_keeps_a_row_if_one_part_is_wanted(frame: pd.DataFrame, wanted: list[str]):
    kept = filters.any_of("sectors")(frame, wanted)
    expected = [
        index
        for index, cell in zip(frame.index, frame["sectors"], strict=True)
        if cell and any(part in wanted for part in cell.split(";"))
    ]
    assert list(kept.index) == expected


@many
@given(TINY, WANTED, WANTED)
def test_filters_only_take_away_and_their_order_is_no_matter(frame, countries, sectors):
    items = [
        _item("country", filters.equals("iso3")),
        _item("sector", filters.any_of("sectors")),
    ]
    chosen = {"country": countries, "sector": sectors}
    left = filters.apply(frame, items, chosen)
    assert list(left.index) == list(filters.apply(frame, items[::-1], chosen).index)
    assert list(filters.apply(left, items, chosen).index) == list(left.index)
    assert set(left.index) <= set(frame.index)
    assert left.index.is_monotonic_increasing
    assert list(filters.apply(frame, items, {}).index) == list(frame.index)


@many
@given(TINY)
def test_every_part_is_an_option_and_every_option_finds_a_row(frame: pd.DataFrame):
    options = filters.parts_of(frame, "sectors")
    parts = {part for cell in frame["sectors"].dropna() for part in cell.split(";") if part}
    assert set(options) == parts
    assert len(options) == len(parts)
    for option in options:
        assert not filters.any_of("sectors")(frame, [option]).empty


PARK = st.fixed_dictionaries(
    {
        "name_zh": NASTY.filter(bool),
        "iso3": st.sampled_from(["LAO", "CHN", "TWN", "HKG"]) | st.none(),
        "status": st.sampled_from(["operating", "unknown"]) | st.none(),
        "hunan_linked": st.sampled_from(["yes", "no", "uncertain"]),
        "area_km2": st.floats(0.01, 1e4) | st.integers(1, 9999).map(float) | st.none(),
        "year_started": st.integers(1990, 2026).map(float) | st.none(),
        "verified": st.sampled_from(["yes", "no"]) | st.none(),
        "confidence": st.sampled_from(["high", "low"]),
        "as_of": st.sampled_from(["2024", "2024-05"]),
        "sectors": NASTY | st.none(),
    }
)


@many
@given(st.lists(PARK, min_size=1, max_size=4))
def test_a_table_shows_what_is_known_and_leaves_the_rest_empty(store, parks):
    view = SimpleNamespace(store=store, locale="zh")
    frame = pd.DataFrame(parks)
    shown = columns.table(frame, "park", view)
    assert len(shown) == len(parks)
    assert list(shown["名称"]) == [p["name_zh"] for p in parks]
    for index, park in enumerate(parks):
        cells = shown.iloc[index]
        area = cells["面积（平方公里）"]
        assert pd.isna(area) if park["area_km2"] is None else area == park["area_km2"]
        year = cells["起始年"]
        assert pd.isna(year) if park["year_started"] is None else int(year) == park["year_started"]
        if park["status"] is None:
            assert cells["进展"] == ""
        if park["iso3"] is None:
            assert cells["国家"] == ""
        for label in ("国家", "进展", "复核", "可信度", "起始年", "面积（平方公里）"):
            assert str(cells[label]).lower() not in ("nan.0", "null", "<na>")


@many
@given(order=st.permutations(range(30)), count=st.integers(0, 30))
def test_a_table_of_some_rows_is_those_rows_of_the_whole(store, order, count):
    view = SimpleNamespace(store=store, locale="zh")
    rows = store.table("park").iloc[order[:count]]
    expected = list(rows["name_zh"])
    assert list(columns.kept_table(rows, "park", view)["名称"]) == expected


NASTY_VALUE = "![x](http://example.org/y.png)<b>"


def test_a_filter_value_from_the_address_is_shown_escaped():
    (warning,) = open_page("parks", country=NASTY_VALUE).warnings
    assert escape(NASTY_VALUE) in warning
    assert NASTY_VALUE not in warning


def test_a_selection_from_the_address_is_shown_escaped():
    (warning,) = open_page("parks", sel=f"park:{NASTY_VALUE}").warnings
    assert escape(f"park:{NASTY_VALUE}") in warning


def test_a_release_from_the_address_is_shown_escaped():
    (error,) = open_page("parks", release=NASTY_VALUE).app.error
    assert escape(NASTY_VALUE) in error.value
    assert NASTY_VALUE not in error.value
