"""What the search box asks the server: hits of a text as JSON, grouped by kind, each with its home.

The answers go from the server to the box by themselves; nothing of them passes through Streamlit.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from threading import Thread
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse

from dashboard import context, search_pages
from dashboard.i18n import LOCALES, _, pick, speaking
from dashboard.search_home import home, rows_of
from dashboard.words import kind_word
from geodata.errors import AtlasError, NotFoundError, ReleaseError
from geodata.search import Hit, index_of, search
from geodata.settings import settings
from geodata.store import FolderStore, Store

MOST: Final = 60  # hits sent
FIRST: Final = 12  # shown before the reader asks for the rest,
EACH: Final = 5  # and of one kind, where there are others
LONGEST: Final = 400  # characters looked at
OUTSIDE: Final = frozenset(("page", "setting"))
HEADERS: Final = {"Cache-Control": "no-store"}


def find(request: Request) -> JSONResponse:
    """Hits of ``q`` in the language ``lang`` and the release ``release``.

    Not a coroutine: it runs beside the other readers' messages.
    """
    asked = request.query_params
    release = asked.get("release") or None
    try:
        store = context.opened(release)
        found = answer(store, asked.get("q", ""), _locale(asked.get("lang")), release)
    except (NotFoundError, ReleaseError) as error:
        return JSONResponse({"error": error.what}, 404, HEADERS)
    except AtlasError as error:
        return JSONResponse({"error": error.what}, 400, HEADERS)
    return JSONResponse(found, headers=HEADERS)


def answer(store: Store, text: str, locale: str, release: str | None = None) -> dict[str, Any]:
    """What the box shows for a text: groups of hits, or words to try instead.

    Parameters
    ----------
    text : any text
    locale : zh or en
    release : id of a pinned release, kept in the addresses
    """
    # A lone surrogate is no text and could not be sent back.
    text = text[:LONGEST].encode("utf-8", "ignore").decode("utf-8")
    found = search(store, text, limit=MOST, locale=locale, extra=search_pages.documents())
    shown = {hit.key for hit in first_shown(found.hits)}
    kept = {"release": release, "lang": None if locale == settings().default_locale else locale}
    with speaking(locale):
        groups = [
            {
                "kind": kind,
                "label": label(kind),
                "hits": [_told(store, hit, locale, kept, first=hit.key in shown) for hit in hits],
            }
            for kind, hits in found.groups.items()
        ]
    return {
        "groups": groups,
        "count": len(found.hits),
        "full": len(found.hits) == MOST,
        "nearest": list(found.nearest),
    }


def first_shown(hits: Sequence[Hit]) -> list[Hit]:
    """The hits shown first: the best, yet not too many of one kind while there are others."""
    counted: Counter[str] = Counter()
    chosen: list[Hit] = []
    for hit in hits:
        counted[hit.kind] += 1
        if counted[hit.kind] <= EACH and len(chosen) < FIRST:
            chosen.append(hit)
    rest = [hit for hit in hits if hit not in chosen]
    return chosen + rest[: FIRST - len(chosen)]


def label(kind: str) -> str:
    """What a kind is called in the current language, as the heading of its group."""
    return {"page": _("页面"), "setting": _("设置")}.get(kind) or kind_word(kind)


def _told(
    store: Store, hit: Hit, locale: str, kept: dict[str, str | None], *, first: bool
) -> dict[str, Any]:
    """A hit as the box gets it; `kept` goes into its address."""
    row = {} if hit.kind in OUTSIDE else rows_of(store, hit.kind)[hit.id]
    land = "" if hit.kind == "country" else _lands(store, locale).get(str(row.get("iso3")), "")
    told: dict[str, Any] = {
        "ref": hit.key,
        "name": hit.name,
        "marks": hit.matched,
        "why": hit.why,
        "href": home(store, hit.kind, hit.id, row).href(context.prefix(), **kept),
    }
    if land and land not in hit.name:
        told["where"] = land
    if not first:
        told["late"] = True
    return told


@lru_cache(maxsize=8)
def _lands(store: Store, locale: str) -> dict[str, str]:
    """Names of the focus countries by ISO 3166-1 alpha-3 code."""
    with speaking(locale):
        rows = store.table("country").to_dict("records")
        return {str(row["iso3"]): pick(row) for row in rows}


def _locale(asked: str | None) -> str:
    """The language asked for, by its code or its own name; else the office's."""
    for code, name in LOCALES.items():
        if asked in (code, name):
            return code
    return settings().default_locale


def warm() -> Thread:
    """Make the index of the release in use beside all else, so that the first search is quick."""
    thread = Thread(target=_make, name="search-index", daemon=True)
    thread.start()
    return thread


def _make() -> None:
    try:
        store: FolderStore = context.opened()
    except AtlasError:
        return  # no release: the pages say so
    index_of(store)
    search(store, "a", limit=1, extra=search_pages.documents())
