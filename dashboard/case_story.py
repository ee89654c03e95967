"""A case as its card tells it: who, where, what was done, how paid for, which way, to what end.

What no source tells is said to be unknown: a story with a gap shows the gap.
"""

from typing import Any

import streamlit as st

from dashboard import columns, provenance, vocabulary
from dashboard import words as w
from dashboard.context import View
from dashboard.fact_list import fact_list, or_none
from dashboard.i18n import _


def way(view: View, row: dict[str, Any]) -> str:
    """The corridor and its service that the goods went by; blank where no source says."""
    names = [columns.name_of(view, kind, row[f"{kind}_id"]) for kind in ("corridor", "service")
             if isinstance(row[f"{kind}_id"], str) and row[f"{kind}_id"]]  # fmt: skip
    return " · ".join(names)


def lines(view: View, row: dict[str, Any]) -> list[tuple[str, str]]:
    """The story's parts in order, each with its label."""
    where = [columns.country_names_of(row, view, "iso3", "linked_iso3"), row["place"] or ""]
    year = row["year"]
    return [
        (_("主体"), str(row["actor"])),
        (_("地点"), " · ".join(part for part in where if part) or _("暂无")),
        (_("开始"), or_none(int(year) if year is not None and year == year else None)),
        (_("形式"), w.word(w.FORMS, row["form"])),
        (_("行业"), vocabulary.term(row["sectors"])),
        (_("做法"), str(row["what"])),
        (_("融资"), or_none(row["financing"])),
        (_("货运通道"), way(view, row) or _("暂无")),
        (_("结果"), or_none(row["results"])),
    ]


def show(view: View, row: dict[str, Any]) -> None:
    """Tell the case."""
    fact_list(lines(view, row), view)
    if row["lesson"]:
        basis = w.word(w.LESSON_BASES, row["lesson_basis"])
        colour = "orange" if row["lesson_basis"] == "inference" else "green"
        with st.container(border=True, key="lesson"):
            st.markdown(
                f"**{_('启示')}** :{colour}-badge[{basis}]  \n{provenance.escape(row['lesson'])}"
            )
