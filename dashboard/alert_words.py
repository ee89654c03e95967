"""Words, marks and colours of alerts."""

from typing import Final

from dashboard.context import View
from dashboard.i18n import N_, _, locale, pick
from geodata.alerts import Alert
from geodata.alerts.engine import NOTICE
from layers.palette import Rgb, Theme, rgb
from layers.scene import Shape

SEVERITIES: Final = {"high": N_("高"), "medium": N_("中"), "low": N_("低")}
# Mark and shape say the severity with the colour, so that colour is never alone.
MARKS: Final = {"high": "▲", "medium": "◆", "low": "●"}
SHAPES: Final[dict[str, Shape]] = {"high": "triangle", "medium": "diamond", "low": "circle"}
SIZES: Final = {"high": 7.5, "medium": 6.0, "low": 4.0}
COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {"high": "#b3261e", "medium": "#b26a00", "low": "#5b6b7d"},
    "dark": {"high": "#ff8a80", "medium": "#ffc266", "low": "#a9bacb"},
}
WHEN: Final = {
    "30": N_("30天内"), "90": N_("90天内"), "365": N_("一年内"), "later": N_("一年以后"),
    "standing": N_("现行，无期限"),
}  # fmt: skip


def severity(code: str) -> str:
    """A severity's word, with its mark."""
    return f"{MARKS[code]} {_(SEVERITIES[code])}"


def colour(code: str, theme: Theme) -> Rgb:
    """A severity's colour."""
    return rgb(COLOURS[theme][code])


def rule_names(view: View) -> dict[str, str]:
    """What each rule is called, by id; notices come first."""
    names = {NOTICE: _("人工录入的提示")}
    if "alert_rule" in view.store.manifest.tables:
        for row in view.store.table("alert_rule").to_dict("records"):
            names[str(row["rule_id"])] = pick(row)
    return names


def days_ahead(alert: Alert, today_ordinal: int) -> int | None:
    """Days until an alert's day comes; `None` where it has none ahead."""
    return None if alert.due is None else alert.due.toordinal() - today_ordinal


def when(alert: Alert, today_ordinal: int) -> str:
    """The part of `WHEN` that an alert falls in."""
    days = days_ahead(alert, today_ordinal)
    if days is None:
        return "standing"
    return next((code for code in ("30", "90", "365") if days <= int(code)), "later")


def sentence(alert: Alert) -> str:
    """An alert's sentence in the reader's language."""
    return alert.sentence(locale())
