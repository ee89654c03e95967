"""The overview: key figures with their sources, what is new, corridors, and the layers it shows."""

import pytest

from tests.page.screen import on_map, open_page, row, rows, table


def test_key_figures_are_those_of_the_tables():
    metrics = open_page().metrics
    expected = [("metrics", "metric_id", "M002", "对共建国家贸易额", ""),
                ("metrics", "metric_id", "M078", "湖南对非进出口", ""),
                ("metrics", "metric_id", "M052", "境外投资企业", ""),
                ("volumes", "volume_id", "C1-V06", "中欧班列累计开行", ""),
                ("volumes", "volume_id", "C3-V09", "怀化国际班列", "≥ "),
                ("volumes", "volume_id", "C4-V01", "湘粤非累计开行", "≥ ")]  # fmt: skip
    assert len(metrics) == len(expected)
    for name, key, id_, label, bound in expected:
        fact = row(name, **{key: id_})
        shown = metrics[f"{label} · {fact['period']}"]
        assert shown == f"{bound}{float(fact['value']):,.10g} {fact['unit']}"
        if name == "volumes":
            assert bool(bound) == (fact["bound"] == "at-least"), "a lower bound is said to be one"


def test_the_counts_are_those_of_the_tables():
    caption = next(c for c in open_page().captions if c.startswith("国家 **"))
    names = {"国家": "countries", "资源点": "sites", "园区": "parks", "项目": "projects",
             "活动": "events", "银行网点": "branches"}  # fmt: skip
    for label, name in names.items():
        assert f"{label} **{len(table(name))}**" in caption


def test_the_five_corridors_with_their_services_and_legs():
    cells = open_page().cells("overview-table")
    assert list(cells["通道"]) == [c["name_zh"] for c in table("corridors")]
    for corridor, (_, shown) in zip(table("corridors"), cells.iterrows(), strict=True):
        id_ = corridor["corridor_id"]
        assert shown["线路"] == len(rows("services", corridor_id=id_))
        assert shown["区段"] == len(rows("legs", corridor_id=id_))


def test_news_leads_to_the_newest_things():
    links = {ref: page for ref, page in open_page().links.items() if ref}
    assert len(links) == 6
    home = {"event": ("events", "start_date"), "project": ("projects", "as_of"),
            "park": ("parks", "as_of")}  # fmt: skip
    dates = []
    for reference, page in links.items():
        kind, _, id_ = reference.partition(":")
        path, column = home[kind]
        assert page == path
        fact = row(path, **{f"{kind}_id": id_})
        assert "录入日" not in fact["note"]
        dates.append(fact[column])
    assert dates == sorted(dates, reverse=True)
    every = [r[column] for path, column in home.values() for r in table(path)
             if "录入日" not in r["note"]]  # fmt: skip
    assert max(dates) == max(every)


def test_corridors_and_parks_are_on_at_first():
    screen = open_page()
    parks = [f"park:{p['park_id']}" for p in on_map(list(table("parks")))]
    assert screen.drawn("parks") == parks
    assert "legs-solid-all" in screen.layers
    assert screen.drawn("projects") == screen.drawn("branchs") == screen.drawn("events") == []


@pytest.mark.parametrize(("kind", "name"), [("project", "projects"), ("branch", "branches"),
                                            ("event", "events")])  # fmt: skip
def test_the_legend_switches_layers(kind: str, name: str):
    screen = open_page().choose(layers=[kind])
    own = [f"{kind}:{r[f'{kind}_id']}" for r in on_map(list(table(name)))]
    assert screen.drawn(f"{kind}s") == own
    assert screen.drawn("parks") == []
    assert "legs-solid-all" not in screen.layers


def test_layers_in_the_address_are_shown():
    screen = open_page(layers=["park", "event"])
    assert screen.drawn("events")
    assert screen.drawn("parks")
    assert "legs-solid-all" not in screen.layers


def test_the_trade_chart_has_published_years_only():
    own = [t for t in table("hunan_trade")
           if t["scope"] == "湖南" and t["partner_group"] == "非洲" and t["item"] == "对非进出口"
           and t["unit"] == "亿元" and t["value"] and len(t["period"]) == 4]  # fmt: skip
    own.sort(key=lambda t: t["period"])
    shown = [(r["label"], r["value"]) for r in open_page().chart]
    assert shown == [(t["period"], float(t["value"])) for t in own][:9]


def test_a_selection_replaces_the_figures():
    screen = open_page(sel="park:P02")
    assert screen.heading.replace("\\", "") == row("parks", park_id="P02")["name_zh"]
    assert "对共建国家贸易额" not in " ".join(screen.metrics)


def test_an_unknown_page_is_named():
    (warning,) = open_page(missing="parkss").warnings
    assert "parkss" in warning
