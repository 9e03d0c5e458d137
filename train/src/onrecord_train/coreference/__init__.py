"""Trains the branch that finds mentions, names and coreference on the extractor's lower three layers."""
