"""How to get to a country and whom to ask there: days from Changsha, bank, embassy, time."""

from collections.abc import Iterator
from functools import lru_cache

from geodata.nearby import DEFAULT_LICENCES, Service, services_near
from geodata.planner.api import reach as reach_of
from geodata.planner.model import Cargo, Option
from geodata.store import Row, Store
from layers.briefs.content.desk import Desk
from layers.briefs.model import Fact

ORIGIN = "430100"  # Changsha
BEIJING_H = 8


@lru_cache(maxsize=4)
def options(store: Store) -> dict[str, Option]:
    """The fastest way of a 40-foot box from Changsha to each country that can be reached.

    Empty where the release has no planner's figures.
    """
    if "parameter" not in store.manifest.tables or store.table("parameter").empty:
        return {}
    return reach_of(store, f"prefecture:{ORIGIN}", Cargo())


def facts(desk: Desk, iso3: str) -> Iterator[Fact]:
    """Days, nearest bank, embassy, commercial office, hours from Beijing."""
    own = desk.store.get("country", iso3)
    yield days(desk, iso3, capital(desk, iso3))
    near = _near(desk.store, iso3)
    yield _service(desk, "nearest-bank", near.get("branch"), iso3)
    for label, kind in (("embassy", "embassy"), ("office", "commercial-office")):
        rows = [
            row for row in desk.rows("institution", institution_type=kind)
            if iso3 in str(row["serves"] or row["iso3"]).split(";") and row["status"] != "none"
        ]  # fmt: skip
        yield _institution(desk, label, rows[0] if rows else None)
    yield desk.fact(desk.say("time-zone"), _hours(desk, own["utc_offset_h"]), own)


def capital(desk: Desk, iso3: str) -> str:
    """The name of a country's capital."""
    own = desk.store.get("country", iso3)
    return desk.called({"name_zh": own["capital_zh"], "name_en": own["capital_en"]})


def days(desk: Desk, iso3: str, place: str) -> Fact:
    """Days from Changsha as the planner reckons them, with the range."""
    option = options(desk.store).get(iso3)
    label = desk.say("reach-days", place=place)
    if option is None or not option.days.known:
        return Fact(label, "")
    low, typical, high = option.days
    shown = [desk.number(each, 0) for each in (low, typical, high)]
    modes = dict.fromkeys(desk.word("mode", leg.mode) for leg in option.legs)
    return Fact(
        label,
        desk.say("days-range", low=shown[0], typical=shown[1], high=shown[2]),
        number=round(typical, 1),
        period=desk.day.isoformat(),
        sources=tuple(_sources(desk.store, option)),
        confidence="medium",
        note=desk.say("via", modes=desk.listed(modes)),
    )


def _sources(store: Store, option: Option) -> Iterator[str]:
    """Whose figures the longest leg's days rest on: a published time, or the parameter's source."""
    leg = max(option.legs, key=lambda each: each.days.typical)
    part = max(leg.parts, key=lambda each: each.days.typical)
    if part.published:
        yield part.reference
        return
    table = store.table("parameter")
    found = table.loc[table["parameter_id"] == part.reference, "source_id"]
    yield from (str(each) for each in found.head(1))


@lru_cache(maxsize=128)
def _near(store: Store, iso3: str) -> dict[str, Service]:
    """The nearest branch of a Chinese bank to the capital; nothing where that has no place."""
    own = store.get("country", iso3)
    if own["capital_lat"] is None:
        return {}
    found = services_near(
        store, own["capital_lat"], own["capital_lon"], iso3=iso3, precision="town",
        groups=("branch",), licences=DEFAULT_LICENCES,
    )  # fmt: skip
    nearest: dict[str, Service] = {}
    for service in found:
        nearest.setdefault(service.group, service)
    return nearest


def _service(desk: Desk, label: str, found: Service | None, iso3: str) -> Fact:
    if found is None:
        return Fact(desk.say(label), "")
    key = "km-off" if found.iso3 == iso3 else "km-off-far"
    # A distance is told no finer than the places are known.
    km = desk.number(round(found.km, -1) if found.km > 100 else round(found.km), 0)
    text = desk.say(
        key, name=desk.name(found.kind, found.id), km=km, country=desk.country(found.iso3)
    )
    return desk.fact(desk.say(label), text, desk.store.get(found.kind, found.id))


def _institution(desk: Desk, label: str, row: Row | None) -> Fact:
    """An embassy or office: its name, city, telephone and website, as far as they are known."""
    if row is None:
        return Fact(desk.say(label), "")
    text = desk.join((desk.called(row), desk.chinese(row["address"]), str(row["phone"] or "")))
    return desk.fact(desk.say(label), text, row, note=str(row["website"] or ""))


def _hours(desk: Desk, offset: float | None) -> str:
    """Hours ahead of or behind Beijing (UTC+8); blank where unknown."""
    if offset is None:
        return ""
    ahead = offset - BEIJING_H
    if not ahead:
        return desk.say("same-time")
    return desk.say("hours", sign="+" if ahead > 0 else "−", hours=f"{abs(ahead):g}")
