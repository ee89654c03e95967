"""Items of a feed's bytes (RSS, Atom), as plain text; nothing in them is trusted."""

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urlsplit

import feedparser

from geodata.errors import FeedError
from geodata.feeds.model import Item
from geodata.feeds.web import SCHEMES

MOST_ITEMS: Final = 50
MOST_TITLE: Final = 300
MOST_SUMMARY: Final = 600
# What feedparser mentions though the items are whole.
_HARMLESS: Final = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
_HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


class _Text(HTMLParser):
    """Collects the text of markup, without that of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in ("script", "style")
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in ("script", "style")))
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain(markup: object, most: int) -> str:
    """The text of HTML in one line, no longer than `most` characters."""
    if not isinstance(markup, str):
        return ""
    reader = _Text()
    reader.feed(markup)
    reader.close()
    text = " ".join(_HIDDEN.sub(" ", "".join(reader.parts)).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def items(body: bytes, content_type: str, feed_id: str, now: datetime) -> list[Item]:
    """The items of a feed, newest first as it gives them, at most `MOST_ITEMS`.

    Parameters
    ----------
    body : RSS or Atom
    content_type : as the site says it; blank where it does not
    feed_id : the feed they came by
    now : when they were fetched

    Raises
    ------
    FeedError
        If it declares entities, is broken, or is no feed.
    """
    # In UTF-16 a zero stands beside each letter.
    if b"<!entity" in body.replace(b"\x00", b"").lower():
        raise FeedError("内容声明了 XML 实体，已拒绝", remedy="核对网址是否为官方资讯源")
    headers = {"content-type": content_type} if content_type else {}
    found = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=True, resolve_relative_uris=False
    )
    version = found.get("version", "")
    broken = found.bozo and not isinstance(found.get("bozo_exception"), _HARMLESS)
    if broken or not version:
        what = "内容已损坏，读不出资讯" if version else "内容不是 RSS 或 Atom"
        raise FeedError(what, remedy="核对网址；网站改版后地址可能变了")
    return list(_items(found.entries[:MOST_ITEMS], feed_id, now))


def _items(entries: list[Any], feed_id: str, now: datetime) -> Iterator[Item]:
    for entry in entries:
        title = plain(entry.get("title"), MOST_TITLE)
        link = _address(entry.get("link"))
        guid = str(entry.get("id") or link or title)[:500]
        if not title:
            continue
        yield Item(
            id=hashlib.sha256(f"{feed_id}\n{guid}".encode()).hexdigest()[:12],
            feed_id=feed_id, guid=guid, title=title, link=link,
            summary=plain(entry.get("summary"), MOST_SUMMARY),
            published=_day(entry), fetched=now.astimezone(UTC).isoformat(timespec="seconds"),
        )  # fmt: skip


def _address(link: object) -> str:
    """The link, if a browser may follow it."""
    if not isinstance(link, str):
        return ""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    return link.strip() if parts.scheme in SCHEMES and parts.netloc else ""


def _day(entry: Any) -> str:
    """The day an item was published or changed, ISO; blank where it does not say."""
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else ""
