"""What the page 周边与缺口 is asked, from the address; what is wrong with it stays said.

The place is a parameter of its own (``at``), not a widget's, because a click on the map, the list
and a link all set it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import streamlit as st

from dashboard import columns, context, filters, i18n, selection
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, noted
from geodata.errors import AtlasError, NotFoundError, UsageError
from geodata.nearby import DEFAULT_LICENCES, Spot, find_spot
from geodata.nearby.gaps import ANY, banks
from geodata.nearby.offers import GROUPS, Group, branches, sure
from geodata.nearest import Names, nearest
from geodata.search import search
from geodata.store import Store

AT: Final = "at"
CHOICE: Final = "nearby-at"  # the list's key, which the address does not hold
KIND: Final = "nearby-kind"  # the same, of the list's kind
PARTS: Final = {"around": N_("周边服务"), "gaps": N_("覆盖缺口")}
GROUP_WORDS: Final[dict[str, str]] = {
    "branch": N_("银行网点"), "institution": N_("机构"), "gate": N_("港口、机场与场站"),
}  # fmt: skip
WITHIN: Final[dict[str, float]] = {"500": 500, "1000": 1000, "2000": 2000, "5000": 5000, "all": 2e4}
WITHIN_WORDS: Final = {
    "500": N_("500 公里内"), "1000": N_("1,000 公里内"), "2000": N_("2,000 公里内"),
    "5000": N_("5,000 公里内"), "all": N_("不限距离"),
}  # fmt: skip
# Kinds that the list of places offers, the likeliest first.
LISTED: Final = ("park", "project", "branch", "site", "place")
GAP_KINDS: Final = {"park": N_("园区"), "project": N_("项目"), "country": N_("国家")}
KM: Final = 500
SUGGESTED: Final = 4


@dataclass(frozen=True, slots=True)
class Place:
    """The place asked for.

    Parameters
    ----------
    text : as the address has it; blank where none is asked for
    spot : the place; None where there is none or the text is wrong
    fault : what is wrong with the text
    near : reference and name of what may have been meant
    """

    text: str
    spot: Spot | None = None
    fault: AtlasError | None = None
    near: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What to look for around a place.

    Parameters
    ----------
    groups : which groups of services
    within : km
    roads : whether distances by road are wanted
    """

    groups: tuple[Group, ...]
    within: float
    roads: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Which gaps to look for."""

    bank: str
    km: float
    kind: str
    licences: tuple[str, ...]


def go_to(text: str) -> None:
    """Look around from a place, ``kind:id`` or ``lat,lon``; for widgets' callbacks."""
    st.query_params[AT] = text
    st.session_state["part"] = "around"
    selection.select(None)


def sentences(parts: Iterable[str]) -> str:
    """Sentences in a row, parted as the language does it."""
    return ("" if i18n.locale() == "zh" else " ").join(parts)


def part() -> str:
    """The widget for the part of the page."""
    return filters.choose("part", _("内容"), tuple(PARTS), w.words(PARTS), form="segments")


@lru_cache(maxsize=64)
def names(store: Store, kind: str, locale: str) -> dict[str, str]:
    """What each place of a kind's list is called, by ``kind:id``: those with a sure position."""
    with i18n.speaking(locale):
        rows = sure(store.table(kind))
        own, countries = columns.names(store, kind), columns.country_names(store)
        return {
            f"{kind}:{id_}": noted(own[str(id_)], countries.get(str(iso3), ""))
            for id_, iso3 in zip(rows[f"{kind}_id"], rows["iso3"], strict=True)
        }


def place(view: View) -> Place:
    """The widgets for the place: one of a kind's list, or ``纬度,经度`` or a name typed."""
    text = st.query_params.get(AT, "")
    own = text.partition(":")[0]
    if KIND not in st.session_state and own in LISTED:
        st.session_state[KIND] = own
    # One kind at a time: the list of all would weigh more than the rest of the page.
    kind = st.selectbox(
        _("哪类地点"), LISTED, format_func=w.kind_word, key=KIND, label_visibility="collapsed",
        width=filters.scaled(112),
    )  # fmt: skip
    listed = names(view.store, kind, view.locale)
    # A point, what is of another kind, or what is no place, stays in the box as it was asked for.
    options = tuple(listed) if text in listed or not text else (text, *listed)
    # The list follows the address; it is set only where it differs.
    if st.session_state.get(CHOICE) != (text or None):
        st.session_state[CHOICE] = text or None
    st.selectbox(
        _("地点"), options, index=None, format_func=lambda ref: called(view.store, ref),
        key=CHOICE, placeholder=_("选地点，或输入 纬度,经度"), accept_new_options=True,
        label_visibility="collapsed", width=filters.scaled(270), on_change=_chosen,
    )  # fmt: skip
    return read(view.store, text)


def called(store: Store, reference: str) -> str:
    """What a place of a list is called; any other text as it is."""
    kind = reference.partition(":")[0]
    listed = names(store, kind, i18n.locale()) if kind in LISTED else {}
    return listed.get(reference, reference)


def _chosen() -> None:
    text = st.session_state.get(CHOICE)
    if text:
        store = context.opened(st.query_params.get("release"))
        go_to(meant(store, str(text).strip()))
    elif AT in st.query_params:
        del st.query_params[AT]


def read(store: Store, text: str) -> Place:
    """The place of a text, or what is wrong with it and what may have been meant."""
    if not text:
        return Place("")
    try:
        return Place(text, find_spot(store, text))
    except NotFoundError as error:
        return Place(text, fault=error, near=tuple(_near(store, error.id)))
    except UsageError as error:
        return Place(text, fault=error, near=tuple(_near(store, text)))


def meant(store: Store, text: str) -> str:
    """What a typed text asks for: the best match of a name, any other text as it is."""
    if not text or ":" in text or any(character.isdigit() for character in text):
        return text
    return next((ref for ref, _name in _near(store, text)), text)


def _near(store: Store, text: str) -> list[tuple[str, str]]:
    """Places of the list that a text may mean: by any name, pinyin or initials."""
    found = [hit.key for hit in search(store, text, limit=20, kinds=list(LISTED)).hits]
    if not found:
        near = (nearest(_spoken(store), text, kind=kind, count=2) for kind in LISTED)
        found = [f"{each.kind}:{each.id}" for some in near for each in some]
    names_of = ((ref, called(store, ref)) for ref in dict.fromkeys(found))
    # What has no sure position is in no list, and is called by its id.
    return [
        (ref, noted(name, w.kind_word(ref.partition(":")[0])))
        for ref, name in names_of if name != ref
    ][:SUGGESTED]  # fmt: skip


@lru_cache(maxsize=8)
def _spoken(store: Store) -> Names:
    return Names.of({kind: store.table(kind) for kind in LISTED})


def around() -> Around:
    """The widgets for what to look for."""
    filters.adopt("groups", GROUPS, w.words(GROUP_WORDS), several=True)
    chosen = st.multiselect(
        _("类别"), GROUPS, format_func=w.words(GROUP_WORDS), key="groups", bind="query-params",
        placeholder=_("全部类别"), label_visibility="collapsed", width=filters.scaled(190),
    )  # fmt: skip
    within = filters.choose(
        "within", _("范围"), tuple(WITHIN), w.words(WITHIN_WORDS), default="2000", width=125
    )
    roads = st.toggle(
        _("公路里程"), value=False, key="roads", bind="query-params",
        help=_("沿路网推算，头一次要读入路网，约两秒。不计口岸是否开放。"),
    )  # fmt: skip
    return Around(tuple(g for g in GROUPS if g in chosen) or GROUPS, WITHIN[within], roads)


def bank_words(store: Store) -> dict[str, str]:
    """Banks by code, in the reader's language; any bank first."""
    return {ANY: _("任何银行")} | {c: noted(_(name), c) for c, name in banks(store).items()}


def gap(view: View) -> Gap:
    """The widgets for the gaps."""
    store = view.store
    codes = (ANY, *banks(store))
    bank = filters.choose(
        "gapbank", _("银行"), codes, lambda code: bank_words(store)[code], default="CCB", width=185
    )
    km = st.number_input(
        _("公里"), min_value=1, max_value=20_000, value=KM, step=100, key="gapkm",
        bind="query-params", label_visibility="collapsed", width=filters.scaled(120),
        help=_("多少公里以内算有网点（直线）"),
    )  # fmt: skip
    kind = filters.choose(
        "gapkind", _("对象"), tuple(GAP_KINDS), w.words(GAP_KINDS), form="segments"
    )
    present = set(branches(store)["licence"])
    offered = tuple(code for code in w.LICENCES if code in present)
    start = [code for code in offered if code in DEFAULT_LICENCES]
    filters.adopt("gaplicence", offered, w.words(w.LICENCES), several=True)
    with st.popover(_("计入的牌照"), icon=":material/badge:"):
        st.caption(
            _("默认只计能开户、放款、结算的分行、支行、子行和总部。代表处只能联络介绍，合作银行和"
              "参股机构是别家银行，“其他”不明业务范围，都可在此加上。")
        )  # fmt: skip
        licences = st.multiselect(
            _("牌照"), offered, default=start, format_func=w.words(w.LICENCES), key="gaplicence",
            bind="query-params",
        )  # fmt: skip
    return Gap(bank, float(km), kind, tuple(c for c in offered if c in licences) or tuple(start))
