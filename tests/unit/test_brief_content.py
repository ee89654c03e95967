"""What a brief says, on tiny rows that can be checked by hand."""

import csv
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import boundaries
from geodata.build import build
from geodata.errors import NotFoundError, UsageError
from geodata.format import CONVERTED
from geodata.settings import settings
from geodata.store import FolderStore
from layers.briefs.content import Selection, carried, codes, labels, make, parse
from layers.briefs.content.desk import Desk, cited
from layers.briefs.content.make import used
from layers.briefs.model import LOCALES, Block, Brief, Chart, Fact, Facts, Table, Words
from tests import tiny

DAY = date(2026, 11, 21)


def of(store: FolderStore, subject: str, locale: str = "zh", **more) -> Brief:
    return make(store, subject, locale=locale, day=DAY, **more)


def block(brief: Brief, title: str) -> Block:
    (found,) = [each for each in brief.blocks if each.title == title]
    return found


def fact(brief: Brief, label: str) -> Fact:
    (found,) = [
        row for each in brief.blocks if isinstance(each, Facts) for row in each.rows
        if row.label == label
    ]  # fmt: skip
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> FolderStore:
    """The tiny tables with a country that has something of everything; built once."""
    folder = tmp_path_factory.mktemp("told")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", tiny.layers)
        build(tiny.write(folder / "tables", told_rows()), folder / "data")
    return FolderStore.open(folder / "data")


def told_rows():
    content = tiny.rows()
    sure = tiny.SOURCED
    other = {**sure, "source_id": "web-page"}
    term = {"topic": "economy", "decimals": 1, "key_figure": "yes", "basis_zh": "口径"}
    content["source"] += [
        {"source_id": "stats", "title": "统计", "publisher": "统计局", "category": "document",
         "address": "https://example.org/a", "published": "2025"},
    ]  # fmt: skip
    content["indicator_term"] = [
        {"indicator": "population", "name_zh": "人口", "name_en": "Population", "unit": "persons",
         "unit_zh": "人", **term, **sure},
        {"indicator": "gdp_growth", "name_zh": "经济增长率", "name_en": "Real GDP growth",
         "unit": "pct", "unit_zh": "%", **term, **sure},
        *(
            {"indicator": f"{flow}_china_reported", "name_zh": flow, "name_en": flow,
             "unit": "USD", "unit_zh": "美元", **term, **sure}
            for flow in ("imports_from", "exports_to")
        ),
    ]  # fmt: skip
    content["indicator"] = [
        {"indicator_id": "COD-population-2019", "iso3": "COD", "indicator": "population",
         "year": 2019, "value": 86000000, **other},
        {"indicator_id": "COD-gdp_growth-2025", "iso3": "COD", "indicator": "gdp_growth",
         "year": 2025, "value": 6.54, **sure, "source_id": "stats"},
        {"indicator_id": "LAO-gdp_growth-2024", "iso3": "LAO", "indicator": "gdp_growth",
         "year": 2024, "value": 4.1, **sure},
        *(
            {"indicator_id": f"COD-{flow}-{year}", "iso3": "COD",
             "indicator": f"{flow}_china_reported", "year": year, "value": value, **sure}
            for flow, year, value in (
                ("imports_from", 2021, 3e9), ("imports_from", 2023, 6.5e9),
                ("exports_to", 2021, 14e9), ("exports_to", 2023, 16e9),
            )
        ),
    ]  # fmt: skip
    content["resource"][0] |= {"world_share_pct": 75.86}
    content["treaty"] = [
        {"treaty_id": "COD-china", "iso3": "COD", "dta_status": "none-known",
         "bit_status": "in-force", "bit_signed": "2011-08-11", "bit_in_force": "2016-11-17",
         "visa_terms": "互免签证", **sure}
    ]  # fmt: skip
    content["bloc"].append(
        {"bloc_id": "china-zero-tariff-2026", "name_zh": "零关税名单", "name_en": "Zero", **sure}
    )
    content["membership"].append(
        {"membership_id": "COD-zero", "iso3": "COD", "bloc_id": "china-zero-tariff-2026",
         "role": "listed", "since": "2026-05-01", "until": "2028-04-30", **other}
    )  # fmt: skip
    content["trade_item"] = [
        {"trade_item_id": "COD-e1", "iso3": "COD", "flow": "export", "item_kind": "commodity",
         "rank": 1, "name_zh": "精炼铜", "name_en": "refined copper", "year": 2023, **sure},
        {"trade_item_id": "COD-e2", "iso3": "COD", "flow": "export", "item_kind": "partner",
         "rank": 1, "name_zh": "中国", "name_en": "China", "partner_iso3": "CHN",
         "share_pct": 69, "year": 2023, **sure},
    ]  # fmt: skip
    return content


def test_every_phrase_is_there_in_every_language_with_the_same_places():
    for key, texts in {**labels.LABELS, **labels.SENTENCES}.items():
        assert len(texts) == len(LOCALES), key
        if key != "chinese-note":  # nothing to explain to who reads Chinese
            assert all(texts), key
            places = [{p for _, p, _, _ in string.Formatter().parse(t) if p} for t in texts]
            assert places[0] == places[1] == places[2], key
    for table, words in codes.CODES.items():
        for code, texts in words.items():
            assert len(texts) == len(LOCALES), (table, code)
            assert all(texts), (table, code)


def test_country_figures_with_year_source_and_unit(told):
    brief = of(told, "country:COD")
    assert (brief.title, brief.subtitle) == ("刚果（金）", "去不去、带什么去：中部非洲")
    people = fact(brief, "人口")
    assert (people.text, people.number, people.unit) == ("8600万人", 86000000, "人")
    assert (people.period, people.sources) == ("2019", ("web-page",))
    growth = fact(brief, "经济增长率")
    assert (growth.text, growth.sources, growth.note) == ("6.5%", ("stats",), "口径")
    assert brief.release == told.release_id
    assert brief.review == "未送审，仅供内部研究"


def test_terms_tell_dates_and_status(told):
    brief = of(told, "country:COD", "en")
    assert fact(brief, "Zero tariff into China").text == "from 2026-05-01 until 2028-04-30"
    assert fact(brief, "Double-tax treaty").text == "none found"
    bit = fact(brief, "Investment treaty").text
    assert bit == "in force (signed 2011-08-11; in force 2016-11-17)"
    # The sources give it in Chinese only: it stays so, and is marked.
    assert fact(brief, "Visa for Chinese citizens").text == "互免签证 [zh]"
    assert "[zh] marks texts that the sources give in Chinese only." in brief.blocks[-1].paragraphs


def test_a_tariff_that_has_ended_is_not_told_as_current(told):
    later = make(told, "country:COD", locale="zh", day=date(2028, 5, 1))
    ended = fact(later, "输华零关税")
    assert (ended.text, ended.note) == ("不在名单内", "2026-05-01起，至2028-04-30")
    last_day = make(told, "country:COD", locale="zh", day=date(2028, 4, 30))
    assert fact(last_day, "输华零关税").text == "2026-05-01起，至2028-04-30"


def test_unknown_figures_are_blank_and_old_ones_named(told):
    brief = of(told, "country:LAO")
    assert fact(brief, "人口") == Fact("人口", "")
    assert "“人口”是 2019 年的数字，可能已过时。" in of(told, "country:COD").blocks[-1].paragraphs
    assert not any("经济增长率" in each for each in of(told, "country:COD").blocks[-1].paragraphs)


def test_charts_hold_the_figures_and_gaps_stay_gaps(told):
    brief = of(told, "country:COD")
    shares = block(brief, "产量占世界比重")
    assert isinstance(shares, Chart)
    assert (shares.categories, shares.series[0].values) == (("钴",), (75.86,))
    trade = block(brief, "与中国贸易：对方国口径")
    assert isinstance(trade, Chart)
    assert trade.categories == ("2021", "2022", "2023")
    assert [each.values for each in trade.series] == [(30, None, 65), (140, None, 160)]
    assert trade.unit == "亿美元"
    english = block(of(told, "country:COD", "en"), "Trade with China: as the country reports")
    assert english.series[1].values == (14000, None, 16000)
    assert english.unit == "US$ million"


def test_trade_structure_pairs_goods_with_partners_by_rank(told):
    table = block(of(told, "country:COD", "fr"), "Structure du commerce")
    assert isinstance(table, Table)
    # French names: the partner has one by its code, the good falls back to English.
    assert table.rows == (("exportation", 1, "refined copper", "Chine", 69, 2023),)


def test_names_fall_back_from_french_to_english_to_chinese(told):
    desk = Desk(told, "fr", DAY)
    assert desk.name("park", "P1") == "Saysettha"
    assert desk.name("park", "P2") == "无坐标园区"
    assert desk.name("park", "P9") == "P9"
    assert desk.country("LAO") == "Laos"
    assert desk.country("BRA") == "Brésil"
    assert desk.country(None) == ""


def test_sources_are_those_used_in_order_of_first_use(told):
    brief = of(told, "country:COD")
    assert [each.id for each in brief.sources] == used(brief.blocks)
    assert len({each.id for each in brief.sources}) == len(brief.sources)
    stats = next(each for each in brief.sources if each.id == "stats")
    assert (stats.title, stats.publisher, stats.url) == ("统计", "统计局", "https://example.org/a")
    for each in brief.blocks:
        for row in each.rows if isinstance(each, Facts) else (each,):
            assert brief.numbered(row.sources) == sorted(brief.numbered(row.sources))


def test_a_figure_has_a_source(told):
    for subject in ("country:COD", "country:LAO", "park:P1", "corridor:C1", "compare:COD,LAO"):
        brief = of(told, subject)
        for each in brief.blocks:
            for row in each.rows if isinstance(each, Facts) else ():
                # Counts of warnings are the rules' own, of none there is no source.
                assert row.sources or not row.text or row.text == "0", (subject, row)
            if isinstance(each, Table) and each.rows:
                assert each.sources, (subject, each.title)


def test_presence_names_parks_events_and_what_they_are(told):
    brief = of(told, "country:LAO", "en")
    parks = block(brief, "Chinese parks")
    assert parks.rows == (("Saysettha", "yes", "operating", None, 11.5),)
    assert parks.sources == ("paper",)
    events = block(brief, "Events")
    assert events.rows == (("博览会", "2023-06-29", "China", None),)


def test_park_tells_its_place_and_neighbours(told):
    brief = of(told, "park:P1", "en", review_number="GS(2026)1")
    assert brief.title == "Saysettha"
    assert fact(brief, "Area (km²)").number == 11.5
    near = block(brief, "Nearest services")
    # 18.05 N 102.75 E to the station at 18.00 N 102.70 E: 7.7 km on the sphere.
    assert ("rail terminal", "Vientiane South", "Laos", 8) in near.rows
    assert brief.review == "Map review no. GS(2026)1"
    assert brief.review in brief.scene.footer
    assert told.release_id in brief.scene.footer


def test_a_park_without_a_place_has_no_neighbours(told):
    brief = of(told, "park:P2")
    assert not any(each.title == "最近的服务" for each in brief.blocks)


def test_corridor_lists_services_nodes_and_countries(told):
    brief = of(told, "corridor:C1")
    assert block(brief, "线路").rows[0][:2] == ("怀化—万象", "铁路")
    assert [row[0] for row in block(brief, "节点").rows] == ["怀化", "万象南"]
    assert fact(brief, "所达国家").number == 2
    assert block(brief, "节点 100 公里内的园区").rows == (("赛色塔园区", "老挝", 8, "运营"),)


def test_compare_puts_figures_side_by_side_with_best_and_worst(told):
    brief = of(told, "compare:COD,LAO")
    table = block(brief, "指标对比")
    assert table.columns == ("指标", "单位", "刚果（金）", "老挝", "年份", "▲", "▼")
    growth = next(row for row in table.rows if row[0] == "经济增长率")
    assert growth == ("经济增长率", "%", 6.5, 4.1, "2024–2025", "刚果（金）", "老挝")
    people = next(row for row in table.rows if row[0] == "人口")
    # Large figures are divided so that they can be read; nobody is better for being many.
    assert people == ("人口", "万人", 8600, None, "2019", None, None)
    terms = block(brief, "关税、协定与签证")
    assert [row[0] for row in terms.rows] == ["刚果（金）", "老挝"]


def test_selection_counts_charts_and_lists_what_was_filtered(told):
    rows = told.table("park")
    scene = of(told, "country:LAO").scene
    chosen = Selection("park", rows, "园区", "国家：老挝", scene)
    brief = make(told, "selection", locale="en", day=DAY, chosen=chosen)
    assert fact(brief, "Number of records").number == 2
    assert fact(brief, "Filters").text == "国家：老挝 [zh]"
    bars = block(brief, "Parks by country")
    assert (bars.categories, bars.series[0].values) == (("DR Congo", "Laos"), (1, 1))
    assert {row[0] for row in block(brief, "Chinese parks").rows} == {"Saysettha", "无坐标园区"}
    empty = Selection("park", rows[:0], "园区", "", scene)
    nothing = make(told, "selection", locale="zh", day=DAY, chosen=empty)
    assert fact(nothing, "记录数").number == 0
    assert not any(isinstance(each, Table | Chart) for each in nothing.blocks)


def test_legs_of_a_service_are_not_added_up_to_its_distance(told):
    services = block(of(told, "corridor:C1"), "线路")
    # The leg is routed, but no source gives the service's kilometres.
    place = services.columns.index("公布里程（公里）")
    assert [row[place] for row in services.rows] == [None]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "subject", ["country:COD", "country:LAO", "park:P1", "corridor:C1", "compare:COD,LAO"]
)
def test_every_subject_in_every_language(told, subject, locale):
    brief = of(told, subject, locale)
    assert (brief.subject, brief.locale, brief.day) == (subject, locale, DAY)
    assert isinstance(brief.blocks[0], Facts)  # stands beside the map
    assert isinstance(brief.blocks[-1], Words)
    assert brief.title
    assert brief.scene.layers
    assert brief.scene.alt


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("country:XXX", "country:XXX"),
        ("park:P8", "park:P1"),
        ("corridor:C9", "corridor:C1"),
        ("compare:COD,XXX", "country:XXX"),
    ],
)
def test_an_unknown_entity_is_told_with_the_nearest(told, subject, said):
    with pytest.raises(NotFoundError, match=said):
        of(told, subject)


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("", "没有“”这种简报"),
        ("KEN", "country:KEN"),
        ("contry:COD", "没有“contry:COD”这种简报"),
        ("country:", "没有“country:”这种简报"),
        ("country:COD,LAO", "只能写一个编号"),
        ("compare:COD", "2 至 6 个国家，给了 1 个"),
        ("compare:COD,COD", "2 至 6 个国家，给了 1 个"),
        ("selection", "没有可写成简报的筛选结果"),
    ],
)
def test_a_subject_that_makes_no_sense_is_refused(told, subject, said):
    with pytest.raises(UsageError, match=said):
        of(told, subject)


def test_a_language_that_there_is_not_is_refused(told):
    with pytest.raises(UsageError, match="zh、en、fr"):
        of(told, "country:COD", "de")


def test_a_country_may_be_named_in_any_way(told):
    for text in ("cod", "COD", "CD", "刚果（金）", "dr congo"):
        assert parse(told, f"country:{text}") == ("country", ("COD",))


@given(st.lists(st.sampled_from(["a", "b;c", "c", None]), max_size=6))
def test_cited_are_the_main_sources_each_once(ids):
    found = cited(*({"source_id": each} for each in ids))
    assert len(set(found)) == len(found)
    assert set(found) == {each.split(";")[0] for each in ids if each}


def test_volumes_are_counted_in_plain_units_abroad(told):
    row = {"metric": "东盟班列货运量", "period": "2024年上半年", "value": 47.47, "unit": "万吨"}
    english, chinese = Desk(told, "en", DAY), Desk(told, "zh", DAY)
    assert carried.amount(english, row) == (474700, "t")
    assert carried.amount(chinese, row) == (47.47, "万吨")
    assert carried.metric(english, row) == "Freight on ASEAN trains"
    assert carried.period(Desk(told, "fr", DAY), row) == "premier semestre 2024"
    assert carried.period(english, {"period": "2023年"}) == "2023"
    # What nobody has put into words stays Chinese, marked.
    assert carried.metric(english, {"metric": "新口径"}) == "新口径 [zh]"


def test_every_volume_of_the_tables_has_its_words():
    with (settings().tables_dir / "volumes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["metric"] for row in rows} <= set(carried.METRICS)
    periods = {row["period"] for row in rows}
    assert {each for each in periods if not each.removesuffix("年").isdigit()} <= set(
        carried.PERIODS
    )
    assert {row["unit"] for row in rows} <= set(CONVERTED)
