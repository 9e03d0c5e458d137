from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.model import Document, Failure
from onrecord.read import find_inputs, read_bytes, read_path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in (
        "b.txt",
        "a.md",
        "deep/z.html",
        "deep/c.JSONL",
        ".hidden.txt",
        ".git/x.txt",
        "deep/style.css",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The dam holds.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reasons(found) -> list[tuple[str, str] | str]:
    return [(each.origin, each.reason) if isinstance(each, Failure) else each for each in found]


def test_a_folder_is_read_in_order_without_hidden_files(folder):
    assert list(find_inputs(["."])) == ["./a.md", "./b.txt", "./deep/c.JSONL", "./deep/z.html"]


def test_the_order_is_by_name_whatever_the_file_system_says(tmp_path):
    names = [f"{number:02}" for number in range(40)]
    for name in sorted(names, key=lambda name: name[::-1]):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("The dam holds.")
    expected = [str(tmp_path / name / "a.txt") for name in names]
    assert list(find_inputs([tmp_path])) == expected
    assert list(find_inputs([tmp_path / "*" / "*.txt"])) == expected


def test_every_file_comes_once_in_the_order_it_was_named(folder):
    found = list(find_inputs(["deep/z.html", folder, "*.txt", "-", folder / "b.txt", "-"]))
    assert found[0] == "deep/z.html"
    assert [Path(name).name for name in found[1:-1]] == ["a.md", "b.txt", "c.JSONL"]
    assert found[-1] == "-"


def test_patterns_that_the_shell_did_not_expand(folder):
    assert list(find_inputs(["**/*.[hm]*"])) == ["a.md", "deep/z.html"]
    (folder / "odd[1].txt").write_text("The dam holds.")
    assert list(find_inputs(["odd[1].txt"])) == ["odd[1].txt"]


def test_what_is_missing_is_a_failure_and_the_rest_is_found(folder):
    found = reasons(find_inputs(["nowhere.txt", "*.pdf", "", "b.txt"]))
    assert found == [("nowhere.txt", "not-found"), ("*.pdf", "not-found"), ("", "not-found"), "b.txt"]


def test_a_folder_without_articles(folder):
    (folder / "empty" / "inner").mkdir(parents=True)
    assert reasons(find_inputs(["empty"])) == [("empty", "no-article")]
    (folder / "empty" / "report.pdf").write_bytes(b"%PDF-")
    (failure,) = find_inputs(["empty"])
    assert failure.reason == "no-article"
    assert ".pdf (1)" in failure.message


def test_files_of_a_folder_that_no_reader_knows_are_named_once(folder):
    for name in ("x.pdf", "deep/y.pdf", "LICENSE", "photo.jpg"):
        (folder / name).write_bytes(b"?")
    *files, failure = find_inputs(["."])
    assert len(files) == 4
    assert (failure.origin, failure.reason) == (".", "unknown-format")
    assert "3 file(s)" in failure.message
    assert ".pdf (2), no suffix (1)" in failure.message


def test_links_between_folders_do_not_go_round(folder):
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "link.txt").symlink_to(folder / "b.txt")
    assert list(find_inputs(["."])) == ["./a.md", "./b.txt", "./link.txt", "./deep/c.JSONL", "./deep/z.html"]


def test_a_file_named_minus_is_no_standard_input(folder):
    (folder / "-").write_text("The dam holds.")
    assert list(find_inputs(["./-"])) == ["./-"]
    (found,) = read_path("./-", stdin=io.BytesIO(b""))
    assert found.text == "The dam holds."


def test_a_name_that_is_no_utf8_can_be_read_and_reported(folder):
    name = os.fsdecode(b"d\xe4m.txt")
    Path(name).write_text("The dam holds.")
    assert list(find_inputs([name])) == [name]
    assert [found.text for found in read_path(name)] == ["The dam holds."]
    Path(name).write_text("")
    (failure,) = read_path(name)
    assert failure.origin == "d\\udce4m.txt"


def test_what_is_no_regular_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(tmp_path / "s.txt"))
        kinds = {"pipe.txt": "a named pipe", "s.txt": "a socket", "/dev/zero": "a device", ".": "a folder"}
        for name, kind in kinds.items():
            (failure,) = read_path(tmp_path / name)
            assert failure.reason == "unreadable"
            assert kind in failure.message


def test_files_that_cannot_be_had(tmp_path):
    assert [failure.reason for failure in read_path(tmp_path / "gone.txt")] == ["not-found"]
    (tmp_path / "a.txt").write_text("The dam holds.")
    assert [failure.reason for failure in read_path(tmp_path / "a.txt" / "b.txt")] == ["not-found"]
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert [failure.reason for failure in read_path(tmp_path / "loop.txt")] == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_and_a_folder_without_permission(tmp_path):
    (tmp_path / "a.txt").write_text("The dam holds.")
    (tmp_path / "a.txt").chmod(0)
    assert [failure.reason for failure in read_path(tmp_path / "a.txt")] == ["unreadable"]
    (tmp_path / "shut").mkdir(mode=0)
    assert [failure.reason for failure in find_inputs([tmp_path / "shut"])] == ["unreadable", "no-article"]


class Faulty(io.RawIOBase):
    """Two lines, then a fault of the disk."""

    lines = (b'{"text": "The dam holds."}\n', b'{"text": "It does."}\n')
    count = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        if self.count == len(self.lines):
            raise OSError(5, "Input/output error")
        line = self.lines[self.count]
        self.count += 1
        buffer[: len(line)] = line
        return len(line)


@pytest.mark.parametrize("format", ["text", "records"])
def test_a_fault_of_the_disk_is_a_failure(format):
    *found, failure = read_path("-", stdin=Faulty(), format=format)
    assert [each.text for each in found] == (["The dam holds.", "It does."] if format == "records" else [])
    assert (failure.origin, failure.reason) == ("-", "unreadable")
    assert "Input/output error" in failure.message


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"The dam holds.", "text"),
        (b'\n {"text": "The dam holds."}', "records"),
        (b'[\n{"text": "The dam holds."}]', "records"),
        (b"[The dam holds.]", "text"),
        (b'"The dam holds."', "text"),
        (b"<!DOCTYPE html>\n<html><body><article><p>The dam holds.</article></html>", "html"),
        (
            "\ufeff<!-- saved --><HTML><body><article><p>The dam holds.</article></html>".encode("utf-16-le"),
            "html",
        ),
        (b"<b>The dam holds.</b>", "text"),
    ],
)
@pytest.mark.parametrize("origin", ["-", "clipping", "a.unknown"])
def test_the_content_tells_the_format_where_the_name_does_not(data, format, origin):
    assert list(read_bytes(data, origin)) == list(read_bytes(data, origin, format=format))
    (found,) = read_path("-", stdin=io.BytesIO(data))
    assert isinstance(found, Document)
    assert found.text == ("The dam holds." if format != "text" else data.decode())


def test_the_name_outweighs_the_content_and_the_caller_outweighs_both():
    page = b"<html><body><article><p>The dam holds.</p></article></body></html>"
    assert [found.text for found in read_bytes(page, "a.txt")] == [page.decode()]
    assert [found.text for found in read_bytes(page, "a.txt", format="html")] == ["The dam holds."]


def test_the_callers_stream_stays_open():
    stream = io.BytesIO(b"The dam holds.")
    list(read_path("-", stdin=stream))
    assert not stream.closed


@pytest.mark.parametrize(
    "options",
    [
        {"format": "odt"},
        {"encoding": "utf-9"},
        {"encoding": "rot13"},
        {"encoding": "hex"},
        {"published": "05/07/2026"},
        {"language": "English language"},
        {"title": "a\ud83d"},
    ],
)
def test_wrong_options_are_the_callers_error(options):
    with pytest.raises(UsageError):
        read_bytes(b"The dam holds.", "a.txt", **options)
    with pytest.raises(UsageError):
        read_path("nowhere.txt", **options)
