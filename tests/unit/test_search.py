"""The search over a handful of documents, small enough to know every answer."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.search import Document, Hit, Index, Text, index_of, label, search, search_in
from geodata.store import FolderStore

KENYA = (Text("country", "肯尼亚"), Text("country", "Kenya"))
DOCUMENTS = [
    Document("country", "KEN", "肯尼亚", (Text("en", "Kenya"),), (Text("alias", "肯雅"),),
             importance=100),
    Document("place", "P1", "蒙巴萨", (Text("en", "Mombasa"), Text("fr", "Mombasa")),
             (Text("alias", "Kisiwa cha Mvita"),), shared=(KENYA,), importance=60),
    Document("node", "MBA", "蒙巴萨港", (Text("en", "Port of Mombasa"),), shared=(KENYA,),
             importance=79),
    Document("site", "S1", "蒙巴萨", (), (), shared=(KENYA,), importance=50),
    Document("park", "K1", "肯中孵化园（内罗毕）", (Text("en", "Nairobi incubator"),),
             words=(Text("year", "2025-06-12"), Text("city", "内罗毕")), shared=(KENYA,),
             importance=78),
    Document("country", "CIV", "科特迪瓦", (Text("fr", "Côte d’Ivoire"),),
             (Text("alias", "象牙海岸"), Text("code", "CIV")), importance=100),
    Document("country", "OMN", "阿曼", (Text("en", "Oman"),), importance=100),
    Document("country", "ROU", "罗马尼亚", (Text("en", "Romania"),), importance=100),
]  # fmt: skip
INDEX = Index(DOCUMENTS)
PAGE = Document("page", "parks", "境外园区", (Text("en", "Parks"),), importance=96)


def keys(text: str, **options: object) -> list[str]:
    return [hit.key for hit in search_in([INDEX], text, **options).hits]  # type: ignore[arg-type]


def first(text: str, **options: object) -> Hit:
    return search_in([INDEX], text, **options).hits[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "why", "marked"),
    [
        ("蒙巴萨", "名称“蒙巴萨”", ["蒙巴萨"]),
        ("蒙巴薩", "名称“蒙巴萨”", ["蒙巴萨"]),
        ("MOMBASA", "英文名“Mombasa”", []),
        ("mengbasa", "名称“蒙巴萨”的拼音“mengbasa”", ["蒙巴萨"]),
        ("basa", "名称“蒙巴萨”的拼音“basa”", ["巴萨"]),
        ("mbs", "名称“蒙巴萨”的拼音首字母“mbs”", ["蒙巴萨"]),
        ("mvita", "别名“Kisiwa cha Mvita”", []),
        ("蒙巴", "名称以“蒙巴”开头", ["蒙巴"]),
    ],
)
def test_each_way_to_find_a_place(text: str, why: str, marked: list[str]) -> None:
    hit = next(hit for hit in search_in([INDEX], text).hits if hit.key == "place:P1")
    assert hit.why == why
    assert [hit.name[begin:end] for begin, end in hit.matched] == marked


def test_equal_matches_are_in_order_of_importance() -> None:
    assert keys("曼") == ["country:OMN"]
    same = [
        Document("zone", "Z", "岳麓", importance=10),
        Document("park", "P", "岳麓", importance=9),
    ]
    assert [hit.key for hit in search_in([Index(same)], "岳麓").hits] == ["zone:Z", "park:P"]


def test_a_name_on_the_map_comes_after_the_thing_that_bears_it() -> None:
    # The site has exactly that name and less importance; the node only begins with it.
    assert keys("蒙巴萨") == ["site:S1", "place:P1", "node:MBA"]
    assert keys("mengbasa")[:2] == ["site:S1", "node:MBA"]


def test_ways_to_match_rank_in_order() -> None:
    ways = ["蒙巴萨", "蒙巴", "Mvita", "mengbasa", "mbs", "肯尼亚", "蒙巴沙"]
    points = [
        next(hit.points for hit in search_in([INDEX], way).hits if hit.key == "place:P1")
        for way in ways
    ]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == len(points)


@pytest.mark.parametrize(
    "text", ["cote divoire", "COTE D'IVOIRE", "côte d’ivoire", "象牙海岸", "civ", "ketediwa"]
)
def test_accents_case_and_apostrophes_do_not_count(text: str) -> None:
    assert keys(text)[0] == "country:CIV"


@pytest.mark.parametrize("text", ["Keyna", "Kenia", "Kenyaa", "肯亚尼"])
def test_a_typo_is_forgiven_and_told(text: str) -> None:
    hit = first(text)
    assert hit.key == "country:KEN"
    assert hit.why.startswith(f"“{text.lower()}”近似")


def test_two_typos_are_forgiven_in_a_long_word_only() -> None:
    assert keys("Mombassaa")[:1] == ["place:P1"]
    assert keys("Kenxx") == []


def test_a_latin_word_is_found_from_its_beginning() -> None:
    assert keys("oman") == ["country:OMN"]


def test_words_narrow_each_other() -> None:
    assert keys("肯尼亚 2025") == ["park:K1"]
    assert first("内罗毕 2025").why == "名称含“内罗毕”；时间“2025-06-12”"
    assert keys("肯尼亚 2024") == []
    assert keys("肯尼亚 蒙巴萨") == ["site:S1", "node:MBA", "place:P1"]


def test_joined_words_are_cut_apart() -> None:
    assert keys("肯尼亚蒙巴萨") == ["site:S1", "node:MBA", "place:P1"]


def test_pieces_of_a_name_stand_for_it() -> None:
    assert keys("肯中内罗毕") == ["park:K1"]


def test_only_some_kinds() -> None:
    assert keys("蒙巴萨", kinds=["node"]) == ["node:MBA"]
    assert keys("mbs", kinds=["site", "node"]) == ["site:S1", "node:MBA"]
    assert keys("蒙巴萨", kinds=[]) == []
    assert keys("蒙巴萨", limit=1) == ["site:S1"]


def test_groups_follow_the_best_hit() -> None:
    groups = search_in([INDEX], "蒙巴萨").groups
    assert list(groups) == ["site", "place", "node"]
    assert (label("node"), label("node", "en"), label("page")) == ("节点", "Node", "页面")


def test_nothing_found_names_the_nearest() -> None:
    found = search_in([INDEX], "Mombutu")
    assert found.hits == ()
    assert found.nearest[0] == "mombasa"
    assert search_in([INDEX], "肯尼亚 2031").nearest[0] == "肯尼亚"


def test_names_and_reasons_in_english() -> None:
    hit = first("mengbasa", locale="en", kinds=["place"])
    assert (hit.name, hit.why) == ("Mombasa", "pinyin “mengbasa” of name “蒙巴萨”")
    hit = first("port mombasa", locale="en")
    assert [hit.name[begin:end] for begin, end in hit.matched] == ["Port", "Mombasa"]


def test_pages_are_found_with_the_rest(tiny_store: FolderStore) -> None:
    found = search(tiny_store, "园区", extra=[PAGE])
    assert "page:parks" in [hit.key for hit in found.hits]
    assert found.groups["page"][0].why == "名称含“园区”"
    assert "page:parks" not in [hit.key for hit in search(tiny_store, "园区").hits]


def test_every_kind_of_the_release_with_a_name_is_found(tiny_store: FolderStore) -> None:
    for text, key in [
        ("赛色塔园区", "park:P1"), ("ssty", "park:P1"), ("无坐标", "park:P2"),
        ("老挝", "country:LAO"),
        ("寮國", "country:LAO"), ("博览会", "event:E1"), ("钴 刚果金", "resource:COD-cobalt"),
        ("SADC", "bloc:sadc"), ("C1a", "service:C1a"), ("博览会 2023", "event:E1"),
        ("园区 老挝", "park:P1"), ("报纸", "source:paper"),
    ]:  # fmt: skip
        assert key in [hit.key for hit in search(tiny_store, text).hits[:3]], text


def test_the_index_of_a_release_is_made_once(tiny_store: FolderStore) -> None:
    assert index_of(tiny_store) is index_of(tiny_store)


@given(st.text(max_size=300))
@example('"')
@example("' OR 1=1 --")
@example("NEAR(a b) AND * : {name}")
@example("\x00\ud800\U0010ffff\ue000")
@example("²ﬁ½ İ ß")
@example("𠮷野家 ﷽")
@example("的" * 5000)
@example("a " * 5000)
@example("e\u0301\u0301\u0301")
def test_no_text_breaks_the_search(text: str) -> None:
    found = search_in([INDEX], text, limit=5)
    assert len(found.hits) <= 5
    for hit in found.hits:
        assert hit.why
        for begin, end in hit.matched:
            assert 0 <= begin < end <= len(hit.name)


@given(st.sampled_from(DOCUMENTS), st.data())
def test_a_thing_is_found_by_any_part_of_its_chinese_name(
    document: Document, data: st.DataObject
) -> None:
    name = document.name.strip("）")
    begin = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(begin + 1, len(name)))
    part = name[begin:end].strip("（")
    if part:
        assert document.key in keys(part)
