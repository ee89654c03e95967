"""湘品匹配: what Hunan could sell to a country or buy there, with reasons and their points."""

from geodata.match.book import find_good, goods, rules
from geodata.match.carriage import Carriage, carriage
from geodata.match.engine import leads
from geodata.match.model import DIRECTIONS, Good, Lead, Reason, Rule, Unjudged

__all__ = [
    "DIRECTIONS",
    "Carriage",
    "Good",
    "Lead",
    "Reason",
    "Rule",
    "Unjudged",
    "carriage",
    "find_good",
    "goods",
    "leads",
    "rules",
]
