"""The real program, as a person or a script runs it."""

from __future__ import annotations

import ast
import inspect
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord
from onrecord import cli, wire
from programs import Program

SAID = "“Number {0} holds,” Mara Lind said.\n"


def said_by(number: int) -> str:
    return SAID.format(number)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Three articles, a picture and an empty file."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(said_by(number), encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def record(program: Program, tmp_path: Path) -> Path:
    """A record of two articles, made by the program."""
    lines = "".join(
        json.dumps(
            {"text": said_by(n), "outlet": outlet, "published": f"2026-05-0{n}", "title": f"Number {n}"}
        )
        + "\n"
        for n, outlet in ((1, "Isle Weekly"), (2, "The Quay Gazette"))
    )
    made = program("add", "-", "--format", "records", "--backend", "quoting", input=lines.encode())
    assert (made.returncode, made.stdout) == (0, b"")
    return tmp_path / "onrecord.db"


class TestHelp:
    @pytest.mark.parametrize("verb", cli.VERBS)
    def test_each_verb_has_its_line_an_example_and_a_function(self, verb: str) -> None:
        context = cli.onrecord.make_context("onrecord", [verb, "--help"], resilient_parsing=True)
        command = cli.onrecord.get_command(context, verb)
        assert command is not None
        told = inspect.cleandoc(command.help or "")
        assert told.splitlines()[0] == cli.VERBS[verb][1]
        assert f"\b\nExample:\n  onrecord {verb}" in told
        assert callable(getattr(onrecord, verb))

    def test_is_quick_and_imports_nothing_heavy(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-X", "importtime", "-m", "onrecord", "--help"]
        done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
        imported = {line.rsplit(b"|", 1)[-1].strip().decode() for line in done.stderr.splitlines()}
        heavy = {
            "onnxruntime",
            "numpy",
            "trafilatura",
            "msgspec",
            "dateparser",
            "tokenizers",
            "sqlite3",
            "wcwidth",
        }
        assert not imported & heavy
        assert "onrecord.errors" in imported

        def seconds() -> float:
            """Of processor time, which unlike time on the clock does not depend on what else runs."""
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([*command[:1], *command[3:]], env=environment, capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        best = min(seconds() for _ in range(5))
        print(f"onrecord --help: {best * 1000:.0f} ms")
        assert best < 0.15

    def test_exit_codes_of_the_errors_are_all_documented(self) -> None:
        tree = ast.parse(Path(onrecord.errors.__file__).read_text("utf-8"))  # type: ignore[attr-defined]
        codes = {
            node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == "exit_code"
            and isinstance(node.value, ast.Constant)
        }
        assert codes <= set(cli.EXIT_CODES)


class TestExtract:
    def test_prints_the_wire_format_with_what_the_caller_knows(
        self, program: Program, articles: Path
    ) -> None:
        options = ["--outlet", "Isle Weekly", "--published", "2026-05-01", "--title", "One"]
        done = program("extract", articles / "1.txt", "--backend", "quoting", *options)
        assert (done.returncode, done.stderr) == (0, b"")
        (found,) = wire.decode_lines(done.stdout.splitlines())
        assert found.document.text == said_by(1)
        assert (found.document.title, found.document.outlet) == ("One", "Isle Weekly")
        assert str(found.document.published) == "2026-05-01"
        (attribution,) = found.attributions
        assert attribution.content[0].of(found.document.text) == "“Number 1 holds,”"

    def test_reads_standard_input(self, program: Program) -> None:
        done = program("extract", "-", "--backend", "quoting", input=said_by(4).encode("utf-16"))
        (found,) = wire.decode_lines(done.stdout.splitlines())
        assert found.document.text == said_by(4)

    def test_takes_the_encoding_from_the_caller(self, program: Program) -> None:
        text = "«Le pont tiendra», déclare Lind."
        done = program(
            "extract", "-", "--encoding", "cp1252", "--backend", "quoting", input=text.encode("cp1252")
        )
        assert json.loads(done.stdout)["document"]["text"] == text

    def test_says_what_failed_and_reads_the_rest(self, program: Program, articles: Path) -> None:
        done = program("extract", articles, "--backend", "quoting")
        assert done.returncode == cli.PARTLY
        assert len(done.stdout.splitlines()) == 3
        assert b"picture.txt: " in done.stderr
        assert b"empty.txt: " in done.stderr

    def test_nothing_read_is_a_data_error(self, program: Program, articles: Path) -> None:
        done = program("extract", articles / "picture.txt", "--backend", "quoting")
        assert (done.returncode, done.stdout) == (65, b"")

    def test_min_confidence_leaves_out_what_has_none(self, program: Program, articles: Path) -> None:
        done = program("extract", articles / "1.txt", "--backend", "quoting", "--min-confidence", "0.5")
        assert json.loads(done.stdout)["attributions"] == []

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["extract", "a.txt", "--published", "soon"], b"soon"),
            (["extract", "a.txt", "--encoding", "klingon"], b"klingon"),
            (["extract", "a.txt", "--format", "papyrus"], b"papyrus"),
            (["extract", "a.txt", "b.txt", "--title", "T"], b"--title"),
            (["extract", "--min-confidence", "2", "a.txt"], b"--min-confidence"),
            (["extract"], b"FILE"),
            (["utter"], b"utter"),
        ],
    )
    def test_wrong_options(self, program: Program, tmp_path: Path, arguments: list[str], says: bytes) -> None:
        (tmp_path / "a.txt").write_text(said_by(1), encoding="utf-8")
        done = program(*arguments)
        assert (done.returncode, done.stdout) == (64, b"")
        assert says in done.stderr
        assert b"Traceback" not in done.stderr

    def test_an_unknown_backend_names_the_installed_ones(self, program: Program) -> None:
        done = program("extract", "-", "--backend", "oracle", input=b"Lind said so.")
        assert done.returncode == 69
        assert b"quoting" in done.stderr


class TestAdd:
    def test_good_files_among_bad_ones(self, program: Program, articles: Path) -> None:
        done = program("add", articles, "--backend", "quoting")
        assert (done.returncode, done.stdout) == (cli.PARTLY, b"")
        assert b"3 new articles with 3 statements; 2 could not be read" in done.stderr
        listed = program("failures", "--json")
        assert {json.loads(line)["reason"] for line in listed.stdout.splitlines()} == {
            "binary-input",
            "empty-input",
        }

    def test_twice_changes_nothing(self, program: Program, articles: Path) -> None:
        program("add", articles, "--backend", "quoting")
        before = (program("export").stdout, program("failures").stdout)
        done = program("add", articles, "--backend", "quoting")
        assert b"0 new articles with 0 statements; 3 there already" in done.stderr
        assert (program("export").stdout, program("failures").stdout) == before

    def test_the_record_may_be_named_in_the_environment(
        self, program: Program, articles: Path, environment: dict[str, str], tmp_path: Path
    ) -> None:
        environment["ONRECORD_RECORD"] = "named.db"
        assert program("add", articles / "1.txt", "--backend", "quoting").returncode == 0
        assert (tmp_path / "named.db").exists()

    def test_an_empty_folder_and_a_missing_file(self, program: Program, tmp_path: Path) -> None:
        (tmp_path / "nothing").mkdir()
        assert program("add", "nowhere.txt", "--backend", "quoting").returncode == 66
        done = program("add", "nothing", "nowhere.txt", "--backend", "quoting")
        assert done.returncode == 65
        assert b"nothing: there is no file in this folder" in done.stderr
        assert b"nowhere.txt: there is no such file" in done.stderr
        assert program("verify").returncode == 0

    def test_a_newer_record_is_left_alone(self, program: Program, record: Path, articles: Path) -> None:
        with sqlite3.connect(record) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        for arguments in (["add", articles, "--backend", "quoting"], ["who", "lind"], ["verify"]):
            done = program(*arguments)
            assert done.returncode == 74
            assert b"newer onrecord" in done.stderr
            assert b"Traceback" not in done.stderr

    def test_another_file_is_left_alone(self, program: Program, articles: Path, tmp_path: Path) -> None:
        (tmp_path / "onrecord.db").write_bytes(b"my diary, not a record")
        done = program("add", articles, "--backend", "quoting")
        assert done.returncode == 74
        assert (tmp_path / "onrecord.db").read_bytes() == b"my diary, not a record"

    def test_a_full_disk_keeps_what_was_committed(self, program: Program) -> None:
        texts = (said_by(n) + " ".join(f"w{n}x{i}" for i in range(1500)) for n in range(20))
        many = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
        limit = 600_000

        def little_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = program(
            "add", "-", "--format", "records", "--backend", "quoting", input=many, preexec_fn=little_room
        )
        assert done.returncode == 74
        assert b"no room left" in done.stderr
        assert b"Traceback" not in done.stderr
        checked = program("verify")
        assert (checked.returncode, checked.stdout) == (0, b"")
        again = program("add", "-", "--format", "records", "--backend", "quoting", input=many)
        assert again.returncode == 0
        assert len(program("export").stdout.splitlines()) == 20


def heeding_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so do its children, unless told otherwise."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


INTERRUPTED = (cli.INTERRUPTED, -signal.SIGINT)
"""What a shell sees as 130. The second is Python's own way out where Ctrl-C fell into code that a string was
made of, as in the making of a dataclass (run_eval_code_obj notes it for good), however it was caught."""


class TestInterrupted:
    """`add` broken off in the middle: nothing is lost that was committed, and the same command goes on."""

    COUNT = 48

    @pytest.fixture
    def many(self, tmp_path: Path) -> Path:
        path = tmp_path / "many.jsonl"
        lines = (json.dumps({"text": said_by(n)}) + "\n" for n in range(self.COUNT))
        path.write_text("".join(lines), encoding="utf-8")
        return path

    def broken_off(
        self, many: Path, environment: dict[str, str], number: signal.Signals
    ) -> tuple[int, bytes]:
        """Starts `add`, waits until some documents are on disk, sends the signal."""
        command = [sys.executable, "-m", "onrecord", "add", str(many), "--backend", "slow"]
        process = subprocess.Popen(
            command, env=environment, cwd=many.parent, stderr=subprocess.PIPE, preexec_fn=heeding_interrupts
        )
        try:
            until = time.monotonic() + 30
            while not self.documents(many.parent / "onrecord.db") and time.monotonic() < until:
                time.sleep(0.02)
            process.send_signal(number)
            _, stderr = process.communicate(timeout=30)
        finally:
            process.kill()
        return process.returncode, stderr

    def test_extract_ends_without_a_traceback(self, many: Path, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "onrecord", "extract", str(many), "--backend", "slow"]
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            preexec_fn=heeding_interrupts,
        )
        assert process.stdout is not None
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
        # on a busy machine a line on how far it has come stands before
        assert process.returncode in INTERRUPTED
        assert stderr.splitlines()[-1] == b"onrecord: interrupted"
        assert b"Traceback" not in stderr

    def documents(self, record: Path) -> int:
        try:
            with onrecord.open_record(record, readonly=True) as opened:
                return opened.summary(most=0).documents
        except onrecord.OnRecordError:
            return 0

    @pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
    def test_leaves_the_record_whole_and_goes_on(
        self, program: Program, many: Path, environment: dict[str, str], number: signal.Signals
    ) -> None:
        code, stderr = self.broken_off(many, environment, number)
        kept = self.documents(many.parent / "onrecord.db")
        assert 0 < kept < self.COUNT
        if number is signal.SIGINT:
            assert code in INTERRUPTED
            assert b"kept in onrecord.db; the same command goes on from there" in stderr
            assert b"Traceback" not in stderr
        else:
            assert code == -signal.SIGKILL
        checked = program("verify")
        assert (checked.returncode, checked.stdout) == (0, b"")
        done = program("add", many, "--backend", "slow")
        assert f"{self.COUNT - kept} new articles".encode() in done.stderr
        assert f"{kept} there already".encode() in done.stderr
        program("add", many, "--backend", "quoting", "--record", "whole.db")
        assert program("export").stdout == program("export", "--record", "whole.db").stdout


class TestAsking:
    def test_who(self, program: Program, record: Path) -> None:
        done = program("who", "lind")
        assert (done.returncode, done.stderr) == (0, b"")
        page = done.stdout.decode()
        assert page.index("Number 1 holds") < page.index("Number 2 holds")
        assert "[0, 17)" in page

    def test_who_as_json_has_offsets_into_the_document(self, program: Program, record: Path) -> None:
        rows = [json.loads(line) for line in program("who", "lind", "--json").stdout.splitlines()]
        assert [row["published"] for row in rows] == ["2026-05-01", "2026-05-02"]
        assert rows[0]["content"] == {"spans": [[0, 17]], "words": ["“Number 1 holds,”"]}

    def test_who_is_near(self, program: Program, record: Path) -> None:
        done = program("who", "mora")
        assert done.returncode == 66
        assert b"Mara Lind" in done.stderr

    def test_who_finds_another_spelling(self, program: Program, record: Path) -> None:
        assert program("who", "maara lind").stdout == program("who", "mara lind").stdout

    def test_judging_who_is_who(self, program: Program, record: Path) -> None:
        done = program("why", "lind", "mara lind")
        assert done.returncode == 0
        assert b"are one on record" in done.stdout
        assert program("merge", "lind", "mara lind", "--by", "ada").returncode == cli.UsageError.exit_code
        assert program("undo", "0000").returncode == 66
        assert program("judgements").returncode == 0

    def test_said_and_its_filters(self, program: Program, record: Path) -> None:
        assert program("said", "holds").stdout.count(b"Mara Lind says") == 2
        for filters in (
            ["--until", "2026-05-01"],
            ["--outlet", "weekly"],
            ["--limit", "1", "--since", "2026-05-01"],
        ):
            assert program("said", "holds", *filters).stdout.count(b"Mara Lind says") == 1
        assert program("said", "holds", "--kind", "indirect", "--speaker", "lind").stdout == b""
        row = json.loads(program("said", "number 2", "--json").stdout)
        assert row["statement"]["name"] == "Mara Lind"

    def test_show(self, program: Program, record: Path) -> None:
        document = json.loads(program("who", "lind", "--json").stdout.splitlines()[0])["document"]
        page = program("show", document[:6]).stdout.decode()
        assert "[“Number 1 holds,”]¹ ‹Mara Lind›¹ _said_¹" in page
        (found,) = wire.decode_lines(program("show", document, "--json").stdout.splitlines())
        assert found.document.id == document
        assert program("show", "ffffffff").returncode == 66

    def test_summary_and_people(self, program: Program, record: Path) -> None:
        page = program("summary").stdout.decode()
        assert page.startswith(
            "2 articles from 2 outlets, 1–2 May 2026\n2 statements by 1 speaker: 2 direct\n"
        )
        assert json.loads(program("summary", "--json").stdout)["statements"] == 2
        line = "Mara Lind 2 statements 2 articles 1–2 May 2026"
        assert program("people").stdout.split() == line.encode().split()

    def test_no_record_says_how_to_make_one(self, program: Program) -> None:
        done = program("summary")
        assert done.returncode == 66
        assert b"onrecord add" in done.stderr

    def test_colours_only_on_a_terminal(self, environment: dict[str, str], record: Path) -> None:
        del environment["NO_COLOR"]
        environment["TERM"] = "xterm"
        assert (
            b"\x1b["
            not in subprocess.run(
                [sys.executable, "-m", "onrecord", "who", "lind"],
                env=environment,
                cwd=record.parent,
                capture_output=True,
            ).stdout
        )
        assert b"\x1b[" in self.on_a_terminal(environment, record)
        environment["NO_COLOR"] = "1"
        assert b"\x1b[" not in self.on_a_terminal(environment, record)

    def on_a_terminal(self, environment: dict[str, str], record: Path) -> bytes:
        ours, theirs = os.openpty()
        command = [sys.executable, "-m", "onrecord", "who", "lind"]
        subprocess.run(command, env=environment, cwd=record.parent, stdout=theirs, check=True)
        os.close(theirs)
        shown = os.read(ours, 100_000)
        os.close(ours)
        return shown


class TestKeeping:
    def test_export_is_the_wire_format(self, program: Program, record: Path) -> None:
        done = program("export", "--to", "jsonl")
        found = list(wire.decode_lines(done.stdout.splitlines()))
        with onrecord.open_record(record) as opened:
            assert found == list(opened.extractions())

    def test_verify_lists_what_is_off(self, program: Program, record: Path) -> None:
        with sqlite3.connect(record) as connection:
            for (trigger,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {trigger}")
            connection.execute("UPDATE documents SET text = replace(text, 'Number 1', 'Number 7')")
        connection.close()
        done = program("verify")
        assert done.returncode == 1
        assert "stands for '“Number 1 holds,”'" in done.stdout.decode()
        assert b"do not hold" in done.stderr

    def test_a_closed_pipe_is_silent(self, environment: dict[str, str], record: Path) -> None:
        shell = f"{sys.executable} -m onrecord export | head -c 10"
        done = subprocess.run(["bash", "-c", shell], env=environment, cwd=record.parent, capture_output=True)
        assert done.stdout == b'{"document'
        assert done.stderr in (b"", b"onrecord.db: 2 documents written\n")

    def test_a_reader_that_never_reads_ends_it_silently(
        self, environment: dict[str, str], record: Path
    ) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        for verb in (["export"], ["who", "lind"], ["failures"], ["--help"]):
            done = subprocess.run(
                [sys.executable, "-m", "onrecord", *verb],
                env=environment, cwd=record.parent, stdout=writing, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
            assert done.returncode == (0 if verb == ["failures"] else cli.BROKEN_PIPE), verb
            assert b"rror" not in done.stderr, verb
        os.close(writing)

    def test_a_full_output_is_said(self, environment: dict[str, str], record: Path) -> None:
        for verb in (["export"], ["who", "lind"]):
            with Path("/dev/full").open("wb") as full:
                done = subprocess.run(
                    [sys.executable, "-m", "onrecord", *verb],
                    env=environment, cwd=record.parent, stdout=full, stderr=subprocess.PIPE, check=False,
                )  # fmt: skip
            assert done.returncode == 74
            assert done.stderr.splitlines()[-1] == b"onrecord: standard output: No space left on device"

    def test_a_bug_is_one_line(self, program: Program, record: Path, environment: dict[str, str]) -> None:
        done = program("export", "--to", "broken")
        assert done.returncode == cli.BUG
        assert b"a bug in onrecord (RuntimeError: a bug of the plug-in" in done.stderr
        assert b"Traceback" not in done.stderr
        environment["ONRECORD_DEBUG"] = "1"
        assert b"Traceback" in program("export", "--to", "broken").stderr


class TestDoctor:
    def test_looks_at_everything(self, program: Program, record: Path) -> None:
        done = program("doctor", "--json")
        checks = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
        assert checks["onrecord"]["found"] == onrecord.__version__
        assert "fts5" in checks["sqlite"]["found"]
        assert "2 documents, 2 statements" in checks["record"]["found"]
        assert done.returncode == any(row["wrong"] for row in checks.values())

    def test_says_what_is_wrong_with_the_model(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        from onrecord import weights_file

        (tmp_path / "model.onnx").write_bytes(b"not the model")
        manifest = {"name": "m", "version": "1", "files": {"model.onnx": {"sha256": "0" * 64}}}
        (tmp_path / "manifest.json").write_text(json.dumps(manifest))
        monkeypatch.setattr(
            weights_file.Weights, "__init__", lambda self: object.__setattr__(self, "folder", tmp_path)
        )
        checks = {check.name: check for check in onrecord.doctor(record=tmp_path / "none.db")}
        assert "its manifest says 000000000000" in (checks["model"].wrong or "")
        assert checks["record"].wrong is None
