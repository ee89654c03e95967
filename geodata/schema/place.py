"""Things at a point: sites, parks, events, projects, branches, named places."""

from pandera.typing import Series

from geodata.schema._base import (
    ID_LIST,
    ISO3,
    Placed,
    maybe,
    one_of,
    partial_date,
    text,
    unique_id,
)

SITE_TYPES = (
    "mine", "processing", "oil-gas-field", "refinery", "power-plant", "dam", "port", "airport",
)  # fmt: skip
PLACE_TYPES = (
    "capital", "city", "seaport", "airport", "border", "mine-town", "rail", "industrial",
    "river-port", "dry-port",
)  # fmt: skip
YES_NO_MAYBE = ("yes", "no", "uncertain")
PARK_STATUS = ("operating", "building", "planned", "stalled", "unknown")
PROJECT_FORMS = ("contract", "investment", "aid", "trade", "cooperation", "agreement", "concession")
PROJECT_STATUS = (
    "completed", "operating", "building", "signed", "planned", "stalled", "cancelled", "unknown",
)  # fmt: skip
BRANCH_CATEGORIES = (
    "ccb", "hunan_ccb", "chinese_bank", "policy_bank", "partner",
    "fund", "insurer", "platform", "equity_network", "hunan",
)  # fmt: skip
LICENCES = (
    "branch", "sub-branch", "subsidiary", "representative-office", "working-group", "affiliate",
    "partner-bank", "head-office", "other",
)  # fmt: skip
# Amounts keep the currency of their source: converting would add a rate nobody stated.
AMOUNT_UNITS = (
    "亿元", "亿美元", "亿欧元", "亿港元", "亿林吉特", "亿兰特", "万亿印尼盾", "其他",
)  # fmt: skip


class Site(Placed):
    """A significant named mine, field, plant, dam, port or airport."""

    site_id: Series[str] = unique_id()
    iso3: Series[str] = text(str_matches=ISO3)
    site_type: Series[str] = one_of(SITE_TYPES)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    commodity: Series[str] = maybe()  # main commodity, an id of the commodity table
    commodities: Series[str] = maybe()  # ;-separated ids, the main one first
    capacity: Series[float] = maybe(ge=0)
    capacity_unit: Series[str] = maybe()
    operator: Series[str] = maybe()
    status: Series[str] = maybe()
    year: Series[float] = maybe(in_range={"min_value": 1850, "max_value": 2035})


class Park(Placed):
    """An overseas economic and trade cooperation zone."""

    park_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = maybe()
    iso3: Series[str] = text(str_matches=ISO3)
    place: Series[str] = maybe()
    developer: Series[str] = maybe()
    hunan_linked: Series[str] = one_of(YES_NO_MAYBE)
    mofcom_confirmed: Series[str] = one_of(YES_NO_MAYBE)  # passed the ministry's assessment
    area_km2: Series[float] = maybe(gt=0)
    year_started: Series[float] = maybe(in_range={"min_value": 1980, "max_value": 2035})
    sectors: Series[str] = maybe()  # ;-separated
    tenants: Series[str] = maybe()
    status: Series[str] = one_of(PARK_STATUS)
    status_text: Series[str] = maybe()


class Event(Placed):
    """An expo, forum, matchmaking session or milestone, with its results."""

    event_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = maybe()
    series: Series[str] = text()
    edition: Series[str] = maybe()
    start_date: Series[str] = partial_date()
    end_date: Series[str] = partial_date()
    venue: Series[str] = maybe()
    city: Series[str] = maybe()
    iso3: Series[str] = maybe(str_matches=ISO3)  # where it is held
    linked_iso3: Series[str] = maybe(str_matches=r"^[A-Z]{3}(;[A-Z]{3})*$")
    linked_note: Series[str] = maybe()  # e.g. 53个非洲国家
    organiser: Series[str] = maybe()
    deals_count: Series[float] = maybe(ge=0)
    amount: Series[float] = maybe(ge=0)
    amount_unit: Series[str] = one_of(AMOUNT_UNITS, nullable=True)
    amount_basis: Series[str] = maybe()  # 意向, 突破, 约 …
    key_facts: Series[str] = maybe()


class Project(Placed):
    """A contract, investment or aid project."""

    project_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = maybe()
    company: Series[str] = text()
    hunan_role: Series[str] = text()
    hunan_linked: Series[str] = one_of(YES_NO_MAYBE)
    iso3: Series[str] = maybe(str_matches=ISO3)  # blank where a project spans countries
    location: Series[str] = maybe()
    sector: Series[str] = text()
    form: Series[str] = one_of(PROJECT_FORMS)
    form_note: Series[str] = maybe()
    amount: Series[float] = maybe(ge=0)
    amount_unit: Series[str] = one_of(AMOUNT_UNITS, nullable=True)
    amount_note: Series[str] = maybe()
    financing: Series[str] = maybe()
    year_start: Series[float] = maybe(in_range={"min_value": 1950, "max_value": 2035})
    year_end: Series[float] = maybe(in_range={"min_value": 1950, "max_value": 2045})
    status: Series[str] = one_of(PROJECT_STATUS)
    status_text: Series[str] = maybe()
    key_facts: Series[str] = maybe()


class Branch(Placed):
    """A bank's branch, subsidiary or office."""

    branch_id: Series[str] = unique_id()
    bank: Series[str] = text()  # short code: CCB, BOC …
    bank_zh: Series[str] = text()
    name_zh: Series[str] = text()
    name_en: Series[str] = maybe()
    iso3: Series[str] = text(str_matches=ISO3)
    city: Series[str] = text()
    address: Series[str] = maybe()
    category: Series[str] = one_of(BRANCH_CATEGORIES)
    licence: Series[str] = one_of(LICENCES)
    licence_text: Series[str] = maybe()
    services: Series[str] = maybe()
    opened: Series[str] = partial_date()
    opened_text: Series[str] = maybe()


class Place(Placed):
    """A named place for the map's labels and the search."""

    place_id: Series[str] = unique_id()
    iso3: Series[str] = text(str_matches=ISO3)
    place_type: Series[str] = one_of(PLACE_TYPES)  # what it is first of all
    other_types: Series[str] = maybe(str_matches=ID_LIST)  # ;-separated: what it is besides
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = maybe()
    name_pt: Series[str] = maybe()
    aliases: Series[str] = maybe()
    population: Series[float] = maybe(ge=0)
    importance: Series[int] = maybe(in_range={"min_value": 1, "max_value": 3})
