"""The resource map of a region: family → commodity → countries and sites, or an indicator."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from dashboard import (
    brief_menu,
    charts,
    columns,
    context,
    downloads,
    filters,
    frame,
    selection,
)
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, noted, pick
from dashboard.overlays import overlays
from geodata.format import column_scale, quantity, unit_word
from geodata.store import Store
from geodata.variables import LATEST, Variable, measures, present, values, years
from layers import choropleth as cp
from layers.base import country_labels, country_picks, ground, outline
from layers.palette import GROUNDS, alpha
from layers.picks import pick_lines
from layers.points import drawable, symbol_radius
from layers.scene import Layer, Legend, Points, Scene

FAMILIES = ("mineral", "energy", "agriculture", "forest", "fishery", "indicator")
# Commodity a family opens with: the one most people come for.
FIRST = {"mineral": "copper", "energy": "petroleum", "agriculture": "cassava"}
OVERLAYS = ("symbol", "site", "park", "project", "branch")


@lru_cache(maxsize=64)
def commodities(store: Store, family: str, group: str) -> tuple[str, ...]:
    """Commodities of a family that any country of the group has, those with figures first."""
    countries = store.table("country")
    inside = set(countries.loc[countries["group"] == group, "iso3"])
    catalog = store.table("commodity")
    ids = set(catalog.loc[catalog["family"] == family, "commodity"])
    rows = store.table("resource")
    rows = rows[rows["commodity"].isin(ids) & rows["iso3"].isin(inside)]
    weight = rows.assign(figures=rows["production"].notna() & (rows["measure"] == "production"))
    order = weight.groupby("commodity").agg(figures=("figures", "sum"), rows=("iso3", "size"))
    order = order.sort_values(["figures", "rows"], ascending=False)
    return tuple(str(c) for c in order.index)


def choose_variable(view: View, group: str) -> tuple[str, Variable, str]:
    """The widgets that choose what the map shows: family, variable, and its name."""
    family = filters.choose("family", _("资源门类"), FAMILIES, w.words(w.FAMILIES), form="segments")
    if family == "indicator":
        terms = view.store.table("indicator_term").set_index("indicator")
        known = set(view.store.table("indicator").dropna(subset=["value"])["indicator"])
        order = terms[terms.index.isin(known)].sort_values(
            "key_figure", ascending=False, kind="stable"
        )

        def indicator_words(code: str) -> str:
            term = terms.loc[code]
            basis = term["basis_zh"] if view.locale == "zh" else None
            return noted(pick(term), basis)

        subject = filters.choose(
            "indicator", _("指标"), list(order.index), indicator_words,
            default="gdp_nominal", width=230,
        )  # fmt: skip
        span = years(view.store, subject)
        year = LATEST
        if len(span) > 1:
            year = _year(span)
        return family, Variable("indicator", subject, year), pick(terms.loc[subject])
    options = commodities(view.store, family, group)
    subject = filters.choose(
        "commodity", _("商品"), options, lambda c: columns.commodity_name(view, c),
        default=FIRST.get(family), width=150,
    )  # fmt: skip
    known = measures(view.store, subject)
    measure = known[0]
    if len(known) > 1:
        measure = filters.choose(
            "measure", _("口径"), known, w.words(w.MEASURES), default=known[0], width=130
        )
    return (
        family,
        Variable("resource", subject, measure),
        columns.commodity_name(view, subject),
    )


def _year(span: tuple[int, ...]) -> str:
    """A slider over the years that have values; its right end is the newest of each country."""
    options = [*(str(y) for y in span), LATEST]
    words = {LATEST: _("最新")}
    chosen = st.select_slider(
        _("年份"), options, value=LATEST, format_func=lambda y: words.get(y, y),
        key="year", bind="query-params", label_visibility="collapsed", width=200,
    )  # fmt: skip
    return str(chosen)


def scene_of(
    view: View,
    group: str,
    family: str,
    variable: Variable,
    name: str,
    within: set[str],
    sites: pd.DataFrame,
    shown: list[str],
) -> tuple[Scene, cp.Choropleth]:
    """The scene of a resource map, and its classes for the chart."""
    coloured = cp.choropleth(view.store, variable, view.theme, family, view.locale, within)
    layers: list[Layer] = [country_picks(view.at, variable.slug)]
    country = selection.selected_of("country")
    if country in set(view.store.table("country")["iso3"]):
        layers.append(outline(view.at, view.theme, str(country)))
    camera = view.camera(group.lower())
    if "symbol" in shown:
        layers.append(_symbols(view, variable, within))
    layers.append(country_labels(view.at, view.theme, camera, view.scale))

    def rows_of(kind: str) -> pd.DataFrame:
        rows = sites if kind == "site" else view.store.table(kind)
        return rows[rows["iso3"].isin(within)]

    drawn, swatches = overlays(view, [kind for kind in shown if kind != "symbol"], rows_of)
    title = cp.legend_title(view.store, variable, name, view.locale)
    scene = Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(
            view.at, view.theme, classes=coloured.classes, colours=coloured.colours, detail=0
        ),
        layers=(*layers, *drawn),
        legends=(Legend(title, coloured.swatches), Legend("", tuple(swatches))),
        alt=_("{name}在各国的分布").format(name=name),
    )
    return scene, coloured


def _symbols(view: View, variable: Variable, within: set[str]) -> Points:
    """Circles whose area is proportional to the value, at the countries' label points."""
    found = values(view.store, variable)
    found = found[found.index.isin(within) & (found["value"] > 0)]
    points = view.store.layer("labels").set_index("iso3").geometry
    lines = pick_lines(view.store, variable.slug, view.locale)
    items = [
        {
            "id": f"country:{iso3}",
            "p": [round(points[iso3].x, 3), round(points[iso3].y, 3)],
            "n": columns.name_of_country(view, iso3),
            "t": lines[str(iso3)],
            "r": round(radius, 1),
        }
        for iso3, radius in symbol_radius(found["value"]).items()
    ]
    tones = GROUNDS[view.theme]
    return Points("symbols", items, alpha(tones.accent, 0.45), outline=tones.accent)


def rows_of(view: View, variable: Variable, within: set[str]) -> pd.DataFrame:
    """The countries that the map colours, highest first, with value, share, year and counts."""
    found = values(view.store, variable)
    found = found[found.index.isin(within)]
    ascending = variable.measure == "tonnage-rank"
    found = found.sort_values("value", ascending=ascending, kind="stable")
    if variable.kind == "resource":
        extra = sorted((present(view.store, variable.subject) & within) - set(found.index))
        found = pd.concat([found, found.iloc[:0].reindex(extra)])
    countries = view.store.table("country").set_index("iso3")
    rows = found.join(countries[["name_zh", "name_en", "region", "capital_lat", "capital_lon"]])
    return rows.rename_axis("iso3").reset_index()


def cells_of(view: View, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """The display frame of the countries' table."""
    unit = rows["unit"].dropna()
    word = unit_word(str(unit.iloc[0]), view.locale) if not unit.empty else ""
    factor, many = column_scale(rows["value"].abs().max(), view.locale)
    values_shown = (rows["value"] / factor).round(2) if factor > 1 else rows["value"]
    own = "name_zh" if view.locale == "zh" else "name_en"
    table = {
        _("国家"): rows[own],
        _("区域"): rows["region"].map(w.words(w.REGIONS)),
        noted(name, f"{many}{word}" if view.locale == "zh" else f"{many} {word}".strip()): (
            values_shown
        ),
    }
    if rows["share"].notna().any():
        table[_("占世界 %")] = rows["share"]
    table[_("年份")] = rows["year"].astype("Int64")
    for kind in ("site", "park", "project", "branch"):
        counted = view.store.table(kind)["iso3"].value_counts()
        table[w.word(w.KIND_GROUPS, kind)] = rows["iso3"].map(counted).fillna(0).astype(int)
    table[_("可信度")] = rows["confidence"].map(lambda c: w.word(w.CONFIDENCE, c) if c == c else "")
    return pd.DataFrame(table)


def _sites(view: View, family: str, variable: Variable) -> pd.DataFrame:
    """Sites of the commodity; with an indicator, all of them."""
    sites = view.store.table("site")
    if variable.kind == "indicator":
        return sites
    mine = sites["commodities"].fillna(sites["commodity"]).fillna("")
    same = sites[mine.map(lambda cell: variable.subject in cell.split(";"))]
    if same.empty and family == "energy":
        return sites[sites["site_type"].isin(["power-plant", "dam"])]
    return same


def show(group: str) -> None:
    """Run the resource page of a group of countries.

    Parameters
    ----------
    group : Africa or ASEAN
    """
    view = context.view()
    countries = view.store.table("country")
    countries = countries[countries["group"] == group]
    with frame.filter_row():
        family, variable, name = choose_variable(view, group)
        items = [
            f.region(view, countries, group),
            f.country(view, countries),
            f.bloc(view, countries),
        ]
        picked = filters.row(items)
        left = filters.apply(countries, items, picked)
        within = set(left["iso3"])
        sites = _sites(view, family, variable)
        rows = rows_of(view, variable, within)
        in_view = drawable(sites[sites["iso3"].isin(within)])
        st.caption(_("{n} 国 · {m} 处资源点").format(n=len(rows), m=len(in_view)), width="content")
        kind = "resource" if variable.kind == "resource" else "indicator"
        downloads.menu(
            _download_rows(view, variable, within), kind, view,
            title=name, filters=filters.sentence(items, picked), key=f"{group}-dl",
            scene=lambda: scene,
        )  # fmt: skip
        slot = st.container(width="content")
    place = frame.layout(view)
    countable = variable.measure not in ("presence", "tonnage-rank")
    # With an indicator no site is more to the point than another: none is shown at first.
    key, first = ("marks", ()) if family == "indicator" else ("over", ("site",))
    shown = frame.toggles(place, key, OVERLAYS if countable else OVERLAYS[1:], first)
    scene, coloured = scene_of(view, group, family, variable, name, within, sites, shown)
    listed_rows = _download_rows(view, variable, within)

    def called() -> str:  # in the language of the brief
        kind_of = "commodity" if variable.kind == "resource" else "indicator_term"
        return columns.name_of(view, kind_of, variable.subject)

    brief = brief_menu.of_rows(
        kind, listed_rows, title=called, filters=lambda: filters.sentence(items, picked),
        scene=lambda own: scene_of(
            own, group, family, variable, called(), within, sites, shown
        )[0],
        cells=lambda own: cells_of(own, rows, called()),
        sources=lambda: listed_rows["source_id"],
    )  # fmt: skip
    with slot:
        brief_menu.show(view, [brief], key=group)
    figures = rows[rows["value"].notna()]
    own = "name_zh" if view.locale == "zh" else "name_en"
    frame.show(
        view,
        scene,
        frame.Rows(
            rows,
            "country",
            [f"country:{iso3}" for iso3 in rows["iso3"]],
            cells_of(view, rows, name),
        ),
        place,
        key=group.lower(),
        empty=_("点选一个国家或资源点，这里显示它的事实、来源与关联。"),
        chart=lambda: (
            charts.bars(
                list(figures[own]),
                [float(v) for v in figures["value"]],
                view.style,
                title=cp.legend_title(view.store, variable, name, view.locale),
                colours=[coloured.colour_of.get(iso3, "#8693a3") for iso3 in figures["iso3"]],
                texts=[quantity(v, None, view.locale) for v in figures["value"]],
                refs=[f"country:{iso3}" for iso3 in figures["iso3"]],
            )
            if variable.measure not in ("presence", "tonnage-rank")
            else None
        ),
    )


def _download_rows(view: View, variable: Variable, within: set[str]) -> pd.DataFrame:
    """The full rows behind the map, as the tables have them."""
    if variable.kind == "resource":
        rows = view.store.table("resource")
        return rows[(rows["commodity"] == variable.subject) & rows["iso3"].isin(within)]
    rows = view.store.table("indicator")
    return rows[(rows["indicator"] == variable.subject) & rows["iso3"].isin(within)]
