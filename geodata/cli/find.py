"""The command ``find``: the countries that fulfil conditions, and why each does."""

import json
from typing import Annotated, Any

import typer

from geodata.finder import Fact, Found, find, format_query, parse, phrase, relaxed, sentence
from geodata.finder.text import format_condition
from geodata.settings import settings
from geodata.store import FolderStore, Store


def find_command(
    text: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="如 cobalt;dta=in-force;park~rail<=200；分号为“且”，竖线为“或”",
        ),
    ],
    locale: Annotated[str, typer.Option("--locale", help="语言：zh、en 或 fr")] = "zh",
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    release: Annotated[str | None, typer.Option("--release", help="数据版本编号")] = None,
) -> None:
    """按条件选国：逐条给出剩下几国、每国为什么符合。"""
    store = FolderStore.open(settings().data_dir, release)
    found = find(store, parse(text, store))
    if json_:
        typer.echo(json.dumps(_document(store, found, locale), ensure_ascii=False, indent=2))
        return
    typer.echo(sentence(store, found.query).of(locale))
    for number, step in enumerate(found.steps):
        joint = "" if not number else "或" if found.steps[number - 1].group == step.group else "且"
        unsaid = f"（另有 {len(step.unknown)} 国缺数据）" if step.unknown else ""
        said = phrase(store, step.condition).of(locale)
        typer.echo(f"{joint}{said} → {len(step.left)} 国{unsaid}")
    for iso3 in found.countries:
        typer.echo(f"{iso3} {_name(store, iso3, locale)}")
        for fact in found.facts[iso3]:
            cited = f" [{';'.join(fact.source_ids[:3])}]" if fact and fact.source_ids else ""
            typer.echo(f"    {fact.text.of(locale) if fact else '—'}{cited}")
    if found.doubtful:
        typer.echo("缺数据而未列入：" + "、".join(sorted(found.doubtful)))
    for way in relaxed(store, found):
        typer.echo(f"可放宽为 {format_query(way.query) or '（无条件）'} → {way.countries} 国")


def _name(store: Store, iso3: str, locale: str) -> str:
    return str(store.get("country", iso3)[f"name_{locale if locale in ('en', 'fr') else 'zh'}"])


def _document(store: Store, found: Found, locale: str) -> dict[str, Any]:
    return {
        "query": format_query(found.query),
        "sentence": sentence(store, found.query).of(locale),
        "today": found.today.isoformat(),
        "release": store.release_id,
        "steps": [
            {
                "condition": format_condition(step.condition),
                "text": phrase(store, step.condition).of(locale),
                "group": step.group,
                "left": len(step.left),
                "unknown": sorted(step.unknown),
            }
            for step in found.steps
        ],
        "countries": [
            {
                "iso3": iso3,
                "name": _name(store, iso3, locale),
                "facts": [_fact(fact, locale) for fact in found.facts[iso3]],
            }
            for iso3 in found.countries
        ],
        "doubtful": sorted(found.doubtful),
        "relaxed": [
            {"query": format_query(way.query), "countries": way.countries}
            for way in relaxed(store, found)
        ],
    }


def _fact(fact: Fact | None, locale: str) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "text": fact.text.of(locale), "value": fact.value, "source_ids": list(fact.source_ids),
        "as_of": fact.as_of or None, "references": list(fact.references),
    }  # fmt: skip
