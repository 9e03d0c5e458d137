"""What somebody said, over many documents, and the summary of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Kind, Polarity
from onrecord.show.terminal.paper import Paper, clean
from onrecord.show.terminal.saying import Part, Saying
from onrecord.show.terminal.words import UNNAMED, brackets, channel, day, days, verb, when

SPEAKERS, SAYINGS = 6, 3
"""How much the summary shows: about two screens of 24 lines for the samples, so that it is read to its
end."""

SCRAP = 16
"""Letters below which a content says little without its sentence: "so", "it", "what she knew"."""

_COLOURS = {Polarity.AFFIRMS: "cyan", Polarity.DENIES: "red", Polarity.WITHHOLDS: "yellow"}


Chains = Mapping[str, str]
"""The name of the speaker by the id of a finding: where those within it came through."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody in the record: ``names`` are other forms of the name, ``description`` a role or None."""

    name: str
    sayings: tuple[Saying, ...]
    names: tuple[str, ...] = ()
    description: str | None = None


def told(
    sayings: Iterable[Saying], paper: Paper, *, chains: Chains | None = None, speakers: bool = True
) -> Iterator[str]:
    """Each saying in full, with the document and the offsets that it rests on. ``speakers``: name them each
    time."""
    for position, saying in enumerate(sayings):
        if position:
            yield ""
        yield headline(saying, paper, speaker=speakers)
        yield from paper.wrapped(joined(saying.content), indent=4)
        yield from paper.wrapped(circumstances(saying, chains or {}), "dim", indent=4)
        if saying.title:
            yield from paper.cut(saying.title, 1, "dim", indent=4)
        yield from place(None, None, saying.document, brackets(saying.content.spans), paper)


def who(speaker: Speaker, paper: Paper, *, chains: Chains | None = None) -> Iterator[str]:
    """Everything one speaker said, under their name."""
    yield from _name(speaker, paper)
    if others := [name for name in speaker.names if name != speaker.name]:
        yield from paper.wrapped("also " + ", ".join(others), "dim")
    said = plural(len(speaker.sayings), "statement")
    articles = plural(len({saying.document for saying in speaker.sayings}), "article")
    yield from paper.wrapped(
        f"{said} in {articles}{spread(saying.published for saying in speaker.sayings)}", "dim"
    )
    yield ""
    yield from told(speaker.sayings, paper, chains=chains, speakers=False)


def summary(speakers: Sequence[Speaker], paper: Paper, *, chains: Chains | None = None) -> Iterator[str]:
    """Those who speak most, each with a few of the things they say."""
    for position, speaker in enumerate(speakers[:SPEAKERS]):
        if position:
            yield ""
        yield from _name(speaker, paper)
        chosen = telling(speaker.sayings)
        for saying in chosen:
            yield from _brief(saying, chains or {}, paper)
        if more := len(speaker.sayings) - len(chosen):
            yield paper.styled(f"    and {more} more", "dim")


def telling(sayings: Sequence[Saying], most: int = SAYINGS) -> list[Saying]:
    """The few that tell most, in the order given: different things done with the words (denied, wanted, …),
    from different articles, quoted rather than reported; never the same words twice, never a scrap."""
    chosen: list[int] = []
    left = list(range(len(sayings)))
    while left and len(chosen) < most:
        taken = [sayings[position] for position in chosen]
        best = min(left, key=lambda position: (*_tedium(sayings[position], taken), position))
        chosen.append(best)
        words = _plain(sayings[best])
        left = [position for position in left if _plain(sayings[position]) != words]
    return [sayings[position] for position in sorted(chosen)]


def _tedium(saying: Saying, taken: list[Saying]) -> tuple[bool, bool, bool, bool]:
    does = (saying.attitude, saying.polarity)
    return (
        len(_plain(saying)) < SCRAP,
        any(does == (other.attitude, other.polarity) for other in taken),
        any(saying.document == other.document for other in taken),
        saying.kind is Kind.INDIRECT,
    )


def _plain(saying: Saying) -> str:
    """The letters of the content, by which wire copies with other quotation marks are the same words."""
    return "".join(filter(str.isalnum, joined(saying.content))).casefold()


def joined(part: Part) -> str:
    """The words of a part on one line, with ``…`` where it is interrupted."""
    return " … ".join(" ".join(words.split()) for words in part.words)


def source_of(saying: Saying) -> str:
    """The speaker's name; else the source's words; else that there is none."""
    if saying.name or not saying.source.words:
        return saying.name or UNNAMED
    return f"“{joined(saying.source).rstrip(',')}”"  # an apposition is annotated with the comma that ends it


def circumstances(saying: Saying, chains: Chains) -> str:
    """When, to whom, through what and whom; then the outlet and its day."""
    medium = joined(saying.medium_words)
    parts = [
        when(saying.said),
        channel(joined(saying.addressee), saying.medium, medium, saying.medium_outlet),
    ]
    through = chains.get(saying.within) if saying.within is not None else None
    if through is not None and through != saying.name:
        parts.append(f"according to {through}")
    said = ", ".join(part for part in parts if part)
    where = ", ".join(part for part in (saying.outlet, saying.published and day(saying.published)) if part)
    return " · ".join(part for part in (said, where) if part)


def headline(saying: Saying, paper: Paper, *, speaker: bool = True) -> str:
    """Who, what they do with it, and at the other edge the kind and the confidence."""
    sure = "" if saying.confidence is None else f"  {saying.confidence:.2f}"
    facts = f"{saying.kind}{sure}"
    who = source_of(saying)
    does = f"{' ' if speaker else ''}{verb(saying.attitude, saying.polarity, who=who)}"
    line = paper.apart(who if speaker else "", facts, does)
    name = line[: line.rindex(does)]
    rest = paper.styled(line[len(name) : -len(facts)], _COLOURS[saying.polarity])
    return paper.styled(name, "bold") + rest + paper.styled(facts, "dim")


def place(
    outlet: str | None,
    published: date | None,
    document: str,
    offsets: str,
    paper: Paper,
    *,
    indent: int = 4,
) -> Iterator[str]:
    """Outlet and day, and the offsets in the document."""
    where = ", ".join(part for part in (outlet, published and day(published)) if part)
    yield from paper.wrapped(
        " · ".join(part for part in (where, f"{document} {offsets}") if part), "dim", indent=indent
    )


def spread(published: Iterable[date | None]) -> str:
    """``, 12 Apr – 2 May 2026``: from the first day to the last; empty when none is known."""
    known = sorted(each for each in published if each)
    return f", {days(known[0], known[-1])}" if known else ""


def plural(count: int, noun: str) -> str:
    """``1 article``, ``2 articles``, ``1,200 articles``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _brief(saying: Saying, chains: Chains, paper: Paper) -> Iterator[str]:
    words = joined(saying.content)
    does = verb(saying.attitude, saying.polarity, words, source_of(saying))
    lines = list(paper.cut(f"{does} {words}", 2, indent=4))
    yield lines[0].replace(does, paper.styled(does, _COLOURS[saying.polarity]), 1)
    yield from lines[1:]
    where = circumstances(saying, chains) or saying.title or f"document {saying.document}"
    yield from paper.cut(where, 2, "dim", indent=6)


def _name(speaker: Speaker, paper: Paper) -> Iterator[str]:
    role = f", {speaker.description}" if speaker.description else ""
    for position, line in enumerate(paper.wrapped(f"{speaker.name}{role}")):
        yield line if position else _with_bold(clean(speaker.name), line, paper)


def _with_bold(name: str, line: str, paper: Paper) -> str:
    return paper.styled(name, "bold") + line[len(name) :] if line.startswith(name) else line
