"""The map of a score: five classes, and a colour of its own for too few figures."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from dashboard import world
from dashboard.context import View
from dashboard.i18n import _
from dashboard.score_words import MEANINGS, name
from geodata.scores import Scored
from geodata.store import Store
from layers import choropleth as cp
from layers.palette import Rgb, Theme, alpha, hex_of, rgb
from layers.scene import Scene, Swatch

RAMP: Final = "agriculture"
# Too few figures: a grey that is neither the palest class nor the land around.
LESS: Final[dict[Theme, Rgb]] = {"light": rgb("#a9adb3"), "dark": rgb("#6b7280")}


@lru_cache(maxsize=64)
def _coloured(store: Store, scored: Scored, theme: Theme, locale: str, blank: str) -> cp.Choropleth:
    made = cp.of_numbers(store, scored.table["score"].round(1), theme, RAMP, locale, blank=blank)
    if -1 not in made.classes:
        return replace(made, swatches=made.swatches[:-1])
    grey = len(made.colours)
    return replace(
        made,
        classes=tuple(each if each >= 0 else grey for each in made.classes),
        colours=(*made.colours, alpha(LESS[theme], 1)),
        swatches=(*made.swatches[:-1], Swatch(blank, hex_of(LESS[theme]))),
    )


def coloured(view: View, scored: Scored) -> cp.Choropleth:
    """Classes of the countries by their score, one more for those with too few figures."""
    return _coloured(view.store, scored, view.theme, view.locale, _("数据不足"))


def scene_of(view: View, scored: Scored) -> Scene:
    """The scene of a score."""
    title = f"{name(scored.index)} 0–100 · {_(MEANINGS[scored.index])}"
    return world.scene(
        view, alt=_("{name}在各国的分布").format(name=title), title=title,
        coloured=coloured(view, scored),
    )  # fmt: skip
