"""The page of Hunan's prefectures: all of them, then one with what ties it to the world."""

import pytest

from tests.page.screen import open_page, row, rows

ZHUZHOU = "430200"


def tied(kind: str) -> set[str]:
    """Ids of a kind that a link names together with Zhuzhou, read from the table of links."""
    own = ("prefecture", ZHUZHOU)
    found = set()
    for link in rows("links"):
        ends = [
            (link["subject_kind"], link["subject_id"]),
            (link["object_kind"], link["object_id"]),
        ]
        if own in ends:
            found |= {id_ for other, id_ in ends if other == kind and (other, id_) != own}
    return found


def test_all_fourteen_are_listed_and_coloured():
    screen = open_page("prefectures")
    cells = screen.cells("prefecture-table")
    assert list(cells["市州"]) == sorted(
        (r["name_zh"] for r in rows("prefectures")),
        key=lambda name: row("prefectures", name_zh=name)["prefecture_id"],
    )
    by_name = cells.set_index("市州")
    assert by_name.loc["长沙市", "占全省境外投资企业 %"] == 26
    assert by_name.loc["邵阳市", "占全省境外投资企业 %"] == 21
    assert by_name["占全省境外投资企业 %"].notna().sum() == 2  # the source gives no others
    assert "prefectures" in screen.layers
    assert "prefecture-430200" in screen.layers


def test_what_the_map_is_coloured_by_is_chosen_and_told():
    screen = open_page("prefectures")
    assert "项目数" in screen.html("legend")
    changed = screen.choose(by="zone")
    assert "湖南平台数" in changed.html("legend")
    numbers = {r["label"]: r["value"] for r in changed.chart}
    zones = [z for z in rows("zones") if z["prefecture_id"] == "430600"]
    assert numbers["岳阳市"] == len(zones)


def test_a_prefecture_by_map_row_box_and_address():
    start = open_page("prefectures")
    clicked = start.pick_on_map(prefectures={"properties": {"id": f"prefecture:{ZHUZHOU}"}})
    assert clicked.address["city"] == ZHUZHOU
    assert clicked.heading == "株洲市"
    chosen = open_page("prefectures").pick_row("prefecture-table", 1)
    assert (chosen.heading, chosen.address["city"]) == ("株洲市", ZHUZHOU)
    boxed = open_page("prefectures").choose(**{"city-choice": ZHUZHOU})
    assert boxed.address["sel"] == f"prefecture:{ZHUZHOU}"
    addressed = open_page("prefectures", city=ZHUZHOU)
    assert addressed.heading == "株洲市"
    back = boxed.choose(**{"city-choice": "all"})
    assert "city" not in back.address
    assert len(back.cells("prefecture-table")) == 14


def test_the_card_tells_shares_zones_and_corridors():
    screen = open_page("prefectures", sel="prefecture:430100")
    assert screen.facts["占全省境外投资企业 %"] == "26"
    assert "中欧班列" in screen.facts["通道角色"]
    assert "长沙黄花综保区" in screen.facts["综合保税区"]


def test_projects_of_its_companies_each_with_the_reason():
    cells = open_page("prefectures", city=ZHUZHOU).cells("prefecture-things")
    named = {row("projects", project_id=id_)["name_zh"] for id_ in tied("project")}
    assert named <= set(cells.loc[cells["类别"] == "项目", "名称"])
    assert cells["为什么列在这里"].str.len().gt(3).all()


def test_a_thing_chosen_leaves_the_prefecture():
    screen = open_page("prefectures", city=ZHUZHOU).pick_row("prefecture-things", 0)
    assert screen.address["city"] == ZHUZHOU
    assert screen.address["sel"].startswith("project:")
    assert len(screen.cells("prefecture-things")) > 5


def test_countries_dealt_with_on_the_map_and_in_the_table():
    screen = open_page("prefectures", city=ZHUZHOU, where="abroad", part="countries")
    cells = screen.cells("prefecture-countries").set_index("国家")
    malaysia = [id_ for id_ in tied("project") if row("projects", project_id=id_)["iso3"] == "MYS"]
    assert cells.loc["马来西亚", "项目"] >= len(malaysia) > 0
    assert screen.chart[0]["label"] == cells.index[0] == "马来西亚"
    assert "countries" in screen.layers
    picked = screen.pick_bar("country:MYS")
    assert picked.address["sel"] == "country:MYS"


def test_events_zones_and_trade():
    events = open_page("prefectures", city=ZHUZHOU, part="events").cells("prefecture-things")
    assert {row("events", event_id=id_)["name_zh"] for id_ in tied("event")} <= set(events["名称"])
    zones = open_page("prefectures", city="430600", part="zones").cells("prefecture-things")
    own = {z["name_zh"] for z in rows("zones", prefecture_id="430600")}
    assert own == set(zones.loc[zones["类别"] == "湖南平台", "名称"])
    trade = open_page("prefectures", city=ZHUZHOU, part="trade").cells("prefecture-trade")
    wanted = [r for r in rows("hunan_trade") if "株洲" in r["prefecture"] + r["scope"]]
    assert len(trade) == len(wanted)
    assert set(trade["谁的数"]) == {r["scope"] for r in wanted}


@pytest.mark.parametrize("part", ["abroad", "countries", "events", "trade"])
def test_what_no_source_tells_is_said(part: str):
    screen = open_page("prefectures", city="430800", part=part)  # 张家界
    assert any("资料未载" in info.value for info in screen.app.info)


def test_every_prefecture_opens():
    for each in rows("prefectures"):
        assert open_page("prefectures", city=each["prefecture_id"]).heading == each["name_zh"]


def test_an_unknown_prefecture_is_named():
    screen = open_page("prefectures", city="439999")
    assert "没有“439999”这个市州" in screen.warnings[0]
    assert len(screen.cells("prefecture-table")) == 14


def test_in_english():
    screen = open_page("prefectures", city=ZHUZHOU, lang="English")
    assert screen.heading == "Zhuzhou"
