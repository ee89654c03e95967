"""The entities nearest to a broken id or a misspelt name."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.errors import Suggestion
from geodata.kinds import KINDS

_NAME_COLUMNS = ("name_zh", "name_en", "title")
# Kinds whose rows are single figures: nobody means one of them by a name.
_FIGURES = {"indicator", "resource", "trade_item", "industry", "membership", "finance_fact", "leg",
            "volume", "mend", "waterway", "hunan_trade", "metric", "claim", "treaty",
            "predicate", "relation_rule", "link", "score_indicator",
            "match_rule", "profile_note"}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What every entity can be called, lower-cased, with the entity meant."""

    entries: tuple[tuple[str, Suggestion], ...]

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> "Names":
        """Collect ids and names from tables by kind."""
        entries: list[tuple[str, Suggestion]] = []
        for kind, frame in tables.items():
            ids = frame[KINDS[kind].id_column].astype("str").tolist()
            columns = [frame[name].tolist() for name in _NAME_COLUMNS if name in frame.columns]
            for row, id in enumerate(ids):
                names = [column[row] for column in columns]
                known = [name for name in names if isinstance(name, str) and name]
                meant = Suggestion(kind, id, known[0] if known else id)
                entries += [(text.casefold(), meant) for text in dict.fromkeys((id, *known))]
        return cls(tuple(entries))


def nearest(
    names: Names, text: str, *, kind: str | None = None, count: int = 5, cutoff: float = 0.5
) -> list[Suggestion]:
    """The entities whose id or name is most like `text`, best first.

    Parameters
    ----------
    names : what can be meant
    text : what was asked for
    kind : entities of this kind come first among equals
    count : how many at most
    cutoff : least likeness, 0 to 1
    """
    wanted = text.casefold().strip()
    if not wanted:
        return []
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best: dict[Suggestion, float] = {}
    for called, meant in names.entries:
        if meant.kind in _FIGURES and meant.kind != kind:
            continue
        matcher.set_seq1(called)
        if matcher.real_quick_ratio() < cutoff or matcher.quick_ratio() < cutoff:
            continue
        score = matcher.ratio()
        # "刚果" finds both 刚果（金） and 刚果（布）, however long the name is.
        if len(wanted) >= 2 and wanted in called:
            score = max(score, 0.75)
        score += 0.1 * (meant.kind == kind)
        if score >= cutoff:
            best[meant] = max(best.get(meant, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0].kind, item[0].id))
    return [meant for meant, _ in ranked[:count]]
