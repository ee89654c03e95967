"""What a view of the data page shows; here coverage and the tables themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import charts, filters, frame, selection
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.i18n import _, pick
from dashboard.words import kind_word
from geodata import coverage
from geodata.kinds import KINDS

ALL: Final = "all"
MOST_ROWS: Final = 1000  # sent to the browser; a file holds them all
MOST_YEARS: Final = 12
FEW_YEARS: Final = 4
MEASURES: Final = ("facts", "high", "stale")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view puts into the page frame.

    Parameters
    ----------
    numbers : by ISO code, what the map colours by; missing where there is nothing
    title : of the legend
    listing : the table
    chart : makes the chart beside the table
    note : how much the view lists
    take : kind and rows of the files offered, if any
    """

    numbers: pd.Series
    title: str
    listing: frame.Rows
    chart: Callable[[], charts.Chart | None]
    note: str
    take: tuple[str, pd.DataFrame] | None = None


def title_word() -> str:
    """The legend's title where the map counts facts."""
    return _("事实条数")


def facts_of(view: View, kind: str | None = None) -> pd.Series:
    """Facts by focus country, of a kind or of all; missing where there are none."""
    return counted(coverage.facts_about(view.store, kind)["iso3"])


def search(rows: pd.DataFrame, key: str, label: str) -> pd.DataFrame:
    """A search box bound to the address; the rows of which any cell holds the text."""
    typed = st.text_input(
        label, key=key, bind="query-params", placeholder=label, label_visibility="collapsed",
        icon=":material/search:", width=filters.scaled(230),
    )  # fmt: skip
    wanted = (typed or "").strip().casefold()
    if not wanted:
        return rows
    hit = pd.Series(data=False, index=rows.index)
    for column in rows.columns.drop("geometry", errors="ignore"):
        cells = rows[column].astype("string").fillna("").str.casefold()
        hit |= cells.str.contains(wanted, regex=False)
    return rows[hit]


def counted(codes: pd.Series) -> pd.Series:
    """How often each ISO code occurs."""
    return codes.dropna().value_counts().astype(float)


def kind_bars(view: View, counts: pd.Series, title: str) -> charts.Chart | None:
    """Bars of a count by kind, longest first."""
    counts = counts[counts > 0].sort_values(ascending=False, kind="stable")
    labels = [kind_word(str(kind)) for kind in counts.index]
    return charts.bars(labels, [float(n) for n in counts], view.style, title=title)


def n_rows(count: int) -> str:
    """So many rows, in words."""
    return _("{n} 条").format(n=f"{count:,}")


def covered(view: View) -> Shown:
    """How much is known of each country, of which tables, how sure and how old."""
    year, years = int(view.store.manifest.built_at[:4]), view.settings.stale_years
    found = coverage.by_country(view.store, year, years)
    kinds = [kind for kind in KINDS if kind in found and kind != "country"]
    kind = filters.choose(
        "kind", _("数据表"), (ALL, *kinds),
        lambda k: _("全部数据表") if k == ALL else kind_word(k), width=170,
    )  # fmt: skip
    words = {
        "facts": title_word(), "high": _("高可信度占比（%）"),
        "stale": _("早于 {n} 年的占比（%）").format(n=years),
    }  # fmt: skip
    measure = filters.choose("by", _("着色"), MEASURES, words.__getitem__, form="segments")
    chosen = found if kind == ALL else coverage.by_country(view.store, year, years, kind)
    numbers = chosen[measure].where(chosen["facts"] > 0).astype(float).round(1)
    order = numbers.sort_values(ascending=False, kind="stable", na_position="last").index
    countries = view.store.table("country").set_index("iso3").loc[order].reset_index()
    rows = chosen.loc[order]
    cells = {
        _("国家"): [pick(row) for row in countries.to_dict("records")],
        _("区域"): countries["region"].map(w.words(w.REGIONS)),
        words["facts"]: rows["facts"].to_numpy(),
        words["high"]: rows["high"].round(1).to_numpy(),
        words["stale"]: rows["stale"].round(1).to_numpy(),
        _("最新日期"): rows["newest"].to_numpy(),
    }
    cells |= {kind_word(each): found.loc[order, each].to_numpy() for each in kinds}
    iso3 = selection.selected_of("country")
    known = iso3 is not None and iso3 in found.index
    own = found.loc[[str(iso3)] if known else list(found.index), kinds].sum()
    name = name_of_country(view, iso3) if known else _("各表")
    return Shown(
        numbers, words[measure] if kind == ALL else f"{kind_word(kind)} · {words[measure]}",
        frame.Rows(countries, "country", [f"country:{i}" for i in order], pd.DataFrame(cells)),
        lambda: kind_bars(view, own, _("{name}：事实条数").format(name=name)),
        _("{n} 国 · {m} 条").format(n=int(numbers.notna().sum()), m=f"{chosen['facts'].sum():,}"),
        None if kind == ALL else (kind, view.store.table(kind)),
    )  # fmt: skip


def tables(view: View) -> Shown:
    """Every table, and the rows of the one chosen, as they are."""
    asked = selection.selected_of("table")
    if asked in KINDS:
        st.session_state["table"] = asked
        selection.select(None)
    kind = filters.choose(
        "table", _("数据表"), (ALL, *KINDS),
        lambda k: _("全部数据表") if k == ALL else kind_word(k), width=170,
    )  # fmt: skip
    return _all_tables(view) if kind == ALL else _one_table(view, kind)


def _all_tables(view: View) -> Shown:
    found = coverage.by_table(view.store)
    cells = {
        _("数据表"): [kind_word(str(kind)) for kind in found.index],
        _("行数"): found["rows"].to_numpy(),
        _("来源数"): found["sources"].astype("Int64").to_numpy(),
        _("最新日期"): found["newest"].to_numpy(),
    }
    for level in coverage.LEVELS:
        label = _("{level}可信度 %").format(level=w.word(w.CONFIDENCE, level))
        cells[label] = found[level].astype(float).round(1).to_numpy()
    cells[_("文件")] = [f"{KINDS[str(kind)].table}.csv" for kind in found.index]
    return Shown(
        facts_of(view), title_word(),
        frame.Rows(found, "table", [f"table:{kind}" for kind in found.index], pd.DataFrame(cells)),
        lambda: kind_bars(view, found["rows"], _("各表行数")),
        _("{n} 张表，点一行看全部记录").format(n=len(found)),
    )  # fmt: skip


def _one_table(view: View, kind: str) -> Shown:
    rows = search(view.store.table(kind), "q", _("查找文字"))
    if "iso3" in rows:
        items = [f.country(view, view.store.table(kind))]
        rows = filters.apply(rows, items, filters.row(items))
    head = rows.drop(columns="geometry", errors="ignore").head(MOST_ROWS)
    ids = rows[KINDS[kind].id_column].astype("str")
    mine = coverage.about(view.store)
    mine = mine[(mine["kind"] == kind) & mine["id"].isin(set(ids))]
    note = n_rows(len(rows))
    if len(rows) > MOST_ROWS:
        note += _("，表中列前 {n} 条，下载含全部").format(n=f"{MOST_ROWS:,}")
    return Shown(
        counted(mine["iso3"]), f"{kind_word(kind)} · {title_word()}",
        frame.Rows(rows, kind, [f"{kind}:{id_}" for id_ in ids.head(MOST_ROWS)], head),
        lambda: _dates(view, rows),
        note, (kind, rows),
    )  # fmt: skip


def _dates(view: View, rows: pd.DataFrame) -> charts.Chart | None:
    """The rows by year of their date; with few years, by confidence, which then says more."""
    dated = next((name for name in ("as_of", "published") if name in rows), None)
    if dated is None:
        return None  # words and rules of our own have no date
    years = rows[dated].str.slice(0, 4).dropna()
    newest = sorted(years.unique())[-MOST_YEARS:]
    if len(newest) < FEW_YEARS and "confidence" in rows:
        words = {level: w.word(w.CONFIDENCE, level) for level in coverage.LEVELS}
        return charts.counts(rows["confidence"], view.style, title=_("各可信度条数"), words=words)
    shown = years[years.isin(newest)]
    return charts.timeline(shown, view.style, title=_("各年截至日期"), kind="park")
