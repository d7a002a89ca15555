"""The numbers behind a grade.

The report counts 40 % and the presentation 60 %. Each good question recorded during somebody else's talk improves the
grade by 0.1, three of them by 0.3 at most. A mark is one of ten passing steps from 1.0, the best, to 4.0, or one of the
failing steps 4.3, 4.7 and 5.0.

Everything is an exact decimal, never a binary fraction. Each number is named here once, so that what a page promises
and what is calculated cannot drift apart.
"""

from decimal import Decimal

REPORT_WEIGHT = Decimal("0.4")
PRESENTATION_WEIGHT = Decimal("0.6")

QUESTION_CREDIT_STEP = Decimal("0.1")
BONUS_CAP = Decimal("0.3")

SCALE = tuple(
    Decimal(step)
    for step in ("1.0", "1.3", "1.7", "2.0", "2.3", "2.7", "3.0", "3.3", "3.7", "4.0", "4.3", "4.7", "5.0")
)
