"""Mentions and the links between them, by a small network on the states of the extractor's encoder.

`words` → `flags` → `branch` (the network) → `mentions` → `pairs` → `clusters`. After Lee et al. (2018): a
mention ranks its antecedents, with "none" as one of them; here on features that a small corpus cannot teach a
small encoder.
"""
