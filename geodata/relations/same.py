"""Things that share a word: a company, a sector, a series, a bank."""

import re
from itertools import product
from typing import Final

from geodata.relations.rules import Rule, Words
from geodata.relations.things import Hit, Ref, Things, best
from geodata.routing.sphere import between

_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]")
_SEPARATORS = re.compile(r"[;；/、+，,]")
_PERCENT = re.compile(r"\d+(\.\d+)?%")
# What stands after a company's name in a list of them and is no part of it.
_TAILS = re.compile(
    r"(牵头中企联合体|牵头联合体|联合体|牵头|承建主体|承建|运营管理|运营|等推介|等)$"
)
_NOBODY = re.compile(r"未列|未具名|未公开|某湘企|名称|来源|政府|^湖南$|^中方|合作|备忘录")
COMPANY_COLUMNS: Final = frozenset(("company", "developer", "actor", "operator", "tenants"))
_PLAIN: Final = re.compile(r"[;；]")


def companies(cell: str) -> list[str]:
    """The companies that a cell names, without brackets, shares and words like 承建.

    Two companies are the same only when what is left of their names is equal: 三一集团 is not
    三一重工, whoever owns whom.
    """
    while (bare := _BRACKETS.sub("", cell)) != cell:
        cell = bare
    found = []
    for part in _SEPARATORS.split(_PERCENT.sub("", cell)):
        name = part.strip()
        while (shorter := _TAILS.sub("", name)) != name:
            name = shorter
        if len(name) >= 2 and not _NOBODY.search(name):
            found.append(name)
    return list(dict.fromkeys(found))


def words_of(column: str, cell: str) -> list[str]:
    """What a cell lists: companies, or words separated by semicolons."""
    if column in COMPANY_COLUMNS:
        return companies(cell)
    return list(dict.fromkeys(each.strip() for each in _PLAIN.split(cell) if each.strip()))


def by_shared(rule: Rule, things: Things) -> list[Hit]:
    """Pairs that share a word of the column; nearest in time and place first."""
    mine = {kind: _listed(kind, rule, things, subject=True) for kind in rule.subjects}
    theirs = {kind: _listed(kind, rule, things, subject=False) for kind in rule.objects}
    found = []
    for one, other in product(rule.subjects, rule.objects):
        holders: dict[str, list[str]] = {}
        for id, words in theirs[other].items():
            for word in words:
                holders.setdefault(word, []).append(id)
        for id, words in mine[one].items():
            shared: dict[str, str] = {}
            for word in words:
                for holder in holders.get(word, ()):
                    shared.setdefault(holder, word)
            for holder, word in shared.items():
                subject, target = (one, id), (other, holder)
                if subject != target and things.in_scope(rule.scope, subject, target):
                    found.append(_hit(subject, target, word, things))
    return [hit._replace(km=None) for hit in best(found, rule)]


def _listed(kind: str, rule: Rule, things: Things, *, subject: bool) -> dict[str, list[str]]:
    columns = rule.columns if subject or not rule.object_columns else rule.object_columns
    where = rule.subject_where if subject else rule.object_where
    found: dict[str, list[str]] = {}
    for column in columns:
        for id, cell, _ in things.cells(kind, column, where):
            found.setdefault(id, []).extend(words_of(column, cell))
    return found


def _hit(subject: Ref, target: Ref, word: str, things: Things) -> Hit:
    """A hit whose `km`, only for ordering, is the distance with a thousand km for each year."""
    years = things.year_of.get(subject), things.year_of.get(target)
    known = [year for year in years if year is not None]
    apart = max(known) - min(known) if known else 0.0
    here, there = things.point_of.get(subject), things.point_of.get(target)
    far = between(here, there) if here and there else 20000.0
    ease = 1 / (1 + 0.05 * min(apart, 10))
    shared = things.name("country", word) if things.has("country", word) else Words.same(word)
    return Hit(subject, target, 1000 * apart + far, ease, shared=shared)
