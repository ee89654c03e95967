"""How texts are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.search.fold import fold, has_han, initials, pinyin, spans, squeeze, words_of
from geodata.search.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("刚果（金）", " 刚 果 金"),
        ("剛果(金)", " 刚 果 金"),
        ("Côte d’Ivoire", " cote d ivoire"),
        ("ＡＢＣ１２", " abc12"),
        ("C1通道", " c1 通 道"),
        ("São Tomé", " sao tome"),
        ("——", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_that_is_found(text: str) -> None:
    assert squeeze(fold(fold(text))) == squeeze(fold(text)) or has_han(text)


def test_pinyin_reads_the_name_not_the_character() -> None:
    assert pinyin(fold("长沙")) == " chang sha"
    assert pinyin(fold("重庆")) == " chong qing"
    assert initials(pinyin(fold("蒙巴萨港"))) == "mbsg"
    assert pinyin(fold("Kenya")) == ""


def test_words_of_a_query() -> None:
    assert words_of(" 2025 活动，长沙 ") == [" 2025", " 活 动", " 长 沙"]
    assert words_of("E01") == [" e01"]


@pytest.mark.parametrize(
    ("text", "needle", "marked"),
    [
        ("刚果（金）", "刚果金", ["刚果（金）"]),
        ("刚果（金）钴", "刚果", ["刚果"]),
        ("Côte d'Ivoire", "cote d", ["Côte d"]),
        ("Romania and Oman", "oman", ["Oman"]),
        ("蒙巴萨—蒙巴萨", "蒙巴萨", ["蒙巴萨", "蒙巴萨"]),
        ("蒙巴萨", "", []),
    ],
)
def test_spans(text: str, needle: str, marked: list[str]) -> None:
    assert [text[begin:end] for begin, end in spans(text, fold(needle))] == marked


def vocabulary(*words: str) -> Vocabulary:
    made = Vocabulary()
    for word in words:
        made._take(fold(word))
    return made


def test_typos_allowed_grow_with_the_word() -> None:
    known = vocabulary("Kenya", "Mombasa", "Mali", "雅万高铁", "南非")
    assert known.near(" keyna") == [" kenya"]
    assert known.near(" mombassaa") == [" mombasa"]
    assert known.near(" kxnyx") == []
    assert known.near(" mal") == []
    assert known.near(fold("雅万高帖")) == [" 雅 万 高 铁"]
    assert known.near(fold("南飞")) == [" 南 非"]
    assert known.near(fold("南京")) == []


def test_cutting_joined_words_apart() -> None:
    known = vocabulary("南非", "建行", "刚果（金）", "钴", "长沙", "活动")
    assert known.cut(fold("南非建行")) == [" 南 非", " 建 行"]
    assert known.cut(fold("刚果金钴")) == [" 刚 果 金", " 钴"]
    assert known.cut(fold("长沙2025活动")) == [" 长 沙", " 2025", " 活 动"]
    assert known.cut(fold("南非")) == []
    assert known.cut(fold("南非大使")) == []
