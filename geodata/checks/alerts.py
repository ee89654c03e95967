"""Rules of alerts can be run, their sentences filled; notices are about things that there are."""

from collections.abc import Iterator
from string import Formatter
from typing import Any

from geodata.alerts.methods import COMMON, METHODS
from geodata.alerts.model import LOCALES
from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.kinds import KINDS

RULE = "alert_rule"
TREATIES = ("dta", "bit")
# Method → kind whose ids its target is one of.
TARGETS = {
    "membership-ends": "bloc", "membership-ended": "bloc",
    "indicator-at-least": "indicator_term", "indicator-at-most": "indicator_term",
}  # fmt: skip


def rules_can_run(context: Context) -> Iterator[Failure]:
    """A rule's method is known and has the threshold and the target that it needs."""
    targets = dict(context.cells(RULE, "target"))
    thresholds = dict(context.cells(RULE, "threshold"))
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
        if method.target and line not in targets:
            yield context.failure(
                RULE, line, "target", "", f"方法 {name} 要有目标", "写它看的名单、指标、状态或类别"
            )


def rule_kinds_known(context: Context) -> Iterator[Failure]:
    """The kind that a rule is about is one that there is."""
    for line, kind in context.cells(RULE, "subject_kind"):
        if kind not in KINDS:
            yield context.failure(
                RULE, line, "subject_kind", kind, "没有这一类事物",
                "写其中之一：" + "、".join(KINDS),
            )  # fmt: skip


def rule_targets_exist(context: Context) -> Iterator[Failure]:
    """What a rule looks for is there: a bloc, an indicator, a treaty, a status, a kind."""
    methods = dict(context.cells(RULE, "method"))
    subjects = dict(context.cells(RULE, "subject_kind"))
    for line, target in context.cells(RULE, "target"):
        allowed = _targets(context, methods.get(line, ""), subjects.get(line, ""))
        if allowed is None:
            continue
        for word in target.split(";"):
            if word not in allowed:
                remedy = "写其中之一：" + "、".join(sorted(allowed)[:12])
                yield context.failure(RULE, line, "target", word, "没有这个目标", remedy)


def _targets(context: Context, method: str, subject: str) -> frozenset[str] | None:
    """What may be a target, or `None` where anything may."""
    if method in TARGETS:
        return context.ids(TARGETS[method])
    if method.startswith("treaty-"):
        return frozenset(TREATIES)
    if method == "facts-old":
        return frozenset(KINDS)
    if method == "status-is" and subject in KINDS:
        return _statuses(subject)
    return None


def _statuses(kind: str) -> frozenset[str]:
    """The words that a kind's status may be."""
    column = KINDS[kind].model.to_schema().columns.get("status")
    checks: list[Any] = column.checks if column is not None else []
    words = [check.statistics["allowed_values"] for check in checks if check.name == "isin"]
    return frozenset(words[0]) if words else frozenset()


def sentences_can_be_filled(context: Context) -> Iterator[Failure]:
    """A sentence names only what its method gives, and the same in every language."""
    methods = dict(context.cells(RULE, "method"))
    first: dict[int, set[str]] = {}
    for code in LOCALES:
        column = f"sentence_{code}"
        for line, sentence in context.cells(RULE, column):
            method = METHODS.get(methods.get(line, ""))
            if method is None:
                continue
            named = _named(sentence)
            if named is None:
                yield context.failure(
                    RULE, line, column, sentence, "花括号不成对", "写成如 {country}，左右各一个"
                )
                continue
            may = method.fields | COMMON
            for word in sorted(named - may):
                remedy = "可用的有：" + "、".join(sorted(may))
                yield context.failure(RULE, line, column, word, "没有这个占位符", remedy)
            if named != first.setdefault(line, named):
                yield context.failure(
                    RULE, line, column, sentence, "占位符与中文句子不同", "三种语言用同样的占位符"
                )


def _named(sentence: str) -> set[str] | None:
    """Placeholders of a sentence; `None` where its braces do not pair or hold more than a name."""
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        return None
    if any(name is not None and (not name.isidentifier() or spec) for _, name, spec, _ in parts):
        return None
    return {name for _, name, _, _ in parts if name}


def notices_are_about_something(context: Context) -> Iterator[Failure]:
    """The entity that a notice names is there, and a notice concerns something."""
    kind_of = "alert"
    subjects = dict(context.cells(kind_of, "subject"))
    others = [dict(context.cells(kind_of, name)) for name in ("linked_iso3", "corridor_ids")]
    for line, _id in context.cells(kind_of, "alert_id"):
        if line not in subjects and not any(line in other for other in others):
            yield context.failure(
                kind_of, line, "linked_iso3", "", "没有写涉及哪里",
                "写 linked_iso3、corridor_ids 或 subject 中的至少一项",
            )  # fmt: skip
    for line, subject in subjects.items():
        kind, _colon, id = subject.partition(":")
        known = context.ids(kind) if kind in KINDS else frozenset()
        if known is not None and id not in known:
            yield context.failure(
                kind_of, line, "subject", subject, "没有这个事物", "写成 类别:编号，如 country:KEN"
            )
