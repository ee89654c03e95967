"""The countries picked for comparison: put in from any page and kept for the visit."""

from typing import Final

import streamlit as st

from dashboard import columns
from dashboard.context import View
from dashboard.i18n import _
from dashboard.navigation import BY_PATH
from dashboard.pages_registry import current_path, page_of
from geodata.compare import MOST

PARAM: Final = "c"
KEY: Final = "atlas_compare"
PAGE: Final = "compare"


def basket() -> list[str]:
    """ISO codes picked so far, first come first."""
    return list(st.session_state.get(KEY, ()))


def keep(countries: list[str]) -> None:
    """These are the countries picked now."""
    st.session_state[KEY] = tuple(dict.fromkeys(countries))[:MOST]


def _turn(iso3: str) -> None:
    held = basket()
    keep([each for each in held if each != iso3] if iso3 in held else [*held, iso3])


def show(view: View, iso3: str) -> None:
    """The button that puts a country in or takes it out, and the way to the comparison."""
    if current_path() == PAGE:
        return
    held = basket()
    inside = iso3 in held
    full = len(held) >= MOST and not inside
    name = columns.name_of_country(view, iso3)
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("移出对比") if inside else _("加入对比"), key="compare-turn", type="tertiary",
            icon=":material/remove:" if inside else ":material/add:", disabled=full,
            help=_("最多对比 {n} 国").format(n=MOST) if full else name,
            on_click=_turn, args=(iso3,),
        )  # fmt: skip
        if held:
            st.page_link(
                page_of(PAGE), label=_("对比（{n} 国）").format(n=len(held)),
                icon=BY_PATH[PAGE].icon, query_params={PARAM: ",".join(held)} | _release(),
            )  # fmt: skip


def _release() -> dict[str, str]:
    return {"release": st.query_params["release"]} if "release" in st.query_params else {}
