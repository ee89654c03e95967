"""How well a word of a query fits a thing, and where: the tiers of the ranking."""

from typing import NamedTuple

from geodata.search.fold import has_han, initials, squeeze
from geodata.search.index import Entry, Term

# Points of each way to match. The order is the ranking: name, alias, pinyin, initials, words.
NAMES = frozenset({"name", "en", "fr", "pt"})
EXACT_NAME, EXACT_ALIAS = 100.0, 94.0
PREFIX_NAME, PREFIX_ALIAS = 85.0, 80.0
INSIDE_NAME, INSIDE_ALIAS = 78.0, 74.0
PINYIN, PINYIN_PREFIX, PINYIN_INSIDE = 72.0, 66.0, 60.0
INITIALS, INITIALS_PREFIX, INITIALS_INSIDE = 64.0, 54.0, 46.0
KIND, WORD, WORD_INSIDE, PROSE = 58.0, 50.0, 42.0, 34.0
# What a corrected word is worth of what the right one would be.
TYPO = 0.45
# What a word typed in pinyin is worth of what the Chinese would be.
READ = 0.72
# At most so much for a short name (the query is most of it), and for the importance of a thing.
COVERED, IMPORTANT = 4.0, 8.0

# Facts and sources are called after what they are about, which comes before them.
ABOUT = 0.88
ABOUT_FIGURE = 0.72
# A name on the map comes after the port or the airport that bears it.
ABOUT_PLACE = 0.93
_ABOUT = frozenset(
    "resource finance_fact treaty parameter published_time published_distance".split()
)
_FIGURES = frozenset("indicator trade_item industry assumption source".split())

_PROSE_WORDS = frozenset({"text", "company"})


class Match(NamedTuple):
    """How a word fits: points, the term that matched, the way, and what to mark.

    Parameters
    ----------
    points : see the constants
    way : ``is``, ``begins``, ``has``, ``pinyin``, ``initials`` or ``word``
    term : what matched
    needle : the folded text that stands in the term
    typo : the word as it was typed, when it had to be corrected
    read : the pinyin that was typed, when that matched
    """

    points: float
    way: str
    term: Term
    needle: str
    typo: str = ""
    read: str = ""


def match(word: str, entry: Entry) -> Match | None:
    """The best way a folded word fits a document, if any."""
    best: Match | None = None
    key = squeeze(word)
    for term in entry.names:
        found = _in_name(word, key, term)
        if found is not None and (best is None or found.points > best.points):
            best = found
    if best is not None and best.points >= KIND:
        return best
    for group in entry.words:
        if word not in group.folded:
            continue
        for term in group.terms:
            if word in term.folded:
                points = _of_word(word, term)
                if best is None or points > best.points:
                    best = Match(points, "word", term, word)
    return best


def worth(entry: Entry) -> float:
    """What points count for a document of this kind."""
    if entry.document.kind in _FIGURES:
        return ABOUT_FIGURE
    if entry.document.kind == "place":
        return ABOUT_PLACE
    return ABOUT if entry.document.kind in _ABOUT else 1.0


def _in_name(word: str, key: str, term: Term) -> Match | None:
    folded = term.folded
    named = term.label in NAMES
    if key == squeeze(folded):
        return Match(EXACT_NAME if named else EXACT_ALIAS, "is", term, word)
    if term.label == "code":
        return None
    covered = COVERED * min(1.0, len(key) / max(1, len(squeeze(folded))))
    if folded.startswith(word):
        return Match((PREFIX_NAME if named else PREFIX_ALIAS) + covered, "begins", term, word)
    if word in folded:
        return Match((INSIDE_NAME if named else INSIDE_ALIAS) + covered, "has", term, word)
    if term.read and key.isascii() and len(key) > 1:
        return _in_pinyin(key, term, named)
    return None


def _in_pinyin(key: str, term: Term, named: bool) -> Match | None:
    syllables = term.read.split()
    whole, firsts = "".join(syllables), initials(term.read)
    points, way, begin = 0.0, "pinyin", 0
    if key == whole:
        points = PINYIN
    elif key == firsts:
        points, way = INITIALS, "initials"
    elif whole.startswith(key):
        points = PINYIN_PREFIX + COVERED * len(key) / len(whole)
    elif len(key) > 2 and (begin := _tail(key, syllables)):
        points = PINYIN_INSIDE
    elif key in firsts:
        begin, way = firsts.index(key), "initials"
        points = INITIALS_PREFIX if begin == 0 else INITIALS_INSIDE
        points += COVERED * len(key) / len(firsts)
    if not points:
        return None
    needle = _read_from(key, way, term, syllables, begin)
    return Match(points - (0.0 if named else 2.0), way, term, needle, read=key)


def _tail(key: str, syllables: list[str]) -> int:
    """The syllable, after the first, from which on the reading begins with `key`; else 0."""
    for begin in range(1, len(syllables)):
        if "".join(syllables[begin:]).startswith(key):
            return begin
    return 0


def _read_from(key: str, way: str, term: Term, syllables: list[str], begin: int) -> str:
    """The characters of a name that `key` reads, folded."""
    characters = [token for token in term.folded.split() if has_han(token)]
    count, length = 0, 0
    while length < len(key) and begin + count < len(syllables):
        length += 1 if way == "initials" else len(syllables[begin + count])
        count += 1
    return " " + " ".join(characters[begin : begin + count])


def _of_word(word: str, term: Term) -> float:
    if term.label in _PROSE_WORDS:
        return PROSE
    if squeeze(word) == squeeze(term.folded) or term.label == "year":
        return KIND if term.label in ("kind", "type") else WORD
    return WORD_INSIDE
