"""Figures of what corridors carried: their measures, periods and units in English and French.

The table has them in Chinese, as its sources do; one that is not listed here stays so, marked.
"""

from typing import Final

from geodata.format import CONVERTED
from geodata.store import Row
from layers.briefs.content.desk import Desk

# Chinese → English, French.
METRICS: Final[dict[str, tuple[str, str]]] = {
    "累计货运量": ("Freight to date", "Fret cumulé"),
    "货运量": ("Freight", "Fret"),
    "开行列数": ("Trains run", "Trains lancés"),
    "箱量": ("Containers", "Conteneurs"),
    "累计开行": ("Trains to date", "Trains cumulés"),
    "累计箱量": ("Containers to date", "Conteneurs cumulés"),
    "进出境发运": ("Cross-border dispatches", "Expéditions transfrontalières"),
    "到发列数": ("Trains in and out", "Trains arrivés et partis"),
    "进出口班列": ("Import and export trains", "Trains d’import et d’export"),
    "出口班列": ("Export trains", "Trains d’export"),
    "进口班列": ("Import trains", "Trains d’import"),
    "集装箱吞吐量": ("Container throughput", "Trafic de conteneurs"),
    "集装箱吞吐量（城陵矶新港）": (
        "Container throughput (Chenglingji New Port)",
        "Trafic de conteneurs (nouveau port de Chenglingji)",
    ),
    "集装箱吞吐量（长沙新港）": (
        "Container throughput (Changsha New Port)",
        "Trafic de conteneurs (nouveau port de Changsha)",
    ),
    "东盟班列": ("ASEAN trains", "Trains de l’ASEAN"),
    "东盟班列箱量": ("Containers on ASEAN trains", "Conteneurs des trains de l’ASEAN"),
    "东盟班列货运量": ("Freight on ASEAN trains", "Fret des trains de l’ASEAN"),
    "东盟班列货值": ("Value on ASEAN trains", "Valeur des trains de l’ASEAN"),
    "国际班列": ("International trains", "Trains internationaux"),
    "中老班列": ("China–Laos trains", "Trains Chine–Laos"),
    "年班列开行": ("Trains a year", "Trains par an"),
    "年货物吞吐量": ("Cargo throughput a year", "Trafic de marchandises par an"),
    "临港产业规模": ("Port industry output", "Production de la zone portuaire"),
    "累计货值": ("Cargo value to date", "Valeur cumulée du fret"),
    "非陶瓷箱量": ("Non-ceramics containers", "Conteneurs hors céramique"),
    "货邮吞吐量": ("Air cargo and mail", "Fret aérien et poste"),
    "全货运航班": ("All-cargo flights", "Vols tout-cargo"),
    "全货运货量": ("All-cargo freight", "Fret tout-cargo"),
    "国际（地区）旅客": ("International passengers", "Passagers internationaux"),
    "累计旅客": ("Passengers to date", "Passagers cumulés"),
    "累计货邮": ("Air cargo and mail to date", "Fret aérien et poste cumulés"),
}
PERIODS: Final[dict[str, tuple[str, str]]] = {
    "2014—2017年累计": ("2014–2017", "2014–2017"),
    "2022年1月至5月初": ("January to early May 2022", "janvier à début mai 2022"),
    "2022年1月": ("January 2022", "janvier 2022"),
    "累计至2023年6月": ("to June 2023", "jusqu’en juin 2023"),
    "累计至2023年2月": ("to February 2023", "jusqu’en février 2023"),
    "累计至2025年6月": ("to June 2025", "jusqu’en juin 2025"),
    "累计至2026-02-11": ("to 11 February 2026", "jusqu’au 11 février 2026"),
    "2023年上半年": ("first half of 2023", "premier semestre 2023"),
    "2024年上半年": ("first half of 2024", "premier semestre 2024"),
    "2024年前三季度": ("first three quarters of 2024", "trois premiers trimestres 2024"),
    "2025年1—8月": ("January–August 2025", "janvier–août 2025"),
    "2025年10月1—8日": ("1–8 October 2025", "1er–8 octobre 2025"),
    "2026年1月1日至2月23日": (
        "1 January – 23 February 2026", "1er janvier – 23 février 2026",
    ),
    "2026年目标": ("2026 target", "objectif 2026"),
    "2019年6月至2025年6月累计": ("June 2019 – June 2025", "juin 2019 – juin 2025"),
}  # fmt: skip


def _said(desk: Desk, table: dict[str, tuple[str, str]], text: str) -> str:
    if desk.locale == "zh":
        return text
    known = table.get(text)
    return known[0 if desk.locale == "en" else 1] if known else desk.chinese(text)


def metric(desk: Desk, row: Row) -> str:
    """What a figure measures."""
    return _said(desk, METRICS, str(row["metric"]))


def period(desk: Desk, row: Row) -> str:
    """When a figure is of; a plain year without its Chinese word."""
    text = str(row["period"])
    year = text.removesuffix("年")
    if desk.locale != "zh" and year.isdigit():
        return year
    return _said(desk, PERIODS, text)


def amount(desk: Desk, row: Row) -> tuple[float, str]:
    """A figure and its unit; other languages than Chinese count in plain units."""
    value, unit = float(row["value"]), str(row["unit"])
    if desk.locale == "zh":
        return value, unit
    factor, word = CONVERTED.get(unit, (1, ""))
    return round(value * factor, 6), desk.unit_text(word) if word else desk.chinese(unit)
