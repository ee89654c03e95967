"""Selecting in the map, the table or the chart selects in all, and the address tells it."""

import math

from geodata.store import FolderStore
from tests.browser.conftest import Opener
from tests.browser.visit import Visit

CLEAR_PX = 22


def clear(visit: Visit, lon: float, lat: float, but: str = "") -> bool:
    """Whether no point of the map, other than `but`, lies near a place."""
    here = visit.at(lon, lat)
    others = (visit.at(*place) for id_, place in visit.points().items() if id_ != but)
    return all(math.dist(here, there) > CLEAR_PX for there in others)


def on_map(visit: Visit, lon: float, lat: float) -> bool:
    """Whether a place is on the map and not below the legend."""
    box = visit.map_box()
    x, y = visit.at(lon, lat)
    beside = x > box["x"] + 260 and x < box["x"] + box["width"] - 20
    return beside and box["y"] + 30 < y < box["y"] + box["height"] - 30


def test_country_on_the_map(tab: Opener, store: FolderStore) -> None:
    visit = tab("/africa")
    iso3_of = store.table("country").set_index("name_zh")["iso3"].to_dict()
    places = store.layer("labels").set_index("iso3").geometry

    def reachable() -> list[str]:
        first = [row[0] for row in visit.table()[:6]]
        return [n for n in first if clear(visit, places[iso3_of[n]].x, places[iso3_of[n]].y)]

    # A cold browser draws the table last.
    visit.until(lambda: bool(reachable()), "a country of the table lies clear on the map")
    names, name = [row[0] for row in visit.table()[:6]], reachable()[0]
    place = places[iso3_of[name]]
    visit.click_map(place.x, place.y, f"country:{iso3_of[name]}")
    assert visit.title() == name
    visit.until(lambda: visit.chosen_row() == names.index(name), "the table marks the country")

    # From the table: another row, another country.
    other = next(n for n in names if n != name)
    visit.click_row(names.index(other))
    visit.until(lambda: visit.selected == f"country:{iso3_of[other]}", "the row is selected")
    visit.settled()
    assert visit.title() == other

    # From the chart: some bar of the first ones.
    chart = visit.page.locator("[data-testid=stVegaLiteChart]").first
    box = chart.bounding_box()
    assert box is not None
    before = visit.selected
    for y in range(40, 200, 20):
        visit.page.mouse.click(box["x"] + 124, box["y"] + y)
        if visit.reached(lambda: visit.selected != before, 2.5):
            break
    assert visit.selected != before
    visit.settled()
    shown = {f"country:{iso3_of[n]}": n for n in iso3_of}
    assert visit.title() == shown[str(visit.selected)]


def test_park_on_the_map(tab: Opener, store: FolderStore) -> None:
    visit = tab("/parks")
    points = visit.points()
    id_ = next(
        i for i, place in points.items()
        if i.startswith("park:") and clear(visit, *place, but=i) and on_map(visit, *place)
    )  # fmt: skip
    visit.click_map(*points[id_], id_)
    assert visit.title() == store.get("park", id_.removeprefix("park:"))["name_zh"]
    # The chosen one has a ring, and a click on the sea keeps the choice.
    layers = {layer["id"] for layer in (visit.traffic.deck or {})["layers"]}
    assert "park-chosen" in layers


def test_broken_link_offers_the_nearest(tab: Opener, store: FolderStore) -> None:
    visit = tab("/parks?sel=park:P999")
    assert "park:P999" in visit.text(".st-key-card [data-testid=stAlert]")
    near = visit.page.locator("[class*=st-key-near-park] button")
    assert near.count() >= 1
    name = near.first.inner_text()
    near.first.click()
    visit.until(lambda: visit.selected != "park:P999", "the nearest is selected")
    visit.settled()
    kind, _sep, id_ = str(visit.selected).partition(":")
    assert visit.title() == store.get(kind, id_)["name_zh"]
    assert visit.title() in name


def test_legend_switches_a_layer(tab: Opener) -> None:
    visit = tab("/")

    def layers() -> set[str]:
        return {layer["id"].split("~")[0] for layer in (visit.traffic.deck or {})["layers"]}

    assert "parks" in layers()
    switch = visit.page.locator("[class*=st-key-legend-] button", has_text="园区").first
    switch.click()
    visit.until(lambda: "parks" not in layers(), "the parks are gone")
    visit.settled()
    assert "layers" in visit.parameters()
    switch.click()
    visit.until(lambda: "parks" in layers(), "the parks are back")
    visit.settled()
