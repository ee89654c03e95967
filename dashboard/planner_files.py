"""A plan as files and as a link: legs with sources and assumptions, lines, the map."""

from dataclasses import replace
from urllib.parse import urlencode

import geopandas as gpd
import streamlit as st

from dashboard import planner_answers as pa
from dashboard import planner_scene
from dashboard import words as w
from dashboard.context import View
from dashboard.frame import footer
from dashboard.i18n import _
from dashboard.planner_inputs import BY, Inputs, gate_names
from geodata.export import MEDIA_TYPES
from geodata.export.geojson import to_geojson
from geodata.export.sheet import Sheet, sheet_of
from geodata.export.xlsx import to_xlsx
from geodata.planner.document import rows
from geodata.planner.model import Answer, Leg
from geodata.planner.network import network
from geodata.planner.parameters import defaults, parse_changes
from layers import web

TITLES = ("参数", "名称", "低", "典型", "高", "单位", "来源", "是否改过")


def menu(view: View, inputs: Inputs, answer: Answer) -> None:
    """The button that opens the list of files, and the link."""
    with st.popover(_("下载"), icon=":material/download:"):
        st.caption(
            _("{n} 个方案的区段，附来源与假设。数据版本 {release}").format(
                n=len(answer.options), release=view.store.release_id
            )
        )
        name = f"plan-{view.store.release_id}"
        for fmt, label, writer in (("xlsx", "Excel", to_xlsx), ("geojson", "GeoJSON", to_geojson)):
            st.download_button(
                label, data=lambda writer=writer: writer(sheet(view, inputs, answer)),
                file_name=f"{name}.{fmt}", mime=MEDIA_TYPES[fmt], key=f"plan-dl-{fmt}",
                on_click="ignore", icon=":material/draft:", width="stretch",
            )  # fmt: skip
        st.download_button(
            _("地图网页（离线可看）"), data=lambda: page(view, inputs, answer),
            file_name=f"map-{name}.html", mime="text/html", key="plan-dl-html",
            on_click="ignore", icon=":material/map:", width="stretch",
        )  # fmt: skip
        st.caption(_("本页链接（打开即同一方案）"))
        st.code(link(), language=None, wrap_lines=True)


def link() -> str:
    """The address of the page as it stands."""
    query = urlencode(
        [(key, v) for key in st.query_params for v in st.query_params.get_all(key)]
    )  # fmt: skip
    base = str(st.context.url or "").partition("?")[0]
    return f"{base}?{query}" if query else base


def _title(view: View, inputs: Inputs) -> str:
    ask = inputs.ask
    assert ask is not None  # noqa: S101  (there is an answer, so there was a question)
    return f"{pa.stop_name(view, ask.start)} → {pa.stop_name(view, ask.end)}"


def page(view: View, inputs: Inputs, answer: Answer) -> bytes:
    """The map of all options as one file, the first standing out."""
    scene = planner_scene.scene(view, inputs.ask, answer, [(1, answer.options[0])])
    made = web.render(
        replace(scene, footer=footer(view)), view.store, title=_title(view, inputs)
    )  # fmt: skip
    return made.encode()


def _published(leg: Leg, view: View) -> list[str]:
    """Ids of the sources that a leg's published figures are from."""
    found = [pa.basis(view, p.reference, published=True).source_id
             for p in leg.parts if p.published]  # fmt: skip
    return [id for id in dict.fromkeys(found) if id]


def sheet(view: View, inputs: Inputs, answer: Answer) -> Sheet:
    """The legs of all options with what every figure rests on, as the file formats take it."""
    store = view.store
    ask = inputs.ask
    assert ask is not None  # noqa: S101  (as above)
    legs = [leg for option in answer.options for leg in option.legs]
    records = []
    used: dict[str, None] = {}
    for row, leg in zip(rows(network(store), answer), legs, strict=True):
        own = [p.reference for p in leg.parts if not p.published]
        own += [each for each in (leg.cost_reference, leg.co2_reference) if each]
        used |= dict.fromkeys(own)
        cited = [*_published(leg, view),
                 *(pa.basis(view, id, published=False).source_id for id in own)]  # fmt: skip
        ids = [id for id in dict.fromkeys(cited) if id]
        records.append({
            "leg_id": f"{row['option']}-{row['leg']}", **row,
            "source_id": ids[0] if ids else None, "other_source_ids": ";".join(ids[1:]) or None,
        })  # fmt: skip
    frame = gpd.GeoDataFrame(
        records, geometry=[planner_scene.line_of(store, leg) for leg in legs], crs="EPSG:4326"
    )
    made = sheet_of(
        frame, "leg", store=store, title=_title(view, inputs), filters=sentence(view, inputs),
        review=view.settings.review_text,
    )  # fmt: skip
    return replace(
        made, notes=[*made.notes, *_notes(inputs)],
        further=[("测算假设", list(TITLES), _assumptions(view, list(used), ask.changes))],
    )  # fmt: skip


def sentence(view: View, inputs: Inputs) -> str:
    """The question in one line."""
    ask = inputs.ask
    assert ask is not None  # noqa: S101  (as above)
    names = gate_names(view.store, view.locale)
    parts = [_title(view, inputs), ask.cargo.text, w.word(BY, ask.order)]
    if ask.closed:
        parts.append(_("假如关闭：") + pa.gate_text(ask.closed, names))
    if ask.opened:
        parts.append(_("当作开放：") + pa.gate_text(ask.opened, names))
    return _("；").join(parts)


def _notes(inputs: Inputs) -> list[tuple[str, str]]:
    found = [("链接", link())]
    if inputs.value is not None:
        found.append(("货值（元）", f"{inputs.value:,.0f}"))
    if inputs.ready is not None:
        found.append(("备货完成日", inputs.ready.isoformat()))
    return found


def _assumptions(view: View, ids: list[str], changes: tuple[str, ...]) -> list[list[object]]:
    """The parameters that the legs use, as reckoned with."""
    changed = parse_changes(changes)
    parameters = defaults(view.store).changed_by(changed)
    table = []
    for id in ids:
        if id in parameters.ranges:
            named = pa.basis(view, id, published=False)
            source = view.store.table("source").set_index("source_id")["title"].get(named.source_id)
            table.append([id, named.text, *parameters.ranges[id], parameters.units[id], source,
                          "是" if id in changed else "否"])  # fmt: skip
    return table
