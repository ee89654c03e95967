"""The search box on the brand bar of every page.

What is typed and found passes between the browser and `dashboard.search_route` alone; Streamlit
hears only what was chosen.
"""

from functools import cache
from typing import Any, Final

import streamlit as st
from streamlit.components.v2 import component

from dashboard import context, going, i18n, theme
from dashboard.i18n import _
from dashboard.pages_registry import current_path
from dashboard.search_home import Home, home_of_reference
from geodata.errors import AtlasError

KEY: Final = "atlas_search"
HERE: Final = "atlas_search_here"
FIND: Final = "/find"
SHEET: Final = "search.css"


@cache
def _component(prefix: str) -> Any:
    return component("atlas_search", js=theme.loader("search.js", prefix))


def show() -> None:
    """Show the box in the current language."""
    prefix = context.prefix()
    _component(prefix)(
        key=KEY,
        data={
            "find": f"{prefix}{FIND}",
            "css": f"{prefix}/theme/{theme.asset(SHEET)[0]}",
            "lang": i18n.locale(),
            "release": st.query_params.get("release", ""),
            "words": words(),
        },
        width="content",
        on_go_change=_go,
    )


def words() -> dict[str, Any]:
    """What the box says in the current language; ``{n}`` and ``{text}`` are filled in there."""
    return {
        "label": _("站内检索"),
        "ask": _("搜国家、园区、项目、通道…"),
        "clear": _("清空"),
        "recent": _("最近打开"),
        "examples_are": _("可以这样搜：名称、拼音、首字母、外文名，或几个词一起"),
        "examples": [_("钴 刚果金"), _("建行 南非"), _("2025 活动 长沙"), _("mbs")],
        "count": _("找到 {n} 条"),
        "rest": _("还有 {n} 条"),
        "nothing": _("没有找到“{text}”。"),
        "nearest": _("相近的词"),
        "failed": _("检索没有回应。请检查与服务器的连接，稍后再试。"),
        "keys": [_("↑↓ 选择"), _("Enter 打开"), _("Ctrl + Enter 新标签页"), _("Esc 关闭")],
    }


def entered() -> None:
    """Remember the page of this run, for what is chosen in the box after it."""
    st.session_state[HERE] = current_path()


def _go() -> None:
    """Go to what was chosen; what the browser says is not trusted to make sense."""
    chosen = st.session_state[KEY].get("go")
    if not isinstance(chosen, str):
        return
    release = st.query_params.get("release")
    try:
        found = home_of_reference(context.opened(release), chosen)
    except AtlasError:
        return  # the page says what is wrong with the release
    # What is no more is named by the data page, with its nearest.
    there = found or Home("data", {"sel": chosen})
    kept = {"release": release} if release else {}
    going.to_address(there.path, kept | dict(there.params), st.session_state.get(HERE, ""))
