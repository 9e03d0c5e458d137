"""The same person in many articles."""
