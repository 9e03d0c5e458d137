"""Files of gold and of predictions → values.

Three forms are read, told apart by what stands in them: lines of the wire format; lines of the PolNeAR form
``{"id", "text", "attributions": [{"source": [[s, e], …], "cue": …, "content": …}]}`` (predictions may leave
``text`` out); and files in the span-markup notation, one article or many passages each, or folders of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, MalformedInput, NotFound
from onrecord.evaluate.gold import Expected, Gold, Stated
from onrecord.evaluate.marks import kind_by_marks
from onrecord.evaluate.notation import parse, parse_passages
from onrecord.model import Attribution, Document, Extraction, Span, Spans, attribution_id
from onrecord.wire import decode


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was predicted for the document called ``id``; ``text`` is None where the file does not give it."""

    id: str
    text: str | None
    extraction: Extraction


def load_gold(path: Path) -> list[Gold]:
    """The gold in a file, or in all ``.txt`` files under a folder, sorted by path.

    Where a file of lines holds an article several times (several annotators), the first line counts. Raises
    NotFound, and MalformedInput naming file and line.
    """
    if path.is_dir():
        files = sorted(path.rglob("*.txt"))
        if not files:
            raise NotFound(
                f"no gold under {path}: a folder is searched for .txt files in the span-markup notation"
            )
        return [gold for file in files for gold in _notation(file)]
    if path.suffix not in (".jsonl", ".json"):
        return _notation(path)
    found: dict[str, Gold] = {}
    for line in _lines(path):
        gold = _gold(line)
        found.setdefault(gold.document.id, gold)
    return list(found.values())


def load_predictions(path: Path) -> list[Prediction]:
    """One prediction a line. Raises NotFound, and MalformedInput naming file and line."""
    return [_prediction(line) for line in _lines(path)]


@dataclass(frozen=True, slots=True)
class _Line:
    where: str
    source: str
    value: dict[str, Any]


def _lines(path: Path) -> Iterator[_Line]:
    for number, source in enumerate(_read(path).split("\n"), start=1):
        if not source.strip():
            continue
        where = f"{path}, line {number}"
        try:
            value = json.loads(source)
        except (ValueError, RecursionError) as error:
            raise MalformedInput(f"{where}: not JSON ({error})") from error
        if not isinstance(value, dict):
            raise MalformedInput(f"{where}: expected an object with the keys id and attributions")
        yield _Line(where, source, value)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {path}") from error
    except UnicodeDecodeError as error:
        raise MalformedInput(f"{path} is not UTF-8 ({error.reason} at byte {error.start})") from error


def _notation(path: Path) -> list[Gold]:
    marked = _read(path)
    name = path.stem.removesuffix(".gold")
    first = next((line for line in marked.split("\n") if line.strip() and not line.startswith("# ")), "")
    try:
        return list(parse_passages(marked)) if first.startswith("###") else [parse(marked, name=name)]
    except InputError as error:
        raise MalformedInput(f"{path}, {error}") from error


def _gold(line: _Line) -> Gold:
    if "document" in line.value:
        return _stated(_decoded(line))
    text = line.value.get("text")
    if not isinstance(text, str):
        raise MalformedInput(f"{line.where}: gold needs the key text")
    document = Document(_id(line), text, published=_day(line.value.get("date")))
    found = _relations(line, document)
    return Gold(document, tuple(Expected(i, each) for i, each in enumerate(found, start=1)), document.id)


def _prediction(line: _Line) -> Prediction:
    if "document" in line.value:
        extraction = _decoded(line)
        return Prediction(extraction.document.id, extraction.document.text, extraction)
    text = line.value.get("text")
    document = Document(_id(line), text if isinstance(text, str) else "")
    return Prediction(
        document.id, document.text or None, Extraction(document, tuple(_relations(line, document)))
    )


def _decoded(line: _Line) -> Extraction:
    try:
        return decode(line.source)
    except MalformedInput as error:
        raise MalformedInput(f"{line.where}: {error}") from error


def _id(line: _Line) -> str:
    key = line.value.get("id")
    if not isinstance(key, str) or not key:
        raise MalformedInput(f"{line.where}: needs the key id, a string")
    return key


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _relations(line: _Line, document: Document) -> list[Attribution]:
    given = line.value.get("attributions")
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise MalformedInput(f"{line.where}: needs the key attributions, a list of objects")
    found = []
    for i, each in enumerate(given):
        source, cue, content = (
            _spans(each.get(role), document.text, f"{line.where}: attributions[{i}].{role}")
            for role in ("source", "cue", "content")
        )
        key = attribution_id(document.id, source, cue, content)
        found.append(Attribution(key, source, cue, content, kind_by_marks(document.text, content)))
    return found


def _spans(given: object, text: str, where: str) -> Spans:
    try:
        spans = tuple(Span(start, end) for start, end in given or ())  # type: ignore[attr-defined]
        outside = [span for span in spans if text and span.end > len(text)]
    except (TypeError, ValueError) as error:
        raise MalformedInput(f"{where}: not a list of [start, end] pairs ({error})") from error
    if outside:
        raise MalformedInput(f"{where}: [{outside[0].start}, {outside[0].end}] ends outside the text")
    return spans


def _stated(extraction: Extraction) -> Gold:
    """A line of the wire format as gold: all it says is stated, and what is null is not."""
    names = {entity.id: entity.name for entity in extraction.entities}
    numbers = {each.id: i for i, each in enumerate(extraction.attributions, start=1)}
    return Gold(
        extraction.document,
        tuple(
            Expected(
                numbers[each.id],
                each.with_(speaker=None, confidence=None),
                Stated(
                    attitude=each.attitude,
                    polarity=each.polarity,
                    source_type=each.source_type,
                    kind=each.kind,
                    speaker=names.get(each.speaker or ""),
                    within=numbers.get(each.within or ""),
                    medium=each.medium.kind if each.medium else None,
                    said=(each.said.earliest, each.said.latest) if each.said else None,
                    said_stated=each.said is not None,
                ),
                each.said.spans if each.said else (),
            )
            for each in extraction.attributions
        ),
        extraction.document.id,
    )


def by_document(predictions: Sequence[Prediction], gold: Sequence[Gold]) -> tuple[dict[int, Extraction], int]:
    """Index of the gold document → what was predicted for it, and how many predictions fit no document.

    A prediction belongs to the document of its id, or else to the one with its text: ids depend on metadata
    that two readings of an article may know differently. Raises MalformedInput for a prediction whose id fits
    and whose text does not, and for a second prediction for the same document.
    """
    ids = {each.document.id: i for i, each in enumerate(gold)}
    texts = {each.document.text: i for i, each in enumerate(gold)}
    found: dict[int, Extraction] = {}
    strays = 0
    for each in predictions:
        at = ids.get(each.id, texts.get(each.text or ""))
        if at is None:
            strays += 1
            continue
        document = gold[at].document
        if each.text is not None and each.text != document.text:
            raise MalformedInput(
                f"the text predicted for {each.id} is another than the gold's; extract it anew"
            )
        if at in found:
            raise MalformedInput(f"there are two predictions for {each.id}; keep one")
        given = each.extraction
        found[at] = Extraction(document, given.attributions, given.mentions, given.entities, given.failures)
    return found, strays
