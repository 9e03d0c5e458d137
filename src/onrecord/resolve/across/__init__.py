"""The same person in many articles: told apart by names and by what articles say beside them.

Read in this order: `forms` (what a name tells), `agreement` (two names), `context` (what is said beside
them), `scorer` (how surely two are one), `regions` and `settling` (who is one), `judgements` (what people
decide), `update` (what an added article changes).
"""

from onrecord.resolve.across.asked import explained, variants_of, waits
from onrecord.resolve.across.judgements import Judgements
from onrecord.resolve.across.update import judged, settle, update
from onrecord.resolve.across.why import Reason

__all__ = ["Judgements", "Reason", "explained", "judged", "settle", "update", "variants_of", "waits"]
