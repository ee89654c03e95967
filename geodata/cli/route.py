"""The command ``route``: a way by rail, road, sea, river or air, its length and basis."""

import difflib
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.errors import NotFoundError, ReleaseError, UsageError
from geodata.kinds import KINDS
from geodata.routing import RouteResult, route
from geodata.routing.sea import PASSAGES_ZH
from geodata.routing.sphere import Point
from geodata.store import FolderStore


def parse_point(text: str, name: str) -> Point:
    """A point written as ``LON,LAT``.

    Raises
    ------
    UsageError
        If it is not two numbers.
    """
    parts = text.replace("，", ",").split(",")
    try:
        lon, lat = (float(part) for part in parts)
    except ValueError:
        raise UsageError(
            f"{name} 的“{text}”不是坐标", remedy="写成 经度,纬度，如 112.99,28.34"
        ) from None
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise UsageError(
            f"{name} 的坐标“{text}”超出范围",
            remedy="先写经度（−180 至 180），后写纬度（−90 至 90）；是否写反了？",
        )
    return lon, lat


def closed(names: list[str], mode: str, data_dir: Path) -> list[str | Point]:
    """What `route` is to keep off: passages for the sea, places for rail and road.

    Parameters
    ----------
    names : passages, or ids, names and aliases of the release's chokepoints
    mode : of the way
    data_dir : folder of the releases

    Raises
    ------
    UsageError
        If a name is not known, or blocks nothing on ways of this mode.
    """
    if not names:
        return []
    if mode not in {"sea", "rail", "road"}:
        raise UsageError(f"{mode} 线路没有可关闭的通道", remedy="去掉 --close")
    known: dict[str, list[str | Point]] = {
        called.casefold(): [passage] if mode == "sea" else []
        for passage, zh in PASSAGES_ZH.items()
        for called in (passage, zh)
    }
    for row in _chokepoints(data_dir).to_dict("records"):
        blocks: list[str | Point] = [(float(row["lon"]), float(row["lat"]))]
        if mode == "sea":
            blocks = [*_several(row["passages"])]
        called = [row["chokepoint_id"], row["name_zh"], row["name_en"], *_several(row["aliases"])]
        for name in called:
            # A passage's own name means the passage: a chokepoint only adds what it lacks.
            known[str(name).casefold()] = known.get(str(name).casefold()) or blocks
    found: list[str | Point] = []
    for name in names:
        if name.casefold().strip() not in known:
            close = difflib.get_close_matches(name.casefold().strip(), known, n=3, cutoff=0.3)
            nearest = close or [each for each in PASSAGES_ZH if mode == "sea"]
            raise UsageError(
                f"没有名为“{name}”的通道或咽喉点",
                remedy="最接近的有：" + "、".join(nearest) if nearest else "去掉 --close",
            )
        blocked = known[name.casefold().strip()]
        if not blocked:
            raise UsageError(
                f"“{name}”不影响 {mode} 线路", remedy="海上通道用于 sea，陆路口岸用于 rail、road"
            )
        found += blocked
    return found


def answer(
    mode: str, texts: list[str], close: list[str], tables_dir: Path, data_dir: Path
) -> RouteResult:
    """The way through points written as text; first the start, then any between, then the end.

    Raises
    ------
    UsageError
        If the mode, a point or a name to close makes no sense, or a point is far off the network.
    """
    names = ["--from", *["--via"] * (len(texts) - 2), "--to"]
    points = [parse_point(text, name) for text, name in zip(texts, names, strict=True)]
    found = route(mode, points, closed=closed(close, mode, data_dir), tables_dir=tables_dir)
    if found.off_network:
        raise UsageError(str(found.no_route), remedy="换一个靠近线路的点，或换一种 --mode")
    return found


def document(found: RouteResult) -> dict[str, Any]:
    """What the command prints as JSON."""
    return {
        "mode": found.mode,
        "km": None if found.km is None else round(found.km, 1),
        "basis": found.basis,
        "vertices": 0 if found.line is None else len(found.line.coords),
        "attribution": found.attribution,
        "no_route": found.no_route,
        "snap_km": [round(km, 1) for km in found.snap_km],
        "passages": list(found.passages),
    }


def as_text(found: RouteResult) -> str:
    """A way for reading in a terminal."""
    if found.km is None:
        return f"没有通路：{found.no_route}"
    lines = [f"{found.mode} {found.km:,.1f} km（{found.basis}）"]
    if found.snap_km:
        lines.append("各点到线路 " + "、".join(f"{km:.1f}" for km in found.snap_km) + " km，已计入")
    if found.passages:
        lines.append("经过 " + "、".join(PASSAGES_ZH.get(name, name) for name in found.passages))
    if found.attribution:
        lines.append(f"数据：{found.attribution}")
    return "\n".join(lines)


def _chokepoints(data_dir: Path) -> pd.DataFrame:
    """The chokepoints of the release in use; none where there is no release or no such table."""
    if "chokepoint" not in KINDS:
        return pd.DataFrame()
    try:
        return FolderStore.open(data_dir, None).table("chokepoint").dropna(subset=["lat", "lon"])
    except (ReleaseError, NotFoundError):
        return pd.DataFrame()


def _several(value: object) -> list[str]:
    return [part for part in value.split(";") if part] if isinstance(value, str) else []
