"""The table of scores and the figures behind one country's."""

from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import columns, provenance
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _
from geodata.format import number, quantity
from geodata.scores import Scored
from geodata.scores.terms import Term


def ordered(scored: Scored) -> pd.DataFrame:
    """The table with the best first; those without enough figures last, best covered first."""
    table = scored.table.reset_index()
    return table.sort_values(["score", "coverage", "iso3"], ascending=[False, False, True])


def span(low: Any, high: Any, digits: int = 0) -> str:
    """An interval as text; blank where it is unknown."""
    if pd.isna(low) or pd.isna(high):
        return ""
    return f"{low:.{digits}f}–{high:.{digits}f}"


@lru_cache(maxsize=32)
def cells_of(view: View, scored: Scored) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The display frame of the ranking, and ``country:id`` of each row."""
    rows = ordered(scored)
    regions = scored.regions
    cells = pd.DataFrame(
        {
            _("名次"): rows["rank"].astype("Int64"),
            _("名次区间"): [
                span(a, b) or _("数据不足")
                for a, b in zip(rows["rank_low"], rows["rank_high"], strict=True)
            ],
            _("国家"): [columns.name_of_country(view, iso3) for iso3 in rows["iso3"]],
            _("区域"): [w.word(w.REGIONS, regions[iso3]) for iso3 in rows["iso3"]],
            _("得分"): rows["score"].round(1),
            _("得分区间"): [span(a, b, 1) for a, b in zip(rows["low"], rows["high"], strict=True)],
            _("数据覆盖 %"): (rows["coverage"] * 100).round(),
        }
    )
    return cells, tuple(f"country:{iso3}" for iso3 in rows["iso3"])


def medians(scored: Scored, iso3: str) -> pd.Series:
    """Median of each part over the countries of the region that have it, 0–100."""
    near = scored.regions.index[scored.regions == scored.regions[iso3]]
    return scored.parts.loc[near].median()


def figure_text(view: View, term: Term, row: Any) -> str:
    """A figure with its unit, as its source gives it."""
    value = float(row["value"])
    if term.derivation == "months-of-imports":
        return _("{n} 个月").format(n=number(value, view.locale, 1))
    if term.derivation:
        return _("是") if value else _("否")
    known = view.store.get("indicator_term", term.indicator)
    return quantity(value, known["unit"], view.locale, int(known["decimals"] or 0))


def parts_of(view: View, scored: Scored, iso3: str) -> pd.DataFrame:
    """Each part of a country's score with its figure and where that is from."""
    found = scored.figures[scored.figures["iso3"] == iso3].set_index("indicator")
    middle = medians(scored, iso3)
    rows = []
    for term in scored.terms:
        code = term.indicator
        row: dict[str, Any] = {
            _("方面"): term.pillar_name(view.locale),
            _("指标"): term.name(view.locale),
            _("权重 %"): round(scored.weights[code] * 100, 1),
            _("换算分"): None,
            _("区域中位"): round(float(middle[code]), 1) if middle[code] == middle[code] else None,
            _("数值"): _("缺"),
        }
        if code in found.index:
            own = found.loc[code]
            year = own["year"]
            row |= {
                _("换算分"): round(float(scored.parts.loc[iso3, code]), 1),
                _("数值"): figure_text(view, term, own),
                _("年份"): str(int(year)) + (_("（旧，减权）") if own["old"] else "")
                if year == year else "",
                _("来源"): provenance.source_title(view.store, own["source_id"]),
                _("截至"): own["as_of"],
                _("可信度"): w.word(w.CONFIDENCE, own["confidence"]),
            }  # fmt: skip
        rows.append(row)
    return pd.DataFrame(rows)
