"""Bytes → documents. What cannot be read becomes a Failure and the rest goes on.

:func:`find_inputs` turns what a caller names into paths, :func:`read_path` and :func:`read_bytes` turn one
input into documents. The readers (text, html, records) are found through the entry points
``onrecord.readers``.
"""

from onrecord.read.files import STDIN, read_bytes, read_path
from onrecord.read.inputs import find_inputs
from onrecord.read.metadata import Known
from onrecord.read.registry import StreamReader, readers

__all__ = ["STDIN", "Known", "StreamReader", "find_inputs", "read_bytes", "read_path", "readers"]
