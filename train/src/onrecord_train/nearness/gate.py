"""Fits the gate before the judge: which pairs it will be sure of, by what costs nothing.

    PYTHONPATH=train/src python -m onrecord_train.nearness.gate [--write]      some three minutes

The judge is asked about pairs of contents of PolNeAR's train part that it was not trained on, of one article
and of two within a week, about pairs of the invented events held out, and about the tuning pairs. Prints how
many of them have to be asked about, of pairs left out of the fit, to keep shares of what shows.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

from onrecord.evaluate.pairs import Pair, parse_pairs
from onrecord.link.account import Account
from onrecord.link.meaning import signals, weigh
from onrecord.link.meaning.gate import NAMES, values_of
from onrecord.link.meaning.vectors import cosines, stacked, vector_of
from onrecord.link.outlines import Outlines, outline
from onrecord.link.relations import relate
from onrecord.link.terms import terms_of
from onrecord_train.meaning import invented, sets
from onrecord_train.meaning.reported import comparable, reported
from onrecord_train.nearness.table import sign

DAYS, CROSS, WITHIN, BITS = 7, 0.47, 0.38, 8.0
"""Of two articles that many days apart, and of one, the pairs that are as near as this, or share a term and
so many bits, are asked about."""
MOST = 9_000
"""Pairs of each kind."""
HIDDEN, STEPS, DECAY, FOLDS = 16, 600, 1e-3, 5
KEPT = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)


class Row(NamedTuple):
    """A pair: its kind and what is left out of the fit with it, what the gate sees, and how much the judge's
    answer is of what shows, 1 for just enough."""

    kind: str
    group: str
    values: tuple[float, ...]
    share: float


def row_of(kind: str, group: str, one: Account, two: Account) -> Row | None:
    """A row for two accounts; None where the judge is not asked."""
    if not comparable(Pair("", "none", (), one, two)) or relate(one, two) is not None:
        return None
    seen = signals.explained(one, two)
    if seen is None or not weigh.may_be_asked(one, two, seen):
        return None
    values = (*seen.values, *signals.judgement(one, two))
    scales = weigh.scales()
    clash, agree = (scales[name].probability(values) for name in ("clash", "agree"))
    share = max(clash / max(weigh.ALONE, scales["clash"].floor), agree / scales["agree"].floor)
    return Row(kind, group, values_of(one, two, seen), share)


def of_the_news(path: Path) -> Iterator[tuple[str, Account, Account]]:
    """Pairs of contents of one article or of two within days, that are near or share terms."""
    told = {(account.document, account.reading.content): (day, account) for day, account in reported(path)}
    days = np.array([day.toordinal() for day, _ in told.values()])
    accounts = [account for _, account in told.values()]
    terms = [terms_of(account.reading) for account in accounts]
    shapes = Outlines([outline(account.reading) for account in accounts])
    vectors = stacked(b"".join(vector_of(account.reading) for account in accounts))
    for at, account in enumerate(accounts):
        close = cosines(vectors[at : at + 1], vectors)[0]
        for other in np.flatnonzero(np.abs(days - days[at]) <= DAYS).tolist():
            if other <= at:
                continue
            same = accounts[other].document == account.document
            enough = close[other] >= (WITHIN if same else CROSS)
            if enough or (not terms[at].isdisjoint(terms[other]) and shapes.bits(at, other) >= BITS):
                yield "within" if same else "cross", account, accounts[other]


def rows(root: Path) -> list[Row]:
    """All pairs."""
    rng = random.Random(2)
    drawn: dict[str, list[tuple[str, Account, Account]]] = {"within": [], "cross": []}
    for kind, one, two in of_the_news(sets.data(root) / "polnear/train.jsonl"):
        drawn[kind].append((one.document, one, two))
    events = invented.read_events(root / "train/invented/events")
    pairs = [pair for event in events if invented.is_held(event.slug) for pair in event.pairs()]
    drawn["events"] = [(pair.slug.rsplit("-", 1)[0], pair.left, pair.right) for pair in pairs]
    for name in ("tuning", "long_tuning"):
        pairs = parse_pairs((root / f"evals/gold/pairs/{name}.txt").read_text("utf-8"))
        drawn[name] = [(pair.slug.rsplit("-", 1)[0], pair.left, pair.right) for pair in pairs]
    found = []
    for kind, told in drawn.items():
        for group, one, two in rng.sample(told, min(MOST, len(told))):
            if (row := row_of(kind, group, one, two)) is not None:
                found.append(row)
        click.echo(f"{kind}: {len(told)} pairs, {len(found)} rows")
    return found


@dataclass
class Fitted:
    """A network as `onrecord.link.meaning.gate.Gate` has it."""

    mean: np.ndarray
    scale: np.ndarray
    hidden: np.ndarray
    out: np.ndarray

    def __call__(self, values: np.ndarray) -> np.ndarray:
        """What is foretold of some pairs."""
        middle = np.tanh((values - self.mean) / self.scale @ self.hidden[:-1] + self.hidden[-1])
        found: np.ndarray = 1 / (1 + np.exp(-(middle @ self.out[:-1] + self.out[-1])))
        return found


def fitted(values: np.ndarray, share: np.ndarray, seed: int = 1) -> Fitted:
    """The network that foretells best how sure the judge is: what just shows stands for a half."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-3
    given = torch.tensor((values - mean) / scale)
    wanted = torch.sigmoid(8 * (torch.tensor(share) - 0.9))
    layers = torch.nn.Sequential(
        torch.nn.Linear(values.shape[1], HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1)
    ).double()
    optimiser = torch.optim.AdamW(layers.parameters(), lr=0.02, weight_decay=DECAY)
    for step in range(STEPS):
        optimiser.param_groups[0]["lr"] = 0.02 * (1 - step / STEPS)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(layers(given)[:, 0], wanted)
        optimiser.zero_grad()
        (loss + 2e-4 * sum((p**2).sum() for p in layers.parameters())).backward()
        optimiser.step()
    first, _, last = layers
    hidden = np.vstack([first.weight.detach().numpy().T, first.bias.detach().numpy()])
    return Fitted(mean, scale, hidden, np.append(last.weight.detach().numpy()[0], last.bias.item()))


def left_out(found: list[Row]) -> np.ndarray:
    """What is foretold of each pair without its article or event."""
    values, share = np.array([row.values for row in found]), np.array([row.share for row in found])
    groups = {group: n % FOLDS for n, group in enumerate(sorted({row.group for row in found}))}
    folds, told = np.array([groups[row.group] for row in found]), np.zeros(len(found))
    for fold in range(FOLDS):
        rest = folds != fold
        told[~rest] = fitted(values[rest], share[rest])(values[~rest])
    return told


def show(found: list[Row], told: np.ndarray) -> None:
    """For each kind how many are asked about to keep so much of what shows, and at which floor."""
    share = np.array([row.share for row in found])
    for kind in dict.fromkeys(row.kind for row in found):
        here = np.array([row.kind == kind for row in found])
        order = np.argsort(-told[here])
        shows = np.cumsum(share[here][order] >= 1)
        parts = []
        for kept in KEPT:
            at = int(np.searchsorted(shows, np.ceil(kept * shows[-1])))
            parts.append(f"{kept:.0%} {at + 1} ≥ {told[here][order][at]:.3f}")
        click.echo(f"{kind:>12}: {here.sum()} pairs, {shows[-1]} show; " + ", ".join(parts))


@click.command()
@click.option("--write", is_flag=True, help="Write the gate into the product.")
@click.option("--floor", type=float, default=0.1, show_default=True)
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path())
def main(write: bool, floor: float, root: Path) -> None:
    """Fit the gate before the judge.

    Example: python -m onrecord_train.nearness.gate --write
    """
    found = rows(root.resolve())
    show(found, left_out(found))
    net = fitted(np.array([row.values for row in found]), np.array([row.share for row in found]))
    if write:
        told = {name: getattr(net, name).round(4).tolist() for name in ("mean", "scale", "hidden", "out")}
        data = json.dumps({"names": NAMES, "floor": floor, **told}, indent=None) + "\n"
        sign("gate.json", data.encode())


if __name__ == "__main__":
    main()
