"""The brief of an overseas park: what it is, what is near it, what it is tied to."""

from collections.abc import Iterator
from typing import Final

from geodata.nearby import Service, services_near
from geodata.relations import links
from geodata.relations.reading import Link
from geodata.store import Row
from layers.briefs.content import figures, reach
from layers.briefs.content.country import warnings
from layers.briefs.content.desk import Desk, cited
from layers.briefs.model import Block, Fact, Facts, Table, Words

NEAR: Final = 12
LINKS: Final = 12
TOLD: Final = ("event", "project", "case", "branch", "corridor", "site", "zone", "node")
KEY: Final = (
    "population", "gdp_nominal", "gdp_growth", "electrification", "lpi_overall",
    "oecd_country_risk_class",
)  # fmt: skip


def title(desk: Desk, id: str) -> tuple[str, str]:
    """Title and subtitle.

    Raises
    ------
    NotFoundError : if there is no such park
    """
    own = desk.store.get("park", id)
    return desk.called(own, id), desk.say("park-sub", country=desk.country(own["iso3"]))


def blocks(desk: Desk, id: str) -> Iterator[Block]:
    """What the brief says, the most telling first."""
    own = desk.store.get("park", id)
    iso3 = str(own["iso3"])
    yield Facts(desk.say("glance-park"), tuple(_glance(desk, own)))
    yield from warnings(desk, "country", iso3)
    yield from _near(desk, own)
    yield from _related(desk, id)
    if desk.rows("country", iso3=iso3):  # some parks are beyond the focus countries
        yield Facts(
            desk.say("country-key", country=desk.country(iso3)),
            (
                *figures.indicator_facts(desk, iso3, KEY),
                reach.days(desk, iso3, reach.capital(desk, iso3)),
            ),
        )
    said = (desk.say("unknown-note"), desk.say("chinese-note"))
    yield Words(desk.say("cautions"), tuple(each for each in said if each))


def _glance(desk: Desk, own: Row) -> Iterator[Fact]:
    yield desk.fact(desk.say("country"), desk.country(own["iso3"]), own)
    yield desk.fact(desk.say("status"), desk.word("park_status", own["status"]), own)
    yield desk.fact(desk.say("hunan"), desk.word("yes_no", own["hunan_linked"]), own)
    yield desk.fact(desk.say("mofcom"), desk.word("yes_no", own["mofcom_confirmed"]), own)
    area = own["area_km2"]
    yield desk.fact(
        desk.say("area"), desk.quantity(area, "km2", 2), own, number=area, unit=desk.unit("km2")
    )
    year = own["year_started"]
    yield desk.fact(desk.say("since"), str(year or ""), own, number=year)
    for label, column in (
        ("place", "place"), ("developer", "developer"), ("sectors", "sectors"),
        ("tenants", "tenants"), ("facts", "status_text"),
    ):  # fmt: skip
        text = str(own[column] or "").replace(";", "、")
        yield desk.fact(desk.say(label), desk.chinese(text), own)


def _near(desk: Desk, own: Row) -> Iterator[Table]:
    """The nearest bank, mission, port, station …; nothing for a park without a place."""
    if own["lat"] is None or own["verified"] == "no":
        return
    found = services_near(
        desk.store, own["lat"], own["lon"], iso3=own["iso3"], precision=str(own["precision"]),
        without=f"park:{own['park_id']}",
    )  # fmt: skip
    told = sorted(found, key=lambda each: each.km)[:NEAR]
    if told:
        rows = [desk.store.get(each.kind, each.id) for each in told]
        yield Table(
            desk.say("near"),
            tuple(desk.say(head) for head in ("type", "name", "country", "km-away")),
            tuple(
                (_type(desk, each), desk.name(each.kind, each.id), desk.country(each.iso3),
                 round(each.km / 10) * 10 if each.km > 100 else round(each.km))
                for each in told
            ),
            cited(own, *rows),
        )  # fmt: skip


def _type(desk: Desk, found: Service) -> str:
    table = {"branch": "licence", "institution": "institution_type", "gate": "node_type"}
    code = found.licence if found.group == "branch" else found.service_type
    return desk.word(table[found.group], code)


def _related(desk: Desk, id: str) -> Iterator[Table]:
    """What it is linked to, the strongest first, each with its reason."""
    found: list[Link] = [
        link
        for kind, group in links(desk.store, "park", id).items()
        if kind in TOLD
        for link in group
        if link.basis != "same-country"
    ]
    told = sorted(found, key=lambda link: (-link.strength, link.kind, link.id))[:LINKS]
    if told:
        yield Table(
            desk.say("related"),
            tuple(desk.say(head) for head in ("kind", "name", "why")),
            tuple(
                (desk.word("kind", link.kind), desk.name(link.kind, link.id),
                 link.reason(desk.locale))
                for link in told
            ),
            # A link that a rule makes rests on what is known of both ends.
            tuple(
                dict.fromkeys(
                    source
                    for link in told
                    for source in (
                        [link.source_id] if link.source_id
                        else cited(desk.store.get(link.kind, link.id))
                    )
                )
            ),
            desk.say("rows-cut", n=LINKS, all=len(found)) if len(found) > LINKS else "",
        )  # fmt: skip
