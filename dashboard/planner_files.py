"""A plan as files and as a link: legs with sources and assumptions, lines, the map."""

from dataclasses import replace
from urllib.parse import urlencode

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
from geodata.export.plan import plan_sheet
from geodata.export.sheet import Sheet
from geodata.export.xlsx import to_xlsx
from geodata.planner.model import Answer
from geodata.planner.parameters import parse_changes
from layers import web


def menu(view: View, inputs: Inputs, answer: Answer) -> None:
    """The button that opens the list of files, and the link."""
    with st.popover(_("下载"), icon=":material/download:"):
        st.caption(
            _("{n} 个方案的区段，附来源与假设。数据版本 {release}").format(
                n=len(answer.options), release=view.store.release_id
            )
        )
        name = f"plan-{view.store.release_id}"
        address = link()  # now: a file is made when it is asked for, outside the page's run
        for fmt, label, writer in (("xlsx", "Excel", to_xlsx), ("geojson", "GeoJSON", to_geojson)):
            st.download_button(
                label, data=lambda writer=writer: writer(sheet(view, inputs, answer, address)),
                file_name=f"{name}.{fmt}", mime=MEDIA_TYPES[fmt], key=f"plan-dl-{fmt}",
                on_click="ignore", icon=":material/draft:", width="stretch",
            )  # fmt: skip
        st.download_button(
            _("地图网页（离线可看）"), data=lambda: page(view, inputs, answer),
            file_name=f"map-{name}.html", mime="text/html", key="plan-dl-html",
            on_click="ignore", icon=":material/map:", width="stretch",
        )  # fmt: skip
        st.caption(_("本页链接（打开即同一方案）"))
        st.code(address, language=None, wrap_lines=True)


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


def sheet(view: View, inputs: Inputs, answer: Answer, address: str) -> Sheet:
    """The legs of all options with what every figure rests on."""
    ask = inputs.ask
    assert ask is not None  # noqa: S101  (as above)
    notes = [(_("链接"), address)]
    if inputs.value is not None:
        notes.append((_("货值（元）"), f"{inputs.value:,.0f}"))
    if inputs.ready is not None:
        notes.append((_("备货完成日"), inputs.ready.isoformat()))
    return plan_sheet(
        view.store, answer, title=_title(view, inputs), filters=sentence(view, inputs),
        review=view.settings.review_text, changes=parse_changes(ask.changes), notes=notes,
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
