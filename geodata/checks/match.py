"""Goods to match have evidence that there is, and rules can be run and their sentences filled."""

from collections.abc import Iterator
from string import Formatter
from typing import Final

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.kinds import KINDS
from geodata.match.methods import COMMON, METHODS
from geodata.schema.match import REGIONS

GOOD: Final = "match_good"
RULE: Final = "match_rule"
CODES: Final = ("zh", "en", "fr")


def evidence_exists(context: Context) -> Iterator[Failure]:
    """What shows that Hunan deals in a good is there."""
    for line, cell in context.cells(GOOD, "evidence"):
        for reference in cell.split(";"):
            yield from _lost(context, line, "evidence", reference)


def markets_are_evidence(context: Context) -> Iterator[Failure]:
    """A market is a focus country or a region, named by evidence that there is."""
    countries = context.ids("country")
    for line, cell in context.cells(GOOD, "markets"):
        for each in cell.split(";"):
            reference, _at, named = each.rpartition("@")
            yield from _lost(context, line, "markets", reference)
            if countries is not None and named not in REGIONS and named not in countries:
                yield context.failure(
                    GOOD, line, "markets", named, "不是重点国家，也不是区域",
                    "@ 后写国家代码，或 " + "、".join(REGIONS),
                )  # fmt: skip


def _lost(context: Context, line: int, column: str, reference: str) -> Iterator[Failure]:
    kind, _colon, id = reference.partition(":")
    known = context.ids(kind) if kind in KINDS else frozenset()
    if known is not None and id not in known:
        yield context.failure(
            GOOD, line, column, reference, "没有这个事物", "写成 类别:编号，如 hunan_trade:T084"
        )


def trade_names_occur(context: Context) -> Iterator[Failure]:
    """A word that identifies a good is one that a table uses, or it would never match."""
    columns = {"trade_names": ("trade_item", "name_en"), "project_sectors": ("project", "sector")}
    for column, (kind, field) in columns.items():
        known = {str(value) for value in context.column(kind, field)}
        for line, cell in context.cells(GOOD, column):
            for word in cell.split(";"):
                if known and word not in known:
                    yield context.failure(
                        GOOD, line, column, word,
                        f"{KINDS[kind].table}.csv 的 {field} 里没有这个词",
                        "照那张表的写法，或删去",
                    )  # fmt: skip


def match_rules_can_run(context: Context) -> Iterator[Failure]:
    """A rule's method is known, has the threshold and the target it needs; its goods exist."""
    thresholds = dict(context.cells(RULE, "threshold"))
    targets = dict(context.cells(RULE, "target"))
    for line, name in context.cells(RULE, "method"):
        method = METHODS.get(name)
        if method is None:
            remedy = "写其中之一：" + "、".join(METHODS)
            yield context.failure(RULE, line, "method", name, "没有这种方法", remedy)
            continue
        if method.threshold and line not in thresholds:
            yield context.failure(
                RULE, line, "threshold", "", f"方法 {name} 要有阈值", "补上数值及其单位"
            )
        allowed = _targets(context, method.target)
        if allowed is not None and targets.get(line, "") not in allowed:
            yield context.failure(
                RULE, line, "target", targets.get(line, ""), "没有这个目标",
                "写其中之一：" + "、".join(sorted(allowed)[:12]),
            )  # fmt: skip


def _targets(context: Context, target: str | tuple[str, ...]) -> frozenset[str] | None:
    """What a rule's target may be; `None` where nothing can be said."""
    if not target:
        return None
    if isinstance(target, tuple):
        return frozenset(target)
    if target == "sector":
        return frozenset(str(value) for value in context.column("project", "sector")) or None
    return context.ids(target) or None


def match_rules_can_be_told(context: Context) -> Iterator[Failure]:
    """A sentence names only what its method gives, and the same in every language."""
    methods = dict(context.cells(RULE, "method"))
    first: dict[int, set[str]] = {}
    for code in CODES:
        column = f"sentence_{code}"
        for line, sentence in context.cells(RULE, column):
            method = METHODS.get(methods.get(line, ""))
            if method is None:
                continue
            named = _named(sentence)
            wrong = sorted(named - method.fields - COMMON)
            if wrong:
                remedy = "可用的有：" + "、".join(sorted(method.fields | COMMON))
                yield context.failure(RULE, line, column, wrong[0], "没有这个占位符", remedy)
            elif named != first.setdefault(line, named):
                yield context.failure(
                    RULE, line, column, sentence, "占位符与中文句子不同", "三种语言用同样的占位符"
                )


def _named(sentence: str) -> set[str]:
    """Placeholders of a sentence; the whole of it where its braces do not pair."""
    try:
        return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    except ValueError:
        return {sentence}
