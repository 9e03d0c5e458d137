"""The parts of the network's reading that need no weights: words, windows, candidates, features, decoding."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.network.encode import encode
from onrecord.extract.neural import NeuralExtractor
from onrecord.protocols import Reading
from onrecord.resolve.coreference.clusters import best, clusters
from onrecord.resolve.coreference.flags import FLAGS, Gazetteer, flags
from onrecord.resolve.coreference.found import Part, join
from onrecord.resolve.coreference.mentions import FORMS, Syntax, describe
from onrecord.resolve.coreference.names import names
from onrecord.resolve.coreference.pairs import (
    MENTION_FEATURES,
    PAIR_FEATURES,
    REACH,
    about,
    candidates,
    features,
)
from onrecord.resolve.coreference.syntax import RELATIONS, TAGS
from onrecord.resolve.coreference.windows import LONGEST, Window, windows
from onrecord.resolve.coreference.words import Words, words
from onrecord.segment import segment

NONE = Gazetteer({})


@pytest.fixture(scope="module")
def tokenizer():
    return NeuralExtractor()._tokenizer


@pytest.fixture(scope="module")
def read(tokenizer):
    def words_of(text: str) -> Words:
        p = encode(text, segment(text), tokenizer)
        states = np.zeros((len(p), 4), np.float16)
        return words(text, Reading(p.start, p.end, p.head, p.sentence, p.quote, p.breaks, p.case, states))

    return words_of


def test_words_are_the_text_without_its_blanks(read):
    text = "Mara Lind said: “We'll see.”\n\nShe left."
    found = read(text)
    assert "".join(text[a:b] for a, b in zip(found.start, found.end, strict=True)) == "".join(text.split())
    assert found.lower[0] == "mara"
    assert found.run[found.lower.index("see")] >= 0
    assert found.run[found.lower.index("she")] == -1
    assert found.paragraph[found.lower.index("she")] > found.paragraph[0]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=900))
def test_windows_tile_the_text_and_hold_no_more_than_the_encoder_was_taught_on(lengths):
    starts = np.cumsum([0, *lengths])
    cuts = windows(starts[:-1], int(starts[-1]))
    assert cuts[0].own_start == 0
    assert cuts[-1].own_end == len(lengths)
    for a, b in pairwise(cuts):
        assert a.own_end == b.own_start
    for cut in cuts:
        assert cut.start <= cut.own_start < cut.own_end <= cut.end
        assert starts[cut.end] - starts[cut.start] <= LONGEST


def test_a_word_longer_than_a_window_is_read_all_the_same():
    cuts = windows(np.array([0, 3, 900]), 905)
    assert [c.own_end for c in cuts][-1] == 3


def test_flags_name_given_names_and_places(read):
    found = read("Mara Lind met the Minister in Oslo. She left Lind.")
    shown = flags(found, Gazetteer({"oslo": 4, "mara": 2}))
    assert shown.shape == (len(found), FLAGS)
    assert set(np.unique(shown)) == {0.0, 1.0}
    oslo, minister = found.lower.index("oslo"), found.lower.index("minister")
    assert (shown[oslo] != shown[minister]).any()


def described(read, text: str, phrases: list[str], groups: list[int]):
    found = read(text)
    n = len(found)
    tag = np.array([TAGS.index("PROPN" if c >= 2 else "NOUN") for c in found.case.tolist()], np.int64)
    syntax = Syntax(np.full(n, -1), np.full(n, RELATIONS.index("nsubj")), tag)
    first, last, at = [], [], 0
    for phrase in phrases:
        at = text.index(phrase, at)
        first.append(int(np.searchsorted(found.start, at)))
        last.append(int(np.searchsorted(found.end, at + len(phrase))))
    for a, b in zip(first, last, strict=True):
        syntax.head[a:b] = b
    shares = np.eye(4, dtype=np.float32)[groups]
    m = describe(
        found, syntax, np.array(first), np.array(last), shares, np.ones(len(first), np.float32), NONE
    )
    return found, syntax, m


def test_forms_genders_and_numbers(read):
    text = "Mara Lind thanked the two chairmen. She praised old farmers and her brother. We saw Lind."
    phrases = ["Mara Lind", "the two chairmen", "She", "farmers", "her brother", "her", "We", "Lind"]
    _, _, m = described(read, text, phrases[:5] + phrases[6:], [0, 0, 0, 0, 0, 0, 0])
    forms = [FORMS[f] for f in m.form]
    assert forms == ["name", "definite", "she", "indefinite", "possessed", "we", "name"]
    assert m.gender.tolist()[:3] == [2, 0, 2]
    assert m.gender[-1] == 2, "the surname has the gender of the full name"
    assert m.number.tolist()[:4] == [1, 2, 1, 2]


def test_features_have_the_width_the_network_was_taught_with(read):
    text = "Mara Lind met Jonas Berg of the National Farmers' Union (NFU). He thanked Lind. She thanked him."
    phrases = ["Mara Lind", "Jonas Berg", "NFU", "He", "Lind", "She", "him"]
    found, syntax, m = described(read, text, phrases, [0, 0, 1, 0, 0, 0, 0])
    late, early = candidates(m)
    assert len(late) == 21
    assert (late > early).all()
    shown = features(found, syntax, m, late, early)
    assert shown.shape == (21, PAIR_FEATURES)
    assert np.isfinite(shown).all()
    assert about(found, m).shape == (7, MENTION_FEATURES)
    assert features(found, syntax, m, late[:0], early[:0]).shape == (0, PAIR_FEATURES)


def test_far_mentions_are_compared_only_where_words_are_equal(read):
    count = REACH + 20
    text = "Lind saw " + " and ".join(f"farm{chr(97 + i % 26)}{i}" for i in range(count)) + ". Lind left."
    phrases = ["Lind", *(f"farm{chr(97 + i % 26)}{i}" for i in range(count)), "Lind"]
    _, _, m = described(read, text, phrases, [0] * len(phrases))
    late, early = candidates(m)
    assert (len(m) - 1, 0) in set(zip(late.tolist(), early.tolist(), strict=True))
    assert (len(m) - 2, 0) not in set(zip(late.tolist(), early.tolist(), strict=True))


def test_a_mention_takes_its_best_antecedent_or_none():
    late, early = np.array([1, 2, 2, 3]), np.array([0, 0, 1, 2])
    chosen = best(4, late, early, np.array([1.0, 0.5, 2.0, -1.0], np.float32))
    assert chosen.tolist() == [-1, 0, 1, -1]
    assert clusters(chosen) == [[0, 1, 2]]
    assert best(0, late[:0], early[:0], np.zeros(0, np.float32)).tolist() == []


@given(st.lists(st.integers(-1, 30), max_size=30))
def test_clusters_share_nothing(links):
    chosen = np.array([min(link, i - 1) for i, link in enumerate(links)], np.int64)
    found = clusters(chosen)
    assert len({m for c in found for m in c}) == sum(map(len, found))
    assert all(len(c) > 1 for c in found)


def part(n: int, spans: dict[tuple[int, int], float]) -> Part:
    scores = np.full((n, n, 4), -9.0, np.float32)
    for (a, b), value in spans.items():
        scores[a, b, 0] = value
    return Part(
        np.arange(n, dtype=np.float32)[:, None], scores, np.full(n, n), np.zeros(n, np.int64),
        np.zeros(n, np.int64), np.zeros((n, 7), np.float32),
    )  # fmt: skip


def test_each_window_tells_about_the_spans_that_begin_with_its_own_words():
    cuts = [Window(0, 4, 0, 3), Window(2, 6, 3, 6)]
    found = join(cuts, [part(4, {(0, 1): 3.0, (3, 3): 3.0}), part(4, {(0, 0): 3.0, (1, 3): 1.0})])
    assert list(zip(found.first.tolist(), found.last.tolist(), strict=True)) == [(0, 1), (3, 5)]
    assert found.states[:, 0].tolist() == [0, 1, 2, 1, 2, 3]
    assert found.syntax.head.tolist() == [-1] * 6


def labelled(read, text: str, marks: dict[str, tuple[int, float]]):
    """Scores of labels: each word of ``marks`` has a kind with a strength."""
    found = read(text)
    scores = np.zeros((len(found), 7), np.float32)
    scores[:, 0] = 3.0
    for word, (kind, strength) in marks.items():
        for at in [i for i, w in enumerate(found.lower) if w == word]:
            scores[at, 1 + 2 * kind] = 3.0 + strength
            scores[at, 2 + 2 * kind] = 1.5 + strength
    return found, scores


def shown(found: Words, scores, demonyms=frozenset()) -> list[tuple[str, int]]:
    return [
        (found.text[found.start[n.first] : found.end[n.last]], n.kind) for n in names(found, scores, demonyms)
    ]


def test_words_that_all_begin_a_name_are_one_name(read):
    found, scores = labelled(read, "In Addis Ababa it rained.", {"addis": (2, 2), "ababa": (2, 2)})
    assert shown(found, scores) == [("Addis Ababa", 2)]


def test_titles_nationalities_and_addresses_are_no_names(read):
    text = "President Lind of the Ghanaian team wrote to https://lind.example/Lind on Monday."
    found, scores = labelled(
        read, text, {"president": (0, 4), "lind": (0, 4), "ghanaian": (0, 4), "monday": (0, 4)}
    )
    assert shown(found, scores, frozenset(["ghanaian"])) == [("Lind", 0)]


def test_one_string_has_one_kind_and_is_found_everywhere(read):
    text = "Omari came. Omari fell. Omari said so, and Omari rose."
    found, scores = labelled(read, text, {"omari": (0, 4)})
    at = [i for i, w in enumerate(found.lower) if w == "omari"]
    scores[at[1], :] = 0
    scores[at[1], 3] = 1.0  # a body, it seems here
    scores[at[-1], :] = 0
    scores[at[-1], 0] = 5.0  # no name, it seems here
    assert shown(found, scores) == [("Omari", 0)] * 4


def test_a_body_takes_what_stands_right_before_it(read):
    text = "The Ghanaian Navy and Dong University agreed."
    found, scores = labelled(read, text, {"navy": (1, 4), "dong": (0, 4), "university": (1, 4)})
    assert shown(found, scores, frozenset(["ghanaian"])) == [("Ghanaian Navy", 1), ("Dong University", 1)]


def test_no_words_no_names(read):
    assert names(read(""), np.zeros((0, 7), np.float32)) == []
