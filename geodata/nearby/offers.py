"""All that a place may look for nearby: bank branches, institutions, ports, stations, borders."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

import pandas as pd

from geodata.routing.sphere import Floats
from geodata.store import Store

Group = Literal["branch", "institution", "gate"]
GROUPS: Final[tuple[Group, ...]] = ("branch", "institution", "gate")
# Licences with which an office opens accounts, lends and settles. A representative office may
# only look and introduce; a partner bank and an affiliate are other banks; of what is recorded as
# "other" nobody knows what it may do.
DEFAULT_LICENCES: Final = ("branch", "sub-branch", "subsidiary", "head-office")
# An institution that is not (yet, or any more) at work helps nobody; `none` records that there
# is no such institution. One whose state is unclear is offered with that state.
AT_WORK: Final = frozenset({"operating", "unclear"})
MISSIONS: Final = frozenset({"embassy", "consulate-general", "consulate", "consular-office"})
MISSION: Final = "mission"  # embassies and consulates are one type here: any of them helps
OFFICE: Final = "commercial-office"
GATE_TYPES: Final = (
    "seaport", "river-port", "airport", "rail-terminal", "dry-port", "border",
)  # fmt: skip
# Offices in China that serve business abroad: those in Hong Kong, Macau and Taiwan. What a bank
# has on the mainland is no outlet abroad.
OFFSHORE: Final = frozenset({"香港", "澳门", "台北"})


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a place may look for.

    Parameters
    ----------
    group : branch, institution or gate
    service_type : code of the bank; type of the institution, all embassies and consulates being
        one; type of the node
    kind, id : the entity
    iso3 : where it is; blank where no source says
    lat, lon : degrees, WGS84
    licence : of a branch; blank for others
    status : of an institution; blank for others
    serves : countries that an institution is there for
    offshore : whether it is in Hong Kong, Macau or Taiwan
    """

    group: Group
    service_type: str
    kind: str
    id: str
    name_zh: str
    name_en: str
    iso3: str
    lat: float
    lon: float
    precision: str
    licence: str = ""
    status: str = ""
    serves: frozenset[str] = frozenset()
    offshore: bool = False


@dataclass(frozen=True, eq=False)
class Offers:
    """All offers of a release with their places as arrays."""

    items: tuple[Offer, ...]
    lon: Floats
    lat: Floats


@lru_cache(maxsize=8)
def offers(store: Store) -> Offers:
    """Everything offered, kept by release: branches, institutions and gates with a sure place."""
    every = (*_branches(store), *_institutions(store), *_gates(store))
    # By id, so that what is equally near is told apart the same way whatever the rows' order.
    items = tuple(sorted(every, key=lambda each: (each.kind, each.id)))
    frame = pd.DataFrame({"lon": [o.lon for o in items], "lat": [o.lat for o in items]}, dtype="f8")
    return Offers(items, frame["lon"].to_numpy(), frame["lat"].to_numpy())


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, without their geometry."""
    rows = pd.DataFrame(frame.drop(columns="geometry", errors="ignore")).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def text(value: object) -> str:
    """A cell's text; blank for what is unknown."""
    return value if isinstance(value, str) else ""


def sure(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with a point that somebody could find again (not `verified` = no)."""
    return frame[frame["lat"].notna() & (frame["verified"].fillna("") != "no")]


def branches(store: Store) -> pd.DataFrame:
    """Branches that can be counted on: with a sure place, and not on the Chinese mainland."""
    frame = sure(store.table("branch"))
    return frame[(frame["iso3"] != "CHN") | frame["city"].isin(OFFSHORE)]


def _branches(store: Store) -> list[Offer]:
    return [
        Offer(
            "branch", str(row["bank"]), "branch", str(row["branch_id"]), *_named(row),
            licence=text(row["licence"]), offshore=row["city"] in OFFSHORE,
        )
        for row in records(sure(store.table("branch")))
    ]  # fmt: skip


def _institutions(store: Store) -> list[Offer]:
    found = []
    for row in records(sure(store.table("institution"))):
        # The same office in the table of branches is offered once, as a branch.
        if row["status"] not in AT_WORK or text(row["branch_id"]):
            continue
        own = str(row["institution_type"])
        serves = frozenset(part for part in text(row["serves"]).split(";") if part)
        found.append(
            Offer(
                "institution", MISSION if own in MISSIONS else own, "institution",
                str(row["institution_id"]), *_named(row), status=str(row["status"]), serves=serves,
            )
        )  # fmt: skip
    return found


def _gates(store: Store) -> list[Offer]:
    """Nodes of the corridors, and ports and airports that are no nodes, as the planner has them."""
    precision = {}
    for kind in ("node", "site"):
        table = store.table(kind)
        precision[kind] = dict(zip(table[f"{kind}_id"], table["precision"], strict=True))
    stops = pd.DataFrame(store.layer("stops").drop(columns="geometry"))
    countries = store.table("country")
    landlocked = set(countries.loc[countries["landlocked"] == "yes", "iso3"])
    found = []
    for row in records(stops[stops["stop_type"].isin(GATE_TYPES)]):
        kind, _, id = str(row["stop_id"]).partition(":")
        # The sites call every port a port; one in a country without a coast is on a lake or river.
        if row["stop_type"] == "seaport" and row["iso3"] in landlocked:
            row["stop_type"] = "river-port"
        row["precision"] = precision[kind][id]
        found.append(Offer("gate", str(row["stop_type"]), kind, id, *_named(row)))
    return found


def _named(row: dict[str, Any]) -> tuple[str, str, str, float, float, str]:
    """Names, country, place and precision of a row."""
    zh = str(row["name_zh"])
    return (
        zh, text(row["name_en"]) or zh, text(row["iso3"]), float(row["lat"]), float(row["lon"]),
        str(row["precision"]),
    )  # fmt: skip
