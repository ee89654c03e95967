"""A brief of a subject: its texts, figures, sources and map, made from a release."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from geodata.compare import checked
from geodata.errors import NotFoundError, UsageError
from geodata.nearest import nearest
from geodata.store import FolderStore, Store
from layers.briefs import scenes
from layers.briefs.content import compare, corridor, country, park, selection
from layers.briefs.content.desk import Desk
from layers.briefs.content.selection import Selection
from layers.briefs.model import LOCALES, Block, Brief, Facts, Source
from layers.scene import Scene

KINDS: Final = ("country", "corridor", "park", "compare")
SELECTION: Final = "selection"
EXAMPLES: Final = "country:KEN、corridor:C4、park:P01、compare:KEN,TZA"


def make(
    store: Store,
    subject: str,
    *,
    locale: str,
    day: date,
    review_number: str = "",
    link: str = "",
    weights: country.Weights | None = None,
    chosen: Selection | None = None,
) -> Brief:
    """The brief of a subject in a language.

    Parameters
    ----------
    store : the release that every figure is from
    subject : ``country:KEN``, ``corridor:C4``, ``park:P01``, ``compare:KEN,TZA`` (two to six), or
        ``selection`` for what a page has filtered
    locale : zh, en or fr
    day : date of the brief: what is due or past is told for it
    review_number : of the map; a blank says that it has not been reviewed
    link : address that reopens the same view
    weights : of the scores' indicators, by index; the usual ones where not given
    chosen : the page's rows and map, for ``selection``

    Raises
    ------
    UsageError : if the subject or the language makes no sense
    NotFoundError : if there is no such entity; it carries the nearest matches
    """
    if locale not in LOCALES:
        raise UsageError(f"没有“{locale}”这种语言的简报", remedy="可用：" + "、".join(LOCALES))
    desk = Desk(store, locale, day)
    kind, ids = parse(store, subject)
    (title, subtitle), blocks, scene = _parts(desk, kind, ids, weights, chosen)
    told = tuple(blocks)
    review = desk.say("review", number=review_number) if review_number else desk.say("no-review")
    return Brief(
        subject=subject,
        title=title,
        subtitle=subtitle,
        locale=desk.locale,
        day=day,
        release=store.release_id,
        review=review,
        link=link,
        scene=scenes.finished(desk.store, desk.locale, scene, title, review),
        blocks=told,
        sources=tuple(sources(store, used(told))),
    )


def parse(store: Store, subject: str) -> tuple[str, tuple[str, ...]]:
    """Kind and ids of a subject.

    Raises
    ------
    UsageError : if it is not of the form ``kind:id``, or not two to six countries to compare
    NotFoundError : if there is no such entity
    """
    if subject == SELECTION:
        return SELECTION, ()
    kind, colon, rest = subject.partition(":")
    if not colon or not rest.strip() or kind not in KINDS:
        near = nearest(store.names, subject) if isinstance(store, FolderStore) else []
        also = "；最接近的有：" + "、".join(f"{s.kind}:{s.id}（{s.name}）" for s in near)
        raise UsageError(
            f"没有“{subject}”这种简报", remedy=f"写成如 {EXAMPLES}" + (also if near else "")
        )
    ids = tuple(dict.fromkeys(each.strip() for each in rest.split(",") if each.strip()))
    if kind in ("country", "compare"):
        ids = tuple(_iso3(store, each) for each in ids)
    if kind == "compare":
        return kind, checked(store, ids)
    if len(ids) != 1:
        raise UsageError(f"“{subject}”只能写一个编号", remedy=f"写成如 {EXAMPLES}")
    store.get(kind, ids[0])
    return kind, ids


def _iso3(store: Store, text: str) -> str:
    """The country's code: given as such, in any case, or by a name in full."""
    table = store.table("country")
    if text.upper() in set(table["iso3"]):
        return text.upper()
    for column in ("iso2", "name_zh", "name_en", "name_fr"):
        found = table.loc[table[column].str.casefold() == text.casefold(), "iso3"]
        if len(found) == 1:
            return str(found.iloc[0])
    return text


def _parts(
    desk: Desk,
    kind: str,
    ids: tuple[str, ...],
    weights: country.Weights | None,
    chosen: Selection | None,
) -> tuple[tuple[str, str], Iterator[Block], Scene]:
    """Heads, blocks and map of a subject."""
    store, locale = desk.store, desk.locale
    if kind == "country":
        return (
            country.title(desk, ids[0]), country.blocks(desk, ids[0], weights),
            scenes.country(store, locale, ids[0]),
        )  # fmt: skip
    if kind == "corridor":
        return (
            corridor.title(desk, ids[0]), corridor.blocks(desk, ids[0]),
            scenes.corridor(store, locale, ids[0]),
        )  # fmt: skip
    if kind == "park":
        return (
            park.title(desk, ids[0]), park.blocks(desk, ids[0]),
            scenes.park(store, locale, ids[0]),
        )  # fmt: skip
    if kind == "compare":
        return (
            compare.title(desk, ids), compare.blocks(desk, ids, weights),
            scenes.compare(store, locale, ids),
        )  # fmt: skip
    if chosen is None:
        raise UsageError("没有可写成简报的筛选结果", remedy="在页面上筛选后再生成")
    return selection.title(desk, chosen), selection.blocks(desk, chosen), chosen.scene


def used(blocks: Sequence[Block]) -> list[str]:
    """The ids of all sources of blocks, in order of first use."""
    found: dict[str, None] = {}
    for block in blocks:
        if isinstance(block, Facts):
            for fact in block.rows:
                found |= dict.fromkeys(fact.sources)
        else:
            found |= dict.fromkeys(block.sources)
    return list(found)


def sources(store: Store, ids: Sequence[str]) -> Iterator[Source]:
    """What the release says of sources; of one that it does not know, the id alone."""
    for id in ids:
        try:
            row: Mapping[str, object] = store.get("source", id)
        except NotFoundError:
            row = {}
        yield Source(
            id,
            str(row.get("title") or id),
            str(row.get("publisher") or ""),
            str(row.get("address") or ""),
            str(row.get("published") or ""),
            str(row.get("licence") or ""),
        )
