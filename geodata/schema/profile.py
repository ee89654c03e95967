"""What a country's page says in words, and where it sends a reader who needs more."""

from typing import Final

from pandera.typing import Series

from geodata.schema._base import ISO3, Sourced, maybe, one_of, text, unique_id
from geodata.schema.country import GROUPS

# The columns of a country's page, in the order of the page.
COLUMNS = (
    "overview", "market", "business", "policy", "guide", "projects", "events", "finance", "travel",
)  # fmt: skip
# What a note is about, and the column that shows it.
TOPIC_COLUMNS: Final[dict[str, str]] = {
    "geography": "overview",
    "climate": "overview",
    "history": "overview",
    "government": "overview",
    "legal-system": "overview",
    "society": "overview",
    "economy": "overview",
    "market": "market",
    "transport": "business",
    "risk": "business",
    "trade-policy": "policy",
    "investment": "policy",
    "tax": "policy",
    "labour": "policy",
    "incentives": "policy",
    "investor-protection": "policy",
    "environment": "policy",
    "exchange-control": "finance",
    "debt": "finance",
    "travel": "travel",
}
TOPICS = tuple(TOPIC_COLUMNS)
# Every focus country has a note on each of these.
BASIC_TOPICS = ("geography", "climate", "government", "society", "economy")
# Longest text in characters: a note is one or two sentences.
LIMITS: Final[dict[str, int]] = {"text_zh": 160, "text_en": 420, "text_fr": 480}
# seen: a source names the address or somebody opened it; pattern: it follows the usual form of
# such addresses; general-knowledge: who entered it knows it, and nobody has opened it since.
URL_BASES = ("seen", "pattern", "general-knowledge")


class ProfileNote(Sourced):
    """One or two sentences on a country, in the project's own words."""

    note_id: Series[str] = unique_id()  # iso3-topic-n
    iso3: Series[str] = text(str_matches=ISO3)
    topic: Series[str] = one_of(TOPICS)
    text_zh: Series[str] = text()
    text_en: Series[str] = text()
    text_fr: Series[str] = maybe()


class OfficialPlace(Sourced):
    """An official site or publication where a column's facts are to be looked up."""

    official_place_id: Series[str] = unique_id(str_matches=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    iso3: Series[str] = maybe(str_matches=ISO3)  # blank: good for every country of the group
    group: Series[str] = one_of(GROUPS, nullable=True)  # blank: for every group
    column: Series[str] = one_of(COLUMNS)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    publisher_zh: Series[str] = text()
    publisher_en: Series[str] = text()
    url: Series[str] = maybe(str_matches=r"^https?://[^\s;]+$")
    url_basis: Series[str] = one_of(URL_BASES, nullable=True)
    what_zh: Series[str] = text()  # what is found there
    what_en: Series[str] = text()
