"""What the checks say of a table of scores that does not fit together."""

import csv

import pytest

from geodata.checks import CHECKS, scores
from geodata.settings import settings
from geodata.validate import validate
from tests import tiny


@pytest.fixture(scope="module")
def curated():
    with (settings().tables_dir / "score_indicators.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


UNEVEN = "floor 与 ceiling 没有成对或次序颠倒"


def row(indicator, **cells):
    known = {
        "score_indicator_id": f"business-{indicator}", "index_code": "business", "pillar": "one",
        "pillar_zh": "一", "pillar_en": "One", "pillar_fr": "Un", "indicator": indicator,
        "name_zh": indicator, "name_en": indicator, "name_fr": indicator, "direction": "higher",
        "transform": "none", "normalisation": "min-max", "winsor_pct": 5, "weight": 0.5,
        "max_age_years": 5, "old_weight": 0.5, "min_coverage": 0.67, "reason_zh": "理由",
        "reason_en": "Reason", **tiny.SOURCED,
    }  # fmt: skip
    return known | cells


def rows():
    return [row("growth"), row("treaty", derivation="dta-in-force", floor=0, ceiling=1)]


def broken(tmp_path, *changes):
    content = tiny.rows()
    content["indicator_term"] = [
        {"indicator": code, "name_zh": code, "name_en": code, "topic": "economy", "unit": "pct",
         "unit_zh": "%", "decimals": 1, "key_figure": "no", **tiny.SOURCED}
        for code in ("growth", "iiag_overall_governance", "iiag_security_safety")
    ]  # fmt: skip
    content["score_indicator"] = rows()
    for place, cells in changes:
        content["score_indicator"][place].update(cells)
    folder = tiny.write(tmp_path / "tables", content)
    return [
        (f.line, f.column, f.problem, f.remedy)
        for f in validate(folder)
        if f.file == "score_indicators.csv"
    ]


def test_the_rows_are_sound(tmp_path):
    assert broken(tmp_path) == []


CASES = {
    "no such indicator": ((0, {"indicator": "grwth"}), 2, "indicator", "没有这个指标", "另起名"),
    "derived though there": ((0, {"derivation": "bit-in-force"}), 2, "indicator",
                             "指标表里有这个指标，却写了 derivation", "留空 derivation"),
    "a measure to check by": ((0, {"indicator": "iiag_overall_governance"}), 2, "indicator",
                              "是用来检验得分的指标，不能又用来算分", "换一个指标"),
    "a part of such a measure": ((0, {"indicator": "iiag_security_safety"}), 2, "indicator",
                                 "是用来检验得分的指标，不能又用来算分", "换一个指标"),
    "twice": ((1, {"indicator": "growth", "derivation": "", "floor": "", "ceiling": ""}), 3,
              "indicator", "第 2 行已用了这个指标", "一个指标只用一次"),
    "weights": ((1, {"weight": 0.4}), 3, "weight", "business 的权重合计 0.9，不是 1", "合计为 1"),
    "coverage": ((1, {"min_coverage": 0.5}), 3, "min_coverage",
                 "与第 2 行同属 business，写法不同", "写 0.67"),
    "pillar": ((1, {"pillar_fr": "Une"}), 3, "pillar_fr", "与第 2 行同属 one，写法不同", "写 Un"),
    "one end": ((1, {"ceiling": ""}), 3, "floor", UNEVEN, "floor 小于"),
    "ends turned": ((1, {"floor": 2}), 3, "floor", UNEVEN, "floor 小于"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "line", "column", "problem", "remedy"), CASES.values(), ids=CASES
)
def test_what_does_not_fit_is_named(tmp_path, change, line, column, problem, remedy):
    ((found_line, found_column, found_problem, found_remedy),) = broken(tmp_path, change)
    assert (found_line, found_column, found_problem) == (line, column, problem)
    assert remedy in found_remedy


def test_every_check_is_broken_by_a_case():
    assert len([check for check in CHECKS if check.__module__ == scores.__name__]) == 5


@pytest.mark.parametrize(
    ("column", "value"),
    [("index_code", "trade"), ("direction", "up"), ("transform", "log"), ("normalisation", "rank"),
     ("winsor_pct", 30), ("weight", 1.5), ("weight", ""), ("old_weight", -1),
     ("derivation", "guess")],
)  # fmt: skip
def test_a_cell_out_of_its_range(tmp_path, column, value):
    assert (2, column) in [failure[:2] for failure in broken(tmp_path, (0, {column: value}))]


def test_the_curated_indexes(curated):
    for index in ("business", "political"):
        own = [each for each in curated if each["index_code"] == index]
        assert sum(float(each["weight"]) for each in own) == pytest.approx(1)
        assert len({each["pillar"] for each in own}) >= 4
    # Each stands with a reason in both languages, its source and the method's.
    for each in curated:
        assert each["reason_zh"]
        assert each["reason_en"]
        assert each["other_source_ids"] == "oecd-jrc-handbook-2008"
    assert not {each["indicator"] for each in curated} & {
        "oecd_country_risk_class", "imf_wb_debt_distress_risk", "iiag_overall_governance",
        "iiag_business_environment", "iiag_infrastructure", "iiag_security_safety",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "direction"),
    [("wgi_political_stability", "higher"), ("inflation_cpi", "lower"), ("gini", "lower"),
     ("public_debt_pct_gdp", "lower"), ("electrification", "higher"),
     ("bit_china", "higher")],
)  # fmt: skip
def test_directions(curated, indicator, direction):
    (found,) = [each for each in curated if each["indicator"] == indicator]
    assert found["direction"] == direction
