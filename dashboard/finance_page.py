"""The page of financial services: by what a company is about to do, then by who offers it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import card, charts, context, downloads, filters, frame, gallery, selection, table
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.columns import name_of
from dashboard.context import View
from dashboard.i18n import _, listed, pick
from dashboard.navigation import home_of
from dashboard.overlays import overlays
from geodata.cases import parts
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.schema.support import FORMS
from layers.base import country_labels, country_picks, ground
from layers.camera import fit
from layers.points import drawable
from layers.scene import Legend, Scene

KIND: Final = "financial_service"
ALL: Final = "all"
# Kinds of office that a service is asked for at.
OFFICES: Final = ("branch", "institution")
# Degrees around the offices shown.
AROUND: Final = 6.0
REMEMBERED: Final = "atlas_service"


def forms_of(row: Mapping[str, Any]) -> list[str]:
    """What a service is used for."""
    return parts(row["forms"])


def providers_of(row: Mapping[str, Any]) -> list[str]:
    """The types of those who offer a service."""
    return parts(row["provider_types"])


def offices_of(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Kind and id of the branches and institutions that a service is asked for at."""
    return [(kind, id_) for kind in OFFICES for id_ in parts(row[f"{kind}_ids"])]


def _texts(row: Mapping[str, Any]) -> Iterable[object]:
    fields = ("name", "what", "situations")
    yield from (row[f"{field}_{code}"] for field in fields for code in ("zh", "en"))
    yield from (row["provider"], row["reach"], row["note"])
    yield from (w.word(w.PROVIDER_TYPES, code) for code in providers_of(row))
    yield from (w.word(w.FORMS, code) for code in forms_of(row))


def service_filters(rows: pd.DataFrame) -> list[filters.Filter]:
    """The filters of the page beside the scenario, most used first."""
    present = {code for row in rows.to_dict("records") for code in providers_of(row)}
    return [
        f.keyword(_texts),
        f.also(
            "provider", _("提供方类型"), [code for code in w.PROVIDER_TYPES if code in present],
            w.words(w.PROVIDER_TYPES), providers_of,
        ),
        f.coded("state", _("状态"), rows, "state", w.SERVICE_STATES),
        f.confidence(rows),
    ]  # fmt: skip


def of_form(rows: pd.DataFrame, form: str) -> pd.DataFrame:
    """The services for one way of going abroad, or all of them."""
    return rows if form == ALL else filters.any_of("forms")(rows, [form])


def tile(view: View, row: Mapping[str, Any]) -> gallery.Tile:
    """A service as a card: when it fits, who offers it, and where to ask for it."""
    state = row["state"]
    return gallery.Tile(
        f"{KIND}:{row['financial_service_id']}",
        pick(row),
        (str(row["provider"]), listed(w.word(w.FORMS, code) for code in forms_of(row))),
        pick(row, "situations"),
        warning="" if state == "offered" else w.word(w.SERVICE_STATES, state),
        links=tuple(
            (f"{kind}:{id_}", home_of(view.store, kind, id_), name_of(view, kind, id_))
            for kind, id_ in offices_of(row)
        ),
    )


def shown_service(view: View) -> dict[str, Any] | None:
    """The service whose offices the map shows.

    It is the selected one; when one of its offices is selected, on the map or in the list, it
    stays the same service.
    """
    chosen = selection.selected() or ""
    kind, _sep, id_ = chosen.partition(":")
    asked = id_ if kind == KIND else st.session_state.get(REMEMBERED) if kind in OFFICES else None
    if not asked:
        return None
    try:
        row = view.store.get(KIND, str(asked))
    except NotFoundError:
        return None  # the card says so
    if kind in OFFICES and (kind, id_) not in offices_of(row):
        return None
    st.session_state[REMEMBERED] = row["financial_service_id"]
    return row


def office_rows(view: View, service: Mapping[str, Any], kind: str) -> pd.DataFrame:
    """The rows of a service's offices of a kind."""
    wanted = {id_ for each, id_ in offices_of(service) if each == kind}
    rows = view.store.table(kind)
    return rows[rows[KINDS[kind].id_column].isin(wanted)]


def scene_of(view: View, service: Mapping[str, Any]) -> Scene | None:
    """The offices of a service over the ground; None where none has a reliable place."""
    found = [drawable(office_rows(view, service, kind))[["lat", "lon"]] for kind in OFFICES]
    places = pd.concat([pd.DataFrame(each) for each in found])
    if places.empty:
        return None
    west, east = places["lon"].min() - AROUND, places["lon"].max() + AROUND
    south, north = places["lat"].min() - AROUND, places["lat"].max() + AROUND
    camera = fit((float(west), float(south), float(east), float(north)), *view.map_size)
    layers, swatches = overlays(view, OFFICES, lambda kind: office_rows(view, service, kind))
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme, detail=0),
        layers=(
            country_picks(view.at),
            country_labels(view.at, view.theme, camera, view.scale),
            *layers,
        ),
        legends=(Legend("", tuple(swatches)),),
        alt=_("{name}的办理网点，{n} 处").format(name=pick(service), n=len(places)),
    )


def chart(view: View, rows: pd.DataFrame) -> charts.Chart | None:
    """How many services each type of provider offers."""
    words = {code: w.word(w.PROVIDER_TYPES, code) for code in w.PROVIDER_TYPES}
    codes = [code for row in rows.to_dict("records") for code in providers_of(row)]
    return charts.counts(
        pd.Series(codes, dtype=str), view.style, title=_("各类提供方的服务数"), kind="branch",
        words=words,
    )  # fmt: skip


def _choose_form() -> str:
    words = {ALL: _("全部业务")} | {code: w.word(w.FORMS, code) for code in FORMS}
    return filters.choose("business", _("业务"), (ALL, *FORMS), words.__getitem__, form="segments")


def _find_insurer() -> None:
    st.session_state["provider"] = ["insurer"]


def _listing(view: View, rows: pd.DataFrame, *, as_cards: bool) -> None:
    if as_cards:
        gallery.show([tile(view, row) for row in rows.to_dict("records")], view)
        return
    references = [f"{KIND}:{id_}" for id_ in rows["financial_service_id"]]
    table.show(rows, KIND, view, references=references, key=f"{KIND}-table", height=460)


def show() -> None:
    """Run the page."""
    view = context.view()
    rows = view.store.table(KIND)
    with frame.filter_row():
        form = _choose_form()
        items = service_filters(rows)
        chosen = filters.row(items)
        left = filters.apply(of_form(rows, form), items, chosen)
        st.button(
            _("信保"), icon=":material/shield:", on_click=_find_insurer, key="find-insurer",
            help=_("只看中国出口信用保险公司参与的服务"),
        )  # fmt: skip
        st.caption(_("{n} 条").format(n=len(left)), width="content")
        as_cards = gallery.choose()
        said = w.word(w.FORMS, form) if form != ALL else _("全部业务")
        downloads.menu(
            left, KIND, view, title=_("金融服务"), key=f"{KIND}-dl",
            filters=said + _("；") + filters.sentence(items, chosen),
        )  # fmt: skip
    place = frame.layout(view)
    service = shown_service(view)
    scene = scene_of(view, service) if service else None
    if scene:
        frame.draw_map(view, scene, place, key="finance-map")
    with place.below:
        if service and scene is None:
            st.info(_("来源没有写明这项服务在哪里办理。"), icon=":material/info:")
        if left.empty and form == "aid":
            st.info(_("还没有来源写明适用于援助的服务。"), icon=":material/info:")
        _listing(view, left, as_cards=as_cards)
        made = chart(view, left)
        if made is not None:
            charts.show(made, view.style, key="finance-chart")
    with place.card:
        card.show(
            view, selection.selected(),
            empty=_("先选业务，再点一项服务：这里显示它的内容、适用情形与办理网点。"),
        )  # fmt: skip
