"""The gate: figures with their noise, floors that only rise, and refusals."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from evals.floors import Floor, FloorsError, committed, lowered, parse, print_floors
from evals.gate import main, print_table, run, update
from evals.sets import GoldSet, Measured, gold_sets, measure

from onrecord.evaluate.files import load_gold
from onrecord.evaluate.notation import parse_passages
from onrecord.model import Extraction
from test_testing import Sound

PASSAGES = """\
### one shape=direct
<s1>Lind</s1> <k1>said</k1>: <c1>“We will not go.”</c1>
===
1: type=specific speaker="Lind"
### two shape=direct
<c1>“No,”</c1> <s1>she</s1> <k1>said</k1>. <s2>Rusk</s2> <k2>denied</k2> <c2>it</c2>.
===
1: type=specific
2: polarity=denies type=specific
"""
MANY = "".join(PASSAGES.replace("### ", f"### {letter}-") for letter in "abcdef")


def floor(value=0.7, margin=0.02, **changes):
    known = Floor("rules", "articles", "attr", value, margin, "bootstrap", "2026-05-07", "make gate")
    return replace(known, **changes)


def floors(*entries):
    return {each.key: each for each in entries}


def test_floors_are_read_as_they_were_printed():
    some = floors(floor(), floor(figure="chains", reason='the "old" gold had \\ mistakes'))
    assert parse(print_floors(some)) == some


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[[floor", "not TOML"),
        ('[[floor]]\nbackend = "rules"', "entry 1 of the floors file: .*missing"),
        ('[[floor]]\nbackends = "rules"', "entry 1 of the floors file: .*unexpected"),
        (print_floors(floors(floor())) * 2, "is there twice"),
    ],
)
def test_a_broken_floors_file_is_refused(source, message):
    with pytest.raises(FloorsError, match=message):
        parse(source)


@pytest.mark.parametrize(
    ("after", "complaint"),
    [
        (floors(floor()), None),
        (floors(floor(0.8)), None),
        (floors(floor(0.8), floor(figure="chains")), None),
        (floors(floor(0.69)), "lowered from 0.7000 − 0.0200 to 0.6900 − 0.0200 without a new reason"),
        (floors(floor(0.7, 0.03)), "lowered from"),
        (floors(floor(0.71, 0.04)), "lowered from"),
        (floors(floor(0.6, reason="gold of article 3 was wrong")), None),
        ({}, "the floor of 0.7000 is gone"),
    ],
)
def test_a_floor_sinks_only_with_a_reason(after, complaint):
    complaints = list(lowered(floors(floor()), after))
    assert len(complaints) == (complaint is not None)
    assert all(complaint in each for each in complaints)


def test_an_old_reason_does_not_excuse_a_new_fall():
    before = floors(floor(0.6, reason="gold of article 3 was wrong"))
    assert list(lowered(before, floors(floor(0.5, reason="gold of article 3 was wrong"))))
    assert not list(lowered(before, floors(floor(0.5, reason="gold of article 4 was wrong"))))


def commit(path):
    as_someone = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", path.name], [*as_someone, "commit", "-qm", "floors"]):
        subprocess.run(["git", *command], cwd=path.parent, check=True)


def test_floors_are_compared_with_the_last_commit(tmp_path):
    path = tmp_path / "floors.toml"
    assert committed(path) is None
    path.write_text(print_floors(floors(floor())))
    commit(path)
    path.write_text(print_floors(floors(floor(0.1))))
    assert committed(path) == floors(floor())


def measured(value, error=0.01):
    return {"articles": {"attr": Measured(value, error)}}


@pytest.mark.parametrize(
    ("value", "fallen", "verdict"), [(0.9, 0, "ok"), (0.681, 0, "ok"), (0.679, 1, "FELL")]
)
def test_a_figure_falls_below_its_floor_less_the_margin(capsys, value, fallen, verdict):
    assert print_table("rules", measured(value), floors(floor())) == fallen
    line = capsys.readouterr().out.splitlines()[-1].split()
    assert line == ["articles", "attr", f"{100 * value:.1f}", "70.0", "2.0", verdict]


def test_a_figure_without_floor_passes_and_a_floor_without_figure_falls(capsys):
    assert print_table("rules", measured(0.5), {}) == 0
    assert print_table("rules", measured(0.8), floors(floor(), floor(figure="chains"))) == 1
    assert "nothing to measure it on" in capsys.readouterr().out


def test_floors_of_other_backends_and_absent_sets_are_left_alone():
    others = floors(floor(backend="neural", figure="chains"), floor(gold="polnear-dev", figure="chains"))
    assert print_table("rules", measured(0.8), others) == 0


def test_updating_raises_floors_and_never_lowers_them():
    raised = update("rules", measured(0.75678), floors(floor()))
    assert raised[floor().key].floor == 0.7567
    assert raised[floor().key].margin == 0.01
    assert update("rules", measured(0.69), floors(floor())) == floors(floor())
    assert not list(
        lowered(floors(floor(0.7, 0.001)), update("rules", measured(0.701, 0.2), floors(floor(0.7, 0.001))))
    )


def test_measured_figures_are_those_of_the_scorer():
    gold = parse_passages(PASSAGES)
    right = [Extraction(each.document, each.attributions) for each in gold]
    perfect = measure(gold, right, least=1)
    assert {name: value.value for name, value in perfect.items() if value.value < 1} == {"speaker.named": 0.0}
    assert {"attr", "direct.attr", "polarity", "indirect.attr.R"} <= set(perfect)
    assert "chains" not in perfect
    assert "mixed.attr.R" not in perfect
    half = measure(gold, [right[0], Extraction(gold[1].document)], least=1)
    assert half["attr"].value == pytest.approx(0.5)
    assert half["direct.attr"].value == pytest.approx(2 / 3)
    assert half["attr"].error > 0.05
    assert measure(gold, right, least=3).keys() >= {"attr", "polarity"}
    assert "direct.attr" not in measure(gold, right, least=3)
    assert measure(gold, right) == {}


def test_calibration_is_measured_where_there_are_confidences():
    gold = parse_passages(PASSAGES)
    sure = [Extraction(g.document, tuple(a.with_(confidence=0.75) for a in g.attributions)) for g in gold]
    assert measure(gold, sure)["calibration"].value == pytest.approx(0.75)


def test_a_set_that_is_not_at_hand_is_said_and_passed_over(tmp_path, capsys):
    marked = tmp_path / "p.txt"
    marked.write_text(MANY)
    results = run(Sound(), [GoldSet("polnear-dev", (tmp_path / "no.jsonl",)), GoldSet("passages", (marked,))])
    assert set(results) == {"passages"}
    assert results["passages"]["attr.content"].value == pytest.approx(2 * (2 / 2) * (2 / 3) / (1 + 2 / 3))
    assert "polnear-dev: not on this machine, not scored" in capsys.readouterr().out


def test_our_own_gold_is_in_the_repository():
    documents = {
        each.name: [gold for file in each.files if file.exists() for gold in load_gold(file)]
        for each in gold_sets()
    }
    assert len(documents["articles"]) >= 6
    slugs = [gold.name for name in ("passages", "held-out", "held-out-2") for gold in documents[name]]
    assert len(slugs) == len(set(slugs))
    assert all(documents[f"speakers-{part}"] for part in ("tuning", "held_out"))
    assert documents["held-out"]
    assert len(documents["passages"]) + len(documents["held-out"]) >= 300


def test_the_gate_writes_floors_then_refuses_a_fall_and_a_silent_lowering(tmp_path, capsys):
    marked, path = tmp_path / "p.txt", tmp_path / "floors.toml"
    marked.write_text(MANY)
    sets = (GoldSet("passages", (marked,)),)
    arguments = ["--backend", "rules", "--floors", str(path)]
    assert main([*arguments, "--update"], sets=sets) == 0
    assert main(arguments, sets=sets) == 0
    written = parse(path.read_text())
    key = ("rules", "passages", "attr.content")
    assert written[key].floor > 0
    path.write_text(print_floors({**written, key: replace(written[key], floor=1.2)}))
    assert main(arguments, sets=sets) == 1
    assert "1 figures fell below their floors" in capsys.readouterr().err
    commit(path)
    path.write_text(print_floors({**written, key: replace(written[key], floor=0.1)}))
    assert main(arguments, sets=sets) == 1
    assert "refused: rules passages attr.content: lowered from 1.2" in capsys.readouterr().err
    path.write_text("[[")
    assert main(arguments, sets=sets) == 2


def test_an_unknown_backend_is_said(tmp_path, capsys):
    assert main(["--backend", "nobody", "--floors", str(tmp_path / "f.toml")]) == 2
    assert "no extractor named 'nobody'" in capsys.readouterr().err
