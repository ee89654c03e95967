"""The stop that a text means: by id, name, alias, or the name of its country or city."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from geodata.errors import UsageError
from geodata.planner.network import Network

# Endings that people leave out: 怀化 for 怀化市, 万象 for 万象南站.
ENDINGS = ("市", "土家族苗族自治州", "自治州", "港", "站", "机场", "南站", "国际机场")
# Which stop a name means when several have it: the first of these types.
FIRST = ("prefecture", "capital", "dry-port", "rail-terminal", "seaport", "river-port", "inland",
         "airport", "border", "park")  # fmt: skip


@dataclass(frozen=True)
class Places:
    """Names of the stops of a network.

    Parameters
    ----------
    names : stop ids by lower-cased name, the most likely first
    shown : a name to show for each lower-cased one
    """

    names: dict[str, tuple[str, ...]]
    shown: dict[str, str]

    @classmethod
    def of(cls, net: Network) -> "Places":
        """Collect the names; kept with the network."""
        return _places(net)

    def exact(self, text: str) -> str | None:
        """The stop of that name or id, None if there is none."""
        found = self.names.get(text.strip().casefold())
        return found[0] if found else None

    def near(self, text: str, *, extra: Iterable[str] = (), count: int = 5) -> list[str]:
        """Names most like a text, best first."""
        wanted = text.strip().casefold()
        if not wanted:
            return []
        pool = {**self.shown, **{each.casefold(): each for each in extra}}
        inside = [name for name in pool if len(wanted) >= 2 and wanted in name]
        alike = difflib.get_close_matches(wanted, pool, n=count, cutoff=0.45)
        return list(dict.fromkeys(pool[name] for name in (*inside, *alike)))[:count]

    def find(self, text: str, what: str) -> str:
        """The stop that a text means.

        Parameters
        ----------
        what : what the place is for, for the message: 起点 or 终点

        Raises
        ------
        UsageError : if there is none; it names the nearest
        """
        found = self.exact(text)
        if found is not None:
            return found
        near = self.near(text)
        raise UsageError(
            f"没有叫“{text}”的{what}",
            remedy=("最接近的有：" + "、".join(near)) if near else "地名见线路规划页的清单",
        )


@lru_cache(maxsize=4)
def _places_of(stops: tuple[tuple[str, str, str, str], ...]) -> Places:
    found: dict[str, list[tuple[int, str]]] = {}
    shown: dict[str, str] = {}
    for id, zh, en, stop_type in stops:
        rank = FIRST.index(stop_type) if stop_type in FIRST else len(FIRST)
        names = {id, id.partition(":")[2], zh, en}
        base = zh.partition("（")[0]
        names.add(base)
        names |= {base.removesuffix(ending) for ending in ENDINGS if base.endswith(ending)}
        names |= {en.partition("(")[0].strip(), en.partition(",")[0].strip()}
        for name in filter(lambda each: len(each) > 1, names):
            found.setdefault(name.casefold(), []).append((rank, id))
            shown.setdefault(name.casefold(), name if ":" not in name else zh)
    return Places(
        {name: tuple(id for _, id in sorted(set(ids))) for name, ids in found.items()}, shown
    )


def _places(net: Network) -> Places:
    return _places_of(tuple((s.id, s.name_zh, s.name_en, s.stop_type) for s in net.stops))
