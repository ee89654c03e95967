"""Guides that an office keeps as PDF files beside the data: listed, read in the page, downloaded.

None is shipped. The folder has a folder for each country by its ISO code; what is in it is served
by the name it has, and by no other way.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from geodata.settings import Settings, settings

SUFFIX: Final = ".pdf"
HEAD: Final = b"%PDF-"
ISO3: Final = re.compile(r"[A-Z]{3}")
# A guide is a few megabytes; what is larger is no guide.
MOST_BYTES: Final = 64 * 2**20
MOST_FILES: Final = 60
# The reader of PDF inside a browser brings objects and styles of its own, which the pages' policy
# would forbid; the type of the answer is fixed, so it is never read as a page.
POLICY: Final = "frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Guide:
    """A file that a keeper has put there.

    Parameters
    ----------
    name : of the file
    path : where it is
    size : bytes
    day : when it was last written
    """

    name: str
    path: Path
    size: int
    day: date


def folder(own: Settings) -> Path:
    """Where the guides of all countries are."""
    return own.guides_dir or own.data_dir / "guides"


def guides(own: Settings, iso3: str) -> tuple[Guide, ...]:
    """The guides of a country by name; none where there is no folder.

    Links, other kinds of file, empty ones and those over `MOST_BYTES` are passed over.

    Parameters
    ----------
    iso3 : three capital letters; anything else has no guides
    """
    if not ISO3.fullmatch(iso3):
        return ()
    place = folder(own) / iso3
    try:
        files = sorted(place.iterdir())
    except OSError:
        return ()
    found = [guide for path in files if (guide := _guide(path)) is not None]
    return tuple(found[:MOST_FILES])


def _guide(path: Path) -> Guide | None:
    if path.suffix.lower() != SUFFIX or path.is_symlink() or not path.is_file():
        return None
    try:
        known = path.stat()
        with path.open("rb") as file:
            head = file.read(len(HEAD))
    except OSError:
        return None
    if head != HEAD or not 0 < known.st_size <= MOST_BYTES:
        return None
    day = datetime.fromtimestamp(known.st_mtime, UTC).date()
    return Guide(path.name, path, known.st_size, day)


def address(prefix: str, iso3: str, name: str) -> str:
    """The address of a guide on this server."""
    return f"{prefix}/guide/{iso3}/{quote(name, safe='')}"


def serve(request: Request) -> Response:
    """A guide by country and name: only what `guides` lists is there."""
    asked = request.path_params["name"]
    iso3 = request.path_params["iso3"]
    found = next((each for each in guides(settings(), iso3) if each.name == asked), None)
    if found is None:
        return Response("没有这份指南", status_code=404, media_type="text/plain; charset=utf-8")
    return FileResponse(
        found.path,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f"inline; filename*=utf-8''{quote(found.name, safe='')}",
            "Content-Security-Policy": POLICY,
            # The office may lay a newer file under the same name.
            "Cache-Control": "no-cache",
        },
    )
