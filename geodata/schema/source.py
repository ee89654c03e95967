"""Where facts come from, and what several sources say about one field."""

from pandera.typing import Series

from geodata.schema._base import Sourced, Table, maybe, one_of, partial_date, text, unique_id

SOURCE_CATEGORIES = ("document", "web", "dataset", "package", "knowledge")


class Source(Table):
    """One publication, page, data set or package; `knowledge` marks what nobody has looked up."""

    source_id: Series[str] = unique_id(str_matches=r"^[a-z0-9]+([-.][a-z0-9]+)*$")
    title: Series[str] = text()
    publisher: Series[str] = maybe()
    address: Series[str] = maybe()
    licence: Series[str] = maybe()
    published: Series[str] = partial_date()
    accessed: Series[str] = partial_date()
    category: Series[str] = one_of(SOURCE_CATEGORIES)
    note: Series[str] = maybe()


class Claim(Sourced):
    """What one source says of one field of one entity; rival claims stand as rows side by side."""

    claim_id: Series[str] = unique_id()
    kind: Series[str] = text()
    subject_id: Series[str] = text()
    field: Series[str] = text()
    field_zh: Series[str] = text()
    value: Series[str] = text()
    unit: Series[str] = maybe()
