"""What a long command says while it works."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO

from onrecord.show.terminal.paper import shorten

QUIET, OFTEN, SELDOM = 1.0, 0.1, 5.0
"""Seconds: nothing is said before the first; a terminal's line is renewed at the second, a log gets a line at
the third."""


class Progress:
    """One line on standard error that renews itself; plain lines now and then where that is no terminal."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._next = time.monotonic() + QUIET
        self._shown = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def show(self, text: str) -> None:
        """Says what is being done, if it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (OFTEN if self._live else SELDOM)
        if not self._live:
            self._stream.write(text + "\n")
        else:
            text = shorten(text, _width())
            self._stream.write("\r\x1b[K" + text)
            self._shown = text
        self._stream.flush()

    def clear(self) -> None:
        """Takes the line away, before something else is written."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = ""


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns - 1


@contextmanager
def working(text: str) -> Iterator[None]:
    """Says ``text`` when the block takes longer than :data:`QUIET`, once."""
    timer = threading.Timer(QUIET, lambda: sys.stderr.write(f"{text} …\n"))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
