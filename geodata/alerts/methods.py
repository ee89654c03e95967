"""The methods that rules name: what each looks with, needs, and fills sentences with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from geodata.alerts import gates, state, terms, upkeep
from geodata.alerts.model import Finding, Rule
from geodata.store import Store

# What every sentence may name besides what its method gives.
COMMON: Final = frozenset({"source", "as_of"})


@dataclass(frozen=True, slots=True)
class Method:
    """A way of finding what to warn of.

    Parameters
    ----------
    find : (store, today, rule) → findings
    fields : what its findings fill sentences with
    threshold, target : whether a rule must give them
    """

    find: Callable[[Store, date, Rule], Iterator[Finding]]
    fields: frozenset[str]
    threshold: bool = False
    target: bool = False


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TERM = _of("country date days")
METHODS: Final[dict[str, Method]] = {
    "membership-ends": Method(terms.ending(terms.memberships), _TERM, threshold=True, target=True),
    "membership-ended": Method(terms.ended(terms.memberships), _TERM, target=True),
    "visa-ends": Method(terms.ending(terms.visas), _TERM, threshold=True),
    "visa-ended": Method(terms.ended(terms.visas), _TERM),
    "swap-ends": Method(terms.ending(terms.swaps), _TERM, threshold=True),
    "swap-ended": Method(terms.ended(terms.swaps), _TERM),
    "treaty-not-in-force": Method(terms.not_in_force, _of("country date"), target=True),
    "treaty-terminated": Method(terms.terminated, _of("country date"), target=True),
    "indicator-at-least": Method(
        state.indicator_at_least, _of("country value date year"), threshold=True, target=True
    ),
    "indicator-at-most": Method(
        state.indicator_at_most, _of("country value date year"), threshold=True, target=True
    ),
    "status-is": Method(state.status_is, _of("name country date"), target=True),
    "gate-closed": Method(gates.gate_closed, _of("name date services count")),
    "gate-restricted": Method(gates.gate_restricted, _of("name date services count")),
    "no-embassy": Method(state.no_embassy, _of("country")),
    "no-relations": Method(state.no_relations, _of("country")),
    "topic-recorded": Method(state.topic_recorded, _of("country date"), target=True),
    "facts-old": Method(
        upkeep.facts_old, _of("name kind count years date"), threshold=True, target=True
    ),
    "claims-conflict": Method(upkeep.claims_conflict, _of("name fields count")),
    "event-soon": Method(upkeep.event_soon, _of("name date days"), threshold=True),
    "event-without-results": Method(
        upkeep.event_without_results, _of("name date days"), threshold=True
    ),
}
