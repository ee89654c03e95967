"""What a case's cells hold: its countries, its actors, its financiers, and a result in brief."""

import re
from collections.abc import Mapping
from typing import Any, Final

from geodata.store import Store

# What follows an actor's name in brackets says which part of it took part.
_BRACKETED: Final = re.compile(r"（[^）]*）")
# A mark that parts names, and the clauses of a sentence.
_MARK: Final = "；"
_STOP: Final = "。"


def parts(cell: object, mark: str = ";") -> list[str]:
    """The parts of a cell that holds several; none of a blank one."""
    return [part for part in cell.split(mark) if part] if isinstance(cell, str) else []


def countries_of(row: Mapping[str, Any]) -> list[str]:
    """ISO codes of the countries that a case is about, the main one first."""
    return list(dict.fromkeys((*parts(row["iso3"]), *parts(row["linked_iso3"]))))


def actors_of(row: Mapping[str, Any]) -> list[str]:
    """Who did it, one name each, without what stands in brackets."""
    return parts(_BRACKETED.sub("", row["actor"]), _MARK)


def financiers_of(store: Store, row: Mapping[str, Any]) -> list[str]:
    """Chinese names of the banks and institutions that financed or insured it.

    Raises
    ------
    NotFoundError
        If the release lacks one of them.
    """
    banks = [str(store.get("branch", id)["bank_zh"]) for id in parts(row["branch_ids"])]
    others = [str(store.get("institution", id)["name_zh"]) for id in parts(row["institution_ids"])]
    return list(dict.fromkeys((*banks, *others)))


def result_in_brief(row: Mapping[str, Any]) -> str:
    """The first clause of a case's results, or of what was done where no result is known."""
    told = row["results"] if isinstance(row["results"], str) else str(row["what"])
    return told.partition(_MARK)[0].rstrip(_STOP) + _STOP
