"""Whether a source can be told apart: a person, a body or group, or somebody who is kept unnamed."""

from __future__ import annotations

import re
from itertools import dropwhile

from onrecord.extract.lexicon import word_set
from onrecord.model import SourceType, Span, Spans

_BEFORE_WHO = re.compile(
    r"\b((?:(?:the|an?|his|her|their|its|our|some|many|several|two|three|four|most|other|those)\s+)?"
    r"(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?:\s+(?:in|of|from|at|for)\s+(?:the\s+)?[\w’'-]+)?),?\s+$",
    re.I,
)
_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*\.?|&")
_SPECIFIC, _COLLECTIVE, _UNNAMED = SourceType.SPECIFIC, SourceType.COLLECTIVE, SourceType.UNNAMED

PRONOUNS = {
    **dict.fromkeys(
        word_set("i me my mine he him his she her hers himself herself myself you who whose whom"), _SPECIFIC
    ),
    **dict.fromkeys(
        word_set("we us our ours they them their theirs it its everyone everybody all both people many"),
        _COLLECTIVE,
    ),
    **dict.fromkeys(
        word_set(
            "someone somebody anyone anybody one others another some several few most none nobody"
            " those no-one neither any either"
        ),
        _UNNAMED,
    ),
}
# What ends the head of a noun phrase.
_AFTER_HEAD = word_set("""of for in at from with who that which on close familiar whose to about by speaking
    near including whom where when under inside outside across between against involved living based like as
    writing behind among within after before over briefed quoted""")
_COUNTING = word_set("""two three four five six seven eight nine ten eleven twelve dozen dozens hundreds
    thousands forty fifty twenty thirty some several few various multiple numerous certain other more
    another one no neither any""")
_INDEFINITE = word_set("a an") | _COUNTING
_NUMBER_WORD = re.compile(
    r"(?:\d[\d,.]*|(?:four|six|seven|eigh|nine)teen|thirteen|fifteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"
    r"|(?:a )?(?:hundred|thousand)s?)$"
)
_DEFINITE = word_set("the his her my our their your its this that these those")
_WHOLE = word_set("most many all every each many both")
# Kept back by custom: the bare plural, and the singular with "a", name nobody.
_UNNAMED_PLURALS = word_set("""sources officials aides insiders critics observers analysts experts witnesses
    rumours rumors reports advisers advisors diplomats operatives detractors sceptics skeptics opponents
    commentators pundits strategists economists historians researchers scientists specialists onlookers
    bystanders colleagues friends allies supporters investigators eyewitnesses scholars veterans traders
    others leaks gossip rumour rumor speculation hearsay spokespeople spokesmen associates acquaintances
    scientists lawyers agents bloggers""")
ORGANISATIONS = word_set("""ministry government bank union council agency company university party
    committee board court police parliament army navy commission authority department office campaign team
    group association federation institute foundation club firm corporation station newspaper paper
    magazine network broadcaster airline hospital school college church bureau assembly senate house
    congress cabinet administration embassy regime opposition coalition league society trust charity
    organisation organization panel tribunal jury inquiry inspectorate regulator watchdog service brigade
    force forces staff crew family public crowd media press industry sector city town village county state
    nation country community delegation mission secretariat directorate guild co-operative cooperative
    collective alliance movement syndicate publisher laboratory museum theatre orchestra choir consortium
    utility developer retailer brewery quarry railway parish diocese municipality region province district
    constituency rebels militia junta kremlin vatican palace camp majority minority leadership management
    consulate fund exchange chamber faculty academy archive library centre center stud conservatory herald
    courier gazette times post tribune weekly daily journal chronicle observer mail telegraph guardian
    star sun mirror express dispatch argus echo examiner reuters afp ap bbc cnn radio tv television news
    wire inc ltd plc corp co group partners holdings boards port authority observatory water line lines
    interfax tass xinhua dpa ansa efe upi shop opera hotel insurer
    defence defense prosecution zoo theatre clinic electorate duo pair couple
    trio squad household chapter lobby treasury fishery workforce side sides clinic prison garrison unit
    bench ward institution ombudsman's insurer caterer supplier manufacturer body site
    platform taliban""")
DOCUMENTS = word_set("""report study survey poll review audit paper document documents statement letter memo
    memorandum filing lawsuit complaint indictment affidavit transcript minutes book article story editorial
    book email e-mail records figures data results findings research analysis census tweet post message
    bulletin press-release release inscription note notice sign law bill contract agreement ruling judgment
    judgement verdict""")
_ROLES = re.compile(
    r".*(?:man|woman|person|er|or|ist|ian|ant|ent|ess|chief|head|chair|king|queen|judge|coach|boss"
    r"|mother|father|son|widow|wife|husband|aide|clerk|bishop|general|captain|guard|ary|maid)$"
)
_PEOPLE = re.compile(
    r".*(?:an|ese|ish)$|(?:serb|croat|dane|finn|swede|turk|pole|scot|thai|czech|greek|swiss)$"
)
_PLACES = word_set("""washington moscow beijing london paris berlin brussels tehran jerusalem kyiv kiev ankara
    delhi tokyo seoul pyongyang cairo rome madrid russia china iran israel ukraine france germany britain
    japan india turkey italy spain poland america canada mexico brazil egypt syria iraq pakistan""")
_IRREGULAR_PLURALS = word_set("people men women children police clergy cattle folk staff youth")


def source_type(text: str, spans: Spans) -> SourceType | None:
    """The type of the source at ``spans``; None when it has no words.

    The head of the first noun phrase decides: pronoun, name, body, role or document. A spokesman who is not
    named is unnamed even where the body that he speaks for is ("a spokesman for the port").
    """
    spans = _antecedent(text, spans)
    found = (w for s in spans for w in _words(text[s.start : min(s.end, s.start + 400)]))
    words = list(dropwhile(lambda word: word == ",", found))
    if not words:
        return None
    lower = [w.lower() for w in words]
    if lower[0] == "nobody" and lower[1:2] in (["in"], ["at"], ["on"]):
        return _COLLECTIVE  # a whole place of people: "nobody in that hall"
    if lower[0] in PRONOUNS and (len(words) == 1 or not _noun_follows(lower)):
        return PRONOUNS[lower[0]]
    if lower[0] in ("no", "neither", "none", "nobody") or _kept_back(lower):
        return _UNNAMED
    head = _head(words, lower)
    return _typed(head, [w.lower() for w in head], _named_apposition(text, spans, head))


def _antecedent(text: str, spans: Spans) -> Spans:
    """For a lone "who" the noun phrase before it: "voters who", "a clerk in Tolm, who"."""
    if len(spans) != 1 or text[spans[0].start : spans[0].end].lower() not in ("who", "which", "that"):
        return spans
    start = max(spans[0].start - 80, 0)
    match = _BEFORE_WHO.search(text, start, spans[0].start)
    return (Span(match.start(1), match.end(1)),) if match else spans


def _kept_back(lower: list[str]) -> bool:
    """ "people close to him", "those familiar with the talks"."""
    return lower[0] in ("people", "those") and lower[1:2] in (["close"], ["familiar"], ["briefed"], ["near"])


def _words(part: str) -> list[str]:
    """The words of a noun phrase; a comma is kept as a word of its own."""
    return [w for piece in re.split(r"(,)", part) for w in ([","] if piece == "," else _WORD.findall(piece))]


def _noun_follows(lower: list[str]) -> bool:
    return lower[1] not in _AFTER_HEAD and lower[1] != ","


def _head(words: list[str], lower: list[str]) -> list[str]:
    """The noun phrase up to the first comma or post-modifier; after a possessive, what is possessed."""
    end = next((i for i, w in enumerate(lower) if i and (w == "," or w in _AFTER_HEAD)), len(words))
    if lower[0] in (
        "some",
        "most",
        "many",
        "one",
        "none",
        "all",
        "both",
        "two",
        "three",
        "several",
        "few",
    ) and lower[1:2] == ["of"]:
        return words[:1] + [w for w in words[2:8] if w != ","]
    head = words[:end]
    for at, word in enumerate(head[:-1]):
        if word.endswith(("’s", "'s", "s’", "s'")):
            return ["the", *head[at + 1 :]]
    return head


def _named_apposition(text: str, spans: Spans, head: list[str]) -> bool:
    """Whether a name follows the first comma: "a spokesman, Jon Ash,"."""
    whole = " ".join(text[s.start : min(s.end, s.start + 400)] for s in spans)
    parts = whole.split(",")
    if (
        len(parts) < 2
        or not head
        or (head[0][:1].isupper() and head[0].lower() not in _INDEFINITE | _DEFINITE)
    ):
        return False
    follow = _WORD.findall(parts[1])
    return bool(follow) and len(follow) <= 4 and all(w[:1].isupper() for w in follow)


def _typed(head: list[str], lower: list[str], named: bool) -> SourceType:
    first, last = lower[0], lower[-1].removesuffix("’s").removesuffix("'s")
    names = [w for i, w in enumerate(head) if w[:1].isupper() and (i or first not in _DEFINITE | _INDEFINITE)]
    if named:
        return _COLLECTIVE if last in ORGANISATIONS else _SPECIFIC
    if first in _WHOLE:
        return _COLLECTIVE
    if first in _INDEFINITE or _NUMBER_WORD.match(first):
        return _SPECIFIC if _person_name(head[1:]) and first in ("a", "an") else _UNNAMED
    if last in _UNNAMED_PLURALS and first not in _DEFINITE:
        return _UNNAMED
    if last in DOCUMENTS:
        return _SPECIFIC if first in _DEFINITE or names else _UNNAMED
    if _is_body(head, lower, last, names):
        return _COLLECTIVE
    if _plural(last) and not (names and head[-1][:1].isupper() and len(names) > 1):
        return _COLLECTIVE
    return _SPECIFIC


def _is_body(head: list[str], lower: list[str], last: str, names: list[str]) -> bool:
    if last in ORGANISATIONS or last in _PLACES:
        return True
    if lower[0] == "the" and len(names) == len(head) - 1 and not (_ROLES.match(last) or _PEOPLE.match(last)):
        return True  # "the Kremlin": people's names have no article
    acronym = len(head) == 1 and head[0].isupper() and 2 <= len(head[0]) <= 6
    if "&" in head:
        return True  # "Horn & Daughter"
    if any(w in ORGANISATIONS and w.islower() for w in head[:-1]) and head[-1][:1].isupper():
        return not _ends_in_name(head)  # "the state news agency Pelikan"
    return acronym or (
        len(names) > 1 and any(n.lower() in ORGANISATIONS for n in names) and not _ends_in_name(head)
    )


def _ends_in_name(head: list[str]) -> bool:
    """ "Radio Meridian spokeswoman Ada Bo": a role, then names."""
    roles = [i for i, w in enumerate(head) if w.islower() and _ROLES.match(w)]
    return bool(roles) and roles[-1] < len(head) - 1 and head[-1][:1].isupper()


def _person_name(words: list[str]) -> bool:
    return len(words) >= 2 and _ends_in_name(words)


def _plural(word: str) -> bool:
    return word in _IRREGULAR_PLURALS or (
        word.endswith(("s", "men", "women"))
        and not word.endswith(("ss", "us", "is", "’s"))
        and word.islower()
    )


_PERSONS = word_set("""people guest guests witness friend friends relative relatives colleague neighbour
    neighbours neighbor neighbors source pilot nurse nurses cook diplomat monk nun priest cousin cousins uncle
    aunt coach expert spokeswoman whistleblower ally rival sibling niece nephew sergeant captain insider
    insiders police farmhand""")
_NO_PERSONS = word_set("""accident incident weather error order number matter precedent investment agreement
    requirement requirements argument arguments factor factors pressure disorder failure treatment commitment
    commitments environment moment amendment interest unrest reason reasons lesson lessons comparison season
    seasons poison prison vision power powers danger dangers disaster disasters weather water paper papers
    letters offer offers border borders floor floors matters orders errors incidents concern""")


def speaks(words: str) -> bool:
    """Whether a noun phrase is somebody who may be cited: "a guest at a dinner", not "health reasons"."""
    found = [word.removesuffix(".") for word in _WORD.findall(words)]
    head = [word.lower() for word in found]
    named = any(word[:1].isupper() for word in found[1:])
    known = ORGANISATIONS | DOCUMENTS | _UNNAMED_PLURALS | _PERSONS
    if named or not known.isdisjoint(head):
        return True
    return any(_ROLES.match(word.removesuffix("s")) for word in head[1:3] if word not in _NO_PERSONS)
