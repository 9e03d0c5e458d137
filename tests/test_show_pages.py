"""The pages as a program sees them: addresses, forms, safety, bad input. What a reader sees is in
tests/browser."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from onrecord import wire
from onrecord.errors import UsageError
from onrecord.link.update import update
from onrecord.show.web import create_app, lending
from onrecord.show.web.serving import _unwritable, serve
from onrecord.store import open_record
from page_samples import Answer, Client, put, sample, sample_record
from quoting import Quoting

ARTICLE = sample("08")
PAGES = ["/", "/articles", "/people", "/outlets", "/search", "/search?q=gate", "/review", "/failures"]
PAGES += ["/claims", "/claims?q=gate", "/clashes", "/changes", "/drift", "/decided", "/compare?q=gate"]
SAID = "“The ramp was sound,” Odile Marchbank said on Tuesday."


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_record(tmp_path_factory.mktemp("pages") / "valley.db", "01", "02", "08", "13")


@pytest.fixture(scope="module")
def client(record: Path) -> Client:
    return Client(create_app(record, backend=Quoting()))


@pytest.fixture
def fresh(record: Path, tmp_path: Path) -> Client:
    """The pages of a copy that may be written to."""
    with open_record(record) as opened:
        opened.path  # noqa: B018  (closing folds the log into the file)
    shutil.copy(record, tmp_path / "copy.db")
    return Client(create_app(tmp_path / "copy.db", backend=Quoting()))


def renn(client: Client) -> str:
    found = json.loads(client.get("/people?q=renn&format=json").body)
    return str(found[0]["id"])


def token(client: Client) -> str:
    found, *_ = re.findall(r'name="token" value="([^"]+)"', client.get("/").text)
    return str(found)


def every_page(client: Client) -> list[str]:
    a = ARTICLE.attributions
    return [
        *PAGES,
        f"/d/{ARTICLE.document.id}",
        f"/a/{a[12].id}",
        f"/p/{renn(client)}",
        "/o/Lorvane%20Press%20Association",
        f"/compare?a={a[0].id}&a={a[2].id}",
    ]


class TestForms:
    def test_every_page_is_html_and_json(self, client: Client) -> None:
        for page in every_page(client):
            answer = client.get(page)
            assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), page
            assert "<h1" in answer.text
            assert "valley.db" in answer.text, "a page says which record it shows"
            assert "gold/1" in answer.text, "and whose findings"
            joined = page + ("&" if "?" in page else "?")
            assert json.loads(client.get(f"{joined}format=json").body) is not None

    def test_tables_are_csv_by_either_address(self, client: Client) -> None:
        for page in ("/people", "/articles", "/outlets", "/search", f"/d/{ARTICLE.document.id}"):
            by_suffix, by_query = client.get(f"{page}.csv"), client.get(f"{page}?format=csv")
            assert by_suffix.body == by_query.body
            rows = list(csv.DictReader(io.StringIO(by_query.body.decode("utf-8-sig"))))
            assert rows
        assert [row["id"] for row in rows] == [a.id for a in by_place()]
        content = ARTICLE.document.text[slice(*map(int, rows[0]["content_spans"].split("-")))]
        assert rows[0]["content"] == content

    def test_an_article_as_json_is_the_wire_format(self, client: Client) -> None:
        found = wire.decode(client.get(f"/d/{ARTICLE.document.id}.json").body)
        assert found.document == ARTICLE.document
        assert [a.content for a in found.attributions] == [a.content for a in by_place()]

    def test_cells_that_spreadsheets_would_run_are_text(self, fresh: Client, tmp_path: Path) -> None:
        put(tmp_path / "copy.db", SAID, outlet='=HYPERLINK("http://x")')
        rows = list(csv.DictReader(io.StringIO(fresh.get("/outlets.csv").body.decode("utf-8-sig"))))
        assert '\'=HYPERLINK("http://x")' in [row["name"] for row in rows]

    def test_a_form_that_a_page_does_not_have_is_named(self, client: Client) -> None:
        answer = client.get("/people?format=xlsx")
        assert answer.status == 400
        assert "xlsx" in answer.text

    def test_the_first_page_is_light(self, client: Client) -> None:
        first = client.get("/").text
        assets = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', first))
        assert len(assets) == 4
        assert len(first.encode()) + sum(len(client.get(a).body) for a in assets) < 100_000

    def test_openapi_describes_what_there_is(self, client: Client) -> None:
        described = json.loads(client.get("/openapi.json").body)
        assert described["openapi"].startswith("3.1")
        for path, methods in described["paths"].items():
            if "{" not in path and "get" in methods and path not in ("/compare",):
                assert client.get(path).status == 200, path
        for reference in re.findall(r'"#/([^"]+)"', json.dumps(described)):
            at = described
            for step in reference.split("/"):
                at = at[step]


def by_place() -> list[object]:
    return sorted(ARTICLE.attributions, key=lambda a: (a.spans()[0], a.id))


class TestArticle:
    def test_the_text_is_the_text(self, client: Client) -> None:
        page = client.get(f"/d/{ARTICLE.document.id}").text
        body = page[page.index('<div class="body">') + 18 :]
        body = body[: body.index('<p class="where end">')].rpartition("</div>")[0]
        assert Text.of(body) == ARTICLE.document.text

    def test_a_statement_opens_its_article_at_the_words(self, client: Client) -> None:
        nested = next(a for a in ARTICLE.attributions if a.within)
        page = client.get(f"/a/{nested.id}").text
        assert page.count('id="words"') == 1
        assert '<dl class="details">' in page
        assert "<dt>Within</dt>" in page
        assert f'href="/a/{nested.within}#words"' in page

    def test_details_come_alone_for_an_open_page(self, client: Client) -> None:
        page = client.get(f"/a/{ARTICLE.attributions[0].id}?part=details").text
        assert page.lstrip().startswith("<dl")

    def test_the_same_words_elsewhere_are_found(self, client: Client) -> None:
        first = sample("01")
        shared = next(a for a in first.attributions if "sirens had been sounding" in words(first, a))
        page = client.get(f"/a/{shared.id}?part=details").text
        assert "Same words" in page
        assert "The Orle Valley Echo" in page

    def test_why_a_pronoun_is_somebody(self, client: Client) -> None:
        he = next(a for a in ARTICLE.attributions if words(ARTICLE, a, "source") == "he" and a.speaker)
        page = client.get(f"/a/{he.id}?part=details").text
        assert he.speaker_reason
        assert f"<bdi>{escape(he.speaker_reason)}</bdi>" in page

    def test_without_a_reason_on_record_the_mentions_tell(self, fresh: Client, tmp_path: Path) -> None:
        he = next(a for a in ARTICLE.attributions if words(ARTICLE, a, "source") == "he" and a.speaker)
        bare = tuple(a.with_(speaker_reason=None) for a in ARTICLE.attributions)
        with open_record(tmp_path / "copy.db") as record:
            record.add(replace(ARTICLE, attributions=bare), model="older/1")
        page = fresh.get(f"/a/{he.id}?part=details").text
        assert re.search("“<bdi>he</bdi>” stands for “<bdi>.*Renn</bdi>”", page)


def words(extraction: object, attribution: object, part: str = "content") -> str:
    return " ".join(span.of(extraction.document.text) for span in getattr(attribution, part))  # type: ignore[attr-defined]


class Text(HTMLParser):
    @classmethod
    def of(cls, html: str) -> str:
        found = cls()
        found.pieces: list[str] = []  # type: ignore[misc]
        found.feed(html)
        return "".join(found.pieces)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


class TestOtherPages:
    def test_a_person_has_a_timeline_names_and_statements(self, client: Client) -> None:
        page = client.get(f"/p/{renn(client)}").text
        assert page.count('<svg class="timeline"') == 1
        assert "Mr Renn" in page or "Names in the articles" in page
        assert page.count('<li class="said') > 10

    def test_compare_marks_what_clashes(self, client: Client) -> None:
        first, second = sample("01"), sample("02")
        pair = [
            next(a.id for a in e.attributions if "gate at Kessary was opened" in words(e, a))
            for e in (first, second)
        ]
        page = client.get(f"/compare?a={pair[0]}&a={pair[1]}").text
        assert page.count('class="card') == 2
        assert page.count('<a class="cell for"') == 2

    def test_facets_count_what_is_asked(self, client: Client) -> None:
        found = json.loads(client.get("/search?polarity=denies&format=json").body)
        denied = sum(a.polarity == "denies" for n in ("01", "02", "08", "13") for a in sample(n).attributions)
        assert found["facets"]["statements"] == denied
        assert sum(found["facets"]["kinds"].values()) == denied
        assert client.get("/search?polarity=denies").text.count('<li class="said denies') == min(denied, 25)

    def test_filters_join(self, client: Client) -> None:
        found = json.loads(client.get("/search?q=gate&outlet=Le%20Fanal&format=json").body)
        assert {hit["outlet"] for hit in found["hits"]} == {"Le Fanal"}

    def test_suggestions_offer_people_articles_and_words(self, client: Client) -> None:
        page = client.get("/suggest?q=ren").text
        assert "Tobias Renn" in page
        assert "/search?q=ren" in page
        assert "Water authority admits" in client.get("/suggest?q=water%20auth").text

    def test_review_lists_what_is_probably_wrong_first(self, client: Client) -> None:
        found = json.loads(client.get("/review.json").body)["unsure"]
        sure = [s["confidence"] for s in found]
        assert sure == sorted(sure)
        assert sure
        assert sure[-1] < 0.5

    def test_lists_are_paged(self, client: Client) -> None:
        first, second = (
            json.loads(client.get(f"/search?page={n}&format=json").body)["statements"] for n in (1, 2)
        )
        assert len(first) == 25
        assert not {s["id"] for s in first} & {s["id"] for s in second}
        assert client.get("/search?page=2").text.count('rel="prev"') == 1


class TestSafety:
    def test_headers_allow_nothing_from_elsewhere(self, client: Client) -> None:
        for page in ("/", "/nowhere", "/openapi.json", "/static/page.js"):
            headers = client.get(page).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"

    def test_no_page_has_script_or_style_in_it(self, client: Client) -> None:
        for page in every_page(client):
            text = client.get(page).text
            assert re.findall(r"<script(?! src=)|<style|\sstyle=|\son\w+=|javascript:", text) == [], page
            assert not re.search(
                r'(?:src|href)="(?:https?:)?//(?!lpa\.example|echo\.example|fanal\.example)[^"]+"', text
            )

    @pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "", "127.0.0.1.evil.example"])
    def test_other_hosts_are_refused(self, client: Client, host: str) -> None:
        assert client.get("/", host=host).status == 400

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9", "[::1]:8470"])
    def test_this_machine_is_not(self, client: Client, host: str) -> None:
        assert client.get("/failures", host=host).status == 200

    def test_writing_takes_the_token(self, fresh: Client) -> None:
        assert fresh.form("/add", {"text": SAID}).status == 403
        assert fresh.form("/add", {"text": SAID, "token": "x" * 32}).status == 403
        assert fresh.form("/add", {"text": SAID, "token": token(fresh)}).status == 303

    @pytest.mark.parametrize(
        "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"}]
    )
    def test_pages_of_others_cannot_post(self, fresh: Client, headers: dict[str, str]) -> None:
        assert fresh.form("/add", {"text": SAID, "token": token(fresh)}, **headers).status == 403
        assert fresh.post("/extract", SAID.encode(), **headers).status == 403

    def test_our_own_page_can(self, fresh: Client) -> None:
        headers = {"origin": "http://127.0.0.1:8470", "sec_fetch_site": "same-origin"}
        assert fresh.form("/add", {"text": SAID, "token": token(fresh)}, **headers).status == 303

    def test_an_article_full_of_script_runs_nothing(self, fresh: Client, tmp_path: Path) -> None:
        evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
        document = put(
            tmp_path / "copy.db",
            f"“{evil} {{{{7*7}}}},” Mara {evil} said. “It is {evil},” Mara Lind said.\n" + "w" * 100_000,
            title=f"Title {evil}",
            outlet=f"Outlet/{evil}",
            url="javascript:alert(3)",
            byline=(evil,),
        )
        found = json.loads(fresh.get(f"/d/{document.id}.json").body)
        pages = [f"/d/{document.id}", f"/a/{found['attributions'][0]['id']}", "/", "/articles", "/outlets"]
        pages += [
            "/search?q=alert",
            f"/search?q={quote(evil)}",
            "/suggest?q=title",
            f"/o/{quote(f'Outlet/{evil}', safe='')}",
        ]
        pages += [f"/people?q={quote(evil)}", f"/nowhere/{quote(evil)}", f"/d/{quote(evil)}"]
        for page in pages:
            text = fresh.get(page).text
            assert "<img" not in text, page
            assert re.findall(r"<script(?! src=\"/static)", text) == [], page
            assert 'href="javascript' not in text
        assert "{{7*7}}" in fresh.get(pages[0]).text

    def test_a_read_only_server_has_no_form(self, record: Path) -> None:
        client = Client(create_app(record, backend=Quoting(), writable=False))
        assert "<textarea" not in client.get("/").text
        answer = client.form("/add", {"text": SAID, "token": "x"})
        assert answer.status == 500
        assert "--readonly" in answer.text


class TestAdding:
    def test_a_pasted_article_opens_at_its_first_statement(self, fresh: Client) -> None:
        fields = {
            "text": SAID,
            "token": token(fresh),
            "title": "Ramp",
            "outlet": "Quay",
            "published": "2026-03-11",
        }
        answer = fresh.form("/add", fields)
        assert answer.status == 303
        page = fresh.get(answer.headers["location"].removesuffix("#words")).text
        assert "Odile Marchbank" in page
        assert "Quay" in page
        assert "11 Mar 2026" in page

    def test_files_are_read_by_their_kind(self, fresh: Client) -> None:
        body = "".join(
            f"<p>{SAID} The valley was quiet and the river low, as it is in most years.</p>" for _ in range(9)
        )
        html = f"<html><head><title>A page</title></head><body><article>{body}</article></body></html>"
        answer = fresh.form("/add", {"token": token(fresh)}, {"page.html": html.encode()})
        assert answer.status == 303
        assert "<textarea" not in fresh.get(answer.headers["location"].removesuffix("#words")).text

    def test_many_are_shown_as_they_come(self, fresh: Client) -> None:
        files = {f"{n}.txt": f"“Number {n} holds,” Mara Lind said.".encode() for n in range(5)} | {
            "x.png": b"\x89PNG\0\0"
        }
        job = fresh.form("/add", {"token": token(fresh)}, files).headers["location"]
        page = wait(fresh, job)
        assert "6 of 6 inputs" in page.text
        assert page.text.count('href="/a/') == 5
        assert "x.png" in page.text
        assert "x.png" in fresh.get("/failures").text

    def test_adding_twice_adds_once(self, fresh: Client) -> None:
        for _ in range(2):
            answer = fresh.form("/add", {"text": SAID, "token": token(fresh)})
        assert answer.headers["location"].startswith("/a/")
        until(lambda: json.loads(fresh.get("/?format=json").body)["summary"]["documents"] == 5)

    def test_what_cannot_be_read_says_why(self, fresh: Client) -> None:
        answer = fresh.form("/add", {"token": token(fresh)}, {"a.txt": b"  \n "})
        page = wait(fresh, answer.headers["location"]).text
        (why,) = re.findall(r'<ul class="failures"><li><p class="who"><bdi>a.txt</bdi></p><p>(.*?)</p>', page)
        assert "no letter" in why
        assert fresh.form("/add", {"token": token(fresh), "text": "  "}).status == 400
        assert (
            fresh.form("/add", {"token": token(fresh), "text": SAID, "published": "yesterday"}).status == 400
        )

    def test_a_backend_that_fails_is_told(self, fresh: Client) -> None:
        answer = fresh.form("/add", {"token": token(fresh), "text": f"REFUSE {SAID}"})
        assert "this text is refused" in wait(fresh, answer.headers["location"]).text

    def test_an_open_page_hears_of_new_articles(self, fresh: Client, tmp_path: Path) -> None:
        (seen,) = re.findall(r"/new\?seen=(\d+)", fresh.get("/").text)
        assert fresh.get(f"/new?seen={seen}").status == 204
        put(tmp_path / "copy.db", SAID)
        assert "1 new article" in fresh.get(f"/new?seen={seen}").text
        until(lambda: "5 articles" in fresh.get("/").text)


def until(holds: Callable[[], bool]) -> None:
    """Counts may follow a little later where counting takes long, as it does on a busy machine."""
    for _ in range(100):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never held")


def wait(client: Client, address: str) -> Answer:
    for _ in range(100):
        answer = client.get(address)
        if answer.status != 200 or "refresh" not in answer.headers:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{address} is not done")


class TestExtract:
    def test_text_in_wire_format_out_and_nothing_kept(self, fresh: Client) -> None:
        answer = fresh.post(
            "/extract?published=2026-03-11&outlet=Quay", SAID.encode(), content_type="text/plain"
        )
        found = wire.decode(answer.body.strip())
        assert (found.document.text, found.document.outlet) == (SAID, "Quay")
        assert [a.content[0].of(SAID) for a in found.attributions] == ["“The ramp was sound,”"]
        assert json.loads(fresh.get("/?format=json").body)["summary"]["documents"] == 4

    def test_what_is_no_article_is_422(self, fresh: Client) -> None:
        for body in (b"", b"\x89PNG\r\n\x1a\n\0\0\0", b" \n"):
            answer = fresh.post("/extract", body)
            assert answer.status == 422
            assert json.loads(answer.body)["error"]

    def test_too_much_is_413(self, fresh: Client) -> None:
        assert fresh.post("/extract", b"a", content_length="99999999").status == 413


class TestBadInput:
    @pytest.mark.parametrize(
        "words",
        [
            '"',
            '""',
            "*",
            "NEAR(a b)",
            "-",
            "a AND",
            "OR",
            "title:x",
            "(",
            "a*b*",
            "^a",
            "'; DROP TABLE documents",
            "\0",
            "{}",
            "%",
        ],
    )
    def test_query_syntax_is_no_syntax(self, client: Client, words: str) -> None:
        for page in ("search", "suggest", "people"):
            assert client.get(f"/{page}?q={quote(words)}").status in (200, 400)

    def test_a_query_of_10000_characters_is_told_so(self, client: Client) -> None:
        answer = client.get("/search?q=" + "gate+" * 2000)
        assert answer.status == 400
        assert "400" in answer.text
        assert len(answer.body) < 20_000
        assert client.get("/search?q=" + "a" * 20_000).status == 414

    @pytest.mark.parametrize(
        "query",
        ["since=soon", "kind=loud", "polarity=x", "page=0", "page=-1", "page=x", "page=99999999999999999999"],
    )
    def test_filters_that_are_none(self, client: Client, query: str) -> None:
        answer = client.get(f"/search?{query}")
        assert answer.status == 400
        assert "Traceback" not in answer.text

    def test_somebody_unknown_is_named_with_near_names(self, client: Client) -> None:
        page = client.get("/search?speaker=Rennn").text
        assert "nobody on record is called" in page
        assert "Renn" in page

    @pytest.mark.parametrize(
        "page",
        [
            "/d/ffffffffffffffff",
            "/a/ffffffffffff",
            "/p/ffffffffffff",
            "/o/Nowhere%20Post",
            "/claim/x",
            "/compare",
            "/jobs/x",
            "/nowhere",
        ],
    )
    def test_what_is_gone_is_404_in_every_form(self, client: Client, page: str) -> None:
        answer = client.get(page)
        assert answer.status == 404
        assert '<a href="/">To the start page</a>' in answer.text
        as_json = client.get(f"{page}?format=json")
        assert as_json.status == 404
        assert json.loads(as_json.body)["error"]

    def test_an_empty_record(self, tmp_path: Path) -> None:
        client = Client(create_app(sample_record(tmp_path / "empty.db"), backend=Quoting()))
        for page in [*PAGES, "/suggest?q=a", "/review", "/people?q=x"]:
            assert client.get(page).status == 200, page
        assert "Nothing is on record yet" in client.get("/").text
        answer = client.form("/add", {"text": SAID, "token": token(client)})
        assert answer.headers["location"].startswith("/a/")

    def test_a_record_of_an_older_version(self, fresh: Client, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
            connection.execute("PRAGMA user_version = 1")
        answer = fresh.get("/")
        assert answer.status == 500
        assert "older" in answer.text

    def test_a_record_that_went_away_or_broke(self, fresh: Client, tmp_path: Path) -> None:
        path = tmp_path / "copy.db"
        fresh.get("/")
        for name in (path, tmp_path / "copy.db-wal", tmp_path / "copy.db-shm"):
            name.unlink(missing_ok=True)
        assert "there is no record" in fresh.get("/").text
        path.write_bytes(b"hello" * 100)
        assert "is not a record" in fresh.get("/").text


class TestTheRecordItself:
    def test_one_that_another_program_has_locked_is_busy(
        self, fresh: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lending, "PATIENCE", 0.05)
        with closing(sqlite3.connect(tmp_path / "copy.db", isolation_level=None)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            answer = fresh.get("/")
            assert answer.status == 503
            assert "being written by another process" in answer.text
        assert fresh.get("/").status == 200, "and goes on when it is free"

    def test_a_full_disk_is_told_and_nothing_is_lost(self, fresh: Client) -> None:
        given = token(fresh)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
        try:
            answer = fresh.form("/add", {"token": given, "text": SAID})
            page = wait(fresh, answer.headers["location"])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert "no room left" in page.text
        assert "4 articles" in fresh.get("/").text
        again = fresh.form("/add", {"token": given, "text": SAID})
        assert again.headers["location"].startswith("/a/"), "the same text is read once there is room"

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any file")
    def test_one_that_may_not_be_written_has_no_form(self, fresh: Client, tmp_path: Path) -> None:
        (tmp_path / "copy.db").chmod(0o400)
        assert "cannot be written" in _unwritable(tmp_path / "copy.db", Quoting())
        assert fresh.get("/").status == 200

    def test_a_port_in_use_is_named(self, record: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with pytest.raises(UsageError, match=f"port {port} is in use.*--port 0"):
                serve(record=record, port=port, backend=Quoting(), told=lambda _: None)


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Client:
    path = sample_record(tmp_path_factory.mktemp("linked") / "valley.db", "01", "02", "08", "13")
    with open_record(path) as opened:
        update(opened.links())
    return Client(create_app(path, backend=Quoting()))


class TestAccounts:
    """A record whose accounts have been compared: 02 copies 01."""

    def test_a_copy_stands_under_what_it_copies(self, linked: Client) -> None:
        page = linked.get("/search?q=sirens").text
        assert re.search("<b>1 copy</b> <a [^>]+><bdi>The Orle Valley Echo</bdi></a>", page)
        listed = re.findall('<p class="words">(.*?)</p>', page)
        assert sum("twenty minutes" in each for each in listed) == 1, "the same words are listed once"
        only = linked.get("/search?q=sirens&outlet=The%20Orle%20Valley%20Echo").text
        assert re.search("<b>copy</b> of <a [^>]+><bdi>Lorvane Press Association</bdi></a>", only)

    def test_a_claim_tells_who_is_for_and_who_against_it(self, linked: Client) -> None:
        address = re.search('href="(/claim/[^"]+)"', linked.get("/").text)[1]  # type: ignore[index]
        page = linked.get(address).text
        assert '<a class="cell for"' in page
        assert '<a class="cell against"' in page
        tally = [int(n) for n in re.findall('<li class="(?:for|against|open)"><b>([0-9]+)</b>', page)]
        assert len(tally) == 3
        assert tally[0] > 0
        assert tally[1] > 0
        assert "independent origin" in page

    def test_copies_count_with_their_origin(self, linked: Client) -> None:
        pair = [
            next(a.id for a in sample(n).attributions if "sirens had been sounding" in words(sample(n), a))
            for n in ("01", "02")
        ]
        page = linked.get(f"/compare?a={pair[0]}&a={pair[1]}").text
        assert "2 statements in 2 articles, 1 independent origin: a copy counts" in page

    def test_what_a_quotation_lost_is_struck_out(self, linked: Client) -> None:
        pair = [
            next(a.id for a in sample(n).attributions if "before warning sirens" in words(sample(n), a))
            for n in ("01", "02")
        ]
        page = linked.get(f"/compare?a={pair[0]}&a={pair[1]}").text
        assert "How the words drifted" in page
        assert re.search("<del>[^<]*below[^<]*</del>", page)

    def test_a_person_is_shown_with_who_contradicts_and_what_changed(self, linked: Client) -> None:
        page = linked.get(f"/p/{renn(linked)}").text
        assert "Changes of position" in page
        assert 'class="pair updates"' in page
        assert re.findall('<section class="day"><h3><time', page), "statements stand under their days"


class TestFreshness:
    def test_counts_follow_a_record_that_grows(self, fresh: Client, tmp_path: Path) -> None:
        assert "4 articles" in fresh.get("/").text
        put(tmp_path / "copy.db", SAID, outlet="Quay")
        until(lambda: "5 articles" in fresh.get("/").text)
        assert "Quay" in fresh.get("/outlets").text

    def test_a_newer_models_findings_are_shown_once_chosen(self, fresh: Client, tmp_path: Path) -> None:
        other = ARTICLE.attributions[0]
        with open_record(tmp_path / "copy.db") as record:
            record.add(replace(ARTICLE, attributions=(other,)), model="other/2")
        page = fresh.get(f"/d/{ARTICLE.document.id}").text
        assert "1 statement<" in page
        assert "This page shows those of other/2" in page
        kept = ARTICLE.attributions[5]
        old = fresh.get(f"/a/{kept.id}").text
        assert "This page shows those of gold/1" in old, "an address of an older finding still opens"
