"""Under what the record files forms and nodes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache

from onrecord.resolve.across.forms import Form, Style
from onrecord.resolve.names import fold


def numbers(texts: Iterable[str]) -> list[int]:
    """Keys of forms as the record files them: 56 bits of each."""
    return [_number(text) for text in sorted(texts)]


@lru_cache(maxsize=65_536)
def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=7).digest())


def node_key(class_: str, text: str, context: str) -> str:
    """The id of a node: 12 hexadecimal digits over what it stands for."""
    packed = json.dumps(["node", class_, text, context], ensure_ascii=False)
    return hashlib.sha256(packed.encode("utf-8", "replace")).hexdigest()[:12]


def body_form(name: str) -> Form:
    """The form of a body or place: its whole name, without an article in front."""
    folded = fold(name)[:320]
    return Form(folded.removeprefix("the ") or folded, Style.OPAQUE, (), (), "")
