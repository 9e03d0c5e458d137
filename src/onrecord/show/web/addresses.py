"""Where everything is found: addresses on the server, and the same as relative paths of published files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlencode


class Addresses:
    """On the server. All of them are permanent: ids are functions of what they name."""

    static = False

    def start(self) -> str:
        """The start page."""
        return "/"

    def page(self, name: str) -> str:
        """A page that there is one of: articles, people, outlets, claims, clashes, changes, drift,
        decided, review, failures, search, add."""
        return f"/{name}"

    def article(self, document: str) -> str:
        """An article by its id."""
        return f"/d/{document}"

    def statement(self, attribution: str, document: str) -> str:  # noqa: ARG002
        """The article of an attribution, opened at its words."""
        return f"/a/{attribution}#words"

    def person(self, entity: str) -> str:
        """A speaker by the entity's id."""
        return f"/p/{entity}"

    def outlet(self, name: str) -> str:
        """An outlet by its name."""
        return f"/o/{quote(name, safe='')}"

    def search(self, **asked: object) -> str:
        """A search; what is None or empty is left out."""
        kept = {name: value for name, value in asked.items() if value not in (None, "")}
        return "/search" + (f"?{urlencode(kept)}" if kept else "")

    def compare(self, attributions: Sequence[str]) -> str:
        """Statements side by side."""
        return "/compare?" + urlencode([("a", each) for each in attributions])

    def question(self, words: str) -> str:
        """Who says yes and who says no to a claim with these words; empty where nobody can be asked."""
        return "/compare?" + urlencode({"q": words})

    def claim(self, attribution: str) -> str:
        """Everybody on what an attribution says, by its id."""
        return f"/claim/{attribution}"

    def asset(self, name: str) -> str:
        """A file of ours; its address changes with its content, so that browsers may keep it."""
        return f"/static/{name}?{_digest(name)}"


class FileAddresses(Addresses):
    """In a folder of files; ``depth`` is how many folders below its top the page lies that has the link."""

    static = True

    def __init__(
        self, depth: int, claims: Mapping[str, str] | None = None, pairs: Collection[str] = frozenset()
    ) -> None:
        self._up = "../" * depth
        self._claims, self._pairs = claims or {}, pairs

    def start(self) -> str:
        """The start page."""
        return f"{self._up}index.html"

    def page(self, name: str) -> str:
        """A page that there is one of."""
        return f"{self._up}{name}.html"

    def article(self, document: str) -> str:
        """An article by its id."""
        return f"{self._up}d/{document}.html"

    def statement(self, attribution: str, document: str) -> str:
        """The entry of an attribution in its article's ledger; the script goes on to the words."""
        return f"{self._up}d/{document}.html#a-{attribution}"

    def person(self, entity: str) -> str:
        """A speaker by the entity's id."""
        return f"{self._up}p/{entity}.html"

    def outlet(self, name: str) -> str:
        """An outlet by its name; file names are digests, because names hold anything."""
        return f"{self._up}o/{outlet_file(name)}.html"

    def search(self, **asked: object) -> str:
        """The search page; the words are handed on to its script."""
        words = asked.get("q")
        return f"{self._up}search.html" + (f"#q={quote(str(words))}" if words else "")

    def compare(self, attributions: Sequence[str]) -> str:
        """Two statements that something links, side by side; empty for others, which nobody can ask for
        here."""
        name = pair_file(attributions)
        return f"{self._up}c/{name}.html" if name in self._pairs else ""

    def question(self, words: str) -> str:  # noqa: ARG002
        """Nobody can be asked in files."""
        return ""

    def claim(self, attribution: str) -> str:
        """The page of the claim that an attribution makes; empty where it stands alone."""
        name = self._claims.get(attribution)
        return f"{self._up}c/{name}.html" if name else ""

    def asset(self, name: str) -> str:
        """A file of ours."""
        return f"{self._up}static/{name}"


def pair_file(attributions: Sequence[str]) -> str:
    """The name of the file of statements side by side, without suffix."""
    return "-".join(sorted(attributions))


def outlet_file(name: str) -> str:
    """The name of an outlet's file, without suffix."""
    return hashlib.sha256(name.encode("utf-8")).hexdigest()[:12]


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(files(__package__).joinpath("static", *name.split("/")).read_bytes()).hexdigest()[
        :8
    ]
