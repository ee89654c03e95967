"""Colours that every reader can tell apart, and names that stand out from the land."""

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from layers.palette import (
    DARK_KINDS,
    DARK_RAMPS,
    GROUNDS,
    KINDS,
    MODES,
    RAMPS,
    Rgb,
    Theme,
    alpha,
    hex_of,
    kind_colour,
    ramp,
    rgb,
)
from layers.points import SHAPES, SIZES

THEMES: tuple[Theme, ...] = ("light", "dark")
Floats = npt.NDArray[np.float64]
# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
VISIONS = {
    "full": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375],
     [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = np.array([0.95047, 1.0, 1.08883])
# CIE76: about 2.3 is just noticeable between large patches side by side; a line two pixels wide,
# matched with a legend some way off, needs several times as much.
APART = 10.0
# Without a shape of its own a kind has nothing but its colour.
FAR_APART = 40.0


def linear(colour: Rgb) -> Floats:
    """Linear RGB of an sRGB colour (IEC 61966-2-1)."""
    c = np.array(colour) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(light: Floats) -> Floats:
    """CIE L*a*b* (D65) of linear RGB."""
    t = XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def luminance(colour: Rgb) -> float:
    return float(XYZ[1] @ linear(colour))


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def distance(one: Rgb, other: Rgb, vision: str) -> float:
    seen = VISIONS[vision]
    return float(np.linalg.norm(lab(seen @ linear(one)) - lab(seen @ linear(other))))


def test_the_measures_themselves() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert lab(linear((255, 255, 255))) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab(linear((255, 0, 0))) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    red, green = (192, 0, 0), (0, 122, 0)
    assert distance(red, green, "deuteranopia") < distance(red, green, "full") / 3


@pytest.mark.parametrize("vision", VISIONS)
def test_modes_are_told_apart(vision: str) -> None:
    pairs = {
        (a, b): distance(rgb(MODES[a]), rgb(MODES[b]), vision)
        for a, b in itertools.combinations(MODES, 2)
    }
    assert {pair: round(apart, 1) for pair, apart in pairs.items() if apart < APART} == {}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_kinds_are_told_apart_by_shape_or_else_by_colour(theme: Theme, vision: str) -> None:
    kinds = list(KINDS)
    near = {
        (a, b): round(distance(kind_colour(a, theme), kind_colour(b, theme), vision), 1)
        for a, b in itertools.combinations(kinds, 2)
        if SHAPES[a] == SHAPES[b]
        and distance(kind_colour(a, theme), kind_colour(b, theme), vision) < FAR_APART
    }
    assert near == {}


def test_what_is_shown_together_has_shapes_of_its_own() -> None:
    together = ("site", "park", "event", "project", "branch")
    assert len({SHAPES[kind] for kind in together}) == len(together)
    assert set(KINDS) == set(DARK_KINDS) == set(SIZES)
    assert set(KINDS) < set(SHAPES)


@pytest.mark.parametrize("family", RAMPS)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_ramps_go_one_way_in_lightness(family: str, count: int) -> None:
    for theme, away in (("light", -1), ("dark", 1)):
        steps = ramp(family, theme, count)
        assert len(set(steps)) == count
        lightness = [lab(linear(step))[0] for step in steps]
        # Deep is away from the ground: darker on light land, lighter on dark land. A step of 8 in
        # L* is seen in grey print.
        assert min(np.diff(lightness) * away) > 8
        ground = lab(linear(GROUNDS[theme].focus))[0]
        assert (lightness[0] - ground) * away > 3


def test_every_family_has_both_ramps() -> None:
    assert set(RAMPS) == set(DARK_RAMPS)
    assert {len(steps) for steps in (*RAMPS.values(), *DARK_RAMPS.values())} == {5}
    assert ramp("mineral", "light", 1) == ramp("mineral", "light", 0) == [rgb("#bb6630")]
    assert ramp("mineral", "light", 2) == [rgb("#eabf98"), rgb("#8a3d12")]


@pytest.mark.parametrize("theme", THEMES)
def test_names_stand_out(theme: Theme) -> None:
    tones = GROUNDS[theme]
    for ground in (tones.land, tones.focus, tones.sea, tones.disputed, tones.halo):
        assert contrast(tones.text, ground) >= 4.5
    # Names of places stand mostly on the focus countries; elsewhere the halo carries them.
    for ground in (tones.focus, tones.halo):
        assert contrast(tones.minor_text, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_points_stand_out_from_the_land(theme: Theme) -> None:
    tones = GROUNDS[theme]
    for mode, colour in MODES.items():
        assert contrast(rgb(colour), tones.land) >= 2.2, mode
    for kind in KINDS:
        assert contrast(kind_colour(kind, theme), tones.focus) >= 3, kind
    assert contrast(tones.accent, tones.focus) >= 3


def test_colours_change_their_form() -> None:
    assert rgb("#0b2f5c") == (11, 47, 92)
    assert hex_of((11, 47, 92)) == hex_of((11, 47, 92, 128)) == "#0b2f5c"
    assert alpha((1, 2, 3), 0.5) == (1, 2, 3, 128)
    assert alpha((1, 2, 3), 1) == (1, 2, 3, 255)
