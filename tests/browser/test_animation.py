"""Marks that travel on the overview's map: they move without the server, and stop when told to."""

from typing import Any

import numpy as np
import shapely
from playwright.sync_api import Browser

from geodata.store import FolderStore
from tests.browser.conftest import Opener
from tests.browser.server import Server
from tests.browser.test_clicks import clear, on_map
from tests.browser.visit import Visit, new_context, pixels, visiting

SWITCH = ".st-key-motion label"
# A moment in which marks that move are drawn again even on a busy machine.
MOMENT_MS = 6_000


def picture(visit: Visit) -> "np.ndarray[Any, np.dtype[np.int16]]":
    """The map without the legend on its left."""
    box = visit.map_box()
    clip = {**{side: box[side] for side in ("y", "height")},
            "x": box["x"] + 260, "width": box["width"] - 260}  # fmt: skip
    return pixels(visit.page.screenshot(clip=clip))  # type: ignore[arg-type]


def changed(visit: Visit, before: "np.ndarray[Any, np.dtype[np.int16]]") -> bool:
    """Whether some marks are elsewhere: a few pixels, and only a few, differ clearly."""
    share = float((abs(picture(visit) - before).max(axis=2) > 24).mean())
    return 0.0001 < share < 0.05


def still(visit: Visit) -> bool:
    """Whether the map does not change for a moment."""
    before = picture(visit)
    visit.page.wait_for_timeout(MOMENT_MS)
    return bool((abs(picture(visit) - before) <= 24).all())


def moving(visit: Visit) -> bool:
    """Whether the map comes to show something else."""
    before = picture(visit)
    return visit.reached(lambda: changed(visit, before), 20)


def layers(visit: Visit) -> set[str]:
    return {layer["id"] for layer in (visit.traffic.deck or {})["layers"]}


def test_marks_move_without_the_server(tab: Opener) -> None:
    visit = tab("/")
    assert "trips-all" in layers(visit)
    visit.traffic.clear()
    assert moving(visit)
    assert moving(visit)
    assert visit.traffic.frames == []


def test_the_switch_stops_them_and_is_in_the_address(tab: Opener) -> None:
    visit = tab("/")
    visit.page.locator(SWITCH).first.click()
    visit.until(lambda: "trips-all" not in layers(visit), "the marks are gone")
    visit.settled()
    assert visit.parameters()["motion"] == ["false"]
    assert still(visit)
    visit.page.locator(SWITCH).first.click()
    visit.until(lambda: "trips-all" in layers(visit), "the marks are back")
    visit.settled()
    assert "motion" not in visit.parameters()
    assert moving(visit)


def test_a_link_with_the_switch_off(tab: Opener) -> None:
    visit = tab("/?motion=false")
    assert "trips-all" not in layers(visit)
    assert not visit.page.locator(f"{SWITCH} input").is_checked()


def test_readers_who_want_less_motion_see_a_still_map(server: Server, browser: Browser) -> None:
    context = new_context(browser)
    try:
        with visiting(context, server.url) as visit:
            visit.page.emulate_media(reduced_motion="reduce")
            visit.go("/")
            assert "trips-all" in layers(visit)
            visit.until(lambda: still(visit), "the map is drawn")
            # Their wish may change while they read.
            visit.page.emulate_media(reduced_motion="no-preference")
            assert moving(visit)
            visit.page.emulate_media(reduced_motion="reduce")
            visit.until(lambda: still(visit), "the marks stand still")
    finally:
        context.close()


def test_a_country_is_still_selected_by_a_click(tab: Opener, store: FolderStore) -> None:
    visit = tab("/")
    places = store.layer("labels").set_index("iso3").geometry
    iso3 = next(
        iso3 for iso3 in store.table("country")["iso3"]
        if clear(visit, places[iso3].x, places[iso3].y)
        and on_map(visit, places[iso3].x, places[iso3].y)
        and clear_of_lines(store, places[iso3].x, places[iso3].y)
    )  # fmt: skip
    assert moving(visit)
    visit.click_map(places[iso3].x, places[iso3].y, f"country:{iso3}")
    assert moving(visit)


def clear_of_lines(store: FolderStore, lon: float, lat: float) -> bool:
    """Whether no leg passes near a place: a leg would be selected in the country's stead."""
    lines = store.layer("leg_lines").geometry.to_numpy()
    return bool((shapely.distance(lines, shapely.Point(lon, lat)) > 2.5).all())


def test_another_page_is_still(tab: Opener) -> None:
    visit = tab("/")
    assert moving(visit)
    visit.turn_to("合作", "境外园区")
    visit.until(lambda: visit.path == "parks", "the page is another")
    visit.settled()
    assert "trips-all" not in layers(visit)
    assert still(visit)


def test_without_lines_nothing_moves(tab: Opener) -> None:
    visit = tab("/?layers=park")
    assert "trips-all" not in layers(visit)
    assert still(visit)
