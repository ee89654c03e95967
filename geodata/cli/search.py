"""The command ``search``: find anything by any of its names."""

import json
from typing import Annotated

import typer

from geodata.errors import UsageError
from geodata.kinds import KINDS
from geodata.search import label
from geodata.search import search as find
from geodata.settings import settings
from geodata.store import FolderStore


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="如 刚果金、mbs、建行 南非")],
    kind: Annotated[list[str] | None, typer.Option("--kind", help="只要某类，可多次")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="最多几条")] = 20,
    locale: Annotated[str, typer.Option("--locale", help="名称与理由的语言：zh 或 en")] = "zh",
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    release: Annotated[str | None, typer.Option("--release", help="数据版本编号")] = None,
) -> None:
    """按名称、拼音、外文名或任何相关的词查找，容许一两处错字。"""
    for name in kind or ():
        if name not in KINDS:
            raise UsageError(f"没有“{name}”这一类事物", remedy="可用：" + "、".join(KINDS))
    store = FolderStore.open(settings().data_dir, release)
    found = find(store, text, limit=limit, kinds=kind or None, locale=locale)
    if json_:
        listed = [
            {"id": hit.key, "name": hit.name, "kind": hit.kind, "why": hit.why,
             "matched": [list(span) for span in hit.matched]}
            for hit in found.hits
        ]  # fmt: skip
        document = {"query": text, "hits": listed, "nearest": list(found.nearest)}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for group, members in found.groups.items():
        typer.echo(label(group, locale))
        for hit in members:
            typer.echo(f"  {hit.key} {hit.name}（{hit.why}）")
    if not found.hits:
        near = "，相近的词：" + "、".join(found.nearest) if found.nearest else ""
        typer.echo(f"没有找到“{text}”{near}")
