"""Times in a real browser: to the first map, and from a filter to the map drawn again."""

import time
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser

from tests.browser.server import Server
from tests.browser.visit import LAND_SHARE, MAP, SHARE, Visit, land_colours, new_context, visiting

POINTS = 20
# How often the map is looked at, ms: each look waits for the drawing in software to end, so
# looking at every frame would be most of what is measured.
FIRST_MS = 100
AGAIN_MS = 25
# Runs in the page: true once land is on the map; looked for every 0.1 s.
DRAWN = f"""
([selector, colours]) => ({SHARE.strip()})([selector, colours]) > {LAND_SHARE}
"""
# How many colours the map has been drawn with: it changes when a filter changes the map.
PRINT = """
(selector) => {
  const source = document.querySelector(selector);
  const small = new OffscreenCanvas(240, 120);
  const pen = small.getContext("2d", { willReadFrequently: true });
  pen.drawImage(source, 0, 0, 240, 120);
  const data = pen.getImageData(0, 0, 240, 120).data;
  let hash = 0;
  for (let i = 0; i < data.length; i += 4)
    hash = (hash * 31 + (data[i] << 16 ^ data[i + 1] << 8 ^ data[i + 2])) | 0;
  return hash;
}
"""


@dataclass
class Times:
    """Seconds of each round, side by side."""

    ours: list[float] = field(default_factory=list)
    blank: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Median of ours over the median of the blank page."""
        return median(self.ours) / median(self.blank)


def first_map(visit: Visit, path: str) -> float:
    """Seconds from asking for the page until the map is seen with land on the map."""
    begun = time.perf_counter()
    visit.page.goto(visit.url + path, wait_until="commit")
    visit.page.wait_for_function(
        DRAWN, arg=[MAP, land_colours(visit.theme)], polling=FIRST_MS, timeout=60_000
    )
    return time.perf_counter() - begun


def redrawn(visit: Visit, label: str) -> float:
    """Seconds from a click on a segment until the map is seen to differ."""
    before = visit.page.evaluate(PRINT, MAP)
    button = visit.page.locator("[data-testid=stButtonGroup] button", has_text=label).first
    box = button.bounding_box()
    assert box is not None
    begun = time.perf_counter()
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.wait_for_function(
        f"([selector, before]) => ({PRINT.strip()})(selector) !== before",
        arg=[MAP, before], polling=AGAIN_MS, timeout=60_000,
    )  # fmt: skip
    return time.perf_counter() - begun


def measure(browser: Browser, atlas: Server, blank_url: str, rounds: int) -> tuple[Times, Times]:
    """First map and redraw, ours and the blank page's in turn, so that both see the same load."""
    first, again = Times(), Times()
    contexts = [new_context(browser) for _ in range(2)]
    try:
        for number in range(rounds + 1):
            # The first round fills both browsers' caches and is not counted.
            with visiting(contexts[0], atlas.url) as visit:
                ours = first_map(visit, "/africa")
            with visiting(contexts[1], blank_url) as visit:
                blank = first_map(visit, "/")
            if number:
                first.ours.append(ours)
                first.blank.append(blank)
        with (
            visiting(contexts[0], atlas.url) as mine,
            visiting(contexts[1], blank_url) as other,
        ):
            mine.go("/africa")
            other.page.goto(f"{blank_url}/?points={POINTS}")
            other.until(lambda: other.land_share() > LAND_SHARE, "the blank page's map is drawn")
            other.page.wait_for_load_state("networkidle")
            for number in range(rounds + 1):
                ours = redrawn(mine, ("能源", "矿产")[number % 2])
                mine.settled()
                blank = redrawn(other, (str(POINTS // 2), str(POINTS))[number % 2])
                other.page.wait_for_timeout(300)
                if number:
                    again.ours.append(ours)
                    again.blank.append(blank)
    finally:
        for context in contexts:
            context.close()
    return first, again


def bytes_of(browser: Browser, atlas: Server, path: str, filter_: str) -> dict[str, int]:
    """Websocket bytes of a first view, of a filter and of a selection.

    Parameters
    ----------
    filter_ : ``label=option`` of a filter of the page
    """
    context = new_context(browser)
    found = {}
    try:
        with visiting(context, atlas.url) as visit:
            visit.go(path)
            found["first"] = visit.traffic.bytes()
            visit.traffic.clear()
            if filter_:
                visit.choose(*filter_.split("="))
                found["filter"] = visit.traffic.bytes()
                visit.traffic.clear()
            visit.click_row(1)
            visit.until(lambda: visit.selected is not None, f"a row is selected on {quote(path)}")
            visit.settled()
            found["selection"] = visit.traffic.bytes()
    finally:
        context.close()
    return found


def memory_after(browser: Browser, atlas: Server, paths: list[str]) -> float:
    """Resident megabytes of the server while one session a path is open."""
    contexts = [new_context(browser) for _ in paths]
    try:
        for context, path in zip(contexts, paths, strict=True):
            page = context.new_page()
            page.goto(atlas.url + path)
            page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] canvas")
        return atlas.memory_mb()
    finally:
        for context in contexts:
            context.close()
