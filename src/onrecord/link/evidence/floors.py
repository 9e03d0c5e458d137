"""How much two clauses must have in common, and how little beside it, before one says something of the other.

All of these were swept on the tuning part of the gold pairs (bench/pairs.py)."""

from __future__ import annotations

SAME_TOPIC = 0.72
"""The share of the narrower clause's terms that the other must have, before a clash counts."""
LEAST_BITS = 8.0
LEAST_BITS_EXACT = 4.0
"""A topic of fewer bits in common is none: "it was open" and "it was closed" may be about anything. The
second holds where both clauses are about nothing else, within one story or by one speaker."""
EXACT = 0.9
"""The share of each clause from which nothing else worth mentioning is said."""
RESIDUE = 2.5
RESIDUE_NUMBER = 5.0
"""What neither side may have beyond what is common, in bits: with "church" here and "school" there, two
things are told. For numbers it is what neither side may have at all, apart from words like "number of"."""
MUCH = 0.8
MANY_BITS = 18.0
"""Where so much is common, a verb more on each side ("was heard", "ran") does not make two things of it."""
LEAST_SAID_OF_IT = 3
"""Terms beside names that a phrase without a verb, a number or an end of a scale must have to say anything.
Of 133 agreements in 150 articles of BASIL it takes back some thirty, names of one thing like "Mr. Ryan's
budget plan"; the tuning pairs keep every one."""
AGREES = 0.72
AGREES_BOTH = 0.5
"""The share of the narrower and of the wider account that must be common for two accounts to agree.

What moves anything: at
12 bits contradictions lose 0.03 of recall; a residue of 4 brings agreement from F1 0.81 to 0.84 and
costs contradictions 0.02 of precision, which comes first; a residue of 8 for numbers finds one clash
more. The shares are flat from 0.5 to 0.72 and from 0.3 to 0.5; the stricter end is taken because
sentences in the news are longer."""
