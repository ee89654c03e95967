"""The self-contained HTML map: it holds what the scene shows and asks nobody for anything."""

import re

import pytest

from geodata.errors import ExportError
from geodata.store import FolderStore
from layers import web
from layers.base import Addresses, country_labels, country_picks, ground
from layers.scene import Camera, Legend, Points, Scene, Swatch, Texts

CAMERA = Camera(20, 0, 2.0)


def scene(store: FolderStore, **changes: object) -> Scene:
    """A scene with land, names, country areas and one point of nasty text."""
    at = Addresses(store.release_id, "zh")
    row = {"id": "park:X", "p": [25.5, -5.25], "n": "<img src=x onerror=alert(1)>", "t": 'a"b\nc'}
    return Scene(
        theme="light",
        camera=CAMERA,
        ground=ground(at, "light"),
        layers=(
            country_picks(at),
            country_labels(at, "light", CAMERA),
            Points("parks", [row], (11, 47, 92), shape="diamond"),
        ),
        legends=(Legend("图例<b>", (Swatch("园区", "#0b2f5c", "diamond"),)),),
        footer="边界：中国官方画法 · 未送审，仅供内部研究",
        **changes,
    )


def test_page_loads_nothing_from_outside(map_store: FolderStore) -> None:
    page = web.render(scene(map_store), map_store, title="刚果（金）")
    fetched = re.findall(r"<(?:script|img|iframe)[^>]+src=|<link[^>]+href=|@import", page)
    assert fetched == []
    # What is left are addresses in Leaflet's own comments, namespaces and its credit line.
    assert "tile" not in {
        match.split("/")[2].split(".")[0] for match in re.findall(r"https?://[^\"'\s<)]+", page)
    }


def test_short_texts_are_written_as_they_are(map_store: FolderStore) -> None:
    texts = Texts("km", [{"p": [25.0, -5.0], "n": "486 <公里>"}], (1, 2, 3), (9, 9, 9))
    page = web.render(scene(map_store).with_layers(texts), map_store, title="试图")
    readable = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), page)
    assert "486 &lt;公里&gt;" in readable
    assert "486 <公里>" not in readable


def test_page_holds_land_names_legend_and_footer(map_store: FolderStore) -> None:
    page = web.render(scene(map_store), map_store, title="试图")
    assert "<title>试图</title>" in page
    # Scripts in the page write Chinese as escapes.
    readable = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), page)
    assert "赞比亚" in readable
    assert "刚果(金)" in readable
    assert "边界：中国官方画法 · 未送审，仅供内部研究" in page
    assert '<span style="color:#0b2f5c">◆</span> 园区' in page
    assert "#dfe9ef" in page  # the sea is the page's background


def test_text_is_never_markup(map_store: FolderStore) -> None:
    page = web.render(scene(map_store), map_store, title="<script>alert(1)</script>")
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<script>alert(1)" not in page
    assert "图例&lt;b&gt;" in page


def test_hover_text_is_never_script(map_store: FolderStore) -> None:
    row = {"id": "park:Y", "p": [25.0, -5.0], "n": "a`+alert(1)+`", "t": "${alert(2)} \\u0041"}
    points = Points("parks", [row], (11, 47, 92), shape="circle")
    page = web.render(scene(map_store).with_layers(points), map_store, title="x")
    assert "a&#96;+alert(1)+&#96;" in page
    assert "&#36;{alert(2)} &#92;u0041" in page
    assert "${alert(2)}" not in page


def test_address_of_another_release_is_refused(map_store: FolderStore) -> None:
    elsewhere = Addresses("0123456789ab", "zh")
    with pytest.raises(ExportError, match="不属于数据版本"):
        web.render(Scene("light", CAMERA, (), (country_picks(elsewhere),)), map_store, title="x")


def test_changed_template_is_noticed() -> None:
    with pytest.raises(ExportError, match="未能写入 Leaflet"):
        web._inlined("<html><head></head></html>")
