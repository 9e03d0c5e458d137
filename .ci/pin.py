"""Writes constraints.txt: versions and hashes of everything that `make install`, `test` and `lint` install.

    .venv/bin/python .ci/pin.py            (make constraints)

One section each, so that the Makefile can install them one after the other with ``pip --require-hashes``.
Hashes are those of every file of a version, for all platforms and Pythons; no address is recorded."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# The versions that onrecord is tested with, and the hashes of their files for every platform. Made by
# `make constraints`, installed by `make install`, `test` and `lint`. Users of the library are not bound
# by it.
"""


def pinned(requirements: list[str], held: list[str]) -> list[str]:
    """One block of lines per package: the pin and its hashes. ``held`` are blocks that must not change."""
    constraints = ROOT / "build/held.txt"
    constraints.write_text("\n".join(held), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "-",
        "--quiet",
        "--universal",
        "--generate-hashes",
    ]
    command += ["--python-version", "3.11", "--no-annotate", "--no-header", "--constraints", str(constraints)]
    found = subprocess.run(
        command, input="\n".join(requirements), capture_output=True, text=True, check=False, cwd=ROOT
    )
    if found.returncode:
        sys.exit(found.stderr)
    blocks: list[str] = []
    for line in found.stdout.splitlines():
        if line.startswith(" "):
            blocks[-1] += "\n" + line
        elif line.strip():
            blocks.append(line)
    return blocks


def main() -> None:
    """Resolves each section on top of the ones before it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = {
        "install": [*project["build-system"]["requires"], "editables", *project["project"]["dependencies"]],
        "test": extras["test"],
        "lint": extras["lint"],
    }
    requirements: list[str] = []
    held: list[str] = []
    text = HEAD
    for section, more in wanted.items():
        requirements += more
        blocks = pinned(requirements, held)
        text += "\n".join(["", f"## {section}", *(block for block in blocks if block not in held), ""])
        held = blocks
    (ROOT / "constraints.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
