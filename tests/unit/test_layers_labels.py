"""Names on the map: none upon another, the important ones first, each in the reader's language."""

import math

import pandas as pd
import pytest

from geodata.store import FolderStore
from layers.labels import (
    KERNING,
    Label,
    _fitting,
    band_labels,
    named,
    text_width,
    tile_labels,
)

Box = tuple[float, float, float, float]


def box(label: Label, zoom: float) -> Box:
    """The rectangle of a name in pixels, worked out afresh and without air around it."""
    world = 512 * 2**zoom
    x = (label.lon + 180) / 360 * world
    sin = math.sin(math.radians(label.lat))
    y = (0.5 - math.log((1 + sin) / (1 - sin)) / (4 * math.pi)) * world
    y -= 11 if label.dot else 0
    wide = sum(1.0 if ord(c) > 0x2E7F else 0.56 for c in label.text) * label.size
    return x - wide / 2, y - label.size / 2, x + wide / 2, y + label.size / 2


def collisions(labels: list[Label], zoom: float) -> list[tuple[str, str]]:
    boxes = sorted((box(label, zoom), label.text) for label in labels)
    out = []
    for i, (one, name) in enumerate(boxes):
        for other, its in boxes[i + 1 :]:
            if other[0] >= one[2]:
                break
            if one[1] < other[3] and other[1] < one[3]:
                out.append((name, its))
    return out


def test_the_finder_of_collisions_finds_them() -> None:
    one, other = Label(10, 0, "刚果", 14, dot=False), Label(10, 1, "加蓬", 14, dot=False)
    assert collisions([one, other], 2) == [("加蓬", "刚果")]
    assert collisions([one, other], 5) == []


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("band", [0.0, 1.5, 2.0, 3.0, 4.5])
def test_names_of_a_band_keep_clear(world: FolderStore, band: float, locale: str) -> None:
    labels = list(band_labels(world, band, locale))
    for zoom in (band, band + 0.25, band + 0.5):
        assert collisions(labels, zoom) == []


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("band", [1.5, 2.5])
def test_names_in_tiles_keep_clear(world: FolderStore, band: float, locale: str) -> None:
    base = band_labels(world, band, locale)
    for level in (3, 4, 5, 6, 7):
        more = tile_labels(world, band, level, locale)
        assert set(more).isdisjoint(base)
        assert collisions([*base, *more], level - 0.5) == []


def test_the_more_room_the_more_names(world: FolderStore) -> None:
    counts = [len(band_labels(world, band, "zh")) for band in (0.0, 1.0, 2.0, 3.0, 4.0)]
    assert counts == sorted(set(counts))
    base = band_labels(world, 2.0, "zh")
    focus = set(named(world.table("country"), "zh").str.translate(KERNING))
    shown = {label.text for label in (*base, *tile_labels(world, 2.0, 6, "zh"))}
    assert focus <= shown  # once zoomed in, not one of the 65 goes without its name


def test_places_come_by_importance(world: FolderStore) -> None:
    def places(level: int) -> int:
        return sum(label.dot for label in tile_labels(world, 2.0, level, "zh"))

    assert places(3) == 0
    assert 0 < places(4) < places(5) < places(6)


def test_places_of_the_tiny_world(map_store: FolderStore) -> None:
    def dots(level: int) -> list[tuple[str, float, float, float]]:
        labels = tile_labels(map_store, 2.0, level, "en")
        return [(each.text, each.lon, each.lat, each.size) for each in labels if each.dot]

    assert dots(3) == []
    assert dots(4) == dots(5) == [("Kolwezi", 21.0, -8.0, 12.0)]
    assert dots(6) == [("Kolwezi", 21.0, -8.0, 12.0), ("Likasi", 29.0, -9.0, 12.0)]


def test_the_first_in_rank_wins() -> None:
    big, small = Label(10, 0, "大", 14, dot=False), Label(11, 0, "小", 14, dot=False)
    far = Label(60, 0, "远", 14, dot=False)
    assert _fitting([big, small, far], 1, []) == [big, far]
    assert _fitting([small, big, far], 1, []) == [small, far]
    assert _fitting([big, far], 1, [small]) == [far]
    assert _fitting([big, small], 6, []) == [big, small]


def test_focus_countries_go_before_greater_neighbours(map_store: FolderStore) -> None:
    texts = [label.text for label in band_labels(map_store, 6.0, "zh")]
    # By area among the focus countries, as the layer has them, then the others.
    assert texts == [
        "赞比亚", "刚果(金)", "安哥拉", "加纳", "老挝", "加蓬", "中国", "哈拉伊卜",
    ]  # fmt: skip
    # At zoom 0 ten degrees are 14 px: of the block of three only the largest is named.
    assert [label.text for label in band_labels(map_store, 0.0, "zh")] == [
        "赞比亚", "加纳", "老挝", "中国", "哈拉伊卜",
    ]  # fmt: skip


def test_size_says_importance(map_store: FolderStore) -> None:
    sizes = {label.text: label.size for label in band_labels(map_store, 6.0, "en")}
    assert (sizes["Zambia"], sizes["Chn"]) == (15.0, 13.5)


def test_narrow_glyphs_get_their_gap_back() -> None:
    assert "刚果（金）".translate(KERNING) == "刚果(金)"
    assert "尼日利亚".translate(KERNING) == "尼\u200a日利亚"
    assert "几内亚".translate(KERNING) == "\u200a几内亚"
    assert "Laos (PDR)".translate(KERNING) == "Laos (PDR)"


def test_a_language_falls_back() -> None:
    frame = pd.DataFrame(
        {
            "name_zh": ["甲", "乙", "丙"],
            "name_en": ["One", "Two", None],
            "name_fr": ["Un", None, ""],
        }
    )
    assert named(frame, "zh").tolist() == ["甲", "乙", "丙"]
    assert named(frame, "en").tolist() == ["One", "Two", "丙"]
    assert named(frame, "fr").tolist() == ["Un", "Two", "丙"]
    assert named(frame, "sw").tolist() == ["One", "Two", "丙"]
    assert frame["name_fr"].tolist()[2] == ""  # the table is shared and stays as it is


def test_width_of_text() -> None:
    assert text_width("刚果", 10) == 20
    assert text_width("Laos", 10) == pytest.approx(22.4)
    assert text_width("刚果(金)", 10) == pytest.approx(41.2)
