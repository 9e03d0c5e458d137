"""onrecord reads news and keeps the record: who said what, to whom, through whom, when, and how firmly.

The verbs of the command line are functions here, and the nouns of the record are values::

    import onrecord

    onrecord.add("articles/", record="record.db")
    for statement in onrecord.who("Lind", record="record.db"):
        print(statement.published, statement.content)

    for extraction in onrecord.extract(onrecord.read("article.txt")):
        ...

Everything is imported when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.doctor import doctor as doctor
    from onrecord.errors import OnRecordError as OnRecordError
    from onrecord.model import Attitude as Attitude
    from onrecord.model import Attribution as Attribution
    from onrecord.model import Document as Document
    from onrecord.model import Entity as Entity
    from onrecord.model import EntityKind as EntityKind
    from onrecord.model import Extraction as Extraction
    from onrecord.model import Failure as Failure
    from onrecord.model import Kind as Kind
    from onrecord.model import Medium as Medium
    from onrecord.model import Mention as Mention
    from onrecord.model import MentionForm as MentionForm
    from onrecord.model import Polarity as Polarity
    from onrecord.model import Relation as Relation
    from onrecord.model import Said as Said
    from onrecord.model import SourceType as SourceType
    from onrecord.model import Span as Span
    from onrecord.model import Verdict as Verdict
    from onrecord.show.web.serving import publish as publish
    from onrecord.show.web.serving import serve as serve
    from onrecord.store import Record as Record
    from onrecord.store import open_record as open_record
    from onrecord.verbs import Outcome as Outcome
    from onrecord.verbs import add as add
    from onrecord.verbs import changes as changes
    from onrecord.verbs import claim as claim
    from onrecord.verbs import claims as claims
    from onrecord.verbs import clashes as clashes
    from onrecord.verbs import compare as compare
    from onrecord.verbs import drift as drift
    from onrecord.verbs import evaluate as evaluate
    from onrecord.verbs import export as export
    from onrecord.verbs import extract as extract
    from onrecord.verbs import failures as failures
    from onrecord.verbs import judge as judge
    from onrecord.verbs import judgements as judgements
    from onrecord.verbs import links as links
    from onrecord.verbs import merge as merge
    from onrecord.verbs import people as people
    from onrecord.verbs import read as read
    from onrecord.verbs import said as said
    from onrecord.verbs import show as show
    from onrecord.verbs import split as split
    from onrecord.verbs import summary as summary
    from onrecord.verbs import undo as undo
    from onrecord.verbs import verify as verify
    from onrecord.verbs import who as who
    from onrecord.verbs import why as why

__version__ = "0.1.0"

_VERBS = [
    "add",
    "changes",
    "claim",
    "claims",
    "clashes",
    "compare",
    "drift",
    "evaluate",
    "export",
    "extract",
    "failures",
    "judge",
    "judgements",
    "links",
    "merge",
    "people",
    "read",
    "said",
    "show",
    "split",
    "summary",
    "undo",
    "verify",
    "who",
    "why",
]
_NOUNS = [
    *("Attitude", "Attribution", "Document", "Entity", "EntityKind", "Extraction", "Failure", "Kind"),
    *("Medium", "Mention", "MentionForm", "Polarity", "Relation", "Said", "SourceType", "Span"),
    "Verdict",
]
_HOME = {
    **dict.fromkeys(_VERBS, "verbs"),
    **dict.fromkeys(_NOUNS, "model"),
    "Outcome": "verbs",
    "OnRecordError": "errors",
    "Record": "store",
    "doctor": "doctor",
    "open_record": "store",
    "publish": "show.web.serving",
    "serve": "show.web.serving",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    if name in _ROOMS:
        return import_module(f"onrecord.{name}")
    return getattr(import_module(f"onrecord.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]


# Some verbs have the name of the room that does the work: `onrecord.extract` is a package, and importing
# anything from it binds that name here. So that `onrecord.extract(…)` works before and after, the package
# can be called.
_ROOMS = {"evaluate": "verbs", "extract": "verbs", "read": "verbs", "show": "verbs", "doctor": "doctor"}


class _Room(ModuleType):
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name = self.__name__.rpartition(".")[2]
        return getattr(import_module(f"onrecord.{_ROOMS[name]}"), name)(*args, **kwargs)


class _House(ModuleType):
    def __setattr__(self, name: str, value: Any) -> None:
        if name in _ROOMS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _House
