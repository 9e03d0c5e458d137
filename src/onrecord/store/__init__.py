"""The record: SQLite in one file, and the only code that speaks SQL.

`open_record` gives a `Record`. Documents and findings in it are append-only, and the database itself refuses
a span that does not reproduce its words: `migrations/0001_the_record.sql` is the place to read what a record
is.
"""

from onrecord.store.record import Record, open_record
from onrecord.store.schema import features
from onrecord.store.search import Hit
from onrecord.store.statements import Asked, Statement, Words
from onrecord.store.summary import Day, Outlet, Speaker, Summary
from onrecord.store.verify import Problem

__all__ = [
    "Asked",
    "Day",
    "Hit",
    "Outlet",
    "Problem",
    "Record",
    "Speaker",
    "Statement",
    "Summary",
    "Words",
    "features",
    "open_record",
]
