"""Methods that look at what a country trades, grows, mines and builds."""

from typing import Final

from geodata.alerts.reading import joined, words_of
from geodata.match.case import BLANK, Case, Verdict, figure, found
from geodata.match.facts import TRADE_FLOW
from geodata.match.model import NO_DATA
from geodata.store import Row

OPEN: Final = ("building", "signed", "planned")
WORKS: Final = ("mine", "processing")


def listed(case: Case) -> Verdict:
    """The good is among the country's leading exports or imports, at the threshold or better."""
    if not case.good.trade_names:
        return None
    own = case.facts.trade.get((case.iso3, TRADE_FLOW[case.good.direction]))
    if not own:
        return NO_DATA
    for row in own:  # the best rank comes first
        if row["name_en"] in case.good.trade_names:
            if row["rank"] is None or row["rank"] > case.threshold:
                return None
            rank = int(row["rank"])
            return found([("trade_item", row)], rank, item=case.facts.item(row), rank=rank)
    return None


def _share(case: Case, rows: list[Row]) -> Verdict:
    """The largest share of the world's output among rows, from the threshold on."""
    known = [row for row in rows if row["world_share_pct"] is not None]
    if not known:
        return NO_DATA
    best = max(known, key=lambda row: (row["world_share_pct"], str(row["resource_id"])))
    share = float(best["world_share_pct"])
    if share < case.threshold:
        return None
    item = case.facts.commodity(str(best["commodity"]))
    return found([("resource", best)], share, item=item, value=figure(share))


def world_share(case: Case) -> Verdict:
    """The country makes this share of the world's output of the good, or more."""
    if not case.good.commodities:
        return None
    own = case.facts.resources.get(case.iso3, [])
    made = [r for r in own if r["measure"] == "production"]
    return _share(case, [row for row in made if row["commodity"] in case.good.commodities])


def mining_share(case: Case) -> Verdict:
    """The country mines this share of the world's output of any mineral, or more."""
    own = case.facts.resources.get(case.iso3, [])
    minerals = [
        row for row in own
        if row["measure"] == "production" and row["stage"] == "mine"
        and case.facts.families.get(str(row["commodity"])) == "mineral"
    ]  # fmt: skip
    return _share(case, minerals)


def farm_rank(case: Case) -> Verdict:
    """The good is among the country's farm products by weight, at the threshold or better."""
    if not case.good.commodities:
        return None
    own = case.facts.resources.get(case.iso3, [])
    ranked = [row for row in own if row["measure"] == "tonnage-rank" and row["rank"] is not None]
    if not ranked:
        return NO_DATA
    mine = [row for row in ranked if row["commodity"] in case.good.commodities]
    best = min(mine, key=lambda row: (row["rank"], str(row["resource_id"])), default=None)
    if best is None or best["rank"] > case.threshold:
        return None
    rank, item = int(best["rank"]), case.facts.commodity(str(best["commodity"]))
    return found([("resource", best)], rank, item=item, rank=rank)


def presence(case: Case) -> Verdict:
    """A source lists the good among the country's resources."""
    own = case.facts.resources.get(case.iso3, [])
    mine = [
        r for r in own if r["measure"] == "presence" and r["commodity"] in case.good.commodities
    ]
    if not mine:
        return None
    item = joined([case.facts.commodity(str(row["commodity"])) for row in mine], BLANK)
    return found([("resource", row) for row in mine], item=item)


def _several(case: Case, kind: str, rows: list[Row]) -> Verdict:
    """Rows at least as many as the threshold says; the first lends its name."""
    if len(rows) < max(case.threshold, 1):
        return None
    item = words_of(rows[0])
    return found([(kind, row) for row in rows], len(rows), n=len(rows), item=item)


def mines(case: Case) -> Verdict:
    """The atlas knows this many mines of the country, or more."""
    own = case.facts.sites.get(case.iso3, [])
    return _several(case, "site", [row for row in own if row["site_type"] == "mine"])


def sites(case: Case) -> Verdict:
    """The atlas knows this many mines and works for the good in the country, or more."""
    wanted = case.good.commodities
    own = [row for row in case.facts.sites.get(case.iso3, []) if row["site_type"] in WORKS]
    return _several(case, "site", [row for row in own if wanted & _commodities(row)])


def _commodities(site: Row) -> set[str]:
    return {*str(site["commodities"] or "").split(";"), str(site["commodity"] or "")}


def hunan_projects(case: Case) -> Verdict:
    """Firms of Hunan have this many projects in the trade in the country, or more."""
    good = case.good
    own = [
        row for row in case.facts.projects.get(case.iso3, [])
        if row["hunan_linked"] == "yes"
        and (row["sector"] in good.sectors or row["project_id"] in good.project_ids)
    ]  # fmt: skip
    return _several(case, "project", own)


def open_projects(case: Case) -> Verdict:
    """Projects of a sector are signed, planned or being built, at least as many as that."""
    own = [
        row for row in case.facts.projects.get(case.iso3, [])
        if row["sector"] == case.rule.target and row["status"] in OPEN
    ]  # fmt: skip
    return _several(case, "project", own)
