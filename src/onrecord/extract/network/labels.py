"""The labels that the model gives to words: the first (B) or a later (I) word of a source (S), cue (K) or
content (C), or none (O); the scheme of Ramshaw and Marcus (1995), as it is usual for spans."""

from __future__ import annotations

TAGS = ("O", "B-S", "I-S", "B-K", "I-K", "B-C", "I-C")
ROLES = ("S", "K", "C")
