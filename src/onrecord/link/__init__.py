"""Accounts across articles: the same words, the same claim, the contradiction, the change of mind.

Nothing here reads or writes a file. `copies` finds wire copies, `quotes` aligns quotations, `evidence`
collects what speaks for two accounts agreeing or clashing, `relations` says what they are to each other and
`sentences` why, and `update` keeps a record's links up to date through the few questions in `update.Shelf`.
"""
