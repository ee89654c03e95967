"""时效圈: how far each focus country is from the origin, in days, CNY or tonnes of CO₂e."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import card, charts, columns, frame, planner_cards, selection, table, world
from dashboard import planner_answers as pa
from dashboard.charts import Chart
from dashboard.context import View
from dashboard.i18n import N_, _, pick
from dashboard.planner_inputs import Ask, Inputs
from geodata.errors import UsageError
from geodata.planner.model import Option, Order
from geodata.planner.network import network
from geodata.store import Store
from layers import choropleth as cp
from layers.palette import Theme
from layers.scene import Scene, Swatch

SHUT: Final = "shut"  # key of the switch
TITLES: Final[dict[Order, str]] = {
    "time": N_("最短用时（典型，天）"), "cost": N_("最低费用（典型，元）"),
    "co2": N_("最低排放（典型，吨 CO₂e）"),
}  # fmt: skip
GREY: Final = "#8693a3"
RAMP: Final = "mineral"  # its palest step is no colour of the sea
DIGITS: Final[dict[Order, int]] = {"time": 1, "cost": -2, "co2": 2}


def show(view: View, inputs: Inputs) -> None:
    """Show the view."""
    place = frame.layout(view)
    with place.legend:
        shut = st.toggle(_("计入关闭的口岸、海峡"), value=True, key=SHUT, bind="query-params")
    ask, found, before = inputs.ask, {}, {}
    fault = inputs.fault
    if ask is not None:
        # Where one goes plays no part; one answer serves every destination.
        ask = replace(ask, end="")
        opened = pa.all_open(view.store, ask)
        try:
            before = pa.reach(view.store, opened)
            found = pa.reach(view.store, ask) if shut else before
        except UsageError as error:
            fault = error
    order: Order = ask.order if ask else "time"
    coloured = _coloured(view, ask if shut or ask is None else opened, order) if found else None
    frame.draw_map(view, _scene(view, coloured, order), place, key="reach-map", with_ties=False)
    cells, references = _cells(view, found, before, order)
    with place.card:
        if fault is not None:
            planner_cards.fault(fault)
        _card(view, found, before, references)
        if ask is not None:
            planner_cards.assumed(ask)
    with place.below:
        if not found:
            return
        left, right = st.columns([0.64, 0.36], gap="small")
        with left:
            table.show(cells, "", view, references=references, cells=cells, key="reach-table")
        made = _chart(view, found, before, coloured)
        if made is not None:
            with right:
                charts.show(
                    made, view.style, key="reach-chart",
                    on_pick=lambda: selection.on_chart("reach-chart"),
                )  # fmt: skip


def figure(option: Option, order: Order) -> float:
    """The typical figure that countries are coloured by; NaN where there is no basis."""
    return {"time": option.days, "cost": option.cost, "co2": option.co2}[order].typical


@lru_cache(maxsize=64)
def _classes(store: Store, ask: Ask, theme: Theme, locale: str, blank: str) -> cp.Choropleth:
    options = pa.reach(store, ask)
    values = {iso3: figure(option, ask.order) for iso3, option in options.items()}
    rounded = pd.Series(values, dtype="float64").round(DIGITS[ask.order])
    return cp.of_numbers(store, rounded, theme, RAMP, locale, blank=blank)


def _coloured(view: View, ask: Ask | None, order: Order) -> cp.Choropleth | None:
    if ask is None:
        return None
    blank = _("费用缺可信依据") if order == "cost" else _("到不了")
    return _classes(view.store, ask, view.theme, view.locale, blank)


def _scene(view: View, coloured: cp.Choropleth | None, order: Order) -> Scene:
    title = _(TITLES[order])
    if coloured is not None:
        coloured = replace(coloured, swatches=_swatches(coloured))
    return world.scene(
        view, alt=_("{name}在各国的分布").format(name=title), title=title, coloured=coloured
    )


def _swatches(coloured: cp.Choropleth) -> tuple[Swatch, ...]:
    """The legend's entries; that for countries without a class only where there are any."""
    return coloured.swatches if -1 in coloured.classes else coloured.swatches[:-1]


def _cells(
    view: View, found: Mapping[str, Option], before: Mapping[str, Option], order: Order
) -> tuple[pd.DataFrame, list[str]]:
    """The 65 countries, nearest first, with the difference that the closures make."""
    countries = view.store.table("country")
    order_of = sorted(
        countries["iso3"],
        key=lambda iso3: found[iso3].rank(order) if iso3 in found else (True, float("inf"), 0.0),
    )
    rows = []
    for iso3 in order_of:
        option, free = found.get(iso3), before.get(iso3)
        row: dict[str, object] = {_("国家"): columns.name_of_country(view, iso3)}
        if option is None:
            rows.append(row | {_("到达"): _("到不了")})
            continue
        more = option.days.typical - free.days.typical if free else None
        rows.append(row | {
            _("到达"): pa.stop_name(view, option.legs[-1].end),
            _("典型天数"): round(option.days.typical, 1),
            _("天数范围"): pa.span(option.days),
            _("因关闭多（天）"): round(more, 1) if more is not None else None,
            _("公里"): round(option.km),
            _("费用"): pa.money_text(option.cost, view.locale),
            _("CO₂e（吨）"): round(option.co2.typical, 2),
            _("方式"): pa.modes_text(option),
        })  # fmt: skip
    return pd.DataFrame(rows), [f"country:{iso3}" for iso3 in order_of]


def _chart(
    view: View, found: Mapping[str, Option], before: Mapping[str, Option],
    coloured: cp.Choropleth | None,
) -> Chart | None:  # fmt: skip
    """Countries that the closures make farther; with none, those that are nearest."""
    more = {
        iso3: option.days.typical - before[iso3].days.typical
        for iso3, option in found.items() if iso3 in before
    }  # fmt: skip
    rows = sorted(((v, iso3) for iso3, v in more.items() if v > pa.SAME_DAYS), reverse=True)
    title = _("因关闭多用的天数")
    if not rows:
        rows = sorted((option.days.typical, iso3) for iso3, option in found.items())
        title = _("最近的国家（典型天数）")
    return charts.bars(
        [columns.name_of_country(view, iso3) for _v, iso3 in rows], [v for v, _i in rows],
        view.style, title=title, texts=[f"{v:.1f}" for v, _i in rows],
        refs=[f"country:{iso3}" for _v, iso3 in rows],
        colours=[coloured.colour_of.get(iso3, GREY) if coloured else GREY for _v, iso3 in rows],
    )  # fmt: skip


def _card(
    view: View, found: Mapping[str, Option], before: Mapping[str, Option], references: list[str]
) -> None:
    """The selected country with the way to it; else how many are reached, and the nearest."""
    iso3 = selection.selected_of("country")
    option = found.get(iso3) if iso3 else None
    if iso3 and option is not None:
        net = network(view.store)
        end = option.legs[-1].end
        st.markdown(f"**{pick(net.stops[net.number[end]])}** · {pa.modes_text(option)}")
        card.fact_list(
            [(_("用时"), pa.days_text(option.days)),
             (_("费用"), pa.money_text(option.cost, view.locale)),
             ("CO₂e", pa.tonnes_text(option.co2)), (_("里程"), f"{option.km:,.0f} {_('公里')}")],
            view,
        )  # fmt: skip
        st.button(
            _("看到这里的方案"), key="reach-plan", icon=":material/route:", type="primary",
            on_click=_plan_to, args=(end,),
        )  # fmt: skip
    if found and not selection.selected():
        farther = sum(
            option.days.typical - before[iso3].days.typical > pa.SAME_DAYS
            for iso3, option in found.items() if iso3 in before
        )  # fmt: skip
        st.markdown(
            _("可达 **{n}** 国，因关闭变远 **{m}** 国").format(n=len(found), m=farther)
        )  # fmt: skip
    nearest = [
        (each, columns.name_of_country(view, each.partition(":")[2])) for each in references[:6]
    ]
    card.show(
        view, selection.selected(), first=nearest,
        empty=_("点选一个国家，看去那里的线路。颜色按到首都（或最先到的港口）的最佳方案。"),
    )  # fmt: skip


def _plan_to(stop: str) -> None:
    st.session_state["to"] = stop
    st.session_state["view"] = "plan"
    selection.select(None)
