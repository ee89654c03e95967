"""条件选国: countries by conditions over anything the atlas knows of them."""

from geodata.finder.find import Found, Relaxed, Step, find, relaxed
from geodata.finder.model import Condition, Fact, Outcome, Query
from geodata.finder.sentence import phrase, sentence
from geodata.finder.text import format_query, parse

__all__ = [
    "Condition",
    "Fact",
    "Found",
    "Outcome",
    "Query",
    "Relaxed",
    "Step",
    "find",
    "format_query",
    "parse",
    "phrase",
    "relaxed",
    "sentence",
]
