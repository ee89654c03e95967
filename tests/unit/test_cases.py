"""Cells of cases read as people mean them."""

import pytest

from geodata.cases import actors_of, countries_of, parts, result_in_brief

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("A;B", ["A", "B"]), ("A", ["A"]), ("", []), (None, []), (float("nan"), [])],
)
def test_parts_of_a_cell(cell: object, wanted: list[str]) -> None:
    assert parts(cell) == wanted


def test_countries_come_once_the_main_one_first() -> None:
    assert countries_of({"iso3": "TZA", "linked_iso3": "ZMB;TZA"}) == ["TZA", "ZMB"]
    assert countries_of({"iso3": None, "linked_iso3": None}) == []


def test_actors_without_their_departments() -> None:
    row = {"actor": "湖南建工（六建）；美兰；CRRC E-Loco"}
    assert actors_of(row) == ["湖南建工", "美兰", "CRRC E-Loco"]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"results": "2018年移交，2万座；培训工人。", "what": "建设"}, "2018年移交，2万座。"),
        ({"results": "顺利始发。", "what": "定制"}, "顺利始发。"),
        ({"results": None, "what": "先建厂；再准入。"}, "先建厂。"),
    ],
)
def test_a_result_in_brief(row: dict[str, object], wanted: str) -> None:
    assert result_in_brief(row) == wanted
