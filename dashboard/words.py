"""Words for the machine's codes: marked here, translated where shown."""

from collections.abc import Callable
from typing import Final

from dashboard.i18n import N_, _, pick
from geodata.kinds import KINDS

REGIONS: Final = {
    "north-africa": N_("北非"),
    "west-africa": N_("西非"),
    "central-africa": N_("中部非洲"),
    "east-africa": N_("东非"),
    "southern-africa": N_("南部非洲"),
    "mainland-asean": N_("中南半岛"),
    "maritime-asean": N_("东南亚海岛"),
}
FAMILIES: Final = {
    "mineral": N_("矿产"),
    "energy": N_("能源"),
    "agriculture": N_("农业"),
    "forest": N_("林业"),
    "fishery": N_("渔业"),
    "indicator": N_("指标"),
}
MEASURES: Final = {
    "production-mine": N_("矿山产量"),
    "production": N_("产量"),
    "production-plant": N_("工厂产量"),
    "production-smelter": N_("冶炼产量"),
    "production-refinery": N_("精炼产量"),
    "tonnage-rank": N_("本国农产品位次"),
    "generation-share": N_("占发电量"),
    "land-share": N_("占国土"),
    "reserves": N_("储量"),
    "presence": N_("有无记载"),
}
CONFIDENCE: Final = {"high": N_("高"), "medium": N_("中"), "low": N_("低")}
VERIFIED: Final = {"yes": N_("已复核"), "partly": N_("部分复核"), "no": N_("待核")}
PRECISION: Final = {
    "exact": N_("精确"),
    "street": N_("街区"),
    "town": N_("城镇"),
    "region": N_("地区"),
    "country": N_("国家"),
    "line-midpoint": N_("线路中点"),
    "unknown": N_("未知"),
}
YES_NO: Final = {"yes": N_("是"), "no": N_("否"), "uncertain": N_("待核")}
SITE_TYPES: Final = {
    "mine": N_("矿山"),
    "processing": N_("选冶厂"),
    "oil-gas-field": N_("油气田"),
    "refinery": N_("炼厂"),
    "power-plant": N_("电站"),
    "dam": N_("水电站大坝"),
    "port": N_("港口"),
    "airport": N_("机场"),
}
SITE_FAMILIES: Final = {
    "mineral": N_("矿山与选冶"),
    "energy": N_("油气与电力"),
    "transport": N_("港口与机场"),
}
PARK_STATUS: Final = {
    "operating": N_("运营"),
    "building": N_("在建"),
    "planned": N_("规划"),
    "stalled": N_("停滞"),
    "unknown": N_("不明"),
}
PROJECT_STATUS: Final = {
    "completed": N_("完工"),
    "operating": N_("运营"),
    "building": N_("在建"),
    "signed": N_("签约"),
    "planned": N_("规划"),
    "stalled": N_("停滞"),
    "cancelled": N_("取消"),
    "unknown": N_("不明"),
}
FORMS: Final = {
    "contract": N_("承包"),
    "investment": N_("投资"),
    "aid": N_("援助"),
    "trade": N_("贸易"),
    "labour": N_("劳务"),
    "cooperation": N_("合作"),
    "agreement": N_("协议"),
    "concession": N_("特许经营"),
}
INSTITUTION_TYPES: Final = {
    "embassy": N_("大使馆"),
    "consulate-general": N_("总领事馆"),
    "consulate": N_("领事馆"),
    "consular-office": N_("领事办公室"),
    "commercial-office": N_("经济商务处"),
    "ccpit-office": N_("贸促会代表处"),
    "foreign-consulate": N_("外国驻湘领事馆"),
    "foreign-chamber": N_("外国驻湘商会"),
    "hunan-office": N_("湖南驻外机构"),
    "hunan-chamber": N_("湖南商会"),
    "chinese-chamber": N_("中国商会"),
    "policy-finance": N_("政策性金融机构"),
    "association": N_("商协会与研究会"),
    "government": N_("政府部门"),
}
INSTITUTION_STATUS: Final = {
    "operating": N_("运行"),
    "preparing": N_("筹备"),
    "closed": N_("已关闭"),
    "unclear": N_("现状未核"),
    "none": N_("未设"),
}
WEBSITE_BASES: Final = {"seen": N_("来源载明"), "pattern": N_("按惯例推得，未打开核对")}
PROVIDER_TYPES: Final = {
    "commercial-bank": N_("商业银行"),
    "policy-bank": N_("政策性银行"),
    "insurer": N_("保险机构"),
    "fund": N_("基金"),
    "guarantor": N_("担保机构"),
    "government": N_("政府部门"),
    "payment-system": N_("支付系统"),
}
SERVICE_STATES: Final = {
    "offered": N_("在办"),
    "pilot": N_("试点"),
    "proposed": N_("仅为建议"),
}
LESSON_BASES: Final = {"stated": N_("来源所述"), "inference": N_("本平台推断")}
BRANCH_CATEGORIES: Final = {
    "ccb": N_("建设银行"),
    "hunan_ccb": N_("建行湖南省内"),
    "chinese_bank": N_("其他中资银行"),
    "policy_bank": N_("政策性银行"),
    "partner": N_("合作银行"),
    "fund": N_("基金"),
    "insurer": N_("信用保险"),
    "platform": N_("平台"),
    "equity_network": N_("参股网络"),
    "hunan": N_("湖南机构"),
}
LICENCES: Final = {
    "branch": N_("分行"),
    "sub-branch": N_("支行"),
    "subsidiary": N_("子行"),
    "representative-office": N_("代表处"),
    "working-group": N_("工作组"),
    "affiliate": N_("参股机构"),
    "partner-bank": N_("合作银行"),
    "head-office": N_("总部"),
    "other": N_("其他"),
}
MODES: Final = {
    "rail": N_("铁路"),
    "road": N_("公路"),
    "river": N_("内河"),
    "sea": N_("海运"),
    "river-sea": N_("江海联运"),
    "rail-sea": N_("铁海联运"),
    "rail-road": N_("公铁联运"),
    "air": N_("航空"),
}
NODE_TYPES: Final = {
    "rail-terminal": N_("铁路场站"),
    "dry-port": N_("陆港"),
    "border": N_("口岸"),
    "seaport": N_("海港"),
    "river-port": N_("河港"),
    "airport": N_("机场"),
    "inland": N_("内陆枢纽"),
    "park": N_("园区"),
}
EVIDENCE: Final = {
    "published": N_("已公布"),
    "candidate": N_("候选"),
    "illustrative": N_("示意"),
    "unknown": N_("待核"),
}
INLAND_REGIONS: Final = {"africa": N_("非洲"), "asean": N_("东盟")}
INLAND_STATUS: Final = {
    "operating": N_("运行"),
    "planned": N_("规划"),
    "suspended": N_("停运"),
    "unknown": N_("不明"),
}
SERVICE_STATUS: Final = {
    "operating": N_("运行"),
    "reported": N_("有报道"),
    "unknown": N_("不明"),
}
BOUNDS: Final = {
    "exact": N_("确数"),
    "at-least": N_("下限"),
    "derived": N_("推算"),
    "target": N_("目标"),
}
TREATY_STATUS: Final = {
    "in-force": N_("已生效"),
    "signed": N_("已签署，未见生效"),
    "terminated": N_("已终止"),
    "none-known": N_("未见"),
}
FLOWS: Final = {"export": N_("出口"), "import": N_("进口"), "total": N_("进出口")}
TOPICS: Final = {
    "economy": N_("经济"),
    "trade": N_("贸易"),
    "people": N_("人口社会"),
    "infrastructure": N_("基础设施"),
    "energy": N_("能源"),
    "land": N_("土地"),
    "governance": N_("治理"),
    "finance": N_("金融"),
}
KIND_GROUPS: Final = {
    "symbol": N_("按数值画圆"),
    "country": N_("国家"),
    "corridor": N_("通道"),
    "service": N_("线路"),
    "leg": N_("区段"),
    "node": N_("节点"),
    "inland": N_("内陆走廊"),
    "inland_leg": N_("内陆区段"),
    "park": N_("园区"),
    "event": N_("活动"),
    "project": N_("项目"),
    "branch": N_("银行网点"),
    "institution": N_("机构"),
    "financial_service": N_("金融服务"),
    "case": N_("案例"),
    "site": N_("资源点"),
    "zone": N_("湖南平台"),
    "prefecture": N_("市州"),
    "alert": N_("风险提示"),
    "commodity": N_("商品"),
    "treaty": N_("协定与关税"),
}


def word(table: dict[str, str], code: object) -> str:
    """The words for a code, in the current language; an unknown code as it is, blank as blank."""
    return _(table[str(code)]) if code in table else ("" if code is None else str(code))


def kind_word(kind: str) -> str:
    """What one entity of a kind is called; a blank for a kind that is not known."""
    found = KINDS.get(kind)
    return pick({"name_zh": found.zh, "name_en": found.en}) if found else ""


def words(table: dict[str, str]) -> Callable[[str], str]:
    """A function from code to words, for widgets."""
    return lambda code: word(table, code)
