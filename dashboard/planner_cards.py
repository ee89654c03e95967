"""The planner's card: options side by side, what closing costs, and whom it touches."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import columns, entity_link, filters, provenance
from dashboard import planner_answers as pa
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, listed
from dashboard.navigation import home_of
from dashboard.planner_inputs import Ask, Inputs, gate_names
from geodata.errors import UsageError
from geodata.planner.closures import default_closed
from geodata.planner.model import Answer, Option

KEY = "ways"
MOST = 3
FOLD = 4
KINDS = ("service", "park", "project", "branch")


def fault(error: UsageError) -> None:
    """Say what is wrong with the question and what to do."""
    lines = [provenance.escape(line) for line in error.message.splitlines()]
    st.error("  \n".join(lines), icon=":material/error:")


def choose(answer: Answer) -> list[tuple[int, Option]]:
    """The widget that chooses which options stand out; at least the first."""
    numbers = tuple(str(n) for n in range(1, len(answer.options) + 1))
    filters.adopt(KEY, numbers, str, several=True)
    kept = st.session_state.get(KEY)
    if kept is not None and any(n not in numbers for n in kept):
        st.session_state[KEY] = [n for n in kept if n in numbers] or ["1"]
    chosen = st.pills(
        _("对比方案（最多选 {n} 个）").format(n=MOST), numbers, selection_mode="multi",
        default=["1"], key=KEY, bind="query-params",
    )  # fmt: skip
    picked = sorted(int(n) for n in chosen or ["1"])[:MOST]
    return [(n, answer.options[n - 1]) for n in picked]


def _only(number: int) -> None:
    st.session_state[KEY] = [str(number)]


def options(view: View, inputs: Inputs, answer: Answer, chosen: Sequence[int]) -> None:
    """A card for each option, the chosen ones marked."""
    for number, option in enumerate(answer.options, 1):
        mark = "chosen" if number in chosen else "other"
        with st.container(key=f"way-{mark}-{number}", border=True, gap=None):
            st.button(
                f"**{number}** · {provenance.escape(pa.modes_text(option))}",
                key=f"way-{number}", type="tertiary", on_click=_only, args=(number,),
                help=_("只看这个方案"),
            )  # fmt: skip
            st.html(_facts(view, inputs, option))


def _facts(view: View, inputs: Inputs, option: Option) -> str:
    """An option's figures; every text is escaped."""
    lines = [(_("用时"), f"<b>{escape(pa.days_text(option.days))}</b> "
              + escape(_("典型 {n:.0f}").format(n=option.days.typical)))]  # fmt: skip
    if inputs.ready is not None:
        lines.append((_("到达"), escape(pa.arrival_text(option.days, inputs.ready))))
    lines.append((_("费用"), _cost(view, option)))
    lines.append(("CO₂e", escape(pa.tonnes_text(option.co2))))
    lines.append((_("里程"), escape(f"{option.km:,.0f} {_('公里')}")))
    via = pa.via_text(view, option)
    if via:
        lines.append((_("经"), escape(via)))
    body = "".join(f"<dt>{escape(label)}</dt><dd>{value}</dd>" for label, value in lines)
    return f'<dl class="atlas-facts atlas-way {view.theme}">{body}</dl>'


def _cost(view: View, option: Option) -> str:
    missing = pa.without_cost(view, option)
    if not missing:
        return escape(pa.money_text(option.cost, view.locale))
    lines = [_("缺：") + listed(missing)]
    rest = pa.known_cost(option)
    if rest is not None:
        lines.append(_("其余区段：") + pa.money_text(rest, view.locale))
    small = "".join(f"<br><small>{escape(line)}</small>" for line in lines)
    return escape(_("费用缺可信依据")) + small


def changes(view: View, ask: Ask, answer: Answer) -> None:
    """What the closures cost the best option, and how many assumptions are changed."""
    store = view.store
    if ask.closed:
        base = pa.change(answer, pa.answer(store, pa.without_extra(ask)))
        names = pa.gate_text(ask.closed, gate_names(store, view.locale))
        _difference(_("关闭{gates}后").format(gates=names), base)
    if set(default_closed(store)) - set(ask.opened) or ask.closed:
        _difference(
            _("与全部畅通相比"), pa.change(answer, pa.answer(store, pa.all_open(store, ask)))
        )
    assumed(ask)


def assumed(ask: Ask) -> None:
    """How many assumptions are not those of the table; never hidden."""
    if ask.changes:
        st.markdown(
            f":orange-badge[{_('已改 {n} 项测算假设').format(n=len(ask.changes))}]",
            help=provenance.escape("\n".join(ask.changes)),
        )


def _difference(label: str, found: pa.Change | None) -> None:
    if found is None:
        return
    colour = "gray" if found.none else "red" if found.days > 0 else "green"
    st.markdown(f"{provenance.escape(label)} :{colour}-badge[{provenance.escape(found.text)}]")


def affected(view: View, ask: Ask) -> None:
    """Countries, services, parks, projects and branches that the closures touch, folded."""
    open_ = st.expander(
        _("关闭波及的国家、线路、园区、项目与网点"), key="affected", on_change="rerun",
        icon=":material/warning:",
    )  # fmt: skip
    if not open_.open:
        return
    with open_:
        found = pa.affected(view.store, ask)
        st.caption(
            _("比全部畅通慢半天以上的国家，在那里的园区、项目与网点，以及经过关闭处的线路。")
        )
        if not found.days and not found.services:
            st.write(_("没有波及。"))
            return
        st.markdown(f"**{w.word(w.KIND_GROUPS, 'country')}** :gray-badge[{len(found.days)}]")
        countries = [
            (iso3, f"{columns.name_of_country(view, iso3)} "
             + (_("不通") if more == float("inf") else _("+{n:.1f} 天").format(n=more)))
            for iso3, more in found.days.items()
        ]  # fmt: skip
        _folded(view, "country", countries)
        for kind in KINDS:
            ids = getattr(found, f"{kind}s" if kind != "branch" else "branches")
            if ids:
                st.markdown(f"**{w.word(w.KIND_GROUPS, kind)}** :gray-badge[{len(ids)}]")
                _folded(view, kind, [(id, columns.name_of(view, kind, id)) for id in ids])


def _folded(view: View, kind: str, items: Sequence[tuple[str, str]]) -> None:
    """Links to the first few, the rest behind a fold."""
    for id, label in items[:FOLD]:
        entity_link.show(f"{kind}:{id}", home_of(view.store, kind, id), label)
    if len(items) > FOLD:
        rest = st.expander(
            _("全部 {n} 项").format(n=len(items)), key=f"more-{kind}", on_change="rerun"
        )
        if rest.open:
            with rest:
                for id, label in items[FOLD:]:
                    entity_link.show(f"{kind}:{id}", home_of(view.store, kind, id), label)
