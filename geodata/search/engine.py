"""Look a text up: read it, gather candidates, rank them, say why."""

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from threading import Lock

from rapidfuzz import fuzz

from geodata.kinds import KINDS
from geodata.search.document import Document
from geodata.search.documents import documents
from geodata.search.fold import has_han, spans, squeeze, words_of
from geodata.search.index import Entry, Index
from geodata.search.match import IMPORTANT, READ, TYPO, WORD, Match, match, worth
from geodata.search.vocabulary import typed
from geodata.search.why import why
from geodata.store import Store

# Candidates gathered one way, and of many words at once; the best are among them.
_FEW, _MANY = 60, 300
# Words of a query that count, and corrections tried for each.
_WORDS, _TRIES = 8, 8
_LIKE = 78.0
_OUTSIDE = {"page": ("页面", "Page"), "setting": ("设置", "Setting")}


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    Parameters
    ----------
    kind, id : what it is; `key` is both, as in ``park:P01``
    name : its name in the language asked for
    why : why it was found, one sentence
    matched : (start, end) of what to mark in `name`
    points : higher is better
    """

    kind: str
    id: str
    name: str
    why: str
    matched: tuple[tuple[int, int], ...] = ()
    points: float = 0.0

    @property
    def key(self) -> str:
        """Its address, as in ``park:P01``."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found.

    Parameters
    ----------
    query : the text as it was searched for
    hits : best first
    nearest : when nothing was found, words that are like the ones asked for
    """

    query: str
    hits: tuple[Hit, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def groups(self) -> dict[str, tuple[Hit, ...]]:
        """Hits by kind, the kind of the best hit first."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.kind, []).append(hit)
        return {kind: tuple(hits) for kind, hits in found.items()}


@dataclass(slots=True)
class _Word:
    """A word of a query with the ways to read it: what may stand for it → whether a typo."""

    folded: str
    others: dict[str, bool] = field(default_factory=dict)


def label(kind: str, locale: str = "zh") -> str:
    """What a kind is called, for the heading of a group."""
    zh, en = _OUTSIDE.get(kind, (kind, kind))
    if kind in KINDS:
        zh, en = KINDS[kind].zh, KINDS[kind].en
    return zh if locale.startswith("zh") else en


_MAKING = Lock()


def index_of(store: Store) -> Index:
    """The index of a release, made when first asked for and kept."""
    # Two visitors at once wait for one index rather than make two.
    with _MAKING:
        return _index_of(store)


@lru_cache(maxsize=2)
def _index_of(store: Store) -> Index:
    # A hundred thousand small objects are made and none let go: looking for garbage among them
    # again and again would take a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return Index(documents(store))
    finally:
        if collecting:
            gc.enable()


@lru_cache(maxsize=16)
def _index_of_extra(extra: tuple[Document, ...]) -> Index:
    return Index(extra)


def search(
    store: Store,
    text: str,
    *,
    limit: int = 20,
    kinds: Iterable[str] | None = None,
    locale: str = "zh",
    extra: Sequence[Document] = (),
) -> Results:
    """Find things by any of their names or by words around them.

    Parameters
    ----------
    store : the release to search
    text : any text; words are parted by spaces, all of them must fit
    limit : how many hits at most
    kinds : only these kinds
    locale : language of names and reasons; ``zh…`` Chinese, otherwise English
    extra : things outside the release, such as pages and settings
    """
    indexes = [index_of(store)]
    if extra:
        indexes.append(_index_of_extra(tuple(extra)))
    return search_in(indexes, text, limit=limit, kinds=kinds, locale=locale)


def search_in(
    indexes: Sequence[Index],
    text: str,
    *,
    limit: int = 20,
    kinds: Iterable[str] | None = None,
    locale: str = "zh",
) -> Results:
    """Search indexes that are already made; see `search`."""
    words = list(dict.fromkeys(words_of(text)))[:_WORDS]
    within = tuple(kinds) if kinds is not None else ()
    if not words or limit < 1 or (kinds is not None and not within):
        return Results(text)
    found: dict[str, tuple[float, Entry, list[Match]]] = {}
    for index in indexes:
        for points, entry, matches in _search_one(index, words, within):
            found[entry.document.key] = (points, entry, matches)
    # Sorting is stable and indexes are in order of importance.
    best = sorted(found.values(), key=lambda one: -one[0])[:limit]
    hits = tuple(_hit(points, entry, matches, locale) for points, entry, matches in best)
    if hits:
        return Results(text, hits)
    return Results(text, nearest=_nearest(indexes, words, within))


def _search_one(
    index: Index, words: list[str], kinds: tuple[str, ...]
) -> list[tuple[float, Entry, list[Match]]]:
    plain = [_Word(word) for word in words]
    for word in plain:
        readings = index.vocabulary.read_as(squeeze(word.folded))[:_TRIES]
        word.others = dict.fromkeys(readings, False)
    found = _ranked(index, plain, kinds)
    if found and max(points for points, *_ in found) > WORD:
        return found
    known = {entry.document.key for _, entry, _ in found}
    cut = index.vocabulary.cut
    parted = [part for word in words for part in (cut(word) or _halved(word))]
    if len(parted) > len(words):
        found += _new(_ranked(index, [_Word(part) for part in parted[:_WORDS]], kinds), known)
    if not found or len(words) == 1:
        mended = [_mended(index, word, kinds) for word in plain]
        if any(word.others for word in mended):
            found += _new(_ranked(index, mended, kinds), known)
    if not found:
        found += _new(_alike(index, words, kinds), known)
    return found


def _halved(word: str) -> list[str]:
    """A Chinese text in pieces of two or three characters: 黄花机场 for 黄花国际机场."""
    tokens = word.split()
    if len(tokens) < 4 or not all(map(has_han, tokens)):
        return [word]
    starts = range(0, len(tokens) - 1, 2)
    ends = [*starts[1:], len(tokens)]
    return [" " + " ".join(tokens[a:b]) for a, b in zip(starts, ends, strict=True)]


def _new(
    found: list[tuple[float, Entry, list[Match]]], known: set[str]
) -> list[tuple[float, Entry, list[Match]]]:
    fresh = [one for one in found if one[1].document.key not in known]
    known.update(one[1].document.key for one in fresh)
    return fresh


def _mended(index: Index, word: _Word, kinds: tuple[str, ...]) -> _Word:
    """A word with its corrections, unless it is found well as it is."""
    best = _ranked(index, [word], kinds)
    if best and max(points for points, *_ in best) > WORD + IMPORTANT:
        return word
    others = dict.fromkeys(index.vocabulary.near(word.folded, count=_TRIES), True)
    return _Word(word.folded, {**others, **word.others})


def _ranked(
    index: Index, words: list[_Word], kinds: tuple[str, ...]
) -> list[tuple[float, Entry, list[Match]]]:
    """Everything that all words fit, with points."""
    rows = dict.fromkeys(_candidates(index, words, kinds))
    whole = " ".join(word.folded.strip() for word in words)
    scored: list[tuple[float, Entry, list[Match]]] = []
    for row in rows:
        entry = index.entries[row]
        matches = [_best(word, entry) for word in words]
        fits = [one for one in matches if one is not None]
        points = sum(one.points for one in fits) / len(words) if len(fits) == len(words) else 0.0
        if len(words) > 1 and (one := match(" " + whole, entry)) and one.points > points:
            points, fits = one.points, [one]
        if points:
            more = IMPORTANT * entry.document.importance / 100.0
            scored.append((points * worth(entry) + more, entry, fits))
    return scored


def _best(word: _Word, entry: Entry) -> Match | None:
    best = match(word.folded, entry)
    for other, typo in word.others.items():
        found = match(other, entry)
        if found is None:
            continue
        if typo:
            found = found._replace(points=TYPO * found.points, typo=word.folded)
        else:
            found = found._replace(points=READ * found.points, read=squeeze(word.folded))
        if best is None or found.points > best.points:
            best = found
    return best


def _candidates(index: Index, words: list[_Word], kinds: tuple[str, ...]) -> list[int]:
    rows = index.keyed(squeeze("".join(word.folded for word in words)), kinds, count=_FEW)
    if len(words) > 1:
        every = " AND ".join(f"({_any_column(word)})" for word in words)
        called = " AND ".join(f"({_in_columns(word, 'name alias')})" for word in words)
        rows += index.matching(called, kinds, count=_FEW)
        return rows + index.matching(every, kinds, count=_MANY)
    (word,) = words
    for other in word.others:
        rows += index.keyed(squeeze(other), kinds, count=_FEW)
    for column in ("name", "alias", "words"):
        rows += index.matching(_in_columns(word, column), kinds, count=_FEW)
    if read := _in_pinyin(word.folded):
        rows += index.matching(read, kinds, count=_FEW)
    return rows


def _any_column(word: _Word) -> str:
    read = _in_pinyin(word.folded)
    return _in_columns(word, "name alias words") + (f" OR {read}" if read else "")


def _in_columns(word: _Word, columns: str) -> str:
    """FTS5: the word, or what may stand for it, in these columns."""
    phrases = " OR ".join(_phrase(text) for text in (word.folded, *word.others))
    return f"{{{columns}}} : ({phrases})"


def _phrase(folded: str) -> str:
    # A Latin word may go on; a Chinese one ends with its last character anyway.
    return f'"{folded.strip()}"' + ("" if has_han(folded[-1]) else " *")


def _in_pinyin(folded: str) -> str:
    key = squeeze(folded)
    return f'{{read initials}} : "{key}" *' if key.isascii() and len(key) > 1 else ""


def _alike(
    index: Index, words: list[str], kinds: tuple[str, ...]
) -> list[tuple[float, Entry, list[Match]]]:
    """Names that share most of a Chinese text with a wrong character somewhere in it."""
    text = "".join(words)
    key = squeeze(text)
    if not has_han(text) or len(key) < 4:
        return []
    tokens = text.split()
    pairs = {f'"{a} {b}"' for a, b in pairwise(tokens)}
    rows = index.likest(f"{{name alias}} : ({' OR '.join(sorted(pairs))})", kinds, count=_FEW)
    found: list[tuple[float, Entry, list[Match]]] = []
    for row in rows:
        entry = index.entries[row]
        likeness, term = max(
            (
                (fuzz.partial_ratio(key, squeeze(term.folded)), term)
                for term in entry.names
                if len(squeeze(term.folded)) >= len(key)
            ),
            default=(0.0, entry.names[0]),
            key=lambda pair: pair[0],
        )
        if likeness >= _LIKE:
            points = TYPO * likeness * 0.8 * worth(entry)
            one = Match(points, "has", term, term.folded, text)
            found.append((points + IMPORTANT * entry.document.importance / 100.0, entry, [one]))
    return found


def _hit(points: float, entry: Entry, matches: list[Match], locale: str) -> Hit:
    document = entry.document
    name = document.name
    if not locale.startswith("zh"):
        name = next((text.text for text in document.names if text.label == "en"), name)
    marks = sorted({span for one in matches for span in spans(name, one.needle)})
    return Hit(
        document.kind, document.id, name, why(matches, locale), _joined(marks), round(points, 2)
    )


def _joined(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans without overlaps."""
    joined: list[tuple[int, int]] = []
    for begin, end in marks:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def _nearest(
    indexes: Sequence[Index], words: list[str], kinds: tuple[str, ...], *, count: int = 5
) -> tuple[str, ...]:
    """Words to try instead: those of the query that do find something, then the most alike."""
    found: list[str] = []
    for word in words:
        for index in indexes:
            if len(words) > 1 and _candidates(index, [_Word(word)], kinds):
                found.append(typed(word))
            else:
                found += map(typed, index.vocabulary.likest(squeeze(word), count=count))
    return tuple(dict.fromkeys(found))[:count]
