"""How well a word of a query fits a thing, and where: the tiers of the ranking."""

from typing import NamedTuple

from geodata.search.fold import initials, squeeze
from geodata.search.index import Entry, Term

# Points of each way to match. The order is the ranking: name, alias, pinyin, initials, words.
NAMES = frozenset({"name", "en", "fr", "pt"})
EXACT_NAME, EXACT_ALIAS = 100.0, 94.0
PREFIX_NAME, PREFIX_ALIAS = 85.0, 80.0
INSIDE_NAME, INSIDE_ALIAS = 78.0, 74.0
PINYIN, PINYIN_PREFIX, PINYIN_INSIDE = 72.0, 66.0, 60.0
INITIALS, INITIALS_PREFIX = 64.0, 54.0
KIND, WORD, WORD_INSIDE, PROSE = 58.0, 50.0, 42.0, 34.0
# What a corrected word is worth of what the right one would be.
TYPO = 0.45
# At most so much for a short name (the query is most of it), and for the importance of a thing.
COVERED, IMPORTANT = 4.0, 8.0

# Facts and sources are called after what they are about, which comes before them.
ABOUT = 0.88
ABOUT_SOURCE = 0.75
_ABOUT = frozenset(
    "indicator resource trade_item industry finance_fact treaty assumption parameter"
    " published_time published_distance".split()
)

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
    """

    points: float
    way: str
    term: Term
    needle: str
    typo: str = ""


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
    for term in entry.words:
        if word not in term.folded:
            continue
        points = _of_word(word, term)
        if best is None or points > best.points:
            best = Match(points, "word", term, word)
    return best


def worth(entry: Entry) -> float:
    """What points count for a document of this kind."""
    if entry.document.kind == "source":
        return ABOUT_SOURCE
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
    less = 0.0 if named else 2.0
    syllables = term.read.split()
    whole = "".join(syllables)
    if key == whole:
        return Match(PINYIN - less, "pinyin", term, key)
    firsts = initials(term.read)
    if key == firsts:
        return Match(INITIALS - less, "initials", term, key)
    if whole.startswith(key):
        covered = COVERED * len(key) / len(whole)
        return Match(PINYIN_PREFIX - less + covered, "pinyin", term, key)
    if len(key) > 2:
        rest = whole
        for syllable in syllables[:-1]:
            rest = rest[len(syllable) :]
            if rest.startswith(key):
                return Match(PINYIN_INSIDE - less, "pinyin", term, key)
    if firsts.startswith(key):
        covered = COVERED * len(key) / len(firsts)
        return Match(INITIALS_PREFIX - less + covered, "initials", term, key)
    if key in firsts:
        return Match(INITIALS_PREFIX - 4.0 - less, "initials", term, key)
    return None


def _of_word(word: str, term: Term) -> float:
    if term.label in _PROSE_WORDS:
        return PROSE
    if squeeze(word) == squeeze(term.folded) or term.label == "year":
        return KIND if term.label == "kind" else WORD
    return WORD_INSIDE
