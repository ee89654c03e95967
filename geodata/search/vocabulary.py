"""All words the index knows, to put typos right, to cut joined words apart, to read pinyin."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.search.fold import fold, has_han, pinyin, squeeze

if TYPE_CHECKING:
    from geodata.search.index import Term

# Words around a thing that are typed by themselves; longer text is prose.
_TYPED = frozenset("kind type region country commodity city capital sector".split())
_LONGEST = 12
_LONGEST_NAME = 32


class Vocabulary:
    """Words by spelling and by pinyin."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def add_names(self, terms: Iterable["Term"]) -> None:
        """Take in names."""
        for term in terms:
            self._take(term.folded)

    def add_words(self, terms: Iterable["Term"]) -> None:
        """Take in those words around things that are typed by themselves."""
        for term in terms:
            if term.label in _TYPED:
                self._take(term.folded)

    def _take(self, folded: str) -> None:
        key = squeeze(folded)
        if len(key) <= _LONGEST_NAME and (len(key) > 1 or has_han(key)):
            self._folded.setdefault(key, folded)
        for part in folded.split():
            if len(part) >= 4 and not has_han(part):
                self._folded.setdefault(part, " " + part)

    def knows(self, key: str) -> bool:
        """Whether a squeezed text is a word."""
        return key in self._folded

    @cached_property
    def _read(self) -> dict[str, list[str]]:
        """Pinyin → words in Han characters that are read so."""
        found: dict[str, list[str]] = defaultdict(list)
        for folded in self._folded.values():
            if len(folded) <= 2 * _LONGEST and has_han(folded):
                found[squeeze(pinyin(folded))].append(folded)
        return dict(found)

    @cached_property
    def _by_length(self) -> dict[tuple[bool, int], list[str]]:
        """Spellings and pinyin, by whether Chinese and length."""
        found: dict[tuple[bool, int], list[str]] = defaultdict(list)
        for key in self._folded:
            found[has_han(key), len(key)].append(key)
        for key in self._read:
            if key not in self._folded:
                found[False, len(key)].append(key)
        return dict(found)

    def read_as(self, key: str) -> list[str]:
        """Words in Han characters whose pinyin is `key`, folded."""
        return self._read.get(key, [])

    def near(self, folded: str, *, count: int = 8) -> list[str]:
        """The words that differ from `folded` by a typo or two, or sound the same, nearest first.

        One letter in three to six, two in more; in Chinese one character in three to five, two
        in more. A typo is a letter too many, too few, wrong, or two changed about (the optimal
        string alignment distance).
        """
        key = squeeze(folded)
        chinese = has_han(key)
        found = self._within(key, _allowed(len(key), chinese), count, chinese=chinese)
        if chinese and (read := squeeze(pinyin(folded))) and len(key) > 1:
            found += [(0.5, word) for word in self.read_as(read)]
            found += self._within(read, 1 if len(read) > 4 else 0, count, chinese=False)
        found.sort(key=lambda pair: pair[0])
        return list(dict.fromkeys(word for _, word in found if word != folded))[:count]

    def _within(
        self, key: str, allowed: int, count: int, *, chinese: bool
    ) -> list[tuple[float, str]]:
        found: list[tuple[float, str]] = []
        if not allowed:
            return found
        for length in range(len(key) - allowed, len(key) + allowed + 1):
            for choice, distance, _ in process.extract(
                key, self._by_length.get((chinese, length), []),
                scorer=OSA.distance, score_cutoff=allowed, limit=count,
            ):  # fmt: skip
                # The first letter is seldom wrong: such words come after the others.
                late = 0.0 if choice[0] == key[0] else 0.6
                found += [(distance + late, word) for word in self._meant(choice)]
        return found

    def _meant(self, choice: str) -> list[str]:
        own = [self._folded[choice]] if choice in self._folded else []
        return own + self.read_as(choice)

    def likest(self, key: str, *, count: int) -> list[str]:
        """Words that are most like `key`, however unlike, nearest first; for "did you mean"."""
        chinese = has_han(key)
        window = [
            choice
            for length in range(max(2, len(key) // 2), 2 * len(key) + 2)
            for choice in self._by_length.get((chinese, length), [])[:2000]
        ]
        found = process.extract(
            key, window, scorer=OSA.normalized_similarity, score_cutoff=0.3, limit=count
        )
        return [word for choice, _, _ in found for word in self._meant(choice)[:1]][:count]

    def cut(self, folded: str) -> list[str]:
        """Cut joined words apart: ``" 南 非 建 行"`` → ``[" 南 非", " 建 行"]``; else empty.

        The fewest words win, and the text must be used up. One character alone counts only
        when it is a word of its own (钴).
        """
        tokens = folded.split()
        best: list[list[str] | None] = [[], *([None] * len(tokens))]
        for end in range(1, len(tokens) + 1):
            for begin in range(max(0, end - _LONGEST), end):
                head = best[begin]
                piece = "".join(tokens[begin:end])
                if head is None or not self._is_word(piece):
                    continue
                kept = best[end]
                if kept is None or len(head) + 1 < len(kept):
                    best[end] = [*head, " " + " ".join(tokens[begin:end])]
        found = best[-1] or []
        return found if len(found) > 1 else []

    def _is_word(self, piece: str) -> bool:
        return piece in self._folded or (piece.isdigit() and len(piece) == 4)


def _allowed(length: int, chinese: bool) -> int:
    """Typos forgiven in a word of so many letters."""
    if chinese:
        return 0 if length < 3 else 1 if length < 6 else 2
    return 0 if length < 4 else 1 if length < 7 else 2


def typed(word: str) -> str:
    """A folded word as it would be typed: without spaces where it is Chinese."""
    return squeeze(word) if has_han(word) else fold(word).strip()
