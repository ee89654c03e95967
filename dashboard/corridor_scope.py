"""What the corridors page is about: all corridors, one, a service, or an inland corridor."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard import filters, selection
from dashboard import words as w
from dashboard.context import View
from dashboard.i18n import _, pick
from geodata.kinds import KINDS
from layers.legs import ALL, INLAND

INLAND_KINDS: Final = {"service": "inland", "leg": "inland_leg"}


@dataclass(frozen=True, slots=True)
class Scope:
    """What was chosen.

    Parameters
    ----------
    corridor : ``all``, id of a corridor, or ``inland``
    key : the narrowest scope, as `layers.legs.legs_of` reads it
    region : of the inland corridors
    """

    corridor: str
    key: str
    region: str = ""

    @property
    def inland(self) -> bool:
        """Whether it is of inland corridors."""
        return self.corridor == INLAND

    @property
    def camera(self) -> str:
        """The preset that shows it."""
        if self.inland:
            return self.region
        return "world" if self.corridor == ALL else self.corridor

    @property
    def service(self) -> str | None:
        """The service or inland corridor, if one is chosen."""
        return None if self.key in (self.corridor, f"{INLAND}-{self.region}") else self.key


def choose(view: View) -> Scope:
    """The widgets that choose, and what they say."""
    corridors = view.store.table("corridor").set_index("corridor_id")
    words = {ALL: _("全部通道"), INLAND: _("内陆走廊")}
    corridor = filters.choose(
        "corridor", _("通道"), (ALL, *corridors.index, INLAND),
        lambda c: words[c] if c in words else pick(corridors.loc[c], "short"),
        form="segments", default=_wanted(view),
    )  # fmt: skip
    if corridor == ALL:
        return Scope(ALL, ALL)
    if corridor == INLAND:
        return _inland(view)
    services = view.store.table("service").set_index("service_id")
    own = services[services["corridor_id"] == corridor]
    service = filters.choose(
        "service", _("线路"), (ALL, *own.index),
        lambda s: _("全部线路") if s == ALL else pick(own.loc[s]),
        default=selection.selected_of("service"), width=220,
    )  # fmt: skip
    return Scope(corridor, corridor if service == ALL else service)


def _inland(view: View) -> Scope:
    """The widgets of the inland corridors: region, then corridor."""
    inland = view.store.table("inland").set_index("inland_id")
    wanted = _inland_of(view)
    region = filters.choose(
        "inland_region", _("区域"), tuple(w.INLAND_REGIONS), w.words(w.INLAND_REGIONS),
        form="segments", default=str(inland.loc[wanted, "region"]) if wanted else None,
    )  # fmt: skip
    own = inland[inland["region"] == region]
    chosen = filters.choose(
        "inland", _("内陆走廊"), (ALL, *own.index),
        lambda i: _("全部内陆走廊") if i == ALL else pick(own.loc[i]),
        default=wanted, width=220,
    )  # fmt: skip
    return Scope(INLAND, f"{INLAND}-{region}" if chosen == ALL else chosen, region)


def _wanted(view: View) -> str | None:
    """The corridor of the selected corridor, service or leg, for a link that names one."""
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    if kind == "corridor":
        return id_
    if kind in ("service", "leg"):
        rows = view.store.table(kind)
        found = rows.loc[rows[KINDS[kind].id_column] == id_, "corridor_id"]
        return str(found.iloc[0]) if len(found) else None
    return INLAND if _inland_of(view) else None


def _inland_of(view: View) -> str | None:
    """The inland corridor that is selected, or whose leg is."""
    kind, _sep, id_ = (selection.selected() or "").partition(":")
    rows = view.store.table("inland_leg" if kind == "inland_leg" else "inland")
    if kind not in ("inland", "inland_leg"):
        return None
    found = rows.loc[rows[KINDS[kind].id_column] == id_, "inland_id"]
    return str(found.iloc[0]) if len(found) else None


def rows(view: View, scope: Scope, listed: str) -> tuple[str, pd.DataFrame]:
    """Kind and rows that the table lists.

    Parameters
    ----------
    listed : service, leg or node; the first two are inland corridors and their legs there
    """
    kind = (
        {"service": "inland", "leg": "inland_leg"}.get(listed, listed) if scope.inland else listed
    )
    table = view.store.table(kind)
    if listed == "node":
        own = legs(view, scope)
        return kind, table[table["node_id"].isin({*own["from_node"], *own["to_node"]})]
    if listed == "leg":
        return kind, legs(view, scope)
    if scope.inland:
        return kind, table[(table["region"] == scope.region) & _is(table["inland_id"], scope)]
    if scope.corridor != ALL:
        table = table[table["corridor_id"] == scope.corridor]
    return kind, table[_is(table["service_id"], scope)]


def _is(ids: "pd.Series[str]", scope: Scope) -> "pd.Series[bool]":
    return ids.notna() if scope.service is None else ids == scope.service


def legs(view: View, scope: Scope) -> pd.DataFrame:
    """Rows of the legs, also those that cannot be drawn."""
    if scope.inland:
        table = view.store.table("inland_leg")
        inland = view.store.table("inland")
        ids = set(inland.loc[inland["region"] == scope.region, "inland_id"])
        return table[table["inland_id"].isin(ids) & _is(table["inland_id"], scope)]
    table = view.store.table("leg")
    if scope.corridor == ALL:
        return table
    return table[(table["corridor_id"] == scope.key) | (table["service_id"] == scope.key)]
