"""What may be concluded from paired differences over schools: is there an effect, is it at most so large, and how many schools tell.

Everything rests on Student's t for independent schools, as intervals.py does, at the usual five percent.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .intervals import student_t

LEVEL = 0.05
#: More schools than this nobody simulates, so it is no answer.
MOST_SCHOOLS = 10_000_000


def p_value(differences: ArrayLike) -> float:
    """How often chance alone gives a mean difference at least this far from zero (two-sided paired t test); NaN for one school."""
    t, freedom = _t(np.asarray(differences, float), 0.0)
    return 2.0 * _below(-abs(t), freedom)


def holm(p: ArrayLike) -> np.ndarray:
    """P values (n,) adjusted for all that are asked together (Holm 1979, Scandinavian Journal of Statistics 6:65-70).

    Whoever calls what is below 0.05 an effect calls with 95 percent no chance an effect, whichever are none. NaN stays and does not count.
    """
    given = np.asarray(p, float)
    adjusted = np.full(given.shape, np.nan)
    known = np.flatnonzero(np.isfinite(given))
    order = known[np.argsort(given[known], kind="stable")]
    steps = given[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps)) if len(order) else steps
    return adjusted


def together(differences: ArrayLike, asked: int) -> tuple[float, float]:
    """(low, high) of the mean difference, so that so many intervals hold together with 95 percent (Bonferroni); infinite for one school."""
    known = np.asarray(differences, float)
    if known.size < 2:
        return -math.inf, math.inf
    half = (
        float(student_t(known.size - 1, 1.0 - LEVEL / (2.0 * max(1, asked)))) * float(known.std(ddof=1)) / math.sqrt(known.size)
    )
    return float(known.mean()) - half, float(known.mean()) + half


class Equivalence(NamedTuple):
    """Two one-sided tests (Schuirmann 1987). p : of the larger one; no_larger_than : the least margin that would be shown."""

    p: float
    no_larger_than: float
    low: float  #: ends of the 90 percent interval, which lies within the margin where p is below 0.05
    high: float

    @property
    def shown(self) -> bool:
        """Whether the effect is shown to be smaller than the margin."""
        return self.p < LEVEL


def equivalence(differences: ArrayLike, margin: float) -> Equivalence:
    """Is the mean difference within -margin ... +margin? margin above 0, in the unit of the differences. NaN and infinite for one school."""
    known = np.asarray(differences, float)
    if known.size < 2:
        return Equivalence(math.nan, math.inf, -math.inf, math.inf)
    (above, freedom), (below, _) = _t(known, -margin), _t(known, margin)
    half = float(student_t(known.size - 1, 1.0 - LEVEL)) * float(known.std(ddof=1)) / math.sqrt(known.size)
    low, high = float(known.mean()) - half, float(known.mean()) + half
    return Equivalence(max(_below(-above, freedom), _below(below, freedom)), max(abs(low), abs(high)), low, high)


def power_of(schools: int, difference: float, sd: float) -> float:
    """How often so many schools show a true mean difference (two-sided paired t test). sd : of paired differences, same unit, above 0"""
    from scipy.stats import nct

    freedom, away = schools - 1, abs(difference) / sd * math.sqrt(schools)
    edge = float(student_t(freedom))
    right = float(nct.sf(edge, freedom, away))
    left = float(nct.cdf(-edge, freedom, away)) if away < 5.0 else 0.0  # further away it has no digits left, and is nothing
    return right + left if math.isfinite(right) else 1.0


def schools_for(difference: float, sd: float, power: float = 0.8) -> int | None:
    """The fewest schools that show a true mean difference with this power; None where even MOST_SCHOOLS do not.

    difference, sd (of paired differences) : in one unit, sd at least 0; power : above 0.05 and below 1
    """
    if difference == 0.0:
        return None
    if sd <= 0.0:
        return 2
    return _first(lambda n: power_of(n, difference, sd) >= power)


def detectable(schools: int, sd: float, power: float = 0.8) -> float:
    """The least true mean difference that so many schools (2 or more) show with this power, in the unit of sd."""
    from scipy.optimize import brentq

    if sd <= 0.0:
        return 0.0
    return sd * float(brentq(lambda d: power_of(schools, d, 1.0) - power, 0.0, 1e3, xtol=1e-9))


def sd_at_most(sd: float, pilots: int, sure: float = 0.8) -> float:
    """The spread that so many pilot schools leave possible: the upper end of a one-sided interval (chi squared), infinite for one."""
    from scipy.special import chdtri

    return math.inf if pilots < 2 else sd * math.sqrt((pilots - 1) / float(chdtri(pilots - 1, sure)))


def _t(known: np.ndarray, against: float) -> tuple[float, int]:
    """Student's t of a mean against a value, and its degrees of freedom; where nothing varies it is 0 or infinite."""
    if known.size < 2:
        return math.nan, 0
    apart, error = float(known.mean()) - against, float(known.std(ddof=1)) / math.sqrt(known.size)
    if error == 0.0:
        return (math.copysign(math.inf, apart) if apart else 0.0), known.size - 1
    return apart / error, known.size - 1


def _below(t: float, freedom: int) -> float:
    from scipy.special import stdtr

    if math.isinf(t):
        return 0.0 if t < 0.0 else 1.0
    return math.nan if math.isnan(t) else float(stdtr(freedom, t))


def _first(enough: Callable[[int], bool]) -> int | None:
    """The least number of schools from 2 on for which something holds that holds for all larger ones, too."""
    low, high = 1, 2
    while not enough(high):
        if high == MOST_SCHOOLS:
            return None
        low, high = high, min(2 * high, MOST_SCHOOLS)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
