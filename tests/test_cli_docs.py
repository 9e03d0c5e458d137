"""The documentation says what the program does: the reference is generated, the tutorial is run."""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path

import pytest
from docs import generate

import onrecord

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
STALE = "docs are stale: run `make docs` and read the difference"

ALIKE = 0.75
"""Least likeness (difflib's ratio over lines) of an output that depends on the model. The int8 kernels of
different processors round differently, which may tip a finding; a page laid out otherwise is less alike."""


def test_the_reference_is_the_programs_own() -> None:
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == generate.reference(), STALE


def test_the_tutorial_has_the_outputs_of_today() -> None:
    for block, fresh in zip(generate.blocks(TUTORIAL), generate.fresh(TUTORIAL), strict=True):
        if block.model:
            likeness = difflib.SequenceMatcher(None, masked(block.body), masked(fresh)).ratio()
            assert likeness >= ALIKE, f"{STALE}\n{fresh}"
        else:
            assert block.body == fresh, STALE


def masked(body: str) -> list[str]:
    """Lines without the digits of confidences and counts."""
    return re.sub(r"\d+", "0", body).splitlines()


def test_the_tutorials_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "tutorial.md", "exec"), {})
    with onrecord.open_record("valley.db") as record:
        assert f"affirms {record.who('Lomax')[0].content}\n" in capsys.readouterr().out


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"
