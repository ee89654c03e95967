"""What an entity is linked to, with the reasons."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from geodata.coverage import resting
from geodata.kinds import KINDS
from geodata.relations.things import Ref
from geodata.store import Store, plain, shown_name

Basis = Literal["stated", "derived", "same-country"]
SAME_COUNTRY: Final = "same-country"
# Kinds on the map or with a page of their own, of which a country has several.
NEIGHBOURS: Final = (
    "site", "node", "park", "event", "project", "branch", "institution", "case",
)  # fmt: skip
_SAME: Final = (
    "同国：在同一个国家", "In the same country", "Dans le même pays",
)  # fmt: skip
SAME_STRENGTH: Final = 0.05
CITES_STRENGTH: Final = 0.2


class Link(NamedTuple):
    """One entity linked to another, with the reason.

    Parameters
    ----------
    kind, id, name : the other entity and what it is called in Chinese
    predicate : forward word
    forward : whether it is read from the entity asked about to this one
    basis : stated by a source, derived by a rule, or only in the same country
    rule : id of the rule, or of the stated link
    km : how far apart, where the rule measures it
    strength : 0–1
    source_id : who states it; `None` where it is reckoned
    """

    kind: str
    id: str
    name: str
    predicate: str
    forward: bool
    basis: Basis
    rule: str
    km: float | None
    strength: float
    source_id: str | None
    reason_zh: str
    reason_en: str
    reason_fr: str

    def reason(self, locale: str) -> str:
        """Why the two are linked, in zh or fr, else in English."""
        return {"zh": self.reason_zh, "fr": self.reason_fr}.get(locale, self.reason_en)


def order(link: Link) -> tuple[bool, float, float, str]:
    """Sort key: what is only in the same country last, the strongest first, then the nearest."""
    far = link.km if link.km is not None else float("inf")
    return link.basis == "same-country", -link.strength, far, link.id


class Index:
    """The relations of a release, found by entity."""

    def __init__(self, store: Store) -> None:
        frame = store.table("relation")
        self._columns: dict[str, list[Any]] = {str(name): frame[name].tolist() for name in frame}
        columns = self._columns
        self.ends: list[tuple[Ref, Ref]] = list(
            zip(
                zip(columns["subject_kind"], columns["subject_id"], strict=True),
                zip(columns["object_kind"], columns["object_id"], strict=True),
                strict=True,
            )
        )
        self.rows: dict[Ref, list[int]] = {}
        for row, (subject, target) in enumerate(self.ends):
            self.rows.setdefault(subject, []).append(row)
            self.rows.setdefault(target, []).append(row)
        self._around: dict[Ref, tuple[Link, ...]] = {}
        self._names = {kind: _names(store, kind) for kind in store.manifest.tables if kind in KINDS}

    def name(self, ref: Ref) -> str:
        """What an entity is called."""
        return self._names.get(ref[0], {}).get(ref[1], ref[1])

    def link(self, row: int, seen_from: Ref) -> Link:
        """The relation of a row as seen from one of its ends."""
        subject, target = self.ends[row]
        forward = subject == seen_from
        other = target if forward else subject
        cell = {name: plain(values[row]) for name, values in self._columns.items()}
        return Link(
            *other, self.name(other), cell["predicate"], forward, cell["basis"], cell["rule_id"],
            None if cell["km"] is None else float(cell["km"]), float(cell["strength"]),
            cell["source_id"], cell["reason_zh"], cell["reason_en"], cell["reason_fr"],
        )  # fmt: skip

    def strength(self, row: int) -> float:
        """How strong the relation of a row is."""
        return float(self._columns["strength"][row])

    def around(self, ref: Ref) -> tuple[Link, ...]:
        """Every entity related to one, once each, by its strongest relation; best first."""
        if ref in self._around:
            return self._around[ref]
        found: dict[Ref, Link] = {}
        for link in sorted((self.link(row, ref) for row in self.rows.get(ref, ())), key=order):
            found.setdefault((link.kind, link.id), link)
        # Two threads that come at once write the same.
        return self._around.setdefault(ref, tuple(found.values()))


@lru_cache(maxsize=4)
def index(store: Store) -> Index:
    """The relations of a release, found by entity; made once."""
    return Index(store)


@lru_cache(maxsize=2048)
def links(store: Store, kind: str, id: str) -> Mapping[str, list[Link]]:
    """What an entity is linked to, by kind: the strongest first, then the nearest, 同国 last.

    Raises
    ------
    NotFoundError
        If there is no such entity.
    """
    own = store.get(kind, id)
    if kind == "source":
        return cited_by(store, id)
    found = {(link.kind, link.id): link for link in index(store).around((kind, id))}
    iso3 = own.get("iso3")
    if kind != "country" and isinstance(iso3, str):
        for link in same_country(store, iso3):
            if (link.kind, link.id) != (kind, id):
                found.setdefault((link.kind, link.id), link)
    grouped: dict[str, list[Link]] = {}
    for link in found.values():
        grouped.setdefault(link.kind, []).append(link)
    return {each: grouped[each] for each in KINDS if each in grouped}


@lru_cache(maxsize=64)
def cited_by(store: Store, source_id: str, most: int = 100) -> Mapping[str, list[Link]]:
    """What rests on a source, by kind; worked out when asked, for it is nearly every row.

    Parameters
    ----------
    most : entities of a kind at most, in the order of their table
    """
    rows = resting(store)
    own = rows[rows["source_id"] == source_id]
    known = index(store)
    title = str(store.get("source", source_id)["title"])
    reasons = f"来源：{title}", f"Source: {title}", f"Source : {title}"
    found: dict[str, list[Link]] = {}
    for kind in KINDS:
        ids = own.loc[own["kind"] == kind, "id"].astype("str").head(most)
        for id in ids:
            link = Link(
                kind, id, known.name((kind, id)), "cites", forward=False, basis="stated",
                rule="cites", km=None, strength=CITES_STRENGTH, source_id=source_id,
                reason_zh=reasons[0], reason_en=reasons[1], reason_fr=reasons[2],
            )  # fmt: skip
            found.setdefault(kind, []).append(link)
    return found


@lru_cache(maxsize=512)
def same_country(store: Store, iso3: str) -> tuple[Link, ...]:
    """Everything on the map in one country; storing it would square the number of rows."""
    return tuple(_in_country(store, iso3))


def _in_country(store: Store, iso3: str) -> Iterator[Link]:
    known = index(store)
    for kind in NEIGHBOURS:
        frame = store.table(kind)
        for id in frame.loc[frame["iso3"] == iso3, KINDS[kind].id_column].astype("str"):
            yield Link(
                kind, id, known.name((kind, id)), SAME_COUNTRY, forward=True, basis="same-country",
                rule=SAME_COUNTRY, km=None, strength=SAME_STRENGTH, source_id=None,
                reason_zh=_SAME[0], reason_en=_SAME[1], reason_fr=_SAME[2],
            )  # fmt: skip


def _names(store: Store, kind: str) -> dict[str, str]:
    frame = store.table(kind)
    wanted = [KINDS[kind].id_column, "name_zh", "title", "name_en"]
    named = frame[[name for name in dict.fromkeys(wanted) if name in frame]]
    rows: list[dict[str, Any]] = named.to_dict("records")  # type: ignore[assignment]
    return {str(row[KINDS[kind].id_column]): shown_name(row, kind) for row in rows}
