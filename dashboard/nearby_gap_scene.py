"""The map of gaps, with the branches that count and the way from a chosen one to the nearest."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import shapely

from dashboard import columns, selection
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, pick
from geodata.routing.sphere import great_circle
from layers import choropleth as cp
from layers.base import country_labels, country_picks, ground, outline
from layers.palette import GROUNDS, alpha, hex_of, kind_colour
from layers.plan_lines import light
from layers.points import HALO, SHAPES, VAGUE
from layers.scene import Layer, Legend, Paths, Points, Scene, Swatch, Texts

RAMP: Final = "mineral"
WIDTH: Final = 1.6


def gaps(view: View, found: pd.DataFrame, kind: str, outlets: pd.DataFrame) -> Scene:
    """The gaps, with the branches that count; countries are coloured by how far one is.

    Parameters
    ----------
    found : of `geodata.nearby.gaps`
    outlets : rows of the branches that count
    """
    camera = view.camera("both")
    coloured = _coloured(view, found) if kind == "country" else None
    layers: list[Layer] = [country_picks(view.at)]
    country = selection.selected_of("country")
    if country in set(view.store.table("country")["iso3"]):
        layers.append(outline(view.at, view.theme, str(country)))
    layers.append(country_labels(view.at, view.theme, camera, view.scale))
    layers += _chosen_way(view, found)
    branch = kind_colour("branch", view.theme)
    tones = GROUNDS[view.theme]
    rows = [
        {"id": f"branch:{row['branch_id']}", "p": [round(row["lon"], 3), round(row["lat"], 3)],
         "n": pick(row), "t": w.word(w.LICENCES, row["licence"])}
        for row in outlets.to_dict("records")
    ]  # fmt: skip
    if rows:
        layers.append(Points("gap-branches", rows, alpha(branch, 0.94), "square", size=5,
                             outline=tones.outline))  # fmt: skip
    swatches = [Swatch(_("计入的网点"), hex_of(branch), "square")]
    if kind != "country":
        layers += _gap_points(view, found, kind)
        name = _("缺口：{kind}").format(kind=w.word(w.KIND_GROUPS, kind))
        swatches.insert(0, Swatch(name, hex_of(kind_colour(kind, view.theme)), SHAPES[kind]))
    legends = [Legend("", tuple(swatches))]
    if coloured is not None:
        legends.append(Legend(_("首都到最近网点（公里）"), coloured.swatches))
    return Scene(
        theme=view.theme,
        camera=camera,
        ground=ground(view.at, view.theme, classes=coloured.classes if coloured else (),
                      colours=coloured.colours if coloured else (), detail=0),
        layers=tuple(layers),
        legends=tuple(legends),
        alt=_("覆盖缺口图，{n} 处").format(n=len(found)),
    )  # fmt: skip


def _coloured(view: View, found: pd.DataFrame) -> cp.Choropleth | None:
    far = found.set_index("iso3")["km"].dropna().round(-1)
    if far.empty:
        return None
    return cp.of_numbers(view.store, far, view.theme, RAMP, view.locale, blank=_("不是缺口"))


def _gap_points(view: View, found: pd.DataFrame, kind: str) -> list[Layer]:
    """Gaps with a known position; those of a doubtful or unknown one are in the table only."""
    tones, colour = GROUNDS[view.theme], kind_colour(kind, view.theme)
    own = found[found["position"] == "known"].to_dict("records")
    rows, halos = [], []
    for row in own:
        at = [round(row["lon"], 3), round(row["lat"], 3)]
        country = columns.name_of_country(view, row["iso3"])
        line = " · ".join(part for part in (country, nearest_text(row)) if part)
        rows.append({"id": f"{kind}:{row['id']}", "p": at, "n": pick(row), "t": line})
        if row["precision"] in VAGUE:
            halos.append({"p": at, "r": HALO[row["precision"]]})
    chosen = [{"p": row["p"], "r": 15} for row in rows if row["id"] == selection.selected()]
    layers: list[Layer] = []
    if halos:
        layers.append(Points("gap-halo", halos, alpha(colour, 0.16), size=11, pickable=False))
    if chosen:
        layers.append(Points("gap-chosen", chosen, alpha(tones.accent, 0.3), outline=tones.accent,
                             pickable=False))  # fmt: skip
    if rows:
        layers.append(Points("gaps", rows, alpha(colour, 0.94), SHAPES[kind], size=7,
                             outline=tones.outline))  # fmt: skip
    return layers


def nearest_text(row: Mapping[Any, Any]) -> str:
    """The nearest branch of a gap with its distance; a blank where there is none."""
    if pd.isna(row["km"]):
        return ""
    return _("最近：{name}，{km} 公里").format(
        name=pick(row, "nearest"), km=f"{row['km']:,.0f}"
    )  # fmt: skip


def _chosen_way(view: View, found: pd.DataFrame) -> list[Layer]:
    """A line from the selected gap to the branch nearest to it."""
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    own = found[(found["kind"] == kind) & (found["id"] == id_) & found["km"].notna()]
    if own.empty:
        return []
    row = own.iloc[0]
    branch = view.store.get("branch", str(row["nearest_id"]))
    ends = (float(row["lon"]), float(row["lat"])), (float(branch["lon"]), float(branch["lat"]))
    if ends[0] == ends[1]:
        return []
    lines: list[shapely.Geometry] = [great_circle(*ends)]
    tones = GROUNDS[view.theme]
    middle = shapely.get_coordinates(lines[0].interpolate(0.5, normalized=True))[0].round(3)
    text = _("{km} 公里").format(km=f"{row['km']:,.0f}")
    return [
        Paths("gap-way", [{"p": light(lines)[0], "w": WIDTH, "n": pick(row), "t": text}],
              alpha(tones.accent, 0.9), dashed=True, pickable=False),
        Texts("gap-km", [{"p": middle.tolist(), "n": text}], tones.text, tones.halo),
    ]  # fmt: skip
