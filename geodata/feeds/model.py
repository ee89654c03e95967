"""A feed, an item of it, and what became of asking for it."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from geodata.store import Row

State = Literal["pending", "accepted", "rejected"]
STATES: Final[tuple[State, ...]] = ("pending", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Feed:
    """An official site's news feed.

    Parameters
    ----------
    id : machine word
    name_zh, name_en : what people call it
    url : address, http or https
    language : of its texts
    topic : what it is about
    iso3s : countries it is about; none for all
    on : whether it is asked with the others
    """

    id: str
    name_zh: str
    name_en: str
    url: str
    language: str = "zh"
    topic: str = ""
    iso3s: tuple[str, ...] = ()
    on: bool = True

    @classmethod
    def of(cls, row: Row) -> "Feed":
        """The feed of a row of ``feeds.csv``."""
        return cls(
            str(row["feed_id"]), str(row["name_zh"]), str(row["name_en"]), str(row["url"]),
            str(row["language"]), str(row["topic"]),
            tuple(str(row["linked_iso3"] or "").split(";")) if row["linked_iso3"] else (),
            row["on"] == "yes",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news: plain text, held until somebody lets it in.

    Parameters
    ----------
    id : stable, made of the feed and the item's own id or address
    feed_id : the feed it came by
    guid : the item's own id, else its address
    title, summary : plain text without markup
    link : http or https address; blank where it gave none
    published : ISO date; blank where it gave none
    fetched : ISO time in UTC
    state : pending, accepted or rejected
    """

    id: str
    feed_id: str
    guid: str
    title: str
    link: str
    summary: str
    published: str
    fetched: str
    state: State = "pending"

    @classmethod
    def of(cls, found: dict[str, Any]) -> "Item":
        """The item of a line of the file.

        Raises
        ------
        ValueError, TypeError
            If the line is not an item.
        """
        item = cls(**found)
        texts = (item.id, item.feed_id, item.guid, item.title, item.link, item.summary,
                 item.published, item.fetched)  # fmt: skip
        if item.state not in STATES or not all(isinstance(text, str) for text in texts):
            raise ValueError(f"no such item: {item.id!r}")
        return item


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking one feed brought: how many new items, or what went wrong, in one sentence."""

    feed_id: str
    new: int = 0
    error: str = ""
