"""Read the curated tables: CSV in, typed frames out, with every failure named by its line."""

import csv
import io
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from geodata.errors import TableError
from geodata.failures import Failure
from geodata.kinds import KINDS, Kind
from geodata.schema_check import columns_of, schema_failures

_KEPT_BYTES = 100_000
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$")


@dataclass(frozen=True)
class Read:
    """A table as read.

    Parameters
    ----------
    kind : what its rows are
    cells : the cells as text, indexed by the line they stand on
    frame : the same cells in the types of the schema; what cannot be read is blank
    failures : everything wrong with the file by itself
    """

    kind: Kind
    cells: pd.DataFrame
    frame: pd.DataFrame
    failures: tuple[Failure, ...]


def path_of(kind: Kind, tables_dir: Path) -> Path:
    """Where the table of a kind is."""
    return tables_dir / f"{kind.table}.csv"


def read(kind: Kind, tables_dir: Path) -> Read:
    """Read and check one table by itself.

    Raises
    ------
    TableError
        If the file is missing or is not text in UTF-8.
    """
    path = path_of(kind, tables_dir)
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        raise TableError(
            f"缺少数据表 {path.name}",
            where=str(path.parent),
            remedy="补上这个文件（至少要有表头），或检查数据表文件夹的设置 HOA_TABLES_DIR",
        ) from None
    if len(body) > _KEPT_BYTES:
        return _read(kind.name, path.name, body)
    # Frames are copied on write: whoever changes one leaves the kept one as it is.
    kept = _kept(kind.name, path.name, body)
    return replace(kept, cells=kept.cells.copy(deep=False), frame=kept.frame.copy(deep=False))


def _read(name: str, file: str, body: bytes) -> Read:
    kind = KINDS[name]
    cells, failures = _cells(file, body)
    wanted = columns_of(kind.model)
    failures += _header_failures(file, list(cells.columns), list(wanted))
    missing = [name for name in wanted if name not in cells.columns]
    frame, unread = _typed(cells.reindex(columns=list(wanted), fill_value=""), wanted, file)
    failures += unread
    skip = {(f.line, f.column) for f in unread} | {(0, name) for name in missing}
    failures += [
        failure
        for failure in schema_failures(kind.model, frame, file)
        if not {(failure.line, failure.column), (0, failure.column)} & skip
    ]
    return Read(kind, cells, frame, tuple(failures))


# Small tables are checked again and again with the same bytes while one of them is edited.
_kept = lru_cache(maxsize=256)(_read)


def read_all(tables_dir: Path) -> tuple[dict[str, Read], list[Failure]]:
    """Every table that can be read, by kind, and a failure for each that cannot."""
    tables: dict[str, Read] = {}
    failures: list[Failure] = []
    for kind in KINDS.values():
        try:
            tables[kind.name] = read(kind, tables_dir)
        except TableError as error:
            name = path_of(kind, tables_dir).name
            failures.append(Failure(name, 0, "", "", error.what, error.remedy))
    return tables, failures


def _cells(file: str, body: bytes) -> tuple[pd.DataFrame, list[Failure]]:
    """The cells as text, indexed by line; a line of the wrong length is reported and left out."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TableError(
            f"{file} 第 {line} 行不是 UTF-8 编码",
            where=file,
            remedy="在 Excel 中另存为“CSV UTF-8（逗号分隔）”",
        ) from error
    failures: list[Failure] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        failures.append(Failure(file, 1, "", "", "文件开头有 BOM 字符", "另存为不带 BOM 的 UTF-8"))
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    rows: list[list[str]] = []
    lines: list[int] = []
    last = reader.line_num
    for row in reader:
        line, last = last + 1, reader.line_num
        if last > line:
            failures.append(
                Failure(file, line, "", "", "单元格内有换行", "删去单元格里的换行，一行一条事实")
            )
        if len(row) == len(header):
            rows.append(row)
            lines.append(line)
        else:
            what = f"这一行有 {len(row)} 个单元格，表头有 {len(header)} 个" if row else "这是空行"
            how = "检查是否多了或少了逗号、引号" if row else "删去空行"
            failures.append(Failure(file, line, "", "", what, how))
    frame = pd.DataFrame(rows, columns=header, index=pd.Index(lines, dtype="int64"), dtype="str")
    return frame.loc[:, ~frame.columns.duplicated()], failures


def _header_failures(file: str, found: list[str], wanted: list[str]) -> list[Failure]:
    """Columns missing, unknown or out of order."""
    failures = [
        Failure(file, 1, name, "", "缺少这一列", f"在表头补上 {name} 列，不知道的值留空")
        for name in wanted
        if name not in found
    ]
    failures += [
        Failure(file, 1, name, "", "数据模型里没有这一列", "删去这一列，或更正列名的拼写")
        for name in found
        if name not in wanted
    ]
    if not failures and found != wanted:
        order = ",".join(wanted)
        failures.append(Failure(file, 1, "", "", "列的顺序与数据模型不同", f"表头应为 {order}"))
    return failures


def _typed(
    cells: pd.DataFrame, wanted: dict[str, str], file: str
) -> tuple[pd.DataFrame, list[Failure]]:
    """Cells in the types of the schema; one that is no number is blanked and reported."""
    failures: list[Failure] = []
    columns: dict[str, pd.Series] = {}
    for name, dtype in wanted.items():
        text = cells[name]
        if dtype == "str":
            columns[name] = text.mask(text == "").astype("str")
            continue
        bad = (text != "") & ~text.str.match(_NUMBER)
        number = pd.to_numeric(text.mask((text == "") | bad).astype("str"), errors="coerce")
        problem, remedy = "不是数字", "只写数字本身：不要千位逗号、单位、全角字符；不知道就留空"
        if dtype == "Int64":
            bad |= number.notna() & (number % 1 != 0)
            problem, remedy = "不是整数", "写整数；不知道就留空"
            columns[name] = number.mask(bad).astype("Int64")
        else:
            columns[name] = number.astype("float64")
        failures += [
            Failure(file, int(line), name, str(value), problem, remedy)
            for line, value in text[bad].items()
            if isinstance(line, int)
        ]
    return pd.DataFrame(columns, index=cells.index), failures
