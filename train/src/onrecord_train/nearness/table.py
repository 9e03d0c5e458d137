"""A sentence encoder → a table of one vector for each word piece, whose sums tell as nearly as they can what
the encoder tells.

    python -m onrecord_train.nearness.table        some ten minutes of one processor

Begins with what the encoder makes of each piece alone, in its first directions, weighted by how rare the
piece is (Arora, Liang and Ma 2017), and goes on until the cosines of sums in a batch are those of the encoder
(similarity-preserving distillation). Written as int8 with a scale for each piece.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np

from onrecord.link.meaning.judge import cutter
from onrecord.link.meaning.vectors import NEARNESS, WIDTH
from onrecord.link.words import folded_words
from onrecord_train.meaning import invented, sets
from onrecord_train.meaning.encoder import of_pieces, vectors

RATE, STEPS, BATCH = 5e-3, 4_000, 512
SENTENCES = 10
"""Sentences of each article of PolNeAR's train part, beside its contents."""
PAIRS = {"mnli_dev_matched": 2_500, "snli_dev": 1_250, "fever_dev": 2_000, "wikifactcheck_refuted": 1_500,
         "summedits_pairs": 1_000}  # fmt: skip
"""Sentence pairs of each set (see DATA.md)."""
RARE = 1e-3
"""The share of all pieces that one weighs half at (a in SIF)."""


def texts(root: Path) -> list[str]:
    """What the table is trained on, in random order."""
    rng, data = random.Random(1), sets.data(root)
    found = [
        invented.text_of(account)
        for event in invented.read_events(root / "train/invented/events")
        if not invented.is_held(event.slug)
        for account in event.told.values()
    ]
    for fact in invented.read_facts(root / "train/invented/facts"):
        if not invented.is_held(fact.slug):
            found += [*fact.one, *fact.other, *fact.open]
    found += news(data / "polnear/train.jsonl", rng)
    for name, count in PAIRS.items():
        path = next(data.rglob(f"{name}*.jsonl*"))
        for pair in rng.sample(sets.read(path), count):
            found += [pair.premise, pair.hypothesis]
    found = sorted({text for text in found if text.strip()})
    rng.shuffle(found)
    return found


def news(path: Path, rng: random.Random) -> Iterator[str]:
    """The contents of articles, and some of their sentences."""
    for row in sets.rows(path):
        for each in row["attributions"]:
            yield " ".join(row["text"][a:b] for a, b in each["content"])
        parts = re.split(r"(?<=[.!?])\s+", row["text"])
        sentences = [part.strip() for part in parts if 40 < len(part) < 400]
        yield from rng.sample(sentences, min(SENTENCES, len(sentences)))


def begin(alone: np.ndarray, pieces: Sequence[Sequence[int]]) -> np.ndarray:
    """The table before it is trained. ``alone`` are the encoder's vectors of each piece by itself."""
    counts = np.zeros(len(alone))
    for each in pieces:
        np.add.at(counts, list(each), 1)
    share = (counts + 0.5) / (counts + 0.5).sum()
    centred = alone - alone.mean(axis=0)
    _, _, directions = np.linalg.svd(centred[counts > 0], full_matrices=False)
    found: np.ndarray = centred @ directions[:WIDTH].T * (RARE / (RARE + share))[:, None]
    return found.astype(np.float32)


def trained(
    table: np.ndarray, pieces: Sequence[Sequence[int]], wanted: np.ndarray, steps: int, batch: int = BATCH
) -> np.ndarray:
    """The table after so many batches; ``wanted`` are the encoder's vectors of the texts. Likeness counts
    more the more of it there is."""
    import torch

    torch.set_num_threads(1)
    rows = torch.nn.Parameter(torch.tensor(table))
    optimiser, target = torch.optim.Adam([rows], lr=RATE), torch.tensor(wanted)
    rng, order = random.Random(3), list[int]()
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = RATE * (1 - step / steps) + 1e-5
        if len(order) < batch:
            order = [n for n, each in enumerate(pieces) if each]
            rng.shuffle(order)
        some, order = order[:batch], order[batch:]
        flat = torch.tensor([piece for n in some for piece in pieces[n]])
        starts = torch.tensor(np.cumsum([0, *(len(pieces[n]) for n in some[:-1])]))
        sums = torch.nn.functional.embedding_bag(flat, rows, starts, mode="sum")
        made = torch.nn.functional.normalize(sums, dim=1)
        apart = ~torch.eye(len(some), dtype=torch.bool)
        theirs = (target[some] @ target[some].T)[apart]
        loss = ((1 + 4 * theirs.clamp(min=0)) * ((made @ made.T)[apart] - theirs) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % 250 == 0:
            click.echo(f"{step + 1:>5} of {steps}: {loss.item():.4f}")
    return rows.detach().numpy()


def packed(table: np.ndarray) -> bytes:
    """The table as `onrecord.link.meaning.vectors` reads it."""
    scales = (np.abs(table).max(axis=1, keepdims=True) / 127 + 1e-12).astype("<f4")
    return np.round(table / scales).astype(np.int8).tobytes() + scales.tobytes()


def sign(name: str, data: bytes, folder: Path = NEARNESS.folder) -> None:
    """Writes a file of the product's, and its hash into the manifest."""
    (folder / name).write_bytes(data)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8")) if path.exists() else {"name": "onrecord-nearness"}
    signed = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest["files"] = {**manifest.get("files", {}), name: signed}
    path.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


@click.command()
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--steps", type=int, default=STEPS, show_default=True)
def main(root: Path, steps: int) -> None:
    """Write the table into the product.

    Example: python -m onrecord_train.nearness.table
    """
    read = texts(root.resolve())
    pieces = [cutter().pieces(" ".join(folded_words(text))) for text in read]
    alone = of_pieces(cutter().tokenizer.get_vocab_size())
    sign("vectors.bin", packed(trained(begin(alone, pieces), pieces, vectors(read), steps)))


if __name__ == "__main__":
    main()
