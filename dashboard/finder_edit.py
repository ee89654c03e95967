"""The widgets of one condition; they show what the address says, and change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from dashboard import finder_query
from dashboard.context import View
from dashboard.i18n import N_, _, noted
from geodata.alerts.model import Words
from geodata.finder import Condition, Query
from geodata.finder import vocabulary as v
from geodata.finder.fields import Field, fields, settled
from geodata.finder.model import Op
from geodata.format import unit_word
from geodata.store import Store
from geodata.variables import LATEST, Variable, values

OPS: Final[dict[Op, str]] = {
    "has": N_("有记载"), "in": N_("是其中之一"), "ge": N_("不低于"), "le": N_("不高于"),
    "between": N_("介于"),
}  # fmt: skip
# Where a new condition of a field begins; indicators begin at their median.
STARTS: Final = {"days": 30.0, "business": 60.0, "political": 60.0, "business-rank": 20.0,
                 "political-rank": 20.0}  # fmt: skip
FIRST_VALUES: Final = {"language": "French", "alert": "no-high"}
NEAR_KM: Final = 100.0
WHOLE: Final = "%.12g"  # every digit of a bound, none that is not there


def sync(key: str, value: object) -> None:
    """Let a widget show a value: set only where it differs, for a set one is sent again."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def start(store: Store, field: Field) -> float:
    """The number that a condition of a field begins with."""
    if field.topic == "indicator":
        median = values(store, Variable("indicator", field.name, LATEST))["value"].median()
        return float(f"{median:.2g}")
    return STARTS.get(field.name, 1.0)


def first_condition(store: Store, field: Field) -> Condition:
    """A condition of a field to begin with."""
    if field.name == "capital":
        return Condition(field.name, near="rail", op="le", high=NEAR_KM)
    return replace(Condition(field.name), **parts_of(store, field, None, field.ops[0]))


def parts_of(store: Store, field: Field, before: Condition | None, op: Op) -> dict[str, Any]:
    """Values and bounds for a test, near to those of the condition before."""
    given = [each for each in (before.low, before.high) if each is not None] if before else []
    first = FIRST_VALUES.get(field.name, next(iter(field.options), ""))
    low = given[0] if given else start(store, field)
    high = given[-1] if given else low
    ends: dict[Op, tuple[float | None, float | None]] = {
        "ge": (low, None), "le": (None, high), "between": (low, high),
    }  # fmt: skip
    lower, upper = ends.get(op, (None, None))
    return {"op": op, "values": (first,) if op == "in" else (), "low": lower, "high": upper}


@dataclass(frozen=True, slots=True)
class Editor:
    """The widgets of a query's condition.

    Parameters
    ----------
    query : settled
    number : of the condition, from 0
    """

    view: View
    query: Query
    number: int

    @property
    def condition(self) -> Condition:
        """The condition as it is."""
        return self.query.conditions[self.number]

    @property
    def field(self) -> Field:
        """What the condition is about."""
        return fields(self.view.store)[self.condition.field]

    def show(self) -> None:
        """Show the widgets that make sense for the field, from what to how much."""
        if self.field.subjects:
            self._select("subject", _("哪一种"), self.field.subjects, self.condition.subject,
                         lambda id: self._change(subject=id), blank=_("全部"))  # fmt: skip
        if self.field.near:
            self._near()
        self._op()
        if self.condition.op == "in":
            self._values()
        self._bounds()

    def _change(self, **parts: Any) -> None:
        made = replace(self.condition, **parts)
        made = settled(self.view.store, made, _("第 {n} 个条件").format(n=self.number + 1))
        finder_query.ask(finder_query.replaced(self.query, self.number, made))

    def _key(self, name: str) -> str:
        return f"find-{name}-{self.number}"

    def _select(
        self, name: str, label: str, options: Mapping[str, Words], chosen: str,
        take: Callable[[str], None], *, blank: str,
    ) -> None:  # fmt: skip
        key = self._key(name)
        sync(key, chosen)
        st.selectbox(
            label, ["", *options] if blank else list(options), key=key,
            format_func=lambda id: options[id].of(self.view.locale) if id else blank,
            on_change=lambda: take(str(st.session_state[key] or "")),
        )  # fmt: skip

    def _near(self) -> None:
        """What the thing is to be near to, and which of those."""
        head, _sep, subject = self.condition.near.partition(":")
        blank = "" if self.field.name == "capital" else _("不限距离")
        self._select("near", _("离什么近"), v.TARGETS, head, self._nearer, blank=blank)
        known = fields(self.view.store)
        if head in known and known[head].subjects:
            self._select(
                "nearof", _("其中哪一种"), known[head].subjects, subject,
                lambda id: self._change(near=f"{head}:{id}" if id else head), blank=_("全部"),
            )  # fmt: skip

    def _nearer(self, target: str) -> None:
        if not target:
            self._change(near="", op="ge", low=1.0, high=None)
            return
        km = self.condition.high if self.condition.near else NEAR_KM
        self._change(near=target, op="le", low=None, high=km)

    def _op(self) -> None:
        if self.condition.near or len(self.field.ops) == 1:
            return
        key = self._key("op")
        sync(key, self.condition.op)
        st.selectbox(
            _("怎样比"), self.field.ops, key=key, format_func=lambda op: _(OPS[op]),
            on_change=lambda: self._change(**parts_of(
                self.view.store, self.field, self.condition, st.session_state[key]
            )),
        )  # fmt: skip

    def _values(self) -> None:
        key, options = self._key("values"), self.field.options
        sync(key, list(self.condition.values))
        st.multiselect(
            _("取值"), list(options), key=key,
            format_func=lambda id: options[id].of(self.view.locale),
            # Without any value the condition would say nothing: the last one stays.
            on_change=lambda: self._change(
                values=tuple(st.session_state[key]) or self.condition.values
            ),
        )  # fmt: skip

    def _bounds(self) -> None:
        unit = unit_word(self.field.unit, self.view.locale)
        if self.condition.near:
            unit = _("公里")
        elif self.field.unit == "d":
            unit = _("天")
        for side, label in (("low", _("下限")), ("high", _("上限"))):
            bound = getattr(self.condition, side)
            if bound is None:
                continue
            sync(self._key(side), float(bound))
            st.number_input(
                noted(label, unit), key=self._key(side), format=WHOLE,
                min_value=0.0 if self.condition.near else None,
                on_change=self._moved, args=(side,),
            )  # fmt: skip

    def _moved(self, side: str) -> None:
        wanted = st.session_state[self._key(side)]
        if wanted is None:
            return
        ends = {"low": self.condition.low, "high": self.condition.high, side: float(wanted)}
        if self.condition.op == "between":
            low, high = sorted(each for each in ends.values() if each is not None)
            ends = {"low": low, "high": high}
        self._change(**ends)
