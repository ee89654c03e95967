"""Composite scores of the countries compared, each with its interval and its interval of ranks."""

from typing import Final

import pandas as pd

from dashboard import columns
from dashboard.context import View
from dashboard.i18n import N_, _, noted
from geodata.scores import INDEXES, score

NAMES: Final = {"business": N_("营商环境"), "political": N_("政治稳定度")}


def cells(view: View, countries: list[str]) -> pd.DataFrame:
    """Score, rank and coverage of each index; a country with too few figures says so."""
    lines = []
    for index in INDEXES:
        table = score(view.store, index).table
        name = _(NAMES[index])
        ranked = int(table["enough"].sum())
        scores: dict[str, str] = {_("比较项"): _("{name}得分（0–100，100 最好）").format(name=name)}
        ranks: dict[str, str] = {
            _("比较项"): _("{name}名次（{n} 国中）").format(name=name, n=ranked)
        }
        covered: dict[str, str] = {_("比较项"): _("{name}资料覆盖").format(name=name)}
        for iso3 in countries:
            row, country = table.loc[iso3], columns.name_of_country(view, iso3)
            covered[country] = f"{row['coverage']:.0%}"
            if not row["enough"]:
                scores[country] = ranks[country] = _("数据不足")
                continue
            scores[country] = noted(f"{row['score']:.0f}", f"{row['low']:.0f}–{row['high']:.0f}")
            ranks[country] = noted(
                f"{row['rank']:.0f}", f"{row['rank_low']:.0f}–{row['rank_high']:.0f}"
            )
        lines += [scores, ranks, covered]
    return pd.DataFrame(lines)
