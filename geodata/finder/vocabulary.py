"""Words of the finder's choices in three languages, and choices read from a release."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import pandas as pd
from babel import Locale

from geodata.alerts.model import Words
from geodata.store import Store

NONE: Final[Mapping[str, Words]] = MappingProxyType({})
YES_NO: Final = {"yes": Words("是", "yes", "oui"), "no": Words("否", "no", "non")}
TREATY_STATES: Final = {
    "in-force": Words("已生效", "in force", "en vigueur"),
    "signed": Words("已签署，未见生效", "signed, not seen in force", "signé, pas en vigueur"),
    "terminated": Words("已终止", "terminated", "dénoncé"),
    "none-known": Words("未见", "none known", "aucun connu"),
}
# Tariff terms as memberships tell them: each is a list or an agreement, by the bloc's id.
TARIFFS: Final = {
    "zero": Words("非洲零关税名单", "zero-tariff list for Africa", "liste tarif nul Afrique"),
    "ldc": Words("最不发达国家名单", "least developed countries", "pays les moins avancés"),
    "acfta": Words("中国—东盟自贸区", "ASEAN–China FTA", "ZLE ANASE-Chine"),
    "rcep": Words("RCEP 已生效", "RCEP in force", "RCEP en vigueur"),
}
TARIFF_BLOCS: Final = {"zero": "china-zero-tariff-2026", "ldc": "un-ldc", "acfta": "acfta"}
GROUPS: Final = {"Africa": Words("非洲", "Africa", "Afrique"),
                 "ASEAN": Words("东盟", "ASEAN", "ANASE")}  # fmt: skip
REGIONS: Final = {
    "north-africa": Words("北非", "North Africa", "Afrique du Nord"),
    "west-africa": Words("西非", "West Africa", "Afrique de l’Ouest"),
    "central-africa": Words("中部非洲", "Central Africa", "Afrique centrale"),
    "east-africa": Words("东非", "East Africa", "Afrique de l’Est"),
    "southern-africa": Words("南部非洲", "Southern Africa", "Afrique australe"),
    "mainland-asean": Words("中南半岛", "Mainland ASEAN", "ANASE continentale"),
    "maritime-asean": Words("东南亚海岛", "Maritime ASEAN", "ANASE maritime"),
}
HOLDINGS: Final = {
    "produced": Words("有产量", "produced", "produit"),
    "reserves": Words("有储量数字", "reserves known", "réserves connues"),
    "site": Words("有资源点", "a site of it", "un site"),
    "exported": Words("列入主要出口商品", "a leading export", "exportation majeure"),
    "imported": Words("列入主要进口商品", "a leading import", "importation majeure"),
}
TRADED: Final = {name: HOLDINGS[name] for name in ("exported", "imported")}
PARKS: Final = {
    "hunan": Words("湘企关联", "Hunan-linked", "liés au Hunan"),
    "operating": Words("运营中", "operating", "en activité"),
    "mofcom": Words("通过商务部确认考核", "confirmed by MOFCOM", "confirmés par le MOFCOM"),
}
PROJECTS: Final = {"hunan": PARKS["hunan"]}
SITE_TYPES: Final = {
    "mine": Words("矿山", "mines", "mines"),
    "processing": Words("选冶厂", "processing plants", "usines de traitement"),
    "oil-gas-field": Words("油气田", "oil and gas fields", "champs pétroliers et gaziers"),
    "refinery": Words("炼厂", "refineries", "raffineries"),
    "power-plant": Words("电站", "power plants", "centrales"),
    "dam": Words("水电站大坝", "dams", "barrages"),
    "port": Words("港口", "ports", "ports"),
    "airport": Words("机场", "airports", "aéroports"),
}
TARGETS: Final = {
    "rail": Words("铁路线", "a rail line", "d’une ligne ferrée"),
    "station": Words("铁路场站或陆港", "a rail terminal or dry port",
                     "d’un terminal ferroviaire ou port sec"),
    "port": Words("海港或河港", "a sea or river port", "d’un port maritime ou fluvial"),
    "airport": Words("机场", "an airport", "d’un aéroport"),
    "border": Words("口岸", "a border crossing", "d’un poste-frontière"),
    "branch": Words("银行网点", "a bank branch", "d’une agence bancaire"),
    "park": Words("园区", "a park", "d’un parc"),
    "site": Words("资源点", "a site", "d’un site"),
}  # fmt: skip
ALERTS: Final = {
    "none": Words("无任何提示", "none", "aucune"),
    "no-high": Words("无高级别提示", "none of high severity", "aucune grave"),
    "high": Words("有高级别提示", "some of high severity", "au moins une grave"),
}
SCORES: Final = {
    "business": Words("营商环境评分", "Business environment score", "Note du climat des affaires"),
    "political": Words(
        "政治稳定度评分", "Political stability score", "Note de stabilité politique"
    ),
}
# Where goods leave Hunan: the corridors' hubs in the province, by node; Changsha where none is.
HUBS: Final = ("CSX_RAIL", "HH_PORT", "ZZ_CRRC", "HY_HUB", "CLJ", "CSXG", "HHA")
# Languages that have another name in the table than in CLDR.
SAME_LANGUAGE: Final = {"Kiswahili": "Swahili", "Moore": "Mossi", "Afaan Oromo": "Oromo",
                        "Mandarin Chinese": "Chinese", "Sesotho": "Southern Sotho",
                        "Setswana": "Tswana", "siSwati": "Swati"}  # fmt: skip


def named(store: Store, kind: str, id: str, name: str) -> dict[str, Words]:
    """Values of a column of a table with their names.

    Parameters
    ----------
    id : column of the values
    name : column of the name, or its part before the language (``name`` for ``name_zh`` …)
    """
    frame = pd.DataFrame(store.table(kind).drop(columns="geometry", errors="ignore"))
    found = {}
    for row in frame.drop_duplicates(id).to_dict("records"):
        zh = str(row[f"{name}_zh"] if f"{name}_zh" in row else row[name])
        en = row.get(f"{name}_en", row[id])
        en = en if isinstance(en, str) and en else zh
        fr = row.get(f"{name}_fr")
        found[str(row[id])] = Words(zh, en, fr if isinstance(fr, str) and fr else en)
    return found


def commodities(store: Store) -> dict[str, Words]:
    """Commodities that any row of resources or any site speaks of."""
    told = set(store.table("resource")["commodity"]) | _of_sites(store)
    names = named(store, "commodity", "commodity", "name")
    return {id: words for id, words in names.items() if id in told}


def mined(store: Store, goods: Mapping[str, Words]) -> dict[str, Words]:
    """Commodities that there are sites of."""
    own = _of_sites(store)
    return {id: words for id, words in goods.items() if id in own}


@lru_cache(maxsize=8)
def _of_sites(store: Store) -> set[str]:
    cells = store.table("site")["commodities"].dropna().str.split(";")
    return {str(each) for each in cells.explode().dropna()}


def indicators(store: Store) -> list[tuple[str, Words, str]]:
    """Indicators that have values: id, name and unit."""
    rows = store.table("indicator")
    told = set(rows.loc[rows["value"].notna(), "indicator"])
    terms = store.table("indicator_term")
    return [
        (str(term), Words(str(zh), str(en), str(en)), str(unit))
        for term, zh, en, unit in zip(
            terms["indicator"], terms["name_zh"], terms["name_en"], terms["unit"], strict=True
        )
        if term in told
    ]


def scored(store: Store) -> dict[str, Words]:
    """Indexes that the release has indicators for."""
    if "score_indicator" not in store.manifest.tables:
        return {}
    told = set(store.table("score_indicator")["index_code"])
    return {index: words for index, words in SCORES.items() if index in told}


def terminals(store: Store) -> dict[str, Words]:
    """Where goods leave Hunan from: hubs of the corridors, and the prefectures."""
    nodes = named(store, "node", "node_id", "name")
    hubs = {id: nodes[id] for id in HUBS if id in nodes}
    return hubs | named(store, "prefecture", "prefecture_id", "name")


def spoken(cell: str) -> list[str]:
    """Languages of a cell by their English names in CLDR; what is in brackets is left out.

    ``English (de facto;French widely used)`` gives English.
    """
    names = re.sub(r"\([^)]*\)", "", cell).split(";")
    bare = [re.split(r" and ", each)[0].strip() for each in names]
    return [SAME_LANGUAGE.get(each, each) for each in bare if each]


@lru_cache(maxsize=8)
def languages(store: Store) -> dict[str, Words]:
    """Languages of the focus countries, those of most countries first."""
    cells = store.table("country")["languages"].map(spoken).explode()
    english, french = Locale("en").languages, Locale("fr").languages
    code_of = {name: code for code, name in english.items()}
    chinese = Locale.parse("zh_Hans").languages
    found = {}
    for name in cells.value_counts().sort_index().sort_values(ascending=False, kind="stable").index:
        code = code_of.get(str(name), "")
        zh, fr = chinese.get(code, str(name)), french.get(code, str(name))
        found[str(name).replace(" ", "-")] = Words(str(zh), str(name), str(fr))
    return found
