"""经贸活动: expos, forums and matchmaking sessions on the map and in time."""

from dashboard import charts, kind_page
from dashboard import standard_filters as f
from dashboard.i18n import _

kind_page.show(
    kind_page.KindPage(
        kind="event",
        filters=lambda view, rows: [
            f.year(rows, "start_date"),
            f.coded("series", _("系列"), rows, "series", {s: s for s in rows["series"].unique()}),
            f.country(view, rows),
            f.linked(view, rows),
            f.confidence(rows),
        ],
        chart=lambda view, rows: charts.timeline(
            rows["start_date"], view.style, title=_("各年活动数"), kind="event"
        ),
        line=lambda row, _view: " · ".join(
            str(part) for part in (row["start_date"], row["city"]) if isinstance(part, str)
        ),
        order="-start_date",
    )
)
