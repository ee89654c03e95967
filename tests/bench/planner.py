"""Plans and reach in a warm process, and what the routes of a release cost to make."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import median, quantiles

from geodata.build import build
from geodata.planner.api import plan, reach
from geodata.planner.model import Cargo
from geodata.settings import ROOT
from geodata.store import FolderStore

TABLES = ROOT / "geodata" / "tables"
STARTS = ("长沙", "株洲", "怀化", "岳阳", "郴州")
ENDS = ("蒙巴萨", "country:ZMB", "country:NGA", "万象", "country:EGY", "country:VNM")
CLOSED = (("malacca",), ("cape", "node:NANSHA"))
ROUNDS = 5
# In a process of its own, so that what others have loaded does not count.
_MEMORY = """
import sys
from pathlib import Path
from geodata.store import FolderStore
from geodata.planner.api import plan
from geodata.planner.model import Cargo
def mb():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
store = FolderStore.open(Path(sys.argv[1]))
before = mb()
plan(store, "长沙", "蒙巴萨", Cargo(), closed=["malacca"])
print(mb() - before)
"""


def measure(say: Callable[[str, str, str], None], data_dir: Path) -> None:
    """Times and memory, line by line; the routes of `data_dir` are made anew."""
    seconds = _rebuilt(data_dir, fresh=True)
    say("release built, routes worked out", f"{seconds:.1f} s", "≤ 60 s")
    seconds = _rebuilt(data_dir, fresh=False)
    say("release built, routes as kept", f"{seconds:.1f} s", "")
    store = FolderStore.open(data_dir)
    begun = time.perf_counter()
    plan(store, "长沙", "蒙巴萨", Cargo())
    say("first plan of a process", f"{time.perf_counter() - begun:.2f} s", "")
    plans = [
        _seconds(lambda a=start, b=end, c=closed: plan(store, a, b, Cargo(), closed=c))
        for start, end, closed in product(STARTS, ENDS, CLOSED)
    ]
    again = [
        _seconds(lambda a=start, b=end, c=closed: plan(store, a, b, Cargo(), closed=c))
        for start, end, closed in product(STARTS, ENDS, CLOSED)
    ]
    for name, times in (("asked for the first time", plans), ("asked again", again)):
        say(
            f"plan with closures, {len(times)} {name}: median, 95 %",
            f"{1000 * median(times):.0f} ms, {1000 * quantiles(times, n=20)[-1]:.0f} ms",
            "95 % ≤ 100 ms",
        )
    for name, gates in (("", ()), (", Malacca closed", ("malacca",))):
        times = [_seconds(lambda c=gates: reach(store, "长沙", Cargo(), closed=c))
                 for _ in range(ROUNDS)]  # fmt: skip
        say(f"reach of 65 countries{name}", f"{1000 * median(times):.0f} ms", "≤ 1 s")
    said = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(data_dir)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    say("memory that a first plan adds", f"{float(said):.0f} MB", "")


def _rebuilt(data_dir: Path, *, fresh: bool) -> float:
    if fresh:
        shutil.rmtree(data_dir / "routes", ignore_errors=True)
    return _seconds(lambda: build(TABLES, data_dir, force=True))


def _seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
