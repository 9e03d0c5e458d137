"""What every request passes: the Host header, where a writing request comes from, and the headers of the
answer."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" browsers send the forms of our own pages with "Origin: null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

HOSTS = ("127.0.0.1", "localhost", "[::1]")

LONGEST_ADDRESS = 16_000
"""Bytes of a path with its query; the longest that pages make have some 600."""


class Guard:
    """ASGI middleware. A foreign name that resolves to this machine (DNS rebinding) is refused by its Host
    header, and a page of another origin cannot post here: browsers name that origin."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = HOSTS) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                headers["Server-Timing"] = f"page;dur={(time.perf_counter() - start) * 1000:.1f}"
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(_with_format(scope), receive, sending)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return PlainTextResponse(
                "This page answers under 127.0.0.1 and localhost only: "
                "open the address that onrecord serve printed.\n",
                400,
            )
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse("The address is too long: search for fewer words.\n", 414)
        if scope["method"] not in ("GET", "HEAD") and not _same_origin(headers, host):
            return PlainTextResponse("Only pages of this server may send this.\n", 403)
        return None


def new_token() -> str:
    """What a form must bring along to write; only who could read a page of this server knows it."""
    return secrets.token_urlsafe(24)


def is_token(given: str, expected: str) -> bool:
    """Compares in constant time."""
    return secrets.compare_digest(given.encode(), expected.encode())


def _name(host: str) -> str:
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


def _same_origin(headers: Headers, host: str) -> bool:
    """Programs send neither header; browsers send both with every POST."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    return (origin is None or urlsplit(origin).netloc == host) and site in (None, "same-origin", "none")


def _with_format(scope: Scope) -> Scope:
    """``/search.csv`` is ``/search?format=csv``."""
    path = scope["path"]
    for form in ("json", "csv"):
        if path.endswith(f".{form}") and not path.startswith(("/static/", "/openapi")):
            query = scope["query_string"] + b"&format=" + form.encode()
            return {**scope, "path": path[: -len(form) - 1], "query_string": query}
    return scope
