"""Text as it is compared: one case, no accents, simplified characters, tokens between spaces.

A folded text is ``" token token …"``, each token one Han character or one run of other letters
and digits. A phrase is therefore found by plain ``in``, never across half a Latin word at its
beginning, and ``startswith`` is "begins with".
"""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

# Beyond this nobody searches by name; longer text is cut, not refused.
MAX_QUERY = 100
# Syllables of a name that are worth typing in pinyin.
MAX_SYLLABLES = 24

_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA_HANGUL = r"\u3040-\u30ff\uac00-\ud7af"
_TOKEN = re.compile(f"[{_HAN}{_KANA_HANGUL}]|[^\\W_{_HAN}{_KANA_HANGUL}]+")
_HAN_ONLY = re.compile(f"[{_HAN}]+")
_SIMPLIFIED = OpenCC("t2s")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})


def plain_letters(text: str) -> str:
    """`text` in lower case without accents, in simplified characters, punctuation kept."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    if apart != text:
        kept = "".join(char for char in apart if not unicodedata.combining(char))
        # Hangul came apart too; it is put together again.
        text = unicodedata.normalize("NFKC", kept.translate(_LETTERS))
    return simplified(text)


def simplified(text: str) -> str:
    """`text` with traditional characters made simplified."""
    if not _HAN_ONLY.search(text):
        return text
    # A lone surrogate is no text and cannot be handed to the library.
    return str(_SIMPLIFIED.convert(text.encode("utf-8", "ignore").decode("utf-8")))


def fold(text: str) -> str:
    """`text` as it is compared; see the module."""
    tokens = _TOKEN.findall(plain_letters(text))
    return " " + " ".join(tokens) if tokens else ""


def squeeze(folded: str) -> str:
    """A folded text without its spaces: what an exact match compares."""
    return folded.replace(" ", "")


def has_han(text: str) -> bool:
    """Whether any character is Chinese."""
    return _HAN_ONLY.search(text) is not None


def words_of(text: str) -> list[str]:
    """The words of a query as typed between spaces and punctuation, each folded.

    Han characters and Latin letters that touch stay one word: ``C1通道``, ``E01``.
    """
    cut = plain_letters(text[: 4 * MAX_QUERY])[:MAX_QUERY]
    return [folded for part in re.split(r"[\s,，、;；|+/]+", cut) if (folded := fold(part))]


@lru_cache(maxsize=100_000)
def pinyin(folded: str) -> str:
    """The Han characters of a folded text in pinyin, ``" meng ba sa"``; blank without any.

    Parameters
    ----------
    folded : a folded text; only its first `MAX_SYLLABLES` Han characters count
    """
    han = "".join(_HAN_ONLY.findall(folded))[:MAX_SYLLABLES]
    if not han:
        return ""
    # ü is typed u or v; one of them is enough when queries are treated the same.
    # Its dictionary takes a quarter of a second, which who never searches need not wait for.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    read = [s.replace("ü", "v") for s in lazy_pinyin(han, style=Style.NORMAL, errors="ignore")]
    return " " + " ".join(read) if read else ""


def initials(read: str) -> str:
    """The first letters of pinyin syllables: ``" meng ba sa"`` → ``"mbs"``."""
    return "".join(syllable[0] for syllable in read.split())


def spans(text: str, needle: str) -> list[tuple[int, int]]:
    """Where in `text` the folded `needle` stands, as (start, end) in characters of `text`.

    Parameters
    ----------
    text : as shown
    needle : folded; its spaces do not count
    """
    wanted = squeeze(needle)
    if not wanted:
        return []
    letters: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        for letter in squeeze(fold(char)):
            letters.append(letter)
            origin.append(at)
    flat = "".join(letters)
    found: list[tuple[int, int]] = []
    begin = flat.find(wanted)
    while begin >= 0:
        end = begin + len(wanted)
        inside = not has_han(wanted[0]) and _inside_word(text, origin[begin])
        if not inside:
            found.append((origin[begin], _closed(text, origin[begin], origin[end - 1] + 1)))
        begin = flat.find(wanted, end)
    return found


def _closed(text: str, begin: int, end: int) -> int:
    """The end of a marked piece, with the bracket that closes one opened in it."""
    opened = any(char in text[begin:end] for char in "（(")
    return end + (opened and text[end : end + 1] in ("）", ")"))


def _inside_word(text: str, at: int) -> bool:
    """Whether the letter at `at` continues a Latin word or number."""
    return at > 0 and text[at - 1].isalnum() and not has_han(text[at - 1])
