"""A click on the bare map of 周边与缺口 looks around from that point; one on a thing selects it."""

import math

from playwright.sync_api import expect

from geodata.store import FolderStore
from tests.browser.conftest import Opener
from tests.browser.visit import Visit


def asked(visit: Visit) -> tuple[float, float] | None:
    """Latitude and longitude that the address asks for."""
    text = visit.parameters().get("at", [""])[0]
    parts = text.split(",")
    return (float(parts[0]), float(parts[1])) if len(parts) == 2 else None


def click(visit: Visit, lon: float, lat: float) -> None:
    """Click a place until it is asked for: a map that has just been drawn may miss a click."""
    for _try in range(4):
        visit.page.mouse.click(*visit.at(lon, lat))
        if visit.reached(lambda: asked(visit) is not None, 6):
            break
    visit.settled(map_drawn=False)


def test_a_click_on_the_map_looks_around_from_there(tab: Opener, store: FolderStore) -> None:
    visit = tab("/nearby")
    assert asked(visit) is None
    click(visit, 28.3, -15.4)
    found = asked(visit)
    assert found is not None
    # A pixel of the opening map is some 10 km.
    assert math.dist(found, (-15.4, 28.3)) < 0.3
    visit.until(lambda: visit.rows() > 5, "the table lists services")
    assert "赞比亚" in visit.text(".st-key-card")
    layers = {layer["id"].partition("~")[0] for layer in (visit.traffic.deck or {})["layers"]}
    assert {"near-here", "near-branch", "near-km"} <= layers

    # A service on the map is selected by a click, and the point stays.
    points = {i: p for i, p in visit.points().items() if i.startswith("branch:")}
    here = visit.at(*points.pop("branch:B040", (28.3, -15.4)))
    id_, place = max(points.items(), key=lambda each: math.dist(visit.at(*each[1]), here))
    visit.click_map(*place, id_)
    assert visit.title() == store.get("branch", id_.removeprefix("branch:"))["name_zh"]
    assert asked(visit) == found


def test_a_drag_is_no_click_and_the_legend_is_not_the_map(tab: Opener) -> None:
    visit = tab("/nearby?at=park:P21")
    box = visit.map_box()
    middle = box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.3
    visit.page.mouse.move(*middle)
    visit.page.mouse.down()
    visit.page.mouse.move(middle[0] + 60, middle[1] + 40, steps=6)
    visit.page.mouse.up()
    visit.page.locator("[class*=st-key-legend-]").first.click(position={"x": 8, "y": 8})
    visit.page.wait_for_timeout(1500)
    assert visit.parameters()["at"] == ["park:P21"]


def test_a_point_typed_is_kept_in_the_address(tab: Opener) -> None:
    visit = tab("/nearby")
    box = visit.page.get_by_role("combobox", name="地点", exact=True).first
    box.click()
    visit.page.keyboard.type("-4.05,39.67")
    visit.page.keyboard.press("Enter")
    visit.until(lambda: asked(visit) == (-4.05, 39.67), "the point is in the address")
    visit.settled()
    expect(visit.page.locator(".st-key-card")).to_contain_text("肯尼亚")
