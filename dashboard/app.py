"""Entry of the app: language, theme, navigation, and a clear page when something is wrong."""

import difflib
from typing import Any

import streamlit as st

from dashboard import (
    alert_banner,
    context,
    filters,
    going,
    i18n,
    provenance,
    search_box,
    theme,
    viewport,
)
from dashboard.i18n import _
from dashboard.navigation import MISSING, PAGES, in_menus, menu_place
from dashboard.pages_registry import current_path, enter, register
from geodata.errors import AtlasError
from geodata.settings import settings


def _say_if_unknown(pages: dict[str, Any]) -> None:
    """Name the page that an old or broken link asked for, with the nearest there are."""
    asked = st.query_params.get(MISSING)
    if not asked:
        return
    st.warning(
        _("没有“{page}”这一页，已打开总览。").format(page=provenance.escape(asked)),
        icon=":material/link_off:",
    )
    near = difflib.get_close_matches(asked, pages, n=3, cutoff=0.4)
    with st.container(horizontal=True):
        for path in near:
            st.page_link(pages[path])


def main() -> None:
    """Run one page, or say what is wrong and what to do about it."""
    st.set_page_config(
        page_icon=str(theme.ICON), layout="wide", initial_sidebar_state="collapsed",
    )  # fmt: skip
    try:
        _page()
    except AtlasError as error:
        lines = [provenance.escape(line) for line in error.message.splitlines()]
        st.error("  \n".join(lines), icon=":material/error:")


def _page() -> None:
    theme.apply(context.prefix())
    bar = st.container(key="topbar", horizontal=True)
    with bar:
        place = st.container(width="content")
        chosen_locale = filters.choose(
            "lang", "语言 / Language", tuple(i18n.LOCALES), i18n.LOCALES.__getitem__,
            form="segments", default=settings().default_locale,
        )  # fmt: skip
        viewport.listen(chosen_locale)
    i18n.activate(chosen_locale)
    with place:
        search_box.show()
    st.set_page_config(page_title=_("湘企出海地图"))
    st.logo(theme.LOGOS.get(chosen_locale, theme.LOGOS["en"]), size="large")
    pages: dict[str, Any] = {
        page.path: st.Page(
            page.file, title=_(page.title), icon=page.icon, url_path=page.path,
            default=page is PAGES[0],
        )
        for page in PAGES
    }  # fmt: skip
    register(pages)
    chosen = st.navigation(in_menus(pages, _), position="top")
    enter(chosen)
    search_box.entered()
    theme.mark_menu(menu_place(current_path()))
    with bar:
        alert_banner.badge(context.view())
    going.follow()
    _say_if_unknown(pages)
    chosen.run()


main()
