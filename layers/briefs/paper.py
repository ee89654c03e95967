"""A brief on paper: A4 by typst, one or two pages, with its map, charts and sources.

The template is `paper.typ`; it reads data, so that no text of a brief is ever markup. Fonts are
those of installed packages only, embedded in the file.
"""

import json
from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from geodata.errors import ExportError
from geodata.store import Store
from layers.briefs.cleaning import cleaned
from layers.briefs.model import Brief, Chart
from layers.briefs.paper_data import COLUMN_MM, Data, Room, cut, document
from layers.briefs.qr import qr_svg
from layers.print import render
from layers.print.charts import alt, chart_svg
from layers.print.fonts import CHINESE, FAMILIES, OTHERS

MOST_PAGES: Final = 2
MAP_MM: Final = (112.0, 88.0)
TEMPLATE: Final = "paper.typ"
# From generous to tight; what still does not fit in the last goes block by block. Charts come in
# two heights only, because each is drawn anew.
ROOMS: Final = (
    Room(8.5, 12, 30, 12, 38),
    Room(8.0, 10, 26, 10, 38),
    Room(7.6, 8, 22, 8, 27),
    Room(7.4, 6, 18, 7, 27),
    Room(7.2, 5, 14, 6, 27),
    Room(7.0, 4, 12, 5, 27),
    Room(7.0, 3, 10, 4, 27),
)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, font_paths=[str(CHINESE.parent), str(OTHERS.parent)]
    )


def write_pdf(brief: Brief, store: Store) -> bytes:
    """The brief as PDF: the same bytes for the same brief.

    Parameters
    ----------
    brief : what to say
    store : the release that the scene's addresses belong to

    Raises
    ------
    ExportError : if the map cannot be drawn or the page cannot be set
    """
    brief = cleaned(brief)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / TEMPLATE).write_bytes((files("layers.briefs") / TEMPLATE).read_bytes())
        footer = " · ".join(dict.fromkeys(each for each in _footer(brief) if each))
        (root / "map.svg").write_bytes(
            render(
                brief.scene, store, size_mm=MAP_MM, fmt="svg", footer=footer, locale=brief.locale,
                outlined=False,
            )
        )  # fmt: skip
        if brief.link:
            (root / "code.svg").write_bytes(qr_svg(brief.link))
        try:
            return _fitted(brief, root)
        except RuntimeError as error:  # what typst raises, also as TypstError
            raise ExportError(
                f"简报“{cut(brief.title, 60)}”排版失败：{error}",
                remedy="请换一种格式，并把这条信息告诉维护者",
            ) from error


def _footer(brief: Brief) -> tuple[str, str]:
    """What stands below the map; the review line unless the scene's own footer has it."""
    own = brief.scene.footer
    return own, "" if brief.review in own else brief.review


def _fitted(brief: Brief, root: Path) -> bytes:
    """The file in the most generous room in which it is no longer than `MOST_PAGES`."""
    dropping = (replace(ROOMS[-1], dropped=n) for n in range(1, len(brief.blocks) + 1))
    rooms = (*ROOMS, *dropping)
    made: dict[int, typst.Compiler] = {}

    def fits(place: int) -> bool:
        made[place] = _compiler(brief, rooms[place], root)
        [pages] = json.loads(made[place].query("<pages>", field="value"))
        return bool(pages <= MOST_PAGES)

    # Most briefs fit at once; else the first room that does is found by halves.
    places = range(len(rooms))
    place = 0 if fits(0) else bisect_left(places, x=True, lo=1, hi=len(ROOMS), key=fits)
    if place == len(ROOMS):
        place = bisect_left(places, x=True, lo=place, hi=len(rooms) - 1, key=fits)
    compiler = made.get(place) or _compiler(brief, rooms[place], root)
    moment = datetime(brief.day.year, brief.day.month, brief.day.day, tzinfo=UTC)
    written = compiler.compile(format="pdf", timestamp=moment)
    if not isinstance(written, bytes):
        raise ExportError(f"简报“{cut(brief.title, 60)}”排版后没有内容", remedy="请换一种格式")
    return written


def _compiler(brief: Brief, room: Room, root: Path) -> typst.Compiler:
    """A compiler of the brief's data in a room."""

    def picture(chart: Chart) -> Data:
        place = next(i for i, block in enumerate(brief.blocks) if block is chart)
        name = f"chart-{place}-{room.chart_mm:g}.svg"
        if not (root / name).exists():
            height = room.chart_mm if chart.form != "bars" else _tall(chart, room)
            svg = chart_svg(chart, size_mm=(COLUMN_MM, height), locale=brief.locale)
            (root / name).write_bytes(svg)
        return {"file": name, "alt": cut(alt(chart, brief.locale), 2000)}

    data = document(brief, room, picture)
    data |= {"fonts": list(FAMILIES), "map_mm": MAP_MM, "code": "code.svg" if brief.link else ""}
    name = f"data-{ROOMS.index(replace(room, dropped=0))}-{room.dropped}.json"
    (root / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return typst.Compiler(
        str(root / TEMPLATE),
        root=str(root),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": name},
    )


def _tall(chart: Chart, room: Room) -> float:
    """Height of bars that lie: by how many there are."""
    bars = len(chart.categories) * max(len(chart.series), 1)
    return min(max(8 + bars * 4.2, 20), room.chart_mm * 1.7)
