"""The brief of a corridor: what runs on it, what it carried, what it reaches."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import numpy as np

from geodata.routing.sphere import haversine
from geodata.store import Row
from layers.briefs.content import carried
from layers.briefs.content.country import warnings
from layers.briefs.content.desk import Desk, cited
from layers.briefs.model import Block, Chart, Fact, Facts, Series, Table, Words
from layers.points import drawable

NEAR_KM: Final = 100
PARKS: Final = 8
VOLUMES: Final = 12
NODES: Final = 16


def title(desk: Desk, id: str) -> tuple[str, str]:
    """Title and subtitle.

    Raises
    ------
    NotFoundError : if there is no such corridor
    """
    own = desk.store.get("corridor", id)
    return desk.called(own, id), desk.say("corridor-sub")


def blocks(desk: Desk, id: str) -> Iterator[Block]:
    """What the brief says, the most telling first.

    Parameters
    ----------
    id : of one of the five corridors
    """
    own = desk.store.get("corridor", id)
    services = desk.rows("service", corridor_id=id)
    nodes = _nodes(desk, id)
    yield Facts(desk.say("glance-corridor"), tuple(_glance(desk, own, services, nodes)))
    if services:
        yield _services(desk, services)
    yield from warnings(desk, "corridor", id)
    volumes = sorted(
        desk.rows("volume", corridor_id=id), key=lambda row: str(row["period_end"]), reverse=True
    )
    yield from _charts(desk, volumes)
    if volumes:
        yield _volumes(desk, volumes)
    yield from _served(desk, nodes)
    if nodes:
        yield _node_table(desk, nodes)
    said = (desk.say("unknown-note"), desk.say("chinese-note"))
    yield Words(desk.say("cautions"), tuple(each for each in said if each))


def _nodes(desk: Desk, id: str) -> list[Row]:
    """The nodes that its legs join."""
    legs = desk.rows("leg", corridor_id=id)
    ids = dict.fromkeys(leg[end] for leg in legs for end in ("from_node", "to_node"))
    known = {row["node_id"]: row for row in desk.rows("node")}
    return [known[node] for node in ids if node in known]


def _glance(desk: Desk, own: Row, services: list[Row], nodes: list[Row]) -> Iterator[Fact]:
    yield desk.fact(desk.say("mode"), desk.word("mode", own["mode"]), own)
    for label, column in (
        ("origin", "origin"), ("destination", "destination"), ("operator", "operator"),
        ("frequency", "frequency"),
    ):  # fmt: skip
        yield desk.fact(desk.say(label), desk.chinese(own[column]), own)
    year = own["year_opened"]
    yield desk.fact(desk.say("year-opened"), str(year or ""), own, number=year)
    yield Fact(
        desk.say("services"), desk.number(len(services), 0), number=len(services),
        sources=cited(*services),
    )  # fmt: skip
    countries = {row["iso3"] for row in nodes}
    yield Fact(
        desk.say("served"), desk.number(len(countries), 0), number=len(countries),
        sources=cited(*nodes),
        note=desk.listed(dict.fromkeys(desk.country(row["iso3"]) for row in nodes)),
    )  # fmt: skip
    yield desk.fact(desk.say("facts"), desk.chinese(own["key_facts"]), own)


def _services(desk: Desk, rows: list[Row]) -> Table:
    """Services with what is published of them: days, frequency, kilometres.

    Legs are not added up: those of a service may branch, or be only a part of its way.
    """
    heads = ("name", "mode", "days", "frequency", "km", "status")
    return Table(
        desk.say("services"),
        tuple(desk.say(head) for head in heads),
        tuple(
            (
                desk.called(row), desk.word("mode", row["mode"]), _span(desk, row),
                desk.chinese(row["frequency"]), row["distance_km"],
                desk.word("service_status", row["status"]),
            )
            for row in rows
        ),
        cited(*rows),
    )  # fmt: skip


def _span(desk: Desk, row: Row) -> str:
    low, high = row["days_low"], row["days_high"]
    known = [desk.number(each, 1) for each in dict.fromkeys((low, high)) if each is not None]
    return "–".join(known)


def _charts(desk: Desk, volumes: list[Row]) -> Iterator[Chart]:
    """The fullest series of years of one basis: same measure, unit and service."""

    def basis(row: Row) -> tuple[str, str, str]:
        return str(row["metric"]), str(row["unit"]), str(row["service_id"] or "")

    best: list[Row] = []
    for _basis, found in groupby(sorted(volumes, key=basis), key=basis):
        rows = [
            row for row in found
            if row["bound"] == "exact" and len(str(row["period_end"])) == 4
            and str(row["period"]).rstrip("年") == str(row["period_end"])
        ]  # fmt: skip
        years = {row["period_end"]: row for row in rows}
        if len(years) > max(len(best), 1):
            best = [years[year] for year in sorted(years)]
    if best:
        metric = carried.metric(desk, best[0])
        service = str(best[0]["service_id"] or "")
        yield Chart(
            desk.say("volume-chart", metric=metric),
            "columns",
            tuple(str(row["period_end"]) for row in best),
            (Series(metric, tuple(carried.amount(desk, row)[0] for row in best)),),
            unit=carried.amount(desk, best[0])[1],
            sources=cited(*best),
            note=desk.name("service", service) if service else "",
        )


def _volumes(desk: Desk, rows: list[Row]) -> Table:
    heads = ("metric", "period", "value", "unit", "bound")
    told = rows[:VOLUMES]
    note = desk.say("rows-cut", n=VOLUMES, all=len(rows)) if len(rows) > VOLUMES else ""
    return Table(
        desk.say("volumes"),
        tuple(desk.say(head) for head in heads),
        tuple(
            (
                carried.metric(desk, row), carried.period(desk, row), *carried.amount(desk, row),
                desk.word("bound", row["bound"]),
            )
            for row in told
        ),
        cited(*told),
        note,
    )  # fmt: skip


def _served(desk: Desk, nodes: list[Row]) -> Iterator[Table]:
    """Parks near a node, the nearest first."""
    placed = [row for row in nodes if row["lat"] is not None]
    drawn = set(drawable(desk.store.table("park"))["park_id"])
    parks = [row for row in desk.rows("park") if row["park_id"] in drawn]
    if not placed or not parks:
        return
    lon, lat = (np.array([row[name] for row in placed], float) for name in ("lon", "lat"))
    near = []
    for park in parks:
        km = float(haversine(park["lon"], park["lat"], lon, lat).min())
        if km <= NEAR_KM:
            near.append((km, str(park["park_id"]), park))
    if not near:
        return
    told = sorted(near, key=lambda each: each[:2])[:PARKS]
    yield Table(
        desk.say("parks-near", km=NEAR_KM),
        tuple(desk.say(head) for head in ("name", "country", "km-away", "status")),
        tuple(
            (
                desk.name("park", id), desk.country(park["iso3"]), round(km),
                desk.word("park_status", park["status"]),
            )
            for km, id, park in told
        ),
        cited(*(park for _km, _id, park in told)),
        desk.say("rows-cut", n=PARKS, all=len(near)) if len(near) > PARKS else "",
    )  # fmt: skip


def _node_table(desk: Desk, nodes: list[Row]) -> Table:
    told = nodes[:NODES]
    return Table(
        desk.say("nodes"),
        tuple(desk.say(head) for head in ("name", "country", "type")),
        tuple(
            (desk.called(row), desk.country(row["iso3"]), desk.word("node_type", row["node_type"]))
            for row in told
        ),
        cited(*told),
        desk.say("rows-cut", n=NODES, all=len(nodes)) if len(nodes) > NODES else "",
    )
