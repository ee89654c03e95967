"""Methods that look at a country's figures, its terms with China and its dealings with Hunan."""

from typing import Final

from geodata.alerts.dates import first_day, last_day
from geodata.alerts.model import Words
from geodata.alerts.reading import get, joined, words_of
from geodata.match.case import BLANK, Case, Verdict, figure, found, year_of
from geodata.match.facts import Series
from geodata.match.model import NO_DATA
from geodata.store import Row

REGION_NAMES: Final = {
    "Africa": Words("非洲", "Africa", "Afrique"),
    "ASEAN": Words("东盟", "ASEAN", "ASEAN"),
}
# Columns that date a row of evidence, by kind of row; the first that is known counts.
DATES: Final = ("period", "year", "year_start", "start_date", "year_opened", "as_of")
# Years between the two figures of a growth.
SPAN: Final = 5


def _latest(case: Case) -> tuple[Series, Row] | None:
    own = case.facts.series(case.rule.target).get(case.iso3)
    return (own, own[max(own)]) if own else None


def indicator_at_least(case: Case) -> Verdict:
    """The latest figure of an indicator is at the threshold or above."""
    return _indicator(case, sign=1)


def indicator_at_most(case: Case) -> Verdict:
    """The latest figure of an indicator is at the threshold or below."""
    return _indicator(case, sign=-1)


def _indicator(case: Case, *, sign: int) -> Verdict:
    latest = _latest(case)
    if latest is None:
        return NO_DATA
    value = float(latest[1]["value"])
    if sign * value < sign * case.threshold:
        return None
    return found([("indicator", latest[1])], value, value=figure(value))


def indicator_growth(case: Case) -> Verdict:
    """An indicator has grown by this many per cent in the five years to its latest figure."""
    latest = _latest(case)
    if latest is None:
        return NO_DATA
    series, last = latest
    first = series.get(int(last["year"]) - SPAN)
    if first is None or float(first["value"]) <= 0:
        return NO_DATA
    # Rounded as it is told, so that 120 against 100 is 20 and not a hair less.
    grown = round((float(last["value"]) / float(first["value"]) - 1) * 100, 1)
    if grown < case.threshold:
        return None
    return found(
        [("indicator", last), ("indicator", first)], grown,
        value=figure(grown), since=year_of(first), year=year_of(last),
    )  # fmt: skip


def _evidence(case: Case, of: str) -> list[tuple[str, Row]]:
    """The rows of evidence that name a country or a region."""
    own = []
    for reference, named in case.good.markets:
        kind, _colon, id = reference.partition(":")
        row = get(case.facts.store, kind, id) if named == of else None
        if row is not None:
            own.append((kind, row))
    return own


def _evidence_year(row: Row) -> str:
    """When what a row of evidence tells of took place, else the year that it is told as of."""
    dates = (row.get(name) for name in DATES)
    return str(next((each for each in dates if each is not None), ""))[:4]


def market(case: Case) -> Verdict:
    """The evidence of the good names the country."""
    own = _evidence(case, case.iso3)
    return found(own, year=_evidence_year(own[0][1])) if own else None


def region(case: Case) -> Verdict:
    """The evidence of the good names the country's region, and not the country itself."""
    group = str(case.facts.countries[case.iso3]["group"])
    own = _evidence(case, group)
    if not own or _evidence(case, case.iso3):
        return None
    return found(own, year=_evidence_year(own[0][1]), region=REGION_NAMES[group])


def member(case: Case) -> Verdict:
    """The country is a member of a bloc or on a list on the day."""
    row = case.facts.members.get((case.iso3, case.rule.target))
    if row is None:
        return None
    since, until = first_day(row["since"]), last_day(row["until"])
    if (since is not None and since > case.day) or (until is not None and until < case.day):
        return None
    unknown = Words("日期不详", "date unknown", "date inconnue")
    return found([("membership", row)], since=str(row["since"] or "") or unknown)


def served(case: Case) -> Verdict:
    """A corridor of Hunan has a hub in the country: by ``air``, or on the ``surface``."""
    air = case.rule.target == "air"
    own = [each for each in case.facts.hubs.get(case.iso3, []) if case.facts.by_air(each[0]) is air]
    if not own:
        return None
    corridors = [get(case.facts.store, "corridor", id) or {} for id, _node in own]
    item = joined([words_of(row) for row in corridors], BLANK)
    return found([("node", node) for _id, node in own], len(own), item=item)
