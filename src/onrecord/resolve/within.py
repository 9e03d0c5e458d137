"""The speakers of one article: from the words of each source to the entity behind them, or an honest blank.

Names and descriptions come first; then pronouns and sources without words, in the order of the text, so that a
resolved "he" is in view for the next one; last the first person, which needs to know who speaks around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Attribution, Document, Entity, EntityKind, Kind, Mention, MentionForm, Span
from onrecord.resolve.cast import Cast, Figure, assemble
from onrecord.resolve.described import Descriptions
from onrecord.resolve.lexicon import BODIES, FEMININE, HONORIFICS, MASCULINE, OPENING_BODIES, PRONOUNS
from onrecord.resolve.mentions import NameMention, scan
from onrecord.resolve.names import fold, parse_name
from onrecord.resolve.phrases import Form, Phrase, read_phrase
from onrecord.resolve.pronouns import Last, Sighting, View, he_or_she, it, they, who
from onrecord.resolve.roles import best_description
from onrecord.segment import Segments


# Fewer words may be said by several people; more attributions than this are not searched for repeated words.
_MIN_REPEATED = 3
_MAX_COMPARED = 1000


@dataclass(frozen=True, slots=True)
class Resolution:
    """The attributions with their speakers, and who they are.

    ``attributions`` keep the order they came in; ``reasons`` holds one short sentence for each: how its speaker was
    found, or why it was left open. ``mentions`` are sorted by span; ``entities`` are in order of first mention, with
    ids e1, e2, … that are good for this document alone.
    """

    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    reasons: tuple[str, ...] = ()


def resolve(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> Resolution:
    """Fill the speaker of each attribution where one candidate remains, and list who is mentioned.

    The order of ``attributions`` does not matter. Spans that reach beyond the text are read as far as it goes.
    Never raises on any text; linear in its length.
    """
    return _Reading(document, segments, attributions).resolution()


def explain(document: Document, segments: Segments, attributions: Sequence[Attribution]) -> list[str]:
    """One short sentence per attribution: how its speaker was found, or why it was left open."""
    return list(resolve(document, segments, attributions).reasons)


class _Reading:
    """One article being read; everything here is filled once, in the order of the steps of :meth:`_run`."""

    def __init__(self, document: Document, segments: Segments, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.text = document.text
        self.given = tuple(attributions)
        order = sorted(range(len(self.given)), key=lambda i: (_place(self.given[i]), self.given[i].id))
        self.ordered = [self.given[i] for i in order]
        self.back = {index: place for place, index in enumerate(order)}
        self.speakers: list[Figure | None] = [None] * len(order)
        self.reasons: list[str] = [""] * len(order)
        self.settled: dict[Span, int] = {}
        self.forms: dict[Span, tuple[MentionForm, Figure]] = {}
        self.segments = segments
        sources = [s for a in self.ordered for s in a.source[:1] if s.end <= len(self.text)]
        self.names = scan(self.text, segments, sources)
        self.phrases = [read_phrase(self.text, a.source, self.names) for a in self.ordered]
        heads = [p.name.span for p in self.phrases if p.name is not None]
        self.cast = assemble(self.text, self.names, heads)
        self._run()

    def _run(self) -> None:
        descriptions = Descriptions(self.text, self.cast)
        for i, phrase in enumerate(self.phrases):
            if phrase.form is Form.NAME:
                self._named(i, phrase)
        for i, phrase in enumerate(self.phrases):
            if phrase.form is Form.DESCRIPTION and not self._shared_source(i):
                self._settle(i, *descriptions.resolve(phrase, self.ordered[i].source_type))
            elif phrase.form is Form.SEVERAL:
                self.reasons[i] = "The source names several speakers at once."
        self.view = View(self.text, self.segments, self.names.words, self.cast)
        self.spoken: list[tuple[int, int]] = []
        for i, phrase in enumerate(self.phrases):
            first_person = PRONOUNS.get(phrase.head) in ("first", "we", "second")
            taken_up = phrase.form in (Form.PRONOUN, Form.EMPTY) and not first_person
            if taken_up and not self._shared_source(i):
                self._settle(i, *self._taken_up(i, phrase))
            self._in_view(i)
        for i, phrase in enumerate(self.phrases):
            if phrase.form is Form.PRONOUN and PRONOUNS[phrase.head] in ("first", "we", "second"):
                self._settle(i, *self._first_person(i, phrase))

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

    # -- names -------------------------------------------------------------------------------------------------

    def _named(self, i: int, phrase: Phrase) -> None:
        assert phrase.name is not None
        mention = phrase.name
        figure = self.cast.of.get(mention.span)
        if figure is not None:
            full = max((m.text for m in figure.mentions), key=lambda t: (len(parse_name(t).words), len(t)))
            same = fold(full) == fold(mention.text)
            self._settle(i, figure, "Named in the source." if same else f"Short for {_clip(full)}.")
        elif mention.span in self.cast.shared:
            bearers = sorted({_full(f) for f in self.cast.shared[mention.span]})[:3]
            self.reasons[i] = f"“{_clip(mention.text)}” may be {' or '.join(map(_clip, bearers))}."
        else:
            key = mention.key or fold(mention.text)
            known = next((f for f in self.cast.figures if any(m.key == key for m in f.mentions[:1])), None)
            figure = known or self.cast.introduce(mention, EntityKind.UNKNOWN)
            if known:
                known.add(mention)
                self.cast.of[mention.span] = known
            self._settle(i, figure, "Named in the source.")

    # -- pronouns and blanks -------------------------------------------------------------------------------------

    def _in_view(self, i: int) -> None:
        figure, phrase = self.speakers[i], self.phrases[i]
        if phrase.span is None:
            return
        told = PRONOUNS.get(phrase.head) if phrase.form is Form.PRONOUN else None
        if self.view.quotation_at(phrase.span.start) is None and (figure or told in (MASCULINE, FEMININE)):
            # An unresolved "he" stays in view as somebody: the next "he" is no easier.
            gender = figure.gender if figure is not None else told
            self.view.add(Sighting(phrase.span.start, figure, gender, source=True))
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
            return self._blank(i)
        offset, stands_for = phrase.span.start, PRONOUNS[phrase.head]
        if stands_for == "relative":
            return who(self.view, self.text, offset)
        if self._spoken_by_another(i, offset):
            return None, f"Whom “{phrase.head}” means inside a quotation is not certain."
        last = self._last(offset)
        if stands_for in (MASCULINE, FEMININE):
            figure, reason = he_or_she(self.view, offset, stands_for, last, self.cast.figures)
            if figure is not None and figure.kind is EntityKind.UNKNOWN:
                figure.kind = EntityKind.PERSON
            return figure, reason
        if stands_for == "plural":
            return they(self.view, offset, last)
        return it(self.view, offset, last)

    def _spoken_by_another(self, i: int, offset: int) -> bool:
        """Whether a source stands inside somebody's quotation, rather than between two parts of its own
        (« …, she says, … ») or after one that was never closed."""
        quotation = self.view.quotation_at(offset)
        if quotation is None:
            return False
        own = any(quotation.overlaps(c) for c in self.ordered[i].content)
        return not own or any(c.start <= offset < c.end for j in self._around(i) for c in self.ordered[j].content)

    def _around(self, i: int) -> list[int]:
        """The other attributions of the paragraph in which an attribution's source stands."""
        source = self.ordered[i].source
        place = self._paragraph(source[0].start) if source else self._paragraph(self.ordered[i].content[0].start)
        return [j for j in self.by_paragraph[place] if j != i]

    def _blank(self, i: int) -> tuple[Figure | None, str]:
        """A quotation without a source goes on with the speaker of the same paragraph, if there is only one."""
        attribution = self.ordered[i]
        if attribution.cue or attribution.kind is not Kind.DIRECT:
            return None, "The article gives no source."
        repeated = self._repeated(i)
        if repeated is not None:
            return repeated, "The article repeats these words and gives their source."
        paragraph = self._paragraph(attribution.content[0].start)
        speakers = {
            figure.number: figure
            for j in self.by_paragraph[paragraph]
            if j != i and self.ordered[j].source and (figure := self.speakers[j]) is not None
        }
        open_ = any(self.speakers[j] is None and self.ordered[j].source for j in self.by_paragraph[paragraph])
        if len(speakers) == 1 and not open_:
            return next(iter(speakers.values())), "The quotation stands in the paragraph of its only speaker."
        return None, "The quotation has no source of its own."

    def _repeated(self, i: int) -> Figure | None:
        """The only one to whom the same words are given elsewhere: a headline that is a quotation."""
        words = _spoken(self.text, self.ordered[i])
        if len(words.split()) < _MIN_REPEATED:
            return None
        if not hasattr(self, "_said"):
            self._said = [
                (_spoken(self.text, a), figure)
                for a, figure in zip(self.ordered, self.speakers, strict=True)
                if figure is not None
            ][:_MAX_COMPARED]
        found = {figure.number: figure for said, figure in self._said if f" {words} " in f" {said} "}
        return next(iter(found.values())) if len(found) == 1 else None

    @property
    def by_paragraph(self) -> dict[int, list[int]]:
        """The attributions by the paragraph in which their content begins."""
        if not hasattr(self, "_by_paragraph"):
            self._by_paragraph: dict[int, list[int]] = defaultdict(list)
            for j, attribution in enumerate(self.ordered):
                self._by_paragraph[self._paragraph(attribution.content[0].start)].append(j)
        return self._by_paragraph

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self.segments.paragraphs, offset, key=lambda p: p.start)

    # -- the first person ----------------------------------------------------------------------------------------

    def _first_person(self, i: int, phrase: Phrase) -> tuple[Figure | None, str]:
        assert phrase.span is not None
        if PRONOUNS[phrase.head] == "second":
            return None, "Whom “you” addresses is not known."
        quotation = self.view.quotation_at(phrase.span.start)
        if quotation is None:
            turn = self._turn(i, phrase.span.start)
            return turn if turn is not None else self._author(phrase)
        speakers = {
            figure.number: figure
            for j in self._speaking(quotation)
            if j != i and (figure := self.speakers[j]) is not None
        }
        if len(speakers) == 1:
            figure = next(iter(speakers.values()))
            return figure, f"“{phrase.head}” inside a quotation is its speaker, {_clip(_full(figure))}."
        return None, f"“{phrase.head}” inside a quotation whose speaker is not determined."

    def _speaking(self, quotation: Span) -> list[int]:
        """The attributions of which some content lies in a quotation and the source lies outside it."""
        if not hasattr(self, "_by_quotation"):
            self._by_quotation: dict[Span, set[int]] = defaultdict(set)
            for j, attribution in enumerate(self.ordered):
                source = attribution.source[0].start if attribution.source else None
                for span in attribution.content:
                    for found in self._quotations_in(span):
                        if source is None or not found.start <= source < found.end:
                            self._by_quotation[found].add(j)
        return sorted(self._by_quotation[quotation])

    def _quotations_in(self, span: Span) -> list[Span]:
        quotations = self.view.quotations
        at = max(0, bisect_right(quotations, span.start, key=lambda q: q.start) - 1)
        found = []
        while at < len(quotations) and quotations[at].start < span.end:
            if quotations[at].overlaps(span):
                found.append(quotations[at])
            at += 1
        return found

    def _turn(self, i: int, offset: int) -> tuple[Figure | None, str] | None:
        """ "I" inside a turn of a transcript ("NADYA OSTERLIN: I think …") is whose turn it is."""
        for j in self._around(i):
            attribution = self.ordered[j]
            covers = any(c.start <= offset < c.end for c in attribution.content)
            cue = " ".join(s.of(self.text) for s in attribution.cue).strip()
            if covers and (cue in ("", ":") and attribution.source):
                figure = self.speakers[j]
                return figure, "Said in the turn of a transcript." if figure else "Whose turn it is is not determined."
        return None

    def _author(self, phrase: Phrase) -> tuple[Figure | None, str]:
        """ "I" outside quotation marks is the author, when the byline names one person."""
        byline = [b for b in self.document.byline if b.strip()]
        if len(byline) != 1 or PRONOUNS[phrase.head] == "we":
            return None, f"“{phrase.head}” outside quotation marks, and the byline does not name one person."
        assert phrase.span is not None
        name = parse_name(byline[0])
        known = [f for f in self.cast.figures if f.name.words == name.words and f.label in (None, byline[0])]
        figure = known[0] if known else self.cast.introduce(NameMention(phrase.span, byline[0], ""), EntityKind.PERSON, byline[0])
        figure.kind = EntityKind.PERSON
        figure.name = name
        return figure, "“I” outside quotation marks is the author named in the byline."

    # -- the result ------------------------------------------------------------------------------------------------

    def resolution(self) -> Resolution:
        """Everything found, with ids in order of first mention."""
        mentions = self._mentions()
        shown = {f.number for f in self.speakers if f is not None}
        shown |= {f.number for f in self.cast.figures if f.kind in (EntityKind.PERSON, EntityKind.ORGANISATION) and not f.label}
        first: dict[int, Span] = {}
        for span, (_, figure) in sorted(mentions.items()):
            first.setdefault(figure.number, span)
        kept = [f for f in self.cast.figures if f.number in shown and f.number in first]
        kept.sort(key=lambda f: (first[f.number], f.number))
        ids = {f.number: f"e{n}" for n, f in enumerate(kept, 1)}
        entities = tuple(_entity(ids[f.number], f) for f in kept)
        listed = tuple(
            Mention(span, form, ids[figure.number])
            for span, (form, figure) in sorted(mentions.items())
            if figure.number in ids
        )
        attributions = tuple(self._attributed(attribution, self.back[i], ids) for i, attribution in enumerate(self.given))
        return Resolution(attributions, listed, entities, tuple(self.reasons[self.back[i]] for i in range(len(self.given))))

    def _attributed(self, attribution: Attribution, place: int, ids: dict[int, str]) -> Attribution:
        figure = self.speakers[place]
        speaker = ids[figure.number] if figure is not None else None
        medium = attribution.medium
        if medium is not None and medium.outlet is None:
            named = {
                f.number
                for span in medium.spans
                for n in self.names.within(span)
                if (f := self.cast.of.get(n.span)) is not None and _is_outlet(n.key, self.document.outlet)
            }
            if len(named) == 1 and (number := named.pop()) in ids:
                return attribution.with_(speaker=speaker, medium=type(medium)(medium.kind, ids[number], medium.spans))
        return attribution.with_(speaker=speaker)

    def _mentions(self) -> dict[Span, tuple[MentionForm, Figure]]:
        mentions = {span: (MentionForm.NAME, figure) for span, figure in self.cast.of.items() if figure.label is None}
        mentions.update(self.forms)
        return {span: pair for span, pair in mentions.items() if span.end <= len(self.text)}


def _spoken(text: str, attribution: Attribution) -> str:
    """The words of a content, folded, without punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(" ".join(s.of(text) for s in attribution.content))))


def _is_outlet(key: str, outlet: str | None) -> bool:
    words = key.split()
    if outlet is not None and fold(outlet) in (key, "the " + key):
        return True
    return bool(words) and (words[-1] in BODIES or words[0] in OPENING_BODIES)


def _place(attribution: Attribution) -> tuple[int, int]:
    first = attribution.source or attribution.content
    return (first[0].start, attribution.content[0].start) if attribution.content else (first[0].start if first else 0, 0)


def _entity(id_: str, figure: Figure) -> Entity:
    if figure.label is not None:
        return Entity(id_, figure.kind, figure.label, (figure.label,), None)
    ordered = sorted(figure.mentions, key=lambda m: m.span)
    names = tuple(dict.fromkeys(" ".join(m.text.split()) for m in ordered))
    description = best_description(figure.roles) if figure.kind is EntityKind.PERSON else None
    return Entity(id_, figure.kind, _full(figure), names, description)


def _full(figure: Figure) -> str:
    """The fullest form seen, without titles; the earlier one of equals."""
    if figure.label is not None:
        return figure.label
    ordered = sorted(figure.mentions, key=lambda m: m.span)
    fullest = max(ordered, key=lambda m: (len(m.key.split()), sum(len(w) > 1 for w in m.key.split())))
    count = len(fullest.key.split())
    if count == 1 and figure.kind is EntityKind.PERSON:
        # "Mr Lind" says more than "Lind"; an office does not belong to the name.
        addressed = [m.text for m in ordered if (t := parse_name(m.text).titles) and all(w in HONORIFICS for w in t)]
        if addressed:
            return " ".join(addressed[0].split())
    words = fullest.text.split()
    titles = parse_name(fullest.text).titles
    return " ".join(words[-count:]) if titles and count <= len(words) else " ".join(words)


def _clip(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else plain[:59] + "…"
