"""A real browser for the tests in here: Debian's chromium, driven by Playwright.

Where it is missing it is installed, if that may be done (Debian, root); else the tests are left out and the
summary says so. With CI=true leaving them out is a failure."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from onrecord.link.update import update
from onrecord.show.web import create_app
from onrecord.store import open_record
from page_samples import sample_record
from quoting import Quoting

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHOTS = Path(__file__).parent.parent.parent / "build" / "pages"

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_missing: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _missing:
        terminalreporter.write_line(f"tests/browser was left out: {_missing[0]}")


def broken(page: Any) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(AXE)
    found = page.evaluate(
        f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations'], preload: false}})"
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _found() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _install() -> str:
    """Installs Debian's chromium; returns why that was not possible."""
    if shutil.which("apt-get") is None:
        return "no chromium here, and no apt-get to install it with"
    if os.geteuid() != 0:
        return "no chromium here, and only root may install it (apt-get install chromium)"
    print("\ninstalling chromium for tests/browser (a minute or so)")
    quiet: dict[str, Any] = {"check": False, "capture_output": True, "text": True, "timeout": 600}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    done = subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, **quiet)
    return "" if done.returncode == 0 else f"apt-get install chromium failed: {done.stderr.strip()[-300:]}"


@pytest.fixture(scope="session")
def chromium() -> str:
    path = _found()
    reason = "" if path else _install()
    path = path or _found()
    if path:
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(f"tests/browser needs chromium: {reason}")
    _missing.append(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield opened
        opened.close()


Serve = Callable[..., str]


@pytest.fixture(scope="session")
def serving() -> Iterator[Serve]:
    """Serves a record on a free port; returns the address."""
    running: list[tuple[uvicorn.Server, threading.Thread, socket.socket]] = []

    def serve(path: Path, **options: Any) -> str:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        app = create_app(path, backend=Quoting(), **options)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        running.append((server, thread, listening))
        while not server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield serve
    for server, _, _ in running:
        server.should_exit = True
    for _, thread, listening in running:
        thread.join(5)
        listening.close()


@pytest.fixture(scope="session")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of six sample articles whose accounts have been compared."""
    path = sample_record(tmp_path_factory.mktemp("browser") / "valley.db", "01", "02", "04", "06", "08", "13")
    with open_record(path) as record:
        update(record.links())
    return path


@pytest.fixture(scope="session")
def site(valley: Path, serving: Serve) -> str:
    return serving(valley)


@pytest.fixture
def growing(valley: Path, serving: Serve, tmp_path: Path) -> tuple[str, Path]:
    """The address of a copy that a test may write to, and its path."""
    shutil.copy(valley, tmp_path / "growing.db")
    return serving(tmp_path / "growing.db"), tmp_path / "growing.db"


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a context of its own. At the end no page may have raised, warned of its policy or
    failed to load something, but for what ``expected`` names."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_(address: str, *, expected: str = "\0", **options: Any) -> Any:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()

        def complain(text: str) -> None:
            if expected not in text:
                complaints.append(f"{page.url}: {text}")

        page.on("pageerror", lambda error: complain(str(error)))
        page.on("console", lambda m: complain(m.text) if m.type in ("error", "warning") else None)
        page.on("dialog", lambda dialog: (complain(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
