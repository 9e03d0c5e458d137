"""Which words report, as far as that can be told without a parser.

The verbs of the lexicon, less the forms that more often do not report (counted on PolNeAR train outside
contents: "support" reports in 130 of 293 places, "state" in 8 of 716).
"""

from __future__ import annotations

from onrecord.extract.lexicon import Act, verb_forms, word_set

_RARE = word_set("""support show shows backed back released release went question questions spoke attacks
    attack pledged long point talk reports report address began comment read points plan appear note email
    views view saw comments press answer started start fired fire words need published publish shot shoot
    continue continues held hold holds aimed aim remarks compared compare advocate speak speaks written
    planning message messages push pushed tweet tweets post state goes go going addressed determined
    determine embraced embrace sense hit find thinking word voice required require offers offer allows
    allow allowed direct details detail reporting ban put puts planned laid lay shared voted outlined
    reference hinting press pressed approve approved approves rule ruled rules figure figures judge judges
    dare set sets witness witnessed appeal object charge charged cable wire phone phrase frame frames
    framed author float floated air cast trust toast correct estimate estimates estimated signal sing
    establish established establishing claims promises hopes fears demands plans calls requests orders
    statement hear heard hears seek seeks sought seeking see sees seeing challenge challenges challenging
    buy bought grant granted contest attest lecture teach taught tip identify identified identifies
    recognise recognize recognized recognised process regard regards like likes level draw block bar
    breathe gasp jest kid jokes summon press sum crow begin begins weigh weighed hold taunt invite invited
    invites interrupt print printed print uses direct directed directs""")
_RARE |= word_set("""started starting starts talking talked talks speaking prepared preparing relate
    related relates relating being voiced voicing sensed sensing printing printed posted posting exclude
    excludes excluded excluding""")
VERBS: dict[str, Act] = {form: act for form, (_, act) in verb_forms().items() if form not in _RARE}
VERBS.update(dict.fromkeys(word_set("noted notes note tweeted wrote says said"), Act.STATES))
SPEECH = (Act.STATES, Act.DISCLOSES, Act.ASKS, Act.AGREES, Act.DENIES)
AUXILIARIES = word_set("""has have had am is are was were be been being do does did will would can could may
    might must should not never also still then now already n't later repeatedly often always recently
    therefore further once even only just publicly reportedly privately simply quickly clearly ever again
    first neither both yet long apparently previously earlier frequently initially really certainly basically
    strongly firmly flatly explicitly openly don't doesn't didn't don’t doesn’t didn’t wouldn't wouldn’t
    hasn't hasn’t haven't haven’t won't won’t couldn't couldn’t can't can’t isn't isn’t wasn't wasn’t
    cannot hadn't hadn’t aren’t aren't weren't weren’t nor actively angrily bluntly briefly calmly
    confidently correctly famously finally formally generally immediately instead jokingly largely
    consistently merely officially quietly sarcastically secretly seemingly seriously similarly
    specifically subsequently unequivocally vehemently widely actually""")
PAST = word_set(
    "left went came shut led sent held took gave made began stood sat rose fell won lost paid met kept ran"
)
"""Past tenses of common verbs that report nothing."""
BE = word_set("am is are was were be been being isn't isn’t wasn't wasn’t aren't weren't")
