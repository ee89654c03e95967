"""The one list of pages: address, name, icon and what each is for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dashboard.i18n import N_
from geodata.store import Store

# Query parameter that names a page which was asked for and is not there.
MISSING: Final = "missing"
PAGES_DIR: Final = Path(__file__).parents[1] / "pages"


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page of the atlas.

    Parameters
    ----------
    path : last part of the address, and stem of the file in ``pages/``
    title : Chinese name, translated where shown
    icon : Material symbol
    purpose : one line for the README and the page's own help
    section : menu that it stands in; blank for the bar itself
    """

    path: str
    title: str
    icon: str
    purpose: str
    section: str = ""

    @property
    def file(self) -> Path:
        """The page's script."""
        return PAGES_DIR / f"{self.path}.py"


# Menus of the bar.
NATIONS: Final = N_("国家与资源")
WAYS: Final = N_("物流")
COOPERATION: Final = N_("合作")
SERVICES: Final = N_("服务机构")
INSIGHT: Final = N_("洞察与数据")

PAGES: Final = (
    PageInfo(
        "overview", N_("总览"), ":material/public:", N_("五大通道、两大区域与关键数字一屏看全")
    ),
    PageInfo(
        "africa",
        N_("非洲资源"),
        ":material/landscape:",
        N_("非洲 54 国的资源、指标与资源点"),
        NATIONS,
    ),
    PageInfo(
        "asean", N_("东盟资源"), ":material/forest:", N_("东盟 11 国的资源、指标与资源点"), NATIONS
    ),
    PageInfo(
        "country",
        N_("国别"),
        ":material/flag:",
        N_("一国一页：关键数字、资源、贸易与在当地的一切"),
        NATIONS,
    ),
    PageInfo(
        "compare",
        N_("对比"),
        ":material/compare_arrows:",
        N_("两至六国并排：标出较好与较差的表、同一刻度的小图与地图"),
        NATIONS,
    ),
    PageInfo(
        "finder",
        N_("条件选国"),
        ":material/filter_alt:",
        N_("按资源、协定、关税、时效、距离、评分等条件选出国家，逐条给出依据与剩余国数"),
        NATIONS,
    ),
    PageInfo(
        "corridors",
        N_("物流通道"),
        ":material/route:",
        N_("五大通道的线路、区段、节点与运量"),
        WAYS,
    ),
    PageInfo(
        "planner",
        N_("线路规划"),
        ":material/alt_route:",
        N_("从湖南到国外各地怎么走：方案、时效圈、关闭推演与测算假设"),
        WAYS,
    ),
    PageInfo(
        "parks",
        N_("境外园区"),
        ":material/factory:",
        N_("境外经贸合作园区及其产业与进展"),
        COOPERATION,
    ),
    PageInfo(
        "events",
        N_("经贸活动"),
        ":material/event:",
        N_("博览会、论坛与对接活动及其成果"),
        COOPERATION,
    ),
    PageInfo(
        "projects",
        N_("合作项目"),
        ":material/handshake:",
        N_("承包、投资、援助与贸易项目"),
        COOPERATION,
    ),
    PageInfo(
        "prefectures",
        N_("市州专区"),
        ":material/location_city:",
        N_("湖南 14 个市州各自的平台、企业项目、活动与往来国家"),
        COOPERATION,
    ),
    PageInfo(
        "match",
        N_("湘品匹配"),
        ":material/swap_horiz:",
        N_("湖南能卖什么、能买什么：按规则计分的线索、理由与运输"),
        COOPERATION,
    ),
    PageInfo(
        "branches",
        N_("银行网点"),
        ":material/account_balance:",
        N_("中资与合作银行的境外机构"),
        SERVICES,
    ),
    PageInfo(
        "cases",
        N_("案例库"),
        ":material/menu_book:",
        N_("按国别、行业、主体与形式查怎么做成的"),
        COOPERATION,
    ),
    PageInfo(
        "institutions",
        N_("机构名录"),
        ":material/apartment:",
        N_("使领馆、经济商务处、商会与湖南驻外机构"),
        SERVICES,
    ),
    PageInfo(
        "finance",
        N_("金融服务"),
        ":material/payments:",
        N_("按业务情形找金融服务、信保与办理网点"),
        SERVICES,
    ),
    PageInfo(
        "nearby",
        N_("周边与缺口"),
        ":material/radar:",
        N_("任一地点周边最近的网点、机构、港口与场站；哪里没有银行网点"),
        SERVICES,
    ),
    PageInfo(
        "scores",
        N_("营商与政治风险"),
        ":material/leaderboard:",
        N_("营商环境与政治稳定度的得分、名次及其区间，权重可调，每项注明来源"),
        INSIGHT,
    ),
    PageInfo(
        "alerts",
        N_("风险提示"),
        ":material/warning:",
        N_("到期、关闭、未生效与陈旧的事，按级别、国家和通道列出；版本之间的变化；官方资讯"),
        INSIGHT,
    ),
    PageInfo(
        "relations",
        N_("关联"),
        ":material/hub:",
        N_("一个事物两步以内的关联，两个事物怎样连在一起"),
        INSIGHT,
    ),
    PageInfo(
        "data", N_("数据与来源"), ":material/database:", N_("每张表、每个来源、覆盖与下载"), INSIGHT
    ),
)

BY_PATH: Final[dict[str, PageInfo]] = {page.path: page for page in PAGES}
# Where an entity of a kind is at home.
HOME: Final[dict[str, str]] = {
    "country": "country",
    "corridor": "corridors",
    "service": "corridors",
    "leg": "corridors",
    "node": "corridors",
    "inland": "corridors",
    "inland_leg": "corridors",
    "park": "parks",
    "event": "events",
    "project": "projects",
    "branch": "branches",
    "site": "africa",
    "case": "cases",
    "institution": "institutions",
    "financial_service": "finance",
    "match_good": "match",
    "prefecture": "prefectures",
    "zone": "prefectures",
}


def in_menus(pages: Mapping[str, Any], word: Callable[[str], str]) -> dict[str, list[Any]]:
    """Registered pages by the words of their menu, in the order of `PAGES`; blank is the bar.

    Parameters
    ----------
    pages : by path
    word : says a menu's name in the reader's language
    """
    found: dict[str, list[Any]] = {}
    for page in PAGES:
        title = word(page.section) if page.section else ""
        found.setdefault(title, []).append(pages[page.path])
    return found


def menu_place(path: str) -> int:
    """Which item of the bar is the menu of a page, from 1; 0 where the page is on the bar."""
    sections = list(dict.fromkeys(page.section for page in PAGES if page.section))
    alone = sum(not page.section for page in PAGES)
    section = BY_PATH[path].section
    return alone + sections.index(section) + 1 if section else 0


def home_of(store: Store, kind: str, id_: str) -> str:
    """The path of the page where an entity is at home: a site's is its region's."""
    if kind == "site":
        group = store.get("country", str(store.get("site", id_)["iso3"]))["group"]
        return "asean" if group == "ASEAN" else "africa"
    return HOME.get(kind, "data")
