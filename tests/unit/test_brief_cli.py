"""The command ``brief``: files, languages, and what it says when it cannot."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from typer.testing import CliRunner

from geodata.cli import plugins
from geodata.cli.app import app
from geodata.errors import AtlasError
from geodata.store import FolderStore
from layers.briefs.files import FORMATS

NUMBER = "GS(2026)0001号"


@pytest.fixture(scope="module")
def folder(real_data_dir) -> Path:
    """The release of the real tables."""
    return real_data_dir


@pytest.fixture(autouse=True)
def _reads_it(folder, monkeypatch) -> None:
    monkeypatch.setenv("HOA_DATA_DIR", str(folder))
    monkeypatch.setenv("HOA_TODAY", "2026-11-21")
    monkeypatch.setenv("HOA_REVIEW_NUMBER", NUMBER)
    monkeypatch.setenv("HOA_PUBLIC_URL", "https://atlas.example.cn/")


def run(*words: object):
    return CliRunner().invoke(app, ["brief", *map(str, words)])


def failure(*words: object) -> str:
    found = run(*words)
    assert found.exit_code == 1
    assert isinstance(found.exception, AtlasError)
    return str(found.exception)


def test_one_file_and_progress_on_the_other_stream(tmp_path):
    out = tmp_path / "ken.xlsx"
    found = run("country:KEN", "--format", "xlsx", "--lang", "en", "--out", out)
    assert found.exit_code == 0, found.output
    assert found.stdout == f"{out}\n"
    assert found.stderr.splitlines() == ["[1/2] 取数", "[2/2] xlsx"]
    cells = {
        str(cell.value) for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row
    }
    assert "Kenya" in cells
    assert f"Map review no. {NUMBER}" in cells
    assert "https://atlas.example.cn/country?sel=country:KEN" in cells


def test_all_formats_into_a_folder(tmp_path, folder):
    found = run("compare:KEN,TZA", "--format", "all", "--lang", "zh", "--out", tmp_path)
    assert found.exit_code == 0, found.output
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(f"肯尼亚、坦桑尼亚对比-简报-20261121.{fmt}" for fmt in FORMATS)
    deck = Presentation(str(next(tmp_path.glob("*.pptx"))))
    texts = [s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame]
    assert any("肯尼亚、坦桑尼亚对比" in each for each in texts)
    assert any(FolderStore.open(folder).release_id in each for each in texts)


def test_the_day_is_that_of_the_option(tmp_path):
    out = tmp_path / "ken.xlsx"
    assert (
        run("country:KEN", "--format", "xlsx", "--day", "2028-05-01", "--out", out).exit_code == 0
    )
    cells = {
        str(cell.value) for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row
    }
    # Zero tariff of Kenya lasts to 2028-04-30.
    assert "不在名单内" in cells


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["country:KENN"], "country:KEN（肯尼亚）"),
        (["park:P1"], "最接近的有：park:"),
        (["keniya"], "没有“keniya”这种简报"),
        (["compare:KEN"], "2 至 6 个国家"),
        (["country:KEN", "--format", "ppt"], "最接近的是 pptx"),
        (["country:KEN", "--lang", "de"], "可用：zh、en、fr"),
        (["country:KEN", "--day", "tomorrow"], "“tomorrow”不是日期"),
    ],
)
def test_what_makes_no_sense_is_refused_and_writes_nothing(words, said, tmp_path):
    assert said in failure(*words, "--out", tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_to_keeps_what_was_there(tmp_path):
    words = ["country:KEN", "--format", "xlsx", "--out"]
    assert "目标文件夹不存在" in failure(*words, tmp_path / "none" / "x.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    assert "目标是一个文件夹" in failure(*words, tmp_path / "folder.xlsx")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder.xlsx"]


def test_a_missing_release_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("HOA_DATA_DIR", str(tmp_path / "empty"))
    assert failure("country:KEN", "--out", tmp_path / "x.pptx")


def test_commands_from_above_are_listed_and_loaded_only_when_asked(monkeypatch):
    asked = []
    real = plugins.import_module

    def remembered(name):
        asked.append(name)
        return real(name)

    monkeypatch.setattr(plugins, "import_module", remembered)
    assert CliRunner().invoke(app, ["summary"]).exit_code == 0
    assert not asked
    help_ = CliRunner().invoke(app, ["--help"])
    assert "brief" in help_.stdout
    assert asked == ["layers.cli"]
