"""The command line: data on standard output, messages on standard error.

Each verb is a function of the same name in `onrecord`. The module of a verb is imported when the verb is
used, so that `onrecord --help` needs Click and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from onrecord import __version__
from onrecord.errors import OnRecordError, UsageError

VERBS = {
    "add": ("extracting", "Read articles into the record."),
    "summary": ("asking", "Who says most in the record, and what."),
    "people": ("people", "Everybody who speaks in the record."),
    "who": ("asking", "All that one speaker said, in time order."),
    "said": ("asking", "Search what was said, and the articles."),
    "show": ("asking", "One article with its findings marked."),
    "claims": ("accounts", "What several say alike, across articles."),
    "claim": ("accounts", "One claim: everybody who makes it, in time order."),
    "compare": ("accounts", "Who says yes, who says no, who leaves it open."),
    "clashes": ("meetings", "Accounts that contradict each other."),
    "changes": ("meetings", "Positions that a speaker changed."),
    "drift": ("meetings", "Quotations whose words differ between articles."),
    "links": ("accounts", "Every relation between two attributions, as data."),
    "judge": ("judging", "Decide on a claim or a relation yourself."),
    "merge": ("people", "Judge that A and B are the same."),
    "split": ("people", "Judge that two are different people."),
    "undo": ("people", "Take a judgement back."),
    "why": ("people", "Why A and B are one, or two."),
    "judgements": ("people", "What people judged about who is who."),
    "verify": ("keeping", "Check every span and text of the record."),
    "export": ("keeping", "Write the record as a file of another kind."),
    "failures": ("keeping", "What could not be read, and why."),
    "serve": ("serve", "Open the record as a page in the browser."),
    "publish": ("publish", "Write the record as pages that open without a server."),
    "extract": ("extracting", "Find who said what, without a record."),
    "evaluate": ("evaluate", "Compare findings with what people marked."),
    "doctor": ("doctor", "Check the installation and the record."),
}
"""Each verb's module and its line in ``onrecord --help``; the tests hold the line against the verb's
docstring."""

PARTLY = 3
INTERRUPTED = 130
BROKEN_PIPE = 141
BUG = 70

EXIT_CODES = {
    0: "done",
    1: "verify or doctor found something wrong, or judgements contradict each other",
    PARTLY: "done, but for some inputs that could not be read (see: onrecord failures)",
    UsageError.exit_code: "wrong options",
    65: "no input could be read",
    66: "no such file, document or speaker",
    69: "the backend cannot run",
    BUG: "a bug in onrecord",
    74: "the record or the disk: locked, full, newer, damaged",
    INTERRUPTED: "interrupted; what was added stays",
}
"""What a command's exit status means; 64 and above follow BSD ``sysexits.h`` where one fits."""


class Verbs(click.Group):
    """A group that knows its commands' names and one line on each without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The verbs in the order of :data:`VERBS`: by use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Imports the verb's module; None if there is no such verb."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"onrecord.cli.{VERBS[cmd_name][0]}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in ``--help``, from :data:`VERBS` alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """A first example, and the exit codes."""
        with formatter.section("Example"):
            formatter.write_dl([("onrecord add articles/", ""), ("onrecord summary", "")])
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="onrecord %(version)s")
def onrecord() -> None:
    """Keep the record of who said what.

    onrecord reads news articles and finds every statement in them: who said what, to whom, through whom,
    when, and how firmly. Each finding points at the exact characters it rests on."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The program ``onrecord``: runs a verb and ends the process with its exit code."""
    code = run(arguments)
    try:
        sys.stdout.flush()
    except OSError:
        lost = _stdout_lost()
        code = code or lost
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a verb and returns its exit code. Every error ends as one line on standard error."""
    try:
        # Not `onrecord.main`, which ends the process by itself when the output is closed.
        given = sys.argv[1:] if arguments is None else list(arguments)
        with onrecord.make_context("onrecord", given) as context:
            result = onrecord.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        return _misused(error)
    except OnRecordError as error:
        return _say(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _say("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _stdout_lost()
    except OSError as error:
        return _say(f"{error.filename or 'standard output'}: {error.strerror or error}", 74)
    except Exception as error:
        if os.environ.get("ONRECORD_DEBUG"):
            raise
        told = f"{type(error).__name__}: {error}"
        return _say(f"a bug in onrecord ({told}); ONRECORD_DEBUG=1 shows where, please report it", BUG)
    return result if isinstance(result, int) else 0


def _misused(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    hint = f"\n{context.command_path} --help says more" if context else ""
    return _say(error.format_message() + hint, UsageError.exit_code)


def _say(message: str, code: int) -> int:
    click.echo(f"onrecord: {message}", err=True)
    return code


def _stdout_lost() -> int:
    """The reader of our output is gone (``| head``): nobody is left to tell. Python must not try again at
    exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE
