"""How the goods of a lead would travel: the planner's best way, and the corridors that it takes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geodata.alerts.reading import get
from geodata.errors import UsageError
from geodata.match.model import Lead
from geodata.planner.api import reach
from geodata.planner.model import Cargo, Option, Range
from geodata.store import Store

# One forty-foot box, or half a tonne by air: what the days are reckoned for.
BOX: Final = Cargo()
BY_AIR: Final = Cargo("air", 0, 0, kg=500)
# Where a good without a known prefecture is sent from: the provincial capital.
CAPITAL: Final = "430100"


@dataclass(frozen=True, slots=True)
class Carriage:
    """The best way between a prefecture of Hunan and a country, reckoned outwards.

    The days of the way back are taken to be the same: the planner knows the way out only.

    Parameters
    ----------
    prefecture_id : where in Hunan it begins
    assumed_origin : whether that is the capital for want of a known prefecture
    cargo : what the days are reckoned for
    days : low, typical, high
    km : length
    modes : of the legs, in order
    end : stop where it ends, such as ``country:KEN`` (the capital) or a port
    corridor_ids : Hunan's corridors whose legs it takes, in order; may be none
    computed : whether any leg's days are reckoned with assumptions, not published
    """

    prefecture_id: str
    assumed_origin: bool
    cargo: Cargo
    days: Range
    km: float
    modes: tuple[str, ...]
    end: str
    corridor_ids: tuple[str, ...]
    computed: bool


def carriage(store: Store, lead: Lead) -> Carriage | None:
    """The way a lead's goods would go: by air where they are fresh; None where none is known."""
    own = lead.prefecture_ids[:1]
    origin = own[0] if own else CAPITAL
    option = _ways(store, origin, BY_AIR if lead.fresh else BOX).get(lead.iso3)
    if option is None:
        return None
    return Carriage(
        prefecture_id=origin,
        assumed_origin=not own,
        cargo=BY_AIR if lead.fresh else BOX,
        days=option.days,
        km=option.km,
        modes=tuple(leg.mode for leg in option.legs),
        end=option.legs[-1].end,
        corridor_ids=_corridors(store, option),
        computed=any(not part.published for leg in option.legs for part in leg.parts),
    )


@lru_cache(maxsize=64)
def _ways(store: Store, prefecture_id: str, cargo: Cargo) -> dict[str, Option]:
    """The best option to each country; none where the planner does not know the prefecture."""
    try:
        return reach(store, f"prefecture:{prefecture_id}", cargo)
    except UsageError:
        return {}


def _corridors(store: Store, option: Option) -> tuple[str, ...]:
    """The corridors of the legs that follow one; access roads and open sea follow none."""
    found = []
    for leg in option.legs:
        kind, _colon, id = leg.ref.partition(":")
        row = get(store, kind, id) if kind == "leg" else None
        if row is not None:
            found.append(str(row["corridor_id"]))
    return tuple(dict.fromkeys(found))
