"""The three endpoints that take something: an article to keep, its progress, and a text to look at and
forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import RecordReadOnly, UsageError
from onrecord.model import Document, Failure
from onrecord.pipeline import understand
from onrecord.show.web.answers import Page, as_json
from onrecord.show.web.guard import is_token
from onrecord.show.web.intake import Given, Job, Kept, documents_in, known_of
from onrecord.wire import encode

if TYPE_CHECKING:
    from onrecord.show.web.app import Site

PATIENCE = 4.0
"""Seconds that a sender waits for the article itself before being shown the progress."""

LONGEST = 50_000_000
"""Bytes of a request. The readers have limits of their own below that, with messages of their own."""

MOST_FILES = 2000


async def add(request: Request) -> Response:
    """Takes a pasted text or files; answers with the first article, or with the page of the job."""
    site: Site = request.app.state.site
    if not site.writable:
        raise RecordReadOnly(
            "this server only shows its record; start onrecord serve without --readonly to add to it"
        )
    _refuse_long(request)
    try:
        async with request.form(max_files=MOST_FILES, max_part_size=LONGEST) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            if not is_token(fields.get("token", ""), site.token):
                raise HTTPException(
                    403,
                    "The server was started after this form was made. Go back, reload, and send it again.",
                )
            inputs = [
                Given(await f.read(), f.filename, {})
                for f in form.getlist("files")
                if isinstance(f, UploadFile) and f.filename
            ]
    except MultiPartException as error:
        raise UsageError(f"the form cannot be read: {error.message}") from error
    if fields.get("text", "").strip():
        inputs.insert(0, Given(fields["text"].encode("utf-8", "replace"), "pasted text", _known(fields)))
    elif len(inputs) == 1:
        inputs = [Given(inputs[0].data, inputs[0].name, _known(fields))]
    if not inputs:
        raise UsageError("there was nothing to read: paste an article, or choose files")
    work = site.intake.give(tuple(inputs))
    await run_in_threadpool(work.done.wait, PATIENCE if len(inputs) == 1 else 0.3)
    return RedirectResponse(_next(work, site) or f"/jobs/{work.id}", 303)


async def job(request: Request) -> Response:
    """The progress of a job; when it is done and held one article, that article."""
    from onrecord.show.web.app import answer

    site: Site = request.app.state.site
    work = site.intake.job(request.path_params["id"])
    if work is None:
        raise HTTPException(404)
    address = _next(work, site)
    part = request.headers.get("hx-request") is not None
    if address and not part:
        return RedirectResponse(address, 303)
    template = "_job.html" if part else "job.html"
    # Asked first: what is done now has all its outcomes, and the page is not asked for again.
    done = work.done.is_set()
    values = {"job": work, "done": done, "kept": [o for o in work.outcomes if isinstance(o, Kept)]}
    values["failed"] = [o for o in work.outcomes if isinstance(o, Failure)]
    data = {"read": work.read, "inputs": work.inputs, "done": done, "trouble": work.trouble}
    response = await run_in_threadpool(answer, request, Page(template, "Reading", values, data))
    if address and part:
        response.headers["HX-Redirect"] = address
    if not part and not done:
        # Without a script the browser asks again by itself.
        response.headers["Refresh"] = "2"
    return response


async def extract(request: Request) -> Response:
    """A text in, the wire format out: one line for each article in it."""
    site: Site = request.app.state.site
    _refuse_long(request)
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LONGEST:
            raise HTTPException(
                413, f"A text may have {LONGEST:,} bytes here; use onrecord extract for more."
            )
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    name = {"text/html": "request.html", "text/plain": "request.txt"}.get(kind, "request")
    given = Given(bytes(data), name, _known(dict(request.query_params)))
    found = await run_in_threadpool(_understood, given, site)
    if isinstance(found, Failure):
        return Response(
            as_json({"error": found.message, "reason": found.reason}), 422, media_type="application/json"
        )
    return Response(found, media_type="application/json" if found.count(b"\n") == 1 else "application/jsonl")


def _understood(given: Given, site: Site) -> bytes | Failure:
    items = list(documents_in(given))
    documents = [item for item in items if isinstance(item, Document)]
    if not documents:
        return next(item for item in items if isinstance(item, Failure))
    return b"".join(encode(each) + b"\n" for each in understand(documents, site.intake.extractor()))


def _next(work: Job, site: Site) -> str | None:
    """Where a finished job leads: to its one article, opened at the first attribution."""
    if not work.done.is_set() or len(work.outcomes) != 1:
        return None
    kept = work.outcomes[0]
    if not isinstance(kept, Kept):
        return None
    return (
        site.to.statement(kept.first, kept.document.id) if kept.first else site.to.article(kept.document.id)
    )


def _known(fields: dict[str, str]) -> dict[str, object]:
    try:
        return known_of(fields)
    except ValueError:
        raise UsageError(f"{fields['published'][:40]!r} is no date; write it as 2026-04-21") from None


def _refuse_long(request: Request) -> None:
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > LONGEST:
        raise HTTPException(
            413, f"That is {int(length):,} bytes; {LONGEST:,} fit here. Use onrecord add for more."
        )
