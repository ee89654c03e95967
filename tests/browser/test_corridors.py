"""The corridors page in a browser: candidates are said to be such, inland corridors are chosen."""

from tests.browser.conftest import Opener

FIRST_VIEW = 300_000  # bytes of websocket messages
CHANGE = 40_000


def test_candidates_and_an_inland_corridor(tab: Opener) -> None:
    visit = tab("/corridors", fresh=True)
    assert visit.traffic.bytes() <= FIRST_VIEW
    visit.traffic.clear()
    page = visit.page
    page.get_by_text("湘粤非铁海联运", exact=True).first.click()
    legend = page.locator(".atlas-legend")
    visit.until(lambda: "候选" in legend.inner_text(), "the legend tells candidates")
    visit.settled()
    assert visit.traffic.bytes() <= CHANGE
    visit.traffic.clear()
    page.get_by_text("内陆走廊", exact=True).first.click()
    visit.until(lambda: visit.rows() == 29, "those of Africa are listed")
    visit.settled()
    assert visit.traffic.bytes() <= CHANGE
    visit.traffic.clear()
    visit.choose("内陆走廊", "北部走廊")
    visit.until(lambda: "换装" in legend.inner_text(), "the change of gauge is marked")
    visit.settled()
    assert visit.traffic.bytes() <= CHANGE
    assert visit.parameters()["inland"] == ["北部走廊"]
    assert "OpenStreetMap" in page.locator(".atlas-footer").inner_text()
    assert not visit.traffic.errors
    assert not visit.traffic.outside
