"""What corridors carried: one basis at a time, with its source; bases are never put together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, columns, filters, provenance
from dashboard import words as w
from dashboard.charts import Chart
from dashboard.context import View
from dashboard.corridor_scope import Scope
from dashboard.i18n import _, noted, pick
from dashboard.table import plain
from dashboard.vocabulary import term
from geodata.format import counted
from geodata.store import Store
from layers.legs import ALL
from layers.palette import MODES

KEY = "basis"
YEAR = r"\d{4}\D?"


@dataclass(frozen=True, slots=True)
class Basis:
    """What figures have in common that may be compared: who carried, what is counted, in what."""

    corridor: str
    service: str  # blank for a corridor as a whole
    metric: str
    unit: str
    source: str = ""  # where the figure's note says that it is counted in a way of its own

    @property
    def id(self) -> str:
        """As the address has it."""
        return "|".join((self.corridor, self.service, self.metric, self.unit, self.source))


def own(view: View, scope: Scope) -> pd.DataFrame:
    """Volumes of the scope, newest first; none of inland corridors."""
    return _own(view.store, scope)


@lru_cache(maxsize=64)
def _own(store: Store, scope: Scope) -> pd.DataFrame:
    rows = store.table("volume")
    if scope.inland:
        return rows[:0]
    if scope.corridor != ALL:
        rows = rows[rows["corridor_id"] == scope.corridor]
    if scope.service is not None:
        mine = rows[rows["service_id"] == scope.service]
        rows = mine if len(mine) else rows
    return rows.sort_values("period_end", ascending=False, kind="stable")


def bases(view: View, scope: Scope) -> Mapping[Basis, pd.DataFrame]:
    """The rows of each basis of a scope, those with most periods first."""
    return _bases(view.store, scope)


@lru_cache(maxsize=64)
def _bases(store: Store, scope: Scope) -> Mapping[Basis, pd.DataFrame]:
    rows = _own(store, scope)
    records = rows.to_dict("records")
    of: dict[Basis, list[int]] = {}
    for number, row in enumerate(records):
        of.setdefault(basis_of(row), []).append(number)
    found = {basis: rows.iloc[numbers] for basis, numbers in of.items()}
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def basis_of(row: Mapping[Any, Any]) -> Basis:
    """The basis of a figure; one whose note speaks of its way of counting stands alone."""
    service = row["service_id"] if isinstance(row["service_id"], str) else ""
    alone = isinstance(row["note"], str) and "口径" in row["note"]
    source = str(row["source_id"]) if alone else ""
    return Basis(row["corridor_id"], service, row["metric"], row["unit"], source)


def name(view: View, basis: Basis) -> str:
    """A basis in words."""
    corridors = view.store.table("corridor").set_index("corridor_id")
    head = (
        columns.name_of(view, "service", basis.service) if basis.service
        else pick(corridors.loc[basis.corridor], "short")
    )  # fmt: skip
    what = noted(term(basis.metric), term(basis.unit))
    parts = [head, what]
    if basis.source:
        parts.append(provenance.source_title(view.store, basis.source))
    return " · ".join(parts)


def chosen(view: View, scope: Scope) -> tuple[Basis, pd.DataFrame] | None:
    """The basis that the chart shows, with its rows: that of the widget, else the fullest."""
    found = bases(view, scope)
    if not found:
        return None
    wanted = st.session_state.get(KEY)
    basis = next((basis for basis in found if basis.id == wanted), next(iter(found)))
    return basis, found[basis]


def chart(view: View, scope: Scope) -> Chart | None:
    """Figures of one basis over time."""
    found = chosen(view, scope)
    if found is None:
        return None
    basis, rows = found
    rows = rows.sort_values("period_end", kind="stable")
    years = rows["period"].str.fullmatch(YEAR).all()
    title = _("运量：{basis}").format(basis=name(view, replace(basis, source="")))
    if len(rows) > 1 and not years:
        title = noted(title, _("期间长短不一"))
    bounds = {"at-least": "≥ ", "target": _("目标") + " "}
    marks = [bounds.get(str(bound), "") for bound in rows["bound"]]
    return charts.bars(
        [term(period) for period in rows["period"]], [float(v) for v in rows["value"]], view.style,
        title=title,
        texts=[f"{m}{v:,.10g}" for m, v in zip(marks, rows["value"], strict=True)],
        colours=[MODES["rail"]] * len(rows),
        label_width=150,
    )  # fmt: skip


def above_card(view: View, scope: Scope) -> None:
    """The newest figures of a corridor, each with its period and source."""
    if scope.corridor == ALL:
        return
    rows = own(view, scope)
    newest = rows[rows["bound"] != "target"].head(4)
    cells = [st.columns(2, gap="small") for _row in range((len(newest) + 1) // 2)]
    for number, row in enumerate(newest.to_dict("records")):
        more = "≥ " if row["bound"] == "at-least" else ""
        cells[number // 2][number % 2].metric(
            f"{term(row['metric'])} · {term(row['period'])}",
            f"{more}{counted(row['value'], row['unit'], view.locale)}",
            delta=f"{row['yoy_pct']:+g}%" if pd.notna(row["yoy_pct"]) else None,
            help=provenance.line(view.store, row),
            border=True,
        )


def show(view: View, scope: Scope) -> None:
    """Every figure with its basis and source, and the choice of what the chart shows."""
    rows = own(view, scope)
    if rows.empty:
        st.info(_("没有这条线路的公布运量。"), icon=":material/search_off:")
        return
    found = bases(view, scope)
    words = {basis.id: name(view, basis) for basis in found}
    filters.choose(KEY, _("图中的口径"), tuple(words), lambda id_: words.get(id_, id_), width=420)
    st.caption(_("每行一个公布数，口径不同的不相加、不连线；上方图表一次只画一种口径。"))
    st.dataframe(
        plain(_cells(view, rows)), hide_index=True, row_height=30, placeholder="—",
        key="volume-table", height=min(300, 38 + 30 * len(rows)),
    )  # fmt: skip


def _cells(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("口径"): name(view, basis_of(row)),
                _("期间"): term(row["period"]),
                _("数值"): row["value"],
                _("确数或下限"): w.word(w.BOUNDS, row["bound"]),
                _("同比 %"): row["yoy_pct"],
                _("来源"): provenance.source_title(view.store, row["source_id"]),
                _("日期"): row["as_of"],
            }
            for row in rows.to_dict("records")
        ]
    )
