"""Guides that a keeper adds: what is listed is what is served, and nothing else."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from dashboard import guide_files
from dashboard.guide_files import address, guides, serve
from dashboard.server import SafeHeaders
from geodata.settings import Settings, settings

BODY = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of guides with one of Kenya, and things that are no guides."""
    folder = tmp_path / "guides"
    (folder / "KEN").mkdir(parents=True)
    (folder / "KEN" / "肯尼亚指南 2025.pdf").write_bytes(BODY)
    (folder / "KEN" / "notes.txt").write_bytes(BODY)
    (folder / "KEN" / "empty.pdf").write_bytes(b"")
    (folder / "KEN" / "page.pdf").write_bytes(b"<html><script>1</script>")
    (folder / "KEN" / "folder.pdf").mkdir()
    (folder / "secret.pdf").write_bytes(BODY)
    (tmp_path / "outside.pdf").write_bytes(BODY)
    (folder / "KEN" / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    monkeypatch.setenv("HOA_GUIDES_DIR", str(folder))
    return folder


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> list[str]:
        return [value for own, value in self.headers if own == name]


def get(path: str) -> Answer:
    """Ask the route as the web server does: the path comes decoded once."""
    routes = [Route("/guide/{iso3}/{name}", serve)]
    app = Starlette(routes=routes, middleware=[Middleware(SafeHeaders)])
    scope = {"type": "http", "method": "GET", "path": unquote(path), "raw_path": path.encode(),
             "query_string": b"", "headers": [], "http_version": "1.1", "scheme": "http",
             "root_path": "", "client": None, "server": None}  # fmt: skip
    sent: list[Any] = []
    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        if asked:
            return asked.pop()
        await asyncio.Event().wait()  # a reader who stays
        return None

    async def send(message: Any) -> None:
        sent.append(message)

    # In a thread of its own: a browser that an earlier test drove leaves its loop running in ours.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result(60)
    start = sent[0]
    headers = [(name.decode().lower(), value.decode()) for name, value in start["headers"]]
    return Answer(start["status"], headers, b"".join(m.get("body", b"") for m in sent[1:]))


def test_only_files_that_are_pdf_are_listed(shelf: Path):
    (found,) = guides(settings(), "KEN")
    assert (found.name, found.size) == ("肯尼亚指南 2025.pdf", len(BODY))
    assert guides(settings(), "TZA") == ()


@pytest.mark.parametrize("iso3", ["", "..", "ken", "KE", "KENY", "../KEN", "."])
def test_what_is_no_country_code_has_no_guides(shelf: Path, iso3: str):
    assert guides(settings(), iso3) == ()


def test_too_large_a_file_is_passed_over(shelf: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guide_files, "MOST_BYTES", len(BODY) - 1)
    assert guides(settings(), "KEN") == ()


def test_guides_are_beside_the_data_unless_the_office_says_where(tmp_path: Path):
    own = Settings(data_dir=tmp_path)
    assert guide_files.folder(own) == tmp_path / "guides"
    assert guide_files.folder(Settings(guides_dir=tmp_path / "x")) == tmp_path / "x"


def test_a_guide_is_served_as_pdf_to_be_read_in_the_page(shelf: Path):
    answer = get(address("", "KEN", "肯尼亚指南 2025.pdf"))
    assert (answer.status, answer.body) == (200, BODY)
    assert answer.header("content-type") == ["application/pdf"]
    assert answer.header("x-content-type-options") == ["nosniff"]
    assert answer.header("content-security-policy") == ["frame-ancestors 'self'"]
    assert answer.header("content-disposition")[0].startswith("inline")


@pytest.mark.parametrize(
    "path",
    [
        "/guide/KEN/notes.txt", "/guide/KEN/empty.pdf", "/guide/KEN/page.pdf",
        "/guide/KEN/folder.pdf", "/guide/KEN/link.pdf", "/guide/KEN/..%2Fsecret.pdf",
        "/guide/KEN/%2e%2e%2fsecret.pdf", "/guide/%2e%2e/secret.pdf", "/guide/../secret.pdf",
        "/guide/KEN/..%5csecret.pdf", "/guide/KEN/%2e%2e%252fsecret.pdf", "/guide/./secret.pdf",
        "/guide/KEN/%00.pdf", "/guide/ken/肯尼亚指南 2025.pdf", "/guide/KEN/none.pdf",
        "/guide//secret.pdf", "/guide/KEN/" + "a" * 5000 + ".pdf",
    ],
)  # fmt: skip
def test_nothing_else_is_served(shelf: Path, path: str):
    answer = get(path)
    assert answer.status == 404
    assert BODY not in answer.body
    assert b"secret" not in answer.body


def test_other_answers_keep_the_pages_policy(shelf: Path):
    (policy,) = get("/guide/KEN/none.pdf").header("content-security-policy")
    assert "default-src 'self'" in policy
