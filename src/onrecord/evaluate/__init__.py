"""Scores against gold, in the product: users measure backends on their own data.

``notation`` reads and prints gold, ``scores`` counts what was found, ``features`` what was said about it,
``calibration`` whether confidences mean what they say, ``report`` prints it beside people and the published
best.
"""
