"""What is linked to nothing but its country: to be read about again."""

import pandas as pd

from dashboard import charts, filters, frame
from dashboard import standard_filters as f
from dashboard.columns import name_of_country, names
from dashboard.context import View
from dashboard.data_views import Shown, counted, n_rows
from dashboard.i18n import _
from dashboard.words import kind_word
from geodata.relations import orphans


def unlinked(view: View) -> Shown:
    """Entities without a relation beyond their country, by kind and country."""
    every = orphans(view.store)
    kinds = {kind: kind_word(kind) for kind in every["kind"].unique()}
    items = [f.coded("of", _("类别"), every, "kind", kinds), f.country(view, every)]
    rows = filters.apply(every, items, filters.row(items))
    pairs = list(zip(rows["kind"], rows["id"], strict=True))
    cells = {
        _("类别"): rows["kind"].map(kinds),
        _("名称"): [names(view.store, kind).get(id_, id_) for kind, id_ in pairs],
        _("国家"): [name_of_country(view, iso3) for iso3 in rows["iso3"]],
        _("编号"): rows["id"],
    }
    return Shown(
        counted(rows["iso3"]), _("未连上的条数"),
        frame.Rows(rows, "orphan", [f"{k}:{i}" for k, i in pairs], pd.DataFrame(cells)),
        lambda: charts.counts(rows["kind"], view.style, title=_("各类未连上的条数"), words=kinds),
        n_rows(len(rows)),
    )  # fmt: skip
