"""The search box: from the keyboard and the mouse, on every page, in both languages."""

import json
import urllib.request

import pytest
from playwright.sync_api import Locator

from dashboard.navigation import PAGES
from tests.browser.conftest import Opener
from tests.browser.server import Server
from tests.browser.visit import Visit

BOX = ".st-key-atlas_search .search"


def field(visit: Visit) -> Locator:
    """The box's field."""
    return visit.page.locator(f"{BOX} input")


def rows(visit: Visit) -> Locator:
    """What the arrows walk over."""
    return visit.page.locator(f"{BOX} [role=option]")


def focused(visit: Visit) -> bool:
    """Whether the field has the focus."""
    return bool(field(visit).evaluate("(node) => node.getRootNode().activeElement === node"))


def active(visit: Visit) -> Locator:
    """The chosen row; the field names it to assistive technology."""
    name = field(visit).get_attribute("aria-activedescendant")
    assert name
    row = visit.page.locator(f"{BOX} #{name}")
    assert row.get_attribute("aria-selected") == "true"
    return row


def find(visit: Visit, text: str) -> None:
    """Type into the box and wait for the answer."""
    visit.page.keyboard.press("/")
    visit.until(lambda: focused(visit), "the box has the focus")
    with visit.page.expect_response(lambda answer: "/find?" in answer.url):
        visit.page.keyboard.press("ControlOrMeta+a")
        visit.page.keyboard.insert_text(text)
    visit.until(lambda: status(visit) != "", "the answer is there")


def status(visit: Visit) -> str:
    """What is said to who cannot see the list."""
    return visit.page.locator(f"{BOX} [role=status]").inner_text()


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_slash_opens_the_box_on_every_page(tab: Opener, path: str) -> None:
    visit = tab(f"/{path}", map_drawn=False)
    assert not focused(visit)
    visit.page.keyboard.press("/")
    visit.until(lambda: focused(visit), "the box has the focus")
    assert field(visit).get_attribute("aria-expanded") == "true"
    # A further slash is typed.
    visit.page.keyboard.press("/")
    assert field(visit).input_value() == "/"
    visit.page.keyboard.press("Escape")
    assert not focused(visit)
    assert field(visit).get_attribute("aria-expanded") == "false"


def test_pinyin_and_enter_open_a_port(tab: Opener) -> None:
    visit = tab("/parks")
    find(visit, "mengbasa")
    assert active(visit).get_attribute("data-ref") == "node:MBA"
    assert active(visit).locator("mark").inner_text() == "蒙巴萨"
    assert "mengbasa" in active(visit).locator(".why").inner_text()
    assert status(visit).startswith("找到 ")
    visit.page.keyboard.press("Enter")
    visit.until(lambda: visit.selected == "node:MBA", "the port is selected")
    visit.settled()
    assert visit.path == "corridors"
    assert "蒙巴萨" in visit.title()
    assert field(visit).get_attribute("aria-expanded") == "false"
    # It is offered again.
    visit.page.keyboard.press("/")
    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.press("Backspace")
    visit.until(lambda: rows(visit).count() > 0, "something is offered")
    assert rows(visit).first.get_attribute("data-ref") == "node:MBA"


def test_enter_at_once_waits_for_the_answer(tab: Opener) -> None:
    visit = tab("/parks")
    visit.page.keyboard.press("/")
    visit.until(lambda: focused(visit), "the box has the focus")
    visit.page.keyboard.insert_text("赞比亚")
    visit.page.keyboard.press("Enter")
    visit.until(lambda: visit.selected == "country:ZMB", "the country is selected")
    visit.settled()
    assert visit.path == "country"


def test_arrows_walk_round_and_escape_gives_the_focus_back(tab: Opener) -> None:
    visit = tab("/parks")
    before = visit.page.locator("[data-testid=stTopNavLink]").first
    before.focus()
    find(visit, "钴")
    first = active(visit).get_attribute("id")
    visit.page.keyboard.press("ArrowDown")
    second = active(visit).get_attribute("id")
    assert second != first
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("ArrowUp")
    # Before the first comes the last: the rest of the hits.
    assert "还有" in active(visit).inner_text()
    few = rows(visit).count()
    visit.page.keyboard.press("Enter")
    assert rows(visit).count() > few
    assert focused(visit)
    visit.page.keyboard.press("Escape")
    assert before.evaluate("(node) => document.activeElement === node")
    assert visit.path == "parks"


def test_hits_stand_in_groups_under_the_words_of_their_kinds(tab: Opener) -> None:
    visit = tab("/parks")
    find(visit, "钴 刚果金")
    groups = visit.page.locator(f"{BOX} [role=listbox] [role=group]")
    names = [group.locator(".head").inner_text() for group in groups.all()]
    assert {"资源", "项目", "资源点"} <= set(names)
    assert len(names) == len(set(names))
    assert rows(visit).count() <= 13
    for row in rows(visit).all()[:3]:
        assert row.locator(".why").inner_text()


def test_a_click_opens_and_a_click_with_ctrl_opens_elsewhere(tab: Opener) -> None:
    visit = tab("/parks")
    find(visit, "建行 南非")
    row = rows(visit).first
    wanted = row.get_attribute("data-ref")
    with visit.page.context.expect_page() as opened:
        row.click(modifiers=["ControlOrMeta"])
    assert f"/branches?sel={(wanted or '').replace(':', '%3A')}" in opened.value.url
    opened.value.close()
    assert visit.path == "parks"
    row.click()
    visit.until(lambda: visit.selected == wanted, "the branch is selected")
    visit.settled()
    assert visit.path == "branches"


def test_an_indicator_colours_the_map(tab: Opener) -> None:
    visit = tab("/parks")
    find(visit, "人均国内生产总值")
    assert str(active(visit).get_attribute("data-ref")).startswith("indicator_term:")
    visit.page.keyboard.press("Enter")
    # The address says it in words in the end.
    visit.until(
        lambda: visit.parameters().get("indicator", [""])[0].startswith("人均国内生产总值"),
        "the indicator is chosen",
    )
    visit.settled(map_drawn=False)
    assert visit.path == "africa"
    assert visit.parameters()["family"] == ["指标"]


def test_a_hit_of_the_page_at_hand_selects_there(tab: Opener) -> None:
    visit = tab("/parks?sel=park:P10&status=operating")
    find(visit, "赛色塔")
    wanted = active(visit).get_attribute("data-ref")
    assert str(wanted).startswith("park:")
    visit.page.keyboard.press("Enter")
    visit.until(lambda: visit.selected == wanted, "the park is selected")
    visit.settled()
    # The filters stay as they were.
    assert visit.parameters()["status"] == ["运营"]


def test_a_pinned_release_and_the_language_stay(tab: Opener, server: Server) -> None:
    visit = tab(f"/parks?release={server.release}&lang=en")
    find(visit, "Swaziland")
    assert active(visit).locator(".name").inner_text() == "Eswatini"
    href = active(visit).get_attribute("href") or ""
    assert f"release={server.release}" in href
    assert "lang=en" in href
    visit.page.keyboard.press("Enter")
    visit.until(lambda: visit.selected == "country:SWZ", "the country is selected")
    visit.settled()
    assert visit.parameters()["release"] == [server.release]
    assert visit.parameters()["lang"] == ["English"]


def test_the_language_is_a_hit(tab: Opener) -> None:
    visit = tab("/parks?sel=park:P01")
    find(visit, "English")
    assert active(visit).get_attribute("data-ref") == "setting:lang-en"
    visit.page.keyboard.press("Enter")
    visit.until(lambda: visit.parameters().get("lang") == ["English"], "the language has changed")
    visit.settled()
    assert (visit.path, visit.selected) == ("parks", "park:P01")


def test_nothing_found_offers_the_nearest(tab: Opener) -> None:
    visit = tab("/parks")
    find(visit, "赞比亚 qqqqzzzz")
    assert "没有找到" in status(visit)
    near = visit.page.locator(f"{BOX} .plain").first
    assert near.inner_text() == "赞比亚"
    near.click()
    visit.until(lambda: "找到 " in status(visit) and "没有" not in status(visit), "hits")
    assert field(visit).input_value() == "赞比亚"
    assert active(visit).get_attribute("data-ref") == "country:ZMB"
    assert focused(visit)


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=document.title='owned'>", "\"'</a><script>1</script>", "%_*()"]
)
def test_hostile_text_is_text(tab: Opener, text: str) -> None:
    visit = tab("/parks")
    title = visit.page.title()
    find(visit, text)
    assert visit.page.locator(f"{BOX} .panel img, {BOX} .panel script").count() == 0
    assert visit.page.title() == title
    visit.page.keyboard.press("Escape")


def test_streamlits_letters_are_not_taken_from_who_types(tab: Opener) -> None:
    visit = tab("/parks")
    visit.traffic.clear()
    find(visit, "a")
    for letter in "rc":
        visit.page.keyboard.press(letter)
    visit.page.wait_for_timeout(400)
    assert field(visit).input_value() == "arc"
    assert visit.page.locator("[role=dialog]").count() == 0
    # Neither the typing nor the answers are Streamlit's.
    assert visit.traffic.bytes() == 0


def test_a_slash_typed_elsewhere_is_a_slash(tab: Opener) -> None:
    visit = tab("/data?view=sources", map_drawn=False)
    other = visit.page.locator(".st-key-q input, .st-key-filters input").first
    other.click()
    visit.page.keyboard.press("/")
    assert not focused(visit)
    assert "/" in other.input_value()


@pytest.mark.parametrize(
    ("width", "height"), [(390, 844), (768, 1024), (1366, 768), (1920, 1080), (3840, 2160)]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_box_has_a_place_of_its_own(tab: Opener, width: int, height: int, lang: str) -> None:
    visit = tab(f"/parks?lang={lang}", width=width, height=height, map_drawn=False)
    box = visit.page.locator(BOX).bounding_box()
    assert box is not None
    others = visit.page.locator(
        ".st-key-lang, [data-testid=stTopNavLink], [data-testid=stTopNavSection], "
        "[data-testid=stLogoLink], .st-key-topbar a"
    ).filter(visible=True)
    assert others.count() > 1
    for other in others.all():
        there = other.bounding_box()
        assert there is not None
        apart = (
            there["x"] >= box["x"] + box["width"] - 1 or there["x"] + there["width"] <= box["x"] + 1
        )
        assert apart, (other.inner_text(), there, box)
    assert box["x"] + box["width"] <= width
    visit.page.keyboard.press("/")
    panel = visit.page.locator(f"{BOX} .panel")
    visit.until(panel.is_visible, "the list is open")
    shown = panel.bounding_box()
    assert shown is not None
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= width
    assert shown["y"] + shown["height"] <= height


def test_on_a_phone_the_icon_opens_the_box(tab: Opener) -> None:
    visit = tab("/parks", width=390, height=844)
    assert not field(visit).is_visible()
    visit.page.get_by_role("button", name="站内检索").click()
    visit.until(lambda: focused(visit), "the box has the focus")
    visit.page.keyboard.insert_text("mbs")
    visit.until(lambda: "找到" in status(visit), "the answer is there")
    assert rows(visit).count() > 3


def test_the_address_that_finds(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/find?q=mbs&lang=en") as answer:  # noqa: S310
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        found = json.loads(answer.read())
    assert found["count"] > 3
    with urllib.request.urlopen(f"{server.url}/find?q=%ff%fe%00&lang=%00") as answer:  # noqa: S310
        assert json.loads(answer.read())["count"] >= 0
