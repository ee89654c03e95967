"""Ways on the rail network: against scgraph's own search, and what the networks cost to load."""

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np
from scgraph import GeoGraph

from geodata.routing.graph import Graph, load
from geodata.routing.path import NoPath, shortest
from geodata.settings import ROOT

TABLES = ROOT / "geodata" / "tables"
PAIRS = {
    "Changsha–Alashankou": ((112.99, 28.34), (82.57, 45.17)),
    "Zabaikalsk–Moscow": ((117.33, 49.65), (37.66, 55.78)),
    "Bangkok–Kuala Lumpur": ((100.52, 13.74), (101.69, 3.13)),
    "Dar es Salaam–Kapiri Mposhi": ((39.26, -6.86), (28.68, -13.97)),
}
ROUNDS = 5
# In a process of its own, so that what others have loaded does not count.
_LOAD = """
import sys, time
import numpy, pandas, scipy.sparse.csgraph, scipy.spatial
from pathlib import Path
from geodata.routing.graph import load
def mb():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
before, begun = mb(), time.perf_counter()
load(sys.argv[1], Path(sys.argv[2]))
print(time.perf_counter() - begun, mb() - before)
"""


def measure(say: Callable[[str, str, str], None]) -> None:
    """Load times, memory and the ratio to scgraph, line by line."""
    for mode in ("rail", "road"):
        seconds, megabytes = _loaded(mode)
        say(f"{mode} network loaded", f"{seconds:.2f} s", "< 1 s")
        say(f"memory of the {mode} network", f"{megabytes:.0f} MB", "< 150 MB")
    graph = load("rail", TABLES)
    theirs = _scgraph(graph)
    ours_all, theirs_all = [], []
    for name, (start, end) in PAIRS.items():
        ours_s, ours_km = _timed(lambda a=start, b=end: _ours(graph, a, b))
        theirs_s, theirs_km = _timed(lambda a=start, b=end: _theirs(theirs, a, b))
        ours_all.append(ours_s)
        theirs_all.append(theirs_s)
        say(
            f"{name} ÷ scgraph",
            f"{ours_s / theirs_s:.2f} ({1000 * ours_s:.1f} ms ÷ {1000 * theirs_s:.1f} ms; "
            f"{ours_km:,.0f} km, {theirs_km:,.0f} km)",
            "≤ 1.5",
        )
    ratios = [ours / other for ours, other in zip(ours_all, theirs_all, strict=True)]
    say("ways on rail ÷ scgraph, median of the pairs", f"{median(ratios):.2f}", "≤ 1.5")
    say("ways on rail ÷ scgraph, all pairs together", f"{sum(ours_all) / sum(theirs_all):.2f}", "")


def _loaded(mode: str) -> tuple[float, float]:
    said = subprocess.run(
        [sys.executable, "-c", _LOAD, mode, str(TABLES)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    return float(said[0]), float(said[1])


def _timed(call: Callable[[], float]) -> tuple[float, float]:
    """Median seconds of a call after one that warms up, and what it gives."""
    found = call()
    seconds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = call()
        seconds.append(time.perf_counter() - begun)
    return median(seconds), found


def _scgraph(graph: Graph) -> GeoGraph:
    """The same nodes and edges, in the largest part of the network, where all pairs are."""
    edges: list[dict[int, float]] = [{} for _ in graph.lon]
    matrix = graph.matrix
    for u, v, km in zip(
        graph.rows.tolist(), matrix.indices.tolist(), matrix.data.tolist(), strict=True
    ):
        edges[u][v] = km
    return GeoGraph(graph=edges, nodes=np.column_stack([graph.lat, graph.lon]).tolist())


def _ours(graph: Graph, start: tuple[float, float], end: tuple[float, float]) -> float:
    found = shortest(graph, [start, end])
    assert not isinstance(found, NoPath), found.reason
    return found.km


def _theirs(graph: GeoGraph, start: tuple[float, float], end: tuple[float, float]) -> float:
    found = graph.get_shortest_path(
        {"longitude": start[0], "latitude": start[1]}, {"longitude": end[0], "latitude": end[1]}
    )
    return float(found["length"])
