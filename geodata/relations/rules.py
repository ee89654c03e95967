"""The rules by which relations are found: rows of a table, with thresholds an office may set."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

import pandas as pd

from geodata.errors import UsageError

LANGUAGES: Final = ("zh", "en", "fr")
PLACEHOLDERS: Final = ("subject", "object", "km", "via", "shared")
_WHERE = re.compile(r"^([a-z0-9_]+)(!?=)(.+)$")


class Words(NamedTuple):
    """One text in three languages."""

    zh: str
    en: str
    fr: str

    @classmethod
    def same(cls, text: str) -> "Words":
        """The same text in every language: a name that the sources have in one only."""
        return cls(text, text, text)


class Where(NamedTuple):
    """A condition on a column: its cell is, or is not, one of some words."""

    column: str
    is_one: bool
    values: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> "Where | None":
        """Read ``column=a|b`` or ``column!=a|b``; `None` when it has no such form."""
        found = _WHERE.match(text)
        if not found:
            return None
        column, sign, values = found.groups()
        return cls(column, sign == "=", frozenset(values.split("|")))

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows that meet the condition; a blank cell is none of any words."""
        met = frame[self.column].isin(list(self.values))
        return frame[met if self.is_one else ~met]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word for how a subject stands to an object, and the word read backwards."""

    name: str
    inverse: str
    names: Words
    inverse_names: Words
    symmetric: bool
    weight: float
    subjects: frozenset[str]
    objects: frozenset[str]

    def allows(self, subject_kind: str, object_kind: str) -> bool:
        """Whether the word may stand between two kinds; none listed means any."""
        return (not self.subjects or subject_kind in self.subjects) and (
            not self.objects or object_kind in self.objects
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of rules; see `geodata.schema.relation.RelationRule`."""

    id: str
    method: str
    subjects: tuple[str, ...]
    columns: tuple[str, ...]
    subject_where: Where | None
    predicate: str
    objects: tuple[str, ...]
    object_columns: tuple[str, ...]
    object_where: Where | None
    scope: str | None
    basis: str
    threshold: float | None
    most: int | None
    strength: float
    reasons: Words

    @property
    def limit(self) -> float:
        """The threshold; no limit where there is none."""
        return float("inf") if self.threshold is None else self.threshold


def read_predicates(frame: pd.DataFrame) -> dict[str, Predicate]:
    """Predicates by their word, forward words only."""
    found = {}
    for row in _records(frame):
        found[row["predicate"]] = Predicate(
            row["predicate"],
            row["inverse"],
            Words(*(row[f"name_{language}"] for language in LANGUAGES)),
            Words(*(row[f"inverse_{language}"] for language in LANGUAGES)),
            row["symmetric"] == "yes",
            float(row["weight"]),
            frozenset(_split(row["subject_kinds"])),
            frozenset(_split(row["object_kinds"])),
        )
    return found


def inverses(predicates: Mapping[str, Predicate]) -> dict[str, str]:
    """The forward word of each word that only reads backwards."""
    return {each.inverse: name for name, each in predicates.items() if not each.symmetric}


def read_rules(frame: pd.DataFrame, thresholds: Mapping[str, float] | None = None) -> list[Rule]:
    """The rules in the order of the table.

    Parameters
    ----------
    frame : table of rules
    thresholds : rule id → threshold that takes the place of the table's

    Raises
    ------
    UsageError
        If a threshold is given for a rule that does not exist or has none.
    """
    rules = [_rule(row) for row in _records(frame)]
    given = dict(thresholds or {})
    settable = [rule.id for rule in rules if rule.threshold is not None]
    for name, value in given.items():
        if name not in settable:
            close = difflib.get_close_matches(name, settable, n=3, cutoff=0.3) or settable
            raise UsageError(
                f"HOA_RULE_THRESHOLDS 里的“{name}”不是有阈值的关联规则",
                remedy="可写：" + "、".join(close),
            )
        if not value >= 0:
            raise UsageError(
                f"HOA_RULE_THRESHOLDS 里“{name}”的阈值 {value} 不可用", remedy="写不小于 0 的数"
            )
    return [
        rule if rule.id not in given else replace(rule, threshold=float(given[rule.id]))
        for rule in rules
    ]


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(
        id=row["rule_id"],
        method=row["method"],
        subjects=_split(row["subject_kinds"]),
        columns=_split(row["column"]),
        subject_where=_where(row["subject_where"]),
        predicate=row["predicate"],
        objects=_split(row["object_kinds"]),
        object_columns=_split(row["object_column"]),
        object_where=_where(row["object_where"]),
        scope=_text(row["scope"]),
        basis=row["basis"],
        threshold=None if pd.isna(row["threshold"]) else float(row["threshold"]),
        most=None if pd.isna(row["most"]) else int(row["most"]),
        strength=float(row["strength"]),
        reasons=Words(*(row[f"reason_{language}"] for language in LANGUAGES)),
    )


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = frame.to_dict("records")  # type: ignore[assignment]
    return records


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _split(value: object) -> tuple[str, ...]:
    return tuple(value.split(";")) if isinstance(value, str) and value else ()


def _where(value: object) -> Where | None:
    return Where.parse(value) if isinstance(value, str) and value else None
