"""The curated tables themselves: they break no rule, and every focus country is there."""

from pathlib import Path

import pytest

from geodata.build import build
from geodata.failures import errors
from geodata.iso import ISO3
from geodata.kinds import KINDS
from geodata.settings import ROOT
from geodata.store import FolderStore
from geodata.validate import validate

TABLES = ROOT / "geodata" / "tables"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
    data_dir: Path = tmp_path_factory.mktemp("atlas")
    build(TABLES, data_dir)
    return FolderStore.open(data_dir)


def test_no_rule_is_broken() -> None:
    assert [str(failure) for failure in errors(validate(TABLES))] == []


def test_every_focus_country_has_a_row_and_land(atlas: FolderStore) -> None:
    countries = atlas.table("country")
    assert countries["group"].value_counts().to_dict() == {"Africa": 54, "ASEAN": 11}
    assert set(countries["iso3"]) <= ISO3
    assert set(countries["iso3"]) <= set(atlas.layer("land_z1")["iso3"])


def test_every_kind_has_rows(atlas: FolderStore) -> None:
    assert set(atlas.manifest.tables) == {*KINDS, "relation"}
    assert [kind for kind in KINDS if not atlas.manifest.tables[kind].rows] == []


def test_every_relation_leads_somewhere(atlas: FolderStore) -> None:
    ids = {kind: set(atlas.table(kind)[KINDS[kind].id_column].astype(str)) for kind in KINDS}
    frame = atlas.table("relation")
    for end in ("subject", "object"):
        for kind, group in frame.groupby(f"{end}_kind"):
            assert set(group[f"{end}_id"]) <= ids[str(kind)]
    same = (frame["subject_kind"] == frame["object_kind"]) & (
        frame["subject_id"] == frame["object_id"]
    )
    assert not same.any()
