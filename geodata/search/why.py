"""Why a thing was found, as a sentence, in Chinese or English."""

from collections.abc import Sequence
from typing import Final

from geodata.search.fold import has_han
from geodata.search.match import Match
from geodata.search.vocabulary import typed

# Label of a text → what it is called.
LABELS: Final = {
    "name": ("名称", "name"), "en": ("英文名", "English name"), "fr": ("法文名", "French name"),
    "pt": ("葡文名", "Portuguese name"), "alias": ("别名", "alias"),
    "short": ("简称", "short name"),
    "official": ("全称", "official name"), "code": ("代码", "code"), "kind": ("类别", "kind"),
    "type": ("类型", "type"), "region": ("区域", "region"), "country": ("国家", "country"),
    "commodity": ("商品", "commodity"), "city": ("地点", "place"), "capital": ("首都", "capital"),
    "route": ("起讫", "route"), "company": ("单位", "organisation"), "sector": ("主题", "subject"),
    "bloc": ("成员", "member of"), "year": ("时间", "time"), "text": ("内容", "text"),
}  # fmt: skip
_WAYS = {"begins": ("开头", "begins with"), "has": ("含", "contains")}
_LONGEST = 30


def why(matches: Sequence[Match], locale: str) -> str:
    """One clause for each word of the query, each said once."""
    chinese = locale.startswith("zh")
    clauses = dict.fromkeys(_clause(match, chinese) for match in matches)
    return ("；" if chinese else "; ").join(clauses)


def _clause(match: Match, chinese: bool) -> str:
    label = LABELS.get(match.term.label, ("内容", "text"))[0 if chinese else 1]
    text = _short(match)
    quoted = f"“{text}”"
    if match.read:
        read = {"pinyin": ("拼音", "pinyin"), "initials": ("拼音首字母", "pinyin initials")}
        way = read["initials" if match.way == "initials" else "pinyin"][0 if chinese else 1]
        clause = (
            f"{label}{quoted}的{way}“{match.read}”" if chinese
            else f"{way} “{match.read}” of {label} {quoted}"
        )  # fmt: skip
    elif match.way in _WAYS and match.term.label == "name":
        way = _WAYS[match.way][0 if chinese else 1]
        needle = f"“{typed(match.needle)}”"
        chinese_way = f"以{needle}开头" if way == "开头" else f"含{needle}"
        clause = f"{label}{chinese_way}" if chinese else f"{label} {way} {needle}"
    else:
        clause = f"{label}{quoted}" if chinese else f"{label} {quoted}"
    if match.typo:
        said = typed(match.typo)
        clause = f"“{said}”近似{clause}" if chinese else f"“{said}” is close to {clause}"
    return clause


def _short(match: Match) -> str:
    """The text that matched, cut to what stands about the word."""
    text = match.term.text
    if len(text) <= _LONGEST:
        return text
    needle = typed(match.needle)
    at = max(0, text.casefold().find(needle))
    begin = max(0, at - _LONGEST // 3)
    if not has_han(text):
        begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = begin + max(_LONGEST, at - begin + len(needle))
    return ("…" if begin else "") + text[begin:end].strip() + ("…" if end < len(text) else "")
