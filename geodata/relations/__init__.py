"""Relations between entities: found by rules or stated by sources, each with its reason.

`build_relations` makes the table of a release; the other functions read it. That two things are in
the same country is worked out when asked: storing it would square the number of rows.
"""

from geodata.relations.graph import Edge, Graph, Node, connect, neighbourhood
from geodata.relations.make import COLUMNS, build_relations
from geodata.relations.orphans import orphans
from geodata.relations.reading import Link, links
from geodata.relations.suggest import suggestions
from geodata.relations.things import Ground
from geodata.relations.words import predicate_name, predicates

__all__ = [
    "COLUMNS",
    "Edge",
    "Graph",
    "Ground",
    "Link",
    "Node",
    "build_relations",
    "connect",
    "links",
    "neighbourhood",
    "orphans",
    "predicate_name",
    "predicates",
    "suggestions",
]
