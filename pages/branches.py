"""银行网点: banks' branches, subsidiaries and offices, by bank, country and licence."""

from dashboard import charts, kind_page, vocabulary
from dashboard import standard_filters as f
from dashboard import words as w
from dashboard.columns import name_of_country
from dashboard.i18n import _

kind_page.show(
    kind_page.KindPage(
        kind="branch",
        filters=lambda view, rows: [
            f.coded("bank", _("银行"), rows, "bank_zh", {b: b for b in rows["bank_zh"].unique()}),
            f.region(view, rows),
            f.country(view, rows),
            f.coded("category", _("类别"), rows, "category", w.BRANCH_CATEGORIES),
            f.coded("licence", _("牌照"), rows, "licence", w.LICENCES, more=True),
            f.bloc(view, rows),
            f.coded("verified", _("复核"), rows, "verified", w.VERIFIED, more=True),
            f.confidence(rows),
        ],
        chart=lambda view, rows: charts.counts(
            rows["bank_zh"].map(vocabulary.term), view.style, title=_("各行网点数"), kind="branch"
        ),
        line=lambda row, view: "\n".join(
            (
                f"{name_of_country(view, row['iso3'])} · {row['city']}",
                w.word(w.LICENCES, row["licence"]),
            )
        ),
    )
)
