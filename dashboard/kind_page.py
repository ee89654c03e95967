"""A page about one kind of point: parks, events, projects, branches, institutions, cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dashboard import brief_menu, context, downloads, filters, frame, gallery, selection
from dashboard.charts import Chart
from dashboard.context import View
from dashboard.i18n import _, pick
from dashboard.words import KIND_GROUPS, word
from geodata.kinds import KINDS
from geodata.store import Store
from layers.base import country_labels, country_picks, ground
from layers.palette import hex_of, kind_colour
from layers.points import SHAPES, drawable, point_layers, point_rows
from layers.scene import Layer, Legend, Scene, Swatch


@dataclass(frozen=True, slots=True)
class KindPage:
    """What makes one such page different from another.

    Parameters
    ----------
    kind : kind of the points
    filters : (view, all rows) → filters, most used first
    chart : (view, rows left) → chart beside the table
    line : (row, view) → second line of a point's tooltip
    order : column to sort the table by, newest first if it starts with "-"
    tiles : (view, rows left) → the rows as cards, where they may be read so too
    above_card : (view, rows left) → draws what stands above the detail card
    """

    kind: str
    filters: Callable[[View, pd.DataFrame], list[filters.Filter]]
    chart: Callable[[View, pd.DataFrame], Chart | None]
    line: Callable[[dict[str, object], View], str]
    order: str = ""
    tiles: Callable[[View, pd.DataFrame], list[gallery.Tile]] | None = None
    above_card: Callable[[View, pd.DataFrame], None] | None = None


def _preset(rows: pd.DataFrame) -> str:
    """Where the points are: Africa, ASEAN or both."""
    if rows.empty:
        return "both"
    west, east = rows["lon"].quantile([0.02, 0.98])
    if west > 88 and east < 130:
        return "asean"
    return "africa" if east < 60 else "both"


KEPT: Final = 32
_made: dict[tuple[Store, str, str], dict[str, dict[str, Any]]] = {}


def _items(view: View, kind: str, shown: pd.DataFrame, page: KindPage) -> list[dict[str, Any]]:
    """The points of the rows shown; all of a kind's are made once a release and language."""
    key = (view.store, kind, view.locale)
    id_column = KINDS[kind].id_column
    if key not in _made:
        if len(_made) >= KEPT:  # releases that nobody asks for any more
            _made.clear()
        rows = drawable(view.store.table(kind))
        items = point_rows(rows, kind, id_column, pick, lambda row: page.line(row, view))
        _made[key] = dict(zip(rows[id_column], items, strict=True))
    return [_made[key][id_] for id_ in shown[id_column]]


def scene_of(view: View, kind: str, rows: pd.DataFrame, page: KindPage) -> Scene:
    """The scene of a kind's points over the ground."""
    shown = drawable(rows)
    items = _items(view, kind, shown, page)
    colour = kind_colour(kind, view.theme)
    camera = view.camera(_preset(shown))
    layers: tuple[Layer, ...] = (
        country_picks(view.at),
        country_labels(view.at, view.theme, camera, view.scale),
        *point_layers(
            kind, items, list(shown["precision"]), view.theme, colour,
            selected=selection.selected(),
        ),
    )  # fmt: skip
    name = word(KIND_GROUPS, kind)
    swatches = (
        Swatch(name, hex_of(colour), SHAPES[kind]),
        Swatch(_("位置约略（城镇、地区）"), hex_of(colour), "halo"),
    )
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme, detail=0),
        layers=layers,
        legends=(Legend("", swatches),),
        alt=_("{name}分布图，{n} 处").format(name=name, n=len(shown)),
    )


def _briefs(
    kind: str,
    left: pd.DataFrame,
    page: KindPage,
    items: list[filters.Filter],
    chosen: dict[str, list[str]],
) -> list[brief_menu.Offer]:
    """What a brief may be of: the selected park, and the rows that the filters leave."""
    rows = brief_menu.of_rows(
        kind, left, title=lambda: word(KIND_GROUPS, kind),
        filters=lambda: filters.sentence(items, chosen),
        scene=lambda view: scene_of(view, kind, left, page),
    )  # fmt: skip
    park = selection.selected_of("park")
    own = brief_menu.Offer("park", _("选中的园区"), f"park:{park}")
    return [own, rows] if park and kind == "park" else [rows]


def show(page: KindPage) -> None:
    """Run the page."""
    view = context.view()
    kind = page.kind
    rows = view.store.table(kind)
    title = word(KIND_GROUPS, kind)
    with frame.filter_row():
        items = page.filters(view, rows)
        chosen = filters.row(items)
        left = filters.apply(rows, items, chosen)
        if page.order:
            left = left.sort_values(
                page.order.lstrip("-"), ascending=not page.order.startswith("-"),
                na_position="last", kind="stable",
            )  # fmt: skip
        frame.count(len(left), len(drawable(left)))
        tiles = page.tiles if page.tiles and gallery.choose() else None
        downloads.menu(
            left, kind, view, title=title, filters=filters.sentence(items, chosen),
            key=f"{kind}-dl", scene=lambda: scene,
        )  # fmt: skip
        brief_menu.show(view, _briefs(kind, left, page, items, chosen), key=kind)
    references = [f"{kind}:{id_}" for id_ in left[KINDS[kind].id_column]]
    place = frame.layout(view)
    scene = scene_of(view, kind, left, page)
    frame.show(
        view,
        scene,
        frame.Rows(left, kind, references),
        place,
        key=kind,
        empty=_("在地图上点一处，或在表中选一行，这里显示它的事实、来源与关联。"),
        chart=lambda: page.chart(view, left),
        above_card=(lambda: page.above_card(view, left)) if page.above_card else None,
        instead=(lambda: gallery.show(tiles(view, left), view, height=230)) if tiles else None,
    )
