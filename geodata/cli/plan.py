"""The command ``plan``: ranked ways from a place in Hunan to a place abroad."""

import json
from typing import Annotated

import typer

from geodata.errors import UsageError
from geodata.planner.api import plan as plan_route
from geodata.planner.document import PARTS_ZH, document
from geodata.planner.model import ORDERS, Order, parse_cargo
from geodata.planner.network import network
from geodata.planner.parameters import parse_changes
from geodata.planner.plan import MODE_ZH
from geodata.settings import settings
from geodata.store import FolderStore


def plan(
    start: Annotated[str, typer.Option("--from", help="起点，如 怀化、长沙北站")],
    end: Annotated[str, typer.Option("--to", help="终点，如 万象、蒙巴萨")],
    cargo: Annotated[str, typer.Option("--cargo", help="2x40、1x20+2x40、500t、800kg")] = "1x40",
    close: Annotated[
        list[str] | None, typer.Option("--close", help="关闭的咽喉或口岸，可多次")
    ] = None,
    reopen: Annotated[
        list[str] | None, typer.Option("--open", help="把今天关闭的当作开放，可多次")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="time、cost 或 co2")] = "time",
    assume: Annotated[
        list[str] | None, typer.Option("--assume", help="改一个假设：参数=典型值 或 低/典型/高")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    release: Annotated[str | None, typer.Option("--release", help="数据版本编号")] = None,
) -> None:
    """规划线路：这批货从湖南到那里，走哪条路、多少天、多少钱、多少碳。"""
    store = FolderStore.open(settings().data_dir, release)
    answer = plan_route(
        store, start, end, parse_cargo(cargo), order=_order(by), closed=close or (),
        opened=reopen or (), changes=parse_changes(assume or ()),
    )  # fmt: skip
    found = document(network(store), answer)
    if json_:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if answer.no_route:
        typer.echo(answer.no_route)
        return
    for number, option in enumerate(found["options"], 1):
        low, high = option["days"]
        cost = option["cost_cny"]
        money = f"{cost[0]:,.0f}–{cost[1]:,.0f} 元" if cost else "费用缺可信依据"
        typer.echo(
            f"方案 {number}：{option['km']:,} 公里，{low:g}–{high:g} 天，{money}，"
            f"CO₂e {option['co2e_t']:g} 吨"
        )
        for leg in option["legs"]:
            parts = "，".join(
                f"{PARTS_ZH[p['kind']]} {p['typical']:g}"
                f"{'（公布）' if p['basis'] == 'published' else ''}"
                for p in leg["parts"]
            )
            typer.echo(
                f"  {MODE_ZH[leg['mode']]} {leg['from']} → {leg['to']}："
                f"{leg['km']:,} 公里，{leg['days'][0]:g}–{leg['days'][1]:g} 天（{parts}）"
            )


def _order(text: str) -> Order:
    for order in ORDERS:
        if text == order:
            return order
    raise UsageError(f"没有“{text}”这种排序", remedy="--by 可用：" + "、".join(ORDERS))
