"""Each rule across tables: what breaks it, and what the keeper is told."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.checks import CHECKS
from geodata.checks.context import Context
from geodata.checks.dates import later
from geodata.checks.places import outside_km
from geodata.failures import Failure, errors
from geodata.iso import ISO3, on_map
from geodata.kinds import KINDS
from geodata.tables import read, read_all
from geodata.validate import validate
from tests import tiny, tiny_support

TODAY = date(2026, 1, 1)
Content = dict[str, list[dict[str, Any]]]


def failures_of(folder: Path, content: Content) -> list[Failure]:
    return validate(tiny.write(folder, content), today=TODAY)


def test_the_tiny_tables_break_no_rule(tmp_path: Path, content: Content) -> None:
    assert failures_of(tmp_path, content) == []


def test_the_tiny_transport_rows_break_no_rule(tmp_path: Path, content: Content) -> None:
    assert failures_of(tmp_path, content | tiny.transport_rows()) == []


def test_the_tiny_rows_of_support_break_no_rule(tmp_path: Path, content: Content) -> None:
    assert failures_of(tmp_path, content | tiny_support.rows()) == []


def change(kind: str, row: int, /, **cells: Any) -> Callable[[Content], None]:
    return lambda content: content[kind][row].update(cells)


def add(kind: str, row: int, /, **cells: Any) -> Callable[[Content], None]:
    return lambda content: content[kind].append({**content[kind][row], **cells})


def put(kind: str, /, **cells: Any) -> Callable[[Content], None]:
    """The sound transport rows, one of them changed."""

    def placed(content: Content) -> None:
        content |= tiny.transport_rows()
        content[kind][0].update(cells)

    return placed


def both(*changes: Callable[[Content], None]) -> Callable[[Content], None]:
    def all_of_them(content: Content) -> None:
        for each in changes:
            each(content)

    return all_of_them


CASES: dict[str, tuple[Callable[[Content], None], str, int, str, str, str]] = {
    "unknown country": (
        change("resource", 0, iso3="ZMB"), "resources.csv", 2, "iso3", "在 countries.csv 中不存在",
        "在 countries.csv 中补上它，或更正编号"),
    "unknown commodity": (
        change("resource", 0, commodity="cobolt"), "resources.csv", 2, "commodity",
        "在 commodities.csv 中不存在", "是否应为 cobalt"),
    "unknown bloc": (
        change("membership", 0, bloc_id="eac"), "memberships.csv", 2, "bloc_id",
        "在 blocs.csv 中不存在", "补上它"),
    "unknown node": (
        change("leg", 0, to_node="VTX"), "legs.csv", 2, "to_node", "在 nodes.csv 中不存在",
        "是否应为 VTE"),
    "unknown service": (
        change("leg", 0, service_id="C9z"), "legs.csv", 2, "service_id",
        "在 services.csv 中不存在", "补上它"),
    "node on nothing": (
        change("node", 0, corridor_ids="C1;C8"), "nodes.csv", 2, "corridor_ids",
        "在 corridors.csv、services.csv 中不存在", "补上它"),
    "unknown parent": (
        change("zone", 1, parent_zone_id="Z9"), "zones.csv", 3, "parent_zone_id",
        "在 zones.csv 中不存在", "补上它"),
    "own parent": (
        change("zone", 1, parent_zone_id="Z2"), "zones.csv", 3, "parent_zone_id",
        "与 zone_id 相同", "或留空"),
    "unknown prefecture": (
        change("zone", 0, prefecture_id="430200"), "zones.csv", 2, "prefecture_id",
        "在 prefectures.csv 中不存在", "补上它"),
    "unknown source": (
        change("park", 0, source_id="papers"), "parks.csv", 2, "source_id",
        "在 sources.csv 中不存在", "是否应为 paper"),
    "unknown other source": (
        change("park", 0, other_source_ids="web-page;nobody"), "parks.csv", 2, "other_source_ids",
        "在 sources.csv 中不存在", "补上它"),
    "source twice": (
        change("park", 0, other_source_ids="paper"), "parks.csv", 2, "other_source_ids",
        "同一来源写了两次", "各写一次"),
    "unknown code": (
        change("event", 0, linked_iso3="COD;ZZX"), "events.csv", 2, "linked_iso3",
        "不是已知的国家代码", "ISO 3166-1"),
    "service of another corridor": (
        both(add("corridor", 0, corridor_id="C2", name_zh="另一通道"),
             change("leg", 0, corridor_id="C2")),
        "legs.csv", 2, "corridor_id", "与线路 C1a 所属的通道 C1 不同", "更正其中之一"),
    "claim of no kind": (
        change("claim", 0, kind="parc"), "claims.csv", 2, "kind", "没有这一类事物", "park"),
    "claim of nothing": (
        change("claim", 0, subject_id="P7"), "claims.csv", 2, "subject_id",
        "在 parks.csv 中不存在", "补上它"),
    "claim of a misspelt field": (
        change("claim", 0, field="area_km"), "claims.csv", 2, "field", "字段名写法不对",
        "是否应为 area_km2"),
    "outside its country": (
        change("park", 0, lat=40.0), "parks.csv", 2, "lat",
        "在国家 LAO 之外 1996 km，超出其精度允许的 7 km", "核对坐标、国家与定位精度"),
    "swapped": (
        change("node", 1, lat=102.7 - 80, lon=18.0), "nodes.csv", 3, "lat",
        "在国家 LAO 之外", "核对坐标"),
    "capital outside": (
        change("country", 0, capital_lat=5), "countries.csv", 2, "capital_lat",
        "在国家 COD 之外 553 km", "核对坐标"),
    "outside its prefecture": (
        change("zone", 0, lat=26.0), "zones.csv", 2, "lat", "在市州 430100 之外", "市州"),
    "no such day": (
        change("event", 0, end_date="2023-06-31"), "events.csv", 2, "end_date",
        "日历上没有这一天", "只知道月份就写到月"),
    "ends before it begins": (
        change("event", 0, end_date="2023-06-28"), "events.csv", 2, "end_date",
        "早于 start_date（2023-06-29）", "更正写错的一个"),
    "known tomorrow": (
        change("park", 0, as_of="2026-01-02"), "parks.csv", 2, "as_of", "晚于今天（2026-01-01）",
        "尚未发生的不写在这里"),
    "read before published": (
        change("source", 1, published="2025"), "sources.csv", 3, "accessed",
        "早于 published（2025）", "核对两个日期"),
    "new unit": (
        change("claim", 0, unit="方里"), "claims.csv", 2, "unit",
        "没有这个单位", "UNITS"),
    "no unit": (
        change("event", 0, amount=533.2), "events.csv", 2, "amount_unit",
        "amount 有数值而没有单位", "补上 amount_unit"),
    "no unit of production": (
        change("resource", 0, production_unit=""), "resources.csv", 2, "",
        "数值与单位不成对", "就写单位"),
    "shares over a whole": (
        both(change("resource", 0, measure="generation-share", production=70,
                    production_unit="pct"),
             add("resource", 0, resource_id="COD-2", stage="plant", production=32)),
        "resources.csv", 2, "production", "COD 2024 的占比合计超过 100%", "是否重复"),
    "share over a hundred": (
        change("resource", 0, production_unit="pct"), "resources.csv", 2, "production",
        "占比超过 100%", "更正数值"),
    "hidden character": (
        change("park", 0, name_zh="赛色\u200b塔"), "parks.csv", 2, "name_zh",
        "含有看不见的字符 U+200B", "删去这个字符"),
    "space at the end": (
        change("park", 0, name_zh="赛色塔 "), "parks.csv", 2, "name_zh", "首尾有空格", "删去"),
    "wide space at the start": (
        change("park", 0, name_zh="\u3000赛色塔"), "parks.csv", 2, "name_zh", "首尾有空格",
        "删去"),
    "same row twice": (
        add("park", 1, park_id="P3"), "parks.csv", 4, "", "除编号外与第 3 行完全相同",
        "删去重复的一行"),
    "sure by knowledge": (
        change("park", 0, source_id="memory", other_source_ids="", confidence="high"),
        "parks.csv", 2, "confidence", "只有通识作依据，可信度却写为 high", "medium、low"),
    "range upside down": (
        put("assumption", high=480), "assumptions.csv", 2, "high", "小于 typical（490）",
        "由小到大"),
    "low above high without a typical": (
        put("assumption", typical="", high=440), "assumptions.csv", 2, "high", "小于 low（450）",
        "由小到大"),
    "days upside down": (
        put("published_time", days_high=3), "published_times.csv", 2, "days_high",
        "小于 days_low（4）", "两头写同一个数"),
    "service's days upside down": (
        change("service", 0, days_low=5, days_high=4), "services.csv", 2, "days_high",
        "小于 days_low（5）", "由小到大"),
    "inland days upside down": (
        put("inland_leg", transit_days_high=0.5), "inland_legs.csv", 2, "transit_days_high",
        "小于 transit_days_low（1）", "由小到大"),
    "no hours at a border": (
        put("border_time", hours=0), "border_times.csv", 2, "hours", "数值太小", "应大于 0"),
    "border of no country": (
        put("border_time", iso3_b="ZAR"), "border_times.csv", 2, "iso3_b", "不是已知的国家代码",
        "COD"),
    "border of a country with itself": (
        put("border_time", iso3_b="COD"), "border_times.csv", 2, "iso3_b", "与 iso3_a 相同",
        "另一端"),
    "misspelt passage": (
        put("chokepoint", passages="babelmandab"), "chokepoints.csv", 2, "passages",
        "海上网络没有这个航道", "是否应为 babalmandab；可写的有：babalmandab、bering"),
    "distance with an unknown passage shut": (
        put("published_distance", closed_passages="dover"), "published_distances.csv", 2,
        "closed_passages", "海上网络没有这个航道", "可写的有"),
    "closed though open": (
        put("chokepoint", state="open"), "chokepoints.csv", 2, "state",
        "默认关闭，状态却写为 open", "closed_by_default 改为 no"),
    "closed without a word": (
        put("chokepoint", since=""), "chokepoints.csv", 2, "status_text",
        "没有写自何时起或为什么", "填写 since 或 status_text"),
    "chokepoint at no node": (
        put("chokepoint", node_ids="HH;VTX"), "chokepoints.csv", 2, "node_ids",
        "在 nodes.csv 中不存在", "是否应为 VTE"),
    "no figure and no reason": (
        put("assumption", low="", typical="", high=""), "assumptions.csv", 2, "note",
        "没有数值，也没有说明", "为何没有"),
    "time without days": (
        put("published_time", days_low="", days_high=""), "published_times.csv", 2, "figure",
        "没有天数", "没有写 none"),
    "days of nothing": (
        put("published_time", figure="none"), "published_times.csv", 2, "figure",
        "写了天数却称没有", "有天数写 transit 或 saving"),
    "time of no service": (
        put("published_time", service_id="C1z"), "published_times.csv", 2, "service_id",
        "在 services.csv 中不存在", "是否应为 C1a"),
    "sea miles taken for kilometres": (
        put("published_distance", km=3000), "published_distances.csv", 2, "km",
        "与原值不符：3000 nm 合 5556.0 km", "更正 km、value 或 unit"),
    "leg of no inland corridor": (
        put("inland_leg", inland_id="AF-X"), "inland_legs.csv", 2, "inland_id",
        "在 inland_corridors.csv 中不存在", "AF-N"),
    "inland leg to where it begins": (
        put("inland_leg", to_node="HH"), "inland_legs.csv", 2, "to_node", "与 from_node 相同",
        "另一端"),
    "pinned by nothing": (
        put("inland_leg", via="VTE;22.5,106.5"), "inland_legs.csv", 2, "via",
        "不是节点编号，也不是经纬度", "经度 纬度"),
    "pinned off the globe": (
        change("leg", 0, via="106.5 95"), "legs.csv", 2, "via", "不是节点编号，也不是经纬度",
        "112.97 28.33"),
}  # fmt: skip


CASES |= tiny_support.BREAKS


@pytest.mark.parametrize("name", CASES)
def test_each_rule(tmp_path: Path, content: Content, name: str) -> None:
    breaks, file, line, column, problem, remedy = CASES[name]
    breaks(content)
    failures = failures_of(tmp_path, content)
    assert [(f.file, f.line, f.column) for f in failures] == [(file, line, column)], failures
    assert problem in failures[0].problem
    assert remedy in failures[0].remedy
    assert errors(failures) == failures


def test_every_rule_has_a_case_that_breaks_it(tmp_path: Path) -> None:
    sound = read_all(tiny.write(tmp_path / "sound", tiny.rows()))[0]
    seen: set[str] = set()
    for name, (breaks, *_) in CASES.items():
        broken = tiny.rows()
        breaks(broken)
        folder = tiny.write(tmp_path / name.replace(" ", "-"), broken)
        changed = [kind for kind, rows in broken.items() if tiny.rows().get(kind) != rows]
        reads = {kind: read(KINDS[kind], folder) for kind in changed}
        context = Context({**sound, **reads}, folder, TODAY)
        seen |= {check.__name__ for check in CHECKS if list(check(context))}
    # Those of these modules have tests of their own, with as many cases.
    elsewhere = {
        f"geodata.checks.{each}" for each in ("alerts", "match", "profile", "relations", "scores")
    }
    assert seen >= {check.__name__ for check in CHECKS if check.__module__ not in elsewhere}


def test_swapped_coordinates_are_recognised(tmp_path: Path, content: Content) -> None:
    content["country"][0].update(capital_lat=25, capital_lon=-5)
    (failure,) = failures_of(tmp_path, content)
    assert failure.remedy == "lat 与 lon 写反了，对调即可"


def test_precision_decides_how_far_outside_a_point_may_be(tmp_path: Path, content: Content) -> None:
    content["park"][0]["lat"] = 22.35  # 39 km north of the edge at 22°
    for precision, count in (("exact", 1), ("street", 1), ("town", 0), ("region", 0)):
        content["park"][0]["precision"] = precision
        assert len(failures_of(tmp_path, content)) == count, precision


def test_hong_kong_is_in_china(tmp_path: Path, content: Content) -> None:
    content["park"][0].update(iso3="HKG", lat=22.3, lon=114.2)
    assert failures_of(tmp_path, content) == []


def test_missing_tables_and_inputs_are_failures_and_not_a_flood(
    tmp_path: Path, content: Content
) -> None:
    folder = tiny.write(tmp_path, content)
    (folder / "countries.csv").unlink()
    (folder / "geo" / "world.parquet").unlink()
    assert [(f.file, f.problem) for f in validate(folder, today=TODAY)] == [
        ("countries.csv", "缺少数据表 countries.csv"),
        ("geo/world.parquet", "缺少边界底稿"),
    ]


def test_failures_of_all_tables_come_together(tmp_path: Path, content: Content) -> None:
    content["park"][0]["status"] = "open"
    content["leg"][0]["to_node"] = "nowhere"
    content["event"][0]["start_date"] = "soon"
    files = [f.file for f in failures_of(tmp_path, content)]
    assert files == ["events.csv", "legs.csv", "parks.csv"]


def test_a_failure_reads_as_a_sentence_and_as_json() -> None:
    failure = Failure("parks.csv", 7, "lat", "98", "超出允许范围", "应在 -90 到 90 之间")
    assert str(failure) == "parks.csv 第 7 行 lat 列：“98”超出允许范围。应在 -90 到 90 之间。"
    assert json.loads(json.dumps(failure.as_dict()))["line"] == 7
    warning = Failure("a.csv", 0, "", "", "旧", "更新", "warning")
    assert str(warning) == "（提醒）a.csv：旧。更新。"
    assert errors([failure, warning]) == [failure]


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_later_agrees_with_the_calendar_as_far_as_both_are_known(
    first: date, second: date, one: int, two: int
) -> None:
    said = later(str(first)[:one], str(second)[:two])
    if said:
        assert first > second
    common = min(one, two)
    assert said == (str(first)[:common] > str(second)[:common])


def test_distance_outside_is_geodesic() -> None:
    box = shapely.box(20, -10, 30, 0)
    assert outside_km(box, 25, -5) == 0.0
    assert outside_km(box, 25, 1) == pytest.approx(110.574, abs=0.01)  # a degree of latitude
    assert outside_km(box, 31, -10.0) == pytest.approx(109.64, abs=0.1)  # of longitude at 10° S


def test_codes() -> None:
    assert len(ISO3) == 249
    assert {"CHN", "COD", "TLS", "SSD", "HKG", "MAC", "TWN"} <= ISO3
    assert not {"XKX", "ZAR", "TMP", "SDS"} & ISO3
    assert [on_map(code) for code in ("TWN", "HKG", "MAC", "LAO")] == ["CHN", "CHN", "CHN", "LAO"]
