"""The map of a score: five classes, and a colour of its own for too few figures."""

from functools import lru_cache
from typing import Final

from dashboard import selection
from dashboard.context import View
from dashboard.i18n import _
from dashboard.score_words import MEANINGS, name
from geodata.scores import Scored
from layers import choropleth as cp
from layers.base import country_labels, country_picks, ground, outline
from layers.palette import Theme
from layers.scene import Layer, Legend, Scene

RAMP: Final = "agriculture"


@lru_cache(maxsize=64)
def _coloured(
    store: object, scored: Scored, theme: Theme, locale: str, blank: str
) -> cp.Choropleth:
    return cp.of_numbers(store, scored.table["score"].round(1), theme, RAMP, locale, blank=blank)


def coloured(view: View, scored: Scored) -> cp.Choropleth:
    """Classes of the countries by their score."""
    return _coloured(view.store, scored, view.theme, view.locale, _("数据不足"))


def scene_of(view: View, scored: Scored) -> Scene:
    """The scene of a score."""
    classes = coloured(view, scored)
    camera = view.camera("both")
    layers: list[Layer] = [country_picks(view.at)]
    country = selection.selected_of("country")
    if country in set(scored.table.index):
        layers.append(outline(view.at, view.theme, str(country)))
    layers.append(country_labels(view.at, view.theme, camera, view.scale))
    # Too few figures is an entry of the legend only where a country has them.
    swatches = classes.swatches if -1 in classes.classes else classes.swatches[:-1]
    title = f"{name(scored.index)} 0–100 · {_(MEANINGS[scored.index])}"
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(
            view.at, view.theme, classes=classes.classes, colours=classes.colours, detail=0
        ),
        layers=tuple(layers),
        legends=(Legend(title, swatches),),
        alt=_("{name}在各国的分布").format(name=title),
    )
