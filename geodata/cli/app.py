"""The commands and what becomes of their errors."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from geodata.build import build as build_release
from geodata.cli import route as routes
from geodata.cli.alerts import alerts_command
from geodata.cli.feeds import app as feeds_app
from geodata.cli.find import find_command
from geodata.cli.match import match as match_command
from geodata.cli.nearby import gaps_command, nearby
from geodata.cli.plan import plan as plan_command
from geodata.cli.plugins import WithPlugins
from geodata.cli.related import connected, related
from geodata.cli.scores import scores_command
from geodata.cli.search import search as search_command
from geodata.cli.show import as_text, document, parse
from geodata.errors import AtlasError, ExportError, UsageError
from geodata.export import FORMATS, export
from geodata.failures import errors
from geodata.kinds import KINDS
from geodata.settings import settings
from geodata.store import FolderStore
from geodata.validate import validate as validate_tables

app = typer.Typer(
    cls=WithPlugins,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="湘企出海地图的数据：校验、构建、查询、导出。",
)
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Release = Annotated[str | None, typer.Option("--release", help="数据版本编号；默认用当前版本")]


def main() -> None:
    """Run a command; an error of ours is one message on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console is GBK; our messages and JSON are not.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except AtlasError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(1)


@app.command()
def build(
    force: Annotated[bool, typer.Option("--force", help="即使已有同样的版本也重新生成")] = False,
) -> None:
    """校验数据表，构建数据版本并启用。"""
    have = settings()
    built = build_release(
        have.tables_dir,
        have.data_dir,
        boundary_view=have.boundary_view,
        force=force,
        wait_s=have.build_wait_s,
        thresholds=have.rule_thresholds,
        say=lambda step, steps, name: typer.echo(f"[{step}/{steps}] {name}"),
    )
    for warning in built.warnings:
        typer.echo(str(warning), err=True)
    typer.echo(f"数据版本 {built.release} " + ("已构建并启用" if built.fresh else "已是最新"))


@app.command()
def validate(json_: AsJson = False) -> None:
    """校验全部数据表，列出每一处问题及处理办法。"""
    failures = validate_tables(settings().tables_dir)
    wrong = len(errors(failures))
    if json_:
        _echo_json({"ok": not wrong, "failures": [failure.as_dict() for failure in failures]})
    else:
        for failure in failures:
            typer.echo(str(failure))
        typer.echo(f"错误 {wrong} 处，提醒 {len(failures) - wrong} 处")
    if wrong:
        raise typer.Exit(1)


@app.command()
def summary(json_: AsJson = False, release: Release = None) -> None:
    """当前数据版本里各类事物的数量。"""
    manifest = _store(release).manifest
    rows = {kind: manifest.tables[kind].rows for kind in KINDS if kind in manifest.tables}
    if json_:
        _echo_json(
            {
                "release": manifest.release,
                "schema_version": manifest.schema_version,
                "boundary_view": manifest.boundary_view,
                "built_at": manifest.built_at,
                "sources": manifest.sources,
                "relations": manifest.tables["relation"].rows,
                "rows": rows,
            }
        )
        return
    typer.echo(f"数据版本 {manifest.release}（{manifest.built_at}，画法 {manifest.boundary_view}）")
    for kind, count in rows.items():
        typer.echo(f"{count:>8}  {KINDS[kind].zh}（{kind}）")


@app.command()
def show(
    entity: Annotated[str, typer.Argument(metavar="KIND:ID", help="如 country:COD、park:P01")],
    json_: AsJson = False,
    release: Release = None,
) -> None:
    """一个事物的全部内容、来源和关联。"""
    store = _store(release)
    found = document(store, *parse(entity, store))
    if json_:
        _echo_json(found)
    else:
        typer.echo(as_text(found))


@app.command("export")
def export_rows(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="如 park、project、country")],
    fmt: Annotated[str, typer.Option("--format", help="、".join(FORMATS))],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件")],
    country: Annotated[str | None, typer.Option("--country", help="只要某国，如 COD")] = None,
    release: Release = None,
) -> None:
    """把一类事物连同来源导出为文件。"""
    store = _store(release)
    if kind not in KINDS:
        raise UsageError(f"没有“{kind}”这一类事物", remedy="可用：" + "、".join(KINDS))
    rows = store.table(kind)
    filters = ""
    if country is not None:
        name = store.get("country", country.upper())["name_zh"]
        if "iso3" not in rows.columns:
            raise UsageError(f"{KINDS[kind].zh}（{kind}）不分国家", remedy="去掉 --country 再试")
        rows = rows[rows["iso3"] == country.upper()]
        filters = f"国家：{name}"
    data = export(
        rows,
        kind,
        fmt,
        store=store,
        title=KINDS[kind].zh,
        filters=filters,
        review=settings().review_text,
    )
    try:
        out.write_bytes(data)
    except OSError as error:
        raise ExportError(
            f"写不了文件：{error.strerror}", where=str(out), remedy="检查文件夹是否存在、可写"
        ) from error
    typer.echo(f"已导出 {len(rows)} 行到 {out}", err=True)


@app.command()
def route(
    mode: Annotated[str, typer.Option("--mode", help="rail、road、sea、river、air")],
    start: Annotated[str, typer.Option("--from", metavar="LON,LAT", help="起点，经度,纬度")],
    end: Annotated[str, typer.Option("--to", metavar="LON,LAT", help="终点，经度,纬度")],
    via: Annotated[
        list[str] | None, typer.Option("--via", metavar="LON,LAT", help="途经点，可多次")
    ] = None,
    close: Annotated[list[str] | None, typer.Option("--close", help="不走的通道或口岸")] = None,
    json_: AsJson = False,
) -> None:
    """两点之间沿铁路、公路、海运航线、内河或空中的线路与里程。"""
    have = settings()
    texts = [start, *(via or []), end]
    found = routes.answer(mode, texts, close or [], have.tables_dir, have.data_dir)
    if json_:
        _echo_json(routes.document(found))
    else:
        typer.echo(routes.as_text(found))


app.command("plan")(plan_command)
app.command("search")(search_command)
app.command("find")(find_command)
app.command("related")(related)
app.command("connect")(connected)
app.command("alerts")(alerts_command)
app.command("match")(match_command)
app.command("scores")(scores_command)
app.add_typer(feeds_app, name="feeds")
# A southern latitude begins with a minus and is no option.
app.command("nearby", context_settings={"ignore_unknown_options": True})(nearby)
app.command("gaps")(gaps_command)


def _store(release: str | None) -> FolderStore:
    return FolderStore.open(settings().data_dir, release)


def _echo_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
