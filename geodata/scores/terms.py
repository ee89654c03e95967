"""The table of scores as data: which indicators an index has, and the weights a reader may set."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geodata.errors import UsageError
from geodata.schema.score import INDEX_CODES
from geodata.store import Store, as_row

# 营商环境, and 政治稳定度, where a higher score is a lower risk: in both, 100 is best.
INDEXES: Final = INDEX_CODES
# Published measures that scores are compared with and therefore never made of, with whether a
# higher figure is better.
MEASURES: Final[Mapping[str, bool]] = {
    "oecd_country_risk_class": False,
    "iiag_overall_governance": True,
    "iiag_business_environment": True,
    "imf_wb_debt_distress_risk": False,
}
# With them the other parts of the Ibrahim index, which its overall score is made of.
WITHHELD: Final = frozenset((*MEASURES, "iiag_infrastructure", "iiag_security_safety"))


@dataclass(frozen=True, slots=True)
class Term:
    """An indicator of an index; see `geodata.schema.score.ScoreIndicator` for the columns.

    Parameters
    ----------
    better_high : whether a higher figure is better
    floor, ceiling : fixed ends of the scale, in the figure's unit; None for percentiles
    winsor_pct : percentile (and 100 less it) that the scale is cut at
    weight : share of the index, 0–1
    max_age_years : a figure of more years ago is old; None where age plays no part
    old_weight : share of its weight that an old figure keeps
    """

    index: str
    pillar: str
    indicator: str
    derivation: str | None
    better_high: bool
    log: bool
    winsor_pct: float
    floor: float | None
    ceiling: float | None
    weight: float
    max_age_years: float | None
    old_weight: float
    min_coverage: float
    names: tuple[str, str, str]
    pillar_names: tuple[str, str, str]
    reasons: tuple[str, str]

    def name(self, locale: str) -> str:
        """What people call it, in zh, en or fr (English for any other language)."""
        return _spoken(self.names, locale)

    def pillar_name(self, locale: str) -> str:
        """What people call its pillar."""
        return _spoken(self.pillar_names, locale)

    def reason(self, locale: str) -> str:
        """Why it is part of the index, in Chinese or English."""
        return self.reasons[0 if locale == "zh" else 1]


def _spoken(words: tuple[str, str, str], locale: str) -> str:
    return words[{"zh": 0, "fr": 2}.get(locale, 1)]


@lru_cache(maxsize=16)
def terms_of(store: Store, index: str) -> tuple[Term, ...]:
    """The indicators of an index, in the order of the table.

    Raises
    ------
    UsageError
        If there is no such index, or the release has no table of scores for it.
    """
    if index not in INDEXES:
        raise UsageError(f"没有“{index}”这个指数", remedy="可用：" + "、".join(INDEXES))
    if "score_indicator" not in store.manifest.tables:
        raise UsageError(
            "这个数据版本没有评分指标表（score_indicators）",
            remedy="运行 python -m geodata build 重新构建，或换用较新的数据版本",
        )
    table = store.table("score_indicator")
    found = tuple(_term(as_row(row)) for _, row in table[table["index_code"] == index].iterrows())
    if not found:
        raise UsageError(
            f"评分指标表中没有“{index}”的行", remedy="在 score_indicators.csv 中补上后重新构建"
        )
    return found


def _term(row: dict[str, object]) -> Term:
    def number(name: str) -> float | None:
        value = row[name]
        return float(value) if isinstance(value, int | float) else None

    def words(stem: str, *codes: str) -> tuple[str, ...]:
        return tuple(str(row[f"{stem}_{code}"]) for code in codes)

    zh, en, fr = words("name", "zh", "en", "fr")
    pillar_zh, pillar_en, pillar_fr = words("pillar", "zh", "en", "fr")
    reason_zh, reason_en = words("reason", "zh", "en")
    derivation = row["derivation"]
    return Term(
        index=str(row["index_code"]), pillar=str(row["pillar"]), indicator=str(row["indicator"]),
        derivation=str(derivation) if derivation else None,
        better_high=row["direction"] == "higher", log=row["transform"] == "log1p",
        winsor_pct=number("winsor_pct") or 0.0, floor=number("floor"), ceiling=number("ceiling"),
        weight=number("weight") or 0.0, max_age_years=number("max_age_years"),
        old_weight=number("old_weight") or 0.0, min_coverage=number("min_coverage") or 0.0,
        names=(zh, en, fr), pillar_names=(pillar_zh, pillar_en, pillar_fr),
        reasons=(reason_zh, reason_en),
    )  # fmt: skip


def default_weights(store: Store, index: str) -> dict[str, float]:
    """The table's weights: indicator → share, summing to 1.

    Raises
    ------
    UsageError
        As of `terms_of`.
    """
    return shares({term.indicator: term.weight for term in terms_of(store, index)}, index)


def chosen_weights(
    store: Store, index: str, changed: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The weights to score with: the table's, some of them replaced, scaled to sum to 1.

    Parameters
    ----------
    changed : indicator → weight, in the scale of the table; indicators left out keep theirs

    Raises
    ------
    UsageError
        If an indicator is not part of the index, a weight is no number or below zero, or no
        weight is left.
    """
    weights = default_weights(store, index)
    for indicator, weight in (changed or {}).items():
        if indicator not in weights:
            raise UsageError(
                f"指数 {index} 没有指标“{indicator}”", where="weights",
                remedy="可用：" + "、".join(weights),
            )  # fmt: skip
        if not 0 <= weight < math.inf:  # also False of NaN
            raise UsageError(
                f"指标“{indicator}”的权重“{weight}”不可用", where="weights",
                remedy="写 0 或更大的数，如 0.2；0 表示不计这一项",
            )  # fmt: skip
        weights[indicator] = float(weight)
    return shares(weights, index)


def shares(weights: Mapping[str, float], index: str) -> dict[str, float]:
    """Weights scaled to sum to 1.

    Raises
    ------
    UsageError
        If all of them are zero.
    """
    total = math.fsum(weights.values())
    if total <= 0:
        raise UsageError(
            f"指数 {index} 的权重全为 0", where="weights", remedy="至少给一个指标大于 0 的权重"
        )
    return {indicator: weight / total for indicator, weight in weights.items()}
