"""The map of both regions with its countries in classes: what pages about countries share."""

from dashboard import selection
from dashboard.columns import focus
from dashboard.context import View
from layers.base import country_labels, country_picks, ground, outline
from layers.choropleth import Choropleth
from layers.scene import Layer, Legend, Scene


def scene(
    view: View,
    *,
    alt: str,
    title: str = "",
    coloured: Choropleth | None = None,
    chosen: str | None = None,
) -> Scene:
    """Countries that answer a click, one of them outlined, their names, and a legend if coloured.

    Parameters
    ----------
    alt : the map in words
    title : what the colours mean
    coloured : classes of the countries; none leaves them plain
    chosen : ISO code of the country to outline; the selected one where not given
    """
    camera = view.camera("both")
    layers: list[Layer] = [country_picks(view.at)]
    outlined = selection.selected_of("country") if chosen is None else chosen
    if outlined in focus(view.store):
        layers.append(outline(view.at, view.theme, str(outlined)))
    layers.append(country_labels(view.at, view.theme, camera, view.scale))
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(
            view.at, view.theme, classes=coloured.classes if coloured else (),
            colours=coloured.colours if coloured else (), detail=0,
        ),
        layers=tuple(layers),
        legends=(Legend(title, coloured.swatches),) if coloured else (),
        alt=alt,
    )  # fmt: skip
