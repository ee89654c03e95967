"""Reading tables: types, blanks, lines, and what is said about each way a file can be wrong."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import TableError, ValidationError
from geodata.failures import Failure, errors
from geodata.kinds import KINDS
from geodata.schema._base import PARTIAL_DATE
from geodata.schema_check import columns_of
from geodata.tables import read, read_all
from tests import tiny


def load(kind_name: str, tables_dir: Path) -> pd.DataFrame:
    """The typed frame of one table, or its failures raised."""
    table = read(KINDS[kind_name], tables_dir)
    if wrong := errors(table.failures):
        raise ValidationError(wrong)
    return table.frame.reset_index(drop=True)


def edit(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def only(folder: Path, kind: str) -> Failure:
    failures = read(KINDS[kind], folder).failures
    assert len(failures) == 1, failures
    return failures[0]


def test_tiny_tables_are_valid(tables_dir: Path) -> None:
    tables, failures = read_all(tables_dir)
    assert failures == []
    assert [f for table in tables.values() for f in table.failures] == []
    assert set(tables) == set(KINDS)


def test_types_and_blanks(tables_dir: Path) -> None:
    parks = load("park", tables_dir)
    assert parks["area_km2"].dtype == "float64"
    assert parks.loc[0, "area_km2"] == 11.5
    assert parks["area_km2"].isna().tolist() == [False, True]
    assert parks["name_en"].isna().tolist() == [False, True]
    assert str(load("leg", tables_dir)["seq"].dtype) == "Int64"


def test_the_words_na_and_null_are_text(tables_dir: Path) -> None:
    edit(tables_dir, "parks", "无坐标园区", "NA")
    assert load("park", tables_dir)["name_zh"].tolist() == ["赛色塔园区", "NA"]


def test_index_of_a_read_is_the_line(tables_dir: Path) -> None:
    assert read(KINDS["park"], tables_dir).frame.index.tolist() == [2, 3]


def test_own_columns_come_before_shared_ones() -> None:
    columns = list(columns_of(KINDS["park"].model))
    assert columns[:2] == ["park_id", "name_zh"]
    assert columns[-9:] == ["lat", "lon", "precision", "verified", "source_id",
                            "other_source_ids", "as_of", "confidence", "note"]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "value", "problem", "remedy"),
    [
        ("11.5", "11.5 km", 2, "area_km2", "11.5 km", "不是数字", "只写数字本身"),
        ("11.5", "1,1", 2, "", "", "这一行有 24 个单元格，表头有 23 个", "逗号"),
        ("11.5", "nan", 2, "area_km2", "nan", "不是数字", "不知道就留空"),
        ("11.5", "-1", 2, "area_km2", "-1.0", "数值太小", "应大于 0"),
        ("18.05", "98.05", 2, "lat", "98.05", "超出允许范围", "应在 -90 到 90 之间"),
        ("18.05", "", 2, "", "", "坐标与定位精度不一致", "同时填写，或同时留空"),
        ("P2", "P1", 3, "park_id", "P1", "编号重复", "每行编号必须唯一"),
        ("无坐标园区", "", 3, "name_zh", "", "必填项为空", "补上这个值"),
        ("uncertain", "maybe", 3, "mofcom_confirmed", "maybe", "不在允许的取值内",
         "改为其中之一：yes、no、uncertain"),
        (",COD,", ",Congo,", 3, "iso3", "Congo", "不是三位国家代码", "如 COD"),
        ("2024-06", "2024/06", 2, "as_of", "2024/06", "不是日期", "写成 2024、2024-06"),
        ("web-page", "web page", 2, "other_source_ids", "web page", "不是用分号隔开的编号",
         "a;b;c"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(
    tables_dir: Path, old: str, new: str, line: int, column: str, value: str, problem: str,
    remedy: str,
) -> None:  # fmt: skip
    edit(tables_dir, "parks", old, new)
    failures = [f for f in read(KINDS["park"], tables_dir).failures if f.line == line]
    assert [(f.file, f.column, f.value, f.problem) for f in failures][:1] == [
        ("parks.csv", column, value, problem)
    ]
    assert remedy in failures[0].remedy


def test_a_repeated_id_is_reported_on_both_lines(tables_dir: Path) -> None:
    edit(tables_dir, "parks", "P2", "P1")
    assert [f.line for f in read(KINDS["park"], tables_dir).failures] == [2, 3]


def test_a_fraction_is_no_whole_number(tables_dir: Path) -> None:
    edit(tables_dir, "legs", "C1a,1,", "C1a,1.5,")
    failure = only(tables_dir, "leg")
    assert (failure.line, failure.column, failure.value, failure.problem) == (
        2, "seq", "1.5", "不是整数",
    )  # fmt: skip


def test_all_failures_are_reported_at_once(tables_dir: Path) -> None:
    edit(tables_dir, "parks", "11.5", "x")
    edit(tables_dir, "parks", "uncertain", "y")
    edit(tables_dir, "parks", "无坐标园区", "")
    failures = read(KINDS["park"], tables_dir).failures
    assert {(f.line, f.column) for f in failures} == {
        (2, "area_km2"), (3, "mofcom_confirmed"), (3, "name_zh"),
    }  # fmt: skip


def test_missing_and_unknown_columns(tables_dir: Path) -> None:
    edit(tables_dir, "parks", "developer", "developper")
    found = [(f.line, f.column, f.problem) for f in read(KINDS["park"], tables_dir).failures]
    assert found == [
        (1, "developer", "缺少这一列"), (1, "developper", "数据模型里没有这一列"),
    ]  # fmt: skip


def test_column_order(tables_dir: Path) -> None:
    edit(tables_dir, "blocs", "bloc_id,name_zh", "name_zh,bloc_id")
    failure = only(tables_dir, "bloc")
    assert failure.problem == "列的顺序与数据模型不同"
    assert failure.remedy.startswith("表头应为 bloc_id,name_zh")


def test_byte_order_mark(tables_dir: Path) -> None:
    path = tables_dir / "blocs.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert only(tables_dir, "bloc").problem == "文件开头有 BOM 字符"


def test_line_break_in_a_cell_and_blank_line(tables_dir: Path) -> None:
    edit(tables_dir, "blocs", "南共体", '"南\n共体"')
    path = tables_dir / "blocs.csv"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    found = [(f.line, f.problem) for f in read(KINDS["bloc"], tables_dir).failures]
    assert found == [(2, "单元格内有换行"), (4, "这是空行")]


def test_missing_table(tables_dir: Path) -> None:
    (tables_dir / "parks.csv").unlink()
    with pytest.raises(TableError, match=r"缺少数据表 parks\.csv") as caught:
        load("park", tables_dir)
    assert caught.value.where == str(tables_dir)
    assert "HOA_TABLES_DIR" in caught.value.remedy
    tables, failures = read_all(tables_dir)
    assert "park" not in tables
    assert [(f.file, f.line, f.problem) for f in failures] == [
        ("parks.csv", 0, "缺少数据表 parks.csv")
    ]


def test_wrong_encoding_names_the_line(tables_dir: Path) -> None:
    path = tables_dir / "blocs.csv"
    path.write_bytes(path.read_text("utf-8").encode("gbk"))
    with pytest.raises(TableError, match=r"blocs\.csv 第 2 行不是 UTF-8 编码") as caught:
        load("bloc", tables_dir)
    assert "CSV UTF-8" in caught.value.remedy


def test_load_raises_with_all_failures(tables_dir: Path) -> None:
    edit(tables_dir, "parks", "11.5", "x")
    with pytest.raises(ValidationError) as caught:
        load("park", tables_dir)
    assert len(caught.value.failures) == 1
    assert "parks.csv 第 2 行 area_km2 列：“x”不是数字" in str(caught.value)


@given(st.dates())
def test_any_date_is_a_partial_date_to_each_precision(day: object) -> None:
    text = str(day)
    for length in (4, 7, 10):
        assert re.match(PARTIAL_DATE, text[:length])


@pytest.mark.parametrize("text", ["24", "2024-13", "2024-00", "2024-6", "2024-06-32", "2024-06-1"])
def test_what_is_no_partial_date(text: str) -> None:
    assert not re.match(PARTIAL_DATE, text)


@settings(max_examples=25, deadline=None)
@given(st.from_regex(r"[A-Z]{1,3}-?[0-9a-z;:.]{0,6}", fullmatch=True))
def test_ids_survive_reading(tmp_path_factory: pytest.TempPathFactory, id: str) -> None:
    content = tiny.rows()
    content["bloc"][0]["bloc_id"] = id
    folder = tiny.write(tmp_path_factory.mktemp("t"), content)
    assert load("bloc", folder)["bloc_id"].tolist() == [id]
