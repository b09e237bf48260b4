"""Small pieces of arithmetic that many rules share."""

import math

from ..compiled import rule


@rule
def within(x, low, high):
    """x held between low and high."""
    return low if x < low else high if x > high else x


@rule
def share(x):
    """x held between 0 and 1."""
    return 0.0 if x < 0.0 else 1.0 if x > 1.0 else x


@rule
def logistic(x):
    """1 / (1 + exp(-x)): log odds to chance."""
    return 1.0 / (1.0 + math.exp(-x))


@rule
def shifted(level, deviation):
    """A level on 0..1 moved by a deviation that has full force in the middle and none at the ends.

    level + 4 level (1 - level) deviation, held in 0..1: a scenario that says 0 or 1 means it (assumption A1).
    """
    return share(level + 4.0 * level * (1.0 - level) * deviation)
