"""Whether a source is one or several, so that its verb reads well: "two engineers believe"."""

from __future__ import annotations

import re


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


_REST = re.compile(
    r"[,;:(–—]|\s(?:of|from|for|in|at|with|on|by|near|outside|inside|around|among|between|behind|who|which|that|whose|"
    r"familiar|close|living|working)\b"
)
_COUNTED = re.compile(
    r"(?:the |some |about |at least )?(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|"
    r"thousands|several|many|most|both|few|all|others|these|those|\d+)\b",
    re.IGNORECASE,
)
_MANY = _words("""
    police people men women children clergy others many some several both all most
""")
_ONE = _words("""
    news politics economics series species census bus campus boss press congress witness business
    process access princess actress headquarters status virus chorus caucus consensus analysis
""")
# A single word with a capital may be a surname ("Sanders"): of those only these are several.
_SEVERAL = _words("""
    experts critics commentators analysts observers officials residents researchers scientists
    doctors nurses neighbours neighbors villagers investigators prosecutors lawyers campaigners
    activists protesters supporters opponents unions ministers lawmakers senators economists traders
    investors witnesses farmers workers families relatives friends engineers teachers parents
    students employees colleagues sources reports diplomats aides rebels soldiers survivors
    historians figures documents records polls
""")


def several(who: str) -> bool:
    """Whether a speaker's name or a source's words mean more than one."""
    words = who.strip("“”‘’\"' ")
    if _COUNTED.match(words):
        return True
    head = _REST.split(words, maxsplit=1)[0].split()
    if not head:
        return False
    if "and" in head[1:-1]:
        return True
    last = head[-1]
    if last.casefold() in _MANY:
        return True
    if last != last.lower():
        return len(head) == 1 and last.casefold() in _SEVERAL
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s")) and last not in _ONE
