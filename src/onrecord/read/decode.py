"""Bytes → characters, or a refusal: no replacement characters, no guess that was not measured."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import BinaryInput, EmptyInput, UndecodableInput, UsageError
from onrecord.read.detect import advice, detect

# Longest first: the mark of UTF-32 LE starts with the one of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF file", "save its text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as text or HTML"),
    (b"{\\rtf", "a Rich Text document", "save it as text or HTML"),
    (b"\x1f\x8b", "a gzip archive", "unpack it with gunzip"),
    (b"BZh", "a bzip2 archive", "unpack it with bunzip2"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it with unxz"),
    (b"(\xb5/\xfd", "a Zstandard archive", "unpack it with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "give the text of the article"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the article"),
    (b"GIF8", "a GIF image", "give the text of the article"),
    (b"II*\x00", "a TIFF image", "give the text of the article"),
    (b"MM\x00*", "a TIFF image", "give the text of the article"),
    (b"SQLite format 3\x00", "an SQLite database", "to use a record give it as --record"),
    (b"\x7fELF", "a program", "give the text of the article"),
    (b"OggS", "a sound or video file", "give the text of the article"),
    (b"ID3", "a sound file", "give the text of the article"),
)
# Magic that could as well be the first letters of a text counts only where bytes follow that text does not
# have.
_LETTERS_ONLY = (b"BZh", b"GIF8", b"OggS", b"ID3")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def mark_of(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that ``data`` starts with and the encoding it stands for (Unicode §23.8), or
    None."""
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)


def check_binary(data: bytes) -> None:
    """Raises BinaryInput, naming what it is, when the bytes are no text in an encoding that extends ASCII.

    NUL bytes are legal in UTF-16 and UTF-32, which are recognised by their byte order mark.
    """
    check_magic(data)
    if mark_of(data) is None and (position := data.find(b"\0")) >= 0:
        raise BinaryInput(
            f"there is a NUL byte at offset {position}, so this is not plain text; "
            "if it is text in UTF-16, say so with --encoding utf-16-le or utf-16-be"
        )


def check_magic(head: bytes) -> None:
    """Raises BinaryInput when the first bytes are those of an image, archive or other known kind of file."""
    for magic, name, way_out in _MAGIC:
        if head.startswith(magic) and (magic not in _LETTERS_ONLY or _CONTROL.search(head, 0, 4096)):
            raise BinaryInput(f"this is {name}, not text; {way_out}")


def decode(data: bytes, *, detecting: bool = True) -> str:
    """The characters of ``data``: by byte order mark (which is no part of the text), else strictly as UTF-8,
    else in the encoding that is detected beyond doubt (:func:`onrecord.read.detect.detect`).

    Nothing else is changed: line ends, blanks and composed characters stay as they are. Raises EmptyInput,
    BinaryInput or UndecodableInput.
    """
    if not data:
        raise EmptyInput("there is nothing in it")
    check_binary(data)
    found = mark_of(data)
    if found is None:
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            encoding = detect(data) if detecting else None
            if encoding is None:
                raise UndecodableInput(_complaint(data, error)) from None
            return data.decode(encoding)
    mark, encoding = found
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableInput(
            f"it starts with a mark of {encoding.upper()} and is wrong at byte {len(mark) + error.start}: it "
            "was cut, or joined from two encodings; write it again from its source"
        ) from None


def as_utf8(data: bytes, encoding: str) -> bytes:
    """``data`` in ``encoding``, as UTF-8 with a byte order mark, which outweighs every other hint in the
    input.

    Raises UndecodableInput where ``data`` is not valid in it, and UsageError when there is no such encoding.
    """
    check_encoding(encoding)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableInput(wrong_encoding(encoding, error.start)) from None
    try:
        return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode()
    except UnicodeEncodeError:
        raise UndecodableInput(wrong_encoding(encoding, 0)) from None


def check_encoding(encoding: str) -> None:
    """Raises UsageError unless ``encoding`` names a way to turn bytes into characters."""
    try:
        if codecs.lookup(encoding)._is_text_encoding:
            return
    except (LookupError, ValueError):
        pass
    raise UsageError(f"there is no encoding {encoding!r}; usual ones are utf-8, windows-1252 and utf-16")


def wrong_encoding(encoding: str, position: int) -> str:
    """The message for input that does not hold in the encoding it was said to have."""
    return f"it is not {encoding} at byte {position}; try another --encoding, or none, to have it detected"


def _complaint(data: bytes, error: UnicodeDecodeError) -> str:
    rough = data.decode(errors="replace")
    broken = rough.count("\ufffd")
    if len(rough) - broken - len(rough.encode("ascii", "ignore")) > broken:
        return (
            f"it is UTF-8 but for {broken} place(s), the first at byte {error.start}: characters were cut; "
            "write it again from its source, or drop what is broken: iconv -c -f utf-8 -t utf-8 OLD > NEW"
        )
    return (
        f"it is not UTF-8 (byte {error.start} is 0x{data[error.start]:02x}) and no other encoding is beyond "
        f"doubt; name the right one, for instance --encoding {advice(data)}"
    )
