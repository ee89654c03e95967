"""From a country by its park, a branch, a project and an event back to the country."""

from tests.browser.conftest import Opener
from tests.browser.visit import Visit

START = "/country?sel=country:ZAF"
WAY = ("park", "branch", "project", "event", "country")
PAGES = {"park": "parks", "branch": "branches", "project": "projects", "event": "events",
         "country": "country"}  # fmt: skip
MOST_TABS = 150


def link_to(kind: str) -> str:
    """The first link of a card to something of a kind."""
    return f'.st-key-card .atlas-links section[data-kind="{kind}"] a'


def stands(visit: Visit, kind: str, name: str) -> None:
    """The page of a kind is open and its card is of what was chosen."""
    visit.until(lambda: visit.path == PAGES[kind], f"the page of a {kind}")
    visit.until(lambda: visit.title() == name, f"the card of {name}")
    assert (visit.selected or "").startswith(f"{kind}:")
    links = visit.page.locator(".st-key-card .atlas-links a")
    visit.until(lambda: links.count() > 0, "the card has links")


def test_by_mouse(tab: Opener) -> None:
    visit = tab(START)
    for kind in WAY:
        stands(visit, kind, visit.follow(link_to(kind)))


def tab_to(visit: Visit, link: str) -> None:
    """Walk with the Tab key from the card's heading to a link."""
    visit.page.locator(".st-key-card h2").first.click()  # where reading begins
    for _tab in range(MOST_TABS):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("(link) => document.activeElement?.matches(link)", link):
            return
    raise AssertionError(f"no way to {link} by Tab")


def follow_by_keys(visit: Visit, kind: str) -> str:
    """Open the first link to a kind by keys; its words. A page still at work may miss a key."""
    link = visit.page.locator(link_to(kind))
    visit.until(lambda: link.count() > 0, f"a link to a {kind}")
    name, wanted = link.first.inner_text().strip(), link.first.get_attribute("data-ref")
    for _try in range(3):
        tab_to(visit, link_to(kind))
        visit.page.keyboard.press("Enter")
        if visit.reached(lambda: visit.selected == wanted, 8):
            break
    assert visit.selected == wanted
    visit.settled()
    return name


def test_by_keyboard(tab: Opener) -> None:
    visit = tab("/", map_drawn=False)
    keyboard = visit.page.keyboard
    box = visit.page.locator(".st-key-atlas_search input")
    box.wait_for(state="attached")
    keyboard.press("/")
    visit.until(
        lambda: box.evaluate("(node) => node.getRootNode().activeElement === node"),
        "the box has the focus",
    )
    keyboard.insert_text("nanfei")
    visit.page.locator(".st-key-atlas_search [role=option]").first.wait_for()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    visit.until(lambda: visit.selected == "country:ZAF", "the country is open")
    visit.settled()
    for kind in WAY:
        stands(visit, kind, follow_by_keys(visit, kind))


def test_reasons_are_read_and_a_list_unfolds(tab: Opener) -> None:
    visit = tab("/parks?sel=park:P12")
    lists = visit.page.locator(".st-key-card .atlas-links section")
    assert lists.first.locator("h4").inner_text().startswith("相关推荐")
    assert lists.first.locator("li").count() == 5
    assert all(text.strip() for text in lists.first.locator("small").all_inner_texts())
    branches = visit.page.locator('.st-key-card section[data-kind="branch"]')
    few = branches.locator("li").count()
    branches.locator("button").click()
    visit.until(lambda: branches.locator("li").count() > few, "the list is unfolded")
    assert not branches.locator("button").count()
    # Another entity's lists are folded again, and read from the top.
    visit.follow('.st-key-card section[data-kind="park"] a')
    assert visit.page.locator(".st-key-card").evaluate("(card) => card.scrollTop") == 0


def test_a_link_opens_in_a_new_tab(tab: Opener) -> None:
    visit = tab("/parks?sel=park:P12")
    link = visit.page.locator(link_to("country")).first
    with visit.page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    page = opened.value
    page.wait_for_load_state()
    assert page.url.endswith("/country?sel=country%3AZAF")
    assert visit.selected == "park:P12"
