"""The methods that rules name: each looks at one good in one country.

A method returns a finding where the rule holds, `NO_DATA` where the release has nothing to judge
it by, and `None` where it does not hold or has no bearing on the good.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from geodata.match import country_methods as country
from geodata.match import trade_methods as trade
from geodata.match.case import Case, Verdict


@dataclass(frozen=True, slots=True)
class Method:
    """A way of judging.

    Parameters
    ----------
    find : case → verdict
    fields : what its findings fill sentences with
    threshold : whether a rule must give one
    target : kind whose ids the rule's target is one of, words that it may be, or nothing
    """

    find: Callable[[Case], Verdict]
    fields: frozenset[str] = frozenset()
    threshold: bool = False
    target: str | tuple[str, ...] = ()


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What every sentence may name besides what its method gives.
COMMON: Final = frozenset({"country", "good", "year"})
METHODS: Final[dict[str, Method]] = {
    "listed": Method(trade.listed, _of("item rank"), threshold=True),
    "world-share": Method(trade.world_share, _of("item value"), threshold=True),
    "mining-share": Method(trade.mining_share, _of("item value"), threshold=True),
    "farm-rank": Method(trade.farm_rank, _of("item rank"), threshold=True),
    "presence": Method(trade.presence, _of("item")),
    "mines": Method(trade.mines, _of("item n"), threshold=True),
    "sites": Method(trade.sites, _of("item n"), threshold=True),
    "hunan-projects": Method(trade.hunan_projects, _of("item n"), threshold=True),
    "open-projects": Method(trade.open_projects, _of("item n"), threshold=True, target="sector"),
    "indicator-at-least": Method(
        country.indicator_at_least, _of("value"), threshold=True, target="indicator_term"
    ),
    "indicator-at-most": Method(
        country.indicator_at_most, _of("value"), threshold=True, target="indicator_term"
    ),
    "indicator-growth": Method(
        country.indicator_growth, _of("value since"), threshold=True, target="indicator_term"
    ),
    "market": Method(country.market),
    "region": Method(country.region, _of("region")),
    "member": Method(country.member, _of("since"), target="bloc"),
    "served": Method(country.served, _of("item"), target=("air", "surface")),
}
