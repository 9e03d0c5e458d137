"""Records for tests of the pages, and a client that speaks to the application without a network."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord.evaluate.notation import parse
from onrecord.model import Document, Extraction
from onrecord.resolve import resolve
from onrecord.segment import segment
from onrecord.store import open_record

GOLD = Path(__file__).parent.parent / "evals" / "gold" / "articles"
MODEL = "gold/1"


def sample(name: str) -> Extraction:
    """One annotated sample article by the number that its file name starts with."""
    (path,) = GOLD.glob(f"{name}-*.gold.txt")
    gold = parse(path.read_text(encoding="utf-8"))
    known = resolve(gold.document, segment(gold.document.text), gold.attributions)
    sure = [a.with_(confidence=(int(a.id[:2], 16) + 1) / 256) for a in known.attributions]
    return Extraction(gold.document, tuple(sure), known.mentions, known.entities)


def sample_record(path: Path, *names: str) -> Path:
    """A record of some sample articles; none makes an empty one."""
    with open_record(path, create=True) as record:
        for name in names:
            record.add(sample(name), model=MODEL)
    return path


def put(path: Path, text: str, **known: Any) -> Document:
    """Adds a document of our own, understood by the backend of the tests."""
    from onrecord.pipeline import understand
    from quoting import Quoting

    document = Document.new(text, **known)
    with open_record(path) as record:
        record.add(understand([document], Quoting())[0], model=MODEL)
    return document


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Client:
    """Asks an ASGI application as a browser on this machine would."""

    app: Any
    headers: dict[str, str] = field(default_factory=lambda: {"host": "127.0.0.1:8470"})

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, body: bytes, **headers: str) -> Answer:
        return self.ask("POST", path, body, headers)

    def form(
        self, path: str, fields: dict[str, str], files: dict[str, bytes] | None = None, **headers: str
    ) -> Answer:
        mark = "----page-samples"
        parts = [
            f'Content-Disposition: form-data; name="{n}"\r\n\r\n'.encode() + v.encode()
            for n, v in fields.items()
        ]
        parts += [
            f'Content-Disposition: form-data; name="files"; filename="{n}"\r\n\r\n'.encode() + v
            for n, v in (files or {}).items()
        ]
        body = (
            b"".join(b"--%s\r\n%s\r\n" % (mark.encode(), part) for part in parts) + f"--{mark}--\r\n".encode()
        )
        return self.ask(
            "POST", path, body, {"content-type": f"multipart/form-data; boundary={mark}", **headers}
        )

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        where, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": re.sub(r"%([0-9A-F]{2})", lambda m: chr(int(m[1], 16)), where),
            "raw_path": where.encode(),
            "query_string": quote(query, safe="=&%+*\"'()-:.;,/").encode(),
            "root_path": "",
            "headers": [(n.encode(), v.encode()) for n, v in sent.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8470),
        }
        return asyncio.run(self._run(scope, body))

    async def _run(self, scope: dict[str, Any], body: bytes) -> Answer:
        answer = Answer(0, {})
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            if waiting:
                return waiting.pop()
            await asyncio.sleep(3600)
            raise AssertionError

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {n.decode().lower(): v.decode() for n, v in message["headers"]}
            else:
                answer.body += message.get("body", b"")

        await self.app(scope, receive, send)
        return answer
