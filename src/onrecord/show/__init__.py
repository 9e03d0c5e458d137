"""Values → something to look at: text for a terminal here, pages elsewhere. Nothing in here reads a
record."""
