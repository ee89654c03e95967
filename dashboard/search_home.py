"""Where a thing that was found is at home: a page of the atlas and what its address says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from dashboard.navigation import PAGES, home_of
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.store import Row, Store

# Facts of a country → the tab of its page that shows them.
TABS: Final = {
    "indicator": "figures", "resource": "resources", "industry": "resources",
    "trade_item": "market", "treaty": "policy", "finance_fact": "finance",
}  # fmt: skip
# The resource page of a group of countries.
RESOURCE_PAGES: Final = {"Africa": "africa", "ASEAN": "asean"}
# Families of commodities that the resource pages can colour.
COLOURED: Final = frozenset(("mineral", "energy", "agriculture", "forest", "fishery"))
# Parts of a page, by their names in search results: the parameter that opens them.
PART: Final = {
    "data": "view", "planner": "view", "country": "tab", "corridors": "tab",
}  # fmt: skip
LANGUAGE: Final = "lang-"


@dataclass(frozen=True, slots=True)
class Home:
    """A page and what its address says.

    Parameters
    ----------
    path : of the page; blank for whichever is open
    params : names and values of the address
    """

    path: str
    params: Mapping[str, str]

    def href(self, prefix: str, **more: str | None) -> str:
        """The address, relative to the page at hand where the path is blank.

        Parameters
        ----------
        prefix : path under which the app is served, empty or starting with a slash
        more : further parameters; those that are None or blank are left out
        """
        given = {**{name: value for name, value in more.items() if value}, **self.params}
        query = f"?{urlencode(given)}" if given else ""
        if not self.path:
            return query or "?"
        path = "" if self.path == PAGES[0].path else self.path
        return f"{prefix}/{path}{query}"


def home(store: Store, kind: str, id: str, row: Row | None = None) -> Home:
    """Where a hit of the search is at home.

    Parameters
    ----------
    kind, id : of the hit; ``page`` and ``setting`` are those of `dashboard.search_pages`
    row : the entity's row, where it is at hand; of `rows_of` is enough

    Raises
    ------
    NotFoundError : if there is no such entity
    """
    if kind == "page":
        path, _slash, part = id.partition("/")
        return Home(path, {PART[path]: part} if part else {})
    if kind == "setting":
        if id.startswith(LANGUAGE):
            return Home("", {"lang": id.removeprefix(LANGUAGE)})
        return Home("data", {"sel": f"setting:{id}"})
    row = store.get(kind, id) if row is None else row
    if kind == "site":
        path = RESOURCE_PAGES.get(groups(store).get(str(row["iso3"]), ""), "africa")
        return Home(path, {"sel": f"site:{id}"})
    if kind in TABS and (iso3 := str(row.get("iso3"))) in groups(store):
        return Home("country", {"sel": f"country:{iso3}", "tab": TABS[kind]})
    if kind == "official_place":
        iso3 = str(row.get("iso3"))
        chosen = {"sel": f"country:{iso3}"} if iso3 in groups(store) else {}
        return Home("country", {**chosen, "tab": str(row["column"])})
    if kind == "indicator_term":
        return Home(_where(store, "indicator", "indicator", id),
                    {"family": "indicator", "indicator": id})  # fmt: skip
    if kind == "commodity" and row["family"] in COLOURED:
        path = _where(store, "resource", "commodity", id)
        return Home(path, {"family": str(row["family"]), "commodity": id})
    if kind == "match_good":
        way = str(row["direction"])
        return Home("match", {"way": way, f"{way}_good": id})
    if kind == "parameter":
        return Home("planner", {"view": "assume"})
    if kind == "source":
        return Home("data", {"view": "sources", "sel": f"source:{id}"})
    return Home(home_of(store, kind, id), {"sel": f"{kind}:{id}"})


def home_of_reference(store: Store, reference: str) -> Home | None:
    """Where a ``kind:id`` is at home; None if there is no such thing."""
    kind, _colon, id = reference.partition(":")
    try:
        found = home(store, kind, id)
    except (NotFoundError, KeyError):
        return None
    return found


@lru_cache(maxsize=256)
def rows_of(store: Store, kind: str) -> dict[str, Row]:
    """Of each row of a kind, by its id, what its home depends on: quicker than whole rows."""
    frame = store.table(kind)
    columns = [name for name in ("iso3", "family", "column", "direction") if name in frame.columns]
    ids = frame[KINDS[kind].id_column].astype(str)
    records = frame[columns].to_dict("records") if columns else [{} for _id in ids]
    plain = ({str(name): value for name, value in one.items()} for one in records)
    return dict(zip(ids, plain, strict=True))


@lru_cache(maxsize=8)
def groups(store: Store) -> dict[str, str]:
    """The group of each focus country, by ISO 3166-1 alpha-3 code."""
    countries = store.table("country")
    return dict(zip(countries["iso3"].astype(str), countries["group"].astype(str), strict=True))


@lru_cache(maxsize=512)
def _where(store: Store, kind: str, column: str, id: str) -> str:
    """The resource page of the group that has more countries with such facts."""
    rows = store.table(kind)
    codes = rows.loc[rows[column] == id, "iso3"].drop_duplicates()
    counts = codes.map(groups(store)).value_counts()
    return RESOURCE_PAGES.get(str(counts.idxmax()) if len(counts) else "", "africa")
