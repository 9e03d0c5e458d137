"""The record as pages: a local server, and the same pages as files.

`create_app` makes the ASGI application that ``onrecord serve`` runs; `publish` writes the files. Pages are
made by functions from a record to a `Page` of plain values, and a `Page` is shown as HTML, JSON or CSV."""

from onrecord.show.web.app import create_app
from onrecord.show.web.publishing import publish

__all__ = ["create_app", "publish"]
