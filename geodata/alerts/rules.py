"""The rules of a release, with the thresholds that an office has set."""

import json
from functools import lru_cache
from typing import Any

from geodata.alerts.methods import METHODS
from geodata.alerts.model import Rule, Words
from geodata.alerts.reading import rows
from geodata.errors import UsageError
from geodata.settings import settings
from geodata.store import Row, Store

NAME = "HOA_ALERT_THRESHOLDS"


def thresholds() -> tuple[tuple[str, float], ...]:
    """The office's thresholds by rule (setting ``alert_thresholds``), in order.

    Raises
    ------
    UsageError
        If the setting is no JSON object of numbers.
    """
    text = settings().alert_thresholds.strip()
    if not text:
        return ()
    try:
        given = json.loads(text)
    except ValueError as error:
        raise UsageError(f"环境变量 {NAME} 不是 JSON：{error}", remedy=_EXAMPLE) from error
    if not isinstance(given, dict) or not all(_is_number(value) for value in given.values()):
        raise UsageError(f"环境变量 {NAME} 应为“规则: 数字”的 JSON 对象", remedy=_EXAMPLE)
    return tuple(sorted((str(rule), float(value)) for rule, value in given.items()))


_EXAMPLE = '写成如 {"event-soon": 60, "country-risk": 7}，或清除这个环境变量'


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@lru_cache(maxsize=32)
def rules(store: Store, own: tuple[tuple[str, float], ...] = ()) -> tuple[Rule, ...]:
    """The rules of a release that are switched on, in the order of their table.

    Parameters
    ----------
    own : thresholds by rule that replace those of the table

    Raises
    ------
    UsageError
        If a threshold is given for a rule that there is not.
    """
    listed = rows(store, "alert_rule")
    unknown = sorted(set(dict(own)) - {str(row["rule_id"]) for row in listed})
    if unknown and listed:
        raise UsageError(
            f"环境变量 {NAME} 里的规则“{unknown[0]}”不存在",
            remedy="可写的规则：" + "、".join(str(row["rule_id"]) for row in listed),
        )
    return tuple(
        _rule(row, dict(own).get(str(row["rule_id"]), row["threshold"]))
        for row in listed
        if row["on"] == "yes" and row["method"] in METHODS
    )


def _rule(row: Row, threshold: float | None) -> Rule:
    return Rule(
        id=str(row["rule_id"]),
        method=str(row["method"]),
        subject_kind=str(row["subject_kind"]),
        target=str(row["target"] or ""),
        threshold=threshold,
        urgent=row["urgent"],
        unit=str(row["unit"] or ""),
        severity=str(row["severity"]),
        name=Words(*(str(row[f"name_{code}"]) for code in ("zh", "en", "fr"))),
        sentence=Words(*(str(row[f"sentence_{code}"]) for code in ("zh", "en", "fr"))),
    )
