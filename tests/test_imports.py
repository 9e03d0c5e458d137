"""The house rules that imports can show: what is heavy is imported late, and imports point down."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {
    *(
        "onnxruntime",
        "tokenizers",
        "numpy",
        "trafilatura",
        "dateparser",
        "msgspec",
        "lxml",
        "charset_normalizer",
    ),
    *("starlette", "uvicorn", "jinja2", "sqlite3"),
}

EVERY_MODULE = """
import importlib, json, pkgutil, sys
import onrecord
guilty = {}
for module in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
    if module.name.startswith(("onrecord.show.web", "onrecord.__main__")):
        continue
    before = set(sys.modules)
    importlib.import_module(module.name)
    loaded = (set(sys.modules) - before) & set(json.loads(sys.argv[1]))
    if loaded:
        guilty[module.name] = sorted(loaded)
print(json.dumps(guilty))
"""

HELP = """
import json, sys
from onrecord.cli import run
run(["--help"])
print(json.dumps(sorted(set(sys.modules) & set(json.loads(sys.argv[1])))))
"""


def loaded_by(code, *, heavy=frozenset(HEAVY)):
    arguments = [sys.executable, "-c", code, json.dumps(sorted(heavy))]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout.splitlines()[-1])


def test_help_loads_nothing_heavy():
    assert loaded_by(HELP) == []


def test_no_module_but_the_store_and_the_pages_loads_anything_heavy_when_imported():
    guilty = loaded_by(EVERY_MODULE)
    assert {name: found for name, found in guilty.items() if not name.startswith("onrecord.store")} == {}
    assert {found for name in guilty for found in guilty[name]} <= {"sqlite3"}


def test_imports_point_down():
    if find_spec("importlinter") is None:
        pytest.skip("import-linter is not installed; make lint installs it and checks the same")
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
