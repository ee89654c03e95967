"""What an entity leads to: five to look at next, its nearest services, and all it is linked to."""

from typing import Any, Final

import streamlit as st

from dashboard import columns, link_list
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _
from dashboard.navigation import BY_PATH, home_of
from dashboard.pages_registry import page_of
from geodata.format import number
from geodata.nearby import Service, services_near
from geodata.relations import Link, links, suggestions

ORDER: Final = (
    "project", "park", "case", "event", "branch", "institution", "financial_service", "service",
    "corridor", "inland", "node", "site", "commodity", "prefecture", "zone", "treaty", "country",
)  # fmt: skip
LONG: Final = 6  # characters of a name
# Whose neighbourhood is asked for: what is done or stands at a place abroad.
PLACED: Final = frozenset({"park", "project", "site", "case", "place", "zone"})
# The nearest of each that most readers want; the page 周边与缺口 has all.
WANTED: Final = (
    "branch", "mission", "commercial-office", "seaport", "airport", "rail-terminal",
)  # fmt: skip


def show(view: View, kind: str, id_: str, row: dict[str, Any]) -> None:
    """Show the lists below an entity's facts."""
    reference = f"{kind}:{id_}"
    own = columns.name_of(view, kind, id_), kind
    found = links(view.store, kind, id_)
    groups = [
        link_list.Group(
            "next", _("相关推荐"),
            [link_item(view, each, own, mixed=True) for each in suggestions(view.store, kind, id_)],
            shown=5,
        ),
        link_list.Group(
            "near", _("最近的服务"), services(view, kind, id_, row), shown=len(WANTED)
        ),
        *(
            link_list.Group(
                other, w.word(w.KIND_GROUPS, other),
                [link_item(view, item, own) for item in found[other]],
            )
            for other in ORDER
            if other in found
        ),
    ]  # fmt: skip
    link_list.show(groups, key="card-links", of=reference)
    to = {"release": st.query_params["release"]} if "release" in st.query_params else {}
    with st.container(horizontal=True, gap="small"):
        st.page_link(
            page_of("relations"), label=_("看关系图"), icon=BY_PATH["relations"].icon,
            query_params={"sel": reference} | to,
        )  # fmt: skip
        if kind in PLACED and row.get("lat") is not None:
            st.page_link(
                page_of("nearby"), label=_("全部周边服务"), icon=BY_PATH["nearby"].icon,
                query_params={"at": reference} | to,
            )  # fmt: skip


def link_item(
    view: View, link: Link, own: tuple[str, str] = ("", ""), *, mixed: bool = False
) -> link_list.Item:
    """A relation as a link with its reason.

    Parameters
    ----------
    own : name and kind of what it is seen from; a long name is not said again in every reason
    mixed : whether it stands among other kinds, so that its own is told
    """
    return link_list.Item(
        f"{link.kind}:{link.id}",
        home_of(view.store, link.kind, link.id),
        columns.name_of(view, link.kind, link.id),
        _("同国") if link.basis == "same-country" else _said(link.reason(view.locale), *own),
        w.kind_word(link.kind) if mixed else "",
    )


def _said(reason: str, name: str, kind: str) -> str:
    if len(name) < LONG:
        return reason
    return reason.replace(name, _("本{kind}").format(kind=w.kind_word(kind).lower()))


def services(view: View, kind: str, id_: str, row: dict[str, Any]) -> list[link_list.Item]:
    """The nearest bank, mission, port, airport and station of something that has a place."""
    if kind not in PLACED or row.get("lat") is None or row.get("precision") == "unknown":
        return []
    iso3 = row.get("iso3")
    found = services_near(
        view.store, row["lat"], row["lon"], iso3=iso3 if isinstance(iso3, str) else None,
        precision=str(row.get("precision") or "exact"), without=f"{kind}:{id_}",
    )  # fmt: skip
    nearest: dict[str, Service] = {}
    for service in sorted(found, key=lambda each: each.km):
        what = "branch" if service.group == "branch" else service.service_type
        nearest.setdefault(what, service)
    return [service_item(view, nearest[what]) for what in WANTED if what in nearest]


def service_item(view: View, service: Service) -> link_list.Item:
    """A service near a place as a link, with its country and distance."""
    far = _("直线约 {km} 公里").format(km=number(round(service.km), view.locale))
    where = columns.name_of_country(view, service.iso3)
    side = _("同国") if service.same_country else _("跨国：{country}").format(country=where)
    return link_list.Item(
        service.reference,
        home_of(view.store, service.kind, service.id),
        columns.name_of(view, service.kind, service.id),
        f"{side} · {far}",
        w.kind_word(service.kind),
    )
