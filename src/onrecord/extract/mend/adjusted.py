"""What the network links wrongly and the words beside it tell: "citing", "a charge it rejects", "No one, Berg
included", "asked whether …, he said nothing", "is understood to be furious", "was quoted as saying".

Each pattern is looked for once in the text of one finding, so that all of it is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.features.calendar import EXPRESSION
from onrecord.extract.features.sources import speaks
from onrecord.extract.found import Found
from onrecord.extract.lexicon import word_set
from onrecord.extract.mend.coordinate import taken_apart
from onrecord.extract.mend.paragraphs import within_lines
from onrecord.extract.mend.quoting import quoting
from onrecord.model import Span, Spans
from onrecord.segment import Segments

_REACH = 300  # code points between two parts of one sentence that belong together
_TAIL = 40  # code points of "on Monday 4 March 2024" with what stands before it
_JOINING = re.compile(r",?\s+(?:and|or|but)$")
_THEN = re.compile(r"[”\"’](?P<gap>\s+)(?:(?:in|on|at)\s+)?(?=[\w ]+$)")
_GESTURE = re.compile(
    r"(?:shook|shrugged|nodded|smiled|laughed|sighed|grinned|winced|paused|frowned|pointed|looked|turned"
    r"|waited|stared|gazed|leaned|stood|sat)\b",
    re.I,
)
_HELD = re.compile(
    r"(?:is|was|has been|had been) (?:\w+ly )?(?:claimed|said|believed|reported|alleged|suggested"
    r"|understood|thought|expected|feared|argued|announced|hoped)$"
)
_ON = re.compile(r"\S (?:on|in|at|since|until|by|before|after)$")
_WHO = re.compile(r"\w,? (?:who|which)$")
_CLAUSE = re.compile(r"(?P<clause>[^.!?;:“”\"\n]{1,200}),\s+$")
_NOTHING = re.compile(r"(?:nothing|no more|little)$", re.I)
_ASKED = re.compile(r"[“\"]?Asked (?P<what>(?:whether|if|why|how|about|what|who)\b[^.!?]*?),\s*$")
_CHARGE = re.compile(
    r"(?:a|an|the) (?:charge|claim|allegation|accusation|assertion|suggestion|contention|idea|notion)s?$"
)
_NO_ONE = re.compile(r"\b(No one|Nobody|None of them|Hardly anyone|Few),?\s+(?:not even\s+|including\s+)?$")
_INCLUDED = re.compile(r",?\s+included\b")
_PHRASE = 80  # code points of a noun phrase that names who is cited
_CITED_THAT = re.compile(r"(?P<who>[^,.;:]{3,80}(?:, [^,.;:]{3,60})?),\s+(?P<what>that\b)")
_REPORTED = re.compile(r"\b(?P<cue>reported|reports|said|says|wrote|writes)\b[^.;:“”\"]{0,30},\s*$")
_UNDERSTOOD = re.compile(
    r"\b(?P<held>(?:is|are|was|were) (?:understood|believed|said|thought|reported|known))"
    r" (?P<felt>to be (?:angry|furious|\w*worried|unhappy|pleased|relieved|upset|alarmed|concerned"
    r"|dismayed|disappointed|anxious|keen|ready|willing|determined|convinced|sure|certain|afraid|considering|planning|hoping|seeking))\b"
)
_TELLING = re.compile(
    r"(?P<verb>(?:\w+ )?(?:denied|denies|deny|admitted|admits|recalled|recalls|regretted|regrets))"
    r" (?P<told>telling|saying|claiming|promising|believing|thinking|ordering)$"
)
_PERUSED = re.compile(
    r"(?:\w+ly |had |has |have |was |were |also |then |later )*(?P<verb>reads?|reading|quot(?:ed|es|ing)"
    r"|quoted from|recite[sd]|sang|sings|sung|hummed|whistled|played|performed|wrote|writes|writing|published"
    r"|watched|cited|entitled|titled)$",
    re.I,
)
_SMALL = word_set("a an the and or of in on at to for from with by as but nor not is")
_TITLE = re.compile(r"[“\"‘'«„](?P<words>[^“”\"]{2,80}?)[”\"’'»]?$")
_WORDS = re.compile(r"[^\W_][\w’'-]*")
_PERSON = re.compile(r"(?:he|she|they|i|we|who|[A-Z])", re.I)
_SIGN = re.compile(
    r"\b(?:sign|banner|placard|poster|headline|inscription|plaque|note|label|caption|shirt|stone|board|sticker"
    r"|message|text|letter|card|statement|post|tweet|menu|notice|leaflet|graffiti|words)s?\b",
    re.I,
)
_CALLED = re.compile(r"(?:called|call|calls|calling|phoned|telephoned)$")
_HELP = re.compile(
    r"(?:the |an |for an? |emergency |her |his )?"
    r"(?:police|ambulance|emergency services|fire brigade|911|999|112|doctor|help)\b[^,“\"]{0,30}$"
)
_RELATIVE = re.compile(r"(?:which|whom|that|who) (?=(?:the|a|an|his|her|their|its|[A-Z])\b)")
_FINITE = re.compile(r"(?:was|were|is|are|had|has|have|would|will|could|can|did|does|must|should)\b")
_WHOM_SUBJECT = re.compile(
    r"\s(?:[\w’'-]+\s){1,4}?(?P<subject>he|she|they|it|we|I"
    r"|(?:the|a|an|his|her|their|its) (?:[\w’'-]+\s){0,2}?[\w’'-]+)\s"
)
_TELLS = re.compile(r"(?:told|tells?|telling|warned|assured|informed|reminded)$")
_RESTRICTIVE = re.compile(r"[^\s,] who$|^[Ww]ho$")
_RESTRICTED = len(
    "x who"
)  # what that looks at; from the start of a long text on it would cost as much as all else
_AUXILIARY = word_set("is are was were has have had will would can could may might")
_SUBORDINATE = word_set("that which who because if when while and or but whether as where")
_ALSO = re.compile(
    r",? (?:and|but|though|while) (?P<who>[\w’'-]+(?: [\w’'-]+){0,3}?)"
    r" (?P<cue>(?:has |had |have )?(?:denied|denies|disputed|disputes|doubted|doubts|rejected|confirmed"
    r"|insisted|claimed|believed|said)), $"
)


def adjusted(text: str, segments: Segments, found: Sequence[Found]) -> list[Found]:
    """The findings, mended, and those that follow from them."""
    result: list[Found] = []
    previous: Found | None = None
    parted = (part for each in found if _worded(text, each) for part in taken_apart(text, segments, each))
    for each in sorted(parted, key=_place):
        mended = _mended(text, _untimed(text, _closed(text, within_lines(text, segments, each))), previous)
        result.extend(mended)
        previous = mended[0]
    return [each for each in quoting(text, segments, result) if not _titled(text, each)]


def _worded(text: str, each: Found) -> bool:
    """Whether any letter or digit is said to have been said."""
    return any(letter.isalnum() for span in each.content for letter in span.of(text))


def _titled(text: str, each: Found) -> bool:
    """ "He read “The Old Pilot and the Fog”": the title of a work is nobody's statement; "A sign read “Keep
    Out”" is one. So is "called the police" no report."""
    if len(each.cue) != 1 or len(each.content) != 1:
        return False
    cue, what = each.cue[0].of(text), each.content[0].of(text)
    if _CALLED.match(cue) and _HELP.match(what):
        return True
    verb, title = _PERUSED.match(cue), _TITLE.match(what)
    if verb is None or title is None or title["words"][-1] in ".,!?…;":
        return False
    words = _WORDS.findall(title["words"])
    if len(words) < 2 or not all(word[0].isupper() or word in _SMALL or word.isdigit() for word in words):
        return False
    who = " ".join(span.of(text) for span in each.source)
    return not _SIGN.search(who) and (_PERSON.match(who) is not None or verb["verb"] not in ("read", "reads"))


def _relative(text: str, each: Found) -> Found:
    """ "a wire [which an investigation] said | had been cut": the relative pronoun is the content's, and what
    is set off by commas ends with the next."""
    if len(each.source) != 1 or not each.cue or each.source[0].end > each.cue[0].start:
        return each
    who, content = each.source[0], each.content
    if match := _RELATIVE.match(text, who.start, who.end):
        pronoun = Span(who.start, match.end() - 1)
        who = Span(match.end(), who.end)
        each = replace(each, source=(who,), content=tuple(sorted((pronoun, *content))))
    first, last = each.content[0], each.content[-1]
    if (
        len(each.content) != 2
        or first.of(text).lower() not in ("which", "whom", "who")
        or first.end >= who.start
    ):
        return each
    if not text[: first.start].endswith(", "):
        return each
    comma = text.find(", ", last.start, last.end)
    return each if comma < 0 else replace(each, content=(first, Span(last.start, comma)))


def _with_subject(text: str, each: Found) -> Found:
    """ "told the magazine | he [was lonely]", "told the court | the driver [had admitted it]": the subject is
    no part of who was told."""
    cue, first = each.cue[0], each.content[0]
    if not 0 < first.start - cue.end < _PHRASE or not _FINITE.match(text, first.start):
        return each
    match = _WHOM_SUBJECT.fullmatch(text, cue.end, first.start)
    if match is None or not _TELLS.search(text, cue.start, cue.end):
        return each
    return replace(each, content=(Span(match.start("subject"), first.end), *each.content[1:]))


def _voters_who(text: str, each: Found) -> Found:
    """ "Voters [who] said {they were undecided | were asked again}": the verb of the sentence ends what they
    say."""
    if (
        len(each.source) != 1
        or len(each.content) != 1
        or not _RESTRICTIVE.search(text, max(0, each.source[0].end - _RESTRICTED), each.source[0].end)
    ):
        return each
    what = each.content[0]
    if each.source[0].end > each.cue[0].start or what.start < each.cue[0].end:
        return each
    verbs, previous = 0, ""
    for word in _WORDS.finditer(text, what.start, what.end):
        verbs += word[0] in _AUXILIARY and previous not in _AUXILIARY and previous != "to"
        verbs -= word[0] in _SUBORDINATE
        if verbs == 2:
            return replace(each, content=(Span(what.start, word.start() - 1),))
        previous = word[0]
    return each


def _place(each: Found) -> int:
    return (each.cue or each.source or each.content)[0].start


def _mended(text: str, each: Found, previous: Found | None) -> list[Found]:
    if len(each.cue) != 1:
        return [each]
    if _GESTURE.match(each.cue[0].of(text)) and _apart(text, each):
        return [Found((), (), each.content)]
    each = _voters_who(text, _with_subject(text, _relative(text, _whole(text, _nobody(text, each)))))
    said = each.cue[0].of(text)
    if said.lower() in ("citing", "quoting") and len(each.content) == 1:
        return _citing(text, each, previous)
    if len(each.content) == 1 and previous is not None and _CHARGE.match(each.content[0].of(text)):
        near = 0 <= each.content[0].start - previous.content[-1].end <= 2
        return [replace(each, content=previous.content)] if near else [each]
    if len(each.content) == 1 and _NOTHING.match(each.content[0].of(text)):
        return [_silent(text, each)]
    if understood := _understood(text, each):
        return understood
    if match := _TELLING.match(said):
        return _telling(text, each, match)
    return [_no_one(text, each), *_denied_too(text, each)]


def _closed(text: str, each: Found) -> Found:
    """ "to support her and | said she would": the word that joins what follows is no part of what ends."""
    last = each.content[-1]
    match = _JOINING.search(text, max(last.end - _TAIL, last.start + 1), last.end)
    return replace(each, content=(*each.content[:-1], Span(last.start, match.start()))) if match else each


def _untimed(text: str, each: Found) -> Found:
    """ "called it “a farce” in March": when it was said is no part of it."""
    last = each.content[-1]
    match = _THEN.search(text, max(last.end - _TAIL, last.start), last.end)
    when = match and EXPRESSION.match(text, match.end(), last.end)
    if not match or not when or when.end() != last.end:
        return _dated(text, each)
    return replace(each, content=(*each.content[:-1], Span(last.start, match.start("gap"))))


def _dated(text: str, each: Found) -> Found:
    """ "it was opened at 1:40 on | April 12": what ends in "on" goes on to its day."""
    last = each.content[-1]
    if not _ON.search(last.of(text)):
        return each
    day = EXPRESSION.match(text, last.end + 1)
    return replace(each, content=(*each.content[:-1], Span(last.start, day.end()))) if day else each


def _apart(text: str, each: Found) -> bool:
    """Whether a sentence ends between the cue and a quotation after it: "shrugged. “Bees.”"."""
    between = text[each.cue[0].end : each.content[0].start]
    return bool(re.search(r"[.!?]\s+$", between)) and text[each.content[0].start] in '“"«‘„'


def _nobody(text: str, each: Found) -> Found:
    """ "It | was claimed | that …" has no source, nor what is its own cue or an article alone."""
    if len(each.source) != 1:
        return each
    who, cue = each.source[0], each.cue[0]
    lone = who.start > cue.end and who.of(text).lower() in ("the", "a", "an")
    if lone or who.overlaps(cue):
        return replace(each, source=())
    held = who.of(text).lower() == "it" and cue.start - who.end == 1 and _HELD.match(cue.of(text))
    return replace(each, source=(), cue=(Span(who.start, cue.end),)) if held else each


def _whole(text: str, each: Found) -> Found:
    """ "Two engineers, who" goes on to the comma before its verb: "who asked not to be named, | said"."""
    if not each.source or not _WHO.search(each.source[-1].of(text)):
        return each
    who, cue = each.source[-1], each.cue[0]
    rest = _CLAUSE.match(text, who.end, cue.start) if cue.start > who.end else None
    return replace(each, source=(*each.source[:-1], Span(who.start, rest.end("clause")))) if rest else each


def _citing(text: str, each: Found, previous: Found | None) -> list[Found]:
    """ "She said it held, citing | a report" and "reported, citing | two people, that …": who is cited is the
    source, and what is cited is what was said."""
    cue, content = each.cue[0], each.content[0]
    if match := _CITED_THAT.match(text, content.start, content.end):
        who, what = Span(*match.span("who")), Span(match.start("what"), content.end)
        cited = Found((who,), each.cue, (what,), each.confidence)
        reported = _REPORTED.search(text, max(cue.start - 60, 0), cue.start)
        if reported is None or not each.source:
            return [cited]
        return [Found(each.source, (Span(*reported.span("cue")),), (what,), each.confidence), cited]
    near = previous is not None and 0 <= cue.start - previous.content[-1].end <= _REACH
    if previous is None or not near or len(content) > _PHRASE or not speaks(content.of(text)):
        return [each]
    return [Found((content,), each.cue, previous.content, each.confidence)]


def _silent(text: str, each: Found) -> Found:
    """ "Asked whether it held, Berg shrugged and said | nothing": it is the question that he leaves open."""
    first = min(each.source + each.cue).start
    match = _ASKED.search(text, max(first - _REACH, 0), first)
    if match is None:
        return each
    cue = (Span(each.cue[0].start, each.content[0].end),)
    return replace(each, cue=cue, content=(Span(*match.span("what")),))


def _no_one(text: str, each: Found) -> Found:
    """ "No one, | Berg | included, believes": it is nobody who does."""
    if len(each.source) != 1:
        return each
    who = each.source[0]
    before = _NO_ONE.search(text, max(who.start - 40, 0), who.start)
    after = _INCLUDED.match(text, who.end, who.end + 20)
    return replace(each, source=(Span(before.start(1), after.end()),)) if before and after else each


def _understood(text: str, each: Found) -> list[Found]:
    """ "Berg … | is understood to be furious | that …": what is held, and what Berg feels. Empty where it is
    nothing of the kind."""
    cue = each.cue[0]
    match = _UNDERSTOOD.search(text, max(cue.start - 40, 0), cue.end + 40)
    if match is None or match.start("felt") < cue.start - 1 or not match.start() <= cue.end:
        return []
    held, felt = Span(*match.span("held")), Span(*match.span("felt"))
    who: Spans = each.source or tuple(s for s in each.content if s.end <= held.start)
    after = felt.end + (text[felt.end : felt.end + 1] == " ")
    what = tuple(Span(max(s.start, after), s.end) for s in each.content if s.end > after)
    if not who or not what or match.start("felt") > what[-1].start:
        return []
    outer = (*who, Span(felt.start, what[-1].end))
    return [Found((), (held,), outer), Found(who, (felt,), what, each.confidence)]


def _telling(text: str, each: Found, match: re.Match[str]) -> list[Found]:
    """ "denied telling | the board | that …": what is denied is the telling."""
    start = each.cue[0].start
    told = Span(start + match.start("told"), start + match.end("told"))
    if each.content[0].start < told.end or "\n" in text[told.end : each.content[0].start]:
        return [each]
    denied = Found(
        each.source,
        (Span(start, start + match.end("verb")),),
        (Span(told.start, each.content[-1].end),),
        each.confidence,
    )
    return [denied, Found(each.source, (told,), each.content)]


def _denied_too(text: str, each: Found) -> Iterator[Found]:
    """ "Two claimed|, and a third denied, |that …": the second of two verbs that share their content."""
    cue, content = each.cue[0], each.content[0]
    if not 8 <= content.start - cue.end <= 80:
        return
    match = _ALSO.match(text, cue.end, content.start)
    if match is not None and match.end() == content.start:
        who, verb = Span(*match.span("who")), Span(*match.span("cue"))
        yield Found((who,), (verb,), each.content)
