"""Through what: "in a statement", "at a news conference in Oslo", "posted", "told the court"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.features.clause import Clause
from onrecord.extract.lexicon import word_set
from onrecord.model import Medium, Span, Spans

_NOUNS = {
    "interview": "interview interviews question-and-answer q&a",
    "press_conference": """press-conference news-conference press-briefing news-briefing media-briefing
        briefing press-conferences news-conferences photo-call""",
    "post": """post posts blog-post tweet tweets blog thread video facebook twitter instagram tiktok
        telegram linkedin mastodon bluesky youtube reddit x livestream social-media social-network
        platform""",
    "op_ed": """op-ed oped opinion-piece opinion-article opinion-column column guest-column commentary
        editorial essay""",
    "statement": """statement statements joint-statement press-release news-release release communique
        communiqué""",
    "speech": """speech address remarks sermon lecture eulogy keynote toast homily rally campaign-rally
        parliament debate conference congress convention question-time""",
    "letter": """letter letters email e-mail emails e-mails note postcard text-message message messages fax
        wire""",
    "court": """court trial tribunal lawsuit filing filings court-papers court-documents court-filing
        court-filings affidavit indictment judgment judgement ruling verdict deposition""",
    "report": "report reports study audit review paper white-paper analysis article bulletin findings",
    "broadcast": """broadcast programme radio television tv podcast newscast air talk-show breakfast-show
        documentary radio-programme show""",
    "call": "call calls phone-call telephone-call conference-call video-call phone telephone voicemail",
    "testimony": "testimony evidence hearing hearings committee select-committee inquiry",
    "book": "book memoir memoirs autobiography diary diaries novel biography",
    "survey": "survey poll opinion-poll questionnaire census",
    "document": "memo memorandum minutes document documents cable pamphlet leaflet dossier transcript",
}
KIND = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
"""Noun → kind of medium, compounds with hyphens."""

# The last word of each, as the words of a clause are cut: "press-conference" and "e-mail" end in these.
_HEADS = frozenset(noun.rsplit("-", 1)[-1] for noun in KIND)

_VERBS = {
    **dict.fromkeys(
        word_set("tweet tweets tweeted tweeting retweeted post posts posted posting blogged"), "post"
    ),
    **dict.fromkeys(word_set("testify testifies testified testifying"), "testimony"),
    **dict.fromkeys(word_set("telephoned phoned"), "call"),
    **dict.fromkeys(word_set("editorialised editorialized"), "op_ed"),
    **dict.fromkeys(word_set("emailed e-mailed texted"), "letter"),
    **dict.fromkeys(word_set("preached"), "speech"),
}
_AUDIENCES = re.compile(
    r"\b(?:(?P<court>court|judge|jury|tribunal|magistrates?|bench)"
    r"|(?P<testimony>committee|inquiry|hearing|inquest)"
    r"|(?P<speech>parliament|rally|congress|assembly|crowd|mps|senators|delegates|conference))\b",
    re.I,
)
_PRESS_CONFERENCE = re.compile(
    r"\s*(?:an?|the|his|her|its|their)\s+(?:[\w-]+\s+){0,6}?(?:press|news)\s+(?:conference|briefing)"
)
_NAME = r"(?P<name>(?:the |The )?(?:[A-Z][\w’'&-]*(?:\s(?:of |for |and |& )?[A-Z][\w’'&-]*){0,5}))"
_NAMED = re.compile(_NAME)
# Who carries each kind, and what may stand before the name: "a letter published on Sunday by the Daily Orb".
_CARRIERS = {
    "op_ed": "for|in",
    "interview": "with|for|on",
    "post": "on",
    "broadcast": "on",
    "report": "in|for",
}
_PARTICIPLE = r"(?:,? (?:first |also )?(?:published|broadcast|aired|printed|posted|carried|shown|recorded))"
_ON_DAY = r"(?: on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| yesterday| this week| last week)?"
_CARRIED = {
    kind: re.compile(
        rf"(?:{_PARTICIPLE}{_ON_DAY} (?:for|in|by|on)"
        rf"|{_ON_DAY} (?:{_CARRIERS.get(kind, 'carried by')})) {_NAME}"
    )
    for kind in _NOUNS
}
_WRITING = re.compile(rf"\b[Ww]riting (?:in|for) {_NAME}")
_IN_PAPER = re.compile(rf"\s+(?:in|for) {_NAME}")
_WROTE = re.compile(r"\b(?:wrote|writes|written|write|writing)$", re.I)
_IN_PRINT = word_set("wrote writes written write writing")
_ANY_DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b"
)
_PROGRAMME = re.compile(r"(?<=\w)\s(?:programme|program|show|podcast|newscast|breakfast)$", re.I)
_PREPOSITION = re.compile(r"\b(?:in|at|during|on|via|through|by|over|from)\s+", re.I)
_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_MAX_WORDS = 6
_STOP = word_set("to with for that and of who which on at in by")
_AIRED = word_set("televised broadcast radio television live tv")
# These need no determiner, some of them only after their own preposition: "in court", "on air", "by phone".
_BARE = word_set(
    """court parliament testimony remarks evidence air television radio tv facebook twitter instagram
    tiktok telegram linkedin mastodon bluesky youtube reddit x social-media emails e-mails letters messages
    tweets posts interviews filings court-papers court-documents court-filings statements documents phone
    telephone email e-mail"""
)
_OF_NAMES = word_set("review post bulletin wire analysis platform")  # "the Lancet Review"
_BY = word_set("phone telephone email e-mail text text-message letter fax message voicemail")
_DETERMINERS = word_set("a an the his her its their our my this that one another some several two three")
# A source that is itself a writing says through what; "court" and "Twitter" as sources are bodies.
_WRITINGS = word_set("report statement survey document book letter court post op_ed")
_MADE = word_set(
    "from published conducted released commissioned written signed issued posted obtained seen carried"
)
_BODIES = word_set("court tribunal trial x facebook twitter telegram youtube platform blog paper wire")


def medium(
    clause: Clause, source: str, source_spans: Spans, addressee: str, addressee_spans: Spans
) -> Medium | None:
    """The medium that the clause names: a phrase first, then who was told, the cue's own verb, the source
    itself.

    ``outlet`` is left None: who carries it is for the resolver to say.
    """
    if told := press_conference(clause):
        return Medium("press_conference", None, (told,))
    stretches = ((clause.cue[0], clause.after[1]), clause.before)
    for start, end in () if _HEADS.isdisjoint(clause.words) else stretches:
        for kind, at, stop in _phrases(clause.text, start, end):
            parts = [(at, stop), *_outlet(clause.text, kind, stop, end)]
            spans = [Span(clause.start + a, clause.start + b) for a, b in parts]
            if kind == "interview" and len(spans) == 1 and _NAMED.fullmatch(addressee):
                spans = sorted([*spans, *addressee_spans])  # "told the Daily Orb in an interview"
            return Medium(kind, None, tuple(spans))
    if paper := _writing_in(clause):
        return Medium("op_ed", None, (paper,))
    if addressee and _PROGRAMME.search(addressee):
        return Medium("broadcast", None, addressee_spans)
    if addressee and (match := _AUDIENCES.search(addressee)):
        return Medium(str(match.lastgroup), None, addressee_spans)
    for match in _WORD.finditer(clause.text, *clause.cue):
        if verb := _VERBS.get(match.group().lower()):
            return Medium(verb, None, (clause.span(match),))
    return _of_source(source, source_spans)


def _outlet(text: str, kind: str, at: int, end: int) -> list[tuple[int, int]]:
    """Who carries it, named right behind the medium: "an op-ed | for the Daily Orb"."""
    match = _CARRIED[kind].match(text, at, end)
    return [match.span("name")] if match and not _ANY_DAY.match(match["name"]) else []


def _writing_in(clause: Clause) -> Span | None:
    """The paper of "Writing in the Daily Orb, …" and "wrote in the Daily Orb that …"."""
    if _IN_PRINT.isdisjoint(clause.words):
        return None
    match = _WRITING.search(clause.text, *clause.before)
    if match is None and _WROTE.search(clause.text, *clause.cue):
        match = _IN_PAPER.match(clause.text, *clause.after)
    if match is None or _ANY_DAY.match(match["name"]):
        return None
    return clause.span(match, "name")


def press_conference(clause: Clause) -> Span | None:
    """The press conference that was told: "told a crowded news conference". It is a medium and nobody."""
    match = _PRESS_CONFERENCE.match(clause.text, *clause.after)
    return (
        Span(clause.span(match).end - len(match.group().lstrip()), clause.span(match).end) if match else None
    )


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Preposition, determiner, modifiers and a noun of the table: (kind, start, end) without the
    preposition."""
    for preposition in _PREPOSITION.finditer(text, start, end):
        found = _noun(_following(text, preposition.end(), end), preposition.group().strip().lower())
        if found:
            yield found


def _following(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words from ``start`` up to the next punctuation or preposition, not more than a noun phrase has."""
    words: list[re.Match[str]] = []
    at = start
    for match in _WORD.finditer(text, start, min(end, start + 80)):
        gap = text[at : match.start()]
        if gap.strip() or len(words) >= _MAX_WORDS or (words and match.group().lower() in _STOP):
            break
        words.append(match)
        at = match.end()
    return words


def _noun(words: list[re.Match[str]], preposition: str) -> tuple[str, int, int] | None:
    lower = [word.group().lower() for word in words]
    best, taken = None, 0
    for at in range(len(lower)):
        for size in (2, 1):
            noun = "-".join(lower[at : at + size])
            if noun in KIND and taken < at + size <= len(lower) and _fits(words, at, noun, preposition):
                if best and noun == "broadcast":
                    continue  # "an interview broadcast on Radio Nord"
                # The later noun is the head: "a court filing", "a radio interview".
                best = _kind(noun, lower[:at]), words[0].start(), _name_end(words, at + size - 1)
                taken = at + size
                break
    return best


def _name_end(words: list[re.Match[str]], at: int) -> int:
    """Where a name ends that a capital noun begins: "Radio Nord"."""
    while words[at].group()[0].isupper() and at + 1 < len(words) and words[at + 1].group()[0].isupper():
        at += 1
    return words[at].end()


def _fits(words: list[re.Match[str]], at: int, noun: str, preposition: str) -> bool:
    """Whether preposition and determiner make a phrase with the noun."""
    first = words[0].group()
    if noun == "x":
        return preposition == "on" and words[at].group() == "X" and not at
    if preposition == "by":
        return noun in _BY and not at
    if first.lower() in _DETERMINERS:
        return at > 0 and not (noun in _OF_NAMES and words[at].group()[0].isupper())
    return noun in _BARE or (at > 0 and (first[0].isupper() or first.endswith(("’s", "'s"))))


def _kind(noun: str, modifiers: list[str]) -> str:
    kind = KIND[noun]
    aired = any(part in _AIRED for modifier in modifiers for part in modifier.split("-"))
    return "broadcast" if aired and kind in ("speech", "statement") else kind


def _of_source(source: str, spans: Spans) -> Medium | None:
    """A source that is itself a writing: "the report", "a statement from the airline", "court papers"."""
    found = [match.group() for match in _WORD.finditer(source[:200])]
    words = [word.lower() for word in found]
    end = next((i for i, w in enumerate(words) if i and (w in _STOP or w in _MADE)), len(words))
    head = words[:end]
    for size in (2, 1):
        noun = "-".join(head[-size:])
        named = len(head) > 1 and found[len(head) - 1][0].isupper()  # "the Fjord Post"
        if len(head) >= size and KIND.get(noun) in _WRITINGS and noun not in _BODIES and not named:
            return Medium(KIND[noun], None, spans)
    return None
