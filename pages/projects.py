"""合作项目: contracts, investments, aid and trade, by country, sector, form and progress."""

from dashboard import charts, kind_page, vocabulary
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.i18n import _

kind_page.show(
    kind_page.KindPage(
        kind="project",
        filters=lambda view, rows: [
            f.region(view, rows),
            f.country(view, rows),
            f.sector(rows, "sector", several=False),
            f.coded("form", _("形式"), rows, "form", w.FORMS),
            f.hunan(rows),
            f.coded("status", _("进展"), rows, "status", w.PROJECT_STATUS, more=True),
            f.year(rows, "year_start", more=True),
            f.bloc(view, rows),
            f.confidence(rows),
        ],
        chart=lambda view, rows: charts.counts(
            rows["sector"].map(vocabulary.term), view.style, title=_("各行业项目数"), kind="project"
        ),
        line=lambda row, view: "\n".join(
            (
                f"{name_of_country(view, row['iso3'])} · {w.word(w.FORMS, row['form'])}",
                str(row["company"]),
            )
        ),
    )
)
