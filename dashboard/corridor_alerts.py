"""What to warn of on the page of corridors: closures, suspended legs, notices on the way."""

from dashboard import alert_scene
from dashboard.context import View
from dashboard.corridor_scope import Scope
from geodata import clock
from geodata.alerts import Alert, about, alerts
from layers.scene import Layer, Swatch


def of_scope(view: View, scope: Scope) -> tuple[Alert, ...]:
    """Alerts that concern the corridor or service shown, or any corridor; none of low severity."""
    today = clock.today()
    for kind in ("service", "corridor"):
        if scope.key in set(view.store.table(kind)[f"{kind}_id"]):
            found = about(view.store, today, kind, scope.key)
            break
    else:
        found = tuple(each for each in alerts(view.store, today) if each.corridors)
    return tuple(each for each in found if each.severity != "low")


def symbols(view: View, scope: Scope) -> tuple[list[Layer], list[Swatch]]:
    """Symbols of the grave ones on the map, where they have a place."""
    grave = [each for each in of_scope(view, scope) if each.severity == "high"]
    return alert_scene.symbols(view, grave)
