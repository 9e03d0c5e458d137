"""splink on the invented people of `bench/people.py`, fed from a record's tables, beside our own resolver.

    pip install onrecord[splink]
    python -m bench.people_splink [--seeds 101] [--people 5000] [--mentions 20000] [--splink-alone]

splink (Linacre et al. 2022) links records by the model of Fellegi and Sunter (1969), its weights estimated
without labels by expectation maximisation, and joins pairs above a match probability into connected
components. `sightings` gives it what the record has of each mention: the words and sounds of the name as the
forms' table files them, offices and affiliations, outlet, and the company kept. B³ (Bagga and Baldwin 1998)
by mention, in points. It shows how a corpus that outgrows our resolver is handed on; the comparisons are
plain ones that splink's manual proposes, with names' frequencies, and were not tuned further.

splink is no part of what `make install` pins, since nothing but this measurement needs it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.invented_people import World
from bench.people import Key, answers, b_cubed, filled, show

from onrecord.resolve.across import update
from onrecord.resolve.across.context import context_of
from onrecord.resolve.across.forms import Style, called_by, form_of, roots, sound
from onrecord.resolve.across.judgements import Judgements
from onrecord.resolve.across.settling import POPULAR, told_gender
from onrecord.resolve.across.update import CHUNK, PLACER, _Placer
from onrecord.store import Record, open_record

SIGHTINGS = """
SELECT d.id, l.local, l.name, l.description, d.outlet, l.run, f.key
FROM local_entities l JOIN runs r ON r.key = l.run JOIN documents d ON d.key = r.document
JOIN figures g ON g.local = l.key JOIN nodes n ON n.key = g.node LEFT JOIN forms f ON f.key = n.form
WHERE l.kind = 'person' ORDER BY l.key"""

TWO_ARTICLES = "l.document <> r.document"


def sightings(record: Record) -> Iterator[dict[str, Any]]:
    """One row for each mention of a person; None stands for what is not told."""
    people = record.people()
    for number, row in enumerate(record._db.rows(SIGHTINGS)):
        document, local, name, description, outlet, run, key = row
        form, said = form_of(name), context_of(description)
        given = called_by(form) if form.given else None
        yield {
            "unique_id": number,
            "document": document,
            "local": local,
            "name": form.text,
            "given": given,
            "initial": given[:1] if given else None,
            "given_roots": sorted(roots(given)) if given and form.style is Style.FULL else None,
            "surname": form.surname,
            "surname_sound": sound(form.surname),
            "generation": form.suffix,
            "gender": told_gender((name,), description),
            "offices": sorted(said.heads) or None,
            "affiliations": sorted(said.tokens) or None,
            "outlet": outlet,
            "company": sorted(people.company(run, POPULAR) - {key}) or None,
        }


def _arrays(column: str, *sizes: int) -> dict[str, Any]:
    """Levels by how many elements two arrays share."""
    shared = f"len(list_intersect({column}_l, {column}_r))"
    return {
        "output_column_name": column,
        "comparison_levels": [
            {
                "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
                "label_for_charts": "null",
                "is_null_level": True,
            },
            *(
                {"sql_condition": f"{shared} >= {size}", "label_for_charts": f"share {size}"}
                for size in sizes
            ),
            {"sql_condition": "ELSE", "label_for_charts": "share none"},
        ],
    }


def settings() -> Any:
    """What splink compares, and which pairs it looks at: never two of one article."""
    import splink.comparison_level_library as level
    import splink.comparison_library as comparison
    from splink import SettingsCreator

    given = comparison.CustomComparison(
        output_column_name="given",
        comparison_levels=[
            level.NullLevel("given"),
            level.ExactMatchLevel("given", term_frequency_adjustments=True),
            {
                "sql_condition": "len(list_intersect(given_roots_l, given_roots_r)) > 0",
                "label_for_charts": "sound or short form",
            },
            {
                "sql_condition": "(len(given_l) = 1 OR len(given_r) = 1) AND initial_l = initial_r",
                "label_for_charts": "initial",
            },
            level.JaroWinklerLevel("given", 0.9),
            level.ElseLevel(),
        ],
    )
    surname = comparison.CustomComparison(
        output_column_name="surname",
        comparison_levels=[
            level.NullLevel("surname"),
            level.ExactMatchLevel("surname", term_frequency_adjustments=True),
            {"sql_condition": "surname_sound_l = surname_sound_r", "label_for_charts": "sound"},
            level.JaroWinklerLevel("surname", 0.9),
            level.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            given,
            surname,
            _arrays("offices", 1),
            _arrays("affiliations", 2, 1),
            _arrays("company", 3, 2, 1),
            comparison.ExactMatch("outlet"),
            comparison.ExactMatch("gender"),
            comparison.ExactMatch("generation"),
        ],
        blocking_rules_to_generate_predictions=[
            f"l.surname_sound = r.surname_sound AND l.initial = r.initial AND {TWO_ARTICLES}",
            f"l.surname = r.surname AND {TWO_ARTICLES}",
            f"l.given = r.given AND l.surname[1:3] = r.surname[1:3] AND {TWO_ARTICLES}",
        ],
        max_iterations=40,
    )


def trained(rows: list[dict[str, Any]]) -> Any:
    """A linker whose weights are estimated from these rows alone."""
    import pyarrow
    from splink import Linker
    from splink.backends.duckdb import DuckDBAPI

    table = DuckDBAPI().register(pyarrow.Table.from_pylist(rows))
    linker = Linker(table, settings(), log_level="ERROR")
    exact = "l.given = r.given AND l.surname = r.surname AND len(l.given) > 1"
    linker.training.estimate_probability_two_random_records_match([exact], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for block in (
        "l.surname = r.surname",
        f"l.given = r.given AND l.surname_sound = r.surname_sound AND {TWO_ARTICLES}",
    ):
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    return linker


def by_splink(
    rows: list[dict[str, Any]], thresholds: list[float]
) -> Iterator[tuple[float, dict[Key, object]]]:
    """Who each mention is by splink, for each match probability that joins two."""
    linker = trained(rows)
    pairs = linker.inference.predict(threshold_match_probability=min(thresholds))
    for threshold in thresholds:
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        clusters = {row["unique_id"]: row["cluster_id"] for row in found.as_record_list()}
        yield threshold, {(r["document"], r["local"]): clusters[r["unique_id"]] for r in rows}


def place(record: Record) -> None:
    """Files the names of all mentions, which `sightings` needs, and tells nobody apart."""
    register = record.people()
    with register.together():
        placer = _Placer(register, Judgements(()))
        while waiting := register.waiting(PLACER, CHUNK):
            for reading in waiting:
                placer.place(reading)


def compare(
    record: Record, seed: int, truth: Mapping[Key, int], thresholds: list[float], ours: bool = True
) -> None:
    """Prints the lines of one world; without ``ours`` our own resolver, which takes longest, is left out."""
    begun = time.process_time()
    if ours:
        update(record.people())
        show(seed, "onrecord", b_cubed(answers(record), truth), time.process_time() - begun)
    else:
        place(record)
    begun = time.process_time()
    rows = list(sightings(record))
    equal = {(r["document"], r["local"]): r["name"] for r in rows}
    show(seed, "equal names", b_cubed(equal, truth), 0)
    for threshold, found in by_splink(rows, thresholds):
        show(seed, f"splink at {threshold:g}", b_cubed(found, truth), time.process_time() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[101])
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--mentions", type=int, default=20_000)
    parser.add_argument("--thresholds", type=float, nargs="+", default=[0.5, 0.9, 0.99, 0.999])
    parser.add_argument("--splink-alone", action="store_true", help="leave our own resolver out")
    asked = parser.parse_args()
    try:
        import splink  # noqa: F401
    except ImportError:
        sys.exit(
            "splink is not installed; pip install 'onrecord[splink]' brings it (in a checkout: '.[splink]')"
        )
    print(f"{'seed':>5} {'system':<22} {'P':>6} {'R':>6} {'F1':>6}  seconds of processor")
    for seed in asked.seeds:
        world = World(seed, asked.people, asked.mentions)
        with tempfile.TemporaryDirectory() as folder:  # noqa: SIM117 - the file must be closed first
            with open_record(Path(folder) / "people.db", create=True) as record:
                compare(record, seed, filled(record, world), asked.thresholds, not asked.splink_alone)


if __name__ == "__main__":
    main()
