"""What the checks say of alert rules and notices that cannot work: file, line, column, remedy."""

import csv

import pytest
from typer.testing import CliRunner

from geodata.cli.app import app
from geodata.validate import validate
from tests import tiny
from tests.unit import alert_world

LINES = {row["rule_id"]: line for line, row in enumerate(alert_world.rules(), start=2)}


def broken(tmp_path, change):
    content = alert_world.rows()
    change(content)
    folder = tiny.write(tmp_path / "tables", content)
    return [(f.file, f.line, f.column, f.problem, f.remedy) for f in validate(folder)]


def rule(id: str, **cells):
    def change(content):
        next(row for row in content["alert_rule"] if row["rule_id"] == id).update(cells)

    return change


def notice(row: int, **cells):
    return lambda content: content["alert"][row].update(cells)


def test_the_tiny_world_is_sound(tmp_path):
    assert broken(tmp_path, lambda content: None) == []


@pytest.mark.parametrize(
    ("change", "line", "column", "problem", "remedy"),
    [
        (rule("event-soon", method="event-son"), "event-soon", "method", "没有这种方法",
         "event-soon"),
        (rule("event-soon", threshold=""), "event-soon", "threshold", "方法 event-soon 要有阈值",
         "补上数值"),
        (rule("park-planned", target=""), "park-planned", "target", "方法 status-is 要有目标",
         "写它看的"),
        (rule("park-planned", subject_kind="parc"), "park-planned", "subject_kind",
         "没有这一类事物", "park"),
        (rule("park-planned", target="planed"), "park-planned", "target", "没有这个目标",
         "planned"),
        (rule("zero-tariff-ends", target="zero"), "zero-tariff-ends", "target", "没有这个目标",
         "china-zero-tariff-2026"),
        (rule("country-risk", target="risk"), "country-risk", "target", "没有这个目标",
         "oecd_country_risk_class"),
        (rule("dta-not-in-force", target="vat"), "dta-not-in-force", "target", "没有这个目标",
         "bit、dta"),
        (rule("old-park", target="parks"), "old-park", "target", "没有这个目标", "写其中之一"),
        (rule("event-soon", sentence_zh="{name}{place}"), "event-soon", "sentence_zh",
         "没有这个占位符", "as_of、date、days、name、source"),
        (rule("event-soon", sentence_fr="{name} commence"), "event-soon", "sentence_fr",
         "占位符与中文句子不同", "三种语言用同样的占位符"),
        (rule("event-soon", sentence_en="{name begins"), "event-soon", "sentence_en",
         "花括号不成对", "{country}"),
        (rule("event-soon", sentence_en="{name.upper} {days:>9} {date}"), "event-soon",
         "sentence_en", "花括号不成对", "{country}"),
        (rule("event-soon", sentence_fr=""), "event-soon", "sentence_fr", "必填项为空", "补上"),
        (rule("event-soon", severity="grave"), "event-soon", "severity", "不在允许的取值内",
         "high、medium、low"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_run_is_named(tmp_path, change, line, column, problem, remedy):
    found = broken(tmp_path, change)
    assert ("alert_rules.csv", LINES[line], column, problem) in {each[:4] for each in found}
    assert any(remedy in each[4] for each in found if each[2] == column)


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        (notice(0, end="2026-10"), "end", "早于 start（2026-11-01）"),
        (notice(0, start="2026-02-30", end=""), "start", "日历上没有这一天"),
        (notice(0, subject="park:P99"), "subject", "没有这个事物"),
        (notice(0, subject="parc:P1"), "subject", "没有这个事物"),
        (notice(0, subject="park"), "subject", "格式不对"),
        (
            notice(0, corridor_ids="C1;C9"),
            "corridor_ids",
            "在 corridors.csv、services.csv 中不存在",
        ),
        (notice(0, linked_iso3="COD;XYZ"), "linked_iso3", "不是已知的国家代码"),
        (notice(0, linked_iso3="", corridor_ids="", subject=""), "linked_iso3", "没有写涉及哪里"),
        (notice(0, text_fr=""), "text_fr", "必填项为空"),
        (notice(0, source_id="rumour"), "source_id", "在 sources.csv 中不存在"),
        (notice(0, lat=1.0), "", "坐标与定位精度不一致"),
    ],
)
def test_a_notice_that_cannot_be_is_named(tmp_path, change, column, problem):
    found = broken(tmp_path, change)
    assert ("alerts.csv", 2, column, problem) in {each[:4] for each in found}


def test_a_feed_is_asked_over_http_only(tmp_path):
    def change(content):
        content["feed"] = [
            {"feed_id": "f", "name_zh": "站", "name_en": "Site", "url": url, "url_basis": "seen",
             "language": "zh", "topic": "贸易", "on": "yes", **tiny.SOURCED} | {"feed_id": f"f{n}"}
            for n, url in enumerate(("file:///etc/passwd", "ftp://example.org", "https://x.org/a"))
        ]  # fmt: skip

    found = broken(tmp_path, change)
    assert [(each[0], each[1], each[2]) for each in found] == [
        ("feeds.csv", 2, "url"), ("feeds.csv", 3, "url"),
    ]  # fmt: skip


def test_curated_rules_say_things_in_three_languages_and_are_all_different():
    rules = alert_world.rules()
    for code in ("zh", "en", "fr"):
        names = [row[f"name_{code}"] for row in rules]
        assert len(names) == len(set(names))
    assert len(rules) >= 40
    assert {row["severity"] for row in rules} == {"high", "medium", "low"}


def test_curated_notices_are_enough_and_rest_on_sources():
    path = alert_world.ROOT / "geodata" / "tables" / "alerts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) >= 8
    guessed = [row["alert_id"] for row in found if row["source_id"] == "general-knowledge"]
    assert len(guessed) <= 2


def test_the_command_lists_alerts_of_a_country(data_dir, monkeypatch):
    monkeypatch.setenv("HOA_DATA_DIR", str(data_dir))
    runner = CliRunner()
    said = runner.invoke(app, ["alerts", "--country", "cod", "--today", "2026-11-21"])
    assert said.exit_code == 0
    assert said.output.splitlines()[-1] == "2026-11-21 共 0 条：high 0，medium 0，low 0"
    wrong = runner.invoke(app, ["alerts", "--today", "21.11.2026"])
    assert "“21.11.2026”不是日期" in str(wrong.exception)
    grave = runner.invoke(app, ["alerts", "--severity", "grave"])
    assert "没有“grave”这个级别" in str(grave.exception)


def test_the_commands_of_feeds_work_without_a_network(data_dir, monkeypatch):
    monkeypatch.setenv("HOA_DATA_DIR", str(data_dir))
    runner = CliRunner()
    assert runner.invoke(app, ["feeds", "list"]).output == ""
    assert runner.invoke(app, ["feeds", "pending"]).output == "待审核 0 条\n"
    assert "feed:nowhere" in str(
        runner.invoke(app, ["feeds", "fetch", "--feed", "nowhere"]).exception
    )
    assert "feed-item:x" in str(runner.invoke(app, ["feeds", "accept", "x"]).exception)
