"""Tables of a plan: its legs, and what each figure of them rests on."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import planner_answers as pa
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _
from geodata.planner.model import Leg, Option, total

Chosen = Sequence[tuple[int, Option]]


def legs(view: View, chosen: Chosen) -> pd.DataFrame:
    """One row a leg of the chosen options: figures as ranges."""
    rows = []
    for number, option in chosen:
        for place, leg in enumerate(option.legs, 1):
            row: dict[str, Any] = {
                _("方案"): number,
                _("段"): place,
                _("方式"): w.word(w.MODES, leg.mode),
                _("起"): pa.stop_name(view, leg.start),
                _("止"): pa.stop_name(view, leg.end),
                _("公里"): round(leg.km),
                _("天"): pa.span(leg.days),
                _("费用（元）"): _money(view, leg),
                _("CO₂e（吨）"): f"{leg.co2.low:.2g}–{leg.co2.high:.2g}",
            }
            for kind, word in pa.PARTS.items():
                own = [part.days for part in leg.parts if part.kind == kind]
                row[_(word)] = pa.span(total(own)) if own else None
            rows.append(row)
    frame = pd.DataFrame(rows)
    # A column that no leg needs says nothing.
    empty = [_(word) for word in pa.PARTS.values() if frame[_(word)].isna().all()]
    return frame.drop(columns=[*empty, *([_("方案")] if len(chosen) == 1 else [])])


def _money(view: View, leg: Leg) -> str:
    if not leg.cost.known:
        return _("缺可信依据")
    return pa.money_span(leg.cost, view.locale)


def bases(view: View, chosen: Chosen) -> pd.DataFrame:
    """One row a figure of the chosen options: low, typical, high, and what it rests on."""
    rows: list[dict[str, Any]] = []
    sources = view.store.table("source").set_index("source_id")["address"]

    def add(head: dict[str, Any], item: str, unit: str, figures: tuple[float, ...],
            basis: pa.Basis | None, digits: int) -> None:  # fmt: skip
        low, typical, high = (None if f != f else round(f, digits) for f in figures)
        address = sources.get(basis.source_id) if basis else None
        rows.append({
            **head, _("分项"): item, _("低"): low, _("典型"): typical, _("高"): high,
            _("单位"): unit, _("依据"): basis.kind if basis else _("缺可信依据"),
            _("来源或假设"): basis.text if basis else "",
            _("网址"): address if isinstance(address, str) and address else None,
        })  # fmt: skip

    for number, option in chosen:
        for place, leg in enumerate(option.legs, 1):
            head = {_("方案"): number, _("段"): f"{place} · {pa.leg_name(view, leg)}"}
            how = w.word(pa.KM_BASIS, leg.basis)
            km = pa.Basis(published=leg.basis == "published", text=how, source_id="")
            add(head, _("里程"), _("公里"), (leg.km,) * 3, km, 0)
            for part in leg.parts:
                add(head, w.word(pa.PARTS, part.kind), _("天"), part.days,
                    pa.basis(view, part.reference, published=part.published), 2)  # fmt: skip
            cost = pa.basis(view, leg.cost_reference, published=False) if leg.cost.known else None
            add(head, _("费用"), _("元"), leg.cost, cost, 0)
            add(head, "CO₂e", _("吨"), leg.co2,
                pa.basis(view, leg.co2_reference, published=False), 3)  # fmt: skip
    return pd.DataFrame(rows)
