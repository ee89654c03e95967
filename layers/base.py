"""The ground of every map: sea, land, borders, the dash line, country names, finer detail."""

import math
from dataclasses import dataclass
from typing import Final

from layers.palette import GROUNDS, Rgba, Theme, alpha
from layers.scene import Camera, ColourBy, Detail, Labels, Layer, Lines, Polygons

# Property `i` of a land polygon: its place among the focus countries sorted by ISO code, or
# one of these for the rest.
CONTEXT: Final = 65
DISPUTED: Final = 66
SEA: Final = 67
FINE_ZOOM: Final = 4
BORDER_WIDTHS: Final = (0.9, 0.9, 1.4)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the release's immutable map data is served.

    Parameters
    ----------
    release : release id, part of every address so that a browser may keep it for ever
    locale : language of names
    prefix : path under which the app is served, without a slash at its end
    """

    release: str
    locale: str
    prefix: str = ""

    def __call__(self, *parts: str) -> str:
        """The address of a payload."""
        return "/".join((f"{self.prefix}/geo", self.release, *parts))

    def local(self, *parts: str) -> str:
        """The address of a payload that holds names."""
        return self(*parts, self.locale)


def ground(
    at: Addresses,
    theme: Theme,
    *,
    classes: tuple[int, ...] = (),
    colours: tuple[Rgba, ...] = (),
    detail: int = 1,
) -> tuple[Layer, ...]:
    """Land and all that lies on it, bottom to top, without the facts.

    Parameters
    ----------
    at : addresses of the release
    theme : light or dark
    classes : class of each focus country in order of ISO code, -1 for none
    colours : colour of each class
    detail : 0–2, how fine the geometry is
    """
    tones = GROUNDS[theme]
    table = (
        *colours,
        *(alpha(tone, 1) for tone in (tones.focus, tones.land, tones.disputed, tones.sea)),
    )
    base = len(colours)
    focus = classes or (-1,) * CONTEXT
    index = (*(c if c >= 0 else base for c in focus), base + 1, base + 2, base + 3)
    fill = ColourBy("i", table, index)

    # By kind of line: a border, a dash of a disputed one, the dash line of the South China Sea.
    borders = ColourBy("d", (tones.border, tones.border, tones.dash))

    def tiles(name: str) -> str:
        return at("tiles", name, "{z}", "{x}", "{y}")

    return (
        Polygons("sea", at("sea"), tones.sea),
        Polygons("land", at("land", str(detail)), fill),
        Lines("borders", at("borders", str(detail)), borders, width=BORDER_WIDTHS, bare=True),
        # From zoom 4 on, tiles with a sea of their own cover the coarse land and its borders.
        Detail("fine-land", tiles("land"), "areas", FINE_ZOOM, fill),
        Detail("admin1", tiles("admin1"), "lines", FINE_ZOOM, tones.admin),
        Detail("fine-borders", tiles("borders"), "lines", FINE_ZOOM, borders, width=BORDER_WIDTHS),
    )


def country_picks(at: Addresses, subject: str = "plain") -> Polygons:
    """Invisible coarse country areas that answer a click and carry the tooltip.

    Kept apart from the visible land because a click sends the whole picked polygon to the
    server: the coarse one is a few kilobytes.
    """
    return Polygons("countries", at.local("pick", subject), (255, 255, 255, 1), pickable=True)


def country_labels(at: Addresses, theme: Theme, camera: Camera, scale: float = 1.0) -> Detail:
    """Country names that fit the opening view, and further names that fit once zoomed in.

    Parameters
    ----------
    camera : of the opening view
    scale : factor on type; larger type needs as much more room
    """
    tones = GROUNDS[theme]
    # Half steps: few different sets, each kept by the browser for ever.
    shift = math.log2(scale)
    band = f"{max(math.floor((camera.zoom - shift) * 2) / 2, 0):g}"
    names = f"names-{band}-{shift:.1f}-{at.locale}"
    return Detail(
        names,
        at("tiles", names, "{z}", "{x}", "{y}"),
        "labels",
        0,
        # Names of the opening view stand out from those that zooming in brings.
        ColourBy("c", (tones.text, tones.minor_text)),
        tones.halo,
        whole=Labels(names, at.local("labels", band), tones.text, tones.halo),
    )


def outline(at: Addresses, theme: Theme, iso3: str) -> Lines:
    """The accent line around a selected country."""
    accent = GROUNDS[theme].accent
    return Lines(f"outline-{iso3}", at("outline", iso3), accent, width=2.4, fine=True)
