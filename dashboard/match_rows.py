"""Leads as rows: what the table lists, the map is coloured by, and the file holds."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

import pandas as pd

from dashboard import i18n
from dashboard.context import View
from dashboard.i18n import N_, _, listed
from dashboard.planner_answers import span
from geodata import clock
from geodata.match import Carriage, Lead, carriage, leads
from geodata.store import Store

ALL: Final = "all"
DIRECTIONS: Final = {"sell": N_("湖南卖出"), "buy": N_("湖南买进")}
# Kind in references to leads: ``lead:cocoa:CIV``.
LEAD: Final = "lead"
# Rows that the table lists: who wants more chooses a good or a country.
MOST: Final = 60


@lru_cache(maxsize=128)
def found(
    store: Store, day: date, direction: str, good: str, countries: tuple[str, ...], rule: str
) -> tuple[Lead, ...]:
    """The leads that the choices leave, best first.

    Parameters
    ----------
    day : the clock's, by which terms are in force
    direction : sell or buy
    good : id, or `ALL`
    countries : ISO codes; none: all
    rule : id of a rule that must hold; blank: any
    """
    left = leads(store, None, direction, good_id=None if good == ALL else good, on=day)
    return tuple(
        lead for lead in left
        if (not countries or lead.iso3 in countries)
        and (not rule or any(reason.rule_id == rule for reason in lead.reasons))
    )  # fmt: skip


def best(leads_: Sequence[Lead]) -> dict[str, int]:
    """Points of the best lead of each country, by ISO code."""
    points: dict[str, int] = {}
    for lead in leads_:
        points.setdefault(lead.iso3, lead.score)
    return points


def reference(lead: Lead, *, one_good: bool) -> str:
    """What choosing a lead's row selects: of one good there is one lead a country."""
    return f"country:{lead.iso3}" if one_good else f"{LEAD}:{lead.key}"


def of_reference(view: View, chosen: str | None, good: str) -> Lead | None:
    """The lead that a selection means, if any: a lead, or a country where one good is shown."""
    kind, _colon, id_ = (chosen or "").partition(":")
    key = id_ if kind == LEAD else f"{good}:{id_}" if kind == "country" else ""
    return _by_key(view.store, clock.today()).get(key)


@lru_cache(maxsize=8)
def _by_key(store: Store, day: date) -> dict[str, Lead]:
    return {lead.key: lead for lead in leads(store, on=day)}


def days(way: Carriage | None) -> str:
    """Days of a way as bare numbers; blank where none is known."""
    return span(way.days) if way is not None else ""


def corridors(store: Store, locale: str, ids: Sequence[str]) -> str:
    """Short names of corridors."""
    short = "short_zh" if locale == "zh" else "short_en"
    return listed(str(store.get("corridor", id)[short]) for id in ids)


def cells(view: View, shown: Sequence[Lead]) -> pd.DataFrame:
    """The leads as the table shows them."""
    keys = tuple(lead.key for lead in shown)
    return _cells(view.store, view.locale, i18n.locale(), clock.today(), keys)


@lru_cache(maxsize=64)
def _cells(
    store: Store, locale: str, _interface: str, day: date, keys: tuple[str, ...]
) -> pd.DataFrame:
    # The data may be told in a language that the interface has none of, so both are of the key.
    known = _by_key(store, day)
    shown = [known[key] for key in keys]
    return pd.DataFrame(
        {
            _("位次"): list(range(1, len(shown) + 1)),
            _("商品"): [lead.name.of(locale) for lead in shown],
            _("国家"): [lead.country.of(locale) for lead in shown],
            _("得分"): [lead.score for lead in shown],
            _("主要理由"): [lead.reasons[0].text.of(locale) for lead in shown],
            _("运输天数（推算）"): [days(carriage(store, lead)) for lead in shown],
            _("通道"): [corridors(store, locale, lead.corridor_ids) for lead in shown],
        }
    )


def file(view: View, left: Sequence[Lead]) -> bytes:
    """Every reason of the leads as CSV for Excel: one row a reason, with its figure and sources."""
    columns = (
        _("方向"), _("商品"), _("国家代码"), _("国家"), _("总分"), _("理由"), _("分"), _("规则"),
        _("数值"), _("单位"), _("阈值"), _("年份"), _("可信度"), _("来源"), _("运输天数（推算）"),
        _("数据版本"),
    )  # fmt: skip
    rows = [
        (
            _(DIRECTIONS[lead.direction]), lead.name.of(view.locale), lead.iso3,
            lead.country.of(view.locale), lead.score, reason.text.of(view.locale), reason.points,
            reason.rule_name.of(view.locale), reason.value, reason.unit, reason.threshold,
            reason.year, reason.confidence, ";".join(reason.source_ids),
            days(carriage(view.store, lead)), view.store.release_id,
        )
        for lead in left for reason in lead.reasons
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).to_csv(index=False).encode("utf-8-sig")
