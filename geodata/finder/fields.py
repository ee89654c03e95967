"""Everything that a condition may be about: the one registry of fields, made from a release."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from functools import lru_cache
from typing import Final, Literal

from geodata.alerts.model import Words
from geodata.errors import UsageError
from geodata.finder import vocabulary as v
from geodata.finder.model import Condition, Op
from geodata.finder.traded import traded_goods
from geodata.store import Store

Topic = Literal["resource", "indicator", "treaty", "country", "reach", "thing", "score", "alert"]
TOPICS: Final[dict[Topic, Words]] = {
    "resource": Words("资源与商品", "Resources", "Ressources"),
    "treaty": Words("协定与关税", "Treaties and tariffs", "Accords et tarifs"),
    "thing": Words("园区、项目、网点及距离", "Parks, projects, branches and distances",
                   "Parcs, projets, agences et distances"),
    "reach": Words("通道与时效", "Corridors and days", "Corridors et délais"),
    "score": Words("评分", "Scores", "Notes"),
    "alert": Words("风险提示", "Alerts", "Alertes"),
    "country": Words("国家属性与组织", "Country and blocs", "Pays et organisations"),
    "indicator": Words("指标", "Indicators", "Indicateurs"),
}  # fmt: skip
NUMBERS: Final[tuple[Op, ...]] = ("ge", "le", "between")
Choices = Mapping[str, Words]


@dataclass(frozen=True, eq=False)
class Field:
    """What a condition may be about.

    Parameters
    ----------
    name : in the text of a query
    label : what people call it
    topic : menu that it stands in, and who answers for it
    ops : tests that make sense of it, the usual one first
    unit : of its numbers, as `geodata.format` knows it; blank for bare ones
    options : values of ``in``, with their words
    subjects : which of them may be meant, with their words
    near : whether it is a thing that may be near to another
    """

    name: str
    label: Words
    topic: Topic
    ops: tuple[Op, ...]
    unit: str = ""
    options: Choices = made_by(default_factory=dict)
    subjects: Choices = made_by(default_factory=dict)
    near: bool = False


@lru_cache(maxsize=8)
def fields(store: Store) -> Mapping[str, Field]:
    """Every field of a release by name; those with a name of their own come before data's."""
    banks = v.named(store, "branch", "bank", "bank_zh")
    goods = v.commodities(store)
    found = [
        Field("dta", Words("税收协定", "Double-tax treaty", "Convention fiscale"), "treaty",
              ("in",), options=v.TREATY_STATES),
        Field("bit", Words("投资保护协定", "Investment treaty", "Accord d’investissement"),
              "treaty", ("in",), options=v.TREATY_STATES),
        Field("tariff", Words("对华关税待遇", "Tariff terms with China", "Régime tarifaire"),
              "treaty", ("in",), options=v.TARIFFS),
        Field("group", Words("所属地区", "Part of the world", "Partie du monde"), "country",
              ("in",), options=v.GROUPS),
        Field("region", Words("区域", "Region", "Région"), "country", ("in",), options=v.REGIONS),
        Field("bloc", Words("组织与名单", "Bloc or list", "Organisation ou liste"), "country",
              ("in",), options=v.named(store, "bloc", "bloc_id", "name")),
        Field("relations", Words("与中国建交", "Diplomatic relations with China",
                                 "Relations diplomatiques avec la Chine"), "country",
              ("in",), options=v.YES_NO),
        Field("landlocked", Words("内陆国", "Landlocked", "Sans littoral"), "country", ("in",),
              options=v.YES_NO),
        Field("ldc", Words("最不发达国家", "Least developed country", "Pays moins avancé"),
              "country", ("in",), options=v.YES_NO),
        Field("language", Words("语言", "Language", "Langue"), "country", ("in",),
              options=v.languages(store)),
        Field("currency", Words("货币", "Currency", "Monnaie"), "country", ("in",),
              options=v.named(store, "country", "currency_code", "currency_zh")),
        Field("days", Words("湖南发运典型天数", "Typical days from Hunan",
                            "Jours types depuis le Hunan"), "reach", ("le", "ge", "between"),
              unit="d", subjects=v.terminals(store)),
        Field("corridor", Words("湖南通道到达", "Served by corridor", "Desservi par le corridor"),
              "reach", ("in",), options=v.named(store, "corridor", "corridor_id", "name")),
        Field("park", Words("园区", "Parks", "Parcs"), "thing", NUMBERS, subjects=v.PARKS,
              near=True),
        Field("project", Words("项目", "Projects", "Projets"), "thing", NUMBERS,
              subjects=v.PROJECTS, near=True),
        Field("branch", Words("银行网点", "Bank branches", "Agences bancaires"), "thing", NUMBERS,
              subjects=banks, near=True),
        Field("site", Words("资源点", "Sites", "Sites"), "thing", NUMBERS,
              subjects={**v.SITE_TYPES, **v.mined(store, goods)}, near=True),
        Field("case", Words("案例", "Cases", "Cas"), "thing", NUMBERS),
        Field("event", Words("活动", "Events", "Événements"), "thing", NUMBERS),
        Field("institution", Words("机构", "Institutions", "Institutions"), "thing", NUMBERS),
        Field("capital", Words("首都", "Capital", "Capitale"), "thing", ("le",), near=True),
        Field("alert", Words("当前提示", "Alerts today", "Alertes du jour"), "alert", ("in",),
              options=v.ALERTS),
        *(field for index, label in v.scored(store).items() for field in _scores(index, label)),
        *(Field(name, words, "indicator", (*NUMBERS, "has"), unit=unit)
          for name, words, unit in v.indicators(store)),
        *(Field(name, words, "resource", ("has", "in", *NUMBERS), unit="pct",
                options=v.HOLDINGS)
          for name, words in goods.items()),
        *(Field(name, words, "resource", ("in",), options=v.TRADED)
          for name, words in v.named(store, "commodity", "commodity", "name").items()
          if name in traded_goods(store) and name not in goods),
    ]  # fmt: skip
    # A field of the registry hides a commodity of its name, never the other way round.
    by_name: dict[str, Field] = {}
    for field in found:
        by_name.setdefault(field.name, field)
    return by_name


def _scores(index: str, label: Words) -> tuple[Field, Field]:
    rank = Words(f"{label.zh}最差名次", f"{label.en}, worst rank", f"{label.fr}, pire rang")
    return (
        Field(index, label, "score", NUMBERS),
        Field(f"{index}-rank", rank, "score", ("le",)),
    )


def field_of(store: Store, condition: Condition) -> Field:
    """The field of a settled condition."""
    return fields(store)[condition.field]


def settled(store: Store, condition: Condition, where: str) -> Condition:
    """The condition with names as ids, if a release can answer it.

    Parameters
    ----------
    where : which condition it is, for the message

    Raises
    ------
    UsageError
        If a name is unknown (the nearest are told) or the test makes no sense of the field.
    """
    known = fields(store)
    labels = {name: each.label for name, each in known.items()}
    hint = _as_value(condition.field, known)
    name = _meant(condition.field, labels, "条件", where, hint)
    field = known[name]
    subject = condition.subject
    if subject:
        subject = _meant(subject, field.subjects, f"“{field.label.zh}”的对象", where)
    values = tuple(
        dict.fromkeys(_meant(each, field.options, f"“{field.label.zh}”的取值", where)
                      for each in condition.values)
    )  # fmt: skip
    near = _near(store, condition.near, field, where) if condition.near else ""
    # A thing alone means that there is one; a distance is always at most so many km.
    plain = condition.op == "has" and not near and "has" not in field.ops
    made = replace(condition, field=name, subject=subject, near=near, values=values)
    if plain and field.topic == "thing" and "ge" in field.ops:
        made = replace(made, op="ge", low=1.0)
    _sensible(made, field, where)
    return made


def _near(store: Store, near: str, field: Field, where: str) -> str:
    if not field.near:
        raise UsageError(
            f"“{field.label.zh}”不能用“~”量距离", where=where,
            remedy="可量距离的有：" + "、".join(n for n, f in fields(store).items() if f.near),
        )  # fmt: skip
    head, _, subject = near.partition(":")
    head = _meant(head, v.TARGETS, "距离的参照", where)
    if not subject:
        return head
    subjects = fields(store)[head].subjects if head in fields(store) else v.NONE
    return f"{head}:{_meant(subject, subjects, f'“{v.TARGETS[head].zh}”的对象', where)}"


def _sensible(condition: Condition, field: Field, where: str) -> None:
    allowed = ("le",) if condition.near else field.ops
    if condition.op not in allowed or (field.name == "capital" and not condition.near):
        how = {"has": "只写名称", "in": "=", "ge": ">=", "le": "<=", "between": "=a..b"}
        remedy = "、".join(how[op] for op in allowed)
        if field.name == "capital" or condition.near:
            remedy = f"写成 {field.name}~{condition.near or 'rail'}<=200"
        elif field.options and "in" in allowed:
            remedy += "；取值：" + "、".join(list(field.options)[:12])
        raise UsageError(f"“{field.label.zh}”不能这样写", where=where, remedy=f"可用：{remedy}")
    if condition.near and condition.high is not None and condition.high < 0:
        raise UsageError("距离不能为负", where=where, remedy="写成 0 以上的公里数")


def _as_value(text: str, known: Mapping[str, Field]) -> str:
    """How to write what is no field but a value of one: ``bloc=rcep`` for ``rcep``."""
    wanted = text.casefold()
    return "、".join(
        f"{field.name}={id}" for field in known.values() if field.topic != "resource"
        for id, words in field.options.items()
        if len(id) > 2 and wanted in (id.casefold(), words.zh, words.en.casefold())
    )  # fmt: skip


def _meant(text: str, known: Mapping[str, Words], what: str, where: str, hint: str = "") -> str:
    """The id that a text means, by id or by name in any language."""
    if text in known:
        return text
    wanted = text.casefold()
    named: dict[str, str] = {}
    for id, words in known.items():
        for each in (words.zh, words.en, words.fr, id):
            named.setdefault(each.casefold(), id)
    if wanted in named:
        return named[wanted]
    near = dict.fromkeys(
        named[each] for each in difflib.get_close_matches(wanted, named, n=8, cutoff=0.5)
    )
    inside = [id for name, id in named.items() if len(wanted) > 1 and wanted in name]
    listed = list(dict.fromkeys([*near, *inside]))[:5]
    if hint:
        remedy = f"写成 {hint}"
    elif not known:
        remedy = "去掉冒号及其后的对象"
    else:
        some = listed or list(known)[:5]
        title = "最接近的有：" if listed else "例如："
        remedy = title + "、".join(f"{id}（{known[id].zh}）" for id in some)
    raise UsageError(f"没有叫“{text}”的{what}", where=where, remedy=remedy)
