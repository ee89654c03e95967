"""What is at stake where a bank is missing: the parts that rank a gap, each from its own rows.

The rule, to be read from the table and not from a score:

- a **country** ranks by the number of its parks and projects with Hunan's part in them, then by
  the sum of those projects' amounts published in 亿美元, then by its trade with China;
- a **project** ranks by Hunan's part, then by how far it has come, then by its amount in 亿美元;
- a **park** ranks by Hunan's part, then by how far it has come, then by the ministry's
  confirmation.

Among equals the one farther from a branch comes first. Amounts in other currencies are shown and
never converted: nobody stated a rate. Sums are of published figures, whose basis differs.
"""

from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geodata.nearby.offers import records, text
from geodata.store import Store
from geodata.variables import LATEST, Variable, values

# Trade as each country reports it; China's own figure where a country reports none.
TRADE: Final = ("trade_with_china_reported", "trade_with_china_cn_reported")
HUNDRED_MILLION_USD: Final = "亿美元"
HUNDRED_MILLION_CNY: Final = "亿元"
HUNAN: Final = {"yes": 0, "uncertain": 1, "no": 2}
# How far along: what runs or is built needs a bank today.
STATUS: Final = {
    "operating": 0, "building": 0, "signed": 1, "planned": 2, "completed": 3, "unknown": 4,
    "stalled": 5, "cancelled": 6,
}  # fmt: skip


@lru_cache(maxsize=8)
def country_stakes(store: Store) -> pd.DataFrame:
    """By ISO code: ``parks`` and ``projects`` of Hunan; the sums of the projects' amounts published
    in 亿美元 (``amount_usd``, of ``amount_usd_n`` projects) and 亿元 (``amount_cny``, …); ``trade``
    with China in USD with ``trade_year`` and ``trade_basis``.
    """  # noqa: D205
    parks, projects = (store.table(kind) for kind in ("park", "project"))
    own = [frame[frame["hunan_linked"] == "yes"] for frame in (parks, projects)]
    countries = store.table("country")["iso3"].astype(str)
    made = pd.DataFrame(index=pd.Index(countries, name="iso3"))
    for name, frame in zip(("parks", "projects"), own, strict=True):
        made[name] = frame.groupby("iso3").size().reindex(made.index, fill_value=0).astype("int64")
    for name, unit in (("usd", HUNDRED_MILLION_USD), ("cny", HUNDRED_MILLION_CNY)):
        paid = own[1][(own[1]["amount_unit"] == unit) & own[1]["amount"].notna()]
        sums = paid.groupby("iso3")["amount"].agg(["sum", "count"]).reindex(made.index)
        made[f"amount_{name}"] = sums["sum"]  # unknown where nothing is published, not zero
        made[f"amount_{name}_n"] = sums["count"].fillna(0).astype("int64")
    trade = _trade(store).reindex(made.index)
    return made.join(trade)


def _trade(store: Store) -> pd.DataFrame:
    """Latest trade with China by ISO code: USD, year, whose figure."""
    parts = []
    known = set(store.table("indicator")["indicator"])
    for indicator in TRADE:
        if indicator in known:
            found = values(store, Variable("indicator", indicator, LATEST))
            part = pd.DataFrame({"trade": found["value"], "trade_year": found["year"]})
            parts.append(part.dropna(subset=["trade"]).assign(trade_basis=indicator))
    if not parts:
        return pd.DataFrame(columns=["trade", "trade_year", "trade_basis"])
    every = pd.concat(parts)
    return every[~every.index.duplicated()]


def country_rank(row: dict[str, Any]) -> tuple[float, ...]:
    """Sort key of a country's row, the weightiest first."""
    return (
        -(row["parks"] + row["projects"]),
        -_or_zero(row["amount_usd"]),
        -_or_zero(row["trade"]),
    )


def project_rank(row: dict[str, Any]) -> tuple[float, ...]:
    """Sort key of a project's row, the weightiest first."""
    paid = row["amount"] if row["amount_unit"] == HUNDRED_MILLION_USD else None
    return (HUNAN[row["hunan_linked"]], STATUS[row["status"]], -_or_zero(paid))


def park_rank(row: dict[str, Any]) -> tuple[float, ...]:
    """Sort key of a park's row, the weightiest first."""
    return (HUNAN[row["hunan_linked"]], STATUS[row["status"]], HUNAN[row["mofcom_confirmed"]])


def stakes_of(store: Store, kind: str) -> list[dict[str, Any]]:
    """Rows of a kind with the parts that rank them, and their sort key in ``rank_key``."""
    if kind == "country":
        parts = records(country_stakes(store).reset_index())
        by_iso = {row["iso3"]: row for row in parts}
        return [
            {
                **_place(row, kind),
                **by_iso[row["iso3"]],
                "rank_key": country_rank(by_iso[row["iso3"]]),
            }
            for row in records(store.table(kind))
        ]
    columns = ("hunan_linked", "status", *_PARTS[kind])
    rank = park_rank if kind == "park" else project_rank
    return [
        {**_place(row, kind), **{name: row[name] for name in columns}, "rank_key": rank(row)}
        for row in records(store.table(kind))
    ]


_PARTS: Final = {"park": ("mofcom_confirmed",), "project": ("amount", "amount_unit", "amount_note")}


def _place(row: dict[str, Any], kind: str) -> dict[str, Any]:
    """Who and where: a country is at its capital."""
    prefix = "capital_" if kind == "country" else ""
    known = pd.notna(row[f"{prefix}lat"]) and pd.notna(row[f"{prefix}lon"])
    return {
        "kind": kind, "id": str(row["iso3" if kind == "country" else f"{kind}_id"]),
        "name_zh": row["name_zh"], "name_en": text(row["name_en"]) or row["name_zh"],
        "iso3": text(row["iso3"]),
        "lat": float(row[f"{prefix}lat"]) if known else None,
        "lon": float(row[f"{prefix}lon"]) if known else None,
        "precision": "town" if kind == "country" else row["precision"],
        "doubtful": kind != "country" and row["verified"] == "no",
    }  # fmt: skip


def _or_zero(value: Any) -> float:
    """An unknown amount weighs nothing; it is not shown as zero."""
    return 0.0 if value is None or pd.isna(value) else float(value)
