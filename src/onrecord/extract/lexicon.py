"""Words that report: which lemma says, believes, knows or intends, which one denies, and their inflected
forms.

The classes are those of attribution in the Penn Discourse Treebank 2.0 (Prasad et al. 2008, §5.2), split
by what negation does to them. The lists were put together by hand for this project.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from onrecord.model import Attitude, Polarity


def word_set(block: str) -> frozenset[str]:
    """The words of a table that is written as running text."""
    return frozenset(block.split())


class Act(StrEnum):
    """What a reporting word does with its content."""

    STATES = "states"  # said; "never said that" denies
    DISCLOSES = "discloses"  # confirmed; "never confirmed that" only withholds
    AGREES = "agrees"  # accepted; "did not accept" denies
    DENIES = "denies"  # denied; "did not deny" withholds
    ASKS = "asks"  # asked; "asked whether" withholds
    BELIEVES = "believes"
    SURE = "sure"  # certain; "not certain" withholds
    DOUBTS = "doubts"  # doubted; "did not doubt" affirms
    UNSURE = "unsure"
    KNOWS = "knows"
    UNAWARE = "unaware"
    INTENDS = "intends"
    OPPOSES = "opposes"
    SILENT = "silent"  # stayed silent on


ATTITUDE = {
    Act.STATES: Attitude.ASSERTION,
    Act.DISCLOSES: Attitude.ASSERTION,
    Act.AGREES: Attitude.ASSERTION,
    Act.DENIES: Attitude.ASSERTION,
    Act.ASKS: Attitude.ASSERTION,
    Act.SILENT: Attitude.ASSERTION,
    Act.BELIEVES: Attitude.BELIEF,
    Act.SURE: Attitude.BELIEF,
    Act.DOUBTS: Attitude.BELIEF,
    Act.UNSURE: Attitude.BELIEF,
    Act.KNOWS: Attitude.FACT,
    Act.UNAWARE: Attitude.FACT,
    Act.INTENDS: Attitude.INTENTION,
    Act.OPPOSES: Attitude.INTENTION,
}

_YES, _NO, _OPEN = Polarity.AFFIRMS, Polarity.DENIES, Polarity.WITHHOLDS
POLARITY = {  # act → (as it stands, negated)
    Act.STATES: (_YES, _OPEN),
    Act.DISCLOSES: (_YES, _OPEN),
    Act.AGREES: (_YES, _NO),
    Act.DENIES: (_NO, _OPEN),
    Act.ASKS: (_YES, _OPEN),
    Act.BELIEVES: (_YES, _NO),
    Act.SURE: (_YES, _OPEN),
    Act.DOUBTS: (_NO, _YES),
    Act.UNSURE: (_OPEN, _YES),
    Act.KNOWS: (_YES, _NO),
    Act.UNAWARE: (_NO, _YES),
    Act.INTENDS: (_YES, _NO),
    Act.OPPOSES: (_NO, _YES),
    Act.SILENT: (_OPEN, _YES),
}

VERBS = {
    Act.STATES: """say tell add write claim state argue insist maintain assert allege contend suggest declare
        announce note observe remark report describe call continue joke quip shout whisper mutter murmur cry
        exclaim yell scream sigh laugh smile grin nod recall recount relate repeat reiterate stress emphasise
        emphasize underline underscore highlight warn caution predict forecast complain grumble moan lament
        boast brag gloat tweet retweet post blog text email message telegraph cable wire phone telephone
        testify swear depose plead retort counter rejoin fire shoot snap hit interject interrupt sum
        summarise summarize read cite quote mention refer point go put tout trumpet hail praise laud applaud
        commend thank congratulate welcome criticise criticize condemn denounce decry deplore slam blast
        lambast lambaste attack assail accuse blame rebuke chide scold taunt mock ridicule tease label brand
        dub characterise characterize portray depict paint liken compare speak talk comment chant sing recite
        dictate proclaim pronounce opine muse reflect speculate theorise theorize posit hypothesise imply hint
        intimate insinuate signal indicate tip alert inform notify advise brief apprise remind assure
        reassure persuade convince lecture teach preach stipulate specify rule protest charge shrug
        rasp drawl stammer volunteer gush rave crow vent rant fume thunder roar bark growl bellow croak
        breathe gasp sob sneer hiss admonish editorialise editorialize headline narrate outline detail float
        venture         begin start chime chip weigh pipe correct vouch attest certify advertise publish print
        circulate communicate convey express voice air utter phrase word frame address apologise apologize
        confide deadpan greet marvel enthuse kid jest toast""",
    Act.DISCLOSES: """confirm reveal disclose divulge admit acknowledge concede confess allow grant comment
        elaborate specify identify release discuss respond reply answer explain clarify verify corroborate
        establish leak unveil""",
    Act.AGREES: "agree accept endorse concur accede assent subscribe approve embrace recognise recognize buy",
    Act.DENIES: """deny exclude dispute reject dismiss refute rebut contradict disavow repudiate disclaim
        contest challenge debunk discount disagree rubbish deride belittle scotch scoff pooh-pooh quash""",
    Act.ASKS: "ask wonder query question enquire inquire quiz probe press",
    Act.BELIEVES: """believe think expect suppose imagine feel fear suspect reckon consider guess assume
        presume anticipate worry figure deem hold judge perceive view regard trust conclude infer deduce
        gather sense conjecture surmise envision envisage foresee calculate estimate interpret appear seem
        dread fret foretell""",
    Act.DOUBTS: "doubt distrust mistrust disbelieve",
    Act.KNOWS: """know realise realize remember forget regret discover learn notice understand see hear find
        show prove demonstrate resent rejoice ignore appreciate detect recollect witness uncover ascertain
        determine rue exult""",
    Act.INTENDS: """want promise vow pledge threaten demand urge order plan intend hope wish seek aim offer
        propose recommend request command instruct beg implore beseech plead appeal require resolve undertake
        volunteer commit desire prefer yearn long aspire decide favour favor support back advocate lobby
        push press encourage exhort invite direct mandate prepare contemplate mull
        petition decree prescribe entreat pray counsel opt crave need dare summon""",
    Act.OPPOSES: """oppose refuse object resist decline forbid ban veto prohibit baulk balk
        discourage rebuff spurn""",
}

ADJECTIVES = {
    Act.SURE: "sure certain confident positive clear adamant",
    Act.UNSURE: "unsure uncertain undecided unclear unconvinced agnostic torn noncommittal non-committal",
    Act.DOUBTS: "doubtful sceptical skeptical dubious suspicious",
    Act.BELIEVES: """afraid fearful worried concerned anxious optimistic pessimistic convinced
        persuaded satisfied wary nervous alarmed         supposed thought likely""",
    Act.KNOWS: """aware surprised glad proud happy sorry disappointed angry sad pleased delighted ashamed
        relieved shocked upset furious grateful amazed astonished conscious mindful unhappy thankful stunned
        dismayed appalled embarrassed thrilled""",
    Act.UNAWARE: "unaware ignorant oblivious",
    Act.INTENDS: """keen eager willing determined ready hopeful prepared desperate resolved""",
    Act.OPPOSES: "unwilling reluctant loath opposed averse",
    Act.SILENT: "silent mum tight-lipped coy evasive quiet vague guarded",
}

NOUNS = {
    Act.STATES: """claim statement assertion allegation accusation suggestion argument contention remark
        comment announcement declaration report rumour rumor talk word speculation gossip message reply
        response answer warning prediction testimony account complaint charge criticism insistence explanation
        description boast hint indication observation story tale slogan quip joke saying caption headline
        mention reference reminder reports assurance insinuation notion revelation protestation forecast
        projection theory whisper chatter narrative""",
    Act.DISCLOSES: "confirmation admission acknowledgement acknowledgment disclosure concession confession",
    Act.AGREES: "agreement acceptance endorsement",
    Act.DENIES: "denial rejection rebuttal dismissal refutation",
    Act.ASKS: "question inquiry enquiry query",
    Act.BELIEVES: """belief view opinion fear fears expectation suspicion impression assumption hunch
        conviction feeling worry concern idea presumption consensus conclusion estimate confidence faith
        thought perception verdict assessment hypothesis""",
    Act.DOUBTS: "doubt scepticism skepticism disbelief misgiving reservation qualm",
    Act.KNOWS: "knowledge discovery realisation realization finding evidence proof awareness regret surprise",
    Act.INTENDS: """promise vow pledge threat demand call request order plan intention hope wish offer
        proposal recommendation appeal plea bid desire aim resolve decision commitment goal ambition """,
    Act.OPPOSES: "refusal opposition objection resistance veto ban",
    Act.SILENT: "silence",
}

PHRASES = {  # two words with a reading of their own; the first word is a lemma
    "rule out": Act.DENIES,
    "rule in": Act.INTENDS,
    "would like": Act.INTENDS,
    "point out": Act.STATES,
    "turn down": Act.OPPOSES,
    "call for": Act.INTENDS,
    "call on": Act.INTENDS,
    "call upon": Act.INTENDS,
    "ask for": Act.INTENDS,
    "appeal for": Act.INTENDS,
    "press for": Act.INTENDS,
    "push for": Act.INTENDS,
    "plead for": Act.INTENDS,
    "argue for": Act.INTENDS,
    "argue against": Act.OPPOSES,
    "warn against": Act.OPPOSES,
    "advise against": Act.OPPOSES,
    "caution against": Act.OPPOSES,
    "decide against": Act.OPPOSES,
    "speak against": Act.OPPOSES,
    "object to": Act.OPPOSES,
    "insist on": Act.INTENDS,
    "laugh off": Act.DENIES,
    "brush off": Act.DENIES,
    "brush aside": Act.DENIES,
    "wave away": Act.DENIES,
    "shrug off": Act.DENIES,
    "bat away": Act.DENIES,
    "play down": Act.DENIES,
    "explain away": Act.DENIES,
    "shoot down": Act.DENIES,
    "scoff at": Act.DENIES,
    "take issue": Act.DENIES,
    "cast doubt": Act.DOUBTS,
    "find out": Act.KNOWS,
    "look forward": Act.INTENDS,
    "hit back": Act.STATES,
    "make clear": Act.STATES,
    "make plain": Act.STATES,
    "make public": Act.DISCLOSES,
    "keep quiet": Act.SILENT,
    "keep mum": Act.SILENT,
    "keep silent": Act.SILENT,
    "stay silent": Act.SILENT,
    "say nothing": Act.SILENT,
    "say little": Act.SILENT,
    "own up": Act.DISCLOSES,
    "come out": Act.STATES,
    "sign off": Act.AGREES,
    "fight shy": Act.SILENT,
    "dodge question": Act.SILENT,
    "duck question": Act.SILENT,
    "sidestep question": Act.SILENT,
}

# Verbs that lend a noun its verb ("expressed doubt"): the noun decides.
LIGHT = word_set("""express voice have be issue make give put offer raise air lodge cast hold keep show remain
    stay share state repeat reiterate use add come face meet draw harbour harbor entertain drop spread hear go
    set take serve deliver get become""")
# Words that turn the act round; the strong ones leave nothing of it ("never said that", "withdrew its
# claim").
NEGATING = word_set("""not n't n’t cannot nor neither without hardly scarcely barely no none nobody nothing
    little few unable fail failed fails failing avoid avoided avoids avoiding decline declined declines
    declining refuse refused refuses refusing dodge dodged sidestep sidestepped short unwilling reluctant
    forbidden impossible""")
STRONG = word_set("""never longer stop stopped stops stopping cease ceased ceases withdraw withdrew withdrawn
    withdraws withdrawing retract retracted retracts retracting recant recanted recants disown disowned
    abandon abandoned abandons drop dropped drops renounce renounced renounces reverse reversed rescind
    rescinded""")

IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "know": "knows knew known knowing",
    "see": "sees saw seen seeing",
    "hear": "hears heard hearing",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "understand": "understands understood understanding",
    "forget": "forgets forgot forgotten forgetting",
    "swear": "swears swore sworn swearing",
    "speak": "speaks spoke spoken speaking",
    "hold": "holds held holding",
    "show": "shows showed shown showing",
    "read": "reads read reading",
    "put": "puts put putting",
    "go": "goes went gone going",
    "hit": "hits hit hitting",
    "shoot": "shoots shot shooting",
    "lay": "lays laid laying",
    "sing": "sings sang sung singing",
    "teach": "teaches taught teaching",
    "make": "makes made making",
    "take": "takes took taken taking",
    "come": "comes came coming",
    "keep": "keeps kept keeping",
    "cast": "casts cast casting",
    "give": "gives gave given giving",
    "have": "has have had having",
    "be": "is are was were be been being",
    "become": "becomes became becoming",
    "foresee": "foresees foresaw foreseen foreseeing",
    "foretell": "foretells foretold foretelling",
    "forbid": "forbids forbade forbidden forbidding",
    "beseech": "beseeches besought beseeching",
    "begin": "begins began begun beginning",
    "seek": "seeks sought seeking",
    "bid": "bids bid bidding",
    "draw": "draws drew drawn drawing",
    "get": "gets got getting",
    "meet": "meets met meeting",
    "spread": "spreads spread spreading",
    "set": "sets set setting",
    "learn": "learns learned learnt learning",
    "undertake": "undertakes undertook undertaken undertaking",
    "plead": "pleads pleaded pled pleading",
    "quit": "quits quit quitting",
    "dream": "dreams dreamed dreamt dreaming",
    "buy": "buys bought buying",
    "weigh": "weighs weighed weighing",
    "retort": "retorts retorted retorting",
    "wish": "wishes wished wishing",
    "offer": "offers offered offering",
    "quiz": "quizzes quizzed quizzing",
}
# Two syllables stressed on the last, and short one-syllable verbs: the last consonant doubles.
_DOUBLING = word_set("""admit commit permit rebut quip brag nod sum plan beg grin sob concur refer infer
    prefer opt tip chip ban regret snap dub jot chat wrap tap rap compel defer aver deter spur
    abhor brag pen plot kid drop""")


def inflections(verb: str) -> Iterator[str]:
    """Every form of ``verb``, the base form first."""
    yield verb
    if verb in IRREGULAR:
        yield from IRREGULAR[verb].split()
        return
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing" if not verb.endswith("ee") else verb + "ing")
    else:
        yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
        yield from (stem + "ed", stem + "ing")


@cache
def verb_forms() -> dict[str, tuple[str, Act]]:
    """Form → (lemma, act); a form of two lemmas goes to the act that is listed first."""
    forms: dict[str, tuple[str, Act]] = {}
    for act, lemmas in VERBS.items():
        for lemma in lemmas.split():
            for form in inflections(lemma):
                forms.setdefault(form, (lemma, act))
    del forms["long"]  # "has long accused": the adverb is the common one
    return forms


@cache
def forms() -> dict[str, tuple[str, Act, bool]]:
    """Form → (lemma, act, is a verb) over verbs, nouns with their plurals, and adjectives; verbs come
    first."""
    found = {form: (lemma, act, True) for form, (lemma, act) in verb_forms().items()}
    for act, nouns in NOUNS.items():
        for noun in nouns.split():
            for form in (noun, _plural(noun)):
                found.setdefault(form, (noun, act, False))
    for act, adjectives in ADJECTIVES.items():
        for adjective in adjectives.split():
            found.setdefault(adjective, (adjective, act, False))
    return found


@cache
def adjectives() -> dict[str, Act]:
    """Adjective or participle → act, as it is read after a form of "be": "were convinced"."""
    return {word: act for act, block in ADJECTIVES.items() for word in block.split()}


@cache
def lemmas() -> dict[str, str]:
    """Form → lemma of every verb that opens a phrase of PHRASES or lends itself to a noun (LIGHT)."""
    verbs = {phrase.split()[0] for phrase in PHRASES} | LIGHT
    return {form: verb for verb in sorted(verbs) for form in inflections(verb)}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")
