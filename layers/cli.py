"""The commands of what is drawn, which ``python -m geodata`` runs: ``brief``."""

import difflib
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from geodata import clock
from geodata.errors import UsageError
from geodata.settings import settings
from geodata.store import FolderStore
from layers.briefs.content import make
from layers.briefs.files import FORMATS, file_name, save, write
from layers.briefs.model import LOCALES

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
ALL: Final = "all"
# The page of the atlas that a subject is at home on.
PAGES: Final = {
    "country": "country", "corridor": "corridors", "park": "parks", "compare": "compare",
}  # fmt: skip


@app.command()
def brief(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT", help="country:KEN、corridor:C4、park:P01、compare:KEN,TZA（2—6 国）"
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件；--format all 时是文件夹")],
    fmt: Annotated[str, typer.Option("--format", help="、".join((*FORMATS, ALL)))] = "pptx",
    lang: Annotated[str, typer.Option("--lang", help="语言：" + "、".join(LOCALES))] = "zh",
    day: Annotated[str | None, typer.Option("--day", help="按哪一天写，如 2026-11-21")] = None,
    release: Annotated[str | None, typer.Option("--release", help="数据版本编号")] = None,
) -> None:
    """写一份简报：幻灯片、PDF、表格或离线网页，附来源。"""
    wanted = FORMATS if fmt == ALL else (_format(fmt),)
    when = _day(day)
    have = settings()
    store = FolderStore.open(have.data_dir, release)
    typer.echo(f"[1/{len(wanted) + 1}] 取数", err=True)
    made = make(
        store, subject, locale=lang, day=when, review_number=have.review_number,
        link=link_to(have.public_url or f"http://{have.host}:{have.port}", subject),
    )  # fmt: skip
    for step, each in enumerate(wanted, 2):
        typer.echo(f"[{step}/{len(wanted) + 1}] {each}", err=True)
        data = write(made, each, store)
        path = out / file_name(made, each) if fmt == ALL else out
        save(data, path)
        typer.echo(str(path))


def link_to(public_url: str, subject: str) -> str:
    """The address of a subject's page; blank for a subject without one.

    Parameters
    ----------
    public_url : under which others reach the atlas; this machine's own where none is set
    subject : as of the command
    """
    kind, _, ids = subject.partition(":")
    page = PAGES.get(kind)
    if page is None:
        return ""
    asked = f"c={ids}" if kind == "compare" else f"sel={subject}"
    return f"{public_url.rstrip('/')}/{page}?{asked}"


def _format(text: str) -> str:
    if text in FORMATS:
        return text
    near = difflib.get_close_matches(text, FORMATS, n=1)
    also = f"；最接近的是 {near[0]}" if near else ""
    raise UsageError(f"没有“{text}”这种格式", remedy="可用：" + "、".join((*FORMATS, ALL)) + also)


def _day(text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}”不是日期", remedy="写成如 2026-11-21") from None
