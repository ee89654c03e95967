"""Colours: one restrained palette, told apart by colour-blind readers, in a light and a dark theme.

Transport modes are from the Okabe–Ito set (Okabe & Ito 2008, "Color Universal Design"); the
sequential ramps rise in lightness only, so that they also read in grey.
"""

from dataclasses import dataclass
from typing import Final, Literal

Rgb = tuple[int, int, int]
Rgba = tuple[int, int, int, int]
Theme = Literal["light", "dark"]


def rgb(hex_colour: str) -> Rgb:
    """Red, green and blue (0–255) of ``#rrggbb``."""
    value = int(hex_colour.lstrip("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


def alpha(colour: Rgb, opacity: float) -> Rgba:
    """A colour with an opacity of 0–1."""
    return *colour, round(255 * opacity)


def hex_of(colour: Rgb | Rgba) -> str:
    """``#rrggbb`` of a colour, for legends and charts."""
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"


@dataclass(frozen=True, slots=True)
class Ground:
    """Colours of the map below the facts."""

    sea: Rgb
    land: Rgb  # context countries
    focus: Rgb  # the 65
    border: Rgb
    admin: Rgb
    dash: Rgb  # the 10-segment line
    disputed: Rgb
    text: Rgb
    minor_text: Rgb
    halo: Rgb
    accent: Rgb
    outline: Rgb  # around points


GROUNDS: Final[dict[Theme, Ground]] = {
    "light": Ground(
        sea=rgb("#dfe9ef"), land=rgb("#e4e5e2"), focus=rgb("#f6f4ef"), border=rgb("#b9b3a5"),
        admin=rgb("#d9d4c8"), dash=rgb("#8a5a5a"), disputed=rgb("#dcd8cf"), text=rgb("#2c3644"),
        minor_text=rgb("#667080"), halo=rgb("#ffffff"), accent=rgb("#c8501e"),
        outline=rgb("#ffffff"),
    ),
    "dark": Ground(
        sea=rgb("#0b1724"), land=rgb("#132131"), focus=rgb("#1f3347"), border=rgb("#48637e"),
        admin=rgb("#2c4258"), dash=rgb("#c99a9a"), disputed=rgb("#1a2a3a"), text=rgb("#e6edf5"),
        minor_text=rgb("#9fb2c6"), halo=rgb("#0b1724"), accent=rgb("#f08a52"),
        outline=rgb("#0b1724"),
    ),
}  # fmt: skip

MODES: Final[dict[str, str]] = {
    "rail": "#0072b2",
    "sea": "#00866a",
    "river": "#3fa3d8",
    "road": "#c98200",
    "air": "#b5609a",
    "river-sea": "#3c6969",
    "rail-sea": "#5a5a78",
    "rail-road": "#69783c",
}

# Marks that travel on the lines: deeper than the line on light ground, brighter on dark.
MOVING: Final[dict[Theme, tuple[Rgb, float]]] = {
    "light": ((11, 30, 60), 0.35),
    "dark": ((255, 255, 255), 0.55),
}

# One hue a family, five steps from pale to deep.
RAMPS: Final[dict[str, tuple[str, ...]]] = {
    "mineral": ("#f6e2d0", "#eabf98", "#d99561", "#bb6630", "#8a3d12"),
    "energy": ("#ece2f2", "#cfb9e0", "#ab89c8", "#8259a8", "#582f82"),
    "agriculture": ("#e3efd8", "#bfdba6", "#93bf75", "#629a4a", "#386d2a"),
    "forest": ("#dcefe8", "#aed8c8", "#76b8a1", "#43907a", "#1f6655"),
    "fishery": ("#dceaf5", "#afcfe8", "#78add4", "#4586b8", "#1f5e91"),
    "indicator": ("#dbe6f2", "#adc6e0", "#7a9fc9", "#4675a8", "#0b2f5c"),
}
DARK_RAMPS: Final[dict[str, tuple[str, ...]]] = {
    "mineral": ("#5a3a26", "#84512c", "#b06a33", "#d98e4d", "#f8c48f"),
    "energy": ("#43305a", "#614585", "#8463ad", "#ab8fd0", "#d9c7ee"),
    "agriculture": ("#2c4a28", "#416b37", "#5c914a", "#86b96d", "#bfe0a8"),
    "forest": ("#1c4a41", "#2a6b5e", "#408f7d", "#6bb8a5", "#b0dfd2"),
    "fishery": ("#1f4363", "#2c6190", "#4585b8", "#74abd6", "#b5d6ef"),
    "indicator": ("#26446a", "#365f91", "#4f80b8", "#7ca7d4", "#b9d3ee"),
}

# Points: shape and colour say the kind together, so that colour is never alone.
KINDS: Final[dict[str, str]] = {
    "site": "#8a3d12",
    "park": "#0b2f5c",
    "event": "#b5609a",
    "project": "#3f6b7d",
    "branch": "#c8501e",
    "node": "#0072b2",
    "zone": "#5a6b7d",
    "institution": "#2f6b4a",
    "case": "#8a6a00",
}
DARK_KINDS: Final[dict[str, str]] = {
    "site": "#e0a071",
    "park": "#8fb8ea",
    "event": "#dd9bc8",
    "project": "#86c1d6",
    "branch": "#f59a66",
    "node": "#66b5e8",
    "zone": "#a9bacb",
    "institution": "#86cfa4",
    "case": "#e6c65c",
}


# Sites are told apart by what they belong to.
SITE_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "mineral": ("mine", "processing"),
    "energy": ("oil-gas-field", "refinery", "power-plant", "dam"),
    "transport": ("port", "airport"),
}
SITE_COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {"mineral": "#8a3d12", "energy": "#6d3f98", "transport": "#44607c"},
    "dark": {"mineral": "#e0a071", "energy": "#c5a2e8", "transport": "#9fb9d3"},
}


def site_family(site_type: str) -> str:
    """The family of a type of site."""
    return next(name for name, types in SITE_FAMILIES.items() if site_type in types)


def site_colour(family: str, theme: Theme) -> Rgb:
    """The colour of a family of sites."""
    return rgb(SITE_COLOURS[theme][family])


def moving_colour(mode: str, theme: Theme) -> Rgb:
    """The colour of a mark that travels on a line of a mode."""
    towards, share = MOVING[theme]
    red, green, blue = (
        round(own + (there - own) * share)
        for own, there in zip(rgb(MODES[mode]), towards, strict=True)
    )
    return red, green, blue


def pale_colour(mode: str, theme: Theme) -> Rgb:
    """The colour of a line of a mode that is not confirmed: half way to the ground."""
    ground = GROUNDS[theme].land
    red, green, blue = (
        round(own + (there - own) * 0.5)
        for own, there in zip(rgb(MODES[mode]), ground, strict=True)
    )
    return red, green, blue


def ramp(family: str, theme: Theme, count: int) -> list[Rgb]:
    """`count` (1–5) colours of a family, pale to deep, spread over its ramp."""
    colours = (RAMPS if theme == "light" else DARK_RAMPS)[family]
    if count <= 1:
        return [rgb(colours[-2])]
    # Few classes skip the palest step, which is kept for "recorded, no figure".
    steps = {2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4)}.get(count, range(len(colours)))
    return [rgb(colours[step]) for step in steps]


def kind_colour(kind: str, theme: Theme) -> Rgb:
    """The colour of a kind of point."""
    return rgb((KINDS if theme == "light" else DARK_KINDS)[kind])
