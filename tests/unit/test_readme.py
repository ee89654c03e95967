"""What the README says of the code is what the code says, and what it points to is there."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pandas as pd
import pytest

from dashboard import readme
from dashboard.navigation import PAGES
from geodata.errors import UsageError
from geodata.settings import ROOT, Settings
from layers import catalogue
from layers.points import SHAPES, point_layers

LAYER_CLASSES = {"Polygons", "Lines", "Points", "Paths", "Trips", "Labels", "Detail"}
MAKE = re.compile(r"(?:^|`|=\S+ )make ([a-z]+)", re.MULTILINE)
PICTURES = {"docs/images/overview.png", "docs/images/africa.png"}


def _pattern(node: ast.expr) -> str | None:
    """A string or f-string as a pattern, with ``*`` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern(part) or "*" for part in node.values)  # noqa: PD011  (no frame)
    return None


def _layer_ids(path: Path) -> set[str]:
    """Ids of the layers that a module makes; an id in a variable is looked up by its name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            text = _pattern(node.value)
            if text is not None:
                named[node.targets[0].id] = text
    ids = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in LAYER_CLASSES:
            first = node.args[0]
            text = named.get(first.id) if isinstance(first, ast.Name) else _pattern(first)
            assert text, f"{path.name}:{node.lineno}: cannot tell the layer's id"
            ids.add(text.replace("**", "*"))
    return ids


def _drawn() -> set[str]:
    """Ids of all layers the code can draw."""
    ids = set()
    for folder in ("layers", "dashboard"):
        for path in sorted((ROOT / folder).glob("*.py")):
            if path.name != "points.py":
                ids |= _layer_ids(path)
    for kind in SHAPES:
        item = {"id": f"{kind}:x", "p": [0, 0], "n": "", "t": ""}
        if kind == "country":
            continue  # countries are areas; their shape is for the legend
        made = point_layers(kind, [item], ["town"], "light", (0, 0, 0), selected=item["id"])
        ids |= {layer.id for layer in made}
    return ids


def test_the_files_are_up_to_date():
    for path, sections in readme.FILES.items():
        text = path.read_text(encoding="utf-8")
        assert readme.renewed(text, sections, where=path.name) == text, (
            f"{path.name}: run python -m dashboard.readme --write"
        )


def test_every_setting_and_page_is_listed():
    text = readme.README.read_text(encoding="utf-8")
    assert all(f"`HOA_{name.upper()}`" in text for name in Settings.model_fields)
    assert all(field.description for field in Settings.model_fields.values())
    assert all(f"`/{page.path}`" in text for page in PAGES)


def test_every_layer_drawn_is_in_the_catalogue():
    assert {layer_id for layer_id in _drawn() if catalogue.entry(layer_id) is None} == set()


def test_every_layer_in_the_catalogue_is_drawn():
    used = {catalogue.entry(layer_id) for layer_id in _drawn()}
    assert [info.id for info in catalogue.LAYERS if info not in used] == []


def test_the_catalogue_has_each_id_once_and_the_closest_entry_wins():
    ids = pd.Series([info.id for info in catalogue.LAYERS])
    assert ids.is_unique
    assert catalogue.entry("legs-dashed-C1").id == "legs-dashed-*"
    assert catalogue.entry("park-halo").id == "*-halo"
    assert catalogue.entry("no such layer") is None


@pytest.mark.parametrize("text", ["none", "<!-- begin pages --> <!-- end pages -->" * 2])
def test_marks_that_are_missing_or_double_are_named(text):
    with pytest.raises(UsageError, match="pages"):
        readme.renewed(text, ["pages"], where="README.md")


def test_a_backslash_or_a_bar_in_a_text_is_kept():
    assert readme.table(("a",), [("x|y",)]).splitlines()[-1] == r"| x\|y |"


def test_stale_files_are_reported_and_then_written(tmp_path, monkeypatch, capsys):
    page = tmp_path / "README.md"
    page.write_text("<!-- begin pages -->\nold\n<!-- end pages -->\n", encoding="utf-8")
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    monkeypatch.setattr(readme, "FILES", {page: ("pages",)})
    assert readme.main([]) == 1
    assert "README.md" in capsys.readouterr().err
    assert "old" in page.read_text(encoding="utf-8")
    assert readme.main(["--write"]) == 0
    assert "old" not in page.read_text(encoding="utf-8")
    assert readme.main([]) == 0


def test_links_lead_to_files_that_are_there():
    for page in (*readme.FILES, *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            if target not in PICTURES:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_commands_in_the_readme_are_commands_of_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set()
    for page in (readme.README, *(ROOT / "docs").rglob("*.md")):
        named |= set(re.findall(MAKE, page.read_text(encoding="utf-8")))
    assert named - targets == set()


def _pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return dict(re.findall(r"^([a-z0-9_-]+)==(\S+)$", "\n".join(lines), re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_direct_pins_agree_with_the_constraints(name):
    direct, every = _pins(name), _pins("constraints.txt")
    assert direct
    assert {package: every.get(package) for package in direct} == direct
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    loose = [x for x in lines if x and x[0] not in "#-" and "==" not in x]
    assert loose == []


def test_everything_the_atlas_imports_is_a_direct_pin():
    own = {"geodata", "layers", "dashboard", "pages"}
    imported = set()
    for folder in own:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    imported.add(node.module.partition(".")[0])
    providers = packages_distributions()
    pinned = {name.replace("_", "-") for name in _pins("requirements.txt")}
    for name in sorted(imported - own - set(sys.stdlib_module_names)):
        found = {d.lower().replace("_", "-") for d in providers.get(name, ())}
        assert found & pinned, f"{name} is imported; pin it in requirements.txt"
