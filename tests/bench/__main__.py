"""`python -m tests.bench`: measure times and sizes, and print them beside their targets.

Times depend on the machine and on what else it does, so they are told and not judged; ratios to
a blank Streamlit page are measured in turn with it, so that both see the same machine.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from dashboard.navigation import PAGES
from geodata.build import build
from geodata.settings import ROOT
from geodata.store import FolderStore
from tests.bench import alerts, decide, planner, relations, routing, screen, search
from tests.bench.rerun import reruns
from tests.browser.server import running, serve
from tests.browser.visit import launch

FILTERS = {"/africa": "区域=东非", "/projects": "形式=投资", "/branches": "类别=建设银行"}
PARTS = (
    "data", "routing", "planner", "search", "relations", "alerts", "decide", "reruns", "browser",
)  # fmt: skip
TEN = ("/", "/africa", "/asean", "/country", "/corridors", "/parks", "/events", "/projects",
       "/branches", "/africa")  # fmt: skip


def say(name: str, found: str, target: str = "") -> None:
    """One line of the table."""
    sys.stdout.write(f"| {name} | {found} | {target} |\n")
    sys.stdout.flush()


def _data(data_dir: Path) -> None:
    """Building, building again, opening."""
    begun = time.perf_counter()
    build(ROOT / "geodata" / "tables", data_dir)
    say("build of the release", f"{time.perf_counter() - begun:.1f} s", "≤ 60 s")
    begun = time.perf_counter()
    build(ROOT / "geodata" / "tables", data_dir)
    say("build again, nothing changed", f"{time.perf_counter() - begun:.2f} s")
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        store = FolderStore.open(data_dir)
        for kind in store.manifest.tables:
            store.table(kind)
        seconds.append(time.perf_counter() - begun)
    say("release opened, every table read and checked", f"{median(seconds):.2f} s", "< 1 s")


def _reruns(data_dir: Path, rounds: int) -> None:
    """Server time of a rerun, by page."""
    logging.disable(logging.WARNING)
    for page in PAGES:
        seconds = reruns(data_dir, page.path, rounds)
        say(f"rerun of {page.path}, warm, on the server", f"{1000 * seconds:.0f} ms", "≤ 60 ms")
    logging.disable(logging.NOTSET)


def _browser(data_dir: Path, folder: Path, rounds: int) -> None:
    """First map, redraw, bytes and memory."""
    with _servers(data_dir, folder) as (atlas, blank), sync_playwright() as playwright:
        say("start of the server to its first answer", f"{atlas.started_s:.1f} s")
        browser = launch(playwright)
        first, again = screen.measure(browser, atlas, blank, rounds)
        for name, times in (("first map of /africa", first), ("filter to map redrawn", again)):
            ours, theirs = median(times.ours), median(times.blank)
            say(
                f"{name} ÷ blank page",
                f"{times.ratio:.2f} ({ours:.2f} s ÷ {theirs:.2f} s)",
                "≤ 1.6",
            )
        for path in dict.fromkeys(TEN):
            found = screen.bytes_of(browser, atlas, path, FILTERS.get(path, ""))
            shown = ", ".join(f"{name} {size / 1000:.1f} kB" for name, size in found.items())
            say(f"websocket bytes of {path}", shown, "first ≤ 300 kB, then ≤ 40 kB")
        browser.close()
    with serve(data_dir, folder / "memory.txt") as atlas, sync_playwright() as playwright:
        say("memory of the server, no session", f"{atlas.memory_mb():.0f} MB")
        browser = launch(playwright)
        found_mb = screen.memory_after(browser, atlas, list(TEN))
        say("memory of the server, ten sessions open", f"{found_mb:.0f} MB", "≤ 500 MB")
        browser.close()


@contextmanager
def _servers(data_dir: Path, folder: Path) -> Iterator[tuple[screen.Server, str]]:
    """The atlas, and Streamlit with next to nothing."""
    blank = [str(Path(__file__).with_name("blank_app.py"))]
    with (
        serve(data_dir, folder / "atlas.txt") as atlas,
        running(blank, "/release", folder / "blank.txt") as (blank_url, *_),
    ):
        yield atlas, blank_url


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median counts")
    parser.add_argument(
        "--only",
        nargs="*",
        choices=PARTS,
        help="parts to measure",
    )
    options = parser.parse_args()
    parts = options.only or PARTS
    say("what", "found", "target")
    say("---", "---", "---")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "data" in parts:
            _data(folder / "data")
        elif set(parts) != {"routing"}:
            build(ROOT / "geodata" / "tables", folder / "data")
        if "routing" in parts:
            routing.measure(say)
        if "planner" in parts:
            planner.measure(say, folder / "data")
        if "search" in parts:
            search.measure(say, folder / "data")
        if "relations" in parts:
            relations.measure(say, folder / "data")
        if "alerts" in parts:
            alerts.measure(say, folder / "data")
        if "decide" in parts:
            decide.measure(say, folder / "data")
        if "reruns" in parts:
            _reruns(folder / "data", options.rounds)
        if "browser" in parts:
            _browser(folder / "data", folder, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
