"""Answers of the planner, kept by release and question, and what they say in words.

A question is asked three times: as the reader put it, without the gates the reader closed besides
those of today, and with nothing closed at all; the differences are what closing costs.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from dashboard import provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, listed, noted, pick
from dashboard.planner_inputs import Ask
from geodata.export.plan import published_source
from geodata.format import column_scale
from geodata.planner import affected as behind
from geodata.planner import api
from geodata.planner.closures import default_closed
from geodata.planner.model import Answer, Leg, Option, Range, total
from geodata.planner.network import network
from geodata.planner.parameters import parse_changes
from geodata.store import Store

PARTS: Final = {
    "wait": N_("等班"), "handling": N_("装卸"), "run": N_("在途"), "border": N_("过境"),
    "gauge": N_("换装"), "dwell": N_("港口停留"),
}  # fmt: skip
KM_BASIS: Final = {
    "routed": N_("按路网推算"), "published": N_("公布里程"), "digitised": N_("按航道描点"),
    "great-circle": N_("大圆"), "schematic": N_("示意"),
}  # fmt: skip
# Opening bracket of a note, in either width.
BRACKET: Final = re.compile(r"[\uff08(]")
# Differences below these are within what the figures can tell.
SAME_DAYS: Final = 0.05
SAME_KM: Final = 1.0


@lru_cache(maxsize=512)
def answer(store: Store, ask: Ask) -> Answer:
    """The planner's answer.

    Raises
    ------
    UsageError : if the question makes no sense, such as a closed place of departure
    """
    return api.plan(
        store, ask.start, ask.end, ask.cargo, order=ask.order, closed=ask.closed,
        opened=ask.opened, changes=parse_changes(ask.changes),
    )  # fmt: skip


@lru_cache(maxsize=256)
def reach(store: Store, ask: Ask) -> dict[str, Option]:
    """The best option to each focus country; the question's end plays no part.

    Raises
    ------
    UsageError : as `answer`
    """
    return api.reach(
        store, ask.start, ask.cargo, order=ask.order, closed=ask.closed,
        opened=ask.opened, changes=parse_changes(ask.changes),
    )  # fmt: skip


@lru_cache(maxsize=256)
def affected(store: Store, ask: Ask) -> behind.Affected:
    """What the question's closures change against nothing closed."""
    return behind.affected(
        store, ask.start, ask.cargo, closed=ask.closed, opened=ask.opened
    )  # fmt: skip


def without_extra(ask: Ask) -> Ask:
    """The same with only those gates closed that are closed today."""
    return replace(ask, closed=())


def all_open(store: Store, ask: Ask) -> Ask:
    """The same with nothing closed."""
    return replace(ask, closed=(), opened=tuple(sorted(default_closed(store))))


class Change(NamedTuple):
    """How much longer the best option is; None where there is none to compare with."""

    days: float
    km: float

    @property
    def none(self) -> bool:
        """Whether nothing changes that the figures could tell."""
        return abs(self.days) < SAME_DAYS and abs(self.km) < SAME_KM

    @property
    def text(self) -> str:
        """In words: +3.2 天，+1,234 公里."""
        if self.none:
            return _("无变化")
        return _("{days:+.1f} 天，{km:+,.0f} 公里").format(days=self.days, km=self.km)


def change(now: Answer, before: Answer) -> Change | None:
    """The best option now against the best before."""
    if not now.options or not before.options:
        return None
    a, b = now.options[0], before.options[0]
    return Change(a.days.typical - b.days.typical, a.km - b.km)


# Figures in words.


def days_text(days: Range) -> str:
    """A range of days: 24–36 天; below ten with one digit."""
    return _("{days} 天").format(days=span(days))


def span(days: Range) -> str:
    """A range of days as bare numbers."""
    if days.high < 10:
        return f"{days.low:.1f}–{days.high:.1f}"
    return f"{days.low:.0f}–{days.high:.0f}"


def money_text(cost: Range, locale: str) -> str:
    """A range of CNY, or that there is no honest basis for one."""
    if not cost.known:
        return _("费用缺可信依据")
    return _("{money} 元").format(money=money_span(cost, locale))


def money_span(cost: Range, locale: str) -> str:
    """A known range of CNY as bare numbers, both in the same scale: 6.71–10.2 万."""
    factor, many = column_scale(cost.high, locale)
    low, high = (f"{_three(v) / factor:,.10g}" for v in (cost.low, cost.high))
    return f"{low}–{high} {many}".strip()


def _three(value: float) -> float:
    """Three significant digits: more would pretend to know."""
    return float(f"{value:.3g}")


def tonnes_text(co2: Range) -> str:
    """A range of tonnes of CO₂e."""
    return _("{low:.3g}–{high:.3g} 吨").format(low=co2.low, high=co2.high)


def arrival_text(days: Range, ready: date) -> str:
    """First and last day of arrival."""
    first, last = (ready + timedelta(days=round(each)) for each in (days.low, days.high))
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"


def stop_name(view: View, stop: str) -> str:
    """A stop's plain name."""
    net = network(view.store)
    return pick(net.stops[net.number[stop]])


def short_name(view: View, stop: str) -> str:
    """A stop's name without what is noted in brackets."""
    return BRACKET.split(stop_name(view, stop))[0].strip()


def leg_name(view: View, leg: Leg) -> str:
    """From where to where."""
    return f"{short_name(view, leg.start)} → {short_name(view, leg.end)}"


def modes_text(option: Option) -> str:
    """The modes in turn: 公路 → 海运."""
    modes: list[str] = []
    for leg in option.legs:
        word = w.word(w.MODES, leg.mode)
        if not modes or modes[-1] != word:
            modes.append(word)
    return " → ".join(modes)


def via_text(view: View, option: Option) -> str:
    """The stops between the ends."""
    return listed(short_name(view, leg.end) for leg in option.legs[:-1])


def known_cost(option: Option) -> Range | None:
    """The cost of the legs that have one; None if none has."""
    known = [leg.cost for leg in option.legs if leg.cost.known]
    return total(known) if known else None


def without_cost(view: View, option: Option) -> list[str]:
    """Legs whose cost has no honest basis."""
    return [
        noted(leg_name(view, leg), w.word(w.MODES, leg.mode))
        for leg in option.legs if not leg.cost.known
    ]  # fmt: skip


# What a figure rests on.


class Basis(NamedTuple):
    """What a figure rests on: whether published, the words for it, and the source's id."""

    published: bool
    text: str
    source_id: str

    @property
    def kind(self) -> str:
        """公布 or 测算."""
        return _("公布") if self.published else _("测算")


@lru_cache(maxsize=16)
def _parameters(store: Store, locale: str) -> dict[str, tuple[str, str]]:
    """Name and source of each parameter."""
    table = store.table("parameter")
    own = "name_zh" if locale == "zh" else "name_en"
    pairs = zip(table[own].astype(str), table["source_id"].astype(str), strict=True)
    return dict(zip(table["parameter_id"].astype(str), pairs, strict=True))


def basis(view: View, reference: str, *, published: bool) -> Basis:
    """What a part's or a leg's reference stands for: a source's title, or a parameter's name."""
    if published:
        source = published_source(view.store, reference)
        title = provenance.source_title(view.store, source)
        return Basis(published=True, text=title, source_id=source)
    name, source = _parameters(view.store, view.locale).get(reference, (reference, ""))
    return Basis(published=False, text=name, source_id=source)


def gate_text(gates: Iterable[str], names: dict[str, str]) -> str:
    """Gates by name."""
    return listed(names.get(gate, gate) for gate in gates)
