"""Each way of finding relations, on rows small enough to follow by hand."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.kinds import KINDS
from geodata.relations.columns import by_claims, by_column
from geodata.relations.facts import by_goods, by_treaty
from geodata.relations.lines import by_crossing, by_ends, by_reach, line_km
from geodata.relations.make import kilometres
from geodata.relations.named import about, by_name, prefecture_words
from geodata.relations.near import by_distance, by_road, ease
from geodata.relations.rules import Rule, Where, Words, inverses, read_predicates, read_rules
from geodata.relations.same import by_shared, companies
from geodata.relations.things import Ground, Hit, Things
from geodata.routing.graph import Graph
from geodata.schema_check import columns_of
from geodata.settings import ROOT
from geodata.tables import read

TABLES = ROOT / "geodata" / "tables"


def frame(kind: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of a kind with every column of its table, blank where not given."""
    blank = dict.fromkeys(columns_of(KINDS[kind].model))
    return pd.DataFrame([blank | {"source_id": "paper"} | row for row in rows])


def at(id_column: str, id: str, lon: float, lat: float, iso3: str = "COD", **more: Any) -> Any:
    return {id_column: id, "name_zh": id, "lon": lon, "lat": lat, "iso3": iso3,
            "precision": "exact", **more}  # fmt: skip


def rule(method: str, subjects: str, objects: str, **more: Any) -> Rule:
    given: dict[str, Any] = {
        "id": "a-rule", "method": method, "subjects": tuple(subjects.split(";")), "columns": (),
        "subject_where": None, "predicate": "near", "objects": tuple(objects.split(";")),
        "object_columns": (), "object_where": None, "scope": None, "basis": "derived",
        "threshold": None, "most": None, "strength": 1.0, "reasons": Words("", "", ""),
    }  # fmt: skip
    return Rule(**(given | more))


def pairs(hits: Any) -> list[tuple[str, str]]:
    return sorted((hit.subject[1], hit.object[1]) for hit in hits)


# --- columns


def test_a_column_names_one_or_several_and_the_first_matters_most() -> None:
    things = Things({
        "site": frame("site", {"site_id": "S1", "commodities": "copper;cobalt;gold"}),
        "commodity": frame("commodity", {"commodity": "copper"}, {"commodity": "cobalt"}),
    })  # fmt: skip
    found = list(by_column(rule("column", "site", "commodity", columns=("commodities",)), things))
    assert found == [
        Hit(("site", "S1"), ("commodity", "copper"), ease=1.0, source_id="paper"),
        Hit(("site", "S1"), ("commodity", "cobalt"), ease=0.95, source_id="paper"),
    ]


def test_a_claim_is_about_the_kind_and_row_it_names() -> None:
    claim = {"claim_id": "K1", "kind": "park", "subject_id": "P1", "field": "area_km2",
             "field_zh": "面积"}  # fmt: skip
    things = Things({"claim": frame("claim", claim), "park": frame("park", {"park_id": "P1"})})
    (hit,) = by_claims(rule("claims", "claim", "park"), things)
    assert (hit.object, hit.shared) == (("park", "P1"), Words("面积", "area_km2", "area_km2"))
    assert list(by_claims(rule("claims", "claim", "project"), things)) == []


# --- near


def parks_and_nodes(**park: Any) -> Things:
    # A degree of latitude is 111.195 km on the sphere of the graphs.
    return Things({
        "park": frame("park", at("park_id", "P1", 25, -5) | park),
        "node": frame("node", at("node_id", "N1", 25, -6, node_type="seaport"),
                      at("node_id", "N2", 25, -7, node_type="seaport"),
                      at("node_id", "N3", 25, -5.5, "ZMB", node_type="airport")),
    })  # fmt: skip


def test_things_within_the_threshold_are_near() -> None:
    things = parks_and_nodes()
    hits = by_distance(rule("near", "park", "node", threshold=120.0), things)
    assert [(hit.object[1], hit.km, round(hit.ease, 3)) for hit in hits] == [
        ("N1", 111.2, 0.537), ("N3", 55.6, 0.768),
    ]  # fmt: skip
    assert pairs(by_distance(rule("near", "park", "node", threshold=111.19), things)) == [
        ("P1", "N3")
    ]


def test_only_the_nearest_are_kept_and_conditions_and_scope_hold() -> None:
    things = parks_and_nodes()
    near = rule("near", "park", "node", threshold=500.0, most=1)
    assert pairs(by_distance(near, things)) == [("P1", "N3")]
    ports = rule("near", "park", "node", threshold=500.0, most=1,
                 object_where=Where.parse("node_type=seaport|river-port"))  # fmt: skip
    assert pairs(by_distance(ports, things)) == [("P1", "N1")]
    for scope, found in (("country", ["N1", "N2"]), ("other-country", ["N3"])):
        scoped = rule("near", "park", "node", threshold=500.0, scope=scope)
        assert [o for _, o in pairs(by_distance(scoped, things))] == found


@pytest.mark.parametrize(
    ("precision", "threshold", "found"),
    [("exact", 60, 1), ("region", 100, 1), ("town", 60, 1), ("region", 99, 0), ("region", 112, 2),
     ("line-midpoint", 60, 0), ("country", 112, 0), ("unknown", 112, 0)],
)  # fmt: skip
def test_a_rough_point_counts_only_for_wide_thresholds(
    precision: str, threshold: float, found: int
) -> None:
    things = parks_and_nodes(precision=precision, lat=-5.0)
    hits = by_distance(rule("near", "park", "node", threshold=float(threshold)), things)
    assert len(hits) == found


def test_nothing_is_near_itself() -> None:
    things = Things({"park": frame("park", at("park_id", "P1", 0, 0), at("park_id", "P2", 0, 0))})
    assert pairs(by_distance(rule("near", "park", "park", threshold=1.0), things)) == [
        ("P1", "P2"), ("P2", "P1"),
    ]  # fmt: skip


def test_ease_falls_from_one_to_a_half() -> None:
    assert [ease(km, 100) for km in (0, 50, 100)] == [1.0, 0.75, 0.5]
    assert ease(0, 0) == 1.0


def road(points: list[tuple[float, float]], km: list[float]) -> Graph:
    """A road through the points in turn."""
    lon, lat = np.array(points, "f8").T
    steps = np.arange(len(points))
    return Graph.of("road", lon, lat, np.column_stack([steps[:-1], steps[1:]]), km)


def grounded(lines: Any = None, land: Any = None, graph: Graph | None = None) -> Ground:
    empty = gpd.GeoDataFrame({"iso3": []}, geometry=[], crs="EPSG:4326")
    return Ground(empty if lines is None else lines, empty if land is None else land, graph)


def test_by_road_the_way_round_counts() -> None:
    # From the park north to a corner and east to the port: two legs of a right angle.
    graph = road([(25, -5), (25, -4), (26, -4)], [112.0, 111.5])
    tables = {
        "park": frame("park", at("park_id", "P1", 25, -5)),
        "node": frame("node", at("node_id", "N1", 26, -4)),
    }
    things = Things(tables, grounded(graph=graph))
    (hit,) = by_road(rule("road", "park", "node", threshold=300.0), things)
    straight = by_distance(rule("near", "park", "node", threshold=300.0), things)[0].km
    assert straight == pytest.approx(157.0, abs=0.5)
    assert hit.km == 223.5
    assert by_road(rule("road", "park", "node", threshold=200.0), things) == []
    assert by_road(rule("road", "park", "node", threshold=300.0), Things(tables)) == []


# --- lines


def leg_line(**more: Any) -> gpd.GeoDataFrame:
    row = {"leg_id": "L1", "kind": "leg", "corridor_id": "C1", "service_id": "C1a",
           "inland_id": None, "mode": "rail", "geometry_kind": "routed"} | more  # fmt: skip
    line = shapely.LineString([(20, 0), (30, 0)])
    return gpd.GeoDataFrame([row], geometry=[line], crs="EPSG:4326")


LAND = gpd.GeoDataFrame(
    {"iso3": ["COD", "ZMB", "CHN"]},
    geometry=[
        shapely.box(19, -5, 29, 5),
        shapely.box(29, -5, 29.9, 5),
        shapely.box(29.9, -5, 40, 5),
    ],
    crs="EPSG:4326",
)
COUNTRIES = frame("country", {"iso3": "COD", "name_zh": "刚果（金）"}, {"iso3": "ZMB"})


def test_a_line_passes_the_countries_it_runs_through() -> None:
    tables = {"service": frame("service", {"service_id": "C1a"}), "country": COUNTRIES}
    things = Things(tables, grounded(leg_line(), LAND))
    crossing = rule("crosses", "service", "country", threshold=5.0)
    # Nine degrees along the equator of WGS84 are 1,001.9 km; China is no country of the atlas.
    assert [(hit.object[1], hit.km) for hit in by_crossing(crossing, things)] == [
        ("COD", 1002), ("ZMB", 100),
    ]  # fmt: skip
    far = rule("crosses", "service", "country", threshold=101.0)
    assert pairs(by_crossing(far, things)) == [("C1a", "COD")]


@pytest.mark.parametrize(
    "change", [{"mode": "sea"}, {"mode": "air"}, {"geometry_kind": "schematic"}]
)
def test_sea_lanes_and_schematic_lines_pass_no_country(change: dict[str, str]) -> None:
    tables = {"service": frame("service", {"service_id": "C1a"}), "country": COUNTRIES,
              "park": frame("park", at("park_id", "P1", 25, 0))}  # fmt: skip
    things = Things(tables, grounded(leg_line(**change), LAND))
    assert list(by_crossing(rule("crosses", "service", "country", threshold=5.0), things)) == []
    assert by_reach(rule("reach", "park", "service", threshold=50.0), things) == []


def test_a_place_near_a_line_is_reached_with_its_mode() -> None:
    tables = {
        "service": frame("service", {"service_id": "C1a"}),
        "park": frame("park", at("park_id", "P1", 25, 0.2), at("park_id", "P2", 25, 1)),
    }
    things = Things(tables, grounded(leg_line(), LAND))
    (hit,) = by_reach(rule("reach", "park", "service", threshold=50.0), things)
    assert (hit.subject[1], hit.object[1], hit.km) == ("P1", "C1a", 22.2)
    assert hit.via == Words("铁路", "railway", "voie ferrée")


def test_distance_to_a_line_is_measured_on_the_sphere() -> None:
    meridian = shapely.LineString([(10, 50), (10, 70)])
    # A degree east at 60° north is half of one at the equator.
    assert line_km(meridian, (11, 60)) == pytest.approx(55.6, rel=0.01)
    assert line_km(meridian, (10, 49)) == pytest.approx(111.2, rel=0.01)


def test_a_whole_passes_the_ends_of_its_legs_and_their_countries() -> None:
    leg = {"leg_id": "L1", "service_id": "C1a", "corridor_id": "C1", "from_node": "HH",
           "to_node": "LUN"}  # fmt: skip
    things = Things({
        "leg": frame("leg", leg), "service": frame("service", {"service_id": "C1a"}),
        "country": COUNTRIES,
        "node": frame("node", {"node_id": "HH", "iso3": "CHN"}, {"node_id": "LUN", "iso3": "ZMB"}),
    })  # fmt: skip
    assert pairs(by_ends(rule("ends", "service", "node"), things)) == [
        ("C1a", "HH"),
        ("C1a", "LUN"),
    ]
    assert pairs(by_ends(rule("ends", "service", "country"), things)) == [("C1a", "ZMB")]


# --- the same word


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("三一集团", ["三一集团"]),
        ("三一集团等", ["三一集团"]),
        ("中车株机（原南车株机）", ["中车株机"]),
        ("中车株机牵头联合体", ["中车株机"]),
        ("洛阳钼业71.25%;宁德时代邦普23.75%（湖南邦普在宁乡）", ["洛阳钼业", "宁德时代邦普"]),
        ("三一集团/三一硅能", ["三一集团", "三一硅能"]),
        ("中国电建（水电八局[长沙]+水电十二局）", ["中国电建"]),
        ("未列明（益阳市报送）", []),
        ("湖南", []),
        ("某湘企（平台撮合）", []),
        ("", []),
    ],
)
def test_companies_of_a_cell(cell: str, named: list[str]) -> None:
    assert companies(cell) == named


@given(st.text())
def test_companies_never_raise_and_name_nobody_twice(cell: str) -> None:
    named = companies(cell)
    assert len(set(named)) == len(named)
    assert all(len(name) >= 2 for name in named)


def test_a_company_joins_park_and_project_only_when_its_name_is_equal() -> None:
    things = Things({
        "park": frame("park", {"park_id": "P1", "developer": "三一集团（长沙）"}),
        "project": frame("project", {"project_id": "J1", "company": "三一集团;中联重科"},
                         {"project_id": "J2", "company": "三一重工"}),
    })  # fmt: skip
    same = rule("same", "park", "project", columns=("developer",), object_columns=("company",))
    (hit,) = by_shared(same, things)
    assert (hit.object, hit.shared, hit.km) == (("project", "J1"), Words.same("三一集团"), None)


def test_the_same_sector_counts_in_the_same_country_or_region() -> None:
    countries = frame("country", *({"iso3": c, "region": r} for c, r in
                      (("ZMB", "south"), ("COD", "central"), ("AGO", "central"))))  # fmt: skip
    projects = frame("project", *({"project_id": i, "iso3": c, "sector": s, "year_start": y}
                     for i, c, s, y in (("J1", "COD", "矿业", 2020), ("J2", "COD", "矿业", 2010),
                     ("J3", "AGO", "矿业", 2019), ("J4", "ZMB", "矿业", 2020),
                     ("J5", "COD", "农业", 2020))))  # fmt: skip
    things = Things({"country": countries, "project": projects})

    def found(scope: str | None, most: int | None = None) -> list[tuple[str, str]]:
        same = rule("same", "project", "project", columns=("sector",), scope=scope, most=most)
        return pairs(by_shared(same, things))

    assert found("country") == [("J1", "J2"), ("J2", "J1")]
    assert ("J1", "J3") in found("region")
    assert ("J1", "J4") not in found("region")
    # The nearest in time first.
    assert ("J1", "J4") in found(None, most=1)


# --- facts


def test_only_a_treaty_in_force_covers() -> None:
    treaties = frame("treaty", {"treaty_id": "T1", "iso3": "COD", "dta_status": "in-force",
                                "bit_status": "signed"},
                     {"treaty_id": "T2", "iso3": "ZMB", "dta_status": "signed",
                      "bit_status": "none-known"},
                     {"treaty_id": "T3", "iso3": "AGO", "dta_status": "in-force",
                      "bit_status": "in-force"})  # fmt: skip
    parks = frame("park", *({"park_id": f"P{n}", "iso3": c} for n, c in enumerate(
        ("COD", "ZMB", "AGO"), start=1)))  # fmt: skip
    things = Things({"treaty": treaties, "park": parks, "country": COUNTRIES})
    found = {hit.subject[1]: hit for hit in by_treaty(rule("treaty", "park", "treaty"), things)}
    assert set(found) == {"P1", "P3"}
    assert found["P1"].shared == Words("避免双重征税协定", "double-tax agreement",
                                       "convention fiscale")  # fmt: skip
    assert found["P1"].via == Words("刚果（金）", "刚果（金）", "刚果（金）")
    assert found["P3"].shared is not None
    assert found["P3"].shared.zh == "避免双重征税协定和双边投资协定"


def test_a_country_makes_what_its_figures_say_once() -> None:
    resources = frame("resource", {"resource_id": "A", "iso3": "COD", "commodity": "cobalt",
                                   "year": 2023.0, "world_share_pct": None},
                      {"resource_id": "B", "iso3": "COD", "commodity": "cobalt", "year": 2024.0,
                       "world_share_pct": 74.0, "source_id": "usgs"},
                      {"resource_id": "C", "iso3": "XXX", "commodity": "cobalt"})  # fmt: skip
    things = Things({"resource": resources, "country": COUNTRIES,
                     "commodity": frame("commodity", {"commodity": "cobalt"})})  # fmt: skip
    goods = rule("goods", "resource", "commodity", columns=("commodity",))
    (hit,) = by_goods(goods, things)
    assert (hit.subject, hit.object) == (("country", "COD"), ("commodity", "cobalt"))
    assert (hit.ease, hit.source_id) == (1.0, "usgs")
    assert hit.shared == Words(
        "2024年，占世界 74%", "2024, 74% of the world", "2024, 74 % du monde"
    )


def test_traded_goods_are_known_by_any_of_their_names_but_not_by_two_goods_one() -> None:
    goods = frame("commodity", {"commodity": "crude-oil", "name_zh": "原油",
                                "name_en": "crude petroleum", "synonyms": "crude oil"},
                  {"commodity": "diamonds", "name_zh": "钻石", "name_en": "diamond"},
                  {"commodity": "a", "name_zh": "矿石", "name_en": "ore a"},
                  {"commodity": "b", "name_zh": "矿石", "name_en": "ore b"})  # fmt: skip
    names = (("Crude oil", "x"), ("diamonds (rough)", "y"), ("ores", "矿石"), ("ships", "船"))
    items = frame("trade_item", *(
        {"trade_item_id": str(n), "iso3": "COD", "name_en": en, "name_zh": zh}
        for n, (en, zh) in enumerate(names)
    ))  # fmt: skip
    things = Things({"commodity": goods, "trade_item": items, "country": COUNTRIES})
    traded = rule("goods", "trade_item", "commodity", columns=("name_en", "name_zh"))
    assert pairs(by_goods(traded, things)) == [("COD", "crude-oil"), ("COD", "diamonds")]


# --- named


def test_prefectures_are_known_by_their_own_names_and_their_counties() -> None:
    things = Things({
        "prefecture": frame("prefecture", {"prefecture_id": "430100", "name_zh": "长沙市",
                                           "national_zones": "长沙经开区;宁乡经开区"},
                            {"prefecture_id": "433100", "name_zh": "湘西土家族苗族自治州"}),
        "zone": frame("zone", {"zone_id": "Z1", "prefecture_id": "430100",
                               "prefecture_text": "长沙市浏阳"}),
        "project": frame("project", {"project_id": "J1", "company": "蓝思科技（浏阳）"},
                         {"project_id": "J2", "company": "湖南建投"},
                         {"project_id": "J3", "company": "邵东某公司"}),
    })  # fmt: skip
    assert prefecture_words(things) == {
        "长沙": "430100", "宁乡": "430100", "浏阳": "430100", "湘西": "433100",
    }  # fmt: skip
    (hit,) = by_name(rule("named", "project", "prefecture", columns=("company",)), things)
    assert (hit.subject[1], hit.object[1]) == ("J1", "430100")
    assert hit.shared == Words.same("蓝思科技（浏阳）")


def test_a_name_must_be_long_and_mean_one_thing() -> None:
    things = Things({
        "event": frame("event", {"event_id": "E1", "venue": "长沙国际会展中心二楼，高桥"}),
        "zone": frame("zone", {"zone_id": "Z1", "name_zh": "长沙国际会展中心（浏阳河）"},
                      {"zone_id": "Z2", "name_zh": "高桥"}),
    })  # fmt: skip
    named = rule("named", "event", "zone", columns=("venue",))
    assert pairs(by_name(named, things)) == [("E1", "Z1")]


def test_a_name_within_a_longer_name_is_not_meant() -> None:
    things = Things({
        "project": frame("project", {"project_id": "J1", "financing": "进出口银行湖南省分行贷款"}),
        "institution": frame("institution",
                             {"institution_id": "I1", "name_zh": "进出口银行"},
                             {"institution_id": "I2", "name_zh": "进出口银行湖南省分行"}),
    })  # fmt: skip
    named = rule("named", "project", "institution", columns=("financing",))
    assert pairs(by_name(named, things)) == [("J1", "I2")]


@given(st.text(max_size=200), st.text(min_size=4, max_size=20), st.text(max_size=200))
def test_the_text_about_a_name_shows_the_name(before: str, word: str, after: str) -> None:
    text = f"{before}{word}{after}"
    told = about(text, word.lower())
    assert told.strip("…") in text or told in text
    if text.lower().find(word.lower()) == len(before) and len(word.lower()) == len(word):
        assert word in told
    assert len(told) <= 42


# --- the tables of words and rules


def test_the_inverse_of_the_inverse_is_the_word() -> None:
    words = read_predicates(read(KINDS["predicate"], TABLES).frame)
    back = inverses(words)
    for name, word in words.items():
        forward = name if word.symmetric else back[word.inverse]
        assert forward == name
        assert (word.inverse == name) == word.symmetric
    assert not set(back) & set(words)


@given(st.sampled_from(sorted(read_predicates(read(KINDS["predicate"], TABLES).frame))))
def test_every_word_has_a_name_in_three_languages_both_ways(name: str) -> None:
    word = read_predicates(read(KINDS["predicate"], TABLES).frame)[name]
    assert all(word.names)
    assert all(word.inverse_names)
    assert (word.names == word.inverse_names) == word.symmetric
    assert 0 < word.weight <= 1


def test_thresholds_are_set_by_rule() -> None:
    table = read(KINDS["relation_rule"], TABLES).frame
    before = {each.id: each.threshold for each in read_rules(table)}
    after = {each.id: each.threshold for each in read_rules(table, {"park-project": 80})}
    assert before["park-project"] == 50
    assert after == before | {"park-project": 80.0}


@pytest.mark.parametrize(
    ("given", "said"),
    [({"park-projekt": 80.0}, "park-project"), ({"leg-start": 3.0}, "不是有阈值的关联规则"),
     ({"park-project": -1.0}, "写不小于 0 的数"),
     ({"park-project": float("nan")}, "写不小于 0 的数")],
)  # fmt: skip
def test_a_threshold_for_nothing(given: dict[str, float], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_rules(read(KINDS["relation_rule"], TABLES).frame, given)


@pytest.mark.parametrize(
    ("text", "found"),
    [("a=b|c", Where("a", is_one=True, values=frozenset("bc"))),
     ("a!=b", Where("a", is_one=False, values=frozenset("b"))), ("a", None), ("=b", None)],
)  # fmt: skip
def test_conditions(text: str, found: Where | None) -> None:
    assert Where.parse(text) == found


@pytest.mark.parametrize(
    ("precision", "km", "told"),
    [
        ("exact", 0.4, ("不到1", "less than 1", "moins de 1")),
        ("exact", 12.6, ("13", "13", "13")),
        ("street", 1486.2, ("1486", "1,486", "1\u202f486")),
        ("town", 0.4, ("不到15", "less than 15", "moins de 15")),
        ("town", 14.9, ("不到15", "less than 15", "moins de 15")),
        ("town", 15.0, ("约15", "about 15", "environ 15")),
        ("region", 1486.2, ("约1486", "about 1,486", "environ 1\u202f486")),
    ],
)
def test_kilometres_are_told_no_finer_than_the_places_are_known(precision, km, told):
    things = Things({
        "park": frame("park", at("park_id", "P1", 20, 0, precision=precision)),
        "node": frame("node", at("node_id", "N1", 21, 0)),
    })  # fmt: skip
    hit = Hit(("park", "P1"), ("node", "N1"), km, 1.0)
    assert tuple(kilometres(hit, things, n) for n in range(3)) == told


def test_what_is_not_measured_has_no_kilometres():
    assert kilometres(Hit(("park", "P1"), ("node", "N1"), None, 1.0), Things({}), 0) == ""
