"""The overview: corridors over Africa and ASEAN, key figures, what is new."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard import (
    alert_scene,
    animation,
    charts,
    context,
    corridor_scene,
    entity_link,
    frame,
    provenance,
    selection,
)
from dashboard import words as w
from dashboard.charts import Chart
from dashboard.columns import name_of_country
from dashboard.context import View
from dashboard.i18n import N_, _, pick
from dashboard.navigation import HOME
from dashboard.overlays import overlays
from dashboard.vocabulary import term
from geodata import clock
from geodata.alerts import alerts
from geodata.format import counted
from geodata.kinds import KINDS
from geodata.store import Store
from layers.base import country_labels, country_picks, ground
from layers.scene import Layer, Legend, Scene

OVERLAYS: Final = ("corridor", "park", "project", "branch", "event", "alert")
# Warnings are switched on by who looks for them: guests of a fair come to see what there is.
SHOWN: Final = ("corridor", "park")


@dataclass(frozen=True, slots=True)
class Headline:
    """A key figure: where its row is, and what it is called here."""

    kind: str
    id: str
    label: str
    bound: str = ""


HEADLINES: Final = (
    Headline("metric", "M002", N_("对共建国家贸易额")),
    Headline("metric", "M078", N_("湖南对非进出口")),
    Headline("metric", "M052", N_("境外投资企业")),
    Headline("volume", "C1-V06", N_("中欧班列累计开行")),
    Headline("volume", "C3-V09", N_("怀化国际班列"), "≥ "),
    Headline("volume", "C4-V01", N_("湘粤非累计开行"), "≥ "),
)
NEWS: Final = ("event", "project", "park")


def _figures(view: View) -> None:
    """Key figures, two a row, each with its period; the source on hover."""
    for start in range(0, len(HEADLINES), 2):
        pair = zip(st.columns(2, gap="small"), HEADLINES[start : start + 2], strict=False)
        for column, headline in pair:
            row = view.store.get(headline.kind, headline.id)
            column.metric(
                f"{_(headline.label)} · {term(row['period'])}",
                f"{headline.bound}{counted(row['value'], row['unit'], view.locale)}",
                help=provenance.line(view.store, row),
                border=True,
            )


def _counts(view: View) -> None:
    """How much the release holds."""
    parts = [
        f"{w.word(w.KIND_GROUPS, kind)} **{len(view.store.table(kind))}**"
        for kind in ("country", "site", "park", "project", "event", "branch")
    ]
    st.caption(" · ".join(parts))


def newest(view: View, count: int = 6) -> list[dict[str, Any]]:
    """The rows of events, projects and parks with the latest date, newest first."""
    return list(_newest(view.store, count))


@lru_cache(maxsize=16)
def _newest(store: Store, count: int) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    for kind in NEWS:
        rows = store.table(kind)
        # A row whose source bears no date carries the day it was entered: that is no news.
        rows = rows[~rows["note"].fillna("").str.contains("录入日")]
        when = rows["start_date"] if kind == "event" else rows["as_of"]
        dated = rows.assign(when=when).dropna(subset=["when"]).sort_values("when").tail(count)
        found += [
            {**row, "kind": kind, "id": row[KINDS[kind].id_column]}
            for row in dated.drop(columns="geometry").to_dict("records")
        ]
    return tuple(sorted(found, key=lambda row: str(row["when"]), reverse=True)[:count])


def latest_volume(volumes: pd.DataFrame, corridor_id: str) -> "pd.Series[Any] | None":
    """The newest figure of a corridor as a whole; of several of one date the first listed."""
    own = volumes[
        (volumes["corridor_id"] == corridor_id)
        & volumes["service_id"].isna()
        & (volumes["bound"] != "target")
    ]
    if own.empty:
        return None
    # A whole year ends after its months.
    ends = own["period_end"].str.pad(10, "right", "~")
    return own.loc[ends.sort_values(ascending=False, kind="stable").index[0]]


@lru_cache(maxsize=8)
def _latest_volumes(store: Store) -> "dict[str, pd.Series[Any] | None]":
    volumes = store.table("volume")
    return {id_: latest_volume(volumes, id_) for id_ in store.table("corridor")["corridor_id"]}


def _news(view: View) -> None:
    st.markdown(f"**{_('新近动态')}**")
    for row in newest(view):
        place = name_of_country(view, row["iso3"])
        entity_link.show(f"{row['kind']}:{row['id']}", HOME[row["kind"]], pick(row))
        st.caption(f"{row['when']} · {w.kind_word(row['kind'])} · {place}")


def _above_card(view: View) -> None:
    if selection.selected():
        return
    _figures(view)
    _counts(view)
    _news(view)


def _scene(view: View, shown: list[str], *, moving: bool) -> Scene:
    layers: list[Layer] = [country_picks(view.at)]
    if "corridor" in shown:
        layers += corridor_scene.line_layers(view, "all")
        if moving:
            layers.append(corridor_scene.trips(view, "all"))
    camera = view.camera("world")
    layers.append(country_labels(view.at, view.theme, camera, view.scale))
    legends = []
    if "corridor" in shown:
        legends.append(corridor_scene.legend(view, "all", nodes=False))
    kinds = [kind for kind in shown if kind in KINDS and kind not in ("corridor", "alert")]
    drawn, swatches = overlays(view, kinds, view.store.table)
    if "alert" in shown:
        grave = [each for each in alerts(view.store, clock.today()) if each.severity == "high"]
        warned, warning = alert_scene.symbols(view, grave)
        drawn = [*drawn, *warned]
        legends.append(Legend(_("风险提示"), tuple(warning)))
    legends.append(Legend("", tuple(swatches)))
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme),
        layers=(*layers, *drawn),
        legends=tuple(legends),
        footer=corridor_scene.credit(view, "all") if "corridor" in shown else "",
        alt=_("五大国际物流通道与非洲、东盟总图"),
    )


def _volume(view: View, row: "pd.Series[Any]", more: str) -> str:
    return f"{term(row['metric'])} {more}{counted(row['value'], row['unit'], view.locale)}"


def _corridor_cells(view: View, corridors: pd.DataFrame) -> pd.DataFrame:
    """Five corridors with services, legs, nodes and the newest published volume."""
    services = view.store.table("service")["corridor_id"].value_counts()
    legs = view.store.table("leg")["corridor_id"].value_counts()
    latest = _latest_volumes(view.store)
    cells = []
    for row in corridors.to_dict("records"):
        last = latest[row["corridor_id"]]
        more = "≥ " if last is not None and last["bound"] == "at-least" else ""
        cells.append(
            {
                _("通道"): pick(row),
                _("方式"): w.word(w.MODES, row["mode"]),
                _("线路"): int(services.get(row["corridor_id"], 0)),
                _("区段"): int(legs.get(row["corridor_id"], 0)),
                _("最近公布运量"): "" if last is None else _volume(view, last, more),
                _("期间"): "" if last is None else term(last["period"]),
                _("可信度"): w.word(w.CONFIDENCE, row["confidence"]),
            }
        )
    return pd.DataFrame(cells)


def _trade_chart(view: View) -> Chart | None:
    """Hunan's trade with Africa in the years for which a value is published."""
    rows = view.store.table("hunan_trade")
    own = rows[
        (rows["scope"] == "湖南")
        & (rows["partner_group"] == "非洲")
        & (rows["item"] == "对非进出口")
        & (rows["unit"] == "亿元")
        & rows["value"].notna()
        & (rows["period"].str.len() == 4)
    ].sort_values("period")
    return charts.bars(
        list(own["period"]), [float(v) for v in own["value"]], view.style,
        title=_("湖南对非进出口（亿元，仅列公布值的年份）"),
    )  # fmt: skip


def show() -> None:
    """Run the page."""
    view = context.view()
    with frame.filter_row():
        st.caption(_("湖南五大国际物流通道，通向非洲 54 国与东盟 11 国"), width="content")
    place = frame.layout(view)
    shown = frame.toggles(place, "layers", OVERLAYS, SHOWN)
    moving = animation.switch(place, possible="corridor" in shown)
    corridors = view.store.table("corridor")
    scene = _scene(view, shown, moving=moving)
    frame.show(
        view,
        scene,
        frame.Rows(
            corridors,
            "corridor",
            [f"corridor:{i}" for i in corridors["corridor_id"]],
            _corridor_cells(view, corridors),
        ),
        place,
        key="overview",
        empty="",
        chart=lambda: _trade_chart(view),
        above_card=lambda: _above_card(view),
    )
    animation.run(place, scene)
