"""The page of cases: how undertakings abroad were done, to be found by who, where and how."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, filters, gallery, kind_page, vocabulary
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.charts import Chart
from dashboard.columns import name_of, name_of_country
from dashboard.context import View
from dashboard.i18n import _, listed, pick
from geodata.cases import actors_of, countries_of, financiers_of, parts, result_in_brief


def _found(rows: pd.DataFrame, of_row: Any) -> tuple[str, ...]:
    """What the rows name, most frequent first."""
    named = pd.Series([each for row in rows.to_dict("records") for each in of_row(row)], dtype=str)
    return tuple(named.value_counts().index.astype(str))


def _texts(view: View, row: Mapping[str, Any]) -> Iterable[object]:
    """What a keyword is looked for in."""
    fields = ("name_zh", "name_en", "actor", "place", "what", "financing", "results", "lesson")
    yield from (row[field] for field in fields)
    yield w.word(w.FORMS, row["form"])
    yield from (vocabulary.term(sector) for sector in parts(row["sectors"]))
    for iso3 in countries_of(row):
        yield name_of_country(view, iso3)


def case_filters(view: View, rows: pd.DataFrame) -> list[filters.Filter]:
    """The filters of the page, most used first."""
    regions = {row["iso3"]: row["region"] for row in view.store.table("country").to_dict("records")}

    def regions_of(row: Mapping[str, Any]) -> list[str]:
        return [regions[iso3] for iso3 in countries_of(row) if iso3 in regions]

    def financiers(row: Mapping[str, Any]) -> list[str]:
        return financiers_of(view.store, row)

    def country_word(iso3: str) -> str:
        return name_of_country(view, iso3)

    countries = sorted(_found(rows, countries_of), key=lambda c: (c == "CHN", country_word(c)))
    present = set(_found(rows, regions_of))
    corridors = tuple(sorted(set(rows["corridor_id"].dropna())))
    return [
        f.keyword(lambda row: _texts(view, row)),
        f.also("country", _("国家"), countries, country_word, countries_of),
        f.coded("form", _("形式"), rows, "form", w.FORMS),
        f.sector(rows, "sectors", several=True),
        f.also("actor", _("主体"), _found(rows, actors_of), str, actors_of),
        f.also(
            "bank", _("融资机构"), _found(rows, financiers), vocabulary.term, financiers, more=True
        ),
        f.also(
            "region", _("区域"), [r for r in w.REGIONS if r in present], w.words(w.REGIONS),
            regions_of, more=True,
        ),
        filters.Filter(
            "corridor", _("通道"), corridors, lambda id_: name_of(view, "corridor", id_),
            filters.equals("corridor_id"), more=True,
        ),
        f.year(rows, "year", more=True),
        f.confidence(rows),
    ]  # fmt: skip


def tile(view: View, row: Mapping[str, Any]) -> gallery.Tile:
    """A case as a card: where, who, how, and what came of it."""
    countries = listed(name_of_country(view, iso3) for iso3 in countries_of(row))
    year = str(int(row["year"])) if row["year"] == row["year"] else ""
    return gallery.Tile(
        f"case:{row['case_id']}",
        pick(row),
        (countries, w.word(w.FORMS, row["form"]), year, row["actor"]),
        result_in_brief(row),
    )


def tiles(view: View, rows: pd.DataFrame) -> list[gallery.Tile]:
    """The rows as cards."""
    records = rows.drop(columns="geometry", errors="ignore").to_dict("records")
    return [tile(view, record) for record in records]


def chart(view: View, rows: pd.DataFrame) -> Chart | None:
    """How many cases of each form there are."""
    words = {code: w.word(w.FORMS, code) for code in w.FORMS}
    return charts.counts(
        rows["form"], view.style, title=_("各形式案例数"), kind="case", words=words
    )


def line(row: dict[str, object], view: View) -> str:
    """The second line of a point's tooltip: where and how, and who."""
    countries = listed(name_of_country(view, iso3) for iso3 in countries_of(row))
    return f"{countries} · {w.word(w.FORMS, row['form'])}\n{row['actor']}"


def _spread(_view: View, rows: pd.DataFrame) -> None:
    """How many of the cases span countries, which no one point can show."""
    spanning = sum(len(countries_of(row)) > 1 for row in rows.to_dict("records"))
    nowhere = int(rows["iso3"].isna().sum())
    said = [_("{n} 个案例涉及多国，地图上只标主要地点").format(n=spanning)] if spanning else []
    if nowhere:
        said.append(_("{n} 个案例没有写明国家").format(n=nowhere))
    if said:
        st.caption(_("；").join(said))


def show() -> None:
    """Run the page."""
    kind_page.show(
        kind_page.KindPage(
            kind="case", filters=case_filters, chart=chart, line=line, tiles=tiles,
            above_card=_spread,
        )
    )  # fmt: skip
