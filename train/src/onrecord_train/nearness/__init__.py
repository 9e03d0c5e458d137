"""What a content is about, without a model: a table of vectors of word pieces; and the gate before the
judge."""
