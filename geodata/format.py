"""Numbers as people write them: 7,070 亿美元, 330 万吨, 75.9%; grouped after the language."""

import math
from typing import Final

from babel.numbers import format_compact_decimal, format_decimal

BABEL: Final[dict[str, str]] = {"zh": "zh_Hans_CN", "en": "en", "fr": "fr", "pt": "pt_PT"}
# Machine unit → words; a unit that is not here is shown as it is.
UNIT_WORDS: Final[dict[str, tuple[str, str]]] = {
    "USD": ("美元", "US$"),
    "persons": ("人", ""),
    "pct": ("%", "%"),
    "t": ("吨", "t"),
    "kt": ("千吨", "kt"),
    "Mt": ("百万吨", "Mt"),
    "kt-dry": ("千吨（干量）", "kt (dry)"),
    "kg": ("千克", "kg"),
    "kct": ("千克拉", "thousand carats"),
    "Mct": ("百万克拉", "million carats"),
    "Mm3": ("百万立方米", "million m³"),
    "m3": ("立方米", "m³"),
    "m3/yr": ("立方米/年", "m³/yr"),
    "bbl": ("桶", "bbl"),
    "bbl/d": ("桶/日", "bbl/d"),
    "t/yr": ("吨/年", "t/yr"),
    "km": ("公里", "km"),
    "km2": ("平方公里", "km²"),
    "kW": ("千瓦", "kW"),
    "kWh": ("千瓦时", "kWh"),
    "years": ("岁", "years"),
}
COMPACT_FROM: Final = 100_000


def number(value: float | None, locale: str, decimals: int = 1) -> str:
    """A number with grouping; from 100,000 on compact (万, 亿; K, M, B).

    Parameters
    ----------
    value : missing gives an empty text, never a zero
    decimals : most digits after the point
    """
    if value is None or math.isnan(value):
        return ""
    code = BABEL.get(locale, locale)
    if abs(value) >= COMPACT_FROM:
        return str(format_compact_decimal(value, locale=code, fraction_digits=decimals))
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return str(format_decimal(value, format=pattern, locale=code))


def unit_word(unit: str | None, locale: str) -> str:
    """The words for a machine unit."""
    if not unit:
        return ""
    zh, en = UNIT_WORDS.get(unit, (unit, unit))
    return zh if locale == "zh" else en


def quantity(value: float | None, unit: str | None, locale: str, decimals: int = 1) -> str:
    """A number with its unit; money in English is written with the sign first."""
    shown = number(value, locale, decimals)
    if not shown:
        return ""
    word = unit_word(unit, locale)
    if word in ("%",):
        return f"{shown}%"
    if word == "US$":
        return f"US${shown}"
    if not word:
        return shown
    tight = locale == "zh" and shown[-1] in "万亿"
    return f"{shown}{word}" if tight else f"{shown} {word}"
