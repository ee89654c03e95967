"""The detail card: an entity's facts with their provenance, and its links to other kinds."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from dashboard import (
    alert_banner,
    card_links,
    case_story,
    columns,
    compare_basket,
    entity_link,
    institution_card,
    link_list,
    provenance,
    selection,
    vocabulary,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.fact_list import fact_list
from dashboard.i18n import N_, _, noted, pick
from dashboard.pages_registry import current_path
from geodata import clock
from geodata.alerts import about
from geodata.errors import NotFoundError
from geodata.format import quantity
from geodata.variables import LATEST, Variable, values

# Field → words of its label; codes are translated with the table given.
FACTS: Final[dict[str, tuple[tuple[str, str, dict[str, str] | None], ...]]] = {
    "park": (
        ("place", N_("地点"), None), ("developer", N_("开发主体"), None),
        ("status", N_("进展"), w.PARK_STATUS), ("status_text", N_("进展说明"), None),
        ("sectors", N_("产业"), None), ("tenants", N_("入园企业"), None),
        ("area_km2", N_("面积（平方公里）"), None), ("year_started", N_("起始年"), None),
        ("hunan_linked", N_("湘企关联"), w.YES_NO),
        ("mofcom_confirmed", N_("商务部确认考核"), w.YES_NO),
    ),
    "event": (
        ("start_date", N_("开始"), None), ("end_date", N_("结束"), None),
        ("venue", N_("场馆"), None), ("city", N_("城市"), None),
        ("organiser", N_("主办"), None), ("deals_count", N_("签约数"), None),
        ("linked_note", N_("参与方"), None), ("key_facts", N_("要点"), None),
    ),
    "project": (
        ("company", N_("企业"), None), ("hunan_role", N_("湖南角色"), None),
        ("location", N_("地点"), None), ("sector", N_("行业"), None),
        ("form", N_("形式"), w.FORMS), ("status", N_("进展"), w.PROJECT_STATUS),
        ("status_text", N_("进展说明"), None), ("financing", N_("融资"), None),
        ("year_start", N_("开始"), None), ("year_end", N_("结束"), None),
        ("key_facts", N_("要点"), None),
    ),
    "branch": (
        ("bank_zh", N_("银行"), None), ("city", N_("城市"), None),
        ("address", N_("地址"), None), ("category", N_("类别"), w.BRANCH_CATEGORIES),
        ("licence", N_("牌照"), w.LICENCES), ("services", N_("服务"), None),
        ("opened", N_("设立"), None), ("opened_text", N_("设立说明"), None),
    ),
    "site": (
        ("site_type", N_("类型"), w.SITE_TYPES), ("operator", N_("运营方"), None),
        ("status", N_("状态"), None), ("year", N_("年份"), None),
    ),
    "node": (
        ("node_type", N_("类型"), w.NODE_TYPES), ("role", N_("作用"), None),
    ),
    "leg": (
        ("mode", N_("方式"), w.MODES), ("evidence", N_("依据"), w.EVIDENCE),
        ("evidence_text", N_("依据说明"), None), ("distance_km", N_("公布里程（公里）"), None),
        ("transit_days", N_("公布时效（天）"), None), ("frequency", N_("班期"), None),
        ("operator", N_("运营方"), None),
    ),
    "inland": (("region", N_("区域"), w.INLAND_REGIONS),),
    "inland_leg": (
        ("mode", N_("方式"), w.MODES), ("evidence", N_("依据"), w.EVIDENCE),
        ("distance_km", N_("公布里程（公里）"), None), ("distance_text", N_("里程说明"), None),
        ("transit_text", N_("公布时效（天）"), None), ("cost_text", N_("费用说明"), None),
        ("gauge_mm", N_("轨距（毫米）"), None), ("operator", N_("运营方"), None),
        ("status", N_("状态"), w.INLAND_STATUS), ("status_text", N_("状态说明"), None),
    ),
    "service": (
        ("mode", N_("方式"), w.MODES), ("operator", N_("运营方"), None),
        ("origin", N_("起点"), None), ("destination", N_("终点"), None),
        ("distance_km", N_("公布里程（公里）"), None),
        ("transit_days", N_("公布时效（天）"), None), ("frequency", N_("班期"), None),
        ("cost_note", N_("费用说明"), None), ("year_opened", N_("开通年"), None),
        ("status", N_("状态"), w.SERVICE_STATUS), ("status_text", N_("状态说明"), None),
        ("key_facts", N_("要点"), None),
    ),
    "corridor": (
        ("mode", N_("方式"), w.MODES), ("operator", N_("运营方"), None),
        ("origin", N_("起点"), None), ("destination", N_("终点"), None),
        ("frequency", N_("班期"), None), ("transit_days", N_("公布时效（天）"), None),
        ("cost_note", N_("费用说明"), None), ("year_opened", N_("开通年"), None),
        ("key_facts", N_("要点"), None),
    ),
    "financial_service": (
        ("what_zh", N_("内容"), None), ("situations_zh", N_("适用情形"), None),
        ("forms", N_("适用业务"), w.FORMS), ("provider", N_("提供方"), None),
        ("provider_types", N_("提供方类型"), w.PROVIDER_TYPES), ("reach", N_("办理途径"), None),
        ("state", N_("状态"), w.SERVICE_STATES),
    ),
    "zone": (
        ("zone_type", N_("类型"), None), ("prefecture_text", N_("地点"), None),
        ("role", N_("作用"), None), ("facts", N_("要点"), None),
        ("area_km2", N_("面积（平方公里）"), None),
    ),
    "prefecture": (
        ("ofdi_share_pct", N_("占全省境外投资企业 %"), None), ("ofdi_note", N_("占比说明"), None),
        ("corridor_role", N_("通道角色"), None), ("ftz_area", N_("自贸试验区"), None),
        ("bonded_zone", N_("综合保税区"), None), ("national_zones", N_("国家级园区"), None),
        ("cbec_year", N_("跨境电商综试区"), None), ("cbec_note", N_("综试区说明"), None),
    ),
}  # fmt: skip
# Kinds whose card is told in a way of its own.
TOLD: Final[dict[str, Callable[[View, dict[str, Any]], None]]] = {
    "case": case_story.show,
    "institution": institution_card.show,
}
KEY_FIGURES: Final = (
    "population",
    "gdp_nominal",
    "gdp_growth",
    "imports_from_china_reported",
    "exports_to_china_reported",
    "oecd_country_risk_class",
)


def show(
    view: View,
    reference: str | None,
    *,
    empty: str,
    first: Sequence[tuple[str, str]] = (),
) -> None:
    """Show the card of an entity, or what to do when none is selected.

    Parameters
    ----------
    reference : ``kind:id``
    empty : what the page says while nothing is selected
    first : reference and name of entities to begin with
    """
    if not reference:
        if empty:
            st.caption(empty)
        if empty:
            items = [link_list.Item(offered, current_path(), name) for offered, name in first]
            link_list.show([link_list.Group("first", "", items, len(items))], key="card-first")
        return
    kind, _sep, id_ = reference.partition(":")
    try:
        row = view.store.get(kind, id_)
    except NotFoundError as error:
        missing(view, error)
        return
    _head(view, kind, id_, row)
    alert_banner.show(view, about(view.store, clock.today(), kind, id_), "card-alerts")
    if kind == "country":
        _country(view, row)
    else:
        _facts(view, kind, row)
    _claims(view, kind, id_)
    iso3 = id_ if kind == "country" else row.get("iso3")
    if iso3 in columns.focus(view.store):
        compare_basket.show(view, str(iso3))
    card_links.show(view, kind, id_, row)


def missing(view: View, error: NotFoundError) -> None:
    """Say that an entity is not there, and offer the nearest matches."""
    st.warning(
        _("这个链接指向“{what}”，当前数据版本里没有它。").format(
            what=provenance.escape(f"{error.kind}:{error.id}")
        ),
        icon=":material/link_off:",
    )
    if error.suggestions:
        st.caption(_("最接近的有："))
    for found in error.suggestions:
        name = columns.name_of(view, found.kind, found.id)
        st.button(
            f"{w.kind_word(found.kind)} · {provenance.escape(name)}",
            key=f"near-{found.kind}-{found.id}",
            type="tertiary",
            on_click=selection.select,
            args=(f"{found.kind}:{found.id}",),
        )
    st.button(_("清除选择"), on_click=selection.select, args=(None,), key="near-none")


def _head(view: View, kind: str, id_: str, row: dict[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = pick(row) or id_
        if kind in ("leg", "inland_leg"):
            name = " — ".join(columns.node_name(view, row[end]) for end in ("from_node", "to_node"))
        st.markdown(f"## {provenance.escape(name)}", width="stretch")
        st.button(
            "",
            icon=":material/close:",
            key="card-close",
            help=_("清除选择"),
            type="tertiary",
            on_click=selection.select,
            args=(None,),
        )
    parts = [w.kind_word(kind)]
    country = columns.country_name(row, view) if kind != "country" else ""
    if country:
        parts.append(country)
    if kind == "country":
        parts = [
            row["official_zh"] if view.locale == "zh" else row["official_en"],
            w.word(w.REGIONS, row["region"]),
            pick(row, "capital"),
        ]
    st.caption(" · ".join(provenance.escape(str(p)) for p in parts if p))
    marks = [provenance.badge(row.get("confidence"))]
    if row.get("verified"):
        marks.append(f":gray-badge[{w.word(w.VERIFIED, row['verified'])}]")
    if row.get("precision"):
        marks.append(f":gray-badge[{_('定位')} {w.word(w.PRECISION, row['precision'])}]")
    if kind != "country":
        st.markdown(" ".join(marks), help=provenance.line(view.store, row))


def _facts(view: View, kind: str, row: dict[str, Any]) -> None:
    if kind in TOLD:
        TOLD[kind](view, row)
        st.caption(provenance.line(view.store, row))
        return
    lines = []
    if row.get("amount") is not None:
        lines.append((_("金额"), columns.money(row, view)))
    if kind == "site":
        lines.append((_("商品"), columns.commodity_name(view, row.get("commodity"))))
        lines.append((_("能力"), columns.capacity(row)))
    for field, label, table in FACTS.get(kind, ()):
        # Texts kept in two languages are told in the reader's.
        value = pick(row, field.removesuffix("_zh")) if field.endswith("_zh") else row.get(field)
        if value is None or value == "":
            continue
        if table:
            text = " · ".join(w.word(table, code) for code in str(value).split(";"))
        else:
            text = str(vocabulary.cell(field, value))
        lines.append((_(label), text))
    fact_list([(label, value) for label, value in lines if value], view)
    if kind != "country":
        st.caption(provenance.line(view.store, row))


def _country(view: View, row: dict[str, Any]) -> None:
    blocs = view.store.table("membership")
    mine = blocs[(blocs["iso3"] == row["iso3"]) & (blocs["role"] == "member")]["bloc_id"]
    if row["relations"] == "no":
        st.warning(_("与中国没有外交关系"), icon=":material/info:")
    if len(mine):
        st.caption(" · ".join(str(bloc).upper() for bloc in mine))
    figures = []
    terms = view.store.table("indicator_term").set_index("indicator")
    for indicator in KEY_FIGURES:
        found = values(view.store, Variable("indicator", indicator, LATEST))
        if row["iso3"] in found.index:
            figures.append((indicator, terms.loc[indicator], found.loc[row["iso3"]]))
    for start in range(0, len(figures), 2):
        for column, (indicator, term, value) in zip(
            st.columns(2, gap="small"), figures[start : start + 2], strict=False
        ):
            year = "" if value["year"] != value["year"] else f" {int(value['year'])}"
            basis = term.get("basis_zh")
            side = _("（对方国口径）") if "_reported" in indicator else ""
            column.metric(
                f"{pick(term)}{side}{year}",
                quantity(value["value"], value["unit"], view.locale),
                help=provenance.line(view.store, value)
                + (f"  \n{_('口径：')}{basis}" if isinstance(basis, str) and basis else ""),
                border=True,
            )
    if current_path() != "country":
        entity_link.show(
            f"country:{row['iso3']}", "country", _("打开国别页"), icon=":material/open_in_new:"
        )


def _claims(view: View, kind: str, id_: str) -> None:
    claims = view.store.table("claim")
    own = claims[(claims["kind"] == kind) & (claims["subject_id"] == id_)]
    if own.empty:
        return
    st.markdown(f"**{_('说法不一')}** :orange-badge[{len(own)}]")
    for field, group in own.groupby("field_zh", sort=False):
        lines = [f"- {provenance.escape(str(field))}"]
        for claim in group.to_dict("records"):
            unit = claim["unit"] if isinstance(claim["unit"], str) else ""
            title = provenance.source_title(view.store, claim["source_id"])
            lines.append(
                f"    - **{provenance.escape(claim['value'])}** {provenance.escape(unit)} — "
                + noted(provenance.escape(title), claim["as_of"])
            )
        st.markdown("\n".join(lines))
