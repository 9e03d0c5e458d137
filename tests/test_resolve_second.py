"""The shipped network on invented articles: what it reads in the extractor's pass, and when it is asked."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from onrecord.extract.neural import NeuralExtractor
from onrecord.extract.rules import RulesExtractor
from onrecord.model import Document, Span
from onrecord.pipeline import understand
from onrecord.protocols import Encoder
from onrecord.resolve import second
from onrecord.resolve.coreference.branch import Branch
from onrecord.resolve.coreference.understood import BLOCK, Understood
from onrecord.resolve.second import Second, shipped

ARTICLE = "\n\n".join(
    (
        "Storm closes the harbour of Tarn",
        "Mara Lind, the mayor of Tarn, closed the harbour on Monday after talks with Oskar Flint of the "
        "National Ferry Union (NFU). She told reporters that the storm was the worst in years.",
        "“We had no choice,” she said. Flint agreed with her, and he thanked the crews. The NFU said its "
        "members would wait until Thursday.",
    )
)


@pytest.fixture(scope="module")
def extractor():
    return NeuralExtractor(threads=1)


@pytest.fixture(scope="module")
def understood(extractor):
    document = Document.new(ARTICLE)
    extractor.extract([document])
    return Understood(ARTICLE, extractor.reading(document), shipped())


def test_the_reading_is_that_of_the_last_batch(extractor):
    first, second = Document.new("Lind said it rained."), Document.new("Berg denied it.")
    extractor.extract([first])
    assert extractor.reading(first).states.shape == (len(extractor.reading(first).start), 384)
    assert extractor.reading(second) is None
    extractor.extract([second])
    assert extractor.reading(first) is None
    assert isinstance(extractor, Encoder)
    assert not isinstance(RulesExtractor(), Encoder)


def test_the_lower_layers_are_those_the_network_was_taught_on(extractor):
    # frozen: whoever trains the extractor's lower half anew must train the network on it anew
    document = Document.new("Mara Lind said on Monday that the harbour would stay closed.")
    extractor.extract([document])
    states = extractor.reading(document).states.astype(np.float32)
    told = shipped().weights.manifest["lower_half"]
    assert np.abs(states).mean() == pytest.approx(told["mean"], abs=2e-3)
    assert states[0, :4].tolist() == pytest.approx(told["first"], abs=0.05)


def test_names_of_people_bodies_and_places(understood):
    found = {(span.of(ARTICLE), kind) for span, kind in understood.names()}
    assert {("Mara Lind", 0), ("Oskar Flint", 0), ("NFU", 1), ("Flint", 0)} <= found
    assert "Thursday" not in {name for name, _ in found}


def test_mentions_are_spans_of_the_text_with_the_pronouns_among_them(understood):
    words = {span.of(ARTICLE) for span in understood.mentions()}
    assert {"She", "she", "he", "her", "the storm"} <= words


def test_a_pronoun_refers_to_the_names_before_it(understood):
    names = {"Mara Lind": 1, "Oskar Flint": 2}
    anchors = {Span(at, at + len(n)): k for n, k in names.items() if (at := ARTICLE.index(n)) >= 0}
    she = ARTICLE.index("She told")
    shares = understood.referents(Span(she, she + 3), anchors)
    assert max(shares, key=shares.__getitem__) == 1
    assert 0 < sum(shares.values()) <= 1 + 1e-5
    assert understood.referents(Span(0, 5), anchors) == {}


def test_clusters_are_disjoint(understood):
    found = understood.clusters()
    assert len({span for cluster in found for span in cluster}) == sum(map(len, found))


def test_given_two_names_it_chooses_one_of_them(understood):
    she = ARTICLE.index("She told")
    lind, flint = ARTICLE.index("Mara Lind"), ARTICLE.index("Oskar Flint")
    shares = understood.choice(Span(she, she + 3), [Span(lind, lind + 9), Span(flint, flint + 11)])
    assert sum(shares) == pytest.approx(1)
    assert shares[0] > shares[1]


def test_a_text_longer_than_a_block_is_linked_block_by_block(extractor):
    text = "\n\n".join([ARTICLE] * 30)
    document = Document.new(text)
    extractor.extract([document])
    read = Understood(text, extractor.reading(document), shipped())
    assert len(read.words) > BLOCK
    last = text.rindex("She told")
    names = {Span(m.start(), m.end()): 7 for m in re.finditer("Mara Lind", text)}
    assert read.referents(Span(last, last + 3), names).get(7, 0) > 0.3
    found = read.clusters()
    assert all(a.start <= b.start for cluster in found for a, b in pairwise(cluster))


def test_a_pronoun_is_read_up_to_and_no_further(extractor):
    text = "\n\n".join([ARTICLE] * 8)
    document = Document.new(text)
    extractor.extract([document])
    reading = extractor.reading(document)
    names = {
        Span(m.start(), m.end()): k
        for k in (0, 1)
        for m in re.finditer(("Mara Lind", "Oskar Flint")[k], text)
    }
    asked = Span(at := text.index("She told"), at + 3)
    part, whole = Understood(text, reading, shipped()), Understood(text, reading, shipped())
    whole.referents(Span(last := text.rindex("She told"), last + 3), names)
    alone = part.referents(asked, names)
    assert alone == pytest.approx(whole.referents(asked, names), abs=1e-5)
    assert 0 < len(part._parts) < len(whole._parts)


@pytest.mark.parametrize("text", ["", " \n", "…", "he " * 3000, "Li" * 5000])
def test_no_text_raises(extractor, text):
    document = Document.new(text)
    extractor.extract([document])
    reading = extractor.reading(document)
    if reading is None or not len(reading.states):
        assert Second(text, lambda: reading).understood is None
        return
    read = Understood(text, reading, shipped())
    read.names()
    read.mentions()
    read.clusters()
    read.referents(Span(0, 1), {})


def test_a_backend_that_does_not_read_is_not_asked():
    assert Second(ARTICLE, None).understood is None
    (found,) = understand([Document.new(ARTICLE)], RulesExtractor())
    assert not found.failures


def test_the_network_is_loaded_only_when_something_is_open(extractor, monkeypatch):
    def refuse(*_):
        raise AssertionError("asked although nothing was open")

    monkeypatch.setattr(Branch, "window", refuse)
    (found,) = understand(
        [Document.new("“It is cold,” said Mara Lind. “It is,” Oskar Flint said.")], extractor
    )
    assert not found.failures


def test_a_very_long_text_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network holds a whole text at once; beyond a bound the rules' answer stands."""
    read = NeuralExtractor()
    document = Document.new("Ada Quill met Tom Ferris. He said it rained. ")
    read.extract([document])
    ask = partial(read.reading, document)
    assert Second(document.text, ask).understood is not None
    monkeypatch.setattr(second, "LONGEST", 5)
    assert Second(document.text, ask).understood is None
