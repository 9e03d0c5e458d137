"""What a long command says while it works."""

from __future__ import annotations

import shutil
import sys
import threading
from types import TracebackType
from typing import IO, Self

from onrecord.show.terminal.paper import shorten

QUIET, OFTEN, SELDOM = 1.0, 0.2, 5.0
"""Seconds: nothing is said before the first; then a terminal's line is renewed at the second, and what is no
terminal gets a line at the third, if there is news."""


class Progress:
    """Says on standard error what is being done, also while the command itself is busy or waits.

    On a terminal that is one line that renews itself and is gone at the end; elsewhere plain lines.
    """

    def __init__(self, text: str, stream: IO[str] | None = None) -> None:
        self._text = text
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._shown = ""
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        self._ticker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._ticker.join()
        self._clear()

    def show(self, text: str) -> None:
        """From now on this is being done."""
        self._text = text

    def say(self, message: str) -> None:
        """A message that stays, above the line that renews itself."""
        with self._lock:
            self._clear()
            self._stream.write(message + "\n")
            self._stream.flush()

    def _tick(self) -> None:
        pause = QUIET
        while not self._ended.wait(pause):
            pause = OFTEN if self._live else SELDOM
            with self._lock:
                self._renew()

    def _renew(self) -> None:
        text = self._text
        if text == self._shown:
            return
        if self._live:
            self._stream.write("\r\x1b[K" + shorten(text, shutil.get_terminal_size().columns - 1))
        else:
            self._stream.write(text + "\n")
        self._stream.flush()
        self._shown = text

    def _clear(self) -> None:
        if self._live and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
        if self._live:
            self._shown = ""
