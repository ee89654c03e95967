"""What a release warns of that an older one did not, and the other way round."""

from datetime import date
from typing import NamedTuple

from geodata.alerts.engine import by_rules
from geodata.alerts.model import Alert
from geodata.alerts.rules import rules, thresholds
from geodata.store import Store


class Changes(NamedTuple):
    """Alerts of the newer release only, of the older only, and of both (as the newer has them)."""

    new: tuple[Alert, ...]
    ended: tuple[Alert, ...]
    kept: tuple[Alert, ...]


def changes(older: Store, newer: Store, today: date) -> Changes:
    """What changed from one release to the next on the same day, by the rules of the newer.

    With the same day and the same rules, only the data can make a difference. A table that the
    older release lacks counts as empty.

    Raises
    ------
    UsageError
        If the office's thresholds make no sense.
    """
    given = rules(newer, thresholds())
    before = {alert.key: alert for alert in by_rules(older, today, given)}
    after = {alert.key: alert for alert in by_rules(newer, today, given)}
    return Changes(
        tuple(alert for key, alert in after.items() if key not in before),
        tuple(alert for key, alert in before.items() if key not in after),
        tuple(alert for key, alert in after.items() if key in before),
    )
