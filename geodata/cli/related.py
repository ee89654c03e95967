"""The commands ``related`` and ``connect``: what is linked to an entity, and how two are."""

import json
from typing import Annotated, Any

import typer

from geodata.cli.show import parse
from geodata.kinds import KINDS
from geodata.relations import Link, connect, links, predicate_name, suggestions
from geodata.settings import settings
from geodata.store import FolderStore, Store, shown_name

SHOWN = 10
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Release = Annotated[str | None, typer.Option("--release", help="数据版本编号")]
BASES = {"stated": "有出处", "derived": "推算"}


def related(
    entity: Annotated[str, typer.Argument(metavar="KIND:ID", help="如 park:P12、branch:B001")],
    json_: AsJson = False,
    release: Release = None,
) -> None:
    """一个事物的全部关联：关系、依据、理由、距离，以及相关推荐。"""
    store = FolderStore.open(settings().data_dir, release)
    kind, id = parse(entity, store)
    found = links(store, kind, id)
    advised = suggestions(store, kind, id)
    name = shown_name(store.get(kind, id), kind)
    if json_:
        _echo_json(
            {
                "release": store.release_id,
                "kind": kind,
                "id": id,
                "name": name,
                "relations": [document(store, link) for group in found.values() for link in group],
                "suggestions": [document(store, link) for link in advised],
            }
        )
        return
    typer.echo(f"{name}（{kind}:{id}，数据版本 {store.release_id}）")
    for other, group in found.items():
        typer.echo(f"{KINDS[other].zh} {len(group)}")
        for link in group[:SHOWN]:
            typer.echo("  " + line(store, link))
        if len(group) > SHOWN:
            typer.echo(f"  …… 另有 {len(group) - SHOWN} 条，见 --json")
    typer.echo("相关推荐" if advised else "没有可推荐的")
    for link in advised:
        typer.echo("  " + line(store, link))


def connected(
    one: Annotated[str, typer.Argument(metavar="KIND:ID", help="如 park:P12")],
    other: Annotated[str, typer.Argument(metavar="KIND:ID", help="如 country:ZAF")],
    steps: Annotated[int, typer.Option("--steps", min=1, max=6, help="最多几步")] = 4,
    ways: Annotated[int, typer.Option("--ways", min=1, max=10, help="最多几条")] = 3,
    json_: AsJson = False,
    release: Release = None,
) -> None:
    """两个事物怎样联系在一起。"""
    store = FolderStore.open(settings().data_dir, release)
    start, end = parse(one, store), parse(other, store)
    found = connect(store, start, end, steps, ways)
    if json_:
        _echo_json(
            {
                "release": store.release_id,
                "from": ":".join(start),
                "to": ":".join(end),
                "ways": [[document(store, link) for link in way] for way in found],
            }
        )
        return
    if not found:
        typer.echo(f"{steps} 步以内没有联系")
    for number, way in enumerate(found, start=1):
        typer.echo(f"第 {number} 条，{len(way)} 步")
        for link in way:
            typer.echo("  " + line(store, link))


def document(store: Store, link: Link) -> dict[str, Any]:
    """A link as plain data."""
    return {
        "kind": link.kind,
        "id": link.id,
        "name": link.name,
        "predicate": link.predicate,
        "inverse": not link.forward,
        "label": {
            locale: predicate_name(store, link.predicate, link.forward, locale)
            for locale in ("zh", "en", "fr")
        },
        "basis": link.basis,
        "rule": link.rule,
        "reason": {locale: link.reason(locale) for locale in ("zh", "en", "fr")},
        "km": link.km,
        "strength": link.strength,
        "source_id": link.source_id,
    }


def line(store: Store, link: Link) -> str:
    """A link as one line for a terminal."""
    head = f"{link.kind}:{link.id} {link.name}"
    if link.basis == "same-country":
        return f"{head}（{link.reason_zh}）"
    said = predicate_name(store, link.predicate, link.forward, "zh")
    return f"{head}（{said}；{BASES[link.basis]}：{link.reason_zh}）"


def _echo_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
