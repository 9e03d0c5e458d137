"""Words that mean the same or the opposite in reports of events, and the small words that carry logic.

Written by hand for this purpose. A line of `SYNONYMS` is one meaning; a line of `OPPOSITES` has the two ends
of one scale. Words stand in their stems, so that one form stands for all of them.
"""

from __future__ import annotations

from functools import cache

from onrecord.link.words import fold, stem


def _words(line: str) -> list[str]:
    return line.split()


_SYNONYMS = """
run ran
go went gone
take took taken
know knew known
feel felt
keep kept
hold held
hear heard
find found
write wrote written
speak spoke spoken
break broke broken
drive drove driven
sink sank sunk
send sent
build built
fight fought
catch caught
throw threw thrown
fly flew flown
grow grew grown
wear wore worn
swear swore sworn
see saw seen
lie lied lying
meet met
shoot shot
strike struck
lead led
forget forgot forgotten
eat ate eaten
sleep slept
wake woke woken
stand stood
dead die death killed fatality deceased drown perish
injured wounded hurt casualty
telephone phone call ring rang
shut close
start begin began launch commence
end finish stop cease over halt
buy bought purchase acquire
sell sold sale
inspect inspection check examine
warn warning alert
pay paid payment
choose chose chosen elect
resign resignation quit step
fire dismiss sack
escape flee fled
arrest detain
steal stole stolen theft
burn burned burnt
use using
fake forgery forged counterfeit
genuine authentic
arrive arrival reach came come
leave left leaving departure depart
shell shelled bombard
recount
wrong mistaken incorrect false untrue
right correct true
people person resident villager
worker labourer
child children pupil
doctor physician medic
police officer
flood flooded
house home
car vehicle
boat vessel ship
thief thieves burglar robber
miner pitman
receive received got get given give gave
tell told inform informed
big large
cost price
begin start
support back favour endorse
oppose against
publish release
letter
meeting
ban prohibition
strike walkout walk
move moved
weather
carry carrying
sound ring
enter entered entry
count counting tally
building
company firm
sick ill
cancel cancelled scrap
ruin destroy
signal light
dawn daybreak sunrise
dusk nightfall sunset
"""

_OPPOSITES = """
open reopen | shut close
alive survive | dead die killed
legal lawful | illegal unlawful
safe | unsafe dangerous
peaceful | violent
support favour back approve | oppose reject
rise rose risen increase | fall fell fallen drop decline decrease
higher more | lower less fewer
early | late
win won | lose lost
start begin began continue | stop end cease
working worked functioned | broken
connected | disconnected
lock locked | unlock unlocked
true right correct | false wrong incorrect untrue
genuine authentic real | fake forgery forged counterfeit
profit | loss
remain stay stayed | leave left
guilty | innocent
present | absent
accept | refuse reject
deliberate deliberately purpose intentional | accident accidental accidentally
inside | outside abroad
full | empty
dry | wet
public | secret
allowed permitted | forbidden banned
possible | impossible
enough sufficient | insufficient
legitimate | illegitimate
fair | unfair
necessary | unnecessary
reliable | unreliable
known | unknown
armed | unarmed
clean | dirty polluted contaminated
success successful succeeded | failure failed
hot | cold
strong | weak
increase | reduce cut
sober | drunk
intact undamaged | damaged
voluntary | forced
sealed | unsealed
clear | unclear
"""

NEGATIONS = frozenset(
    _words("not no never nobody none nothing neither nor without cannot nowhere hardly scarcely")
)
"""Words that turn a clause round; contractions in n't do so too."""

TURNING = frozenset(
    stem(w)
    for w in _words("failed fail refused refuse declined lacked lack ruled denied deny false untrue wrong")
)

HEDGES = frozenset(
    _words(
        "may might could possibly perhaps maybe probably likely apparently if unless whether suspect "
        "seem seemed appear appeared should"
    )
)
"""Words that keep a clause open: what may be so clashes with nothing."""

FUTURE = frozenset(["will", "would", "shall", "going"])
IRREAL = frozenset(
    stem(w)
    for w in _words(
        "licensed allowed permitted planned expected designed budgeted capacity target limit due "
        "supposed meant forecast predicted estimated"
    )
)
"""What was to be, not what was: 212 passengers allowed do not clash with 340 on board."""

ALTERNATIVES: tuple[frozenset[str], ...] = (
    frozenset(["last", "next"]),
    frozenset(["first", "second", "third", "fourth", "fifth"]),
    frozenset(["north", "northern", "south", "southern", "east", "eastern", "west", "western"]),
    frozenset(["upper", "lower", "middle"]),
    frozenset(["male", "female"]),
    frozenset(["morning", "afternoon", "evening", "night"]),
)
"""Words that tell things of one kind apart: the north tower is not the south tower."""

TOLD_APART = frozenset().union(*ALTERNATIVES)
"""All of these words."""

SO_FAR = frozenset({"so far", "to date", "by now", "as of", "until now", "already"})

UNIVERSAL = frozenset(["all", "every", "each", "everyone", "everybody", "both", "always"])
PARTIAL = frozenset(_words("some several many most few half partly mostly sometimes certain"))
LIGHT = frozenset(
    stem(w)
    for w in _words(
        "number figure total count amount put stand stood carried carrying carry include included "
        "people reach reached rate level result case"
    )
)
"""Words around a number that do not say what is counted."""

TELLING = frozenset(
    stem(w) for w in _words("tell ask answer speak write thing know think believe feel want mean")
)
"""Verbs of telling: that both accounts have one is no common topic."""

LIGHT_VERBS = frozenset(stem(w) for w in _words("receive got give make take hold carry put"))
"""Verbs that say little without what stands after them: "receive a warning", "make a call"."""

SEEING = frozenset(stem(w) for w in _words("see look watch hear listen"))
"""Verbs of perceiving: that somebody saw is no common topic either, but that a letter was seen may be."""

SIGNS = frozenset(
    stem(w) for w in _words("sign evidence indication proof suggestion hint trace question reason record")
)
"""Of what there is none, that does not hold."""

MEASURES = frozenset(
    stem(w)
    for w in _words(
        "minute hour second day week month year percent money metre meter kilometre mile degree ton tonne"
    )
)
"""What is measured rather than counted; the number says little of what."""

BEING = frozenset(_words("is are was were am be been being"))

AUXILIARY = BEING | frozenset(_words("had has have did does do will would shall can could may might must"))

PAST = frozenset(
    _words(
        "went came fell rose left began ran took gave made saw knew held kept sold bought lost won "
        "sent built "
        "spoke broke wrote drove threw sank got found met led became stood grew died lied said told "
        "gone come "
        "fallen risen begun run taken given seen known written spoken broken driven thrown sunk grown flown "
        "caught fought taught thought brought felt dealt meant heard paid laid shot struck hit cut shut "
        "put set "
        "let hurt forgot forgotten ate eaten slept woke woken wore worn swore sworn stole stolen drew "
        "drawn hid "
        "flew hidden chose chosen rang rung sang sung swam slid slept spent lent bent crept wept swept"
    )
)
"""Forms of the past that do not end in "ed"."""

FINITE = (AUXILIARY - {"been", "being"}) | frozenset(
    _words(
        "went came fell rose left began ran took gave made saw knew held kept sold bought lost won "
        "sent built "
        "spoke broke wrote drove threw sank got found met led became stood grew died comes goes says"
    )
)

SHORTENED = frozenset(
    _words(
        "it's he's she's that's there's who's what's here's where's how's let's "
        "everything's nothing's nobody's"
    )
)
"""Words with a shortened verb; "'s" after any other word is a possessive."""

EMPTY_WORDS = frozenset(
    _words(
        "the a an of to in on at by for with from into as that this these those it its it's he she "
        "they them his her their there i we you me my our us your was were is are be been being am "
        "had has have having do does did would will shall can could may might must should said say "
        "says and or but so then than which who whom whose what when where why how also just very "
        "only still already ever yet again too even about up out off over under he'd she'd they'd i'm "
        "i've we'll it's that's himself herself itself themselves much such any because if whether "
        "while during before after until since between through against not no never nor neither none "
        "nobody nothing without cannot hardly all every each some most many several few both more "
        "less least other another same own well thing way make made going s t m d re ll ve mr mrs ms "
        "dr i'd i'll you're you've you'd you'll he'll he's she'll she's we're we've we'd they're "
        "they've they'd "
        "they'll it'd it'll there's who's what's here's where's let's y'all certainly simply really actually "
        "clearly definitely absolutely indeed within among across around toward towards upon throughout "
        "despite via per"
    )
)
"""Words that say nothing about the topic."""

EMPTY = frozenset(map(stem, EMPTY_WORDS))
"""Their stems."""


@cache
def silent() -> frozenset[str]:
    """Those of the empty words that are no end of a scale either ("more" is)."""
    return frozenset(word for word in EMPTY_WORDS if scale(stem(word)) is None)


@cache
def _meanings() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SYNONYMS.strip().splitlines():
        words = line.split()
        for word in words:
            table.setdefault(stem(fold(word)), stem(fold(words[0])))
    return table


@cache
def _scales() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for line in _OPPOSITES.strip().splitlines():
        up, down = (side.split() for side in line.split("|"))
        for words, sign in ((up, 1), (down, -1)):
            for word in words:
                table.setdefault(stem(fold(word)), (f"{stem(fold(up[0]))}/{stem(fold(down[0]))}", sign))
    return table


def meaning(stemmed: str) -> str:
    """One stem for all words of a meaning."""
    return _meanings().get(stemmed, stemmed)


def scale(stemmed: str) -> tuple[str, int] | None:
    """The scale on which a stem names an end, and which end; None for most words."""
    return _scales().get(stemmed)
