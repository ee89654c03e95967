"""A tiny world for matching: two countries, two goods, and one rule for every method.

The tables are held in memory, so that an example costs nothing: nothing is written or built.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.schema_check import columns_of
from geodata.store import as_row
from geodata.tables import read
from tests import tiny
from tests.tiny import SOURCED

Content = dict[str, list[dict[str, Any]]]
WORDS = {"name_zh": "名", "name_en": "name", "name_fr": "nom"}


@cache
def _columns(kind: str) -> list[str]:
    return list(columns_of(KINDS[kind].model))


class Desk:
    """A store whose tables are frames in memory.

    Parameters
    ----------
    made : kind → its rows; called when they are first asked for
    """

    release_id = "tiny"

    def __init__(self, made: Callable[[str], pd.DataFrame]) -> None:
        self._made = made
        self._frames: dict[str, pd.DataFrame] = {}
        self.manifest = SimpleNamespace(tables=dict.fromkeys(KINDS), layers={})

    @classmethod
    def of(cls, content: Content) -> "Desk":
        """A store of these rows."""
        return cls(lambda kind: pd.DataFrame(content.get(kind, []), columns=_columns(kind)))

    @classmethod
    def curated(cls, tables_dir: Path) -> "Desk":
        """A store of the curated tables, without a build."""
        return cls(lambda kind: read(KINDS[kind], tables_dir).frame)

    def table(self, kind: str) -> pd.DataFrame:
        if kind not in self._frames:
            self._frames[kind] = self._made(kind)
        return self._frames[kind]

    def get(self, kind: str, id: str) -> dict[str, Any]:
        frame = self.table(kind)
        own = frame[frame[KINDS[kind].id_column] == id]
        if own.empty:
            raise NotFoundError(kind, id)
        return as_row(own.iloc[0])


def good(id: str, direction: str, **cells: Any) -> dict[str, Any]:
    """A good called as its id, changed by the cells given."""
    return {
        "good_id": id, "direction": direction, "name_zh": f"{id}货", "name_en": id, "name_fr": id,
        "evidence": "hunan_trade:T1", "evidence_zh": "据", "evidence_en": "so", "evidence_fr": "si",
        "fresh": "no", **SOURCED, **cells,
    }  # fmt: skip


def rule(id: str, direction: str, method: str, points: int, **cells: Any) -> dict[str, Any]:
    """A rule whose sentence is its id and country, changed by the cells given."""
    sentence = f"{id} {{country}}"
    return {
        "rule_id": id, "direction": direction, "method": method, "points": points,
        "anchor": "yes", **{k: f"{v} {id}" for k, v in WORDS.items()},
        "sentence_zh": sentence, "sentence_en": sentence, "sentence_fr": sentence, "on": "yes",
        **cells,
    }  # fmt: skip


def trade_item(iso3: str, flow: str, rank: int, name: str) -> dict[str, Any]:
    return {
        "trade_item_id": f"{iso3}-{flow}-{rank}", "iso3": iso3, "flow": flow, "rank": rank,
        "item_kind": "commodity", "name_zh": f"{name}品", "name_en": name, "year": 2023, **SOURCED,
    }  # fmt: skip


def resource(iso3: str, measure: str, *, commodity: str = "cobalt", **cells: Any) -> dict[str, Any]:
    return {
        "resource_id": f"{iso3}-{commodity}-{measure}", "iso3": iso3, "commodity": commodity,
        "measure": measure, "year": 2024, **SOURCED, **cells,
    }  # fmt: skip


def site(iso3: str, number: int, **cells: Any) -> dict[str, Any]:
    return {
        "site_id": f"S-{iso3}-{number}", "iso3": iso3, "site_type": "mine",
        "name_zh": f"矿{number}", "name_en": f"Mine {number}", "commodity": "cobalt",
        "precision": "unknown", **SOURCED, **cells,
    }  # fmt: skip


def project(iso3: str, number: int, **cells: Any) -> dict[str, Any]:
    return {
        "project_id": f"J{number}", "name_zh": f"项目{number}", "name_en": f"Project {number}",
        "iso3": iso3, "sector": "矿业", "hunan_linked": "yes", "status": "operating",
        "company": "企业", "hunan_role": "承建", "form": "contract", "precision": "unknown",
        **SOURCED, **cells,
    }  # fmt: skip


def figure(iso3: str, indicator: str, year: int, value: float) -> dict[str, Any]:
    return {
        "indicator_id": f"{iso3}-{indicator}-{year}", "iso3": iso3, "indicator": indicator,
        "year": year, "value": value, **SOURCED,
    }  # fmt: skip


def member(iso3: str, bloc: str, since: str = "", until: str = "") -> dict[str, Any]:
    return {
        "membership_id": f"{iso3}-{bloc}", "iso3": iso3, "bloc_id": bloc, "role": "listed",
        "since": since or None, "until": until or None, **SOURCED,
    }  # fmt: skip


def rules() -> list[dict[str, Any]]:
    """One rule for every method; points tell them apart."""
    return [
        rule("s-listed", "sell", "listed", 3, threshold=3, unit="rank"),
        rule("s-mines", "sell", "mines", 2, threshold=2, unit="count"),
        rule("s-mining", "sell", "mining-share", 2, threshold=5, unit="pct"),
        rule("s-projects", "sell", "hunan-projects", 2, threshold=1, unit="count"),
        rule("s-open", "sell", "open-projects", 1, target="轨道交通", threshold=1, unit="count"),
        rule("s-dark", "sell", "indicator-at-most", 2, target="light", threshold=50, unit="pct"),
        rule("s-rail", "sell", "indicator-at-least", 1, target="rail", threshold=100, unit="km"),
        rule("s-growth", "sell", "indicator-growth", 1, target="imports", threshold=20, unit="pct",
             anchor="no"),
        rule("s-market", "sell", "market", 3),
        rule("s-region", "sell", "region", 1, anchor="no"),
        rule("b-listed", "buy", "listed", 3, threshold=5, unit="rank"),
        rule("b-share", "buy", "world-share", 2, threshold=10, unit="pct"),
        rule("b-farm", "buy", "farm-rank", 2, threshold=4, unit="rank"),
        rule("b-presence", "buy", "presence", 1, anchor="no"),
        rule("b-sites", "buy", "sites", 2, threshold=1, unit="count"),
        rule("b-tariff", "buy", "member", 1, target="zero", anchor="no"),
        rule("b-served", "buy", "served", 1, target="surface", anchor="no"),
        rule("b-flight", "buy", "served", 1, target="air", anchor="no", goods="cobalt-metal"),
    ]  # fmt: skip


def rows() -> Content:
    """Countries, corridors and goods; no country has any fact yet."""
    base = tiny.rows()
    base["resource"] = []
    base["membership"] = []
    base["commodity"].append(
        {"commodity": "maize", "name_zh": "玉米", "name_en": "maize", "family": "agriculture",
         **SOURCED}
    )  # fmt: skip
    base["bloc"].append({"bloc_id": "zero", "name_zh": "零", "name_en": "Zero", **SOURCED})
    base["hunan_trade"] = [
        {"trade_id": "T1", "record_type": "industry", "scope": "湖南", "flow": "export",
         "partner_group": "东盟", "partner_iso3": "LAO", "period": "2022-01..03", "item": "机",
         "value": 2.0, "unit": "亿元", "bound": "exact", **SOURCED}
    ]  # fmt: skip
    base["match_good"] = [
        good("machine", "sell", trade_names="machines;cranes", project_sectors="矿业",
             prefecture_ids="430100"),
        good("cobalt-metal", "buy", trade_names="cobalt", commodities="cobalt;maize"),
    ]  # fmt: skip
    base["match_rule"] = rules()
    return base


def pool() -> Iterable[tuple[str, dict[str, Any]]]:
    """Facts that a world may have: kind and row; all speak for a good or say nothing."""
    for iso3 in ("COD", "LAO"):
        for rank in (1, 3, 4):
            yield "trade_item", trade_item(iso3, "import", rank, "cranes")
            yield "trade_item", trade_item(iso3, "export", rank, "cobalt")
        yield "trade_item", trade_item(iso3, "export", 2, "hats")
        for share in (1.0, 6.0, 40.0):
            yield (
                "resource",
                resource(iso3, "production", stage="mine", world_share_pct=share, production=share),
            )
        for rank in (2, 9):
            yield "resource", resource(iso3, "tonnage-rank", commodity="maize", rank=rank)
        yield "resource", resource(iso3, "presence")
        for number in range(3):
            yield "site", site(iso3, number)
            yield "project", project(iso3, number)
        yield "project", project(iso3, 9, sector="轨道交通", status="building")
        yield "membership", member(iso3, "zero", "2026-05-01")
