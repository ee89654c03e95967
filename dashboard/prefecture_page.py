"""市州专区: each of Hunan's 14 prefectures with its platforms, projects, events and countries."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import (
    brief_menu,
    card,
    charts,
    columns,
    context,
    downloads,
    filters,
    frame,
    prefecture_scene,
    provenance,
    selection,
    table,
    vocabulary,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, listed, pick
from dashboard.vocabulary import term
from geodata.kinds import KINDS
from geodata.prefectures import ABROAD, Dealing, count, dealings, tied, trade_rows
from layers.scene import Scene

CITY: Final = "city"
EVERY: Final = "all"
MEASURES: Final = ("project", "country", "event", "zone", "park")
PARTS: Final = {
    "abroad": N_("项目与园区"), "countries": N_("往来国家"), "events": N_("活动"),
    "zones": N_("平台与口岸"), "trade": N_("外贸数字"),
}  # fmt: skip
# When something began, whatever its kind calls it.
YEARS: Final = ("year_start", "start_date", "year", "year_started", "year_approved")
WHERE: Final = {"home": N_("省内"), "abroad": N_("往来国家")}


def current(view: View) -> str | None:
    """Id of the prefecture that the page is about: the selected one, else the address's; or none.

    A thing selected on the page leaves the prefecture as it is.
    """
    known = set(view.store.table("prefecture")["prefecture_id"])
    selected = selection.selected_of("prefecture")
    if selected in known:
        st.query_params[CITY] = str(selected)
        return str(selected)
    asked = st.query_params.get(CITY)
    return asked if asked in known else None


def _chosen(key: str) -> None:
    """The prefecture chosen in the box is the selected one; all of them is none."""
    value = st.session_state[key]
    if value == EVERY:
        del st.query_params[CITY]
        selection.select(None)
    else:
        st.query_params[CITY] = value
        selection.select(f"prefecture:{value}")


def _choose(view: View) -> str | None:
    city = current(view)
    if st.query_params.get(CITY) not in (None, city):
        st.warning(
            _("没有“{id}”这个市州，下面列出全部 14 个。").format(
                id=provenance.escape(st.query_params[CITY])
            ),
            icon=":material/link_off:",
        )
    key = "city-choice"
    st.session_state[key] = city or EVERY
    ids = sorted(view.store.table("prefecture")["prefecture_id"])
    st.selectbox(
        _("市州"), (EVERY, *ids), key=key, label_visibility="collapsed",
        format_func=lambda id_: _("全部 14 个市州")
        if id_ == EVERY
        else columns.name_of(view, "prefecture", id_),
        width=filters.scaled(220), on_change=_chosen, args=(key,),
    )  # fmt: skip
    return city


def _name(view: View, city: str | None) -> str:
    return columns.name_of(view, "prefecture", city) if city else _("全部 14 个市州")


def _scene(view: View, city: str | None, where: str, measure: str) -> Scene:
    if city and where == "abroad":
        return prefecture_scene.abroad(view, city)
    return prefecture_scene.home(view, measure, city)


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        city = _choose(view)
        where = "home"
        measure = MEASURES[0]
        if city:
            where = filters.choose(
                "where", _("地图"), tuple(WHERE), w.words(WHERE), form="segments"
            )
            part = filters.choose("part", _("内容"), tuple(PARTS), w.words(PARTS), form="segments")
        else:
            measure = filters.choose("by", _("按什么设色"), MEASURES, _measure)
        kind, rows = _file(view, city, part if city else "")
        name = _name(view, city)
        downloads.menu(
            rows, kind, view, title=name, filters=name, key="prefecture-dl", scene=lambda: scene
        )
        brief = brief_menu.of_rows(
            kind, rows, title=lambda: _name(view, city), filters=lambda: _name(view, city),
            scene=lambda own: _scene(own, city, where, measure),
        )  # fmt: skip
        brief_menu.show(view, [brief], key="prefecture")
    place = frame.layout(view)
    scene = _scene(view, city, where, measure)
    of = f"prefecture:{city}" if city and where == "abroad" else None
    frame.draw_map(view, scene, place, key=f"prefecture-map-{where}", with_ties=bool(of), of=of)
    with place.below:
        if city:
            _part(view, city, part)
        else:
            _every(view, measure)
    with place.card:
        own = f"prefecture:{city}" if city else ""
        card.show(
            view, selection.selected() or own,
            empty=_("在地图上点一个市州，或在表中选一行，这里显示它的平台、项目与往来国家。"),
        )  # fmt: skip


def _measure(code: str) -> str:
    if code == "country":
        return _("往来国家数")
    return _("{kind}数").format(kind=w.word(w.KIND_GROUPS, code))


def _file(view: View, city: str | None, part: str) -> tuple[str, pd.DataFrame]:
    """Kind and rows that the download menu offers."""
    store = view.store
    if city is None:
        return "prefecture", store.table("prefecture")
    if part == "trade":
        return "hunan_trade", trade_rows(store, city)
    kind = {"abroad": "project", "events": "event", "zones": "zone"}.get(part, "country")
    rows = store.table(kind)
    if kind == "country":
        wanted = {each.iso3 for each in dealings(store, city)}
    else:
        wanted = {link.id for link in tied(store, city).get(kind, ())}
    return kind, rows[rows[KINDS[kind].id_column].isin(wanted)]


def _every(view: View, measure: str) -> None:
    """All prefectures: what each has, and the measure as bars."""
    rows = view.store.table("prefecture").sort_values("prefecture_id").to_dict("records")
    cells = pd.DataFrame([_line(view, row) for row in rows])
    numbers = sorted(prefecture_scene.counted(view.store, measure), key=lambda each: -each[1])
    left, right = st.columns([0.64, 0.36], gap="small")
    with left:
        table.show(
            cells, "", view, references=[f"prefecture:{row['prefecture_id']}" for row in rows],
            cells=cells, key="prefecture-table",
        )  # fmt: skip
    made = charts.bars(
        [columns.name_of(view, "prefecture", id_) for id_, _n in numbers],
        [float(n) for _id, n in numbers],
        view.style, title=_measure(measure), refs=[f"prefecture:{id_}" for id_, _n in numbers],
        limit=10,
    )  # fmt: skip
    if made is not None:
        with right:
            charts.show(
                made, view.style, key="prefecture-chart",
                on_pick=lambda: selection.on_chart("prefecture-chart"),
            )  # fmt: skip


def _line(view: View, row: dict[str, Any]) -> dict[str, Any]:
    """A prefecture as a row of the list."""
    id_ = row["prefecture_id"]
    shared = row["ofdi_share_pct"]
    return {
        _("市州"): pick(row),
        _("占全省境外投资企业 %"): None if pd.isna(shared) else float(shared),
        _("项目"): count(view.store, id_, "project"),
        _("往来国家"): len(dealings(view.store, id_)),
        _("活动"): count(view.store, id_, "event"),
        _("平台"): count(view.store, id_, "zone"),
        _("通道角色"): _text(row["corridor_role"]),
        _("综合保税区"): _text(vocabulary.cell("bonded_zone", row["bonded_zone"])),
        _("跨境电商综试区"): None if pd.isna(row["cbec_year"]) else int(row["cbec_year"]),
    }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _part(view: View, city: str, part: str) -> None:
    """One part of a prefecture's page: a table, and the countries it deals with as bars."""
    found = dealings(view.store, city)
    left, right = st.columns([0.64, 0.36], gap="small")
    with left:
        if part == "trade":
            _trade(view, city)
        elif part == "countries":
            _countries(view, found)
        else:
            kinds = {"abroad": ABROAD, "events": ("event",), "zones": ("zone", "node")}[part]
            _things(view, city, kinds)
    with right:
        made = charts.bars(
            [columns.name_of_country(view, each.iso3) for each in found],
            [float(each.total) for each in found],
            view.style, title=_("往来国家：项目、园区、案例与友城数"),
            refs=[f"country:{each.iso3}" for each in found],
        )  # fmt: skip
        if made is None:
            st.caption(_("资料未载它与具体国家的项目、园区、案例或友城。"))
        else:
            charts.show(
                made, view.style, key="dealings-chart",
                on_pick=lambda: selection.on_chart("dealings-chart"),
            )  # fmt: skip


def _things(view: View, city: str, kinds: tuple[str, ...]) -> None:
    """What is linked with the prefecture, with the reason of each link."""
    lines = []
    for kind in kinds:
        for link in {each.id: each for each in tied(view.store, city).get(kind, ())}.values():
            row = view.store.get(kind, link.id)
            year = next((row[field] for field in YEARS if row.get(field)), "")
            lines.append(
                {
                    "ref": f"{kind}:{link.id}",
                    _("类别"): w.kind_word(kind),
                    _("名称"): columns.name_of(view, kind, link.id),
                    _("国家"): columns.name_of_country(view, row.get("iso3")),
                    _("年份"): str(year)[:4],
                    _("为什么列在这里"): link.reason(view.locale),
                }
            )  # fmt: skip
    if not lines:
        st.info(_("资料未载。可向该市商务局或湖南省商务厅查询。"), icon=":material/search_off:")
        return
    cells = pd.DataFrame(lines)
    table.show(
        cells, "", view, references=list(cells["ref"]), cells=cells.drop(columns="ref"),
        key="prefecture-things",
    )  # fmt: skip


def _countries(view: View, found: tuple[Dealing, ...]) -> None:
    if not found:
        st.info(_("资料未载。可向该市商务局或湖南省商务厅查询。"), icon=":material/search_off:")
        return
    cells = pd.DataFrame(
        [
            {
                _("国家"): columns.name_of_country(view, each.iso3),
                **{
                    _(w.KIND_GROUPS[kind]): each.counts.get(kind) for kind in ABROAD
                },
                _("友城"): each.counts.get("country"),
                _("是哪些"): listed(each.names),
            }
            for each in found
        ]
    )  # fmt: skip
    table.show(
        cells, "", view, references=[f"country:{each.iso3}" for each in found], cells=cells,
        key="prefecture-countries",
    )  # fmt: skip


def _trade(view: View, city: str) -> None:
    rows = trade_rows(view.store, city).to_dict("records")
    if not rows:
        st.info(_("资料未载。可向长沙海关（湖南省外贸统计）查询。"), icon=":material/search_off:")
        return
    cells = pd.DataFrame(
        [
            {
                _("谁的数"): row["scope"],
                _("内容"): row["item"],
                _("方向"): w.word(w.FLOWS, row["flow"]) if isinstance(row["flow"], str) else "",
                _("期间"): term(row["period"]),
                _("数值"): None if pd.isna(row["value"]) else float(row["value"]),
                _("单位"): _text(row["unit"]),
                _("确数或下限"): w.word(w.BOUNDS, row["bound"]),
                _("主要在"): _text(row["prefecture"]),
                _("来源"): provenance.source_title(view.store, row["source_id"]),
                _("日期"): row["as_of"],
            }
            for row in rows
        ]
    )
    table.show(
        cells, "", view, references=[f"hunan_trade:{row['trade_id']}" for row in rows],
        cells=cells, key="prefecture-trade",
    )  # fmt: skip
    st.caption(_("“谁的数”为湖南的，是全省数，该市州为主要产地，不是它自己的数。"))
