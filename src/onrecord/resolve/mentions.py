"""Candidate names in a text: runs of capitalised words (or of a script without capitals), with what stands
around.

One pass over the tokens. What is a name is decided by form alone here; whom it names is decided in ``cast``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.resolve.given import GENDER
from onrecord.resolve.headings import without_headings
from onrecord.resolve.lexicon import (
    AFFILIATIONS,
    BODIES_BEFORE_OF,
    CALENDAR,
    DETERMINERS,
    DOCUMENTS,
    FUNCTION_WORDS,
    HONORIFICS,
    IRREGULAR_OWNERS,
    PARTICLES,
    PRONOUNS,
    ROLES,
    SUFFIXES,
    TITLE_MODIFIERS,
    TITLES,
)
from onrecord.resolve.names import fold, is_acronym, is_body, parse_name, strip_possessive
from onrecord.resolve.tokens import NameMention, Token, tokens
from onrecord.segment import Segments

# Fewer different words in small letters: a text in capitals, whose "IS" is no acronym.
_MIN_VOCABULARY = 20
# "Mum-of-two Kelly Brand", "Ex-striker Duncan Hale", "Oslo-based Ines Falk": no part of the name.
_CALLED_SO = re.compile(r"-of-\w+$|^ex-|-(?:based|born|elect|designate|turned)$", re.IGNORECASE)
# A function word that is part of a full name of the text ("Tom Will") may name its bearer; these never do.
_NEVER_NAMES = (
    PRONOUNS.keys() | DETERMINERS | frozenset(("one", "some", "many", "most", "all", "few", "others"))
)
# A run of more words is a heading or a list, not a name.
MAX_NAME_WORDS = 12


@dataclass(frozen=True, slots=True)
class NameScan:
    """The words of a text and the candidate names among them, both in order."""

    words: tuple[Token, ...]
    names: tuple[NameMention, ...]

    def within(self, span: Span) -> list[NameMention]:
        """The names that lie wholly in ``span``."""
        first = bisect_left(self.names, span.start, key=lambda n: n.span.start)
        found = []
        for name in self.names[first:]:
            if name.span.start >= span.end:
                break
            if name.span.end <= span.end:
                found.append(name)
        return found


def scan(text: str, segments: Segments, sources: Sequence[Span] = ()) -> NameScan:
    """All words and candidate names of ``text``. ``sources`` are spans known to be sources: a capital letter
    at the head of a sentence counts there."""
    words = tokens(text)
    vocabulary = {w.text for w in words if not w.capital and not w.caseless}
    openings = {s.start for s in segments.sentences} | {r.inner.start for r in segments.runs if r.inner}
    trusted = {s.start for s in sources}
    names: list[NameMention] = []
    mostly_caseless = sum(w.caseless for w in words) > len(words) / 2
    for group in _groups(text, words, segments):
        if group[0].caseless and mostly_caseless:
            continue  # a text without capitals: only its sources are known to be names
        for run in _split(text, group):
            names.extend(_candidates(text, run, openings, trusted, vocabulary))
    names = list(_with_nicknames(text, names))
    parts = {w for n in names if " " in n.key for w in n.key.split()}
    names = sorted(
        [*names, *_words_that_name(words, sources, parts, {n.span.start for n in names})], key=_start
    )
    named = list(without_headings(text, names, words, segments))
    return NameScan(tuple(words), tuple(_without_prefixes(named)))


_NICKNAME = re.compile(r"\s[“\"‘'«(]\s?([^\W\d_][\w’' -]{0,24})\s?[”\"’'»)]\s")


def _with_nicknames(text: str, names: Sequence[NameMention]) -> Iterator[NameMention]:
    """The names, with "Robert “Bobby” Crane" as one that holds all three."""
    at = {n.span.start: n for n in names}
    taken: set[int] = set()
    for name in names:
        called = _NICKNAME.match(text, name.span.end)
        last = at.get(called.end()) if called else None
        if (
            called is None
            or last is None
            or not called.group(1)[0].isupper()
            or len(called.group(1).split()) > 2
        ):
            if name.span.start not in taken:
                yield name
            continue
        span = Span(name.span.start, last.span.end)
        taken.update(s for s in at if name.span.start < s < span.end)
        key = f"{name.key} {fold(called.group(1))} {last.key}"
        yield NameMention(span, span.of(text), key, False, last.possessive, name.article)


def _start(mention: NameMention) -> int:
    return mention.span.start


def _words_that_name(
    words: Sequence[Token], sources: Sequence[Span], parts: set[str], taken: set[int]
) -> Iterator[NameMention]:
    """Sources of one word that is a common word and part of a full name of the text too ("Hope", "May")."""
    capitals = {w.start: w for w in words if w.capital}
    shortest = {s.start: s.end for s in sorted(sources, reverse=True)}
    for start in sorted(shortest.keys() - taken):
        word = capitals.get(start)
        if word is None:
            continue
        written = strip_possessive(word.text)
        if shortest[start] - word.end <= 1 and fold(written) in parts - _NEVER_NAMES:
            yield NameMention(Span(start, start + len(written)), written, fold(written))


def _groups(text: str, words: list[Token], segments: Segments) -> Iterator[list[Token]]:
    """Runs of neighbouring words that could be one name: capitals, with small words only in between."""
    ends = [p.end for p in segments.paragraphs]
    group: list[Token] = []
    pending: list[Token] = []
    for i, word in enumerate(words):
        last = (pending or group or [word])[-1]
        if group and not _adjacent(text, last, word, ends):
            yield group
            group, pending = [], []
        if (word.capital or word.caseless) and not (group and group[-1].caseless != word.caseless):
            group.extend(pending)
            group.append(word)
            pending = []
        elif group and word.text != "&" and (word.capital or word.caseless):
            yield group
            group, pending = [word], []
        elif group and len(pending) < 2 and _connects(group, pending, word, words[i + 1 : i + 3]):
            pending.append(word)
        elif group:
            yield group
            group, pending = [], []
    if group:
        yield group


def _adjacent(text: str, left: Token, right: Token, paragraph_ends: list[int]) -> bool:
    gap = text[left.end : right.start]
    if gap and gap[0] in "'’" and left.text[-1] in "sS":
        gap = gap[1:]
    if not gap.isspace() or len(gap) > 3:
        return False
    return bisect_right(paragraph_ends, left.end - 1) == bisect_right(paragraph_ends, right.start)


def _connects(group: list[Token], pending: list[Token], word: Token, ahead: list[Token]) -> bool:
    small = word.text.casefold()
    if ahead and fold(ahead[0].text) in CALENDAR:  # "the Times on Saturday"
        return False
    if small in PARTICLES and all(p.text.casefold() in PARTICLES for p in pending):
        return True
    if word.text == "&":
        return not pending
    folded = [fold(strip_possessive(t.text)) for t in group[-8:]]
    if small in ("of", "for", "on") and not pending:
        return folded[-1] in BODIES_BEFORE_OF or (folded[-1] in ("secretary", "minister") and bool(ahead))
    if small == "the" and pending:
        return pending[-1].text.casefold() in ("of", "for", "on")
    if small == "and" and not pending:
        # "Ministry of Fisheries and Agriculture", but "Ministry of Defence and Mara Lind".
        if _owners_joined(group, ahead):
            return True
        inside = any(w in ("of", "for", "on") for w in folded)
        follows = [t for t in ahead if t.capital]
        return inside and len(follows) == 1 and fold(ahead[0].text) not in HONORIFICS.keys() | TITLES
    return False


def _owners_joined(group: list[Token], ahead: list[Token]) -> bool:
    """Whether "and" joins two plural owners of one body ("Boilermakers' and Fitters' Union")."""
    left, right = group[-1].text, ahead[0].text if ahead else ""
    return (
        left[-1:] in "sS"
        and right[:1].isupper()
        and right[-1:] in "sS"
        and len(ahead) > 1
        and is_body((fold(strip_possessive(ahead[1].text)),))
    )


def _split(text: str, group: list[Token]) -> Iterator[list[Token]]:
    """A group cut after possessives, unless what is owned is the name of a body ("Farmers' Union")."""
    run: list[Token] = []
    for i, word in enumerate(group):
        run.append(word)
        owner = fold(strip_possessive(word.text))
        marked = owner != fold(word.text) or text[word.end : word.end + 1] in ("'", "’")
        if not marked or i + 1 == len(group):
            continue
        plural = owner == fold(word.text) or owner in IRREGULAR_OWNERS
        rest = [fold(w.text) for w in group[i + 1 : i + 9]]
        if fold(group[0].text).rstrip(".") in ("st", "saint") and len(run) == 2 and is_body(tuple(rest)):
            continue  # St Columba's Hospital
        following = group[i + 1 : i + 3]
        if plural and is_body(tuple(rest)) and (following[0].capital or following[0].text == "and"):
            continue
        yield run
        run = []
    if run:
        yield run


def _candidates(
    text: str, run: list[Token], openings: set[int], trusted: set[int], vocabulary: set[str]
) -> Iterator[NameMention]:
    run = _trimmed(run, openings, vocabulary)
    if not run or len(run) > MAX_NAME_WORDS:
        return
    possessive = fold(strip_possessive(run[-1].text)) != fold(run[-1].text)
    end = run[-1].start + len(strip_possessive(run[-1].text))
    possessive = possessive or (text[end : end + 1] in ("'", "’") and run[-1].text[-1] in "sS")
    span = Span(run[0].start, end)
    written = span.of(text)
    if len(run) == 1 and fold(written).rstrip(".") in CALENDAR and run[0].start not in trusted:
        return
    before = text[max(0, span.start - 5) : span.start].casefold()
    article = bool(re.search(r"(?:^|\W)the\s$", before)) or before.endswith("\u00a0the ")
    weak = (
        len(run) == 1 and run[0].start in openings and not is_acronym(written) and run[0].start not in trusted
    )
    name = parse_name(written)
    if not name.words:  # "the Senator", "Chief Justice": an office, which is a description
        return
    key = " ".join((*name.words, *([name.suffix] if name.suffix else []))) if not is_body(name.words) else ""
    yield NameMention(span, written, key or _body_key(written), weak, possessive, article)


def _body_key(written: str) -> str:
    words = fold(written).split()
    return " ".join(words[1:] if words and words[0] == "the" else words)


def _trimmed(run: list[Token], openings: set[int], vocabulary: set[str]) -> list[Token]:
    """The run without words that owe their capital letter to the head of a sentence, and without loose
    ends."""
    while len(run) > 1 and _CALLED_SO.search(run[0].text):
        run = run[1:]
    while run:
        word = fold(run[0].text)
        opens = run[0].start in openings
        if word in FUNCTION_WORDS and not (
            (len(run[0].text) == 1 and run[0].text not in ("A", "I")) or _is_short_form(run, vocabulary)
        ):
            if not opens and len(run) > 1 and word != "the" and word != "i":
                break
            run = run[1:]
        elif (
            (opens and word not in PARTICLES and _common(word, vocabulary, len(run)))
            or run[0].text == "&"
            or (word in PARTICLES and not run[0].capital)
        ):
            run = run[1:]
        else:
            break
    while run and (run[-1].text == "&" or not (run[-1].capital or run[-1].caseless)):
        run = run[:-1]
    if len(run) == 1 and fold(run[0].text) in SUFFIXES - {"junior", "senior"} and len(run[0].text) < 3:
        return []
    return run


def _is_short_form(run: list[Token], vocabulary: set[str]) -> bool:
    """Whether a function word in capitals is an acronym ("AM"): alone, in a text that has it in small letters
    or not at all, and that writes more than shouted words."""
    return (
        len(run) == 1 and len(run[0].text) > 1 and run[0].text.isupper() and len(vocabulary) > _MIN_VOCABULARY
    )


def _common(word: str, vocabulary: set[str], length: int) -> bool:
    """Whether a capital word at the head of a sentence is a common noun there ("Polls", "Comedian Dex
    Pomfret")."""
    if word in TITLES or word in TITLE_MODIFIERS:
        return False
    if word in ROLES:
        return length > 2 or length == 1
    return word in vocabulary or (
        length == 1 and (word in DOCUMENTS or word.removesuffix("s") in ROLES | DOCUMENTS)
    )


def _without_prefixes(names: list[NameMention]) -> Iterator[NameMention]:
    """Names cut to the tail that the text has alone, where something stuck to their front ("Republican Mara
    Lind", "Radio Nord Mara Lind")."""
    counts = Counter(n.key for n in names)
    for name in names:
        words = name.key.split()
        cut = next(
            (
                i
                for i in range(1, len(words) - 1)
                if (tail := " ".join(words[i:])) in counts
                and (counts[tail] >= counts[name.key] or words[0] in AFFILIATIONS)
                and not is_body(words[i:])
                and _sticks(words, i)
            ),
            1 if len(words) > 2 and words[0] in AFFILIATIONS and not is_body(words) else 0,
        )
        written = list(re.finditer(r"\S+", name.text))
        if cut and len(written) >= len(words) - cut:
            start = written[len(written) - (len(words) - cut)].start()
            span = Span(name.span.start + start, name.span.end)
            name = NameMention(span, name.text[start:], " ".join(words[cut:]), False, name.possessive, False)
        yield name


def _sticks(words: list[str], cut: int) -> bool:
    """Whether the first ``cut`` words of a name may be no part of it: not a given name, and no particle after
    them."""
    return words[0] in AFFILIATIONS or not (
        words[0] in GENDER
        or len(words[0]) == 1
        or words[cut] in PARTICLES
        or words[cut] in SUFFIXES
        or words[-1] in SUFFIXES
    )


def names_affiliation(key: str) -> bool:
    """Whether a normalised one-word name is a party or people ("republican", "norwegians")."""
    return key in AFFILIATIONS or (key.endswith("s") and key[:-1] in AFFILIATIONS)
