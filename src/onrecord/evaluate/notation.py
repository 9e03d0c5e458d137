"""The span-markup notation of gold: a text with inline tags, and a line of features for each attribution.

::

    <s1>Mara Lind</s1> <k1>said</k1> <c1>that the dam would hold</c1>.
    ===
    1: type=specific speaker="Mara Lind"

Tags (see :mod:`.tags`) carry their attribution's number and a role: ``s`` source, ``k`` cue, ``c`` content,
``d`` addressee, ``m`` medium, ``t`` time expression. A role may occur several times (discontinuous parts).
Taking the tags out gives the text exactly. The keys of the feature lines are in :mod:`.featurelines`.

An article may open with the front matter that the text reader knows. Its text ends before the line ``===``;
the line break in front of that line belongs to the text, unless the line is ``=== no final newline``. A
file of passages holds many, each after a line ``### slug shape=… [hard] [published=2026-05-07]``; blank
lines around a passage and its last line break are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from onrecord.errors import MalformedInput
from onrecord.evaluate.featurelines import parse_feature_line, print_feature_line
from onrecord.evaluate.gold import Expected, Gold, Stated
from onrecord.evaluate.marks import kind_by_marks
from onrecord.evaluate.tags import Parts, insert_tags, strip_tags
from onrecord.model import Attribution, Document, Medium, Said, Spans, attribution_id

_END_OF_TEXT = re.compile(r"^===(?P<joined> no final newline)?$", re.MULTILINE)
_HEADER = re.compile(r"^###[ \t]+(?P<slug>[\w.-]+)(?P<rest>.*)$", re.MULTILINE)


def parse(marked: str, *, name: str = "") -> Gold:
    """One marked article. Raises MalformedInput naming the line and the tag or key."""
    from onrecord.read.metadata import build
    from onrecord.read.text import front_matter

    fields, body = front_matter(marked)
    line = 1 + marked.count("\n", 0, len(marked) - len(body))
    end = _END_OF_TEXT.search(body)
    tagged = body[: end.start()] if end else body
    if end and end["joined"]:
        tagged = tagged.removesuffix("\n")
    text, parts = strip_tags(tagged, line=line)
    document = build(text, fields)
    stated = _feature_lines(body, end, line)
    return Gold(document, _expected(document, parts, stated, line=line), name)


def parse_passages(source: str) -> tuple[Gold, ...]:
    """All passages of one file, in order. Raises MalformedInput naming the line."""
    headers = list(_HEADER.finditer(source))
    before = source[: headers[0].start()] if headers else source
    for number, line in enumerate(before.split("\n"), start=1):
        if line.strip() and not line.startswith("# "):
            raise MalformedInput(f"line {number}: a passage starts with a line `### slug shape=…`")
    ends = [*(header.start() for header in headers[1:]), len(source)][: len(headers)]
    found = [_passage(source, header, end) for header, end in zip(headers, ends, strict=True)]
    slugs: set[str] = set()
    for gold, header in zip(found, headers, strict=True):
        if gold.name in slugs:
            raise MalformedInput(
                f"line {_line_of(source, header.start())}: there is a passage {gold.name} above"
            )
        slugs.add(gold.name)
    return tuple(found)


def print_gold(gold: Gold) -> str:
    """The marked article that :func:`parse` reads back, its name apart.

    Raises ValueError when no notation can carry it: a tag or an end-of-text line in the text itself.
    """
    tagged, features = _print_body(gold)
    if features:
        tagged += "===\n" if tagged.endswith("\n") or not tagged else "\n=== no final newline\n"
    return _print_front_matter(gold.document) + tagged + features


def print_passages(passages: Iterable[Gold]) -> str:
    """The file of passages that :func:`parse_passages` reads back. Raises ValueError as :func:`print_gold`,
    and when a text starts or ends with a line break or holds a passage header."""
    return "\n".join(_print_passage(gold) for gold in passages)


def _passage(source: str, header: re.Match[str], end: int) -> Gold:
    line = _line_of(source, header.start())
    shape, hard, published = None, False, None
    for word in header["rest"].split():
        key, _, value = word.partition("=")
        if key == "shape" and value:
            shape = value
        elif word == "hard":
            hard = True
        elif key == "published":
            published = _date(value, line)
        else:
            raise MalformedInput(f"line {line}: {word!r} is none of shape=…, hard, published=…")
    body = source[header.end() : end]
    close = _END_OF_TEXT.search(body)
    tagged = body[: close.start()] if close else body
    lead = len(tagged) - len(tagged.lstrip("\n"))
    text, parts = strip_tags(tagged.strip("\n"), line=line + lead)
    document = Document.new(text, published=published)
    stated = _feature_lines(body, close, line)
    return Gold(document, _expected(document, parts, stated, line=line), header["slug"], shape, hard)


def _feature_lines(body: str, end: re.Match[str] | None, line: int) -> dict[int, tuple[int, Stated]]:
    """Attribution number → (line number, what is stated); ``line`` is the number of the body's first line."""
    found: dict[int, tuple[int, Stated]] = {}
    if end is None:
        return found
    first = line + body.count("\n", 0, end.start())
    for here, words in enumerate(body[end.end() :].split("\n"), start=first):
        if not words.strip():
            continue
        number, stated = parse_feature_line(words, number=here)
        if number in found:
            raise MalformedInput(f"line {here}: attribution {number} has a feature line above")
        found[number] = (here, stated)
    return found


def _expected(
    document: Document, parts: Parts, stated: dict[int, tuple[int, Stated]], *, line: int
) -> tuple[Expected, ...]:
    """The attributions by number; ``line`` stands in messages for those without a feature line."""
    for number, (here, each) in stated.items():
        if number not in parts:
            raise MalformedInput(f"line {here}: there is no attribution {number} in the text")
        if each.within is not None and (each.within not in parts or each.within == number):
            raise MalformedInput(f"line {here}: within={each.within} is no other attribution of the text")
    _check_chains(stated)
    ids: dict[int, str] = {}
    for number, roles in parts.items():
        if "c" not in roles:
            tag = f"<{next(iter(roles))}{number}>"
            raise MalformedInput(
                f"line {line}: attribution {number} has a tag {tag} but no content <c{number}>"
            )
        key = attribution_id(document.id, roles.get("s", ()), roles.get("k", ()), roles["c"])
        if key in ids.values():
            raise MalformedInput(f"line {line}: attribution {number} has the spans of another one")
        ids[number] = key
    found = []
    for number, roles in parts.items():
        here, described = stated.get(number, (line, None))
        if "m" in roles and (described is None or described.medium is None):
            raise MalformedInput(f"line {here}: <m{number}> is tagged but no medium= is stated for {number}")
        found.append(
            Expected(
                number, _attribution(document, number, roles, described, ids), described, roles.get("t", ())
            )
        )
    return tuple(found)


def _check_chains(stated: dict[int, tuple[int, Stated]]) -> None:
    for number, (here, each) in stated.items():
        outer, steps = each.within, 0
        while outer in stated and steps <= len(stated):
            outer, steps = stated[outer][1].within, steps + 1
        if steps > len(stated):
            raise MalformedInput(f"line {here}: the chain of attribution {number} comes back to itself")


def _attribution(
    document: Document, number: int, roles: dict[str, Spans], stated: Stated | None, ids: dict[int, str]
) -> Attribution:
    content, told = roles["c"], stated or Stated()
    return Attribution(
        id=ids[number],
        source=roles.get("s", ()),
        cue=roles.get("k", ()),
        content=content,
        kind=told.kind or kind_by_marks(document.text, content),
        attitude=told.attitude,
        polarity=told.polarity,
        source_type=told.source_type,
        addressee=roles.get("d", ()),
        medium=Medium(told.medium, None, roles.get("m", ())) if told.medium else None,
        said=Said(*told.said, roles.get("t", ())) if told.said else None,
        within=None if told.within is None else ids[told.within],
    )


def _print_body(gold: Gold) -> tuple[str, str]:
    """The tagged text, and the feature lines, each with its line break."""
    if _END_OF_TEXT.search(gold.document.text):
        raise ValueError("the text itself holds an end-of-text line ===")
    parts: Parts = {
        each.number: {
            role: spans
            for role, spans in (
                ("s", each.attribution.source),
                ("k", each.attribution.cue),
                ("c", each.attribution.content),
                ("d", each.attribution.addressee),
                ("m", each.attribution.medium.spans if each.attribution.medium else ()),
                ("t", each.time),
            )
            if spans
        }
        for each in gold.expected
    }
    lines = [print_feature_line(each.number, each.stated) + "\n" for each in gold.expected if each.stated]
    return insert_tags(gold.document.text, parts), "".join(lines)


def _print_front_matter(document: Document) -> str:
    values = {
        "title": document.title,
        "url": document.url,
        "outlet": document.outlet,
        "byline": "; ".join(document.byline) or None,
        "published": document.published and document.published.isoformat(),
        "language": document.language,
    }
    lines = [f"{key}: {value}\n" for key, value in values.items() if value is not None]
    if lines or document.text.startswith("---"):
        return "".join(["---\n", *lines, "---\n"])
    return ""


def _print_passage(gold: Gold) -> str:
    text = gold.document.text
    if text != text.strip("\n") or not text or _HEADER.search(text):
        raise ValueError("a passage starts and ends with a word and holds no line ###")
    tagged, features = _print_body(gold)
    published = gold.document.published
    words = [
        f"### {gold.name}",
        *([f"shape={gold.shape}"] if gold.shape else []),
        *(["hard"] if gold.hard else []),
        *([f"published={published}"] if published else []),
    ]
    return f"{' '.join(words)}\n{tagged}\n" + (f"===\n{features}" if features else "")


def _line_of(source: str, place: int) -> int:
    return 1 + source.count("\n", 0, place)


def _date(value: str, line: int) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise MalformedInput(f"line {line}: published={value} is no date such as 2026-05-07") from None
