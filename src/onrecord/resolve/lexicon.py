"""Small closed word lists that the rules of this room look up; all lower case, all written for onrecord.

They name classes of English words (who holds an office, what heads the name of a body), never individual
people or bodies, so that an invented country is read like a real one. A word missing here costs an answer,
not a wrong one.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for looking up."""
    return frozenset(text.split())


MASCULINE, FEMININE = "m", "f"

# Honorifics in front of a name, with the gender that they tell (None: neither).
HONORIFICS: dict[str, str | None] = {
    **dict.fromkeys(
        word_set("mr mister sir lord herr monsieur señor signor don sheikh sheik baron prince king"),
        MASCULINE,
    ),
    **dict.fromkeys(
        word_set(
            "mrs ms miss madam mme mlle lady dame frau fru señora señorita signora baroness princess queen"
        ),
        FEMININE,
    ),
    **dict.fromkeys(word_set("dr doctor prof professor mx rev reverend hon fr st saint"), None),
}

# Offices that stand in front of a name with a capital letter ("Senator Lind", "Prime Minister Jonas Berg").
TITLES = word_set(
    "president premier minister chancellor senator sen rep representative congressman congresswoman gov "
    "governor mayor secretary general gen brigadier colonel col captain capt lieutenant lt sergeant sgt maj "
    "major admiral adm commander cmdr corporal constable marshal judge justice chief inspector "
    "superintendent commissioner ambassador consul pope bishop archbishop cardinal father brother sister "
    "mother rabbi imam ayatollah pastor speaker chair chairman chairwoman chairperson director councillor "
    "councilman councilwoman cllr deputy vice detective officer attorney prosecutor solicitor sheriff "
    "treasurer comptroller assemblyman assemblywoman delegate envoy coach nurse private trooper spokesman "
    "spokeswoman spokesperson candidate leader nominee mp msp mep sergeant-at-arms undersecretary lawyer "
    "analyst professor economist editor commissar warden dean provost emir sultan caliph tsar emperor "
    "empress duke duchess count countess ceo cfo coo cto vp ag di dci det insp supt cpl brig cdr baroness "
    "baron father sister brother dame canon archdeacon deacon principal headmaster headmistress skipper "
    "chairperson forewoman"
)
# Words that may stand between or before titles ("Former Vice President", "Acting Chief Justice", "Texas
# Gov.").
TITLE_MODIFIERS = word_set(
    "former ex acting interim deputy vice assistant associate senior junior first second chief lead national "
    "state federal lieutenant prime foreign home interior defence defense finance justice health education "
    "energy transport trade labour labor agriculture fisheries environment culture housing police fire "
    "district attorney house senate republican democratic democrat conservative liberal presidential "
    "vice-presidential gubernatorial congressional senatorial parliamentary party union opposition majority "
    "minority retired then late under"
)
SUFFIXES = word_set("jr sr junior senior ii iii iv phd md mp qc kc obe mbe cbe esq msp mep")
GENERATIONS = {"jr": "jr", "junior": "jr", "ii": "jr", "sr": "sr", "senior": "sr", "iii": "iii", "iv": "iv"}
PARTICLES = word_set(
    "van von vom de del della der den des di da das do dos du la le los las el al bin ibn bint ben abu "
    "ter ten te zu zur af av ould ap mac"
)

# Head nouns of phrases for one person; a plural adds s. The gender, where the word itself tells it.
_MALE_ROLES = word_set(
    "spokesman chairman congressman councilman assemblyman businessman policeman fireman fisherman salesman "
    "cameraman anchorman alderman king prince duke emperor father son brother husband uncle nephew "
    "grandfather grandson widower boyfriend man boy gentleman actor waiter monk priest landlord stepfather "
    "fiancé"
)
_FEMALE_ROLES = word_set(
    "spokeswoman chairwoman congresswoman councilwoman assemblywoman businesswoman policewoman anchorwoman "
    "queen princess duchess empress mother daughter sister wife aunt niece grandmother granddaughter widow "
    "girlfriend woman girl lady actress waitress nun landlady stepmother fiancée midwife headmistress "
    "heiress hostess"
)
_OTHER_ROLES = word_set(
    "spokesperson chair chairperson leader head boss chief president minister premier secretary chancellor "
    "senator representative lawmaker legislator parliamentarian politician mayor governor deputy ambassador "
    "envoy diplomat negotiator mediator official officer officeholder aide adviser advisor strategist "
    "consultant lobbyist lawyer attorney solicitor barrister prosecutor judge justice magistrate coroner "
    "sheriff inspector superintendent commissioner commander general colonel captain lieutenant sergeant "
    "major admiral soldier veteran detective investigator constable trooper ranger guard warden director "
    "manager executive founder co-founder owner entrepreneur investor banker trader broker economist "
    "analyst expert scientist researcher professor lecturer teacher headteacher principal dean student "
    "pupil scholar academic historian sociologist psychologist physicist chemist biologist geologist "
    "epidemiologist virologist meteorologist forecaster hydrologist engineer architect surveyor designer "
    "developer programmer technician mechanic electrician plumber carpenter builder contractor operator "
    "driver pilot sailor skipper farmer fisher fishmonger shepherd grower miller baker butcher cook chef "
    "brewer innkeeper shopkeeper seller customer buyer doctor physician surgeon nurse medic paramedic "
    "pharmacist dentist vet patient carer firefighter rescuer lifeguard journalist reporter correspondent "
    "editor columnist presenter anchor host moderator commentator blogger author writer novelist poet "
    "playwright critic artist painter sculptor photographer musician singer composer conductor dancer "
    "producer filmmaker curator librarian archivist athlete player striker goalkeeper coach trainer referee "
    "champion cyclist runner bishop archbishop cardinal pope vicar pastor rabbi imam cleric chaplain "
    "activist campaigner organiser organizer protester protestor demonstrator unionist dissident "
    "whistleblower candidate nominee frontrunner contender rival opponent challenger incumbent delegate "
    "member councillor treasurer auditor accountant clerk registrar administrator coordinator ombudsman "
    "regulator witness victim survivor suspect defendant plaintiff accused convict prisoner inmate hostage "
    "bystander passer-by resident neighbour neighbor villager tenant homeowner voter taxpayer citizen "
    "migrant refugee immigrant worker employee labourer docker caretaker landlord janitor cleaner porter "
    "receptionist barber hairdresser tailor waiter bartender barista announcer narrator speechwriter "
    "comedian newsreader weatherman influencer youtuber billionaire millionaire tycoon magnate "
    "philanthropist senior junior freshman sophomore reader viewer listener mate teammate classmate "
    "predecessor successor heir foreman postman publican keeper holder assistant secretary-general "
    "director-general vice-chair co-chair co-leader ceo cfo mp adjutant guide translator interpreter "
    "ecologist seismologist climatologist statistician archaeologist psychiatrist therapist counsellor "
    "pathologist demographer criminologist philosopher theologian mathematician astronomer geographer miner "
    "staffer insider intern apprentice volunteer master colleague friend partner spouse parent child "
    "sibling cousin relative twin teenager pensioner retiree visitor tourist traveller traveler passenger "
    "fan supporter backer follower source informant person figure individual speaker whip surrogate "
    "operative pollster undersecretary vice-president attaché consul emissary guest caller user "
    "harbourmaster harbormaster postmaster"
)
ROLES = _MALE_ROLES | _FEMALE_ROLES | _OTHER_ROLES
ROLE_GENDER: dict[str, str] = {
    **dict.fromkeys(_MALE_ROLES, MASCULINE),
    **dict.fromkeys(_FEMALE_ROLES, FEMININE),
}
# Words of kin: they relate two people and hold for no one person of an article.
KIN = word_set(
    "father son brother husband uncle nephew grandfather grandson widower boyfriend stepfather fiancé mother "
    "daughter sister wife aunt niece grandmother granddaughter widow girlfriend stepmother fiancée spouse "
    "parent child sibling cousin relative twin friend partner colleague neighbour neighbor rival opponent"
)
# One office under several words.
ROLE_SYNONYMS: dict[str, str] = {
    **dict.fromkeys(word_set("chairman chairwoman chairperson"), "chair"),
    **dict.fromkeys(word_set("spokesman spokeswoman"), "spokesperson"),
    **dict.fromkeys(word_set("sen"), "senator"),
    **dict.fromkeys(word_set("gov"), "governor"),
    **dict.fromkeys(word_set("rep congressman congresswoman"), "representative"),
    **dict.fromkeys(word_set("attorney solicitor barrister"), "lawyer"),
    **dict.fromkeys(word_set("councilman councilwoman cllr"), "councillor"),
    **dict.fromkeys(word_set("prof"), "professor"),
    **dict.fromkeys(word_set("gen"), "general"),
    **dict.fromkeys(word_set("advisor"), "adviser"),
}
# Any of these may take up a person of a leading role ("the union leader" for the chair of a union).
LEADING = word_set("leader head boss chief chair president director founder")
# Offices that an article gives to somebody by name: whoever is called by one has been said to hold it.
OFFICES = word_set(
    "minister president premier chancellor governor mayor senator representative pope judge "
    "justice speaker secretary ambassador spokesperson spokesman spokeswoman chair chairman chairwoman "
    "director prosecutor bishop archbishop commissioner councillor mp candidate nominee frontrunner "
    "contender incumbent leader chief-executive ceo treasurer coach manager editor lawyer prime"
)
# Words for one person beyond the roles; and endings that make such a word.
PERSON_NOUNS = word_set(
    "countess count duke duchess baron baroness lord lady king queen prince princess schoolgirl schoolboy "
    "girl boy mum dad mother father veteran native newcomer teen youth elder pensioner great-grandmother "
    "grandmother grandfather father-of-one father-of-two father-of-three mother-of-one mother-of-two "
    "mother-of-three mother-of-four father-of-four star legend hero heroine striker teenager publican"
)
PERSON_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "girl", "boy", "year-old")
# Without more said, one of these names nobody.
UNNAMED_HEADS = word_set(
    "source official insider critic expert analyst observer aide adviser advisor person people someone "
    "somebody witness informant diplomat rumour rumor report staffer operative opponent supporter ally "
    "backer associate one some others many few several most anyone everyone everybody nobody man woman "
    "figure resident"
)

# Head nouns of bodies; as the last word of a name, or as its first before "of", they make it an organisation.
BODIES = word_set(
    "agency alliance army assembly association authority bank board brigade bureau bbc cabinet campaign "
    "center centre chamber charity church club coalition college commission committee company confederation "
    "conference congress consortium cooperative co-operative corporation corp council court courts "
    "department directorate embassy executive faculty federation fire firm force forces forum foundation "
    "fund government group guard guild harbour hospital house inc incorporated industries initiative "
    "inquiry inspectorate institute institution institutes jury laboratory league legislature library llc "
    "ltd limited magazine majesty ministry mission mosque movement museum navy network newspaper "
    "observatory office orchestra organisation organization parliament partnership party plc police "
    "politburo port press prosecution regulator republic school secretariat senate service services society "
    "staff squad station synod syndicate tribunal trust tribune treasury union university watchdog workshop "
    "works administration team panel leadership opposition mint exchange airline airlines airways railway "
    "railways radio television tv times post herald gazette courier chronicle journal observer telegraph "
    "mirror echo express star news broadcaster publisher ferries shipping fisheries holdings partners "
    "brothers sons caucus delegation legion militia troops co outlet nations logistics marine mutual motors "
    "airways foods systems technologies solutions energy pharma pharmaceuticals media studios records "
    "entertainment capital ventures securities insurance telecom telecoms freight cargo lines shipyard "
    "shipyards engineering electronics software labs dynamics petroleum oil mining minerals metals "
    "chemicals textiles brewery breweries distillery bakery dairies stores supermarkets hotels homes "
    "estates realty construction rentals renewables utilities fc afc rovers wanderers athletic orchestra "
    "choir theatre theater opera ballet zoo library clinic infirmary hospice nursery academy seminary "
    "monastery convent abbey diocese archdiocese parish synagogue temple cathedral"
)
# Bodies that open a name ("Radio Nord", "Bank Ostra", "Team Lind").
OPENING_BODIES = word_set(
    "radio bank team institut ministerio banco banque université tv télé studio port camp"
)
# Bodies that may be followed by "of", "for", "on" within their name.
BODIES_BEFORE_OF = BODIES | word_set(
    "state bishops doctors physicians teachers mothers friends faculty academy archdiocese diocese ports "
    "register"
)
# Common plural owners inside the name of a body ("National Farmers' Union", "Children's Hospital").
IRREGULAR_OWNERS = word_set("children women men people fishermen firemen policemen")

# Heads that the names of such bodies mostly do without ("Horn & Daughter", "Reuters"): "the company" says
# nothing about which one is meant unless the article calls one so.
GENERIC_BODIES = word_set(
    "company firm agency newspaper paper outlet broadcaster station network publisher magazine website "
    "retailer manufacturer maker supplier operator carrier airline bank group brand business giant startup "
    "channel daily weekly tabloid charity watchdog think-tank regulator insurer caterer developer builder "
    "utility brewer brewery shipyard yard lender conglomerate contractor distributor exporter importer"
)

# Things that are quoted but do not speak; who stands behind them is another question.
DOCUMENTS = word_set(
    "report statement letter study survey poll document documents email emails memo memorandum paper "
    "article editorial story post tweet advertisement ad video book bill law act constitution treaty "
    "agreement contract ruling verdict judgment judgement indictment complaint lawsuit filing petition text "
    "message website page site headline dispatch account data figures statistics evidence research analysis "
    "transcript record records memoir release communique communiqué manifesto plan draft audit census card "
    "sign banner slogan rumour rumor speculation leaflet pamphlet bulletin claim allegation theory case "
    "ledger log diary file paperwork minutes footage audio recording tape convention returns review index "
    "brief footage notice order motion resolution"
)

# Words with a capital letter that name no speaker by themselves.
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december christmas easter ramadan eid hanukkah mon tue wed thu fri "
    "sat sun jan feb mar apr jun jul aug sept sep oct nov dec"
)
AFFILIATIONS = word_set(
    "republican democrat democratic conservative labour liberal socialist communist green independent "
    "christian muslim jewish catholic protestant islamist nationalist gop european african asian latin "
    "american british english french german spanish italian russian chinese japanese indian norwegian "
    "swedish danish finnish turkish greek polish dutch irish scottish welsh israeli palestinian arab iranian "
    "iraqi syrian egyptian mexican canadian australian brazilian ukrainian korean pakistani afghan kurdish "
    "hispanic latino western eastern northern southern"
)
# Whoever comes from somewhere ("the Ghanaian said"); with the affiliations above.
DEMONYMS = AFFILIATIONS | word_set(
    "afghan albanian algerian andorran angolan argentine argentinian armenian austrian azeri azerbaijani "
    "bahraini bangladeshi basque belarusian belgian beninese bolivian bosnian breton briton bulgarian "
    "burmese cambodian cameroonian catalan chadian chechen chilean colombian congolese corsican croat "
    "croatian cuban cypriot czech dane dutchman dutchwoman ecuadorian emirati englishman englishwoman "
    "eritrean estonian ethiopian fijian filipino filipina finn flemish frenchman frenchwoman galician "
    "georgian ghanaian guatemalan guinean guyanese haitian honduran hungarian icelander indonesian irishman "
    "irishwoman ivorian jamaican jordanian kashmiri kazakh kenyan kosovar kuwaiti kyrgyz lao latvian "
    "lebanese liberian libyan lithuanian luxembourger macedonian malagasy malawian malaysian malian maltese "
    "mauritanian mauritian moldovan mongolian montenegrin moroccan mozambican namibian nepali nepalese "
    "nicaraguan nigerian nigerien omani panamanian paraguayan peruvian pole portuguese puerto qatari "
    "romanian rwandan salvadoran samoan saudi scot scotsman scotswoman senegalese serb serbian singaporean "
    "slovak slovene slovenian somali spaniard sri sudanese surinamese swede swiss tajik taiwanese tamil "
    "tanzanian thai tibetan togolese tunisian turk turkmen tuvaluan ugandan uruguayan uzbek venezuelan "
    "vietnamese welshman welshwoman yemeni zambian zimbabwean londoner parisian berliner sicilian bavarian "
    "texan californian floridian virginian yorkshireman"
)
PLACES = word_set(
    "afghanistan africa albania algeria america antarctica argentina armenia asia australia austria "
    "azerbaijan bangladesh belarus belgium bolivia bosnia brazil britain bulgaria burma cambodia cameroon "
    "canada chad chile china colombia congo croatia cuba cyprus czechia denmark ecuador egypt england "
    "eritrea estonia ethiopia europe finland france gaza georgia germany ghana greece guatemala guinea haiti "
    "honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan "
    "kenya kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania luxembourg malaysia mali "
    "malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua "
    "niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar "
    "romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden "
    "switzerland syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine "
    "uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe ankara athens baghdad beijing berlin "
    "bern brussels budapest cairo canberra copenhagen damascus delhi dublin geneva helsinki islamabad "
    "jakarta jerusalem kabul kyiv kiev lisbon london madrid manila moscow nairobi oslo ottawa paris prague "
    "riyadh rome seoul stockholm tehran tokyo vienna warsaw washington york chicago boston california texas "
    "florida ohio virginia michigan pennsylvania arizona nevada iowa wisconsin colorado"
)
# Places of more than one word, of which the parts say nothing.
LONG_PLACES = frozenset(
    name.replace("_", " ")
    for name in word_set(
        "north_korea south_korea new_york united_states united_kingdom saudi_arabia sri_lanka hong_kong "
        "new_zealand south_africa south_sudan costa_rica puerto_rico el_salvador sierra_leone burkina_faso "
        "ivory_coast "
        "czech_republic new_jersey north_carolina south_carolina north_dakota south_dakota west_virginia "
        "new_hampshire new_mexico rhode_island los_angeles san_francisco new_delhi buenos_aires tel_aviv "
        "abu_dhabi kuala_lumpur addis_ababa northern_ireland east_timor west_bank great_britain "
        "papua_new_guinea"
    )
)
PLACE_PREPOSITIONS = word_set("in near at from across outside inside around throughout toward towards into")

# Lower-case words that open a sentence with a capital letter and are no part of a name.
FUNCTION_WORDS = word_set(
    "half anyway both neither likewise namely otherwise a about above according across after afterwards "
    "again against all almost alone along already also although always am among amid an and another any "
    "anyone anything are around as asked at away back be because become been before behind being below "
    "beside besides best better between beyond both but by came can cannot clearly come could did do does "
    "doing done down during each earlier early either else enough especially even eventually ever every "
    "everybody everyone everything except far few finally first five for four from further get give go "
    "going good got had has have having he hello her here hers herself him himself his how however i if in "
    "indeed inside instead into is it its itself just last late later least less let like long look made "
    "make many maybe me meanwhile might mine more moreover most mostly much must my myself nearly neither "
    "never nevertheless new next nine no nobody none nor not nothing now nowhere of off often oh ok okay "
    "old on once one only onto or other others our ours out outside over own people perhaps please probably "
    "put quite rather really said same saturday second see seven several she should similarly since six so "
    "some somebody someone something sometimes soon still such ten than that the their theirs them "
    "themselves then there therefore these they third this those though three through throughout thus to "
    "today together tomorrow tonight too toward two under unless unlike until up upon us use used very was "
    "we well were what whatever when whenever where whether which while who whoever whole whom whose why "
    "will with within without would yes yesterday yet you young your yours critics officials experts police "
    "supporters opponents sources speaking read photo image advertisement q editor's update updated "
    "breaking exclusive opinion analysis watch listen don't didn't isn't it's that's i'm i've i'll we're "
    "we've he's she's they're there's what's let's you're can't won't doesn't wasn't weren't wouldn't "
    "couldn't shouldn't thank thanks sorry"
)

# Pronouns that can be a source, by what they can stand for.
PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), MASCULINE),
    **dict.fromkeys(("she", "her", "hers", "herself"), FEMININE),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural"),
    **dict.fromkeys(("it", "its", "itself"), "neuter"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "first"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
    **dict.fromkeys(("who", "whom", "whose", "that", "which"), "relative"),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), "second"),
}
DETERMINERS = word_set(
    "the a an this that these those his her their its our my your one another some any no each every both"
)
QUANTIFIERS = word_set(
    "a an one two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands "
    "several some many few most more another other others various numerous multiple certain any every each "
    "all at least half scores both no"
)
PREPOSITIONS = word_set(
    "of for from at in with on to by about close near within behind against under inside outside between "
    "among including than as who whom whose which that like such familiar opposed loyal speaking involved"
)
