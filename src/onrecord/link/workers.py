"""Where the pure part of linking is done: reading accounts and comparing two. Here, or in other processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Protocol, TypeVar

T = TypeVar("T")
U = TypeVar("U")

CHUNK = 32
"""What a process is given at a time: a document takes it 5 ms to read, two accounts less to compare."""


class Mapped(Protocol):
    """Like `map`: all results, in order."""

    def __call__(self, work: Callable[[T], U], items: Iterable[T], /) -> Iterable[U]:
        """``work`` done on each item."""
        ...


@contextmanager
def workers(jobs: int) -> Iterator[Mapped]:
    """A `map` over so many processes, which end with the block, with this process, and on Ctrl-C; for one the
    built-in `map`. Whoever asks must be a program that can be started anew by name, as commands are."""
    if jobs < 2:
        yield map
        return
    # Started afresh: a process that is forked while models compute may hang on their locks.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin)
    try:
        yield partial(pool.map, chunksize=CHUNK)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Ctrl-C goes to every process of a terminal; the one that writes decides. If that is gone, so are we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
