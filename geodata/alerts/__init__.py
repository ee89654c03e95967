"""What readers are warned of: rules over the data, and notices entered by hand."""

from geodata.alerts.engine import about, alerts, counts
from geodata.alerts.history import Changes, changes
from geodata.alerts.model import SEVERITIES, Alert, Words

__all__ = ["SEVERITIES", "Alert", "Changes", "Words", "about", "alerts", "changes", "counts"]
