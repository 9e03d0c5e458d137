"""The OpenAPI description of what programs can ask of the server."""

from __future__ import annotations

from typing import Any

from onrecord import __version__
from onrecord.wire import schema

_READ = (
    ("/", "What the record holds, and the newest statements."),
    ("/articles", "Articles, the last published first."),
    ("/d/{id}", "One article with its findings, in the wire format."),
    ("/a/{id}", "The article of one attribution, in the wire format."),
    ("/p/{id}", "One speaker: names, roles, timeline and statements."),
    ("/people", "The most quoted speakers; with `q`, those with a name that begins so."),
    ("/outlets", "All outlets."),
    ("/o/{name}", "One outlet and its articles."),
    ("/search", "Statements and articles with the words of `q`, through filters."),
    (
        "/compare",
        "Statements side by side: `a`, repeated; or with `q` who says yes, who says no, who leaves it open.",
    ),
    ("/claims", "What several say alike; with `q`, what is claimed with its words."),
    ("/claim/{id}", "Everybody who says, denies or withholds the same thing."),
    ("/clashes", "Contradictions, the surest first; with `name`, those of a speaker."),
    ("/changes", "Changes of position; with `name`, those of a speaker."),
    ("/drift", "Quotations whose words differ between articles; with `name`, those of a speaker."),
    ("/decided", "What people have decided about claims and relations."),
    ("/review", "Findings to look at first."),
    ("/failures", "What could not be read, and why."),
)

_FILTERS = {
    "/search": ("q", "speaker", "outlet", "since", "until", "kind", "polarity", "source_type", "page"),
    "/people": ("q", "page"),
    "/outlets": ("page",),
    "/articles": ("page",),
    "/p/{id}": ("page",),
    "/o/{name}": ("page",),
    "/compare": ("a", "q"),
    "/claims": ("q", "page"),
    "/claim/{id}": ("page",),
    "/clashes": ("name", "page"),
    "/changes": ("name", "page"),
    "/drift": ("name", "page"),
}


_ABOUT = (
    "Who said what: a record of attributions in news articles, each with the characters it rests on. "
    "All offsets count Unicode code points and are half-open."
)


def description() -> dict[str, Any]:
    """The document at ``/openapi.json`` (OpenAPI 3.1)."""
    line = schema()
    shapes = line.pop("$defs")
    line.pop("$schema")
    paths: dict[str, Any] = {path: {"get": _reading(path, summary)} for path, summary in _READ}
    paths["/extract"] = {"post": _EXTRACT}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": _ABOUT,
        },
        "paths": paths,
        "components": {"schemas": {"Extraction": _moved(line), **_moved(shapes)}},
    }


def _reading(path: str, summary: str) -> dict[str, Any]:
    of_path = [path[path.index("{") + 1 : -1]] if "{" in path else []
    parameters = [{"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in of_path]
    parameters += [{"name": n, "in": "query", "schema": {"type": "string"}} for n in _FILTERS.get(path, ())]
    parameters.append(
        {"name": "format", "in": "query", "schema": {"type": "string", "enum": ["html", "json", "csv"]}}
    )
    content: dict[str, Any] = {"text/html": {}, "application/json": {}, "text/csv": {}}
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": summary, "content": content},
            "404": {"description": "Not on record."},
        },
    }


_EXTRACT: dict[str, Any] = {
    "summary": "Finds who said what in a text, and keeps nothing.",
    "parameters": [
        {"name": name, "in": "query", "schema": {"type": "string"}}
        for name in ("title", "outlet", "url", "published")
    ],
    "requestBody": {
        "required": True,
        "description": "The article: plain text in UTF-8, or HTML.",
        "content": {
            "text/plain": {"schema": {"type": "string"}},
            "text/html": {"schema": {"type": "string"}},
        },
    },
    "responses": {
        "200": {
            "description": "One line of the wire format for each article in it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Extraction"}}},
        },
        "413": {"description": "More than the stated limit."},
        "422": {"description": "It cannot be read as an article; the message says why."},
        "503": {"description": "The extractor cannot run; the message says why."},
    },
}


def _moved(part: Any) -> Any:
    """The part with references to ``#/$defs`` pointing where OpenAPI keeps schemas."""
    if isinstance(part, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
            for key, value in part.items()
        }
    return [_moved(value) for value in part] if isinstance(part, list) else part
