"""The quality gate: what the backends reach on gold, and the floors under it. Not part of the wheel."""
