"""Leads of the curated tables: some worked out by hand, and what must hold of all goods."""

import csv
from datetime import date

import pytest

from geodata.match import carriage, goods, leads, rules
from geodata.settings import ROOT
from tests.unit.match_world import Desk

TABLES = ROOT / "geodata" / "tables"
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def desk():
    return Desk.curated(TABLES)


def rows(table):
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lead_of(desk, key, on=DAY):
    good, iso3 = key.split(":")
    (lead,) = leads(desk, iso3, good_id=good, on=on)
    return lead


# Each figure was looked up in the table named: rank or figure → points.
BY_HAND = {
    # Cocoa is export 2 (≤ 5: 3, ≤ 2: 1), crop 4 by weight (≤ 10: 2), a listed resource (1);
    # Hunan's cocoa centre is for Africa (1); zero tariff (1); Abidjan is a hub of C4 (1).
    "cocoa:CIV": ("buy", {
        "buy-listed": 3, "buy-listed-top": 1, "buy-farm-rank": 2, "buy-presence": 1,
        "buy-region": 1, "buy-zero-tariff": 1, "buy-served": 1,
    }),
    # Cobalt is export 2, 75.86% of the world's (≥ 1: 2, ≥ 10: 2), has mines and works (2); 69% of
    # exports go to China (≥ 10: 1); Lubumbashi is a hub of C4.
    "cobalt:COD": ("buy", {
        "buy-listed": 3, "buy-listed-top": 1, "buy-world-share": 2, "buy-world-leader": 2,
        "buy-sites": 2, "buy-presence": 1, "buy-zero-tariff": 1, "buy-china-share": 1,
        "buy-served": 1,
    }),
    # Flowers are export 2; T123 has them flown in (3); C4 ends in Mombasa, C5b flies to Nairobi.
    "cut-flowers:KEN": ("buy", {
        "buy-listed": 3, "buy-listed-top": 1, "buy-market": 3, "buy-zero-tariff": 1,
        "buy-served": 1, "buy-flight": 1,
    }),
    # 11 mines (≥ 3: 2), 2.96% of the world's copper (≥ 1: 2), imports from China from 1,019 to
    # 1,919 million dollars from 2019 to 2024 (≥ 30%: 1), Lusaka on C4 (1); China's share of
    # imports is 15%, below 20.
    "construction-machinery:ZMB": ("sell", {
        "sell-mines": 2, "sell-mining-share": 2, "sell-china-growth": 1, "sell-served": 1,
    }),
}  # fmt: skip


@pytest.mark.parametrize("key", BY_HAND)
def test_leads_worked_out_by_hand(desk, key):
    direction, points = BY_HAND[key]
    lead = lead_of(desk, key)
    assert {reason.rule_id: reason.points for reason in lead.reasons} == points
    assert (lead.direction, lead.score) == (direction, sum(points.values()))


def test_reasons_give_their_figures_and_facts(desk):
    told = {reason.rule_id: reason for reason in lead_of(desk, "cobalt:COD").reasons}
    share = told["buy-world-share"]
    assert (share.value, share.unit, share.threshold, share.year) == (75.86, "pct", 1, "2024")
    assert share.text.zh == "刚果（金）的钴产量占世界75.9%（2024年）"
    assert share.text.fr.endswith("75,9 % de la production mondiale (cobalt, 2024)")
    assert share.references == ("resource:COD-cobalt-production-mine-2024",)
    assert share.source_ids == ("usgs-mcs-2025",)
    assert told["buy-listed"].references == ("trade_item:COD-export-commodity-2",)
    assert told["buy-china-share"].references == ("indicator:COD-export_share_to_china-2023",)
    growth = {r.rule_id: r for r in lead_of(desk, "construction-machinery:ZMB").reasons}
    # 1,919,205,258 / 1,019,076,555 - 1
    assert growth["sell-china-growth"].value == 88.3


def test_kenyan_tea_is_no_lead(desk):
    # Kenya lives of tea; Hunan sells tea and no evidence has it buying any.
    assert "tea-sell:KEN" not in {lead.key for lead in leads(desk, "KEN", on=DAY)}


def test_the_tariff_counts_to_its_last_day(desk):
    # Kenya's term ends on 2028-04-30; the Congo's, of a least developed country, has no end.
    for key, ends in (("cut-flowers:KEN", 1), ("cobalt:COD", 0)):
        last, after = (lead_of(desk, key, date(2028, *day)) for day in ((4, 30), (5, 1)))
        assert last.score - after.score == ends


def test_every_good_has_leads_and_every_rule_holds_somewhere(desk):
    found = leads(desk, on=DAY)
    assert {lead.good_id for lead in found} == {good.id for good in goods(desk)}
    held = {reason.rule_id for lead in found for reason in lead.reasons}
    assert (
        held == {rule.id for rule in rules(desk)} == {row["rule_id"] for row in rows("match_rules")}
    )


def test_every_reason_is_told_in_full_and_sourced(desk):
    sources = {row["source_id"] for row in rows("sources")}
    for lead in leads(desk, on=DAY):
        for reason in lead.reasons:
            for code in ("zh", "en", "fr"):
                text = reason.text.of(code)
                assert text
                assert not set("{}") & set(text)
            assert set(reason.source_ids) <= sources
            assert reason.references


def test_the_sentence_of_evidence_holds_the_figure_of_its_row(desk):
    trade = {f"hunan_trade:{row['trade_id']}": row for row in rows("hunan_trade")}
    checked = 0
    for good in goods(desk):
        row = trade.get(good.evidence[0])
        if row is not None and row["value"]:
            assert row["value"].removesuffix(".0") in good.evidence_text.zh, good.id
            checked += 1
    assert checked >= 24


def test_names_are_of_one_good_alone(desk):
    for code in ("zh", "en", "fr"):
        names = [(good.direction, good.name.of(code)) for good in goods(desk)]
        assert len(names) == len(set(names))


def test_the_way_of_a_lead(world):
    def way(key):
        return carriage(world, lead_of(world, key))

    cocoa = way("cocoa:CIV")
    assert (cocoa.prefecture_id, cocoa.assumed_origin) == ("430100", False)
    assert 0 < cocoa.days.low <= cocoa.days.typical <= cocoa.days.high
    assert "sea" in cocoa.modes
    # No source says which prefecture the steel comes from.
    steel = way("steel:KEN")
    assert (steel.prefecture_id, steel.assumed_origin) == ("430100", True)
    # Fresh goods fly, on the air corridor to Nairobi.
    flowers = way("cut-flowers:KEN")
    assert "air" in flowers.modes
    assert flowers.corridor_ids == ("C5",)
    assert flowers.days.high < cocoa.days.low
    # Laos is on the railway of Huaihua's corridor.
    assert way("bags:LAO").corridor_ids == ("C3",)
