"""Relations between entities: rows of the release, each with its reason, and an entity's links.

What a table states (a service's corridor, an event's linked countries) is *stated*; what follows
from a column that means something else (a place's country) is *derived*. That two things are in
the same country is worked out when asked: storing it would square the number of rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import pandas as pd

from geodata.kinds import KINDS
from geodata.store import Store, as_row, shown_name

COLUMNS = [
    "subject_kind", "subject_id", "predicate", "object_kind", "object_id", "basis", "reason_zh",
]  # fmt: skip
Basis = Literal["stated", "derived", "same-country"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A column that names other entities.

    Parameters
    ----------
    kind : kind whose rows are the subjects
    column : column with one id, or several separated by semicolons
    predicate : machine word for the relation
    objects : kinds the id may belong to, tried in order
    basis : whether the column states the relation or it is derived from it
    reason_zh : why the two are linked
    """

    kind: str
    column: str
    predicate: str
    objects: tuple[str, ...]
    basis: Literal["stated", "derived"]
    reason_zh: str


# Kinds that are on the map or have a page of their own; their `iso3` says where they are.
_LOCATED = (
    "site", "node", "park", "event", "project", "branch", "place", "institution", "case",
)  # fmt: skip
_ABOUT = ("membership", "treaty", "finance_fact", "indicator", "resource", "industry", "trade_item")

RULES: tuple[Rule, ...] = (
    *(Rule(k, "iso3", "located-in", ("country",), "derived", "所在国家") for k in _LOCATED),
    *(Rule(k, "iso3", "about", ("country",), "stated", "该国数据") for k in _ABOUT),
    Rule("event", "linked_iso3", "linked-country", ("country",), "stated", "活动涉及的国家"),
    Rule("membership", "bloc_id", "member-of", ("bloc",), "stated", "成员身份"),
    Rule("resource", "commodity", "of-commodity", ("commodity",), "stated", "资源品种"),
    Rule("site", "commodity", "yields", ("commodity",), "stated", "主要产品"),
    Rule("site", "commodities", "yields", ("commodity",), "stated", "产品之一"),
    Rule("service", "corridor_id", "part-of", ("corridor",), "stated", "通道的线路"),
    Rule("leg", "corridor_id", "part-of", ("corridor",), "stated", "通道的区段"),
    Rule("leg", "service_id", "part-of", ("service",), "stated", "线路的区段"),
    Rule("leg", "from_node", "starts-at", ("node",), "stated", "区段起点"),
    Rule("leg", "to_node", "ends-at", ("node",), "stated", "区段终点"),
    Rule("node", "corridor_ids", "on", ("service", "corridor"), "stated", "通道上的节点"),
    Rule("volume", "corridor_id", "measures", ("corridor",), "stated", "通道运量"),
    Rule("volume", "service_id", "measures", ("service",), "stated", "线路运量"),
    Rule("chokepoint", "node_ids", "on", ("node",), "stated", "咽喉要道所在节点"),
    Rule("published_time", "service_id", "measures", ("service",), "stated", "线路的公布时效"),
    Rule("inland_leg", "inland_id", "part-of", ("inland",), "stated", "内陆走廊的区段"),
    Rule("inland_leg", "from_node", "starts-at", ("node",), "stated", "内陆区段起点"),
    Rule("inland_leg", "to_node", "ends-at", ("node",), "stated", "内陆区段终点"),
    Rule("institution", "serves", "serves", ("country",), "stated", "服务的国家"),
    Rule("institution", "branch_id", "same-office", ("branch",), "stated", "同一处机构"),
    *(
        Rule("financial_service", f"{k}_ids", "offered-by", (k,), "stated", "办理机构")
        for k in ("institution", "branch")
    ),
    Rule("case", "linked_iso3", "linked-country", ("country",), "stated", "案例涉及的国家"),
    *(
        Rule("case", f"{k}_ids", "tells-of", (k,), "stated", "案例所讲")
        for k in ("project", "park", "event")
    ),
    Rule("case", "branch_ids", "financed-by", ("branch",), "stated", "案例的融资机构"),
    *(
        Rule("case", f"{k}_id", "moved-by", (k,), "stated", "案例的货物走这里")
        for k in ("corridor", "service")
    ),
    Rule("zone", "prefecture_id", "located-in", ("prefecture",), "stated", "所在市州"),
    Rule("zone", "parent_zone_id", "part-of", ("zone",), "stated", "所属平台"),
    Rule("hunan_trade", "partner_iso3", "about", ("country",), "stated", "对该国贸易"),
    Rule("trade_item", "partner_iso3", "partner", ("country",), "stated", "贸易伙伴"),
)


def build_relations(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """All relations that the tables state or imply; none dangles, none is to itself.

    Parameters
    ----------
    tables : frame by kind
    """
    ids = {
        kind: frozenset(frame[KINDS[kind].id_column].astype("str"))
        for kind, frame in tables.items()
    }
    rows: list[tuple[str, ...]] = []
    for rule in RULES:
        if rule.kind in tables:
            rows += _by_rule(rule, tables[rule.kind], ids)
    if "claim" in tables:
        rows += _claims(tables["claim"], ids)
    rows += _passes(rows, tables)
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype="str")
    key = ["subject_kind", "subject_id", "predicate", "object_kind", "object_id"]
    return frame.drop_duplicates(key).reset_index(drop=True)


def _by_rule(
    rule: Rule, frame: pd.DataFrame, ids: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, ...]]:
    subjects = frame[KINDS[rule.kind].id_column]
    for subject, cell in zip(subjects, frame[rule.column], strict=True):
        for id in str(cell).split(";") if pd.notna(cell) else ():
            kind = next((k for k in rule.objects if id in ids.get(k, ())), None)
            if kind is not None and (kind, id) != (rule.kind, subject):
                yield (rule.kind, subject, rule.predicate, kind, id, rule.basis, rule.reason_zh)


def _claims(frame: pd.DataFrame, ids: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
    rows = zip(
        frame["claim_id"], frame["kind"], frame["subject_id"], frame["field_zh"], strict=True
    )
    for claim, kind, id, field in rows:
        if id in ids.get(kind, ()):
            yield ("claim", claim, "about", kind, id, "stated", f"“{field}”另有说法")


def _passes(
    rows: list[tuple[str, ...]], tables: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, ...]]:
    """A service or corridor passes the nodes of its legs, and the countries those nodes are in."""
    if "node" not in tables:
        return
    country = {s: o for k, s, p, _, o, *_ in rows if (k, p) == ("node", "located-in")}
    name = dict(zip(tables["node"]["node_id"], tables["node"]["name_zh"], strict=True))
    of_leg: dict[str, list[tuple[str, str]]] = {}
    for kind, leg, predicate, whole, id, *_ in rows:
        if kind == "leg" and predicate == "part-of":
            of_leg.setdefault(leg, []).append((whole, id))
    for kind, leg, predicate, _, node, *_ in rows:
        if kind != "leg" or predicate not in ("starts-at", "ends-at"):
            continue
        for whole, id in of_leg.get(leg, ()):
            yield (whole, id, "passes", "node", node, "derived", f"区段经过{name[node]}")
            if node in country:
                reason = f"在{name[node]}设有节点"
                yield (whole, id, "passes", "country", country[node], "derived", reason)


class Link(NamedTuple):
    """One entity linked to another, with the reason."""

    kind: str
    id: str
    name: str
    predicate: str
    basis: Basis
    reason_zh: str


@lru_cache(maxsize=2048)
def links(store: Store, kind: str, id: str) -> Mapping[str, list[Link]]:
    """What an entity is linked to, by kind: first what is stated or derived, then 同国 ones.

    Raises
    ------
    NotFoundError
        If there is no such entity.
    """
    own = store.get(kind, id)
    found: dict[tuple[str, str], Link] = {}
    for row in store.relations(kind, id).itertuples(index=False):
        outward = (row.subject_kind, row.subject_id) == (kind, id)
        other = (
            (str(row.object_kind), str(row.object_id))
            if outward
            else (str(row.subject_kind), str(row.subject_id))
        )
        if other not in found:
            basis: Basis = "stated" if row.basis == "stated" else "derived"
            name = shown_name(store.get(*other), other[0])
            found[other] = Link(*other, name, str(row.predicate), basis, str(row.reason_zh))
    iso3 = own.get("iso3")
    if kind != "country" and isinstance(iso3, str):
        for link in _same_country(store, iso3):
            if (link.kind, link.id) != (kind, id):
                found.setdefault((link.kind, link.id), link)
    grouped: dict[str, list[Link]] = {}
    for link in found.values():
        grouped.setdefault(link.kind, []).append(link)
    return {each: grouped[each] for each in KINDS if each in grouped}


@lru_cache(maxsize=512)
def _same_country(store: Store, iso3: str) -> tuple[Link, ...]:
    """Everything on the map in one country."""
    return tuple(_in_country(store, iso3))


def _in_country(store: Store, iso3: str) -> Iterator[Link]:
    for kind in _LOCATED:
        if kind == "place":
            continue  # a town on the label layer is no news about its neighbours
        frame = store.table(kind)
        for _, row in frame[frame["iso3"] == iso3].iterrows():
            id = str(row[KINDS[kind].id_column])
            name = shown_name(as_row(row), kind)
            yield Link(kind, id, name, "same-country", "same-country", "同国：在同一个国家")
