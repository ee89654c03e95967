"""What the search knows of one thing: its names, the words around it and how much it matters."""

from dataclasses import dataclass
from typing import NamedTuple


class Text(NamedTuple):
    """A text with what it is: ``Text("en", "Eswatini")``.

    Parameters
    ----------
    label : key into `geodata.search.why.LABELS`
    text : as shown
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A thing that can be found; the dashboard passes its pages and settings as these.

    Parameters
    ----------
    kind : kind of thing; ``page`` and ``setting`` for what is outside the release
    id : its id within the kind
    name : what it is called, Chinese first
    names : names in other languages
    aliases : short, former and other names
    words : what stands around it: country, year, city, sector …
    shared : words that many things have, such as the names of a country; the same tuple each time
    importance : 0 to 100, the tie-break between equal matches
    """

    kind: str
    id: str
    name: str
    names: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    shared: tuple[tuple[Text, ...], ...] = ()
    importance: float = 50.0

    @property
    def key(self) -> str:
        """Its address, as in ``park:P01``."""
        return f"{self.kind}:{self.id}"
