"""The page of scores: map, ranking with its intervals, weights, and what is behind a score."""

import streamlit as st

from dashboard import (
    brief_menu,
    card,
    charts,
    columns,
    context,
    filters,
    frame,
    i18n,
    provenance,
    score_card,
    score_charts,
    score_rows,
    score_scene,
    score_weights,
    selection,
    table,
)
from dashboard.context import View
from dashboard.i18n import _
from dashboard.score_words import INDEXES, name, said
from geodata.export import MEDIA_TYPES, export
from geodata.scores import Scored, score
from geodata.scores.terms import terms_of


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        index = filters.choose("index", _("指数"), INDEXES, name, form="segments")
        changed = score_weights.choose(view, index)
        # With every weight at zero there is no score: the table's stand in, and that is said.
        nothing = not any((_defaults(view, index) | changed).values())
        scored = score(view.store, index, {} if nothing else changed)
        st.caption(_("{n} 国有得分").format(n=int(scored.table["enough"].sum())), width="content")
        _downloads(view, scored, changed)
        brief_menu.show(view, _briefs(view, scored, {} if nothing else changed), key="scores")
    _notices(view, scored, changed, nothing=nothing)
    place = frame.layout(view)
    frame.draw_map(
        view, score_scene.scene_of(view, scored), place, key="scores-map", with_ties=False
    )
    chosen = selection.selected_of("country")
    iso3 = chosen if chosen in scored.table.index else None
    with place.below:
        _below(view, scored, iso3)
    with place.card:
        if iso3:
            score_card.show(view, scored, iso3)
        else:
            score_card.about(view, scored)
        _cells, references = score_rows.cells_of(view, scored)
        first = [(each, columns.name_of_country(view, each[8:])) for each in references[:6]]
        card.show(
            view, selection.selected(), first=() if iso3 else first,
            empty=_("点选一个国家，看它的得分由什么组成、什么会改变名次。"),
        )  # fmt: skip


def _defaults(view: View, index: str) -> dict[str, float]:
    return {term.indicator: term.weight for term in terms_of(view.store, index)}


def _notices(view: View, scored: Scored, changed: dict[str, float], *, nothing: bool) -> None:
    for fault in score_weights.faults(view):
        st.warning(provenance.escape(fault), icon=":material/link_off:")
    if nothing:
        st.warning(_("权重全为 0，无法打分，现按原权重显示。"), icon=":material/balance:")
    elif changed:
        st.caption(provenance.escape(said(changed, scored.terms, view.locale)))


def _below(view: View, scored: Scored, iso3: str | None) -> None:
    cells, references = score_rows.cells_of(view, scored)
    left, right = st.columns([0.64, 0.36], gap="small")
    with left:
        table.show(
            cells, "", view, references=list(references), cells=cells,
            key=f"scores-table-{scored.index}",
        )  # fmt: skip
    colours = score_scene.coloured(view, scored).colour_of
    made = score_charts.ranks(view, scored, colours, iso3)
    if made is not None:
        with right:
            charts.show(
                made, view.style, key="scores-chart",
                on_pick=lambda: selection.on_chart("scores-chart"),
            )  # fmt: skip
    if iso3:
        st.caption(
            _("{country}的各项指标、数值与来源").format(country=columns.name_of_country(view, iso3))
        )
        st.dataframe(
            table.plain(score_rows.parts_of(view, scored, iso3)), hide_index=True, placeholder="—",
            key="score-sources", row_height=round(30 * view.scale),
        )  # fmt: skip


def _briefs(view: View, scored: Scored, changed: dict[str, float]) -> list[brief_menu.Offer]:
    """What a brief may be of: the selected country with these weights, and the ranking."""
    rows = view.store.table("country")
    ranking = brief_menu.of_rows(
        "country", rows, title=lambda: name(scored.index),
        filters=lambda: said(changed, scored.terms, i18n.locale()),
        scene=lambda own: score_scene.scene_of(own, scored),
        cells=lambda own: score_rows.cells_of(own, scored)[0],
        sources=scored.figures["source_id"].dropna,
    )  # fmt: skip
    chosen = selection.selected_of("country")
    if chosen not in scored.table.index:
        return [ranking]
    weights = {scored.index: changed} if changed else None
    own = brief_menu.Offer("country", _("选中的国家"), f"country:{chosen}", weights=weights)
    return [ranking, own]


def _downloads(view: View, scored: Scored, changed: dict[str, float]) -> None:
    """The ranking, and the table of indicators with their weights, rules and sources."""

    def ranking() -> bytes:
        with i18n.speaking(view.locale):  # it is made when asked for, outside of this run
            cells, references = score_rows.cells_of(view, scored)
            more = {
                "iso3": [each[8:] for each in references],
                _("指数"): name(scored.index),
                _("权重"): said(changed, scored.terms, view.locale) or _("原权重"),
                _("抽样"): f"{scored.draws} / {scored.seed}",
                _("数据版本"): view.store.release_id,
            }
            return cells.assign(**more).to_csv(index=False).encode("utf-8-sig")

    def method() -> bytes:
        with i18n.speaking(view.locale):
            rows = view.store.table("score_indicator")
            return export(
                rows[rows["index_code"] == scored.index], "score_indicator", "xlsx",
                store=view.store, title=name(scored.index), filters="",
                review=view.settings.review_text,
            )  # fmt: skip

    with st.popover(_("下载"), icon=":material/download:"):
        st.download_button(
            _("得分与名次（CSV）"), ranking, mime="text/csv", key="scores-csv", width="stretch",
            file_name=f"scores-{scored.index}-{view.store.release_id}.csv", on_click="ignore",
            icon=":material/draft:",
        )  # fmt: skip
        st.download_button(
            _("指标、权重与来源（Excel）"), method, mime=MEDIA_TYPES["xlsx"], key="scores-xlsx",
            file_name=f"score-indicators-{scored.index}-{view.store.release_id}.xlsx",
            on_click="ignore", icon=":material/draft:", width="stretch",
        )  # fmt: skip
