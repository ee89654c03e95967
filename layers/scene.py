"""A Scene: what a map shows, as plain data that every renderer understands.

Coordinates are WGS84 longitude, latitude in degrees; sizes are screen pixels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from layers.palette import Rgb, Rgba, Theme

Shape = Literal["circle", "diamond", "square", "triangle", "hexagon", "star", "wedge"]
# How a colour is chosen: one for all, or by a property's place in a list.
Colour = Rgba | Rgb


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks: centre and web-mercator zoom (0 shows the world in 512 px)."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class ColourBy:
    """Colour a feature by `colours[classes[feature.index_field]]`.

    Parameters
    ----------
    field : property that holds an index into `classes` (or into `colours` when that is empty)
    colours : the palette
    classes : index → palette position; empty when the field is the position itself
    """

    field: str
    colours: tuple[Colour, ...]
    classes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygons:
    """Filled areas at an address."""

    id: str
    address: str
    fill: Colour | ColourBy
    pickable: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines at an address, solid or dashed.

    Parameters
    ----------
    width : pixels; more than one go by the property that the colour goes by
    bare : drawn without joints, which thin lines of many pieces do not need and which cost most
        of a frame; its pieces are at the address followed by ``/pieces``
    fine : finer lines are at the address followed by ``/fine``, for who draws them near and once
    """

    id: str
    address: str
    colour: Colour | ColourBy
    width: float | tuple[float, ...] = 1.0
    bare: bool = False
    dashed: bool = False
    pickable: bool = False
    fine: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Selectable points, inline: few fields each.

    Each row has ``id`` (``kind:id``), ``p`` ([lon, lat]), ``n`` (name) and ``t`` (the line
    below the name in the tooltip), and optionally ``r`` (radius, px) and ``c`` (class).
    """

    id: str
    rows: Sequence[Mapping[str, Any]]
    colour: Colour | ColourBy
    shape: Shape = "circle"
    size: float = 7.0  # px, where rows have no ``r``
    outline: Rgb | None = None
    pickable: bool = True


@dataclass(frozen=True, slots=True)
class Paths:
    """Lines of the view at hand, inline: few, with few vertices.

    Each row has ``p`` ([[lon, lat], …]), ``w`` (width, px), ``n`` (name), ``t`` (the line below
    the name in the tooltip), what the colour goes by, and ``id`` (``kind:id``) where a click
    selects.
    """

    id: str
    rows: Sequence[Mapping[str, Any]]
    colour: Colour | ColourBy
    dashed: bool = False
    pickable: bool = True


@dataclass(frozen=True, slots=True)
class Trips:
    """Marks that travel along lines at an address, each with a trail that fades behind it.

    Rows have ``p`` ([[lon, lat], …]), ``t`` (the second at each vertex) and what the colour goes
    by. The clock that moves them is the page's; where nobody runs it, nothing is drawn.

    Parameters
    ----------
    trail : seconds until the trail has faded
    width : pixels
    """

    id: str
    address: str
    colour: Colour | ColourBy
    trail: float
    width: float = 4.0


@dataclass(frozen=True, slots=True)
class Labels:
    """Names at an address, kept from colliding; rows have ``p``, ``n`` and ``s`` (size, px)."""

    id: str
    address: str
    colour: Rgb
    halo: Rgb


@dataclass(frozen=True, slots=True)
class Texts:
    """Short texts of the view at hand, inline; each row has ``p`` ([lon, lat]) and ``n``.

    Parameters
    ----------
    size : of the type, pixels
    drop : how far below its point the middle of a text is, pixels
    """

    id: str
    rows: Sequence[Mapping[str, Any]]
    colour: Rgb
    halo: Rgb
    size: float = 12.0
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class Detail:
    """Areas, lines or names in tiles, from `min_zoom` on the finer the closer the reader looks.

    Parameters
    ----------
    address : of a tile, with ``{z}``, ``{x}``, ``{y}``
    colour : by a property of the features where it is `ColourBy`
    halo : colour around names
    width : of lines in pixels; more than one go by the property that the colour goes by
    whole : what a renderer without tiles draws in place of them; None where the rest of the
        scene is enough for it
    """

    id: str
    address: str
    form: Literal["areas", "lines", "labels"]
    min_zoom: int
    colour: Colour | ColourBy
    halo: Rgb | None = None
    width: float | tuple[float, ...] = 0.8
    whole: Labels | None = None


Layer = Polygons | Lines | Points | Paths | Trips | Labels | Texts | Detail


@dataclass(frozen=True, slots=True)
class Swatch:
    """One entry of the legend."""

    label: str
    colour: str  # #rrggbb
    shape: Shape | Literal["area", "line", "dashed", "halo"] = "area"


@dataclass(frozen=True, slots=True)
class Legend:
    """A titled group of legend entries; `layer` names the layers it can switch, if any."""

    title: str
    swatches: tuple[Swatch, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a renderer needs: ground, layers bottom to top, legend, camera and footer."""

    theme: Theme
    camera: Camera
    ground: tuple[Layer, ...]
    layers: tuple[Layer, ...]
    legends: tuple[Legend, ...] = ()
    footer: str = ""
    alt: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    def with_layers(self, *layers: Layer) -> "Scene":
        """The same scene with more layers on top."""
        return replace(self, layers=(*self.layers, *layers))

    @property
    def pickable_ids(self) -> list[str]:
        """Ids of the layers that answer a click."""
        return [
            layer.id
            for layer in (*self.ground, *self.layers)
            if isinstance(layer, Polygons | Lines | Points | Paths) and layer.pickable
        ]
