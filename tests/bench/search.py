"""Searches: how long the index takes to make, and a search, at today's size and at 100,000."""

import csv
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path
from statistics import median

from geodata.search import Document, Index, Text, index_of, search, search_in
from geodata.search.documents import documents
from geodata.settings import ROOT
from geodata.store import FolderStore

MANY = 100_000
ROUNDS = 5
# What nobody types on purpose, and everything somebody does while typing.
ODD = ("z", "x1", "中", "a", "的", "qqqqqqqq", "没有这样的东西啊", "the port of", "湖南",
       "China 2024", "矿山 非洲", "国家 东非")  # fmt: skip


def measure(say: Callable[[str, str, str], None], data_dir: Path) -> None:
    """Times of the index and of searches, line by line."""
    store = FolderStore.open(data_dir)
    for kind in store.manifest.tables:
        store.table(kind)
    begun = time.perf_counter()
    search(store, "蒙巴萨")
    seconds = time.perf_counter() - begun
    made = documents(store)
    index = index_of(store)
    say(f"search: index of {len(made):,} made, and the first search", f"{seconds:.2f} s", "< 1 s")
    _told(say, index, len(made), 30)
    many = grown(made, MANY)
    begun = time.perf_counter()
    index = Index(many)
    search_in([index], "蒙巴萨")
    say(f"search: index of {len(many):,} made", f"{time.perf_counter() - begun:.1f} s", "")
    _told(say, index, len(many), 100)


def _told(say: Callable[[str, str, str], None], index: Index, size: int, target_ms: int) -> None:
    milliseconds = sorted(1000 * seconds for seconds in _times(index, queries()))
    p95 = milliseconds[ceil(0.95 * len(milliseconds)) - 1]
    found = f"{p95:.1f} ms (median {median(milliseconds):.1f}, slowest {milliseconds[-1]:.1f})"
    say(f"search among {size:,}, p95", found, f"≤ {target_ms} ms")


def queries() -> list[str]:
    """The golden queries, each of them half typed, and odd ones."""
    with (ROOT / "tests" / "golden" / "search.csv").open(encoding="utf-8", newline="") as file:
        golden = [row["query"] for row in csv.DictReader(file)]
    return [*golden, *(query[: len(query) // 2 + 1] for query in golden), *ODD]


def _times(index: Index, texts: Sequence[str]) -> list[float]:
    """Seconds of each search, the median of some rounds."""
    found = []
    for text in texts:
        rounds = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            search_in([index], text)
            rounds.append(time.perf_counter() - begun)
        found.append(median(rounds))
    return found


def grown(made: Sequence[Document], count: int) -> list[Document]:
    """`count` documents: the real ones, and more with names made of halves of theirs."""
    dice = random.Random(1)  # noqa: S311
    named = [one for one in made if one.kind not in ("indicator", "source")]
    found = list(made)
    while len(found) < count:
        first, second = dice.choice(named), dice.choice(named)
        at = len(found)
        halves = first.name[: len(first.name) // 2 + 1] + second.name[len(second.name) // 2 :]
        english = " ".join(
            word
            for one in (first, second)
            for text in one.names[:1]
            for word in text.text.split()[:2]
        )
        names = tuple(Text(text.label, english) for text in first.names[:1])
        found.append(replace(first, id=f"{first.id}-{at}", name=halves, names=names))
    return found
