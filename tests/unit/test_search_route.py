"""What the search box is told by the server: groups, homes of hits, words to try instead."""

import json
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from starlette.requests import Request

from dashboard import context, country_page, data_page, planner_inputs, search_pages, search_route
from dashboard.corridor_page import TABS
from dashboard.navigation import BY_PATH, PAGES
from dashboard.search_home import Home, home, home_of_reference
from geodata.errors import NotFoundError
from geodata.kinds import KINDS
from geodata.search import Hit, index_of, search
from geodata.search.words import IMPORTANCE
from geodata.settings import ROOT, Settings
from geodata.store import FolderStore
from tests.unit.test_search_golden import GOLDEN, LEAST_MRR


def asked(**query: str) -> Request:
    text = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in query.items())
    return Request(
        {"type": "http", "method": "GET", "path": "/find", "query_string": text.encode(),
         "headers": []}
    )  # fmt: skip


def told(**query: str) -> tuple[int, dict[str, object]]:
    answer = search_route.find(asked(**query))
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, json.loads(bytes(answer.body))


@pytest.fixture
def _served(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOA_DATA_DIR", str(data_dir))


# The address


@pytest.mark.usefixtures("_served")
def test_an_answer_names_groups_homes_and_reasons() -> None:
    status, found = told(q="赛色塔", lang="zh")
    assert status == 200
    assert (found["count"], found["full"], found["nearest"]) == (1, False, [])
    assert found["groups"] == [
        {
            "kind": "park", "label": "园区",
            "hits": [
                {
                    "ref": "park:P1", "name": "赛色塔园区", "marks": [[0, 3]],
                    "why": "名称以“赛色塔”开头", "href": "/parks?sel=park%3AP1", "where": "老挝",
                }
            ],
        }
    ]  # fmt: skip


@pytest.mark.usefixtures("_served")
def test_the_language_and_a_pinned_release_stay_in_the_addresses() -> None:
    release = context.opened().release_id
    _status, found = told(q="赛色塔", lang="en", release=release)
    (group,) = found["groups"]
    assert group["label"] == "Park"
    assert parse_qs(urlsplit(group["hits"][0]["href"]).query) == {
        "sel": ["park:P1"], "lang": ["en"], "release": [release],
    }  # fmt: skip
    assert told(q="赛色塔", lang="English")[1]["groups"][0]["label"] == "Park"
    assert told(q="赛色塔", lang="xx")[1]["groups"][0]["label"] == "园区"


@pytest.mark.usefixtures("_served")
def test_a_release_that_is_not_there_is_named_without_its_folder(data_dir: Path) -> None:
    status, found = told(q="a", release="000000000000")
    assert status == 404
    assert "000000000000" in str(found["error"])
    assert str(data_dir) not in str(found["error"])
    assert told(q="a", release="../../etc")[0] == 404


@pytest.mark.usefixtures("_served")
def test_nothing_asked_nothing_found() -> None:
    empty = {"groups": [], "count": 0, "full": False, "nearest": []}
    assert told() == told(q="") == told(q="  ，。") == (200, empty)


@pytest.mark.usefixtures("_served")
def test_nothing_found_gives_words_to_try() -> None:
    _status, found = told(q="老挝 qqqqzzzz")
    assert (found["count"], found["groups"]) == (0, [])
    assert found["nearest"][0] == "老挝"


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@example("<img src=x onerror=alert(1)>")
@example("\udc80\x00\u202e")
@example('"' * 500)
@example("1" * 100_000)
@effort(max_examples=60)
def test_any_text_is_answered(map_store: FolderStore, text: str) -> None:
    found = search_route.answer(map_store, text, "zh")
    json.dumps(found, ensure_ascii=False).encode("utf-8")
    for group in found["groups"]:
        for hit in group["hits"]:
            letters = len(hit["name"])
            flat = [at for mark in hit["marks"] for at in mark]
            assert flat == sorted(flat)
            assert all(0 <= at <= letters for at in flat)


# What is shown first


def hit(kind: str, number: int) -> Hit:
    return Hit(kind, str(number), f"{kind} {number}", "")


def test_one_kind_does_not_crowd_out_the_others() -> None:
    hits = [hit("resource", n) for n in range(20)] + [hit("park", n) for n in range(3)]
    shown = search_route.first_shown(hits)
    assert [one.key for one in shown[:5]] == [f"resource:{n}" for n in range(5)]
    assert [one.key for one in shown[5:8]] == ["park:0", "park:1", "park:2"]
    # What room is left goes to the next best.
    assert [one.key for one in shown[8:]] == [f"resource:{n}" for n in range(5, 9)]
    assert len(shown) == search_route.FIRST == 12


def test_few_hits_are_all_shown() -> None:
    hits = [hit("resource", n) for n in range(9)]
    assert search_route.first_shown(hits) == hits


# Homes


@pytest.mark.parametrize(
    ("kind", "id", "path", "params"),
    [
        ("country", "ZMB", "country", {"sel": "country:ZMB"}),
        ("node", "MBA", "corridors", {"sel": "node:MBA"}),
        ("park", "P01", "parks", {"sel": "park:P01"}),
        ("resource", "COD-cobalt-production-mine-2024", "country",
         {"sel": "country:COD", "tab": "resources"}),
        ("treaty", "ZMB", "country", {"sel": "country:ZMB", "tab": "policy"}),
        ("indicator_term", "gdp_nominal", "africa",
         {"family": "indicator", "indicator": "gdp_nominal"}),
        ("commodity", "cobalt", "africa", {"family": "mineral", "commodity": "cobalt"}),
        ("commodity", "rubber", "asean",
         {"family": "agriculture", "commodity": "rubber"}),
        ("official_place", "gha-investment-agency", "country",
         {"sel": "country:GHA", "tab": "projects"}),
        ("official_place", "all-sta-tax-guide", "country", {"tab": "guide"}),
        ("page", "planner", "planner", {}),
        ("page", "data/doubts", "data", {"view": "doubts"}),
        ("page", "country/market", "country", {"tab": "market"}),
        ("setting", "lang-en", "", {"lang": "en"}),
        ("setting", "review_number", "data", {"sel": "setting:review_number"}),
    ],
)  # fmt: skip
def test_where_a_hit_is_at_home(
    world: FolderStore, kind: str, id: str, path: str, params: dict[str, str]
) -> None:
    if kind == "treaty":
        id = next(str(t) for t in world.table("treaty")["treaty_id"] if "ZMB" in str(t))
    assert home(world, kind, id) == Home(path, params)


def test_every_kind_that_is_searched_has_a_home(world: FolderStore) -> None:
    for kind in KINDS:
        if kind in IMPORTANCE and kind in world.manifest.tables:
            for id in world.table(kind)[KINDS[kind].id_column].head(40):
                found = home(world, kind, str(id))
                assert found.path in BY_PATH, (kind, id)
                assert found.params, (kind, id)
    for document in search_pages.documents():
        assert home(world, document.kind, document.id).path in (*BY_PATH, ""), document


def test_what_is_not_there_has_no_home(world: FolderStore) -> None:
    with pytest.raises(NotFoundError):
        home(world, "park", "P999")
    for reference in ("park:P999", "nothing:at-all", "park", "", ":", "page:data/nothing:x"):
        found = home_of_reference(world, reference)
        assert found is None or found.path in BY_PATH, reference


def test_addresses_of_homes() -> None:
    assert Home("parks", {"sel": "park:P1"}).href("/map") == "/map/parks?sel=park%3AP1"
    assert Home(PAGES[0].path, {}).href("") == "/"
    assert Home("", {"lang": "en"}).href("/map") == "?lang=en"
    given_twice = Home("", {"lang": "en"}).href("", lang="zh", release="abc")
    assert parse_qs(given_twice[1:]) == {"lang": ["en"], "release": ["abc"]}


# Pages and settings


def test_parts_are_those_that_the_pages_have() -> None:
    assert set(search_pages.PARTS["data"]) == set(data_page.VIEWS)
    assert set(search_pages.PARTS["corridors"]) == set(TABS)
    assert set(search_pages.PARTS["country"]) <= set(country_page.TABS)
    assert set(search_pages.PARTS["planner"]) <= set(planner_inputs.VIEWS)
    assert set(search_pages.PARTS) <= set(BY_PATH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("银行网点", "page:branches"), ("Route planner", "page:planner"), ("首页", "page:overview"),
        ("待核", "page:data/doubts"), ("测算假设", "page:planner/assume"),
        ("时效圈", "page:planner/reach"),
        ("English", "setting:lang-en"), ("中文", "setting:lang-zh"), ("语言", "setting:lang-zh"),
        ("审图号", "setting:review_number"), ("HOA_STALE_YEARS", "setting:stale_years"),
        ("wuliutongdao", "page:corridors"), ("jwyq", "page:parks"),
    ],
)  # fmt: skip
def test_pages_and_settings_are_found(world: FolderStore, text: str, expected: str) -> None:
    found = search(world, text, limit=3, extra=search_pages.documents())
    assert expected in [one.key for one in found.hits], [one.key for one in found.hits]


def test_every_page_and_setting_is_a_document() -> None:
    ids = {document.key for document in search_pages.documents()}
    assert {f"page:{page.path}" for page in PAGES} <= ids
    assert {f"setting:{field}" for field in Settings.model_fields} <= ids
    assert len(ids) == len(search_pages.documents())


def test_golden_queries_hold_beside_pages_and_settings(world: FolderStore) -> None:
    total = 0.0
    for row in GOLDEN:
        found = search(world, row["query"], limit=10, extra=search_pages.documents())
        meant = set(row["expected"].split(";"))
        keys = [one.key for one in found.hits]
        place = next((n for n, key in enumerate(keys, 1) if key in meant), None)
        assert place is not None, row
        assert place <= 3, (row, keys[:3])
        total += 1 / place
    assert total / len(GOLDEN) >= LEAST_MRR


# The index


@pytest.mark.usefixtures("_served")
def test_the_index_is_made_ahead() -> None:
    thread = search_route.warm()
    thread.join(60)
    assert not thread.is_alive()
    store = context.opened()
    assert index_of(store) is index_of(store)


def test_without_a_release_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOA_DATA_DIR", str(tmp_path))
    thread = search_route.warm()
    thread.join(60)
    assert not thread.is_alive()
    assert told(q="a")[0] == 404


def test_the_script_sets_texts_never_markup() -> None:
    script = (ROOT / "dashboard" / "theme" / "search.js").read_text("utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in script
