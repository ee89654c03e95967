"""The fixed words of briefs in Chinese, English and French: headings, labels, sentences, codes."""

from typing import Final

from layers.briefs.content import codes, labels
from layers.briefs.model import LOCALES, Locale

PHRASES: Final[dict[str, tuple[str, str, str]]] = {**labels.LABELS, **labels.SENTENCES}


def say(locale: Locale, key: str, **fields: object) -> str:
    """A phrase in a language, its places filled.

    Raises
    ------
    KeyError : if there is no such phrase, which is a mistake in the code
    """
    text = PHRASES[key][LOCALES.index(locale)]
    return text.format(**fields) if fields else text


def word(locale: Locale, table: str, code: object) -> str:
    """The words for a machine's code; a code that is not listed as it is, a blank as blank.

    Parameters
    ----------
    table : name of a table of `codes`
    """
    if not isinstance(code, str) or not code:
        return ""
    found = codes.CODES[table].get(code)
    return found[LOCALES.index(locale)] if found else code
