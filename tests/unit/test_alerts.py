"""Each rule of alerts on facts that can be checked by hand, on the days that matter."""

import csv
from datetime import date
from pathlib import Path

import pytest

from geodata import boundaries
from geodata.alerts import alerts
from tests import tiny
from tests.unit import alert_world

DAY = date(2026, 11, 21)
GOLDEN = Path(__file__).parents[1] / "golden" / "alerts.csv"


@pytest.fixture(scope="module")
def world_of_alerts(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", tiny.layers)
        return alert_world.make(tmp_path_factory.mktemp("alerts"), alert_world.rows())


@pytest.fixture(autouse=True)
def _own_thresholds(monkeypatch):
    monkeypatch.delenv("HOA_ALERT_THRESHOLDS", raising=False)


def of(store, rule: str, day: date = DAY):
    return [alert for alert in alerts(store, day) if alert.rule == rule]


def refs(store, rule: str, day: date = DAY) -> list[str]:
    return [alert.reference for alert in of(store, rule, day)]


# Rule → what it finds on that day: reference, severity, sentence in three languages.
with GOLDEN.open(encoding="utf-8", newline="") as file:
    FOUND = {rule: found for rule, *found in list(csv.reader(file))[1:]}


@pytest.mark.parametrize("rule", FOUND)
def test_rule_finds_this_and_no_more_and_says_so_in_three_languages(world_of_alerts, rule):
    reference, severity, *sentences = FOUND[rule]
    (alert,) = of(world_of_alerts, rule)
    assert (alert.key, alert.reference) == (f"{rule}:{reference}", reference)
    assert alert.severity == severity
    assert [alert.sentence(code) for code in ("zh", "en", "fr")] == sentences
    assert alert.source_id == "paper"
    assert all(alert.title(code) for code in ("zh", "en", "fr"))


def test_every_curated_rule_is_tested_here():
    tested = {*FOUND, "country-risk", "zero-tariff-ended", "ldc-graduated", "visa-ends",
              "mission-unclear"}  # fmt: skip
    curated = {row["rule_id"] for row in alert_world.rules()}
    assert {rule for rule in curated if not rule.startswith("old-")} == tested


# Last days of terms, and the days about the edges of what a rule looks ahead.
@pytest.mark.parametrize(
    ("rule", "day", "found"),
    [
        ("zero-tariff-ends", date(2026, 4, 30), []),  # 731 days before
        ("zero-tariff-ends", date(2026, 5, 1), ["country:COD"]),  # 730
        ("zero-tariff-ends", date(2028, 4, 30), ["country:COD"]),  # the last day
        ("zero-tariff-ends", date(2028, 5, 1), []),
        ("zero-tariff-ended", date(2028, 4, 30), []),
        ("zero-tariff-ended", date(2028, 5, 1), ["country:COD"]),
        ("zero-tariff-ended", date(2030, 4, 30), ["country:COD"]),  # 730 days after
        ("zero-tariff-ended", date(2030, 5, 1), []),
        ("ldc-graduation", date(2022, 11, 23), []),  # 1462 days before
        ("ldc-graduation", date(2022, 11, 24), ["country:LAO"]),
        ("ldc-graduation", date(2026, 11, 25), []),
        ("ldc-graduated", date(2026, 11, 24), []),
        ("ldc-graduated", date(2026, 11, 25), ["country:LAO"]),
        ("visa-ends", date(2026, 7, 16), []),  # 91 days before
        ("visa-ends", date(2026, 7, 17), ["country:LAO"]),
        ("visa-ends", date(2026, 10, 16), []),
        ("visa-ended", date(2026, 10, 15), []),
        ("visa-ended", date(2026, 10, 16), ["country:LAO"]),
        ("swap-ends", date(2026, 6, 1), []),  # 181 days before
        ("swap-ends", date(2026, 6, 2), ["country:LAO"]),
        ("swap-ends", date(2026, 11, 30), []),
        ("swap-ended", date(2018, 4, 9), []),
        ("swap-ended", date(2018, 4, 10), ["country:COD"]),
        ("swap-ended", date(2026, 11, 30), ["country:COD", "country:LAO"]),
        ("event-soon", date(2026, 11, 20), []),  # 91 days before
        ("event-soon", date(2026, 11, 21), ["event:E2"]),  # 90
        ("event-soon", date(2026, 11, 22), ["event:E2"]),  # 89
        ("event-soon", date(2027, 2, 19), ["event:E2"]),
        ("event-soon", date(2027, 2, 20), []),
        ("event-no-results", date(2023, 8, 1), []),  # 30 days after its last day
        ("event-no-results", date(2023, 8, 2), ["event:E1"]),
        ("event-no-results", date(2027, 3, 23), ["event:E1"]),
        ("event-no-results", date(2027, 3, 24), ["event:E1", "event:E2"]),
        # "2027" may be its last day.
        ("event-no-results", date(2028, 1, 30), ["event:E1", "event:E2"]),
        ("event-no-results", date(2028, 1, 31), ["event:E1", "event:E4", "event:E2"]),
    ],
)  # fmt: skip
def test_terms_and_events_on_the_days_about_their_edges(world_of_alerts, rule, day, found):
    assert sorted(refs(world_of_alerts, rule, day)) == sorted(found)


@pytest.mark.parametrize(
    ("rule", "day", "severity"),
    [
        ("zero-tariff-ends", date(2027, 11, 2), "high"),  # 180 days
        ("zero-tariff-ends", date(2027, 11, 1), "medium"),
        ("visa-ends", date(2026, 9, 15), "high"),  # 30 days
        ("visa-ends", date(2026, 9, 14), "medium"),
    ],
)
def test_what_is_near_is_grave(world_of_alerts, rule, day, severity):
    assert [alert.severity for alert in of(world_of_alerts, rule, day)] == [severity]


def test_country_risk_is_of_the_newest_class_and_seven_is_grave(world_of_alerts):
    found = {
        a.reference: (a.severity, a.sentence("zh")) for a in of(world_of_alerts, "country-risk")
    }
    tail = "（0最好，7最差；2026），出口信用保险费率与承保条件从严。"
    assert found == {
        "country:COD": ("high", f"刚果（金）的经合组织国家风险等级为7级{tail}"),
        "country:LAO": ("medium", f"老挝的经合组织国家风险等级为6级{tail}"),
    }


def test_a_figure_of_long_ago_warns_of_nothing(world_of_alerts):
    assert refs(world_of_alerts, "country-risk", date(2031, 12, 31))  # five years
    assert not refs(world_of_alerts, "country-risk", date(2032, 1, 1))


def test_old_facts_are_told_once_a_country_and_kind(world_of_alerts):
    # "2024-06" may be its last day: parks are old after four years.
    assert not refs(world_of_alerts, "old-park", date(2028, 6, 30))
    found = {
        a.reference: a.sentence("zh") for a in of(world_of_alerts, "old-park", date(2028, 7, 1))
    }
    assert found == {
        "country:COD": "刚果（金）的“园区”有1条早于4年（最早2024-06），使用前须更新。",
        "country:LAO": "老挝的“园区”有3条早于4年（最早2024-06），使用前须更新。",
    }
    (service,) = of(world_of_alerts, "old-service", date(2027, 7, 1))
    assert (service.reference, service.corridors) == ("corridor:C1", ("C1",))
    assert service.sentence("en") == (
        "Huaihua: 2 record(s) of “Service” are more than 3 years old (oldest 2024-06); update "
        "before use."
    )
    assert not refs(world_of_alerts, "old-service", date(2027, 6, 30))


def test_what_a_gate_concerns(world_of_alerts):
    (alert,) = of(world_of_alerts, "gate-closed")
    assert (alert.iso3s, alert.corridors, alert.services) == (("LAO",), ("C1",), ("C1a",))
    assert (alert.lat, alert.lon, alert.start) == (12.6, 43.3, "2024-03")


def test_a_gate_concerns_the_countries_on_whose_land_it_stands(world_of_alerts):
    (goma,) = of(world_of_alerts, "gate-restricted")
    assert (goma.iso3s, goma.services) == (("COD",), ())


def test_a_thing_without_a_place_stands_in_its_country(world_of_alerts):
    (placed,) = of(world_of_alerts, "park-planned")
    (unplaced,) = of(world_of_alerts, "park-unknown")
    (nowhere,) = of(world_of_alerts, "service-unknown")
    assert (placed.lat, placed.lon) == (18.05, 102.75)
    assert (unplaced.lat, unplaced.lon) == (-5.0, 25.0)  # the capital: no labels in this world
    assert (nowhere.lat, nowhere.lon) == (None, None)


def test_notices_hold_until_their_last_day(world_of_alerts):
    keys = ["notice:alert:road", "notice:alert:ahead", "notice:alert:open"]
    assert [a.key for a in of(world_of_alerts, "notice")] == keys
    assert [a.key for a in of(world_of_alerts, "notice", date(2026, 12, 31))] == [
        keys[0], keys[1], keys[2]
    ]  # fmt: skip
    assert [a.key for a in of(world_of_alerts, "notice", date(2027, 1, 1))] == [keys[1], keys[2]]
    road = of(world_of_alerts, "notice")[0]
    assert (road.reference, road.iso3s, road.corridors, road.services) == (
        "park:P2", ("COD",), ("C1",), ("C1a",),
    )  # fmt: skip
    assert (road.title("fr"), road.sentence("en"), road.due) == (
        "Avis road", "Road cut", date(2026, 12, 31),
    )  # fmt: skip
    assert of(world_of_alerts, "notice")[1].due == date(2026, 12, 24)
