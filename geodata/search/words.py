"""What people type that the tables do not say: words for kinds, codes, banks and series."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

# How likely a thing of a kind is the one meant, 0 to 100: the tie-break between equal matches.
# Kinds that are not listed are not searched: single links, vertices, rules, shown with what they
# belong to.
IMPORTANCE: Final = {
    "country": 100, "page": 96, "setting": 95, "corridor": 94, "bloc": 88, "prefecture": 86,
    "commodity": 84, "indicator_term": 83, "chokepoint": 80, "node": 59, "park": 78, "event": 76,
    "project": 75, "branch": 74, "institution": 73, "financial_service": 72, "case": 71,
    "service": 70, "zone": 69, "inland": 68, "place": 60, "treaty": 56, "site": 50,
    "match_good": 47,
    "resource": 46, "finance_fact": 44, "industry": 40, "trade_item": 36, "parameter": 30,
    "assumption": 28, "official_place": 27, "published_time": 26, "published_distance": 25,
    "indicator": 15, "source": 0,
}  # fmt: skip
KIND_WORDS: Final = {
    "country": "国家 国别 country pays país",
    "bloc": "区域组织 组织 名单 bloc union communauté",
    "treaty": "协定 税收协定 避免双重征税 双重征税 双边投资协定 投资保护 关税 签证 免签"
    " treaty DTA BIT tax tariff visa traité tratado",
    "finance_fact": "金融 人民币 本币互换 货币互换 清算行 评级 熊猫债 finance swap rating",
    "indicator_term": "指标 indicator indicateur indicador",
    "indicator": "指标 数据 indicator",
    "commodity": "商品 矿种 品种 commodity produit",
    "match_good": "匹配商品 湘品 湘品匹配 匹配 match",
    "resource": "资源 矿产 产量 储量 resource ressource recurso",
    "industry": "产业 行业 industry industrie",
    "trade_item": "进出口 贸易 trade commerce",
    "site": "资源点 site",
    "corridor": "通道 物流通道 corridor couloir corredor",
    "service": "线路 班列 航线 service route ligne",
    "node": "节点 node hub",
    "park": "园区 境外园区 合作区 工业园 产业园 经贸合作区 park zone parc parque",
    "event": "活动 经贸活动 展会 会议 event expo forum événement",
    "project": "项目 合作项目 工程 project projet projeto",
    "branch": "网点 银行 银行网点 分行 代表处 bank branch banque banco agence",
    "prefecture": "市州 湖南 地市 prefecture city hunan",
    "zone": "湖南平台 平台 湖南 zone hunan",
    "place": "地名 place lieu lugar",
    "chokepoint": "咽喉 咽喉要道 关闭 chokepoint",
    "inland": "内陆走廊 走廊 inland corridor couloir",
    "parameter": "参数 规划参数 假设 parameter",
    "assumption": "测算假设 假设 assumption",
    "published_time": "公布时效 时效 用时 天数 transit time",
    "published_distance": "公布里程 里程 距离 distance",
    "source": "来源 出处 source",
    "official_place": "官网 网站 指南 site",
    "institution": "机构 institution",
    "financial_service": "金融服务 金融产品 融资 financial service",
    "case": "案例 case cas caso",
    "page": "页面 page",
    "setting": "设置 setting",
}

# Codes of columns, in the words people use.
CODE_WORDS: Final = {
    "Africa": "非洲 Africa Afrique África",
    "ASEAN": "东盟 东南亚 ASEAN ANASE",
    "north-africa": "北非", "west-africa": "西非", "central-africa": "中部非洲 中非地区",
    "east-africa": "东非", "southern-africa": "南部非洲", "mainland-asean": "中南半岛",
    "maritime-asean": "海岛东南亚", "africa": "非洲", "asean": "东盟",
    "mine": "矿山 矿 mine", "port": "港口 港 port", "airport": "机场 空港 airport aéroport",
    "dam": "水电站 大坝 dam", "power-plant": "电站 电厂 power plant",
    "processing": "选冶厂 冶炼厂 processing", "oil-gas-field": "油气田 油田 气田 oil gas field",
    "refinery": "炼厂 炼油厂 refinery", "city": "城市 city ville", "mine-town": "矿区 矿城 mining",
    "seaport": "海港 港口 港 seaport port porto", "border": "口岸 边境 border post",
    "capital": "首都 城市 capital capitale", "rail": "铁路 rail", "industrial": "工业区 industrial",
    "river-port": "河港 港口 港 river port", "dry-port": "陆港 无水港 dry port",
    "inland": "内陆 inland", "rail-terminal": "铁路场站 车站 火车站 rail terminal station",
    "road": "公路 road", "sea": "海运 sea", "river": "内河 river", "air": "航空 空运 air",
    "rail-sea": "铁海联运", "river-sea": "江海联运", "contract": "承包 工程承包 contract",
    "investment": "投资 investment", "trade": "贸易 trade", "agreement": "协议 agreement",
    "aid": "援助 援建 aid", "cooperation": "合作 cooperation", "concession": "特许经营 concession",
    "operating": "在运营 operating", "planned": "规划 planned", "building": "在建 building",
    "embassy": "使馆 大使馆 embassy ambassade embaixada",
    "consulate-general": "总领馆 领事馆 consulate", "consulate": "领事馆 consulate",
    "consular-office": "领事 consulate", "commercial-office": "经商处 经参处 商务处",
    "chinese-chamber": "商会 中资企业商会 chamber", "hunan-chamber": "商会 湖南商会 chamber",
    "foreign-chamber": "商会 chamber", "ccpit-office": "贸促会 CCPIT",
    "hunan-office": "湖南驻外机构", "policy-finance": "政策性金融 保险",
    "strait": "海峡 strait", "canal": "运河 canal", "cape": "海角 cape",
    "road-border": "公路口岸 口岸 border", "rail-border": "铁路口岸 口岸 border",
    "mineral": "矿产 mineral", "agriculture": "农产品 agriculture", "energy": "能源 energy",
    "manufactured": "制成品 manufactured", "forest": "林产品 forest", "fishery": "水产 fishery",
    "presence": "有记载", "tonnage-rank": "产量位次", "production": "产量 production",
    "land-share": "土地占比", "generation-share": "发电占比", "capacity": "装机 产能 capacity",
    "export": "出口 export", "import": "进口 import",
}  # fmt: skip

# Short names of banks, by the code in the table of branches.
BANKS: Final = {
    "CCB": "建行;建设银行;CCB;China Construction Bank",
    "BOC": "中行;中银;中国银行;BOC;Bank of China",
    "ICBC": "工行;工商银行;ICBC",
    "CDB": "国开行;国家开发银行;CDB;China Development Bank",
    "EXIM": "口行;进出口银行;进出口行;EXIM;China Exim Bank",
    "CADFund": "中非基金;中非发展基金;CADFund",
    "BOCOM": "交行;交通银行;BOCOM",
    "STANDARD": "标准银行;标银;Standard Bank;Stanbic",
    "ABC": "农行;农业银行;ABC;Agricultural Bank of China",
    "SINOSURE": "中信保;中国信保;信保;Sinosure",
    "SPDB": "浦发;浦发银行;SPDB",
    "CITIC": "中信银行;CITIC",
    "AFREXIM": "非洲进出口银行;Afreximbank",
}

# Series of events, as people shorten them.
SERIES: Final = {
    "中国—非洲经贸博览会": "中非经贸博览会;中非博览会;非洲博览会;经贸博览会;CAETE",
    "东博会": "中国—东盟博览会;东盟博览会;CAEXPO",
    "进博会": "中国国际进口博览会;进口博览会;CIIE",
    "广交会": "中国进出口商品交易会;Canton Fair",
    "中非合作论坛": "FOCAC;论坛;峰会",
    "长沙国际工程机械展": "工程机械展;CICEE",
    "怀化RCEP博览会": "RCEP博览会",
}

# Blocs, by their id, as people shorten them.
BLOCS: Final = {
    "au": "非盟;UA", "afcfta": "非洲自贸区;ZLECAf", "ecowas": "西共体;CEDEAO", "aes": "萨赫勒联盟",
    "uemoa": "WAEMU;西非货币联盟", "cemac": "中非经货共同体", "eccas": "中共体;CEEAC",
    "eac": "东共体", "sadc": "南共体", "sacu": "南部非洲关税联盟", "comesa": "东南非共同市场",
    "igad": "伊加特", "amu": "马盟;UMA", "ohada": "非洲商法", "asean": "东盟;ANASE",
    "acfta": "中国东盟自贸区;中国—东盟自贸区", "rcep": "RCEP", "opec": "欧佩克", "brics": "金砖",
    "wto": "世贸组织;世贸;OMC", "un-ldc": "最不发达国家;LDC", "un-lldc": "内陆国;LLDC",
    "un-sids": "小岛国;SIDS", "china-zero-tariff-2026": "零关税",
}  # fmt: skip

# What names are made of → what people say instead.
_SPOKEN: Final = {
    "prefecture": (("市", ""), ("土家族苗族自治州", ""), ("土家族苗族自治州", "州")),
    "indicator_term": (
        ("国内生产总值", "GDP"), ("国民总收入", "GNI"), ("外商直接投资", "FDI"),
        ("通货膨胀率", "通胀率"), ("通货膨胀率", "CPI"), ("预期寿命", "人均寿命"),
    ),
    "event": tuple(
        (series, word)
        for series, words in SERIES.items()
        for word in words.split(";")
        if not word.isascii()
    ),
}  # fmt: skip


def spoken(kind: str, row: Mapping[str, Any]) -> Iterator[str]:
    """A name as people say it: 第四届中国—非洲经贸博览会 is also 第四届中非经贸博览会."""
    name = row.get("name_zh")
    for written, said in _SPOKEN.get(kind, ()):
        if isinstance(name, str) and written in name and name != written:
            yield name.replace(written, said)
