"""The card of a lead: every reason with its points and source, the way there, who is behind it."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard import compare_basket, entity_link, link_list, match_rows, provenance, selection
from dashboard import planner_answers as pa
from dashboard.columns import name_of
from dashboard.context import View
from dashboard.fact_list import fact_list
from dashboard.i18n import _, listed, noted, pick
from dashboard.navigation import home_of
from dashboard.pages_registry import current_path
from dashboard.words import CONFIDENCE, word
from geodata.match import Carriage, Good, Lead, Reason, carriage, find_good
from geodata.planner.network import network

# Kinds of fact behind a reason or a good that have a page to go to.
TIES: Final = ("prefecture", "project", "case", "park", "zone", "event", "service", "site")
SHOWN: Final = 6


def show(view: View, lead: Lead) -> None:
    """Show a lead."""
    good = find_good(view.store, lead.good_id)
    _head(view, lead)
    st.markdown(_reasons(view, lead))
    if lead.unjudged:
        names = listed(each.rule_name.of(view.locale) for each in lead.unjudged)
        st.caption(_("缺数据、未能判断的规则：{names}").format(names=provenance.escape(names)))
    _way(view, lead)
    st.markdown(f"**{_('湖南这一边')}**")
    st.caption(_evidence(view, good))
    _ties(view, lead, good)
    compare_basket.show(view, lead.iso3)


def _head(view: View, lead: Lead) -> None:
    side = _(match_rows.DIRECTIONS[lead.direction])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = f"{lead.name.of(view.locale)} · {lead.country.of(view.locale)}"
        st.markdown(f"## {provenance.escape(name)}", width="stretch")
        st.button(
            "", icon=":material/close:", key="match-close", help=_("清除选择"), type="tertiary",
            on_click=selection.select, args=(None,),
        )  # fmt: skip
    st.markdown(f":blue-badge[{side}] :orange-badge[{_('{n} 分').format(n=lead.score)}]")


def _reasons(view: View, lead: Lead) -> str:
    """The reasons as a list: points, sentence, and below them rule, source and confidence."""
    lines = []
    for reason in lead.reasons:
        text = provenance.escape(reason.text.of(view.locale))
        lines.append(f"- **+{reason.points}** {text}  \n  :small[:gray[{_source(view, reason)}]]")
    return "\n".join(lines)


def _source(view: View, reason: Reason) -> str:
    titles = [provenance.source_title(view.store, id) for id in reason.source_ids[:2]]
    parts = [
        reason.rule_name.of(view.locale), _("来源：") + _("；").join(titles),
        _("可信度：") + word(CONFIDENCE, reason.confidence),
    ]  # fmt: skip
    return provenance.escape(" · ".join(parts)).replace("\\[", "（").replace("\\]", "）")


def _way(view: View, lead: Lead) -> None:
    """How the goods would go: corridors with a hub there, and the planner's best way."""
    st.markdown(f"**{_('怎么运')}**")
    way = carriage(view.store, lead)
    lines = []
    if lead.corridor_ids:
        lines.append((_("通道"), match_rows.corridors(view.store, view.locale, lead.corridor_ids)))
    if way is not None:
        lines += _way_lines(view, way)
    fact_list(lines, view)
    if not lead.corridor_ids:
        st.caption(_("五大通道在该国没有在运行的节点。"))
    if way is None:
        st.caption(_("没有算出到该国的线路。"))
        return
    notes = [_("天数按规划器的测算假设推算，不是承诺时效；进口方向按同样天数看待。")]
    if way.assumed_origin:
        notes.append(_("来源未写产地市州，按从长沙起运推算。"))
    st.caption(" ".join(notes))
    entity_link.to_planner(lead.iso3)


def _way_lines(view: View, way: Carriage) -> list[tuple[str, str]]:
    net = network(view.store)
    lines = [
        (_("起运"), name_of(view, "prefecture", way.prefecture_id)),
        (_("到达"), pick(net.stops[net.number[way.end]])),
        (_("用时"), noted(pa.days_text(way.days), _("推算"))),
        (_("里程"), f"{way.km:,.0f} {_('公里')}"),
    ]
    if way.corridor_ids:
        lines.append((_("经由"), match_rows.corridors(view.store, view.locale, way.corridor_ids)))
    return lines


def _evidence(view: View, good: Good) -> str:
    parts = [good.evidence_text.of(view.locale)]
    if good.prefecture_ids:
        names = listed(name_of(view, "prefecture", id) for id in good.prefecture_ids)
        parts.append(_("市州：{names}").format(names=names))
    titles = [provenance.source_title(view.store, id) for id in good.source_ids[:2]]
    parts.append(_("来源：") + _("；").join(titles))
    parts.append(_("可信度：") + word(CONFIDENCE, good.confidence))
    if good.note and view.locale == "zh":
        parts.append(_("说明：") + good.note)
    return "  \n".join(provenance.escape(part) for part in parts)


def _ties(view: View, lead: Lead, good: Good) -> None:
    """Links to the country, and to what stands behind the reasons and the good."""
    references = [each for reason in lead.reasons for each in reason.references]
    items = [link_list.Item(f"country:{lead.iso3}", "country", lead.country.of(view.locale))]
    home = [f"prefecture:{id}" for id in good.prefecture_ids]
    for each in dict.fromkeys((*home, *references, *good.evidence)):
        kind, _colon, id_ = each.partition(":")
        if kind in TIES:
            path = home_of(view.store, kind, id_)
            items.append(link_list.Item(each, path, name_of(view, kind, id_)))
    links = link_list.Group("ties", _("相关"), items, SHOWN)
    link_list.show([links], key="match-ties", of=lead.key)


def country(view: View, iso3: str, left: Sequence[Lead]) -> None:
    """A country of which several goods are shown: its leads, best first."""
    own = [lead for lead in left if lead.iso3 == iso3]
    name = name_of(view, "country", iso3)
    st.markdown(f"## {provenance.escape(name)}")
    if not own:
        st.caption(_("所选范围里这个国家没有线索。"))
    items = [
        link_list.Item(
            f"{match_rows.LEAD}:{lead.key}", current_path(), lead.name.of(view.locale),
            _("{n} 分").format(n=lead.score) + " · " + lead.reasons[0].text.of(view.locale),
        )
        for lead in own
    ]  # fmt: skip
    link_list.show([link_list.Group("own", _("线索"), items, 8)], key="match-own", of=iso3)
    entity_link.show(f"country:{iso3}", "country", _("打开国别页"), icon=":material/open_in_new:")
    compare_basket.show(view, iso3)
