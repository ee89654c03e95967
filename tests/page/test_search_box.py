"""What a choice in the search box does: the page at hand, another one, filters, language."""

import json

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash

from dashboard.navigation import PAGES
from dashboard.search_box import HERE, words
from geodata.store import FolderStore
from tests.page.screen import Screen, open_page, row


def box(screen: Screen):
    """The element of the box."""
    (found,) = [
        element for element in screen.app.get("bidi_component")
        if element.proto.component_name.endswith("atlas_search")
    ]  # fmt: skip
    return found.proto


def choose(screen: Screen, value: object) -> Screen:
    """Choose in the box, as its script tells Streamlit."""
    screen._speak()
    states = screen.app._tree.get_widget_states()
    name = f"$$STREAMLIT_INTERNAL_KEY_{box(screen).id}__events"
    events = json.dumps([{"event": "go", "value": value}])
    states.widgets.append(WidgetState(id=name, json_trigger_value=events))
    found = Screen(screen.app._run(states))
    # AppTest does not notice that the page has been turned.
    found.app._page_hash = calc_hash(found.app.session_state[HERE])
    return found


def test_the_box_is_the_same_on_every_page_and_small():
    told = set()
    for page in PAGES:
        proto = box(open_page(page.path))
        told.add((proto.json, proto.js_content, proto.css_content, proto.html_content))
    # What does not change is not sent again; the script itself is fetched by its address.
    assert len(told) == 1
    assert sum(map(len, told.pop())) < 1500


def test_an_entity_opens_on_its_page():
    screen = choose(open_page("parks"), "node:MBA")
    assert (screen.path, screen.address["sel"]) == ("corridors", "node:MBA")
    assert screen.heading == row("nodes", node_id="MBA")["name_zh"]


def test_an_entity_of_the_page_at_hand_is_selected_there():
    screen = choose(open_page("parks", status="operating"), "park:P05")
    assert (screen.path, screen.address["sel"]) == ("parks", "park:P05")
    assert screen.app.session_state["status"] == ["operating"]


@pytest.mark.parametrize("start", ["parks", "africa", "asean"])
def test_an_indicator_colours_the_map(start):
    screen = choose(open_page(start), "indicator_term:life_expectancy")
    assert screen.path == "africa"
    assert screen.app.session_state["family"] == "indicator"
    assert screen.app.session_state["indicator"] == "life_expectancy"
    assert choose(screen, "commodity:rubber").path == "asean"


def test_a_commodity_follows_an_indicator_on_the_same_page():
    screen = choose(open_page("africa", family="indicator"), "commodity:cobalt")
    assert screen.path == "africa"
    state = screen.app.session_state
    assert (state["family"], state["commodity"]) == ("mineral", "cobalt")


def test_a_fact_opens_its_country_at_the_right_tab():
    screen = choose(open_page("corridors"), "resource:COD-cobalt-production-mine-2024")
    assert (screen.path, screen.address["sel"]) == ("country", "country:COD")
    assert screen.app.session_state["tab"] == "resources"
    other = choose(screen, "page:country/market")
    assert (other.path, other.app.session_state["tab"]) == ("country", "market")


def test_a_part_of_a_page_and_a_source_open_there():
    screen = choose(open_page("parks"), "page:data/doubts")
    assert (screen.path, screen.app.session_state["view"]) == ("data", "doubts")
    screen = choose(screen, "source:mledoze-countries")
    assert screen.app.session_state["view"] == "sources"
    assert screen.address["sel"] == "source:mledoze-countries"


def test_the_language_changes_on_the_page_at_hand():
    screen = choose(open_page("parks", sel="park:P05"), "setting:lang-en")
    assert (screen.path, screen.address["sel"]) == ("parks", "park:P05")
    assert screen.heading == row("parks", park_id="P05")["name_en"]


def test_a_pinned_release_stays_pinned(store: FolderStore):
    screen = choose(open_page("parks", release=store.release_id), "country:ZMB")
    assert screen.path == "country"
    assert screen.address["release"] == store.release_id


def test_what_is_no_more_is_named():
    screen = choose(open_page("parks"), "park:P999")
    assert screen.path == "data"
    assert any("park:P999" in warning.replace("\\", "") for warning in screen.warnings)


@pytest.mark.parametrize("value", [None, 5, {"r": "park:P05"}, ["park:P05"], "", ":", "x" * 5000])
def test_whatever_the_browser_says_breaks_nothing(value):
    choose(open_page("parks"), value)


def test_a_setting_is_told_without_the_servers_folders(real_data_dir):
    screen = open_page("data", sel="setting:stale_years")
    assert screen.facts["环境变量"] == "HOA_STALE_YEARS"
    assert screen.facts["现在的值"] == "5"
    screen = open_page("data", sel="setting:data_dir")
    assert screen.facts["环境变量"] == "HOA_DATA_DIR"
    assert "现在的值" not in screen.facts
    assert str(real_data_dir) not in " ".join(screen.facts.values())
    assert open_page("data", sel="setting:nothing").warnings


def test_what_the_box_says_has_its_gaps():
    said = words()
    assert "{n}" in said["count"]
    assert "{n}" in said["rest"]
    assert "{text}" in said["nothing"]
