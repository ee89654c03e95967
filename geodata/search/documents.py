"""Documents of every row worth finding, made from a release."""

from collections.abc import Callable, Iterable, Iterator
from math import log10
from typing import Any

from geodata.kinds import KINDS
from geodata.search.countries import CountryWords
from geodata.search.document import Document, Text
from geodata.search.facts import NAMED_BY_FACT, Known, fact_names
from geodata.search.words import (
    BANKS,
    BLOCS,
    CODE_WORDS,
    IMPORTANCE,
    KIND_WORDS,
    SERIES,
    spoken,
)
from geodata.store import Row, Store, plain

_LANGUAGES = (("name_en", "en"), ("name_fr", "fr"), ("name_pt", "pt"))
_ALIASES = (
    ("aliases", "alias"), ("synonyms", "alias"), ("short_zh", "short"), ("short_en", "short"),
    ("official_zh", "official"), ("official_en", "official"),
)  # fmt: skip
_COUNTRIES = ("iso3", "linked_iso3", "serves", "iso3_a", "iso3_b", "partner_iso3")
_YEARS = ("year", "start_date", "end_date", "year_start", "year_end", "year_started",
          "year_approved", "year_opened", "opened", "signed", "period", "dta_in_force",
          "published")  # fmt: skip
_CODES = ("place_type", "institution_type", "other_types", "site_type", "node_type", "form",
          "group", "region", "mode", "chokepoint_type", "family", "measure", "flow")  # fmt: skip
# Columns whose text may be searched, and what a column's text is called when it matched.
_WORDS = {
    "city": "city", "capital_zh": "capital", "capital_en": "capital", "place": "city",
    "location": "city", "venue": "city", "prefecture_text": "city", "origin": "route",
    "destination": "route", "company": "company", "developer": "company", "operator": "company",
    "organiser": "company", "bank_zh": "company", "publisher": "company", "tenants": "company",
    "sector": "sector", "sectors": "sector", "series": "sector", "zone_type": "sector",
    "topic_zh": "sector", "languages_zh": "text", "languages": "text", "currency_zh": "text",
    "currency_code": "text", "iso2": "text", "address": "text", "services": "text",
    "role": "text", "hunan_role": "text", "financing": "text", "key_facts": "text",
    "facts": "text", "cbec_note": "text", "bonded_zone": "text", "national_zones": "text",
    "corridor_role": "text", "visa_terms": "text", "tariff_terms": "text",
    "trade_agreement": "text", "affects": "text", "unit_zh": "text", "hs_chapters": "text",
    "edition": "text", "linked_note": "text", "licence_text": "text", "status_text": "text",
    "summary": "text", "description": "text", "products": "text", "what": "text",
    "actor": "company", "provider": "company",
    "results": "text", "lesson": "text", "what_zh": "text", "what_en": "text",
    "situations_zh": "text", "reach": "text",
}  # fmt: skip
_UNSEARCHED = frozenset(
    "geometry lat lon precision verified other_source_ids as_of confidence note value".split()
)
_FIGURES = frozenset(("indicator", "trade_item", "industry"))


def documents(store: Store) -> list[Document]:
    """Every thing of a release that can be found, most important first."""
    known = Known(
        CountryWords.of(store),
        _goods(store),
        _by_id(store, "indicator_term"),
        {id: str(row["iso3"]) for id, row in _by_id(store, "node").items() if row["iso3"]},
        _blocs(store),
    )
    made: list[Document] = []
    for kind in KINDS:
        if kind in store.manifest.tables and kind in IMPORTANCE:
            make = _Maker(kind, store.table(kind).columns, known)
            made += map(make.document, _rows(store, kind))
    return sorted(made, key=lambda one: -one.importance)


def _rows(store: Store, kind: str) -> Iterator[Row]:
    """The rows of a kind as plain values; of indicators only the latest year."""
    frame = store.table(kind)
    if kind == "indicator":
        frame = frame.sort_values("year", kind="stable")
        frame = frame.drop_duplicates(["iso3", "indicator"], keep="last")
    columns = [name for name in frame.columns if name not in _UNSEARCHED]
    for values in zip(*(frame[name].tolist() for name in columns), strict=True):
        yield {name: plain(value) for name, value in zip(columns, values, strict=True)}


def _by_id(store: Store, kind: str) -> dict[str, Row]:
    if kind not in store.manifest.tables:
        return {}
    return {str(row[KINDS[kind].id_column]): row for row in _rows(store, kind)}


def _goods(store: Store) -> dict[str, tuple[Text, ...]]:
    """What each commodity is called, to be found with whatever is made of it."""
    return {
        id: tuple(
            Text("commodity", text)
            for column in ("name_zh", "name_en", "name_fr", "synonyms")
            for text in _split(row.get(column))
        )
        for id, row in _by_id(store, "commodity").items()
    }


def _blocs(store: Store) -> dict[str, tuple[Text, ...]]:
    """The blocs of each country, by the names people use."""
    called = {
        id: [id, *(str(row[c]) for c in ("name_zh", "name_en") if row[c]), *_split(BLOCS.get(id))]
        for id, row in _by_id(store, "bloc").items()
    }
    found: dict[str, list[Text]] = {}
    for row in _rows(store, "membership") if "membership" in store.manifest.tables else ():
        words = [Text("bloc", word) for word in called.get(str(row["bloc_id"]), ())]
        found.setdefault(str(row["iso3"]), []).extend(words)
    return {code: tuple(words) for code, words in found.items()}


class _Maker:
    """Makes the documents of one kind, looking only at the columns its table has."""

    def __init__(self, kind: str, columns: Iterable[str], known: Known) -> None:
        have = set(columns)
        self._kind = kind
        self._known = known
        self._id = KINDS[kind].id_column
        self._languages = [pair for pair in _LANGUAGES if pair[0] in have]
        self._aliases = [pair for pair in _ALIASES if pair[0] in have]
        self._words = [pair for pair in _WORDS.items() if pair[0] in have]
        self._years = [column for column in _YEARS if column in have]
        self._codes = [column for column in _CODES if column in have]
        self._lands = [column for column in _COUNTRIES if column in have]
        self._ends = [column for column in ("from_node", "to_node") if column in have]
        self._goods = [column for column in ("commodity", "commodities") if column in have]
        words = (*KIND_WORDS.get(kind, "").split(), KINDS[kind].zh, KINDS[kind].en)
        self._kind_words = tuple(Text("kind", word) for word in dict.fromkeys(words))

    def document(self, row: Row) -> Document:
        """The document of a row."""
        id = str(row[self._id])
        name, names = self._called(row)
        same = {name, *(text.text for text in names)}
        aliases = [text for text in self._also_called(id, row) if text.text not in same]
        return Document(
            kind=self._kind,
            id=id,
            name=name,
            names=tuple(names),
            aliases=tuple(dict.fromkeys(aliases)),
            words=tuple(dict.fromkeys(self._own(row))),
            shared=tuple(self._shared(row)),
            importance=_importance(self._kind, row),
        )

    def _called(self, row: Row) -> tuple[str, list[Text]]:
        """The shown name and those in other languages; a fact that has none is given them."""
        fact, fact_en = fact_names(self._kind, row, self._known)
        if fact:
            return fact, [Text("en", fact_en)] if fact_en else []
        names = [Text(label, str(row[c])) for c, label in self._languages if row[c]]
        names += [Text("name", text) for text in spoken(self._kind, row)]
        given = row.get("name_zh") or row.get("title")
        return str(given or (names[0].text if names else row[self._id])), names

    def _also_called(self, id: str, row: Row) -> Iterator[Text]:
        for column, label in self._aliases:
            for text in _split(row[column]):
                yield Text(label, text)
        if self._kind == "country":
            yield from self._known.countries.aliases(id)
        short = {"branch": BANKS.get(str(row.get("bank")), ""), "bloc": BLOCS.get(id, "")}
        for word in _split(short.get(self._kind)):
            yield Text("short", word)
        if self._kind == "branch":
            yield Text("alias", str(row.get("bank_zh") or ""))
        if self._kind not in NAMED_BY_FACT:
            yield Text("code", id)

    def _shared(self, row: Row) -> Iterator[tuple[Text, ...]]:
        yield self._kind_words
        if self._kind == "country":
            yield self._known.blocs.get(str(row["iso3"]), ())
        else:
            lands = [code for column in self._lands for code in _split(row[column])]
            lands += [self._known.nodes.get(str(row[column]), "") for column in self._ends]
            countries = self._known.countries
            # Of figures there are thousands; what few people would type is left out.
            called = countries.main if self._kind in _FIGURES else countries.words
            for code in dict.fromkeys(lands):
                yield called(code)
        if self._kind != "commodity":
            for column in self._goods:
                for code in _split(row[column]):
                    yield self._known.goods.get(code, (Text("commodity", code),))

    def _own(self, row: Row) -> Iterator[Text]:
        """Words from the row's own columns."""
        if row.get("rcep_in_force"):
            yield Text("text", "RCEP")
        for column in self._years:
            if (value := row[column]) is not None:
                yield Text("year", str(value))
        for column in self._codes:
            for code in _split(row[column]):
                for word in CODE_WORDS.get(code, "").split():
                    yield Text("type", word)
        for column, label in self._words:
            if (value := row[column]) is not None:
                yield Text(label, str(value))
                if column == "series":
                    for word in _split(SERIES.get(value)):
                        yield Text("sector", word)


_SCALES: dict[str, Callable[[Row], float]] = {
    # 1 is named on the map from far away, 3 only near by; among equals the larger town.
    "place": lambda row: (
        2.0 * (4 - float(row.get("importance") or 3)) + log10(1 + (row.get("population") or 0)) / 4
    ),
    "node": lambda row: 1.0 * bool(row.get("corridor_ids")),
    "park": lambda row: 1.0 * (row.get("hunan_linked") == "yes"),
    "project": lambda row: 0.5 * (row.get("hunan_linked") == "yes"),
    "indicator_term": lambda row: 0.5 * (row.get("key_figure") == "yes"),
    "resource": lambda row: 3.0 * (row.get("measure") == "production"),
}


def _importance(kind: str, row: Row) -> float:
    scale = _SCALES.get(kind)
    return IMPORTANCE[kind] + (scale(row) if scale else 0.0)


def _split(value: Any) -> list[str]:
    """The parts of a cell, without blanks."""
    if not value:
        return []
    text = str(value)
    return [part.strip() for part in text.split(";") if part.strip()] if ";" in text else [text]
