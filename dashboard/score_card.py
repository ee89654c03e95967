"""A country's score told: its interval, its parts, and what would change its rank."""

from typing import Final

import streamlit as st

from dashboard import charts, columns, provenance, score_charts
from dashboard.context import View
from dashboard.fact_list import fact_list
from dashboard.i18n import _, listed, noted
from dashboard.score_rows import span
from dashboard.score_words import MEANINGS, name
from geodata.scores import Scored
from geodata.scores.change import Change, what_would_change

TOLD: Final = 3


def show(view: View, scored: Scored, iso3: str) -> None:
    """Show a country's score above its card."""
    row = scored.table.loc[iso3]
    heading = f"{columns.name_of_country(view, iso3)} · {name(scored.index)}"
    st.markdown(f"**{provenance.escape(heading)}**")
    if not row["enough"]:
        _less(view, scored, iso3)
    else:
        total = int(scored.table["enough"].sum())
        places = span(row["rank_low"], row["rank_high"])
        fact_list(
            [(_("得分"), noted(f"{row['score']:.1f}", span(row["low"], row["high"], 1))),
             (_("名次"), noted(f"{row['rank']} / {total}", places)),
             (_("数据覆盖"), f"{row['coverage']:.0%}")],
            view,
        )  # fmt: skip
    chart, height = score_charts.parts(view, scored, iso3)
    charts.show(chart, view.style, key="score-parts", height=height)
    if row["enough"]:
        _outlook(view, scored, iso3)


def about(view: View, scored: Scored) -> None:
    """What the index is, while no country is selected."""
    less = scored.table.index[~scored.table["enough"]]
    st.caption(
        _(
            "{meaning}；100 为最好。{n} 项指标按 5%—95% 截尾换算到 0—100，加权平均。"
            "区间来自 {draws} 次抽样：权重扰动，缺值与旧值按同区域国家抽取。"
        ).format(meaning=_(MEANINGS[scored.index]), n=len(scored.terms), draws=scored.draws)
    )
    if len(less):
        names = listed(columns.name_of_country(view, iso3) for iso3 in less)
        st.caption(_("数据不足，不打分：{names}").format(names=names))


def _less(view: View, scored: Scored, iso3: str) -> None:
    missing = [
        term.name(view.locale)
        for term in scored.terms
        if scored.weights[term.indicator] > 0 and scored.trust.loc[iso3, term.indicator] == 0
    ]
    text = _(
        "数据不足，不打分：有数据的指标占权重 {share}，至少要 {least}，且每个方面都要有。"
    ).format(
        share=f"{scored.table.loc[iso3, 'coverage']:.0%}",
        least=f"{scored.terms[0].min_coverage:.0%}",
    )
    st.warning(text + _("缺：{list}").format(list=listed(missing)), icon=":material/data_alert:")


def _outlook(view: View, scored: Scored, iso3: str) -> None:
    outlook = what_would_change(scored, iso3)
    rank = int(scored.table.loc[iso3, "rank"])
    best: dict[str, Change] = {}
    for change in outlook.changes:
        if change.rank < rank:
            best.setdefault(change.indicator, change)
    lines = [_sentence(view, scored, change, rank) for change in list(best.values())[:TOLD]]
    if outlook.shift is not None:
        shift = outlook.shift
        lines.append(
            _("若“{name}”的权重由 {old} 提到 {new}，就超过前一名{other}。").format(
                name=scored.term(shift.indicator).name(view.locale),
                old=f"{shift.share_from:.2%}",
                new=f"{shift.share_to:.2%}",
                other=columns.name_of_country(view, shift.passed),
            )
        )
    if not lines:
        lines = [_("没有单独一项能改变名次。")]
    st.markdown(
        f"**{_('什么会改变名次')}**\n\n" + "\n".join(f"- {provenance.escape(x)}" for x in lines)
    )


def _sentence(view: View, scored: Scored, change: Change, rank: int) -> str:
    words = (
        _("“{name}”改善到本区域最好（换算分 {a}→{b}）：得分 {score}，第 {rank} 名，升 {n} 名。")
        if change.goal == "best"
        else _(
            "“{name}”改善到本区域中位（换算分 {a}→{b}）：得分 {score}，第 {rank} 名，升 {n} 名。"
        )
    )
    return words.format(
        name=scored.term(change.indicator).name(view.locale), a=f"{change.part_from:.0f}",
        b=f"{change.part_to:.0f}", score=f"{change.score:.1f}", rank=change.rank,
        n=rank - change.rank,
    )  # fmt: skip
