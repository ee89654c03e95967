"""News of official feeds: fetched when asked, shown once somebody has let it in."""

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import columns, filters, provenance
from dashboard.context import View
from dashboard.i18n import N_, _, listed, pick
from dashboard.table import plain
from geodata.errors import AtlasError, FeedError
from geodata.feeds import Feed, Item, feeds, fetch, read, review
from geodata.feeds.model import State

STATES: Final = {"accepted": N_("已准许"), "pending": N_("待审核"), "rejected": N_("已拒绝")}
TOPICS: Final = (N_("国际"), N_("非洲"), N_("贸易"), N_("安全与灾害"), N_("金融"))
# Only who sits at the machine that serves the pages may ask the network and review.
AT_HOME: Final = ("127.0.0.1", "localhost", "::1")
MOST: Final = 30
SAID: Final = "atlas_feeds_said"


def may_review(view: View) -> bool:
    """Whether the reader sits at the machine that serves the pages."""
    return view.settings.host in AT_HOME


def name(feed: Feed) -> str:
    """A feed's name in the reader's language."""
    return pick({"name_zh": feed.name_zh, "name_en": feed.name_en})


def _ask(view: View) -> None:
    """Ask every feed that is switched on; what came of it is said after the rerun."""
    asked = {feed.id: feed for feed in feeds(view.store) if feed.on}
    try:
        outcomes = fetch(asked.values(), view.settings.data_dir)
    except FeedError as error:
        st.session_state[SAID] = [(True, error.message)]
        return
    told = []
    for outcome in outcomes:
        what = outcome.error or _("新到 {n} 条，待审核").format(n=outcome.new)
        text = _("{name}：{what}").format(name=name(asked[outcome.feed_id]), what=what)
        told.append((bool(outcome.error), text))
    st.session_state[SAID] = told


def _review(view: View, id_: str, state: State) -> None:
    """Let an item in or keep it out; what went wrong is said after the rerun."""
    try:
        review(view.settings.data_dir, id_, state)
    except AtlasError as error:
        st.session_state[SAID] = [(True, error.message)]


def actions(view: View) -> str:
    """The choice of state and, for who may, the button that asks the network; the state."""
    if not may_review(view):
        return "accepted"
    state = filters.choose("state", _("状态"), tuple(STATES), lambda s: _(STATES[s]),
                           form="segments")  # fmt: skip
    st.button(
        _("联网收取"), icon=":material/cloud_download:", key="feeds-fetch",
        help=_("只在点这里时联网，收取下列打开的来源；新条目审核后才显示。"),
        on_click=_ask, args=(view,),
    )  # fmt: skip
    return state


def show(view: View, state: str) -> None:
    """The items of a state, and the feeds they come from."""
    for failed, text in st.session_state.pop(SAID, ()):
        if failed:
            st.warning(provenance.escape(text), icon=":material/cloud_off:")
        else:
            st.success(provenance.escape(text), icon=":material/check:")
    known = {feed.id: feed for feed in feeds(view.store)}
    try:
        found = read(view.settings.data_dir, _state(state))
    except FeedError as error:
        st.error(provenance.escape(error.message), icon=":material/error:")
        found = []
    news, origins = st.columns([0.62, 0.38], gap="medium")
    with news:
        if not found:
            st.info(_("还没有这样的资讯。"), icon=":material/newspaper:")
        for item in found[:MOST]:
            _item(view, item, known.get(item.feed_id), state)
        if len(found) > MOST:
            st.caption(_("另有 {n} 条较早的。").format(n=len(found) - MOST))
    with origins:
        st.dataframe(plain(_origins(view, known)), hide_index=True, key="feeds-table",
                     height=round(330 * view.scale))  # fmt: skip
        if not may_review(view):
            st.caption(_("收取与审核只在服务器本机上进行：python -m geodata feeds fetch"))


def _state(code: str) -> State:
    states: tuple[State, ...] = ("accepted", "pending", "rejected")
    return next(each for each in states if each == code)


def _item(view: View, item: Item, feed: Feed | None, state: str) -> None:
    origin = name(feed) if feed else item.feed_id
    title = escape(item.title)
    if item.link:
        title = (
            f'<a href="{escape(item.link, quote=True)}" target="_blank" '
            f'rel="noopener noreferrer nofollow">{title}</a>'
        )
    when = item.published or _("日期不明")
    body = f"<p style='margin:2px 0'>{escape(item.summary)}</p>" if item.summary else ""
    with st.container(border=True, gap="small"):
        st.html(f"<b>{title}</b>{body}<small>{escape(origin)} · {escape(when)}</small>")
        if state != "accepted" and may_review(view):
            with st.container(horizontal=True):
                _judge(view, item, "accepted", _("准许显示"))
                if state == "pending":
                    _judge(view, item, "rejected", _("拒绝"))


def _judge(view: View, item: Item, state: State, label: str) -> None:
    st.button(
        label, key=f"feed-{state}-{item.id}", on_click=_review,
        args=(view, item.id, state),
    )  # fmt: skip


def _origins(view: View, known: dict[str, Feed]) -> pd.DataFrame:
    found = list(known.values())
    return pd.DataFrame(
        {
            _("资讯来源"): [name(feed) for feed in found],
            _("收取"): [_("开") if feed.on else _("关") for feed in found],
            _("主题"): [_(feed.topic) if feed.topic in TOPICS else feed.topic for feed in found],
            _("国家"): [
                listed(columns.name_of_country(view, iso3) for iso3 in feed.iso3s) for feed in found
            ],
            _("地址"): [feed.url for feed in found],
        }
    )
