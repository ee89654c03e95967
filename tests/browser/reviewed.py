"""Screenshots that somebody has looked at; a page must still look like its own.

``UPDATE_SCREENSHOTS=1`` writes them anew: look at them before committing.
"""

import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from tests.browser.visit import Visit, pixels

FOLDER = Path(__file__).parent / "screenshots"
LEVELS = 40
SHARE = 0.03
LARGEST_BYTES = 350_000
# What changes with each release: the line that names it.
MASKED = (".atlas-footer",)


def _masked(visit: Visit, png: Path) -> None:
    """Cover what a new release changes, and keep the file small."""
    with Image.open(png) as opened:
        picture = opened.convert("RGB")
    pen = ImageDraw.Draw(picture)
    for selector in MASKED:
        box = visit.page.locator(selector).bounding_box()
        if box is not None:
            corner = box["x"] + box["width"], box["y"] + box["height"]
            pen.rectangle((box["x"], box["y"], *corner), fill=(128, 128, 128))
    picture.quantize(128, dither=Image.Dither.NONE).save(png, optimize=True)


def compare(visit: Visit, name: str) -> None:
    """Compare the window with the reviewed screenshot of that name.

    Raises
    ------
    AssertionError : if more than `SHARE` of the pixels differ by more than `LEVELS`
    """
    visit.page.mouse.move(1, 300)
    # Marks that travel along lines are nowhere twice.
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.wait_for_timeout(500)
    reviewed = FOLDER / f"{name}.png"
    folder = FOLDER if os.environ.get("UPDATE_SCREENSHOTS") else FOLDER / "seen"
    folder.mkdir(parents=True, exist_ok=True)
    seen = folder / f"{name}.png"
    visit.page.screenshot(path=seen)
    _masked(visit, seen)
    assert seen.stat().st_size < LARGEST_BYTES
    assert reviewed.exists(), f"no reviewed screenshot of {name}; look at {seen}"
    before, now = pixels(reviewed.read_bytes()), pixels(seen.read_bytes())
    assert now.shape == before.shape
    differing = float((np.abs(now - before).max(axis=2) > LEVELS).mean())
    assert differing <= SHARE, f"{differing:.1%} of {name} differ from the review; look at {seen}"
