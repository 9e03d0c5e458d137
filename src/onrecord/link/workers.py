"""Where the pure part of linking is done: reading accounts and comparing two. Here, or in other processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")
U = TypeVar("U")

JOBS = min(2, os.cpu_count() or 1)
"""Processes that a command uses unless told otherwise: each holds the models, some 200 MB."""

CHUNK = 32
"""What a process is given at a time: a document takes it 5 ms to read, two accounts less to compare."""

WORTH = 256
"""Items for which processes are started, which takes a second or two; fewer are done here."""


class Mapped(Protocol):
    """Like `map`: all results, in order."""

    def __call__(self, work: Callable[[T], U], items: Iterable[T], /) -> Iterable[U]:
        """``work`` done on each item."""
        ...


@contextmanager
def workers(jobs: int) -> Iterator[Mapped]:
    """A `map` over so many processes, for one the built-in `map`. They start when there is enough to do, and
    end with the block, with this process, and on Ctrl-C. Whoever asks must be a program that can be started
    anew by name, as commands are."""
    if jobs < 2:
        yield map
        return
    pool: ProcessPoolExecutor | None = None

    def mapped(work: Callable[[T], U], items: Iterable[T], /) -> Iterable[U]:
        nonlocal pool
        listed = list(items)
        if len(listed) < WORTH:
            return map(work, listed)
        if pool is None:
            # Started afresh: a process that is forked while models compute may hang on their locks.
            pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin)
        with _inheriting_deafness():
            return pool.map(work, listed, chunksize=CHUNK)

    try:
        yield mapped
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _inheriting_deafness() -> Iterator[None]:
    """Processes that start in this block never hear of Ctrl-C, which goes to every process of a terminal;
    here it is heard at the end of the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """The one that writes decides when we end; if it is gone, so are we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
