"""Column 国别指南: official guides, and the PDF files that the office keeps, read in the page."""

from html import escape
from typing import Final

import streamlit as st

from dashboard import context, country_facts, country_places, filters, guide_files
from dashboard.context import View
from dashboard.country_facts import Fact
from dashboard.guide_files import Guide
from dashboard.i18n import _

READER_HEIGHT: Final = 640
KEY: Final = "guide"


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{max(1, round(count / 1024))} KB"


def show(view: View, iso3: str) -> None:
    """Show the column."""
    found = {guide.name: guide for guide in guide_files.guides(view.settings, iso3)}
    left, right = st.columns([0.42, 0.58], gap="small")
    with left:
        country_facts.heading(view, _("官方指南"))
        if not country_places.places(view, iso3, "guide"):
            country_facts.show(view, [country_facts.unknown(_("官方指南"))], columns=1)
        country_places.show_places(view, iso3, "guide")
        country_facts.heading(view, _("本单位收存的指南"))
        _list(view, iso3, list(found.values()))
    with right:
        if not found:
            st.info(
                _("还没有收存该国的指南。把 PDF 放进 {folder}，刷新即可在此阅读和下载。").format(
                    folder=f"guides/{iso3}/"
                ),
                icon=":material/picture_as_pdf:",
            )
            return
        chosen = filters.choose(KEY, _("指南"), tuple(found), str, width=420)
        st.iframe(
            guide_files.address(context.prefix(), iso3, chosen),
            height=round(READER_HEIGHT * view.scale),
        )


def _list(view: View, iso3: str, found: list[Guide]) -> None:
    """Each file with its size and date; the name opens it, the other link keeps it."""
    if not found:
        country_facts.show(view, [Fact(_("PDF 文件"), _("暂无"))], columns=1)
        return
    lines = []
    for guide in found:
        href = escape(guide_files.address(context.prefix(), iso3, guide.name), quote=True)
        name = escape(guide.name, quote=True)
        lines.append(
            f'<li><a href="{href}" target="_blank" rel="noopener">{name}</a> '
            f"<small>{size(guide.size)} · {guide.day.isoformat()}</small> "
            f'<a href="{href}?download" download="{name}">{escape(_("下载"))}</a></li>'
        )
    st.html(f'<div class="atlas-places {view.theme}"><ul>{"".join(lines)}</ul></div>')
