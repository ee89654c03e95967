"""The map of alerts: one symbol a place, as grave as the gravest there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dashboard import alert_words, world
from dashboard.columns import name_of, name_of_country
from dashboard.context import View
from dashboard.i18n import _
from geodata.alerts import SEVERITIES, Alert
from layers.palette import GROUNDS, alpha, hex_of
from layers.scene import Layer, Legend, Points, Scene, Swatch

NAMED: Final = frozenset(("chokepoint", "node", "leg", "service"))
LINES: Final = 3  # of a symbol's tooltip


def places(found: Sequence[Alert], locale: str) -> list[dict[str, Any]]:
    """One item a place: ``id``, ``p`` (longitude, latitude), ``n``, ``t``, severity and count.

    Parameters
    ----------
    found : alerts, gravest first; those without a place are left out
    """
    at: dict[tuple[float, float], list[Alert]] = {}
    for alert in found:
        if alert.lat is not None and alert.lon is not None:
            at.setdefault((round(alert.lon, 4), round(alert.lat, 4)), []).append(alert)
    items = []
    for (lon, lat), here in at.items():
        references = {alert.reference for alert in here}
        own = len(references) == 1 or not here[0].iso3s
        text = "\n".join(alert.title(locale) for alert in here[:LINES])
        items.append(
            {
                "id": here[0].reference if own else f"country:{here[0].iso3s[0]}",
                "p": [lon, lat], "t": text, "iso3": here[0].iso3s[0] if here[0].iso3s else "",
                "severity": here[0].severity, "count": len(here),
            }
        )  # fmt: skip
    return items


def symbols(view: View, found: Sequence[Alert]) -> tuple[list[Layer], list[Swatch]]:
    """Layers of the symbols and their entries in the legend, for any map.

    Parameters
    ----------
    found : alerts, gravest first; those without a place are left out
    """
    items = places(found, view.locale)
    layers: list[Layer] = []
    swatches: list[Swatch] = []
    for severity in reversed(SEVERITIES):  # the gravest lie on top
        own = [_drawn(view, item) for item in items if item["severity"] == severity]
        if not own:
            continue
        colour, shape = alert_words.colour(severity, view.theme), alert_words.SHAPES[severity]
        layers.append(
            Points(
                f"alerts-{severity}",
                own,
                alpha(colour, 0.94),
                shape=shape,
                size=alert_words.SIZES[severity],
                outline=GROUNDS[view.theme].outline,
            )
        )
        words = _("{severity}级别，{n} 处").format(
            severity=_(alert_words.SEVERITIES[severity]), n=len(own)
        )
        swatches.insert(0, Swatch(words, hex_of(colour), shape))
    return layers, swatches


def _drawn(view: View, item: dict[str, Any]) -> dict[str, Any]:
    kind, _sep, id_ = item["id"].partition(":")
    # A strait or a border is called by its own name, all else by its country.
    own = name_of(view, kind, id_) if kind in NAMED else ""
    where = own or name_of_country(view, item["iso3"]) or _("提示")
    text = _("{name}：{n} 条提示").format(name=where, n=item["count"])
    return {"id": item["id"], "p": item["p"], "n": text, "t": item["t"]}


def scene_of(view: View, found: Sequence[Alert]) -> Scene:
    """The scene of alerts over the ground."""
    drawn, swatches = symbols(view, found)
    count = sum(len(layer.rows) for layer in drawn if isinstance(layer, Points))
    base = world.scene(view, alt=_("风险提示分布图，{n} 处").format(n=count)).with_layers(*drawn)
    return replace(base, legends=(Legend(_("风险与时效提示"), tuple(swatches)),))
