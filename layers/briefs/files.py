"""The four files of a brief: written as bytes, named, and put in place whole or not at all."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from secrets import token_hex
from typing import Final

from pptx.exc import PythonPptxError
from xlsxwriter.exceptions import XlsxWriterException

from geodata.errors import AtlasError, ExportError, UsageError
from geodata.store import Store
from layers.briefs.cleaning import clean, cleaned
from layers.briefs.model import Brief
from layers.briefs.words import word

FORMATS: Final = ("pptx", "pdf", "xlsx", "html")
MEDIA_TYPES: Final[dict[str, str]] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}
NAME_LIMIT: Final = 120  # characters, with the ending
_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\s]+')
# Windows keeps these names for devices, whatever their ending.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

Writer = Callable[[Brief, Store], bytes]


def _late(name: str, *, maps: bool = True) -> Writer:
    """The writer of a module, which is imported with its libraries when it is first needed.

    Who wants one format should not wait for the libraries of four.

    Parameters
    ----------
    name : module and function
    maps : whether it draws the map, for which it needs the store
    """

    def writer(brief: Brief, store: Store) -> bytes:
        module, _, function = name.partition(":")
        write = getattr(import_module(f"layers.briefs.{module}"), function)
        data: bytes = write(brief, store) if maps else write(brief)
        return data

    return writer


_WRITERS: Final[dict[str, Writer]] = {
    "pptx": _late("slides:write_pptx"),
    "pdf": _late("paper:write_pdf"),
    "xlsx": _late("workbook:write_xlsx", maps=False),
    "html": _late("webpage:write_html"),
}


def write(
    brief: Brief,
    fmt: str,
    store: Store,
    *,
    progress: Callable[[float, str], None] | None = None,
) -> bytes:
    """The brief in one format.

    Parameters
    ----------
    fmt : one of `FORMATS`
    store : the release that the map is drawn from
    progress : told the share done (0–1) and what is being made

    Raises
    ------
    UsageError
        If there is no such format.
    ExportError
        If the file cannot be made; nothing is written anywhere.
    """
    if fmt not in FORMATS:
        raise UsageError(f"没有“{fmt}”这种格式", remedy=f"用其中之一：{'、'.join(FORMATS)}")
    if brief.release != store.release_id:
        raise ExportError(
            f"简报属于数据版本 {brief.release}，打开的是 {store.release_id}",
            remedy="用简报的数据版本打开，或重新生成简报",
        )
    tell = progress or _untold
    tell(0.0, f"{fmt.upper()}：{brief.title}")
    try:
        data = _WRITERS[fmt](cleaned(brief), store)
    except AtlasError:
        raise
    except (ValueError, OSError, RuntimeError, PythonPptxError, XlsxWriterException) as error:
        # What a library cannot write is the brief's fault or ours; the reader gets one message.
        raise ExportError(
            f"无法写成 {fmt}：{error}",
            where=brief.subject,
            remedy="换一种格式重试；若仍失败，请把这条提示交给维护者",
        ) from error
    tell(1.0, f"{fmt.upper()}：{len(data) / 1e6:.1f} MB")
    return data


def _untold(share: float, what: str) -> None:
    """Nobody asked to be told."""


def save(data: bytes, path: Path) -> None:
    """Put a file in place whole: on failure there is no file, or the one that was there before.

    Raises
    ------
    ExportError
        If the folder does not exist or cannot be written to.
    """
    if not path.parent.is_dir():
        raise ExportError(
            "目标文件夹不存在", where=str(path.parent), remedy="先建立这个文件夹，或换一个位置"
        )
    if path.is_dir():
        raise ExportError("目标是一个文件夹，不是文件", where=str(path), remedy="给出文件名")
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ExportError(
            f"无法写入文件：{error.strerror or error}",
            where=str(path),
            remedy="检查权限、磁盘空间，或关闭正在使用该文件的程序",
        ) from error


def file_name(brief: Brief, fmt: str) -> str:
    """A name that Windows takes too: title, kind of file, day; Chinese is kept."""
    tail = f"-{word(brief.locale, 'brief')}-{brief.day:%Y%m%d}.{fmt}"
    tail = _UNSAFE.sub("-", tail)
    stem = _UNSAFE.sub("-", clean(brief.title)).strip("-. ") or word(brief.locale, "brief")
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return stem[: NAME_LIMIT - len(tail)].rstrip("-. ") + tail
