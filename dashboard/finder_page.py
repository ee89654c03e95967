"""条件选国: the countries that fulfil conditions, with the figures that decide."""

from datetime import date
from functools import lru_cache

import pandas as pd
import streamlit as st

from dashboard import (
    brief_menu,
    context,
    downloads,
    finder_builder,
    finder_query,
    finder_rows,
    finder_scene,
    frame,
    i18n,
    provenance,
    selection,
)
from dashboard.context import View
from dashboard.i18n import _
from geodata import clock
from geodata.finder import Found, Query, find, sentence
from geodata.store import Store


@lru_cache(maxsize=256)
def _found(store: Store, query: Query, today: date) -> Found:
    return find(store, query, today)


def _brief(view: View, found: Found, rows: pd.DataFrame) -> brief_menu.Offer:
    """What was found, with the figure that made each condition hold."""

    def sources() -> list[str]:
        cited = rows[["source_id", "other_source_ids"]].fillna("").agg(";".join, axis=1)
        return [each for cell in cited for each in cell.split(";") if each]

    return brief_menu.of_rows(
        "country", rows, title=lambda: _("条件选国"),
        filters=lambda: sentence(view.store, found.query).of(i18n.locale()),
        scene=lambda own: finder_scene.scene_of(own, found),
        cells=lambda own: finder_rows.cells(own, found), sources=sources,
    )  # fmt: skip


def show() -> None:
    """Run the page."""
    view = context.view()
    asked = finder_query.asked(view.store)
    found = _found(view.store, asked.query, clock.today())
    said = sentence(view.store, found.query).of(view.locale)
    with frame.filter_row():
        finder_builder.show(view, found)
        if found.steps:
            finder_builder.examples(folded=True)
        finder_builder.text_form(asked.text)
        if found.countries:
            rows = finder_rows.rows(view, found)
            downloads.menu(
                rows, "country", view, title=_("条件选国"), filters=said,
                key="find-dl", scene=lambda: scene,
            )  # fmt: skip
            brief_menu.show(view, [_brief(view, found, rows)], key="find")
    if asked.fault is not None:
        st.error(provenance.escape(asked.fault.message), icon=":material/error:")
    if not found.steps:
        finder_builder.examples(folded=False)
    place = frame.layout(view)
    scene = finder_scene.scene_of(view, found)
    references = [f"country:{iso3}" for iso3 in found.countries]
    with place.below:
        st.markdown(provenance.escape(said))
        if not found.countries:
            finder_rows.nothing(view, found)
        finder_rows.left_out(view, found)
        finder_rows.to_compare(found)
    chosen = selection.selected_of("country")

    def why() -> None:
        if found.steps and chosen in found.facts:
            finder_rows.why(view, found, str(chosen))

    own = view.store.table("country").set_index("iso3", drop=False).loc[list(found.countries)]
    frame.show(
        view, scene,
        frame.Rows(own, "country", references, finder_rows.cells(view, found)), place,
        key="find", chart=lambda: finder_rows.chart(view, found) if found.steps else None,
        above_card=why,
        instead=(lambda: None) if not found.countries else None,
        empty=_("点地图上的国家或表中一行，看它凭什么符合、数字从哪来，再打开国别页。"),
    )  # fmt: skip
