"""The type of the fixture ``program``: runs the real program and returns what became of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
