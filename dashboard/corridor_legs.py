"""The legs' table of the corridors page, with borders and changes of gauge, and their marks."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from dashboard import columns, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import N_, _, locale, noted, pick
from geodata.errors import NotFoundError
from geodata.planner.crossings import Border, Gauge, crossings
from geodata.store import Store
from layers.palette import GROUNDS, Theme, rgb
from layers.scene import Layer, Points, Swatch

GEOMETRY: Final = {
    "routed": N_("沿路网、航线"), "digitised": N_("沿航道（人工描绘）"),
    "great-circle": N_("大圆航线"), "schematic": N_("示意"),
}  # fmt: skip
BORDER_COLOUR: Final[dict[Theme, str]] = {"light": "#5b3a8c", "dark": "#c3a6f0"}


def cells(view: View, legs: pd.DataFrame) -> pd.DataFrame:
    """The display frame of legs of corridors or of inland corridors."""
    return _cells(view.store, tuple(legs["leg_id"]), "inland_id" in legs, locale()).set_axis(
        legs.index
    )


@lru_cache(maxsize=64)
def _cells(store: Store, ids: tuple[str, ...], inland: bool, _locale: str) -> pd.DataFrame:
    table = store.table("inland_leg" if inland else "leg").set_index("leg_id")
    lines = store.layer("leg_lines").set_index("leg_id")
    drawn = pd.DataFrame(lines[["computed_km", "geometry_kind"]]).to_dict("index")
    names = columns.names(store, "node")
    rows: list[dict[str, Any]] = []
    for id_, leg in zip(ids, table.loc[list(ids)].to_dict("records"), strict=True):
        line = drawn.get(id_, {})
        said = leg["transit_text" if inland else "transit_days"]
        rows.append({
            _("起"): names.get(leg["from_node"], leg["from_node"]),
            _("止"): names.get(leg["to_node"], leg["to_node"]),
            _("方式"): w.word(w.MODES, leg["mode"]),
            _("依据"): w.word(w.EVIDENCE, leg["evidence"]),
            _("公布里程（公里）"): _whole(leg["distance_km"]),
            _("测算里程（公里）"): _whole(line.get("computed_km")),
            _("线形"): _(GEOMETRY[line["geometry_kind"]]) if line else _("未画出"),
            _("换装与过境"): _("；").join(crossing_lines(store, id_)),
            _("公布时效（天）"): said if isinstance(said, str) else None,
            _("来源"): provenance.source_title(store, leg["source_id"]),
            _("可信度"): w.word(w.CONFIDENCE, leg["confidence"]),
            _("截至"): leg["as_of"],
        })  # fmt: skip
    return pd.DataFrame(rows)


def _whole(value: object) -> int | None:
    return round(value) if isinstance(value, int | float) and pd.notna(value) else None


def crossing_lines(store: Store, leg_id: str) -> list[str]:
    """What happens on a leg besides moving, each with its hours and what says so."""
    found = crossings(store).get(leg_id)
    if found is None:
        return []
    told = [(gauge_text(store, found.gauge), found.gauge.reference)] if found.gauge else []
    told += [(border_text(store, border), border.reference) for border in found.borders]
    return [_("{text}，{source}").format(text=text, source=source_of(store, reference))
            for text, reference in told]  # fmt: skip


def gauge_text(store: Store, gauge: Gauge) -> str:
    """A change of gauge in words."""
    return _("换装 {before}→{after} 毫米（{place}），{hours}").format(
        before=gauge.before_mm, after=gauge.after_mm,
        place=columns.names(store, "node").get(gauge.node, gauge.node),
        hours=_hours(gauge.hours),
    )  # fmt: skip


def border_text(store: Store, border: Border) -> str:
    """A border's wait in words."""
    names = columns.country_names(store)
    pair = "—".join(names.get(code, code) for code in border.pair.split("-"))
    return _("过境 {pair}，{hours}").format(pair=pair, hours=_hours(border.hours))


def _hours(hours: tuple[float, float, float]) -> str:
    low, typical, high = (f"{value:.0f}" if value >= 10 else f"{value:.2g}" for value in hours)
    return _("约 {typical} 小时（{low}–{high}）").format(typical=typical, low=low, high=high)


def source_of(store: Store, reference: str) -> str:
    """What a figure of the planner rests on: a parameter's name, or the title of a source."""
    kind, _sep, id_ = reference.partition(":")
    try:
        if kind == "border_time":
            row = store.get("border_time", id_)
            return _("来源：") + provenance.source_title(store, row["source_id"])
        row = store.get("parameter", reference)
    except NotFoundError:
        return _("来源：") + provenance.source_title(store, reference)
    name = pick(row)
    return _("来源：") + noted(provenance.source_title(store, row["source_id"]), name)


def marks(view: View, leg_ids: Iterable[str]) -> tuple[tuple[Layer, ...], list[Swatch]]:
    """Symbols where wagons are changed and where goods wait at a border; their legend."""
    places = view.store.table("node").set_index("node_id")
    gauges: dict[str, list[str]] = {}
    borders: dict[str, list[str]] = {}
    for id_ in leg_ids:
        found = crossings(view.store).get(id_)
        if found is None:
            continue
        if found.gauge:
            _note(gauges, found.gauge.node, gauge_text(view.store, found.gauge))
        for border in found.borders:
            if border.node:
                _note(borders, border.node, border_text(view.store, border))
    tones = GROUNDS[view.theme]
    purple = BORDER_COLOUR[view.theme]
    layers: list[Layer] = []
    swatches: list[Swatch] = []
    if borders:
        layers.append(Points("borders-crossed", _rows(places, borders), rgb(purple),
                             shape="square", size=5.5, outline=tones.outline))  # fmt: skip
        swatches.append(Swatch(_("过境停留"), purple, "square"))
    if gauges:
        layers.append(Points("gauges", _rows(places, gauges), tones.accent,
                             shape="hexagon", size=7, outline=tones.outline))  # fmt: skip
        accent = "#{:02x}{:02x}{:02x}".format(*tones.accent)
        swatches.append(Swatch(_("换装（轨距改变）"), accent, "hexagon"))
    return tuple(layers), swatches


def _note(found: dict[str, list[str]], node: str, text: str) -> None:
    if text not in found.setdefault(node, []):
        found[node].append(text)


def _rows(places: pd.DataFrame, texts: dict[str, list[str]]) -> list[dict[str, Any]]:
    at = places.loc[list(texts), ["lon", "lat"]].astype(float).round(3)
    names = places.loc[list(texts)].to_dict("index")
    return [
        {"id": f"node:{node}", "p": point, "n": pick(names[node]), "t": "\n".join(lines)}
        for (node, lines), point in zip(texts.items(), at.to_numpy().tolist(), strict=True)
    ]
