"""The pages of accounts: what stands on them, in which order, page by page, and what a person decides
there."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from bench.reported import Report, reported
from tests.test_link_order import extraction

from onrecord import accounts, judging
from onrecord.link.update import update
from onrecord.model import Polarity, Relation, Verdict
from onrecord.show.web import create_app
from onrecord.show.web.comparing import MOST
from onrecord.show.web.rendering import unquoted
from onrecord.store import open_record
from page_samples import Client, sample_record
from quoting import Quoting

GATE = "the Kessary gate was opened on the orders of the prefect"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = sample_record(tmp_path_factory.mktemp("accounts") / "valley.db", "01", "02", "04", "08", "13")
    with open_record(where) as record:
        assert update(record.links()) == ()
    return where


@pytest.fixture(scope="module")
def client(path: Path) -> Client:
    return Client(create_app(path, backend=Quoting()))


@pytest.fixture
def fresh(path: Path, tmp_path: Path) -> Client:
    """The pages of a copy in which a person decides."""
    shutil.copy(path, tmp_path / "copy.db")
    return Client(create_app(tmp_path / "copy.db", backend=Quoting()))


Made = Callable[..., Client]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The pages of a record of articles, a day each, each of one statement: who, polarity, what."""

    def make(*said: tuple[str, Polarity, str], link: bool = True) -> Client:
        with open_record(tmp_path / "r.db", create=True) as record:
            for number, each in enumerate(said):
                spec = ([each], False, number, f"Outlet {number}", "")
                record.add(extraction(number, spec), model="made/1")
            assert not link or update(record.links()) == ()
        return Client(create_app(tmp_path / "r.db", backend=Quoting()))

    return make


def yes(name: str, words: str = GATE) -> tuple[str, Polarity, str]:
    return name, Polarity.AFFIRMS, words


def no(name: str, words: str = GATE) -> tuple[str, Polarity, str]:
    return name, Polarity.DENIES, words


def fields(client: Client, page: str, **more: str) -> dict[str, str]:
    """What the first form for decisions on a page sends."""
    form = client.get(page).text.partition('<form action="/decide"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', form)[:4]) | more


# Two dozen things of which no two have a word in common.
SUBJECTS = "bakers sailors nurses judges miners pilots monks weavers farmers grocers dentists tailors"
SUBJECTS += (
    " porters plumbers singers printers hunters jugglers brewers glaziers tanners coopers cobblers poets"
)
VERBS = "boycotted painted repaired inspected flooded surveyed blessed bought ploughed emptied locked mended"
VERBS += " carried drained filled reprinted guarded crossed poured smashed burned rolled resoled praised"
OBJECTS = "ovens anchors wards verdicts shafts runways chapels looms meadows shelves surgeries curtains"
OBJECTS += " trunks cellars theatres pamphlets forests rivers barrels windows hides casks boots autumn"


class TestLists:
    def test_claims_come_with_who_makes_them_and_lead_to_their_page(self, client: Client) -> None:
        page = client.get("/claims").text
        first = accounts_in(client)[0]
        assert f'href="/claim/{first["id"]}"' in page
        assert re.search(r"<b>\d independent origins</b>.*<bdi>Tobias Renn", page)
        origins = [int(n) for n in re.findall(r"<b>(\d+) independent", page)]
        assert origins == sorted(origins, reverse=True)

    def test_those_with_some_words(self, client: Client) -> None:
        assert "sirens" in client.get("/claims?q=sirens").text
        assert "Nobody on record said anything" in client.get("/claims?q=zeppelin").text

    def test_how_sure_a_clash_is_and_what_it_rests_on(self, client: Client) -> None:
        page = client.get("/clashes").text
        assert re.search(r"\d\d% sure\.</b>", page)
        assert page.count("<mark>") >= 2 * page.count('class="pair contradicts"')

    def test_of_one_speaker_by_name_or_id(self, client: Client) -> None:
        renn = json.loads(client.get("/people?q=renn&format=json").body)[0]["id"]
        by_name, by_id = client.get("/changes?name=renn").text, client.get(f"/changes?name={renn}").text
        assert by_id.count('class="pair updates"') == by_name.count('class="pair updates"') > 0
        assert "Changes of position: <bdi>Tobias Renn</bdi>" in by_id
        assert f'href="/changes?name={renn}"' in client.get(f"/p/{renn}").text

    @pytest.mark.parametrize("page", ["/clashes", "/changes", "/drift"])
    def test_somebody_unknown_is_told_so(self, client: Client, page: str) -> None:
        answer = client.get(f"{page}?name=zeppelin")
        assert answer.status == 200
        assert 'role="status"' in answer.text
        assert "zeppelin" in answer.text

    @pytest.mark.parametrize("page", ["/claims", "/clashes", "/changes", "/drift", "/compare?q=gate"])
    def test_before_anything_is_compared_it_says_so(self, made: Made, page: str) -> None:
        client = made(yes("Mara Lind"), no("Ove Sand"), link=False)
        text = client.get(page).text
        assert "have not been compared" in text

    @pytest.mark.parametrize("page", ["/claims", "/clashes", "/changes", "/drift"])
    def test_a_page_after_the_last_is_empty(self, client: Client, page: str) -> None:
        assert "No further" in client.get(f"{page}?page=99").text
        assert client.get(f"{page}?page=0").status == 400

    def test_lists_are_paged_and_every_one_is_on_one_page(self, made: Made) -> None:
        words = [
            " ".join(each) for each in zip(SUBJECTS.split(), VERBS.split(), OBJECTS.split(), strict=True)
        ]
        client = made(*(each for w in words for each in (yes("Mara Lind", w), yes("Ove Sand", w))))
        pages = [client.get(f"/claims?page={n}").text for n in (1, 2)]
        found = [re.findall('href="/claim/([^"]+)"', page) for page in pages]
        assert [len(each) for each in found] == [20, 4]
        assert len({*found[0], *found[1]}) == 24
        assert "Further in the list" in pages[0]
        assert "Further in the list" not in pages[1]

    def test_drift_names_both_where_two_are_said_to_have_said_it(self, tmp_path: Path) -> None:
        words = "“The Kessary gate was opened on the {}orders of the prefect of the province.”"
        with open_record(tmp_path / "r.db", create=True) as record:
            for number, (name, more) in enumerate([("Mara Lind", ""), ("Ove Sand", "written ")]):
                day = date(2031, 1, 1) + timedelta(days=number)
                said = [Report(name, words.format(more), Polarity.AFFIRMS)]
                record.add(
                    reported(said, outlet=f"Outlet {number}", published=day, lead=f"No {number}. "),
                    model="m/1",
                )
            assert update(record.links()) == ()
        page = Client(create_app(tmp_path / "r.db", backend=Quoting())).get("/drift").text
        assert re.search(r"<ins>written ?</ins>", page)
        assert "and in the other article" in page


class TestQuestion:
    def test_yes_no_and_the_table(self, made: Made) -> None:
        client = made(yes("Mara Lind"), no("Ove Sand"), yes("Mara Lind"))
        page = client.get("/compare?q=prefect").text
        assert page.index("Says yes") < page.index("Says no") < page.index("Where they clash")
        rows = list(
            csv.DictReader(io.StringIO(client.get("/compare?q=prefect&format=csv").body.decode("utf-8-sig")))
        )
        assert [(r["answer"], r["held_by"], r["origins"]) for r in rows] == [
            ("yes", "Mara Lind", "2"),
            ("yes", "Mara Lind", "2"),
            ("no", "Ove Sand", "1"),
        ]
        assert all(f"/a/{r['id']}#words" in page for r in rows)

    def test_nothing_found_and_too_much_asked(self, client: Client) -> None:
        answer = client.get("/compare?q=zeppelin")
        assert answer.status == 200
        assert "nobody on record said anything with the words" in answer.text
        assert client.get("/compare?q=" + "w" * 401).status == 400

    def test_a_search_leads_there(self, client: Client) -> None:
        assert 'href="/compare?q=gate"' in client.get("/search?q=gate").text


class TestClaim:
    def test_a_claim_of_many_is_paged(self, made: Made) -> None:
        client = made(
            *(yes(f"Voice {chr(65 + n % 26)}{chr(97 + n // 26)}") for n in range(MOST + 5)), no("Ove Sand")
        )
        (claim,) = [c for c in accounts_in(client) if c["size"] > 2]
        one, two = (client.get(f"/claim/{claim['id']}?page={n}").text for n in (1, 2))
        assert f"{MOST + 5} statements make this claim" in one
        assert one.count('class="card affirms"') == MOST
        assert two.count('class="card affirms"') == 5
        assert "Further in the list" in one
        assert client.get(f"/claim/{claim['id']}?page=3").status == 404
        # So many days are told from top to bottom.
        assert '<table class="days">' in one
        assert '<table class="matrix">' in two

    def test_a_denial_is_headed_as_one(self, made: Made) -> None:
        client = made(no("Mara Lind"), yes("Ove Sand"))
        ids = {s["name"]: s["id"] for s in json.loads(client.get("/search?format=json").body)["statements"]}
        page = client.get(f"/claim/{ids['Mara Lind']}").text
        assert f"Denied: “<bdi>{GATE}</bdi>”" in page
        assert "speaker denies it" in page
        assert "says it is so" in page

    def test_one_speaker_under_two_names_is_one(self, client: Client, path: Path) -> None:
        with open_record(path, readonly=True) as record:
            said = record.who("renn")
        page = client.get(f"/compare?a={said[0].id}&a={said[1].id}").text
        assert page.count('<th scope="row">') == 1

    @pytest.mark.parametrize(
        ("words", "bare"),
        [
            ("“I was not telephoned,”", "I was not telephoned"),
            ("“We heard,” … “nothing.”", "“We heard,” … “nothing.”"),
            ("that it was so,", "that it was so"),
            ("”", "”"),
            ("the minister’s", "the minister’s"),
        ],
    )
    def test_a_heading_has_one_pair_of_marks(self, words: str, bare: str) -> None:
        assert unquoted(words) == bare


class TestDeciding:
    def test_it_takes_the_token_and_a_server_that_may_write(self, fresh: Client, path: Path) -> None:
        sent = fields(fresh, "/clashes", decision="rejected contradicts")
        assert fresh.form("/decide", {**sent, "token": "x"}).status == 403
        assert fresh.form("/decide", sent, origin="http://evil.example").status == 403
        closed = Client(create_app(path, backend=Quoting(), writable=False))
        assert 'action="/decide"' not in closed.get("/clashes").text
        assert closed.form("/decide", sent).status == 500

    def test_what_is_confirmed_names_who_and_why(self, fresh: Client, tmp_path: Path) -> None:
        sent = fields(fresh, "/clashes", decision="confirmed contradicts", why="I asked\nboth.")
        answer = fresh.form("/decide", sent)
        assert (answer.status, answer.headers["location"]) == (303, "/clashes")
        assert "has confirmed it" in fresh.get("/clashes").text
        assert "I asked both." in fresh.get("/decided").text
        with open_record(tmp_path / "copy.db", readonly=True) as record:
            (kept,) = judging.judgements(record)
            assert (kept.verdict, kept.relation) == (Verdict.CONFIRMED, Relation.CONTRADICTS)
            assert accounts.clashes(record)[0].confirmed_by == kept.by

    def test_a_decision_survives_the_linker(self, fresh: Client, tmp_path: Path) -> None:
        before = pairs(fresh)
        fresh.form("/decide", fields(fresh, "/clashes", decision="rejected contradicts"))
        with open_record(tmp_path / "copy.db") as record:
            record._db.run("INSERT INTO unlinked SELECT key FROM documents WHERE TRUE ON CONFLICT DO NOTHING")
            assert update(record.links()) == ()
        assert before[0] not in pairs(fresh)
        page = fresh.get("/decided").text
        withdraw = re.search(r'name="withdraw" value="(\d+)"', page)
        assert withdraw
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token
        fresh.form("/decide", {"token": token[1], "withdraw": withdraw[1], "back": "/decided"})
        assert "taken back" in fresh.get("/decided").text
        assert pairs(fresh) == before

    @pytest.mark.parametrize(
        ("more", "status"),
        [
            ({"decision": "nonsense"}, 400),
            ({"decision": "confirmed nonsense"}, 400),
            ({"decision": ""}, 400),
            ({"decision": "same", "left": "zz"}, 404),
            ({"decision": "same", "why": "w" * 1001}, 400),
            ({"withdraw": "one"}, 400),
            ({"withdraw": "99"}, 404),
        ],
    )
    def test_a_form_that_says_nothing(self, fresh: Client, more: dict[str, str], status: int) -> None:
        assert fresh.form("/decide", fields(fresh, "/clashes") | more).status == status

    @pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
    def test_it_leads_nowhere_else(self, fresh: Client, back: str) -> None:
        sent = fields(fresh, "/clashes", decision="rejected contradicts", back=back)
        assert fresh.form("/decide", sent).headers["location"] == "/decided"


def pairs(client: Client) -> list[tuple[str, str]]:
    found = json.loads(client.get("/clashes?format=json").body)
    return [(link["left"]["id"], link["right"]["id"]) for link in found]


def accounts_in(client: Client) -> list[dict[str, int]]:
    return json.loads(client.get("/claims?format=json").body)  # type: ignore[no-any-return]


def test_somebody_quoted_by_very_many_outlets_has_a_picture_that_fits(made: Made) -> None:
    client = made(*(yes("Mara Lind", f"the gate {n} of the mill was opened") for n in range(40)))
    lind = json.loads(client.get("/people?q=lind&format=json").body)[0]["id"]
    page = client.get(f"/p/{lind}").text
    assert page.count('<text class="row"') <= 12
    assert "other outlets" in page


def test_one_day_is_told_once(made: Made) -> None:
    client = made(yes("Mara Lind"))
    lind = json.loads(client.get("/people?q=lind&format=json").body)[0]["id"]
    for page in (f"/p/{lind}", "/", "/o/Outlet%200"):
        assert "</time> to <time" not in client.get(page).text


def test_a_speech_is_headed_by_its_beginning(made: Made) -> None:
    speech = " ".join(f"word{n}" for n in range(5000))
    client = made(yes("Mara Lind", speech), no("Ove Sand", speech))
    said = json.loads(client.get("/search?format=json").body)["statements"][0]["id"]
    for page in (f"/claim/{said}", "/compare?q=word7", "/claims?q=word7", "/clashes"):
        text = client.get(page).text
        heading = re.findall("<h1>(.*?)</h1>", text, re.S)[0]
        assert len(heading) < 600, page
        assert len(text) < 60_000 or page == "/clashes", page
