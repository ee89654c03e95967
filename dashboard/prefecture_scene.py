"""The maps of Hunan's prefectures: coloured by a count, or the countries one deals with."""

from functools import lru_cache
from typing import Final

import pandas as pd

from dashboard import columns, selection, vocabulary, world
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, pick
from geodata.prefectures import count, dealings, short_name
from geodata.store import Store
from layers.base import ground
from layers.choropleth import of_numbers
from layers.classify import classify
from layers.palette import GROUNDS, Rgba, alpha, hex_of, kind_colour, ramp
from layers.points import SHAPES, drawable, point_layers, point_rows
from layers.scene import ColourBy, Layer, Legend, Lines, Polygons, Scene, Swatch, Texts

FAMILY: Final = "indicator"


@lru_cache(maxsize=64)
def counted(store: Store, measure: str) -> tuple[tuple[str, int], ...]:
    """How many of a kind each prefecture has, in the order of ids; ``country``: dealt with."""
    ids = sorted(store.table("prefecture")["prefecture_id"])
    if measure == "country":
        return tuple((id_, len(dealings(store, id_))) for id_ in ids)
    return tuple((id_, count(store, id_, measure)) for id_ in ids)


def home(view: View, measure: str, chosen: str | None) -> Scene:
    """Hunan with its prefectures coloured by a count, and its zones.

    Parameters
    ----------
    measure : kind that is counted, or ``country``
    chosen : id of the prefecture to outline
    """
    tones = GROUNDS[view.theme]
    numbers = pd.Series(dict(counted(view.store, measure)), dtype="float64")
    classes = classify(numbers.where(numbers > 0))
    colours: list[Rgba] = [alpha(tones.focus, 1)]
    colours += [alpha(tone, 1) for tone in ramp(FAMILY, view.theme, len(classes.bounds) or 1)]
    swatches = [
        Swatch(f"{low:g}" if low == high else f"{low:g}–{high:g}", hex_of(colour), "area")
        for (low, high), colour in zip(classes.bounds, colours[1:], strict=False)
    ]
    swatches = [*reversed(swatches), Swatch(_("0（资料未载）"), hex_of(tones.focus), "area")]
    layers: list[Layer] = [
        Polygons(
            "prefectures", view.at.local("prefectures"),
            ColourBy("i", tuple(colours), tuple(int(each) + 1 for each in classes.index)),
            pickable=True,
        ),
        *(
            Lines(f"prefecture-{id_}", view.at("prefecture", id_), tones.border, width=0.9)
            for id_ in numbers.index
        ),
    ]  # fmt: skip
    if chosen:
        layers.append(
            Lines(f"prefecture-{chosen}-chosen", view.at("prefecture", chosen), tones.accent, 2.6)
        )
    zones, entry = _zones(view)
    layers += [*zones, _names(view)]
    title = _("{kind}数").format(kind=w.word(w.KIND_GROUPS, measure))
    if measure == "country":
        title = _("往来国家数")
    return Scene(
        theme=view.theme,
        camera=view.camera("hunan"),
        ground=ground(view.at, view.theme),
        layers=tuple(layers),
        legends=(Legend(title, tuple(swatches)), Legend("", (entry,))),
        alt=_("湖南 14 个市州，按{title}分级").format(title=title),
    )


def _zones(view: View) -> tuple[tuple[Layer, ...], Swatch]:
    rows = drawable(view.store.table("zone"))
    colour = kind_colour("zone", view.theme)
    items = point_rows(
        rows, "zone", "zone_id", pick, lambda row: str(vocabulary.term(row["zone_type"]) or "")
    )
    layers = point_layers(
        "zone", items, list(rows["precision"]), view.theme, colour, selected=selection.selected()
    )
    return layers, Swatch(w.word(w.KIND_GROUPS, "zone"), hex_of(colour), SHAPES["zone"])


@lru_cache(maxsize=8)
def _middles(store: Store) -> tuple[tuple[str, float, float], ...]:
    """A point well inside each prefecture: id, longitude, latitude."""
    areas = store.layer("prefectures")
    points = areas.geometry.representative_point()
    return tuple(
        (str(id_), round(point.x, 3), round(point.y, 3))
        for id_, point in zip(areas["adcode"], points, strict=True)
    )


def _names(view: View) -> Texts:
    """The names of the prefectures, each within its area; short where the language has it."""
    tones = GROUNDS[view.theme]
    rows = []
    for id_, lon, lat in _middles(view.store):
        name = columns.name_of(view, "prefecture", id_)
        rows.append({"p": [lon, lat], "n": short_name(name) if view.locale == "zh" else name})
    return Texts("prefecture-names", rows, tones.text, tones.halo, size=13 * view.scale)


def abroad(view: View, chosen: str) -> Scene:
    """The countries that a prefecture deals with, coloured by how many things tie them."""
    found = dealings(view.store, chosen)
    numbers = pd.Series({each.iso3: float(each.total) for each in found}, dtype="float64")
    focus = set(view.store.table("country")["iso3"])
    painted = of_numbers(
        view.store, numbers[numbers.index.isin(focus)], view.theme, FAMILY, view.locale,
        blank=_("资料未载往来"),
    )  # fmt: skip
    name = columns.name_of(view, "prefecture", chosen)
    return world.scene(
        view, alt=_("{name}往来的国家，{n} 个").format(name=name, n=len(found)),
        title=_("项目、园区、案例与友城数"), coloured=painted,
    )  # fmt: skip
