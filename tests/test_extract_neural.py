"""The shipped model: it keeps what every extractor promises, and its findings do not depend on company."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest

from onrecord.errors import BrokenModel
from onrecord.extract.network.confidence import FEATURES, Calibration
from onrecord.extract.neural import NeuralExtractor
from onrecord.model import Attribution, Document
from onrecord.pipeline import extract
from onrecord.read import read_path
from onrecord.testing import check_extractor
from onrecord.weights_file import FOLDER, Weights

ARTICLES = sorted((Path(__file__).parent.parent / "examples/articles").glob("*.txt"))


@pytest.fixture(scope="module")
def neural() -> NeuralExtractor:
    return NeuralExtractor()


def samples() -> list[Document]:
    found = [d for path in ARTICLES for d in read_path(str(path))]
    assert all(isinstance(d, Document) for d in found)
    return [d for d in found if isinstance(d, Document)]


def words(document: Document, item: Attribution) -> tuple[str, ...]:
    return tuple(
        " … ".join(s.of(document.text) for s in part) for part in (item.source, item.cue, item.content)
    )


def test_keeps_what_every_extractor_promises(neural: NeuralExtractor) -> None:
    check_extractor(neural)


def test_who_said_what_in_one_plain_article(neural: NeuralExtractor) -> None:
    text = (
        "The mayor, Ada Quill, said the bridge would open on Friday.\n\n"
        "“We have waited long enough,” she told Radio Harrow.\n\n"
        "According to the ministry, no money is left for the second span."
    )
    (found,) = neural.extract([Document.new(text)])
    assert isinstance(found, tuple)
    got = [words(Document.new(text), a) for a in found if a.within is None]
    assert ("The mayor, Ada Quill", "said", "the bridge would open on Friday") in [
        (s.rstrip(","), k, c.rstrip(".")) for s, k, c in got
    ]
    assert any(s == "she" and k == "told" and "waited long enough" in c for s, k, c in got)
    assert any(s == "the ministry" and k == "According to" and "no money" in c for s, k, c in got)


def test_a_report_that_is_rejected_stands_inside_the_rejection(neural: NeuralExtractor) -> None:
    document = Document.new(
        "The ferry line rejected claims that its captains slept in shifts of ten minutes."
    )
    (found,) = neural.extract([document])
    assert isinstance(found, tuple)
    outer, inner = sorted(found, key=lambda a: a.within is not None)
    assert words(document, outer)[1:] == (
        "rejected",
        "claims that its captains slept in shifts of ten minutes",
    )
    assert words(document, inner)[1:] == ("claims", "that its captains slept in shifts of ten minutes")
    assert inner.within == outer.id


def test_the_turns_of_a_transcript_are_found_by_their_layout(neural: NeuralExtractor) -> None:
    turns = ["ARKWRIGHT: What would settle it?", "OSTERLIN: The gate log. I hope the minister publishes it."]
    document = Document.new("\n\n".join(turns))
    (found,) = neural.extract([document])
    assert isinstance(found, tuple)
    assert {words(document, a)[0] for a in found if a.within is None} == {"ARKWRIGHT", "OSTERLIN"}


def test_threads_and_company_change_nothing(neural: NeuralExtractor) -> None:
    documents = samples()[:4]
    alone = [NeuralExtractor(threads=1).extract([d])[0] for d in documents]
    assert neural.extract(documents) == alone
    assert neural.extract(documents[::-1]) == alone[::-1]


def test_text_added_more_than_a_window_later_changes_nothing(neural: NeuralExtractor) -> None:
    first, *rest = samples()
    longer = first.text + "\n\n" + "\n\n".join(d.text for d in rest[:2])
    (short,), (long,) = neural.extract([first]), neural.extract([Document.new(longer)])
    assert isinstance(short, tuple)
    assert isinstance(long, tuple)
    safe = len(first.text) - 1500  # a window is 254 word pieces, about 1,100 characters
    early = {words(first, a) for a in short if a.spans()[-1].end < safe}
    assert early
    assert early == {words(first, a) for a in long if a.spans()[-1].end < safe}


def test_confidence_is_a_probability_above_the_floor(neural: NeuralExtractor) -> None:
    floor = neural.weights.manifest["calibration"]["floor"]
    found = [a for result in neural.extract(samples()[:3]) if isinstance(result, tuple) for a in result]
    own = [a.confidence for a in found if a.confidence is not None]
    assert len(own) > 20
    assert all(floor <= c <= 1 for c in own)
    assert len(set(own)) > len(own) // 2


def test_the_manifest_vouches_for_the_weights() -> None:
    weights = Weights()
    assert weights.content("model.onnx")
    assert weights.content("tokenizer.json")
    scores = weights.manifest["scores"]
    assert scores["float"]["attr"] - scores["int8"]["attr"] < 0.5
    assert len(weights.manifest["calibration"]["weights"]) == len(FEATURES) + 1
    assert sum(f["bytes"] for f in weights.manifest["files"].values()) < 30_000_000


def test_weights_that_differ_from_their_manifest_are_refused(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "weights")
    manifest = json.loads((tmp_path / "weights/manifest.json").read_text("utf-8"))
    manifest["files"]["model.onnx"]["sha256"] = "0" * 64
    (tmp_path / "weights/manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(BrokenModel, match="install onrecord again"):
        NeuralExtractor(tmp_path / "weights").extract([Document.new("Orr said no.")])


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BrokenModel, match="make train"):
        _ = NeuralExtractor(tmp_path).version


def test_a_calibration_that_was_never_fitted_gives_no_confidence() -> None:
    assert Calibration().confidence([0.0] * len(FEATURES)) is None
    assert Calibration((1.0,) * len(FEATURES) + (0.0,)).confidence([0.0] * len(FEATURES)) == 0.5


def test_a_beta_calibration_bends_what_the_logistic_model_says() -> None:
    weights = (0.0,) * len(FEATURES) + (math.log(3.0),)  # says 0.75
    asked = [0.0] * len(FEATURES)
    assert Calibration(weights).confidence(asked) == 0.75
    # ln p - 2 ln(1-p) = ln(0.75 / 0.0625) = ln 12
    assert Calibration(weights, 0.0, (1.0, -2.0, 0.0)).confidence(asked) == round(12 / 13, 4)


def test_a_report_inside_another_says_how_sure_it_is_and_is_kept_by_a_least_confidence(
    neural: NeuralExtractor,
) -> None:
    text = "Mara Lind said her brother had told her that the dam was safe."
    document = Document(id="inside", text=text)
    (found,) = extract([document], backend=neural, min_confidence=0.5)
    (inner,) = [each for each in found.attributions if each.within]
    assert words(document, inner) == ("her brother", "had told", "that the dam was safe")
    assert inner.confidence is not None
    assert 0.5 <= inner.confidence < 1
    assert not [a for e in extract([document], backend="rules") for a in e.attributions if a.confidence]
