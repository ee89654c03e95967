"""Answers from what is said of a country itself: indicators, treaties, blocs, languages."""

from datetime import date

from geodata.alerts.dates import first_day
from geodata.alerts.model import Words
from geodata.alerts.reading import rows
from geodata.finder import vocabulary as v
from geodata.finder.fields import field_of
from geodata.finder.model import Condition, Fact, Outcome
from geodata.finder.reading import chosen, dated, figure, focus, joined, measured, members, sources
from geodata.store import Row, Store
from geodata.variables import LATEST, Variable, values

# Which columns of the treaties tell a status, and since when.
_TREATIES = {"dta": ("dta_status", ("dta_in_force", "dta_signed")),
             "bit": ("bit_status", ("bit_in_force", "bit_signed"))}  # fmt: skip


def indicator(store: Store, condition: Condition) -> Outcome:
    """The newest value of an indicator, whatever its year."""
    unit = field_of(store, condition).unit
    found = values(store, Variable("indicator", condition.field, LATEST))
    facts = {}
    for each in found.reset_index().to_dict("records"):
        row = {str(name): value for name, value in each.items()}
        year = "" if row["year"] != row["year"] else f"{row['year']:.0f}"
        shown = figure(float(row["value"]), unit, 2)
        facts[str(row["iso3"])] = Fact(
            noted(shown, Words(year, year, year)), float(row["value"]), sources(row), dated(row)
        )
    if condition.op == "has":
        return chosen(store, facts, facts)
    return measured(store, condition, facts, set(focus(store)) - set(facts))


def treaty(store: Store, today: date, condition: Condition) -> Outcome:
    """Tax and investment treaties by status; tariff terms by list and agreement."""
    if condition.field == "tariff":
        return _tariff(store, today, condition)
    status, since = _TREATIES[condition.field]
    facts, matched = {}, set()
    for row in rows(store, "treaty"):
        state, iso3 = row[status], str(row["iso3"])
        if state is None:
            continue
        when = next((str(row[each]) for each in since if row[each]), "")
        words = noted(v.TREATY_STATES[str(state)], Words(when, when, when))
        facts[iso3] = Fact(words, None, sources(row), dated(row))
        if state in condition.values:
            matched.add(iso3)
    return chosen(store, facts, matched, set(focus(store)) - set(facts))


def _tariff(store: Store, today: date, condition: Condition) -> Outcome:
    told: dict[str, list[tuple[Words, Row]]] = {}
    for option in condition.values:
        for iso3, row, until in _terms(store, today, option):
            end = Words(f"至 {until}", f"until {until}", f"jusqu’au {until}")
            told.setdefault(iso3, []).append((
                noted(v.TARIFFS[option], end) if until else v.TARIFFS[option], row,
            ))  # fmt: skip
    return _listed(store, told)


def _terms(store: Store, today: date, option: str) -> list[tuple[str, Row, str]]:
    """Countries that a tariff term holds for on a day, with the row and the last day."""
    if option in v.TARIFF_BLOCS:
        found = members(store, v.TARIFF_BLOCS[option], today)
        return [(iso3, row, str(row["until"] or "")) for iso3, row in found.items()]
    begun = [(row, first_day(row["rcep_in_force"])) for row in rows(store, "treaty")]
    return [(str(row["iso3"]), row, "") for row, day in begun if day is not None and day <= today]


def country(store: Store, today: date, condition: Condition) -> Outcome:
    """Attributes of the country: part of the world, coast, languages, currency, blocs."""
    if condition.field == "bloc":
        return _bloc(store, today, condition)
    options = field_of(store, condition).options
    facts, matched = {}, set()
    for row in rows(store, "country"):
        own = _values(condition.field, row)
        text = joined(options[each] for each in own if each in options)
        facts[str(row["iso3"])] = Fact(text, None, sources(row), dated(row))
        if not set(own).isdisjoint(condition.values):
            matched.add(str(row["iso3"]))
    return chosen(store, facts, matched)


def _values(field: str, row: Row) -> list[str]:
    if field == "language":
        return [each.replace(" ", "-") for each in v.spoken(str(row["languages"]))]
    return [str(row["currency_code" if field == "currency" else field])]


def _bloc(store: Store, today: date, condition: Condition) -> Outcome:
    names = field_of(store, condition).options
    told: dict[str, list[tuple[Words, Row]]] = {}
    for bloc in condition.values:
        for iso3, row in members(store, bloc, today).items():
            told.setdefault(iso3, []).append((names[bloc], row))
    return _listed(store, told)


def _listed(store: Store, told: dict[str, list[tuple[Words, Row]]]) -> Outcome:
    facts = {
        iso3: Fact(
            joined(words for words, _ in own), None, sources(*(row for _, row in own)),
            dated(*(row for _, row in own)),
        )
        for iso3, own in told.items()
    }  # fmt: skip
    return chosen(store, facts, told)


def noted(text: Words, note: Words) -> Words:
    """A text with a note in brackets; a blank note adds nothing."""
    if not note.zh:
        return text
    return Words(f"{text.zh}（{note.zh}）", f"{text.en} ({note.en})", f"{text.fr} ({note.fr})")
