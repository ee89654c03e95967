"""Leads of a tiny world worked out by hand, and what holds of leads whatever the facts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import NotFoundError, UsageError
from geodata.match import find_good, goods, leads, rules
from geodata.match.methods import METHODS
from tests.unit import match_world as w
from tests.unit.match_world import Desk, figure, member, project, resource, site, trade_item

DAY = date(2026, 11, 21)
POOL = list(w.pool())


def found(*facts, on=DAY, change=None):
    content = w.rows()
    for kind, row in facts:
        content.setdefault(kind, []).append(row)
    if change:
        change(content)
    return leads(Desk.of(content), on=on)


def scores(*facts, **options):
    return {
        lead.key: {reason.rule_id: reason.points for reason in lead.reasons}
        for lead in found(*facts, **options)
    }


def market(named):
    return lambda content: content["match_good"][0].update(markets=f"hunan_trade:T1@{named}")


def test_the_tiny_rules_have_every_method():
    assert {rule["method"] for rule in w.rules()} == set(METHODS)


def test_without_facts_there_is_no_lead():
    assert found() == ()


def test_points_add_up_and_leads_are_ranked():
    listed = found(
        ("trade_item", trade_item("COD", "export", 2, "cobalt")),
        ("resource", resource("COD", "production", world_share_pct=75.86, production=1.0)),
        ("resource", resource("COD", "presence")),
        ("membership", member("COD", "zero", "2026-05-01")),
        ("site", site("COD", 1)),
        ("trade_item", trade_item("LAO", "import", 3, "cranes")),
    )
    # COD: listed 3 + share 2 + a mine of cobalt 2 + presence 1 + tariff 1; LAO: listed 3.
    assert [(lead.key, lead.score) for lead in listed] == [
        ("cobalt-metal:COD", 9), ("machine:LAO", 3),
    ]  # fmt: skip
    first = listed[0]
    assert [(reason.rule_id, reason.points) for reason in first.reasons] == [
        ("b-listed", 3), ("b-share", 2), ("b-sites", 2), ("b-presence", 1), ("b-tariff", 1),
    ]  # fmt: skip
    assert first.reasons[1].value == 75.86
    assert first.reasons[1].references == ("resource:COD-cobalt-production",)
    assert first.reasons[1].source_ids == ("paper",)
    assert first.source_ids == ("paper",)
    assert first.reason_sentences("en")[0] == "b-listed DR Congo"
    assert (first.country.zh, first.name.zh) == ("刚果（金）", "cobalt-metal货")
    # Nothing is known of its farm products, so that rule could not be judged.
    assert [each.rule_id for each in first.unjudged] == ["b-farm"]


CASES = {
    "s-listed": (
        [("trade_item", trade_item("COD", "import", 3, "cranes"))],
        [("trade_item", trade_item("COD", "import", 4, "cranes"))],
    ),
    "s-mines": (
        [("site", site("COD", 1)), ("site", site("COD", 2))],
        [("site", site("COD", 1)), ("site", site("COD", 2, site_type="port"))],
    ),
    "s-mining": (
        [("resource", resource("COD", "production", stage="mine", world_share_pct=5))],
        [("resource", resource("COD", "production", stage="refinery", world_share_pct=50))],
    ),
    "s-projects": (
        [("project", project("COD", 1))],
        [("project", project("COD", 1, hunan_linked="no")),
         ("project", project("COD", 2, sector="农业")),
         ("project", project("COD", 3, status="cancelled"))],
    ),
    "s-open": (
        [("project", project("COD", 1, sector="轨道交通", status="signed", hunan_linked="no"))],
        [("project", project("COD", 1, sector="轨道交通", status="completed"))],
    ),
    "s-dark": (
        [("indicator", figure("COD", "light", 2020, 90)),
         ("indicator", figure("COD", "light", 2022, 50))],
        [("indicator", figure("COD", "light", 2020, 10)),
         ("indicator", figure("COD", "light", 2022, 50.1))],
    ),
    "s-rail": (
        [("indicator", figure("COD", "rail", 2022, 100))],
        [("indicator", figure("COD", "rail", 2022, 99.9))],
    ),
    "b-listed": (
        [("trade_item", trade_item("COD", "export", 5, "cobalt"))],
        [("trade_item", trade_item("COD", "import", 1, "cobalt"))],
    ),
    "b-share": (
        [("resource", resource("COD", "production", world_share_pct=10))],
        [("resource", resource("COD", "capacity", world_share_pct=10)),
         ("resource", resource("COD", "production", world_share_pct=9.9))],
    ),
    "b-farm": (
        [("resource", resource("COD", "tonnage-rank", commodity="maize", rank=4))],
        [("resource", resource("COD", "tonnage-rank", commodity="maize", rank=5))],
    ),
    "b-sites": (
        [("site", site("COD", 1, commodity=None, commodities="copper;cobalt"))],
        [("site", site("COD", 1, commodity="copper"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_holds_from_its_threshold_on(rule):
    holds, fails = CASES[rule]
    assert [key for own in scores(*holds).values() for key in own if key == rule] == [rule]
    assert rule not in {key for own in scores(*fails).values() for key in own}


def test_growth_is_over_five_years_of_one_indicator():
    anchor = ("trade_item", trade_item("COD", "import", 1, "cranes"))
    grown = [figure("COD", "imports", 2019, 100), figure("COD", "imports", 2024, 120)]
    (lead,) = found(anchor, *(("indicator", row) for row in grown))
    (reason,) = [each for each in lead.reasons if each.rule_id == "s-growth"]
    assert (reason.value, reason.year) == (20.0, "2024")
    assert reason.references == ("indicator:COD-imports-2024", "indicator:COD-imports-2019")
    # Another year than five before tells nothing: the rule is not judged.
    (lead,) = found(anchor, ("indicator", grown[1]),
                    ("indicator", figure("COD", "imports", 2018, 1)))  # fmt: skip
    assert "s-growth" in {each.rule_id for each in lead.unjudged}
    (lead,) = found(anchor, ("indicator", figure("COD", "imports", 2024, 119)),
                    ("indicator", grown[0]))  # fmt: skip
    told = {each.rule_id for each in (*lead.reasons, *lead.unjudged)}
    assert "s-growth" not in told


def test_evidence_speaks_for_the_country_it_names():
    assert scores(change=market("LAO")) == {"machine:LAO": {"s-market": 3}}
    (lead,) = found(change=market("LAO"))
    assert lead.reasons[0].year == "2022"
    assert lead.reasons[0].references == ("hunan_trade:T1",)


def test_evidence_of_a_region_only_adds_to_a_lead():
    assert scores(change=market("ASEAN")) == {}
    anchor = [("trade_item", trade_item(iso3, "import", 1, "cranes")) for iso3 in ("LAO", "COD")]
    assert scores(*anchor, change=market("ASEAN")) == {
        "machine:LAO": {"s-listed": 3, "s-region": 1}, "machine:COD": {"s-listed": 3},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "on", "held"),
    [
        ("2026-05-01", "2028-04-30", date(2026, 4, 30), False),
        ("2026-05-01", "2028-04-30", date(2026, 5, 1), True),
        ("2026-05-01", "2028-04-30", date(2028, 4, 30), True),
        ("2026-05-01", "2028-04-30", date(2028, 5, 1), False),
        ("2026", "", date(2026, 1, 1), True),
        ("", "", DAY, True),
    ],
)
def test_terms_count_on_the_days_they_are_in_force(since, until, on, held):
    own = scores(
        ("trade_item", trade_item("COD", "export", 1, "cobalt")),
        ("membership", member("COD", "zero", since, until)), on=on,
    )  # fmt: skip
    assert ("b-tariff" in own["cobalt-metal:COD"]) is held


def served(mode, **cells):
    def change(content):
        content["corridor"][0].update(mode=mode)
        content["node"][1].update(corridor_ids="C1a")
        content["service"][0].update(cells)

    return change


@pytest.mark.parametrize(
    ("mode", "status", "rule"),
    [("rail", "operating", "b-served"), ("air", "operating", "b-flight"), ("rail", "unknown", "")],
)
def test_a_corridor_counts_while_it_runs(mode, status, rule):
    anchor = ("trade_item", trade_item("LAO", "export", 1, "cobalt"))
    (lead,) = found(anchor, change=served(mode, status=status))
    told = {reason.rule_id for reason in lead.reasons} & {"b-served", "b-flight"}
    assert told == ({rule} if rule else set())
    assert lead.corridor_ids == (("C1",) if rule == "b-served" else ())


def test_a_rule_may_be_for_some_goods_only_or_off():
    def only(content):
        content["match_rule"][0].update(goods="other")

    def off(content):
        content["match_rule"][0].update(on="no")

    anchor = ("trade_item", trade_item("COD", "import", 1, "cranes"))
    assert scores(anchor) == {"machine:COD": {"s-listed": 3}}
    assert scores(anchor, change=only) == scores(anchor, change=off) == {}


def test_what_is_asked_narrows_the_leads():
    facts = [("trade_item", trade_item(iso3, flow, 1, name)) for iso3 in ("COD", "LAO")
             for flow, name in (("import", "cranes"), ("export", "cobalt"))]  # fmt: skip
    content = w.rows()
    content["trade_item"] = [row for _kind, row in facts]
    store = Desk.of(content)
    assert len(leads(store, on=DAY)) == 4
    assert [lead.key for lead in leads(store, "LAO", on=DAY)] == ["cobalt-metal:LAO", "machine:LAO"]
    assert {lead.iso3 for lead in leads(store, direction="buy", on=DAY)} == {"COD", "LAO"}
    assert [x.key for x in leads(store, "COD", "sell", on=DAY)] == ["machine:COD"]
    assert {x.good_id for x in leads(store, good_id="machine", on=DAY)} == {"machine"}
    # Equal in points: by name of good, then of country.
    assert [lead.key for lead in leads(store, on=DAY)] == [
        "cobalt-metal:COD", "cobalt-metal:LAO", "machine:COD", "machine:LAO",
    ]  # fmt: skip


def test_wrong_questions_are_answered_with_what_may_be_asked():
    store = Desk.of(w.rows())
    with pytest.raises(UsageError, match=r"没有“up”这个方向[\s\S]*sell"):
        leads(store, direction="up")
    with pytest.raises(NotFoundError, match="country:XXX"):
        leads(store, "XXX")
    with pytest.raises(NotFoundError, match=r"match_good:machin[\s\S]*machine货") as caught:
        find_good(store, "machin")
    assert [each.id for each in caught.value.suggestions] == ["machine"]
    assert find_good(store, " Machine货 ").id == "machine"


def test_goods_and_rules_are_those_of_the_tables():
    store = Desk.of(w.rows())
    assert [good.id for good in goods(store)] == ["machine", "cobalt-metal"]
    assert goods(store)[0].trade_names == {"machines", "cranes"}
    assert [rule.id for rule in rules(store)] == [rule["rule_id"] for rule in w.rules()]


FACTS = st.lists(st.sampled_from(POOL), max_size=14)


@settings(max_examples=40)
@given(FACTS, st.sampled_from(POOL))
def test_a_fact_more_never_lowers_a_lead(facts, more):
    before = {lead.key: lead.score for lead in found(*facts)}
    after = {lead.key: lead.score for lead in found(*facts, more)}
    assert set(before) <= set(after)
    assert all(after[key] >= score for key, score in before.items())


@settings(max_examples=40)
@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(facts, random):
    turned = list(facts)
    random.shuffle(turned)
    one, other = found(*facts), found(*turned, change=lambda c: c["country"].reverse())
    assert [(a.key, a.score) for a in one] == [(a.key, a.score) for a in other]


@settings(max_examples=40)
@given(FACTS)
def test_a_score_is_the_sum_of_its_reasons_and_one_is_enough_by_itself(facts):
    for lead in found(*facts):
        assert lead.score == sum(reason.points for reason in lead.reasons)
        assert any(reason.anchor for reason in lead.reasons)
        points = [reason.points for reason in lead.reasons]
        assert points == sorted(points, reverse=True)
        assert all(reason.source_ids for reason in lead.reasons)
