"""Stated links lead from one thing to another, and rules say what can be understood."""

import difflib
import string
from collections.abc import Collection, Iterator
from typing import Final

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.kinds import KINDS
from geodata.relations.rules import (
    LANGUAGES,
    PLACEHOLDERS,
    Predicate,
    Where,
    inverses,
    read_predicates,
)
from geodata.schema_check import columns_of

# Methods that read the rule's column, and those that measure and so need a threshold.
READS: Final = frozenset(("column", "same", "goods", "named"))
MEASURES: Final = frozenset(("crosses", "near", "road", "reach"))
# Methods whose kinds need a point.
_PLACED: Final = frozenset(("near", "road"))
_SIDES: Final = (
    ("subject_kinds", "column", "subject_where"),
    ("object_kinds", "object_column", "object_where"),
)


def predicates_agree(context: Context) -> Iterator[Failure]:
    """No word means two things: an inverse is no other word, a symmetric word is its own."""
    words = dict(context.cells("predicate", "predicate"))
    symmetric = dict(context.cells("predicate", "symmetric"))
    taken: dict[str, int] = {word: line for line, word in words.items()}
    for line, inverse in context.cells("predicate", "inverse"):
        word = words.get(line, "")
        if (inverse == word) != (symmetric.get(line) == "yes"):
            yield context.failure(
                "predicate", line, "inverse", inverse, "与 symmetric 不符",
                "对称的词 inverse 写它自己，不对称的写另一个词",
            )  # fmt: skip
        elif inverse != word and inverse in taken:
            yield context.failure(
                "predicate", line, "inverse", inverse, f"与第 {taken[inverse]} 行的词相同",
                "换一个没有用过的词",
            )  # fmt: skip
        taken.setdefault(inverse, line)
    for column in ("subject_kinds", "object_kinds"):
        yield from _unknown_words(context, "predicate", column, KINDS, "类别")


def links_lead_somewhere(context: Context) -> Iterator[Failure]:
    """Both ends of a stated link exist and are two things."""
    ends: dict[str, dict[int, tuple[str, str]]] = {}
    for end in ("subject", "object"):
        kinds = dict(context.cells("link", f"{end}_kind"))
        own = ends.setdefault(end, {})
        for line, id in context.cells("link", f"{end}_id"):
            kind = kinds.get(line, "")
            own[line] = (kind, id)
            if kind not in KINDS:
                yield context.failure(
                    "link", line, f"{end}_kind", kind, "没有这一类事物",
                    _meant(kind, KINDS, "写其中之一：" + "、".join(KINDS)),
                )  # fmt: skip
                continue
            known = context.ids(kind)
            if known is not None and id not in known:
                table = f"{KINDS[kind].table}.csv"
                remedy = f"在 {table} 中补上它，或更正编号"
                yield context.failure(
                    "link", line, f"{end}_id", id, f"在 {table} 中不存在", _meant(id, known, remedy)
                )
    for line, one in ends["subject"].items():
        if ends["object"].get(line) == one:
            yield context.failure(
                "link",
                line,
                "object_id",
                one[1],
                "与主语是同一个事物",
                "写另一端的编号，或删去这一行",
            )


def links_say_what_is_known(context: Context) -> Iterator[Failure]:
    """The word of a stated link is a predicate, read forwards or backwards, fit for both kinds."""
    if context.ids("predicate") is None:
        return
    words = _predicates(context)
    backwards = inverses(words)
    kinds = {end: dict(context.cells("link", f"{end}_kind")) for end in ("subject", "object")}
    said: dict[tuple[str, ...], int] = {}
    ids = {end: dict(context.cells("link", f"{end}_id")) for end in ("subject", "object")}
    for line, word in context.cells("link", "predicate"):
        predicate = words.get(backwards.get(word, word))
        if predicate is None:
            yield context.failure(
                "link", line, "predicate", word, "在 predicates.csv 中不存在",
                _meant(word, [*words, *backwards], "写 predicates.csv 里的词，或在那里补上它"),
            )  # fmt: skip
            continue
        here, there = kinds["subject"].get(line, ""), kinds["object"].get(line, "")
        if word != predicate.name:
            here, there = there, here
        if not _allowed(predicate, here, there):
            yield context.failure(
                "link", line, "predicate", word, f"不能用在 {here} 与 {there} 之间",
                f"主语可为 {_kinds(predicate.subjects)}，宾语可为 {_kinds(predicate.objects)}",
            )  # fmt: skip
        key = (here, ids["subject"].get(line, ""), word, there, ids["object"].get(line, ""))
        before = said.setdefault(key, line)
        if before != line:
            yield context.failure(
                "link", line, "predicate", word, f"与第 {before} 行说的是同一关联", "删去重复的一行"
            )


def rules_are_complete(context: Context) -> Iterator[Failure]:
    """A rule has a known predicate, and the column or threshold that its method needs."""
    kind = "relation_rule"
    words = _predicates(context)
    known = [*words, *inverses(words)]
    columns = dict(context.cells(kind, "column"))
    thresholds = dict(context.cells(kind, "threshold"))
    for line, word in context.cells(kind, "predicate"):
        if word not in known:
            yield context.failure(
                kind, line, "predicate", word, "在 predicates.csv 中不存在",
                _meant(word, known, "写 predicates.csv 里的词，或在那里补上它"),
            )  # fmt: skip
    for line, method in context.cells(kind, "method"):
        if method in READS and line not in columns:
            yield context.failure(
                kind, line, "column", "", f"方法 {method} 要读一列", "写列名，几列用分号隔开"
            )
        if method in MEASURES and line not in thresholds:
            yield context.failure(
                kind, line, "threshold", "", f"方法 {method} 要有阈值", "写公里数，unit 写 km"
            )


def rules_name_what_exists(context: Context) -> Iterator[Failure]:
    """The kinds of a rule exist, and its columns and conditions are of these kinds."""
    kind = "relation_rule"
    methods = dict(context.cells(kind, "method"))
    for kinds_column, column, where in _SIDES:
        yield from _unknown_words(context, kind, kinds_column, KINDS, "类别")
        named = {line: cell.split(";") for line, cell in context.cells(kind, kinds_column)}
        known = {line: _columns(kinds) for line, kinds in named.items()}
        for line, cell in context.cells(kind, column):
            for name in set(cell.split(";")) - known.get(line, set()):
                yield context.failure(
                    kind, line, column, name, "这些类别都没有这一列",
                    _meant(name, known.get(line, ()), "写列名"),
                )  # fmt: skip
        for line, cell in context.cells(kind, where):
            found = Where.parse(cell)
            if found is None or found.column not in known.get(line, set()):
                yield context.failure(
                    kind, line, where, cell, "不是可用的条件", "写成 列名=值|值 或 列名!=值|值"
                )
        for line, kinds in named.items():
            for each in kinds if methods.get(line) in _PLACED else ():
                if each in KINDS and not KINDS[each].placed:
                    yield context.failure(
                        kind, line, kinds_column, each, "没有坐标，不能量距离", "去掉这一类"
                    )


def reasons_can_be_told(context: Context) -> Iterator[Failure]:
    """The sentences of a rule name only what can be filled in, the same in every language."""
    kind = "relation_rule"
    told: dict[int, dict[str, set[str]]] = {}
    for language in LANGUAGES:
        column = f"reason_{language}"
        for line, text in context.cells(kind, column):
            try:
                names = {
                    name for _, name, _, _ in string.Formatter().parse(text) if name is not None
                }
            except ValueError:
                yield context.failure(kind, line, column, text, "花括号不成对", "改正句子")
                continue
            told.setdefault(line, {})[language] = names
            for name in sorted(names - set(PLACEHOLDERS)):
                yield context.failure(
                    kind, line, column, f"{{{name}}}", "不是可填的词",
                    "可填的有：" + "、".join(f"{{{each}}}" for each in PLACEHOLDERS),
                )  # fmt: skip
    for line, sentences in told.items():
        having = [language for language, own in sentences.items() if "km" in own]
        if having and len(having) < len(sentences):
            yield context.failure(
                kind, line, "reason_zh", "{km}", "不是每种语言的句子都有它", "三种语言写同样的内容"
            )


def _predicates(context: Context) -> dict[str, Predicate]:
    frame = context.frame("predicate")
    whole = set(columns_of(KINDS["predicate"].model)) <= set(frame.columns)
    return read_predicates(frame) if whole else {}


def _allowed(predicate: Predicate, here: str, there: str) -> bool:
    if predicate.allows(here, there):
        return True
    return predicate.symmetric and predicate.allows(there, here)


def _columns(kinds: list[str]) -> set[str]:
    return {column for kind in kinds if kind in KINDS for column in columns_of(KINDS[kind].model)}


def _kinds(kinds: Collection[str]) -> str:
    return "、".join(kind for kind in KINDS if kind in kinds) or "任何类别"


def _meant(word: str, known: Collection[str], remedy: str) -> str:
    close = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.6)
    return f"{remedy}；是否应为 {'、'.join(close)}" if close else remedy


def _unknown_words(
    context: Context, kind: str, column: str, known: Collection[str], what: str
) -> Iterator[Failure]:
    for line, cell in context.cells(kind, column):
        for word in cell.split(";"):
            if word not in known:
                yield context.failure(
                    kind,
                    line,
                    column,
                    word,
                    f"没有这一{what}",
                    _meant(word, known, "写 kinds.py 里的类别名"),
                )
