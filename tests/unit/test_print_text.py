"""Type on prints: what can be set, lines that fit, names and legends that keep their room."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.store import FolderStore
from layers.labels import band_labels
from layers.print import furniture
from layers.print.fonts import settable, width, wrapped
from layers.print.names import Name, _box, _hit, place, printed
from layers.print.sheet import Sheet
from layers.scene import Camera, Legend, Swatch

SHEET = Sheet(Camera(20, 0, 3.0), 450, 300, 0.5, 0.56)
INK, HALO = (0, 0, 0), (255, 255, 255)
TEXTS = st.text(max_size=60)


def test_what_cannot_be_set_goes_and_what_is_missing_is_seen() -> None:
    assert settable("a\u202eb\x00c\u200bd") == "abcd"
    assert settable("一\n二\t三") == "一 二 三"
    assert settable("$x^2$ #set [a] <b>") == "$x^2$ #set [a] <b>"
    assert settable("1\u202f234\u00a0km\u2000a") == "1\u202f234\u00a0km\u2000a"
    assert settable("\U00012000") == "□"
    assert settable("Côte d’Ivoire") == "Côte d'Ivoire"
    assert settable("“一带一路”") == "“一带一路”"


def test_widths_are_those_of_the_font() -> None:
    assert width("中国", 10) == pytest.approx(20, abs=0.8)
    assert width("中国", 20) == pytest.approx(2 * width("中国", 10))
    assert width("i", 10) < width("m", 10) < 10
    assert width("a b", 10) > width("ab", 10) + 1


@given(TEXTS, st.floats(20, 300))
def test_wrapping_loses_nothing_and_keeps_to_the_room(text: str, room: float) -> None:
    lines = wrapped(text, 8, room)
    assert "".join("".join(lines).split()) == "".join(settable(text).split())
    assert all(width(line, 8) <= room + 1e-6 or len(line) == 1 for line in lines)


def test_names_of_the_screen_are_set_for_paper() -> None:
    assert printed("刚果(金)") == "刚果（金）"
    assert printed("\u200a几内亚") == "几内亚"
    assert printed("Congo (DRC)") == "Congo (DRC)"


@given(
    st.lists(
        st.tuples(
            st.floats(-50, 500),
            st.floats(-50, 350),
            st.sampled_from(["中", "坦桑尼亚", "Dar es Salaam"]),
            st.booleans(),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_names_never_cover_each_other_nor_leave_the_map(
    wanted: list[tuple[float, float, str, bool]],
) -> None:
    names = [
        Name((x, y), text, 7.0, INK, HALO, dot=1.2 if dot else 0.0) for x, y, text, dot in wanted
    ]
    kept = (400.0, 0.0, 450.0, 40.0)
    boxes = [_box(name, at) for name, at in place(names, np.empty((0, 4)), SHEET, [kept])]
    for i, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= SHEET.width
        assert box[3] <= SHEET.height
        assert not _hit(box, np.array([kept, *boxes[:i]]))


def test_a_name_moves_off_a_mark_where_it_can() -> None:
    name = Name((200, 150), "坦噶", 7.0, INK, HALO, dot=1.2)
    [(_, free)] = place([name], np.empty((0, 4)), SHEET)
    assert free[0] == 200
    assert free[1] > 150  # above its dot
    above = np.array([[free[0] - 1, free[1] - 1, free[0] + 1, free[1] + 1]])
    [(_, moved)] = place([name], above, SHEET)
    assert moved[0] > 200  # to the right of it
    everywhere = np.array([[0.0, 0.0, SHEET.width, SHEET.height]])
    [(kept, second)] = place([name], everywhere, SHEET)
    assert second == free
    assert kept.dot == 0  # the mark stands for the place


def test_neighbours_have_french_names_too(map_store: FolderStore) -> None:
    texts = {label.text for label in band_labels(map_store, 4.0, "fr")}
    assert {"Chine", "Angola", "DR Congo"} <= texts  # the tiny table says what French is
    assert "Egy-Sdn" in texts  # no state's code: as the boundary set has it


def test_fixed_texts_stand_where_they_are_told() -> None:
    text = Name((200, 150), "486 公里", 7.0, INK, HALO, fixed=True)
    name = Name((200, 150), "坦桑尼亚", 9.0, INK, HALO)
    placed = dict(place([name, text], np.empty((0, 4)), SHEET))
    assert placed[text] == (200, 150)
    assert placed[name] != (200, 150)


LABELS = st.lists(st.text(min_size=1, max_size=80), max_size=60)


@given(LABELS, st.floats(60, 450), st.floats(12, 150))
def test_a_legend_is_never_cut(labels: list[str], room: float, tall: float) -> None:
    legend = Legend("图例", tuple(Swatch(label, "#0b2f5c", "circle") for label in labels))
    found = furniture.strip([legend], 7, (room, tall), "zh")
    assert found.height <= tall
    for entry in found.entries:
        assert entry.x + width(entry.text, found.size) <= room + 1 or len(entry.text) == 1
        assert 0 <= entry.row < found.rows


def test_a_legend_too_long_counts_what_it_leaves_out() -> None:
    legend = Legend("", tuple(Swatch(f"第{n}类园区与项目", "#0b2f5c") for n in range(200)))
    found = furniture.strip([legend], 7, (300, 60), "zh")
    shown = sum(entry.swatch is not None for entry in found.entries)
    assert found.entries[-1].text == f"……另有 {200 - shown} 项"


def test_a_footer_shrinks_before_anything_of_it_goes() -> None:
    text = "审图号：GS（2026）1234号 · " * 20
    _, size = furniture.footer_lines(text, 5, (400, 100))
    assert size == 5
    narrow, small = furniture.footer_lines(text, 5, (400, 26))
    assert 3.5 <= small < 5
    assert "".join("".join(narrow).split()) == "".join(text.split())
    tiny, _ = furniture.footer_lines(text * 50, 5, (400, 26))
    assert len(tiny) * 3.5 * furniture.LINE <= 26
    assert tiny[-1].endswith("…")
    assert furniture.footer_lines("", 5, (400, 26)) == ([], 5)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    near = Sheet(Camera(35, -6, 5.0), 450, 300, 0.5, 0.56)
    km = furniture.bar_km(near)
    assert km == 200
    # A degree of longitude at 6° south is 110.7 km.
    left, right = near.place([[35, -6], [35 + km / 110.7, -6]])
    assert furniture._bar_points(near, km) == pytest.approx(right[0] - left[0], rel=0.01)
    assert furniture.bar_km(Sheet(Camera(20, 20, 1.0), 450, 300, 0.5, 0.56)) is None
