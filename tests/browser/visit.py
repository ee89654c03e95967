"""A browser tab on the atlas: goes, looks, clicks, and notes every byte and every request."""

import json
import math
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from layers.palette import GROUNDS, Rgb, Theme

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--font-render-hinting=none",
    # No name is resolved and no other address is reached: the network is blocked below the page.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
MAP = ".st-key-map canvas"
# Streamlit asks below a page's address whether the server is another app's; it answers no.
KNOWN_404 = ("/_stcore/health", "/_stcore/host-config")
PATIENCE_S = 60.0
# A canvas keeps its picture, so that it can be looked at between two frames.
KEEP = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return get.call(this, kind, /webgl/.test(kind)
    ? { ...options, preserveDrawingBuffer: true } : options);
};
"""
# Share of the canvas that has one of the colours, seen on a small copy of it.
SHARE = """
([selector, colours]) => {
  const source = document.querySelector(selector);
  if (!source || !source.width) return 0;
  const small = window.__small ??= new OffscreenCanvas(96, 64);
  const pen = small.getContext("2d", { willReadFrequently: true });
  pen.imageSmoothingEnabled = false;
  pen.clearRect(0, 0, 96, 64);
  pen.drawImage(source, 0, 0, 96, 64);
  const data = pen.getImageData(0, 0, 96, 64).data;
  let found = 0;
  for (let i = 0; i < data.length; i += 4)
    if (colours.some((c) => c.every((v, k) => Math.abs(v - data[i + k]) <= 3))) found += 1;
  return found / (96 * 64);
}
"""
LAND_SHARE = 0.02


def find_chromium() -> str:
    """The browser's program: the variable CHROMIUM, or what PATH has.

    Raises
    ------
    RuntimeError : if there is none
    """
    named = os.environ.get("CHROMIUM", "")
    for name in [named] if named else NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise RuntimeError(
        f"CHROMIUM names no program: {named}" if named else
        "The browser tests need Chromium or Chrome: install one, or set CHROMIUM to its path"
    )  # fmt: skip


def launch(playwright: Playwright) -> Browser:
    """The machine's Chromium, drawing in software so that every machine draws the same."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)


def land_colours(theme: Theme) -> list[Rgb]:
    """The colours of land without facts."""
    return [GROUNDS[theme].land, GROUNDS[theme].focus]


@dataclass
class Traffic:
    """What a tab has received and tried: websocket frames, requests elsewhere, errors."""

    frames: list[bytes] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    decks: dict[str, dict[str, Any]] = field(default_factory=dict)
    deck: dict[str, Any] | None = None

    def receive(self, payload: bytes | str) -> None:
        """Note a frame; remember the map it draws."""
        frame = payload if isinstance(payload, bytes) else payload.encode()
        self.frames.append(frame)
        message = ForwardMsg.FromString(frame)
        if message.WhichOneof("type") == "ref_hash":
            self.deck = self.decks.get(message.ref_hash, self.deck)
        elif message.HasField("delta"):
            text = message.delta.new_element.deck_gl_json_chart.json
            if text:
                self.deck = self.decks[message.hash] = json.loads(text)

    def bytes(self) -> int:
        """Bytes received since the last `clear`."""
        return sum(map(len, self.frames))

    def kinds(self) -> Counter[str]:
        """Bytes by kind of message."""
        found: Counter[str] = Counter()
        for frame in self.frames:
            message = ForwardMsg.FromString(frame)
            kind = str(message.WhichOneof("type"))
            if kind == "delta":
                inner = message.delta
                kind = str(inner.WhichOneof("type"))
                if kind == "new_element":
                    kind = str(inner.new_element.WhichOneof("type"))
            found[kind] += len(frame)
        return found

    def clear(self) -> None:
        """Forget the frames."""
        self.frames.clear()


class Visit:
    """A tab of a reader."""

    def __init__(self, page: Page, url: str, theme: Theme) -> None:
        self.page, self.url, self.theme = page, url, theme
        self.traffic = Traffic()
        self._open: set[Request] = set()
        page.add_init_script(KEEP)
        page.on("request", self._asked)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)
        page.on("websocket", lambda ws: ws.on("framereceived", self.traffic.receive))
        page.on("pageerror", lambda error: self.traffic.errors.append(str(error)))
        page.on("console", self._console)

    def _asked(self, request: Request) -> None:
        """Note a request; one that is not to the server itself is a fault."""
        if request.url.startswith((self.url + "/", "data:", "blob:")):
            self._open.add(request)
        else:
            self.traffic.outside.append(request.url)

    def _answered(self, request: Request) -> None:
        self._open.discard(request)

    def _console(self, message: Any) -> None:
        where = str(message.location.get("url", ""))
        if message.type == "error" and not ("404" in message.text and where.endswith(KNOWN_404)):
            self.traffic.errors.append(f"{message.text} {where}")

    # going

    def go(self, path: str, *, map_drawn: bool = True) -> "Visit":
        """Open a page of the atlas and wait until it stands."""
        self.page.goto(self.url + path)
        return self.settled(map_drawn=map_drawn)

    def settled(self, *, map_drawn: bool = True) -> "Visit":
        """Wait until the page's script has ended, nothing is loading, and the map shows land."""
        app = "[data-testid=stApp]"
        calm = 0

        def still() -> bool:
            nonlocal calm
            done = self.page.locator(f"{app}[data-test-script-state=notRunning]").count() == 1
            calm = calm + 1 if done and not self._open and self._window_told() else 0
            return calm >= 3

        self.until(still, "the page came to rest")
        if map_drawn:
            self.until(lambda: self.land_share() > LAND_SHARE, "the map shows land")
        return self

    def _window_told(self) -> bool:
        """Whether the page knows the window's size: until then it may draw itself once more."""
        return any(c["name"] == "atlas_viewport" for c in self.page.context.cookies())

    def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE_S) -> None:
        """Wait for a condition.

        Raises
        ------
        AssertionError : if it does not hold in time
        """
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"waited {seconds:g} s in vain until {what}"
            self.page.wait_for_timeout(60)

    # looking

    def land_share(self) -> float:
        """Share of the map that is land without facts."""
        share = self.page.evaluate(SHARE, [MAP, land_colours(self.theme)])
        return float(share)

    def picture(self, **options: Any) -> "np.ndarray[Any, np.dtype[np.int16]]":
        """A screenshot as an array, height × width × 3."""
        return pixels(self.page.screenshot(**options))

    def map_box(self) -> dict[str, float]:
        """Where the map is in the window."""
        box = self.page.locator(MAP).first.bounding_box()
        assert box is not None
        return dict(box)

    def parameters(self) -> dict[str, list[str]]:
        """The address's parameters."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def selected(self) -> str | None:
        """The selected ``kind:id`` of the address."""
        return self.parameters().get("sel", [None])[0]

    @property
    def path(self) -> str:
        """The page's name in the address."""
        return urlsplit(self.page.url).path.strip("/")

    def title(self) -> str:
        """Heading of the detail card; empty without one."""
        heads = self.page.locator(".st-key-card h2")
        return heads.first.inner_text().strip() if heads.count() else ""

    def text(self, selector: str) -> str:
        """Text of an element."""
        return self.page.locator(selector).first.inner_text()

    def chosen_row(self) -> int | None:
        """Number of the table's chosen row, from 0."""
        rows = self.page.locator("[data-testid=stDataFrame] tr[aria-selected=true]")
        return int(rows.first.get_attribute("aria-rowindex") or 0) - 2 if rows.count() else None

    def table(self) -> list[list[str]]:
        """The rows of the table that its accessible twin holds."""
        rows = self.page.locator("[data-testid=stDataFrame]").first.locator("tbody tr")
        return [row.locator("td").all_text_contents() for row in rows.all()]

    def rows(self) -> int:
        """How many rows the table has."""
        grid = self.page.locator("[data-testid=stDataFrame] table[role=grid]").first
        return int(grid.get_attribute("aria-rowcount") or 1) - 1

    def points(self) -> dict[str, tuple[float, float]]:
        """Longitude and latitude of the points that the map holds inline, by ``kind:id``."""
        found = {}
        for layer in (self.traffic.deck or {}).get("layers", []):
            if isinstance(layer.get("data"), list) and layer.get("pickable"):
                found |= {row["id"]: tuple(row["p"]) for row in layer["data"]}
        return found

    # clicking

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place is in the window, with the camera that the map opened with."""
        assert self.traffic.deck is not None
        camera, box = self.traffic.deck["initialViewState"], self.map_box()
        scale = 512 * 2 ** camera["zoom"]

        def mercator(lat: float) -> float:
            return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)

        x = (lon - camera["longitude"]) / 360 * scale
        y = (mercator(camera["latitude"]) - mercator(lat)) * scale
        return box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2 + y

    def click_map(self, lon: float, lat: float, wanted: str) -> None:
        """Click a place until it is selected: a map that has just been drawn may miss a click."""
        for _try in range(4):
            self.page.mouse.move(*self.at(lon, lat))
            self.page.mouse.click(*self.at(lon, lat))
            if self.reached(lambda: self.selected == wanted, 6):
                break
        assert self.selected == wanted
        self.settled()

    def reached(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Whether a condition holds within some seconds."""
        try:
            self.until(condition, "", seconds)
        except AssertionError:
            return False
        return True

    def follow(self, selector: str) -> str:
        """Follow the first visible link; its words. A page still at work may miss a click."""
        link = self.page.locator(selector).filter(visible=True).first
        name = link.inner_text().strip()
        wanted = parse_qs(urlsplit(link.get_attribute("href") or "").query)["sel"][0]
        for _try in range(4):
            link.click()
            if self.reached(lambda: self.selected == wanted, 8):
                break
        assert self.selected == wanted
        # The address changes at once, the page after it.
        self.until(lambda: self.title() == name, f"the card of {name}")
        self.settled()
        return name

    def turn_to(self, menu: str, page: str) -> None:
        """Open a page by its menu on the bar."""
        self.page.locator("[data-testid=stTopNavSection]", has_text=menu).click()
        self.page.locator("a", has_text=page).filter(visible=True).last.click()

    def click_row(self, number: int) -> None:
        """Click the mark of a row of the table."""
        grid = self.page.locator("[data-testid=stDataFrame] canvas").first
        box = grid.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + 14, box["y"] + 30 * number + 50)

    def choose(self, label: str, *options: str) -> None:
        """Choose options of a multiselect by its label, as a reader does."""
        box = self.page.get_by_role("combobox", name=label).first
        for option in options:
            box.click()
            self.page.get_by_role("option", name=option, exact=True).click()
            self.settled()
        self.page.keyboard.press("Escape")


def pixels(png: bytes) -> "np.ndarray[Any, np.dtype[np.int16]]":
    """A picture as an array, height × width × 3."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(np.int16)


def share_of(
    picture: "np.ndarray[Any, np.dtype[np.int16]]", colours: list[Rgb], tolerance: int = 3
) -> float:
    """Share of a picture's pixels that have one of the colours."""
    near = [(abs(picture - np.array(c)) <= tolerance).all(axis=2) for c in colours]
    return float(np.logical_or.reduce(near).mean())


def new_context(
    browser: Browser, *, width: int = 1366, height: int = 768, theme: Theme = "light"
) -> BrowserContext:
    """A reader's browser with nothing remembered."""
    return browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="zh-CN"
    )


@contextmanager
def visiting(context: BrowserContext, url: str, theme: Theme = "light") -> Iterator[Visit]:
    """A tab; when it is left, nothing may have gone wrong in it."""
    page = context.new_page()
    try:
        visit = Visit(page, url, theme)
        yield visit
        assert visit.traffic.outside == [], "the page asked other machines"
        assert visit.traffic.errors == [], "the browser's console has errors"
    finally:
        page.close()
