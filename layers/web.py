"""Draws a Scene as one self-contained HTML file with folium (Leaflet): no network, no server.

Everything that a scene fetches by address is written into the file; what the app loads in tiles
comes in one piece of middling detail. Leaflet itself is taken from the
package folium_offline, which carries it.
"""

import json
from html import escape
from typing import Any, Final, cast

import folium
from branca.element import Element, Figure
from offlinefolium.elements import _res as OFFLINE  # noqa: N812  (the package's table by address)

from geodata.errors import ExportError
from geodata.store import Store
from layers.palette import GROUNDS, hex_of
from layers.payloads import payload
from layers.scene import (
    Colour,
    ColourBy,
    Detail,
    Labels,
    Layer,
    Lines,
    Paths,
    Points,
    Polygons,
    Scene,
    Swatch,
    Texts,
    Trips,
)

LEAFLET_JS: Final = "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js"
LEAFLET_CSS: Final = "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.css"
GLYPHS: Final = {
    "diamond": "◆", "square": "■", "triangle": "▲", "hexagon": "⬢", "circle": "●", "star": "★",
    "wedge": "▼",
}  # fmt: skip
SCRIPT_SAFE: Final = str.maketrans({"`": "&#96;", "$": "&#36;", "\\": "&#92;"})
SWATCHES: Final = GLYPHS | {"area": "▬", "line": "━", "dashed": "┅", "halo": "◎"}
STYLE: Final = """
<style>
html, body { margin: 0; height: 100%; font: 14px/1.5 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif; }
.folium-map { background: SEA !important; }
.atlas-name { white-space: nowrap; transform: translate(-50%, -50%); font-weight: 500; color: TEXT;
  text-shadow: 0 0 3px HALO, 0 0 3px HALO, 0 0 3px HALO; pointer-events: none; }
.atlas-mark { transform: translate(-50%, -50%); line-height: 1; text-shadow: 0 0 2px HALO, 0 0 2px HALO; }
.atlas-box { position: fixed; z-index: 1000; background: PANEL; color: TEXT; border-radius: 8px;
  padding: 10px 14px; box-shadow: 0 2px 10px #14263b33; max-width: 300px; }
</style>
"""  # noqa: E501


def render(scene: Scene, store: Store, *, title: str) -> str:
    """The scene as an HTML document.

    Parameters
    ----------
    scene : what to draw
    store : the release that the scene's addresses belong to
    title : of the document

    Raises
    ------
    ExportError : if an address of the scene is not of this release
    """
    camera = scene.camera
    chart = folium.Map(
        location=[camera.lat, camera.lon],
        # Leaflet's tiles are half as wide: its zoom is one more for the same scale.
        zoom_start=round(camera.zoom + 1),
        tiles=None,
        prefer_canvas=True,
        attribution_control=False,
        min_zoom=2,
    )
    chart.default_js = [("leaflet", LEAFLET_JS)]
    chart.default_css = [("leaflet_css", LEAFLET_CSS)]
    for layer in (*scene.ground, *scene.layers):
        _add(chart, layer, store)
    root = cast("Figure", chart.get_root())
    ground = GROUNDS[scene.theme]
    style = STYLE
    for word, colour in (
        ("SEA", ground.sea),
        ("TEXT", ground.text),
        ("HALO", ground.halo),
        ("PANEL", ground.halo),
    ):
        style = style.replace(word, hex_of(colour))
    root.header.add_child(Element(f"<title>{escape(title)}</title>{style}"))
    root.html.add_child(Element(_panel(scene, title)))
    return _inlined(root.render())


def _inlined(page: str) -> str:
    """The page with Leaflet in place of the links to it."""
    script = f'<script src="{LEAFLET_JS}"></script>'
    sheet = f'<link rel="stylesheet" href="{LEAFLET_CSS}"/>'
    if script not in page or sheet not in page:
        raise ExportError("网页模板与预期不符，未能写入 Leaflet", remedy="核对 folium 的版本")
    return page.replace(script, f"<script>{OFFLINE[LEAFLET_JS]}</script>").replace(
        sheet, f"<style>{OFFLINE[LEAFLET_CSS]}</style>"
    )


def _content(address: str, store: Store) -> Any:
    """What is served at an address of the scene's release."""
    _, found, rest = address.partition(f"/geo/{store.release_id}/")
    if not found:
        raise ExportError(f"地址“{address}”不属于数据版本 {store.release_id}")
    return json.loads(payload(store, *rest.split("/")))


def _css(colour: Colour) -> tuple[str, float]:
    """Colour as ``#rrggbb`` and opacity of 0–1."""
    return hex_of(colour), (colour[3] / 255 if len(colour) == 4 else 1.0)


def _of(colour: Colour | ColourBy, properties: dict[str, Any]) -> tuple[str, float]:
    if not isinstance(colour, ColourBy):
        return _css(colour)
    index = properties[colour.field]
    return _css(colour.colours[colour.classes[index] if colour.classes else index])


def _add(chart: folium.Map, layer: Layer, store: Store) -> None:
    match layer:
        case Polygons() | Lines():
            _shapes(chart, layer, _content(layer.address, store))
        case Points():
            for row in layer.rows:
                _mark(chart, layer, dict(row))
        case Paths():
            for row in layer.rows:
                _path(chart, layer, dict(row))
        case Trips():
            pass  # a file has no clock
        case Labels():
            _names(chart, _content(layer.address, store))
        case Texts():
            _names(chart, [{**row, "s": layer.size} for row in layer.rows], layer.drop)
        case Detail():
            if layer.whole is not None:
                _add(chart, layer.whole, store)


def _names(chart: folium.Map, rows: list[dict[str, Any]], drop: float = 0.0) -> None:
    for row in rows:
        text = escape(row["n"])
        style = f"font-size:{row['s']}px" + (f";margin-top:{drop:g}px" if drop else "")
        _icon(chart, row["p"], f'<div class="atlas-name" style="{style}">{text}</div>')


def _shapes(chart: folium.Map, layer: Polygons | Lines, data: Any) -> None:
    if layer.id == "sea":
        return  # the page's own background
    for feature in data["features"]:
        own = feature["properties"]
        for field in ("n", "t"):
            if field in own:
                own[field] = escape(own[field]).replace("\n", "<br>")

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        if isinstance(layer, Polygons):
            colour, opacity = _of(layer.fill, feature["properties"])
            return {"stroke": False, "fillColor": colour, "fillOpacity": opacity}
        colour, opacity = _of(layer.colour, feature["properties"])
        dash = "6 5" if layer.dashed else None
        width = layer.width
        if isinstance(width, tuple) and isinstance(layer.colour, ColourBy):
            width = width[feature["properties"][layer.colour.field]]
        return {"color": colour, "opacity": opacity, "weight": width, "dashArray": dash}

    tooltip = None
    if layer.pickable and data["features"]:
        tooltip = folium.GeoJsonTooltip(["n", "t"], labels=False, sticky=True)
    folium.GeoJson(data, style_function=style, tooltip=tooltip, smooth_factor=0.5).add_to(chart)


def _icon(chart: folium.Map, point: list[float], html: str, tooltip: str | None = None) -> None:
    icon = folium.DivIcon(html=html, icon_size=(0, 0), icon_anchor=(0, 0))
    folium.Marker([point[1], point[0]], icon=icon, tooltip=tooltip).add_to(chart)


def _tooltip(row: dict[str, Any]) -> str | None:
    """Name and line of an inline row, escaped; None where it has no name."""
    if "n" not in row:
        return None
    text = f"<b>{escape(row['n'])}</b><br>{escape(row['t'])}".replace("\n", "<br>")
    # Folium puts the text between backticks of a script, where these three would run or end it.
    return text.translate(SCRIPT_SAFE)


def _path(chart: folium.Map, layer: Paths, row: dict[str, Any]) -> None:
    colour, opacity = _of(layer.colour, row)
    folium.PolyLine(  # type: ignore[no-untyped-call]
        [[lat, lon] for lon, lat in row["p"]],
        color=colour,
        opacity=opacity,
        weight=row["w"],
        dash_array="6 5" if layer.dashed else None,
        tooltip=_tooltip(row) if layer.pickable else None,
    ).add_to(chart)


def _mark(chart: folium.Map, layer: Points, row: dict[str, Any]) -> None:
    colour, opacity = (
        _css(layer.colour) if not isinstance(layer.colour, ColourBy) else _of(layer.colour, row)
    )
    tooltip = _tooltip(row)
    if layer.shape == "circle":
        folium.CircleMarker(
            [row["p"][1], row["p"][0]],
            radius=row.get("r", layer.size),
            stroke=layer.outline is not None,
            color=hex_of(layer.outline or (0, 0, 0)),
            weight=1,
            fill_color=colour,
            fill_opacity=opacity,
            tooltip=tooltip,
        ).add_to(chart)
    else:
        size = round(layer.size * 2.2)
        glyph = GLYPHS[layer.shape]
        html = f'<div class="atlas-mark" style="color:{colour};font-size:{size}px">{glyph}</div>'
        _icon(chart, row["p"], html, tooltip)


def _panel(scene: Scene, title: str) -> str:
    """Title, legend and the footer that every map carries."""

    def entry(swatch: Swatch) -> str:
        mark = f'<span style="color:{escape(swatch.colour)}">{SWATCHES[swatch.shape]}</span>'
        return f"<div>{mark} {escape(swatch.label)}</div>"

    legend = "".join(
        (f"<b>{escape(group.title)}</b>" if group.title else "")
        + "".join(entry(swatch) for swatch in group.swatches)
        for group in scene.legends
    )
    return (
        f'<div class="atlas-box" style="left:12px;bottom:40px"><b>{escape(title)}</b>{legend}</div>'
        f'<div class="atlas-box" style="left:12px;bottom:6px;max-width:none;padding:2px 10px;'
        f'font-size:12px">{escape(scene.footer)}</div>'
    )
