"""Every page stands: map drawn, nothing wrong, nothing cut off, the same look as reviewed."""

import numpy as np
import pytest
from playwright.sync_api import Locator

from dashboard.navigation import PAGES
from layers.palette import GROUNDS, Theme
from tests.browser.conftest import Opener
from tests.browser.reviewed import compare
from tests.browser.visit import Visit, share_of

PATHS = [page.path for page in PAGES]
REVIEWED = ("overview", "africa", "corridors", "country")
MAPPED = [path for path in PATHS if path != "data"]
# Financial services are on a map once one is chosen, countries are found by conditions.
STARTS = {
    "overview": "/",
    "finance": "/finance?sel=financial_service:letter-of-credit",
    "finder": "/finder?q=cobalt%3Bdta%3Din-force%3Bpark~rail%3C%3D200",
}
# Below this share of land in the map's picture, it is a map of nothing.
LAND = 0.02


def stands(visit: Visit) -> None:
    """The page shows no failure, fits the window, and has a title."""
    page = visit.page
    assert page.title() == "湘企出海地图"
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    assert page.locator("[data-testid=stTopNavLink], [data-testid=stTopNavSection]").count() >= 5
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window


def shows_map(visit: Visit) -> None:
    """The map has land, a legend and what every map must carry."""
    clip = visit.map_box()
    picture = visit.picture(clip=clip)
    tones = GROUNDS[visit.theme]
    assert share_of(picture, [tones.land, tones.focus]) > LAND
    assert share_of(picture, [tones.sea]) > LAND
    footer = visit.page.locator(".atlas-footer")
    assert footer.is_visible()
    assert "未送审，仅供内部研究" in footer.inner_text()
    for part in (footer, legend(visit)):
        inside(part, clip)


def legend(visit: Visit) -> Locator:
    """The legend of the theme."""
    return visit.page.locator(f".st-key-legend-{visit.theme}")


def inside(part: Locator, clip: dict[str, float]) -> None:
    """The element lies wholly on the map."""
    box = part.bounding_box()
    assert box is not None
    assert box["width"] > 0
    assert box["x"] >= clip["x"]
    assert box["x"] + box["width"] <= clip["x"] + clip["width"]
    assert box["y"] >= clip["y"]
    assert box["y"] + box["height"] <= clip["y"] + clip["height"]


@pytest.mark.parametrize("path", MAPPED)
def test_page_on_a_desk(tab: Opener, path: str) -> None:
    visit = tab(STARTS.get(path, f"/{path}"))
    stands(visit)
    shows_map(visit)
    if path in REVIEWED:
        compare(visit, path)


def test_data_page(tab: Opener) -> None:
    visit = tab("/data", map_drawn=False)
    stands(visit)


@pytest.mark.parametrize("path", ["overview", "africa"])
@pytest.mark.parametrize(
    ("width", "height", "theme"),
    [(1920, 1080, "light"), (3840, 2160, "light"), (1920, 1080, "dark")],
)
def test_page_elsewhere(tab: Opener, path: str, width: int, height: int, theme: Theme) -> None:
    visit = tab("/" if path == "overview" else f"/{path}", width=width, height=height, theme=theme)
    stands(visit)
    shows_map(visit)
    box = visit.map_box()
    assert box["height"] >= 0.6 * height
    assert box["width"] >= 0.7 * width
    if theme == "dark":
        assert np.median(visit.picture(clip=box)) < 90
