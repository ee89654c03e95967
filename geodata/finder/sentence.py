"""A query as a sentence, in the words of its fields."""

from typing import Final

from geodata.alerts.model import LOCALES, Words
from geodata.finder import vocabulary as v
from geodata.finder.fields import Field, field_of, fields
from geodata.finder.model import Condition, Query
from geodata.finder.reading import figure
from geodata.store import Store

BOUNDS: Final = {
    "ge": Words("{label}不低于 {low}", "{label} at least {low}", "{label} d’au moins {low}"),
    "le": Words("{label}不高于 {high}", "{label} at most {high}", "{label} d’au plus {high}"),
    "between": Words("{label}在 {low} 与 {high} 之间", "{label} between {low} and {high}",
                     "{label} entre {low} et {high}"),
    "in": Words("{label}：{values}", "{label}: {values}", "{label} : {values}"),
    "has": Words("{label}有记载", "{label} on record", "{label} répertorié"),
}  # fmt: skip
NEAR: Final = Words("有{label}距{target}不超过 {high} 公里",
                    "{label} within {high} km of {target}",
                    "{label} à moins de {high} km {target}")  # fmt: skip
COUNT: Final = {
    "ge": Words("{label}不少于 {low} 个", "at least {low} {label}", "au moins {low} {label}"),
    "le": Words("{label}不多于 {high} 个", "at most {high} {label}", "au plus {high} {label}"),
    "between": Words(
        "{label} {low} 至 {high} 个", "{low} to {high} {label}", "de {low} à {high} {label}"
    ),
}
SOME: Final = Words("有{label}", "has {label}", "{label} présents")
SHARE: Final = Words("{label}占世界产量", "world share of {label}", "part mondiale de {label}")
OR: Final = Words(" 或 ", " or ", " ou ")
AND: Final = Words("；且", "; and ", " ; et ")
ALL: Final = Words("国家须同时满足：{conditions}。", "Countries where: {conditions}.",
                   "Pays où : {conditions}.")  # fmt: skip
EVERY: Final = Words("没有条件：全部 {n} 国。", "No condition: all {n} countries.",
                     "Aucune condition : les {n} pays.")  # fmt: skip


def sentence(store: Store, query: Query) -> Words:
    """The query in one sentence; alternatives of a group stand in brackets.

    Parameters
    ----------
    query : settled, as in `geodata.finder.find.Found`
    """
    if not query.groups:
        n = len(store.table("country"))
        return _filled(EVERY, n=n)
    told = []
    for code in LOCALES:
        groups = []
        for group in query.groups:
            own = OR.of(code).join(phrase(store, each).of(code) for each in group)
            brackets = "（{}）" if code == "zh" else "({})"
            groups.append(brackets.format(own) if len(group) > 1 else own)
        told.append(ALL.of(code).format(conditions=AND.of(code).join(groups)))
    return Words(*told)


def phrase(store: Store, condition: Condition) -> Words:
    """One settled condition in words."""
    field = field_of(store, condition)
    label = _inside(subject_label(field, condition.subject))
    low, high = condition.low, condition.high
    if condition.near:
        target = _target(store, condition.near)
        return _filled(NEAR, label=label, target=target, high=f"{high or 0:,.10g}")
    if field.topic == "thing" and condition.op == "ge" and low == 1:
        return _filled(SOME, label=label)
    if field.topic == "thing":
        return _filled(COUNT[condition.op], label=label, low=f"{low or 0:,.10g}",
                       high=f"{high or 0:,.10g}")  # fmt: skip
    if field.topic == "resource" and condition.op in ("ge", "le", "between"):
        label = _filled(SHARE, label=label)
    return _filled(
        BOUNDS[condition.op], label=label, values=_values(field, condition),
        low=_figure(field, low), high=_figure(field, high),
    )  # fmt: skip


def _inside(label: Words) -> Words:
    """A label as it stands inside a sentence: no capital, unless it begins an abbreviation."""

    def lower(text: str) -> str:
        return text[:1].lower() + text[1:] if text[1:2].islower() else text

    return Words(label.zh, lower(label.en), lower(label.fr))


def subject_label(field: Field, subject: str) -> Words:
    """What a field with a subject is called: 园区（湘企关联）."""
    if not subject:
        return field.label
    own, of = field.label, field.subjects[subject]
    return Words(f"{own.zh}（{of.zh}）", f"{own.en} ({of.en})", f"{own.fr} ({of.fr})")


def _target(store: Store, near: str) -> Words:
    head, _, subject = near.partition(":")
    target = v.TARGETS[head]
    if not subject:
        return target
    of = fields(store)[head].subjects[subject]
    return Words(f"{target.zh}（{of.zh}）", f"{target.en} ({of.en})", f"{target.fr} ({of.fr})")


def _values(field: Field, condition: Condition) -> Words:
    words = [field.options[each] for each in condition.values]
    return Words(*(OR.of(code).join(each.of(code) for each in words) for code in LOCALES))


def _figure(field: Field, value: float | None) -> Words:
    """A bound in words, with every digit that was asked for."""
    if value is None:
        return Words("", "", "")
    if field.unit == "d":
        days = f"{value:g}"
        return Words(f"{days} 天", f"{days} days", f"{days} jours")
    return figure(value, field.unit, 6)


def _filled(template: Words, **values: Words | str | int) -> Words:
    """A template with its places filled, each language with its own words."""
    return Words(*(
        template.of(code).format(
            **{name: each.of(code) if isinstance(each, Words) else each
               for name, each in values.items()}
        )
        for code in LOCALES
    ))  # fmt: skip
