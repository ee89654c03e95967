"""Alerts as rows: what the table lists, the chart counts and the filters leave."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard import alert_words
from dashboard import words as w
from dashboard.columns import name_of, name_of_country
from dashboard.context import View
from dashboard.filters import Filter, any_of, equals, parts_of
from dashboard.i18n import _, listed
from geodata.alerts import Alert
from geodata.store import Store

COLUMNS = ["key", "severity", "rule", "iso3s", "regions", "corridors", "when"]


@lru_cache(maxsize=4)
def _titles(store: Store) -> dict[str, str]:
    """Titles of all sources by id."""
    sources = store.table("source")
    return dict(zip(sources["source_id"], sources["title"], strict=True))


def frame_of(view: View, found: Sequence[Alert], today: date) -> pd.DataFrame:
    """One row an alert, in their order: what filters look at, ids split at ``;``."""
    regions = dict(zip(*(view.store.table("country")[c] for c in ("iso3", "region")), strict=True))
    rows = [
        (
            alert.key, alert.severity, alert.rule, ";".join(alert.iso3s),
            ";".join(dict.fromkeys(regions[i] for i in alert.iso3s if i in regions)),
            ";".join(alert.corridors), alert_words.when(alert, today.toordinal()),
        )
        for alert in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def filters_of(view: View, rows: pd.DataFrame) -> list[Filter]:
    """Filters of alerts, most used first."""
    names = alert_words.rule_names(view)
    present = set(rows["rule"])
    iso3s = sorted(parts_of(rows, "iso3s"), key=lambda iso3: name_of_country(view, iso3))
    regions = set(parts_of(rows, "regions"))
    return [
        Filter("severity", _("级别"), tuple(alert_words.SEVERITIES), alert_words.severity,
               equals("severity")),
        Filter("rule", _("提示种类"), tuple(rule for rule in names if rule in present),
               lambda rule: names.get(rule, rule), equals("rule")),
        Filter("region", _("区域"), tuple(name for name in w.REGIONS if name in regions),
               w.words(w.REGIONS), any_of("regions")),
        Filter("country", _("国家"), tuple(iso3s), lambda iso3: name_of_country(view, iso3),
               any_of("iso3s")),
        Filter("corridor", _("通道"), tuple(sorted(parts_of(rows, "corridors"))),
               lambda id_: name_of(view, "corridor", id_), any_of("corridors")),
        Filter("when", _("时间"), tuple(alert_words.WHEN), w.words(alert_words.WHEN),
               equals("when")),
    ]  # fmt: skip


def cells_of(view: View, found: Sequence[Alert]) -> pd.DataFrame:
    """The alerts as people read them."""
    return pd.DataFrame(
        {
            _("级别"): [alert_words.severity(alert.severity) for alert in found],
            _("提示"): [alert.title(view.locale) for alert in found],
            _("国家"): [
                listed(name_of_country(view, iso3) for iso3 in alert.iso3s) for alert in found
            ],
            _("日期"): [alert.due.isoformat() if alert.due else "" for alert in found],
            _("说明"): [alert.sentence(view.locale) for alert in found],
            _("通道"): [
                listed(name_of(view, "corridor", id_) for id_ in alert.corridors) for alert in found
            ],
            _("来源"): [_titles(view.store).get(alert.source_id, "") for alert in found],
            _("截至"): [alert.as_of for alert in found],
        }
    )
