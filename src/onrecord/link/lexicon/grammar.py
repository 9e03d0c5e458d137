"""Small words that carry the grammar of a sentence."""

from __future__ import annotations

from onrecord.link.words import stem


def _words(line: str) -> list[str]:
    return line.split()


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
        "flew hidden chose chosen rang rung sang sung swam slid slept spent lent bent crept wept swept "
        "used sued owed tied blew blown"
    )
)
"""Forms of the past that do not end in "ed"."""

FINITE = (AUXILIARY - {"been", "being"}) | frozenset(
    _words(
        "went came fell rose left began ran took gave made saw knew held kept sold bought lost won "
        "sent built "
        "spoke broke wrote drove threw sank got found met led became stood grew died comes goes says "
        "used sued owed tied"
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
        "despite via per quite rather"
    )
)
"""Words that say nothing about the topic."""

EMPTY = frozenset(map(stem, EMPTY_WORDS))
"""Their stems."""

ARTICLES = frozenset(
    ["the", "a", "an", "his", "her", "their", "its", "our", "my", "any", "this", "that", "these", "those"]
)

FIRST_PERSON = frozenset(
    _words("i me my we us our i'm i've i'd i'll we've we'd we'll we're myself ourselves")
)
THIRD_PERSON = frozenset(_words("he she they him her them it his hers its their theirs"))

NOMINATIVE = frozenset(_words("he she they we i it there he's she's they're we're i'm it's there's who"))
"""Words that begin a sentence as its subject."""

RELATIVE = frozenset(_words("that which who whom whose where"))
"""Words that begin what tells a thing apart."""
