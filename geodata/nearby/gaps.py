"""覆盖缺口: countries, parks and projects without a branch of a bank within a distance."""

from collections.abc import Sequence
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from geodata.errors import UsageError
from geodata.nearby.offers import DEFAULT_LICENCES, branches, records, text
from geodata.nearby.precision import off_km
from geodata.nearby.stakes import stakes_of
from geodata.routing.sphere import haversine
from geodata.schema.place import LICENCES
from geodata.store import Store

GapKind = Literal["country", "park", "project"]
KINDS: Final[tuple[GapKind, ...]] = ("country", "park", "project")
ANY: Final = "any"  # any bank
FARTHEST_KM: Final = 20_040.0  # half way round the world
# What every row has, before the parts of its stake.
COLUMNS: Final = (
    "rank", "kind", "id", "name_zh", "name_en", "iso3", "lat", "lon", "precision", "position",
    "measured_from", "km", "off_km", "nearest_id", "nearest_zh", "nearest_en", "nearest_bank",
    "nearest_licence", "nearest_iso3", "same_country", "in_country",
)  # fmt: skip


def gaps(
    store: Store,
    bank: str | None,
    km: float,
    kind: str,
    *,
    licences: Sequence[str] = DEFAULT_LICENCES,
) -> pd.DataFrame:
    """Countries, parks or projects with no branch of a bank within a distance.

    A country with a branch in it is no gap, wherever the branch is; other countries are measured
    from their capital. Parks and projects are measured from their own place, whatever the country.
    What a bank has on the Chinese mainland counts for nobody abroad, a branch that nobody could
    find again (`verified` = no) counts for nobody at all. Parks and projects in China are no gaps.

    Parameters
    ----------
    bank : its code, or None or ``any`` for whichever bank is nearest
    km : distance that is near enough, great circle
    kind : country, park or project
    licences : licences that count; by default those of offices that do banking business

    Returns
    -------
    frame
        `COLUMNS` and the parts of the stake (see `geodata.nearby.stakes`), the weightiest first.
        ``position`` is known, doubtful (nobody could find the place again) or unknown; rows whose
        position is unknown have no ``km`` and stand last: they are neither covered nor a gap.
        ``measured_from`` is place or capital, blank where nothing was measured. ``in_country``
        counts the branches in the row's country.

    Raises
    ------
    UsageError
        If the bank, distance, kind or a licence makes no sense.
    """
    known = branches(store)
    _check(store, bank, km, kind, licences)
    own = known[known["licence"].isin(list(licences))]
    if bank not in (None, ANY):
        own = own[own["bank"] == bank]
    own = own.sort_values("branch_id")
    outlets = records(own)
    at = own[["lon", "lat"]].to_numpy("f8")
    per_country = own["iso3"].value_counts()
    rows = []
    for row in stakes_of(store, kind):
        if row["iso3"] == "CHN":
            continue
        row["in_country"] = int(per_country.get(row["iso3"], 0))
        measured = _measured(row, outlets, at)
        if kind == "country" and row["in_country"]:
            continue
        if measured["km"] is not None and measured["km"] <= km:
            continue
        rows.append(row | measured)
    rows.sort(key=_order)
    for rank, row in enumerate(rows, 1):
        row["rank"] = rank
    parts = [name for name in (rows[0] if rows else {}) if name not in (*COLUMNS, *_INNER)]
    return pd.DataFrame(rows, columns=[*COLUMNS, *parts]).astype({"km": "float64"})


_INNER: Final = ("rank_key", "doubtful")


def banks(store: Store) -> dict[str, str]:
    """Banks with a branch that can be counted on outside the Chinese mainland: code → name in
    Chinese, most branches first.
    """  # noqa: D205
    known = branches(store)
    names = dict(zip(known["bank"], known["bank_zh"], strict=True))
    order = known["bank"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return {str(code): str(names[code]) for code in order.index}


def _check(store: Store, bank: str | None, km: float, kind: str, licences: Sequence[str]) -> None:
    if kind not in KINDS:
        raise UsageError(f"缺口不按“{kind}”算", remedy="可用：" + "、".join(KINDS))
    if not 0 < km <= FARTHEST_KM:
        raise UsageError(
            f"距离 {km:g} 公里不合理", remedy=f"给出大于 0、不超过 {FARTHEST_KM:,.0f} 的公里数"
        )
    codes = banks(store)
    if bank not in (None, ANY, *codes):
        raise UsageError(
            f"境外没有代码为“{bank}”的银行", remedy="可用：" + "、".join((ANY, *codes))
        )
    wrong = [each for each in licences if each not in LICENCES]
    if wrong or not licences:
        raise UsageError(
            f"没有“{wrong[0]}”这种牌照" if wrong else "没有选任何牌照",
            remedy="至少选一种，可用：" + "、".join(LICENCES),
        )


def _measured(row: dict[str, Any], outlets: list[dict[str, Any]], at: Any) -> dict[str, Any]:
    """The nearest branch of a row, with its distance."""
    position = "unknown" if row["lat"] is None else "doubtful" if row["doubtful"] else "known"
    found: dict[str, Any] = dict.fromkeys(COLUMNS[COLUMNS.index("measured_from") : -1])
    found |= {"position": position}
    if position == "unknown" or not outlets:
        return found
    far = haversine(row["lon"], row["lat"], at[:, 0], at[:, 1])
    n = int(np.argmin(far.round(6)))  # of equally near ones the first by id
    nearest = outlets[n]
    return found | {
        "measured_from": "capital" if row["kind"] == "country" else "place",
        "km": float(far[n]),
        "off_km": off_km(row["precision"], nearest["precision"]),
        "nearest_id": nearest["branch_id"],
        "nearest_zh": nearest["name_zh"],
        "nearest_en": text(nearest["name_en"]) or nearest["name_zh"],
        "nearest_bank": nearest["bank"],
        "nearest_licence": nearest["licence"],
        "nearest_iso3": nearest["iso3"],
        "same_country": nearest["iso3"] == row["iso3"] if row["iso3"] else None,
    }


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """Sort key: what has no position last, then by stake, then the farther first."""
    return (row["position"] == "unknown", row["rank_key"], -(row["km"] or 0.0), row["id"])
