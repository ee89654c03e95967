"""The command ``alerts``: what to look out for today."""

import json
from datetime import date
from typing import Annotated, Any

import typer

from geodata import clock
from geodata.alerts import SEVERITIES, Alert, alerts, counts
from geodata.errors import UsageError
from geodata.settings import settings
from geodata.store import FolderStore


def alerts_command(
    country: Annotated[str | None, typer.Option("--country", help="只要某国，如 KEN")] = None,
    severity: Annotated[str | None, typer.Option("--severity", help="high、medium 或 low")] = None,
    day: Annotated[str | None, typer.Option("--today", help="按哪一天算，如 2026-11-21")] = None,
    locale: Annotated[str, typer.Option("--locale", help="语言：zh、en 或 fr")] = "zh",
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    release: Annotated[str | None, typer.Option("--release", help="数据版本编号")] = None,
) -> None:
    """到期、关闭、未生效、陈旧与有争议的事，最要紧的在前。"""
    today = _day(day)
    if severity is not None and severity not in SEVERITIES:
        raise UsageError(f"没有“{severity}”这个级别", remedy="可用：" + "、".join(SEVERITIES))
    store = FolderStore.open(settings().data_dir, release)
    found = alerts(store, today)
    if country is not None:
        iso3 = str(store.get("country", country.upper())["iso3"])
        found = tuple(alert for alert in found if iso3 in alert.iso3s)
    if severity is not None:
        found = tuple(alert for alert in found if alert.severity == severity)
    if json_:
        document = {
            "release": store.release_id, "today": today.isoformat(), "counts": counts(found),
            "alerts": [_document(alert, locale) for alert in found],
        }  # fmt: skip
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for alert in found:
        typer.echo(f"[{alert.severity}] {alert.title(locale)}｜{alert.sentence(locale)}")
        typer.echo(f"    {alert.reference}（{alert.source_id}，{alert.as_of}）")
    number = "，".join(f"{code} {count}" for code, count in counts(found).items())
    typer.echo(f"{today.isoformat()} 共 {len(found)} 条：{number}")


def _day(text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}”不是日期", remedy="写成如 2026-11-21") from error


def _document(alert: Alert, locale: str) -> dict[str, Any]:
    return {
        "key": alert.key, "rule": alert.rule, "severity": alert.severity,
        "reference": alert.reference, "title": alert.title(locale),
        "sentence": alert.sentence(locale), "countries": list(alert.iso3s),
        "corridors": list(alert.corridors), "services": list(alert.services),
        "start": alert.start, "end": alert.end,
        "due": alert.due.isoformat() if alert.due else None,
        "source_id": alert.source_id, "as_of": alert.as_of, "lat": alert.lat, "lon": alert.lon,
    }  # fmt: skip
