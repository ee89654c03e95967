"""境外园区: parks by country, sector, progress and Hunan link."""

from dashboard import charts, kind_page
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.i18n import _

kind_page.show(
    kind_page.KindPage(
        kind="park",
        filters=lambda view, rows: [
            f.region(view, rows),
            f.country(view, rows),
            f.sector(rows, "sectors", several=True),
            f.coded("status", _("进展"), rows, "status", w.PARK_STATUS),
            f.hunan(rows),
            f.bloc(view, rows),
            f.coded("verified", _("复核"), rows, "verified", w.VERIFIED, more=True),
            f.confidence(rows),
        ],
        chart=lambda view, rows: charts.counts(
            rows["iso3"].map(lambda iso3: name_of_country(view, iso3)),
            view.style,
            title=_("各国园区数"),
        ),
        line=lambda row, view: "\n".join(
            part
            for part in (
                name_of_country(view, row["iso3"]),
                w.word(w.PARK_STATUS, row["status"]),
            )
            if part
        ),
    )
)
