"""Rows of institutions, financial services and cases to add to the tiny tables, and what breaks.

`rows` is sound beside those of `tests.tiny`; each of `BREAKS` changes it so that one rule fails.
"""

from collections.abc import Callable
from typing import Any

from tests.tiny import SOURCED

Content = dict[str, list[dict[str, Any]]]
_POINT = {"precision": "town", **SOURCED}


def rows() -> Content:
    """Two institutions, a service and a case, with the project and branch that they name."""
    return {
        "project": [{"project_id": "J1", "name_zh": "电站", "company": "水电局",
                     "hunan_role": "承建", "hunan_linked": "yes", "iso3": "LAO",
                     "sector": "能源/水利", "form": "contract", "status": "operating",
                     "lat": 18.5, "lon": 102.5, **_POINT}],
        "branch": [{"branch_id": "B1", "bank": "CDB", "bank_zh": "国开行", "name_zh": "万象代表处",
                    "iso3": "LAO", "city": "万象", "category": "policy_bank",
                    "licence": "representative-office", "lat": 18.0, "lon": 102.6, **_POINT}],
        "institution": [
            {"institution_id": "I1", "institution_type": "embassy", "status": "operating",
             "name_zh": "驻老挝大使馆", "name_en": "Embassy in Laos", "iso3": "LAO",
             "city": "万象", "serves": "LAO", "website": "http://la.example.org",
             "website_basis": "seen", "lat": 18.0, "lon": 102.6, **_POINT},
            {"institution_id": "I2", "institution_type": "foreign-consulate",
             "status": "operating", "name_zh": "老挝驻长沙总领事馆", "name_en": "Laos in Changsha",
             "iso3": "CHN", "city": "长沙", "serves": "LAO", "lat": 28.2, "lon": 112.9, **_POINT},
            {"institution_id": "I3", "institution_type": "embassy", "status": "none",
             "name_zh": "驻刚果（金）大使馆（未设）", "name_en": "No embassy", "iso3": "COD",
             **_POINT, "precision": "unknown"},
            {"institution_id": "I4", "institution_type": "policy-finance", "status": "operating",
             "name_zh": "国开行万象代表处", "name_en": "CDB in Vientiane", "iso3": "LAO",
             "city": "万象", "branch_id": "B1", "lat": 18.0, "lon": 102.6, **_POINT},
        ],
        "financial_service": [
            {"financial_service_id": "development-loan", "name_zh": "开发性贷款",
             "name_en": "Development loan", "what_zh": "中长期资金", "what_en": "Long money",
             "situations_zh": "基础设施", "situations_en": "Works", "forms": "investment;contract",
             "provider": "国开行", "provider_types": "policy-bank", "reach": "万象代表处",
             "state": "offered", "institution_ids": "I4", "branch_ids": "B1", **SOURCED},
            {"financial_service_id": "loss-fund", "name_zh": "补偿基金", "name_en": "Loss fund",
             "what_zh": "补贴", "what_en": "Help", "situations_zh": "不可抗力",
             "situations_en": "Force majeure", "forms": "trade", "provider": "省级财政",
             "provider_types": "government", "state": "proposed", "note": "评论文章的建议",
             **SOURCED},
        ],
        "case": [{"case_id": "K1", "name_zh": "电站：一年截流", "name_en": "A dam", "iso3": "LAO",
                  "actor": "水电局", "linked_iso3": "COD", "year": 2014, "form": "contract",
                  "sectors": "能源;水利", "what": "承建", "corridor_id": "C1", "service_id": "C1a",
                  "results": "截流", "lesson": "提前发电", "lesson_basis": "inference",
                  "project_ids": "J1", "park_ids": "P1", "branch_ids": "B1", "event_ids": "E1",
                  "lat": 18.5, "lon": 102.5, **_POINT}],
    }  # fmt: skip


def give(kind: str, row: int, /, **cells: Any) -> Callable[[Content], None]:
    """The sound rows, one of them changed."""

    def given(content: Content) -> None:
        content |= rows()
        content[kind][row].update(cells)

    return given


def _two_embassies(content: Content) -> None:
    content |= rows()
    content["institution"].append({**content["institution"][0], "institution_id": "I9",
                                   "name_zh": "另一大使馆"})  # fmt: skip


def _another_corridor(content: Content) -> None:
    content |= rows()
    other = {"corridor_id": "C2", "name_zh": "另一通道"}
    content["corridor"].append({**content["corridor"][0], **other})
    content["case"][0]["corridor_id"] = "C2"


BREAKS: dict[str, tuple[Callable[[Content], None], str, int, str, str, str]] = {
    "institution of an unknown kind": (
        give("institution", 0, institution_type="ministry"), "institutions.csv", 2,
        "institution_type", "不在允许的取值内", "consulate-general"),
    "website that is none": (
        give("institution", 0, website="la.example.org"), "institutions.csv", 2, "website",
        "格式不对", "应符合 ^https?://"),
    "same office as no branch": (
        give("institution", 3, branch_id="B2"), "institutions.csv", 5, "branch_id",
        "在 branches.csv 中不存在", "在 branches.csv 中补上它"),
    "serves no country": (
        give("institution", 1, serves="LAO;XYZ"), "institutions.csv", 3, "serves",
        "不是已知的国家代码", "COD"),
    "website without basis": (
        give("institution", 0, website_basis=""), "institutions.csv", 2, "website_basis",
        "写了网址，没有写依据", "来源里有网址写 seen"),
    "basis without website": (
        give("institution", 0, website=""), "institutions.csv", 2, "website_basis",
        "没有网址，却写了依据", "两项都留空"),
    "no embassy, yet a telephone": (
        give("institution", 2, phone="+243-1"), "institutions.csv", 4, "phone",
        "状态为 none（未设），却写了所在或联系方式", "更正 status"),
    "embassy that serves another country": (
        give("institution", 0, serves="COD"), "institutions.csv", 2, "serves",
        "与机构类型 embassy 和所在国 LAO 不符", "把 LAO 写进 serves"),
    "guest that serves nobody": (
        give("institution", 1, serves=""), "institutions.csv", 3, "serves",
        "与机构类型 foreign-consulate 和所在国 CHN 不符", "serves 写派出国"),
    "two embassies in one country": (
        _two_embassies, "institutions.csv", 6, "iso3", "与第 2 行是同一国的两个大使馆", "重复"),
    "service for no form": (
        give("financial_service", 0, forms="investment;tourism"), "financial_services.csv", 2,
        "forms", "不是可写的词", "investment、contract、labour、trade、aid"),
    "provider twice": (
        give("financial_service", 0, provider_types="fund;fund"), "financial_services.csv", 2,
        "provider_types", "“fund”写了两次", "只写一次"),
    "service by no institution": (
        give("financial_service", 0, institution_ids="I4;I7"), "financial_services.csv", 2,
        "institution_ids", "在 institutions.csv 中不存在", "补上它"),
    "service at no branch": (
        give("financial_service", 0, branch_ids="B7"), "financial_services.csv", 2, "branch_ids",
        "在 branches.csv 中不存在", "在 branches.csv 中补上它"),
    "proposal that can be had": (
        give("financial_service", 1, reach="省财政厅"), "financial_services.csv", 3, "reach",
        "只是建议（proposed），却写了去哪里办", "offered 或 pilot"),
    "proposal of nobody": (
        give("financial_service", 1, note=""), "financial_services.csv", 3, "note",
        "没有写是谁的建议", "出处"),
    "case of an unknown form": (
        give("case", 0, form="concession"), "cases.csv", 2, "form", "不在允许的取值内", "labour"),
    "sector that no project has": (
        give("case", 0, sectors="能源;航天"), "cases.csv", 2, "sectors", "不是可写的词",
        "可写的有：水利、能源"),
    "lesson without basis": (
        give("case", 0, lesson_basis=""), "cases.csv", 2, "lesson_basis",
        "写了启示，没有写依据", "推断的写 inference"),
    "basis without lesson": (
        give("case", 0, lesson=""), "cases.csv", 2, "lesson_basis",
        "没有启示，却写了依据", "两项都留空"),
    "case in another country than its project": (
        give("case", 0, iso3="COD", linked_iso3="CHN", park_ids="", lat=-5.0, lon=25.0),
        "cases.csv", 2, "project_ids", "在 LAO，案例写的是 CHN、COD", "写进 linked_iso3"),
    "case in another country than its park": (
        give("case", 0, park_ids="P2", linked_iso3=""), "cases.csv", 2, "park_ids",
        "在 COD，案例写的是 LAO", "写进 linked_iso3"),
    "case of no project": (
        give("case", 0, project_ids="J1;J2"), "cases.csv", 2, "project_ids",
        "在 projects.csv 中不存在", "在 projects.csv 中补上它"),
    "case of no zone": (
        give("case", 0, zone_ids="Z9"), "cases.csv", 2, "zone_ids", "在 zones.csv 中不存在", ""),
    "case of no financier": (
        give("case", 0, institution_ids="I9"), "cases.csv", 2, "institution_ids",
        "在 institutions.csv 中不存在", ""),
    "case of no event": (
        give("case", 0, event_ids="E9"), "cases.csv", 2, "event_ids", "在 events.csv 中不存在",
        "在 events.csv 中补上它"),
    "case by the service of another corridor": (
        _another_corridor, "cases.csv", 2, "corridor_id", "与线路 C1a 所属的通道 C1 不同",
        "更正其中之一"),
}  # fmt: skip
