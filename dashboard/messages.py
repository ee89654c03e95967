"""Catalogs of interface texts: collect them from the code, bring catalogs up to date, check them.

``python -m dashboard.messages extract`` writes the template ``locale/atlas.pot``,
``update`` also brings every language's catalog in line with it,
``check`` says what is missing, left over, or not marked for translation at all.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from dashboard.i18n import LOCALE_DIR, LOCALES, SOURCE_LOCALE
from dashboard.search_pages import ALSO

ROOT: Final = Path(__file__).parents[1]
FOLDERS: Final = ("dashboard", "pages")
TEMPLATE: Final = LOCALE_DIR / "atlas.pot"
# Commands of the developer, in one language.
TOOLS: Final = ("dashboard/messages.py", "dashboard/readme.py")
# Marker → how many of its first arguments are texts.
MARKERS: Final[dict[str, int]] = {"_": 1, "N_": 1, "ngettext": 2}
# Chinese writing and full-width marks.
CJK: Final = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# Chinese that is right in every language: file → texts.
ALLOWED: Final[dict[str, frozenset[str]]] = {
    "dashboard/__main__.py": frozenset({"湘企出海地图  http://"}),  # on the console
    "dashboard/app.py": frozenset({"语言 / Language"}),  # in both languages
    "dashboard/i18n.py": frozenset({"中文"}),  # a language is named in itself
    "dashboard/brief_menu.py": frozenset({"中文"}),
    "dashboard/country_charts.py": frozenset({"（"}),  # looked for in names
    "dashboard/guide_files.py": frozenset({"没有这份指南"}),  # an answer of the server's own
    "dashboard/match_card.py": frozenset({"（", "）"}),  # marks that markdown takes as they are
    "dashboard/nearby_gaps.py": frozenset({"亿美元", "亿元"}),  # units of the tables
    "dashboard/overview_page.py": frozenset({"录入日"}),  # looked for in notes
    # What is typed, in any language.
    "dashboard/search_pages.py": frozenset(
        {*ALSO.values(), "[；，：]", "语言 / Language：", "环境变量", "语言"}
    ),
}
# No dates: the repository's history has them, and an unchanged catalog stays the same file.
HEADER: Final = """\
# Interface texts of 湘企出海地图 (Hunan Overseas Atlas); the texts in the code are Chinese.
msgid ""
msgstr ""
"Project-Id-Version: Hunan Overseas Atlas\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
{plurals}
"""


class Text(NamedTuple):
    """A text literal in the code.

    Parameters
    ----------
    file, line : where it stands; the file relative to the repository
    forms : the text; singular and plural where it counts something
    """

    file: str
    line: int
    forms: tuple[str, ...]


def files() -> list[Path]:
    """The modules whose texts people see."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in paths if path.relative_to(ROOT).as_posix() not in TOOLS]


def marked(tree: ast.Module, file: str) -> Iterator[tuple[Text, list[ast.AST]]]:
    """Texts given to a marker in a module, each with its literals' nodes.

    The syntax tree, rather than Babel's tokens, also sees calls inside f-strings on Python 3.11.
    """
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        literals = node.args[: MARKERS.get(node.func.id, 0)]
        forms = tuple(
            arg.value
            for arg in literals
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value
        )
        if forms and len(forms) == len(literals):
            yield Text(file, node.lineno, forms), list(literals)


def extract() -> Catalog:
    """The texts of the code as a template, in the order of files and lines."""
    found = []
    for path in files():
        tree = ast.parse(path.read_text("utf-8"))
        found += [text for text, _nodes in marked(tree, path.relative_to(ROOT).as_posix())]
    catalog = Catalog(charset="utf-8")
    # What is counted anywhere has its plural everywhere, whichever stands first.
    plurals = {text.forms[0]: text.forms for text in found if len(text.forms) > 1}
    for text in sorted(found, key=lambda text: (text.file, text.line)):
        forms = plurals.get(text.forms[0], text.forms)
        catalog.add(forms if len(forms) > 1 else forms[0], locations=[(text.file, text.line)])
    return catalog


def unmarked(path: Path) -> list[Text]:
    """Chinese literals of a module that no marker holds: they stay Chinese in every language.

    Docstrings are not shown, and a text that something is compared with is data.
    """
    file = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    tree = ast.parse(path.read_text("utf-8"))
    fine = {id(literal) for _text, literals in marked(tree, file) for literal in literals}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            fine.add(id(node.value))
        elif isinstance(node, ast.Compare):
            fine |= {id(part) for part in (node.left, *node.comparators)}
    return [
        Text(file, node.lineno, (node.value,))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in fine
        and CJK.search(node.value)
        and node.value not in ALLOWED.get(file, ())
    ]


def path_of(locale: str) -> Path:
    """The catalog of a language."""
    return LOCALE_DIR / locale / "LC_MESSAGES" / "atlas.po"


def read(locale: str) -> Catalog:
    """A language's catalog as it is on disk; an empty one if there is none yet."""
    path = path_of(locale)
    if not path.exists():
        return Catalog(locale=locale, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def as_po(catalog: Catalog, locale: str = "") -> bytes:
    """A catalog as a file: our own header, no line numbers, nothing left over."""
    # A template leaves the plural to the language.
    plurals = f'"Plural-Forms: {catalog.plural_forms.rstrip(";")};\\n"\n' if locale else ""
    body = BytesIO()
    write_po(body, catalog, width=96, omit_header=True, include_lineno=False, ignore_obsolete=True)
    head = HEADER.format(language=locale, plurals=plurals)
    return head.encode() + body.getvalue().lstrip(b"\n")


def updated(locale: str) -> Catalog:
    """A language's catalog in line with the code; what is new is blank, never guessed."""
    catalog = read(locale)
    catalog.update(extract(), no_fuzzy_matching=True)
    return catalog


def targets() -> list[str]:
    """The languages that need a catalog."""
    return [locale for locale in LOCALES if locale != SOURCE_LOCALE]


def fields(text: str) -> list[str]:
    """Names of the ``{placeholders}`` of a text, sorted.

    Raises
    ------
    ValueError : if its braces do not pair
    """
    return sorted(
        name for _before, name, _spec, _how in Formatter().parse(text) if name is not None
    )


def _faults(message: Message) -> Iterator[str]:
    """What is wrong with a translation."""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if message.fuzzy:
        yield "fuzzy"
    if not all(texts):
        yield "untranslated"
        return
    for text in texts:
        try:
            same = fields(text) == fields(ids[0])
        except ValueError as error:
            yield f"braces: {error}"
            continue
        if not same:
            yield f"placeholders differ: {text!r}"
        if CJK.search(text):
            yield f"Chinese in the translation: {text!r}"


def _ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


def _template() -> Catalog:
    """The template as it is on disk."""
    if not TEMPLATE.exists():
        return Catalog()
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def check_catalog(locale: str) -> list[str]:
    """What is missing, left over, unfinished or broken in a language's catalog."""
    wanted = {message.id: message for message in extract() if message.id}
    catalog = read(locale)
    present = {message.id: message for message in catalog if message.id}
    lines = [f"{locale}: missing: {id_!r}" for id_ in wanted if id_ not in present]
    lines += [f"{locale}: not in the code: {id_!r}" for id_ in present if id_ not in wanted]
    lines += [f"{locale}: obsolete: {id_!r}" for id_ in catalog.obsolete]
    for message in present.values():
        lines += [f"{locale}: {fault}: {message.id!r}" for fault in _faults(message)]
    return lines


def check() -> list[str]:
    """Everything that keeps a text from being shown in the reader's language."""
    lines = [
        f"{text.file}:{text.line}: not marked for translation: {text.forms[0]!r}"
        for path in files()
        for text in unmarked(path)
    ]
    if _ids(_template()) != _ids(extract()):
        lines.append(
            "locale/atlas.pot is not up to date: run `python -m dashboard.messages update`"
        )
    for locale in targets():
        lines += check_catalog(locale)
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 1 if a check found something."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.messages", description=__doc__)
    parser.add_argument("command", choices=("extract", "update", "check"))
    command = parser.parse_args(arguments).command
    if command == "check":
        lines = check()
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return 1 if lines else 0
    LOCALE_DIR.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_po(extract()))
    for locale in targets() if command == "update" else ():
        path_of(locale).parent.mkdir(parents=True, exist_ok=True)
        path_of(locale).write_bytes(as_po(updated(locale), locale))
    return 0


if __name__ == "__main__":
    sys.exit(main())
