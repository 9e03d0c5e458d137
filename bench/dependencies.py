"""A quotation extractor of rules over a spaCy dependency parse, to measure onrecord's own against.

The usual recipe (textacy, the Gender Gap Tracker of Asr et al. 2021), written anew: the clausal complement of
a reporting verb with its subject; what stands between quotation marks, with the nearest reporting verb
outside them; "according to" with the rest of its sentence. Verbs and rules were chosen on 60 articles of
PolNeAR's train part (48.1 linked there). Runs in an environment that has spaCy and not onrecord.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WORDS = """
accept accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assume
assure believe blame boast call caution challenge charge claim comment complain concede conclude confess
confirm contend counter criticize decide declare demand deny describe disclose doubt emphasize estimate
expect explain express fear feel find hint hope imply indicate inform insist joke know lament learn
maintain mention note object observe opine order pledge point predict promise propose question quip quote
realize reason recall recommend reckon recount remark remember remind repeat reply report request respond
retort reveal say show speculate state stress suggest suspect swear teach tell testify think threaten
tweet urge vow want warn wonder write
"""
VERBS = frozenset(_WORDS.split())
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "agent")
COMPLEMENTS = ("ccomp", "xcomp", "parataxis")
AROUND_VERB = ("aux", "auxpass", "neg", "prt")
PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“"}
SHORTEST = 3  # words of a quotation; fewer are mostly titles and single words

Range = tuple[int, int]
"""Half-open, of tokens."""


def attributions(doc: Any) -> Iterator[dict[str, list[list[int]]]]:
    """Source, cue and content of each, as lists of [start, end) code points."""
    quotations = list(_quotations(doc))
    quoted = {i for start, end in quotations for i in range(start, end)}
    said: dict[int, list[Range]] = {}
    for verb in _verbs(doc, quoted):
        for clause in (c for c in verb.children if c.dep_ in COMPLEMENTS):
            if _subject(verb) is not None and (clause.dep_ != "xcomp" or _is_marked(clause)):
                said.setdefault(verb.i, []).append(_content(clause, verb, quotations))
    taken = {i for contents in said.values() for content in contents for i in range(*content)}
    for start, end in quotations:
        if end - start > SHORTEST and not taken & set(range(start, end)):
            verb = _around_quotation(doc, (start, end), quoted)
            if verb is not None:
                said.setdefault(verb.i, []).append((start, end))
    for at, contents in sorted(said.items()):
        yield _told(doc, _phrase(_subject(doc[at])), _cue(doc[at]), sorted(contents))
    for token in doc:
        if token.lower_ == "according" and token.i not in quoted:
            yield from _according(doc, token)


def _verbs(doc: Any, quoted: set[int]) -> Iterator[Any]:
    return (t for t in doc if t.pos_ == "VERB" and t.lemma_.lower() in VERBS and t.i not in quoted)


def _subject(verb: Any) -> Any | None:
    """The subject of a verb, or of the verb that it is joined to by "and"; who "who" stands for."""
    for _ in range(4):
        found = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if found is not None:
            is_relative = found.lower_ in ("who", "which", "that") and verb.dep_ == "relcl"
            return verb.head if is_relative else found
        if verb.dep_ != "conj":
            return None
        verb = verb.head
    return None


def _phrase(noun: Any) -> Range:
    """The noun with what belongs to it, but no relative clause."""
    clause = next((c for c in noun.children if c.dep_ == "relcl"), None)
    return noun.left_edge.i, clause.left_edge.i if clause is not None else noun.right_edge.i + 1


def _cue(verb: Any) -> Range:
    beside = [verb.i, *(c.i for c in verb.children if c.dep_ in AROUND_VERB)]
    near = [i for i in beside if abs(i - verb.i) <= 3]
    return min(near), max(near) + 1


def _content(clause: Any, verb: Any, quotations: list[Range]) -> Range:
    """The clause on its side of the verb, widened to the quotations that it touches."""
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    if clause.i < verb.i:
        subject = _subject(verb)
        border = min(verb.i, subject.left_edge.i) if subject is not None and subject.i > clause.i else verb.i
        end = min(end, max(border, start + 1))
    else:
        start = max(start, verb.i + 1)
    for a, b in quotations:
        if a < end and start < b:
            start, end = min(start, a), max(end, b)
    return start, end


def _is_marked(clause: Any) -> bool:
    """Whether an infinitive has its "to": "claimed to have seen it"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _quotations(doc: Any) -> Iterator[Range]:
    """What stands between marks of one paragraph, the marks included."""
    begin, closing = None, ""
    for token in doc:
        if "\n" in token.text:
            begin = None
        elif begin is not None and token.text == closing:
            yield begin, token.i + 1
            begin = None
        elif begin is None and token.text in PAIRS:
            begin, closing = token.i, PAIRS[token.text]


def _around_quotation(doc: Any, quotation: Range, quoted: set[int]) -> Any | None:
    """The reporting verb nearest to a quotation in the sentences that it touches, else in its paragraph."""
    start, end = quotation
    for first, last in ((doc[start].sent.start, doc[end - 1].sent.end), _paragraph(doc, quotation)):
        beside = [v for v in _verbs(doc[first:last], quoted) if _subject(v) is not None]
        if beside:
            return min(beside, key=lambda v: min(abs(v.i - start), abs(v.i - end)))
    return None


def _paragraph(doc: Any, part: Range) -> Range:
    start, end = part
    while start > 0 and "\n" not in doc[start - 1].text:
        start -= 1
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
    return start, end


def _according(doc: Any, token: Any) -> Iterator[dict[str, list[list[int]]]]:
    """ "according to the police": the rest of its sentence is the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return
    sentence, phrase = token.sent, _phrase(source)
    before, after = (sentence.start, token.i), (phrase[1], sentence.end)
    content = max(before, after, key=lambda part: part[1] - part[0])
    yield _told(doc, phrase, (token.i, to.i + 1), [content])


def _told(doc: Any, source: Range, cue: Range, contents: list[Range]) -> dict[str, list[list[int]]]:
    return {
        "source": [_characters(doc, source)],
        "cue": [_characters(doc, cue)],
        "content": [_characters(doc, _trimmed(doc, content)) for content in contents],
    }


def _trimmed(doc: Any, part: Range) -> Range:
    """Without blanks and commas at its borders."""
    start, end = part
    while start < end - 1 and (doc[start].is_space or doc[start].text == ","):
        start += 1
    while start < end - 1 and (doc[end - 1].is_space or doc[end - 1].text in ",."):
        end -= 1
    return start, end


def _characters(doc: Any, part: Range) -> list[int]:
    return [doc[part[0]].idx, doc[part[1] - 1].idx + len(doc[part[1] - 1])]
