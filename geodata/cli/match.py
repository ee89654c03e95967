"""The command ``match``: what Hunan could sell to a country or buy there, and why."""

import json
from typing import Annotated, Any

import typer

from geodata.alerts.model import LOCALES, Words
from geodata.cli.show import parse
from geodata.match import Lead, carriage, find_good, leads
from geodata.settings import settings
from geodata.store import FolderStore, Store

SIDES = {"sell": "卖", "buy": "买"}


def match(
    country: Annotated[
        str | None, typer.Argument(metavar="COUNTRY", help="国家代码，如 KEN；不写则看全部")
    ] = None,
    good: Annotated[
        str | None, typer.Option("--good", help="商品编号或名称，如 cocoa、工程机械")
    ] = None,
    direction: Annotated[
        str | None, typer.Option("--direction", help="sell（湖南卖出）或 buy（湖南买进）")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=2000, help="最多几条")] = 20,
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    release: Annotated[str | None, typer.Option("--release", help="数据版本编号")] = None,
) -> None:
    """湘品匹配：按得分排列的线索，每条列出理由、数字、来源与运输。"""
    store = FolderStore.open(settings().data_dir, release)
    iso3 = parse(f"country:{country.upper()}", store)[1] if country is not None else None
    good_id = find_good(store, good).id if good is not None else None
    found = leads(store, iso3, direction, good_id=good_id)
    if json_:
        listed = [document(store, lead) for lead in found[:limit]]
        known = {"release": store.release_id, "count": len(found), "leads": listed}
        typer.echo(json.dumps(known, ensure_ascii=False, indent=2))
        return
    typer.echo(f"线索 {len(found)} 条")
    for lead in found[:limit]:
        typer.echo(f"{lead.score:>3} 分 {SIDES[lead.direction]} {lead.name.zh} · {lead.country.zh}")
        for reason in lead.reasons:
            typer.echo(f"      +{reason.points} {reason.text.zh}")
        way = carriage(store, lead)
        if way is not None:
            typer.echo(f"      运输 {way.days.low:.0f}–{way.days.high:.0f} 天（推算）")
    if len(found) > limit:
        typer.echo(f"…… 另有 {len(found) - limit} 条，见 --limit")


def document(store: Store, lead: Lead) -> dict[str, Any]:
    """A lead as plain data."""
    way = carriage(store, lead)
    return {
        "good": lead.good_id, "direction": lead.direction, "iso3": lead.iso3,
        "name": _texts(lead.name), "country": _texts(lead.country), "score": lead.score,
        "reasons": [
            {
                "rule": reason.rule_id, "points": reason.points, "anchor": reason.anchor,
                "text": _texts(reason.text), "value": reason.value, "unit": reason.unit or None,
                "threshold": reason.threshold, "year": reason.year or None,
                "confidence": reason.confidence, "sources": list(reason.source_ids),
                "facts": list(reason.references),
            }
            for reason in lead.reasons
        ],
        "unjudged": [each.rule_id for each in lead.unjudged],
        "prefectures": list(lead.prefecture_ids), "corridors": list(lead.corridor_ids),
        "carriage": None if way is None else {
            "from": f"prefecture:{way.prefecture_id}", "to": way.end,
            "origin_assumed": way.assumed_origin, "cargo": way.cargo.text,
            "days": [round(each, 1) for each in way.days], "km": round(way.km),
            "modes": list(way.modes), "corridors": list(way.corridor_ids),
            "computed": way.computed,
        },
    }  # fmt: skip


def _texts(words: Words) -> dict[str, str]:
    return {code: words.of(code) for code in LOCALES}
