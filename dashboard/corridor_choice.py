"""The worked comparison: rail to Nansha and by sea, or by the Yangtze to Shanghai and by sea."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import columns, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, locale, noted, pick
from dashboard.table import plain
from geodata.planner.along import Way, along, link_of
from geodata.planner.model import Option, Range
from geodata.store import Store

START: Final = "ZZ_CRRC"
WAYS: Final = {
    "rail-sea": (N_("铁海（南沙）"), (("NANSHA", "rail"), ("", "sea"))),
    "river-sea": (
        N_("江海（上海）"), (("CLJ", "road"), ("WGQ", "river"), ("", "sea")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Goal:
    """A port of destination, and the claim about it: its id, or that of the published time."""

    node: str
    region: str
    claim: tuple[str, str]  # kind and id of the row that states it
    column: str  # that holds the days saved


# The white paper counts to "basic ports" of East and West Africa that it does not name; Mombasa
# and Lagos stand for them here. Its nine days for the west are also the news agency's.
GOALS: Final = (
    Goal("MBA", N_("东非"), ("claim", "CL011"), "value"),
    Goal("APP", N_("西非"), ("published_time", "T21"), "days_low"),
)


def option(store: Store, goal: str, how: str) -> Option | None:
    """The legs of one way to a port, all days computed."""
    ways = []
    start = START
    for stop, mode in WAYS[how][1]:
        end = stop or goal
        link = link_of(store, start, end, mode)
        if link is None:
            return None
        ways.append(Way(start, end, mode, link.km, link.ref))
        start = end
    return along(store, ways)


def saved(store: Store, goal: str) -> tuple[float, Range, Range] | None:
    """Typical days that rail–sea saves to a port, and the days of both; None without a way."""
    rail, river = (option(store, goal, how) for how in ("rail-sea", "river-sea"))
    if rail is None or river is None:
        return None
    return river.days.typical - rail.days.typical, rail.days, river.days


def table(store: Store, goal: str) -> pd.DataFrame:
    """The legs of both ways with what takes time."""
    return _table(store, goal, locale())


@lru_cache(maxsize=32)
def _table(store: Store, goal: str, _locale: str) -> pd.DataFrame:
    names = columns.names(store, "node")

    def name(stop: str) -> str:
        id_ = stop.partition(":")[2]
        return names.get(id_, id_)

    rows: list[dict[str, Any]] = []
    for how, (words, _ways) in WAYS.items():
        found = option(store, goal, how)
        if found is None:
            continue
        rows += [
            {
                _("走法"): _(words),
                _("起"): name(leg.start),
                _("止"): name(leg.end),
                _("方式"): w.word(w.MODES, leg.mode),
                _("公里"): round(leg.km),
                **{_(label): _days(leg.parts, kinds) for label, kinds in PARTS.items()},
                _("合计（天）"): _span(leg.days),
            }
            for leg in found.legs
        ]
        rows.append({
            _("走法"): _(words), _("起"): name(found.legs[0].start), _("止"): _("全程"),
            _("方式"): "", _("公里"): round(found.km), _("合计（天）"): _span(found.days),
        })  # fmt: skip
    order = [_(label) for label in ORDER]
    return pd.DataFrame(rows, columns=order)


# Days come before what a narrow window cuts off.
ORDER: Final = (
    N_("走法"), N_("方式"), N_("起"), N_("止"), N_("合计（天）"), N_("公里"), N_("等班"),
    N_("装卸与港口"), N_("在途"),
)  # fmt: skip
PARTS: Final = {
    N_("等班"): ("wait",), N_("装卸与港口"): ("handling", "dwell"), N_("在途"): ("run",),
}  # fmt: skip


def _days(parts: Any, kinds: tuple[str, ...]) -> float:
    return round(float(sum(part.days.typical for part in parts if part.kind in kinds)), 1)


def _span(days: Range) -> str:
    return noted(f"{days.typical:.1f}", f"{days.low:.1f}–{days.high:.1f}")


def sentence(store: Store, goal: Goal) -> str:
    """What is claimed and what comes out, in one paragraph; markdown."""
    found = saved(store, goal.node)
    claim = store.get(*goal.claim)
    port = columns.names(store, "node")[goal.node]
    claimed = float(claim[goal.column])
    said = _(
        "公布：株洲至{region}基本港（未具名），铁海联运较江海联运少 {days:g} 天"
        "（{source}，{date}）。"
    ).format(
        region=_(goal.region), days=claimed,
        source=provenance.source_title(store, claim["source_id"]), date=claim["as_of"],
    )  # fmt: skip
    if found is None:
        return provenance.escape(said)
    days, rail, river = found
    made = _(
        "测算（以{port}为例）：铁海 {rail}天，江海 {river}天，典型值相差 {days:.1f} 天，"
        "比公布{more} {off:.1f} 天。"
    ).format(
        port=port, rail=_span(rail), river=_span(river), days=days,
        more=_("多") if days > claimed else _("少"), off=abs(days - claimed),
    )  # fmt: skip
    apart = (
        _("两者的区间不相交。") if rail.high < river.low else
        _("两者的区间相交，单次运输未必省时。")
    )  # fmt: skip
    return provenance.escape(said) + "  \n**" + provenance.escape(made) + "** " + apart


def show(view: View) -> None:
    """The comparison to both coasts."""
    st.caption(
        _("所有天数按规划参数测算，不用公布天数，含等班、装卸和港口停留；另有报道称省 15 天"
          "（铁路系统口径，未分区域），与 10 天不一致。白皮书未说明江海联运的走法与班期。")
    )  # fmt: skip
    for goal, column in zip(GOALS, st.columns(len(GOALS), gap="small"), strict=True):
        with column:
            name = pick(view.store.get("node", goal.node))
            st.markdown(f"**{_('株洲')} → {provenance.escape(name)}**")
            st.markdown(sentence(view.store, goal))
            legs = table(view.store, goal.node)
            st.dataframe(
                plain(legs), hide_index=True, row_height=30, height=38 + 30 * len(legs),
                placeholder="—", key=f"choice-{goal.node}",
            )  # fmt: skip
