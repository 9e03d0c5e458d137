"""Speech that layout alone gives to a speaker: transcripts, headlines, “…” – Name, And from Name:, From
the desk of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.found import Found
from onrecord.extract.lexicon import word_set
from onrecord.extract.nearby import Nearby
from onrecord.extract.words.reading import COLON, COMMA, DASH, END, QUOTE, WORD, Reading
from onrecord.model import Span, Spans

_NEAR = 8  # paragraphs on each side in which a label must turn up again: text far away changes nothing
_LABEL = 6  # words of a speaker's label in a transcript or headline
_NAME = 16  # words of a name with its description
_NO_LABEL = word_set("""byline dateline copyright length section headline note update warning tickets
    doors weather parking source sources photo photos related read more watch video correction editor's
    here this that these those there it abstract full text first second third finally answer question time
    times date place result results score also and but so why how what when where who if or price prices
    clarification phone tel email address website monday tuesday wednesday thursday friday saturday sunday""")


def laid_out(reading: Reading, *, sure: bool = False) -> Iterator[tuple[int, Found]]:
    """(first token of the paragraph, attribution) for each paragraph, or pair of them, that has such a
    layout; with ``sure`` no headline whose words after the colon may as well be the paper's."""
    paragraphs = reading.paragraphs
    labels = [_label(reading, start, end) for start, end in paragraphs]
    for number, (start, end) in enumerate(paragraphs):
        near = labels[max(number - _NEAR, 0) : number + _NEAR + 1]
        named = Counter(label for label in near if label is not None)
        dialogue = len(named) > 1 and sum(named.values()) == len(near)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        for found in (
            _transcript(reading, start, end, named, dialogue),
            _from_name(reading, start, end),
            _desk(reading, start, end, following),
            _dash_name(reading, start, end, following),
            _headline(reading, start, end, sure) if number == 0 else None,
            _name_colon_quote(reading, start, end),
        ):
            if found is not None:
                yield start, found
                break


def with_layouts(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """``found``, and what layout alone gives where nothing found has half of the same words. What layout
    gives to a speaker ("“…” – Name", a turn of a transcript) is all of that speaker's and nobody else's: it
    leaves all other reports but those inside it. Of 38 direct quotations missed in PolNeAR's dev that gives
    back 8."""
    laid = [each for _, each in laid_out(reading, sure=True)]
    near = _by_content(found)
    agreed = [next((other for other in near.at(each.content) if _same(each, other)), None) for each in laid]
    taken = set(agreed)
    kept = list(_without([each for each in found if each not in taken], laid))
    near = _by_content(kept)
    for each, same in zip(laid, agreed, strict=True):
        if same is not None:
            added = replace(same, content=each.content)
        elif not any(_alike(each.content, other.content) for other in near.at(each.content)):
            added = each
        else:
            continue
        kept.append(added)
        near.add(added, added.content)
    return kept


def _by_content(found: Sequence[Found]) -> Nearby[Found]:
    near = Nearby[Found]()
    for each in found:
        near.add(each, each.content)
    return near


def _same(one: Found, other: Found) -> bool:
    """Whether two have one content and a common source."""
    shared = any(a.overlaps(b) for a in one.source for b in other.source)
    return shared and _alike(one.content, other.content)


def _without(found: Sequence[Found], laid: Sequence[Found]) -> Iterator[Found]:
    """The findings less the contents of ``laid``; one that has no content left is gone, one inside of them
    stays."""
    near = Nearby[Span]()
    for each in laid:
        for span in each.content:
            near.add(span, [span])
    for each in found:
        if each.cue and any(span.covers(part) for part in each.cue for span in near.at([part])):
            yield each
            continue
        content = tuple(
            span for span in each.content if not any(span.overlaps(owned) for owned in near.at([span]))
        )
        if content:
            yield each if content == each.content else replace(each, content=content)


def _alike(one: Spans, other: Spans) -> bool:
    """Whether two contents share at least half of the code points of both."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return 2 * shared >= sum(map(len, one)) + sum(map(len, other)) - shared


def _label(reading: Reading, start: int, end: int) -> str | None:
    """The text before a colon that opens a paragraph."""
    colon = _colon(reading, start, end, _LABEL)
    return None if colon is None else reading.text[reading.starts[start] : reading.ends[colon - 1]]


def _colon(reading: Reading, start: int, end: int, most: int) -> int | None:
    """The first colon, after 1 to ``most`` words that begin with a capital and hold no quotation."""
    for at in range(start, min(start + most + 1, end)):
        if reading.kinds[at] == COLON and reading.words[at] == ":":
            return at if at > start and _upper(reading, start) and at + 1 < end else None
        if reading.kinds[at] not in (WORD, COMMA) and reading.words[at] not in ".&()’'":
            return None
    return None


def _upper(reading: Reading, at: int) -> bool:
    return reading.kinds[at] == WORD and reading.text[reading.starts[at]].isupper()


def _content(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    return (reading.span(start, end),)


def _transcript(reading: Reading, start: int, end: int, labels: Counter[str], dialogue: bool) -> Found | None:
    """NAME: what they said. The label is in capitals, or turns up again, or every paragraph has one."""
    colon = _colon(reading, start, end, _LABEL)
    if colon is None or reading.words[start] in _NO_LABEL:
        return None
    label = reading.text[reading.starts[start] : reading.ends[colon - 1]]
    shouted = label.isupper() and len(label) > 2
    if not shouted and labels[label] < 2 and not (dialogue and end - colon > 3):
        return None
    return Found(
        _content(reading, start, colon), (reading.span(colon, colon + 1),), _content(reading, colon + 1, end)
    )


def _from_name(reading: Reading, start: int, end: int) -> Found | None:
    """And from Name: “…”"""
    words = reading.words
    at = start + (words[start] in ("and", "this", "also"))
    if at + 2 >= end or words[at] != "from" or words[at + 1 : at + 4] == ["the", "desk", "of"]:
        return None
    colon = next((i for i in range(at + 1, min(at + _NAME, end)) if reading.words[i] == ":"), None)
    if colon is None or colon + 1 >= end or reading.kinds[colon + 1] != QUOTE:
        return None
    return Found(
        _content(reading, at + 1, colon), _content(reading, start, at + 1), _content(reading, colon + 1, end)
    )


def _desk(reading: Reading, start: int, end: int, following: tuple[int, int] | None) -> Found | None:
    """From the desk of Name, and a message after a colon or in the next paragraph."""
    if reading.words[start : start + 4] != ["from", "the", "desk", "of"] or start + 4 >= end:
        return None
    colon = next((i for i in range(start + 4, end) if reading.words[i] == ":"), end)
    if colon == start + 4 or (colon + 1 >= end and following is None):
        return None
    content = (colon + 1, _less_stop(reading, end)) if colon + 1 < end else following
    if content is None or content[0] >= content[1]:
        return None
    return Found(
        _content(reading, start + 4, colon), _content(reading, start, start + 4), _content(reading, *content)
    )


def _less_stop(reading: Reading, end: int) -> int:
    return end - 1 if reading.kinds[end - 1] == END else end


def _dash_name(reading: Reading, start: int, end: int, following: tuple[int, int] | None) -> Found | None:
    """“…” – Name, in one paragraph or with the name in the next."""
    quote = next((i for i in range(start, end) if reading.kinds[i] == QUOTE), None)
    if quote is None or (not reading.closes(quote) and quote != start):
        return None
    first, last = quote + 1, end
    if first >= end and following is not None:
        first, last = following
    if first >= last or reading.kinds[first] != DASH:
        return None
    last = _less_stop(reading, last)
    if not 1 <= last - first - 1 <= _NAME or any(reading.kinds[i] == END for i in range(first, last)):
        return None
    if not _upper(reading, first + 1) and reading.words[first + 1] not in ("the", "a", "an"):
        return None
    return Found(_content(reading, first + 1, last), (), _content(reading, quote, quote + 1))


def _headline(reading: Reading, start: int, end: int, sure: bool) -> Found | None:
    """Minister: we will not go, and ‘We will not go’: minister."""
    last = _less_stop(reading, end)
    if last - start > 22:
        return None
    if reading.kinds[start] == QUOTE and start + 1 < last and reading.words[start + 1] == ":":
        if start + 2 < last and last - start - 2 <= _LABEL:
            return Found(_content(reading, start + 2, last), (), _content(reading, start, start + 1))
        return None
    colon = _colon(reading, start, last, _LABEL)
    if colon is None or last - colon < 4 or reading.words[start] in _NO_LABEL:
        return None
    if sure and _OWN.isdisjoint(reading.words[colon + 1 : last]):
        return None
    return Found(
        _content(reading, start, colon), (reading.span(colon, colon + 1),), _content(reading, colon + 1, last)
    )


def _name_colon_quote(reading: Reading, start: int, end: int) -> Found | None:
    """Name, 44, nurse: “…”"""
    colon = _colon(reading, start, end, _NAME)
    if colon is None or reading.kinds[colon + 1] != QUOTE or not _all_quotes(reading, colon + 1, end):
        return None
    if any(w in _VERBLIKE for w in reading.words[start:colon]):
        return None
    return Found(
        _content(reading, start, colon), (reading.span(colon, colon + 1),), _content(reading, colon + 1, end)
    )


def _all_quotes(reading: Reading, start: int, end: int) -> bool:
    return all(reading.kinds[at] in (QUOTE, END) for at in range(start, end))


# In a headline "Minister: we will not go" speaks; "The Latest: Trump’s taxes not from Connecticut" does not.
_OWN = word_set("i we my our me us you your “")
_VERBLIKE = word_set("""said says say wrote writes told tells added replied answered asked asks warned
    declared announced explained is was were are had has have read reads be shouted continued argued
    insisted quoted quotes""")
