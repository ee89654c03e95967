"""The page of alerts, its banner and its count, on the curated tables and a set day."""

import re
import shutil
from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import alert_feeds
from geodata.alerts import about, alerts, counts
from geodata.build import build
from geodata.feeds import Feed, Item, Outcome, fetch, read
from geodata.feeds.shelf import add, path_of
from tests.page import screen
from tests.page.screen import open_page, rows

DAY = date(2026, 11, 21)
TABLE = "alerts-table-now"


@pytest.fixture(autouse=True)
def _that_day(monkeypatch):
    monkeypatch.setenv("HOA_TODAY", DAY.isoformat())
    monkeypatch.delenv("HOA_ALERT_THRESHOLDS", raising=False)


def listed(page):
    return list(page.cells(TABLE)["说明"])


def test_the_page_lists_every_alert_gravest_first(store):
    found = alerts(store, DAY)
    page = open_page("alerts")
    assert listed(page) == [alert.sentence("zh") for alert in found]
    number = counts(found)
    text = f"2026-11-21：▲ 高 {number['high']} · ◆ 中 {number['medium']} · ● 低 {number['low']}"
    assert text in page.captions
    assert page.cells(TABLE)["级别"].iloc[0] == "▲ 高"


def test_twenty_countries_are_told_that_zero_tariff_ends(store):
    page = open_page("alerts", rule="zero-tariff-ends")
    wanted = [r["iso3"] for r in rows("memberships", bloc_id="china-zero-tariff-2026",
                                      until="2028-04-30")]  # fmt: skip
    assert len(wanted) == 20
    assert len(listed(page)) == 20
    assert "肯尼亚对华出口零关税只到2028-04-30，还有526天。" in listed(page)
    drawn = page.drawn("alerts-medium")
    assert set(drawn) == {f"country:{iso3}" for iso3 in wanted}


def test_filters_of_the_address_leave_what_they_say(store):
    page = open_page("alerts", country="KEN", severity=["high", "medium"])
    kenya = [a for a in alerts(store, DAY) if "KEN" in a.iso3s and a.severity != "low"]
    assert listed(page) == [alert.sentence("zh") for alert in kenya]
    near = open_page("alerts", when="30", severity="high")
    assert listed(near) == [
        "老挝定于2026-11-24脱离最不发达国家名单，还有3天；面向最不发达国家的关税与援助安排会随之变化。"
    ]
    corridor = open_page("alerts", corridor="C4", rule="gate-closed")
    assert [text.startswith("红海—曼德海峡关闭") for text in listed(corridor)] == [True]
    asean = open_page("alerts", region="mainland-asean", rule="country-risk")
    assert all("东盟" not in text for text in listed(asean))
    assert 0 < len(listed(asean)) < 7


def test_what_is_listed_can_be_taken_away(store, offered):
    open_page("alerts", rule="no-relations")
    text = offered["alerts-2026-11-21.csv"]().decode("utf-8-sig")
    head, line = text.splitlines()
    assert head == "级别,提示,国家,日期,说明,通道,来源,截至"
    assert line.startswith("▲ 高,未建交,斯威士兰,,斯威士兰与中国没有外交关系")


def test_a_row_leads_to_its_entity_and_the_map_to_its_country(store):
    page = open_page("alerts", rule="park-stalled")
    chosen = page.pick_row(TABLE, 0)
    assert chosen.address["sel"] == "park:P106"
    assert chosen.heading == "皎漂特别经济区"
    page = open_page("alerts", rule="zero-tariff-ends")
    clicked = page.pick_on_map(**{"alerts-medium": {"id": "country:KEN"}})
    assert clicked.address["sel"] == "country:KEN"
    assert clicked.heading == "肯尼亚"


def test_a_gate_and_a_notice_open_though_they_have_no_page(store):
    page = open_page("alerts", rule="gate-closed").pick_row(TABLE, 0)
    assert page.address["sel"].startswith("chokepoint:")
    assert page.heading
    assert "要道关闭" in page.html("alerts")
    page = open_page("alerts", rule="notice", country="MDG").pick_row(TABLE, 0)
    assert page.address["sel"] == "country:MDG"


def test_the_map_has_one_symbol_a_place(store):
    page = open_page("alerts")
    places = [item["id"] for level in ("high", "medium", "low")
              for item in page.layers[f"alerts-{level}"]["data"]]  # fmt: skip
    points = [tuple(item["p"]) for level in ("high", "medium", "low")
              for item in page.layers[f"alerts-{level}"]["data"]]  # fmt: skip
    assert len(points) == len(set(points)) > 100
    assert "country:LAO" in places
    assert "▲" not in page.html("legend")
    assert "高级别" in page.html("legend")


def test_in_english_the_sentences_are_english(store):
    page = open_page("alerts", lang="en", rule="ldc-graduation", country="LAO")
    (sentence,) = page.cells(TABLE).iloc[:, 4]
    assert sentence.startswith("Laos is to leave the list of least developed countries on")


def test_nothing_found_says_so(store):
    page = open_page("alerts", country="SGP", rule="gate-closed")
    assert "没有符合筛选的记录。放宽筛选后再看。" in [info.value for info in page.app.info]


def test_one_release_has_nothing_to_be_compared_with(store):
    assert "只有一个数据版本，没有可以比较的。" in open_page("alerts", part="changes").captions


def test_changes_between_two_releases(store, real_data_dir, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(real_data_dir, data)
    tables = tmp_path / "tables"
    shutil.copytree(screen.TABLES, tables)
    path = tables / "parks.csv"
    text = path.read_text("utf-8")
    stalled = next(line for line in text.splitlines() if line.startswith("P106,"))
    path.write_text(text.replace(stalled, stalled.replace(",stalled,", ",building,")), "utf-8")
    build(tables, data)
    monkeypatch.setenv("HOA_DATA_DIR", str(data))
    page = open_page("alerts", part="changes", side="ended")
    assert any(caption.startswith("新出现 0 · 已消除 1 · 仍在 ") for caption in page.captions)
    (text,) = page.cells("alerts-table-changes")["说明"]
    assert text.startswith("皎漂特别经济区（缅甸）停滞")


def _item(id: str, **cells: str) -> Item:
    found = {
        "id": id,
        "feed_id": "wto-news",
        "guid": id,
        "title": f"题 {id}",
        "link": "",
        "summary": "",
        "published": "2026-11-01",
        "fetched": "2026-11-02T00:00:00+00:00",
    }
    return Item(**{**found, **cells})  # type: ignore[arg-type]


@pytest.fixture
def shelf(real_data_dir):
    path_of(real_data_dir).unlink(missing_ok=True)
    add(real_data_dir, [_item("i1", title="<b>关税</b>", link="https://example.org/?a=1&b='2'"),
                    _item("i2"), _item("i3")])  # fmt: skip
    yield real_data_dir
    path_of(real_data_dir).unlink(missing_ok=True)


def test_news_shows_only_once_it_is_let_in(store, shelf):
    page = open_page("alerts", part="feeds")
    assert "还没有这样的资讯。" in [info.value for info in page.app.info]
    waiting = page.choose(state="pending")
    assert sum("题 i" in html.value or "关税" in html.value for html in waiting.app.html) == 3
    after = waiting.click("feed-accepted-i1").click("feed-rejected-i2")
    assert {item.id: item.state for item in read(shelf)} == {
        "i1": "accepted", "i2": "rejected", "i3": "pending"
    }  # fmt: skip
    shown = after.choose(state="accepted")
    (html,) = [h.value for h in shown.app.html if "关税" in h.value]
    assert "&lt;b&gt;关税&lt;/b&gt;" in html
    assert 'href="https://example.org/?a=1&amp;b=&#x27;2&#x27;"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_opening_the_page_asks_nobody_and_the_button_says_what_failed(store, shelf, monkeypatch):
    asked = []

    def offline(found, data_dir, **more):
        asked.extend(feed.id for feed in found)
        return [Outcome("un-news-zh", error="连不上：没有联网，或域名不存在"),
                Outcome("wto-news", new=2)]  # fmt: skip

    monkeypatch.setattr(alert_feeds, "fetch", offline)
    page = open_page("alerts", part="feeds")
    assert asked == []
    pressed = page.click("feeds-fetch")
    assert asked == [r["feed_id"] for r in rows("feeds", on="yes")]
    assert pressed.warnings == ["联合国新闻（中文）：连不上：没有联网，或域名不存在"]
    assert [s.value for s in pressed.app.success] == ["世界贸易组织新闻：新到 2 条，待审核"]
    assert len(read(shelf)) == 3


def test_from_another_machine_nobody_fetches_or_reviews(store, shelf, monkeypatch):
    monkeypatch.setenv("HOA_HOST", "0.0.0.0")  # noqa: S104
    page = open_page("alerts", part="feeds", state="pending")
    assert not [b for b in page.app.button if str(b.key).startswith("feed")]
    assert "还没有这样的资讯。" in [info.value for info in page.app.info]


def test_fetching_for_real_from_nowhere_changes_nothing(store, shelf):
    before = path_of(shelf).read_bytes()
    now = datetime(2026, 11, 21, tzinfo=UTC)
    (outcome,) = fetch(
        [Feed("f", "站", "Site", "http://127.0.0.1:9/")], shelf, now=now, timeout_s=2
    )
    assert outcome.error.startswith("连不上")
    assert path_of(shelf).read_bytes() == before


def test_the_badge_counts_the_grave_ones_on_every_page(store):
    number = counts(alerts(store, DAY))
    for path in ("overview", "parks"):
        links = [link.proto for link in open_page(path).app.get("page_link")]
        badges = [link for link in links if link.page == "alerts"]
        assert [link.label for link in badges] == [str(number["high"])]


def _banner(count: int) -> None:
    """A page of its own: AppTest takes the text of this function alone."""
    from datetime import date  # noqa: PLC0415

    from dashboard import alert_banner, context  # noqa: PLC0415
    from geodata.alerts import about  # noqa: PLC0415

    view = context.view()
    found = about(view.store, date(2026, 11, 21), "country", "ETH")
    alert_banner.show(view, found[:count], "b")


def test_the_banner_shows_two_and_folds_the_rest(store):
    found = about(store, DAY, "country", "ETH")
    assert len(found) > 3
    for count, folded in ((0, None), (1, None), (2, None), (5, "另有 3 条提示")):
        app = AppTest.from_function(_banner, kwargs={"count": count}, default_timeout=60).run()
        assert not app.exception
        html = "".join(element.value for element in app.html)
        assert len(re.findall(r'<div class="(?:high|medium|low)">', html)) == count
        assert ("<details>" in html) == (folded is not None)
        assert folded is None or folded in html
        assert len(html) < 450 * (count + 1)
