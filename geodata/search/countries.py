"""What a country is called: from the release, and from CLDR for the rest of the world."""

from dataclasses import dataclass, field
from functools import cache

from babel import Locale
from babel.core import get_global

from geodata.search.document import Text
from geodata.search.words import CODE_WORDS
from geodata.store import Store, plain

# Names in traditional characters differ in Hong Kong and Taiwan.
_LOCALES = ("zh_Hans", "zh_Hant", "zh_Hant_HK", "en", "fr", "pt_PT", "pt")


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Names and words of countries, by ISO 3166-1 alpha-3 code."""

    _names: dict[str, str] = field(default_factory=dict)
    _english: dict[str, str] = field(default_factory=dict)
    _words: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    _main: dict[str, tuple[Text, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> "CountryWords":
        """The words of the countries in a release."""
        made = cls()
        if "country" not in store.manifest.tables:
            return made
        for row in store.table("country").to_dict("records"):
            have = {str(name): plain(value) for name, value in row.items()}
            code = str(have["iso3"])
            made._names[code] = str(have["name_zh"])
            made._english[code] = str(have.get("name_en") or code)
            called = [have.get(c) for c in ("name_zh", "name_en", "name_fr", "name_pt")]
            called += [have.get("official_zh"), have.get("official_en")]
            called += str(have.get("aliases") or "").split(";")
            called += [code, *_cldr(code)]
            texts = [Text("country", str(name).strip()) for name in called if name]
            for column in ("group", "region"):
                words = CODE_WORDS.get(str(have.get(column)), "").split()
                texts += [Text("region", word) for word in words]
            made._words[code] = tuple(dict.fromkeys(texts))
        return made

    def name(self, code: str) -> str:
        """The Chinese name of a country, or its code where it has none."""
        if code not in self._names and code:
            self._names[code] = next(iter(_cldr(code)), code)
        return self._names.get(code, "")

    def english(self, code: str) -> str:
        """The English name of a country, or its code where it has none."""
        if code not in self._english and code:
            self._english[code] = str(_territories("en").get(_alpha2().get(code, ""), code))
        return self._english.get(code, "")

    def french(self, code: str) -> str:
        """The French name of a country, or its code where it has none."""
        return str(_territories("fr").get(_alpha2().get(code, ""), code))

    def words(self, code: str) -> tuple[Text, ...]:
        """All that a country is called, with its region."""
        if not code:
            return ()
        if code not in self._words:
            self._words[code] = tuple(Text("country", name) for name in (*_cldr(code), code))
        return self._words[code]

    def main(self, code: str) -> tuple[Text, ...]:
        """The names of a country that most people use: Chinese, English, its code."""
        if code not in self._main:
            words = [text for text in self.words(code) if text.label == "country"]
            self._main[code] = (*words[:4], Text("country", code)) if words else ()
        return self._main[code]

    def aliases(self, code: str) -> tuple[Text, ...]:
        """Names of a country from CLDR, in traditional characters and other languages."""
        return (Text("code", code), *(Text("alias", name) for name in _cldr(code)))


@cache
def _alpha2() -> dict[str, str]:
    """Alpha-3 → alpha-2 codes, from CLDR."""
    aliases = get_global("territory_aliases")
    return {old: new[0] for old, new in aliases.items() if len(old) == 3 and old.isalpha()}


@cache
def _territories(locale: str) -> dict[str, str]:
    return dict(Locale.parse(locale).territories)


@cache
def _cldr(code: str) -> tuple[str, ...]:
    """Names of a country in CLDR, Chinese first, each once."""
    two = _alpha2().get(code, "")
    found = (_territories(locale).get(two) for locale in _LOCALES)
    return tuple(dict.fromkeys(name for name in found if name))
