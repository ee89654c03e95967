"""Charts of briefs: every figure is there as text, the unknown says nothing, nothing is markup."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import ExportError
from layers.briefs.model import Chart, Series
from layers.print.charts import COLOURS, alt, chart_svg

SIZE = (88.0, 38.0)
BARS = Chart(
    "产量", "bars", ("钴", "铜", "锡"), (Series("产量", (1234.5, None, 0.02)),), unit="千吨"
)


def texts(data: bytes) -> list[str]:
    """The texts of an SVG."""
    root = ET.fromstring(data)  # noqa: S314  (our own file)
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def test_bars_carry_their_figures_and_the_unknown_none() -> None:
    found = texts(chart_svg(BARS, size_mm=SIZE, locale="zh"))
    assert {"钴", "铜", "锡", "1,234.5", "0.02", "千吨"} <= set(found)
    assert len([text for text in found if re.search(r"\d", text)]) == 2
    assert "1 234,5" in [
        text.replace("\u00a0", " ") for text in texts(chart_svg(BARS, size_mm=SIZE, locale="fr"))
    ]


def test_bars_are_as_long_as_their_figures() -> None:
    chart = Chart("x", "bars", ("a", "b"), (Series("", (10.0, 5.0)),))
    data = chart_svg(chart, size_mm=SIZE, locale="en").decode()
    boxes = re.findall(rf'<path d="([^"]*)"[^>]*style="fill: {COLOURS[0]}', data)
    assert len(boxes) == 2
    lengths = []
    for box in boxes:
        xs = [float(x) for x in re.findall(r"[ML] ([\d.]+) ", box)]
        lengths.append(max(xs) - min(xs))
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=1e-3)


def test_columns_lines_and_parts() -> None:
    years = ("2021", "2022", "2023")
    two = (Series("出口", (1.0, None, 3.5)), Series("进口", (2.0, 4.0, 3.4)))
    columns = texts(chart_svg(Chart("x", "columns", years, two), size_mm=SIZE, locale="zh"))
    assert sorted(columns) == sorted(
        ["■", "出口", "■", "进口", *years, "1", "3.5", "2", "4", "3.4"]
    )
    lines = texts(chart_svg(Chart("x", "lines", years, two), size_mm=SIZE, locale="zh"))
    assert {"3.5", "3.4", "2023", "出口", "进口"} <= set(lines)
    parts = texts(chart_svg(Chart("x", "stacked", years, two), size_mm=SIZE, locale="zh"))
    assert {"1", "3.5", "2", "4", "3.4"} <= set(parts)


def test_figures_of_lines_that_end_together_stand_apart() -> None:
    series = tuple(Series(str(n), (0.0, 10.0 + n / 100)) for n in range(4))
    data = chart_svg(Chart("x", "lines", ("1", "2"), series), size_mm=SIZE, locale="zh")
    root = ET.fromstring(data)  # noqa: S314
    ends = [
        float(each.attrib["y"])
        for each in root.iter("{http://www.w3.org/2000/svg}text")
        if "".join(each.itertext()).startswith("10")
    ]
    ends = sorted(ends)[:4] if len(ends) > 4 else sorted(ends)
    assert len(ends) == 4
    assert all(later - former > 6 for former, later in pairwise(ends))


def test_an_empty_chart_says_so() -> None:
    for chart in (
        Chart("x", "columns", (), ()),
        Chart("x", "bars", ("a",), (Series("s", (None,)),)),
    ):
        assert "暂无" in texts(chart_svg(chart, size_mm=SIZE, locale="zh"))


def test_words_for_who_cannot_see_it() -> None:
    assert alt(BARS, "zh") == "产量（千吨） | 产量: 钴 1,234.5; 锡 0.02"
    assert "钴 1,234.5" in chart_svg(BARS, size_mm=SIZE, locale="zh").decode()


def test_same_chart_same_bytes_and_outlines_need_no_font() -> None:
    first, second = (chart_svg(BARS, size_mm=SIZE, locale="zh") for _ in range(2))
    assert first == second
    assert b"<text" not in chart_svg(BARS, size_mm=SIZE, locale="zh", outlined=True)


def test_absurd_sizes_are_refused() -> None:
    with pytest.raises(ExportError, match="图表“产量”的尺寸"):
        chart_svg(BARS, size_mm=(5, 5), locale="zh")


VALUES = st.none() | st.floats(-1e15, 1e15)
FORMS = st.sampled_from(["bars", "columns", "lines", "stacked"])


@given(st.data(), FORMS, st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_whatever_it_holds_it_can_be_read(data: st.DataObject, form: str, names: list[str]) -> None:
    count = len(names)
    rows = data.draw(
        st.lists(st.lists(VALUES, min_size=count, max_size=count), min_size=1, max_size=3)
    )
    series = tuple(Series(name, tuple(row)) for name, row in zip("甲乙丙", rows, strict=False))
    chart = Chart("</svg>&$_{", form, tuple(names), series, unit="$%")  # type: ignore[arg-type]
    assert texts(chart_svg(chart, size_mm=SIZE, locale="zh"))
