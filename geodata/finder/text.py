"""A query as text, short enough for an address: ``cobalt;dta=in-force;park~rail<=200``.

    query     := group (";" group)*            every group holds
    group     := condition ("|" condition)*    any of them holds
    condition := thing ["~" thing] [test]
    thing     := name [":" subject]
    test      := "=" value ("," value)* | ">=" number | "<=" number | "=" number ".." number

A blank query has no conditions and every country fulfils it.
"""

import math
import re
import unicodedata
from typing import Final

from geodata.errors import UsageError
from geodata.finder.fields import settled
from geodata.finder.model import MOST, Condition, Query
from geodata.store import Store

LONGEST: Final = 2000
_FORM: Final = "写成 cobalt;dta=in-force;park~rail<=200：分号为“且”，竖线为“或”"
_SIGNS: Final = str.maketrans({"；": ";", "，": ",", "：": ":", "｜": "|", "～": "~", "＝": "=",
                               "≥": "≥", "＞": ">", "＜": "<"})  # fmt: skip
_WORD: Final = r"[^\s;|~:=<>,]+(?: [^\s;|~:=<>,]+)*"
_CONDITION: Final = re.compile(
    rf"(?P<field>{_WORD})(?::(?P<subject>{_WORD}))?"
    rf"(?:\s*~\s*(?P<near>{_WORD}(?::{_WORD})?))?"
    r"(?:\s*(?P<op>>=|<=|=)\s*(?P<value>[^;|~=<>]+))?"
)
_NUMBER: Final = re.compile(r"([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*(%|万|亿|k|M|B)?")
_FACTORS: Final = {"": 1.0, "%": 1.0, "万": 1e4, "亿": 1e8, "k": 1e3, "M": 1e6, "B": 1e9}


def parse(text: str, store: Store | None = None) -> Query:
    """The query that a text says.

    Parameters
    ----------
    text : as in the module's grammar; full-width signs and ≥ ≤ are understood
    store : with a release, names are looked up in it (names of any language become ids), and
        values must make sense for their fields

    Raises
    ------
    UsageError
        If the text is no query; it names the part, its place, and the nearest names.
    """
    if len(text) > LONGEST:
        raise UsageError(f"条件文字超过 {LONGEST} 字", remedy="减少条件后再试")
    cleaned = unicodedata.normalize("NFC", text).translate(_SIGNS)
    cleaned = cleaned.replace("≥", ">=").replace("≤", "<=")
    cleaned = cleaned.strip().strip(";").strip()
    if not cleaned:
        return Query()
    number = 0
    groups = []
    for part in cleaned.split(";"):
        group = []
        for each in part.split("|"):
            number += 1
            group.append(_settled(_condition(each.strip(), number), number, store))
        groups.append(tuple(group))
    if number > MOST:
        raise UsageError(f"共 {number} 个条件，最多 {MOST} 个", remedy="去掉一些条件后再试")
    return Query(tuple(groups))


def _settled(condition: Condition, number: int, store: Store | None) -> Condition:
    return condition if store is None else settled(store, condition, f"第 {number} 个条件")


def _condition(text: str, number: int) -> Condition:
    where = f"第 {number} 个条件“{text}”"
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UsageError("读不懂这个条件", where=where, remedy=_FORM)
    field, subject, near = found["field"], found["subject"] or "", found["near"] or ""
    op, value = found["op"], found["value"]
    if op is None:
        return Condition(field, subject, near)
    if op == "=" and ".." in value:
        low, high = (_number(part, where) for part in value.split("..", 1))
        if low > high:
            raise UsageError("区间的下限大于上限", where=where, remedy="小数在前，大数在后")
        return Condition(field, subject, near, "between", low=low, high=high)
    if op == "=":
        values = tuple(part.strip() for part in value.split(","))
        if not all(values):
            raise UsageError("等号后有空的取值", where=where, remedy=_FORM)
        return Condition(field, subject, near, "in", tuple(dict.fromkeys(values)))
    figure = _number(value, where)
    if op == ">=":
        return Condition(field, subject, near, "ge", low=figure)
    return Condition(field, subject, near, "le", high=figure)


def _number(text: str, where: str) -> float:
    found = _NUMBER.fullmatch(text.strip())
    figure = float(found[1]) * _FACTORS[found[2] or ""] if found else math.nan
    if not math.isfinite(figure):
        raise UsageError(f"“{text.strip()}”不是数字", where=where, remedy="写成 200、3.5 或 50亿")
    return figure


def format_query(query: Query) -> str:
    """The text that `parse` reads as this query."""
    return ";".join("|".join(format_condition(each) for each in group) for group in query.groups)


def format_condition(condition: Condition) -> str:
    """One condition as `parse` reads it."""
    text = condition.field + (f":{condition.subject}" if condition.subject else "")
    text += f"~{condition.near}" if condition.near else ""
    low, high = plain(condition.low), plain(condition.high)
    match condition.op:
        case "in":
            return f"{text}={','.join(condition.values)}"
        case "ge":
            return f"{text}>={low}"
        case "le":
            return f"{text}<={high}"
        case "between":
            return f"{text}={low}..{high}"
    return text


def plain(figure: float | None) -> str:
    """A number as short as it can be read back exactly."""
    if figure is None:
        return ""
    if figure.is_integer() and abs(figure) < 1e15:
        return str(int(figure))
    return repr(figure)
