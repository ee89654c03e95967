"""One selection for map, table, chart, card and address; links lead on, dead links say so."""

import pytest

from tests.page.screen import Row, on_map, open_page, row, rows, table

CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}
COLOUR = {"high": "green", "medium": "yellow", "low": "red"}
VERIFIED = {"yes": "已复核", "partly": "部分复核", "no": "待核"}
SOURCE = {s["source_id"]: s["title"] for s in table("sources")}

# Page, kind, id, and the facts that the card must show, as the tables have them.
CARDS = [
    ("parks", "park", "P01", {"地点": "place", "开发主体": "developer", "产业": "sectors",
                              "入园企业": "tenants", "进展说明": "status_text",
                              "起始年": "year_started", "面积（平方公里）": "area_km2"}),
    ("events", "event", "E01", {"开始": "start_date", "结束": "end_date", "场馆": "venue",
                                "城市": "city", "主办": "organiser", "签约数": "deals_count",
                                "要点": "key_facts"}),
    ("projects", "project", "J23", {"企业": "company", "地点": "location", "行业": "sector",
                                    "开始": "year_start", "要点": "key_facts"}),
    ("branches", "branch", "B001", {"银行": "bank_zh", "城市": "city", "设立": "opened",
                                    "服务": "services"}),
    ("corridors", "corridor", "C3", {"起点": "origin", "终点": "destination", "班期": "frequency",
                                     "要点": "key_facts"}),
    ("corridors", "service", "C4a", {"运营方": "operator", "起点": "origin", "终点": "destination",
                                     "公布时效（天）": "transit_days", "班期": "frequency"}),
    ("corridors", "leg", "C3a-044", {"公布里程（公里）": "distance_km", "运营方": "operator",
                                     "依据说明": "evidence_text"}),
    ("corridors", "node", "HH_PORT", {"作用": "role"}),
    ("africa", "site", "AIR-FNBJ", {"运营方": "operator", "年份": "year"}),
]  # fmt: skip
FILES = {"branch": "branches", "leg": "legs"}


def fact_of(kind: str, id_: str) -> Row:
    return row(FILES.get(kind, f"{kind}s"), **{f"{kind}_id": id_})


def unescaped(text: str) -> str:
    """Markdown as people read it."""
    return text.replace("\\", "")


@pytest.mark.parametrize(("path", "kind", "id_", "facts"), CARDS, ids=lambda v: str(v)[:12])
def test_card_shows_the_facts_of_the_table_with_their_source(path, kind, id_, facts):
    screen = open_page(path, sel=f"{kind}:{id_}")
    fact = fact_of(kind, id_)
    shown = screen.facts
    for label, column in facts.items():
        if fact[column]:
            # What a table lists with semicolons may be read as a list.
            assert shown[label].replace("、", ";") == fact[column].replace("、", ";"), label
        else:
            assert label not in shown, "an unknown is not shown as a fact"
    if kind != "leg":
        assert unescaped(screen.heading) == fact["name_zh"]
    provenance = next(c for c in map(unescaped, screen.captions) if c.startswith("来源："))
    assert SOURCE[fact["source_id"]] in provenance
    assert f"日期：{fact['as_of']}" in provenance
    assert f"可信度：{CONFIDENCE[fact['confidence']]}" in provenance
    badges = " ".join(screen.markdown)
    assert f":{COLOUR[fact['confidence']]}-badge[可信度 {CONFIDENCE[fact['confidence']]}]" in badges
    if fact.get("verified"):
        assert f"badge[{VERIFIED[fact['verified']]}]" in badges


def test_card_of_a_park_links_to_all_that_is_in_its_country():
    park = row("parks", park_id="P05")
    screen = open_page("parks", sel="park:P05")
    links = screen.unfold("project", "park", "event", "branch").links
    assert links["country:LAO"] == "country"
    for kind, file, page in (
        ("project", "projects", "projects"), ("park", "parks", "parks"),
        ("event", "events", "events"), ("branch", "branches", "branches"),
    ):  # fmt: skip
        same = {f"{kind}:{r[f'{kind}_id']}" for r in rows(file, iso3=park["iso3"])}
        same -= {"park:P05"}
        found = {reference for reference in links if reference.startswith(f"{kind}:")}
        assert same <= found, kind
        assert {links[reference] for reference in found} == {page}


def test_a_site_is_at_home_on_the_page_of_its_region():
    lao = open_page("parks", sel="park:P05").links
    sites = [reference for reference in lao if reference.startswith("site:")]
    assert sites
    assert {lao[reference] for reference in sites} == {"asean"}
    south = open_page("branches", sel="branch:B001").links
    assert {page for ref, page in south.items() if ref.startswith("site:")} == {"africa"}


def test_a_list_that_says_all_lists_all():
    events = {f"event:{e['event_id']}" for e in rows("events", iso3="CHN")}
    screen = open_page("events", sel="event:E01")
    assert len(events) > 40
    # Folded, only the first few are sent.
    assert len(set(screen.links) & events) == 4
    assert events - {"event:E01"} <= set(screen.unfold("event").links)


def test_a_link_to_the_page_at_hand_selects():
    screen = open_page("events", sel="event:E01")
    other = next(ref for ref in screen.links if ref.startswith("event:"))
    assert screen.follow(other).app.query_params["sel"] == other


def test_a_link_to_another_page_turns_the_page():
    screen = open_page("parks", sel="park:P05")
    there = screen.follow("country:LAO")
    # Only the page of a country has tabs.
    assert there.widget("tab").value == "overview"
    assert there.heading == "老挝"
    assert there.address["sel"] == "country:LAO"


@pytest.mark.parametrize(
    ("path", "key", "name"),
    [
        ("parks", "park-table", "park:P02"),
        ("projects", "project-table", "project:J23"),
        ("branches", "branch-table", "branch:B001"),
    ],
)
def test_choosing_a_row_selects_it_on_the_map_and_in_the_card(path, key, name):
    screen = open_page(path)
    assert "sel" not in screen.address
    kind, _, id_ = name.partition(":")
    file = FILES.get(kind, f"{kind}s")
    index = [r[f"{kind}_id"] for r in table(file)].index(id_)
    chosen = screen.pick_row(key, index)
    fact = fact_of(kind, id_)
    assert chosen.address["sel"] == name
    assert unescaped(chosen.heading) == fact["name_zh"]
    (ring,) = chosen.layers[f"{kind}-chosen"]["data"]
    assert ring["p"] == pytest.approx([float(fact["lon"]), float(fact["lat"])], abs=1e-4)
    again = chosen.pick_row(key)
    assert "sel" not in again.address
    assert again.heading == ""
    assert f"{kind}-chosen" not in again.layers


def test_a_click_on_the_map_selects_and_marks_the_row():
    screen = open_page("parks")
    item = screen.layers["parks"]["data"][3]
    chosen = screen.pick_on_map(**{"parks~0": item})
    assert chosen.address["sel"] == item["id"]
    parks = [f"park:{p['park_id']}" for p in table("parks")]
    marked = chosen.app.session_state["park-table"]["selection"]["rows"]
    assert [parks[i] for i in marked] == [item["id"]]
    # Streamlit would dim every other layer while it keeps the selection: new ids drop it.
    assert "parks~1" in [layer["id"] for layer in chosen.deck["layers"]]
    sea = chosen.pick_on_map()
    assert sea.address["sel"] == item["id"], "a click on nothing changes nothing"


def test_a_click_on_a_country_selects_it():
    screen = open_page("africa")
    shape = {"type": "Feature", "properties": {"id": "country:ZMB"}, "geometry": None}
    chosen = screen.pick_on_map(**{"countries~0": shape})
    assert chosen.address["sel"] == "country:ZMB"
    assert unescaped(chosen.heading) == "赞比亚"


def test_a_bar_of_the_chart_selects_its_country():
    chosen = open_page("africa").pick_bar("country:COD")
    assert chosen.address["sel"] == "country:COD"
    assert chosen.heading == "刚果（金）"


def test_the_close_button_takes_the_selection_back():
    closed = open_page("parks", sel="park:P05").click("card-close")
    assert "sel" not in closed.address
    assert closed.heading == ""


def test_an_empty_card_offers_the_first_rows():
    screen = open_page("parks")
    first = table("parks")[0]
    offered = [item["r"] for item in screen.listed if item["group"] == "first"]
    assert offered == [f"park:{p['park_id']}" for p in table("parks")[:6]]
    chosen = screen.follow(f"park:{first['park_id']}")
    assert chosen.address["sel"] == "park:P01"
    assert unescaped(chosen.heading) == first["name_zh"]


@pytest.mark.parametrize("path", ["parks", "events", "corridors", "country", "africa", "overview"])
def test_a_dead_link_names_itself_and_its_neighbours(path):
    screen = open_page(path, sel="park:P9")
    (warning,) = screen.warnings
    assert "park:P9" in unescaped(warning)
    near = [b for b in screen.app.button if b.key and b.key.startswith("near-park-")]
    assert near, "the nearest matches are offered"
    known = {p["park_id"]: p["name_zh"] for p in table("parks")}
    for button in near:
        assert button.label == f"园区 · {known[button.key.removeprefix('near-park-')]}"
    mended = screen.click(near[0].key)
    assert mended.address["sel"] == f"park:{near[0].key.removeprefix('near-park-')}"
    assert not mended.warnings


def test_a_dead_link_can_be_let_go():
    cleared = open_page("parks", sel="nothing:at-all").click("near-none")
    assert "sel" not in cleared.address
    assert not cleared.warnings


@pytest.mark.parametrize("nasty", ["park", "park:", ":", "park:<script>alert(1)</script>", "🙂:🙂",
                                   "park:P01:P02", "kind:" + "x" * 500])  # fmt: skip
def test_any_text_as_a_selection_is_answered(nasty):
    screen = open_page("parks", sel=nasty)
    assert len(screen.warnings) == 1
    assert len(screen.cells("park-table")) == len(table("parks"))


def test_contradicting_claims_stand_together_with_their_sources():
    claims = rows("claims", kind="project", subject_id="J23")
    assert len(claims) == 4
    text = unescaped("\n".join(open_page("projects", sel="project:J23").markdown))
    assert "说法不一" in text
    assert "推广面积" in text
    block = next(m for m in text.split("- 推广面积") if "公顷" in m)
    for claim in claims:
        assert f"**{claim['value']}** {claim['unit']}" in block
        assert SOURCE[claim["source_id"]] in block
        assert claim["as_of"] in block


def test_a_fact_waiting_for_its_check_is_listed_but_not_drawn():
    doubtful = [p for p in rows("parks", verified="no") if p["lat"]]
    screen = open_page("parks")
    assert not {f"park:{p['park_id']}" for p in rows("parks", verified="no")} & set(
        screen.drawn("parks")
    )
    names = set(screen.cells("park-table")["名称"])
    assert {p["name_zh"] for p in doubtful} <= names
    chosen = open_page("parks", sel=f"park:{rows('parks', verified='no')[0]['park_id']}")
    assert ":gray-badge[待核]" in " ".join(chosen.markdown)
    assert "park-chosen" not in chosen.layers


def test_low_confidence_is_marked_in_card_and_table():
    park = rows("parks", confidence="low")[0]
    screen = open_page("parks", sel=f"park:{park['park_id']}")
    assert ":red-badge[可信度 低]" in " ".join(screen.markdown)
    cells = screen.cells("park-table")
    assert set(cells.loc[cells["名称"] == park["name_zh"], "可信度"]) == {"低"}


def test_vague_places_have_a_halo_and_exact_ones_do_not():
    vague = ("town", "region", "country", "line-midpoint")
    drawn = on_map(list(table("parks")))
    halos = open_page("parks").layers["park-halo"]["data"]
    assert len(halos) == len([p for p in drawn if p["precision"] in vague])
    exact = {(float(p["lon"]), float(p["lat"])) for p in drawn if p["precision"] == "exact"}
    assert not exact & {tuple(h["p"]) for h in halos}
