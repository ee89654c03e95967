"""对比: two to six countries side by side, as a table, small charts on one scale, and a map."""

from functools import lru_cache
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import (
    brief_menu,
    card,
    charts,
    columns,
    compare_basket,
    compare_scores,
    compare_terms,
    context,
    downloads,
    filters,
    frame,
    provenance,
    selection,
    table,
)
from dashboard import words as w
from dashboard.compare_basket import PARAM
from dashboard.context import View
from dashboard.fact_list import fact_list
from dashboard.i18n import N_, _, listed, noted, pick
from geodata.compare import APART, FEWEST, KEY, MOST, Line, lines
from geodata.format import number
from geodata.profile import Figure, series
from geodata.store import Store
from layers.base import country_labels, country_picks, ground
from layers.camera import fit
from layers.palette import alpha, hex_of, rgb
from layers.payloads import focus_order
from layers.scene import Legend, Scene, Swatch

WORDY: Final = ("terms", "scores")  # topics that are no figures of the table
START: Final = ("KEN", "TZA", "ETH")
ROW: Final = "row"  # the line whose figures the card tells
TOPICS: Final = {
    "key": N_("关键数字"), "scores": N_("评分"), "terms": N_("协定与准入"),
    "presence": N_("我们在那里"), **w.TOPICS,
}  # fmt: skip
# Okabe & Ito's colours without the yellow, which is lost on light ground.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8a6a00")
# Of the small charts in the card, in one row and in two.
HEIGHTS: Final = (170, 290)
BEST: Final = "▲"
WORST: Final = "▽"
# What the small charts show first.
SERIES: Final = "gdp_nominal_wb"


def _asked(view: View) -> list[str]:
    """The countries in the address, those picked on other pages, or an example."""
    raw = st.query_params.get(PARAM)
    if raw is None:
        return compare_basket.basket() or list(START)
    known = set(view.store.table("country")["iso3"])
    asked = [part.strip().upper() for part in raw.split(",") if part.strip()]
    unknown = [part for part in asked if part not in known]
    if unknown:
        st.warning(
            _("链接中的“{names}”不是非洲或东盟国家的三字母代码，已略去。").format(
                names=provenance.escape(listed(unknown))
            ),
            icon=":material/link_off:",
        )
    if len(set(asked) & known) > MOST:
        st.warning(_("最多对比 {n} 国，其余已略去。").format(n=MOST), icon=":material/info:")
    return [part for part in dict.fromkeys(asked) if part in known][:MOST]


def _choose(view: View) -> list[str]:
    asked = _asked(view)
    key = "compare-choice"
    st.session_state[key] = asked

    def taken() -> None:
        chosen = list(st.session_state[key])
        st.query_params[PARAM] = ",".join(chosen)
        compare_basket.keep(chosen)

    st.multiselect(
        _("国家"), sorted(columns.focus(view.store)), key=key,
        format_func=lambda iso3: columns.name_of_country(view, iso3), max_selections=MOST,
        placeholder=_("选 2 至 6 国"), label_visibility="collapsed", width=filters.scaled(460),
        on_change=taken,
    )  # fmt: skip
    compare_basket.keep(asked)
    return asked


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        countries = _choose(view)
        topic = filters.choose("topic", _("内容"), tuple(TOPICS), w.words(TOPICS))
        found = () if topic in WORDY else lines(view.store, countries, topic)
        charted = _charted(view)
        rows = view.store.table("indicator")
        rows = rows[rows["iso3"].isin(countries) & rows["indicator"].isin([x.key for x in found])]
        downloads.menu(
            rows, "indicator", view, title=_title(view, countries),
            filters=listed(columns.name_of_country(view, c) for c in countries),
            key="compare-dl", scene=lambda: scene,
        )  # fmt: skip
        if len(countries) >= FEWEST:
            subject = f"compare:{','.join(countries)}"
            brief_menu.show(
                view, [brief_menu.Offer("compare", _("对比的国家"), subject)], key="compare"
            )
    place = frame.layout(view)
    scene = scene_of(view, countries)
    frame.draw_map(view, scene, place, key="compare-map", with_ties=False)
    with place.below:
        if len(countries) < FEWEST:
            st.info(
                _("再选至少 {n} 国即可对比；在任何页面的国家卡片上也能“加入对比”。").format(
                    n=FEWEST - len(countries)
                ),
                icon=":material/compare_arrows:",
            )
        else:
            _table(view, countries, topic, found)
    with place.card:
        if len(countries) >= FEWEST:
            _multiples(view, countries, charted)
        _card(view, countries, found)


def _title(view: View, countries: list[str]) -> str:
    return _("对比：{names}").format(
        names=listed(columns.name_of_country(view, c) for c in countries)
    )


def _charted(view: View) -> str:
    """The indicator of the small charts: of those that have series in most countries."""
    names = [name for name in _with_series(view.store) if name != SERIES]
    return filters.choose(
        "ind", _("图中的指标"), (SERIES, *names),
        lambda i: columns.name_of(view, "indicator_term", i), width=230,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _with_series(store: Store) -> tuple[str, ...]:
    """Indicators known for three years or more in most countries, in the order of their table."""
    rows = store.table("indicator").dropna(subset=["year", "value"])
    years = rows.groupby(["indicator", "iso3"])["year"].nunique()
    many = (years >= 3).groupby("indicator").sum()
    wanted = set(many[many >= 20].index)
    return tuple(name for name in store.table("indicator_term")["indicator"] if name in wanted)


def colours(countries: list[str]) -> dict[str, str]:
    """The colour of each country, the same on the map and in the charts."""
    return dict(zip(countries, COLOURS, strict=False))


@lru_cache(maxsize=64)
def _around(store: Store, countries: tuple[str, ...]) -> tuple[float, float, float, float]:
    land = store.layer("land_z0")
    west, south, east, north = land[land["iso3"].isin(countries)].total_bounds
    return float(west), float(south), float(east), float(north)


def scene_of(view: View, countries: list[str]) -> Scene:
    """The map with each compared country in its own colour."""
    order = focus_order(view.store)
    place = {iso3: number for number, iso3 in enumerate(countries)}
    camera = view.camera("both")
    if countries:
        camera = fit(_around(view.store, tuple(countries)), *view.map_size, margin=0.25)
    tints = tuple(alpha(rgb(colour), 0.8) for colour in colours(countries).values())
    swatches = tuple(
        Swatch(columns.name_of_country(view, iso3), hex_of(rgb(colour)), "area")
        for iso3, colour in colours(countries).items()
    )
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(
            view.at, view.theme, classes=tuple(place.get(iso3, -1) for iso3 in order),
            colours=tints, detail=0,
        ),
        layers=(country_picks(view.at), country_labels(view.at, view.theme, camera, view.scale)),
        legends=(Legend(_("对比的国家"), swatches),),
        alt=_title(view, countries),
    )  # fmt: skip


def _name(view: View, line: Line) -> str:
    if line.topic == "presence":
        return w.word(w.KIND_GROUPS, line.key)
    return columns.name_of(view, "indicator_term", line.key)


def _cell(view: View, line: Line, place: int, iso3: str) -> str | None:
    """A figure with its year and its mark."""
    value = line.numbers[place]
    if not line.figures:
        return number(value, view.locale, 0) if value is not None else None
    found = line.figures[place]
    if found is None:
        return None
    mark = BEST if iso3 in line.best else WORST if iso3 in line.worst else ""
    return noted(f"{mark}{found.shown(view.locale)}", str(found.year or ""))


def _table(view: View, countries: list[str], topic: str, found: tuple[Line, ...]) -> None:
    names = {iso3: columns.name_of_country(view, iso3) for iso3 in countries}
    if topic in WORDY:
        made = compare_terms.cells if topic == "terms" else compare_scores.cells
        cells = made(view, countries)
        references = [f"{ROW}:{name}" for name in cells[_("比较项")]]
    else:
        cells = pd.DataFrame(
            [
                {_("比较项"): _name(view, line)}
                | {
                    names[iso3]: _cell(view, line, place, iso3)
                    for place, iso3 in enumerate(countries)
                }
                for line in found
            ]
        )
        kind = "presence" if topic == "presence" else "indicator_term"
        references = [f"{kind}:{line.key}" for line in found]
    table.show(
        cells, "", view, references=references, cells=cells, key=f"compare-table-{topic}",
        height=260,
    )  # fmt: skip
    if topic == "scores":
        st.caption(_("括号内为扰动权重、补缺失值后的 5%–95% 区间；区间重叠的两国不分高下。"))
    elif topic not in ("terms", "presence"):
        st.caption(
            _(
                "{best}为各国中较好，{worst}为较差，只标有明确好坏的指标；早于最新{n}年以上不标。"
            ).format(best=BEST, worst=WORST, n=APART)
        )
    elif topic == "presence":
        st.caption(_("只计本图所载；0 表示未载，不等于没有。"))


def _multiples(view: View, countries: list[str], indicator: str) -> None:
    """One small chart a country, all on the same scale."""
    data = pd.DataFrame(
        [
            {"year": year, "value": value, "series": columns.name_of_country(view, iso3)}
            for iso3 in countries
            for year, value in series(view.store, iso3, indicator)
        ]
    )
    if data.empty:
        st.caption(_("这些国家没有该指标的系列数据"))
        return
    term = view.store.get("indicator_term", indicator)
    made = charts.multiples(
        data, view.style, title=_("{name}，同一刻度").format(name=pick(term)),
        colours={
            columns.name_of_country(view, iso3): colour
            for iso3, colour in colours(countries).items()
        },
    )  # fmt: skip
    charts.show(made, view.style, key="compare-multiples", height=HEIGHTS[len(countries) > 3])


def _card(view: View, countries: list[str], found: tuple[Line, ...]) -> None:
    """The figures of the chosen line with where each is from; else the countries."""
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    line = next((each for each in found if each.key == id_ and each.figures), None)
    if kind == "indicator_term" and line is not None:
        _sources(view, countries, line)
        return
    if kind == ROW and id_ in set(compare_terms.cells(view, countries)[_("比较项")]):
        compare_terms.card(view, countries, id_)
        return
    if kind and kind not in (ROW, "indicator_term", "presence"):
        card.show(view, selection.selected(), empty="")
        return
    st.markdown(f"## {_('对比')}")
    st.caption(
        _("在表中选一行，这里显示每国这个数字的来源、日期与其他说法；在地图上点一国看它的卡片。")
    )
    _summary(view, countries)


def _summary(view: View, countries: list[str]) -> None:
    """How often each country is best and worst among the key figures that are marked."""
    marked = lines(view.store, countries, "key") if len(countries) >= FEWEST else ()
    facts: list[tuple[str, str]] = []
    for iso3 in countries:
        best = sum(iso3 in line.best for line in marked)
        worst = sum(iso3 in line.worst for line in marked)
        facts.append(
            (
                columns.name_of_country(view, iso3),
                _("较好 {best} 项，较差 {worst} 项").format(best=best, worst=worst),
            )
        )
    fact_list(facts, view)
    with st.container(gap=None):
        for iso3 in countries:
            st.button(
                columns.name_of_country(view, iso3), key=f"compare-{iso3}", type="tertiary",
                icon=":material/flag:", on_click=selection.select, args=(f"country:{iso3}",),
            )  # fmt: skip
    st.caption(_("关键数字共 {n} 项，其中有好坏之分的才计。").format(n=len(KEY)))


def _sources(view: View, countries: list[str], line: Line) -> None:
    title, close = st.columns([0.9, 0.1], gap=None)
    title.markdown(f"## {provenance.escape(_name(view, line))}")
    close.button(
        "", icon=":material/close:", key="card-close", help=_("清除选择"), type="tertiary",
        on_click=selection.select, args=(None,),
    )  # fmt: skip
    basis = next((found.basis_zh for found in line.figures if found), "")
    if basis:
        st.caption(_("口径：") + provenance.escape(basis))
    for iso3, found in zip(countries, line.figures, strict=True):
        st.markdown(f"**{provenance.escape(columns.name_of_country(view, iso3))}**")
        fact_list(_told(view, found), view)


def _told(view: View, found: Figure | None) -> list[tuple[str, str]]:
    if found is None:
        return [(_("数值"), _("暂无"))]
    told: list[tuple[str, str]] = [
        (_("数值"), found.shown(view.locale)),
        (_("年份"), str(found.year or _("未注"))),
        (_("来源"), provenance.source_title(view.store, found.source_id)),
        (_("日期"), found.as_of),
        (_("可信度"), w.word(w.CONFIDENCE, found.confidence)),
    ]
    told += [
        (
            _("另有"),
            f"{other.shown(view.locale)} · "
            + provenance.source_title(view.store, other.source_id)
            + (f" · {other.year}" if other.year else ""),
        )
        for other in found.others[:3]
    ]
    return told
