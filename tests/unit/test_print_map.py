"""Printed maps: colours at known places, every form of layer, text that is never cut."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pypdf
import pytest
import shapely
from numpy.typing import NDArray
from PIL import Image

from geodata.errors import ExportError
from geodata.store import FolderStore
from layers.base import Addresses, country_labels, country_picks, ground, outline
from layers.camera import fit
from layers.palette import GROUNDS, Rgb, alpha
from layers.print import VIEW, render
from layers.print.sheet import MM, Sheet
from layers.scene import (
    Camera,
    ColourBy,
    Detail,
    Layer,
    Legend,
    Lines,
    Paths,
    Points,
    Polygons,
    Scene,
    Shape,
    Swatch,
    Texts,
    Trips,
)

SIZE = (160.0, 110.0)
DPI = 100
TONES = GROUNDS["light"]
CAMERA = fit((-15, -25, 60, 35), *VIEW)
RED: Rgb = (200, 10, 20)
FOOTER = "边界：中国官方画法 · 未送审，仅供内部研究 · 数据版本 0123456789ab"


def scene(store: FolderStore, *layers: Layer, camera: Camera = CAMERA, **changes: object) -> Scene:
    at = Addresses(store.release_id, "zh")
    made = Scene("light", camera, ground(at, "light"), layers, alt="一张试图")
    return replace(made, **changes)


def png(scene_: Scene, store: FolderStore, **options: object) -> NDArray[np.uint8]:
    data = render(scene_, store, size_mm=SIZE, dpi=DPI, **options)  # type: ignore[arg-type]
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def pixel(camera: Camera, lon: float, lat: float) -> tuple[int, int]:
    """Row and column of a place in a print without legend and footer, worked out apart."""
    width, height = SIZE[0] * MM, SIZE[1] * MM
    points = min(width / VIEW[0], height / VIEW[1])
    scale = 512 * 2**camera.zoom * points

    def up(latitude: float) -> float:
        return float(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)) / (2 * np.pi))

    x = width / 2 + (lon - camera.lon) / 360 * scale
    y = height / 2 - (up(lat) - up(camera.lat)) * scale
    return int(y * DPI / 72), int(x * DPI / 72)


def near(colour: object, wanted: tuple[int, ...], by: int = 3) -> bool:
    return bool(np.abs(np.asarray(colour, dtype=int) - np.asarray(wanted[:3])).max() <= by)


def test_picture_is_as_large_as_asked(map_store: FolderStore) -> None:
    data = render(scene(map_store), map_store, size_mm=(127, 76.2), dpi=200, footer=FOOTER)
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (1000, 600)
    assert round(picture.info["dpi"][0]) == 200
    assert picture.info["Description"] == f"一张试图\n{FOOTER}"


def test_land_has_its_class_at_its_place(map_store: FolderStore) -> None:
    at = Addresses(map_store.release_id, "zh")
    # AGO, COD, GAB, GHA, LAO, ZMB: the last is of the one class.
    coloured = ground(at, "light", classes=(-1,) * 5 + (0,) + (-1,) * 59, colours=(alpha(RED, 1),))
    picture = png(scene(map_store, ground=coloured), map_store)
    assert near(picture[pixel(CAMERA, 25, -15)], RED)
    assert near(picture[pixel(CAMERA, 15, -15)], TONES.focus)
    assert near(picture[pixel(CAMERA, 35, 25)], TONES.disputed)
    assert near(picture[pixel(CAMERA, 40, -15)], TONES.sea)


def test_all_that_the_window_shows_is_on_the_print(map_store: FolderStore) -> None:
    for size in ((160.0, 60.0), (60.0, 160.0)):
        sheet = Sheet(
            CAMERA, size[0] * MM, size[1] * MM,
            min(size[0] * MM / VIEW[0], size[1] * MM / VIEW[1]), 0.5,
        )  # fmt: skip
        west, south, east, north = sheet.bounds
        assert (west, south) < (-15, -25)
        assert (east, north) > (60, 35)
        assert sheet.place([[CAMERA.lon, CAMERA.lat]])[0] == pytest.approx(
            [size[0] * MM / 2, size[1] * MM / 2]
        )


@pytest.mark.parametrize(
    "shape", ["circle", "diamond", "square", "triangle", "hexagon", "star", "wedge"]
)
def test_points_of_every_shape(map_store: FolderStore, shape: Shape) -> None:
    rows = [{"id": "park:A", "p": [45, 0], "n": "甲", "t": ""}]
    layer = Points("parks", rows, RED, shape=shape, size=12, outline=(0, 0, 0))
    picture = png(scene(map_store, layer), map_store)
    row, column = pixel(CAMERA, 45, 0)
    assert near(picture[row, column], RED)
    # 12 px are 6.7 points, 9 pixels of this print; no shape reaches twice as far.
    assert near(picture[row, column + 18], TONES.sea)
    assert near(picture[row - 18, column], TONES.sea)
    window = picture[row - 18 : row + 18, column - 18 : column + 18].reshape(-1, 3).astype(int)
    red = (np.abs(window - RED).max(axis=1) <= 3).sum()
    assert 60 < red < 350


def test_a_wedge_points_down_and_a_triangle_up(map_store: FolderStore) -> None:
    for shape, side in (("wedge", -1), ("triangle", 1)):
        rows = [{"p": [45, 0], "r": 14}]
        picture = png(scene(map_store, Points("a", rows, RED, shape=shape)), map_store)  # type: ignore[arg-type]
        row, column = pixel(CAMERA, 45, 0)
        assert near(picture[row + 5 * side, column + 8], RED)
        assert near(picture[row - 8 * side, column + 8], TONES.sea)


def test_a_vague_point_has_a_halo_that_the_ground_shows_through(map_store: FolderStore) -> None:
    halo = Points("x-halo", [{"p": [45, 0], "r": 17}], alpha(RED, 0.16), pickable=False)
    picture = png(scene(map_store, halo), map_store)
    mixed = tuple(round(s + (r - s) * 0.16) for s, r in zip(TONES.sea, RED, strict=True))
    assert near(picture[pixel(CAMERA, 45, 0)], mixed)


def test_points_are_coloured_by_their_class(map_store: FolderStore) -> None:
    rows = [{"p": [45, 0], "c": 0}, {"p": [50, 0], "c": 1}]
    layer = Points("x", rows, ColourBy("c", (RED, (0, 0, 255))), size=10)
    picture = png(scene(map_store, layer), map_store)
    assert near(picture[pixel(CAMERA, 45, 0)], RED)
    assert near(picture[pixel(CAMERA, 50, 0)], (0, 0, 255))


def test_a_solid_line_is_whole_and_a_dashed_one_has_gaps(map_store: FolderStore) -> None:
    rows = [{"p": [[40, -15], [60, -15]], "w": 6}]
    for dashed in (False, True):
        picture = png(scene(map_store, Paths("p", rows, RED, dashed=dashed)), map_store)
        row, first = pixel(CAMERA, 41, -15)
        last = pixel(CAMERA, 59, -15)[1]
        along = [near(colour, RED) for colour in picture[row, first:last]]
        assert all(along) is not dashed
        if dashed:
            assert 0.4 < np.mean(along) < 0.7  # four widths on, three off


def test_lines_and_areas_at_addresses(map_store: FolderStore) -> None:
    at = Addresses(map_store.release_id, "zh")
    border = Lines("o", at("outline", "ZMB"), RED, width=5)
    shade = Polygons("p", at("pick", "plain", "zh"), alpha((0, 0, 255), 0.5))
    picture = png(scene(map_store, shade, border), map_store)
    assert near(picture[pixel(CAMERA, 30, -15)], RED)
    half = tuple(round((f + b) / 2) for f, b in zip(TONES.focus, (0, 0, 255), strict=True))
    assert near(picture[pixel(CAMERA, 25, -5)], half)


def test_a_near_print_has_the_finer_ground(map_store: FolderStore) -> None:
    at = Addresses(map_store.release_id, "zh")
    tiles = at("tiles", "admin1", "{z}", "{x}", "{y}")
    inner = Detail("admin1", tiles, "lines", 4, RED, width=6)
    camera = Camera(25, -5, 5.0)
    assert near(png(scene(map_store, inner, camera=camera), map_store)[pixel(camera, 26, -5)], RED)
    # From afar the tiles are not used: what the whole scene has is enough.
    far = png(scene(map_store, inner), map_store)
    assert not near(far[pixel(CAMERA, 26, -5)], RED)


def test_a_near_print_has_the_finer_outline(world: FolderStore) -> None:
    at = Addresses(world.release_id, "zh")
    shape = world.layer("land_z2").set_index("iso3").geometry["TZA"]
    camera = fit(tuple(shape.bounds), *VIEW)
    drawn = scene(world, outline(at, "light", "TZA"), camera=camera)
    row, column = pixel(camera, *shape.boundary.geoms[0].coords[0])
    picture = png(drawn, world)
    assert near(picture[row, column], TONES.accent, 40)
    # Every tenth corner of the finest outline of the mainland lies on the line.
    main = max(shape.geoms, key=lambda part: part.area)
    places = [pixel(camera, lon, lat) for lon, lat in main.exterior.coords[::10]]
    assert all(near(picture[place], TONES.accent, 90) for place in places)


def test_names_stand_with_their_halo_and_areas_for_clicks_do_not_show(
    map_store: FolderStore,
) -> None:
    at = Addresses(map_store.release_id, "zh")
    plain = png(scene(map_store), map_store)
    clicks = png(scene(map_store, country_picks(at)), map_store)
    assert np.array_equal(plain, clicks)
    names = png(scene(map_store, country_labels(at, "light", CAMERA)), map_store)
    row, column = pixel(CAMERA, 25, -15)  # 赞比亚 stands in its middle
    box = names[row - 8 : row + 8, column - 16 : column + 16].reshape(-1, 3)
    assert any(near(colour, TONES.text, 12) for colour in box)
    assert any(near(colour, TONES.halo, 1) for colour in box)
    texts = png(scene(map_store, Texts("t", [{"p": [45, 0], "n": "甲$x^2$"}], RED, (9, 9, 9))),
                map_store)  # fmt: skip
    row, column = pixel(CAMERA, 45, 0)
    assert any(
        near(colour, RED, 40)
        for colour in texts[row - 8 : row + 8, column - 20 : column + 20].reshape(-1, 3)
    )


def test_paper_has_no_clock(map_store: FolderStore) -> None:
    at = Addresses(map_store.release_id, "zh")
    moving = scene(map_store, Trips("t", at("trips", "all"), RED, trail=4))
    still = scene(map_store)
    assert np.array_equal(png(moving, map_store), png(still, map_store))


def test_two_threads_draw_the_same_as_one(map_store: FolderStore) -> None:
    at = Addresses(map_store.release_id, "zh")
    drawn = scene(map_store, country_labels(at, "light", CAMERA))

    def one(fmt: str) -> bytes:
        return render(drawn, map_store, size_mm=SIZE, dpi=DPI, fmt=fmt, footer=FOOTER)  # type: ignore[arg-type]

    alone = {fmt: one(fmt) for fmt in ("png", "svg", "pdf")}
    with ThreadPoolExecutor(4) as pool:
        order = ["png", "svg", "pdf", "svg", "png", "png", "svg", "svg"]
        for fmt, data in zip(order, pool.map(one, order), strict=True):
            assert data == alone[fmt]


@pytest.mark.parametrize("fmt", ["svg", "pdf"])
def test_footer_and_legend_are_text_and_whole(map_store: FolderStore, fmt: str) -> None:
    long = FOOTER + " · " + "、".join(f"来源甲乙丙丁{n}" for n in range(60))
    legend = Legend(
        "图例", (Swatch("园区 <b>&", "#0b2f5c", "diamond"), Swatch("线", "#c8501e", "dashed"))
    )
    drawn = scene(map_store, legends=(legend,))
    data = render(
        drawn, map_store, size_mm=SIZE, fmt=fmt, footer=long, outlined=False  # type: ignore[arg-type]
    )  # fmt: skip
    if fmt == "pdf":
        page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
        text = page.extract_text()
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx([453.5, 311.8], abs=0.1)
    else:
        text = data.decode()
        assert "园区 &lt;b&gt;&amp;" in text
    flat = "".join(part for part in text.split() if True)
    for wanted in ("未送审", "图例", "来源甲乙丙丁0", "来源甲乙丙丁59"):
        assert wanted in flat
    outlines = render(drawn, map_store, size_mm=SIZE, fmt="svg", footer=FOOTER)
    assert b"<text" not in outlines


def test_one_file_for_one_scene(map_store: FolderStore) -> None:
    for fmt in ("png", "svg", "pdf"):
        first, second = (
            render(scene(map_store), map_store, size_mm=SIZE, dpi=DPI, fmt=fmt)  # type: ignore[arg-type]
            for _ in range(2)
        )
        assert first == second


def test_address_of_another_release_and_absurd_sizes_are_refused(map_store: FolderStore) -> None:
    elsewhere = Addresses("0123456789ab", "zh")
    foreign = scene(map_store, Lines("o", elsewhere("outline", "ZMB"), RED))
    with pytest.raises(ExportError, match="不属于数据版本"):
        render(foreign, map_store, size_mm=SIZE)
    for size in ((0.0, 100.0), (100.0, float("nan")), (float("inf"), 100.0)):
        with pytest.raises(ExportError, match="太小"):
            render(scene(map_store), map_store, size_mm=size)


# Places that must be drawn as parts of one country, and borders that must part two.
SAME = {
    "Taipei": (121.0, 23.8), "Tawang": (92.5, 28.2), "Aksai Chin": (79.5, 35.3),
    "Changsha": (112.0, 28.5),
}  # fmt: skip


@pytest.mark.parametrize("zoom", [2.0, 5.0])
def test_china_is_whole_on_the_print(world: FolderStore, zoom: float) -> None:
    """The layer of land gives every part of China the colour of the rest, near and far."""
    found = {}
    for name, (lon, lat) in SAME.items():
        camera = Camera(lon, lat, zoom)
        plain = scene(world, camera=camera)
        only = replace(plain, ground=tuple(
            part for part in plain.ground if part.id in ("sea", "land", "fine-land")
        ))  # fmt: skip
        found[name] = tuple(int(part) for part in png(only, world)[pixel(camera, lon, lat)])
    assert set(found.values()) == {TONES.land}


def test_every_dash_of_the_line_is_on_the_print(world: FolderStore) -> None:
    camera = fit((104, 2, 126, 27), *VIEW)
    picture = png(scene(world, camera=camera), world).astype(int)
    dashes = [
        part for line in world.layer("dash_line").geometry for part in shapely.get_parts(line)
    ]
    assert len(dashes) == 10
    for dash in dashes:
        middle = dash.interpolate(0.5, normalized=True)
        row, column = pixel(camera, middle.x, middle.y)
        window = picture[row - 2 : row + 3, column - 2 : column + 3].reshape(-1, 3)
        assert np.abs(window - TONES.dash).max(axis=1).min() < 60
