"""Countries side by side: the same figures, the best and the worst, and what is not marked."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import compare
from geodata.build import build
from geodata.errors import NotFoundError, UsageError
from geodata.store import FolderStore
from tests import tiny, tiny_support


def term(indicator: str, topic: str, **more: Any) -> dict[str, Any]:
    return {"indicator": indicator, "name_zh": indicator, "name_en": indicator, "decimals": 1,
            "topic": topic, "unit": "pct", "unit_zh": "%", "key_figure": "no", **tiny.SOURCED,
            **more}  # fmt: skip


def fact(iso3: str, indicator: str, year: int, value: float) -> dict[str, Any]:
    return {"indicator_id": f"{iso3}-{indicator}-{year}", "iso3": iso3, "indicator": indicator,
            "year": year, "value": value, **tiny.SOURCED}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
    """Growth known of three, inflation of three with one from long ago, people of two."""
    folder: Path = tmp_path_factory.mktemp("compare")
    content = tiny.rows() | tiny_support.rows()
    content["country"] = [
        *content["country"], tiny.country("AGO", "AO", "安哥拉", "Angola"),
    ]  # fmt: skip
    content["indicator_term"] = [
        term("gdp_growth", "economy"), term("inflation_cpi", "economy"),
        term("population", "people"), term("gini", "people"),
    ]  # fmt: skip
    content["indicator"] = [
        fact("COD", "gdp_growth", 2024, 6.7), fact("LAO", "gdp_growth", 2024, 4.1),
        fact("AGO", "gdp_growth", 2023, 4.1),
        fact("COD", "inflation_cpi", 2017, 41.5), fact("LAO", "inflation_cpi", 2023, 31.2),
        fact("AGO", "inflation_cpi", 2023, 13.6),
        fact("COD", "population", 2024, 100), fact("LAO", "population", 2024, 7),
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geodata.boundaries.build_layers", tiny.layers)
        build(tiny.write(folder / "tables", content), folder / "data")
    return FolderStore.open(folder / "data")


THREE = ("COD", "LAO", "AGO")


def test_the_best_and_every_one_of_the_worst_are_marked(store: FolderStore):
    line = compare.indicator_line(store, THREE, "gdp_growth")
    assert line.numbers == (6.7, 4.1, 4.1)
    assert (line.best, line.worst) == ({"COD"}, {"LAO", "AGO"})


def test_less_inflation_is_better_and_an_old_figure_is_not_marked(store: FolderStore):
    line = compare.indicator_line(store, THREE, "inflation_cpi")
    # Of 2017, six years before the newest: 41.5 is shown, yet the worst is that of 2023.
    assert line.numbers == (41.5, 31.2, 13.6)
    assert (line.best, line.worst) == ({"AGO"}, {"LAO"})


def test_what_is_only_big_is_not_marked(store: FolderStore):
    line = compare.indicator_line(store, THREE, "population")
    assert line.numbers == (100, 7, None)
    assert line.figures[2] is None
    assert not line.best | line.worst


def test_a_topic_lists_what_is_known_of_at_least_one(store: FolderStore):
    assert [line.key for line in compare.lines(store, THREE, "people")] == ["population"]
    assert [line.key for line in compare.lines(store, THREE, "key")] == [
        "population", "gdp_growth", "inflation_cpi"
    ]  # fmt: skip


def test_what_of_ours_is_there_is_counted(store: FolderStore):
    """Parks P1 in Laos and P2 in DR Congo, project J1 in Laos, case K1 of Laos naming COD."""
    counts = {line.key: line.numbers for line in compare.lines(store, THREE, "presence")}
    assert list(counts) == list(compare.PRESENCE)
    assert counts["park"] == (1, 1, 0)
    assert counts["project"] == (0, 1, 0)
    assert counts["case"] == (1, 1, 0)
    assert counts["branch"] == (0, 1, 0)
    # An embassy, a representative office; and a row that says there is no embassy in DR Congo.
    assert counts["institution"] == (0, 2, 0)


def test_an_event_counts_for_every_country_that_it_names(store: FolderStore):
    counts = {line.key: line.numbers for line in compare.lines(store, THREE, "presence")}
    assert counts["event"] == (1, 1, 0)


def test_two_to_six_countries(store: FolderStore):
    assert compare.checked(store, ["LAO", "COD", "LAO"]) == ("LAO", "COD")
    with pytest.raises(UsageError, match="对比要 2 至 6 个国家，给了 1 个"):
        compare.checked(store, ["LAO", "LAO"])
    with pytest.raises(NotFoundError, match="XXX"):
        compare.checked(store, ["LAO", "XXX"])


def test_no_indicator_is_both_better_higher_and_lower():
    assert not compare.HIGHER & compare.LOWER


VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=2, max_size=6)


@given(VALUES)
def test_best_and_worst_are_apart_and_known(values: list[float | None]):
    codes = [f"C{n}" for n in range(len(values))]
    best, worst = compare.marks("gdp_growth", codes, values)
    assert not best & worst
    known = {code for code, value in zip(codes, values, strict=True) if value is not None}
    assert best | worst <= known
    assert bool(best) == bool(worst) == (len({v for v in values if v is not None}) > 1)
    # Where less is better, the two change places.
    assert compare.marks("inflation_cpi", codes, values) == (worst, best)
