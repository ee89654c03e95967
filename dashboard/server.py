"""The web server: Streamlit's app, the release's map data by immutable address, safe headers."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import context, guide_files, search_route, theme
from dashboard.i18n import LOCALES
from dashboard.navigation import BY_PATH, MISSING, PAGES
from geodata.errors import AtlasError, NotFoundError, ReleaseError
from geodata.settings import Settings
from geodata.store import FolderStore
from layers.payloads import payload

ENTRY: Final = Path(__file__).with_name("app.py")
# Addresses of one part that are no pages but the server's own.
OWN: Final = frozenset({"release", "find", "healthz", "script-health-check"})
PAGE_NAME: Final = re.compile(r"[a-z0-9-]{1,40}")
LANG: Final = "lang"
FOR_EVER: Final = "public, max-age=31536000, immutable"
# Nothing may be asked of another machine: the page's own policy says so to the browser.
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob: ws: wss:; worker-src 'self' blob:; frame-src 'self'; "
    "object-src 'none'; base-uri 'self'"
)
HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def map_data(request: Request) -> Response:
    """GeoJSON of a release; the address names all that the bytes depend on.

    Not a coroutine: what takes long to make must not hold up the other readers' messages.
    """
    try:
        # The pages' own store: what both read is in memory once.
        store = context.opened(request.path_params["release"])
        body = payload(store, *request.path_params["name"].split("/"))
    except (NotFoundError, ReleaseError) as error:
        # What was wrong, without the folder that it was looked for in.
        return JSONResponse({"error": error.what}, status_code=404)
    except AtlasError as error:
        return JSONResponse({"error": error.what}, status_code=400)
    return Response(body, media_type="application/geo+json", headers={"Cache-Control": FOR_EVER})


async def asset(request: Request) -> Response:
    """A style sheet or script of this version of the app."""
    found = theme.served().get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    kind, body = found
    return Response(body, media_type=kind, headers={"Cache-Control": FOR_EVER})


async def health(_request: Request) -> Response:
    """Which release is served."""
    return JSONResponse({"release": FolderStore.open(Settings().data_dir).release_id})


def in_words(query: str) -> str:
    """A query whose language is named as on the page: Streamlit knows a choice by its words only.

    A language there is not is left out, so that the page opens in the office's own.
    """
    found = parse_qsl(query, keep_blank_values=True)
    told = [(name, LOCALES.get(value, value) if name == LANG else value) for name, value in found]
    told = [(name, value) for name, value in told if name != LANG or value in LOCALES.values()]
    return query if told == found else urlencode(told)


class KnownPages:
    """ASGI middleware: a page that is not there leads to the overview, which names it.

    Streamlit would answer with an English dialog that says nothing of what there is instead.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect the address of an unknown page, pass on all else."""
        if scope["type"] == "http" and scope["method"] == "GET":
            asked = scope["path"].removeprefix(str(scope.get("root_path", ""))).strip("/")
            query = scope["query_string"].decode("latin-1")
            told = in_words(query)
            if told != query and (asked in BY_PATH or not asked):
                address = f"{scope['path']}?{told}" if told else str(scope["path"])
                await RedirectResponse(address)(scope, receive, send)
                return
            if asked == PAGES[0].path:
                await RedirectResponse(f"/?{query}")(scope, receive, send)
                return
            if PAGE_NAME.fullmatch(asked) and asked not in BY_PATH and asked not in OWN:
                address = f"/?{MISSING}={quote(asked)}"
                await RedirectResponse(address)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class SafeHeaders:
    """ASGI middleware: adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                # An answer that has a header of its own keeps it.
                own = {name.lower() for name, _value in message["headers"]}
                more = [header for header in HEADERS if header[0] not in own]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self.app(scope, receive, with_headers)


@asynccontextmanager
async def _beginning(_app: st.App) -> AsyncIterator[None]:
    """While the server runs; what it begins with."""
    search_route.warm()
    yield


app = st.App(
    ENTRY,
    lifespan=_beginning,
    routes=[
        Route("/geo/{release}/{name:path}", map_data),
        Route("/theme/{name}", asset),
        Route("/release", health),
        Route("/find", search_route.find),
        Route("/guide/{iso3}/{name}", guide_files.serve),
    ],
    middleware=[Middleware(SafeHeaders), Middleware(KnownPages)],
)
