"""Fixed words of briefs in three languages, and how each writes days and numbers."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from geodata.format import BABEL
from layers.briefs.model import LOCALES, Cell, Locale, Source

# Language tags of texts in slides, workbooks and web pages.
TAGS: Final[dict[Locale, str]] = {"zh": "zh-CN", "en": "en-US", "fr": "fr-FR"}

# By key: Chinese, English, French.
WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "atlas": ("湘企出海地图", "Hunan Overseas Atlas", "Atlas Hunan outre-mer"),
    "brief": ("简报", "Brief", "Note de synthèse"),
    "map": ("地图", "Map", "Carte"),
    "key_facts": ("要点", "Key facts", "Faits clés"),
    "summary": ("概要", "Summary", "Synthèse"),
    "words": ("要点说明", "Findings", "Constats"),
    "chart": ("图", "Chart", "Graphique"),
    "table": ("表", "Table", "Tableau"),
    "about": ("说明", "About", "À propos"),
    "continued": (
        "{title}（{page}/{pages}）",
        "{title} ({page}/{pages})",
        "{title} ({page}/{pages})",
    ),
    "sources": ("来源", "Sources", "Sources"),
    "source": ("来源", "Source", "Source"),
    "source_line": ("来源：{numbers}", "Source: {numbers}", "Source : {numbers}"),
    "sources_of_slide": ("本页数据来源", "Sources of this slide", "Sources de cette diapositive"),
    "no_sources": (
        "本页没有引用数据",
        "No figures on this slide",
        "Aucun chiffre sur cette diapositive",
    ),
    "source_note": (
        "数字后的 [n] 是来源编号，见末页",
        "Numbers in brackets refer to the sources at the end",
        "Les numéros entre crochets renvoient aux sources en fin de document",
    ),
    "full_text": ("全文", "Full text", "Texte intégral"),
    "date": ("日期", "Date", "Date"),
    "release": ("数据版本", "Data release", "Version des données"),
    "review": ("审图", "Map review", "Visa cartographique"),
    "title": ("标题", "Title", "Titre"),
    "subtitle": ("副标题", "Subtitle", "Sous-titre"),
    "subject": ("对象", "Subject", "Sujet"),
    "link": ("网址", "Address", "Adresse"),
    "scan": ("扫码打开同一视图", "Scan to open this view", "Scanner pour ouvrir cette vue"),
    "licence": ("许可", "Licence", "Licence"),
    "publisher": ("发布者", "Publisher", "Éditeur"),
    "published": ("发布日期", "Published", "Publié"),
    "number": ("编号", "No.", "N°"),
    "item": ("项目", "Item", "Élément"),
    "content": ("内容", "Content", "Contenu"),
    "section": ("栏目", "Section", "Rubrique"),
    "label": ("指标", "Indicator", "Indicateur"),
    "text": ("内容", "As stated", "Énoncé"),
    "value": ("数值", "Value", "Valeur"),
    "unit": ("单位", "Unit", "Unité"),
    "period": ("时间", "Period", "Période"),
    "confidence": ("可信度", "Confidence", "Fiabilité"),
    "note": ("备注", "Note", "Remarque"),
    "category": ("类别", "Category", "Catégorie"),
    "high": ("高", "high", "élevée"),
    "medium": ("中", "medium", "moyenne"),
    "low": ("低", "low", "faible"),
    "confidence_is": ("可信度{level}", "{level} confidence", "fiabilité {level}"),
    "unknown": ("暂无", "n/a", "n.d."),
    "nothing": (
        "这份简报没有内容，请换一个对象或放宽筛选",
        "This brief has no content: choose another subject or widen the filter",
        "Cette note est vide : choisissez un autre sujet ou élargissez le filtre",
    ),
    "more_rows": (
        "另有 {count} 行，见表格文件",
        "{count} more rows in the workbook",
        "{count} lignes de plus dans le classeur",
    ),
    "more_columns": (
        "另有 {count} 列，见表格文件",
        "{count} more columns in the workbook",
        "{count} colonnes de plus dans le classeur",
    ),
    "unit_is": ("单位：{unit}", "Unit: {unit}", "Unité : {unit}"),
    "data_of_chart": ("图中数据", "Data of the chart", "Données du graphique"),
    "blank_means": (
        "空白表示暂无数据，不是零；口径不同的数字不可相加",
        "A blank is unknown, not zero; figures of different basis must not be added",
        "Un blanc est inconnu, non nul ; on n'additionne pas des chiffres de bases différentes",
    ),
    "rights": (
        "数据的使用以各来源的许可为准",
        "Use of the data is subject to the licence of each source",
        "L'usage des données suit la licence de chaque source",
    ),
}  # fmt: skip
_PLACE: Final = {locale: place for place, locale in enumerate(LOCALES)}
# A whole number in this range, in a column of nothing else, is a year.
_YEARS: Final = range(1900, 2101)
# Numbers further apart than this many times are hardly of one measure.
_ALIKE: Final = 300


def word(locale: Locale, key: str, **fields: object) -> str:
    """A fixed word or sentence.

    Parameters
    ----------
    key : of `WORDS`
    fields : what its {placeholders} stand for
    """
    text = WORDS[key][_PLACE[locale]]
    return text.format(**fields) if fields else text


def day_text(day: date, locale: Locale) -> str:
    """A day as the language writes it in full: 2026年11月21日, November 21, 2026."""
    return str(format_date(day, "long", locale=BABEL[locale]))


def decimals_of(values: Sequence[float]) -> int:
    """How many digits after the point (0–3) a set of numbers needs to be read and compared."""
    sized = [abs(value) for value in values if value and math.isfinite(value)]
    largest = max(sized, default=0.0)
    most = 1 if largest >= 100 else 2 if largest >= 1 else 3
    enough = (
        digits
        for digits in range(most)
        if all(abs(round(value, digits) - value) < 1e-9 * largest for value in sized)
    )
    return next(enough, most)


def common_decimals(values: Sequence[Cell]) -> int | None:
    """How many digits after the point all numbers of a column show.

    None where they are of too different size to be of one measure: each shows its own.
    """
    numbers = [value for value in values if isinstance(value, int | float)]
    sized = [abs(number) for number in numbers if number and math.isfinite(number)]
    if sized and max(sized) > _ALIKE * min(sized):
        return None
    return decimals_of(numbers)


def is_years(values: Sequence[Cell]) -> bool:
    """Whether a column holds years, which are not grouped by thousands."""
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, int) and value in _YEARS for value in known)


def number_text(
    value: float, locale: Locale, *, years: bool = False, decimals: int | None = None
) -> str:
    """A number in full, grouped after the language.

    Parameters
    ----------
    years : not grouped
    decimals : digits after the point, the same for a whole column; few where not given
    """
    if not math.isfinite(value):
        return word(locale, "unknown")
    if years:
        return str(round(value))
    digits = decimals_of([value]) if decimals is None else decimals
    if 0 < abs(value) < 0.5 * 10**-digits:
        # A small number is not zero: it shows its first digit, however far down that is.
        digits = -math.floor(math.log10(abs(value)))
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=BABEL[locale]))


def column_texts(values: Sequence[Cell], locale: Locale) -> list[str]:
    """The cells of a column as read: numbers alike, unknown is said and never a zero."""
    years = is_years(values)
    decimals = common_decimals(values)
    return [
        word(locale, "unknown")
        if value is None or value == ""
        else value
        if isinstance(value, str)
        else number_text(value, locale, years=years, decimals=decimals)
        for value in values
    ]


def marks(numbers: Sequence[int]) -> str:
    """Source numbers as they stand at a figure: [1][4]."""
    return "".join(f"[{number}]" for number in numbers)


def source_text(number: int, source: Source) -> str:
    """One source on one line: number, title, publisher, date, address."""
    parts = (source.title, source.publisher, source.published, source.url)
    return f"[{number}] " + " · ".join(part for part in parts if part)
