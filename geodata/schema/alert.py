"""What readers are warned of: rules over the data, notices entered by hand, and news feeds."""

from pandera.typing import Series

from geodata.schema._base import (
    ID_LIST,
    SLUG,
    Placed,
    Sourced,
    Table,
    maybe,
    one_of,
    partial_date,
    text,
    unique_id,
)
from geodata.schema.support import ISO3_LIST

SEVERITIES = ("high", "medium", "low")  # worst first
SWITCH = ("yes", "no")
THRESHOLD_UNITS = ("days", "years", "class", "pct", "percentile")
FEED_LANGUAGES = ("zh", "en", "fr", "pt")
# seen: the address was named in a source or opened; pattern: it follows the usual form of such
# addresses and nobody has opened it.
ADDRESS_BASES = ("seen", "pattern")


class AlertRule(Table):
    """When the data gives reason for a warning, how grave it is, and how it is worded.

    A rule is a choice of the product's makers, not a fact: it has no source of its own.
    """

    rule_id: Series[str] = unique_id(str_matches=SLUG)
    method: Series[str] = text()  # a name in geodata/alerts/methods.py
    subject_kind: Series[str] = text()  # kind that the warning is about
    target: Series[str] = maybe()  # what the method looks for: a bloc, an indicator, a status …
    threshold: Series[float] = maybe()
    urgent: Series[float] = maybe()  # from here on the warning is grave whatever its severity
    unit: Series[str] = one_of(THRESHOLD_UNITS, nullable=True)
    severity: Series[str] = one_of(SEVERITIES)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = text()
    sentence_zh: Series[str] = text()
    sentence_en: Series[str] = text()
    sentence_fr: Series[str] = text()
    on: Series[str] = one_of(SWITCH)
    note: Series[str] = maybe()


class Notice(Placed):
    """A warning that a source gives and somebody entered by hand."""

    alert_id: Series[str] = unique_id(str_matches=SLUG)
    severity: Series[str] = one_of(SEVERITIES)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = text()
    text_zh: Series[str] = text()
    text_en: Series[str] = text()
    text_fr: Series[str] = text()
    start: Series[str] = partial_date()
    end: Series[str] = partial_date()  # its last day; blank where no source names one
    linked_iso3: Series[str] = maybe(str_matches=ISO3_LIST)
    corridor_ids: Series[str] = maybe(str_matches=ID_LIST)  # corridors and services
    subject: Series[str] = maybe(str_matches=r"^[a-z_]+:[^\s;]+$")  # kind:id it is about
    place: Series[str] = maybe()


class Feed(Sourced):
    """An official site's news feed, read only when somebody asks."""

    feed_id: Series[str] = unique_id(str_matches=SLUG)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    url: Series[str] = text(str_matches=r"^https?://[^\s;]+$")
    url_basis: Series[str] = one_of(ADDRESS_BASES)
    language: Series[str] = one_of(FEED_LANGUAGES)
    topic: Series[str] = text()
    linked_iso3: Series[str] = maybe(str_matches=ISO3_LIST)
    on: Series[str] = one_of(SWITCH)
