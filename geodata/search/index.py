"""The index: SQLite's FTS5 over folded text, and a sorted list of keys for "is" and "begins with".

Rows are numbered by importance, the most important first. FTS5 gives its rows in that order, so
"the best 60" stops after 60 however many match; that is what keeps a search short at any size.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from geodata.search.document import Document, Text
from geodata.search.fold import fold, initials, pinyin, squeeze
from geodata.search.vocabulary import Vocabulary

# Between two names of one thing, so that no phrase is found across them.
_BREAK = " \ue000"
_COLUMNS = ("name", "alias", "read", "initials", "words")
# Kinds whose names are made of other names: found by those, not by their own pinyin.
_NO_PINYIN = frozenset(
    "indicator resource trade_item industry source finance_fact assumption".split()
)
_LAST = "\U0010ffff"


class Term(NamedTuple):
    """A name or word of a document as it is compared.

    Parameters
    ----------
    label, text : as in `Text`
    folded : see `geodata.search.fold`
    read : pinyin of a name, blank for words
    """

    label: str
    text: str
    folded: str
    read: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Words that stand together, with all of them as one folded text."""

    terms: tuple[Term, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its terms: names, aliases, words."""

    document: Document
    names: tuple[Term, ...]
    words: tuple[Group, ...]


class Index:
    """Documents that can be searched; safe to share between threads.

    Parameters
    ----------
    documents : in any order
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        ranked = sorted(documents, key=lambda one: -one.importance)
        self._names: dict[Text, Term] = {}
        self._words: dict[Text, Term] = {}
        self._groups: dict[int, Group] = {}
        self.entries: list[Entry] = [self._entry(document) for document in ranked]
        self.vocabulary = Vocabulary()
        self._lock = Lock()
        # Shared between Streamlit's threads; the lock keeps them apart.
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._fill()

    def _entry(self, document: Document) -> Entry:
        names = (Text("name", document.name), *document.names, *document.aliases)
        known, make = self._names, _name
        if document.kind in _NO_PINYIN:
            known, make = self._words, _word
        return Entry(
            document,
            tuple(_terms(names, known, make)),
            (self._group(document.words), *map(self._group_once, document.shared)),
        )

    def _group(self, texts: tuple[Text, ...]) -> Group:
        terms = tuple(_terms(texts, self._words, _word))
        return Group(terms, _BREAK.join(term.folded for term in terms))

    def _group_once(self, texts: tuple[Text, ...]) -> Group:
        """The group of words that many documents share; those keep the tuple alive, so its id."""
        group = self._groups.get(id(texts))
        if group is None:
            group = self._groups[id(texts)] = self._group(texts)
        return group

    def _fill(self) -> None:
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute(
            f"CREATE VIRTUAL TABLE docs USING fts5({', '.join(_COLUMNS)}, kind, content='',"
            " tokenize='unicode61 remove_diacritics 0', prefix='3')"
        )
        # All of it is gathered in memory and written in one piece: less to merge now and later.
        self._db.execute("INSERT INTO docs(docs, rank) VALUES ('hashsize', 16777216)")
        self._db.execute("CREATE TABLE keys (key TEXT, row INTEGER, kind TEXT)")
        self._db.executemany(
            "INSERT INTO docs(rowid, name, alias, read, initials, words, kind)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._columns(row, entry) for row, entry in enumerate(self.entries)),
        )
        self._db.executemany(
            "INSERT INTO keys VALUES (?, ?, ?)",
            (
                (key, row, entry.document.kind)
                for row, entry in enumerate(self.entries)
                for key in _keys(entry)
            ),
        )
        self._db.execute("CREATE INDEX by_key ON keys(key, row)")
        self.vocabulary.add_names(self._names.values())
        self.vocabulary.add_words(self._words.values())

    @staticmethod
    def _columns(row: int, entry: Entry) -> tuple[int, str, str, str, str, str, str]:
        main = {"name", "en", "fr", "pt"}
        read = [term.read for term in entry.names if term.read]
        return (
            row,
            _BREAK.join(term.folded for term in entry.names if term.label in main),
            _BREAK.join(term.folded for term in entry.names if term.label not in main),
            " ".join(tail for each in read for tail in tails(each.split())),
            " ".join(tail for each in read for tail in tails(list(initials(each)))),
            _BREAK.join(group.folded for group in entry.words),
            f"kind{entry.document.kind.replace('_', '')}",
        )

    def keyed(self, key: str, kinds: Sequence[str], *, count: int) -> list[int]:
        """Rows one of whose names is `key` or begins with it, in any reading."""
        within, kept = _within(kinds)
        with self._lock:
            exact = self._db.execute(
                f"SELECT DISTINCT row FROM keys WHERE key = ?{within} ORDER BY row LIMIT ?",  # noqa: S608
                (key, *kept, count),
            ).fetchall()
            begins = self._db.execute(
                f"SELECT DISTINCT row FROM keys WHERE key > ? AND key < ?{within}"  # noqa: S608
                " ORDER BY row LIMIT ?",
                (key, key + _LAST, *kept, count),
            ).fetchall()
        return [row for (row,) in exact + begins]

    def matching(self, expression: str, kinds: Sequence[str], *, count: int) -> list[int]:
        """The most important rows that an FTS5 expression matches."""
        return self._match(expression, kinds, "rowid", count)

    def likest(self, expression: str, kinds: Sequence[str], *, count: int) -> list[int]:
        """The rows that an FTS5 expression matches best by BM25."""
        return self._match(expression, kinds, "rank", count)

    def _match(self, expression: str, kinds: Sequence[str], order: str, count: int) -> list[int]:
        if kinds:
            wanted = " OR ".join(f'"kind{fold(kind).replace(" ", "")}"' for kind in kinds)
            expression = f"({expression}) AND {{kind}} : ({wanted})"
        with self._lock:
            found = self._db.execute(
                f"SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY {order} LIMIT ?",  # noqa: S608
                (expression, count),
            ).fetchall()
        return [row for (row,) in found]


def _terms(
    texts: Iterable[Text], known: dict[Text, Term], make: Callable[[Text], Term]
) -> Iterator[Term]:
    """Terms of texts, each made once: a country's names stand around hundreds of things."""
    for text in texts:
        term = known.get(text)
        if term is None:
            term = known[text] = make(text)
        if term.folded:
            yield term


def _word(text: Text) -> Term:
    return Term(text.label, text.text, fold(text.text))


def _name(text: Text) -> Term:
    folded = fold(text.text)
    return Term(text.label, text.text, folded, pinyin(folded))


def tails(parts: list[str]) -> list[str]:
    """``["meng", "ba", "sa"]`` → ``["mengbasa", "basa", "sa"]``: what a prefix query finds."""
    return ["".join(parts[at:]) for at in range(len(parts))]


def _keys(entry: Entry) -> set[str]:
    keys = {squeeze(term.folded) for term in entry.names}
    for term in entry.names:
        if term.read:
            keys.add(squeeze(term.read))
            keys.add(initials(term.read))
    return keys


def _within(kinds: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A condition on kinds, and its values."""
    return (f" AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""), tuple(kinds)
