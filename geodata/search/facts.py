"""Names of facts, which their tables do not name: 刚果（金）钴 矿山产量（2024）."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.search.countries import CountryWords
from geodata.search.document import Text
from geodata.store import Row

# Kinds whose rows are one figure each.
NAMED_BY_FACT: Final = frozenset(
    "indicator resource trade_item industry finance_fact treaty".split()
)
_STAGES = {
    "mine": ("矿山产量", "mine production"), "plant": ("工厂产量", "plant production"),
    "refinery": ("精炼产量", "refinery production"), "smelter": ("冶炼产量", "smelter production"),
}  # fmt: skip
_MEASURES = {
    "production": ("产量", "production"), "presence": ("有记载", "on record"),
    "tonnage-rank": ("产量位次", "rank by tonnage"), "capacity": ("装机", "capacity"),
    "land-share": ("土地占比", "share of land"),
    "generation-share": ("发电占比", "share of generation"),
}  # fmt: skip
_FLOWS = {"export": ("出口", "exports"), "import": ("进口", "imports")}


@dataclass(frozen=True, slots=True)
class Known:
    """What rows of one table say of rows of another.

    Parameters
    ----------
    countries : names of countries
    goods : what each commodity is called, by its code
    terms : definitions of indicators, by their codes
    nodes : country of each node
    blocs : the blocs of each country
    """

    countries: CountryWords
    goods: Mapping[str, tuple[Text, ...]]
    terms: Mapping[str, Row]
    nodes: Mapping[str, str]
    blocs: Mapping[str, tuple[Text, ...]]


def fact_names(kind: str, row: Row, known: Known) -> tuple[str, str]:
    """What a fact is called in Chinese and English; blank for what is no fact."""
    if kind not in NAMED_BY_FACT:
        return "", ""
    code = str(row.get("iso3") or "")
    land, land_en = known.countries.name(code), known.countries.english(code)
    year = row.get("year")
    zh, en = _subject(kind, row, known)
    return (
        f"{land}{zh}" + (f"（{year}）" if year else ""),
        f"{land_en} {en}" + (f" ({year})" if year else "") if en else "",
    )


def _subject(kind: str, row: Row, known: Known) -> tuple[str, str]:
    """What the fact says of its country."""
    if kind == "resource":
        code = str(row["commodity"])
        texts = [text.text for text in known.goods.get(code, ())] or [code]
        measure = str(row.get("measure"))
        said = _STAGES.get(str(row.get("stage"))) or _MEASURES.get(measure, (measure, measure))
        return f"{texts[0]} {said[0]}", f"{texts[min(1, len(texts) - 1)]} {said[1]}"
    if kind == "indicator":
        code = str(row["indicator"])
        term = known.terms.get(code, {})
        return str(term.get("name_zh") or code), str(term.get("name_en") or code)
    if kind == "treaty":
        return "协定与关税", "treaties and tariffs"
    if kind == "finance_fact":
        return str(row.get("topic_zh") or ""), ""
    name, name_en = row.get("name_zh") or row.get("name_en"), row.get("name_en") or ""
    if kind == "industry":
        return f"产业：{name}", f"industry: {name_en}"
    partner = str(row.get("partner_iso3") or "")
    flow, flow_en = _FLOWS.get(str(row.get("flow")), ("", ""))
    return (
        f"{flow}：{name or known.countries.name(partner)}",
        f"{flow_en}: {name_en or known.countries.english(partner)}",
    )
