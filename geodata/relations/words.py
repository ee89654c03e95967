"""What the predicates of a release are called."""

from functools import lru_cache

from geodata.relations.rules import LANGUAGES, Predicate, read_predicates
from geodata.store import Store


@lru_cache(maxsize=8)
def predicates(store: Store) -> dict[str, Predicate]:
    """The predicates of a release by their forward word."""
    return read_predicates(store.table("predicate"))


def predicate_name(store: Store, predicate: str, forward: bool, locale: str) -> str:
    """What a predicate is called, read from the subject (forward) or from the object.

    Parameters
    ----------
    predicate : forward word; one that the release does not know is returned as it is
    locale : zh, en or fr; another is read as English
    """
    known = predicates(store).get(predicate)
    if known is None:
        return predicate
    place = LANGUAGES.index(locale) if locale in LANGUAGES else 1
    return (known.names if forward else known.inverse_names)[place]
