"""Numbered SQL files, each run once and in order; see `onrecord.store.schema`."""
