"""The country page: its chooser, its map, the lists of all that is there, the card's figures."""

import pytest

from tests.page.screen import Row, on_map, open_page, row, rows, table

THINGS = {"site": "sites", "park": "parks", "project": "projects", "event": "events",
          "branch": "branches", "node": "nodes"}  # fmt: skip
NAME = {c["iso3"]: c["name_zh"] for c in table("countries")}
SOURCE = {s["source_id"]: s["title"] for s in table("sources")}


def last(found: list[Row]) -> Row:
    return sorted(found, key=lambda r: float(r["year"] or 0))[-1]


def in_country(kind: str, iso3: str) -> list[Row]:
    return rows(THINGS[kind], iso3=iso3)


@pytest.mark.parametrize("iso3", ["ZMB", "LAO", "SWZ"])
def test_all_that_is_in_the_country_is_listed_and_drawn(iso3: str):
    screen = open_page("country", sel=f"country:{iso3}", tab="here")
    cells = screen.cells("country-table")
    expected = [r["name_zh"] or r["name_en"] for kind in THINGS for r in in_country(kind, iso3)]
    assert sorted(cells["名称"]) == sorted(expected)
    for kind in THINGS:
        own = {f"{kind}:{r[f'{kind}_id']}" for r in on_map(in_country(kind, iso3))}
        assert set(screen.drawn(f"{kind}s")) == own, kind
    assert any(f"/{iso3}" in str(layer["data"]) for layer in screen.layers.values())


def test_a_row_in_doubt_is_listed_and_marked_but_not_drawn():
    park = rows("parks", iso3="LAO", verified="no")[0]
    screen = open_page("country", sel="country:LAO", tab="here")
    cells = screen.cells("country-table").set_index("名称")
    assert cells.loc[park["name_zh"], "复核"] == "待核"
    assert f"park:{park['park_id']}" not in screen.drawn("parks")


def test_choosing_a_country_selects_it():
    screen = open_page("country").choose(**{"country-choice": "ETH"})
    assert screen.address["sel"] == "country:ETH"
    assert screen.heading == "埃塞俄比亚"
    parks = {f"park:{p['park_id']}" for p in on_map(rows("parks", iso3="ETH"))}
    assert set(screen.drawn("parks")) == parks


def test_the_chooser_offers_the_sixty_five_and_nobody_else():
    options = open_page("country").widget("country-choice").options
    assert sorted(options) == sorted(NAME.values())
    assert len(options) == 65
    assert not {"香港", "台湾", "澳门", "中国"} & set(options)


@pytest.mark.parametrize("reference", ["country:TWN", "country:HKG"])
def test_what_is_no_country_has_no_country_page(reference: str):
    screen = open_page("country", sel=reference)
    assert len(screen.warnings) == 1
    assert screen.heading == ""


def test_a_selected_thing_opens_its_country():
    park = row("parks", park_id="P02")
    screen = open_page("country", sel="park:P02")
    assert screen.widget("country-choice").value == park["iso3"]
    assert screen.heading.replace("\\", "") == park["name_zh"]


def test_a_row_of_the_table_selects_the_thing_and_keeps_the_country():
    screen = open_page("country", sel="country:LAO", tab="here")
    names = list(screen.cells("country-table")["名称"])
    park = rows("parks", iso3="LAO")[0]
    chosen = screen.pick_row("country-table", names.index(park["name_zh"]))
    assert chosen.address["sel"] == f"park:{park['park_id']}"
    assert chosen.widget("country-choice").value == "LAO"


def test_layers_can_be_switched():
    screen = open_page("country", sel="country:LAO", tab="here").choose(things=["park"])
    assert screen.drawn("parks")
    assert screen.drawn("sites") == screen.drawn("projects") == []
    assert len(screen.cells("country-table")) == sum(len(in_country(k, "LAO")) for k in THINGS)


def test_figures_are_the_newest_with_year_source_and_age(store):
    cells = open_page("country", sel="country:ZMB", tab="全部指标").listing("口径")
    terms = {t["indicator"]: t for t in table("indicator_terms")}
    own: dict[str, list[Row]] = {}
    for fact in rows("indicators", iso3="ZMB"):
        own.setdefault(fact["indicator"], []).append(fact)
    assert sorted(cells["指标"]) == sorted(terms[i]["name_zh"] for i in own)
    this_year = int(store.manifest.built_at[:4])
    checked = stale = 0
    for _, shown in cells.iterrows():
        (term,) = [t for t in terms.values()
                   if t["name_zh"] == shown["指标"] and t["basis_zh"] == (shown["口径"] or "")
                   and t["indicator"] in own][:1]  # fmt: skip
        fact = last(own[term["indicator"]])
        assert (str(shown["年份"]).split(".")[0] if shown["年份"] == shown["年份"] else "") == (
            fact["year"]
        ), term["indicator"]
        assert shown["来源"] == SOURCE[fact["source_id"]]
        when = int((fact["year"] or fact["as_of"])[:4])
        old = this_year - when > 5
        assert shown["时效"] == ("超过 5 年" if old else ""), term["indicator"]
        checked += 1
        stale += old
    assert checked
    assert stale, "the test sees an old figure"


def test_how_old_is_too_old_is_the_offices_to_say(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOA_STALE_YEARS", "60")
    cells = open_page("country", sel="country:ZMB", tab="全部指标").listing("口径")
    assert set(cells["时效"]) == {""}


def test_every_resource_fact_is_listed():
    cells = open_page("country", sel="country:ZMB", tab="资源与产业").listing("储量")
    own = rows("resources", iso3="ZMB")
    names = {c["commodity"]: c["name_zh"] for c in table("commodities")}
    assert sorted(cells["商品"]) == sorted(names[r["commodity"]] for r in own)
    shares = sorted(float(r["world_share_pct"]) for r in own if r["world_share_pct"])
    assert sorted(v for v in cells["占世界 %"] if v == v) == shares


@pytest.mark.parametrize("iso3", ["ZMB", "VNM", "SWZ"])
def test_key_figures_are_the_newest_of_the_table(iso3: str):
    metrics = open_page("country", sel=f"country:{iso3}").metrics
    population = last([r for r in rows("indicators", iso3=iso3, indicator="population")
                       if r["value"]])  # fmt: skip
    term = row("indicator_terms", indicator="population")
    (value,) = [v for label, v in metrics.items() if label.startswith(term["name_zh"])]
    shown = float(value.rstrip("人").rstrip(" 亿万").replace(",", ""))
    factor = 1e8 if "亿" in value else 1e4 if "万" in value else 1
    # One digit after the point, of whatever it counts in.
    assert shown * factor == pytest.approx(float(population["value"]), abs=0.0501 * factor)
    assert any(label.endswith(population["year"]) for label in metrics)


def test_eswatini_has_no_relations_with_china():
    assert "与中国没有外交关系" in open_page("country", sel="country:SWZ").warnings
    assert [c["iso3"] for c in table("countries") if c["relations"] == "no"] == ["SWZ"]
