"""The table under the map: the same rows; choosing one selects it, and the other way round."""

from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import columns, selection
from dashboard.context import View
from dashboard.i18n import _


def show(
    rows: pd.DataFrame,
    kind: str,
    view: View,
    *,
    references: list[str],
    cells: pd.DataFrame | None = None,
    key: str,
    height: int = 230,
) -> None:
    """Show rows with the selected one marked.

    Parameters
    ----------
    rows : the rows that the map draws or lists
    kind : which columns to show, unless `cells` gives the display frame
    references : ``kind:id`` of each row
    key : widget key
    height : pixels
    """
    shown = columns.kept_table(rows, kind, view) if cells is None else cells
    if shown.empty:
        st.info(_("没有符合筛选的记录。放宽筛选后再看。"), icon=":material/search_off:")
        return
    wanted = selection.selected()
    marked = [references.index(wanted)] if wanted in references else []
    state = st.session_state.get(key)
    # Set only where it differs: a table whose state is set is sent again whole.
    if (list(state["selection"]["rows"]) if state else []) != marked:
        st.session_state[key] = {"selection": {"rows": marked, "columns": [], "cells": []}}
    labels = {c.label: c for c in columns.COLUMNS.get(kind, ())} if cells is None else {}
    config = {
        _(label): st.column_config.Column(width=column.width)
        for label, column in labels.items()
        if column.width
    }
    config |= {name: column for name in shown if (column := _number_column(shown[name]))}
    st.dataframe(
        plain(shown),
        key=key,
        hide_index=True,
        height=round(height * view.scale),
        selection_mode="single-row",
        on_select=lambda: selection.on_table(key, references),
        column_config=config,
        row_height=round(30 * view.scale),
        placeholder="—",
        alt=_("与地图相同的记录，共 {n} 行").format(n=len(shown)),
    )


def plain(cells: pd.DataFrame) -> pa.Table:
    """Cells as a bare Arrow table: a frame's own description takes 3 KB of each message."""
    return pa.Table.from_pandas(cells, preserve_index=False).replace_schema_metadata(None)


def _number_column(cells: pd.Series) -> Any:
    """Grouping for a column of numbers; years stay as they are; None for other columns."""
    numbers = pd.to_numeric(cells.dropna(), errors="coerce")
    if numbers.empty or numbers.isna().any() or not pd.api.types.is_numeric_dtype(cells):
        return None
    years = (numbers % 1 == 0).all() and numbers.between(1800, 2100).all()
    return st.column_config.NumberColumn(format="%d" if years else "localized")
