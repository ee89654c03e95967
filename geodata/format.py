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
    "USD_PPP": ("国际美元", "int$"),
    "LCU_per_USD": ("本币/美元", "LCU/US$"),
    "count": ("个", ""),
    "per_100": ("/百人", "per 100"),
    "per_1000_adults": ("/千名成年人", "per 1,000 adults"),
    "persons_per_km2": ("人/平方公里", "per km²"),
    "mm_per_year": ("毫米/年", "mm/yr"),
    "percentile": ("百分位", "percentile"),
    "score": ("", ""),
    "class_0_7": ("级", ""),
    "class_1_4": ("级", ""),
    "index_0_1": ("", ""),
    "index_0_10": ("", ""),
    "index_0_100": ("", ""),
    "index_1_5": ("", ""),
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
        # One digit of 1.067 亿 would be three per cent off: a short number shows one digit more.
        step = 1e4 if code.startswith("zh") else 1e3
        short = abs(value) / step ** math.floor(math.log(abs(value), step)) < 10
        digits = max(decimals, 2) if short else decimals
        return str(format_compact_decimal(value, locale=code, fraction_digits=digits))
    if 0 < abs(value) <= 0.5 * 10**-decimals:
        # A small number is not zero: it shows its first digit, however far down that is.
        decimals = -math.floor(math.log10(abs(value)))
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return str(format_decimal(value, format=pattern, locale=code))


def unit_word(unit: str | None, locale: str) -> str:
    """The words for a machine unit."""
    if not unit:
        return ""
    zh, en = UNIT_WORDS.get(unit, (unit, unit))
    return zh if locale == "zh" else en


def column_scale(largest: float, locale: str) -> tuple[float, str]:
    """What a column of large numbers is divided by, and the word for it: (1e8, 亿), (1, "").

    Parameters
    ----------
    largest : greatest absolute value of the column
    """
    steps = ((1e8, "亿"), (1e4, "万")) if locale == "zh" else ((1e9, "bn"), (1e6, "m"))
    for factor, word in steps:
        if largest >= factor * 10:
            return factor, word
    return 1.0, ""


# Chinese counting units, for readers of other languages: factor and word.
CONVERTED: Final[dict[str, tuple[float, str]]] = {
    "亿元": (1e8, "CNY"),
    "亿美元": (1e8, "USD"),
    "亿欧元": (1e8, "EUR"),
    "万元": (1e4, "CNY"),
    "万吨": (1e4, "t"),
    "吨": (1, "t"),
    "万人次": (1e4, "passengers"),
    "万份": (1e4, "certificates"),
    "列": (1, "trains"),
    "班": (1, "flights"),
    "家": (1, "firms"),
    "家次": (1, "firm visits"),
    "标箱": (1, "TEU"),
    "TEU": (1, "TEU"),
    "公里": (1, "km"),
}


def counted(value: float | None, unit: str, locale: str) -> str:
    """A figure in the unit its source counts in; other languages than Chinese get a plain one.

    Parameters
    ----------
    value : in `unit`; missing gives an empty text
    unit : as in the table: 亿元, 列, TEU …
    """
    shown = number(value, locale, 2)
    if not shown or value is None:
        return ""
    if locale == "zh":
        return f"{shown} {unit}".strip()
    factor, word = CONVERTED.get(unit, (1, unit))
    return f"{number(value * factor, locale, 2)} {word}".strip()


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
