"""The server: which address asks for which page, and what becomes of an error. Binds nothing itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.errors import NotFound, OnRecordError, RecordBusy, RecordError, UsageError
from onrecord.protocols import Extractor
from onrecord.show.web import comparing, describing, fronts, meeting, persons, reading, searching
from onrecord.show.web.addresses import Addresses
from onrecord.show.web.answers import Page, as_csv, as_json
from onrecord.show.web.deciding import decide
from onrecord.show.web.guard import Guard, new_token
from onrecord.show.web.intake import Intake
from onrecord.show.web.lending import Records
from onrecord.show.web.posting import add, extract, job
from onrecord.show.web.rendering import Surroundings, html
from onrecord.store import Record
from onrecord.store.pages import models, version

LONGEST_UPLOAD = 50_000_000
"""Bytes of a request. The readers have limits of their own, below that, with messages of their own."""

_MEDIA = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


class Site:
    """What all requests share: the record's path, the open records, the writer."""

    def __init__(self, path: Path, backend: str | Extractor, *, writable: bool) -> None:
        self.path = path
        self.to = Addresses()
        self.token = new_token()
        self.records = Records(path)
        self.intake = Intake(path, backend)
        self.writable = writable

    def around(self, models: tuple[str, ...] = (), here: str = "") -> Surroundings:
        """What every page says of the server."""
        return Surroundings(self.path.name, models, self.token, self.writable, here)


def create_app(
    record: str | os.PathLike[str], *, backend: str | Extractor = "neural", writable: bool = True
) -> Starlette:
    """The application for the record at that path. ``writable`` allows articles to be added to it by
    ``backend``."""
    site = Site(Path(record), backend, writable=writable)
    pages: dict[str, Callable[[Record, Site, Request], Page | None]] = {
        "/": lambda r, _s, _q: fronts.start(r),
        "/articles": lambda r, _, q: fronts.all_articles(r, _number(q)),
        "/d/{id}": lambda r, s, q: reading.article(r, s.to, q.path_params["id"]),
        "/a/{id}": _statement,
        "/p/{id}": lambda r, s, q: persons.speaker(r, s.to, q.path_params["id"], _number(q)),
        "/people": lambda r, _, q: fronts.people(r, q.query_params.get("q", "")[:200].strip(), _number(q)),
        "/o/{name:path}": lambda r, _, q: fronts.outlet(r, q.path_params["name"], _number(q)),
        "/outlets": lambda r, _, q: fronts.outlets(r, _number(q)),
        "/search": lambda r, _, q: searching.search(r, q.query_params, _number(q)),
        "/suggest": lambda r, _, q: searching.suggest(r, q.query_params.get("q", "")),
        "/compare": _compare,
        "/claim/{id}": lambda r, _, q: comparing.claim(r, q.path_params["id"], _number(q)),
        "/claims": lambda r, _, q: meeting.claims(r, q.query_params.get("q", ""), _number(q)),
        "/clashes": lambda r, _, q: meeting.clashes(r, q.query_params.get("name", ""), _number(q)),
        "/changes": lambda r, _, q: meeting.changed(r, q.query_params.get("name", ""), _number(q)),
        "/drift": lambda r, _, q: meeting.drift(r, q.query_params.get("name", ""), _number(q)),
        "/decided": lambda r, _s, _q: meeting.decided(r),
        "/review": lambda r, _s, _q: fronts.review(r),
        "/failures": lambda r, _s, _q: fronts.failures(r),
    }
    routes: list[Route | Mount] = [Route(path, _shown(make)) for path, make in pages.items()]
    routes += [
        Route("/new", _new),
        Route("/add", add, methods=["POST"]),
        Route("/decide", decide, methods=["POST"]),
        Route("/jobs/{id}", job),
        Route("/extract", extract, methods=["POST"]),
        Route(
            "/openapi.json", lambda _: Response(as_json(describing.description()), media_type=_MEDIA["json"])
        ),
        Mount("/static", _Assets(packages=[("onrecord.show.web", "static")])),
    ]
    handlers: dict[Any, Any] = {OnRecordError: _failed, HTTPException: _failed, Exception: _failed}
    app = Starlette(
        routes=routes,
        exception_handlers=handlers,
        middleware=[Middleware(Guard), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
    )
    app.state.site = site
    return app


class _Assets(StaticFiles):
    """Our files; an address with a digest never changes its content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Lets browsers keep what they have."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _shown(make: Callable[[Record, Site, Request], Page | None]) -> Callable[[Request], Response]:
    """An endpoint that opens the record and shows the page; Starlette runs it in a thread."""

    def endpoint(request: Request) -> Response:
        site: Site = request.app.state.site
        with site.records.open() as record:
            page = make(record, site, request)
            if page is None:
                raise NotFound("that is not on record")
            return answer(request, page, models(record))

    return endpoint


def answer(request: Request, page: Page, models: tuple[str, ...] = ()) -> Response:
    """The page in the form that was asked for: HTML, or ``?format=json`` or ``csv``."""
    site: Site = request.app.state.site
    form = request.query_params.get("format", "html")
    if form == "csv" and page.rows is not None:
        return Response(as_csv(page.rows), page.status, media_type=_MEDIA["csv"])
    if form == "json" and page.data is not None:
        return Response(as_json(page.data), page.status, media_type=_MEDIA["json"])
    if form != "html":
        raise UsageError(
            f"this page has no form {form[:20]!r}; leave format out, or use json (tables also csv)"
        )
    query = request.url.query
    here = request.url.path + (f"?{query}" if query else "")
    return Response(html(page, site.to, site.around(models, here)), page.status, media_type="text/html")


def _compare(record: Record, _: Site, request: Request) -> Page:
    """Statements side by side, or the answers to a question."""
    words = request.query_params.get("q", "").strip()
    if words:
        return meeting.question(record, words)
    return comparing.compare(record, request.query_params.getlist("a"))


def _statement(record: Record, site: Site, request: Request) -> Page:
    make = reading.details if request.query_params.get("part") == "details" else reading.statement
    return make(record, site.to, request.path_params["id"])


def _number(request: Request) -> int:
    """The page of a list, from 1. Raises UsageError."""
    value = request.query_params.get("page", "1")
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= 100_000):
        raise UsageError(f"page {value[:20]!r} does not exist; pages are numbered from 1")
    return int(value)


def _new(request: Request) -> Response:
    """What a start page that is open asks now and then: how many articles have come since."""
    site: Site = request.app.state.site
    with site.records.open() as record:
        seen = request.query_params.get("seen", "")
        now = version(record)[0]
        since = now - int(seen) if seen.isdigit() and len(seen) < 15 else 0
        if since <= 0:
            return Response(status_code=204)
        return answer(request, Page("_new.html", "", {"count": since}))


async def _failed(request: Request, error: Exception) -> Response:
    """A page that says what is wrong and what to do; JSON where that was asked for."""
    status, heading = _status(error)
    message = str(error) if isinstance(error, OnRecordError) else _MESSAGES.get(status, _BUG)
    if isinstance(error, HTTPException) and status not in _MESSAGES:
        message = error.detail
    if request.query_params.get("format") in ("json", "csv") or request.url.path == "/extract":
        return Response(as_json({"error": message}), status, media_type=_MEDIA["json"])
    site: Site = request.app.state.site
    template = "_trouble.html" if request.headers.get("hx-request") else "error.html"
    page = Page(template, heading, {"message": message, "status": status})
    return Response(
        await run_in_threadpool(html, page, site.to, site.around()), status, media_type="text/html"
    )


_MESSAGES = {
    404: "There is no page at this address. It may have been mistyped, or belong to another record.",
    405: "This address cannot be used that way.",
}
_BUG = "This is a bug in onrecord. The server goes on; please report what you did."


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, "Not found" if error.status_code == 404 else "That did not work"
    for kind, status, heading in (
        (NotFound, 404, "Not on record"),
        (UsageError, 400, "That cannot be asked"),
        (RecordBusy, 503, "The record is busy"),
        (RecordError, 500, "The record cannot be read"),
        (OnRecordError, 503, "That did not work"),
    ):
        if isinstance(error, kind):
            return status, heading
    return 500, "Something broke"
