"""News feeds: asked only on request, over http and https only, held until let in."""

import json
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import FeedError, NotFoundError
from geodata.feeds import Feed, Item, Outcome, feeds, fetch, read, review
from geodata.feeds.parse import items, plain
from geodata.feeds.shelf import add, path_of
from geodata.feeds.web import download
from tests.unit.feed_site import Site, running

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>站</title>
<item><title>港口恢复</title><link>https://example.org/1</link><guid>a-1</guid>
<description>&lt;p&gt;货船 &lt;b&gt;到港&lt;/b&gt;
&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description>
<pubDate>Thu, 19 Nov 2026 23:30:00 GMT</pubDate></item>
<item><title>关税通知</title><link>https://example.org/2</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>site</title><id>urn:s</id>
<entry><title type="html">Border &lt;i&gt;open&lt;/i&gt; &amp;amp; busy</title><id>urn:1</id>
<link href="https://example.org/a"/><updated>2026-10-01T00:00:00Z</updated>
<summary>short</summary></entry></feed>"""
LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<rss version="2.0"><channel><item><title>&lol2;</title></item></channel></rss>"""


@pytest.fixture
def site():
    with running() as found:
        yield found


def feed(url: str, id: str = "f") -> Feed:
    return Feed(id, "站", "Site", url)


def ask(site: Site, tmp_path, body, **headers) -> Outcome:
    (outcome,) = fetch([feed(site.put("/feed", body, **headers))], tmp_path, now=NOW, timeout_s=5)
    return outcome


def test_rss_is_kept_as_plain_pending_text(site, tmp_path):
    assert ask(site, tmp_path, RSS) == Outcome("f", new=2)
    second, first = read(tmp_path, "pending")  # no date of its own: as of fetching
    assert (first.guid, first.title, first.link) == ("a-1", "港口恢复", "https://example.org/1")
    assert (first.summary, first.published) == ("货船 到港", "2026-11-19")
    assert (second.title, second.guid, second.published) == (
        "关税通知", "https://example.org/2", ""
    )  # fmt: skip
    assert second.fetched == "2026-11-21T08:00:00+00:00"
    assert read(tmp_path, "accepted") == []


def test_atom_is_read_and_markup_in_titles_is_stripped(site, tmp_path):
    assert ask(site, tmp_path, ATOM, Content_Type="application/atom+xml").new == 1
    (item,) = read(tmp_path)
    assert (item.title, item.link, item.published) == (
        "Border open & busy", "https://example.org/a", "2026-10-01",
    )  # fmt: skip


def test_a_feed_in_another_encoding_is_read(site, tmp_path):
    body = RSS.replace("utf-8", "gb18030").encode("gb18030")
    assert ask(site, tmp_path, body, Content_Type="application/xml").new == 2
    assert {item.title for item in read(tmp_path)} == {"港口恢复", "关税通知"}


def test_the_same_news_is_kept_once(site, tmp_path):
    assert ask(site, tmp_path, RSS).new == 2
    assert ask(site, tmp_path, RSS).new == 0
    # Another feed with the same address, and the same own id with another address.
    url = site.put("/other", RSS.replace("a-1", "b-7").replace("/2", "/3"))
    assert fetch([feed(url, "g")], tmp_path, now=NOW) == [Outcome("g", new=1)]
    assert len(read(tmp_path)) == 3


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (RSS[:-40], "内容已损坏，读不出资讯"),
        ("<html><body>改版了</body></html>", "内容不是 RSS 或 Atom"),
        ("", "内容不是 RSS 或 Atom"),
        (LAUGHS, "内容声明了 XML 实体，已拒绝"),
        (LAUGHS.encode("utf-16"), "内容声明了 XML 实体，已拒绝"),
        (b"\x00\xff\xfe\x00garbage", "内容不是 RSS 或 Atom"),
    ],
)  # fmt: skip
def test_what_is_no_sound_feed_changes_nothing(site, tmp_path, body, says):
    ask(site, tmp_path, RSS)
    before = path_of(tmp_path).read_bytes()
    assert ask(site, tmp_path, body, Content_Type="application/xml") == Outcome("f", error=says)
    assert path_of(tmp_path).read_bytes() == before


def test_a_huge_answer_is_cut_off(site, tmp_path):
    url = site.put("/huge", b"x" * 300_000)
    (outcome,) = fetch([feed(url)], tmp_path, max_bytes=100_000)
    assert outcome.error == "内容超过 0.1 MB，已中止"
    assert not path_of(tmp_path).exists()


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/xml,<a/>",
                                    "gopher://127.0.0.1/"])  # fmt: skip
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_scheme_is_refused(site, target, code):
    with pytest.raises(FeedError, match="转向的地址不是 http 或 https，已拒绝"):
        download(site.redirect("/go", target, code), timeout_s=5)


def test_a_redirect_within_http_is_followed(site):
    address = site.put("/there", RSS)
    assert download(site.redirect("/here", "/there"), timeout_s=5)[0] == RSS.encode()
    assert download(site.redirect("/hop", address, 308), timeout_s=5)[0] == RSS.encode()


def test_a_circle_of_redirects_ends(site):
    with pytest.raises(FeedError, match="网站回应 302"):
        download(site.redirect("/round", "/round"), timeout_s=5)
    assert len(site.asked) <= 12


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "javascript:1",
                                 "http:///nohost", "data:,x"])  # fmt: skip
def test_only_http_addresses_are_asked(url):
    with pytest.raises(FeedError, match="网址不是 http 或 https，已拒绝"):
        download(url)


def test_offline_and_missing_say_so_and_the_next_feed_is_still_asked(site, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    asked = [feed(f"http://127.0.0.1:{port}/", "gone"), feed(site.address + "/none", "none"),
             feed(site.put("/feed", RSS), "well")]  # fmt: skip
    gone, none, well = fetch(asked, tmp_path, now=NOW, timeout_s=5)
    assert gone == Outcome("gone", error="连不上：网站拒绝连接")
    assert none == Outcome("none", error="网站回应 404")
    assert well == Outcome("well", new=2)


def test_a_site_that_does_not_answer_is_left(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        (outcome,) = fetch([feed(url)], tmp_path, timeout_s=0.2)
    assert outcome.error == "0.2 秒内没有收完，已中止"


def test_links_that_a_browser_must_not_follow_are_dropped():
    body = RSS.replace("https://example.org/1", "javascript:alert(1)")
    first, second = items(body.encode(), "", "f", NOW)
    assert (first.link, second.link) == ("", "https://example.org/2")


def test_review_lets_in_and_keeps_out(tmp_path):
    kept = [Item(f"i{n}", "f", f"g{n}", f"题{n}", "", "", f"2026-01-0{n}", "t") for n in (1, 2, 3)]
    assert add(tmp_path, kept) == kept
    assert review(tmp_path, "i1", "accepted").state == "accepted"
    review(tmp_path, "i2", "rejected")
    assert [item.id for item in read(tmp_path, "accepted")] == ["i1"]
    assert [item.id for item in read(tmp_path, "pending")] == ["i3"]
    assert [item.id for item in read(tmp_path)] == ["i3", "i2", "i1"]
    # What was rejected does not come back as new.
    assert add(tmp_path, kept) == []
    with pytest.raises(NotFoundError):
        review(tmp_path, "i9", "accepted")


def test_a_damaged_line_is_named_and_nothing_is_lost(tmp_path):
    add(tmp_path, [Item("i1", "f", "g", "题", "", "", "", "t")])
    with path_of(tmp_path).open("a") as file:
        file.write('{"id": 7}\n')
    before = path_of(tmp_path).read_bytes()
    with pytest.raises(FeedError, match="第 2 行"):
        add(tmp_path, [Item("i2", "f", "h", "题", "", "", "", "t")])
    assert path_of(tmp_path).read_bytes() == before
    assert [p.name for p in path_of(tmp_path).parent.glob("*.tmp")] == []


def test_the_file_is_one_item_a_line(tmp_path):
    add(tmp_path, [Item("i1", "f", "g", "题", "", "", "", "t")])
    (line,) = path_of(tmp_path).read_text("utf-8").splitlines()
    assert json.loads(line) == {"id": "i1", "feed_id": "f", "guid": "g", "title": "题", "link": "",
                                "summary": "", "published": "", "fetched": "t",
                                "state": "pending"}  # fmt: skip


def test_feeds_of_the_tables_are_official_addresses(world):
    found = feeds(world)
    assert len(found) >= 8
    assert {f.url.partition(":")[0] for f in found} <= {"http", "https"}
    assert "un-news-zh" in {f.id for f in found if f.on}


@given(st.text())
def test_plain_text_of_anything_has_no_markup_and_is_short(text):
    shown = plain(f"<p onclick='x'>{text}</p><script>bad()</script>", 50)
    assert len(shown) <= 50
    assert "bad()" not in shown or "bad()" in text
    assert "\n" not in shown


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_feed_error(body):
    try:
        found = items(body, "", "f", NOW)
    except FeedError:
        return
    assert all(item.title for item in found)
