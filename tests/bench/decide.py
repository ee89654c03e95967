"""Profile, scores, condition queries and briefs: how long each takes, first and warm."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

from geodata.finder import find, parse
from geodata.scores import INDEXES, score
from geodata.store import FolderStore
from layers.briefs.content import make
from layers.briefs.files import FORMATS, write
from layers.briefs.model import Brief

QUERY: Final = "cobalt;dta=in-force;park~rail<=200"
SUBJECTS: Final = ("country:KEN", "country:COD", "country:VNM", "corridor:C4", "park:P12")
DAY: Final = date(2026, 11, 21)
ROUNDS: Final = 5
Say = Callable[[str, str, str], None]


def measure(say: Say, data_dir: Path) -> None:
    """Times of scores, of a query and of briefs, line by line."""
    store = FolderStore.open(data_dir)
    for kind in store.manifest.tables:
        store.table(kind)
    for index in INDEXES:
        seconds = [_took(lambda i=index: score(store, i)) for _ in range(2)]
        say(f"score of {index}: first", f"{1000 * seconds[0]:.0f} ms", "")
    weights = [_took(lambda w=w: score(store, INDEXES[0], _other(store, w))) for w in range(ROUNDS)]
    say("score with other weights", f"{1000 * median(weights):.0f} ms", "≤ 150 ms")
    query = parse(QUERY, store)
    say(f"query {QUERY}: first", f"{_took(lambda: find(store, query, DAY)):.2f} s", "")
    warm = [_took(lambda: find(store, query, DAY)) for _ in range(ROUNDS)]
    say("the same again", f"{1000 * median(warm):.1f} ms", "≤ 100 ms")
    _briefs(say, store)


def _other(store: FolderStore, number: int) -> dict[str, float]:
    """Weights that nobody asked for before."""
    first = score(store, INDEXES[0]).terms[0].indicator
    return {first: 0.5 + 0.01 * number}


def _briefs(say: Say, store: FolderStore) -> None:
    """What a person waits for: the content and one file, by format, in each language once."""
    first = _took(lambda: write(_made(store, SUBJECTS[0], "zh"), "pptx", store))
    say("first brief of a server: country:KEN as pptx", f"{first:.2f} s", "≤ 5 s")
    for fmt in FORMATS:
        times = [
            _took(lambda s=subject, w=locale, f=fmt: write(_made(store, s, w), f, store))
            for subject in SUBJECTS
            for locale in ("zh", "en", "fr")
        ]
        say(
            f"brief as {fmt}, median of {len(times)}", f"{median(times):.2f} s "
            f"(slowest {max(times):.2f})", "≤ 5 s",
        )  # fmt: skip


def _made(store: FolderStore, subject: str, locale: str) -> Brief:
    return make(store, subject, locale=locale, day=DAY, link="http://127.0.0.1:8501/")


def _took(work: Callable[[], object]) -> float:
    """Seconds of a piece of work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
