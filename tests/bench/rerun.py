"""Server time of a rerun with warm caches, page by page, without a browser."""

import os
import time
from pathlib import Path
from statistics import median

from geodata.settings import ROOT

ENTRY = ROOT / "dashboard" / "app.py"


def reruns(data_dir: Path, path: str, rounds: int) -> float:
    """Median seconds of a rerun of a page, as Streamlit's own test runner runs it."""
    os.environ["HOA_DATA_DIR"] = str(data_dir)
    # Read with the variable set: Streamlit and the atlas take their settings when imported.
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    app.run()
    if path != "overview":
        app.switch_page(str(ROOT / "pages" / f"{path}.py"))
        app.run()
    assert not app.exception, app.exception
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        app.run()
        seconds.append(time.perf_counter() - begun)
    return median(seconds)
