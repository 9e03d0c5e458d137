# ruff: noqa: E501 (tables of words and sentences)
"""Invented news sentences with invented names of many countries: what the open sets of names lack.

The open sets are encyclopaedic or tweets, and Western. Given names and surnames are written here from common
knowledge, by region, and combined at random; bodies are built from patterns; cities and countries come from
the gazetteer. Titles and nationalities stay outside the names, as in the open sets.
"""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

from onrecord_train.coreference.corpora import Example, Place

_PEOPLE: dict[str, tuple[str, str]] = {
    "west africa": (
        "Kwame Kofi Kwabena Yaw Ama Akosua Abena Efua Chinedu Chidi Emeka Ngozi Amaka Obinna Tunde Segun Babatunde Yemi "
        "Folake Adeola Oluwaseun Bukola Aminata Fatou Mamadou Ousmane Moussa Ibrahima Cheikh Awa Mariama Sékou Alpha "
        "Boubacar Seydou Amadou Aïssatou Kossi Koffi Adjoa Musa Aliyu Sani Hauwa Zainab",
        "Mensah Owusu Boateng Asante Osei Agyeman Appiah Okafor Okonkwo Nwosu Eze Adeyemi Ogunleye Balogun Adebayo Ojo "
        "Afolabi Diallo Diop Ndiaye Sow Traoré Keita Coulibaly Ouédraogo Sawadogo Kaboré Touré Camara Bah Barry Sissoko "
        "Bello Danjuma Abubakar Yusuf Gnassingbé Koroma Kamara Sesay Jalloh Weah",
    ),
    "east africa": (
        "Wanjiru Njeri Kamau Otieno Achieng Mwangi Kiprono Chebet Juma Baraka Neema Rehema Salim Abebe Tadesse Haile "
        "Selam Meron Dawit Yohannes Tigist Kebede Aster Hassan Abdi Fadumo Ahmed Asha Moses Grace Esther Peter Daniel "
        "Ruth Okello Akello Mugisha Nakato Jean-Pierre Claudine Innocent Immaculée",
        "Kariuki Odhiambo Ochieng Kiptoo Wekesa Mutua Njoroge Kimani Mwinyi Nyerere Mkapa Bekele Gebremariam Tesfaye "
        "Woldemichael Mekonnen Alemu Warsame Farah Jama Aden Mohamud Museveni Byaruhanga Ssempijja Namugga Kagame "
        "Habyarimana Uwimana Nkurunziza Ndayishimiye Mutasa",
    ),
    "southern africa": (
        "Thabo Sipho Nomsa Thandi Lindiwe Bongani Mandla Zanele Nkosazana Tshepo Lerato Kagiso Naledi Phakamile Tendai "
        "Tatenda Rudo Farai Chipo Blessing Nelson Winnie Pieter Johan Annelise Riaan Mulenga Chanda Bwalya Hage Saara "
        "Ndapewa Seretse Mpho José Graça Armando",
        "Dlamini Nkosi Khumalo Mokoena Ndlovu Zulu Mthembu Sithole Mabaso Molefe Ramaphosa Motlanthe Mthethwa Moyo "
        "Chikwanha Mhlanga Chiwenga Banda Phiri Mwanza Lungu van der Merwe Botha Pretorius du Plessis Geingob Shikongo "
        "Amukwaya Khama Masire Machel Guebuza dos Santos",
    ),
    "arab": (
        "Mohammed Ahmed Ali Hassan Hussein Omar Khaled Tarek Youssef Mahmoud Mustafa Karim Walid Samir Nabil Faisal "
        "Abdullah Abdulaziz Saud Salman Khalid Nasser Hamad Rashid Sultan Fatima Aisha Maryam Layla Noura Hanan Amal Rania "
        "Salma Dalia Huda Abdel Rahim Bilal Ziad Rami",
        "al-Masri El-Sayed Abdel-Fattah Al-Qahtani Al-Harbi Al-Otaibi Al-Thani Al-Sabah Al-Mansouri Al-Nuaimi Al-Shehhi "
        "bin Rashid Haddad Khoury Mansour Nasser Saleh Hariri Aoun Ben Ali Benali Bouteflika Tebboune Belkacem Zidane "
        "Mansouri El-Amrani Trabelsi Gharbi Al-Busaidi Al-Balushi Al-Jabri Shoukry Madbouly Fahmy",
    ),
    "iran": (
        "Reza Hossein Mehdi Ali Mohammad Javad Amir Saeed Behrouz Farhad Dariush Maryam Zahra Leila Narges Shirin Parisa "
        "Ebrahim Hassan Mahmoud",
        "Ahmadi Hosseini Karimi Moradi Rahimi Jafari Sadeghi Mousavi Rezaei Zarif Rouhani Ghorbani Tehrani Khatami "
        "Larijani Amirabdollahian Raisi Shamkhani Eslami",
    ),
    "india": (
        "Arvind Rahul Priya Sunita Amit Rajesh Suresh Ramesh Anjali Kavita Deepak Sanjay Vijay Manoj Lakshmi Meena Nitin "
        "Sachin Rohit Neha Pooja Arjun Vikram Ashok Narendra Smriti Nirmala Mamata Uddhav Siddharth Harpreet Gurpreet",
        "Sharma Verma Gupta Singh Kumar Patel Reddy Rao Iyer Nair Menon Pillai Chatterjee Banerjee Mukherjee Das Bose Ghosh "
        "Yadav Thakur Chauhan Joshi Deshmukh Kulkarni Patil Shinde Fadnavis Kejriwal Sisodia Saxena Kaur Gill Sidhu "
        "Choudhary Jaishankar Sitharaman",
    ),
    "south asia": (
        "Imran Asif Bilal Nawaz Shehbaz Hina Ayesha Sana Farooq Tariq Zahid Sheikh Khaleda Hasina Abdul Mizanur Shafiqul "
        "Nazmul Farzana Rokeya Mahinda Ranil Gotabaya Dinesh Chandrika Anura Nimal Sushil Pushpa Bidya Ram Hari Hamid",
        "Khan Sharif Bhutto Zardari Chaudhry Malik Qureshi Butt Siddiqui Rahman Islam Hossain Uddin Chowdhury Begum Miah "
        "Karim Alam Rajapaksa Wickremesinghe Perera Fernando Silva Jayawardena Bandaranaike Koirala Deuba Thapa Shrestha "
        "Karki Ghani Karzai",
    ),
    "china": (
        "Wei Fang Jing Li Na Min Jun Hong Yan Lei Xiaoming Jianguo Zhiqiang Xiuying Guoqiang Haiyan Yifei Zhengfei Keqiang "
        "Wenjie Xiaoping Jinping Lijun Weiping Meiling Chun-ying Ka-chiu Wai-man Chi-ming Siu-ling Lijian",
        "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang "
        "Feng Yu Dong Xiao Cheng Cao Yuan Deng Lam Chan Wong Leung Cheung Ng Tsang Lau",
    ),
    "korea and japan": (
        "Jae-in Geun-hye Seok-youl Jung-eun Min-ho Ji-woo Seung-min Hye-jin Sung-ho Eun-kyung Young-sik Dong-hyun Yo-jong "
        "Hiroshi Kenji Takeshi Shinzo Fumio Yuki Haruka Naoko Kazuo Ichiro Akira Satoshi Tomoko Yoshihide Taro Sanae Yuriko",
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Shin Seo Kwon Hwang Ahn Moon Sato Suzuki Takahashi Tanaka "
        "Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Kishida Abe Suga Koike Hayashi",
    ),
    "south-east asia": (
        "Joko Prabowo Megawati Sri Budi Dewi Agus Siti Retno Ferdinand Rodrigo Maria Jose Leni Benigno Gloria Prayut "
        "Thaksin Yingluck Somchai Anutin Srettha Nguyen Van Thi Minh Tran Hun Sok Chea Aung Min Khin Win Htin Anwar "
        "Mahathir Muhyiddin Ismail Najib Lee Hsien Teo",
        "Widodo Subianto Sukarnoputri Indrawati Santoso Wijaya Suharto Marsudi Marcos Duterte Robredo Aquino Reyes Cruz "
        "Santos Chan-o-cha Shinawatra Charnvirakul Thavisin Phuc Trong Chinh Anh Hun Sen Sopheap Rithy San Suu Kyi Hlaing "
        "Maung Thein Ibrahim Yassin Yaakob Razak Loong Hean Lawrence Wong",
    ),
    "latin america": (
        "Juan José Luis Carlos Jorge Pedro Miguel Manuel Alejandro Andrés Diego Gabriel Gustavo Nicolás Evo Alberto María "
        "Ana Carmen Rosa Claudia Xiomara Cristina Dilma Michelle Jair Luiz Inácio Marina Daniel Rosario Rafael Hugo Raúl "
        "Miguel Ángel Iván Laura Nayib Mauricio Violeta",
        "García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Morales "
        "Ortega Castro Chávez Maduro Guaidó Boric Piñera Fernández Kirchner Macri Petro Duque Lasso Correa Castillo "
        "Fujimori Bolsonaro da Silva Rousseff Lula López Obrador Peña Nieto Bukele Callejas Zelaya Murillo Lugo Abdo "
        "Vázquez Lacalle Pou Varela Martinelli Díaz-Canel",
    ),
    "oceania": (
        "Jacinda Chris Anthony Scott Penny Malcolm Julia Peter Winston James Bill Marape Frank Josaia Sione Manasseh "
        "Fiamē Mele Tui Semi Lesieli Grant Megan Andrew",
        "Ardern Hipkins Luxon Albanese Morrison Wong Turnbull Dutton Shaw Robertson McConachie Ngata Tuilagi Fonoti "
        "Marape O'Neill Bainimarama Rabuka Vunipola Sogavare Mata'afa Taufa Kiwi-Smith Harrington Whitlock",
    ),
    "israel and caucasus": (
        "Yair Benjamin Naftali Benny Avigdor Moshe Tzipi Merav Gideon Itamar Yael Noa Nikol Serzh Ilham Giorgi Salome Irakli "
        "Levan Aram Karen Mikheil Nino Recep Mehmet Mustafa Ayşe Emine Kemal Ekrem Devlet",
        "Lapid Netanyahu Bennett Gantz Lieberman Cohen Levy Mizrahi Peretz Livni Sa'ar Ben-Gvir Pashinyan Sargsyan Aliyev "
        "Margvelashvili Zourabichvili Gharibashvili Saakashvili Petrosyan Yılmaz Kaya Demir Şahin Çelik Öztürk Erdoğan "
        "Kılıçdaroğlu İmamoğlu Bahçeli Akşener",
    ),
    "europe": (
        "Emma Lukas Sofia Jan Piotr Katarzyna Andrei Elena Ivan Olga Sergei Dmytro Oksana Marek Jana Viktor Zoltán Ilona "
        "Matteo Giulia Marco Francesca Pierre Camille Jean-Luc Élise Hans Ursula Friedrich Annalena Lars Ingrid Björn Astrid "
        "Mette Jens Sanna Pekka Nikos Eleni Alexis João Inês Pedro Carmen",
        "Kowalski Nowak Tusk Ivanov Petrov Lavrov Peskov Shevchenko Kuleba Kovalenko Novák Horák Orbán Szijjártó Popescu "
        "Ionescu Rossi Bianchi Meloni Draghi Dubois Lefèvre Moreau Macron Müller Schmidt Baerbock von der Leyen Scholz "
        "Andersson Johansson Lindqvist Hansen Frederiksen Stoltenberg Virtanen Marin Papadopoulos Tsipras Costa Ferreira",
    ),
    "english": (
        "John Mary James Patricia Robert Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica "
        "Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Betty Mark Helen Donald Sandra Paul Ashley "
        "Justin Chrystia Jagmeet Pierre Erin Rishi Keir Nicola",
        "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson White "
        "Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Baker Trudeau Freeland Poilievre "
        "Singh O'Toole Sunak Starmer Sturgeon McDonald O'Brien",
    ),
}
_PARTICLES = {
    "van",
    "der",
    "du",
    "dos",
    "da",
    "bin",
    "von",
    "Ben",
    "San",
    "Suu",
    "Hun",
    "Peña",
    "López",
    "Lacalle",
    "Lawrence",
}

_TITLES = [
    "President",
    "Prime Minister",
    "Foreign Minister",
    "Finance Minister",
    "Minister",
    "Senator",
    "Governor",
    "Mayor",
    "Judge",
    "Justice",
    "Mr",
    "Mr.",
    "Mrs",
    "Ms",
    "Dr",
    "Dr.",
    "Prof",
    "Professor",
    "Sheikh",
    "General",
    "Gen.",
    "Colonel",
    "Ambassador",
    "Bishop",
    "Archbishop",
    "Imam",
    "Chief",
    "Captain",
    "Coach",
    "Interior Minister",
    "Health Minister",
    "Deputy Minister",
    "Secretary of State",
    "Attorney General",
    "Vice President",
    "Chairman",
    "Director-General",
    "Spokesman",
]
_ROLES = [
    "spokesman",
    "spokeswoman",
    "director",
    "chairman",
    "chief executive",
    "founder",
    "leader",
    "president",
    "secretary general",
    "lawyer",
    "analyst",
    "economist",
    "researcher",
    "coach",
    "captain",
    "managing director",
    "deputy chairman",
    "head",
    "commissioner",
    "coordinator",
    "professor",
]
_MEDIA = [
    "{A} Times",
    "{C} Post",
    "Daily {W}",
    "The {W}",
    "{C} Herald",
    "{A} News Agency",
    "Radio {C}",
    "{W} TV",
    "{C} Today",
    "{A} Broadcasting Corporation",
    "{W} News",
    "Al {W}",
    "El {W}",
    "{C} Tribune",
    "{C} Star",
    "{A} Press",
]
_BODIES = [
    "Ministry of {M}",
    "Department of {M}",
    "{A} Parliament",
    "National Assembly",
    "Supreme Court",
    "{A} Supreme Court",
    "Constitutional Court",
    "High Court",
    "Central Bank of {K}",
    "Bank of {K}",
    "University of {C}",
    "{C} University",
    "{C} Institute of Technology",
    "{A} Red Cross",
    "{A} Red Crescent",
    "National Police",
    "{A} Army",
    "{A} Navy",
    "{A} Air Force",
    "{W} Party",
    "{A} National Congress",
    "{W} Democratic Party",
    "People's {W} Party",
    "United {W} Front",
    "Movement for {W}",
    "{A} Football Federation",
    "{C} United",
    "{C} FC",
    "{W} Group",
    "{W} Holdings",
    "{W} Airlines",
    "{W} Bank",
    "{W} Ltd",
    "{W} Corporation",
    "{W} Energy",
    "{W} Telecom",
    "{W} Foundation",
    "{W} Institute",
    "Centre for {M} Studies",
    "National Commission on {M}",
    "{A} Chamber of Commerce",
    "{A} Medical Association",
    "National Union of {M} Workers",
    "Council of Ministers",
    "Election Commission",
    "{K} Electricity Authority",
    "{A} Olympic Committee",
    "African Union",
    "European Union",
    "United Nations",
    "World Bank",
    "International Monetary Fund",
    "World Health Organization",
    "Human Rights Watch",
    "Amnesty International",
    "Google",
    "Samsung",
    "Huawei",
    "Toyota",
    "Facebook",
    "Twitter",
    "Microsoft",
    "Senate",
    "Congress",
    "Cabinet",
    "Knesset",
    "Lok Sabha",
    "Dewan Rakyat",
    "Interpol",
    "UNICEF",
    "UNHCR",
    "NATO",
    "OPEC",
    "ASEAN",
    "FIFA",
    "WHO",
    "UN",
    "EU",
    "IMF",
    "ICC",
    "Hamas",
    "Taliban",
    "Hezbollah",
    "Boko Haram",
    "{A} Government",
    "Government of {K}",
]
_MATTERS = [
    "Health",
    "Finance",
    "Education",
    "Foreign Affairs",
    "Justice",
    "Defence",
    "Agriculture",
    "Transport",
    "Energy",
    "Tourism",
    "Labour",
    "the Interior",
    "Water",
    "Environment",
    "Mining",
    "Trade",
    "Housing",
    "Human Rights",
    "Youth and Sports",
    "Public Works",
    "Strategic Affairs",
]
_WORDS = [
    "Unity",
    "Progress",
    "Justice",
    "Liberty",
    "Horizon",
    "Sunrise",
    "Phoenix",
    "Atlas",
    "Zenith",
    "Nova",
    "Orient",
    "Pacific",
    "Delta",
    "Vision",
    "Crescent",
    "Summit",
    "Harvest",
    "Pioneer",
    "Sentinel",
    "Vanguard",
    "Meridian",
    "Alliance",
    "Reform",
    "National",
    "Liberal",
    "Labour",
    "Green",
    "Golden",
    "Star",
    "Nation",
    "Independent",
    "Standard",
    "Guardian",
    "Monitor",
    "Observer",
    "Ahram",
    "Watan",
    "Universal",
    "Mundo",
    "Jazeera",
    "Tata",
    "Reliance",
    "Dangote",
    "Petro",
    "Sino",
    "Trans",
    "Mega",
    "Global",
    "First",
]
_ADJECTIVES = [
    "Kenyan",
    "Ghanaian",
    "Nigerian",
    "Egyptian",
    "Indian",
    "Chinese",
    "Korean",
    "Japanese",
    "Mexican",
    "Chilean",
    "Brazilian",
    "Iranian",
    "Israeli",
    "Saudi",
    "Turkish",
    "Thai",
    "Malaysian",
    "Australian",
    "Canadian",
    "Peruvian",
    "Algerian",
    "Ethiopian",
    "Ugandan",
    "Pakistani",
    "Bangladeshi",
    "Qatari",
    "Omani",
    "Vietnamese",
    "Indonesian",
    "Philippine",
    "Argentine",
    "Colombian",
    "Cuban",
    "Zambian",
    "Namibian",
    "Mongolian",
    "Taiwanese",
    "African",
    "Asian",
    "European",
    "French",
    "German",
    "Russian",
    "Ukrainian",
    "American",
    "British",
]
_TEMPLATES = """
{T} {P} said on {D} that the {A0} government would not sign the agreement with {K}.
{P}, a {R} for the {O}, told {N} that talks in {C} had failed.
{P}, the {R} of {O}, said the plan was “a disaster for {K}”.
"We will not wait," {p} said in {C} on {D}.
{T} {p} added that {O} had received no reply from {K}.
The {O} ({o}) rejected the report, saying its members in {C} and {C} were safe.
According to {o}, at least 12 people died when a bus overturned near {C}, {K}.
{C} — {K} and {K} have agreed to reopen their border, the {O} announced {D}.
{P} of {O} won the race in {C} ahead of {P} and {P}.
{P} (born 1964 in {C}, {K}) is a {A0} politician and {R} of the {O}.
In a letter to {T} {P}, {O} demanded the release of {P} and {P}.
{N} reported that {P} had left {C} for {K} late on {D}.
“{K} needs peace,” said {P}, {R} at {O} in {C}.
Police in {C} arrested {P}, 34, and {P}, 29, on suspicion of fraud.
{p} and {p2} met in {C} to discuss trade between {K} and {K}.
The {A0} company {O} said its shares in {K} had fallen.
{O}, {O} and {O} will take part in the talks, {p} said.
{P} was appointed {R} of the {O} in 2015 after working for {O} in {K}.
The {A0} {J} visited {C}, where he met {T} {P}.
{K}'s {O} has fined {O} 3 million dollars.
{C}'s mayor, {P}, said {K} must act now.
Former {A0} {J} {P} died in {C} at the age of 81.
{P} and his wife {P} live in {C}.
A court in {C} sentenced {P} to five years in prison; his lawyer {P} said he would appeal to the {O}.
The {O} said in a statement sent to {N} that it had no comment.
{P}'s office in {C} did not respond to requests from {N}.
By {P}
By {P} in {C}
{U}, {D} ({N}) - {O} has opened an office in {K}.
{UP} | {D}
Researchers at {O} in {K}, led by {T} {P}, found that the disease had spread from {C}.
Striker {P} scored twice as {K} beat {K} 3-1 in {C}.
{P} tweeted that {O} had betrayed the people of {K}.
“I have known {P} for years,” {p2} told {N}.
{T} {P} and {A0} counterpart {P} signed the deal at {O} headquarters in {C}.
Members of the {O} marched through {C} carrying pictures of {p}.
Hundreds of {A0} farmers blocked roads near {C}, said {P} of the {O}.
{P}, who chairs the {O}, called on {K} to pay.
The {o} office in {C} is headed by {P}.
{o} {R} {P} said that {o} members in {K} would vote on {D}.
The bank said that customers in {C} and {C} could use its branches, and that the minister had approved the plan.
The minister said the government and the opposition had talked for two days. Officials and experts doubt it.
On Tuesday the company told workers that the factory would close. Nobody was surprised, and the union said so.
“We have waited long enough,” the spokeswoman said. The committee will meet again in March.
""".strip().split("\n")
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SLOT = re.compile(r"\{(\w+)\}")


class Inventor:
    """Draws people, bodies and places; one region a text, mostly."""

    def __init__(self, cities: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        with cities.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        self.cities = [r["name"] for r in rows if r["name"][0].isupper() and len(r["name"]) < 22]
        self.countries = sorted({r["country"] for r in rows if "," not in r["country"]})

    def person(self, region: str) -> tuple[str, str]:
        """(full name, surname)."""
        given, surnames = _PEOPLE[region]
        first = self.rng.choice(given.split())
        if self.rng.random() < 0.12:
            first += " " + self.rng.choice(
                [self.rng.choice(given.split()), self.rng.choice("ABCDEFGHJKLMNPRST") + "."]
            )
        words = surnames.split()
        at = self.rng.randrange(len(words))
        while at > 0 and words[at - 1] in _PARTICLES:
            at -= 1
        last = [words[at]]
        while last[-1] in _PARTICLES and at + len(last) < len(words):
            last.append(words[at + len(last)])
        surname = " ".join(last)
        if region == "latin america" and self.rng.random() < 0.25:
            return f"{first} {surname} {self.rng.choice([w for w in words if w not in _PARTICLES])}", surname
        if (region == "china" and self.rng.random() < 0.8) or (region == "korea and japan" and "-" in first):
            return f"{surname} {first}", surname
        return f"{first} {surname}", surname

    def body(self, patterns: list[str] = _BODIES) -> str:
        """The name of an organisation."""
        fill = {
            "A": self.rng.choice(_ADJECTIVES),
            "C": self.rng.choice(self.cities),
            "K": self.rng.choice(self.countries),
            "M": self.rng.choice(_MATTERS),
            "W": self.rng.choice(_WORDS),
        }
        return self.rng.choice(patterns).format(**fill)

    def text(self, name: str, sentences: int) -> Example:
        """Some sentences as one text, often about the same few people and bodies."""
        region = self.rng.choice(list(_PEOPLE))
        people = [
            self.person(region if self.rng.random() < 0.8 else self.rng.choice(list(_PEOPLE)))
            for _ in range(4)
        ]
        bodies = [self.body() for _ in range(4)]
        text, found = "", {}
        for _ in range(sentences):
            template = self.rng.choice(_TEMPLATES)
            text += ("\n" if self.rng.random() < 0.4 else " ") if text else ""
            text = self._filled(template, text, found, people, bodies)
        return Example(name, text, names=found)

    def _filled(
        self, template: str, text: str, found: dict[Place, int], people: list, bodies: list[str]
    ) -> str:
        at = 0
        order = self.rng.sample(people, len(people))
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            at = match.end()
            word, kind = self._slot(match.group(1), order, bodies)
            if kind is not None:
                found[len(text), len(text) + len(word)] = kind
            text += word
        return text + template[at:]

    def _slot(self, slot: str, order: list, bodies: list[str]) -> tuple[str, int | None]:
        rng = self.rng
        if slot in ("P", "UP"):
            full = order[0][0]
            order.append(order.pop(0))
            return (full.upper() if slot == "UP" else full), 0
        if slot in ("p", "p2"):
            return order[-1 if slot == "p" else -2][1], 0
        if slot == "O":
            return (rng.choice(bodies) if rng.random() < 0.7 else self.body()), 1
        if slot == "o":
            words = [w for w in rng.choice(bodies).split() if w[0].isupper()]
            short = "".join(w[0] for w in words)
            return (
                short
                if len(short) > 2
                else "".join(rng.choice("ABCDEFGIKLMNOPRSTU") for _ in range(rng.randint(3, 5)))
            ), 1
        if slot == "N":
            return self.body(_MEDIA), 1
        if slot in ("C", "U"):
            city = rng.choice(self.cities)
            return (city.upper() if slot == "U" else city), 2
        if slot == "K":
            return rng.choice(self.countries), 2
        plain = {
            "A0": _ADJECTIVES,
            "T": _TITLES,
            "R": _ROLES,
            "D": _DAYS,
            "J": ["president", "prime minister", "foreign minister", "king", "minister"],
        }
        return rng.choice(plain[slot]), None


def invented(cities: Path, texts: int, seed: int = 7) -> list[Example]:
    """``texts`` texts of some sentences each; the same for the same seed."""
    inventor = Inventor(cities, seed)
    return [inventor.text(f"invented/{i}", inventor.rng.randint(4, 9)) for i in range(texts)]


def renamed(examples: list[Example], cities: Path, seed: int) -> list[Example]:
    """The texts with the names of people, and half of those of places, exchanged for drawn ones."""
    inventor = Inventor(cities, seed)
    result = []
    for example in examples:
        region = inventor.rng.choice(list(_PEOPLE))
        chosen: dict[str, str] = {}
        text, found, at = "", {}, 0
        for (a, b), kind in sorted((example.names or {}).items()):
            if a < at:
                continue
            old = example.text[a:b]
            new = old
            if kind == 0:
                full, surname = inventor.person(region)
                new = chosen.setdefault(old, full if " " in old else surname)
            elif kind == 2 and inventor.rng.random() < 0.5:
                new = chosen.setdefault(
                    old,
                    inventor.rng.choice(
                        inventor.cities if inventor.rng.random() < 0.6 else inventor.countries
                    ),
                )
            elif kind == 1 and inventor.rng.random() < 0.3 and " " in old:
                new = chosen.setdefault(old, inventor.body())
            text += example.text[at:a]
            found[len(text), len(text) + len(new)] = kind
            text += new
            at = b
        text += example.text[at:]
        if not example.unsure:
            result.append(Example(f"{example.name}/renamed", text, names=found))
    return result


def renamed_pronouns(examples: list[Example], folder: Path, seed: int) -> list[Example]:
    """Rows of GAP with both names, and every other word of them in the text, exchanged: the given name for one of
    the pronoun's gender, the rest for surnames. ``folder`` is that of the gazetteers."""
    rng = random.Random(seed)
    given = {g: (folder / f"nltk_names_{g}.txt").read_text("utf-8").split() for g in ("male", "female")}
    surnames = sorted(
        {w for _, names in _PEOPLE.values() for w in names.split() if w not in _PARTICLES and w[0].isupper()}
    )
    result = []
    for example in examples:
        assert example.gap is not None
        pronoun, a, is_a, b, is_b = example.gap
        gender = "female" if example.text[slice(*pronoun)].lower() in ("she", "her", "hers") else "male"
        chosen: dict[str, str] = {}
        for place in (a, b):
            for i, word in enumerate(re.findall(r"[^\W\d_][\w'’-]+", example.text[slice(*place)])):
                if word[0].isupper():
                    chosen.setdefault(word, rng.choice(given[gender] if i == 0 else surnames))
        if not chosen:
            continue
        pattern = re.compile(
            r"\b(?:" + "|".join(map(re.escape, sorted(chosen, key=len, reverse=True))) + r")\b"
        )
        text, moved, at = "", {}, 0
        for match in pattern.finditer(example.text):
            text += example.text[at : match.start()]
            moved[match.start()] = len(text)
            text += chosen[match.group()]
            moved[match.end()] = len(text)
            at = match.end()
        text += example.text[at:]

        def new(place: Place, moved: dict[int, int] = moved) -> Place:
            """Where a place has gone: as far behind the last exchanged word as it was."""
            ends = []
            for offset in place:
                known = max((m for m in moved if m <= offset), default=0)
                ends.append(moved.get(known, 0) + offset - known)
            return ends[0], ends[1]

        result.append(
            Example(f"{example.name}/renamed", text, gap=(new(pronoun), new(a), is_a, new(b), is_b))
        )
    return result
