"""How firmly: attitude and polarity, from the cue, the words that turn it round, and the first words of the
content.

A cue is read as negating words around one *act* (:mod:`onrecord.extract.lexicon`). The act gives the
attitude; the act and the number of negations give the polarity. Negation inside the content is never
looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.extract.lexicon import (
    ATTITUDE,
    LIGHT,
    NEGATING,
    PHRASES,
    POLARITY,
    STRONG,
    Act,
    adjectives,
    forms,
    lemmas,
    word_set,
)
from onrecord.model import Attitude, Polarity

_WORD = re.compile(r"[^\W\d_]+(?:[-][^\W\d_]+)*")
_CONTRACTED = re.compile(r"n[’'`]t\b", re.I)
_INFINITIVE = re.compile(r"(?!that |if |whether |wh|how )(?:[\w’'-]+ ){1,6}?(?:not )?to [a-z]+")
_INVERTED = re.compile(
    r"\b(?:nor|neither|never|not once)\s+(?:did|do|does|has|have|had|would|could|will|is|was)\s*$", re.I
)
_OPEN_QUESTION = word_set("whether if when how why what who where which")
# With "to …" these are orders, not statements: "told him to stop", "asked them to wait", "agreed to sell".
_DIRECTIVE = word_set("""tell ask warn advise remind caution agree text email message notify persuade convince
    signal write phone call press shout accept teach ring whisper say plead""")
_THEM_TO = re.compile(r"(?!that |if |whether |wh|how )[\w’'-]+ (?:[\w’'-]+ )?(?:not )?to [a-z]+")
_HEARSAY = ("to have ", "to be ", "to know ", "to want ")
_TOLD_TO = word_set("tell warn advise remind")  # "warned | the jurors not to discuss it"
_PREFERRED = re.compile(r"(?:\bwould|['’]d) (?:rather|sooner)\b", re.I)
_AUXILIARY = word_set("""do does did has have had will would could can may might should must is are was were
    be been being to also still yet ever even so far simply just only again then always repeatedly publicly
    privately officially explicitly openly flatly firmly strongly""")
_ANSWERING = word_set("""say tell comment discuss confirm answer explain speak talk disclose reveal
    elaborate identify respond specify name clarify speculate address describe give provide offer""")
_TWO_WORDS = {("no", "longer"): "longer", ("yet", "to"): "not"}
_BE = word_set(
    "is are was were be been being am seem seemed seems appear appeared appears feel feels felt"
    " remain remains remained"
)
_SILENT_SOURCE = word_set("no neither none nobody nor few")


@dataclass(frozen=True, slots=True)
class Stance:
    """Attitude and polarity of one attribution, and the lemma of the word that decided ('' for none)."""

    attitude: Attitude
    polarity: Polarity
    lemma: str = ""


_PLAIN = Stance(Attitude.ASSERTION, Polarity.AFFIRMS)


def words_of(text: str) -> list[str]:
    """Lower-case words; a contracted negation is a word of its own, and "no longer" and "yet to" negate
    once."""
    found = [w.lower() for w in _WORD.findall(_CONTRACTED.sub(" not", text))]
    for at, pair in enumerate(pairwise(found)):
        if pair in _TWO_WORDS:
            found[at] = _TWO_WORDS[pair]
    return found


def stance(cue: str, *, before: str = "", source: str = "", content: str = "") -> Stance:
    """The stance of a cue: ``before`` are the words left of it up to the source or content, ``content`` what
    it introduces. An empty cue asserts."""
    words = words_of(cue)
    if not words:
        return _PLAIN
    if [w for w in words if w != "it"][:2] in ([be, "understood"] for be in _BE):
        return _PLAIN  # "is understood to be angry": somebody has said so
    if content.lower() in ("nothing", "no more") or words[1:] == ["nothing"]:
        return Stance(Attitude.ASSERTION, Polarity.WITHHOLDS, "say nothing")
    if _PREFERRED.search(cue):
        return Stance(Attitude.INTENTION, Polarity.AFFIRMS, "rather")
    lead = _leading(before)
    if words_of(source)[:1] and words_of(source)[0] in _SILENT_SOURCE:
        lead.insert(0, "no")
    opening = words_of(content[:60])
    act, lemma, at = _act(words)
    turned = [*lead, *words[:at], *([] if " " in lemma else _trailing(words, at))]
    negated = sum(word in NEGATING for word in turned) % 2 == 1
    strong = any(word in STRONG for word in turned)
    if act is None:
        return _without_act(words, negated or strong, opening)
    if lemma in _DIRECTIVE and _orders(lemma, content):
        act = Act.INTENDS
    if (
        content[:1].isalpha()
        and opening[:1]
        and opening[0] in _OPEN_QUESTION
        and (asked := _asked(act, negated or strong))
    ):
        return Stance(ATTITUDE[act], asked, lemma)
    if strong:
        denied = act in (Act.STATES, Act.ASKS) or POLARITY[act][1] is Polarity.DENIES
        return Stance(ATTITUDE[act], Polarity.DENIES if denied and not negated else POLARITY[act][1], lemma)
    return Stance(ATTITUDE[act], POLARITY[act][negated], lemma)


def _asked(act: Act, negated: bool) -> Polarity | None:
    """The polarity before "whether …": a question leaves it open, and so does not to say or know it."""
    if act is Act.ASKS or (negated and act in (Act.STATES, Act.DISCLOSES, Act.KNOWS, Act.SURE)):
        return Polarity.WITHHOLDS
    if act in (Act.DOUBTS, Act.UNAWARE):
        return Polarity.WITHHOLDS if act is Act.UNAWARE else Polarity.DENIES
    return None


def _without_act(words: list[str], negated: bool, opening: list[str]) -> Stance:
    """A cue without a known act. "declined | to comment" withholds and "refused | to leave" intends not to;
    any other negation leaves the content open."""
    if any(w.startswith(("refus", "declin", "unwilling", "reluctan")) for w in words):
        infinitive = opening[1:] if opening[:1] == ["to"] else []
        if infinitive and (infinitive[0] in _ANSWERING or infinitive[:2] == ["rule", "out"]):
            return Stance(Attitude.ASSERTION, Polarity.WITHHOLDS, "refuse")
        return Stance(Attitude.INTENTION, Polarity.DENIES, "refuse")
    return Stance(Attitude.ASSERTION, Polarity.WITHHOLDS if negated else Polarity.AFFIRMS)


def _act(words: list[str]) -> tuple[Act | None, str, int]:
    """The act of the cue, its lemma and where it stands: a phrase, else the first word that is not light,
    else a light word; words that only negate are passed over while others follow."""
    known, verbs = forms(), lemmas()
    light: tuple[Act | None, str, int] = (None, "", len(words))
    for at, word in enumerate(words):
        following = words[at + 1 : at + 4]
        for second in following:
            if act := PHRASES.get(f"{verbs.get(word, word)} {second}"):
                return act, f"{verbs.get(word, word)} {second}", at
        if word not in known or (word in NEGATING or word in STRONG) or word in _AUXILIARY:
            continue
        if any(w in _BE for w in words[max(at - 2, 0) : at]) and word in adjectives():
            return adjectives()[word], word, at
        lemma, act, verb = known[word]
        if verb and lemma in LIGHT:
            if light[0] is None:
                light = (act, lemma, at)
            continue
        return act, lemma, at
    return light


def _orders(lemma: str, content: str) -> bool:
    """ "told him | to stop", "asked | people to be careful", "asked | that it be moved"; not a quotation."""
    if content.startswith("to "):
        return lemma != "say" or not content.startswith(_HEARSAY)  # "is said to have fled" orders nothing
    if "?" in content:
        return False
    if lemma == "ask" and content.startswith(("that ", "for ")):
        return True
    if lemma in _TOLD_TO:
        return bool(_THEM_TO.match(content))
    return lemma == "ask" and bool(_INFINITIVE.match(content))


def _leading(before: str) -> list[str]:
    """The auxiliaries and negations right before the cue, and the inverted ones before the source ("Nor did
    she say")."""
    lead: list[str] = []
    pieces = re.split("[\0\1\2]+", before)
    if len(pieces) > 1 and _INVERTED.search(pieces[-2]):
        lead.append("not")
    for word in reversed(words_of(pieces[-1])):
        if word not in _AUXILIARY and word not in NEGATING and word not in STRONG:
            break
        lead.append(word)
    return lead


def _trailing(words: list[str], at: int) -> list[str]:
    """ "nothing", "little" and "no" right after the act: "said nothing about"."""
    return [w for w in words[at + 1 : at + 2] if w in ("nothing", "little", "no", "not")]
