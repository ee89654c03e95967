"""Choropleths and their tooltips, exact on the tiny release.

Classes follow the ISO codes: AGO, COD, GAB, GHA, LAO, ZMB.
"""

import pandas as pd
import pytest

from geodata.errors import UsageError
from geodata.store import FolderStore
from geodata.variables import Variable
from layers.choropleth import choropleth, legend_title, of_numbers
from layers.palette import DARK_RAMPS, GROUNDS, RAMPS, alpha, hex_of, rgb
from layers.picks import pick_lines
from tests.tiny_map import FOCUS

ALL = set(FOCUS)
FOCUS_LIGHT = hex_of(GROUNDS["light"].focus)
# Half-way between the land and the palest step.
PALE = "#f6ebdf"


def labels(store: FolderStore, slug: str, locale: str = "en") -> list[tuple[str, str]]:
    made = choropleth(store, Variable.parse(slug), "light", "mineral", locale, ALL)
    return [(swatch.label, swatch.colour) for swatch in made.swatches]


def test_cobalt(map_store: FolderStore) -> None:
    variable = Variable.parse("resource.cobalt.production-mine")
    made = choropleth(map_store, variable, "light", "mineral", "zh", ALL)
    # Zambia 0.3 is the lower class, Congo 220.5 the higher; Angola is recorded without a figure.
    assert made.classes == (2, 1, -1, -1, -1, 0)
    low, high = RAMPS["mineral"][1], RAMPS["mineral"][4]
    assert made.colours == (alpha(rgb(low), 1), alpha(rgb(high), 1), alpha(rgb(PALE), 1))
    assert [(swatch.label, swatch.colour) for swatch in made.swatches] == [
        ("220.5", high), ("0.3", low), ("有记载，暂无数字", PALE), ("暂无数据", FOCUS_LIGHT),
    ]  # fmt: skip
    assert made.colour_of == {"COD": high, "ZMB": low, "AGO": PALE}
    assert len(made.classes) == len(FOCUS)


def test_copper_of_mines_and_of_refineries(map_store: FolderStore) -> None:
    mine = choropleth(
        map_store, Variable.parse("resource.copper.production-mine"), "dark", "mineral", "en", ALL
    )
    # Laos only refines: its mines are recorded nowhere, so it has the pale class, never a figure.
    assert mine.classes == (-1, 1, -1, -1, 2, 0)
    assert [swatch.label for swatch in mine.swatches] == [
        "3,300", "680", "Recorded, no figure", "No data",
    ]  # fmt: skip
    assert mine.swatches[0].colour == DARK_RAMPS["mineral"][4]
    variable = Variable.parse("resource.copper.production-refinery")
    refinery = choropleth(map_store, variable, "dark", "mineral", "en", ALL)
    assert refinery.classes == (-1, 1, -1, -1, 0, 2)
    assert [swatch.label for swatch in refinery.swatches][:2] == ["2,500", "40"]


def test_countries_left_out_by_filters_have_no_class(map_store: FolderStore) -> None:
    made = choropleth(
        map_store, Variable.parse("resource.cobalt.production-mine"), "light", "mineral", "en",
        {"ZMB", "GHA"},
    )  # fmt: skip
    # Zambia alone is left: one class, and no swatch for records that are not shown.
    assert made.classes == (-1, -1, -1, -1, -1, 0)
    assert [swatch.label for swatch in made.swatches] == ["0.3", "No data"]


def test_presence_is_one_class(map_store: FolderStore) -> None:
    made = choropleth(
        map_store, Variable.parse("resource.cobalt.presence"), "light", "mineral", "zh", ALL
    )
    assert made.classes == (0, 0, -1, -1, -1, 0)
    assert [swatch.label for swatch in made.swatches] == ["有记载", "暂无数据"]
    assert labels(map_store, "resource.cobalt.presence") == [
        ("Recorded", RAMPS["mineral"][3]), ("No data", FOCUS_LIGHT),
    ]  # fmt: skip


def test_ranks_go_in_steps(map_store: FolderStore) -> None:
    slug = "resource.cassava.tonnage-rank"
    made = choropleth(map_store, Variable.parse(slug), "light", "agriculture", "zh", ALL)
    # Second, first, land share only, third, twelfth, tenth: the best has the deepest colour.
    assert made.classes == (2, 3, 4, 2, 0, 0)
    assert [swatch.label for swatch in made.swatches] == [
        "第 1 位", "第 2–3 位", "第 4–5 位", "第 6+ 位", "有记载，暂无数字", "暂无数据",
    ]  # fmt: skip
    within = choropleth(
        map_store, Variable.parse(slug), "light", "agriculture", "en", ALL - {"LAO"}
    )
    assert within.swatches[3].label == "rank 6–10"
    assert within.swatches[0].colour == RAMPS["agriculture"][4]


def test_nothing_known(map_store: FolderStore) -> None:
    made = choropleth(
        map_store, Variable.parse("indicator.unknown.latest"), "light", "indicator", "en", ALL
    )
    assert made.classes == (-1,) * 6
    assert made.colours == ()
    assert [swatch.label for swatch in made.swatches] == ["No data"]
    assert made.colour_of == {}


def test_any_number_by_country(map_store: FolderStore) -> None:
    counts = pd.Series({"COD": 7, "AGO": 2, "ZMB": None})
    made = of_numbers(map_store, counts, "light", "indicator", "en", blank="None known")
    low, high = RAMPS["indicator"][1], RAMPS["indicator"][4]
    assert made.classes == (0, 1, -1, -1, -1, -1)
    assert [(swatch.label, swatch.colour) for swatch in made.swatches] == [
        ("7", high), ("2", low), ("None known", FOCUS_LIGHT),
    ]  # fmt: skip
    assert made.colour_of == {"AGO": low, "COD": high}


def test_an_indicator(map_store: FolderStore) -> None:
    assert [label for label, _ in labels(map_store, "indicator.gdp.latest", "zh")] == [
        "660亿", "220亿", "暂无数据",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "zh", "en"),
    [
        ("resource.cobalt.production-mine", "名（千吨） 2023–2024", "名 (kt) 2023–2024"),
        ("resource.cobalt.reserves", "名（千吨） 2024", "名 (kt) 2024"),
        ("resource.cassava.tonnage-rank", "名 2022", "名 2022"),
        ("resource.cassava.land-share", "名（%） 2021", "名 (%) 2021"),
        ("indicator.gdp.latest", "名（美元） 2021–2023", "名 (US$) 2021–2023"),
        ("indicator.gdp.2022", "名（美元） 2022", "名 (US$) 2022"),
        ("indicator.unknown.latest", "名", "名"),
    ],
)
def test_titles_carry_unit_and_years(map_store: FolderStore, slug: str, zh: str, en: str) -> None:
    variable = Variable.parse(slug)
    assert legend_title(map_store, variable, "名", "zh") == zh
    assert legend_title(map_store, variable, "名", "en") == en


@pytest.mark.parametrize(
    ("slug", "iso3", "zh", "en"),
    [
        ("resource.cobalt.production-mine", "COD", "220.5 千吨 · 2024\n占世界 75.9%",
         "220.5 kt · 2024\nof world 75.9%"),
        ("resource.cobalt.production-mine", "ZMB", "0.3 千吨 · 2023", "0.3 kt · 2023"),
        ("resource.cobalt.production-mine", "AGO", "有记载，暂无数字", "recorded, no figure"),
        ("resource.cobalt.production-mine", "GHA", "暂无数据", "no data"),
        ("resource.cobalt.reserves", "COD", "6,000 千吨 · 2024\n占世界 54.5%",
         "6,000 kt · 2024\nof world 54.5%"),
        ("resource.cobalt.presence", "COD", "有记载", "recorded"),
        ("resource.copper.production-mine", "COD", "3,300 千吨 · 2024\n占世界 14.3%",
         "3,300 kt · 2024\nof world 14.3%"),
        ("resource.copper.production-refinery", "COD", "2,500 千吨 · 2023\n占世界 9.26%",
         "2,500 kt · 2023\nof world 9.26%"),
        ("resource.copper.production-mine", "LAO", "有记载，暂无数字", "recorded, no figure"),
        ("resource.copper.production-refinery", "LAO", "40 千吨 · 2024", "40 kt · 2024"),
        ("resource.cassava.tonnage-rank", "AGO", "按产量列本国农产品第 2 位 · 2022",
         "number 2 of its farm products by tonnage · 2022"),
        ("resource.cassava.land-share", "GAB", "7.5% · 2021", "7.5% · 2021"),
        ("indicator.gdp.latest", "COD", "660亿美元 · 2023", "US$66B · 2023"),
        ("indicator.gdp.latest", "AGO", "暂无数据", "no data"),
        ("plain", "AGO", "罗安达", "Luanda"),
    ],
)  # fmt: skip
def test_tooltips(map_store: FolderStore, slug: str, iso3: str, zh: str, en: str) -> None:
    assert pick_lines(map_store, slug, "zh")[iso3] == zh
    assert pick_lines(map_store, slug, "en")[iso3] == en
    # Other languages read English until their words are there.
    assert pick_lines(map_store, slug, "fr")[iso3] == en


@pytest.mark.parametrize(
    "slug", ["plain", "resource.cobalt.presence", "indicator.unknown.latest", "indicator.gdp.1999"]
)
def test_every_country_has_a_line(map_store: FolderStore, slug: str) -> None:
    lines = pick_lines(map_store, slug, "zh")
    assert set(lines) == ALL
    assert all(isinstance(line, str) and line for line in lines.values())


def test_a_subject_that_is_none(map_store: FolderStore) -> None:
    with pytest.raises(UsageError, match="不是可着色的变量"):
        pick_lines(map_store, "nonsense", "zh")
