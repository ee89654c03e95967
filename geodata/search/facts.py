"""Names of facts, which their tables do not name: 刚果（金）钴 矿山产量（2024）."""

from collections.abc import Callable, Mapping
from typing import Final

from geodata.search.document import Text
from geodata.search.words import CODE_WORDS
from geodata.store import Row

# Kinds whose rows are one figure each.
NAMED_BY_FACT: Final = frozenset(
    "indicator resource trade_item industry finance_fact treaty".split()
)
_STAGES = {"mine": "矿山产量", "plant": "工厂产量", "refinery": "精炼产量", "smelter": "冶炼产量"}
_FLOWS = {"export": "出口", "import": "进口"}


def fact_name(
    kind: str,
    row: Row,
    land: str,
    goods: Mapping[str, tuple[Text, ...]],
    terms: Mapping[str, Row],
    country: Callable[[str], str],
) -> str:
    """What a fact is called; blank for what is no fact.

    Parameters
    ----------
    kind, row : the fact
    land : name of its country
    goods : what each commodity is called
    terms : definitions of indicators by their codes
    country : the name of a country, by ISO 3166-1 alpha-3 code
    """
    year = f"（{row['year']}）" if row.get("year") else ""
    if kind == "resource":
        code = str(row["commodity"])
        texts = goods.get(code, ())
        called = texts[0].text if texts else code
        measure = str(row.get("measure"))
        said = _STAGES.get(str(row.get("stage"))) or CODE_WORDS.get(measure, measure).split()[0]
        return f"{land}{called} {said}{year}"
    if kind == "indicator":
        code = str(row["indicator"])
        return f"{land}{terms.get(code, {}).get('name_zh') or code}{year}"
    if kind == "treaty":
        return f"{land}协定与关税"
    if kind == "finance_fact":
        return f"{land}{row.get('topic_zh') or ''}"
    if kind == "industry":
        return f"{land}产业：{row.get('name_zh') or row.get('name_en')}"
    if kind == "trade_item":
        what = row.get("name_zh") or country(str(row.get("partner_iso3") or ""))
        return f"{land}{_FLOWS.get(str(row.get('flow')), '')}：{what}{year}"
    return ""
