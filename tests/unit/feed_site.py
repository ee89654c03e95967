"""A news site on this machine: answers with what a test puts there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]
RSS_TYPE = {"Content-Type": "application/rss+xml; charset=utf-8"}


class Site:
    """Pages by path, and the paths that were asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.address = ""

    def put(self, path: str, body: bytes | str, **headers: str) -> str:
        """Put a page there; its address."""
        text = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()} or RSS_TYPE
        self.pages[path] = (200, named, text)
        return self.address + path

    def redirect(self, path: str, target: str, code: int = 302) -> str:
        """Make a path lead elsewhere; its address."""
        self.pages[path] = (code, {"Location": target}, b"")
        return self.address + path


@contextmanager
def running() -> Iterator[Site]:
    """The site while it is up."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            code, headers, body = site.pages.get(self.path, (404, {}, b""))
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return  # the reader had enough

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
