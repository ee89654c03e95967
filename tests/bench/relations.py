"""Relations and what is nearby: the index, a card's lists, ways between two, nearest services."""

import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import ceil
from pathlib import Path
from statistics import median

from geodata.kinds import KINDS
from geodata.nearby import gaps, services_near
from geodata.relations import connect, links, neighbourhood, suggestions
from geodata.store import FolderStore

KINDS_READ = ("country", "park", "project", "event", "branch")
PAIRS = 60


def measure(say: Callable[[str, str, str], None], data_dir: Path) -> None:
    """Times of reading relations, line by line; each call is of another entity, none is kept."""
    store = FolderStore.open(data_dir)
    for kind in store.manifest.tables:
        store.table(kind)
    refs = [(k, str(id)) for k in KINDS_READ for id in store.table(k)[KINDS[k].id_column]]
    begun = time.perf_counter()
    links(store, *refs[0])
    count = len(store.table("relation"))
    say(
        f"relations: the first card, index of {count:,}", f"{time.perf_counter() - begun:.2f} s", ""
    )
    _told(say, "relations of an entity", (_seconds(links, store, *ref) for ref in refs[1:]))
    _told(say, "related items", (_seconds(suggestions, store, *ref) for ref in refs))
    _told(say, "two steps around", (_seconds(neighbourhood, store, *ref) for ref in refs))
    connect(store, refs[0], refs[1])
    pairs = list(pairwise(refs[:: max(1, len(refs) // PAIRS)]))
    _told(say, "ways between two", (_seconds(connect, store, a, b) for a, b in pairs))
    parks = store.table("park").dropna(subset=["lat"])
    services_near(store, 0.0, 20.0)
    points = zip(parks["lat"], parks["lon"], strict=True)
    _told(say, "nearest services", (_seconds(services_near, store, *point) for point in points))
    begun = time.perf_counter()
    gaps(store, "CCB", 500, "park")
    say("gaps of a bank among parks", f"{1000 * (time.perf_counter() - begun):.0f} ms", "")


def _seconds(function: Callable[..., object], *given: object) -> float:
    begun = time.perf_counter()
    function(*given)
    return time.perf_counter() - begun


def _told(say: Callable[[str, str, str], None], name: str, times: Iterable[float]) -> None:
    found = sorted(1000 * seconds for seconds in times)
    p95 = found[ceil(0.95 * len(found)) - 1]
    say(f"{name}, median and p95 of {len(found)}", f"{median(found):.2f} and {p95:.2f} ms", "")
