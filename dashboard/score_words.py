"""Words of the page of scores, and the weights as the address writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.i18n import N_, _, listed
from geodata.scores.terms import INDEXES, Term

NAMES: Final = {"business": N_("营商环境"), "political": N_("政治稳定度")}
# Which way is good, said in full: an index of risk could be read either way.
MEANINGS: Final = {
    "business": N_("得分越高，办企业的条件越好"),
    "political": N_("得分越高，政治风险越低"),
}
PARAM: Final = "w"
# Greatest weight of one indicator in the scale of the table, where all sum to 1.
MOST: Final = 0.5


def name(index: str) -> str:
    """What an index is called."""
    return _(NAMES[index])


@dataclass(frozen=True, slots=True)
class Asked:
    """Weights in an address.

    Parameters
    ----------
    weights : indicator → weight, those of every index
    faults : what is wrong with the parts that were left out, each a sentence
    """

    weights: Mapping[str, float]
    faults: tuple[str, ...]

    def of(self, terms: Sequence[Term]) -> dict[str, float]:
        """Those of one index."""
        own = {term.indicator for term in terms}
        return {code: weight for code, weight in self.weights.items() if code in own}


def parse(text: str, known: Mapping[str, str]) -> Asked:
    """Weights from ``indicator:weight,indicator:weight``; what makes no sense is named.

    Parameters
    ----------
    known : indicator → what people call it, of every index
    """
    weights: dict[str, float] = {}
    faults: list[str] = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        code, _colon, value = part.partition(":")
        if code not in known:
            faults.append(
                _("链接中的权重“{part}”：没有指标“{code}”，已忽略。").format(part=part, code=code)
            )
            continue
        try:
            weight = float(value)
        except ValueError:
            weight = -1.0
        if not 0 <= weight <= MOST:
            faults.append(
                _("链接中的权重“{part}”不可用，已忽略：写 0 到 {most} 之间的数。").format(
                    part=part, most=MOST
                )
            )
            continue
        weights[code] = weight
    return Asked(weights, tuple(faults))


def written(weights: Mapping[str, float]) -> str:
    """Weights as the address has them."""
    return ",".join(f"{code}:{weight:g}" for code, weight in weights.items())


def said(changed: Mapping[str, float], terms: Sequence[Term], locale: str) -> str:
    """The weights that differ from the table's, as a sentence; blank where none does."""
    parts = [
        _("{name} {old}→{new}").format(
            name=term.name(locale), old=f"{term.weight * 100:g}",
            new=f"{changed[term.indicator] * 100:g}",
        )
        for term in terms
        if term.indicator in changed
    ]  # fmt: skip
    return _("已改权重：{list}").format(list=listed(parts)) if parts else ""


__all__ = ["INDEXES", "MEANINGS", "MOST", "PARAM", "Asked", "name", "parse", "said", "written"]
