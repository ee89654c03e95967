"""Every id that a table names must exist in the table it points to."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.iso import ISO3
from geodata.kinds import KINDS
from geodata.schema_check import columns_of

_WORD = re.compile(r"^[a-z][a-z0-9_]*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose cells are ids, one or several separated by semicolons, of some kinds."""

    kind: str
    column: str
    targets: tuple[str, ...]


# Facts about a country are kept for the focus countries only.
_FOCUS = ("membership", "treaty", "indicator", "resource", "industry", "trade_item",
          "site", "profile_note", "official_place")  # fmt: skip
REFERENCES: tuple[Reference, ...] = (
    *(Reference(kind, "iso3", ("country",)) for kind in _FOCUS),
    Reference("membership", "bloc_id", ("bloc",)),
    Reference("indicator", "indicator", ("indicator_term",)),
    Reference("resource", "commodity", ("commodity",)),
    Reference("site", "commodity", ("commodity",)),
    Reference("site", "commodities", ("commodity",)),
    Reference("service", "corridor_id", ("corridor",)),
    Reference("leg", "corridor_id", ("corridor",)),
    Reference("leg", "service_id", ("service",)),
    Reference("leg", "from_node", ("node",)),
    Reference("leg", "to_node", ("node",)),
    Reference("node", "corridor_ids", ("corridor", "service")),
    Reference("volume", "corridor_id", ("corridor",)),
    Reference("volume", "service_id", ("service",)),
    Reference("parameter", "assumption_ids", ("assumption",)),
    Reference("chokepoint", "node_ids", ("node",)),
    Reference("published_time", "service_id", ("service",)),
    Reference("published_time", "from_node", ("node",)),
    Reference("published_time", "to_node", ("node",)),
    Reference("published_distance", "from_node", ("node",)),
    Reference("published_distance", "to_node", ("node",)),
    Reference("published_distance", "via", ("node",)),
    Reference("inland_leg", "inland_id", ("inland",)),
    Reference("inland_leg", "from_node", ("node",)),
    Reference("inland_leg", "to_node", ("node",)),
    Reference("institution", "branch_id", ("branch",)),
    Reference("financial_service", "institution_ids", ("institution",)),
    Reference("financial_service", "branch_ids", ("branch",)),
    Reference("case", "corridor_id", ("corridor",)),
    Reference("case", "service_id", ("service",)),
    *(
        Reference("case", f"{each}_ids", (each,))
        for each in ("project", "park", "branch", "event", "zone", "institution")
    ),
    Reference("alert", "corridor_ids", ("corridor", "service")),
    Reference("match_good", "prefecture_ids", ("prefecture",)),
    Reference("match_good", "commodities", ("commodity",)),
    Reference("match_good", "project_ids", ("project",)),
    Reference("match_rule", "goods", ("match_good",)),
    Reference("zone", "prefecture_id", ("prefecture",)),
    Reference("zone", "parent_zone_id", ("zone",)),
)
# Columns of country codes that may lie outside the focus countries: China, transit, partners.
ANY_COUNTRY: tuple[tuple[str, str], ...] = (
    *((kind, "iso3") for kind in ("node", "park", "event", "project", "branch", "place")),
    ("country", "neighbours"),
    ("finance_fact", "iso3"),  # clearing banks and payment links are facts about China too
    ("event", "linked_iso3"),
    ("trade_item", "partner_iso3"),
    ("hunan_trade", "partner_iso3"),
    ("border_time", "iso3_a"),
    ("border_time", "iso3_b"),
    *((kind, "iso3") for kind in ("institution", "case")),
    ("institution", "serves"),
    ("case", "linked_iso3"),
    ("alert", "linked_iso3"),
    ("feed", "linked_iso3"),
)


def ids_exist(context: Context) -> Iterator[Failure]:
    """Ids of entities."""
    for reference in REFERENCES:
        yield from _unknown(context, reference)


def sources_exist(context: Context) -> Iterator[Failure]:
    """Ids of sources, the first and the others; the first is not listed again."""
    for kind in KINDS:
        for column in ("source_id", "other_source_ids"):
            yield from _unknown(context, Reference(kind, column, ("source",)))
        if kind == "source":
            continue
        first = dict(context.cells(kind, "source_id"))
        for line, value in context.cells(kind, "other_source_ids"):
            several = value.split(";")
            if first.get(line) in several or len(set(several)) < len(several):
                yield context.failure(
                    kind, line, "other_source_ids", value, "同一来源写了两次",
                    "other_source_ids 只写 source_id 以外的来源，各写一次",
                )  # fmt: skip


def country_codes_exist(context: Context) -> Iterator[Failure]:
    """Codes of countries outside the focus countries."""
    for kind, column in ANY_COUNTRY:
        for line, value in context.cells(kind, column):
            for code in value.split(";"):
                if code not in ISO3:
                    yield context.failure(
                        kind, line, column, code, "不是已知的国家代码",
                        "写 ISO 3166-1 三位大写代码，如 CHN、COD",
                    )  # fmt: skip


def no_self_reference(context: Context) -> Iterator[Failure]:
    """Nothing is its own parent, and a leg goes somewhere."""
    pairs = (
        ("zone", "zone_id", "parent_zone_id"), ("leg", "from_node", "to_node"),
        ("inland_leg", "from_node", "to_node"), ("border_time", "iso3_a", "iso3_b"),
    )  # fmt: skip
    for kind, first, second in pairs:
        other = dict(context.cells(kind, second))
        for line, value in context.cells(kind, first):
            if other.get(line) == value:
                yield context.failure(
                    kind, line, second, value, f"与 {first} 相同", "写另一端的编号，或留空"
                )


def service_in_corridor(context: Context) -> Iterator[Failure]:
    """The corridor that a leg, volume or case names is the corridor of its service."""
    corridor = {
        service: str(of)
        for service, of in zip(
            context.column("service", "service_id"),
            context.column("service", "corridor_id"),
            strict=True,
        )
    }
    for kind in ("leg", "volume", "case"):
        named = dict(context.cells(kind, "corridor_id"))
        for line, service in context.cells(kind, "service_id"):
            if service in corridor and line in named and corridor[service] != named[line]:
                yield context.failure(
                    kind, line, "corridor_id", named[line],
                    f"与线路 {service} 所属的通道 {corridor[service]} 不同", "更正其中之一",
                )  # fmt: skip


def claims_point_somewhere(context: Context) -> Iterator[Failure]:
    """A claim names a kind, an entity of it, and a field that is no misspelt column."""
    kinds = dict(context.cells("claim", "kind"))
    fields = dict(context.cells("claim", "field"))
    for line, subject in context.cells("claim", "subject_id"):
        kind, field = kinds.get(line, ""), fields.get(line, "")
        if kind not in KINDS:
            yield context.failure(
                "claim", line, "kind", kind, "没有这一类事物", "写其中之一：" + "、".join(KINDS)
            )
            continue
        known = context.ids(kind)
        if known is not None and subject not in known:
            yield _dangling(context, "claim", line, "subject_id", subject, (kind,), known)
        columns = list(columns_of(KINDS[kind].model))
        meant = difflib.get_close_matches(field, columns, n=1, cutoff=0.85)
        if field not in columns and (meant or not _WORD.match(field)):
            yield context.failure(
                "claim", line, "field", field, "字段名写法不对",
                f"是否应为 {meant[0]}" if meant else "只用小写英文字母、数字和下划线",
            )  # fmt: skip


def _unknown(context: Context, reference: Reference) -> Iterator[Failure]:
    """Cells that name an id which is in none of the target tables."""
    known: set[str] = set()
    for target in reference.targets:
        ids = context.ids(target)
        if ids is None:
            return  # the missing table is a failure of its own
        known |= ids
    for line, value in context.cells(reference.kind, reference.column):
        for id in value.split(";"):
            if id not in known:
                yield _dangling(
                    context, reference.kind, line, reference.column, id, reference.targets, known
                )


def _dangling(
    context: Context,
    kind: str,
    line: int,
    column: str,
    id: str,
    targets: tuple[str, ...],
    known: set[str] | frozenset[str],
) -> Failure:
    tables = "、".join(f"{KINDS[target].table}.csv" for target in targets)
    close = difflib.get_close_matches(id, sorted(known), n=3, cutoff=0.6)
    remedy = f"在 {tables} 中补上它，或更正编号"
    if close:
        remedy += f"；是否应为 {'、'.join(close)}"
    return context.failure(kind, line, column, id, f"在 {tables} 中不存在", remedy)
