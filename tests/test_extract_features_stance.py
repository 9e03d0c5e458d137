"""Attitude and polarity of cues; negation inside the content is not the source's."""

from __future__ import annotations

import pytest
from hypothesis import given

from onrecord.extract.features.sources import source_type
from onrecord.extract.features.stance import stance
from onrecord.extract.lexicon import ADJECTIVES, NOUNS, VERBS, inflections
from onrecord.model import Attitude, Polarity, Span
from strategies import any_texts

CUES = [
    ("said", "that it held", "assertion", "affirms"),
    ("did not say", "that it held", "assertion", "withholds"),
    ("didn’t say", "whether it held", "assertion", "withholds"),
    ("never said", "that it held", "assertion", "denies"),
    ("never confirmed", "that it held", "assertion", "withholds"),
    ("denied", "that it held", "assertion", "denies"),
    ("did not deny", "that it held", "assertion", "withholds"),
    ("disputed", "that it held", "assertion", "denies"),
    ("rejected claims", "that it held", "assertion", "denies"),
    ("dismissed", "the report", "assertion", "denies"),
    ("would neither confirm nor deny", "that it held", "assertion", "withholds"),
    ("refused to rule out", "a strike", "assertion", "withholds"),
    ("ruled out", "a strike", "assertion", "denies"),
    ("declined to comment on", "the strike", "assertion", "withholds"),
    ("declined", "to comment", "assertion", "withholds"),
    ("refused", "to leave", "intention", "denies"),
    ("withdrew its claim", "that it held", "assertion", "denies"),
    ("no longer claims", "that it held", "assertion", "denies"),
    ("has yet to say", "when", "assertion", "withholds"),
    ("said nothing about", "the dam", "assertion", "withholds"),
    ("has long accused", "the firm of lying", "assertion", "affirms"),
    ("asked", "whether it held", "assertion", "withholds"),
    ("asked", "“Why did it hold?”", "assertion", "affirms"),
    ("asked", "to be heard", "intention", "affirms"),
    ("told", "to leave", "intention", "affirms"),
    ("told", "that it held", "assertion", "affirms"),
    ("told", "“To our knowledge it held.”", "assertion", "affirms"),
    ("warned", "that it would break", "assertion", "affirms"),
    ("warned against", "swimming", "intention", "denies"),
    ("believes", "it held", "belief", "affirms"),
    ("no longer believes", "it held", "belief", "denies"),
    ("doubted", "that it held", "belief", "denies"),
    ("has no doubt", "that it held", "belief", "affirms"),
    ("was not sure", "whether it held", "belief", "withholds"),
    ("were convinced", "that it held", "belief", "affirms"),
    ("knew", "that it held", "fact", "affirms"),
    ("was unaware", "that it held", "fact", "denies"),
    ("regretted", "that it broke", "fact", "affirms"),
    ("promised", "to mend it", "intention", "affirms"),
    ("has no plans", "to mend it", "intention", "denies"),
    ("agreed", "to mend it", "intention", "affirms"),
    ("agreed", "that it held", "assertion", "affirms"),
    ("According to", "it held", "assertion", "affirms"),
    (":", "it held", "assertion", "affirms"),
    ("", "it held", "assertion", "affirms"),
]


@pytest.mark.parametrize(("cue", "content", "attitude", "polarity"), CUES)
def test_the_cue_says_how_firmly(cue, content, attitude, polarity):
    found = stance(cue, content=content)
    assert (found.attitude, found.polarity) == (attitude, polarity)


@pytest.mark.parametrize(
    "content", ["that it had not held", "that nobody denied it", "he would never refuse"]
)
def test_negation_inside_the_content_is_not_the_sources(content):
    assert stance("said", content=content).polarity is Polarity.AFFIRMS


def test_negation_may_stand_before_the_cue_or_be_the_source():
    assert stance("say", before="would not ").polarity is Polarity.WITHHOLDS
    assert stance("believes", source="Nobody").polarity is Polarity.DENIES
    assert stance("say", before="Nor did \2", source="she").polarity is Polarity.WITHHOLDS
    assert stance("said", before="did not go, but \2").polarity is Polarity.AFFIRMS


@given(any_texts(60), any_texts(60), any_texts(60))
def test_any_words_have_a_stance(cue, before, content):
    found = stance(cue, before=before, content=content)
    assert found.attitude in Attitude
    assert found == stance(cue, before=before, content=content)


def test_inflection():
    assert list(inflections("deny")) == ["deny", "denies", "denied", "denying"]
    assert list(inflections("admit")) == ["admit", "admits", "admitted", "admitting"]
    assert list(inflections("promise")) == ["promise", "promises", "promised", "promising"]
    assert "said" in list(inflections("say"))


def test_the_tables_hold_plain_words_once_per_act():
    for table in (VERBS, NOUNS, ADJECTIVES):
        for act, block in table.items():
            words = block.split()
            assert all(word.replace("-", "").isalpha() for word in words), act
            assert len(words) == len(set(words)), (act, sorted(w for w in words if words.count(w) > 1))


SOURCES = [
    ("Mara Lind", "specific"),
    ("Mara Lind, chair of the union", "specific"),
    ("she", "specific"),
    ("the minister", "specific"),
    ("her lawyer", "specific"),
    ("Port authority spokesman Denny Akers", "specific"),
    ("A spokeswoman, Greta Lund", "specific"),
    ("the ministry", "collective"),
    ("The ministry’s press office", "collective"),
    ("farmers", "collective"),
    ("they", "collective"),
    ("most voters", "collective"),
    ("NUFW", "collective"),
    ("Horn & Daughter", "collective"),
    ("the state news agency Pelikan", "collective"),
    ("two officials", "unnamed"),
    ("forty teachers", "unnamed"),
    ("critics", "unnamed"),
    ("rumours", "unnamed"),
    ("a spokesman for the Port of Hull", "unnamed"),
    ("one resident", "unnamed"),
    ("Sources close to Lind", "unnamed"),
]


@pytest.mark.parametrize(("words", "expected"), SOURCES)
def test_the_head_of_a_source_gives_its_type(words, expected):
    assert source_type(f"{words} said so", (Span(0, len(words)),)) == expected


def test_no_source_has_no_type():
    assert source_type("so they said", ()) is None


@given(any_texts(80))
def test_any_words_have_a_type_or_none(text):
    spans = (Span(0, len(text)),) if text else ()
    assert (source_type(text, spans) is None) == (not any(c.isalnum() for c in text) and "&" not in text)
