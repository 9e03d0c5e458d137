"""constraints.txt pins all that pyproject.toml asks for, by hash and without an address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "constraints.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
BEFORE = {"install": ["install"], "test": ["install", "test"], "lint": ["install", "test", "lint"]}
WANTED = {"install": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}


@pytest.mark.parametrize("section", BEFORE)
def test_each_requirement_is_pinned_to_a_version_that_it_allows(section: str) -> None:
    text = "".join(SECTIONS[each] for each in BEFORE[section])
    pins = [
        (canonicalize_name(name), version)
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    ]
    for line in WANTED[section]:
        wanted = Requirement(line)
        found = [version for name, version in pins if name == canonicalize_name(wanted.name)]
        assert found, f"{wanted.name} is not pinned; run `make constraints`"
        assert all(wanted.specifier.contains(version) for version in found), line


def test_each_pin_has_its_hashes_and_no_address() -> None:
    pins = re.split(r"^(?=[\w.-]+==)", re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE), flags=re.MULTILINE)
    for pin in filter(str.strip, pins):
        assert re.fullmatch(
            r"[\w.-]+==\S+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\s*", pin
        ), pin
    assert "://" not in TEXT
