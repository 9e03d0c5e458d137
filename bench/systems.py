"""One system over the development articles, in a process of its own: python -m bench.systems NAME IN OUT.

IN holds lines {"id", "text", "date"}; OUT gets one line {"id", "attributions"} for each and a last line
{"seconds", "peak_mib", "failed"}. Only the work on texts that are already read is timed: loading the model
and the articles is not. Times are processor seconds, which on one thread are those of an idle machine's
clock. The process keeps to one processor and one thread.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

ROUNDS = 3
"""Each system reads all articles this often; the fastest round counts, as the least disturbed one."""

Article = dict[str, str]
Finder = Callable[[Any, str], Iterable[dict[str, Any]]]
"""A spaCy pipeline and a text → attributions as lists of [start, end]."""
Answer = list[dict[str, Any]] | None
"""Attributions as lists of [start, end], or None for an article that the system failed on."""


def onrecord(backend: str) -> Callable[[list[Article]], list[Answer]]:
    """The whole of ``extract``: segment, extract, describe, chain, resolve."""
    from onrecord import pipeline
    from onrecord.model import Document

    extractor = pipeline.backend_named(backend)

    def run(articles: list[Article]) -> list[Answer]:
        documents = [
            Document(each["id"], each["text"], published=date.fromisoformat(each["date"]))
            for each in articles
        ]
        return [
            None if found.failures else [_parts(a) for a in found.attributions]
            for found in pipeline.extract(documents, backend=extractor)
        ]

    return run


def bare() -> Callable[[list[Article]], list[Answer]]:
    """The model's forward passes alone, over the windows that ``extract`` reads; they are cut beforehand."""
    from onrecord.extract.neural import NeuralExtractor
    from onrecord.segment import segment

    extractor = NeuralExtractor(threads=1)
    kept: dict[str, list[dict[str, Any]]] = {}

    def run(articles: list[Article]) -> list[Answer]:
        for each in articles:
            for inputs in kept[each["id"]]:
                extractor.forward(inputs)
        return [[] for _ in articles]

    def prepare(articles: list[Article]) -> None:
        for each in articles:
            pieces = extractor.pieces(each["text"], segment(each["text"]))
            kept[each["id"]] = [extractor.inputs(pieces, cut) for cut in extractor.windows(pieces)]

    run.prepare = prepare  # type: ignore[attr-defined]
    return run


def on_spacy(finder: str, model: str) -> Callable[[list[Article]], list[Answer]]:
    """An extractor over a spaCy pipeline; runs in an environment that has both."""
    import spacy  # type: ignore[import-not-found]

    nlp, find = spacy.load(model), FINDERS[finder]()

    def one(article: Article) -> Answer:
        try:
            return list(find(nlp, article["text"]))
        except Exception:
            return None

    return lambda articles: [one(article) for article in articles]


def _dependencies() -> Finder:
    """Rules over the dependency parse."""
    from bench.dependencies import attributions

    return lambda nlp, text: attributions(nlp(text))


def _textacy() -> Finder:
    """textacy's direct quotations."""
    from textacy.extract import direct_quotations  # type: ignore[import-not-found]

    return lambda nlp, text: map(_triple, direct_quotations(nlp(text)))


def _sayswho() -> Finder:
    """sayswho's quotations, which its coreference model is not needed for. It takes paragraphs one line apart
    and raises on empty lines between them, so that these are left out and the offsets moved back."""
    from sayswho.quote_finder import quote_finder  # type: ignore[import-not-found]

    def find(nlp: Any, text: str) -> Iterable[dict[str, Any]]:
        kept = [i for i, c in enumerate(text) if not (c == "\n" and text[i : i + 2] == "\n\n")]
        for found in map(_triple, quote_finder(nlp("".join(text[i] for i in kept)))):
            yield {role: [[kept[a], kept[b - 1] + 1] for a, b in spans] for role, spans in found.items()}

    return find


def _triple(found: Any) -> dict[str, Any]:
    return {
        "source": [[token.idx, token.idx + len(token)] for token in found.speaker],
        "cue": [[token.idx, token.idx + len(token)] for token in found.cue],
        "content": [[found.content.start_char, found.content.end_char]],
    }


FINDERS: dict[str, Callable[[], Finder]] = {
    "dependencies": _dependencies,
    "textacy": _textacy,
    "sayswho": _sayswho,
}


def system(name: str) -> Callable[[list[Article]], list[Answer]]:
    if name == "bare":
        return bare()
    finder, _, model = name.partition(":")
    return on_spacy(finder, model) if model else onrecord(name)


def _parts(attribution: Any) -> dict[str, Any]:
    return {
        role: [[span.start, span.end] for span in getattr(attribution, role)]
        for role in ("source", "cue", "content")
    }


def measure(name: str, articles: list[Article]) -> tuple[list[Answer], dict[str, float]]:
    run = system(name)
    getattr(run, "prepare", lambda _: None)(articles)
    run(articles[:2])  # loads what is loaded at first use
    times = []
    answers: list[Answer] = []
    for _ in range(ROUNDS):
        started = time.process_time()
        answers = run(articles)
        times.append(time.process_time() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return answers, {"seconds": min(times), "peak_mib": peak, "failed": sum(a is None for a in answers)}


def main(name: str, source: str, target: str) -> None:
    one_processor()
    articles = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines()]
    answers, figures = measure(name, articles)
    lines: Iterable[dict[str, Any]] = (
        {"id": each["id"], "attributions": answer or []}
        for each, answer in zip(articles, answers, strict=True)
    )
    Path(target).write_text("".join(json.dumps(line) + "\n" for line in [*lines, figures]), "utf-8")


def one_processor() -> None:
    """Keeps this process to one processor; threads of libraries are held down by the caller's environment."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


if __name__ == "__main__":
    main(*sys.argv[1:])
