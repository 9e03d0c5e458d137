"""What a person sees: golden pages over articles marked by hand, and the laws of layout."""

from __future__ import annotations

import os
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import hand_made
from onrecord.cli import asking
from onrecord.evaluate.notation import parse
from onrecord.model import Attribution, Document, Extraction, Failure, Kind, Said, Span, attribution_id
from onrecord.show import terminal
from onrecord.show.terminal.paper import clean, columns, shorten, wrap
from onrecord.show.terminal.sayings import telling
from onrecord.show.terminal.words import channel, days, when
from onrecord.store import Record, open_record

GOLDEN = Path(__file__).parent / "golden" / "cli"
PLAIN = terminal.Paper(72)
COLOURED = terminal.Paper(72, colour=True)


def check(name: str, lines: object) -> None:
    """Compares with the golden page. ``ONRECORD_WRITE_GOLDEN=1`` writes it anew: read it, then keep it."""
    got = "\n".join(lines) + "\n"  # type: ignore[arg-type]
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("ONRECORD_WRITE_GOLDEN"):
        path.write_text(got, encoding="utf-8")
    assert got == path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    path = tmp_path_factory.mktemp("record") / "r.db"
    with open_record(path, create=True) as opened:
        role = {"Odile_Marchbank": "who runs the Sundry ferries"}
        opened.add(hand_made.article("harbour", **role), model="hand/1")
        opened.add(hand_made.article("quay"), model="hand/1")
        opened.fail(Failure("scan.pdf", "read", "binary-input", "this is not text; convert it to text first"))
        yield opened


class TestPages:
    @pytest.mark.parametrize("name", ["harbour", "quay"])
    def test_article(self, name: str) -> None:
        check(f"article-{name}", terminal.article(hand_made.article(name), PLAIN))

    def test_article_in_colour(self) -> None:
        check("article-harbour-colour", terminal.article(hand_made.article("harbour"), COLOURED))

    def test_article_on_a_narrow_terminal(self) -> None:
        check("article-harbour-narrow", terminal.article(hand_made.article("harbour"), terminal.Paper(40)))

    def test_who(self, record: Record) -> None:
        statements = record.who("marchbank")
        speaker = asking._speaker(record, statements, statements[0].name or "")
        check("who", terminal.who(speaker, PLAIN, chains=asking._chains(record, statements)))

    def test_told_with_speakers(self, record: Record) -> None:
        statements = record.statements()
        check("told", terminal.told(statements, PLAIN, chains=asking._chains(record, statements)))

    @pytest.mark.parametrize(("name", "paper"), [("summary", PLAIN), ("summary-colour", COLOURED)])
    def test_summary(self, record: Record, name: str, paper: terminal.Paper) -> None:
        holds = record.summary(most=2)
        sayings = [record.who(each.id) for each in holds.most_quoted]
        speakers = [
            asking._speaker(record, said, each.name)
            for said, each in zip(sayings, holds.most_quoted, strict=True)
        ]
        chains = asking._chains(record, (each for said in sayings for each in said))
        page = [*terminal.overview(holds, paper), *terminal.summary(speakers, paper, chains=chains)]
        check(name, [*page, *terminal.remainder(holds, paper)])

    def test_people(self, record: Record) -> None:
        check("people", terminal.people(record.speakers(), PLAIN))

    def test_hits(self, record: Record) -> None:
        check("hits", terminal.hits([*record.said("ramp"), *record.said("board")], COLOURED))

    def test_failures(self, record: Record) -> None:
        check("failures", terminal.failures(record.failures(), PLAIN))


class TestTelling:
    """The few sayings that a summary shows."""

    def chosen(self, *marked: str) -> list[str]:
        """The contents chosen from articles with one attribution each, three at most."""
        found = [hand_made.extraction(parse(each)) for each in marked]
        with tempfile.TemporaryDirectory() as name, open_record(Path(name) / "r.db", create=True) as record:
            for each in found:
                record.add(each, model="hand/1")
            sayings = [record.attribution(each.attributions[0].id) for each in found]
        return [str(saying.content) for saying in telling(sayings)]

    def test_scraps_come_last(self) -> None:
        long = [f"<s1>Lind</s1> <k1>said</k1> <c1>that bridge number {n} is shut</c1>" for n in "123"]
        assert "so" not in self.chosen("<s1>Lind</s1> <k1>said</k1> <c1>so</c1>", *long)

    def test_a_wire_copy_is_not_shown_twice(self) -> None:
        said = "<c1>{}The lower bridge is shut,{}</c1> <s1>Lind</s1> <k1>said</k1>"
        chosen = self.chosen(said.format("“", "”"), said.format('"', '"'))
        assert chosen == ["“The lower bridge is shut,”"]

    def test_a_denial_is_shown_though_it_comes_late(self) -> None:
        marked = [f"<c1>“Bridge number {n} is shut,”</c1> <s1>Lind</s1> <k1>said</k1>" for n in "1234"]
        denial = (
            "<s1>Lind</s1> <k1>denied</k1> <c1>that anyone had been warned</c1>\n===\n1: polarity=denies\n"
        )
        assert self.chosen(*marked, denial)[-1] == "that anyone had been warned"


WORDS = st.text(st.sampled_from("abé界🛳️\u0301 \n\t،أ-"), max_size=200)
WIDTHS = st.integers(10, 60)


class TestLayout:
    @given(WORDS, WIDTHS)
    def test_no_line_is_wider_than_the_paper_and_no_word_is_lost(self, text: str, width: int) -> None:
        lines = list(wrap(text, width))
        assert all(columns(line) <= width for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())

    @given(WORDS, WIDTHS)
    @example("one two three four", 10)
    @example("aaaaaa\u0301\u0301\u754c \u754c", 10)
    def test_a_cut_falls_between_words(self, text: str, width: int) -> None:
        short = shorten(text, width)
        assert columns(short) <= width
        if short.endswith(" …"):
            kept = short.removesuffix(" …")
            words = [word.rstrip(",;:–—-") for word in text.split()]
            last = kept.split()[-1] if kept.split() else ""
            assert not last or last in words or any(columns(word) > width - 2 for word in words)

    @given(st.text(max_size=120), st.data())
    def test_a_marked_article_has_the_words_of_the_text(self, text: str, data: st.DataObject) -> None:
        text = "a " + re.sub("[‹›_\\[\\]⁰¹²³⁴⁵⁶⁷⁸⁹\ud800-\udfff]", "", text)
        cuts = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True))
        content = (Span(*sorted(cuts)),)
        document = Document.new(text)
        found = Attribution(attribution_id(document.id, (), (), content), (), (), content, Kind.INDIRECT)
        page = "\n".join(terminal.article(Extraction(document, (found,)), terminal.Paper(50)))
        body = page.split("ledger below\n", 1)[1].rsplit("\n\n1 finding\n", 1)[0]
        bare = re.sub("[‹›_\\[\\]⁰¹²³⁴⁵⁶⁷⁸⁹]", "", body)
        assert "".join(bare.split()) == "".join(clean(text).split())

    def test_an_article_cannot_command_the_terminal(self) -> None:
        text = "Lind said \x1b[2Jno\x07 and \x9b31myes \u202egnorts"
        page = "\n".join(terminal.article(Extraction(Document.new(text, title="\x1b]0;owned\x07")), PLAIN))
        assert not re.search("[\x07\x1b\x9b\u202e]", page)

    def test_edges_keep_their_distance_when_the_left_is_long(self) -> None:
        line = terminal.Paper(40).apart(
            "a very long name of somebody with many titles", "direct", " would not say"
        )
        assert line == "a very long name … would not say  direct"


class TestWords:
    def test_intervals(self) -> None:
        assert days(date(2026, 5, 6), date(2026, 5, 6)) == "6 May 2026"
        assert days(date(2026, 5, 6), date(2026, 5, 9)) == "6–9 May 2026"
        assert days(date(2026, 4, 30), date(2026, 5, 2)) == "30 Apr – 2 May 2026"
        assert days(date(2025, 12, 31), date(2026, 1, 2)) == "31 Dec 2025 – 2 Jan 2026"
        assert when(Said(date(2026, 5, 4), date(2026, 5, 6))) == "between 4 and 6 May 2026"
        assert when(None) == ""

    def test_channels(self) -> None:
        assert channel("Radio Nord", None, "", None) == "to Radio Nord"
        assert channel("to reporters", "call", "telephone", None) == "to reporters, in a call"
        assert channel("", "letter", "in an open letter", None) == "in an open letter"
        assert channel("", "interview", "", "Radio Nord") == "in an interview, Radio Nord"
        assert channel("", "new_kind", "", None) == "new kind"
        assert channel("", None, "", None) == ""
