"""Countries, their memberships, treaties and finance facts."""

from pandera.typing import Series

from geodata.schema._base import ISO3, Sourced, maybe, one_of, partial_date, text, unique_id

GROUPS = ("Africa", "ASEAN")
REGIONS = (
    "north-africa",
    "west-africa",
    "central-africa",
    "east-africa",
    "southern-africa",
    "mainland-asean",
    "maritime-asean",
)
ROLES = ("member", "partner", "signatory", "ratified", "listed")
TREATY_STATUS = ("in-force", "signed", "terminated", "none-known")


class Country(Sourced):
    """One focus country."""

    iso3: Series[str] = unique_id(str_matches=ISO3)
    iso2: Series[str] = unique_id(str_matches=r"^[A-Z]{2}$")
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = text()
    name_pt: Series[str] = text()
    official_zh: Series[str] = text()
    official_en: Series[str] = text()
    aliases: Series[str] = maybe()  # ;-separated: former names, other scripts, short forms
    group: Series[str] = one_of(GROUPS)
    region: Series[str] = one_of(REGIONS)
    capital_zh: Series[str] = text()
    capital_en: Series[str] = text()
    capital_lat: Series[float] = maybe(in_range={"min_value": -90, "max_value": 90})
    capital_lon: Series[float] = maybe(in_range={"min_value": -180, "max_value": 180})
    area_km2: Series[float] = maybe(gt=0)
    languages: Series[str] = text()
    languages_zh: Series[str] = text()
    currency_code: Series[str] = text(str_matches=r"^[A-Z]{3}$")
    currency_zh: Series[str] = text()
    timezone: Series[str] = text()  # IANA name
    utc_offset_h: Series[float] = maybe(in_range={"min_value": -12, "max_value": 14})
    calling_code: Series[str] = maybe()
    landlocked: Series[str] = one_of(("yes", "no"))
    ldc: Series[str] = one_of(("yes", "no"))  # UN list of least developed countries, at as_of
    relations: Series[str] = one_of(("yes", "no"))  # diplomatic relations with China
    relations_since: Series[str] = partial_date()
    neighbours: Series[str] = maybe()  # ;-separated ISO3


class Bloc(Sourced):
    """A union, agreement or UN list that countries belong to."""

    bloc_id: Series[str] = unique_id()
    name_zh: Series[str] = text()
    name_en: Series[str] = text()
    name_fr: Series[str] = maybe()


class Membership(Sourced):
    """One country in one bloc."""

    membership_id: Series[str] = unique_id()
    iso3: Series[str] = text(str_matches=ISO3)
    bloc_id: Series[str] = text()
    role: Series[str] = one_of(ROLES)
    since: Series[str] = partial_date()
    until: Series[str] = partial_date()  # the day it ends, where a source names one


class Treaty(Sourced):
    """A country's tax, investment, visa, trade and tariff terms with China."""

    treaty_id: Series[str] = unique_id()
    iso3: Series[str] = text(str_matches=ISO3)
    dta_status: Series[str] = one_of(TREATY_STATUS)  # double-tax agreement
    dta_signed: Series[str] = partial_date()
    dta_in_force: Series[str] = partial_date()
    dta_applicable: Series[str] = partial_date()
    dta_note: Series[str] = maybe()
    bit_status: Series[str] = one_of(TREATY_STATUS)  # bilateral investment treaty
    bit_signed: Series[str] = partial_date()
    bit_in_force: Series[str] = partial_date()
    bit_note: Series[str] = maybe()
    visa_terms: Series[str] = maybe()
    visa_end: Series[str] = partial_date()  # last day of the visa terms, where a source names one
    rcep_in_force: Series[str] = partial_date()
    trade_agreement: Series[str] = maybe()
    tariff_terms: Series[str] = maybe()


class FinanceFact(Sourced):
    """One fact of money and banking: swap line, rating, exchange regime, clearing bank …"""

    finance_id: Series[str] = unique_id()
    iso3: Series[str] = maybe(str_matches=ISO3)
    topic: Series[str] = text()
    topic_zh: Series[str] = text()
    value: Series[str] = text()
    unit: Series[str] = maybe()
    period: Series[str] = maybe()
