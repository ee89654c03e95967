"""The commands ``nearby`` and ``gaps``: what is near a place; where a bank is missing."""

import json
from typing import Annotated, Any

import typer

from geodata.errors import UsageError
from geodata.nearby import DEFAULT_LICENCES, Service, Spot, find_spot, gaps, services_near
from geodata.nearby.spots import SPOT_KINDS
from geodata.search import search
from geodata.settings import settings
from geodata.store import FolderStore, Store, plain

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Release = Annotated[str | None, typer.Option("--release", help="数据版本编号")]
SIDE = {True: "同国", False: "跨国", None: "国别不明"}


def nearby(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="如 park:P01、-4.05,39.67（纬度,经度）、蒙巴萨")
    ],
    per: Annotated[int, typer.Option("--per", min=1, max=50, help="每类最近几处")] = 1,
    roads: Annotated[bool, typer.Option("--roads", help="加算公路里程")] = False,
    licence: Annotated[
        list[str] | None, typer.Option("--licence", help="只计这种牌照的网点，可多次；默认全部")
    ] = None,
    json_: AsJson = False,
    release: Release = None,
) -> None:
    """一处地点周边最近的各行网点、机构、港口、机场、铁路场站和口岸。"""
    store = FolderStore.open(settings().data_dir, release)
    spot = _spot(store, place)
    found = services_near(
        store, spot.lat, spot.lon, iso3=spot.iso3, per=per, precision=spot.precision,
        licences=tuple(licence or ()), without=spot.reference, with_roads=roads,
    )  # fmt: skip
    if json_:
        document = {
            "place": spot.reference, "name": spot.name_zh, "iso3": spot.iso3,
            "lat": spot.lat, "lon": spot.lon, "precision": spot.precision,
            "services": [_document(each) for each in found],
        }  # fmt: skip
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    name = f"{spot.name_zh}（{spot.reference}）" if spot.name_zh else spot.reference
    typer.echo(f"{name} 周边，直线距离")
    for each in found:
        road = f"，公路 {each.road_km:,.0f} 公里" if each.road_km is not None else ""
        typer.echo(
            f"  {each.service_type:<18} {each.km:>7,.0f} 公里（±{each.off_km:g}{road}）"
            f" {SIDE[each.same_country]} {each.name_zh} {each.reference}"
        )


def gaps_command(
    bank: Annotated[str, typer.Option("--bank", help="银行代码，如 CCB；any 为任一银行")] = "CCB",
    km: Annotated[float, typer.Option("--km", help="多少公里以内算有")] = 500.0,
    kind: Annotated[str, typer.Option("--kind", help="country、park 或 project")] = "park",
    licence: Annotated[
        list[str] | None,
        typer.Option("--licence", help=f"计入的牌照，可多次；默认 {'、'.join(DEFAULT_LICENCES)}"),
    ] = None,
    json_: AsJson = False,
    release: Release = None,
) -> None:
    """哪些国家、园区或项目在一定距离内没有某银行的网点，按利害轻重排列。"""
    store = FolderStore.open(settings().data_dir, release)
    found = gaps(store, bank, km, kind, licences=tuple(licence or DEFAULT_LICENCES))
    rows = [
        {str(name): plain(value) for name, value in row.items()} for row in found.to_dict("records")
    ]
    if json_:
        document = {"bank": bank, "km": km, "kind": kind, "gaps": rows}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{km:g} 公里内没有 {bank} 网点的 {kind}，共 {len(rows)} 处")
    for row in rows:
        far = "位置未知" if row["km"] is None else f"{row['km']:,.0f} 公里 {row['nearest_zh']}"
        typer.echo(f"{row['rank']:>4}  {row['kind']}:{row['id']} {row['name_zh']}（{far}）")


def _spot(store: Store, text: str) -> Spot:
    """The place meant: as `find_spot` reads it, else the first thing of that name with a place."""
    try:
        return find_spot(store, text)
    except UsageError:
        if ":" in text or any(character.isdigit() for character in text):
            raise
    found = search(store, text, limit=20, kinds=list(SPOT_KINDS))
    for hit in found.hits:
        try:
            return find_spot(store, hit.key)
        except UsageError:
            continue  # it has no known position: the next one may
    near = "、".join(found.nearest)
    raise UsageError(
        f"没有找到有坐标的地点“{text}”",
        remedy=(f"相近的词：{near}；" if near else "") + "或给出 park:P01、纬度,经度",
    )


def _document(each: Service) -> dict[str, Any]:
    return {
        "id": each.reference, "name": each.name_zh, "name_en": each.name_en, "group": each.group,
        "type": each.service_type, "iso3": each.iso3 or None, "same_country": each.same_country,
        "km": round(each.km, 1), "off_km": each.off_km,
        "road_km": None if each.road_km is None else round(each.road_km, 1),
        "precision": each.precision, "licence": each.licence or None,
        "status": each.status or None, "lat": each.lat, "lon": each.lon,
    }  # fmt: skip
