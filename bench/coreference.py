"""Mentions, coreference and names by the shipped network: ``python -m bench.coreference [gum] [gap]
[names]``.

- ``gum``: GUM's development documents. CoNLL F1 (the mean of MUC, B³ and CEAF-e) of the clusters that
OntoGUM's guidelines leave, singletons apart, on mentions as found; F1 of the mentions themselves against all
that GUM marks, singletons too. Who says which sentence is given where GUM has it, as the CoNLL shared task
gave it (``--no-speakers`` leaves it out). - ``gap``: GAP's validation rows, two names given; F1 as GAP's own
scorer counts, and by gender. - ``names``: the development half of Worldwide Newswire, exact spans, by kind
and region.

The sets lie beside the repository (see DATA.md); what is not there is said and skipped. None was trained on.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from evals.sets import data_folder

from onrecord.evaluate.coreference import Coreference, score
from onrecord.evaluate.running import bio_spans, joined
from onrecord.extract.neural import NeuralExtractor
from onrecord.model import Span
from onrecord.resolve.coreference.branch import FOLDER, Branch
from onrecord.resolve.coreference.understood import Understood

KINDS = {"Person": 0, "Organization": 1, "Location": 2}
REGIONS = {
    "Africa": "af afs sa ghana mauritius panaf nm et kenya",
    "Asia": "cn in kr bangladesh th tw jp my asia mong pk",
    "Latin America": "mex cosric elsalv arg nic pan cuba hond paraguay chile col ecuador peru ven uruguay bol"
    " guyana",
    "Middle East": "kw saud eg alg israel jr iran qt uae oman",
    "Canada, Oceania": "canada aus nz",
}
REGION = {country: region for region, countries in REGIONS.items() for country in countries.split()}


class Machine:
    """The extractor's forward and the network on it, with the time that each takes."""

    def __init__(self, weights: Path) -> None:
        self.extractor = NeuralExtractor(threads=1)
        self.branch = Branch(weights)
        self.forward = self.network = 0.0
        self.texts = 0

    def understand(self, text: str, speakers: list[tuple[Span, int]] | None = None) -> Understood:
        from onrecord.protocols import Reading
        from onrecord.segment import segment

        begun = time.process_time()
        p = self.extractor.pieces(text, segment(text))
        _, states = self.extractor._read(p)
        reading = Reading(p.start, p.end, p.head, p.sentence, p.quote, p.breaks, p.case, states)
        between = time.process_time()
        found = Understood(text, reading, self.branch, speakers or ())
        _ = found.found
        self.forward += between - begun
        self.network += time.process_time() - between
        self.texts += 1
        return found


def lines(*parts: str) -> Iterator[dict]:
    with data_folder().joinpath(*parts).open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def gum(machine: Machine, with_speakers: bool) -> None:
    total = Coreference()
    genres: dict[str, Coreference] = defaultdict(Coreference)
    right = found_count = gold_count = 0
    for record in lines("gum", "dev.jsonl"):
        tokens = record["tokens"]

        def span(first: int, last: int, tokens=tokens) -> Span:
            return Span(tokens[first][0], tokens[last][1])

        who: dict[str, int] = {}
        speakers = [
            (span(s[0], s[1] - 1), who.setdefault(s[3], len(who)))
            for s in record["sents"]
            if s[3] and s[1] > s[0] and with_speakers
        ]
        read = machine.understand(record["text"], speakers)
        gold = {span(e["start"], e["end"]) for e in record["entities"]}
        mentions = set(read.mentions())
        right += len(gold & mentions)
        found_count += len(mentions)
        gold_count += len(gold)
        one = score(gold=[[span(*m) for m in c] for c in record["ontogum"]], found=read.clusters())
        total += one
        genres[record["genre"]] += one
    p, r = right / found_count, right / gold_count
    print(f"GUM dev, speakers {'given' if with_speakers else 'not given'}")
    print(f"  CoNLL {100 * total.conll:.1f}")
    for name, each in (("MUC", total.muc), ("B³", total.b_cubed), ("CEAF-e", total.ceaf_e)):
        print(f"    {name:7} P {100 * each.precision:.1f}  R {100 * each.recall:.1f}  F1 {100 * each.f1:.1f}")
    print("  by genre: " + "  ".join(f"{g} {100 * s.conll:.1f}" for g, s in sorted(genres.items())))
    print(f"  mentions P {100 * p:.1f}  R {100 * r:.1f}  F1 {200 * p * r / (p + r):.1f}")


def gap(machine: Machine) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with (data_folder() / "gap" / "gap-validation.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            at = {
                k: Span(int(row[f"{k}-offset"]), int(row[f"{k}-offset"]) + len(row[k]))
                for k in ("Pronoun", "A", "B")
            }
            read = machine.understand(row["Text"])
            shares = read.choice(at["Pronoun"], [at["A"], at["B"]])
            likeliest = max(range(3), key=lambda k, s=shares: s[k])
            gender = "feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"
            for i, key in enumerate(("A-coref", "B-coref")):
                is_it, said = row[key].upper() == "TRUE", likeliest == i
                for group in ("all", gender):
                    counts[group]["right"] += is_it and said
                    counts[group]["false"] += said and not is_it
                    counts[group]["missed"] += is_it and not said
    print("GAP validation, two names given")
    f1 = {}
    for group, c in counts.items():
        f1[group] = 200 * c["right"] / (2 * c["right"] + c["false"] + c["missed"])
        print(f"  {group:10} F1 {f1[group]:.1f}")
    print(f"  feminine / masculine {f1['feminine'] / f1['masculine']:.2f}")


def names(machine: Machine, every: int) -> None:
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for number, record in enumerate(lines("worldwide_ner_dev", "ner.jsonl")):
        if number % every:
            continue
        text, gold = newswire(record["sents"])
        found = {(s, k) for s, k in machine.understand(text).names()}
        region = REGION[record["id"].split("_")[0]]
        for kind in range(3):
            known, said = ({x for x in side if x[1] == kind} for side in (gold, found))
            for group in (region, "all"):
                counts[group, kind].update(right=len(known & said), said=len(said), known=len(known))
    print(f"Worldwide Newswire dev, every {every}. article" if every > 1 else "Worldwide Newswire dev")
    for name, kind in KINDS.items():
        f1 = {}
        for (group, k), c in counts.items():
            if k == kind:
                f1[group] = 200 * c["right"] / max(1, c["said"] + c["known"])
        c = counts["all", kind]
        whole = f1.pop("all")
        print(
            f"  {name:12} P {100 * c['right'] / c['said']:.1f}  R {100 * c['right'] / c['known']:.1f}"
            f"  F1 {whole:.1f}  regions {max(f1.values()) - min(f1.values()):.1f} apart: "
            + ", ".join(f"{g} {v:.1f}" for g, v in sorted(f1.items()))
        )


def newswire(sentences: list[list[list[str]]]) -> tuple[str, set[tuple[Span, int]]]:
    text, gold = "", set()
    for sentence in sentences:
        part, places = joined([w for w, _ in sentence])
        shift = len(text) + bool(text)
        text += ("\n" if text else "") + part
        for first, last, kind in bio_spans([t for _, t in sentence]):
            if kind in KINDS:
                gold.add((Span(places[first][0] + shift, places[last][1] + shift), KINDS[kind]))
    return text, gold


def main() -> int:
    chosen = [a for a in sys.argv[1:] if not a.startswith("-")] or ["gum", "gap", "names"]
    every = next((int(a.split("=")[1]) for a in sys.argv if a.startswith("--every=")), 1)
    machine = Machine(next((Path(a.split("=")[1]) for a in sys.argv if a.startswith("--weights=")), FOLDER))
    for name in chosen:
        folder = data_folder() / {"names": "worldwide_ner_dev"}.get(name, name)
        if not folder.is_dir():
            print(f"{name}: {folder.name} is not on this machine (see DATA.md)")
        elif name == "gum":
            gum(machine, "--no-speakers" not in sys.argv)
        elif name == "gap":
            gap(machine)
        else:
            names(machine, every)
    each = machine.texts or 1
    print(
        f"{machine.texts} texts; a text {1000 * machine.forward / each:.0f} ms of a processor for the"
        f" extractor's forward, {1000 * machine.network / each:.0f} ms for the network on it"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
