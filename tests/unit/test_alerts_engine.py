"""Alerts together: their order, whom they concern, thresholds, days, releases."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import boundaries, clock
from geodata.alerts import SEVERITIES, about, alerts, changes, counts
from geodata.alerts.dates import end_of_term, first_day, last_day, years_after
from geodata.errors import UsageError
from geodata.store import FolderStore
from tests import tiny
from tests.unit import alert_world

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", tiny.layers)
        return alert_world.make(tmp_path_factory.mktemp("engine"), alert_world.rows())


@pytest.fixture(autouse=True)
def _plain_settings(monkeypatch):
    monkeypatch.delenv("HOA_ALERT_THRESHOLDS", raising=False)
    monkeypatch.delenv("HOA_TODAY", raising=False)


def test_the_gravest_come_first_then_the_soonest_then_by_name(store):
    found = alerts(store, DAY)
    keys = [(SEVERITIES.index(a.severity), a.due or date.max, a.titles.zh, a.key) for a in found]
    assert keys == sorted(keys)
    assert [a.key for a in found[:2]] == ["ldc-graduation:country:LAO", "notice:alert:road"]
    assert len({a.key for a in found}) == len(found)


def test_the_same_day_gives_the_very_same_alerts(store):
    assert alerts(store, DAY) is alerts(store, DAY)
    again = FolderStore(store.folder)
    assert alerts(again, DAY) == alerts(store, DAY)


def test_counts_are_of_every_severity(store):
    found = alerts(store, DAY)
    number = counts(found)
    assert list(number) == ["high", "medium", "low"]
    assert sum(number.values()) == len(found)
    assert counts(()) == {"high": 0, "medium": 0, "low": 0}


def test_a_country_is_told_everything_that_concerns_it(store):
    rules = [a.rule for a in about(store, DAY, "country", "LAO")]
    assert rules[:2] == ["ldc-graduation", "gate-closed"]
    assert {"visa-ended", "park-planned", "event-soon", "swap-ends", "sources-conflict"} <= set(
        rules
    )
    assert not {"no-relations", "zero-tariff-ends"} & set(rules)


def test_a_corridor_and_its_service_are_told_what_concerns_them(store):
    corridor = [a.key for a in about(store, DAY, "corridor", "C1")]
    assert corridor == [
        "notice:alert:road", "gate-closed:chokepoint:red-sea", "service-unknown:service:C1a",
        "service-reported:service:C1b",
    ]  # fmt: skip
    service = [a.key for a in about(store, DAY, "service", "C1a")]
    assert service == corridor[:3]
    assert [a.key for a in about(store, DAY, "service", "C1b")] == corridor[3:]


def test_a_park_is_told_its_own_and_what_is_grave_of_its_country(store):
    found = about(store, DAY, "park", "P2")
    assert [a.rule for a in found if a.reference == "park:P2"] == ["notice", "park-unknown"]
    others = [a for a in found if a.reference != "park:P2"]
    assert {a.severity for a in others} == {"high"}
    assert {a.rule for a in others} == {
        "country-risk", "political-stability", "no-embassy", "no-relations",
    }  # fmt: skip


def test_what_there_is_nothing_of_has_no_alerts(store):
    assert about(store, DAY, "node", "HH") == ()
    assert about(store, DAY, "park", "P999") == ()
    assert about(store, DAY, "nonsense", "x") == ()


def test_an_office_may_set_thresholds(store, monkeypatch):
    assert [a.rule for a in alerts(store, DAY) if a.rule == "event-soon"] == ["event-soon"]
    monkeypatch.setenv("HOA_ALERT_THRESHOLDS", '{"event-soon": 89, "country-risk": 7}')
    found = alerts(store, DAY)
    assert "event-soon" not in {a.rule for a in found}
    assert [a.reference for a in found if a.rule == "country-risk"] == ["country:COD"]
    monkeypatch.delenv("HOA_ALERT_THRESHOLDS")
    assert "event-soon" in {a.rule for a in alerts(store, DAY)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{event-soon: 1}", "HOA_ALERT_THRESHOLDS 不是 JSON"),
        ("[1]", "应为“规则: 数字”的 JSON 对象"),
        ('{"event-soon": "many"}', "应为“规则: 数字”的 JSON 对象"),
        ('{"event-soon": true}', "应为“规则: 数字”的 JSON 对象"),
        ('{"event-son": 30}', "规则“event-son”不存在"),
    ],
)
def test_thresholds_that_make_no_sense_are_named(store, monkeypatch, text, says):
    monkeypatch.setenv("HOA_ALERT_THRESHOLDS", text)
    with pytest.raises(UsageError, match=says):
        alerts(store, DAY)


def test_a_rule_that_is_off_finds_nothing(tmp_path, tiny_layers):
    content = alert_world.rows()
    for rule in content["alert_rule"]:
        rule["on"] = "yes" if rule["rule_id"] == "park-planned" else "no"
    content["alert"] = []
    store = alert_world.make(tmp_path, content)
    assert [a.key for a in alerts(store, DAY)] == ["park-planned:park:P3"]


def test_changes_between_releases(tmp_path, tiny_layers, store):
    content = alert_world.rows()
    content["park"][2]["status"] = "operating"  # P3 is no longer planned
    content["park"][0]["status"] = "stalled"  # P1 stalls
    newer = alert_world.make(tmp_path, content)
    found = changes(store, newer, DAY)
    assert [a.key for a in found.new] == ["park-stalled:park:P1"]
    assert [a.key for a in found.ended] == ["park-planned:park:P3"]
    assert len(found.kept) == len(alerts(store, DAY)) - 1
    assert changes(newer, newer, DAY) == ((), (), alerts(newer, DAY))


class _Older:
    """A release of before there were some tables."""

    def __init__(self, store: FolderStore, *missing: str) -> None:
        self._store, self._missing = store, missing
        keep = {k: v for k, v in store.manifest.tables.items() if k not in missing}
        self.manifest = replace(store.manifest, tables=keep, layers={})
        self.release_id = "older"

    def table(self, kind: str):
        if kind in self._missing:
            raise AssertionError(f"asked for {kind}")
        frame = self._store.table(kind)
        # Columns that came later.
        return frame.drop(columns=["until", "visa_end"], errors="ignore")

    def layer(self, name: str):
        raise AssertionError(f"asked for {name}")


def test_a_release_without_newer_tables_is_compared_all_the_same(store):
    older = _Older(store, "alert", "alert_rule", "feed", "institution", "chokepoint", "claim")
    found = changes(older, store, DAY)
    gone = {a.rule for a in found.new}
    assert {"notice", "ldc-graduation", "visa-ended", "gate-closed", "no-embassy"} <= gone
    assert "park-planned" in {a.rule for a in found.kept}
    assert found.ended == ()
    assert alerts(older, DAY) == ()


@settings(max_examples=60)
@given(st.dates())
def test_no_day_raises_and_every_alert_is_whole(store, day):
    for alert in alerts(store, day):
        assert alert.severity in SEVERITIES
        assert alert.due is None or alert.due >= day
        for code in ("zh", "en", "fr"):
            assert alert.title(code)
            assert "{" not in alert.sentence(code)
            assert not re.search(r"\b(None|nan|NaT)\b", alert.sentence(code))
        assert (alert.lat is None) == (alert.lon is None)


def test_what_is_unknown_never_warns_as_if_it_were_known(tmp_path, tiny_layers):
    blocs = alert_world.rows()["bloc"], alert_world.rows()["indicator_term"]
    content = tiny.rows() | {"alert_rule": alert_world.rules()}
    content["bloc"], content["indicator_term"] = blocs
    content["treaty"] = [{"treaty_id": "COD-china", "iso3": "COD", "dta_status": "none-known",
                          "bit_status": "none-known", **tiny.SOURCED}]  # fmt: skip
    content["event"][0] |= {"start_date": "", "end_date": ""}
    content["claim"] = []
    store = alert_world.make(tmp_path, content)
    # Long before anything is old: only what is known warns, the park of unknown status.
    assert [a.key for a in alerts(store, date(2024, 7, 1))] == ["park-unknown:park:P2"]


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 100))
def test_years_after_is_the_same_day_or_the_day_before(day, years):
    after = years_after(day, years)
    assert (after.year, after.month) == (day.year + years, day.month)
    assert after.day in (day.day, day.day - 1)


@given(st.dates())
def test_a_whole_date_is_one_day_and_a_part_holds_it(day):
    text = day.isoformat()
    assert first_day(text) == last_day(text) == day
    for part in (text[:7], text[:4]):
        assert first_day(part) <= day <= last_day(part)
    # The day after a term's last is the same day some years later.
    if day.year < 9990:
        assert end_of_term(text, 3) + timedelta(days=1) == years_after(day, 3)


@given(st.one_of(st.none(), st.text(), st.floats(), st.integers()))
def test_what_is_no_date_is_no_day(text):
    for day in (first_day(text), last_day(text)):
        assert day is None or isinstance(day, date)


def test_today_is_the_day_set_else_the_machines(monkeypatch):
    monkeypatch.setenv("HOA_TODAY", "2026-02-28")
    assert clock.today() == date(2026, 2, 28)
    monkeypatch.setenv("HOA_TODAY", "")
    assert abs((clock.today() - date.today()).days) <= 1  # noqa: DTZ011
    monkeypatch.setenv("HOA_TODAY", "2026-02-30")
    with pytest.raises(UsageError, match="环境变量 HOA_TODAY 的值“2026-02-30”不可用"):
        clock.today()


def test_alerts_read_no_clock_but_the_one():
    root = Path(__file__).parents[2]
    for path in [
        *(root / "geodata" / "alerts").glob("*.py"),
        *(root / "dashboard").glob("alert*.py"),
    ]:
        text = path.read_text("utf-8")
        assert "datetime" not in text.replace("from datetime import date", ""), path
        assert ".today()" not in text.replace("clock.today()", ""), path
