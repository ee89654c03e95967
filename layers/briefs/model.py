"""What a brief is, before it becomes slides, paper, workbook or web page: plain data.

Texts are in the brief's language and not escaped: each writer escapes for its own format. Every
block names the sources of its figures by id; the brief carries those sources.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from layers.scene import Scene

Locale = Literal["zh", "en", "fr"]
LOCALES: Final[tuple[Locale, ...]] = ("zh", "en", "fr")
Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure is from, as told at the end of a brief."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    published: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or statement.

    Parameters
    ----------
    label : what it is
    text : the value as read, with its unit; "" is unknown and shown as 暂无
    number : the bare value where it is a number, in `unit`
    unit : of `number`, in the brief's language
    period : year or date that it holds for
    sources : ids of its sources
    confidence : high, medium or low
    note : basis or caution, one line
    """

    label: str
    text: str
    number: float | None = None
    unit: str = ""
    period: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures under a heading; the first ones are the most telling."""

    title: str
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading.

    Parameters
    ----------
    columns : heads
    rows : cells; a number stays a number, None is unknown
    sources : ids of the sources of its rows
    note : basis or caution, one line
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or set of bars; None where there is no value for the category."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data, so that slides keep it editable.

    Parameters
    ----------
    form : bars lie, columns stand, lines go by year, stacked adds up to a whole
    categories : along the axis
    unit : of all values
    """

    title: str
    form: Literal["bars", "columns", "lines", "stacked"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences under a heading, one a paragraph."""

    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...] = ()


Block = Facts | Table | Chart | Words


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief in one language.

    Parameters
    ----------
    subject : ``country:KEN``, ``corridor:c1``, ``park:P01``, ``compare:KEN,TZA`` or ``selection``
    title, subtitle : heads
    locale : language of all texts
    day : date on it
    release : id of the release that every figure belongs to
    review : the line about the map's review number
    link : address that reopens the same view; goes into the QR code
    scene : the map, with its own legend and footer
    blocks : in the order of reading; the first facts stand beside the map
    sources : of everything on it, in order of first use
    """

    subject: str
    title: str
    subtitle: str
    locale: Locale
    day: date
    release: str
    review: str
    link: str
    scene: Scene
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = field(default=())

    def numbered(self, ids: Sequence[str]) -> list[int]:
        """Numbers, from 1, under which sources stand at the end of the brief."""
        place = {source.id: number for number, source in enumerate(self.sources, 1)}
        return sorted({place[id_] for id_ in ids})
