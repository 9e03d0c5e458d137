"""Accounts across articles: the same words, the same claim, the contradiction, the change of mind.

Nothing here reads or writes a file. `copies` finds wire copies, `quotes` aligns quotations, `relations` says
what two accounts are to each other and why, `claims` groups them, and `update` keeps a record's links up to
date through the few questions in `update.Shelf`.
"""
