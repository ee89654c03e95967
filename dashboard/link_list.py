"""Links to entities in groups, as one light element: each with its name and why it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import streamlit as st
from streamlit.components.v2 import component

from dashboard import context, theme
from dashboard.i18n import _
from dashboard.navigation import PAGES

SHOWN: Final = 4
# Beyond this a list is better filtered on a page of its own.
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A link to an entity.

    Parameters
    ----------
    reference : ``kind:id``
    path : page where it is at home
    name : as shown
    why : why it is listed, one short sentence
    kind : word of its kind, where the group has several
    """

    reference: str
    path: str
    name: str
    why: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Links under one heading.

    Parameters
    ----------
    key : what tells the group from the others
    title : heading; none where empty
    items : best first
    shown : how many are sent before the reader asks for all
    """

    key: str
    title: str
    items: Sequence[Item]
    shown: int = SHOWN


@cache
def _component(prefix: str) -> Any:
    return component("atlas_links", js=theme.loader("links.js", prefix), isolate_styles=False)


def show(groups: Sequence[Group], *, key: str, of: str = "") -> None:
    """Show groups of links; a click opens the entity on its page.

    Parameters
    ----------
    groups : those without items are left out
    key : of the element
    of : what the links are of; when it changes, the lists are folded and read from the top
    """
    groups = [group for group in groups if group.items]
    if not groups:
        return
    opened = _opened(key, of)
    keep = {name: st.query_params[name] for name in ("lang", "release") if name in st.query_params}
    _component(context.prefix())(
        key=key,
        data={
            "groups": [_data(group, opened=group.key in opened) for group in groups],
            "prefix": context.prefix(), "home": PAGES[0].path, "keep": keep, "of": of,
            "open": opened,
        },
        on_open_change=lambda: None,
    )  # fmt: skip


def _opened(key: str, of: str) -> list[str]:
    """Keys of the groups that the reader unfolded, while the list is of the same thing."""
    state = st.session_state.get(key)
    opened = state.get("open") if state else None
    if not isinstance(opened, dict) or opened.get("of") != of:
        return []
    return [str(group) for group in opened.get("groups") or ()]


def _data(group: Group, *, opened: bool) -> dict[str, Any]:
    items = group.items[: MOST if opened else group.shown]
    data: dict[str, Any] = {"k": group.key, "i": [_item(item) for item in items]}
    if group.title:
        data |= {"t": group.title, "c": str(len(group.items))}
    if len(items) < len(group.items) and not opened:
        data["m"] = _("全部 {n} 项").format(n=len(group.items))
    return data


def _item(item: Item) -> dict[str, str]:
    texts = {"r": item.reference, "p": item.path, "n": item.name, "w": item.why, "k": item.kind}
    return {name: text for name, text in texts.items() if text}
