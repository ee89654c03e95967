"""周边服务: the nearest of every service to a place, on the map, in a table and as a chart."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from dashboard import (
    card,
    charts,
    columns,
    frame,
    nearby_click,
    provenance,
    selection,
    table,
)
from dashboard import nearby_scene as scene
from dashboard import words as w
from dashboard.context import View
from dashboard.fact_list import fact_list
from dashboard.i18n import _, noted, pick
from dashboard.nearby_inputs import GROUP_WORDS, Around, Place, go_to, sentences
from geodata.nearby import Service, Spot, services_near
from geodata.nearby.gaps import banks as banks_abroad
from geodata.store import Store
from layers.palette import hex_of, kind_colour


@lru_cache(maxsize=256)
def found(store: Store, spot: Spot, ask: Around) -> tuple[Service, ...]:
    """The services asked for, those beyond the distance too."""
    return services_near(
        store, spot.lat, spot.lon, iso3=spot.iso3, precision=spot.precision, groups=ask.groups,
        without=spot.reference, with_roads=ask.roads,
    )  # fmt: skip


def show(view: View, place: Place, ask: Around) -> None:
    """Show the part."""
    spot = place.spot
    every = found(view.store, spot, ask) if spot else ()
    services = tuple(s for s in every if s.km <= ask.within)
    names = bank_names(view.store)
    if spot is not None:
        st.caption(_sentence(view, spot, ask, len(services), len(every) - len(services)))
    layout = frame.layout(view)
    drawn = scene.around(view, spot, services, names)
    frame.draw_map(view, drawn, layout, key="near-map", with_ties=False)
    nearby_click.listen(layout)
    references = [s.reference for s in services]
    with layout.below:
        if spot is not None:
            _below(view, services, references, names)
    with layout.card:
        if place.fault is not None:
            _fault(place)
        elif spot is not None and not selection.selected():
            _summary(view, spot, services, names)
        card.show(
            view, selection.selected(),
            empty="" if place.text else _(
                "在地图上点任一处，或在上面选一个园区、项目、网点、资源点或城镇，也可输入"
                "“纬度,经度”，看它周边最近的银行网点、机构、港口、机场与场站。"
            ),
        )  # fmt: skip


@lru_cache(maxsize=8)
def bank_names(store: Store) -> dict[str, str]:
    """Names of banks by code, those on the mainland only too."""
    rows = store.table("branch")
    return dict(zip(rows["bank"], rows["bank_zh"], strict=True)) | banks_abroad(store)


def side(same: bool | None) -> str:
    """Whether a service is in the place's country, in words."""
    if same is None:
        return _("国别不明")
    return _("同国") if same else _("跨国")


def spot_name(view: View, spot: Spot) -> str:
    """The place with its country."""
    name = pick(spot) if spot.kind else _("地图上的点 {at}").format(at=spot.reference)
    return noted(name, columns.name_of_country(view, spot.iso3) or _("公海"))


def _sentence(view: View, spot: Spot, ask: Around, shown: int, beyond: int) -> str:
    """What was asked, in one line; markdown."""
    name = provenance.escape(spot_name(view, spot))
    parts = [_("{place} 周边每类最近的一处，共 {n} 处。").format(place=name, n=shown)]
    if beyond:
        far = f"{ask.within:,.0f}"
        parts.append(_("另有 {n} 类最近的也在 {km} 公里以外。").format(n=beyond, km=far))
    return sentences(parts)


def _below(
    view: View, services: tuple[Service, ...], references: list[str], names: dict[str, str]
) -> None:
    made = _chart(view, services, names)
    left, right = st.columns([0.66, 0.34], gap="small")
    with left:
        cells = _cells(view, services, names)
        table.show(cells, "", view, references=references, cells=cells, key="near-table")
    if made is not None:
        with right:
            charts.show(
                made, view.style, key="near-chart",
                on_pick=lambda: selection.on_chart("near-chart"),
            )  # fmt: skip


def _cells(view: View, services: tuple[Service, ...], names: dict[str, str]) -> pd.DataFrame:
    """The table: a row a service."""
    roads = any(s.road_km is not None for s in services)
    rows = []
    for s in services:
        row: dict[str, object] = {
            _("类型"): scene.type_word(s, names), _("名称"): pick(s),
            _("直线（公里）"): round(s.km, 1),
        }  # fmt: skip
        if roads:
            row[_("公路（公里）")] = None if s.road_km is None else round(s.road_km)
        rows.append(row | {
            _("同国或跨国"): side(s.same_country),
            _("国家"): columns.name_of_country(view, s.iso3),
            _("误差（±公里）"): s.off_km, _("定位"): w.word(w.PRECISION, s.precision),
            _("牌照或状态"): w.word(w.LICENCES, s.licence) if s.licence
            else w.word(w.INSTITUTION_STATUS, s.status) if s.status else "",
            _("类别"): w.word(GROUP_WORDS, s.group),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _chart(
    view: View, services: tuple[Service, ...], names: dict[str, str]
) -> charts.Chart | None:  # fmt: skip
    nearest = sorted(services, key=lambda s: s.km)
    return charts.bars(
        [scene.type_word(s, names) for s in nearest], [max(s.km, 0.1) for s in nearest],
        view.style, title=_("最近的各类服务（直线公里）"),
        texts=[scene.km_text(s) for s in nearest], refs=[s.reference for s in nearest],
        colours=[hex_of(kind_colour(scene.KIND_OF[s.group], view.theme)) for s in nearest],
    )  # fmt: skip


def _fault(place: Place) -> None:
    """What is wrong with the place asked for, and what may have been meant."""
    assert place.fault is not None  # noqa: S101  (asked only then)
    lines = [provenance.escape(line) for line in place.fault.message.splitlines()]
    st.warning("  \n".join(lines), icon=":material/wrong_location:")
    if place.near:
        st.caption(_("最接近的有："))
    for reference, name in place.near:
        st.button(
            provenance.escape(name), key=f"near-at-{reference}", type="tertiary",
            icon=":material/chevron_right:", on_click=go_to, args=(reference,),
        )  # fmt: skip


def _summary(view: View, spot: Spot, services: tuple[Service, ...], names: dict[str, str]) -> None:
    """The place, how far its distances can be trusted, and the nearest of each group."""
    st.markdown(f"## {provenance.escape(pick(spot) or spot.reference)}")
    parts = [columns.name_of_country(view, spot.iso3) or _("公海"), f"{spot.lat:g}, {spot.lon:g}"]
    st.caption(" · ".join(provenance.escape(part) for part in parts))
    st.caption(trust(spot))
    lines = []
    for group in GROUP_WORDS:
        own = [s for s in services if s.group == group]
        lines += [
            (scene.type_word(s, names), f"{pick(s)} · {scene.km_text(s)} · {side(s.same_country)}")
            for s in own[:4]
        ]
    fact_list(lines, view)
    if not services:
        st.info(_("这个范围内没有可用的服务。放宽范围或类别后再看。"), icon=":material/search_off:")
    if spot.kind:
        st.button(
            _("看它的详情"), key="near-open", icon=":material/info:",
            on_click=selection.select, args=(spot.reference,),
        )  # fmt: skip


def trust(spot: Spot) -> str:
    """What the precision of the place means for its distances."""
    if spot.precision == "exact":
        return _("位置精确；误差取决于对方的定位精度，见表。")
    return _("位置只精确到“{precision}”，距离从该处的代表点量起，误差见表。").format(
        precision=w.word(w.PRECISION, spot.precision)
    )
