"""The data page: what is covered, every table and source, rival claims, what is in doubt."""

import pytest

from geodata.kinds import KINDS
from geodata.relations import orphans
from tests.page.screen import open_page, row, rows, table

VIEWS = {
    "覆盖": "data-table-coverage-country",
    "数据表": "data-table-tables-table",
    "来源": "data-table-sources-source",
    "说法不一": "data-table-claims-claim",
    "待核": "data-table-doubts-doubt",
    "未连上": "data-table-unlinked-orphan",
}


@pytest.fixture(scope="module", params=VIEWS)
def each(request):
    return request.param


def test_every_view_keeps_the_frame(each):
    screen = open_page("data", view=each)
    assert "countries" in screen.layers
    assert not screen.cells(VIEWS[each]).empty
    assert screen.chart
    assert screen.heading == "本版数据"
    assert "未送审" in screen.html("footer")


def test_coverage_lists_all_focus_countries():
    screen = open_page("data")
    cells = screen.cells(VIEWS["覆盖"])
    assert len(cells) == len(table("countries"))
    assert list(cells["事实条数"]) == sorted(cells["事实条数"], reverse=True)
    zambia = cells.set_index("国家").loc["赞比亚"]
    assert zambia["园区"] == len(rows("parks", iso3="ZMB"))
    assert zambia["银行网点"] == len(rows("branches", iso3="ZMB"))


def test_coverage_of_one_table():
    screen = open_page("data").choose(kind="park")
    with_parks = {r["iso3"] for r in table("parks")} & {r["iso3"] for r in table("countries")}
    total = sum(r["iso3"] in with_parks for r in table("parks"))
    assert f"{len(with_parks)} 国 · {total} 条" in screen.captions
    assert "园区 · 事实条数" in screen.html("legend")


def test_a_click_on_a_country_shows_its_card_and_its_counts():
    screen = open_page("data").pick_on_map(countries={"id": "country:ZMB"})
    assert screen.address["sel"] in ("country:ZMB", ["country:ZMB"])
    assert screen.heading == "赞比亚"
    bars = {bar["label"]: bar["value"] for bar in screen.chart}
    assert bars["资源"] == len(rows("resources", iso3="ZMB"))


def test_a_bar_of_a_source_selects_it():
    screen = open_page("data", view="来源").pick_bar("source:wb-wgi-2024")
    assert screen.heading == row("sources", source_id="wb-wgi-2024")["title"]


def test_tables_are_counted():
    cells = open_page("data", view="数据表").cells(VIEWS["数据表"]).set_index("文件")
    assert len(cells) == len(KINDS)
    for kind in KINDS.values():
        assert cells.loc[f"{kind.table}.csv", "行数"] == len(table(kind.table))


def test_choosing_a_table_shows_its_rows_as_they_are():
    order = list(KINDS)
    screen = open_page("data", view="数据表").pick_row(VIEWS["数据表"], order.index("park"))
    cells = screen.cells("data-table-tables-park")
    assert list(cells["park_id"]) == [r["park_id"] for r in table("parks")]
    assert list(cells.columns) == list(table("parks")[0])
    assert "sel" not in screen.address


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_opens(kind):
    screen = open_page("data", view="数据表", table=KINDS[kind].zh)
    cells = screen.cells(f"data-table-tables-{kind}")
    assert len(cells) == min(len(table(KINDS[kind].table)), 1000)


def test_text_search_in_a_table():
    screen = open_page("data", view="数据表", table="园区", q="ZAMBIA")
    found = screen.cells("data-table-tables-park")
    assert len(found)
    for cell in found.astype(str).agg(" ".join, axis="columns"):
        assert "zambia" in cell.casefold()


def test_a_search_without_hits_says_so():
    screen = open_page("data", view="数据表", table="园区", q="[无此文字(")
    assert any("没有符合筛选的记录" in info.value for info in screen.app.info)


def test_files_of_a_table(offered):
    open_page("data", view="数据表", table="园区")
    assert {name.rpartition(".")[2] for name in offered} == {
        "csv", "xlsx", "geojson", "kml", "gpkg",
    }  # fmt: skip
    offered.clear()
    open_page("data", view="数据表", table="指标定义")
    assert {name.rpartition(".")[2] for name in offered} == {"csv", "xlsx"}


def test_a_row_without_a_card_of_its_own_leads_to_its_source():
    treaty = row("treaties", iso3="ZMB")
    reference = f"treaty:{treaty['treaty_id']}"
    screen = open_page("data", view="数据表", table="协定与关税", sel=reference)
    assert treaty["treaty_id"] in screen.html("facts")
    screen = screen.click(f"source-{treaty['source_id']}")
    assert screen.heading == row("sources", source_id=treaty["source_id"])["title"]


def test_a_source_tells_what_rests_on_it():
    park = rows("parks", iso3="ZMB")[0]
    source = row("sources", source_id=park["source_id"])
    screen = open_page("data", view="来源", sel=f"source:{source['source_id']}")
    assert screen.heading == source["title"]
    assert any(text.startswith("**据此来源的事实**") for text in screen.markdown)
    assert "据所选来源的事实条数" in screen.html("legend")


def test_the_address_of_a_source_is_a_link_only_when_clicked():
    # Nothing is fetched from it: it stands as text and as a button.
    source = row("sources", source_id="wb-wgi-2024")
    screen = open_page("data", view="来源", sel="source:wb-wgi-2024")
    assert source["address"] in screen.html("facts")
    (button,) = screen.app.get("link_button")
    assert button.proto.url == source["address"]


def test_an_unknown_source_is_named_with_the_nearest():
    screen = open_page("data", sel="source:no-such-source")
    assert any("no-such-source" in text for text in screen.warnings)


def test_rival_claims_stand_side_by_side():
    claims = table("claims")
    fields = {(c["kind"], c["subject_id"], c["field"]) for c in claims}
    cells = open_page("data", view="说法不一").cells(VIEWS["说法不一"])
    assert len(cells) == len(fields)
    first = cells.iloc[0]
    assert claims[0]["value"] in first["说法 1"]
    assert claims[1]["value"] in first["说法 2"]
    assert claims[0]["as_of"] in first["说法 1"]
    assert first["来源 2"] == row("sources", source_id=claims[1]["source_id"])["title"]


def test_a_rival_claim_leads_to_its_entity():
    screen = open_page("data", view="说法不一").pick_row(VIEWS["说法不一"], 0)
    claim = table("claims")[0]
    reference = f"{claim['kind']}:{claim['subject_id']}"
    assert screen.links[reference] == "branches"


def test_what_is_in_doubt_comes_with_its_reason():
    cells = open_page("data", view="待核", of="园区").cells(VIEWS["待核"])
    doubted = [
        r
        for r in table("parks")
        if r["verified"] == "no" or r["precision"] == "unknown" or r["confidence"] == "low"
    ]
    assert list(cells["名称"]) == [r["name_zh"] for r in doubted]
    for shown, fact in zip(cells["原因"], doubted, strict=True):
        assert ("未能复核" in shown) == (fact["verified"] == "no")
        assert ("位置不明" in shown) == (fact["precision"] == "unknown")
        assert ("可信度低" in shown) == (fact["confidence"] == "low")


def test_what_is_linked_to_nothing_is_listed(store):
    screen = open_page("data", view="unlinked")
    found = orphans(store)
    cells = screen.cells("data-table-unlinked-orphan")
    assert list(cells["编号"]) == list(found["id"])
    sites = screen.choose(of=["site"]).cells("data-table-unlinked-orphan")
    assert list(sites["编号"]) == list(found.loc[found["kind"] == "site", "id"])
    assert 0 < len(sites) < len(cells)
