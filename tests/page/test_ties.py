"""What is selected is tied, on the map, to what it is linked to."""

import pytest

from tests.page.screen import Screen, open_page, row, rows


def ends(screen: Screen) -> dict[str, list[float]]:
    """What the map draws as tied: reference → point."""
    drawn = screen.layers.get("tied", {"data": []})["data"]
    return {item["id"]: item["p"] for item in drawn}


def test_an_expo_is_tied_to_its_guests():
    expo = row("events", event_id="E02")
    screen = open_page("events", sel="event:E02")
    tied = ends(screen)
    for guest in expo["linked_iso3"].split(";"):
        country = row("countries", iso3=guest)
        point = [round(float(country["capital_lon"]), 3), round(float(country["capital_lat"]), 3)]
        assert tied[f"country:{guest}"] == point
    lines = screen.layers["ties"]["data"]
    here = [round(float(expo["lon"]), 3), round(float(expo["lat"]), 3)]
    assert {tuple(line["p"][0]) for line in lines} == {tuple(here)}
    assert [line["p"][1] for line in lines] == list(tied.values())
    assert "country:CHN" not in tied


def test_ties_can_be_switched_off_here_or_in_the_address():
    for screen in (
        open_page("events", sel="event:E02").choose(ties=False),
        open_page("events", sel="event:E02", ties="false"),
    ):
        assert "ties" not in screen.layers
        assert "tied" not in screen.layers


def test_a_country_is_tied_only_to_what_is_abroad():
    screen = open_page("country", sel="country:KEN")
    tied = ends(screen)
    assert tied
    inside = {f"park:{r['park_id']}" for r in rows("parks", iso3="KEN")}
    assert not inside & set(tied)


@pytest.mark.parametrize("params", [{}, {"sel": "park:P99999"}, {"sel": "nothing"}])
def test_no_ties_without_something_to_tie(params: dict[str, str]):
    screen = open_page("parks", **params)
    assert "ties" not in screen.layers
    with pytest.raises(KeyError):
        screen.widget("ties")
