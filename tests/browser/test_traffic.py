"""What goes over the wire: small messages, immutable map data, safe headers."""

import gzip
import json
import urllib.error
import urllib.request
from email.message import Message

import pytest

from tests.browser.conftest import Opener
from tests.browser.server import Server
from tests.browser.visit import Visit

FIRST_VIEW = 300_000  # bytes of websocket messages
CHANGE = 40_000
# Page → a filter of it: label and option.
FILTERS = {
    "africa": ("区域", "东非"),
    "projects": ("形式", "投资"),
    "branches": ("类别", "建设银行"),
}


def get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and body of an address."""
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310  (127.0.0.1)
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def spent(visit: Visit) -> int:
    """Bytes received since the last time, the heaviest messages on record."""
    found = visit.traffic.bytes()
    print(visit.path, found, visit.traffic.kinds().most_common(5))  # noqa: T201
    visit.traffic.clear()
    return found


@pytest.mark.parametrize("path", list(FILTERS))
def test_messages_are_small(tab: Opener, path: str) -> None:
    visit = tab(f"/{path}", fresh=True)
    assert spent(visit) <= FIRST_VIEW
    label, option = FILTERS[path]
    rows = visit.rows()
    visit.choose(label, option)
    visit.until(lambda: visit.rows() != rows, "the filter works")
    assert spent(visit) <= CHANGE
    visit.click_row(1)
    visit.until(lambda: visit.selected is not None, "a row is selected")
    visit.settled()
    assert spent(visit) <= CHANGE


@pytest.mark.parametrize(
    "name", ["sea", "land/0", "borders/1", "tiles/borders/4/9/7", "pick/plain/zh",
             "legs/all/dashed/zh", "tiles/land/4/9/7"],
)  # fmt: skip
def test_map_data_is_kept_for_ever(server: Server, name: str) -> None:
    url = f"{server.url}/geo/{server.release}/{name}"
    status, headers, body = get(url, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("application/geo+json")
    assert headers["Content-Security-Policy"]
    if headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    else:
        assert len(body) < 1000, "whatever is long is compressed"
    assert json.loads(body)["type"] == "FeatureCollection"
    # Who does not ask for compression gets the same bytes plainly.
    assert get(url, **{"Accept-Encoding": "identity"})[2] == body


@pytest.mark.parametrize(
    "path", ["/geo/{release}/nothing", "/geo/000000000000/sea", "/geo/{release}/tiles/land/9/9"]
)
def test_unknown_map_data(server: Server, path: str) -> None:
    status, headers, body = get(server.url + path.format(release=server.release))
    assert status == 404
    said = json.loads(body)["error"]
    assert said
    assert "/" not in said.replace(path.rpartition("{release}/")[2], ""), "no folder of the server"
    assert "immutable" not in (headers["Cache-Control"] or "")


@pytest.mark.parametrize(
    "path", ["/", "/africa", "/release", "/geo/x/y", "/theme/none.css", "/static/nothing.js"]
)
def test_safe_headers_on_every_answer(server: Server, path: str) -> None:
    _status, headers, _body = get(server.url + path)
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_release_is_told(server: Server) -> None:
    status, _headers, body = get(f"{server.url}/release")
    assert (status, json.loads(body)) == (200, {"release": server.release})
