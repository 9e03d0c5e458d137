"""What a caller names → the files to read."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from onrecord.errors import NoArticle, NotFound, UnknownFormat, Unreadable
from onrecord.model import Failure
from onrecord.read.failures import failure
from onrecord.read.files import STDIN
from onrecord.read.registry import reader_for, readers

# What a saved page brings with it. Other files that no reader knows are named to the user.
_ASSETS = frozenset(
    (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".svg", ".png", ".jpg")
) | {".jpeg", ".gif", ".webp", ".avif", ".bmp", ".mp3", ".mp4", ".webm", ".ogg", ".wav", ".m4a", ".mov"}


def find_inputs(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str | Failure]:
    """The paths to read, each once, in the order given; ``-`` is passed through.

    A folder stands for the files below it whose suffix a reader knows, in sorted order, without hidden files
    and folders and without following links to folders. A pattern (``*``, ``?``, ``[…]``, ``**``) that is no
    file's name stands for what it matches, sorted. Failures: ``not-found`` for a path or pattern without a
    file, ``no-article`` for a folder without one, ``unreadable`` for a folder that cannot be listed, and one
    ``unknown-format`` per folder that names the suffixes of the files left out.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(os.fspath(path)):
            if isinstance(found, str):
                place = found if found == STDIN else str(Path(found).absolute())
                if place in seen:
                    continue
                seen.add(place)
            yield found


def _expand(name: str) -> Iterator[str | Failure]:
    if not name:  # such as a variable of the shell that is not set; Path would take it for the current folder
        yield failure(name, NotFound("the path is empty; name a file or folder, or - for standard input"))
    elif name == STDIN:
        yield name
    elif Path(name).is_dir():
        yield from _folder(name)
    elif os.path.lexists(name) or not glob.has_magic(name):
        missing = NotFound(
            "there is no such file or folder; check the path and the folder that it starts from"
        )
        yield name if os.path.lexists(name) else failure(name, missing)
    else:
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            yield failure(name, NotFound("nothing matches this pattern; check it and where it starts from"))
        files = [match for match in matches if not Path(match).is_dir()]
        for match in files or matches:
            yield from _expand(match)


def _folder(top: str) -> Iterator[str | Failure]:
    broken: list[OSError] = []
    left_out: Counter[str] = Counter()
    count = 0
    for folder, folders, files in os.walk(top, onerror=broken.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            if reader_for(name) is not None:
                count += 1
                yield os.path.join(folder, name)  # noqa: PTH118 - Path would turn ./- into -
            elif PurePath(name).suffix.lower() not in _ASSETS:
                left_out[PurePath(name).suffix.lower() or "no suffix"] += 1
    for error in broken:
        yield failure(str(error.filename), Unreadable(f"the folder cannot be listed: {error.strerror}"))
    known = " ".join(suffix for reader in readers().values() for suffix in reader.suffixes)
    kinds = ", ".join(f"{suffix} ({number})" for suffix, number in left_out.most_common(6))
    if count == 0:
        found = f"; found only {kinds}" if kinds else ""
        yield failure(top, NoArticle(f"there is no file in this folder that can be read ({known}){found}"))
    elif left_out:
        yield failure(
            top,
            UnknownFormat(
                f"left out {left_out.total()} file(s) that no reader knows: {kinds}; save them as text or "
                "HTML, or name a file itself to have its content looked at"
            ),
        )
