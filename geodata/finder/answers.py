"""The answer to one condition, kept by release, day and condition."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from geodata.finder.fields import Topic, field_of
from geodata.finder.goods import resource
from geodata.finder.graded import alert, graded
from geodata.finder.model import Condition, Outcome
from geodata.finder.nations import country, indicator, treaty
from geodata.finder.things import thing
from geodata.finder.ways import way
from geodata.store import Store

_ALWAYS: Final[Mapping[Topic, Callable[[Store, Condition], Outcome]]] = {
    "resource": resource, "indicator": indicator, "reach": way, "thing": thing, "score": graded,
}  # fmt: skip
# What begins and ends is answered for a day.
_ON_A_DAY: Final[Mapping[Topic, Callable[[Store, date, Condition], Outcome]]] = {
    "treaty": treaty, "country": country, "alert": alert,
}  # fmt: skip


@lru_cache(maxsize=4096)
def outcome(store: Store, today: date, condition: Condition) -> Outcome:
    """What a settled condition says of every focus country on a day; shared, not to be changed."""
    topic = field_of(store, condition).topic
    if topic in _ALWAYS:
        return _ALWAYS[topic](store, condition)
    return _ON_A_DAY[topic](store, today, condition)
