"""The deck of a scene: its JSON as it was agreed, and never an address of another machine.

The agreed JSON lies in ``tests/golden``; to renew it after a change that is meant, run these
tests once with ``UPDATE_GOLDEN=1`` and look at the difference.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from layers.base import (
    CONTEXT,
    Addresses,
    country_labels,
    country_picks,
    ground,
    outline,
)
from layers.deck import render, selected
from layers.palette import GROUNDS, Theme
from layers.points import point_layers
from layers.scene import (
    Camera,
    ColourBy,
    Detail,
    Labels,
    Layer,
    Lines,
    Paths,
    Points,
    Polygons,
    Scene,
    Texts,
    Trips,
)

GOLDEN = Path(__file__).parents[1] / "golden"
BY_CLASS = ColourBy("i", ((1, 2, 3, 255), (4, 5, 6, 128)), (1, 0, 1))
BY_PLACE = ColourBy("m", ((1, 2, 3), (4, 5, 6)))
ROWS = [{"id": "park:P1", "p": [102.7, 18.0], "n": "赛色塔", "t": "万象"}]
SIZED = [{**ROWS[0], "r": 12.5}]
PATH_ROWS = [{"p": [[109.9, 27.6], [102.6, 17.9]], "w": 4, "m": 1, "n": "怀化 → 万象", "t": "铁路"}]
TILES = "/geo/abc/tiles/land/{z}/{x}/{y}"

FORMS: dict[str, Layer] = {
    "polygons": Polygons("sea", "/geo/abc/sea", (1, 2, 3)),
    "polygons-by-class": Polygons("land", "/geo/abc/land/1", BY_CLASS, pickable=True),
    "lines-solid": Lines("legs", "/geo/abc/legs", BY_PLACE, width=2.2, pickable=True),
    "lines-bare": Lines("borders", "/geo/abc/borders/1", BY_PLACE, width=(0.9, 1.4), bare=True),
    "lines-dashed": Lines("legs", "/geo/abc/legs", (1, 2, 3, 99), dashed=True),
    "points-circle": Points("sites", ROWS, (1, 2, 3, 240), size=4.5, outline=(9, 9, 9)),
    "points-halo": Points("halo", [{"p": [1, 2], "r": 11}], (1, 2, 3, 41), pickable=False),
    "points-diamond": Points("parks", ROWS, (1, 2, 3, 240), shape="diamond", outline=(9, 9, 9)),
    "points-sized-square": Points("zones", SIZED, BY_PLACE, shape="square"),
    "paths-dashed": Paths("plan-dashed", PATH_ROWS, BY_PLACE, dashed=True),
    "paths-solid": Paths("plan-faint", PATH_ROWS, (1, 2, 3, 80), pickable=False),
    "texts": Texts("km", [{"p": [102.7, 18.0], "n": "486 公里"}], (1, 2, 3), (9, 9, 9), drop=7),
    "trips": Trips("trips-all", "/geo/abc/trips/all", BY_PLACE, 4.0, width=4.5),
    "labels": Labels("names", "/geo/abc/labels/2/zh", (1, 2, 3), (4, 5, 6)),
    "detail-areas": Detail("fine-land", TILES, "areas", 4, BY_CLASS),
    "detail-lines": Detail("fine-borders", TILES, "lines", 4, BY_PLACE),
    "detail-lines-by-width": Detail("fine-borders", TILES, "lines", 4, BY_PLACE, width=(0.9, 1.4)),
    "detail-labels": Detail("names", TILES, "labels", 3, (1, 2, 3), (4, 5, 6)),
}


def scene(*layers: Layer, theme: Theme = "light") -> Scene:
    return Scene(theme, Camera(20.5, -3.25, 3.1), (), layers)


def drawn(*layers: Layer, turn: int = 0, scale: float = 1.0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(scene(*layers), turn=turn, scale=scale).to_json())
    return found


def one(layer: Layer, *, turn: int = 0, scale: float = 1.0) -> dict[str, Any]:
    (found,) = drawn(layer, turn=turn, scale=scale)["layers"]
    return dict(found)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_as_agreed(form: str) -> None:
    found = drawn(FORMS[form], turn=3, scale=2.0)
    file = GOLDEN / f"deck-{form}.json"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
        file.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(file.read_text(encoding="utf-8"))


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in GOLDEN.glob("deck-*.json")} == {f"deck-{f}.json" for f in FORMS}


def whole(theme: Theme) -> Scene:
    """A scene of everything that the layers can draw."""
    at = Addresses("abc123abc123", "zh")
    items = [{"id": "park:P1", "p": [1.0, 2.0], "n": "一", "t": "二"}]
    return Scene(
        theme,
        Camera(20, 0, 2.6),
        ground(at, theme, classes=(0,) * CONTEXT, colours=((1, 2, 3, 255),)),
        (
            country_picks(at, "resource.copper.production-mine"),
            outline(at, theme, "COD"),
            Lines("legs", at.local("legs", "all", "dashed"), (1, 2, 3), dashed=True, pickable=True),
            *point_layers("park", items, ["town"], theme, (1, 2, 3), selected="park:P1"),
            country_labels(at, theme, Camera(20, 0, 2.6)),
            *FORMS.values(),
        ),
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_else_is_asked(theme: Theme) -> None:
    deck = render(whole(theme))
    text = deck.to_json()
    found = json.loads(text)
    assert deck.map_provider is None
    assert "mapProvider" not in found
    # Streamlit reads this very word as "no map of anybody"; without it, or with null, it would
    # ask a tile host.
    assert found["mapStyle"] == "__MAP_STYLE__"
    assert not re.search(r"https?:|carto|mapbox|//", text, re.IGNORECASE)
    assert "mapboxKey" not in found
    assert len(found["layers"]) == len(whole(theme).ground) + len(whole(theme).layers)


@pytest.mark.parametrize("prefix", ["", "/atlas"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_address_is_our_own(theme: Theme, prefix: str) -> None:
    at = Addresses("abc123abc123", "en", prefix)
    layers = (
        *ground(at, theme),
        country_picks(at),
        outline(at, theme, "COD"),
        country_labels(at, theme, Camera(20, 0, 2.6), 1.9),
    )
    addresses = [layer.address for layer in layers if not isinstance(layer, Points)]
    assert len(addresses) == len(layers) == 9
    for address in addresses:
        assert address.startswith(f"{prefix}/geo/abc123abc123/")
        assert ".." not in address
        assert "//" not in address
        assert not re.search(r"\s", address)


def test_addresses() -> None:
    at = Addresses("abc", "fr")
    assert at("land", "1") == "/geo/abc/land/1"
    assert at.local("labels", "2") == "/geo/abc/labels/2/fr"
    assert Addresses("abc", "fr", "/x")("sea") == "/x/geo/abc/sea"


def test_ground_colours_each_country() -> None:
    at = Addresses("abc", "zh")
    tones = GROUNDS["light"]
    red, blue = (200, 0, 0, 255), (0, 0, 200, 255)
    made = {
        layer.id: layer
        for layer in ground(at, "light", classes=(1, -1, 0), colours=(red, blue), detail=2)
    }
    land = made["land"]
    assert isinstance(land, Polygons)
    assert land.address == "/geo/abc/land/2"
    fill = land.fill
    assert isinstance(fill, ColourBy)
    shown = [fill.colours[place] for place in fill.classes]
    assert shown == [
        blue, (*tones.focus, 255), red, (*tones.land, 255), (*tones.disputed, 255),
        (*tones.sea, 255),
    ]  # fmt: skip
    fine = made["fine-land"]
    assert isinstance(fine, Detail)
    assert fine.colour == fill  # zoomed in, a country keeps its colour
    assert list(made) == [
        "sea", "land", "borders", "fine-land", "admin1", "fine-borders",
    ]  # fmt: skip
    borders = made["borders"]
    assert isinstance(borders, Lines)
    # Dashed by geometry and without joints: the shaders for these are slow.
    assert (borders.address, borders.bare, borders.dashed) == ("/geo/abc/borders/2", True, False)
    assert borders.width == (0.9, 0.9, 1.4)
    assert borders.colour == ColourBy("d", (tones.border, tones.border, tones.dash))
    plain = ground(at, "light")[1]
    assert isinstance(plain, Polygons)
    assert isinstance(plain.fill, ColourBy)
    assert len(plain.fill.classes) == CONTEXT + 3


def test_the_band_of_names_follows_the_camera_and_the_type() -> None:
    at = Addresses("abc", "zh")

    def names(zoom: float, scale: float = 1.0) -> list[str]:
        layer = country_labels(at, "light", Camera(0, 0, zoom), scale)
        assert layer.whole is not None
        return [layer.address, layer.whole.address]

    assert names(2.74) == [
        "/geo/abc/tiles/names-2.5-0.0-zh/{z}/{x}/{y}", "/geo/abc/labels/2.5/zh",
    ]  # fmt: skip
    assert names(3.0)[1] == "/geo/abc/labels/3/zh"
    assert names(3.0, 2.0) == [
        "/geo/abc/tiles/names-2-1.0-zh/{z}/{x}/{y}", "/geo/abc/labels/2/zh",
    ]  # fmt: skip
    assert names(0.6, 4.0)[1] == "/geo/abc/labels/0/zh"


def test_compact() -> None:
    text = render(whole("light")).to_json()
    assert "\n" not in text
    assert not re.search(r'"[:,] ', text)
    assert len(text) < 0.7 * len(json.dumps(json.loads(text), indent=2))
    assert "赛色塔" in text  # not \u escapes, which are twice as long


def test_ids_of_what_can_be_picked_carry_the_turn() -> None:
    ids = [layer["id"] for layer in drawn(*FORMS.values(), turn=7)["layers"]]
    assert [each for each in ids if each.endswith("~7")] == [
        "land~7", "legs~7", "sites~7", "parks~7", "zones~7", "plan-dashed~7",
    ]  # fmt: skip
    again = [layer["id"] for layer in drawn(*FORMS.values(), turn=8)["layers"]]
    assert {a.partition("~")[0] for a in ids} == {a.partition("~")[0] for a in again}
    assert scene(*FORMS.values()).pickable_ids == [
        "land", "legs", "sites", "parks", "zones", "plan-dashed",
    ]  # fmt: skip


def test_what_answers_clicks_has_no_stroke() -> None:
    # A stroked polygon loses clicks.
    assert one(FORMS["polygons-by-class"])["stroked"] is False
    assert one(FORMS["polygons-by-class"])["pickable"] is True


@pytest.mark.parametrize("scale", [1.0, 1.86, 2.5])
def test_scale_multiplies_sizes(scale: float) -> None:
    assert one(FORMS["lines-solid"], scale=scale)["lineWidthScale"] == scale
    assert one(FORMS["points-circle"], scale=scale)["radiusScale"] == scale
    assert one(FORMS["labels"], scale=scale)["sizeScale"] == scale
    assert one(FORMS["lines-bare"], scale=scale)["widthScale"] == scale
    assert one(FORMS["trips"], scale=scale)["widthScale"] == scale
    assert one(FORMS["detail-lines"], scale=scale)["lineWidthScale"] == scale
    names = one(FORMS["detail-labels"], scale=scale)
    assert names["textSizeScale"] == names["pointRadiusScale"] == scale
    # A name twice as tall stands twice as far above its dot.
    assert names["getTextPixelOffset"] == (
        f"@@=properties.r ? [0, {round(-11 * scale, 1)}] : [0, 0]"
    )


def test_glyphs_are_as_large_as_circles() -> None:
    # deck.gl asks for the height of a glyph: 2.2 radii, whether the radius is its own or not.
    common = one(FORMS["points-diamond"])
    sized = one(FORMS["points-sized-square"])
    assert common["sizeScale"] == sized["sizeScale"] == 2.2
    assert (common["getSize"], sized["getSize"]) == (7.0, "@@=r")


def test_new_colours_are_asked_for() -> None:
    """deck.gl looks at a colour rule again only if its trigger has changed."""
    for form, colour in (
        ("polygons-by-class", "fill"), ("lines-solid", "colour"), ("detail-areas", "colour"),
        ("detail-lines", "colour"),
    ):  # fmt: skip
        layer = FORMS[form]
        other = type(layer)(
            **{name: getattr(layer, name) for name in layer.__slots__}
            | {colour: ColourBy("i", ((7, 8, 9), (4, 5, 6)), (1, 0, 1))}
        )
        before, after = one(layer)["updateTriggers"], one(other)["updateTriggers"]
        assert before.keys() == after.keys()
        assert before != after
        assert one(layer)["updateTriggers"] == before


def test_the_camera() -> None:
    assert drawn()["initialViewState"] == {
        "longitude": 20.5, "latitude": -3.25, "zoom": 3.1, "minZoom": 0.6, "maxZoom": 11,
    }  # fmt: skip


def test_layers_are_drawn_from_the_ground_up() -> None:
    base = Scene("light", Camera(0, 0, 1), (FORMS["polygons"],), (FORMS["labels"],))
    more = base.with_layers(FORMS["points-circle"])
    assert [layer.id for layer in base.layers] == ["names"]
    found = json.loads(render(more).to_json())["layers"]
    assert [layer["id"] for layer in found] == ["sea", "names", "sites~0"]


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        ({"parks~3": [{"id": "park:P1", "p": [1, 2], "n": "", "t": ""}]}, "park:P1"),
        ({"countries~3": [{"properties": {"id": "country:COD", "n": ""}}]}, "country:COD"),
        ({"legs~0": [], "parks~0": [{"id": "park:P2"}]}, "park:P2"),
        ({"parks~3": [{"id": 7}]}, None),
        ({"parks~3": [{"id": "P1"}]}, None),
        ({"land~3": [{"properties": {"i": 3}}]}, None),
        ({"land~3": [{"properties": None}]}, None),
        ({"parks~3": [{}]}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_what_a_click_chose(objects: dict[str, Any], expected: str | None) -> None:
    assert selected({"indices": {}, "objects": objects}) == expected


def test_a_click_on_nothing() -> None:
    assert selected({}) is None
    assert selected({"indices": {}, "objects": {}}) is None
