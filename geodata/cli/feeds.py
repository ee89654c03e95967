"""The commands ``feeds``: official news, fetched when asked and let in by a person."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from geodata.errors import NotFoundError
from geodata.feeds import Item, State, feeds, fetch, read, review
from geodata.settings import settings
from geodata.store import FolderStore

app = typer.Typer(no_args_is_help=True, help="官方资讯：只在运行 fetch 时联网，审核后才显示。")
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.command("list")
def list_feeds(json_: AsJson = False) -> None:
    """列出资讯来源；不联网。"""
    found = feeds(FolderStore.open(settings().data_dir))
    if json_:
        _echo([asdict(feed) for feed in found])
        return
    for feed in found:
        typer.echo(f"{'开' if feed.on else '关'}  {feed.id}  {feed.name_zh}  {feed.url}")


@app.command("fetch")
def fetch_feeds(
    only: Annotated[list[str] | None, typer.Option("--feed", help="只收某来源，可多次")] = None,
    json_: AsJson = False,
) -> None:
    """联网收取：不带参数收全部打开的来源；新条目待审核。"""
    known = {feed.id: feed for feed in feeds(FolderStore.open(settings().data_dir))}
    for id in only or ():
        if id not in known:
            raise NotFoundError("feed", id, [("feed", f.id, f.name_zh) for f in known.values()][:5])
    asked = [known[id] for id in only] if only else [feed for feed in known.values() if feed.on]
    outcomes = fetch(asked, settings().data_dir)
    if json_:
        _echo([asdict(outcome) for outcome in outcomes])
        return
    for outcome in outcomes:
        name = known[outcome.feed_id].name_zh
        typer.echo(f"{name}：{outcome.error or f'新到 {outcome.new} 条，待审核'}")


@app.command()
def pending(json_: AsJson = False) -> None:
    """列出待审核的条目；不联网。"""
    found = read(settings().data_dir, "pending")
    if json_:
        _echo([asdict(item) for item in found])
        return
    for item in found:
        typer.echo(f"{item.id}  {item.published or '日期不明'}  {item.title}  {item.link}")
    typer.echo(f"待审核 {len(found)} 条")


@app.command()
def accept(id: Annotated[str, typer.Argument(metavar="ID", help="pending 所列编号")]) -> None:
    """准许一条显示。"""
    _judge(id, "accepted", "已准许")


@app.command()
def reject(id: Annotated[str, typer.Argument(metavar="ID", help="pending 所列编号")]) -> None:
    """不准一条显示。"""
    _judge(id, "rejected", "已拒绝")


def _judge(id: str, state: State, word: str) -> None:
    item: Item = review(settings().data_dir, id, state)
    typer.echo(f"{word}：{item.title}")


def _echo(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
