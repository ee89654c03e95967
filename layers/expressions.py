"""What deck.gl reads from rows and features: accessors as pydeck writes them."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import pydeck as pdk

from layers.scene import Colour, ColourBy


def constant(text: str) -> Any:
    """A string constant: pydeck takes bare strings for expressions."""
    return pdk.types.String(text)


def colour_of(colour: Colour | ColourBy, *, feature: bool) -> Any:
    """A colour accessor; the parentheses are needed, jsep cannot index a bare array literal.

    Parameters
    ----------
    feature : whether it reads a feature's properties rather than a row
    """
    if not isinstance(colour, ColourBy):
        return list(colour)
    name = f"properties.{colour.field}" if feature else colour.field
    index = f"({_listed(colour.classes)})[{name}]" if colour.classes else name
    return f"({_listed([list(c) for c in colour.colours])})[{index}]"


def triggers(colour: Colour | ColourBy) -> list[Any]:
    """What must change for deck.gl to ask the accessor again."""
    return [hashlib.sha1(repr(colour).encode(), usedforsecurity=False).hexdigest()[:10]]


def _listed(values: Sequence[object]) -> str:
    """A list in an expression, without spaces: it is sent with each change."""
    return json.dumps(list(values), separators=(",", ":"))
