"""Rows as cards in a grid: a name that selects, what it is, and one line to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard import entity_link, filters, provenance, selection
from dashboard.context import View
from dashboard.i18n import _

FORMS: Final = ("cards", "table")
# Links shown on a card; all of them are in the detail card.
LINKS: Final = 2


@dataclass(frozen=True, slots=True)
class Tile:
    """One card.

    Parameters
    ----------
    reference : ``kind:id`` that a click selects
    name : its heading, as plain text
    facts : a few words each: country, form, year …
    line : the sentence to read, as plain text
    warning : a word that must be seen first, if any
    links : reference, page and name of what the card leads to besides itself
    """

    reference: str
    name: str
    facts: Sequence[str] = ()
    line: str = ""
    warning: str = ""
    links: Sequence[tuple[str, str, str]] = ()


def choose() -> bool:
    """The choice between cards and table, bound to the address; whether cards are wanted."""
    words = {"cards": _("卡片"), "table": _("表格")}
    return filters.choose("as", _("列出方式"), FORMS, words.__getitem__, form="segments") == "cards"


def show(tiles: Sequence[Tile], view: View, *, columns: int = 2, height: int = 0) -> None:
    """Show the cards, the selected one marked.

    Parameters
    ----------
    columns : how many side by side
    height : pixels of the scrolling box; 0 for as high as they are
    """
    if not tiles:
        st.info(_("没有符合筛选的记录。放宽筛选后再看。"), icon=":material/search_off:")
        return
    box = st.container(
        height=round(height * view.scale) if height else "content", border=False, key="gallery"
    )
    chosen = selection.selected()
    for start in range(0, len(tiles), columns):
        for place, tile in zip(
            box.columns(columns, gap="small"), tiles[start : start + columns], strict=False
        ):
            with place:
                _tile(tile, chosen=tile.reference == chosen)


def _tile(tile: Tile, *, chosen: bool) -> None:
    state = "chosen" if chosen else "other"
    with st.container(border=True, key=f"tile-{state}-{tile.reference}", gap=None):
        st.button(
            provenance.escape(tile.name), key=f"pick-{tile.reference}", type="tertiary",
            icon=":material/radio_button_checked:" if chosen else None,
            on_click=selection.select, args=(None if chosen else tile.reference,),
        )  # fmt: skip
        facts = " · ".join(provenance.escape(fact) for fact in tile.facts if fact)
        marks = f":orange-badge[{provenance.escape(tile.warning)}] " if tile.warning else ""
        st.caption(f"{marks}{facts}  \n{provenance.escape(tile.line)}")
        for reference, path, name in tile.links[:LINKS]:
            entity_link.show(reference, path, name)
        if len(tile.links) > LINKS:
            st.caption(_("另有 {n} 处，点名称查看").format(n=len(tile.links) - LINKS))
