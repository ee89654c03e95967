"""How sure a row may be of itself."""

from collections.abc import Iterator

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.kinds import KINDS


def knowledge_is_not_high(context: Context) -> Iterator[Failure]:
    """What nobody has looked up is not of high confidence."""
    sources = context.frame("source")
    if sources.empty:
        return
    known = frozenset(sources.loc[sources["category"] == "knowledge", "source_id"])
    for kind in KINDS:
        confidence = dict(context.cells(kind, "confidence"))
        others = dict(context.cells(kind, "other_source_ids"))
        for line, first in context.cells(kind, "source_id"):
            cited = {first, *others.get(line, first).split(";")}
            if confidence.get(line) == "high" and cited <= known:
                yield context.failure(
                    kind, line, "confidence", "high", "只有通识作依据，可信度却写为 high",
                    "找到可查的来源写入 source_id，或把可信度改为 medium、low",
                )  # fmt: skip
