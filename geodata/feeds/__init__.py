"""News of official sites: fetched only when a person asks, held until a person lets it in."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from geodata.errors import FeedError
from geodata.feeds.model import Feed, Item, Outcome, State
from geodata.feeds.parse import items
from geodata.feeds.shelf import add, read, review
from geodata.feeds.web import MAX_BYTES, TIMEOUT_S, download
from geodata.store import Store, as_row

__all__ = ["Feed", "Item", "Outcome", "State", "feeds", "fetch", "read", "review"]


def feeds(store: Store) -> tuple[Feed, ...]:
    """The feeds of a release; none where it is too old to have any."""
    if "feed" not in store.manifest.tables:
        return ()
    return tuple(Feed.of(as_row(row)) for _, row in store.table("feed").iterrows())


def fetch(
    asked: Iterable[Feed],
    data_dir: Path,
    *,
    now: datetime | None = None,
    timeout_s: float = TIMEOUT_S,
    max_bytes: int = MAX_BYTES,
) -> list[Outcome]:
    """Ask feeds one after another and keep what is new as pending.

    One that fails changes nothing and stops none of the others.

    Parameters
    ----------
    asked : the feeds; nothing else is ever asked
    data_dir : folder whose ``feeds/items.jsonl`` keeps the items
    now : time of fetching
    timeout_s, max_bytes : limits for each feed

    Raises
    ------
    FeedError
        If the file of items cannot be read or written.
    """
    moment = now or datetime.now(UTC)
    outcomes = []
    for feed in asked:
        try:
            body, kind = download(feed.url, timeout_s=timeout_s, max_bytes=max_bytes)
            found = items(body, kind, feed.id, moment)
        except FeedError as error:
            outcomes.append(Outcome(feed.id, error=error.what))
            continue
        outcomes.append(Outcome(feed.id, new=len(add(data_dir, found))))
    return outcomes
