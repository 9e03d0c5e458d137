"""The speakers of one article: from the words of each source to the entity behind them, or an honest blank.

Names and descriptions come first; then pronouns and sources without words, in the order of the text, so that
a resolved "he" is in view for the next one; last the first person, which needs to know who speaks around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Document, EntityKind, MentionForm, Span, Spans
from onrecord.resolve.cast import Figure
from onrecord.resolve.described import Descriptions
from onrecord.resolve.entities import Resolution, carriers, clip, listing, with_outlet
from onrecord.resolve.gathering import assemble
from onrecord.resolve.kin import Kin
from onrecord.resolve.lexicon import FEMININE, MASCULINE, PRONOUNS
from onrecord.resolve.mentions import scan
from onrecord.resolve.names import fold
from onrecord.resolve.namesakes import told_apart
from onrecord.resolve.nouns import canonical_role, role_gender
from onrecord.resolve.phrases import Form, Phrase, read_phrase
from onrecord.resolve.pronouns import Last, he_or_she, in_focus, it, the_other, they, weighed, who
from onrecord.resolve.quoted import Quoted
from onrecord.resolve.salience import Asked, Candidate, Part, Sighting
from onrecord.resolve.second import Ask, Second
from onrecord.resolve.tokens import Token
from onrecord.resolve.view import View
from onrecord.segment import Segments


def resolve(
    document: Document, segments: Segments, attributions: Sequence[Attribution], ask: Ask | None = None
) -> Resolution:
    """Fill the speaker of each attribution where one candidate remains, and list who is mentioned.

    The order of ``attributions`` does not matter. ``ask`` gives how the extractor's encoder read the article,
    if it did: for a second opinion where the rules leave a "he" or "she" open. Spans that reach beyond the
    text are read as far as it goes. Never raises on any text; linear in its length.
    """
    return _Reading(document, segments, attributions, ask).resolution()


def explain(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> list[str]:
    """One short sentence per attribution: how its speaker was found, or why it was left open."""
    return list(resolve(document, segments, attributions).reasons)


# A pronoun passes on whom it most likely means, from this share on.
_LIKELY = 0.5
# … and whose son or deputy somebody is, from this share on.
_SURE_OWNER = 0.7


class _Reading:
    """One article being read; everything here is filled once, in the order of the steps of :meth:`_run`."""

    def __init__(
        self,
        document: Document,
        segments: Segments,
        attributions: Sequence[Attribution],
        ask: Ask | None = None,
    ) -> None:
        self.document = document
        self.second = Second(document.text, ask)
        self.text = document.text
        self.given = tuple(attributions)
        order = sorted(range(len(self.given)), key=lambda i: (_place(self.given[i]), self.given[i].id))
        self.ordered = [self.given[i] for i in order]
        self.places = sorted(range(len(order)), key=order.__getitem__)
        self.speakers: list[Figure | None] = [None] * len(order)
        self.reasons: list[str] = [""] * len(order)
        self.settled: dict[Span, int] = {}
        self.unseen: dict[str, Figure] = {}
        self.forms: dict[Span, tuple[MentionForm, Figure]] = {}
        self.segments = segments
        sources = [_clipped(a.source, len(self.text)) for a in self.ordered]
        self.names = scan(self.text, segments, [s for source in sources for s in source[:1]])
        self.phrases = [read_phrase(self.text, source, self.names) for source in sources]
        heads = [p.name.span for p in self.phrases if p.name is not None]
        self.cast = assemble(self.text, self.names, heads)
        self.kin = Kin(self.text, self.names, self.cast)
        self._run()

    def _run(self) -> None:
        descriptions = self.descriptions = Descriptions(self.text, self.cast)
        for i, phrase in enumerate(self.phrases):
            if phrase.form is Form.NAME:
                self._named(i, phrase)
        for i, phrase in enumerate(self.phrases):
            if phrase.form is Form.DESCRIPTION and not self._shared_source(i):
                self._settle(i, *descriptions.resolve(phrase, self.ordered[i].source_type))
            elif phrase.form is Form.SEVERAL:
                self.reasons[i] = "The source names several speakers at once."
        self.view = View(
            self.text, self.segments, self.names.words, self.cast, self.ordered, descriptions.only_holder
        )
        self.quoted = Quoted(self.document, self.segments, self.ordered, self.speakers, self.cast, self.view)
        self.spoken: list[tuple[int, int]] = []
        for each in self._in_order():
            if isinstance(each, Token):
                self._passing(each)
            else:
                self._source(each)
        for i, phrase in enumerate(self.phrases):
            if phrase.form is Form.PRONOUN and PRONOUNS[phrase.head] in ("first", "we", "second"):
                self._settle(i, *self.quoted.first_person(i, phrase))
        for i, phrase in enumerate(self.phrases):
            told = PRONOUNS.get(phrase.head) if phrase.form is Form.PRONOUN else None
            if told in (MASCULINE, FEMININE) and self.speakers[i] is None:
                self._quoted_pronoun(i, phrase, str(told))

    def _in_order(self) -> Iterator[Token | int]:
        """The attributions by their number, and between them the other "he" and "she" of the narrative."""
        sources = {p.span.start for p in self.phrases if p.span is not None and p.form is Form.PRONOUN}
        passing = [
            w
            for w in self.names.words
            if PRONOUNS.get(w.text.casefold()) in (MASCULINE, FEMININE)
            and w.start not in sources
            and self.view.quotation_at(w.start) is None
        ]
        at = 0
        for i, attribution in enumerate(self.ordered):
            while at < len(passing) and passing[at].start <= _place(attribution)[0]:
                yield passing[at]
                at += 1
            yield i
        yield from passing[at:]

    def _source(self, i: int) -> None:
        phrase = self.phrases[i]
        first_person = PRONOUNS.get(phrase.head) in ("first", "we", "second")
        taken_up = phrase.form in (Form.PRONOUN, Form.EMPTY) and not first_person
        self.share = 1.0
        if phrase.form is Form.TURN:
            self._settle(i, *self.quoted.letter(phrase.head))
        elif taken_up and not self._shared_source(i):
            self._settle(i, *self._taken_up(i, phrase))
        elif phrase.form is Form.DESCRIPTION and (kin := self._kin(i, phrase)) is not None:
            self._settle(i, kin, f"The {phrase.head} whom the article names: {clip(kin.shown)}.")
        elif phrase.form is Form.DESCRIPTION and self.speakers[i] is None:
            self._follow(i, phrase)
        self._in_view(i)

    def _follow(self, i: int, phrase: Phrase) -> None:
        """A description that fits nobody by what was told before may stand for whoever is in focus."""
        if phrase.span is None or self.settled.get(phrase.span, i) != i:
            return
        words = phrase.span.of(self.text)
        if (body := self._firm(phrase)) is not None:
            self._settle(i, body, f"The only {phrase.head} nearby.")
            return
        if not self.descriptions.may_follow(phrase, words) or self.view.quotation_at(phrase.span.start):
            self._unnamed(i, phrase, words)
            return
        asked = self._asked(phrase.span.start, role_gender(phrase.head), i)
        figure = in_focus(
            self.view, asked, weighed(self.view, asked), canonical_role(phrase.head), phrase.modifiers
        )
        if figure is not None:
            figure.tell(role_gender(phrase.head))
            self._settle(
                i, figure, f"“{clip(words)}” takes up {clip(figure.shown)}, whom the paragraph is about."
            )
        else:
            self._unnamed(i, phrase, words)

    def _firm(self, phrase: Phrase) -> Figure | None:
        """The company that "the company" means: the only one in view."""
        assert phrase.span is not None
        if phrase.determiner != "the" or phrase.plural:
            return None
        known = self.descriptions.family(phrase.head)
        start = self.view.back(phrase.span.start, 2)
        seen = {s.figure.number: s.figure for s in self.view.between(start, phrase.span.start) if s.figure}
        # a name that "it" took up is a body since then
        bodies = self.descriptions.named_bodies
        found = [f for f in seen.values() if f.kind is EntityKind.ORGANISATION and f not in bodies]
        near = [f for f in seen.values() if f in known or (f in found and f.label is None)]
        open_ = any(f.kind is EntityKind.UNKNOWN and f.gender is None for f in seen.values())
        if not near and not open_:
            near = [f for f in known if f.first < phrase.span.start]
        return near[0] if len(near) == 1 and not open_ else None

    def _unnamed(self, i: int, phrase: Phrase, words: str) -> None:
        answer = self.descriptions.unnamed(phrase, words, self.ordered[i].source_type)
        if answer is not None:
            self._settle(i, *answer)

    def _kin(self, i: int, phrase: Phrase) -> Figure | None:
        if phrase.span is None or phrase.plural or self.settled.get(phrase.span, i) != i:
            return None
        return self.kin.meant(phrase.span, phrase.determiner, phrase.head)

    def _passing(self, word: Token) -> None:
        """A pronoun that is no source: whom it means stays in view for the next one."""
        asked = self._asked(word.start, str(PRONOUNS[word.text.casefold()]), None)
        self._seen(asked, weighed(self.view, asked))

    def _quoted_pronoun(self, i: int, phrase: Phrase, gender: str) -> None:
        """ "He" inside somebody's quotation is the only other one nearby whom it fits."""
        if phrase.span is None or not self.quoted.spoken_by_another(i, phrase.span.start):
            return
        quotation = self.view.quotation_at(phrase.span.start)
        saying = self.quoted.saying(i, quotation) if quotation is not None else set()
        if quotation is None or len(saying) != 1:
            return
        asked = replace(self._asked(quotation.start, gender, i), part=Part.SUBJECT, spoke_last=None)
        figure = the_other(self.view, asked, saying)
        if figure is not None:
            self._settle(i, figure, f"The only one nearby but the speaker whom “{phrase.head}” fits.")

    def _seen(self, asked: Asked, found: Sequence[Candidate]) -> None:
        likely = found[0] if found and found[0].share >= _LIKELY else None
        figure = likely.figure if likely else None
        share = likely.share * likely.trust if likely else 1.0
        if figure is not None and share >= _SURE_OWNER:
            self.kin.owners[asked.start] = figure
        told = self.view.told_by(asked.start) is not None
        self.view.add(
            Sighting(asked.start, figure, asked.gender, asked.source, asked.part, True, told, share)
        )

    def _asked(self, offset: int, gender: str | None, i: int | None) -> Asked:
        around = self.view.told_by(offset)
        speaker = self.speakers[around] if around is not None and around != i else None
        last = self._last(offset)
        word = re.compile(r"\w+").match(self.text, offset)
        part = self.view.part(offset, word.end() if word else offset + 1)
        if i is None and word and word.group().casefold() in ("his", "her"):
            part = Part.OWNER
        return Asked(
            offset,
            gender,
            part,
            self.view.sentence_of(offset),
            i is not None,
            last.figure if last else None,
            speaker,
            self.view.paragraph_of(offset),
            self.ordered[i].content if i is not None else (),
            self.view.named_in(self.ordered[i].content) if i is not None else frozenset(),
        )

    def _shared_source(self, i: int) -> bool:
        """Whether the same words, the source of another attribution too, were settled already."""
        span = self.phrases[i].span
        if span is None:
            return False
        first = self.settled.setdefault(span, i)
        if first != i:
            self.speakers[i], self.reasons[i] = self.speakers[first], self.reasons[first]
        return first != i

    def _settle(self, i: int, figure: Figure | None, reason: str) -> None:
        self.speakers[i] = figure
        self.reasons[i] = reason
        phrase = self.phrases[i]
        if figure is not None:
            figure.speaks = True
            if phrase.span is not None and phrase.form is not Form.NAME:
                form = MentionForm.PRONOUN if phrase.form is Form.PRONOUN else MentionForm.DESCRIPTION
                self.forms[phrase.span] = (form, figure)

    # -- names
    # -------------------------------------------------------------------------------------------------

    def _named(self, i: int, phrase: Phrase) -> None:
        assert phrase.name is not None
        mention = phrase.name
        figure = self.cast.of.get(mention.span)
        if figure is not None:
            full = figure.called_in_full
            same = fold(full) == fold(mention.text)
            self._settle(i, figure, "Named in the source." if same else f"Short for {clip(full)}.")
        elif (
            mention.span in self.cast.shared
            and (
                told := told_apart(
                    self.text, self.segments, mention, self.cast.shared[mention.span], self.ordered[i].content
                )
            )
            is not None
        ):
            self._settle(i, *told)
        elif mention.span in self.cast.shared:
            bearers = sorted({f.shown for f in self.cast.shared[mention.span][:3]})
            self.reasons[i] = f"“{clip(mention.text)}” may be {' or '.join(map(clip, bearers))}."
        else:
            key = mention.key or fold(mention.text)
            known = self.unseen.get(key)
            figure = known or self.cast.introduce(mention, EntityKind.UNKNOWN)
            if known:
                known.add(mention)
                self.cast.of[mention.span] = known
            self.unseen[key] = figure
            self._settle(i, figure, "Named in the source.")

    # -- pronouns and blanks
    # -------------------------------------------------------------------------------------

    def _in_view(self, i: int) -> None:
        figure, phrase = self.speakers[i], self.phrases[i]
        if phrase.span is None:
            return
        told = PRONOUNS.get(phrase.head) if phrase.form is Form.PRONOUN else None
        if self.view.quotation_at(phrase.span.start) is None and figure and told not in (MASCULINE, FEMININE):
            inside = self.view.told_by(phrase.span.start) is not None
            part = Part.INNER if inside else Part.SUBJECT
            if phrase.form is Form.DESCRIPTION:
                self.view.known(_head_span(self.text, phrase.span))
            self.view.add(Sighting(phrase.span.start, figure, figure.gender, True, part, bool(told), inside))
        if figure is not None:
            self.spoken.append((phrase.span.start, i))

    def _last(self, offset: int) -> Last | None:
        """Who spoke last before an offset."""
        found: Last | None = None
        for start, i in reversed(self.spoken[-8:]):
            figure = self.speakers[i]
            if start >= offset or figure is None or self.view.quotation_at(start) is not None:
                continue
            if found is None:
                found = Last(figure, start, self.ordered[i].content)
            elif figure is found.figure:
                found = Last(figure, found.source, (*found.content, *self.ordered[i].content))
            else:
                break
        return found

    def _taken_up(self, i: int, phrase: Phrase) -> tuple[Figure | None, str]:
        if phrase.form is Form.EMPTY or phrase.span is None:
            return self.quoted.blank(i)
        offset, stands_for = phrase.span.start, PRONOUNS[phrase.head]
        if stands_for == "relative":
            return who(self.view, self.text, offset)
        if self.quoted.spoken_by_another(i, offset):
            return None, f"Whom “{phrase.head}” means inside a quotation is not certain."
        last = self._last(offset)
        if stands_for in (MASCULINE, FEMININE):
            asked = self._asked(offset, stands_for, i)
            found = weighed(self.view, asked)
            self._seen(asked, found)
            figure, reason = he_or_she(self.view, asked, found)
            if figure is None and (likely := self.second.person(phrase.span, self.cast, found)) is not None:
                figure, reason = likely, f"Read in full, the article makes it {clip(likely.shown)}."
            if figure is not None and figure.kind is EntityKind.UNKNOWN:
                figure.kind = EntityKind.PERSON
            return figure, reason
        around = self.view.told_by(offset)
        teller = self.speakers[around] if around is not None and around != i else None
        if stands_for == "plural":
            return they(self.view, offset, last, teller)
        figure, reason = it(self.view, offset, last, teller)
        if figure is not None and figure.kind is EntityKind.UNKNOWN:
            figure.kind = EntityKind.ORGANISATION
        return figure, reason

    # -- the result
    # ------------------------------------------------------------------------------------------------

    def resolution(self) -> Resolution:
        """Everything found, with ids in order of first mention."""
        for each in self.given:
            for outlet in (
                carriers(self.document.text, each.medium, self.names, self.cast) if each.medium else ()
            ):
                outlet.kind = EntityKind.ORGANISATION
        listed = listing(self.cast, self.forms, self.speakers, self.document)
        attributions = []
        for attribution, place in zip(self.given, self.places, strict=True):
            figure = self.speakers[place]
            medium = attribution.medium
            if medium is not None:
                medium = with_outlet(
                    self.document.text, medium, self.names, self.cast, listed.ids, self.document.outlet
                )
            # a figure whose only words another source holds as well has no mention left to point at
            speaker = listed.ids.get(figure.number) if figure is not None else None
            if figure is not None and speaker is None:
                self.reasons[place] = "The words of the source stand for another source as well."
            reason = self.reasons[place]
            attributions.append(attribution.with_(speaker=speaker, medium=medium, speaker_reason=reason))
        reasons = tuple(self.reasons[place] for place in self.places)
        return Resolution(tuple(attributions), listed.mentions, listed.entities, reasons)


def _head_span(text: str, span: Span) -> Span:
    """A description up to its first comma or "who": behind it others may be described."""
    end = re.compile(r",|\s(?:who|whose|of|for|from|in|at|with)\b").search(text, span.start + 1, span.end)
    return Span(span.start, max(span.start + 1, end.start() if end else span.end))


def _place(attribution: Attribution) -> tuple[int, int]:
    first = attribution.source or attribution.content
    return first[0].start if first else 0, attribution.content[0].start if attribution.content else 0


def _clipped(spans: Spans, end: int) -> Spans:
    """Spans as far as a text goes: a foreign extractor may point beyond it."""
    return tuple(Span(s.start, min(s.end, end)) for s in spans if s.start < end)
