"""What can be found besides the data: pages, parts of pages and settings, in both languages."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from dashboard.i18n import LOCALES, N_, _, speaking
from dashboard.navigation import BY_PATH, PAGES
from dashboard.search_home import LANGUAGE
from geodata.search import Document, Text
from geodata.search.words import IMPORTANCE
from geodata.settings import Settings

# Parts of pages: what their switches say.
PARTS: Final[dict[str, dict[str, str]]] = {
    "country": {
        "market": N_("市场动态"), "business": N_("营商环境"), "policy": N_("政策法规"),
        "guide": N_("国别指南"), "projects": N_("项目招商"), "events": N_("活动展会"),
        "finance": N_("金融服务"), "travel": N_("商旅服务"), "figures": N_("全部指标"),
        "resources": N_("资源与产业"),
    },
    "corridors": {
        "compare": N_("公布与测算"), "choice": N_("铁海与江海"), "reach": N_("沿线触达"),
        "volumes": N_("运量与来源"),
    },
    "planner": {"reach": N_("时效圈"), "assume": N_("测算假设")},
    "data": {
        "coverage": N_("覆盖"), "tables": N_("数据表"), "sources": N_("来源"),
        "claims": N_("说法不一"), "doubts": N_("待核"), "unlinked": N_("未连上"),
    },
}  # fmt: skip
# What people call a page, besides its title.
ALSO: Final = {
    "overview": "首页;主页;home;start", "africa": "非洲;非洲地图;Africa", "asean": "东盟;ASEAN",
    "country": "国别指南;一国一页;国家;countries", "corridors": "通道;物流;班列;logistics",
    "planner": "路线;怎么走;运费;时效;route;freight", "parks": "园区;合作区;parks",
    "events": "活动;展会;events;expo", "projects": "项目;projects", "branches": "银行;网点;banks",
    "country/market": "贸易;trade", "country/policy": "协定;税收;treaties;tax",
    "country/guide": "指南;PDF;guides", "country/travel": "签证;航班;时差;visa;flights",
    "data": "数据;下载;来源;出处;download;sources",
    "data/doubts": "存疑;未复核;unverified", "data/unlinked": "孤立;无关联;orphans",
    "data/claims": "数据冲突;conflicts",
    "planner/assume": "参数;费率;assumptions", "planner/reach": "等时圈;isochrone",
    "cases": "案例;经验;cases", "institutions": "机构;使馆;领事馆;商会;embassy;consulate",
    "finance": "金融;信保;贷款;保险;insurance;loan", "alerts": "风险;预警;提示;公告;warnings;risk",
    "nearby": "附近;最近;覆盖;网点缺口;nearest;gaps", "relations": "关系图;图谱;graph;network",
}  # fmt: skip
# What settings are called; one that is not listed by its description.
SETTINGS: Final = {
    "review_number": N_("审图号"), "boundary_view": N_("边界画法"),
    "default_locale": N_("默认语言"), "stale_years": N_("事实几年算旧"),
    "data_dir": N_("数据版本文件夹"), "tables_dir": N_("数据表文件夹"),
    "host": N_("服务地址"), "port": N_("服务端口"),
}  # fmt: skip


def setting_name(field: str) -> str:
    """What a setting is called in the current language; an unlisted one by its description."""
    if field in SETTINGS:
        return _(SETTINGS[field])
    return re.split("[；，：]", Settings.model_fields[field].description or field)[0]


@cache
def documents() -> tuple[Document, ...]:
    """Pages, their parts, and settings, for `geodata.search.search` as `extra`."""
    with speaking("zh"):
        return (*_pages(), *_settings())


def _pages() -> Iterator[Document]:
    for page in PAGES:
        yield _document(
            "page", page.path, (page.title,), _also(page.path), (page.purpose,),
            IMPORTANCE["page"],
        )  # fmt: skip
        for part, title in PARTS.get(page.path, {}).items():
            yield _document(
                "page", f"{page.path}/{part}", (BY_PATH[page.path].title, title),
                (title, *_also(f"{page.path}/{part}")), (), IMPORTANCE["page"] - 10,
            )  # fmt: skip


def _settings() -> Iterator[Document]:
    for code, name in LOCALES.items():
        yield Document(
            "setting", f"{LANGUAGE}{code}", f"语言 / Language：{name}",
            (Text("en", f"Language: {name}"),),
            tuple(Text("alias", word) for word in (name, "语言", "language", "langue", code)),
            importance=IMPORTANCE["setting"],
        )  # fmt: skip
    for field, info in Settings.model_fields.items():
        with speaking("en"):
            english = setting_name(field) if field in SETTINGS else field.replace("_", " ")
        variable = f"HOA_{field.upper()}"
        yield Document(
            "setting", field, setting_name(field), (Text("en", english),),
            (Text("code", variable), Text("alias", field.replace("_", " "))),
            (Text("text", info.description or ""), Text("type", "环境变量")),
            importance=IMPORTANCE["setting"] - 40,
        )  # fmt: skip


def _document(
    kind: str, id: str, title: tuple[str, ...], also: tuple[str, ...], about: tuple[str, ...],
    importance: float,
) -> Document:  # fmt: skip
    with speaking("en"):
        english = " · ".join(_(part) for part in title)
        words = [_(text) for text in (*also, *about)]
    aliases = dict.fromkeys(Text("alias", word) for word in (*also, *words[: len(also)]))
    texts = dict.fromkeys(Text("text", word) for word in (*about, *words[len(also) :]))
    return Document(
        kind, id, " · ".join(title), (Text("en", english),), tuple(aliases), tuple(texts),
        importance=importance,
    )  # fmt: skip


def _also(id: str) -> tuple[str, ...]:
    return tuple(word for word in ALSO.get(id, "").split(";") if word)
