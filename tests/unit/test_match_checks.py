"""What the checks say of goods and rules that cannot work: file, line, column, remedy."""

import pytest

from geodata.validate import validate
from tests import tiny
from tests.unit import match_world as w


def broken(tmp_path, change):
    content = w.rows()
    # The rules look at indicators, projects and trade of the tables: each has one row.
    content["indicator_term"] = [
        {"indicator": name, "name_zh": name, "name_en": name, "topic": "trade", "unit": "pct",
         "unit_zh": "%", "key_figure": "no", **w.SOURCED}
        for name in ("light", "rail", "imports")
    ]  # fmt: skip
    railway = w.project("COD", 2, sector="轨道交通")
    content["project"] = [w.project("COD", 1), railway]
    content["trade_item"] = [
        w.trade_item("COD", "import", rank, name)
        for rank, name in enumerate(("machines", "cranes", "cobalt"), start=1)
    ]
    change(content)
    folder = tiny.write(tmp_path / "tables", content)
    return [
        (f.file, f.line, f.column, f.problem, f.remedy)
        for f in validate(folder) if f.file.startswith("match_")
    ]  # fmt: skip


def good(**cells):
    return lambda content: content["match_good"][0].update(cells)


def rule(id, **cells):
    def change(content):
        next(row for row in content["match_rule"] if row["rule_id"] == id).update(cells)

    return change


def test_the_tiny_goods_and_rules_are_sound(tmp_path):
    assert broken(tmp_path, lambda content: None) == []


@pytest.mark.parametrize(
    ("change", "file", "column", "problem", "remedy"),
    [
        (good(evidence="hunan_trade:T9"), "goods", "evidence", "没有这个事物", "类别:编号"),
        (good(evidence="nothing:T1"), "goods", "evidence", "没有这个事物", "类别:编号"),
        (good(evidence="T1"), "goods", "evidence", "格式不对", ""),
        (good(markets="hunan_trade:T1@XXX"), "goods", "markets", "不是重点国家，也不是区域",
         "Africa、ASEAN"),
        (good(markets="hunan_trade:T9@LAO"), "goods", "markets", "没有这个事物", "类别:编号"),
        (good(trade_names="cranes;krans"), "goods", "trade_names",
         "trade_items.csv 的 name_en 里没有这个词", "照那张表的写法"),
        (good(project_sectors="矿"), "goods", "project_sectors",
         "projects.csv 的 sector 里没有这个词", "照那张表的写法"),
        (good(prefecture_ids="430109"), "goods", "prefecture_ids", "在 prefectures.csv 中不存在",
         "430100"),
        (good(commodities="cobolt"), "goods", "commodities", "在 commodities.csv 中不存在",
         "cobalt"),
        (good(direction="swap"), "goods", "direction", "不在允许的取值内", "sell"),
        (rule("s-listed", method="list"), "rules", "method", "没有这种方法", "listed"),
        (rule("s-listed", threshold=""), "rules", "threshold", "方法 listed 要有阈值", "补上数值"),
        (rule("s-dark", target="dark"), "rules", "target", "没有这个目标", "light"),
        (rule("b-tariff", target="nil"), "rules", "target", "没有这个目标", "zero"),
        (rule("s-open", target="轨道"), "rules", "target", "没有这个目标", "轨道交通"),
        (rule("b-served", target="rail"), "rules", "target", "没有这个目标", "air、surface"),
        (rule("s-listed", goods="cranes"), "rules", "goods", "在 match_goods.csv 中不存在", ""),
        (rule("s-listed", sentence_zh="{n}"), "rules", "sentence_zh", "没有这个占位符",
         "country、good、item、rank、year"),
        (rule("s-listed", sentence_zh="{country"), "rules", "sentence_zh", "没有这个占位符",
         "country"),
        (rule("s-listed", sentence_en="{good}"), "rules", "sentence_en", "占位符与中文句子不同",
         "三种语言"),
        (rule("s-listed", points=9), "rules", "points", "", ""),
    ],
)  # fmt: skip
def test_what_cannot_work_is_named(tmp_path, change, file, column, problem, remedy):
    found = broken(tmp_path, change)
    assert any(
        each[:3] == (f"match_{file}.csv", 2 if file == "goods" else each[1], column)
        and problem in each[3] and remedy in each[4]
        for each in found
    ), found  # fmt: skip
