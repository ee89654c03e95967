"""Answers about resources: who has a commodity, makes it, holds reserves, how much of the world's.

No row means that no source used here speaks of it, which is not the same as there being none: such
a country simply does not match. A country that has the commodity, but no figure where one is asked
for, counts as unknown.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from geodata.alerts.model import Words
from geodata.alerts.reading import parts, rows
from geodata.finder.model import Condition, Fact, Outcome
from geodata.finder.nations import noted
from geodata.finder.reading import chosen, dated, figure, measured, sources
from geodata.finder.traded import Flow, leading
from geodata.store import Row, Store

_FLOWS: Final[dict[str, Flow]] = {"exported": "export", "imported": "import"}
RECORDED: Final = Words("有记载", "recorded", "répertorié")
# Measures that say that a country makes something; the share of its land says no such thing.
_MADE: Final = frozenset({"production", "generation-share"})


def resource(store: Store, condition: Condition) -> Outcome:
    """Whether a country has a commodity, what it has of it, or its share of the world's output."""
    told, placed = _rows(store, condition.field), _sites(store, condition.field)
    recorded = set(told) | set(placed)
    if condition.op == "has":
        return chosen(store, {iso3: _held(told, placed, iso3) for iso3 in recorded}, recorded)
    if condition.op == "in":
        facts: dict[str, Fact] = {}
        unknown: set[str] = set()
        for option in reversed(condition.values):
            if option in _FLOWS:
                own, unsaid = leading(store, condition.field, _FLOWS[option])
            else:
                own = _holding(option, told, placed)
                # A site is there or is not; figures may be missing of what is there.
                unsaid = frozenset() if option == "site" else frozenset(recorded - set(own))
            facts |= own
            unknown |= unsaid
        return chosen(store, facts, facts, unknown)
    shares = {iso3: fact for iso3, own in told.items() if (fact := _share(own)) is not None}
    return measured(store, condition, shares, recorded - set(shares))


@lru_cache(maxsize=512)
def _rows(store: Store, commodity: str) -> Mapping[str, list[Row]]:
    """Rows of a commodity by country, newest first."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows(store, "resource", commodity=commodity), key=_year, reverse=True):
        found.setdefault(str(row["iso3"]), []).append(row)
    return found


@lru_cache(maxsize=512)
def _sites(store: Store, commodity: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(store, "site"):
        if commodity in parts(row["commodities"]):
            found.setdefault(str(row["iso3"]), []).append(row)
    return found


def _year(row: Row) -> float:
    return float(row["year"] or 0)


def _made(row: Row) -> bool:
    return row["measure"] == "tonnage-rank" or (
        row["measure"] in _MADE and (row["production"] or 0) > 0
    )


def _amount(row: Row) -> Words:
    """A row's figure with its year: production, rank, or that there is a record."""
    year = "" if row["year"] is None else f"{row['year']:.0f}"
    if row["measure"] == "tonnage-rank" and row["rank"] is not None:
        place = f"{row['rank']:.0f}"
        shown = Words(f"本国农产品第 {place} 位", f"rank {place} of its crops",
                      f"rang {place} de ses cultures")  # fmt: skip
    elif row["production"] is not None and row["production_unit"]:
        shown = figure(float(row["production"]), str(row["production_unit"]))
    else:
        shown = RECORDED
    return noted(shown, Words(year, year, year))


def _held(told: Mapping[str, list[Row]], placed: Mapping[str, list[Row]], iso3: str) -> Fact:
    """The best that is said of a country: what it makes, else that there is a record or a site."""
    own, sites = told.get(iso3, []), placed.get(iso3, [])
    made = next((row for row in own if _made(row)), own[0] if own else None)
    cited = [made] if made else sites
    text = _amount(made) if made else _counted(sites)
    return Fact(text, None, sources(*cited), dated(*cited), _references(sites))


def _holding(
    option: str, told: Mapping[str, list[Row]], placed: Mapping[str, list[Row]]
) -> dict[str, Fact]:
    """Facts of the countries that have what an option of `vocabulary.HOLDINGS` says."""
    if option == "site":
        return {
            iso3: Fact(_counted(own), None, sources(*own), dated(*own), _references(own))
            for iso3, own in placed.items()
        }
    found = {}
    for iso3, own in told.items():
        if option == "produced":
            row = next((each for each in own if _made(each)), None)
            text = _amount(row) if row else None
        else:
            row = next((each for each in own if (each["reserves"] or 0) > 0), None)
            text = _stock(row) if row else None
        if row is not None and text is not None:
            at = _references(placed.get(iso3, []))
            found[iso3] = Fact(text, None, sources(row), dated(row), at)
    return found


def _stock(row: Row) -> Words:
    amount = figure(float(row["reserves"]), str(row["reserves_unit"]))
    return Words(f"储量 {amount.zh}", f"reserves {amount.en}", f"réserves {amount.fr}")


def _share(own: list[Row]) -> Fact | None:
    """The share of the world's output in the newest year that has one, the largest stage's."""
    known = [row for row in own if row["world_share_pct"] is not None]
    if not known:
        return None
    newest = [row for row in known if _year(row) == _year(known[0])]
    row = max(newest, key=lambda each: float(each["world_share_pct"]))
    share, year = float(row["world_share_pct"]), f"{_year(row):.0f}"
    shown = figure(share, "pct", 2)
    text = Words(f"占世界 {shown.zh}", f"{shown.en} of the world", f"{shown.fr} du monde")
    return Fact(noted(text, Words(year, year, year)), share, sources(row), dated(row))


def _counted(sites: list[Row]) -> Words:
    n = len(sites)
    return Words(f"资源点 {n} 处", f"{n} site{'s' if n > 1 else ''}",
                 f"{n} site{'s' if n > 1 else ''}")  # fmt: skip


def _references(sites: list[Row]) -> tuple[str, ...]:
    return tuple(f"site:{row['site_id']}" for row in sites)
