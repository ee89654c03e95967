"""湘品匹配: what Hunan could sell to a country or buy there, ranked by rules that all show."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    brief_menu,
    card,
    charts,
    context,
    filters,
    frame,
    i18n,
    match_card,
    match_chart,
    match_rows,
    match_scene,
    selection,
    table,
)
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.i18n import N_, _
from dashboard.match_rows import ALL, DIRECTIONS, LEAD, MOST
from geodata import clock
from geodata.errors import NotFoundError
from geodata.match import Lead, find_good, goods, rules
from geodata.nearest import Names, nearest

HOW: Final = N_(
    "每条规则成立就加它的分，相加即总分，不加权、不归一；至少一条“可单独成立”的规则成立才列为线索。"
)


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        direction = filters.choose(
            "way", _("方向"), tuple(DIRECTIONS), lambda way: _(DIRECTIONS[way]), form="segments"
        )
        good = _choose_good(view, direction)
        left = _narrowed(view, direction, good)
        st.caption(_("{n} 条线索").format(n=len(left)), width="content")
        _download(view, left)
        brief_menu.show(view, [_brief(view, left, direction, good)], key="match")
    place = frame.layout(view)
    one_good = good != ALL
    lead = match_rows.of_reference(view, selection.selected(), good)
    name = _good_name(view, good) if one_good else _("各国得分最高的线索")
    title = _("{name}（分）").format(name=name)
    chosen = lead.iso3 if lead else str(selection.selected_of("country") or "")
    frame.draw_map(
        view, match_scene.scene_of(view, left, direction, title, chosen), place,
        key="match-map", with_ties=False,
    )  # fmt: skip
    with place.below:
        _below(view, left, direction, one_good=one_good)
    with place.card:
        _card(view, left, lead, one_good=one_good)


def _good_name(view: View, good: str) -> str:
    return find_good(view.store, good).name.of(view.locale)


def _choose_good(view: View, direction: str) -> str:
    own = {
        good.id: good.name.of(i18n.locale())
        for good in goods(view.store) if good.direction == direction
    }  # fmt: skip

    def words(good: str) -> str:
        if good == ALL:
            return _("全部商品")
        return find_good(view.store, good).name.of(i18n.locale())

    return filters.choose(f"{direction}_good", _("商品"), (ALL, *own), words, width=190)


def _narrowed(view: View, direction: str, good: str) -> tuple[Lead, ...]:
    """The leads that the filters leave."""
    day = clock.today()
    own = match_rows.found(view.store, day, direction, good, (), "")
    present = {lead.iso3 for lead in own}
    held = {reason.rule_id for lead in own for reason in lead.reasons}
    names = {rule.id: rule.name for rule in rules(view.store)}

    def unfiltered(rows: pd.DataFrame, _values: list[str]) -> pd.DataFrame:
        return rows

    chosen = filters.row([
        filters.Filter(
            "country", _("国家"),
            tuple(sorted(present, key=lambda iso3: name_of_country(view, iso3))),
            lambda iso3: name_of_country(view, iso3), unfiltered,
        ),
        filters.Filter(
            "reason", _("须有的理由"), tuple(rule for rule in names if rule in held),
            lambda rule: names[rule].of(i18n.locale()), unfiltered, several=False,
        ),
    ])  # fmt: skip
    (rule,) = chosen["reason"] or [""]
    return match_rows.found(view.store, day, direction, good, tuple(chosen["country"]), rule)


def _brief(view: View, left: Sequence[Lead], direction: str, good: str) -> brief_menu.Offer:
    """The leads on the page, with what speaks for each."""
    table = view.store.table("country")
    told = left[:MOST]

    def title() -> str:
        return _("湘品匹配") if good == ALL else find_good(view.store, good).name.of(i18n.locale())

    return brief_menu.of_rows(
        "country", table[table["iso3"].isin({lead.iso3 for lead in left})], title=title,
        filters=lambda: _(DIRECTIONS[direction]),
        scene=lambda own: match_scene.scene_of(own, left, direction, title(), ""),
        cells=lambda own: match_rows.cells(own, told),
        sources=lambda: (each for lead in told for each in lead.source_ids),
    )  # fmt: skip


def _download(view: View, left: Sequence[Lead]) -> None:
    def made() -> bytes:
        with i18n.speaking(view.locale):  # it is made when asked for, outside of this run
            return match_rows.file(view, left)

    st.download_button(
        _("下载"), made, file_name=f"match-{view.store.release_id}.csv", mime="text/csv",
        key="match-dl", icon=":material/download:", on_click="ignore", disabled=not left,
    )  # fmt: skip


def _below(view: View, left: Sequence[Lead], direction: str, *, one_good: bool) -> None:
    shown = left[:MOST]
    made = match_chart.chart(view, left, one_good=one_good)
    parts = st.columns([0.64, 0.36], gap="small") if made is not None else (st.container(),)
    with parts[0]:
        cells = match_rows.cells(view, shown)
        references = [match_rows.reference(lead, one_good=one_good) for lead in shown]
        table.show(cells, LEAD, view, references=references, cells=cells, key="match-table")
        if len(left) > MOST:
            st.caption(
                _("只列前 {n} 条，共 {all} 条；选商品或国家看其余，下载的文件里是全部。").format(
                    n=MOST, all=len(left)
                )
            )
    if made is not None:
        with parts[1]:
            charts.show(
                made, view.style, key="match-chart", height=245,
                on_pick=lambda: selection.on_chart("match-chart"),
            )  # fmt: skip
    with st.expander(_("怎么算分：规则、阈值与分值"), icon=":material/rule:"):
        st.caption(_(HOW))
        st.dataframe(table.plain(_rule_cells(view, direction)), hide_index=True, height=260)


def _rule_cells(view: View, direction: str) -> pd.DataFrame:
    """The rules of a direction as a table."""
    own = [rule for rule in rules(view.store) if rule.direction == direction]
    notes = view.store.table("match_rule").set_index("rule_id")["note"]
    signs = {"rank": _("前 {n} 位"), "pct": "{n}%", "count": _("{n} 个"), "km": _("{n} 公里")}

    def threshold(value: float | None, unit: str) -> str:
        return signs[unit].format(n=f"{value:g}") if value is not None and unit in signs else ""

    return pd.DataFrame(
        {
            _("规则"): [rule.name.of(view.locale) for rule in own],
            _("阈值"): [threshold(rule.threshold, rule.unit) for rule in own],
            _("分"): [rule.points for rule in own],
            _("可单独成立"): [_("是") if rule.anchor else _("否") for rule in own],
            _("只用于"): [
                i18n.listed(
                    good.name.of(view.locale) for good in goods(view.store) if good.id in rule.goods
                )
                for rule in own
            ],
            _("说明"): [str(notes[rule.id]) if notes[rule.id] == notes[rule.id] else ""
                      for rule in own],
        }
    )  # fmt: skip


def _card(view: View, left: Sequence[Lead], lead: Lead | None, *, one_good: bool) -> None:
    kind, _colon, id_ = (selection.selected() or "").partition(":")
    if lead is not None:
        match_card.show(view, lead)
    elif kind == LEAD:
        _lost(view, id_)
    elif kind == "country" and id_ in set(view.store.table("country")["iso3"]):
        match_card.country(view, id_, left)
    else:
        card.show(
            view, selection.selected(),
            empty=_("点一个国家或表中一行：这里列出每条理由的数字、来源和分，以及怎么运。"),
            first=[
                (match_rows.reference(each, one_good=one_good),
                 f"{each.name.of(view.locale)} · {each.country.of(view.locale)}")
                for each in left[:6]
            ],
        )  # fmt: skip


def _lost(view: View, key: str) -> None:
    """A lead that is none: its good is unknown, or no rule holds there."""
    good, _colon, iso3 = key.partition(":")
    try:
        name = find_good(view.store, good).name.of(view.locale)
        view.store.get("country", iso3)
    except NotFoundError as error:
        near = nearest(
            Names.of({error.kind: view.store.table(error.kind)}), error.id, kind=error.kind
        )
        card.missing(view, NotFoundError(error.kind, error.id, near))
        return
    st.info(
        _("{good}在{country}没有可单独成立的理由，不列为线索。").format(
            good=name, country=name_of_country(view, iso3)
        ),
        icon=":material/info:",
    )
    st.button(_("清除选择"), on_click=selection.select, args=(None,), key="match-clear")
