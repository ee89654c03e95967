"""The resource maps of Africa and ASEAN: family → commodity → measure, or indicator and year."""

import csv
import io

import pytest

from tests.page.screen import Row, Screen, on_map, open_page, row, rows, table

NAME = {c["iso3"]: c["name_zh"] for c in table("countries")}
GROUP = {"africa": "Africa", "asean": "ASEAN"}


def inside(path: str) -> set[str]:
    return {c["iso3"] for c in table("countries") if c["group"] == GROUP[path]}


def newest(found: list[Row]) -> dict[str, Row]:
    """One row a country: the newest."""
    kept: dict[str, Row] = {}
    for each in sorted(found, key=lambda r: float(r["year"] or 0)):
        kept[each["iso3"]] = each
    return kept


def produced(commodity: str, stage: str, countries: set[str]) -> dict[str, float]:
    found = [
        r
        for r in rows("resources", commodity=commodity, measure="production", stage=stage)
        if r["production"] and r["iso3"] in countries
    ]
    return {iso3: float(r["production"]) for iso3, r in newest(found).items()}


def ranked(values: dict[str, float]) -> list[str]:
    return sorted(sorted(values), key=lambda iso3: -values[iso3])


def sites_of(commodity: str, countries: set[str]) -> list[str]:
    own = [
        s
        for s in table("sites")
        if commodity in (s["commodities"] or s["commodity"]).split(";") and s["iso3"] in countries
    ]
    return [f"site:{s['site_id']}" for s in on_map(own)]


def shown(screen: Screen, path: str) -> dict[str, float]:
    """The table's countries and values, in its order; a country without a value has none."""
    cells = screen.cells(f"{path}-table")
    return dict(zip(cells["国家"], cells.iloc[:, 2], strict=True))


@pytest.mark.parametrize(("path", "commodity"), [("africa", "copper"), ("asean", "copper")])
def test_a_page_opens_with_copper_from_mines(path: str, commodity: str):
    screen = open_page(path)
    countries = inside(path)
    values = produced(commodity, "mine", countries)
    others = {r["iso3"] for r in rows("resources", commodity=commodity)} & countries - set(values)
    order = [*ranked(values), *sorted(others)]
    cells = screen.cells(f"{path}-table")
    assert list(cells["国家"]) == [NAME[iso3] for iso3 in order]
    figures = list(cells.iloc[:, 2])
    assert figures[: len(values)] == [values[iso3] for iso3 in ranked(values)]
    assert all(f != f for f in figures[len(values) :]), "recorded without a figure is no zero"
    sites = sites_of(commodity, countries)
    assert sorted(screen.drawn("sites")) == sorted(sites)
    assert f"{len(order)} 国 · {len(sites)} 处资源点" in screen.captions
    assert [r["ref"] for r in screen.chart] == [f"country:{i}" for i in ranked(values)][:9]
    assert [r["value"] for r in screen.chart] == [values[i] for i in ranked(values)][:9]
    assert [r["label"] for r in screen.chart] == [NAME[i] for i in ranked(values)][:9]


def test_the_number_of_countries_on_both_pages_is_sixty_five():
    population = {"family": "indicator", "indicator": "population"}
    listed = [list(open_page(p, **population).cells(f"{p}-table")["国家"]) for p in GROUP]
    both = [name for names in listed for name in names]
    assert sorted(both) == sorted(NAME.values())
    assert len(both) == 65


def test_the_counts_beside_a_country_are_those_of_the_tables():
    cells = open_page("africa").cells("africa-table").set_index("国家")
    iso3 = {name: code for code, name in NAME.items()}
    for label, name in (("资源点", "sites"), ("园区", "parks"), ("项目", "projects"),
                        ("银行网点", "branches")):  # fmt: skip
        for country, counted in cells[label].items():
            assert counted == len(rows(name, iso3=iso3[str(country)])), (label, country)


@pytest.mark.parametrize("family", ["mineral", "energy", "agriculture", "forest", "fishery"])
def test_each_family_offers_its_own_commodities(family: str):
    screen = open_page("africa").choose(family=family)
    own = {c["commodity"] for c in rows("commodities", family=family)}
    there = {r["commodity"] for r in table("resources") if r["iso3"] in inside("africa")}
    offered = screen.widget("commodity")
    assert len(offered.options) == len(own & there)
    assert offered.value in own


@pytest.mark.parametrize("commodity", ["cobalt", "gold", "bauxite"])
def test_a_commodity_changes_map_table_and_chart(commodity: str):
    screen = open_page("africa").choose(commodity=commodity)
    stage = {r["stage"] for r in rows("resources", commodity=commodity, measure="production")}
    values = produced(commodity, "mine" if "mine" in stage else "", inside("africa"))
    assert values
    assert [r["ref"] for r in screen.chart] == [f"country:{i}" for i in ranked(values)][:9]
    assert sorted(screen.drawn("sites")) == sorted(sites_of(commodity, inside("africa")))
    assert f"resource.{commodity}." in screen.layers["countries"]["data"]


def test_a_measure_is_never_mixed_with_another():
    screen = open_page("africa")
    refined = screen.choose(measure="production-refinery")
    values = produced("copper", "refinery", inside("africa"))
    assert values
    assert values != produced("copper", "mine", inside("africa"))
    found = shown(refined, "africa")
    assert {k: v for k, v in found.items() if v == v} == {NAME[i]: v for i, v in values.items()}


def test_mere_presence_has_no_chart_and_no_circles():
    screen = open_page("africa").choose(measure="presence")
    assert screen.chart == []
    there = {r["iso3"] for r in rows("resources", commodity="copper")} & inside("africa")
    assert sorted(screen.cells("africa-table")["国家"]) == sorted(NAME[i] for i in there)
    assert "按数值画圆" not in " ".join(screen.widget("over").options)


def test_circles_left_on_do_not_break_a_measure_without_them():
    screen = open_page("africa").choose(over=["symbol", "site"])
    assert screen.drawn("symbols")
    there = screen.choose(measure="presence")
    assert there.drawn("symbols") == []
    assert there.cells("africa-table") is not None


def test_circles_have_areas_in_proportion():
    screen = open_page("africa").choose(over=["symbol"])
    values = produced("copper", "mine", inside("africa"))
    items = {item["id"]: item["r"] for item in screen.layers["symbols"]["data"]}
    assert set(items) == {f"country:{iso3}" for iso3, value in values.items() if value > 0}
    assert screen.drawn("sites") == [], "a layer that is switched off is not drawn"
    top = max(values.values())
    for iso3, value in values.items():
        expected = max(3.0, 26 * (value / top) ** 0.5)
        assert items[f"country:{iso3}"] == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize(("kind", "name"), [("park", "parks"), ("project", "projects"),
                                            ("branch", "branches")])  # fmt: skip
def test_the_legend_switches_a_layer_on(kind: str, name: str):
    screen = open_page("asean")
    assert screen.drawn(f"{kind}s") == []
    on = screen.choose(over=["site", kind])
    own = [r for r in on_map(list(table(name))) if r["iso3"] in inside("asean")]
    assert on.drawn(f"{kind}s") == [f"{kind}:{r[f'{kind}_id']}" for r in own]
    off = on.choose(over=[])
    assert off.drawn(f"{kind}s") == off.drawn("sites") == []


@pytest.mark.parametrize(
    ("chosen", "column", "wanted"),
    [
        ({"region": ["southern-africa"]}, "region", {"southern-africa"}),
        ({"country": ["ZMB", "COD"]}, "iso3", {"ZMB", "COD"}),
    ],
)
def test_filters_leave_map_table_and_file(chosen, column, wanted, offered):
    screen = open_page("africa")
    offered.clear()
    screen = screen.choose(**chosen)
    left = {c["iso3"] for c in table("countries") if c[column] in wanted}
    there = {r["iso3"] for r in rows("resources", commodity="copper")} & left
    assert set(screen.cells("africa-table")["国家"]) == {NAME[i] for i in there}
    assert sorted(screen.drawn("sites")) == sorted(sites_of("copper", left))
    (name,) = [n for n in offered if n.endswith(".csv")]
    text = offered[name]().decode("utf-8-sig")
    found = csv.DictReader(io.StringIO(text[text.index("resource_id") :]))
    expected = [r["resource_id"] for r in rows("resources", commodity="copper")
                if r["iso3"] in left]  # fmt: skip
    assert [r["resource_id"] for r in found][: len(expected)] == expected


def test_a_bloc_leaves_its_members():
    screen = open_page("africa").choose(bloc=["sadc"], family="indicator")
    screen = screen.choose(indicator="population")
    member = {m["iso3"] for m in rows("memberships", bloc_id="sadc", role="member")}
    assert set(screen.cells("africa-table")["国家"]) == {NAME[i] for i in member}


def test_an_indicator_in_a_year_shows_that_year_only():
    screen = open_page("asean", family="indicator", indicator="gdp_nominal_wb")
    years = sorted({r["year"] for r in rows("indicators", indicator="gdp_nominal_wb")})
    assert list(screen.widget("year").proto.options) == [*years, "最新"]
    screen = screen.choose(year="2015")
    found = rows("indicators", indicator="gdp_nominal_wb", year="2015")
    values = {r["iso3"]: float(r["value"]) for r in found if r["iso3"] in inside("asean")}
    assert [r["ref"] for r in screen.chart] == [f"country:{i}" for i in ranked(values)][:9]
    assert [r["value"] for r in screen.chart] == [values[i] for i in ranked(values)][:9]
    assert set(screen.cells("asean-table")["年份"]) == {2015}
    assert "indicator.gdp_nominal_wb.2015" in screen.layers["countries"]["data"]


def test_a_year_that_another_indicator_lacks_is_let_go():
    early = sorted({r["year"] for r in rows("indicators", indicator="exports_to_china_cn_reported")
                    if r["value"]})[0]  # fmt: skip
    later = {r["year"] for r in rows("indicators", indicator="trade_with_china_reported")}
    assert early not in later
    screen = open_page("africa", family="indicator", indicator="exports_to_china_cn_reported")
    screen = screen.choose(year=early).choose(indicator="trade_with_china_reported")
    assert set(map(str, screen.cells("africa-table")["年份"].dropna())) <= later


def test_a_commodity_of_another_family_in_the_address_is_named():
    screen = open_page("africa", family="能源", commodity="铜")
    (warning,) = screen.warnings
    assert "“铜”" in warning
    assert screen.widget("commodity").value in {
        c["commodity"] for c in rows("commodities", family="energy")
    }


def test_the_selected_country_is_outlined_and_marked():
    screen = open_page("africa", sel="country:COD")
    assert any("/COD" in str(layer["data"]) for layer in screen.layers.values())
    (index,) = screen.app.session_state["africa-table"]["selection"]["rows"]
    assert screen.cells("africa-table")["国家"].iloc[index] == "刚果（金）"


def test_the_card_of_a_country_without_relations_says_so():
    eswatini = row("countries", iso3="SWZ")
    assert eswatini["relations"] == "no"
    assert "与中国没有外交关系" in open_page("africa", sel="country:SWZ").warnings
    assert open_page("africa", sel="country:ZMB").warnings == []


def test_trade_reported_by_the_other_side_is_labelled():
    metrics = open_page("africa", sel="country:ZMB").metrics
    reported = [label for label in metrics if "中国" in label]
    assert reported
    assert all("（对方国口径）" in label for label in reported)
