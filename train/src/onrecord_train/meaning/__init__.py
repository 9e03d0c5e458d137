"""Trains the models behind claims and relations: the judge of sentence pairs, and the sentence vectors."""
