"""The pages as a reader meets them: main paths, keyboard, evidence, a record that grows, hostile articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import broken  # type: ignore[attr-defined]
from onrecord.show.web.serving import publish
from page_samples import put, sample, sample_record

ARTICLE = sample("08")
ORDERED = sorted(ARTICLE.attributions, key=lambda a: (a.spans()[0], a.id))
NESTED = next(n for n, a in enumerate(ORDERED, start=1) if a.within)
SAID = "“The ramp was sound,” Odile Marchbank said on Tuesday. “It is not,” Ivo Sand said."
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}

Open = Callable[..., Any]


def lit(page: Any, name: str = "lit") -> tuple[set[str], set[str]]:
    """The numbers that are lit in the ledger, and the words lit in the text."""
    entries = page.eval_on_selector_all(f"#ledger li.{name}", "all => all.map(e => e.dataset.n)")
    words = page.eval_on_selector_all(f".body .m.{name}", "all => all.map(e => e.textContent)")
    return set(entries), set(words)


class TestArticle:
    def test_text_and_ledger_light_each_other(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/d/{ARTICLE.document.id}")
        page.hover(".body .m.c1 >> nth=0")
        entries, words = lit(page)
        assert entries == {"1"}
        assert {"admitted", "The National Water Authority"} <= words
        page.hover("#ledger li[data-n='2'] .entry")
        entries, words = lit(page)
        assert entries == {"2"}
        assert "told" in words
        assert "admitted" not in words
        page.focus(".body .n[data-n='3'] >> nth=0")
        assert lit(page)[0] == {"3"}, "focus lights too"

    def test_the_innermost_finding_answers(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/d/{ARTICLE.document.id}")
        page.locator(f".body .m.c2[data-a^='{NESTED} ']").first.scroll_into_view_if_needed()
        page.locator(f".body .m.c2[data-a^='{NESTED} ']").first.hover()
        assert lit(page)[0] == {str(NESTED)}

    def test_a_click_gives_details_and_a_permanent_address(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/d/{ARTICLE.document.id}")
        page.click(".body .m.k >> nth=1")
        page.wait_for_selector("#ledger li.on .details")
        chosen = ORDERED[1]
        assert page.url == f"{site}/a/{chosen.id}"
        details = page.inner_text("#ledger li.on .details")
        assert "Tobias Renn" in details
        assert "press conference" in details
        assert f"{chosen.cue[0].start}–{chosen.cue[0].end}" in details
        page.click("#ledger li.on .close")
        assert page.locator("#ledger li.on").count() == 0

    def test_the_address_opens_at_the_words(self, opened: Open, site: str) -> None:
        last = ORDERED[-1]
        page = opened(f"{site}/a/{last.id}")
        page.wait_for_function(
            "document.querySelector('.body .m.on').getBoundingClientRect().top < innerHeight"
        )
        assert page.evaluate("document.querySelector('.body .m.on').getBoundingClientRect().top") > 0
        assert page.is_visible("#ledger li.on .details")
        words = {span.of(ARTICLE.document.text) for span in last.content}
        assert words & lit(page, "on")[1]

    def test_j_and_k_walk_and_escape_closes(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/d/{ARTICLE.document.id}")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert lit(page, "on")[0] == {"2"}
        assert page.evaluate("document.activeElement.closest('li').dataset.n") == "2"
        page.keyboard.press("Escape")
        assert lit(page, "on")[0] == set()
        page.keyboard.press("Enter")
        page.wait_for_selector("#ledger li.on .details")

    def test_marks_differ_without_colour_and_can_be_put_away(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/d/{ARTICLE.document.id}")
        style = (
            "e => { const s = getComputedStyle(e); return [s.fontWeight, s.fontStyle, s.backgroundImage] }"
        )
        looks = [tuple(page.eval_on_selector(f".body .m.{c}:not(.c1):not(.c2)", style)) for c in ("s", "k")]
        looks += [tuple(page.eval_on_selector(f".body .m.{c}", style)) for c in ("c1", "c2")]
        assert len(set(looks)) == 4
        page.uncheck("#marks")
        assert page.eval_on_selector(".body .m.s", "e => getComputedStyle(e).fontWeight") == "400"
        assert page.inner_text(".body p >> nth=1").startswith("“The first gate was moved at 1:40,” spokesman")

    def test_the_text_can_be_copied_as_it_is(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/d/{ARTICLE.document.id}")
        assert page.eval_on_selector(".body", "e => e.textContent") == ARTICLE.document.text

    def test_on_a_phone_details_come_up_from_below(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/d/{ARTICLE.document.id}", **PHONE)
        page.tap(".body .m.c1 >> nth=0")
        page.wait_for_selector("#ledger li.on .details")
        box = page.locator("#ledger li.on").bounding_box()
        assert box["y"] + box["height"] == pytest.approx(844, abs=1)
        assert (
            page.evaluate("document.querySelector('.body .m.on').getBoundingClientRect().bottom") < box["y"]
        )

    def test_right_to_left_paragraphs_run_so(self, opened: Open, growing: tuple[str, Path]) -> None:
        address, path = growing
        document = put(path, "قال يونس بلقاضي: “البوابة مفتوحة” Mara Lind said.\n\nThe rest is Latin.")
        page = opened(f"{address}/d/{document.id}")
        assert page.eval_on_selector_all(".body p", "all => all.map(p => getComputedStyle(p).direction)") == [
            "rtl",
            "ltr",
        ]


class TestSearching:
    def test_from_the_slash_to_a_person(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/")
        page.keyboard.press("/")
        page.keyboard.type("ren")
        page.wait_for_selector("#suggestions a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/p/*")
        assert page.inner_text("h1") == "Tobias Renn"
        assert page.locator("svg.timeline a").count() > 5
        page.click("svg.timeline a >> nth=0")
        page.wait_for_url("**/a/*")

    def test_filters_narrow_and_can_be_taken_away(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/search?q=gate")
        before = page.locator(".said").count()
        page.click(".facet >> text=denies")
        page.wait_for_url("**polarity=denies**")
        assert 0 < page.locator(".said.denies").count() == page.locator(".said").count() < before
        page.click(".facet .chosen a")
        page.wait_for_load_state()
        assert page.locator(".said").count() == before

    def test_two_chosen_statements_are_compared(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/search?q=gate")
        page.check(".pick input >> nth=0")
        page.check(".pick input >> nth=1")
        page.click("text=Compare the chosen")
        page.wait_for_url("**/compare?**")
        assert page.locator(".card").count() == 2
        assert page.locator(".matrix tbody tr").count() >= 1

    def test_contradictions_and_changes_lead_to_their_claim(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/")
        assert page.locator(".pair.contradicts").count() > 0
        assert page.locator(".pair.updates mark").count() > 0
        page.click(".pair.contradicts >> text=Everybody on this >> nth=0")
        page.wait_for_url("**/claim/*")
        assert page.locator(".ties b.contradicts").count() > 0
        assert "independent origin" in page.inner_text(".facts")

    def test_j_and_k_go_from_one_quotation_to_the_next(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/search?q=gate")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        links = page.eval_on_selector_all(".said .words a", "all => all.map(a => a.href)")
        assert page.evaluate("document.activeElement.href") == links[1]
        page.keyboard.press("Enter")
        page.wait_for_url(links[1])

    def test_a_copy_is_told_as_one(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/search?q=sirens")
        assert page.locator(".echo").count() > 0
        page.click(".echo a >> nth=0")
        page.wait_for_selector("article.text")

    def test_syntax_in_a_query_is_just_words(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/search?q=gate")
        page.fill("#q", '"gate NEAR( -was *')
        page.press("#q", "Enter")
        page.wait_for_url("**NEAR**")
        assert page.locator(".said, .none").count() > 0


class TestAdding:
    def test_pasted_it_opens_at_its_first_statement(self, opened: Open, growing: tuple[str, Path]) -> None:
        page = opened(growing[0])
        page.fill("#text", SAID)
        page.click("text=Read it")
        page.wait_for_url("**/a/*")
        assert lit(page, "on")[0] == {"1"}
        assert "Odile Marchbank" in page.inner_text("#ledger li.on")
        page.goto(growing[0])
        page.wait_for_selector("text=7 articles")

    def test_dropped_files_show_their_progress(self, opened: Open, growing: tuple[str, Path]) -> None:
        page = opened(growing[0])
        page.evaluate("""() => {
            const dropped = new DataTransfer();
            for (let n = 0; n < 4; n++)
                dropped.items.add(new File([`“Number ${n} holds,” Mara Lind said.`], `${n}.txt`));
            dropped.items.add(new File([""], "empty.txt"));
            for (const type of ["dragover", "drop"])
                document.body.dispatchEvent(
                    new DragEvent(type, {dataTransfer: dropped, bubbles: true, cancelable: true}));
        }""")
        page.wait_for_url("**/jobs/*")
        page.wait_for_selector("text=5 of 5 inputs read.")
        assert page.locator(".articles li").count() == 4
        assert "empty.txt" in page.inner_text(".failures")

    def test_a_record_that_grows_says_so_and_moves_nothing(
        self, opened: Open, growing: tuple[str, Path]
    ) -> None:
        address, path = growing
        page = opened(address)
        before = page.inner_text(".main")
        put(path, SAID)
        page.wait_for_selector(".pill")
        assert page.inner_text(".main") == before
        page.click(".pill")
        page.wait_for_selector("text=7 articles")


class TestWithoutScript:
    def test_search_article_details_and_adding_work(self, opened: Open, growing: tuple[str, Path]) -> None:
        page = opened(growing[0], java_script_enabled=False)
        page.fill("#q", "gate")
        page.press("#q", "Enter")
        page.click(".said .words a >> nth=0")
        assert "/a/" in page.url
        assert page.is_visible("#ledger li.on .details")
        assert page.locator("#words").count() == 1
        page.goto(growing[0])
        page.fill("#text", SAID)
        page.click("text=Read it")
        assert "/a/" in page.url


class TestHostile:
    def test_an_article_of_script_and_controls_breaks_nothing(
        self, opened: Open, growing: tuple[str, Path]
    ) -> None:
        address, path = growing
        evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
        text = f"“{evil},” Mara {evil} said. “\u202eevil\u202c and \u2067more,” Mara Lind said.\n\n"
        text += f"“{'w' * 300_000},” Mara Lind said."
        document = put(
            path, text, title=f"\u202e{evil}{'t' * 3000}", outlet=f"{evil}\u202e", byline=("\u202e" + evil,)
        )
        for where in (f"/d/{document.id}", "/", "/articles", "/outlets", "/search?q=mara"):
            page = opened(address + where)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
            assert page.locator("main img, main script").count() == 0
            if where.startswith("/d/"):
                assert page.eval_on_selector(".body", "e => e.textContent") == text
        assert page.inner_text(".brand") == "onrecord"


def test_an_empty_record_invites(opened: Open, serving: Callable[..., str], tmp_path: Path) -> None:
    address = serving(sample_record(tmp_path / "empty.db"))
    page = opened(address)
    assert page.inner_text("h1") == "Nothing is on record yet."
    for name in ("articles", "people", "outlets", "review", "failures", "search"):
        page.goto(f"{address}/{name}")
        assert page.is_visible(".none, .facts"), name


def test_what_is_gone_says_so(opened: Open, site: str) -> None:
    page = opened(f"{site}/a/ffffffffffff", expected="404")
    assert page.inner_text("h1") == "Not on record"
    page.click("text=To the start page")
    page.wait_for_selector(".lede")


def test_printed_there_is_text_and_ledger_and_no_machinery(opened: Open, site: str) -> None:
    page = opened(f"{site}/d/{ARTICLE.document.id}")
    page.emulate_media(media="print")
    assert not page.is_visible(".bar nav")
    assert not page.is_visible(".find")
    assert page.is_visible("#ledger li:last-child")
    assert page.eval_on_selector(".ledger", "e => getComputedStyle(e).overflowY") == "visible"


@pytest.fixture(scope="module")
def folder(valley: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "dossier"
    assert publish(folder, record=valley) > 20
    return folder


class TestDeciding:
    def test_what_is_rejected_goes_and_comes_back_when_taken_back(
        self, opened: Open, growing: tuple[str, Path]
    ) -> None:
        address, _ = growing
        page = opened(f"{address}/clashes")
        first = page.get_attribute(".pair.contradicts .because a >> nth=0", "href")
        page.click(".decide summary >> nth=0")
        assert broken(page) == [], "with the form open"
        page.fill(".decide input[name=why] >> nth=0", "two different gates")
        page.click("text=They do not >> nth=0")
        page.wait_for_url("**/clashes")
        assert page.locator(f".because a[href='{first}']").count() == 0
        page.click("text=Decided by people")
        assert "do not contradict each other" in page.inner_text(".claims")
        assert "two different gates" in page.inner_text(".claims")
        assert broken(page) == []
        page.click("text=Take it back")
        page.wait_for_selector(".past")
        page.goto(f"{address}/clashes")
        assert page.get_attribute(".pair.contradicts .because a >> nth=0", "href") == first

    def test_two_statements_are_parted_and_what_was_decided_stands_there(
        self, opened: Open, growing: tuple[str, Path]
    ) -> None:
        address, _ = growing
        page = opened(f"{address}/claims?q=sirens")
        page.click(".claims .words a >> nth=0")
        page.wait_for_url("**/claim/*")
        parted = page.get_attribute(".card:has(.decide) >> nth=0", "id")
        page.click("text=Not this claim? >> nth=0")
        page.click("text=It is not this claim >> nth=0")
        page.wait_for_selector("text=make two claims, not one")
        assert page.locator(f"#{parted}").count() == 0

    def test_by_keyboard_alone(self, opened: Open, growing: tuple[str, Path]) -> None:
        address, _ = growing
        page = opened(f"{address}/clashes")
        page.focus(".decide summary >> nth=0")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("I was there")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=has confirmed it")
        assert "I was there" in page.inner_text(".pair .because >> nth=0")

    def test_from_a_search_to_who_says_yes_and_to_the_words(self, opened: Open, site: str) -> None:
        page = opened(f"{site}/search?q=gate")
        page.click("text=Who says yes, who says no?")
        page.wait_for_url("**/compare?q=gate")
        assert page.locator(".answers tbody tr").count() > 1
        with page.expect_download() as download:
            page.click("text=This table as CSV")
        assert download.value.suggested_filename == "onrecord-gate.csv"
        page.click(".answers .wordy a >> nth=0")
        page.wait_for_url("**/a/*")
        assert page.is_visible("#ledger li.on .details")


class TestPublished:
    def test_it_opens_without_a_server_and_evidence_links_work(self, opened: Open, folder: Path) -> None:
        page = opened((folder / "index.html").as_uri())
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.click(".story .words a >> nth=0")
        page.wait_for_url("**/d/*.html#a-*")
        page.wait_for_selector("#ledger li.on .details")
        assert lit(page, "on")[1]
        page.goto(page.eval_on_selector("#ledger .details a[href^='../p/']", "a => a.href"))
        assert page.locator("svg.timeline").count() == 1
        assert all(url.startswith("file:") for url in asked)

    def test_claims_and_comparisons_are_there_and_readable(self, opened: Open, folder: Path) -> None:
        page = opened((folder / "index.html").as_uri())
        page.click(".pair.contradicts >> text=Everybody on this >> nth=0")
        page.wait_for_url("**/c/*.html")
        assert page.locator("a.cell.for").count() > 0
        assert page.locator("a.cell.against").count() > 0
        assert broken(page) == []
        page.goto((folder / "index.html").as_uri())
        page.click(".pair.updates >> text=Compare the two >> nth=0")
        page.wait_for_url("**/c/*-*.html")
        assert page.locator(".card").count() == 2
        page.click(".card >> text=in the article >> nth=0")
        page.wait_for_selector("#ledger li.on")

    def test_its_search_finds_people_and_words(self, opened: Open, folder: Path) -> None:
        page = opened((folder / "search.html").as_uri())
        page.fill("#q", "renn gate")
        page.wait_for_selector("#results .said")
        page.click("#results .words a >> nth=0")
        page.wait_for_url("**/d/*.html#a-*")

    def test_every_link_leads_to_a_file(self, folder: Path) -> None:
        for path in folder.rglob("*.html"):
            text = path.read_text("utf-8")
            ids = set(re.findall(r' id="([^"]+)"', text))
            for target in re.findall(r'(?:href|src)="(?!https?:)([^"]+)"', text):
                name, _, fragment = target.partition("#")
                assert not name.startswith("/"), (path.name, target)
                if name:
                    assert (path.parent / name).exists(), (path.name, target)
                elif fragment:
                    assert fragment in ids, (path.name, target)
            assert "/static/vendor" not in text
            assert "hx-" not in text, path.name
