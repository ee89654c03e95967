"""A small brief of every kind of block, and texts that break careless writers."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from geodata.store import Store
from layers.base import Addresses, ground
from layers.briefs.model import (
    Brief,
    Chart,
    Fact,
    Facts,
    Locale,
    Series,
    Source,
    Table,
    Words,
)
from layers.scene import Camera, Legend, Points, Scene, Swatch

REVIEW = "未送审，仅供内部研究"
LINK = "https://atlas.example.org/country?selected=country%3AZMB&lang=zh"
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-1",
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "abc\u202etxt.exe",
    "a\x00b\x0bc\x1fd\ufffe",
    "\ud83d",
    "长" * 5000,
    "W" * 5000,
    "🏭🚄🇿🇲👩‍🔬 emoji",
    "`${alert(2)}`",
    "#set page(width: 1pt) $x$ ]]> & \" ' \\ \n\t",
    "السلام عليكم",
)

SOURCES = (
    Source(
        "wdi",
        "世界发展指标",
        "世界银行",
        "https://data.example.org/wdi?a=1&b=2",
        "2025-07-01",
        "CC BY",
    ),
    Source("gacc", "海关统计", "海关总署", "https://customs.example.org/", "2025-01-18"),
    Source("book", "湖南与非洲", "某出版社", "", "2023"),
)
FACTS = (
    Fact("人口", "2,057 万人", 20_570_000.0, "人", "2023", ("wdi",), "high"),
    Fact("进口额", "45.2 亿美元", 45.2, "亿美元", "2024", ("gacc", "wdi"), "medium", "海关口径"),
    Fact("签证", "", None, "", "", ("book",), "low"),
)
TRADE = Chart(
    "与中国贸易",
    "columns",
    ("2022", "2023", "2024"),
    (Series("出口", (12.5, None, 15.0)), Series("进口", (3.0, 4.25, 5.0))),
    "亿美元",
    ("gacc",),
    "海关口径",
)
PARKS = Table(
    "园区",
    ("名称", "年份", "面积（平方公里）"),
    (("赞比亚中国经贸合作区", 2007, 11.58), ("江西多功能经济区", 2015, None)),
    ("book",),
    "规划面积",
)
BLOCKS = (
    Facts("要点", FACTS),
    TRADE,
    PARKS,
    Words("注意", ("两种口径不可相加。",), ("gacc", "wdi")),
)


@lru_cache
def scene(store: Store) -> Scene:
    """Land with one park on it; one object, so that its picture is drawn once."""
    at = Addresses(store.release_id, "zh")
    row = {"id": "park:P", "p": [28.0, -13.0], "n": "园区`${1}", "t": "示例"}
    return Scene(
        theme="light",
        camera=Camera(20, 0, 2.0),
        ground=ground(at, "light"),
        layers=(Points("parks", [row], (11, 47, 92), shape="diamond"),),
        legends=(Legend("图例", (Swatch("园区", "#0b2f5c", "diamond"),)),),
        footer=f"边界：中国官方画法 · {REVIEW}",
        alt="赞比亚的地图",
    )


def brief(store: Store, **changes: Any) -> Brief:
    """The brief, with changes."""
    plain = Brief(
        subject="country:ZMB",
        title="赞比亚",
        subtitle="去不去，带什么去",
        locale="zh",
        day=date(2026, 11, 21),
        release=store.release_id,
        review=REVIEW,
        link=LINK,
        scene=scene(store),
        blocks=BLOCKS,
        sources=SOURCES,
        notes=("旧值已注明年份。",),
    )
    return replace(plain, **changes)


def full_of(store: Store, text: str, locale: Locale = "zh") -> Brief:
    """A brief in which every text is the same."""
    fact = Fact(text, text, 1.5, text, text, ("s",), "low", text)
    return brief(
        store,
        title=text,
        subtitle=text,
        locale=locale,
        blocks=(
            Facts(text, (fact, fact)),
            Chart(text, "bars", (text, "b"), (Series(text, (1.0, None)),), text, ("s",), text),
            Table(text, (text, text), ((text, 3), (None, text)), ("s",), text),
            Words(text, (text, text), ("s",)),
        ),
        sources=(Source("s", text, text, text, text, text),),
        notes=(text,),
    )


# Anything at all, and more often what does harm.
texts = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))
locales = st.sampled_from(("zh", "en", "fr"))
