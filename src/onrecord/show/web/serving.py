"""The two verbs of the pages: serve them on this machine, or write them as files."""

from __future__ import annotations

import errno
import os
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

from onrecord.errors import BackendError, RecordReadOnly, UsageError
from onrecord.pipeline import BACKEND, backend_named, model_key
from onrecord.protocols import Extractor
from onrecord.store import open_record

RECORD = "onrecord.db"

PORT = 8470

LONGEST_HEAD = 65_536
"""Bytes of a request's head that are read, so that an address that is too long gets an answer that says
so."""


def serve(
    *,
    record: str | os.PathLike[str] = RECORD,
    port: int = PORT,
    backend: str | Extractor = BACKEND,
    readonly: bool = False,
    create: bool = False,
    update: bool = False,
    browser: bool = False,
    told: Callable[[str], object] = print,
) -> None:
    """Serves the record as pages on 127.0.0.1 until interrupted. ``told`` gets the address first.

    ``port`` 0 takes any free one. ``readonly`` lets nobody add articles through the page; so does a record
    that cannot be written, or a ``backend`` that cannot run. ``create`` makes a record where there is none,
    ``update`` brings one of an older version up to date, ``browser`` opens the page. Raises NotFound,
    RecordError, or UsageError for a port that cannot be used."""
    import uvicorn

    from onrecord.show.web.app import create_app

    path = Path(record)
    _ready(path, create=create, update=update)
    reason = "" if readonly else _unwritable(path, backend)
    listening = _listen(port)
    app = create_app(path, backend=backend, writable=not (readonly or reason))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    told(address)
    if reason:
        told(f"articles cannot be added through the page: {reason}")
    if app.state.site.writable:
        app.state.site.intake.warm()
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=2,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def publish(folder: str | os.PathLike[str], *, record: str | os.PathLike[str] = RECORD) -> int:
    """Writes the record as pages into ``folder``, to be opened without a server at ``index.html``, and
    returns how many files that were. Raises UsageError for a folder that holds anything else, and
    RecordError."""
    from onrecord.show.web import publishing

    with open_record(record, readonly=True) as opened:
        return sum(1 for _ in publishing.publish(opened, folder))


def _ready(path: Path, *, create: bool, update: bool) -> None:
    """The record can be read, or an error says what to do."""
    if create and not path.exists():
        open_record(path, create=True).close()
    try:
        open_record(path, readonly=True).close()
    except RecordReadOnly as error:
        if not update:
            raise RecordReadOnly(f"{error}; onrecord serve --update does that") from error
        open_record(path).close()


def _unwritable(path: Path, backend: str | Extractor) -> str:
    """Why articles cannot be added; empty if they can."""
    try:
        open_record(path).close()
        model_key(backend_named(backend))
    except (RecordReadOnly, BackendError) as error:
        return str(error)
    return "" if os.access(path, os.W_OK) else f"{path} cannot be written"


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        # Whoever opens the address as soon as it is told waits, and is not refused.
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"port {port} is in use, perhaps by another onrecord serve; name another with --port, "
                "or let one be found with --port 0"
            ) from error
        raise UsageError(f"port {port} cannot be used: {error.strerror}; name one above 1023") from error
    return listening
