"""Small pieces of arithmetic that many rules share."""

from ..core.compiled import rule
from ..core.elementary import exp


@rule
def within(x, low, high):
    """x held between low and high.

    In words (Holding a number between two bounds): A number below the lower bound becomes the lower bound, one above the
    upper the upper.
    Whom: numbers.
    """
    return low if x < low else high if x > high else x


@rule
def share(x):
    """x held between 0 and 1.

    In words (Holding a number between 0 and 1): No share becomes less than nothing or more than all.
    Whom: numbers.
    """
    return 0.0 if x < 0.0 else 1.0 if x > 1.0 else x


@rule
def logistic(x):
    """1 / (1 + exp(-x)): log odds to chance.

    In words (From leaning to chance): A leaning becomes a chance: none of it is one half, and each further point counts less
    the nearer the chance is to never or always.
    Whom: numbers.
    """
    return 1.0 / (1.0 + exp(-x))


@rule
def shifted(level, deviation):
    """A level on 0..1 moved by a deviation that has full force in the middle and none at the ends.

    level + 4 level (1 - level) deviation, held in 0..1: a scenario that says 0 or 1 means it (assumption A1).

    In words (How one school differs from the description): A school or an administrator may lie above or below what the
    scenario says, most in the middle of the scale and not at all at its ends: a scenario that says none or all means it.
    Whom: schools and administrators.
    """
    return share(level + 4.0 * level * (1.0 - level) * deviation)
