"""The map of leads: countries coloured by the points of their lead."""

from collections.abc import Sequence
from typing import Final

from dashboard.context import View
from dashboard.i18n import _
from dashboard.match_rows import best
from geodata.match import Lead
from layers import choropleth as cp
from layers.base import country_labels, country_picks, ground, outline
from layers.scene import Layer, Legend, Scene

RAMP: Final = {"sell": "mineral", "buy": "agriculture"}


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
    coloured = None
    if left:
        coloured = cp.of_numbers(
            view.store, best(left), view.theme, RAMP[direction], view.locale, blank=_("没有线索")
        )
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
