"""`docs/accuracy.md`: published lengths and days beside ours.

``python -m geodata.planner.accuracy`` prints it, ``--write`` writes it.
"""

import argparse
import math
import sys
from pathlib import Path
from typing import Final

import pandas as pd

from geodata.planner.calibrate import TARGETS, distances, summary, times
from geodata.routing.graph import LENGTH_FACTORS
from geodata.settings import ROOT, settings
from geodata.store import FolderStore, Store

PATH: Final = ROOT / "docs" / "accuracy.md"
HEAD: Final = """# Accuracy of lengths and days

Made by `python -m geodata.planner.accuracy --write` from the release of the tables; a test checks
that it is up to date. Lengths are those of the kept networks through the pins that the planner
uses too. The networks skip small bends, so every edge of the rail network is taken {rail:g} times
and every edge of the road network {road:g} times as long as it is drawn: factors measured on the
legs below whose course is known, so that these legs are no independent proof of them.

Published lengths are rounded, and some are of another way than ours; each miss has its cause.
"Comparable" rows leave out those of another way, of other ends or of lines that are not built;
which these are is a judgment, so all rows are counted beside them.
A target is what a length should be within: rail {t_rail:g} %, sea {t_sea:g} %, road {t_road:g} %,
river {t_river:g} %.
"""
OTHERS: Final = """
### The same sea network, reckoned by others

No proof of the sea lanes, only of our use of them; Suez open and around the Cape.

"""
DAYS: Final = """
## Days

Days under way as published beside ours, reckoned from speeds and dwell times alone, without the
wait for the first departure. Ours are a range; a published time that the range does not meet has
its cause. {within} of {count} meet it; the median of the residuals is {median:+.0f} %.

| service | published | ours (low–typical–high) | residual | cause of a miss |
| --- | --- | --- | --- | --- |
"""


def page(store: Store) -> str:
    """The document."""
    table = distances(store)
    ours, theirs = table[table["basis"] != "computed"], table[table["basis"] == "computed"]
    targets = {f"t_{mode}": target for mode, target in TARGETS.items()}
    parts = [HEAD.format(**LENGTH_FACTORS, **targets), "\n## Lengths\n\n", _summary(table)]
    for mode, rows in ours.groupby("mode", sort=False):
        parts += [f"\n### By {mode}\n\n", _lengths(rows)]
    parts += [
        OTHERS,
        _lengths(theirs),
        _days(times(store)),
    ]
    return "".join(parts)


def _summary(table: pd.DataFrame) -> str:
    everything = summary(table.assign(comparable=True)).iloc[-1]
    lines = [
        "| comparable rows | count | misses | median of absolute residuals | median residual |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {row.mode} | {row.rows} | {row.misses} | {row.median_abs_pct:.1f} % "
        f"| {row.median_pct:+.1f} % |"
        for row in summary(table).itertuples()
    ]
    lines.append(
        f"| all, comparable or not | {everything['rows']} | {everything['misses']} "
        f"| {everything['median_abs_pct']:.1f} % | {everything['median_pct']:+.1f} % |"
    )
    return "\n".join(lines) + "\n"


def _lengths(rows: pd.DataFrame) -> str:
    lines = [
        "| way | published km | ours km | residual | cause of a miss |",
        "| --- | --- | --- | --- | --- |",
    ]
    columns = ("name_en", "published_km", "computed_km", "residual_pct", "cause_en")
    for name, published, km, residual, cause in zip(*(rows[c] for c in columns), strict=True):
        ours, off = ("none", "") if math.isnan(km) else (f"{km:,.0f}", f"{residual:+.1f} %")
        lines.append(f"| {name} | {published:,.0f} | {ours} | {off} | {cause} |")
    return "\n".join(lines) + "\n"


def _days(table: pd.DataFrame) -> str:
    known = table[table["km"].notna()]
    head = DAYS.format(
        within=int(known["within"].sum()), count=len(known), median=known["residual_pct"].median()
    )
    lines = []
    for row in table.itertuples():
        low, high = f"{row.published_low:g}", f"{row.published_high:g}"
        said = low if low == high else f"{low}–{high}"
        ours = f"{row.computed_low:g}–{row.computed_typical:g}–{row.computed_high:g}"
        lines.append(f"| {row.name_en} | {said} | {ours} | {row.residual_pct:+.0f} % | "
                     f"{row.cause_en} |")  # fmt: skip
    return head + "\n".join(lines) + "\n"


def main(arguments: list[str], path: Path = PATH) -> int:
    """Print or write the document."""
    parser = argparse.ArgumentParser(prog="python -m geodata.planner.accuracy", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    text = page(FolderStore.open(settings().data_dir))
    if parser.parse_args(arguments).write:
        path.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
