"""Alerts: how long a first page of the day waits for them, and every page after it."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from geodata.alerts import about, alerts
from geodata.store import FolderStore

ROUNDS = 50


def measure(say: Callable[[str, str, str], None], data_dir: Path) -> None:
    """Times of all alerts of a release and of one country's, line by line."""
    store = FolderStore.open(data_dir)
    for kind in store.manifest.tables:
        store.table(kind)
    begun = time.perf_counter()
    found = alerts(store, date(2026, 11, 21))
    say(f"alerts: the first {len(found):,} of a release", f"{_since(begun):.2f} s", "< 1 s")
    begun = time.perf_counter()
    alerts(store, date(2026, 11, 22))
    say("alerts: of another day", f"{_since(begun):.2f} s", "< 0.5 s")
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        about(store, date(2026, 11, 22), "country", "ETH")
    say("alerts: of a country, once kept", f"{1000 * _since(begun) / ROUNDS:.2f} ms", "< 2 ms")


def _since(begun: float) -> float:
    return time.perf_counter() - begun
