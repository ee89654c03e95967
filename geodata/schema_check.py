"""Check a typed frame against its pandera model and say in Chinese what each failure means."""

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from geodata.failures import Failure
from geodata.schema import _base
from geodata.schema._base import Table

_PATTERNS = {
    _base.PARTIAL_DATE: ("不是日期", "写成 2024、2024-06 或 2024-06-30"),
    _base.ISO3: ("不是三位国家代码", "写 ISO 3166-1 三位大写代码，如 COD"),
    _base.SLUG: ("编号格式不对", "只用小写字母、数字和连字符，如 rare-earths"),
    _base.ID_LIST: ("不是用分号隔开的编号", "写成 a;b;c，中间不留空格"),
}

# Checks of whole rows, by the name they have in the schema.
_TABLE_CHECKS = {
    "point_complete": (
        "坐标与定位精度不一致",
        "lat 与 lon 同时填写，或同时留空并把 precision 写为 unknown",
    ),
    "amount_with_unit": (
        "数值与单位不成对",
        "产量、储量有数值就写单位，没有数值就把单位也留空",
    ),
}


@cache
def _schema(model: type[Table]) -> pa.DataFrameSchema:
    """The model in the types of the frames: whole numbers may be blank, text is ``str``."""
    schema = model.to_schema()
    return schema.update_columns(
        {name: {"dtype": _dtype(str(column.dtype))} for name, column in schema.columns.items()}
    )


def _dtype(declared: str) -> str:
    # Pandera shows a dtype as int64 or Int64 depending on whether it was replaced already.
    return {"int64": "Int64", "Int64": "Int64", "float64": "float64"}.get(declared, "str")


def columns_of(model: type[Table]) -> dict[str, str]:
    """Column names in the order of the files, each with ``str``, ``float64`` or ``Int64``.

    A table begins with its own columns; those it shares with others come after.
    """
    schema = _schema(model)
    own_first = [
        name
        for family in model.__mro__
        for name in getattr(family, "__annotations__", {})
        if name in schema.columns
    ]
    return {name: _dtype(str(schema.columns[name].dtype)) for name in dict.fromkeys(own_first)}


def schema_failures(model: type[Table], frame: pd.DataFrame, file: str) -> list[Failure]:
    """All failures of the model's own checks; the frame's index holds the line numbers."""
    if frame.empty:
        return []  # the header is checked apart, and there is nothing else to check
    try:
        _schema(model).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as caught:
        failures = {
            failure: None for error in caught.schema_errors for failure in _explain(error, file)
        }
        return sorted(failures, key=lambda failure: (failure.line, failure.column))
    return []


def _explain(error: pa.errors.SchemaError, file: str) -> list[Failure]:
    """One failure for each line that a check rejects."""
    column = "" if isinstance(error.schema, pa.DataFrameSchema) else str(error.schema.name)
    problem, remedy = _words(error.reason_code, error.check)
    cases = error.failure_cases
    if not isinstance(cases, pd.DataFrame):
        return [Failure(file, 0, column, str(cases), problem, remedy)]
    found: dict[Failure, None] = {}
    for line, value in zip(cases["index"], cases["failure_case"], strict=True):
        shown = "" if not column or pd.isna(value) else str(value)
        found[Failure(file, _line(line), column, shown, problem, remedy)] = None
    return list(found)


def _line(index: Hashable) -> int:
    return int(str(index)) if index is not None and not pd.isna(index) else 0  # type: ignore[call-overload]


def _words(reason: Any, check: Any) -> tuple[str, str]:
    """What went wrong and what to do, in the keeper's words."""
    name = getattr(reason, "name", "")
    if name == "SERIES_CONTAINS_NULLS":
        return "必填项为空", "补上这个值；若确实不知道，这一行就还不能进表"
    if name == "SERIES_CONTAINS_DUPLICATES":
        return "编号重复", "每行编号必须唯一：删去重复的行，或改用新编号"
    if not isinstance(check, pa.Check):
        return f"不符合数据模型（{check}）", "对照 geodata/schema 中该表的定义修改"
    if check.name in _TABLE_CHECKS:
        return _TABLE_CHECKS[check.name]
    limits: Mapping[str, Any] = check.statistics or {}
    match check.name:
        case "isin":
            return "不在允许的取值内", "改为其中之一：" + "、".join(limits["allowed_values"])
        case "str_matches":
            pattern = getattr(limits["pattern"], "pattern", limits["pattern"])
            return _PATTERNS.get(pattern, ("格式不对", f"应符合 {pattern}"))
        case "str_length":
            return "必填项为空", "补上这个值"
        case "in_range":
            low, high = limits["min_value"], limits["max_value"]
            return "超出允许范围", f"应在 {low} 到 {high} 之间"
        case "greater_than":
            return "数值太小", f"应大于 {limits['min_value']}"
        case "greater_than_or_equal_to":
            return "数值太小", f"应不小于 {limits['min_value']}"
        case "less_than_or_equal_to":
            return "数值太大", f"应不大于 {limits['max_value']}"
    return f"不符合规则（{check.error or check.name}）", "对照 geodata/schema 中该表的定义修改"
