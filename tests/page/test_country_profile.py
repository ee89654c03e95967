"""The nine columns of a country's page: facts with their provenance, charts, lists, guides."""

import json
import os
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard import (
    context,
    country_business,
    country_columns,
    country_finance,
    country_lists,
    country_market,
    country_overview,
    country_places,
    country_policy,
    country_travel,
    i18n,
)
from dashboard import words as w
from dashboard.context import View
from dashboard.country_charts import over_years, partners, shares
from dashboard.country_facts import Fact, Proof, link, markup
from geodata.feeds import Item
from geodata.profile import median_of
from geodata.scores import score
from geodata.settings import settings
from geodata.store import FolderStore
from layers.base import Addresses
from tests.page.screen import Screen, open_page, row, rows, table

NAME = {c["iso3"]: c["name_zh"] for c in table("countries")}
NINE = ("overview", "market", "business", "policy", "guide", "projects", "events", "finance",
        "travel")  # fmt: skip
FACT = re.compile(
    r"<(details|div)(?: class=\"long\")?>(?:<summary>)?<i>(.*?)</i><b>(.*?)</b><small>(.*?)</small>"
    r"(?:</summary>(.*?))?</\1>",
    re.DOTALL,
)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def read(html: str) -> dict[str, tuple[str, str, str]]:
    """Label → value, what stands beside it, what opens; the first of several with a label."""
    found: dict[str, tuple[str, str, str]] = {}
    for _tag, label, value, side, inside in FACT.findall(html):
        found.setdefault(plain(label), (plain(value), plain(side), plain(inside)))
    return found


def facts(screen: Screen) -> dict[str, tuple[str, str, str]]:
    return read(screen.html("profile"))


def charts(screen: Screen) -> list[str]:
    """Titles of the charts on the page."""
    specs = (json.loads(e.proto.spec) for e in screen.app.get("vega_lite_chart"))
    return [str(spec["title"]["text"]) for spec in specs]


@pytest.fixture
def view(store: FolderStore) -> View:
    """A view as the columns get it, without a running page."""
    return View(store=store, locale="zh", theme="light", at=Addresses(store.release_id, "zh", ""),
                settings=settings(), map_size=(900.0, 500.0), scale=1.0)  # fmt: skip


# The columns


def test_the_nine_columns_come_first_and_in_order():
    assert country_columns.COLUMNS.keys() >= set(NINE)
    assert tuple(country_columns.COLUMNS)[:9] == NINE
    options = open_page("country", sel="country:ZMB").widget("tab").options
    assert [str(o) for o in options][:9] == [
        "国别概况", "市场动态", "营商环境", "政策法规", "国别指南", "项目招商", "活动展会",
        "金融服务", "商旅服务",
    ]  # fmt: skip


@pytest.mark.parametrize("iso3", ["EGY", "STP", "ERI", "SWZ", "VNM", "TLS", "SOM"])
@pytest.mark.parametrize("locale", ["中文", "English"])
def test_every_column_opens_for_rich_and_poor_countries(iso3: str, locale: str):
    screen = open_page("country", sel=f"country:{iso3}", lang=locale)
    for column in country_columns.COLUMNS:
        screen = screen.choose(tab=column)
        assert screen.html("profile") or screen.app.dataframe or screen.app.info, column
        assert not screen.app.error


def test_every_country_has_facts_in_every_column(view: View):
    makers = (country_overview.lines, country_market.lines, country_business.lines,
              country_policy.agreements, country_policy.rules, country_finance.lines,
              country_travel.lines, country_travel.missions)  # fmt: skip
    for iso3 in view.store.table("country")["iso3"]:
        for make in makers:
            found = make(view, iso3)
            assert found, (iso3, make)
            assert all(fact.value and fact.label for fact in found), (iso3, make)
            assert not re.search(r"(?i)\bnan\b|\bNone\b", markup(view, found)), (iso3, make)
        country_lists.projects(view, iso3)
        country_lists.events(view, iso3)
        for column in NINE:
            kind, own = country_columns.rows(view, iso3, column)
            assert kind in view.store.manifest.tables
            assert own is not None


@pytest.mark.parametrize("column", NINE)
def test_every_column_sends_a_reader_to_official_places(view: View, column: str):
    found = country_places.places(view, "KEN", column)
    assert found
    # The country's own first.
    own = [place["iso3"] == "KEN" for place in found]
    assert own == sorted(own, reverse=True)
    html = open_page("country", sel="country:KEN", tab=column).html("places")
    assert found[0]["name_zh"] in unescape(html)


@pytest.mark.parametrize(
    ("former", "column"),
    [("trade", "market"), ("贸易", "market"), ("Trade", "market"), ("treaties", "policy"),
     ("协定与金融", "policy"), ("Treaties and finance", "policy"), ("指标", "figures"),
     ("figures", "figures"), ("here", "here"), ("在这里", "here"), ("resources", "resources")],
)  # fmt: skip
def test_addresses_of_earlier_tabs_still_lead_somewhere(former: str, column: str):
    screen = open_page("country", sel="country:ZMB", tab=former)
    assert screen.widget("tab").value == column
    assert not screen.warnings


def test_a_tab_that_never_was_is_named():
    screen = open_page("country", sel="country:ZMB", tab="weather")
    assert screen.widget("tab").value == "overview"
    assert any("weather" in warning for warning in screen.warnings)


# The country that the page is about


def test_regions_narrow_the_chooser_and_keep_the_country():
    screen = open_page("country", sel="country:ZMB", region="mainland-asean")
    options = screen.widget("country-choice").options
    asean = {c["name_zh"] for c in rows("countries", region="mainland-asean")}
    assert set(options) == asean | {"赞比亚"}
    assert screen.heading == "赞比亚"
    chosen = screen.choose(**{"country-choice": "LAO"})
    assert chosen.address["sel"] == "country:LAO"
    assert set(chosen.widget("country-choice").options) == asean


def test_an_event_held_elsewhere_keeps_the_country_also_in_the_address():
    event = next(e for e in table("events") if "ZMB" in e["linked_iso3"].split(";")
                 and e["iso3"] == "CHN")  # fmt: skip
    screen = open_page("country", sel="country:ZMB", tab="events")
    assert "of" not in screen.address
    place = list(screen.cells("country-events")["名称"]).index(event["name_zh"])
    chosen = screen.pick_row("country-events", place)
    assert chosen.address["sel"] == f"event:{event['event_id']}"
    assert chosen.widget("country-choice").value == "ZMB"
    assert chosen.heading.replace("\\", "") == event["name_zh"]
    # The address alone opens the same page.
    again = open_page("country", **{k: chosen.address[k] for k in ("sel", "of", "tab")})
    assert again.widget("country-choice").value == "ZMB"
    back = again.click("card-close")
    assert back.widget("country-choice").value == "ZMB"


def test_a_thing_of_one_country_opens_that_country_whatever_was_before():
    park = row("parks", park_id="P02")
    screen = open_page("country", sel="park:P02", of="LAO")
    assert screen.widget("country-choice").value == park["iso3"]
    assert "of" not in screen.address


# Facts


def test_a_figure_opens_its_source_the_other_figures_and_the_median(store: FolderStore):
    shown = facts(open_page("country", sel="country:TZA", tab="business"))
    value, side, inside = shown["通电率"]
    newest = row("indicators", iso3="TZA", indicator="electrification")
    other = row("indicators", iso3="TZA", indicator="electrification_wdi")
    assert value == f"{float(newest['value']):g}%"
    median = median_of(store, "electrification", "east-africa")
    assert median is not None
    assert side == f"2022 · 东非中位 {median.value:g}%（{median.n} 国）"
    titles = {s["source_id"]: s["title"] for s in table("sources")}
    assert titles[newest["source_id"]] in inside
    assert "日期：2022" in inside
    assert "可信度：高" in inside
    assert f"{float(other['value']):g}%（2021）" in inside
    assert titles[other["source_id"]] in inside


def test_trade_with_china_keeps_its_two_bases_apart():
    both = rows("indicators", indicator="imports_from_china_cn_reported")[0]["iso3"]
    screen = open_page("country", sel=f"country:{both}", tab="market")
    assert charts(screen) == [
        "自中国进口（美元）", "进口来源 %", "对中国出口（美元）", "出口去向 %"
    ]  # fmt: skip
    value, _side, inside = facts(screen)["自中国进口"]
    assert "自中国进口（中方统计）" in inside
    assert value not in inside.partition("中方统计")[0]


def test_series_hold_every_basis_and_the_regions_median(view: View):
    bases = ("imports_from_china_reported", "imports_from_china_cn_reported")
    both = rows("indicators", indicator=bases[1])[0]["iso3"]
    region = w.word(w.REGIONS, row("countries", iso3=both)["region"])
    made = over_years(view, both, bases, "自中国进口", "美元")
    assert made is not None
    data = made.spec["datasets"]["rows"]
    used = {name for name in bases if rows("indicators", iso3=both, indicator=name)}
    names = {r["s"] for r in data}
    assert len(names) == len(used) + 1
    medians = [r for r in data if r["s"] == f"{region}中位"]
    assert medians
    assert all(r["n"] >= 3 for r in medians)


def test_shares_have_their_medians_and_leave_out_what_is_unknown(view: View):
    made = shares(view, "ZMB", country_business.MIX, "发电来源 %")
    assert made is not None
    data = made.spec["datasets"]["rows"]
    own = {r["indicator"]: float(r["value"]) for r in table("indicators")
           if r["iso3"] == "ZMB" and r["indicator"] in country_business.MIX}  # fmt: skip
    assert sorted(r["v"] for r in data) == sorted(own.values())
    water = next(r for r in data if r["l"] == "水电发电占比")
    found = median_of(view.store, "power_mix_hydroelectricity", "east-africa")
    assert found is not None
    assert water["m"] == found.value


def test_scores_show_their_intervals_and_ranks_or_say_there_is_not_enough(view: View):
    made = score(view.store, "business").table
    rich = next(iso3 for iso3 in made.index if made.loc[iso3, "enough"])
    shown = next(f for f in country_business.scores(view, rich) if f.label == "营商环境评分")
    r = made.loc[rich]
    assert shown.value == f"{r['score']:.0f}（{r['low']:.0f}–{r['high']:.0f}）"
    assert f"第 {int(r['rank'])}（{int(r['rank_low'])}–{int(r['rank_high'])}）" in shown.side
    for poor in (iso3 for iso3 in made.index if not made.loc[iso3, "enough"]):
        said = next(f for f in country_business.scores(view, poor) if f.label == "营商环境评分")
        assert said.value == "数据不足"


def test_terms_that_end_stand_first_with_their_dates(view: View):
    found = country_policy.terms(view, "SEN")
    ends = [m["until"] for m in rows("memberships", iso3="SEN") if m["until"]]
    assert ends
    assert f"至 {min(ends)}" in found[0].side


def test_agreements_are_told_with_dates_and_what_others_say():
    shown = facts(open_page("country", sel="country:AGO", tab="policy"))
    treaty = row("treaties", iso3="AGO")
    value, _side, inside = shown["双边投资协定"]
    assert f"生效 {treaty['bit_in_force']}" in value
    assert "2024-06-29" in inside
    assert shown["RCEP 生效"][0] == "暂无"


def test_topics_without_a_note_are_said_to_be_unknown_with_the_place_to_look():
    noted = {(n["iso3"], n["topic"]) for n in table("profile_notes")}
    bare = next(c["iso3"] for c in table("countries")
                if (c["iso3"], "labour") not in noted)  # fmt: skip
    screen = open_page("country", sel=f"country:{bare}", tab="policy")
    (label,) = [name for name in facts(screen) if "劳动就业" in name]
    assert facts(screen)[label][0] == "暂无"
    assert "https://" in screen.html("places")


def test_hunans_trade_is_listed_by_row_and_unknown_where_nobody_states_it(view: View):
    own = country_market.hunan(view, "ZAF")
    expected = [r for r in rows("hunan_trade", partner_iso3="ZAF") if r["value"] or r["yoy_pct"]]
    assert len(own) == len(expected)
    assert [f.value for f in country_market.hunan(view, "TCD")] == ["暂无"]


def test_old_ratings_are_marked(view: View):
    found = {f.label: f for f in country_finance.facts(view, "ZMB")}
    assert found["穆迪主权评级（约2020年，已过时）"].old
    assert not found["惠誉主权评级"].old
    assert found["中国信保国别风险级别"].value == "暂无"


def test_a_country_without_a_bank_is_told_the_nearest(view: View):
    having = {b["iso3"] for b in table("branches")}
    without = next(c["iso3"] for c in table("countries") if c["iso3"] not in having)
    near = country_finance.nearest(view, without)
    assert near
    assert all(item.reference.startswith("branch:") for item in near)
    screen = open_page("country", sel=f"country:{without}", tab="finance")
    assert near[0].reference in {
        item["r"] for item in screen.listed if item["group"] == "near-bank"
    }
    assert "境内没有已知的中资银行网点" in screen.html("profile-head")


def test_branches_of_the_country_select():
    screen = open_page("country", sel="country:ZAF", tab="finance")
    names = list(screen.cells("country-branches")["名称"])
    expected = rows("branches", iso3="ZAF")
    assert sorted(names) == sorted(b["name_zh"] or b["name_en"] for b in expected)
    chosen = screen.pick_row("country-branches", 0)
    assert chosen.address["sel"].startswith("branch:")
    assert chosen.widget("country-choice").value == "ZAF"


def test_projects_parks_and_cases_are_one_list_that_selects():
    screen = open_page("country", sel="country:ETH", tab="projects")
    cells = screen.cells("country-projects")
    expected = [r["name_zh"] for name in ("parks", "projects", "cases") for r in table(name)
                if r["iso3"] == "ETH" or "ETH" in r.get("linked_iso3", "").split(";")]  # fmt: skip
    assert sorted(cells["名称"]) == sorted(expected)
    place = list(cells["名称"]).index(row("parks", park_id="P02")["name_zh"])
    assert screen.pick_row("country-projects", place).address["sel"] == "park:P02"


@pytest.mark.parametrize(
    ("offset", "said"),
    [(8.0, "与北京相同"), (2.0, "比北京晚 6 小时"), (9.0, "比北京早 1 小时"),
     (6.5, "比北京晚 1.5 小时"), (None, "")],
)  # fmt: skip
def test_the_time_difference_to_beijing(offset: float | None, said: str):
    assert country_overview.difference(offset) == said


def test_missions_link_to_their_sites_and_say_if_nobody_opened_them():
    screen = open_page("country", sel="country:DZA", tab="travel")
    embassy = row("institutions", iso3="DZA", institution_type="embassy")
    html = screen.html("profile")
    assert f'href="{embassy["website"]}"' in html
    assert "网址未打开核对" in facts(screen)["大使馆"][1]
    kenya = facts(open_page("country", sel="country:KEN", tab="travel"))
    assert kenya["长沙航线"][0].endswith("（客运腹舱）")
    assert facts(screen)["长沙航线"][0] == "暂无"


# News


def test_only_reviewed_news_that_names_the_country_is_shown(
    monkeypatch: pytest.MonkeyPatch, view: View
):
    def item(n: int, title: str, state: str) -> Any:
        return Item.of({"id": str(n), "feed_id": "x", "guid": str(n), "title": title,
                        "link": "https://example.org/1", "summary": "", "published": "2026-11-01",
                        "fetched": "2026-11-02T00:00:00", "state": state})  # fmt: skip

    kept = [item(1, "赞比亚扩建铜矿", "accepted"), item(2, "<b>Zambia</b> & rail", "accepted"),
            item(3, "肯尼亚鲜花", "accepted")]  # fmt: skip
    monkeypatch.setattr(country_market, "read", lambda _dir, state: kept)
    assert [i.id for i in country_market.news(view, "ZMB")] == ["1", "2"]
    screen = open_page("country", sel="country:ZMB", tab="market")
    assert "&lt;b&gt;Zambia&lt;/b&gt; &amp; rail" in screen.html("places")


# Guides


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "KEN"
    folder.mkdir()
    for name in ("肯尼亚 2025.pdf", "a&b.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7" + b"x" * 3000)
        os.utime(folder / name, (1_760_000_000, 1_760_000_000))
    monkeypatch.setenv("HOA_GUIDES_DIR", str(tmp_path))
    return folder


def test_a_guide_that_the_keeper_added_is_read_in_the_page(shelf: Path):
    screen = open_page("country", sel="country:KEN", tab="guide")
    (frame,) = screen.app.get("iframe")
    assert frame.proto.src == "/guide/KEN/a%26b.pdf"
    html = screen.html("places")
    assert "3 KB · 2025-10-09" in html
    assert "a&amp;b.pdf" in html
    assert 'download="肯尼亚 2025.pdf"' in html
    chosen = screen.choose(guide="肯尼亚 2025.pdf")
    (frame,) = chosen.app.get("iframe")
    assert frame.proto.src == "/guide/KEN/%E8%82%AF%E5%B0%BC%E4%BA%9A%202025.pdf"
    again = open_page("country", sel="country:KEN", tab="guide", guide="肯尼亚 2025.pdf")
    assert again.widget("guide").value == "肯尼亚 2025.pdf"


def test_without_guides_the_page_says_where_to_put_them(shelf: Path):
    screen = open_page("country", sel="country:TZA", tab="guide")
    assert not screen.app.get("iframe")
    assert any("guides/TZA/" in info.value for info in screen.app.info)
    assert facts(screen)["PDF 文件"][0] == "暂无"


# The element


def test_texts_are_escaped_and_only_web_addresses_are_links(view: View):
    fact = Fact("<i>", "<script>1</script>", "&", (Proof("<b>", "<u>", {"source_id": "<x>"}),))
    html = markup(view, [fact])
    assert "<script>" not in html
    assert "<u>" not in html
    assert "&lt;x&gt;" in html
    assert link("javascript:alert(1)", "x") == "x"
    assert link('https://a.org/"onclick="', "x").count('"') == 6
    assert context.prefix() == ""
    assert i18n.locale() == "zh"


def test_shares_of_the_worlds_output_name_the_source_of_each(view: View):
    (found,) = country_overview.resources(view, "COD")
    own = [r for r in rows("resources", iso3="COD") if float(r["world_share_pct"] or 0) >= 1]
    assert len(found.proofs) == len(own) > 1
    largest = max(own, key=lambda r: float(r["world_share_pct"]))
    assert found.proofs[0].row["resource_id"] == largest["resource_id"]
    assert found.value.startswith("钴")
    assert country_overview.resources(view, "SOM") == []


def test_what_charts_draw_can_be_opened_as_facts(view: View):
    told = {fact.label for fact in country_business.lines(view, "KEN")}
    terms = {t["indicator"]: t["name_zh"] for t in table("indicator_terms")}
    has = {r["indicator"] for r in rows("indicators", iso3="KEN")}
    drawn = (*country_business.GOVERNANCE, *country_business.MIX, *country_business.MADE_BY)
    assert {terms[i] for i in drawn if i in has} <= told
    partners = next(f for f in country_market.lines(view, "KEN") if f.label == "主要进口来源")
    leading = rows("trade_items", iso3="KEN", flow="import", item_kind="partner")
    assert partners.value.startswith(f"{leading[0]['name_zh']} {leading[0]['share_pct']}%")


def test_partners_are_named_also_where_they_are_no_country_of_the_map(view: View):
    for iso3 in ("MYS", "ZMB", "ZAF"):
        for flow in ("export", "import"):
            names, values, _colours = partners(view, iso3, flow)
            own = rows("trade_items", iso3=iso3, flow=flow, item_kind="partner")
            assert values == [float(r["share_pct"]) for r in own]
            assert not [name for name in names if re.fullmatch("[A-Z]{3}", name)]
    assert "台湾" not in {name for iso3 in NAME for name in partners(view, iso3, "export")[0]}
