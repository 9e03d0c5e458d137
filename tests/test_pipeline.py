"""The page that composes the stages: order, bounds, failures, resumption."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.errors import UnknownBackend, UsageError
from onrecord.model import Attribution, Document, Extraction, Failure, Span, attribution_id
from onrecord.store import open_record
from quoting import Quoting

LOST = Failure("lost.txt", "read", "not-found", "there is no such file")


def document(number: int, text: str = "") -> Document:
    return Document.new(f"“Number {number} holds,” Mara Lind said. {text}")


class TestExtract:
    def test_keeps_the_order_and_hands_failures_on(self) -> None:
        items = [document(1), LOST, document(2)]
        found = list(pipeline.extract(items, backend=Quoting()))
        assert [f if isinstance(f, Failure) else f.document for f in found] == items

    def test_names_the_speaker(self) -> None:
        (found,) = pipeline.extract([document(1)], backend=Quoting())
        speaker = found.attributions[0].speaker
        assert [e.name for e in found.entities if e.id == speaker] == ["Mara Lind"]

    def test_a_document_that_is_refused_stays_with_its_failure(self) -> None:
        refused, good = pipeline.extract([document(1, "REFUSE"), document(2)], backend=Quoting())
        assert [f.reason for f in refused.failures] == ["refused"]
        assert not refused.attributions
        assert good.attributions

    def test_a_backend_that_raises_loses_only_that_document(self) -> None:
        documents = [document(1), document(2, "CRASH"), document(3)]
        one, crashed, three = pipeline.extract(documents, backend=Quoting())
        assert len(one.attributions) == len(three.attributions) == 1
        assert "ZeroDivisionError: crashed" in crashed.failures[0].message
        assert crashed.failures[0].stage == "extract"

    def test_reads_no_further_than_a_batch(self) -> None:
        taken = 0

        def endless() -> Iterator[Document]:
            nonlocal taken
            while True:
                taken += 1
                yield document(taken)

        next(pipeline.extract(endless(), backend=Quoting()))
        assert taken == pipeline.BATCH_DOCUMENTS

    def test_unknown_backend_names_the_known_ones(self) -> None:
        with pytest.raises(UnknownBackend, match="neural"):
            list(pipeline.extract([document(1)], backend="oracle"))


class TestBatches:
    @given(st.lists(st.integers(1, pipeline.BATCH_CHARACTERS // 2), max_size=40))
    def test_are_the_same_items_within_bounds(self, lengths: list[int]) -> None:
        items = [Document(str(n), "a" * length) for n, length in enumerate(lengths)]
        found = list(pipeline.batches(items))
        assert [item for batch in found for item in batch] == items
        for batch in found:
            assert 1 <= len(batch) <= pipeline.BATCH_DOCUMENTS
            sizes = [len(item.text) for item in batch if isinstance(item, Document)]
            assert sum(sizes[:-1]) < pipeline.BATCH_CHARACTERS


class TestConfident:
    def found(self, confidence: float | None, within: str | None = None, at: int = 0) -> Attribution:
        content = (Span(at, at + 1),)
        id_ = attribution_id("d", (), (), content)
        from onrecord.model import Kind

        return Attribution(id_, (), (), content, Kind.INDIRECT, confidence=confidence, within=within)

    def test_none_keeps_all(self) -> None:
        all_ = (self.found(None), self.found(0.1, at=1))
        assert pipeline.confident(all_, None) == all_

    def test_leaves_out_the_unsure_and_the_unmeasured(self) -> None:
        sure = self.found(0.8)
        assert pipeline.confident((sure, self.found(0.79, at=1), self.found(None, at=2)), 0.8) == (sure,)

    def test_a_chain_closes_over_a_gap(self) -> None:
        outer = self.found(0.9)
        middle = self.found(0.2, within=outer.id, at=1)
        inner = self.found(0.9, within=middle.id, at=2)
        assert pipeline.confident((outer, middle, inner), 0.5) == (outer, replace(inner, within=outer.id))


class TestAdd:
    @pytest.fixture
    def articles(self, tmp_path: Path) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        for number in range(3):
            (folder / f"{number}.txt").write_text(document(number).text, encoding="utf-8")
        (folder / "noise.txt").write_bytes(b"\x00\x01\x02")
        return folder

    def test_reads_a_folder_and_keeps_the_failures(self, articles: Path, tmp_path: Path) -> None:
        with open_record(tmp_path / "r.db", create=True) as record:
            found = list(pipeline.add([articles], record, backend=Quoting()))
            assert [type(item).__name__ for item in found] == ["Added"] * 3 + ["Failure"]
            assert [f.origin for f in record.failures()] == [str(articles / "noise.txt")]
            assert record.summary().statements == 3

    def test_twice_extracts_and_changes_nothing(self, articles: Path, tmp_path: Path) -> None:
        with open_record(tmp_path / "r.db", create=True) as record:
            list(pipeline.add([articles], record, backend=Quoting()))
            before, failed = list(record.extractions()), record.failures()
            again = Quoting()
            found = list(pipeline.add([articles], record, backend=again))
            assert again.seen == []
            assert [item.new for item in found if isinstance(item, pipeline.Added)] == [False] * 3
            assert (list(record.extractions()), record.failures()) == (before, failed)

    def test_another_version_of_the_backend_reads_again(self, articles: Path, tmp_path: Path) -> None:
        with open_record(tmp_path / "r.db", create=True) as record:
            list(pipeline.add([articles], record, backend=Quoting("1")))
            newer = Quoting("2")
            list(pipeline.add([articles], record, backend=newer))
            assert len(newer.seen) == 3
            assert record.summary().models == ("quoting/1", "quoting/2")

    def test_a_file_that_is_mended_goes_off_the_list(self, articles: Path, tmp_path: Path) -> None:
        with open_record(tmp_path / "r.db", create=True) as record:
            list(pipeline.add([articles], record, backend=Quoting()))
            (articles / "noise.txt").write_text(document(9).text, encoding="utf-8")
            list(pipeline.add([articles], record, backend=Quoting()))
            assert record.failures() == ()

    def test_a_mended_file_whose_text_is_on_record_goes_off_too(self, articles: Path, tmp_path: Path) -> None:
        with open_record(tmp_path / "r.db", create=True) as record:
            list(pipeline.add([articles], record, backend=Quoting()))
            (articles / "noise.txt").write_text(document(1).text, encoding="utf-8")
            list(pipeline.add([articles], record, backend=Quoting()))
            assert record.failures() == ()

    def test_a_text_that_is_refused_is_listed_by_its_path(self, tmp_path: Path) -> None:
        path = tmp_path / "refused.txt"
        path.write_text("REFUSE this", encoding="utf-8")
        with open_record(tmp_path / "r.db", create=True) as record:
            list(pipeline.add([path], record, backend=Quoting()))
            assert [(f.origin, f.stage) for f in record.failures()] == [(str(path), "extract")]
            assert list(record.extractions()) == []

    def test_the_same_article_twice_in_a_batch_is_one(self, tmp_path: Path) -> None:
        path = tmp_path / "twins.jsonl"
        line = json.dumps({"text": document(1).text})
        path.write_text(f"{line}\n{line}\n", encoding="utf-8")
        with open_record(tmp_path / "r.db", create=True) as record:
            found = list(pipeline.add([path], record, backend=Quoting()))
            assert [item.new for item in found if isinstance(item, pipeline.Added)] == [True, False]

    def test_a_backend_that_makes_spans_up_is_refused_by_the_record(self, tmp_path: Path) -> None:
        class Inventing(Quoting):
            def extract(self, documents: Sequence[Document]) -> list[tuple[Attribution, ...] | Failure]:
                beyond = (Span(10_000, 10_001),)
                return [
                    tuple(
                        replace(a, content=beyond, id=attribution_id(d.id, a.source, a.cue, beyond))
                        for a in found
                    )
                    for d, found in zip(documents, super().extract(documents), strict=True)
                    if not isinstance(found, Failure)
                ]

        path = tmp_path / "a.txt"
        path.write_text(document(1).text, encoding="utf-8")
        with open_record(tmp_path / "r.db", create=True) as record:
            (found,) = pipeline.add([path], record, backend=Inventing())
            assert isinstance(found, Failure)
            assert record.failures() == (found,)


@pytest.mark.parametrize("wrong", ["He said so.", Path("article.txt"), ["He said so."]])
def test_a_text_in_place_of_documents_is_refused_with_what_to_give(wrong: object) -> None:
    with pytest.raises(UsageError, match=r"Document\.new\(text\)"):
        list(pipeline.extract(wrong, backend="rules"))  # type: ignore[call-overload]


def test_the_public_names_are_all_there() -> None:
    import onrecord

    for name in onrecord.__all__:
        assert callable(getattr(onrecord, name)), name


def test_a_verb_with_the_name_of_a_room_is_both() -> None:
    import onrecord
    import onrecord.extract.kind

    assert onrecord.extract.kind.kind_of
    (found,) = onrecord.extract([document(1)], backend=Quoting())
    assert isinstance(found, Extraction)
