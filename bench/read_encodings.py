"""How often text without a label is decoded rightly, refused and decoded wrongly, by its real encoding.

    python bench/read_encodings.py FOLDER

``FOLDER`` holds ground-truth.json of github:scrapinghub/article-extraction-benchmark (MIT): 181 articles,
most in English. Each one that has a character beyond ASCII is written in every encoding that can hold it,
whole and as windows of 150 and 600 characters, and read again. ``broken utf-8`` has lost one byte, ``mixed``
has a sentence in windows-1252 after UTF-8. Beside it stands the first answer of charset-normalizer. The rules
were made on these texts, so that their zero wrong answers are no promise for others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from onrecord.read.detect import detect

WESTERN = ("cp1252", "iso8859-1", "iso8859-15", "cp1250", "iso8859-2", "cp1254", "cp1257")
OTHER = ("cp1251", "koi8-r", "cp949", "shift_jis", "euc-jp", "gb18030", "big5", "mac_roman", "cp437", "cp850")


def written(text: str) -> Iterator[tuple[str, bytes]]:
    for encoding in (*WESTERN, *OTHER):
        try:
            yield encoding, text.encode(encoding)
        except UnicodeEncodeError:
            continue
    data = text.encode()
    first = next(place for place, byte in enumerate(data) if byte > 0x7F)
    yield "broken utf-8", data[: first + 1] + data[first + 2 :]
    yield "mixed", data + b" It\x92s a caf\xe9."


def is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def outcome(encoding: str | None, data: bytes, text: str) -> str:
    if encoding is None:
        return "refused"
    return "right" if data.decode(encoding, "replace") == text else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    truth = json.loads((parser.parse_args().folder / "ground-truth.json").read_text("utf-8"))
    ours: dict[str, Counter[str]] = defaultdict(Counter)
    theirs: dict[str, Counter[str]] = defaultdict(Counter)
    for article in truth.values():
        whole = article["articleBody"]
        first = next((place for place, character in enumerate(whole) if character > "\x7f"), None)
        if first is None:
            continue
        for size in (150, 600, len(whole) * 2):
            text = whole[max(0, first - size // 2) : first + size // 2]
            for encoding, data in written(text):
                if is_utf8(data):  # such as text of a 7-bit encoding
                    continue
                length = "whole" if size > 600 else size
                ours[f"{encoding}, {length}"][outcome(detect(data), data, text)] += 1
                best = from_bytes(data).best()
                theirs[f"{encoding}, {length}"][outcome(best and best.encoding, data, text)] += 1
    for name in sorted(ours):
        print(f"{name:24} {dict(ours[name])}   charset-normalizer: {dict(theirs[name])}")
    for name, counts in (("onrecord", ours), ("charset-normalizer", theirs)):
        for length in ("150", "600", "whole"):
            total = sum((counts[key] for key in counts if key.endswith(f", {length}")), Counter())
            print(f"{name}, {length}: {dict(total)}")


if __name__ == "__main__":
    main()
