"""What a release knows of countries, laid out so that the rules can look it up."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TypeVar

from geodata.alerts.model import Words
from geodata.alerts.reading import frame, get, parts, rows, words_of
from geodata.store import Row, Store, plain

K = TypeVar("K")
Series = dict[int, Row]
TRADE_FLOW = {"sell": "import", "buy": "export"}


class Facts:
    """Rows of one release by country; made once and shared, not to be changed.

    Parameters
    ----------
    store : the release
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def countries(self) -> dict[str, Row]:
        """The focus countries by ISO code, in the order of their table."""
        return {str(row["iso3"]): row for row in rows(self.store, "country")}

    @cached_property
    def trade(self) -> dict[tuple[str, str], list[Row]]:
        """Leading goods of a country by (ISO code, ``export`` or ``import``), best rank first."""
        listed = rows(self.store, "trade_item", item_kind="commodity")
        found = _by(listed, lambda row: (str(row["iso3"]), str(row["flow"])))
        for own in found.values():
            own.sort(key=lambda row: row["rank"] if row["rank"] is not None else 999)
        return found

    @cached_property
    def resources(self) -> dict[str, list[Row]]:
        """Resource facts by country."""
        return _by(rows(self.store, "resource"), lambda row: str(row["iso3"]))

    @cached_property
    def families(self) -> dict[str, str]:
        """Family of each commodity."""
        return {str(r["commodity"]): str(r["family"]) for r in rows(self.store, "commodity")}

    @cached_property
    def sites(self) -> dict[str, list[Row]]:
        """Named sites by country."""
        return _by(rows(self.store, "site"), lambda row: str(row["iso3"]))

    @cached_property
    def projects(self) -> dict[str, list[Row]]:
        """Projects that were not cancelled, by country; one in no country is left out."""
        kept = [
            row for row in rows(self.store, "project")
            if row["iso3"] is not None and row["status"] != "cancelled"
        ]  # fmt: skip
        return _by(kept, lambda row: str(row["iso3"]))

    @cached_property
    def _indicators(self) -> dict[str, dict[str, Series]]:
        return {}

    def series(self, indicator: str) -> dict[str, Series]:
        """Figures of an indicator by country and year; one without a year is left out."""
        if indicator not in self._indicators:
            table = frame(self.store, "indicator")
            found: dict[str, Series] = defaultdict(dict)
            own = table[table["indicator"] == indicator] if len(table) else table
            for raw in own.to_dict("records"):
                row = {str(name): plain(value) for name, value in raw.items()}
                if row["year"] is not None and row["value"] is not None:
                    found[row["iso3"]][int(row["year"])] = row
            self._indicators[indicator] = dict(found)
        return self._indicators[indicator]

    @cached_property
    def members(self) -> dict[tuple[str, str], Row]:
        """Memberships by (ISO code, bloc)."""
        return {(str(r["iso3"]), str(r["bloc_id"])): r for r in rows(self.store, "membership")}

    @cached_property
    def hubs(self) -> dict[str, list[tuple[str, Row]]]:
        """Corridors that run and their hub, by country; each corridor once, in the order of ids.

        A hub that only names a service counts if that service runs.
        """
        running: dict[str, str] = {}
        for row in rows(self.store, "corridor"):
            if row["status"] == "operating":
                running[str(row["corridor_id"])] = str(row["corridor_id"])
        for row in rows(self.store, "service"):
            if row["status"] == "operating":
                running[str(row["service_id"])] = str(row["corridor_id"])
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for node in rows(self.store, "node"):
            for id in parts(node["corridor_ids"]):
                if id in running and node["iso3"] is not None:
                    found[str(node["iso3"])].setdefault(running[id], node)
        return {iso3: sorted(own.items()) for iso3, own in found.items()}

    @cached_property
    def _item_names(self) -> dict[str, Words]:
        return {str(r["name_en"]): words_of(r) for r in rows(self.store, "commodity")}

    def item(self, row: Row) -> Words:
        """What a trade item is called; in French as the commodity of that name is."""
        zh, en = str(row["name_zh"]), str(row["name_en"])
        known = self._item_names.get(en)
        return Words(zh, en, known.fr if known else en)

    def commodity(self, id: str) -> Words:
        """What a commodity is called."""
        return words_of(get(self.store, "commodity", id) or {}, id)

    def by_air(self, corridor_id: str) -> bool:
        """Whether a corridor is one of the air."""
        return (get(self.store, "corridor", corridor_id) or {}).get("mode") == "air"


def _by(listed: Iterable[Row], key: Callable[[Row], K]) -> dict[K, list[Row]]:
    found: dict[K, list[Row]] = {}
    for row in listed:
        found.setdefault(key(row), []).append(row)
    return found


@lru_cache(maxsize=4)
def facts(store: Store) -> Facts:
    """The facts of a release, laid out once."""
    return Facts(store)
