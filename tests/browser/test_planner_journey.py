"""The route planner as a reader uses it: places, a closure, order, reach, a file."""

import re
from pathlib import Path

import openpyxl

from tests.browser.conftest import Opener
from tests.browser.visit import Visit

FIRST_VIEW = 300_000  # bytes of websocket messages
CHANGE = 40_000


def pick(visit: Visit, label: str, typed: str, option: str) -> None:
    """Choose from a select box by typing."""
    box = visit.page.get_by_role("combobox", name=label).first
    box.click()
    box.fill(typed)
    visit.page.get_by_role("option", name=option).first.click()
    visit.settled()


def first_card(visit: Visit) -> str:
    """Text of the first option's card."""
    return visit.page.locator(".atlas-way").first.inner_text()


def destination(visit: Visit) -> str:
    """What the select box of the destination shows."""
    return visit.page.get_by_role("combobox", name="终点").first.input_value()


def spent(visit: Visit) -> int:
    found = visit.traffic.bytes()
    print(found, visit.traffic.kinds().most_common(9))  # noqa: T201
    visit.traffic.clear()
    return found


def test_from_changsha_to_mombasa(tab: Opener, tmp_path: Path) -> None:
    visit = tab("/planner?to=country:ETH", fresh=True)
    assert spent(visit) <= FIRST_VIEW
    pick(visit, "终点", "蒙巴萨港", "蒙巴萨港（肯尼亚 · 海港）")
    visit.until(lambda: destination(visit) == "蒙巴萨港（肯尼亚 · 海港）", "planned")
    spent(visit)  # the list of places once more: a link had chosen in it
    before = first_card(visit)
    assert re.search(r"\d+–\d+ 天", before)

    visit.choose("假如关闭", "马六甲海峡")
    badge = visit.page.locator(".st-key-card").get_by_text(re.compile(r"\+\d+\.\d 天")).first
    badge.wait_for()
    assert first_card(visit) != before
    assert "close=" in visit.page.url
    assert spent(visit) <= CHANGE

    visit.page.get_by_role("radio", name="最低碳").click()
    visit.until(lambda: "by=" in visit.page.url, "the order is in the address")
    visit.settled()
    assert spent(visit) <= CHANGE
    visit.page.get_by_role("button", name="2", exact=True).first.click()
    visit.until(lambda: visit.page.url.count("ways=") == 2, "two options are compared")
    visit.settled()
    assert visit.page.locator("[class*=st-key-way-chosen]").count() == 2
    assert spent(visit) <= CHANGE

    visit.page.get_by_role("button", name="下载").first.click()
    button = visit.page.locator(".st-key-plan-dl-xlsx button")
    button.wait_for()
    with visit.page.expect_download() as waiting:
        button.click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    book = openpyxl.load_workbook(path, read_only=True)
    notes = dict(book["说明"].iter_rows(values_only=True))
    assert "马六甲海峡" in notes["筛选"]
    assert "close=" in notes["链接"]
    visit.page.keyboard.press("Escape")

    visit.page.get_by_role("radio", name="时效圈").click()
    visit.until(lambda: "最低排放" in visit.text(".atlas-legend"), "the reach is shown")
    visit.settled()
    assert visit.rows() == 65


def test_a_link_opens_the_same_plan(tab: Opener) -> None:
    visit = tab("/planner?from=怀化&to=万象&close=mohan-boten&n40=2&by=co2&ways=1&ways=2")
    assert "2×40 英尺箱" in visit.text(".st-key-filters")
    assert visit.page.locator("[class*=st-key-way-chosen]").count() == 2
    assert "磨憨/磨丁" in visit.text(".st-key-filters")


def test_reach_leads_to_a_plan(tab: Opener) -> None:
    visit = tab("/planner?view=时效圈")
    visit.click_map(28.0, -14.5, "country:ZMB")
    visit.page.get_by_role("button", name="看到这里的方案").click()
    visit.until(lambda: visit.page.locator(".atlas-way").count() >= 1, "options are shown")
    visit.settled()
    assert destination(visit).startswith("卢萨卡（赞比亚")
