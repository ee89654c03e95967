"""The items that were fetched, in one file beside the releases; written whole or not at all."""

import json
import os
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path

from geodata.errors import BuildError, FeedError, NotFoundError
from geodata.feeds.model import Item, State
from geodata.lock import held

WAIT_S = 10.0


def path_of(data_dir: Path) -> Path:
    """Where the items are kept."""
    return data_dir / "feeds" / "items.jsonl"


def read(data_dir: Path, state: State | None = None) -> list[Item]:
    """The items kept, newest first, of one state or all.

    Raises
    ------
    FeedError
        If a line of the file cannot be read.
    """
    path = path_of(data_dir)
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise FeedError(f"资讯文件读不出来：{error}", where=str(path), remedy=_MOVE) from error
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(Item.of(json.loads(line)))
        except (ValueError, TypeError) as error:
            raise FeedError(
                f"资讯文件第 {number} 行读不出来", where=str(path), remedy=_MOVE
            ) from error
    kept = [item for item in found if state is None or item.state == state]
    return sorted(kept, key=lambda item: (item.published or item.fetched, item.id), reverse=True)


_MOVE = "删去这一行，或把文件移走后重新收取"


def add(data_dir: Path, items: Iterable[Item]) -> list[Item]:
    """Keep the items that are new by id, own id and address; gives those.

    Raises
    ------
    FeedError
        If the file cannot be read or written; it is as it was.
    """
    new: list[Item] = []

    def added(kept: list[Item]) -> list[Item]:
        ids = {item.id for item in kept}
        links = {item.link for item in kept if item.link}
        for item in items:
            if item.id not in ids and item.link not in links:
                ids.add(item.id)
                links |= {item.link} - {""}
                new.append(item)
        return [*kept, *new]

    _change(data_dir, added)
    return new


def review(data_dir: Path, id: str, state: State) -> Item:
    """Let an item in, or keep it out.

    Raises
    ------
    NotFoundError
        If there is no such item.
    FeedError
        If the file cannot be read or written; it is as it was.
    """
    reviewed: list[Item] = []

    def judged(kept: list[Item]) -> list[Item]:
        reviewed.extend(replace(item, state=state) for item in kept if item.id == id)
        if not reviewed:
            near = [("feed-item", item.id, item.title) for item in kept if item.id[:4] == id[:4]]
            raise NotFoundError("feed-item", id, near[:5])
        return [reviewed[0] if item.id == id else item for item in kept]

    _change(data_dir, judged)
    return reviewed[0]


def _change(data_dir: Path, change: Callable[[list[Item]], list[Item]]) -> None:
    """Replace the file by a changed one, in one step; nothing is written where nothing changed."""
    path = path_of(data_dir)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with held(path.with_name("items.lock"), wait_s=WAIT_S):
            before = read(data_dir)
            after = change(before)
            if after != before:
                _write(path, after)
    except BuildError as error:
        raise FeedError("另一处正在写资讯文件", where=str(path), remedy="稍后再试") from error
    except OSError as error:
        raise FeedError(
            f"资讯文件写不了：{error.strerror or error}", where=str(path), remedy="检查磁盘与权限"
        ) from error


def _write(path: Path, items: list[Item]) -> None:
    scratch = path.with_name(f"items.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with scratch.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(item), ensure_ascii=False) + "\n" for item in items)
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)
