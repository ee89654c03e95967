"""The map of leads: countries coloured by the points of their lead."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import pandas as pd

from dashboard import world
from dashboard.context import View
from dashboard.i18n import _
from dashboard.match_rows import best
from geodata.match import Lead
from geodata.store import Store
from layers import choropleth as cp
from layers.palette import Theme
from layers.scene import Scene

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
    points = tuple(best(left).items())
    coloured = _coloured(view.store, points, view.theme, view.locale, direction, _("没有线索"))
    return world.scene(
        view, alt=_("{name}，{n} 国").format(name=title, n=len({lead.iso3 for lead in left})),
        title=title, coloured=coloured, chosen=chosen,
    )  # fmt: skip
