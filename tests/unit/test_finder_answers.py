"""Each kind of condition on a world where every answer can be told by hand."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from geodata.finder import Condition, Fact, Query, find, parse, things, ways
from geodata.finder import graded as graded_module
from geodata.finder.answers import outcome
from geodata.finder.fields import Field, field_of, fields
from geodata.finder.model import Outcome
from geodata.finder.rails import Tracks
from geodata.store import FolderStore
from tests.unit import finder_world as fw

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderStore]:
    with pytest.MonkeyPatch.context() as patch:
        rails = Tracks(fw.meridian())
        patch.setattr(things, "tracks", lambda _tables_dir: rails)
        yield fw.make(tmp_path_factory.mktemp("finder"))


def ask(world: FolderStore, text: str) -> Outcome:
    ((condition,),) = parse(text, world).groups
    return outcome(world, TODAY, condition)


def fact(world: FolderStore, text: str, iso3: str) -> Fact:
    return ask(world, text).facts[iso3]


# What is asked → who matches, of whom the data do not say.
ANSWERS = {
    # Indicators: the newest value, whatever its year; without one the data do not say.
    "gdp>=22000000000": ("COD ZMB", "AGO GHA"),
    "gdp<=20000000000": ("LAO GAB", "AGO GHA"),
    "gdp=2e10..22B": ("GAB ZMB", "AGO GHA"),
    "gdp": ("COD LAO ZMB GAB", ""),
    # Resources: a row of any measure or a site; AGO has no figure, GHA a mine only.
    "cobalt": ("COD ZMB AGO GHA", ""),
    "cobalt=produced": ("COD ZMB", "AGO GHA"),
    "cobalt=reserves": ("COD", "ZMB AGO GHA"),
    "cobalt=site": ("COD GHA", ""),
    "cobalt=site,reserves": ("COD GHA", "ZMB AGO"),
    "cobalt>=75.8": ("COD", "ZMB AGO GHA"),
    "cobalt>=75.9": ("", "ZMB AGO GHA"),
    "copper>=10": ("COD", "ZMB LAO"),
    "cassava=produced": ("COD GHA AGO ZMB LAO", "GAB"),  # a share of the land is no output
    # Trade: goods by any of their names; a country without a list of its goods is unknown.
    "cobalt=exported": ("COD", "LAO AGO GHA GAB"),
    "tractors=imported": ("LAO", "ZMB AGO GHA GAB"),
    "cobalt=exported,site": ("COD GHA", "LAO AGO GAB"),
    # Treaties.
    "dta=in-force": ("ZMB LAO GAB", "GHA"),
    "dta=in-force,signed": ("ZMB LAO GAB AGO", "GHA"),
    "bit=terminated": ("GAB", "GHA"),
    # Lists and agreements on the day.
    "tariff=zero": ("COD GHA AGO", ""),
    "tariff=ldc,acfta": ("COD LAO", ""),
    "tariff=rcep": ("LAO", ""),
    "bloc=sadc": ("COD ZMB", ""),
    # The country itself.
    "group=ASEAN": ("LAO", ""),
    "region=west-africa,southern-africa": ("GHA AGO", ""),
    "landlocked=yes": ("LAO ZMB", ""),
    "ldc=no": ("GHA GAB", ""),
    "relations=no": ("GAB", ""),
    "language=English": ("ZMB GHA", ""),
    "language=French": ("COD GAB", ""),  # in AGO it is only said to be widely used
    "currency=XAF": ("GAB", ""),
    # Corridors: a leg that ends there, or a node that names the corridor.
    "corridor=C3": ("AGO", ""),
    "corridor=C1": ("LAO", ""),
    # Counts: none is a count too; cancelled projects and mere desks do not count.
    "park": ("ZMB AGO COD GHA LAO", ""),
    "park>=2": ("ZMB", ""),
    "park<=0": ("GAB", ""),
    "park:hunan": ("ZMB", ""),
    "park:operating>=1": ("ZMB AGO COD GHA LAO", ""),
    "park:mofcom": ("AGO", ""),
    "project": ("COD GHA", ""),
    "project:hunan=1..5": ("COD", ""),
    "branch:CCB": ("ZMB", ""),
    "branch": ("ZMB AGO", ""),
    "site:cobalt": ("COD GHA", ""),
    "site:port": ("AGO", ""),
    # Distances: COD's park has no place and GHA's nobody found again.
    "park~rail<=0": ("ZMB", "COD GHA"),
    "park:operating~rail<=107": ("", "COD GHA"),
    "park:operating~rail<=107.5": ("ZMB", "COD GHA"),
    "site:cobalt~rail<=1": ("COD", ""),
    "park~branch:CCB<=1": ("ZMB", "COD GHA"),
    "park~branch:BOC<=340": ("AGO", "COD GHA"),
    "park~port<=300": ("AGO", "COD GHA"),
    "branch~site:port<=310": ("AGO", ""),
    "park~park<=1200": ("ZMB AGO", "COD GHA"),  # a park is not near itself
    "branch:BOC~airport<=20000": ("", ""),  # there is no airport
    "capital~rail<=1": ("COD", "AGO ZMB GHA GAB"),
    # Alerts: a1 is grave and about COD, a2 is not and about ZMB.
    "alert=high": ("COD", ""),
    "alert=no-high": ("LAO AGO ZMB GHA GAB", ""),
    "alert=none": ("LAO AGO GHA GAB", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", ANSWERS)
def test_who_matches_and_of_whom_the_data_do_not_say(world: FolderStore, text: str):
    matched, unknown = (frozenset(each.split()) for each in ANSWERS[text])
    found = ask(world, text)
    assert (found.matched, found.unknown) == (matched, unknown)


def test_every_topic_of_the_registry_is_asked_here(world: FolderStore):
    asked = {field_of(world, c).topic for text in ANSWERS for c in parse(text, world).conditions}
    # Scores and days need what this world lacks; they have tests of their own below.
    assert asked == {field.topic for field in fields(world).values()} - {"score"}
    assert "business" not in fields(world)


def test_what_is_told_of_a_match(world: FolderStore):
    cobalt = fact(world, "cobalt>=75", "COD")
    assert (cobalt.text.zh, cobalt.text.en, cobalt.value) == (
        "占世界 75.86%（2024）", "75.86% of the world (2024)", 75.862,
    )  # fmt: skip
    assert (cobalt.source_ids, cobalt.as_of) == (("paper",), "2024-06")
    assert fact(world, "cobalt", "COD").text.zh == "220.5 千吨（2024）"
    assert fact(world, "cobalt", "COD").references == ("site:S1",)
    assert fact(world, "cobalt", "GHA").text.en == "1 site"
    assert fact(world, "dta=in-force", "ZMB").text.zh == "已生效（2011-06-30）"
    assert fact(world, "dta=in-force", "COD").text.zh == "未见"
    assert fact(world, "tariff=zero", "GHA").text.en == (
        "zero-tariff list for Africa (until 2028-04-30)"
    )
    assert fact(world, "gdp>=1", "COD").text.zh == "660亿美元（2023）"
    assert fact(world, "language=Akan", "GHA").text.zh == "英语、阿肯语"
    assert fact(world, "cobalt=exported", "COD").text.zh == "主要出口商品第 2 位（2023）"
    assert fact(world, "tractors=imported", "LAO").text.en == "import no. 3 (2023)"
    assert fact(world, "corridor=C3", "AGO").references == ("node:LOB",)


def test_the_nearest_is_told_and_all_that_are_near_enough_are_shown(world: FolderStore):
    own = fact(world, "park~rail<=200", "ZMB")
    assert own.value == pytest.approx(0, abs=1e-6)
    assert own.text.zh == "P2：距铁路线 0 公里（±0.5），共 2 处"
    assert own.references == ("park:P2", "park:P1")
    one = fact(world, "park:operating~rail<=200", "ZMB")
    assert one.value == pytest.approx(fw.ONE_DEGREE_OFF_KM, abs=0.01)
    assert one.text.en == "P1: 107 km from rail line (±15)"
    edge = fact(world, "park:operating~rail<=110", "ZMB")
    assert edge.text.zh == "P1：距铁路线 107 公里（±15，界内界外不定）"
    far = fact(world, "park~rail<=200", "AGO")
    assert far.references == ()  # it is known, and too far


def test_lists_are_those_of_the_day(world: FolderStore):
    ((tariff,),) = parse("tariff=zero", world).groups
    assert outcome(world, date(2025, 6, 1), tariff).matched == {"COD", "ZMB"}
    assert outcome(world, date(2026, 11, 19), tariff).matched == {"COD", "GHA"}
    assert outcome(world, date(2028, 4, 30), tariff).matched == {"COD", "GHA", "AGO"}
    assert outcome(world, date(2028, 5, 1), tariff).matched == {"COD", "AGO"}


def _scores() -> SimpleNamespace:
    table = pd.DataFrame(
        {
            "score": [70.0, 40.0, float("nan")], "low": [66.0, 30.0, float("nan")],
            "high": [75.0, 44.0, float("nan")], "rank": [1, 2, None], "rank_low": [1, 2, None],
            "rank_high": [3, 6, None], "coverage": [0.9, 0.8, 0.3], "enough": [True, True, False],
        },
        index=pd.Index(["COD", "ZMB", "GHA"], name="iso3"),
    )  # fmt: skip
    figures = pd.DataFrame({"iso3": ["COD", "COD"], "source_id": ["paper", "paper"]})
    return SimpleNamespace(table=table, figures=figures)


def test_a_country_with_too_few_data_for_a_score_never_matches(
    world: FolderStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(graded_module, "score", lambda _store, _index: _scores())
    least = graded_module.graded(world, Condition("business", op="ge", low=0.0))
    assert least.matched == {"COD", "ZMB"}
    assert least.unknown == {"GHA", "LAO", "AGO", "GAB"}
    assert least.facts["COD"].text.zh == "70.0 分（66–75）"
    assert least.facts["COD"].source_ids == ("paper",)
    worst = graded_module.graded(world, Condition("political-rank", op="le", high=3.0))
    assert worst.matched == {"COD"}  # ZMB is second, but may be sixth
    assert worst.facts["ZMB"].text.en == "rank 2 (2–6)"


def test_days_are_those_of_the_planner(world: FolderStore, monkeypatch: pytest.MonkeyPatch):
    asked = []

    def reach(_store: object, start: str, _cargo: object) -> dict[str, object]:
        asked.append(start)
        days = {"LAO": 7.1, "COD": 45.0}
        return {
            iso3: SimpleNamespace(days=SimpleNamespace(low=d - 2, typical=d, high=d + 3),
                                  legs=(SimpleNamespace(end="x"),))
            for iso3, d in days.items()
        }  # fmt: skip

    stop = SimpleNamespace(name_zh="万象", name_en="Vientiane")
    monkeypatch.setattr(ways.api, "reach", reach)
    monkeypatch.setattr(ways, "network", lambda _s: SimpleNamespace(stops=[stop], number={"x": 0}))
    ways._reached.cache_clear()
    try:
        found = ways.way(world, Condition("days", op="le", high=7.1))
        assert found.matched == {"LAO"}
        assert found.unknown == {"AGO", "ZMB", "GHA", "GAB"}  # no way is known
        assert found.facts["LAO"].text.zh == "到万象 7.1 天（5–10）"
        ways.way(world, Condition("days", subject="HH_PORT", op="le", high=1.0))
        ways.way(world, Condition("days", subject="430100", op="le", high=1.0))
        assert asked == ["prefecture:430100", "node:HH_PORT"]
    finally:
        ways._reached.cache_clear()


def test_fields_that_the_registry_names_are_not_hidden_by_data(world: FolderStore):
    found = fields(world)
    assert all(isinstance(each, Field) and each.name == name for name, each in found.items())
    assert found["park"].topic == "thing"
    assert find(world, Query(), TODAY).countries == fw.COUNTRIES
