"""The map of what a query finds: the countries, and the things that made them match."""

from typing import Final

import pandas as pd

from dashboard import selection
from dashboard.context import View
from dashboard.i18n import _
from dashboard.overlays import overlays
from geodata.finder import Found
from geodata.kinds import KINDS
from layers.base import country_labels, country_picks, ground, outline
from layers.palette import GROUNDS, Rgb, Theme, alpha, hex_of, ramp
from layers.payloads import focus_order
from layers.points import SHAPES
from layers.scene import Layer, Legend, Scene, Swatch

# So many points of a kind are still sent with each change; a query of everything has more.
MOST_POINTS: Final = 150
IN: Final = 0
DOUBTFUL: Final = 1


def scene_of(view: View, found: Found) -> Scene:
    """The countries that match in colour, those without data in grey, and the things that count."""
    asked = bool(found.steps)
    camera = view.camera("both")
    marked = dict.fromkeys(found.countries, IN) | dict.fromkeys(found.doubtful, DOUBTFUL)
    classes = tuple(marked.get(iso3, -1) if asked else -1 for iso3 in focus_order(view.store))
    tones = (ramp("indicator", view.theme, 3)[1], _grey(view.theme))
    kinds = _things(found)
    points, swatches = overlays(view, list(kinds), lambda kind: _rows(view, kind, kinds[kind]))
    layers: list[Layer] = [country_picks(view.at)]
    country = selection.selected_of("country")
    if country in set(view.store.table("country")["iso3"]):
        layers.append(outline(view.at, view.theme, str(country)))
    layers += [country_labels(view.at, view.theme, camera, view.scale), *points]
    areas = [Swatch(_("符合条件（{n} 国）").format(n=len(found.countries)), hex_of(tones[IN]))]
    if found.doubtful:
        words = _("缺数据，无从判断（{n} 国）").format(n=len(found.doubtful))
        areas.append(Swatch(words, hex_of(tones[DOUBTFUL])))
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(
            view.at, view.theme, classes=classes, colours=tuple(alpha(t, 1) for t in tones),
            detail=0,
        ),
        layers=tuple(layers),
        legends=(Legend("", (*(areas if asked else ()), *swatches)),),
        alt=_("条件选国图，{n} 国符合").format(n=len(found.countries)),
    )  # fmt: skip


def _grey(theme: Theme) -> Rgb:
    """Between the land of context and its borders: neither a match nor the plain ground."""
    land, border = GROUNDS[theme].land, GROUNDS[theme].border
    red, green, blue = ((a + b) // 2 for a, b in zip(land, border, strict=True))
    return red, green, blue


def _things(found: Found) -> dict[str, list[str]]:
    """Ids of what made the countries match, by kind."""
    kinds: dict[str, dict[str, None]] = {}
    for iso3 in found.countries:
        for fact in found.facts[iso3]:
            for reference in fact.references if fact else ():
                kind, _sep, id = reference.partition(":")
                if kind in SHAPES:
                    kinds.setdefault(kind, {})[id] = None
    return {kind: list(ids)[:MOST_POINTS] for kind, ids in kinds.items()}


def _rows(view: View, kind: str, ids: list[str]) -> pd.DataFrame:
    rows = view.store.table(kind)
    return rows[rows[KINDS[kind].id_column].isin(ids)]
