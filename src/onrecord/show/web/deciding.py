"""The endpoint by which a person decides about two statements on a page, or takes a decision back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import judging
from onrecord.errors import RecordReadOnly, UsageError
from onrecord.model import Relation, Verdict
from onrecord.show.web.guard import is_token
from onrecord.store import open_record

if TYPE_CHECKING:
    from onrecord.show.web.app import Site

LONGEST_REASON = 1000
"""Characters of a reason: a short paragraph."""


async def decide(request: Request) -> Response:
    """Keeps a decision and goes back to the page that it was made on."""
    site: Site = request.app.state.site
    if not site.writable:
        raise RecordReadOnly(
            "this server only shows its record; start onrecord serve without --readonly to decide here"
        )
    try:
        async with request.form(max_files=0, max_fields=12) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
    except MultiPartException as error:
        raise UsageError(f"the form cannot be read: {error.message}") from error
    if not is_token(fields.get("token", ""), site.token):
        raise HTTPException(
            403, "The server was started after this form was made. Go back, reload, and send it again."
        )
    await run_in_threadpool(_keep, site, fields)
    return RedirectResponse(_back(fields.get("back", "")), 303)


def _keep(site: Site, fields: dict[str, str]) -> None:
    why = " ".join(fields.get("why", "").split()) or None
    if why and len(why) > LONGEST_REASON:
        raise UsageError(
            f"this reason has {len(why):,} characters and may have {LONGEST_REASON:,}; take what matters"
        )
    with open_record(site.path) as record:
        if fields.get("withdraw"):
            if not fields["withdraw"].isdigit():
                raise UsageError(f"{fields['withdraw'][:20]!r} is no number of a decision")
            judging.withdraw(record, int(fields["withdraw"][:15]), why=why)
            return
        verdict, _, relation = fields.get("decision", "").partition(" ")
        try:
            about = Relation(relation) if relation else None
            judging.judge(record, Verdict(verdict), fields["left"], fields["right"], relation=about, why=why)
        except (KeyError, ValueError):
            raise UsageError("this form says nothing that could be decided; go back and reload") from None


def _back(address: str) -> str:
    """An address of ours; anything else leads to the list of decisions."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours else "/decided"
