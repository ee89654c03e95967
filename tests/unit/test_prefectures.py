"""Prefectures: whose firms did what where, counted by hand from stated links."""

from typing import Any

import pytest

from geodata.build import build
from geodata.errors import NotFoundError
from geodata.prefectures import Dealing, count, dealings, short_name, tied, trade_rows
from geodata.store import FolderStore
from tests import tiny, tiny_support


def link(number: int, subject: str, predicate: str, target: str) -> dict[str, Any]:
    subject_kind, subject_id = subject.split(":")
    object_kind, object_id = target.split(":")
    return {
        **tiny.SOURCED, "link_id": f"L{number:03}", "subject_kind": subject_kind,
        "subject_id": subject_id, "predicate": predicate, "object_kind": object_kind,
        "object_id": object_id, "reason_zh": f"理由{number}", "reason_en": f"reason {number}",
    }  # fmt: skip


def trade(id_: str, scope: str, prefecture: str) -> dict[str, Any]:
    return {
        **tiny.SOURCED, "trade_id": id_, "record_type": "industry", "scope": scope,
        "flow": "export", "period": "2024", "item": "打火机", "value": 1.0, "unit": "亿元",
        "bound": "exact", "prefecture": prefecture,
    }  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
    """Changsha's firms built J1 and run P1, both in Laos, its twin, and P2 in DR Congo."""
    folder = tmp_path_factory.mktemp("prefectures")
    content = tiny.rows() | tiny_support.rows()
    content["link"] = [
        link(1, "project:J1", "contractor", "prefecture:430100"),
        link(2, "project:J1", "about", "prefecture:430100"),
        link(3, "park:P1", "contractor", "prefecture:430100"),
        link(5, "park:P2", "contractor", "prefecture:430100"),
        link(4, "country:LAO", "twinned-with", "prefecture:430100"),
    ]
    content["hunan_trade"] = [
        trade("T1", "湖南", "长沙市（83.9%）"), trade("T2", "长沙市", ""),
        trade("T3", "湖南", "益阳；岳阳"),
        trade("T4", "双峰县", "娄底市双峰"),
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geodata.boundaries.build_layers", tiny.layers)
        build(tiny.write(folder / "tables", content), folder / "data")
    return FolderStore.open(folder / "data")


def test_a_project_tied_twice_is_one_project(store: FolderStore):
    assert [each.id for each in tied(store, "430100")["project"]] in (["J1"], ["J1", "J1"])
    assert count(store, "430100", "project") == 1


def test_countries_dealt_with_and_how_often(store: FolderStore):
    found = dealings(store, "430100")
    assert [(each.iso3, each.counts) for each in found] == [
        ("LAO", {"project": 1, "park": 1, "country": 1}),
        ("COD", {"park": 1}),
    ]
    assert [each.total for each in found] == [3, 1]
    assert found[0].names == ("电站", "赛色塔园区", "理由4")


def test_trade_is_of_the_prefecture_or_mainly_from_it(store: FolderStore):
    assert list(trade_rows(store, "430100")["trade_id"]) == ["T1", "T2"]


def test_what_texts_call_a_prefecture():
    assert [short_name(n) for n in ("长沙市", "湘西土家族苗族自治州", "张家界市")] == [
        "长沙", "湘西", "张家界"
    ]  # fmt: skip


def test_total_of_a_dealing():
    assert Dealing("KEN", {"project": 2, "case": 1}, ()).total == 3


def test_no_such_prefecture(store: FolderStore):
    with pytest.raises(NotFoundError, match="439999"):
        dealings(store, "439999")
