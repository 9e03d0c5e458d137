"""What a mention tells by itself, and what two tell beside each other: the features of the network's links.

All are written out because a corpus of a hundred articles does not teach them to a small encoder: equal
words, what agrees, what stands between, who says it (the features of Clark and Manning 2016, and some).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.resolve.coreference.mentions import (
    FEMALE,
    FORMS,
    HE,
    IT,
    MALE,
    NAME,
    NEUTER,
    PERSON,
    PLURAL,
    SELF,
    SHE,
    THEY,
    Mentions,
    Syntax,
)
from onrecord.resolve.coreference.syntax import RELATIONS
from onrecord.resolve.coreference.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]
    Column = NDArray[Any]

REACH = 120
"""Mentions looked back over; further ones are candidates only where a word of content is equal."""

MENTION_FEATURES = len(FORMS) + 4 + 3 + 8 + 4 + 1 + 5 + 4
_SENTENCES = (0, 1, 2, 3, 5, 9)
_MENTIONS = (0, 1, 2, 3, 5, 8, 16, 32, 64)
_RIVALS = (0, 1, 2, 4)
PAIR_FEATURES = (
    12 + 3 + 3 + 1 + 2 + len(_SENTENCES) + 1 + len(_MENTIONS) + 1 + 2 + 5 + 3 + 5 + len(_RIVALS) + 1 + 5 + 3
)


def about(words: Words, mentions: Mentions) -> Floats:
    """[mentions, MENTION_FEATURES]"""
    import numpy as np

    m = len(mentions)
    length = np.minimum(np.searchsorted((0, 1, 2, 4), mentions.last - mentions.first, side="right") - 1, 4)
    sentence = words.sentence[mentions.head] if m else mentions.head
    opens = np.concatenate([[True], sentence[1:] != sentence[:-1]])[:m]
    return np.concatenate(
        [
            np.eye(len(FORMS))[mentions.form],
            np.eye(4)[mentions.gender],
            np.eye(3)[mentions.number],
            np.eye(8)[mentions.role],
            mentions.groups,
            mentions.score[:, None],
            np.eye(5)[length],
            np.stack(
                [
                    opens,
                    words.run[mentions.head] >= 0 if m else opens,
                    mentions.speaker >= 0,
                    np.minimum(sentence, 30) / 30,
                ],
                1,
            ),
        ],
        1,
    ).astype(np.float32)


def candidates(mentions: Mentions) -> tuple[Ints, Ints]:
    """Pairs (late, early) that are scored, in order of late, then early."""
    import numpy as np

    m = len(mentions)
    places = np.arange(m)
    before = places[None, :] < places[:, None]
    near = places[:, None] - places[None, :] <= REACH
    wordy = mentions.form == NAME
    shared = (mentions.content @ mentions.content.T > 0) & (
        wordy[:, None] | (mentions.top[:, None] == mentions.top[None, :])
    )
    short = (mentions.initials[:, None] == mentions.initials[None, :]) & (mentions.initials[:, None] >= 0)
    late, early = np.nonzero(before & (near | shared | short))
    return late.astype(np.int64), early.astype(np.int64)


def features(words: Words, syntax: Syntax, mentions: Mentions, late: Ints, early: Ints) -> Floats:
    """[pairs, PAIR_FEATURES]"""
    import numpy as np

    if not len(late):
        return np.zeros((0, PAIR_FEATURES), np.float32)
    columns = [
        *_strings(mentions, late, early),
        *_agreement(mentions, late, early),
        *_distance(words, mentions, late, early),
        *_speech(words, mentions, late, early),
        *_place(words, syntax, mentions, late, early),
        *_rivals(mentions, late, early),
        *_repeats(mentions, late, early),
    ]
    # column by column: side by side at once takes four times as long
    return np.stack(columns, dtype=np.float32, casting="same_kind").T


def _strings(m: Mentions, late: Ints, early: Ints) -> list[Column]:
    import numpy as np

    pronoun = (m.form >= HE) & (m.form <= SELF)
    plain = ~pronoun[late] & ~pronoun[early]
    same, top = m.key[late] == m.key[early], m.top[late] == m.top[early]
    overlap = (m.content @ m.content.T)[late, early]
    size = m.content.sum(1)
    inside, around = overlap >= np.maximum(size[late], 1), overlap >= np.maximum(size[early], 1)
    names = (m.form[late] == NAME) & (m.form[early] == NAME)
    short = (m.initials[late] == m.initials[early]) & (m.initials[late] >= 0)
    return [
        same & plain,
        same & ~plain,
        top & plain,
        (m.stem[late] == m.stem[early]) & plain,
        inside & plain,
        around & plain,
        plain * overlap / np.maximum(np.minimum(size[late], size[early]), 1),
        names & top,
        names & (overlap > 0),
        short & ~same,
        plain & top & ~inside,
        plain & (overlap > 0) & ~top,
    ]


def _agreement(m: Mentions, late: Ints, early: Ints) -> list[Column]:

    g, h = m.gender[late], m.gender[early]
    n, k = m.number[late], m.number[early]
    known, counted = (g > 0) & (h > 0), (n > 0) & (k > 0)
    person = m.groups[:, PERSON]
    return [
        known & (g == h),
        known & (g != h),
        ~known,
        counted & (n == k),
        counted & (n != k),
        ~counted,
        (m.groups[late] * m.groups[early]).sum(-1),
        person[late] * (1 - person[early]),
        (1 - person[late]) * person[early],
    ]


def _buckets(values: Ints, edges: tuple[int, ...]) -> list[Column]:
    import numpy as np

    at = np.searchsorted(np.array(edges), values, side="right") - 1
    return [at == i for i in range(len(edges))]


def _distance(words: Words, m: Mentions, late: Ints, early: Ints) -> list[Column]:
    import numpy as np

    sentences = words.sentence[m.head[late]] - words.sentence[m.head[early]]
    apart = np.maximum(m.head[late] - m.head[early], 0)
    same = words.paragraph[m.head[late]] == words.paragraph[m.head[early]]
    return [
        *_buckets(np.maximum(sentences, 0), _SENTENCES),
        np.minimum(sentences, 50) / 50,
        *_buckets(late - early - 1, _MENTIONS),
        np.log1p(apart) / 8,
        same,
        words.paragraph[m.head[late]] - words.paragraph[m.head[early]] == 1,
    ]


def _speech(words: Words, m: Mentions, late: Ints, early: Ints) -> list[Column]:
    a, b = words.run[m.head[late]], words.run[m.head[early]]
    s, t = m.speaker[late], m.speaker[early]
    told = (s >= 0) & (t >= 0)
    return [
        (a == b) & (a >= 0),
        (a < 0) & (b < 0),
        (a >= 0) & (b < 0),
        (a < 0) & (b >= 0),
        (a >= 0) & (b >= 0) & (a != b),
        told & (s == t),
        told & (s != t),
        ~told,
    ]


def _place(words: Words, syntax: Syntax, m: Mentions, late: Ints, early: Ints) -> list[Column]:
    import numpy as np

    relation = {name: i for i, name in enumerate(RELATIONS)}
    up, kind = syntax.head[m.head], syntax.relation[m.head]
    joined = up[late] == m.head[early]
    is_cop = np.zeros(len(words) + 1, np.bool_)
    is_cop[syntax.head[syntax.relation == relation["cop"]]] = True
    return [
        (m.last[late] <= m.last[early]),
        m.head[late] == m.head[early],
        joined & (kind[late] == relation["appos"]),
        joined & (kind[late] == relation["conj"]),
        is_cop[m.head[late]] & (up[early] == m.head[late]),
    ]


def _rivals(m: Mentions, late: Ints, early: Ints) -> list[Column]:
    """How many mentions that agree as well stand between; and whether this one is the nearest subject that
    does."""
    import numpy as np

    fits = _fits(m)
    passed = np.cumsum(fits, 1)
    between: Ints = passed[late, np.maximum(late - 1, 0)] - passed[late, early]
    subject = fits & (m.role == 0)[None, :]
    nearer = np.cumsum(subject, 1)
    first = subject[late, early] & (nearer[late, np.maximum(late - 1, 0)] - nearer[late, early] == 0)
    return [*(b & fits[late, early] for b in _buckets(between, _RIVALS)), first]


def _fits(m: Mentions) -> Bools:
    """[late, early]: early may be meant by a pronoun late, as far as gender, number and group tell."""
    import numpy as np

    person = m.groups[:, PERSON] > 0.5
    found = np.zeros((len(m), len(m)), np.bool_)
    for form, gender in ((HE, MALE), (SHE, FEMALE)):
        suits = person & (m.number != PLURAL) & (m.gender != FEMALE + MALE - gender) & (m.gender != NEUTER)
        found[m.form == form] = suits
    found[m.form == IT] = ~person & (m.number != PLURAL)
    found[m.form == THEY] = m.number == PLURAL
    rest = ~np.isin(m.form, (HE, SHE, IT, THEY))
    found[rest] = (m.top[rest][:, None] == m.top[None, :]) | (m.form[rest][:, None] == m.form[None, :]) & (
        m.form[rest] > THEY
    )[:, None]
    return found


def _repeats(m: Mentions, late: Ints, early: Ints) -> list[Column]:
    import numpy as np

    same_key = m.key[:, None] == m.key[None, :]
    often = np.cumsum(same_key, 1)[early, np.maximum(late - 1, 0)]
    top = m.top[:, None] == m.top[None, :]
    count = np.cumsum(top, 1)
    return [
        np.log1p(often) / 4,
        np.log1p(count[early, np.maximum(late - 1, 0)]) / 4,
        m.role[late] == m.role[early],
        count[early, early] == 1,
        top[late, early] & (count[late, np.maximum(late - 1, 0)] == count[late, early]),
        m.form[late] == m.form[early],
        (m.form[early] == NAME) & (m.role[early] == 0),
        (m.groups[late, 3] - m.groups[early, 3]),
    ]
