"""The brief of a country: should we go, and with what?"""

from collections.abc import Iterator, Mapping

from geodata.alerts import about
from geodata.alerts.model import Alert
from geodata.store import Row
from layers.briefs.content import figures, judged, presence, reach, trade
from layers.briefs.content.desk import Desk, cited
from layers.briefs.model import Block, Fact, Facts, Words

ZERO_TARIFF = "china-zero-tariff-2026"
ALERTS = 6
# Figures of which sources often differ.
RIVALRY = ("gdp_nominal", "electrification")
Weights = Mapping[str, Mapping[str, float]]


def title(desk: Desk, iso3: str) -> tuple[str, str]:
    """Title and subtitle.

    Raises
    ------
    NotFoundError : if there is no such country
    """
    own = desk.store.get("country", iso3)
    return desk.called(own, iso3), desk.say(
        "country-sub", region=desk.word("region", own["region"])
    )


def blocks(desk: Desk, iso3: str, weights: Weights | None = None) -> Iterator[Block]:
    """What the brief says, the most telling first.

    Parameters
    ----------
    iso3 : a focus country
    weights : of the indicators of the scores, by index; the usual ones where not given
    """
    key = Facts(desk.say("key"), figures.indicator_facts(desk, iso3, tuple(figures.KEY)))
    yield Facts(desk.say("glance"), tuple(glance(desk, iso3, weights or {})))
    yield key
    yield from judged.leads_table(desk, iso3)
    yield from warnings(desk, "country", iso3)
    chart = trade.shares_chart(desk, iso3)
    if chart is not None:
        yield chart
    series = figures.trade_chart(desk, iso3)
    if series is not None:
        yield series
    yield from trade.structure(desk, iso3)
    yield Facts(desk.say("reach"), tuple(reach.facts(desk, iso3)))
    yield from presence.tables(desk, iso3)
    mix = trade.mix_chart(desk, iso3)
    if mix is not None:
        yield mix
    yield cautions(desk, iso3, key.rows)


def glance(desk: Desk, iso3: str, weights: Weights) -> Iterator[Fact]:
    """What decides: scores, risk, tariff, treaties, visa, warnings."""
    yield from judged.score_facts(desk, iso3, weights)
    yield from figures.indicator_facts(desk, iso3, tuple(figures.RISK))
    yield from terms(desk, iso3)
    grave = [
        each for each in about(desk.store, desk.day, "country", iso3) if each.severity == "high"
    ]
    yield Fact(
        desk.say("alerts-count"),
        desk.number(len(grave), 0),
        number=len(grave),
        period=desk.day.isoformat(),
        sources=_of_alerts(grave),
        note=desk.join(each.title(desk.locale) for each in grave[:2]),
    )


def terms(desk: Desk, iso3: str) -> Iterator[Fact]:
    """Tariff, treaties, visa and trade agreements, each with its dates."""
    yield from _tariff(desk, iso3)
    yield from _treaties(desk, iso3)


def _tariff(desk: Desk, iso3: str) -> Iterator[Fact]:
    """Terms on which its goods enter China, by list and date; past ones are not told as current."""
    group = desk.store.get("country", iso3)["group"]
    listed = desk.rows("membership", iso3=iso3, bloc_id=ZERO_TARIFF)
    if listed or group == "Africa":
        row = listed[0] if listed else None
        over = row is not None and str(row["until"] or "9999") < desk.day.isoformat()
        text = desk.say("not-listed" if row is None or over else "listed")
        span = desk.dated(row["since"], row["until"]) if row else ""
        sources = cited(row) if row else cited(*desk.rows("bloc", bloc_id=ZERO_TARIFF))
        yield Fact(
            desk.say("zero-tariff"), span if span and not over else text, sources=sources,
            period=str(row["as_of"]) if row else "", note=span if over else "",
            confidence=str(row["confidence"]) if row else "",
        )  # fmt: skip
    rcep = desk.rows("membership", iso3=iso3, bloc_id="rcep")
    if rcep:
        yield desk.fact(desk.say("rcep"), str(rcep[0]["since"] or desk.say("listed")), rcep[0])


def _treaties(desk: Desk, iso3: str) -> Iterator[Fact]:
    rows = desk.rows("treaty", iso3=iso3)
    row: Row = rows[0] if rows else {}
    for name in ("dta", "bit"):
        yield desk.fact(desk.say(name), _treaty(desk, row, name), row or None)
    yield desk.fact(desk.say("visa"), desk.chinese(row.get("visa_terms")), row or None)
    if row.get("trade_agreement"):
        yield desk.fact(desk.say("agreement"), desk.chinese(row["trade_agreement"]), row)


def _treaty(desk: Desk, row: Row, name: str) -> str:
    """Status of a treaty with its dates."""
    status = desk.word("treaty", row.get(f"{name}_status"))
    dates = {"signed-on": row.get(f"{name}_signed"), "in-force-on": row.get(f"{name}_in_force")}
    known = desk.join(desk.say(key, date=date) for key, date in dates.items() if date)
    if not known:
        return status
    return f"{status}（{known}）" if desk.locale == "zh" else f"{status} ({known})"


def warnings(desk: Desk, kind: str, id: str) -> Iterator[Words]:
    """Alerts of weight, each a sentence."""
    found = [each for each in about(desk.store, desk.day, kind, id) if each.severity != "low"]
    if found:
        told = found[:ALERTS]
        said = (
            desk.say(
                "alert", severity=desk.word("severity", each.severity),
                sentence=each.sentence(desk.locale),
            )
            for each in told
        )  # fmt: skip
        yield Words(desk.say("alerts"), tuple(said), _of_alerts(told))


def _of_alerts(found: list[Alert]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.source_id for each in found if each.source_id))


def cautions(desk: Desk, iso3: str, key: tuple[Fact, ...]) -> Words:
    """Which figures are old or disputed, and what blanks and marks mean."""
    said = [
        *figures.conflicts(desk, iso3, RIVALRY),
        *figures.old(desk, key),
        desk.say("basis"),
        desk.say("unknown-note"),
        desk.say("chinese-note"),
    ]
    rivals = [
        each.source_id
        for indicator in RIVALRY
        if (found := figures.has(desk, iso3, indicator)) and figures.rivals_of(found)
        for each in (found, *figures.rivals_of(found))
    ]
    return Words(
        desk.say("cautions"), tuple(each for each in said if each), tuple(dict.fromkeys(rivals))
    )
