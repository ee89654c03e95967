"""Ask one address, over http or https only, for a little while and for a few bytes."""

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from typing import Any, Final
from urllib.parse import urlsplit

from geodata.errors import FeedError

SCHEMES: Final = ("http", "https")
MAX_BYTES: Final = 2_000_000
TIMEOUT_S: Final = 15.0
AGENT: Final = "HunanOverseasAtlas/0.1 (news reader; asked by a person)"
_CHUNK: Final = 65_536


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects that stay with http and https."""

    max_redirections = 5

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        """The next request, if its address may be asked."""
        _allowed(newurl, "转向的地址")
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        """Look at the address before the library turns it into one that it can open."""
        target = headers.get("location") or ""
        if urlsplit(target).scheme:
            _allowed(target, "转向的地址")
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _opener() -> urllib.request.OpenerDirector:
    """An opener that knows neither files nor ftp."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(), urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(), urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(), _Redirects(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


def _allowed(url: str, what: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.netloc:
        raise FeedError(
            f"{what}不是 http 或 https，已拒绝", where=url[:200], remedy="核对 feeds.csv 中的网址"
        )


def download(
    url: str, *, timeout_s: float = TIMEOUT_S, max_bytes: int = MAX_BYTES
) -> tuple[bytes, str]:
    """The body at an address, and its content type.

    Parameters
    ----------
    url : http or https; redirects to anything else are refused
    timeout_s : seconds for the whole, and for each step of it
    max_bytes : longest body

    Raises
    ------
    FeedError
        If it cannot be had: no network, no such page, too slow, too large, another scheme.
    """
    _allowed(url, "网址")
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310  (checked)
    try:
        with _opener().open(request, timeout=timeout_s) as answer:
            return _body(answer, timeout_s, max_bytes, url), answer.headers.get("Content-Type", "")
    except urllib.error.HTTPError as error:
        raise FeedError(
            f"网站回应 {error.code}", where=url, remedy="核对网址，或稍后再试"
        ) from error
    except TimeoutError as error:
        raise _slow(timeout_s, url) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise _slow(timeout_s, url) from error
        raise FeedError(
            f"连不上：{_why(reason)}", where=url, remedy="检查网络；离线时资讯不更新，其余照常使用"
        ) from error


def _why(reason: object) -> str:
    """What kept us from an address, in the reader's words."""
    if isinstance(reason, socket.gaierror):
        return "没有联网，或域名不存在"
    if isinstance(reason, ConnectionRefusedError):
        return "网站拒绝连接"
    if isinstance(reason, ssl.SSLError):
        return "网站的证书不可信"
    return str(reason)


def _body(answer: Any, timeout_s: float, max_bytes: int, url: str) -> bytes:
    begun, body = time.monotonic(), b""
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > max_bytes:
            raise FeedError(
                f"内容超过 {max_bytes / 1e6:g} MB，已中止", where=url, remedy="核对网址是否为资讯源"
            )
        if time.monotonic() - begun > timeout_s:
            raise _slow(timeout_s, url)
    return body


def _slow(timeout_s: float, url: str) -> FeedError:
    return FeedError(f"{timeout_s:g} 秒内没有收完，已中止", where=url, remedy="稍后再试")
