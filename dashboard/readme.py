"""Writes the parts of the README that repeat what the code says: settings, pages, layers, commands.

``python -m dashboard.readme`` says whether they are up to date, ``--write`` brings them up to date.
"""

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from dashboard.navigation import PAGES
from geodata.cli.app import app
from geodata.errors import AtlasError, UsageError
from geodata.settings import ROOT, Settings
from layers.catalogue import LAYERS

README: Final = ROOT / "README.md"
DECISIONS: Final = ROOT / "docs" / "decisions"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", r"\|") for c in row) + " |" for row in lines)


def settings_table() -> str:
    """Each setting: environment variable, default, meaning."""
    rows = []
    for name, field in Settings.model_fields.items():
        value = field.default
        if isinstance(value, Path):
            # A default below the checkout is the same on every machine only in relation to it.
            value = value.relative_to(ROOT).as_posix()
        default = f"`{value}`" if value not in (None, "", {}) else "（空）"
        rows.append((f"`HOA_{name.upper()}`", default, field.description or ""))
    return table(("环境变量", "默认值", "含义"), rows)


def pages_table() -> str:
    """Each page: title, address, purpose."""
    rows = [(page.title, f"`/{page.path}`", page.purpose) for page in PAGES]
    return table(("页面", "地址", "内容"), rows)


def layers_table() -> str:
    """Each layer: names, id, what it draws."""
    rows = [(info.zh, info.en, f"`{info.id}`", info.draws) for info in LAYERS]
    return table(("图层", "English", "编号", "画什么"), rows)


def commands_table() -> str:
    """Each command of ``python -m geodata`` and what it is for."""
    rows = []
    groups = [("", app), *((f"{g.name} ", g.typer_instance) for g in app.registered_groups)]
    for group, commands in groups:
        for command in commands.registered_commands if commands else ():
            callback = command.callback
            if callback is not None:
                name = group + (command.name or callback.__name__)
                doc = inspect.getdoc(callback) or ""
                rows.append((f"`python -m geodata {name}`", doc.splitlines()[0] if doc else ""))
    return table(("命令", "用途"), rows)


def decisions_list() -> str:
    """Each decision note, by its title."""
    notes = sorted(DECISIONS.glob("[0-9]*.md"))
    titles = [note.read_text(encoding="utf-8").splitlines()[0].lstrip("# ") for note in notes]
    return "\n".join(f"- [{title}]({note.name})" for note, title in zip(notes, titles, strict=True))


SECTIONS: Final[dict[str, Callable[[], str]]] = {
    "settings": settings_table,
    "pages": pages_table,
    "layers": layers_table,
    "commands": commands_table,
    "decisions": decisions_list,
}
# Which generated parts a file must have.
FILES: Final[dict[Path, tuple[str, ...]]] = {
    README: ("pages", "layers", "commands", "settings"),
    DECISIONS / "README.md": ("decisions",),
}


def renewed(text: str, sections: Sequence[str], *, where: str) -> str:
    """The text with its generated parts written again.

    Parameters
    ----------
    text : Markdown with a pair of marks for each section
    sections : keys of `SECTIONS`
    where : name of the file, for the error

    Raises
    ------
    UsageError
        If the marks of a section are missing or not a pair.
    """
    for section in sections:
        begin, end = f"<!-- begin {section} -->", f"<!-- end {section} -->"
        pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        body = f"{begin}\n{SECTIONS[section]()}\n{end}"
        text, found = pattern.subn(lambda _, body=body: body, text)
        if found != 1:
            raise UsageError(
                f"生成的部分“{section}”应恰好出现一次，实际 {found} 次",
                where=where,
                remedy=f"补上一对标记 {begin} 与 {end}",
            )
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Check or write; 1 if a file is out of date or its marks are missing."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.readme", description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring the files up to date")
    write = parser.parse_args(arguments).write
    stale = []
    try:
        for path, sections in FILES.items():
            old = path.read_text(encoding="utf-8")
            new = renewed(old, sections, where=str(path.relative_to(ROOT)))
            if new == old:
                continue
            stale.append(str(path.relative_to(ROOT)))
            if write:
                path.write_text(new, encoding="utf-8", newline="\n")
    except AtlasError as error:
        sys.stderr.write(error.message + "\n")
        return 1
    if stale and not write:
        sys.stderr.write(
            f"{'、'.join(stale)} 与代码不一致；运行 python -m dashboard.readme --write\n"
        )
        return 1
    sys.stdout.write(f"已更新：{'、'.join(stale)}\n" if stale else "已是最新\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
