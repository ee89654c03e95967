"""Who helps a company abroad and how it was done: institutions, financial services, cases."""

from pandera.typing import Series

from geodata.schema._base import (
    ID_LIST,
    ISO3,
    SLUG,
    Placed,
    Sourced,
    maybe,
    one_of,
    partial_date,
    text,
    unique_id,
)

INSTITUTION_TYPES = (
    "embassy", "consulate-general", "consulate", "consular-office", "commercial-office",
    "ccpit-office", "foreign-consulate", "foreign-chamber", "hunan-office", "hunan-chamber",
    "chinese-chamber", "policy-finance", "association", "government",
)  # fmt: skip
# none: that there is no such institution is the fact (Eswatini has no Chinese embassy).
INSTITUTION_STATUS = ("operating", "preparing", "closed", "unclear", "none")
# seen: the address was opened or named in a source; pattern: it follows the usual form of such
# addresses and nobody has opened it.
WEBSITE_BASES = ("seen", "pattern")
PROVIDER_TYPES = (
    "commercial-bank", "policy-bank", "insurer", "fund", "guarantor", "government",
    "payment-system",
)  # fmt: skip
SERVICE_STATES = ("offered", "pilot", "proposed")
# The ways of going abroad that services are sought by and cases told under.
FORMS = ("investment", "contract", "labour", "trade", "aid")
LESSON_BASES = ("stated", "inference")
ISO3_LIST = r"^[A-Z]{3}(;[A-Z]{3})*$"
_YEAR = {"min_value": 1950, "max_value": 2035}


class Institution(Placed):
    """An embassy, commercial office, chamber, liaison office or financial representation."""

    institution_id: Series[str] = unique_id()
    institution_type: Series[str] = one_of(INSTITUTION_TYPES)
    status: Series[str] = one_of(INSTITUTION_STATUS)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    iso3: Series[str] = maybe(str_matches=ISO3)  # where it is; blank where no source says
    city: Series[str] = maybe()
    serves: Series[str] = maybe(str_matches=ISO3_LIST)  # countries it is there for
    address: Series[str] = maybe()
    phone: Series[str] = maybe()
    website: Series[str] = maybe(str_matches=r"^https?://[^\s;]+$")
    website_basis: Series[str] = one_of(WEBSITE_BASES, nullable=True)
    since: Series[str] = partial_date()
    branch_id: Series[str] = maybe()  # the same office in the table of bank branches


class FinancialService(Sourced):
    """A kind of financial service, who offers it, when it fits and how to ask for it."""

    financial_service_id: Series[str] = unique_id(str_matches=SLUG)
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    what_zh: Series[str] = text()
    what_en: Series[str] = text()
    situations_zh: Series[str] = text()  # when it fits
    situations_en: Series[str] = text()
    forms: Series[str] = text(str_matches=ID_LIST)  # ;-separated, of FORMS
    provider: Series[str] = text()
    provider_types: Series[str] = text(str_matches=ID_LIST)  # ;-separated, of PROVIDER_TYPES
    reach: Series[str] = maybe()  # where to ask for it
    state: Series[str] = one_of(SERVICE_STATES)
    institution_ids: Series[str] = maybe(str_matches=ID_LIST)
    branch_ids: Series[str] = maybe(str_matches=ID_LIST)


class Case(Placed):
    """How one undertaking abroad was done, and what may be learnt from it."""

    case_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    actor: Series[str] = text()
    iso3: Series[str] = maybe(str_matches=ISO3)  # blank where it spans countries
    linked_iso3: Series[str] = maybe(str_matches=ISO3_LIST)  # other countries it is about
    place: Series[str] = maybe()
    year: Series[float] = maybe(in_range=_YEAR)  # when it began
    form: Series[str] = one_of(FORMS)
    sectors: Series[str] = text(str_matches=ID_LIST)  # ;-separated, as the projects name them
    what: Series[str] = text()
    financing: Series[str] = maybe()
    corridor_id: Series[str] = maybe()  # which way the goods went
    service_id: Series[str] = maybe()
    results: Series[str] = maybe()
    lesson: Series[str] = maybe()
    lesson_basis: Series[str] = one_of(LESSON_BASES, nullable=True)
    project_ids: Series[str] = maybe(str_matches=ID_LIST)
    park_ids: Series[str] = maybe(str_matches=ID_LIST)
    branch_ids: Series[str] = maybe(str_matches=ID_LIST)
    event_ids: Series[str] = maybe(str_matches=ID_LIST)
    zone_ids: Series[str] = maybe(str_matches=ID_LIST)  # where in Hunan it was run from
    institution_ids: Series[str] = maybe(str_matches=ID_LIST)  # who financed or insured it
