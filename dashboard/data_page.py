"""The data page: what the release covers, its tables and sources, rival claims and doubts."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from dashboard import charts, context, data_card, downloads, filters, frame, selection, table, world
from dashboard.context import View
from dashboard.data_orphans import unlinked
from dashboard.data_sources import claims, doubts, sources
from dashboard.data_views import Shown, covered, tables
from dashboard.i18n import N_, _
from dashboard.words import kind_word
from layers.choropleth import of_numbers
from layers.scene import Scene

VIEWS: Final[dict[str, tuple[str, Callable[[View], Shown]]]] = {
    "coverage": (N_("覆盖"), covered),
    "tables": (N_("数据表"), tables),
    "sources": (N_("来源"), sources),
    "claims": (N_("说法不一"), claims),
    "doubts": (N_("待核"), doubts),
    "unlinked": (N_("未连上"), unlinked),
}


def scene_of(view: View, shown: Shown) -> Scene:
    """Both regions, coloured by the view's numbers."""
    coloured = of_numbers(
        view.store, shown.numbers[shown.numbers.index.isin(view.store.table("country")["iso3"])],
        view.theme, "indicator", view.locale, blank=_("无记录"),
    )  # fmt: skip
    return world.scene(
        view, alt=_("{name}在各国的分布").format(name=shown.title), title=shown.title,
        coloured=coloured,
    )  # fmt: skip


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        which = filters.choose(
            "view", _("内容"), tuple(VIEWS), lambda v: _(VIEWS[v][0]), form="segments"
        )
        shown = VIEWS[which][1](view)
        st.caption(shown.note, width="content")
        if shown.take:
            kind, rows = shown.take
            downloads.menu(
                rows, kind, view, title=kind_word(kind), filters=shown.note, key="data-dl"
            )
    place = frame.layout(view)
    frame.draw_map(view, scene_of(view, shown), place, key="data-map")
    with place.below:
        made = shown.chart()
        parts = st.columns([0.64, 0.36], gap="small") if made is not None else (st.container(),)
        with parts[0]:
            listing = shown.listing
            table.show(
                listing.frame, listing.kind, view, references=listing.references,
                cells=listing.cells, key=f"data-table-{which}-{listing.kind}",
            )  # fmt: skip
        if made is not None:
            with parts[1]:
                charts.show(
                    made, view.style, key=f"data-chart-{which}",
                    on_pick=lambda: selection.on_chart(f"data-chart-{which}"),
                )  # fmt: skip
    with place.card:
        data_card.show(view, selection.selected())
