"""Who lists a commodity among its leading exports or imports with the world."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from geodata.alerts.model import Words
from geodata.alerts.reading import parts, rows
from geodata.finder.model import Fact
from geodata.finder.reading import dated, focus, sources
from geodata.store import Row, Store

Flow = Literal["export", "import"]
TITLES: Final[dict[str, Words]] = {
    "export": Words("主要出口商品第 {n} 位", "export no. {n}", "exportation n° {n}"),
    "import": Words("主要进口商品第 {n} 位", "import no. {n}", "importation n° {n}"),
}


@lru_cache(maxsize=8)
def commodity_of(store: Store) -> Mapping[str, str]:
    """Commodity by any of its names, in lower case; of two that share one, the first."""
    found: dict[str, str] = {}
    for row in rows(store, "commodity"):
        for name in (row["name_zh"], row["name_en"], *parts(row["synonyms"])):
            if isinstance(name, str):
                found.setdefault(name.casefold(), str(row["commodity"]))
    return found


@lru_cache(maxsize=8)
def _listed(store: Store) -> Mapping[tuple[str, str], dict[str, Row]]:
    """Rows of leading goods by flow and commodity, then by country, the best rank of each."""
    names = commodity_of(store)
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows(store, "trade_item", item_kind="commodity"):
        own = names.get(str(row["name_zh"]).casefold()) or names.get(str(row["name_en"]).casefold())
        if own:
            found.setdefault((str(row["flow"]), own), {}).setdefault(str(row["iso3"]), row)
    return found


@lru_cache(maxsize=8)
def traded_goods(store: Store) -> frozenset[str]:
    """Commodities that any country lists."""
    return frozenset(commodity for _, commodity in _listed(store))


def leading(store: Store, commodity: str, flow: Flow) -> tuple[dict[str, Fact], frozenset[str]]:
    """Countries that list a commodity, and those of whose leading goods nothing is known."""
    facts = {}
    for iso3, row in _listed(store).get((flow, commodity), {}).items():
        n = "" if row["rank"] is None else f"{row['rank']:.0f}"
        year = "" if row["year"] is None else f"{row['year']:.0f}"
        title = TITLES[flow]
        facts[iso3] = Fact(
            Words(f"{title.zh.format(n=n)}（{year}）", f"{title.en.format(n=n)} ({year})",
                  f"{title.fr.format(n=n)} ({year})"),
            None, sources(row), dated(row),
        )  # fmt: skip
    return facts, frozenset(focus(store)) - _tellers(store, flow)


@lru_cache(maxsize=8)
def _tellers(store: Store, flow: Flow) -> frozenset[str]:
    """Countries whose leading goods of a flow are known."""
    listed = rows(store, "trade_item", item_kind="commodity", flow=flow)
    return frozenset(str(row["iso3"]) for row in listed)
