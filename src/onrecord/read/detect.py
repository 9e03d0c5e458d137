"""The encoding of bytes that are not UTF-8 and carry no label: named only where it makes no difference.

Statistical detection is not enough for a record. Of 1,570 writings of whole articles in 19 encodings
(bench/read_encodings.py), the first answer of charset-normalizer 3.5 is wrong for 840, many at no disorder
and a coherence of 0.9: letter statistics cannot tell "Itís" from "It’s". So its answers are advice for a
person, and the machine decodes only Western text whose characters are the same in all code pages that it
could be in. That reads 128 of 144 articles in windows-1252, and none of the 1,570 wrongly.
"""

from __future__ import annotations

import re

# The Latin code pages of Windows for Western Europe, Central Europe and Turkish. Latin-1, 5 and 9 have the
# same characters where these three agree, and Latin-2 has letters for © ® « » µ and ¶: see _ODD.
_PAGES = ("cp1252", "cp1250", "cp1254")


def _shared() -> frozenset[int]:
    """The bytes over 0x7f that are the same character in all of these pages."""
    readings = {
        byte: {bytes([byte]).decode(page, "replace") for page in _PAGES} for byte in range(0x80, 0x100)
    }
    return frozenset(byte for byte, seen in readings.items() if len(seen) == 1 and "\ufffd" not in seen)


_SAME = _shared() | {ord("£".encode("cp1252"))}  # £ is Ł in cp1250, which no digit follows: see _ODD

_LETTER = "[^\\W\\d_]"
_BEYOND_ASCII = "[^\\W\\d_a-zA-Z]"
_MARKS = "¡¿¢£¥§©ª«±µ¶¹º¼½¾×÷€‚„‰•“"
# What Western text does not have, and what the bytes of other encodings look like when they are read as such:
# DOS and Mac letters turn into capitals and signs within words, UTF-8 into "Ã©" and "â€™", Asian into "¡°".
_ODD = re.compile(
    "(?<=[a-zß-ÿ])[À-ÖØ-ÞŠŒŽŸ]"
    "|[¤¦¨¬¯´¸ƒˆ˜†‡‹›]"
    f"|(?<={_LETTER})[{_MARKS}]"
    f"|(?<={_BEYOND_ASCII})[®°²³·»™\u00a0]"
    f"|(?<!{_LETTER}){_BEYOND_ASCII}(?!{_LETTER})"
    f"|[”°®»¶]{_LETTER}|©(?![\\s\\d])|µ(?![mglsFAVW]\\b)"
    f"|[¡¿](?!{_LETTER}|[“‘\"'«])"
    "|£(?!\\s?\\d)"
    "|•\\d"
    f"|{_BEYOND_ASCII}{{3}}"
)
# Signs that other encodings use for letters: "pa’s" may be "país" and "Le—n" "León" as a Mac wrote them.
_OPEN = re.compile(f"(?<={_LETTER})[‘’–—](?={_LETTER})")
_SURE = re.compile(
    r"(?<=[a-z])’(?:s|t|d|re|ve|ll|m)\b|\b[OoDdLl]’(?=\w)"
    r"|(?:(?<=\s)|\A)[“‘](?=[A-Z])|(?<=[.,!?])[”’](?=\s|\Z)|\s[–—]\s"
)


def detect(data: bytes) -> str | None:
    """``cp1252`` if ``data``, which is not UTF-8, is Western text beyond doubt, else None.

    Beyond doubt: each byte over 0x7f is the same character in every code page of the family, no sign stands
    where text does not have it, and signs that may be letters of another family occur only beside sure ones.
    ``bench/read_encodings.py`` prints how often that is right, refused and wrong.
    """
    if not {byte for byte in set(data) if byte > 0x7F} <= _SAME:
        return None
    text = data.decode("cp1252")
    if _ODD.search(text) or (_OPEN.search(text) and not _SURE.search(text)):
        return None
    return "cp1252" if text.count("«") == text.count("»") else None


def advice(data: bytes) -> str:
    """What a person may try: the encodings that charset-normalizer finds likeliest, for an ``--encoding``."""
    from charset_normalizer import from_bytes

    found = [match.encoding.replace("_", "-") for match in from_bytes(data[:20_000])]
    names = list(dict.fromkeys((*found[:2], "windows-1252")))
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
