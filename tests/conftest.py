"""What tests of the whole program share: a plug-in backend that needs no model, and records made by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from programs import Program

HERE = Path(__file__).parent

# A busy machine is no bug: how long one example takes is not what the property tests are about.
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come last: what drives it keeps an event loop running in this thread to the end, and
    the pages' own tests start theirs."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that offers tests/quoting.py to onrecord the way an installed distribution would."""
    folder = tmp_path_factory.mktemp("plugins")
    info = folder / "quoting-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: quoting\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[onrecord.extractors]\nquoting = quoting:Quoting\nslow = quoting:Slow\n"
        "[onrecord.exporters]\nbroken = quoting:Broken\n"
    )
    return folder


@pytest.fixture
def environment(plugins: Path) -> dict[str, str]:
    """The environment of a process that has the plug-ins, and a plain terminal of 80 columns."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD", "PYTHON"))}
    return {**kept, "PYTHONPATH": f"{plugins}{os.pathsep}{HERE}", "COLUMNS": "80", "NO_COLOR": "1"}


@pytest.fixture
def program(environment: dict[str, str], tmp_path: Path) -> Program:
    """Runs the real program in an empty folder: ``program("add", "-", input=b"…")``."""

    def run(*arguments: str | Path, input: bytes = b"", **more: Any) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
        options = {"capture_output": True, "env": environment, "cwd": tmp_path, "timeout": 120, **more}
        return subprocess.run(command, input=input, **options)

    return run
