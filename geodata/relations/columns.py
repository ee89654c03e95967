"""Relations that a table states or implies by naming ids: columns, rival claims, stated links."""

from collections.abc import Iterator

from geodata.relations.rules import Rule, Words
from geodata.relations.things import Hit, Things


def by_column(rule: Rule, things: Things) -> Iterator[Hit]:
    """Things whose column names the ids of others, one or several separated by semicolons.

    Countries that are not of the atlas (China, a partner overseas) are no entities and left out.
    """
    for kind in rule.subjects:
        for column in rule.columns:
            for subject, cell, source in things.cells(kind, column, rule.subject_where):
                for place, id in enumerate(cell.split(";")):
                    found = next((k for k in rule.objects if things.has(k, id)), None)
                    if found is not None:
                        # What is listed first matters most: the main product, the first country.
                        ease = 1.0 if place == 0 else 0.95
                        yield Hit((kind, subject), (found, id), ease=ease, source_id=source)


def by_claims(rule: Rule, things: Things) -> Iterator[Hit]:
    """Rows that say of what kind the thing is that they are about, and which of its fields."""
    for kind in rule.subjects:
        for id, row in things.rows(kind, rule.subject_where):
            about = (str(row["kind"]), str(row["subject_id"]))
            if about[0] in rule.objects and things.has(*about):
                shared = Words(row["field_zh"], row["field"], row["field"])
                yield Hit((kind, id), about, shared=shared, source_id=row["source_id"])
