"""Things that nothing is linked to but their country."""

from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.kinds import KINDS
from geodata.relations.reading import index
from geodata.store import Store

# Kinds of which each row should lead somewhere.
LINKED: Final = ("event", "project", "park", "branch", "institution", "case", "site")
# What says nothing of a thing beyond where it is and what is said of it.
BARE: Final = frozenset(("country", "claim", "source", "treaty", "bloc"))


@lru_cache(maxsize=4)
def orphans(store: Store) -> pd.DataFrame:
    """Things with no relation beyond their country, its treaty, rival claims and sources.

    Returns
    -------
    frame of kind, id, name_zh, iso3 in the order of the tables
    """
    known = index(store)
    rows = []
    for kind in LINKED:
        frame = store.table(kind)
        if kind == "institution":
            frame = frame[frame["status"] != "none"]  # that there is none is the fact
        for id, iso3 in zip(frame[KINDS[kind].id_column].astype("str"), frame["iso3"], strict=True):
            others = (
                other
                for row in known.rows.get((kind, id), ())
                for other in known.ends[row]
                if other != (kind, id)
            )
            if all(other in BARE for other, _ in others):
                rows.append((kind, id, known.name((kind, id)), iso3))
    return pd.DataFrame(rows, columns=["kind", "id", "name_zh", "iso3"])
