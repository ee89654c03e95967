"""What countries can be coloured by, and whose figures never meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.store import FolderStore
from geodata.variables import LATEST, MEASURES, Variable, measures, present, values, years


@given(
    st.one_of(
        st.tuples(st.just("resource"), st.from_regex(r"[a-z0-9-]+", fullmatch=True),
                  st.sampled_from(MEASURES)),
        st.tuples(st.just("indicator"), st.from_regex(r"[a-z0-9_]+", fullmatch=True),
                  st.one_of(st.just(LATEST), st.integers(1960, 2035).map(str))),
    )
)  # fmt: skip
def test_there_and_back(parts: tuple[str, str, str]) -> None:
    variable = Variable.parse(".".join(parts))
    assert (variable.kind, variable.subject, variable.measure) == parts
    assert Variable.parse(variable.slug) == variable


@pytest.mark.parametrize(
    "slug",
    [
        "", "copper", "resource.copper", "resource.copper.production-mine.x",
        "resource.copper.capacity", "resource.copper.2020", "indicator.gdp.presence",
        "indicator.gdp.", "indicator.gdp.²", "indicator.gdp.²⁰²⁰", "indicator.gdp.20201",
        "indicator.gdp.-2020", "country.gdp.latest",
    ],
)  # fmt: skip
def test_what_is_no_variable_says_so(slug: str) -> None:
    with pytest.raises(UsageError) as caught:
        Variable.parse(slug)
    assert caught.value.what == f"“{slug}”不是可着色的变量"
    assert "resource.copper.production-mine" in caught.value.remedy


def test_measures_come_in_their_order(map_store: FolderStore) -> None:
    assert measures(map_store, "cobalt") == ("production-mine", "reserves", "presence")
    assert measures(map_store, "copper") == (
        "production-mine", "production-refinery", "presence",
    )  # fmt: skip
    assert measures(map_store, "timber") == ("production", "presence")
    assert measures(map_store, "cassava") == ("tonnage-rank", "land-share", "presence")
    assert measures(map_store, "unobtainium") == ()


def test_mine_and_refinery_never_meet(map_store: FolderStore) -> None:
    mine = values(map_store, Variable.parse("resource.copper.production-mine"))
    refinery = values(map_store, Variable.parse("resource.copper.production-refinery"))
    assert mine["value"].to_dict() == {"COD": 3300, "ZMB": 680}
    assert refinery["value"].to_dict() == {"COD": 2500, "LAO": 40}
    # What names no stage is neither.
    assert values(map_store, Variable.parse("resource.copper.production")).empty


def test_the_newest_row_wins(map_store: FolderStore) -> None:
    found = values(map_store, Variable.parse("resource.cobalt.production-mine"))
    assert found.loc["COD", ["value", "unit", "year", "share"]].tolist() == [
        220.5, "kt", 2024, 75.862,
    ]  # fmt: skip
    assert found.loc["COD", ["source_id", "as_of", "confidence"]].tolist() == [
        "paper", "2024-06", "medium",
    ]  # fmt: skip


def test_reserves_carry_their_own_share(map_store: FolderStore) -> None:
    found = values(map_store, Variable.parse("resource.cobalt.reserves"))
    assert found["value"].to_dict() == {"COD": 6000}
    assert found["share"].to_dict() == {"COD": 54.5}


def test_ranks_and_shares_of_land(map_store: FolderStore) -> None:
    ranks = values(map_store, Variable.parse("resource.cassava.tonnage-rank"))["value"]
    assert ranks.to_dict() == {"AGO": 2, "COD": 1, "GHA": 3, "LAO": 12, "ZMB": 10}
    land = values(map_store, Variable.parse("resource.cassava.land-share"))
    assert land[["value", "unit"]].to_dict("index") == {"GAB": {"value": 7.5, "unit": "pct"}}


def test_indicators(map_store: FolderStore) -> None:
    latest = values(map_store, Variable.parse("indicator.gdp.latest"))
    assert latest["value"].to_dict() == {"COD": 6.6e10, "ZMB": 2.2e10}
    assert set(latest["unit"]) == {"USD"}
    assert values(map_store, Variable.parse("indicator.gdp.2022"))["value"].to_dict() == {
        "COD": 6.4e10
    }
    # Angola's blank of 2023 is no year with a value, but Kinshasa's figure makes it one.
    assert years(map_store, "gdp") == (2021, 2022, 2023)
    assert years(map_store, "unknown") == ()
    assert values(map_store, Variable.parse("indicator.unknown.latest")).empty


def test_presence_is_any_row(map_store: FolderStore) -> None:
    assert present(map_store, "cobalt") == {"AGO", "COD", "ZMB"}
    found = values(map_store, Variable.parse("resource.cobalt.presence"))
    assert found["value"].to_dict() == {"AGO": 1, "COD": 1, "ZMB": 1}
    assert present(map_store, "unobtainium") == frozenset()


def test_every_variable_of_the_atlas(world: FolderStore) -> None:
    countries = set(world.table("country")["iso3"])
    commodities = sorted(set(world.table("resource")["commodity"]))
    variables = [Variable("resource", c, m) for c in commodities for m in measures(world, c)]
    indicators = sorted(set(world.table("indicator")["indicator"]))
    variables += [Variable("indicator", name, LATEST) for name in indicators]
    mixed, unsure = {}, {}
    for variable in variables:
        found = values(world, variable)
        assert found.index.is_unique
        assert set(found.index) <= countries, variable
        units = set(found["unit"].dropna())
        if len(units) > 1:
            mixed[variable.slug] = units
        if found["value"].isna().any():
            unsure[variable.slug] = list(found.index[found["value"].isna()])
    assert mixed == {}  # two units on one scale would be a lie
    assert unsure == {}


def test_ore_and_its_iron_content_are_two_commodities(world: FolderStore) -> None:
    # Published side by side for the same year: one map must not mix them.
    ore = values(world, Variable.parse("resource.iron-ore.production-mine"))["value"]
    content = values(world, Variable.parse("resource.iron-ore-fe-content.production-mine"))["value"]
    assert dict(ore) == {"MRT": 15000, "ZAF": 66000}
    assert dict(content) == {"MRT": 9400, "ZAF": 42000}


def test_no_measure_is_published_twice_for_a_year(world: FolderStore) -> None:
    rows = world.table("resource")
    known = rows[rows["production"].notna()]
    key = ["iso3", "commodity", "measure", "stage", "year"]
    assert list(known.loc[known.duplicated(key, keep=False), "resource_id"]) == []
