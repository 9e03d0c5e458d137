"""Invented people in invented articles, for measuring who is told apart from whom (`bench/people.py`).

Nothing here looks at how the product compares names. The shares below were measured on PolNeAR train (919
readings, 8,060 people in articles, names as the product's rules read them): of the people of an article
93.6 % are named in full, 1.5 % by initials, 5.0 % by a surname alone; 53 % have a description, a title in
front included, of which 37 % are one word and 22 % two; of surnames alone 77 % have one; 6 % of full names
have a middle initial. Two articles about one person share another person, the forty most named left out, in
38 % of the cases. Initials come twice as often here. What PolNeAR does not tell (nicknames, transliterations,
slips, changes of office, namesakes) was set by hand and is stated where it is drawn; a tenth of the people
share given name and surname with another, many more than in life.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

OUTLETS = 40
FIRST_DAY = date(2030, 1, 1)
DAYS = 730
GAZETTEER = Path(__file__).resolve().parent.parent / "src/onrecord/resolve/across/nicknames.txt"

GIVEN = {
    "m": "john james robert michael william david richard thomas charles paul mark donald george kenneth "
    "steven "
    "edward brian ronald anthony kevin jason matthew gary timothy jose larry jeffrey frank scott eric "
    "stephen "
    "andrew raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl arthur "
    "ryan roger "
    "joe juan jack albert jonathan justin terry gerald keith samuel willie ralph lawrence nicholas roy "
    "benjamin "
    "bruce brandon adam harry fred wayne billy steve louis jeremy aaron randy howard eugene carlos "
    "russell bobby "
    "victor martin ernest phillip todd jesse craig alan shawn clarence sean philip chris johnny earl jimmy "
    "antonio jonas lars nils erik henrik anders magnus olav tobias felix emil oskar ludvig matthias stefan "
    "holger jurgen detlef torben piers giles rhodri lorcan odhran tiago duarte ansel corwin evander lucius",
    "f": "mary patricia linda barbara elizabeth jennifer maria susan margaret dorothy lisa nancy karen betty "
    "helen sandra donna carol ruth sharon michelle laura sarah kimberly deborah jessica shirley cynthia "
    "angela "
    "melissa brenda amy anna rebecca virginia kathleen pamela martha debra amanda stephanie carolyn "
    "christine "
    "marie janet catherine frances ann joyce diane alice julie heather teresa doris gloria evelyn jean "
    "cheryl "
    "mildred katherine joan ashley judith rose janice kelly nicole judy christina kathy theresa beverly "
    "denise "
    "tammy irene jane lori rachel marilyn andrea kathryn louise sara anne jacqueline wanda bonnie julia ruby "
    "mara ingrid solveig astrid sigrid freya linnea maja elin tuva greta hedvig ottilie wiebke saskia orla "
    "niamh saoirse ines beatriz leocadia philippa cressida rosamund thea isolde",
}
SLAVIC = {
    "m": "aleksandr sergei dmitri vladimir andrei alexei nikolai yuri mikhail igor evgeny oleg viktor pavel "
    "anatoly maxim konstantin boris valery gennady vyacheslav",
    "f": "yekaterina tatyana natalya olga yelena irina svetlana yulia ksenia galina lyudmila marina",
}
ARABIC = {
    "m": "mohammed ahmed mahmoud hussein khaled yousef ibrahim abdullah tariq faisal qasim rashid hassan "
    "jamal karim nasser sayeed walid ghassan othman",
    "f": "fatima aisha mariam layla khadija zainab noura samira huda rania",
}
IBERIAN = {
    "m": "josé luis jesús andrés joaquín rafael álvaro sebastián nicolás germán",
    "f": "maría lucía sofía inés verónica mónica belén rocío",
}
STEMS = [
    "hal",
    "bran",
    "lind",
    "thor",
    "ash",
    "win",
    "har",
    "mar",
    "cal",
    "wes",
    "ban",
    "dun",
    "fer",
    "gal",
    "hol",
    "jar",
    "kel",
    "lang",
    "mor",
    "nor",
    "os",
    "pem",
    "quin",
    "rad",
    "sel",
    "tam",
    "ul",
    "ver",
    "wald",
    "yar",
    "zell",
    "brock",
    "crane",
    "dray",
    "elk",
    "fenn",
    "grav",
    "hask",
    "irl",
    "jost",
    "kirk",
    "lund",
    "mild",
    "nash",
    "oak",
    "prent",
    "roth",
    "stan",
    "tov",
    "urd",
    "vance",
    "wick",
    "arl",
    "beck",
    "cob",
    "dorn",
    "eck",
    "frisk",
    "gund",
    "hes",
    "abb",
    "barl",
    "colt",
    "dav",
    "eld",
    "fav",
    "gree",
    "hux",
    "ing",
    "jess",
    "kemp",
    "lam",
    "mox",
    "nev",
    "old",
    "pag",
    "ren",
    "shel",
    "tar",
    "vex",
    "wil",
    "yel",
    "bol",
    "cran",
    "dell",
    "ester",
    "fitz",
    "gold",
    "holt",
    "ives",
    "kern",
    "lock",
    "mal",
    "nut",
    "pol",
]
ENDINGS = [
    "son",
    "berg",
    "sen",
    "man",
    "ley",
    "ton",
    "field",
    "wood",
    "er",
    "strom",
    "well",
    "by",
    "ham",
    "ford",
    "ridge",
    "ing",
    "hart",
    "mann",
    "quist",
    "stad",
    "ett",
    "bury",
    "land",
    "more",
    "worth",
    "dale",
    "croft",
    "shaw",
    "gate",
    "combe",
    "lund",
]
S_STEMS = [
    "petr",
    "iv",
    "mor",
    "kuzn",
    "vol",
    "sok",
    "leb",
    "koz",
    "nov",
    "mak",
    "zait",
    "zelen",
    "khrap",
    "tchern",
    "yakov",
    "shev",
    "borov",
    "gusyev",
    "lyub",
    "dol",
]
S_ENDINGS = ["ov", "ev", "in", "sky", "enko", "ovich", "insky", "etsky"]
A_STEMS = [
    "qad",
    "kha",
    "has",
    "raz",
    "mans",
    "sul",
    "hamd",
    "naj",
    "tami",
    "ghaz",
    "dhal",
    "zar",
    "bakr",
    "rahm",
    "jab",
    "farr",
    "shar",
    "mubar",
    "kass",
    "habib",
]
A_ENDINGS = ["dafi", "san", "oud", "i", "eh", "ani", "oui", "awi", "im", "ir", "our"]
I_NAMES = [
    "garcía",
    "fernández",
    "lópez",
    "martínez",
    "gómez",
    "díaz",
    "álvarez",
    "romero",
    "núñez",
    "ibáñez",
    "peña",
    "muñoz",
    "durán",
    "ríos",
    "vega",
    "cano",
    "montoya",
    "quiroga",
    "belmonte",
    "zúñiga",
]
PLACES = [
    f"{a}{b}"
    for a in ["bran", "kess", "orl", "lor", "sab", "vald", "rim", "hest", "tork", "umb"]
    for b in ["net", "ary", "ville", "holm", "wick", "stead"]
]
NOUNS = [
    "farmers",
    "teachers",
    "nurses",
    "dockers",
    "miners",
    "bakers",
    "pilots",
    "students",
    "tenants",
    "anglers",
    "foresters",
    "drivers",
]
KINDS = ["union", "association", "council", "federation", "institute", "league", "chamber", "trust"]
TOPICS = [
    "defence",
    "health",
    "finance",
    "transport",
    "education",
    "justice",
    "fisheries",
    "energy",
    "housing",
    "culture",
    "trade",
    "labour",
]
POSTS = [
    "mayor",
    "senator",
    "governor",
    "spokesperson",
    "professor",
    "lawyer",
    "minister",
    "chair",
    "director",
    "coach",
    "captain",
    "engineer",
    "analyst",
    "judge",
    "prosecutor",
    "farmer",
    "doctor",
    "author",
    "actor",
    "economist",
    "commissioner",
    "councillor",
    "ambassador",
    "founder",
]
WORDINGS = {
    "spokesperson": {"m": ("spokesman", "spokesperson"), "f": ("spokeswoman", "spokesperson")},
    "chair": {"m": ("chairman", "chair", "head", "leader"), "f": ("chairwoman", "chair", "head", "leader")},
    "director": {"m": ("director", "chief"), "f": ("director", "head")},
    "lawyer": {"m": ("lawyer", "attorney"), "f": ("lawyer", "attorney")},
    "senator": {"m": ("senator", "Sen.", "Senator"), "f": ("senator", "Sen.", "Senator")},
    "governor": {"m": ("governor", "Gov."), "f": ("governor", "Gov.")},
    "professor": {"m": ("professor", "scholar"), "f": ("professor", "academic")},
    "councillor": {"m": ("councilman", "councillor"), "f": ("councilwoman", "councillor")},
    "actor": {"m": ("actor",), "f": ("actress", "actor")},
}
UNLISTED = ["bo", "skip", "ace", "duke", "red", "ziggy", "tex", "coco", "bunny", "kit"]


@dataclass(frozen=True)
class Post:
    """An office: its noun and, for most, a body or a place."""

    noun: str
    of: str

    def told(self, rng: random.Random, gender: str, words: str, *, former: bool) -> str:
        noun = rng.choice(WORDINGS.get(self.noun, {}).get(gender, (self.noun,)))
        before = "former " if former and rng.random() < 0.7 else ""
        if words == "one" or not self.of:
            return f"{before}{noun}"
        if words == "two":
            return f"{before}{self.of.split()[0]} {noun}"
        if len(self.of.split()) > 1 and rng.random() < 0.15:  # an acronym tells nothing of the long form
            return f"{before}{noun} of the {''.join(w[0] for w in self.of.split()).upper()}"
        if rng.random() < 0.3:
            return f"{before}{self.of} {noun}"
        return f"{before}{noun} {'for' if self.noun == 'spokesperson' else 'of'} {self.of}"


@dataclass
class Human:
    """One invented person. ``posts`` are in order of time, ``changes`` the day of the second's beginning."""

    number: int
    gender: str
    origin: str
    given: str
    middle: str
    surname: str
    suffix: str
    nick: str
    posts: tuple[Post, ...]
    changes: int
    side: Post | None
    circle: int


@dataclass(frozen=True)
class Named:
    """Somebody as one article has them: the fullest form, and the description or None; ``person`` is the
    truth."""

    person: int
    name: str
    description: str | None


@dataclass(frozen=True)
class Piece:
    """An article."""

    number: int
    day: date
    outlet: str
    people: tuple[Named, ...]
    bodies: tuple[str, ...]


@dataclass
class World:
    """People in circles who appear together, and the articles that name them. The same seed and sizes give
    the same world."""

    seed: int
    people: int = 5_000
    mentions: int = 20_000
    humans: list[Human] = field(default_factory=list)
    by_surname: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.circles = max(2, self.people // 20)
        self.nicks = _gazetteer()
        pools = {"west": 2_600, "slavic": 210, "arabic": 280}
        self.surnames = {
            "west": self._surnames(STEMS, ENDINGS, pools["west"]),
            "slavic": self._surnames(S_STEMS, S_ENDINGS, pools["slavic"]),
            "arabic": self._surnames(A_STEMS, A_ENDINGS, pools["arabic"]),
            "iberian": I_NAMES,
        }
        for number in range(self.people):
            self.humans.append(self._human(number))
        self._families()
        # How often each is in the news: most once or twice, a few in every tenth article (Zipf, as in
        # PolNeAR, where 80 % of the full names occur in one article).
        order = list(range(self.people))
        self.rng.shuffle(order)
        self.fame = [0.0] * self.people
        for rank, number in enumerate(order):
            self.fame[number] = 1 / (rank + 12)
        self.members: list[list[int]] = [[] for _ in range(self.circles)]
        for human in self.humans:
            self.members[human.circle].append(human.number)
        # a circle's local outlets, and the house spellings of each outlet
        self.papers = [self.rng.sample(range(OUTLETS), 5) for _ in range(self.circles)]
        self.house = [{rule: self.rng.random() < 0.5 for rule in _RULES} for _ in range(OUTLETS)]

    def _surnames(self, stems: list[str], endings: list[str], most: int) -> list[str]:
        every = [a + b for a in stems for b in endings]
        self.rng.shuffle(every)
        return every[:most]

    def _zipf(self, names: list[str], shift: float) -> str:
        weights = list(accumulate(1 / (rank + shift) for rank in range(len(names))))
        return self.rng.choices(names, cum_weights=weights)[0]

    def _human(self, number: int) -> Human:
        rng = self.rng
        gender = "m" if rng.random() < 0.6 else "f"
        origin = rng.choices(["west", "slavic", "arabic", "iberian"], [70, 12, 10, 8])[0]
        table = {"west": GIVEN, "slavic": SLAVIC, "arabic": ARABIC, "iberian": IBERIAN}[origin]
        given = self._zipf(table[gender].split(), 15 if origin == "west" else 6)
        surname = self._zipf(self.surnames[origin], 150)
        if origin == "arabic" and rng.random() < 0.4:
            surname = f"al-{surname}"
        if origin in ("iberian", "west") and rng.random() < (0.4 if origin == "iberian" else 0.02):
            surname = f"{surname}-{self._zipf(self.surnames[origin], 40)}"
        known = self.nicks.get(given, [])
        # one nickname in ten is in no list
        nick = rng.choice(UNLISTED) if rng.random() < 0.1 else (rng.choice(known) if known else "")
        posts = (self._post(), self._post()) if rng.random() < 0.1 else (self._post(),)
        return Human(
            number=number,
            gender=gender,
            origin=origin,
            given=given,
            middle=rng.choice("abcdefghijklmnoprstw") if rng.random() < 0.5 and origin == "west" else "",
            surname=surname,
            suffix="",
            nick=nick,
            posts=posts,
            changes=rng.randrange(DAYS),
            side=self._post() if rng.random() < 0.15 else None,
            circle=rng.randrange(self.circles),
        )

    def _post(self) -> Post:
        rng = self.rng
        noun = rng.choice(POSTS)
        if noun in ("mayor", "governor", "senator", "councillor", "farmer", "coach", "captain", "judge"):
            of = rng.choice(PLACES).title()
        elif noun == "minister":
            of = rng.choice(TOPICS)
        elif noun in ("author", "actor") or rng.random() < 0.1:
            of = ""
        else:
            of = f"{rng.choice(PLACES)} {rng.choice(NOUNS)} {rng.choice(KINDS)}".title()
        return Post(noun, of)

    def _families(self) -> None:
        """Couples and siblings who share a surname (4 %), fathers and sons of one name (0.5 %), namesakes on
        purpose beside those that chance gives (2 %; a tenth of them in one circle)."""
        rng = self.rng
        for human in self.humans[1:]:
            other = self.humans[rng.randrange(human.number)]
            draw = rng.random()
            if draw < 0.04:
                human.surname, human.origin, human.circle = other.surname, other.origin, other.circle
            elif draw < 0.045 and not other.suffix and other.gender == "m":
                human.gender, human.given, human.surname = "m", other.given, other.surname
                human.origin, human.nick, human.circle = other.origin, other.nick, other.circle
                human.suffix, other.suffix = "Jr.", "Sr."
            elif draw < 0.065:
                human.gender, human.given, human.surname = other.gender, other.given, other.surname
                human.origin, human.nick = other.origin, other.nick
                if rng.random() < 0.1:
                    human.circle = other.circle

    def articles(self) -> Iterator[Piece]:
        """Articles until there are enough people in them. Everybody is in one at least."""
        waiting = list(range(self.people))
        self.rng.shuffle(waiting)
        seen = [False] * self.people
        count = number = 0
        top = sorted(range(self.people), key=lambda n: -self.fame[n])[:40]
        while count < self.mentions:
            left = self.mentions - count
            while waiting and seen[waiting[-1]]:
                waiting.pop()
            due = waiting and self.rng.random() < min(1.0, len(waiting) / max(1, left / 5))
            piece = self._article(number, waiting[-1] if due else None, top)
            number += 1
            for named in piece.people:
                seen[named.person] = True
            count += len(piece.people)
            yield piece

    def _article(self, number: int, due: int | None, top: list[int]) -> Piece:
        rng = self.rng
        circle = self.humans[due].circle if due is not None else self._zipf_circle()
        size = rng.randint(3, 11)
        day = rng.randrange(DAYS)
        members = self.members[circle] or [0]
        chosen = [due] if due is not None else []
        weights = [self.fame[n] ** 0.8 for n in members]
        while len(chosen) < size:
            draw = rng.random()
            if draw < 0.72:
                who = rng.choices(members, weights)[0]
            elif draw < 0.85:
                who = top[min(int(rng.expovariate(0.12)), len(top) - 1)]
            else:
                who = rng.randrange(self.people)
            chosen.append(who)
        outlet = rng.choice(self.papers[circle]) if rng.random() < 0.6 else rng.randrange(OUTLETS)
        people = tuple(self._named(self.humans[n], day, outlet) for n in dict.fromkeys(chosen))
        # A surname that two of an article bear is never left alone there: journalists see to that.
        bodies = tuple(
            {p.of for n in chosen[:3] for p in self.humans[n].posts if " " in p.of and rng.random() < 0.3}
        )
        return Piece(number, FIRST_DAY + timedelta(days=day), f"Outlet {outlet}", people, bodies)

    def _zipf_circle(self) -> int:
        return min(int(self.rng.paretovariate(0.9)) - 1, 10**6) % self.circles

    def _named(self, human: Human, day: int, outlet: int) -> Named:
        rng = self.rng
        given, surname = human.given, human.surname
        if human.origin in ("slavic", "arabic"):
            # every outlet has its spelling, and keeps to it nine times in ten
            rules = self.house[outlet]
            pick = {rule: on if rng.random() < 0.9 else not on for rule, on in rules.items()}
            given, surname = _spelled(given, pick), _spelled(surname, pick)
        elif human.origin == "iberian" and self.house[outlet]["accents"]:
            given, surname = _plain(given), _plain(surname)
        draw = rng.random()
        style = "bare" if draw < 0.05 else "initial" if draw < 0.08 else "full"
        first = human.nick if human.nick and rng.random() < 0.15 else given
        if rng.random() < 0.015:  # a slip of the pen in one word of the name
            if rng.random() < 0.6:
                surname = _slip(rng, surname)
            else:
                first = _slip(rng, first)
        if human.origin == "iberian" and "-" in surname and rng.random() < 0.4:  # the first of two surnames
            surname = surname.partition("-")[0]
        first, last = _titled(first), _titled(surname)
        if style == "bare":
            name = last if rng.random() < 0.75 else f"{'Mr' if human.gender == 'm' else 'Ms'} {last}"
        elif style == "initial":
            middle = f" {human.middle.upper()}." if human.middle and rng.random() < 0.4 else ""
            name = f"{first[0]}.{middle} {last}"
        else:
            middle = f" {human.middle.upper()}." if human.middle and rng.random() < 0.13 else ""
            honour = (
                f"{rng.choice(('Dr.', 'Mr', 'Prof.'))} "
                if human.gender == "m" and rng.random() < 0.02
                else ""
            )
            name = f"{honour}{first}{middle} {last}"
        if human.suffix and style != "bare" and rng.random() < 0.6:
            name = f"{name} {human.suffix}"
        if rng.random() < 0.01:
            name = name.upper()
        return Named(human.number, name, self._described(human, day, bare=style == "bare"))

    def _described(self, human: Human, day: int, *, bare: bool) -> str | None:
        rng = self.rng
        if rng.random() > (0.77 if bare else 0.53):
            return None
        words = rng.choices(["one", "two", "more"], [37, 22, 41])[0]
        if human.side is not None and rng.random() < 0.25:
            return human.side.told(rng, human.gender, words, former=False)
        changed = len(human.posts) > 1 and day >= human.changes
        if changed and rng.random() < 0.25:
            return human.posts[0].told(rng, human.gender, words, former=True)
        return human.posts[-1 if changed else 0].told(rng, human.gender, words, former=False)


def _gazetteer() -> dict[str, list[str]]:
    lines = GAZETTEER.read_text(encoding="utf-8").splitlines()
    return {name: nicks for name, *nicks in (line.split() for line in lines if not line.startswith("#"))}


_RULES = {
    "q": (("q", "k"), ("q", "g")),
    "kh": (("kh", "h"),),
    "x": (("ks", "x"),),
    "ei": (("ei", "ey"), ("ai", "ay")),
    "ii": (("sky", "ski"), ("ry", "ri"), ("ny", "niy"), ("ly", "li")),
    "ou": (("ou", "u"),),
    "oh": (("oh", "uh"), ("mm", "m")),
    "ya": (("ya", "ia"), ("yu", "iu"), ("ye", "e")),
    "dh": (("dh", "d"), ("gh", "g"), ("tch", "ch")),
    "al": (("al-", ""),),
    "ss": (("ss", "s"), ("dd", "d")),
    "accents": (),
}
"""By what the spellings of outlets differ: each rule is applied or not."""


def _spelled(name: str, rules: dict[str, bool]) -> str:
    for rule, on in rules.items():
        if on:
            for written, instead in _RULES[rule]:
                name = name.replace(written, instead)
    return name


def _plain(name: str) -> str:
    return name.translate(str.maketrans("áéíóúñü", "aeiounu"))


def _slip(rng: random.Random, word: str) -> str:
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice("aeiourstln") + word[at + 1 :]


def _titled(word: str) -> str:
    return "-".join(part if part == "al" else part[:1].upper() + part[1:] for part in word.split("-"))
