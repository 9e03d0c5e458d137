"""Every error that onrecord raises on purpose.

::

    OnRecordError                     exit 1
    ├── InputError                    exit 65   the input cannot be read as an article
    │   ├── EmptyInput                          nothing in it, or no letters
    │   ├── BinaryInput                         not text (NUL bytes, an image, an archive …)
    │   ├── UndecodableInput                    no encoding fits without mangling characters
    │   ├── MalformedInput                      broken JSON, front matter or HTML; lone surrogates
    │   ├── TooLarge                            over the stated limit
    │   ├── NoArticle                           a page without an article; a folder without articles
    │   ├── Unreadable                          no permission, a broken disk, a pipe or a device
    │   └── UnknownFormat                       no reader for it
    ├── NotFound                      exit 66   a file, document, speaker or attribution that is not there
    ├── RecordError                   exit 74   the record file
    │   ├── NotARecord                          not SQLite, or not ours
    │   ├── NewerRecord                         made by a newer onrecord
    │   ├── RecordBusy                          locked by another writer
    │   ├── RecordReadOnly                      cannot be written
    │   ├── DiskFull                            no space left
    │   └── BrokenRecord                        a span or a hash does not hold
    ├── BackendError                  exit 69   an extractor that cannot run
    │   ├── MissingExtra                        an optional dependency is not installed
    │   ├── UnknownBackend                      no such extractor
    │   └── BrokenModel                         weights that do not match their manifest
    └── UsageError                    exit 64   options that contradict each other

Each message names what was found and the way out. Exit codes follow BSD ``sysexits.h`` where one fits.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of all errors below. ``str(error)`` is one or two sentences for a person."""

    exit_code = 1

    @property
    def reason(self) -> str:
        """The class name in kebab case, as it is stored in a Failure."""
        name = type(self).__name__
        return "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name))


class InputError(OnRecordError):
    """The input cannot be read as an article."""

    exit_code = 65


class EmptyInput(InputError):
    """Nothing in it, or no letters."""


class BinaryInput(InputError):
    """Not text."""


class UndecodableInput(InputError):
    """No encoding fits without mangling characters."""


class MalformedInput(InputError):
    """JSON, front matter or HTML that does not parse, or lone surrogates."""


class TooLarge(InputError):
    """Over the stated limit."""


class NoArticle(InputError):
    """A page without an article, or a folder without articles."""


class Unreadable(InputError):
    """There, but its bytes cannot be had: no permission, a fault of the disk, a pipe, socket or device."""


class UnknownFormat(InputError):
    """No reader for it."""


class NotFound(OnRecordError):
    """A file, document, speaker or attribution that is not there."""

    exit_code = 66


class RecordError(OnRecordError):
    """Something is wrong with the record file."""

    exit_code = 74


class NotARecord(RecordError):
    """Not SQLite, or an SQLite file of something else."""


class NewerRecord(RecordError):
    """Made by a newer onrecord."""


class RecordBusy(RecordError):
    """Locked by another writer."""


class RecordReadOnly(RecordError):
    """The file or its folder cannot be written."""


class DiskFull(RecordError):
    """No space left on the device."""


class BrokenRecord(RecordError):
    """A span or a hash does not hold."""


class BackendError(OnRecordError):
    """An extractor cannot run."""

    exit_code = 69


class MissingExtra(BackendError):
    """An optional dependency is not installed."""


class UnknownBackend(BackendError):
    """No extractor of that name."""


class BrokenModel(BackendError):
    """Weights that do not match their manifest."""


class UsageError(OnRecordError):
    """Options that contradict each other."""

    exit_code = 64
