"""95 percent intervals over schools: of a mean by Student's t, since schools of an ensemble are independent, and of a share."""

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike


@overload
def student_t(freedom: float, share: float = 0.975) -> np.float64: ...
@overload
def student_t(freedom: np.ndarray, share: float = 0.975) -> np.ndarray: ...
def student_t(freedom: float | np.ndarray, share: float = 0.975) -> np.ndarray | np.float64:
    """The point of Student's t below which this share of it lies, for a number of degrees of freedom, or an array of them."""
    from scipy.special import stdtrit

    point: np.ndarray | np.float64 = stdtrit(freedom, share)
    return point


def mean_interval(values: ArrayLike) -> tuple[float, float, float]:
    """(mean, low, high) of independent values (n,): the 95 percent interval of the mean; infinitely wide for one value.

    What is unknown (NaN) does not count; `how_many` says how many do. Of none the mean is NaN.
    """
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    mean = float(known.mean()) if known.size else math.nan
    if known.size < 2:
        return mean, -math.inf, math.inf
    half = float(student_t(known.size - 1)) * float(known.std(ddof=1)) / math.sqrt(known.size)
    return mean, mean - half, mean + half


def how_many(values: ArrayLike) -> int:
    """Of how many values a mean and its interval are: those that are known."""
    return int(np.count_nonzero(~np.isnan(np.asarray(values, float))))


def share_interval(seen: int, of: int) -> tuple[float, float]:
    """(low, high) of a share, `seen` in `of` independent cases (Wilson 1927): within 0 to 1, also where all or none are seen."""
    z, share = 1.959964, seen / of
    middle, half = (share + z * z / (2 * of)), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)
