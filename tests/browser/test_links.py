"""The address is the state: links, back and forward, reload, a copied link, the language."""

from geodata.store import FolderStore
from tests.browser.conftest import Opener
from tests.browser.visit import Visit

LINKS = ".st-key-card .atlas-links a"
BAR = "[data-testid=stTopNavSection], [data-testid=stTopNavLink]"


def state(visit: Visit) -> tuple[str, str | None, str]:
    """What must come back: page, selected entity, card."""
    return visit.path, visit.selected, visit.title()


def test_follow_a_link_and_come_back(tab: Opener) -> None:
    visit = tab("/parks?sel=park:P01")
    start = state(visit)
    assert start[2]
    name = visit.follow(LINKS)
    there = state(visit)
    assert there[2] == name

    visit.page.go_back()
    visit.until(lambda: state(visit) == start, "back is back")
    visit.settled()
    assert state(visit) == start
    visit.page.go_forward()
    visit.until(lambda: state(visit) == there, "forward is there again")
    visit.settled()
    assert state(visit) == there
    visit.page.reload()
    visit.settled()
    assert state(visit) == there


def test_filter_is_in_the_address_and_opens_elsewhere(tab: Opener, store: FolderStore) -> None:
    visit = tab("/parks")
    parks = store.table("park")
    assert visit.rows() == len(parks)
    visit.choose("进展", "运营")
    wanted = int((parks["status"] == "operating").sum())
    visit.until(lambda: visit.rows() == wanted, "the table holds the parks in operation")
    assert "status" in visit.parameters()
    assert f"{wanted} 条" in visit.text(".st-key-filters")
    first = visit.table()[0][0]
    visit.click_row(0)
    visit.until(lambda: visit.selected is not None, "the first row is selected")
    visit.settled()
    assert visit.title() == first

    visit.page.locator(".st-key-topbar button", has_text="English").click()
    visit.until(lambda: "lang" in visit.parameters(), "the language is in the address")
    visit.settled()
    other = tab(visit.page.url.removeprefix(visit.url), fresh=True)
    assert other.rows() == wanted
    assert state(other) == state(visit)
    # The address speaks the language of the page.
    assert other.parameters()["status"] == ["Operating"]
    assert other.parameters()["lang"] == visit.parameters()["lang"]
    english = other.page.locator(BAR).all_inner_texts()
    assert english == visit.page.locator(BAR).all_inner_texts()
    assert any("Countries" in word for word in english)

    # A link keeps the language.
    other.follow(LINKS)
    assert other.selected != visit.selected
    assert other.page.locator(BAR).all_inner_texts() == english


def test_a_link_to_the_page_at_hand_selects_there(tab: Opener) -> None:
    visit = tab("/parks?sel=park:P10")
    link = visit.page.locator('.st-key-card .atlas-links a[data-ref^="park:"]').first
    name = link.inner_text().strip()
    before = visit.title()
    link.click()
    visit.until(lambda: visit.selected not in (None, "park:P10"), "the link selects")
    visit.until(lambda: visit.title() == name, "the card is of what was chosen")
    visit.settled()
    assert visit.path == "parks"
    assert name != before
