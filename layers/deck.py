"""Draws a Scene with pydeck: static geometry by address, selectable points inline.

What was measured and shaped this module: pydeck pretty-prints its JSON, which makes inline data
several times larger, so the deck here writes itself compactly; `map_provider=None` alone asks no
tile host; a selection that stays in the widget dims every layer, so the ids of pickable layers
carry a turn number that the page advances after each selection, which drops it.
"""

import json
from typing import Any, cast

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from layers.expressions import colour_of, constant, triggers
from layers.labels import DOT_SHIFT
from layers.palette import Rgb
from layers.scene import (
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

FONT = '"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'
TOOLTIP = {
    "html": "<b>{n}</b><div>{t}</div>",
    "style": {
        "fontFamily": FONT,
        "fontSize": "13px",
        "lineHeight": "1.5",
        "maxWidth": "300px",
        "whiteSpace": "pre-line",
        "padding": "8px 12px",
        "borderRadius": "6px",
        "backgroundColor": "#0b2f5c",
        "color": "#ffffff",
    },
}
# Shapes are drawn as characters of one font atlas: an icon atlas would be a file to ship.
GLYPH_HEIGHT = 2.2  # in radii
GLYPHS = {
    "diamond": "◆", "square": "■", "triangle": "▲", "hexagon": "⬢", "star": "★", "wedge": "▼",
}  # fmt: skip


class CompactDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck whose JSON has no indentation."""

    def to_json(self) -> str:
        """The deck's JSON for deck.gl."""
        return json.dumps(
            self,
            sort_keys=True,
            default=default_serialize,
            ensure_ascii=False,
            separators=(",", ":"),
        )


def _turned(layer_id: str, turn: int) -> str:
    return f"{layer_id}~{turn}"


def _polygons(layer: Polygons, turn: int) -> list[pdk.Layer]:
    return [
        pdk.Layer(
            "GeoJsonLayer",
            layer.address,
            id=_turned(layer.id, turn) if layer.pickable else layer.id,
            pickable=layer.pickable,
            stroked=False,
            filled=True,
            get_fill_color=colour_of(layer.fill, feature=True),
            update_triggers={"getFillColor": triggers(layer.fill)},
        )
    ]


def _width(layer: Lines | Detail, *, feature: bool) -> Any:
    """A width accessor: one for all, or by the property that the colour goes by."""
    if not isinstance(layer.width, tuple) or not isinstance(layer.colour, ColourBy):
        return layer.width
    name = f"properties.{layer.colour.field}" if feature else layer.colour.field
    return f"({json.dumps(list(layer.width))})[{name}]"


def _bare_lines(layer: Lines, scale: float) -> list[pdk.Layer]:
    return [
        pdk.Layer(
            "LineLayer",
            f"{layer.address}/pieces",
            id=layer.id,
            pickable=False,
            get_source_position="s",
            get_target_position="e",
            get_color=colour_of(layer.colour, feature=False),
            get_width=_width(layer, feature=False),
            width_scale=scale,
            width_units=constant("pixels"),
        )
    ]


def _lines(layer: Lines, turn: int, scale: float) -> list[pdk.Layer]:
    if layer.bare:
        return _bare_lines(layer, scale)
    return [
        pdk.Layer(
            "GeoJsonLayer",
            layer.address,
            id=_turned(layer.id, turn) if layer.pickable else layer.id,
            pickable=layer.pickable,
            filled=False,
            get_line_color=colour_of(layer.colour, feature=True),
            get_line_width=_width(layer, feature=True),
            line_width_scale=scale,
            line_width_units=constant("pixels"),
            line_joint_rounded=True,
            line_cap_rounded=not layer.dashed,
            update_triggers={"getLineColor": triggers(layer.colour)},
            **_dashes(layer),
        )
    ]


def _dashes(layer: Lines | Paths) -> dict[str, Any]:
    """A short dash reads as "schematic" at any zoom; lengths are multiples of the width."""
    if not layer.dashed:
        return {}
    return {
        "extensions": [{"@@type": "PathStyleExtension", "dash": True}],
        "get_dash_array": [4, 3],
    }


def _paths(layer: Paths, turn: int, scale: float) -> list[pdk.Layer]:
    return [
        pdk.Layer(
            "PathLayer",
            list(layer.rows),
            id=_turned(layer.id, turn) if layer.pickable else layer.id,
            pickable=layer.pickable,
            get_path="p",
            get_color=colour_of(layer.colour, feature=False),
            get_width="w",
            width_scale=scale,
            width_units=constant("pixels"),
            joint_rounded=True,
            cap_rounded=not layer.dashed,
            **_dashes(layer),
        )
    ]


def _points(layer: Points, turn: int, scale: float) -> list[pdk.Layer]:
    rows = list(layer.rows)
    layer_id = _turned(layer.id, turn) if layer.pickable else layer.id
    sized = bool(rows) and "r" in rows[0]
    colour = colour_of(layer.colour, feature=False)
    if layer.shape == "circle":
        return [
            pdk.Layer(
                "ScatterplotLayer",
                rows,
                id=layer_id,
                pickable=layer.pickable,
                get_position="p",
                get_radius="r" if sized else layer.size,
                radius_units=constant("pixels"),
                radius_scale=scale,
                get_fill_color=colour,
                stroked=layer.outline is not None,
                get_line_color=list(layer.outline or (0, 0, 0)),
                line_width_min_pixels=1,
            )
        ]
    glyph = GLYPHS[layer.shape]
    return [
        pdk.Layer(
            "TextLayer",
            rows,
            id=layer_id,
            pickable=layer.pickable,
            get_position="p",
            # The text accessor must be an expression: a constant is not called.
            get_text=f"p ? '{glyph}' : ''",
            # A glyph's height is given, not its radius.
            get_size="r" if sized else layer.size,
            size_scale=GLYPH_HEIGHT * scale,
            get_color=colour,
            font_family=constant(FONT),
            character_set=constant(glyph),
            font_settings={"sdf": True, "buffer": 6, "radius": 12},
            outline_width=3 if layer.outline else 0,
            outline_color=list(layer.outline or (0, 0, 0)),
        )
    ]


def _trips(layer: Trips, scale: float) -> list[pdk.Layer]:
    return [
        pdk.Layer(
            "TripsLayer",
            layer.address,
            id=layer.id,
            pickable=False,
            get_path="p",
            get_timestamps="t",
            get_color=colour_of(layer.colour, feature=False),
            get_width=layer.width,
            width_scale=scale,
            width_units=constant("pixels"),
            joint_rounded=True,
            trail_length=layer.trail,
            # The page's clock takes over in the browser; at 0 there is nothing to see.
            current_time=0,
            update_triggers={"getColor": triggers(layer.colour)},
        )
    ]


def _label_options(colour: Any, halo: Rgb) -> dict[str, Any]:
    return {
        "font_family": constant(FONT),
        # A bare 'auto' would be taken for an expression.
        "character_set": constant("auto"),
        # Small in the atlas: a large distance field blurs at 13 px.
        "font_settings": {"sdf": True, "buffer": 4, "radius": 8, "fontSize": 28, "smoothing": 0.15},
        "outline_width": 4,
        "outline_color": [*halo, 235],
        "get_color": colour,
        "font_weight": 500,
    }


def _labels(layer: Labels, scale: float) -> list[pdk.Layer]:
    return [
        pdk.Layer(
            "TextLayer",
            layer.address,
            id=layer.id,
            pickable=False,
            get_position="p",
            get_text="n",
            get_size="s",
            size_scale=scale,
            **_label_options(list(layer.colour), layer.halo),
        )
    ]


def _texts(layer: Texts, scale: float) -> list[pdk.Layer]:
    return [
        pdk.Layer(
            "TextLayer",
            list(layer.rows),
            id=layer.id,
            pickable=False,
            get_position="p",
            get_text="n",
            get_size=layer.size,
            get_pixel_offset=[0, round(layer.drop * scale, 1)],
            size_scale=scale,
            **_label_options(list(layer.colour), layer.halo),
        )
    ]


def _detail(layer: Detail, scale: float) -> list[pdk.Layer]:
    options: dict[str, Any] = {
        "min_zoom": layer.min_zoom,
        "max_zoom": 7,
        "tile_size": 512,
        "pickable": False,
    }
    colour = colour_of(layer.colour, feature=True)
    if layer.form == "areas":
        options |= {
            "stroked": False,
            "get_fill_color": colour,
            "update_triggers": {"getFillColor": triggers(layer.colour)},
        }
    elif layer.form == "lines":
        options |= {
            "filled": False,
            "get_line_color": colour,
            "get_line_width": _width(layer, feature=True),
            "line_width_scale": scale,
            "line_width_units": constant("pixels"),
            "update_triggers": {"getLineColor": triggers(layer.colour)},
        }
    else:
        text = _label_options(colour, layer.halo or (255, 255, 255))
        options |= {
            "point_type": constant("circle+text"),
            "get_fill_color": colour,
            "stroked": False,
            "get_point_radius": "properties.r",
            "point_radius_units": constant("pixels"),
            "point_radius_scale": scale,
            "get_text": "properties.n",
            "get_text_size": "properties.s",
            "text_size_scale": scale,
            "get_text_color": text["get_color"],
            "text_font_family": text["font_family"],
            "text_character_set": text["character_set"],
            "text_font_settings": text["font_settings"],
            "text_outline_width": text["outline_width"],
            "text_outline_color": text["outline_color"],
            "get_text_pixel_offset": f"properties.r ? [0, {round(-DOT_SHIFT * scale, 1)}] : [0, 0]",
        }
    return [pdk.Layer("TileLayer", layer.address, id=layer.id, **options)]


def _render(layer: Layer, turn: int, scale: float) -> list[pdk.Layer]:
    match layer:
        case Polygons():
            return _polygons(layer, turn)
        case Lines():
            return _lines(layer, turn, scale)
        case Points():
            return _points(layer, turn, scale)
        case Paths():
            return _paths(layer, turn, scale)
        case Trips():
            return _trips(layer, scale)
        case Labels():
            return _labels(layer, scale)
        case Texts():
            return _texts(layer, scale)
        case Detail():
            return _detail(layer, scale)


def render(scene: Scene, *, turn: int = 0, scale: float = 1.0) -> CompactDeck:
    """The scene as a pydeck deck.

    Parameters
    ----------
    scene : what to draw
    turn : advanced by the page after each selection; it is part of every pickable layer's id
    scale : factor on all pixel sizes, for screens read from afar
    """
    drawn = [
        part for layer in (*scene.ground, *scene.layers) for part in _render(layer, turn, scale)
    ]
    camera = scene.camera
    return CompactDeck(
        layers=drawn,
        initial_view_state=pdk.ViewState(
            longitude=camera.lon, latitude=camera.lat, zoom=camera.zoom, min_zoom=0.6, max_zoom=11
        ),
        map_provider=None,
        tooltip=cast("Any", TOOLTIP),
    )


def selected(selection: dict[str, Any]) -> str | None:
    """The ``kind:id`` that a click chose, from the widget's selection; None for a click on nothing.

    Parameters
    ----------
    selection : ``{"indices": {layer: [i]}, "objects": {layer: [object]}}`` of Streamlit
    """
    for objects in selection.get("objects", {}).values():
        for chosen in objects:
            found = chosen.get("id") or (chosen.get("properties") or {}).get("id")
            if isinstance(found, str) and ":" in found:
                return found
    return None
