"""The map of leads: countries coloured by the points of their lead."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import pandas as pd

from dashboard.context import View
from dashboard.i18n import _
from dashboard.match_rows import best
from geodata.match import Lead
from geodata.store import Store
from layers import choropleth as cp
from layers.base import country_labels, country_picks, ground, outline
from layers.palette import Theme
from layers.scene import Layer, Legend, Scene

RAMP: Final = {"sell": "mineral", "buy": "agriculture"}


@lru_cache(maxsize=128)
def _coloured(
    store: Store,
    points: tuple[tuple[str, int], ...],
    theme: Theme,
    locale: str,
    direction: str,
    blank: str,
) -> cp.Choropleth | None:
    if not points:
        return None
    found = pd.Series(dict(points), dtype="float64")
    return cp.of_numbers(store, found, theme, RAMP[direction], locale, blank=blank)


def scene_of(view: View, left: Sequence[Lead], direction: str, title: str, chosen: str) -> Scene:
    """The scene of leads over the ground.

    Parameters
    ----------
    left : leads, best first
    title : what the colours mean
    chosen : ISO code of the country that is outlined; blank for none
    """
    camera = view.camera("both")
    layers: list[Layer] = [country_picks(view.at)]
    if chosen in set(view.store.table("country")["iso3"]):
        layers.append(outline(view.at, view.theme, chosen))
    layers.append(country_labels(view.at, view.theme, camera, view.scale))
    points = tuple(best(left).items())
    coloured = _coloured(view.store, points, view.theme, view.locale, direction, _("没有线索"))
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(
            view.at, view.theme, classes=coloured.classes if coloured else (),
            colours=coloured.colours if coloured else (), detail=0,
        ),
        layers=tuple(layers),
        legends=(Legend(title, coloured.swatches),) if coloured else (),
        alt=_("{name}，{n} 国").format(name=title, n=len({lead.iso3 for lead in left})),
    )  # fmt: skip
