"""The tags and relations of Universal Dependencies that the network was taught, and what they are needed for."""

from __future__ import annotations

TAGS = (
    "NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "VERB", "AUX", "ADV", "NUM", "CCONJ", "SCONJ", "PART", "PUNCT", "INTJ",
    "SYM", "X",
)  # fmt: skip
RELATIONS = (
    "nsubj", "obj", "iobj", "obl", "nmod", "nmod:poss", "appos", "conj", "compound", "flat", "amod", "det", "case", "root",
    "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "cc", "mark", "aux", "cop", "advmod", "nummod", "punct",
    "vocative", "expl", "dislocated", "list", "fixed", "discourse", "other",
)  # fmt: skip
SUBJECT, OBJECT, OBLIQUE, POSSESSOR, NOMINAL, APPOSITION, CONJUNCT, ELSE = range(8)
ROLE = {
    **dict.fromkeys(("nsubj", "csubj", "vocative", "dislocated"), SUBJECT),
    **dict.fromkeys(("obj", "iobj"), OBJECT),
    "obl": OBLIQUE, "nmod:poss": POSSESSOR, "nmod": NOMINAL, "appos": APPOSITION, "conj": CONJUNCT,
}  # fmt: skip
