"""What a country mines, grows, sells and buys: charts and a table."""

from collections.abc import Iterator
from typing import Final

from geodata.store import Row
from layers.briefs.content import codes, figures
from layers.briefs.content.desk import Desk, cited
from layers.briefs.model import Chart, Series, Table

SHARES: Final = 8
LEAST_PCT: Final = 0.5
ITEMS: Final = 5


def shares_chart(desk: Desk, iso3: str) -> Chart | None:
    """Resources by their share of world output, the largest first; None where none is of weight.

    Of a resource with several stages (mine, refinery) the largest share counts.
    """
    best: dict[str, dict[str, object]] = {}
    rows = [
        row for row in desk.rows("resource", iso3=iso3)
        if isinstance(row["world_share_pct"], int | float) and row["world_share_pct"] >= LEAST_PCT
    ]  # fmt: skip
    for row in sorted(rows, key=lambda each: (-each["world_share_pct"], each["resource_id"])):
        best.setdefault(str(row["commodity"]), row)
    told = list(best.values())[:SHARES]
    if not told:
        return None
    years = sorted({str(row["year"]) for row in told if row["year"]})
    return Chart(
        title=desk.say("shares"),
        form="bars",
        categories=tuple(desk.name("commodity", str(row["commodity"])) for row in told),
        series=(
            Series(
                desk.say("share-pct"),
                tuple(round(float(str(row["world_share_pct"])), 2) for row in told),
            ),
        ),
        unit="%",
        sources=cited(*told),
        note="–".join(dict.fromkeys((years[0], years[-1]))) if years else "",
    )


def structure(desk: Desk, iso3: str) -> Iterator[Table]:
    """Leading goods and partners of exports and imports, side by side by rank."""
    rows = desk.rows("trade_item", iso3=iso3)
    if not rows:
        return
    told = []
    cells = []
    for flow in ("export", "import"):
        by_kind = {
            kind: {
                int(row["rank"]): row
                for row in rows
                if row["flow"] == flow and row["item_kind"] == kind
            }
            for kind in ("commodity", "partner")
        }
        for rank in range(1, ITEMS + 1):
            good, partner = by_kind["commodity"].get(rank), by_kind["partner"].get(rank)
            if good is None and partner is None:
                continue
            told += [row for row in (good, partner) if row]
            cells.append(
                (
                    desk.word("flow", flow),
                    rank,
                    desk.called(good) if good else None,
                    _partner(desk, partner) if partner else None,
                    partner["share_pct"] if partner else None,
                    (good or partner or {}).get("year"),
                )
            )
    heads = ("flow", "rank", "goods", "partners", "share-pct", "year")
    yield Table(
        desk.say("trade-structure"),
        tuple(desk.say(head) for head in heads),
        tuple(cells),
        cited(*told),
    )


def _partner(desk: Desk, row: Row) -> str:
    """A partner's name: by its code, which has a name in every language, where it has one."""
    return desk.country(row["partner_iso3"]) if row["partner_iso3"] else desk.called(row)


def mix_chart(desk: Desk, iso3: str) -> Chart | None:
    """What electricity is made from, the largest part first; None where it is not known."""
    parts = [
        (desk.word("mix", indicator), found)
        for indicator in codes.CODES["mix"]
        if (found := figures.has(desk, iso3, indicator)) and found.value
    ]
    if not parts:
        return None
    parts.sort(key=lambda part: -(part[1].value or 0))
    years = sorted({str(found.year) for _name, found in parts if found.year})
    return Chart(
        title=desk.say("mix"),
        form="bars",
        categories=tuple(name for name, _found in parts),
        series=(Series(desk.say("share-pct"), tuple(found.value for _name, found in parts)),),
        unit="%",
        sources=tuple(dict.fromkeys(found.source_id for _name, found in parts)),
        note="–".join(dict.fromkeys((years[0], years[-1]))) if years else "",
    )
