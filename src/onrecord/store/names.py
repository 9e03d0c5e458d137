"""Names as they are compared: the key that makes one entity of two names, and the folding that look-up
uses."""

from __future__ import annotations

import unicodedata

# Outlets set the same name with different apostrophes and hyphens (O'Hara, O’Hara), which NFKC keeps apart.
_TYPOGRAPHY = str.maketrans(dict.fromkeys("‘’ʼ`´", "'") | dict.fromkeys("‐‑‒–—", "-"))

# Letters that carry a stroke or are ligatures have no decomposition in Unicode, and people search without
# them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
)


def name_key(name: str) -> str:
    """The form in which two names are the same name: NFKC, case-folded, blanks collapsed, marks made
    straight.

    Accents stay: whether Muller is Müller is for a person to say. Invisible format characters (the direction
    marks around right-to-left names) go.
    """
    kept = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", kept.translate(_TYPOGRAPHY).casefold())
    return " ".join(folded.split())


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name for look-up: without case, accents and punctuation. ``()`` if it has no letters."""
    bare = "".join(
        c
        for c in unicodedata.normalize("NFKD", name_key(name).replace("'", ""))
        if not unicodedata.combining(c)
    )
    plain = bare.casefold().translate(_PLAIN)
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())
