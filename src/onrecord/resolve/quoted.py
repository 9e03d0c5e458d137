"""Who speaks where no name stands: the first person, and quotations without a source.

Both depend on what lies around them: the quotation that a source stands in, the other attributions of its
paragraph, the turn of a transcript, the byline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from onrecord.model import Attribution, Document, EntityKind, Kind, Span
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.entities import clip
from onrecord.resolve.lexicon import PRONOUNS
from onrecord.resolve.names import fold, parse_name
from onrecord.resolve.phrases import Phrase
from onrecord.resolve.tokens import NameMention
from onrecord.resolve.view import View
from onrecord.segment import Segments

# Fewer words may be said by several people. Only the head of an article repeats what stands below it; more
# attributions than this are not searched for it.
_MIN_REPEATED = 3
_HEAD_PARAGRAPHS = 3
_MAX_COMPARED = 1000
# Attributions looked at on either side within one paragraph: more stand there only in damaged texts.
_NEARBY = 40


_LETTERS = re.compile(r"[QA](?:uestion|nswer|UESTION|NSWER)?\s?[:.]")


class Quoted:
    """The attributions of one article by paragraph and by quotation.

    ``ordered`` and ``speakers`` run in parallel; ``speakers`` is filled by the caller as it goes and read
    here.
    """

    def __init__(
        self,
        document: Document,
        segments: Segments,
        ordered: Sequence[Attribution],
        speakers: Sequence[Figure | None],
        cast: Cast,
        view: View,
    ) -> None:
        self.document = document
        self.text = document.text
        self.segments = segments
        self.ordered = ordered
        self.speakers = speakers
        self.cast = cast
        self.view = view
        self.by_paragraph: dict[int, list[int]] = defaultdict(list)
        self.by_quotation: dict[Span, set[int]] = defaultdict(set)
        for j, attribution in enumerate(ordered):
            if attribution.content:
                self.by_paragraph[self._paragraph(attribution.content[0].start)].append(j)
            for quotation in self._spoken_in(attribution):
                self.by_quotation[quotation].add(j)

    def _spoken_in(self, attribution: Attribution) -> list[Span]:
        """The quotations that hold some of a content, but not its source."""
        source = attribution.source[0].start if attribution.source else -1
        quotations = self.view.quotations
        found = []
        for span in attribution.content:
            at = max(0, bisect_right(quotations, span.start, key=lambda q: q.start) - 1)
            while at < len(quotations) and quotations[at].start < span.end:
                if quotations[at].overlaps(span) and not quotations[at].start <= source < quotations[at].end:
                    found.append(quotations[at])
                at += 1
        return found

    def spoken_by_another(self, i: int, offset: int) -> bool:
        """Whether a source stands inside somebody's quotation, rather than between two parts of its own
        (« …, she says, … ») or after one that was never closed."""
        quotation = self.view.quotation_at(offset)
        if quotation is None:
            return False
        own = any(quotation.overlaps(c) for c in self.ordered[i].content)
        return not own or any(
            c.start <= offset < c.end for j in self._around(i) for c in self.ordered[j].content
        )

    def saying(self, i: int, quotation: Span) -> set[int]:
        """The numbers of those who speak a quotation; empty where one of them is not known."""
        others = [self.speakers[j] for j in self.by_quotation[quotation] if j != i]
        return {f.number for f in others if f is not None} if all(others) else set()

    def _around(self, i: int) -> list[int]:
        """The other attributions of the paragraph in which an attribution's source stands."""
        first = self.ordered[i].source or self.ordered[i].content
        nearby = self.by_paragraph[self._paragraph(first[0].start)] if first else []
        at = bisect_right(nearby, i)
        return [j for j in nearby[max(0, at - _NEARBY) : at + _NEARBY] if j != i]

    def blank(self, i: int) -> tuple[Figure | None, str]:
        """A quotation without a source goes on with the speaker of the same paragraph, if there is only
        one."""
        attribution = self.ordered[i]
        if attribution.cue or attribution.kind is not Kind.DIRECT:
            return None, "The article gives no source."
        repeated = self._repeated(i)
        if repeated is not None:
            return repeated, "The article repeats these words and gives their source."
        nearby = [j for j in self._around(i) if self.ordered[j].source and self._narrated(j)]
        speakers = {figure.number: figure for j in nearby if (figure := self.speakers[j]) is not None}
        open_ = any(self.speakers[j] is None for j in nearby)
        if len(speakers) == 1 and not open_:
            return next(iter(speakers.values())), "The quotation stands in the paragraph of its only speaker."
        before = self._paragraph_before(i) if not nearby and attribution.content else None
        if before is not None:
            return before, "The quotation follows the paragraph of its only speaker."
        return None, "The quotation has no source of its own."

    def _paragraph_before(self, i: int) -> Figure | None:
        """The only speaker of the paragraph before a quotation that stands alone, unless that paragraph ends
        in a quotation: then somebody else answers."""
        at = self._paragraph(self.ordered[i].content[0].start) - 2
        if not 0 <= at < len(self.segments.paragraphs):
            return None
        before = self.segments.paragraphs[at]
        if self.view.quotation_at(before.end - 1) is not None or self.text[before.end - 1] in ":?":
            return None
        there = [j for j in self.by_paragraph[at + 1] if self.ordered[j].source and self._narrated(j)]
        speakers = {figure.number: figure for j in there if (figure := self.speakers[j]) is not None}
        open_ = any(self.speakers[j] is None for j in there)
        return next(iter(speakers.values())) if len(speakers) == 1 and not open_ else None

    def _narrated(self, j: int) -> bool:
        """Whether an attribution is made by the article, and not by somebody who is quoted or reported in
        it."""
        start = self.ordered[j].source[0].start
        around = self.view.told_by(start)
        return self.view.quotation_at(start) is None and around in (None, j)

    def _repeated(self, i: int) -> Figure | None:
        """The only one to whom the same words are given elsewhere: a headline that is a quotation."""
        content = self.ordered[i].content
        if not content or self._paragraph(content[0].start) > _HEAD_PARAGRAPHS:
            return None
        words = _spoken(self.text, self.ordered[i])
        if len(words.split()) < _MIN_REPEATED:
            return None
        pairs = zip(self.ordered[:_MAX_COMPARED], self.speakers[:_MAX_COMPARED], strict=True)
        found = {
            f.number: f for a, f in pairs if f is not None and f" {words} " in f" {_spoken(self.text, a)} "
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self.segments.paragraphs, offset, key=lambda p: p.start)

    def first_person(self, i: int, phrase: Phrase) -> tuple[Figure | None, str]:
        """Who says "I" or "we": the speaker of the quotation or turn around it, else the author."""
        assert phrase.span is not None
        if PRONOUNS[phrase.head] == "second":
            return self._addressed(i, phrase.span.start)
        quotation = self.view.quotation_at(phrase.span.start)
        if quotation is None:
            turn = self._turn(i, phrase.span.start)
            return turn if turn is not None else self._author(phrase)
        speakers = {
            figure.number: figure
            for j in sorted(self.by_quotation[quotation])
            if j != i and (figure := self.speakers[j]) is not None
        }
        if len(speakers) == 1:
            figure = next(iter(speakers.values()))
            return (
                figure,
                f"“{phrase.head}” inside a quotation is its speaker, {clip(figure.shown)}.",
            )
        return None, f"“{phrase.head}” inside a quotation whose speaker is not determined."

    def _addressed(self, i: int, offset: int) -> tuple[Figure | None, str]:
        """ "you" is the other of the two who speak in a transcript, or whom the attribution around it
        addresses."""
        turn = self._turn(i, offset)
        if turn is not None and turn[0] is not None:
            speakers = {f.number: f for f in self.turns if f is not None}
            others = [f for f in speakers.values() if f is not turn[0]]
            if len(speakers) == 2 and len(others) == 1:
                return others[0], f"“you” is the other speaker of the conversation, {clip(others[0].shown)}."
        for j in self._around(i):
            attribution = self.ordered[j]
            if any(c.start <= offset < c.end for c in attribution.content):
                named = (
                    {
                        f.number: f
                        for span, f in self.cast.of.items()
                        if any(d.covers(span) for d in attribution.addressee)
                    }
                    if attribution.addressee
                    else {}
                )
                if len(named) == 1:
                    figure = next(iter(named.values()))
                    return figure, f"“you” is who is addressed, {clip(figure.shown)}."
        return None, "Whom “you” addresses is not known."

    def letter(self, letter: str) -> tuple[Figure | None, str]:
        """Who stands behind "Q:" and "A:": whoever asks is not named; whoever answers is the only one whom
        the article has named before the first question."""
        if letter.startswith("q"):
            return None, "Who asks the questions is not said."
        first = min(
            (
                a.source[0].start
                for a in self.ordered
                if a.source and _LETTERS.match(self.text, a.source[0].start)
            ),
            default=0,
        )
        authors = {parse_name(b).words for b in self.document.byline}
        before = [
            f
            for f in self.cast.figures[:_MAX_COMPARED]
            if f.first < first and f.person_like() and len(f.name.words) > 1 and f.name.words not in authors
        ]
        if len(before) == 1:
            return before[0], f"Answers the questions: {clip(before[0].shown)}."
        return None, "Who answers the questions is not certain."

    def _is_turn(self, j: int) -> bool:
        cue = " ".join(s.of(self.text) for s in self.ordered[j].cue).strip()
        return cue in ("", ":") and bool(self.ordered[j].source)

    @property
    def turns(self) -> list[Figure | None]:
        """The speakers of the turns of a transcript."""
        return [self.speakers[j] for j in range(len(self.ordered)) if self._is_turn(j)]

    def _turn(self, i: int, offset: int) -> tuple[Figure | None, str] | None:
        """ "I" inside a turn of a transcript ("NADYA OSTERLIN: I think …") is whose turn it is."""
        for j in self._around(i):
            attribution = self.ordered[j]
            covers = any(c.start <= offset < c.end for c in attribution.content)
            if covers and self._is_turn(j):
                figure = self.speakers[j]
                return (
                    figure,
                    "Said in the turn of a transcript." if figure else "Whose turn it is is not determined.",
                )
        return None

    def _author(self, phrase: Phrase) -> tuple[Figure | None, str]:
        """ "I" outside quotation marks is the author, when the byline names one person."""
        byline = [b for b in self.document.byline if b.strip()]
        if len(byline) != 1 or PRONOUNS[phrase.head] == "we":
            return None, f"“{phrase.head}” outside quotation marks, and the byline does not name one person."
        assert phrase.span is not None
        name = parse_name(byline[0])
        known = [f for f in self.cast.figures if f.name.words == name.words and f.label in (None, byline[0])]
        figure = (
            known[0]
            if known
            else self.cast.introduce(NameMention(phrase.span, byline[0], ""), EntityKind.PERSON, byline[0])
        )
        figure.kind = EntityKind.PERSON
        figure.name = name
        return figure, "“I” outside quotation marks is the author named in the byline."


def _spoken(text: str, attribution: Attribution) -> str:
    """The words of a content, folded, without punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(" ".join(s.of(text) for s in attribution.content))))
