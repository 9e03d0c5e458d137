"""The weights of the scorer, and what a score needs.

Logarithms of odds, fitted by logistic regression on pairs of three invented worlds
(`bench/invented_people.py`, seeds 1 to 3; ridge 1): 23,275 pairs of nodes of full names, and 23,818 pairs of
a name that does not tell with a person. The thresholds were chosen on seeds 1 and 2, where B³ (precision /
recall) was for `THRESHOLD` 0, 1, 2, 3: 97.4 / 89.4, 98.2 / 88.3, 98.6 / 84.4, 98.7 / 81.1.
"""

from __future__ import annotations

from onrecord.resolve.across.forms import Style

BIAS = 1.18
WEIGHTS: dict[str, float] = {
    "affiliation_differs": -1.25,
    "affiliation_same": 3.04,
    "affiliation_some": 0.41,
    "bearers_few": 0.65,
    "bearers_many": -0.05,
    "bearers_one": 1.00,
    "bearers_some": 0.21,
    "company_1": 2.10,
    "company_2": 1.76,
    "company_3": 1.64,
    "company_none": -0.53,
    "generation_equal": 1.33,
    "generation_once": -2.87,
    "given_equal": 0.05,
    "given_short": -0.08,
    "given_slip": 0.01,
    "given_sound": 0.03,
    "middle_differs": -2.83,
    "middle_equal": 2.93,
    "nothing_agrees": 1.22,
    "office_alike": 2.66,
    "office_differs": -1.87,
    "office_differs_at_once": -1.62,
    "office_former": 0.17,
    "office_same": 3.40,
    "outlet_differs": -0.55,
    "outlet_shared": 0.55,
    "surname_equal": 1.33,
    "surname_part": -1.87,
    "surname_slip": -0.22,
    "surname_sound": 0.77,
    "time_far": 0.08,
}
"""What speaks for and against two nodes of full names being one person."""

HANGING_BIAS = 1.23
HANGING: dict[str, float] = {
    "affiliation_differs": -1.85,
    "affiliation_same": 2.55,
    "affiliation_some": -0.70,
    "bare": -0.67,
    "bearers_few": 0.24,
    "bearers_many": -1.32,
    "bearers_one": 1.32,
    "bearers_some": -0.13,
    "company_1": 2.31,
    "company_2": 2.83,
    "company_3": 2.64,
    "company_none": -0.49,
    "full": -0.12,
    "generation_once": -0.76,
    "initial": 0.79,
    "middle_differs": -0.55,
    "nothing_agrees": 2.13,
    "office_alike": 0.28,
    "office_differs": -2.42,
    "office_differs_at_once": -2.05,
    "office_former": -1.11,
    "office_same": 2.96,
    "outlet_differs": -0.98,
    "outlet_shared": 0.99,
    "rivals_0": 1.22,
    "rivals_1": 0.29,
    "rivals_2": -0.46,
    "rivals_3": -1.04,
    "surname_sound": -0.73,
    "time_far": -0.28,
}
"""The same for a person and somebody whose name does not tell: no context beside namesakes, initials, a bare
surname."""

THRESHOLD = 1.0
"""The mean score that two groups of nodes need."""

SURE = {Style.FULL: 0.0, Style.INITIAL: 1.0, Style.BARE: 1.0, Style.OPAQUE: 0.0}
"""What one who hangs on needs. For full names 1 costs 0.03 of B³ recall, 2 costs 0.6 and gains 0.1 precision;
for bare surnames 0 gains 0.3 recall and costs 0.06 precision, 3 costs 1.5 and gains 0.15."""

MARGIN = 0.5
"""By how much one must be likelier than the next: 0.3 gains 0.15 recall and costs 0.05 precision, 2 costs
1.9."""
