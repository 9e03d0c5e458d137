"""onrecord reads news and keeps the record: who said what, to whom, through whom, when, and how firmly."""

__version__ = "0.1.0"
